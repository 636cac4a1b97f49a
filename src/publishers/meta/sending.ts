import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isMetaId } from '../../lib/meta-graph.ts';
import { parseTime } from '../../lib/time.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PublishAttempt } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import type { Ask } from './options.ts';

/** What stands in the way of any command, whatever the network. */
export function objectionsTo({ action, text, replyToSourceId }: PublishCommand, actions: readonly string[], maxLength: number, network: string): string[] {
  const objections: string[] = [];
  if (!actions.includes(action)) objections.push(`${network} takes no '${action}' here`);
  if (text.trim() === '') objections.push('the text is empty');
  // Meta does not say how it counts; no count of characters is higher than that of UTF-16 units.
  if (text.length > maxLength) objections.push(`the text is ${text.length} characters long; ${maxLength} is the most`);
  if (action === 'reply' && !isMetaId(replyToSourceId)) objections.push(`what is answered has no id of ${network}'s`);
  return objections;
}

/** Throws REJECTED for what `check` objects to, and the reason of the context's signal. */
export function refuseWhere([objection]: readonly string[], context: CallContext): void {
  context.signal.throwIfAborted();
  if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the text and have it approved again.' });
}

/** The receipt in the answer to what was sent. Throws OUTCOME_UNKNOWN where there is none. */
export function receiptOf(answer: JsonRecord, context: CallContext, urlOf: (id: string) => string | undefined): Receipt {
  if (!isMetaId(answer.id)) throw new KashuvError('OUTCOME_UNKNOWN', 'it was taken, and no id came back.');
  const url = urlOf(answer.id);
  return { id: answer.id, ...(url !== undefined && { url }), at: context.now() };
}

/** What the other side lists. */
export interface Listing {
  readonly path: string;
  readonly fields: string;
  readonly params?: Readonly<Record<string, string>>;
  /** The words of an item that is the account's own; null for what others said. */
  readonly wordsOf: (item: JsonRecord) => unknown;
  readonly timeOf: (item: JsonRecord) => unknown;
}

const PAGE_SIZE = 100;
const MAX_PAGES = 10;
/** How far Meta's clock may lie behind the monitor's, in ms. */
const SKEW_MS = 5 * 60_000;

/** Looks for the words of an attempt in a listing. Null: not there. Throws UNAVAILABLE where the listing is too long to tell. */
export async function findIn({ path, fields, params, wordsOf, timeOf }: Listing, { command, since }: PublishAttempt, ask: Ask, context: CallContext): Promise<Receipt | null> {
  const wanted = bare(command.text);
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer: JsonRecord = await ask({ path, params: { fields, limit: String(PAGE_SIZE), ...params, ...(after !== null && { after }) } }, context);
    const items: readonly unknown[] = Array.isArray(answer.data) ? answer.data : [];
    for (const item of items) {
      if (!isRecord(item) || !isMetaId(item.id)) continue;
      const words = wordsOf(item);
      const at = parseTime(timeOf(item));
      if (typeof words === 'string' && bare(words) === wanted && at !== null && at >= since - SKEW_MS) return { id: item.id, at };
    }
    after = items.length === 0 ? null : afterOf(answer);
    if (after === null) return null;
  }
  throw new KashuvError('UNAVAILABLE', `there is too much at ${path.split('/').at(-1) ?? 'it'} to tell whether it was sent.`);
}

/** Meta's cursor to the next page; null on the last one. */
function afterOf({ paging }: JsonRecord): string | null {
  if (!isRecord(paging) || typeof paging.next !== 'string' || !isRecord(paging.cursors)) return null;
  const { after } = paging.cursors;
  return typeof after === 'string' && after.length <= 1024 ? after : null;
}

/** Networks fold white space and drop what cannot be seen. */
function bare(text: string): string {
  return text.normalize('NFC').replace(/\p{Cf}/gu, '').replace(/\s+/g, ' ').trim();
}

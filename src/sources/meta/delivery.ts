import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isMetaId } from '../../lib/meta-graph.ts';

/** One thing that Meta says has changed. */
export interface Change {
  readonly object: 'page' | 'instagram';
  /** The page, or the Instagram account, that it concerns. */
  readonly account: string;
  /** When Meta sent it, epoch ms; null where it does not say. */
  readonly at: number | null;
  readonly field: string;
  readonly value: JsonRecord;
}

export interface Unread {
  readonly reason: string;
}

/** Longest name of a field that is repeated in a reason. */
const MAX_NAME = 40;
/** Epoch ms from here on; smaller numbers are seconds. Feeds are told in seconds, messages in milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

/** The changes of a delivery, in the order they stand there, and what of it cannot be read. */
export function changesOf(body: unknown): (Change | Unread)[] {
  if (!isRecord(body) || !Array.isArray(body.entry)) return [{ reason: 'a delivery without entries.' }];
  const { object } = body;
  if (object !== 'page' && object !== 'instagram') return [{ reason: `a delivery about ${nameOf(object)}, not about a page or Instagram.` }];
  return (body.entry as unknown[]).flatMap((entry) => entryChanges(object, entry));
}

function entryChanges(object: Change['object'], entry: unknown): (Change | Unread)[] {
  const account = isRecord(entry) ? idOf(entry.id) : null;
  if (!isRecord(entry) || account === null) return [{ reason: 'an entry without the id of a page or account.' }];
  const at = timeOf(entry.time);
  // Apps with Instagram's own log-in are told one change in the entry itself.
  const changes = Array.isArray(entry.changes) ? (entry.changes as unknown[]) : 'field' in entry ? [entry] : [];
  const read = changes.map((change): Change | Unread => {
    if (!isRecord(change) || typeof change.field !== 'string' || !isRecord(change.value)) return { reason: `a change of ${account} without a field and a value.` };
    return { object, account, at, field: change.field, value: change.value };
  });
  if (['messaging', 'standby'].some((name) => Array.isArray(entry[name]))) read.push({ reason: `private messages to ${account}: they are not read.` });
  return read.length > 0 ? read : [{ reason: `an entry of ${account} without changes.` }];
}

/** A name from outside, as a reason repeats it. */
export function nameOf(value: unknown): string {
  return typeof value === 'string' && /^[\w.-]+$/.test(value) ? `'${value.slice(0, MAX_NAME)}'` : 'something without a name';
}

/** Meta writes ids as text; in old samples also as numbers, which hold only the shorter ones. */
export function idOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return isMetaId(text) ? text : null;
}

function timeOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return null;
  return value < MILLISECONDS_FROM ? value * 1000 : value;
}

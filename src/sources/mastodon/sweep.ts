import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { nextLink } from '../../lib/http/links.ts';
import { isNotThere } from '../../lib/mastodon/answers.ts';
import { compareIds, isId } from '../../lib/mastodon/ids.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, ReadBatch } from '../../spec/plugin.ts';
import { admit, gone, wasTold } from './admit.ts';
import { rowOf, type Feed, type Row } from './feed.ts';
import type { MastodonItem } from './item.ts';
import type { Memory } from './memory.ts';
import type { Roots } from './roots.ts';

/** What a reading goes by. */
export interface Sweep {
  readonly api: Api;
  readonly feeds: readonly Feed[];
  readonly memory: Memory;
  readonly roots: Roots;
  /** Of the first reading: nothing older is wanted. Epoch ms. */
  readonly since?: number | undefined;
  readonly recheckMs: number;
  readonly maxPages: number;
  readonly respectNoIndex: boolean;
}

/** The most that servers give at once. */
const PAGE = 40;
/** Statuses that are asked for one by one in a sweep, because no feed shows them any more. */
const MOST_ASKED = 20;

/** Reads every feed up to its end, oldest first; what a batch's cursor covers is what was given. The last batch alone is caught up. */
export async function* sweep(reading: Sweep, limit: number, context: CallContext): AsyncGenerator<ReadBatch<MastodonItem>, void> {
  const { memory, recheckMs } = reading;
  let items: MastodonItem[] = [];
  for await (const item of findings(reading, context)) {
    items.push(await reading.roots.rooted(item, context));
    if (items.length < limit) continue;
    yield { items, cursor: memory.cursor(context.now(), recheckMs, false), caughtUp: false };
    items = [];
    if (context.signal.aborted) return;
  }
  yield { items, cursor: memory.cursor(context.now(), recheckMs, true), caughtUp: true };
}

async function* findings(reading: Sweep, context: CallContext): AsyncGenerator<MastodonItem, void> {
  const { feeds, memory, respectNoIndex, recheckMs } = reading;
  const before = memory.ids(context.now() - recheckMs).filter((id) => wasTold(memory, id));
  const shown = new Set<string>();
  for (const feed of feeds) {
    for await (const { id, at, row, reason } of rowsOf(reading, feed, context)) {
      if (reason !== undefined) {
        yield { kind: 'note', reason };
        continue;
      }
      const now = context.now();
      if (id !== null) memory.pass(feed.key, id, Math.min(now, at ?? now));
      const status = feed.status(row);
      if (status === undefined || (reading.since !== undefined && memory.from(feed.key) === null && at !== null && at < reading.since)) continue;
      if (isRecord(status) && isId(status.id)) shown.add(status.id);
      const item = admit(status, feed, { memory, now, respectNoIndex });
      if (item !== null) yield item;
    }
  }
  yield* missing(before.filter((id) => !shown.has(id)), reading, context);
}

/**
 * Statuses that were shown a short while ago and are not any more: deleted, or changed so that the tag is gone. Only the server's word that a status is not
 * there makes it so.
 */
async function* missing(ids: readonly string[], { api, memory, respectNoIndex }: Sweep, context: CallContext): AsyncGenerator<MastodonItem, void> {
  for (const id of ids.slice(-MOST_ASKED)) {
    const answer = await api.call({ path: `/api/v1/statuses/${id}` }, context);
    if (isNotThere(answer)) {
      const item = gone(id, memory, context.now());
      if (item !== null) yield item;
      continue;
    }
    acceptedStatus(answer, context);
    const item = admit(answer.body, { personal: true, unaddressed: false }, { memory, now: context.now(), respectNoIndex });
    if (item !== null) yield item;
  }
}

type Found = Row & { readonly reason?: string };

async function* rowsOf(reading: Sweep, feed: Feed, context: CallContext): AsyncGenerator<Found, void> {
  const from = reading.memory.from(feed.key);
  if (from !== null && feed.forward) yield* forward(reading, feed, from, context);
  else yield* backward(reading, feed, from, context);
}

/** Page after page of what came next. */
async function* forward({ api }: Sweep, feed: Feed, from: string, context: CallContext): AsyncGenerator<Found, void> {
  for (let after = from; ; ) {
    const { rows } = await ask(api, feed, { min_id: after }, context);
    yield* rows.filter(({ id }) => id === null);
    const fresh = oldestFirst(rows).filter(({ id }) => compareIds(id, after) > 0);
    yield* fresh;
    const last = fresh.at(-1);
    // A page that leads nowhere would be asked for ever.
    if (last === undefined) return;
    after = last.id;
  }
}

/** From the newest back, as far as is wanted; given oldest first. */
async function* backward({ api, since, maxPages }: Sweep, feed: Feed, from: string | null, context: CallContext): AsyncGenerator<Found, void> {
  const found: Row[] = [];
  let before: string | undefined;
  let complete = false;
  for (let page = 0; page < maxPages && !complete; page += 1) {
    const { rows, next } = await ask(api, feed, { ...(from !== null && { min_id: from }), ...(before !== undefined && { max_id: before }) }, context);
    const wanted = rows.filter(({ id }) => id === null || ((from === null || compareIds(id, from) > 0) && (before === undefined || compareIds(id, before) < 0)));
    for (const row of wanted) found.push(row);
    complete = wanted.length === 0 || next === null || (from === null && since !== undefined && rows.some(({ at }) => at !== null && at < since));
    before = next ?? undefined;
  }
  yield* found.filter(({ id }) => id === null);
  yield* oldestFirst(found);
  if (!complete) yield { id: null, at: null, row: null, reason: `${feed.key}: more than ${maxPages} pages at once; what is older was not read.` };
}

type Params = Readonly<Record<string, string>>;

/** One page, and before which id the next one begins. Errors: as `acceptedStatus`; INPUT_INVALID for what is no list. */
async function ask(api: Api, feed: Feed, params: Params, context: CallContext): Promise<{ rows: Row[]; next: string | null }> {
  const answer = await api.call({ path: feed.path, params: { ...feed.params, ...params, limit: PAGE } }, context);
  // Of a hashtag that nobody ever used.
  if (answer.status === 404 && feed.key.startsWith('tag:') && isNotThere(answer)) return { rows: [], next: null };
  acceptedStatus(answer, context);
  const listed = feed.rows(answer.body);
  if (listed === null) throw new KashuvError('INPUT_INVALID', `${answer.from} gave no list.`, { fix: 'Check that the address is that of a server with the interface of Mastodon.' });
  const rows = listed.map(rowOf);
  const link = answer.headers.get('link');
  return { rows, next: link === null ? (oldestFirst(rows)[0]?.id ?? null) : maxIdOf(nextLink(link)) };
}

/** Of the address of a next page its one part that matters: where it leads is not followed. */
function maxIdOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address, 'https://server.invalid')) return null;
  const id = new URL(address, 'https://server.invalid').searchParams.get('max_id');
  return isId(id) ? id : null;
}

const oldestFirst = (rows: readonly Row[]): (Row & { readonly id: string })[] => rows.filter((row): row is Row & { readonly id: string } => row.id !== null).sort((a, b) => compareIds(a.id, b.id));

import type { ErrorCode } from '../../spec/errors.ts';
import type { PullSource } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import { invalid } from './contract.ts';
import type { KitTime } from './kit-time.ts';
import type { SourceReader } from './source-reading.ts';
import { difference, signalsOf } from './source-shape.ts';

/** Another side that goes on to say things. */
export interface Later<Item> {
  /** A new source of the same instance over what is there by then, each time it is called. */
  readonly source: () => PullSource<Item> | Promise<PullSource<Item>>;
  /** Makes the other side say one post or more, at `now` (epoch ms of the kit's clock), and gives how many. Called twice. */
  readonly more: (now: number) => number | Promise<number>;
}

/** More than the vendor gives in one page. */
export interface Paged<Item> {
  /** A new source of the same instance over them, each time it is called. */
  readonly source: () => PullSource<Item> | Promise<PullSource<Item>>;
  readonly posts: number;
}

/** A moment within the data of `source`, and how many of its posts are not older. */
export interface Since {
  /** Epoch ms. */
  readonly at: number;
  readonly posts: number;
}

/** How a vendor says no in words of its own, and what is to come of it. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: ErrorCode;
  /** What the error has to say. Default: it is not looked at. */
  readonly retryAfterMs?: number;
}

/** Between two sweeps at least, in ms of the kit's clock. */
const SHORTEST_POLL_MS = 60_000;
const ROUNDS = ['the first sweep', 'the second sweep'] as const;
const PAGES = 3;
const LARGE = 1_000;

/** What it did not hear of what was said after a sweep, or heard twice, in words. */
export async function deafness<Item>(later: Later<Item>, reader: SourceReader<Item>, time: KitTime, now: () => number): Promise<string[]> {
  const heard = new Set<string>();
  let cursor: string | null = null;
  const listen = async (): Promise<{ source: PullSource<Item>; ids: string[] }> => {
    const source = await later.source();
    const batches = await reader.sweep(source, { cursor, limit: 2 });
    cursor = batches.at(-1)?.cursor ?? cursor;
    await source.close?.();
    return { source, ids: posted(signalsOf(source, batches)) };
  };
  const first = await listen();
  for (const id of first.ids) heard.add(id);
  if (heard.size === 0) throw new Error('later() holds nothing at first: let there be a post that the first sweep hears');
  const every = Math.max(SHORTEST_POLL_MS, first.source.capabilities.pollEveryMs ?? 0);
  const problems: string[] = [];
  for (const round of ROUNDS) {
    time.advance(every / 2);
    const said = await later.more(now());
    if (!(Number.isInteger(said) && said > 0)) throw new Error(`more() gave ${String(said)}: expected how many posts more there are now`);
    time.advance(every / 2);
    const { ids } = await listen();
    const fresh = ids.filter((id) => !heard.has(id));
    if (fresh.length !== said) problems.push(`${fresh.length} heard of ${said} that were said after ${round}`);
    if (fresh.length < ids.length) problems.push(`${ids.length - fresh.length} told again after ${round}, the first is ${ids.find((id) => heard.has(id)) ?? ''}`);
    for (const id of ids) heard.add(id);
  }
  return problems;
}

/** What is missing of data on several pages, in words. */
export async function lostPages<Item>({ source: make, posts }: Paged<Item>, reader: SourceReader<Item>): Promise<string[]> {
  const source = await make();
  let asked = 0;
  const counting: PullSource<Item> = { ...source, read: (request, context) => source.read(request, { ...context, fetch: (...call) => { asked += 1; return context.fetch(...call); } }) };
  const whole = signalsOf(source, await reader.sweep(counting, { cursor: null, limit: LARGE }));
  await source.close?.();
  const ids = posted(whole);
  const problems: string[] = [];
  if (new Set(ids).size !== posts || ids.length !== posts) problems.push(`${ids.length} posts given of ${posts}${new Set(ids).size === ids.length ? '' : ', some of them twice'}`);
  else if (asked > 0 && asked < PAGES) problems.push(`${asked} requests for all of it: paged() needs data on ${PAGES} pages of the vendor's at least`);
  else if (!hasTwins(whole)) problems.push('no two posts of the same moment: paged() needs two of them with the edge of a page in between');

  // And from within: a page is not begun anew, nor left half read.
  const twin = await make();
  const batches = await reader.sweep(twin, { cursor: null, limit: 2 });
  const middle = Math.floor(batches.length / 2);
  const resumed = await make();
  const rest = await reader.sweep(resumed, { cursor: batches[middle]?.cursor ?? null, limit: LARGE });
  const lost = difference(signalsOf(resumed, rest), signalsOf(twin, batches.slice(middle + 1)));
  if (lost !== null) problems.push(`from the cursor after batch ${middle + 1} of ${batches.length} (limit 2): ${lost}`);
  await Promise.all([twin.close?.(), resumed.close?.()]);
  return problems;
}

/** What is older than what was asked for, or missing, in words. */
export async function tooOld<Item>({ at, posts }: Since, source: PullSource<Item>, reader: SourceReader<Item>): Promise<string[]> {
  const signals = signalsOf(source, await reader.sweep(source, { cursor: null, limit: 100, since: at }));
  const old = signals.flatMap((signal) => (signal.type === 'posted' && signal.post.postedAt !== undefined && signal.post.postedAt < at ? [signal.post] : []));
  const given = posted(signals).length;
  return [
    ...(old.length === 0 ? [] : [`${old.length} posts older than was asked for, the first is ${old[0]!.id} of ${old[0]!.postedAt ?? 0}`]),
    ...(given === posts ? [] : [`${given} posts given of ${posts} that are not older than ${at}`]),
  ];
}

/** Throws CONFIG_INVALID for a `since` that proves nothing. */
export function checkSince(since: unknown, posts: number): void {
  const { at, posts: left } = (typeof since === 'object' && since !== null ? since : {}) as Partial<Since>;
  const sound = Number.isFinite(at) && Number.isInteger(left) && Number(left) > 0 && Number(left) < posts;
  if (!sound) throw invalid('since', 'expected { at, posts } with some of the posts, not all, at or after that time.', 'Name a moment in the middle of the data, in epoch ms, and how many posts are not older.');
}

const posted = (signals: readonly Signal[]): string[] => signals.flatMap((signal) => (signal.type === 'posted' ? [signal.post.id] : []));

function hasTwins(signals: readonly Signal[]): boolean {
  const times = signals.flatMap((signal) => (signal.type === 'posted' ? [signal.post.postedAt] : [])).filter((at) => at !== undefined);
  return times.length === 0 || new Set(times).size < times.length;
}

import { digest } from '../../lib/digest.ts';
import { SweepMemory } from '../../lib/sweep-memory.ts';
import { createApi, type Api } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { tellSweep, type News } from '../../lib/tell-sweep.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import { postOfHit, postOfItem, wordsOf, type HackerNewsItem } from './item.ts';
import { lookUps } from './look-ups.ts';
import { checkHackerNews, type CheckedOptions, type HackerNewsOptions } from './options.ts';
import { changed } from './recheck.ts';
import { searchAll } from './search.ts';

export type { HackerNewsItem } from './item.ts';
export type { HackerNewsOptions } from './options.ts';

/** Posts that are remembered: what the search finds twice, and what is asked for again. */
const REMEMBERED = 1_000;

/**
 * Stories and comments of Hacker News that its search finds, and what becomes of them: edits, deletions by their authors, and what the site takes
 * away. See docs/sources/hacker-news.md.
 *
 * Each sweep searches what is new since the last, `overlapMs` included, and then asks the site itself for what was heard lately. The
 * brands' queries decide; `search` is in the words of the site's own search, and should find more than they do.
 *
 * Errors: CONFIG_INVALID (options), RATE_LIMITED with `retryAfterMs`, UNAVAILABLE (network, time, 5xx), REJECTED (other 4xx), INPUT_INVALID (an
 * answer that is none).
 */
export function hackerNews(options: HackerNewsOptions): PullSource<HackerNewsItem> {
  const checked = checkHackerNews(options);
  const search = createApi({ service: checked.searchService, requests: requestsOf(checked), budget: checked.searchBudget });
  const items = createApi({ service: checked.itemService, requests: requestsOf(checked), budget: checked.itemBudget });
  return {
    contract: 1,
    name: 'hacker-news',
    instance: checked.instance,
    capabilities: {
      mode: 'poll',
      backfill: true,
      threads: true,
      authors: true,
      queryFeatures: [],
      pollEveryMs: checked.pollEveryMs,
      ...(checked.silentAfterMs !== undefined && { silentAfterMs: checked.silentAfterMs }),
    },
    read: (request, context) => sweep(checked, { search, items }, request, context),
    signals: (item) => [signalOf(item)],
    ...lookUps(search, items),
  };
}

const requestsOf = ({ timeoutMs, maxBytes, allowPrivate, userAgent, lookup }: CheckedOptions) => ({ timeoutMs, maxBytes, allowPrivate, userAgent, lookup });

function signalOf(item: HackerNewsItem): Signal {
  if (item.kind === 'note') return { type: 'skipped', reason: item.reason };
  if (item.kind === 'hit') {
    const post = postOfHit(item.hit);
    if (typeof post !== 'string') return { type: 'posted', post };
    const id = isRecord(item.hit) && typeof item.hit.objectID === 'string' ? item.hit.objectID.slice(0, 64) : '';
    return { type: 'skipped', reason: post, ...(id !== '' && { ref: id }) };
  }
  const ref = String(item.item.id);
  // Authors may delete what nobody has answered; what is dead was killed by readers' flags, by software or by the moderators.
  if (item.item.deleted === true) return { type: 'deleted', ref, by: 'author' };
  if (item.item.dead === true) return { type: 'deleted', ref, by: 'platform' };
  const post = postOfItem(item.item, item.root);
  return typeof post === 'string' ? { type: 'skipped', reason: post, ref } : { type: 'edited', post };
}

async function* sweep(options: CheckedOptions, apis: { search: Api; items: Api }, request: ReadRequest, context: CallContext): AsyncGenerator<ReadBatch<HackerNewsItem>, void> {
  if (context.signal.aborted) return;
  const read = request.cursor === null ? SweepMemory.empty(REMEMBERED) : SweepMemory.read(request.cursor, REMEMBERED);
  if (read === null) context.log('warn', `${options.instance}: the cursor is not of this source; starting over`);
  const memory = read ?? SweepMemory.empty(REMEMBERED);
  yield* tellSweep(memory, newsOf(options, apis, memory, request.since ?? null, context), request, context);
}

async function* newsOf(options: CheckedOptions, { search, items }: { search: Api; items: Api }, memory: SweepMemory, wanted: number | null, context: CallContext): AsyncGenerator<News<HackerNewsItem>, void> {
  const since = memory.since === null ? wanted : Math.max(0, memory.since - options.overlapMs);
  const lately = memory.lately(context.now() - options.recheckMs);
  const { hits, notes } = await searchAll(options, search, since, context);
  for (const hit of hits) {
    const post = postOfHit(hit);
    // The index is behind the site: of what is known already it tells nothing new.
    const key = typeof post === 'string' ? `?${digest(JSON.stringify(hit)).slice(0, 16)}` : keyOf(post.id, post.thread?.root);
    if (memory.has(key)) continue;
    yield { item: { kind: 'hit', hit }, remember: () => memory.see(key, wordsOf(post), context.now()) };
  }
  for (const reason of notes) yield { item: { kind: 'note', reason } };
  yield* changed(options, items, memory, lately.filter((key) => !key.startsWith('?')), context);
}

/** A comment is remembered with its story, which the site does not name. */
const keyOf = (id: string, root: string | undefined): string => (root === undefined ? id : `${id}.${root}`);

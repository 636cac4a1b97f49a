import { digest } from '../../lib/digest.ts';
import { SweepMemory } from '../../lib/sweep-memory.ts';
import type { Api } from '../../lib/http/api.ts';
import { openReddit } from '../../lib/reddit/account.ts';
import { tellSweep, type News } from '../../lib/tell-sweep.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import { readListings } from './listings.ts';
import { lookUps } from './look-ups.ts';
import { checkReddit, type CheckedOptions, type RedditOptions } from './options.ts';
import { readThing, type RedditItem } from './post.ts';
import { changed } from './recheck.ts';

export type { RedditOptions } from './options.ts';
export type { RedditItem } from './post.ts';

/**
 * Submissions and comments of Reddit: what its search finds, what communities bring, and what is said to the account itself; and what becomes of
 * them: edits, deletions by their authors, and what moderators or Reddit take away. See docs/sources/reddit.md.
 *
 * Each sweep reads what is new since the last, `overlapMs` included, and then asks again for what was heard lately. The brands' queries
 * decide; `search` is in the words of Reddit's own search, and should find more than they do.
 *
 * Errors: CONFIG_INVALID (options, communities that are not shown), AUTH_FAILED (the grant or its scope), RATE_LIMITED with `retryAfterMs`, UNAVAILABLE
 * (network, time, 5xx), REJECTED (other 4xx), INPUT_INVALID (an answer that is none). No message holds a password, a secret or a token.
 */
export function reddit(options: RedditOptions): PullSource<RedditItem> {
  const checked = checkReddit(options);
  const api = openReddit('reddit', checked);
  const own = new Set(checked.ownCommunities.map((name) => name.toLowerCase()));
  return {
    contract: 1,
    name: 'reddit',
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
    read: (request, context) => sweep(checked, api, own, request, context),
    signals: (item) => [signalOf(item, own)],
    ...lookUps(api),
  };
}

function signalOf(item: RedditItem, own: ReadonlySet<string>): Signal {
  if (item.kind === 'note') return { type: 'skipped', reason: item.reason };
  if (item.kind === 'missing') return { type: 'deleted', ref: item.name, by: 'unknown' };
  const read = readThing(item.thing, own);
  if ('post' in read) return { type: item.kind === 'thing' ? 'posted' : 'edited', post: read.post };
  if ('gone' in read) return { type: 'deleted', ref: read.name, by: read.gone };
  return { type: 'skipped', reason: read.reason, ...(read.name !== undefined && { ref: read.name }) };
}

async function* sweep(options: CheckedOptions, api: Api, own: ReadonlySet<string>, request: ReadRequest, context: CallContext): AsyncGenerator<ReadBatch<RedditItem>, void> {
  if (context.signal.aborted) return;
  const read = request.cursor === null ? SweepMemory.empty(options.remember) : SweepMemory.read(request.cursor, options.remember);
  if (read === null) context.log('warn', `${options.instance}: the cursor is not of this source; starting over`);
  const memory = read ?? SweepMemory.empty(options.remember);
  yield* tellSweep(memory, newsOf(options, api, own, memory, request.since ?? null, context), request, context);
}

async function* newsOf(options: CheckedOptions, api: Api, own: ReadonlySet<string>, memory: SweepMemory, wanted: number | null, context: CallContext): AsyncGenerator<News<RedditItem>, void> {
  const since = memory.since === null ? wanted : Math.max(0, memory.since - options.overlapMs);
  const lately = memory.lately(context.now() - options.recheckMs);
  const { things, notes } = await readListings(options, api, since, context);
  for (const thing of things) {
    const thingRead = readThing(thing, own);
    const name = 'post' in thingRead ? thingRead.post.id : (thingRead.name ?? `?${digest(JSON.stringify(thing)).slice(0, 16)}`);
    // Listings are behind: of what is known already they tell nothing new.
    if (memory.has(name)) continue;
    yield {
      item: { kind: 'thing', thing },
      remember: () => ('gone' in thingRead ? memory.bury(name, context.now()) : memory.see(name, 'post' in thingRead ? thingRead.post.text : '', context.now())),
    };
  }
  for (const reason of notes) yield { item: { kind: 'note', reason } };
  yield* changed(api, memory, lately, own, context);
}

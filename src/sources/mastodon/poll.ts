import { openClient } from '../../lib/mastodon/client.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import { feedsOf } from './feed.ts';
import { signalsOf, type MastodonItem } from './item.ts';
import { lookUps } from './look-ups.ts';
import { Memory } from './memory.ts';
import { checkPoll, type MastodonOptions } from './options.ts';
import { Roots } from './roots.ts';
import { sweep, type Sweep } from './sweep.ts';

/**
 * Statuses under hashtags, on a public timeline, found by a search, and said to the account itself, from a server with the interface of Mastodon. See
 * docs/sources/mastodon.md.
 *
 * Each sweep reads what is new, and again what is younger than `recheckMs`: what comes late from other servers is found, what was changed is `edited`, and what
 * is gone is `deleted`.
 *
 * Errors: CONFIG_INVALID (options), AUTH_FAILED (the token, or a server that shows nothing without one), RATE_LIMITED with `retryAfterMs`, UNAVAILABLE (network,
 * time, 404, 5xx), REJECTED (other 4xx), INPUT_INVALID (an answer that is none). No message holds the token.
 */
export function mastodon(options: MastodonOptions): PullSource<MastodonItem> {
  const checked = checkPoll(options);
  const api = openClient('mastodon', checked);
  const feeds = feedsOf(checked);
  const roots = new Roots(api);
  return {
    contract: 1,
    name: 'mastodon',
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
    read: (request, context) => unlessAborted(() => sweep({ ...checked, api, feeds, roots, memory: memoryOf(request, checked.instance, context), since: request.since }, request.limit, context), context),
    signals: (item) => signalsOf(item, checked),
    ...lookUps(api, checked),
  };
}

/** What an earlier reading left; nothing where the cursor is none of ours. */
export function memoryOf({ cursor }: Pick<ReadRequest, 'cursor'>, instance: string, context: Pick<CallContext, 'log'>): Sweep['memory'] {
  const read = cursor === null ? Memory.empty() : Memory.read(cursor);
  if (read === null) context.log('warn', `${instance}: the cursor is not of this source; starting over`);
  return read ?? Memory.empty();
}

/** That the call ended is no failure. */
export async function* unlessAborted<Item>(read: () => AsyncIterable<ReadBatch<Item>>, context: CallContext): AsyncGenerator<ReadBatch<Item>, void> {
  if (context.signal.aborted) return;
  try {
    yield* read();
  } catch (error) {
    if (!context.signal.aborted) throw error;
  }
}

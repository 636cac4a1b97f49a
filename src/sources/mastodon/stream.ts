import type { Api } from '../../lib/http/api.ts';
import { openClient } from '../../lib/mastodon/client.ts';
import { openSocket, type BufferedSocket } from '../../lib/socket.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadBatch } from '../../spec/plugin.ts';
import { itemOf, type Listening } from './event.ts';
import { feedsOf } from './feed.ts';
import { signalsOf, type MastodonItem } from './item.ts';
import { lookUps } from './look-ups.ts';
import { checkStream, type MastodonStreamOptions, type StreamOptions } from './options.ts';
import { memoryOf, unlessAborted } from './poll.ts';
import { Roots } from './roots.ts';
import { streamAddress } from './stream-address.ts';
import { sweep, type Sweep } from './sweep.ts';

/** However soon statuses are to be looked at again, a stream that is open tells most of it. In ms. */
const LEAST_RECHECK_MS = 60_000;
/** A server does not say when it has begun to send a stream that it was asked for. By then it has, in ms. */
const SETTLED_AFTER_MS = 15_000;

/**
 * The same as `mastodon`, but for searches, as it is said: one WebSocket for all hashtags, the timeline and the notifications, with changes and deletions.
 * See docs/sources/mastodon.md.
 *
 * Whenever a stream was opened, what was said meanwhile is read from the timelines, while the stream waits: nothing falls between, and nothing is told twice.
 *
 * Errors: as `mastodon`; CONFIG_INVALID where the server names a strange host for its streams, UNSUPPORTED where it lacks one, UNAVAILABLE where it ends one. The token
 * stands in the address of the stream, which no message holds.
 */
export function mastodonStream(options: MastodonStreamOptions): PullSource<MastodonItem> {
  const checked = checkStream(options);
  const api = openClient('mastodonStream', checked);
  const feeds = feedsOf(checked);
  const roots = new Roots(api);
  return {
    contract: 1,
    name: 'mastodon-stream',
    instance: checked.instance,
    capabilities: {
      mode: 'stream',
      backfill: true,
      threads: true,
      authors: true,
      queryFeatures: [],
      ...(checked.silentAfterMs !== undefined && { silentAfterMs: checked.silentAfterMs }),
    },
    read: (request, context) =>
      unlessAborted(() => listen({ ...checked, api, feeds, roots, memory: memoryOf(request, checked.instance, context), since: request.since }, checked, request.limit, context), context),
    signals: (item) => signalsOf(item, checked),
    ...lookUps(api, checked),
  };
}

async function* listen(reading: Sweep, options: StreamOptions, limit: number, context: CallContext): AsyncGenerator<ReadBatch<MastodonItem>, void> {
  const address = await streamAddress(reading.api, options, context);
  const { host } = new URL(address);
  const url = new URL(address);
  // A WebSocket of the platform takes no headers.
  url.searchParams.set('access_token', options.token);
  let socket: BufferedSocket | null = null;
  try {
    while (!context.signal.aborted) {
      socket = await opened(url.href, reading.api, options, context);
      for (const { stream } of reading.feeds) if (stream !== null) socket.send(JSON.stringify({ type: 'subscribe', stream: stream[0], ...(stream[1] !== undefined && { tag: stream[1] }) }));
      let pause = SETTLED_AFTER_MS;
      do {
        for await (const { caughtUp, ...batch } of sweep(reading, limit, context)) yield { ...batch, caughtUp: caughtUp && socket.empty };
        const listening = live(socket, reading, { ...options, host, recheckAt: context.now() + pause }, limit, context);
        pause = Math.max(options.recheckMs, LEAST_RECHECK_MS);
        if ((yield* listening) === 'reopen') break;
      } while (!context.signal.aborted);
      socket.close();
    }
  } finally {
    socket?.close();
  }
}

/** A WebSocket that is refused does not say why: the token is held against the interface, which does. */
async function opened(url: string, api: Api, options: StreamOptions, context: CallContext): Promise<BufferedSocket> {
  try {
    return await openSocket(url, options.WebSocket, options, context);
  } catch (error) {
    await api.call({ path: '/api/v1/accounts/verify_credentials' }, context);
    throw error;
  }
}

/**
 * Gives what one connection brings. Returns when the timelines are to be read again, for what no stream tells, such as the deletion of what was said to the
 * account alone; or when the stream is to be opened again: its buffer was full, or it said nothing for so long that it may have died.
 */
async function* live(
  socket: BufferedSocket,
  { feeds, memory, roots, recheckMs, respectNoIndex }: Sweep,
  { host, idleTimeoutMs, recheckAt }: Pick<StreamOptions, 'host' | 'idleTimeoutMs'> & { readonly recheckAt: number },
  limit: number,
  context: CallContext,
): AsyncGenerator<ReadBatch<MastodonItem>, 'recheck' | 'reopen'> {
  const listening: Listening = { feeds, memory, respectNoIndex, host };
  let items: MastodonItem[] = [];
  /** Whether it was said that there is nothing more for now. */
  let told = socket.empty;
  let heardAt = context.now();
  const batch = (): ReadBatch<MastodonItem> => {
    told = socket.empty;
    const given = { items, cursor: memory.cursor(context.now(), recheckMs, true), caughtUp: told };
    items = [];
    return given;
  };
  for (;;) {
    const now = context.now();
    const frame = socket.take();
    if (frame !== undefined) {
      heardAt = now;
      told = false;
      const item = itemOf(frame, listening, now);
      if (item !== null) items.push(await roots.rooted(item, context));
      if (items.length >= limit) yield batch();
    } else if (items.length > 0 || !told) {
      yield batch();
    } else if (socket.state === 'full' || now >= heardAt + idleTimeoutMs) {
      return 'reopen';
    } else if (socket.state === 'closed') {
      throw new KashuvError('UNAVAILABLE', `${host} ended the stream.`);
    } else if (now >= recheckAt) {
      return 'recheck';
    } else {
      await socket.wait(Math.min(recheckAt, heardAt + idleTimeoutMs) - now, context);
    }
    if (context.signal.aborted) return 'reopen';
  }
}

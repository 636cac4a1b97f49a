import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadRequest } from '../../spec/plugin.ts';
import { appView } from './app-view.ts';
import { signalsOf, type BlueskyEvent } from './event.ts';
import { decodeFrame } from './frame.ts';
import { checkFirehose, type BlueskyFirehoseOptions, type FirehoseOptions } from './options.ts';
import type { Received } from '../../lib/socket.ts';
import { readStream, type Tape } from './stream.ts';

/**
 * Every public post of a Bluesky network as it is made: `com.atproto.sync.subscribeRepos` of a relay or of one server. See docs/sources/bluesky.md.
 *
 * The cursor is the sequence number of the last frame. At the first reading `start` decides: what comes from now on, or from the oldest that the
 * server keeps. Each record is held against its CID. Likes, follows and profiles are passed over. A server that has not come as far as the cursor was set up anew: it is
 * read from the oldest that it keeps.
 *
 * Errors: CONFIG_INVALID (options), UNAVAILABLE (network, end of the stream, the server's refusals). What cannot be read, what the server no longer has, and that it was set
 * up anew, becomes `skipped`.
 */
export function blueskyFirehose(options: BlueskyFirehoseOptions = {}): PullSource<BlueskyEvent> {
  const checked = checkFirehose(options);
  return {
    contract: 1,
    name: 'bluesky-firehose',
    instance: checked.instance,
    capabilities: {
      mode: 'stream',
      backfill: true,
      threads: true,
      authors: true,
      queryFeatures: [],
      ...(checked.silentAfterMs !== undefined && { silentAfterMs: checked.silentAfterMs }),
    },
    read: (request, context) => readStream(tapeOf(checked, request, context), request, checked, context),
    signals: signalsOf,
    ...appView(checked.appView, checked),
  };
}

function tapeOf({ service, start, instance }: FirehoseOptions, { cursor, since }: ReadRequest, context: CallContext): Tape<BlueskyEvent> {
  const known = cursor !== null && /^\d{1,16}$/.test(cursor) && Number.isSafeInteger(Number(cursor));
  // An empty cursor is our own, of a stream that has said nothing yet.
  if (cursor !== null && cursor !== '' && !known) context.log('warn', `${instance}: the cursor is not of this source; starting over`);
  let seq = known ? Number(cursor) : null;
  const { host } = new URL(service);

  return {
    address() {
      const url = new URL('/xrpc/com.atproto.sync.subscribeRepos', service);
      if (seq !== null) url.searchParams.set('cursor', String(seq));
      else if (start === 'oldest') url.searchParams.set('cursor', '0');
      return url.href;
    },
    take(received: Received) {
      const refused = unusable(received);
      if (refused !== null) return { item: refused, at: null };
      const frame = decodeFrame(received as Uint8Array);
      if (frame.type === 'error') {
        if (frame.name !== 'FutureCursor') throw new KashuvError('UNAVAILABLE', `${host} ended the stream: ${frame.name}.`);
        context.log('warn', `${instance}: ${host} has not come as far as the cursor; reading what it keeps`);
        seq = 0;
        return { item: gap(`${host} has not come as far as the cursor: it was set up anew`), at: null };
      }
      if (frame.type === 'info') {
        context.log('warn', `${instance}: ${host} says ${frame.name}`);
        return { item: frame.name === 'OutdatedCursor' ? gap(`${host} no longer keeps all that came after the cursor`) : null, at: null };
      }
      seq = frame.seq ?? seq;
      const old = since !== undefined && frame.at !== null && frame.at < since;
      return { item: old ? null : frame.event, at: frame.at };
    },
    cursor: () => (seq === null ? '' : String(seq)),
  };
}

function unusable(received: Received): BlueskyEvent | null {
  if (received instanceof Uint8Array) return null;
  return { kind: 'unreadable', reason: typeof received === 'string' ? 'a frame of text, where bytes were expected.' : `a frame of ${received.tooLarge} bytes, which is over maxFrameBytes.` };
}

const gap = (why: string): BlueskyEvent => ({ kind: 'unreadable', reason: `${why}; posts may be missing.` });

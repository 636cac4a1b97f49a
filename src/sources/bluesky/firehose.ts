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
 * server keeps. Each record is held against its CID. Likes, reposts, follows and profiles are passed over.
 *
 * Errors: CONFIG_INVALID (options; a cursor that the server has not reached, so that it is not the server it came from), UNAVAILABLE (network, end of the stream, the
 * server's other refusals). What cannot be read, and what the server no longer has, becomes `skipped`.
 */
export function blueskyFirehose(options: BlueskyFirehoseOptions = {}): PullSource<BlueskyEvent> {
  const checked = checkFirehose(options);
  return {
    contract: 1,
    name: 'bluesky-firehose',
    instance: checked.instance,
    capabilities: {
      mode: 'stream',
      backfill: checked.start === 'oldest',
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
      if (frame.type === 'error') throw refusal(host, frame.name);
      if (frame.type === 'info') {
        context.log('warn', `${instance}: ${host} says ${frame.name}`);
        return { item: frame.name === 'OutdatedCursor' ? gap(host) : null, at: null };
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

const gap = (host: string): BlueskyEvent => ({ kind: 'unreadable', reason: `${host} no longer keeps all that came after the cursor; posts of that time are missing.` });

function refusal(host: string, name: string): KashuvError {
  if (name !== 'FutureCursor') return new KashuvError('UNAVAILABLE', `${host} ended the stream: ${name}.`);
  return new KashuvError('CONFIG_INVALID', `${host} has not come as far as the cursor: it is another server, or was set up anew.`, {
    field: 'blueskyFirehose.service',
    fix: 'Give the server that the cursor came from, or another `instance` to start over.',
  });
}

import { isDid, isObject, POSTS, REPOSTS, type Fields } from '../../lib/bluesky/names.ts';
import { digest } from '../../lib/digest.ts';
import type { CallContext, PullSource, ReadRequest } from '../../spec/plugin.ts';
import { appView } from './app-view.ts';
import { isRead, signalsOf, type BlueskyEvent } from './event.ts';
import { checkJetstream, type BlueskyJetstreamOptions, type JetstreamOptions } from './options.ts';
import type { Received } from '../../lib/socket.ts';
import { readStream, type Tape } from './stream.ts';

const MICROSECONDS = 1_000;
/** Bytes of a digest by which an event that comes again is known. */
const MARK_LENGTH = 12;
const MOST_MARKS = 4_000;
/** Servers keep a day at least. One that no longer has what came after the cursor does not say so: it begins with its oldest event. In ms. */
const KEPT_MS = 24 * 3_600_000;
/** Of a whole network posts come in every minute: a longer pause after a cursor so old is a gap. In ms. */
const PAUSE_MS = 60_000;
const CURSOR = /^(\d{1,16})(?:\.((?:[0-9a-f]{12})*))?$/;

/**
 * The same posts as `blueskyFirehose`, from a Jetstream server: JSON instead of CBOR, a small part of the traffic, and no proof, for Jetstream sends
 * neither signatures nor blocks. See docs/sources/bluesky.md.
 *
 * The cursor is `time_us` of the last event, with marks of those that came within `overlapMs` before it: a stream is opened that much earlier, because servers
 * behind one name differ a little in time, and what was given already is not given again. `since` of the first reading is kept.
 *
 * Errors: CONFIG_INVALID (options), UNAVAILABLE (network, end of the stream).
 */
export function blueskyJetstream(options: BlueskyJetstreamOptions = {}): PullSource<BlueskyEvent> {
  const checked = checkJetstream(options);
  return {
    contract: 1,
    name: 'bluesky-jetstream',
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

function tapeOf(options: JetstreamOptions, { cursor, since }: ReadRequest, context: CallContext): Tape<BlueskyEvent> {
  const { service, overlapMs, maxFrameBytes, instance } = options;
  const overlap = overlapMs * MICROSECONDS;
  const found = cursor === null ? null : CURSOR.exec(cursor);
  if (cursor !== null && cursor !== '' && found === null) context.log('warn', `${instance}: the cursor is not of this source; starting over`);
  let time = found === null ? null : Number(found[1]);
  /** Marks of what was given within the overlap, with their times. */
  let given: { mark: string; at: number }[] = marksIn(found?.[2] ?? '').map((mark) => ({ mark, at: time ?? 0 }));
  let known = new Set(given.map(({ mark }) => mark));
  const from = (): number | null => (time === null ? (since === undefined ? null : since * MICROSECONDS) : Math.max(0, time - overlap));

  /** The cursor's time, where it may lie before the oldest event that the server keeps; until the first event. */
  let old = time !== null && context.now() - time / MICROSECONDS > KEPT_MS ? time : null;

  /** An event may come a second time up to here. */
  let until = 0;

  /** What a reopened stream can no longer send is not kept in mind. */
  const forget = (): void => {
    given = given.filter(({ at }) => at >= (time ?? 0) - overlap).slice(-MOST_MARKS);
    known = new Set(given.map(({ mark }) => mark));
  };

  return {
    address() {
      const url = new URL('/subscribe', service);
      for (const collection of [POSTS, REPOSTS]) url.searchParams.append('wantedCollections', collection);
      url.searchParams.set('maxMessageSizeBytes', String(maxFrameBytes));
      const start = from();
      if (start !== null) url.searchParams.set('cursor', String(start));
      until = (time ?? 0) + overlap;
      return url.href;
    },
    take(received) {
      const { at, event, mark } = readMessage(received);
      if (at === null) return { item: event, at: null };
      const again = at <= until && known.has(mark);
      const lost = old !== null && at - old > PAUSE_MS * MICROSECONDS;
      old = null;
      time = Math.max(time ?? 0, at);
      if (event !== null && !again && overlap > 0) {
        given.push({ mark, at });
        known.add(mark);
      }
      const item: BlueskyEvent | null = again ? null : event;
      return { item: lost ? { kind: 'after-gap', reason: `${new URL(service).host} may no longer keep all that came after the cursor; posts may be missing.`, event: item } : item, at: Math.floor(at / MICROSECONDS) };
    },
    cursor() {
      if (time === null) return '';
      forget();
      return given.length === 0 ? String(time) : `${time}.${given.map(({ mark }) => mark).join('')}`;
    },
  };
}

function marksIn(text: string): string[] {
  return Array.from({ length: Math.min(text.length / MARK_LENGTH, MOST_MARKS) }, (_, index) => text.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH));
}

interface Message {
  /** `time_us`, null where it could not be read. */
  readonly at: number | null;
  readonly event: BlueskyEvent | null;
  readonly mark: string;
}

/** Never throws: what cannot be read is an event that says why. */
function readMessage(received: Received): Message {
  if (typeof received !== 'string') return { at: null, event: unreadable(received instanceof Uint8Array ? 'a message of bytes, where text was expected.' : `a message of ${received.tooLarge} characters, which is over maxFrameBytes.`), mark: '' };
  let message: unknown;
  try {
    message = JSON.parse(received);
  } catch {
    return { at: null, event: unreadable('a message that is no JSON.'), mark: '' };
  }
  if (!isObject(message) || !Number.isSafeInteger(message.time_us) || Number(message.time_us) < 0 || !isDid(message.did)) return { at: null, event: unreadable('a message without a time or an account.'), mark: '' };
  const at = Number(message.time_us);
  const event = eventOf(message, message.did, Math.floor(at / MICROSECONDS));
  return { at, event, mark: event === null ? '' : markOf(event, message) };
}

const unreadable = (reason: string): BlueskyEvent => ({ kind: 'unreadable', reason });

function eventOf(message: Fields, did: string, at: number): BlueskyEvent | null {
  const { kind, commit, account } = message;
  if (kind === 'account' && isObject(account) && account.active === false && (account.status === 'deleted' || account.status === 'takendown')) {
    return { kind: 'account', did, status: account.status };
  }
  if (kind !== 'commit' || !isObject(commit) || !isRead(commit.collection) || typeof commit.rkey !== 'string') return null;
  const { collection, operation, rkey, record } = commit;
  if (operation === 'delete') return { kind: 'commit', did, at, changes: [{ collection, action: operation, rkey }] };
  if (operation !== 'create' && operation !== 'update') return null;
  return { kind: 'commit', did, at, changes: [{ collection, action: operation, rkey, record }] };
}

/** Of the event, not of the moment it was sent: servers behind one name agree on these. */
function markOf(event: BlueskyEvent, { commit, account }: Fields): string {
  if (event.kind !== 'commit' && event.kind !== 'account') return '';
  const part = isObject(commit) ? [commit.collection, commit.rkey, commit.operation, commit.rev] : isObject(account) ? ['account', account.status, account.seq] : [];
  return digest(event.did, ...part.map(String)).slice(0, MARK_LENGTH);
}

import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import type { Received } from '../../lib/socket.ts';
import { KashuvError } from '../../spec/errors.ts';
import { admit, gone, type Rule } from './admit.ts';
import { rowOf, type Feed } from './feed.ts';
import type { MastodonItem } from './item.ts';
import type { Memory } from './memory.ts';

/** What an event is held against. */
export interface Listening {
  readonly feeds: readonly Feed[];
  readonly memory: Memory;
  readonly respectNoIndex: boolean;
  /** Host of the stream, for messages. */
  readonly host: string;
}

/** What is known of a status that came by no stream that was asked for: as little as of any. */
const STRANGE: Rule = { unaddressed: true, personal: false };

/** An item of one event of a stream; null where it brings nothing new, or nothing that was said. Throws what the server refuses. */
export function itemOf(received: Received, listening: Listening, now: number): MastodonItem | null {
  if (typeof received !== 'string') return { kind: 'note', reason: received instanceof Uint8Array ? 'an event of bytes, where text was expected.' : `an event of ${received.tooLarge} characters, which is over maxFrameBytes.` };
  const event = parsed(received);
  if (!isRecord(event)) return { kind: 'note', reason: 'an event that is no JSON.' };
  if (event.error !== undefined && event.event === undefined) throw refusal(event, listening.host);
  switch (event.event) {
    case 'update':
    case 'status.update':
      return row(event, parsed(event.payload), listening, now);
    case 'notification':
      return row(event, parsed(event.payload), listening, now);
    case 'delete':
      if (!isId(event.payload)) return { kind: 'note', reason: 'a deletion of what has no id.' };
      return gone(event.payload, listening.memory, now);
    default:
      return null;
  }
}

function row(event: JsonRecord, given: unknown, { feeds, memory, respectNoIndex }: Listening, now: number): MastodonItem | null {
  if (given === undefined) return { kind: 'note', reason: 'an event whose payload is no JSON.' };
  const notified = event.event === 'notification';
  const feed = feeds.find(({ key, stream }) => (notified ? key === 'notifications' : sameStream(stream, event.stream)));
  if (notified && feed === undefined) return null;
  const { id, at } = rowOf(given);
  if (feed !== undefined && id !== null) memory.pass(feed.key, id, Math.min(now, at ?? now));
  const status = feed === undefined ? given : feed.status(given);
  return status === undefined ? null : admit(status, feed ?? STRANGE, { memory, now, respectNoIndex, edited: event.event === 'status.update' });
}

function sameStream(stream: Feed['stream'], name: unknown): boolean {
  return stream !== null && Array.isArray(name) && name.length === stream.length && stream.every((part, index) => part === name[index]);
}

/** A token that is refused needs the host, and so does a stream that the server does not have. */
function refusal({ status }: JsonRecord, host: string): KashuvError {
  if (status === 401 || status === 403) return new KashuvError('AUTH_FAILED', `${host} refuses the token for its streams.`, { field: 'mastodonStream.token', fix: 'Make one of a user, with the right to read.' });
  if (status === 400) return new KashuvError('UNSUPPORTED', `${host} does not have one of the streams.`, { field: 'mastodonStream', fix: 'Use mastodon(), which asks for them.' });
  return new KashuvError('UNAVAILABLE', `${host} refused a stream.`);
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

import { isDid, isObject, partsOf, POSTS, postUrl } from '../../lib/bluesky/names.ts';
import { openSession, type Session } from '../../lib/bluesky/session.ts';
import { accepted, type Answer } from '../../lib/bluesky/xrpc.ts';
import { parseTime } from '../../lib/time.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { countGraphemes, MAX_BYTES, MAX_GRAPHEMES, measure } from './length.ts';
import { checkPublisher, type BlueskyPublisherOptions } from './options.ts';
import { obstacles, replyRefOf } from './parent.ts';
import { recordKey } from './record-key.ts';
import { facetsOf, outsideTag } from './rich-text.ts';

/**
 * Replies and posts in the name of one Bluesky account. See docs/publishers/bluesky.md.
 *
 * A command becomes the record under a key that derives from its idempotency key, and is written only where nothing stands there: however often it is
 * sent, it is said once. Links, hashtags and mentions in the text are made to lead somewhere; the text itself is sent as it was approved. What is said under a hashtag that
 * the text does not hold carries it beside the text.
 *
 * Errors: CONFIG_INVALID (options), AUTH_FAILED (name or password), REJECTED (what `check` objects to, a parent that is gone, other 4xx), RATE_LIMITED, UNAVAILABLE
 * (before anything was written), OUTCOME_UNKNOWN (the answer to the writing did not come). No message holds the password or a token.
 */
export function blueskyPublisher(options: BlueskyPublisherOptions): Publisher {
  const checked = checkPublisher(options);
  const session = openSession('blueskyPublisher', checked);
  return {
    contract: 1,
    name: 'bluesky',
    instance: checked.instance,
    capabilities: { actions: ['reply', 'post'], idempotency: 'native', maxLength: MAX_GRAPHEMES, maxInFlight: 1 },
    reaches: checked.reaches ?? reaches,
    measure,
    check,
    async preflight({ action, replyToSourceId }, context) {
      return action === 'reply' && replyToSourceId !== null ? obstacles(session, replyToSourceId, context) : [];
    },
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the words and have them approved again.' });
      const key = recordKey(command.idempotencyKey);
      return (await said(session, key, context)) ?? write(session, key, await recordOf(command, session, context), context);
    },
    async find(idempotencyKey, context) {
      context.signal.throwIfAborted();
      return said(session, recordKey(idempotencyKey), context);
    },
  };
}

/** What the protocol takes for a language; `und` says nothing. */
const LANGUAGE = /^(?!und$)[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/;

/** What Bluesky's sources heard; and hashtags, which no source owns. */
function reaches({ venue, source }: { venue: string; source: string | null }): boolean {
  if (source !== null) return source.startsWith('bluesky-');
  return venue === 'bluesky' || venue.startsWith('hashtag:');
}

function check({ action, text, replyToSourceId }: PublishCommand): string[] {
  const objections: string[] = [];
  const graphemes = countGraphemes(text);
  const bytes = Buffer.byteLength(text);
  if (text.trim() === '') objections.push('the text is empty');
  if (!text.isWellFormed()) objections.push('the text holds half a character');
  if (graphemes > MAX_GRAPHEMES) objections.push(`the text is ${graphemes} characters long; ${MAX_GRAPHEMES} is the most`);
  if (bytes > MAX_BYTES) objections.push(`the text takes ${bytes} bytes; ${MAX_BYTES} is the most`);
  if (action !== 'reply' && action !== 'post') objections.push('only replies and posts are sent');
  if (action === 'reply' && partsOf(replyToSourceId)?.collection !== POSTS) objections.push('what is answered is no post of Bluesky');
  return objections;
}

/** The post that a command became before; null where it became none. Throws where nobody could say. */
async function said(session: Session, key: string, context: CallContext): Promise<Receipt | null> {
  const did = await session.did(context);
  const answer = await session.ask({ method: 'com.atproto.repo.getRecord', params: { repo: did, collection: POSTS, rkey: key } }, context);
  if (answer.status === 400 && answer.error === 'RecordNotFound') return null;
  const { value } = accepted(answer, context);
  const at = isObject(value) && typeof value.createdAt === 'string' ? parseTime(value.createdAt, { format: 'iso' }) : null;
  return receiptOf(did, key, at ?? context.now());
}

async function recordOf({ action, text, target, replyToSourceId, language }: PublishCommand, session: Session, context: CallContext): Promise<object> {
  const reply = action === 'reply' && replyToSourceId !== null ? await replyRefOf(session, replyToSourceId, context) : undefined;
  if (reply === null) throw new KashuvError('REJECTED', 'the post that is answered cannot be found.', { field: 'replyToSourceId' });
  const facets = await facetsOf(text, (handle) => resolve(session, handle, context));
  const tag = outsideTag(target.venue, text);
  return {
    $type: POSTS,
    text,
    createdAt: new Date(context.now()).toISOString(),
    ...(reply !== undefined && { reply }),
    ...(facets.length > 0 && { facets }),
    ...(tag !== null && { tags: [tag] }),
    ...(language !== undefined && LANGUAGE.test(language) && { langs: [language] }),
  };
}

/** The account behind a handle, null where there is none. */
async function resolve(session: Session, handle: string, context: CallContext): Promise<string | null> {
  const answer = await session.ask({ method: 'com.atproto.identity.resolveHandle', params: { handle } }, context);
  if (answer.status === 400) return null;
  const { did } = accepted(answer, context);
  return isDid(did) ? did : null;
}

/** Writes the record where nothing stands under its key. */
async function write(session: Session, key: string, record: object, context: CallContext): Promise<Receipt> {
  const did = await session.did(context);
  const at = context.now();
  let answer: Answer;
  try {
    answer = await session.ask({ method: 'com.atproto.repo.putRecord', input: { repo: did, collection: POSTS, rkey: key, swapRecord: null, record } }, context);
  } catch (error) {
    throw uncertain(error);
  }
  if (answer.status === 400 && answer.error === 'InvalidSwap') {
    const before = await said(session, key, context);
    if (before !== null) return before;
    throw new KashuvError('CONFLICT', 'it was said already, and taken back meanwhile.');
  }
  try {
    accepted(answer, context);
  } catch (error) {
    throw uncertain(error);
  }
  return receiptOf(did, key, at);
}

/** What broke off, and what a server could not finish, may have been written. */
function uncertain(error: unknown): unknown {
  if (!KashuvError.is(error) || (error.code !== 'UNAVAILABLE' && error.code !== 'INPUT_INVALID')) return error;
  return new KashuvError('OUTCOME_UNKNOWN', `it is not known whether it was written: ${error.message}`, { cause: error });
}

const receiptOf = (did: string, key: string, at: number): Receipt => ({ id: `at://${did}/${POSTS}/${key}`, url: postUrl(did, key), at });

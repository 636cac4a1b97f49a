import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isGone, isMetaId } from '../../lib/meta-graph.ts';
import { findTags } from '../../lib/tags.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PublishAttempt, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { instagramVoice, type InstagramOptions, type Voice } from './options.ts';
import { findIn, objectionsTo, receiptOf, refuseWhere } from './sending.ts';

/** Meta documents these for captions, and none for comments; what it refuses all the same is told as REJECTED. */
const MAX_LENGTH = 2_200;
const MAX_HASHTAGS = 30;
const MAX_HANDLES = 20;
const ACTIONS = ['reply'] as const;

/**
 * Speaks as an Instagram account: answers comments on its media, and where it was mentioned. A post of its own needs a picture, and is the host's. See
 * docs/publishers/meta.md. Errors: as `createGraph` in lib/meta-graph, REJECTED for what `check` objects to.
 */
export function instagram(options: InstagramOptions): Publisher {
  const voice = instagramVoice(options);
  const check = (command: PublishCommand): string[] => {
    const tags = findTags(command.text);
    const count = (type: 'hashtag' | 'handle'): number => tags.filter((tag) => tag.type === type).length;
    const objections = objectionsTo(command, ACTIONS, MAX_LENGTH, 'Instagram');
    if (count('hashtag') > MAX_HASHTAGS) objections.push(`there are ${count('hashtag')} hashtags; ${MAX_HASHTAGS} is the most`);
    if (count('handle') > MAX_HANDLES) objections.push(`${count('handle')} people are named; ${MAX_HANDLES} is the most`);
    return objections;
  };
  return {
    contract: 1,
    name: 'instagram',
    instance: voice.instance,
    capabilities: { actions: ACTIONS, idempotency: 'lookup', maxLength: MAX_LENGTH, maxInFlight: 1 },
    reaches: ({ venue }) => venue === `account:instagram/${voice.id}` || mediumOf(venue, voice) !== null,
    check,
    preflight: (command, context) => preflight(command, voice, context),
    async publish(command, context) {
      refuseWhere(check(command), context);
      const { replyToSourceId: answered, text: message } = command;
      const medium = mediumOf(command.target.venue, voice);
      const request =
        medium === null
          ? { path: `${answered}/replies`, form: { message } }
          : { path: `${voice.id}/mentions`, form: { media_id: medium, ...(answered !== null && answered !== medium && { comment_id: answered }), message } };
      return receiptOf(await voice.ask(request, context), context, () => undefined);
    },
    find: (_key, context, attempt) => find(attempt, voice, context),
  };
}

/** The medium, somewhere else, on which the account was mentioned; null where it is about the account's own. */
function mediumOf(venue: string, { id }: Voice): string | null {
  const prefix = `thread:instagram/${id}/`;
  const medium = venue.slice(prefix.length);
  return venue.startsWith(prefix) && isMetaId(medium) ? medium : null;
}

const GONE = 'what is answered is not there any more, or not for this token';

async function preflight({ replyToSourceId: answered, target }: PublishCommand, voice: Voice, context: CallContext): Promise<string[]> {
  if (!isMetaId(answered)) return [];
  const medium = mediumOf(target.venue, voice);
  try {
    if (medium !== null) {
      const which = answered === medium ? `mentioned_media.media_id(${medium}){id}` : `mentioned_comment.comment_id(${answered}){id}`;
      await voice.ask({ path: voice.id, params: { fields: which } }, context);
      return [];
    }
    const there = await voice.ask({ path: answered, params: { fields: 'id,hidden,media{id,is_comment_enabled}' } }, context);
    if (there.hidden === true) return ['it is hidden, and takes no answers'];
    return isRecord(there.media) && there.media.is_comment_enabled === false ? ['comments are closed there'] : [];
  } catch (error) {
    if (isGone(error)) return [GONE];
    // Of a mention Meta tells an error too where comments are closed.
    if (medium !== null && KashuvError.is(error) && error.code === 'REJECTED') return ['Meta does not show what is answered: comments may be closed there'];
    throw error;
  }
}

async function find(attempt: PublishAttempt | undefined, voice: Voice, context: CallContext): Promise<Receipt | null> {
  context.signal.throwIfAborted();
  if (attempt === undefined) throw new KashuvError('UNSUPPORTED', 'Instagram keeps no keys.', { field: 'attempt', fix: 'Say what was sent, and when.' });
  const { replyToSourceId: answered, target } = attempt.command;
  if (mediumOf(target.venue, voice) !== null) throw new KashuvError('UNSUPPORTED', "Instagram shows no comments on somebody else's media.", { fix: 'Look there yourself.' });
  const { parent_id: parent } = await voice.ask({ path: answered ?? '', params: { fields: 'id,parent_id' } }, context);
  // An answer to an answer is put under the comment that began it.
  const top = isMetaId(parent) ? parent : (answered ?? '');
  // Only what the account itself wrote has a `user`.
  const wordsOf = ({ user, text }: JsonRecord): unknown => (isRecord(user) ? text : null);
  return findIn({ path: `${top}/replies`, fields: 'id,text,timestamp,user', wordsOf, timeOf: ({ timestamp }) => timestamp }, attempt, voice.ask, context);
}

import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isGone, isMetaId } from '../../lib/meta-graph.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PublishAttempt, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { pageVoice, type FacebookPageOptions, type Voice } from './options.ts';
import { findIn, objectionsTo, receiptOf, refuseWhere, type Listing } from './sending.ts';

/** Longest comment on Facebook. A post of a page may be longer; what an audience reads is not. */
const MAX_LENGTH = 8_000;
const ACTIONS = ['reply', 'post'] as const;

/**
 * Speaks as a Facebook page: answers posts and comments on it and where it was mentioned, posts on it. See docs/publishers/meta.md. Errors: as
 * `createGraph` in lib/meta-graph, REJECTED for what `check` objects to.
 */
export function facebookPage(options: FacebookPageOptions): Publisher {
  const voice = pageVoice(options);
  const own = `page:facebook/${voice.id}`;
  const check = (command: PublishCommand): string[] => {
    const objections = objectionsTo(command, ACTIONS, MAX_LENGTH, 'Facebook');
    if (command.action === 'post' && command.target.venue !== own) objections.push('the page posts on itself alone');
    return objections;
  };
  return {
    contract: 1,
    name: 'facebook',
    instance: voice.instance,
    capabilities: { actions: ACTIONS, idempotency: 'lookup', maxLength: MAX_LENGTH, maxInFlight: 1 },
    reaches: ({ venue }) => venue === own || venue.startsWith(`thread:facebook/${voice.id}/`),
    check,
    preflight: (command, context) => preflight(command, voice, context),
    async publish(command, context) {
      refuseWhere(check(command), context);
      const path = command.action === 'post' ? `${voice.id}/feed` : `${command.replyToSourceId}/comments`;
      return receiptOf(await voice.ask({ path, form: { message: command.text } }, context), context, (id) => `https://www.facebook.com/${id}`);
    },
    find: (_key, context, attempt) => find(attempt, voice, context),
  };
}

const GONE = 'what is answered is not there any more, or not for this token';

async function preflight({ action, replyToSourceId, target }: PublishCommand, { id, ask }: Voice, context: CallContext): Promise<string[]> {
  if (action !== 'reply' || !isMetaId(replyToSourceId)) return [];
  const isPost = replyToSourceId.startsWith(`${id}_`) || target.venue.endsWith(`/${replyToSourceId}`);
  try {
    const fields = isPost ? 'id,comments.limit(0).summary(true)' : 'id,can_comment';
    const there = await ask({ path: replyToSourceId, params: { fields } }, context);
    return canComment(isPost, there) ? [] : ['the page may not comment there'];
  } catch (error) {
    if (isGone(error)) return [GONE];
    throw error;
  }
}

function canComment(isPost: boolean, there: JsonRecord): boolean {
  if (!isPost) return there.can_comment !== false;
  const summary = isRecord(there.comments) ? there.comments.summary : undefined;
  return !isRecord(summary) || summary.can_comment !== false;
}

async function find(attempt: PublishAttempt | undefined, { id, ask }: Voice, context: CallContext): Promise<Receipt | null> {
  context.signal.throwIfAborted();
  if (attempt === undefined) throw new KashuvError('UNSUPPORTED', 'Facebook keeps no keys.', { field: 'attempt', fix: 'Say what was sent, and when.' });
  const said = { fields: 'id,message,created_time,from{id}', wordsOf: (item: JsonRecord) => (isRecord(item.from) && item.from.id === id ? item.message : null), timeOf: (item: JsonRecord) => item.created_time };
  const { action, replyToSourceId } = attempt.command;
  if (action === 'post') return findIn({ ...said, path: `${id}/feed` }, attempt, ask, context);
  for (const parent of await parentsOf(replyToSourceId ?? '', id, ask, context)) {
    const under: Listing = { ...said, path: `${parent}/comments`, params: { order: 'reverse_chronological' } };
    const found = await findIn(under, attempt, ask, context);
    if (found !== null) return found;
  }
  return null;
}

/** An answer to an answer may be put under the comment that began it. */
async function parentsOf(answered: string, page: string, ask: Voice['ask'], context: CallContext): Promise<string[]> {
  if (answered.startsWith(`${page}_`)) return [answered];
  const { parent } = await ask({ path: answered, params: { fields: 'id,parent{id}' } }, context);
  return isRecord(parent) && isMetaId(parent.id) ? [answered, parent.id] : [answered];
}

import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { digest } from '../../lib/digest.ts';
import { baseLanguage } from '../../lib/language-tag.ts';
import { isNotThere } from '../../lib/mastodon/answers.ts';
import { openClient } from '../../lib/mastodon/client.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { checkPublisher, type MastodonPublisherOptions, type PublisherOptions } from './options.ts';
import { OtherSide, receiptOf, type Parent } from './other-side.ts';
import { measure, mentions, mentionsAny, missingTag } from './words.ts';

/** Within it a server knows a key again. It keeps them for an hour. In ms. */
const KEY_HOLDS_MS = 50 * 60_000;
/** The same words posted so short a time ago may be the ones that are to be sent. In ms. */
const SAME_WORDS_MS = 24 * 3_600_000;
/** Sends of unknown outcome that are kept in mind. */
const MOST_PENDING = 100;
/** A server's clock may be so much behind, in ms. */
const CLOCK_TOLERANCE_MS = 60_000;

interface Pending {
  readonly command: PublishCommand;
  readonly at: number;
}

/**
 * Answers and posts in the name of one account on a server with the interface of Mastodon. See docs/publishers/mastodon.md.
 *
 * A command is sent with a key that the server knows again for an hour. Before that an answer is looked for among the account's posts: the same words of the same account under the same
 * post are the answer. An answer is never more public than what it answers.
 *
 * Errors: CONFIG_INVALID (options), AUTH_FAILED (the token, or a right that it lacks), REJECTED (what `check` objects to, a parent that is gone, other 4xx), RATE_LIMITED, UNAVAILABLE
 * (before anything was sent), OUTCOME_UNKNOWN (the answer to the sending did not come; or the same words were posted so long ago that no key tells whether they are these). No
 * message holds the token.
 */
export function mastodonPublisher(options: MastodonPublisherOptions): Publisher {
  const checked = checkPublisher(options);
  const api = openClient('mastodonPublisher', checked);
  const other = new OtherSide(api, checked.domain);
  const pending = new Map<string, Pending>();
  const check = (command: PublishCommand): string[] => objections(command, checked);
  return {
    contract: 1,
    name: 'mastodon',
    instance: checked.instance,
    capabilities: { actions: ['reply', 'post'], idempotency: 'native', maxLength: checked.maxLength, maxInFlight: 1 },
    reaches: checked.reaches ?? reachesOf(checked),
    measure,
    check,
    preflight: (command, context) => obstacles(command, other, checked, context),
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the words and have them approved again.' });
      const { replyToSourceId: to } = command;
      const parent = to === null ? null : await other.parent(to, context);
      if (to !== null && parent === null) throw gone();
      const said = await saidBefore(command, other, context);
      if (said !== null) return said;
      keep(pending, command, context.now());
      try {
        const receipt = await send(api, command, parent, checked, context);
        pending.delete(command.idempotencyKey);
        return receipt;
      } catch (error) {
        if (KashuvError.is(error) && error.code !== 'OUTCOME_UNKNOWN') pending.delete(command.idempotencyKey);
        throw error;
      }
    },
    async find(idempotencyKey, context) {
      context.signal.throwIfAborted();
      const sent = pending.get(idempotencyKey);
      if (sent === undefined) return null;
      const { command, at } = sent;
      if (command.replyToSourceId !== null) return other.answer(command.replyToSourceId, command.text, context);
      return (await other.posts(command.text, at - CLOCK_TOLERANCE_MS, context))[0] ?? null;
    },
  };
}

/** What the sources of the same server heard, for ids are its own; its public place, and hashtags, which no source owns. */
const reachesOf = ({ host }: PublisherOptions): Publisher['reaches'] => ({ venue, source }) =>
  source === null ? venue === `mastodon:${host}` || venue.startsWith('hashtag:') : source === `mastodon:${host}` || source === `mastodon-stream:${host}`;

function objections({ action, text, target, replyToSourceId }: PublishCommand, { maxLength, requireMention, visibility }: PublisherOptions): string[] {
  const found: string[] = [];
  const length = measure(text);
  if (text.trim() === '') found.push('the text is empty');
  if (!text.isWellFormed()) found.push('the text holds half a character');
  if (length > maxLength) found.push(`the text is ${length} characters long; ${maxLength} is the most`);
  if (action !== 'reply' && action !== 'post') found.push('only answers and posts are sent');
  if (action === 'reply' && !isId(replyToSourceId)) found.push('what is answered is no status');
  if (action === 'reply' && requireMention && !mentionsAny(text)) found.push('the text mentions nobody, so that whom it answers would not be told; begin it with the address of the post’s author, such as @name@host');
  const tag = action === 'post' ? missingTag(target.venue, text) : null;
  if (tag !== null) found.push(`the text lacks ${tag}, so that nobody under it would see it`);
  if (action === 'post' && visibility === 'unlisted' && target.venue.startsWith('hashtag:')) found.push('it is sent unlisted, and what is unlisted is not shown under hashtags');
  return found;
}

async function obstacles({ action, text, replyToSourceId }: PublishCommand, other: OtherSide, { domain, requireMention }: PublisherOptions, context: CallContext): Promise<string[]> {
  const found: string[] = [];
  const most = await other.maxLength(context);
  if (most !== null && measure(text) > most) found.push(`the text is ${measure(text)} characters long; ${most} is the most that the server takes`);
  if (action !== 'reply' || !isId(replyToSourceId)) return found;
  const parent = await other.parent(replyToSourceId, context);
  if (parent === null) return [...found, 'the post that is answered is gone, or not shown to this account'];
  const block = await other.block(parent.account, context);
  if (block !== null) found.push(block);
  // What goes to those it names goes to nobody where it names nobody.
  const needed = requireMention || visibilityOf(parent, 'public') === 'direct';
  if (needed && parent.address !== null && !mentions(text, parent.address, domain)) found.push('the text does not mention the author of the post, who would not be told of it; begin it with their address, as the post shows it');
  return found;
}

/** The post that a command became before; null where it became none, or where the server will know its key again. */
async function saidBefore({ text, replyToSourceId }: PublishCommand, other: OtherSide, context: CallContext): Promise<Receipt | null> {
  if (replyToSourceId !== null) return other.answer(replyToSourceId, text, context);
  const old = (await other.posts(text, context.now() - SAME_WORDS_MS, context)).find(({ at }) => at < context.now() - KEY_HOLDS_MS);
  if (old === undefined) return null;
  throw new KashuvError('OUTCOME_UNKNOWN', `the same words were posted at ${new Date(old.at).toISOString()}; nobody can say whether they are these.`, {
    field: 'text',
    fix: 'If they are not, and are to be said again, say them in other words.',
  });
}

async function send(api: Api, { text, replyToSourceId, idempotencyKey, language }: PublishCommand, parent: Parent | null, { visibility }: PublisherOptions, context: CallContext): Promise<Receipt> {
  const code = language === undefined ? 'und' : baseLanguage(language);
  const answer = await api.call(
    {
      path: '/api/v1/statuses',
      headers: { 'idempotency-key': digest(idempotencyKey) },
      json: { status: text, visibility: parent === null ? visibility : visibilityOf(parent, visibility), ...(replyToSourceId !== null && { in_reply_to_id: replyToSourceId }), ...(/^(?!und$)[a-z]{2,3}$/.test(code) && { language: code }) },
      once: true,
    },
    context,
  );
  if (replyToSourceId !== null && isNotThere(answer)) throw gone();
  acceptedStatus(answer, context);
  const receipt = receiptOf(answer.body, context);
  if (receipt === null) throw new KashuvError('OUTCOME_UNKNOWN', `${answer.from} took it and named no status.`);
  return receipt;
}

/** Never more public than what it answers: what only some may read is answered to those it names alone. */
function visibilityOf({ visibility }: Parent, wanted: 'public' | 'unlisted'): 'public' | 'unlisted' | 'direct' {
  if (visibility === 'public') return wanted;
  return visibility === 'unlisted' ? 'unlisted' : 'direct';
}

const gone = (): KashuvError => new KashuvError('REJECTED', 'the post that is answered is gone, or not shown to this account.', { field: 'replyToSourceId', fix: 'Answer in another place.' });

function keep(pending: Map<string, Pending>, command: PublishCommand, at: number): void {
  pending.delete(command.idempotencyKey);
  pending.set(command.idempotencyKey, { command, at });
  const [oldest] = pending.keys();
  if (pending.size > MOST_PENDING && oldest !== undefined) pending.delete(oldest);
}

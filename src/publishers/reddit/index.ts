import * as z from 'zod';

import { acceptedStatus, type ApiAnswer } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { checkOptions } from '../../lib/options.ts';
import { contactOf, openReddit, redditAccount } from '../../lib/reddit/account.ts';
import { fullName } from '../../lib/reddit/things.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Publisher } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { throwForErrors } from './errors.ts';
import { toMarkdown, unshowable } from './markdown.ts';
import { obstacles } from './obstacles.ts';
import { findSent, receiptOf } from './sent.ts';

const schema = z
  .strictObject({
    ...redditAccount,
    reaches: z.custom<Publisher['reaches']>((value) => typeof value === 'function', 'expected a function').optional(),
    instance: z.string().min(1).max(256).optional(),
  })
  .refine(({ grant }) => grant.type !== 'client_credentials', { path: ['grant'], message: 'expected the grant of an account: an app alone cannot answer' });
export type RedditPublisherOptions = z.input<typeof schema>;

/** Longest comment, in characters of its Markdown. */
const MAX_LENGTH = 10_000;

/**
 * Answers to submissions and comments in the name of one Reddit account. See docs/publishers/reddit.md.
 *
 * Reddit takes Markdown: the text is escaped so that it shows exactly as it was approved, and its length counted after that. Reddit keeps no key of ours: `find` looks for the
 * account's own comment under the same parent with the same words since it was sent, hence needs the attempt.
 *
 * Errors: CONFIG_INVALID (options), AUTH_FAILED (the grant or its scope), REJECTED (what `check` objects to; locked, archived, deleted, banned), RATE_LIMITED with `retryAfterMs`,
 * UNAVAILABLE (before anything was sent), OUTCOME_UNKNOWN. No message holds a password, a secret, a token or Reddit's own words.
 */
export function redditPublisher(options: RedditPublisherOptions): Publisher {
  const checked = checkOptions('redditPublisher', schema, options);
  const api = openReddit('redditPublisher', checked);
  return {
    contract: 1,
    name: 'reddit',
    instance: checked.instance ?? `reddit:${contactOf(checked)}`,
    capabilities: { actions: ['reply'], idempotency: 'lookup', maxLength: MAX_LENGTH, maxInFlight: 1 },
    reaches: checked.reaches ?? reaches,
    measure,
    check,
    preflight: async (command, context) => (answered(command) === null ? [] : obstacles(api, answered(command) ?? '', context)),
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`, { field: 'text', fix: 'Change the text or the target, and have it approved again.' });
      const form = { api_type: 'json', raw_json: '1', thing_id: answered(command) ?? '', text: toMarkdown(command.text) };
      return receiptIn(await api.call({ path: '/api/comment', form, once: true }, context), context);
    },
    async find(_, context, attempt) {
      context.signal.throwIfAborted();
      if (attempt === undefined) throw new KashuvError('UNSUPPORTED', 'Reddit keeps no key: an answer is found by what was sent, and where.', { field: 'attempt', fix: 'Give the command and when it was sent.' });
      return answered(attempt.command) === null ? null : findSent(api, attempt, context);
    },
  };
}

const reaches: Publisher['reaches'] = ({ source }) => source !== null && /^reddit(?::|$)/.test(source);

/** In code points, as Reddit counts. */
function measure(text: string): number {
  let count = 0;
  for (const _ of toMarkdown(text)) count += 1;
  return count;
}

/** The submission or comment that is answered; null: it is none. */
function answered({ replyToSourceId }: Pick<PublishCommand, 'replyToSourceId'>): string | null {
  const name = fullName(replyToSourceId);
  return name === null || name.kind === 't4' ? null : name.name;
}

function check(command: PublishCommand): string[] {
  const objections: string[] = [];
  if (command.action !== 'reply') objections.push('this publisher only answers submissions and comments');
  if (answered(command) === null) objections.push('there is no submission and no comment that is answered');
  if (toMarkdown(command.text) === '') objections.push('the text is empty');
  const length = measure(command.text);
  if (length > MAX_LENGTH) objections.push(`the text is ${length} characters long as Reddit counts, with what is escaped; ${MAX_LENGTH} is the most`);
  return [...objections, ...unshowable(command.text)];
}

function receiptIn(answer: ApiAnswer, context: CallContext): Receipt {
  if (answer.status === 403) {
    const scope = answer.headers.get('www-authenticate')?.includes('insufficient_scope') === true;
    if (scope) throw new KashuvError('AUTH_FAILED', 'the token may not answer.', { field: 'redditPublisher.grant', fix: 'Make one with the scope submit.' });
    throw new KashuvError('REJECTED', 'Reddit does not let this account answer here: it may be banned, or the community closed.');
  }
  acceptedStatus(answer, context);
  throwForErrors(answer.body);
  const data = isRecord(answer.body) && isRecord(answer.body.json) && isRecord(answer.body.json.data) ? answer.body.json.data : {};
  const [made] = Array.isArray(data.things) ? (data.things as unknown[]) : [];
  const receipt = isRecord(made) ? receiptOf(made.data, context) : null;
  if (receipt === null) throw new KashuvError('OUTCOME_UNKNOWN', 'Reddit took the answer and does not say what became of it.');
  return receipt;
}

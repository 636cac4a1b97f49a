import { isRecord } from '../../lib/http/json.ts';
import { KashuvError } from '../../spec/errors.ts';

/** How long to wait where Reddit does not say, in ms. */
const UNSAID_WAIT_MS = 10 * 60_000;
const LONGEST_WAIT_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { millisecond: 1, second: 1_000, minute: 60_000, hour: 3_600_000 };

/** What Reddit refuses a comment with, in our words. */
const WHY: Readonly<Record<string, string>> = {
  THREAD_LOCKED: 'the thread is locked',
  DELETED_COMMENT: 'what is answered was deleted',
  DELETED_LINK: 'what is answered was deleted',
  TOO_OLD: 'what is answered is archived',
  NO_THING_ID: 'what is answered is not there',
  NO_TEXT: 'the text is empty',
  TOO_LONG: 'the text is too long',
  USER_BLOCKED: 'the author of what is answered blocks this account',
  USER_BLOCKED_MESSAGE: 'the author of what is answered blocks this account',
  BANNED_FROM_SUBREDDIT: 'the account is banned from this community',
  SUBREDDIT_NOTALLOWED: 'the account may not answer in this community',
  NOT_AUTHOR: 'the account may not do that',
};
/** Failures within Reddit: it may have been done before them. */
const UNSURE = new Set(['SOMETHING_IS_BROKEN', 'SERVER_ERROR', 'INTERNAL_ERROR', 'HTTP_ERROR']);

/** Throws for what an answer with `api_type=json` refuses. Reddit's own words are not repeated. */
export function throwForErrors(body: unknown): void {
  const json = isRecord(body) && isRecord(body.json) ? body.json : {};
  const [first] = Array.isArray(json.errors) ? (json.errors as unknown[]) : [];
  if (first === undefined) return;
  const [code, words] = Array.isArray(first) ? (first as unknown[]) : [];
  const name = typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'an error without a name';
  if (name === 'RATELIMIT') throw new KashuvError('RATE_LIMITED', 'Reddit asks this account to wait before it answers again.', { retryAfterMs: waitOf(json.ratelimit, words) });
  if (name === 'USER_REQUIRED') throw new KashuvError('AUTH_FAILED', 'Reddit takes answers of an account alone.', { field: 'redditPublisher.grant', fix: 'Use a grant of the account, not of the app.' });
  if (UNSURE.has(name)) throw new KashuvError('OUTCOME_UNKNOWN', `Reddit failed (${name}); the answer may be there all the same.`);
  throw new KashuvError('REJECTED', `Reddit refuses the answer: ${WHY[name] ?? 'it does not say why in a way known here'} (${name}).`);
}

/** In ms: seconds as a number where it gives one, else as its words tell: `Take a break for 9 minutes before trying again.` */
function waitOf(seconds: unknown, words: unknown): number {
  if (typeof seconds === 'number' && seconds > 0) return Math.min(Math.ceil(seconds * 1_000), LONGEST_WAIT_MS);
  const [, count, unit] = typeof words === 'string' ? (/(\d{1,6}) (millisecond|second|minute|hour)s?\b/.exec(words) ?? []) : [];
  // `9 minutes` may be nearly ten.
  return unit === undefined ? UNSAID_WAIT_MS : Math.min((Number(count) + 1) * (UNITS[unit] ?? 0), LONGEST_WAIT_MS);
}

import { parseTime } from '../time.ts';

/** What is left of a vendor's limit, and until when; `resetAt` is epoch ms. */
export interface RateState {
  readonly remaining: number;
  readonly resetAt: number;
}

const NAMES = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];
/** Ten digits and more are an epoch, fewer a number of seconds from now. */
const EPOCH_SECONDS = 1_000_000_000;
/** A vendor may close for a day; what asks for more is cut to it. */
const LONGEST_MS = 86_400_000;

/**
 * Reads `RateLimit-Remaining` and `RateLimit-Reset` under the names vendors give them (`X-RateLimit-…`, `X-Rate-Limit-…`): a reset in epoch
 * seconds, in seconds from `now`, or as a date. Null where either is missing or unreadable.
 */
export function rateStateOf(headers: Headers, now: number): RateState | null {
  for (const name of NAMES) {
    const remaining = Number.parseFloat(headers.get(`${name}-remaining`) ?? '');
    const resetAt = remaining >= 0 ? resetUnder(name, headers, now) : null;
    if (resetAt !== null) return { remaining: Math.floor(remaining), resetAt };
  }
  return null;
}

/** When the limit begins anew, epoch ms; null where no header says so. */
export function resetOf(headers: Headers, now: number): number | null {
  for (const name of NAMES) {
    const resetAt = resetUnder(name, headers, now);
    if (resetAt !== null) return resetAt;
  }
  return null;
}

function resetUnder(name: string, headers: Headers, now: number): number | null {
  const reset = headers.get(`${name}-reset`)?.trim();
  const resetAt = reset === undefined ? null : momentOf(reset, now);
  return resetAt === null ? null : Math.min(Math.max(now, resetAt), now + LONGEST_MS);
}

function momentOf(text: string, now: number): number | null {
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(text)) return parseTime(text);
  const seconds = Number(text);
  return seconds >= EPOCH_SECONDS ? seconds * 1000 : now + seconds * 1000;
}

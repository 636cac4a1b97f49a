import { KashuvError } from '../../spec/errors.ts';
import { parseTime } from '../time.ts';

/** A server may ask for a day of silence; what asks for more is cut to it. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * Throws for every status outside of 2xx and 304. `from` names the address in the message, `now` is epoch ms.
 *
 * 401, 403: AUTH_FAILED. 429, and 503 with `Retry-After`: RATE_LIMITED with `retryAfterMs`. 404, 408 and other 5xx: UNAVAILABLE. 410:
 * CONFIG_INVALID. The rest: REJECTED.
 */
export function throwForStatus({ status, headers }: { status: number; headers: Headers }, from: string, now: number): void {
  if ((status >= 200 && status < 300) || status === 304) return;
  const retryAfterMs = retryAfter(headers.get('retry-after'), now);
  const wait = retryAfterMs === null ? {} : { retryAfterMs };
  const said = `${from} answered ${status}`;
  if (status === 401 || status === 403) throw new KashuvError('AUTH_FAILED', `${said}: it refuses these credentials.`, { fix: 'Check the token or password.' });
  if (status === 429 || (status === 503 && retryAfterMs !== null)) throw new KashuvError('RATE_LIMITED', `${said}: it asks to wait.`, wait);
  if (status === 404) throw new KashuvError('UNAVAILABLE', `${said}: nothing is there.`, { fix: 'Check the address.' });
  if (status === 410) throw new KashuvError('CONFIG_INVALID', `${said}: it is gone for good.`, { fix: 'Remove the source or give its new address.' });
  if (status === 408 || status >= 500) throw new KashuvError('UNAVAILABLE', `${said}.`, wait);
  throw new KashuvError('REJECTED', `${said}.`);
}

/** `Retry-After` in ms: seconds or a date (RFC 9110 §10.2.3). Null where there is none or it is unreadable. */
export function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : (parseTime(text) ?? NaN) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_WAIT_MS);
}

import { fetchLimited, redactUrl, throwForStatus, type LimitedResponse } from '../http.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { RequestOptions } from './options.ts';
import { isObject, type Fields } from './names.ts';

/** One call of the protocol's HTTP interface. */
export interface Call {
  readonly service: string;
  /** Name of the method: `app.bsky.feed.searchPosts`. */
  readonly method: string;
  readonly params?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  /** Makes it a procedure, which is posted; null: with nothing in it. */
  readonly input?: Fields | null;
  readonly token?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The server's name for the error, where it has one. */
  readonly error: string | null;
  readonly from: string;
}

/** Any status is an answer; `accepted` turns it into an error. Tokens and what was sent appear in no message. */
export async function call({ service, method, params = {}, input, token }: Call, options: RequestOptions, context: CallContext): Promise<Answer> {
  const url = new URL(`/xrpc/${method}`, service);
  for (const [name, value] of Object.entries(params)) for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) url.searchParams.append(name, String(one));
  const { maxBytes, timeoutMs, allowPrivate, userAgent, lookup } = options;
  const response = await fetchLimited(url.href, {
    context,
    maxBytes,
    timeoutMs,
    allowPrivate,
    headers: { accept: 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(input !== undefined && { post: input === null ? {} : { type: 'application/json', body: JSON.stringify(input) } }),
    ...(userAgent !== undefined && { userAgent }),
    ...(lookup !== undefined && { lookup }),
  });
  const body = parse(response);
  const error = isObject(body) && typeof body.error === 'string' && /^[A-Za-z]{1,64}$/.test(body.error) ? body.error : null;
  return { status: response.status, headers: response.headers, body, error, from: redactUrl(url) };
}

/** What was answered, where it is an answer. Throws as `throwForStatus` does; RATE_LIMITED also where only `RateLimit-Reset` says how long; INPUT_INVALID where it cannot be read. */
export function accepted({ status, headers, body, error, from }: Answer, context: CallContext): Fields {
  const reset = headers.get('ratelimit-reset');
  if (status === 429 && headers.get('retry-after') === null && reset !== null && /^\d{1,12}$/.test(reset)) {
    const retryAfterMs = Math.min(Math.max(0, Number(reset) * 1000 - context.now()), LONGEST_WAIT_MS);
    throw new KashuvError('RATE_LIMITED', `${from} answered 429: it asks to wait.`, { retryAfterMs });
  }
  throwForStatus({ status, headers }, error === null ? from : `${from} (${error})`, context.now());
  if (!isObject(body)) throw new KashuvError('INPUT_INVALID', `${from} gave no answer that can be read.`, { fix: 'Check that the address is that of a Bluesky server.' });
  return body;
}

/** As for `Retry-After`: a day at most. */
const LONGEST_WAIT_MS = 86_400_000;

function parse({ body }: LimitedResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

import { fetchLimited, redactUrl, type LimitedResponse } from '../http.ts';
import { acceptedStatus, heed } from '../http/api.ts';
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

/** Waits its turn. Any status is an answer; `accepted` turns it into an error. Tokens and what was sent appear in no message. */
export async function call({ service, method, params = {}, input, token }: Call, options: RequestOptions, context: CallContext): Promise<Answer> {
  const url = new URL(`/xrpc/${method}`, service);
  for (const [name, value] of Object.entries(params)) for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) url.searchParams.append(name, String(one));
  const { maxBytes, timeoutMs, allowPrivate, userAgent, lookup, budget } = options;
  const send = (): Promise<LimitedResponse> => fetchLimited(url.href, {
    context,
    maxBytes,
    timeoutMs,
    allowPrivate,
    headers: { accept: 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(input !== undefined && { post: input === null ? {} : { type: 'application/json', body: JSON.stringify(input) } }),
    ...(userAgent !== undefined && { userAgent }),
    ...(lookup !== undefined && { lookup }),
  });
  const response = await budget.spend(context, send);
  heed(budget, response, context.now());
  const body = parse(response);
  const error = isObject(body) && typeof body.error === 'string' && /^[A-Za-z]{1,64}$/.test(body.error) ? body.error : null;
  return { status: response.status, headers: response.headers, body, error, from: redactUrl(url) };
}

/** What was answered, where it is an answer. Throws as `throwForStatus` does; RATE_LIMITED also where only `RateLimit-Reset` says how long; INPUT_INVALID where it cannot be read. */
export function accepted({ status, headers, body, error, from }: Answer, context: CallContext): Fields {
  acceptedStatus({ status, headers, from: error === null ? from : `${from} (${error})` }, context);
  if (!isObject(body)) throw new KashuvError('INPUT_INVALID', `${from} gave no answer that can be read.`, { fix: 'Check that the address is that of a Bluesky server.' });
  return body;
}

function parse({ body }: LimitedResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

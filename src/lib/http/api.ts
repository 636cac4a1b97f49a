import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { show } from '../values.ts';
import { fetchLimited, redactUrl, throwForStatus, type LimitedResponse } from '../http.ts';
import { isRecord, parseJson } from './json.ts';
import type { RateBudget, Spending } from './rate-budget.ts';
import { rateStateOf, resetOf } from './rate-headers.ts';
import { retryAfter } from './status.ts';
import type { RequestOptions } from './request-options.ts';
import type { TokenSource } from './token.ts';

/** One call of a vendor's interface. */
export interface ApiRequest {
  /** From the service's root, `/api/v1/statuses`, or what its own address is asked, `?page=2`; parts that came from outside are encoded by the caller. */
  readonly path: string;
  /** Undefined ones are left out; a list is repeated. */
  readonly params?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** Makes it a POST of JSON. */
  readonly json?: unknown;
  /** Makes it a POST of a form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** It must not happen twice: where it may have arrived the error is OUTCOME_UNKNOWN. */
  readonly once?: boolean;
  readonly spending?: Spending;
}

/** Any status is an answer. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  /** The address for messages, without what the query holds. */
  readonly from: string;
}

export interface ApiOptions {
  /** Root of the interface; what follows its host is kept. */
  readonly service: string;
  readonly requests: RequestOptions;
  readonly budget?: RateBudget;
  readonly tokens?: TokenSource;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Api {
  /** Waits its turn, asks, heeds what the vendor says of its limits, renews a refused token once. Errors: as `fetchLimited`; OUTCOME_UNKNOWN. */
  call(request: ApiRequest, context: CallContext): Promise<ApiAnswer>;
  /** The JSON of a 2xx. Errors: as `call` and `throwForStatus`; INPUT_INVALID for what is no JSON, OUTCOME_UNKNOWN where it must not happen twice. */
  json(request: ApiRequest, context: CallContext): Promise<unknown>;
}

/** Before a connection stood, nothing can have arrived. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** Where a vendor asks to wait and does not say for how long, in ms. */
const UNSAID_WAIT_MS = 60_000;

/** A vendor's JSON interface over the injected `fetch`, within limits. */
export function createApi({ service, requests, budget, tokens, headers: always }: ApiOptions): Api {
  if (typeof service !== 'string' || !URL.canParse(service)) throw new KashuvError('CONFIG_INVALID', `expected an address, got ${show(service)}.`, { field: 'service', fix: "Write it in full, as in 'https://api.shop.example'." });
  if (!isRecord(requests)) throw new KashuvError('CONFIG_INVALID', `expected limits, got ${show(requests)}.`, { field: 'requests', fix: 'Write { timeoutMs, maxBytes, allowPrivate }, or z.object(requestOptions).parse({}).' });
  const root = service.replace(/\/+$/, '');
  const { userAgent, lookup, ...limits } = requests;

  const ask = async (request: ApiRequest, token: string | null, context: CallContext): Promise<ApiAnswer> => {
    // 'items' after 'https://api.shop.example' would name another host, and bring it the token.
    if (!/^(?:[/?]|$)/.test(request.path)) throw new KashuvError('INPUT_INVALID', `expected a path from the service's root, got ${show(request.path)}.`, { field: 'path', fix: "Begin it with '/'." });
    const url = new URL(`${root}${request.path}`);
    for (const [name, value] of Object.entries(request.params ?? {})) {
      for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) url.searchParams.append(name, String(each));
    }
    const post = postOf(request);
    const send = (): Promise<LimitedResponse> =>
      fetchLimited(url.href, {
        context,
        ...limits,
        headers: { accept: 'application/json', ...always, ...request.headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
        ...(post !== null && { post }),
        ...(userAgent !== undefined && { userAgent }),
        ...(lookup !== undefined && { lookup }),
      });
    const sending = (): Promise<LimitedResponse> => (request.once === true ? onlyOnce(send, redactUrl(url)) : send());
    const { status, headers, body } = await (budget === undefined ? sending() : budget.spend(context, sending, request.spending));
    if (budget !== undefined) heed(budget, { status, headers }, context.now());
    const answer: ApiAnswer = { status, headers, body: parseJson(body), from: redactUrl(url) };
    // A 503 that says when to come back was not taken; of any other no one knows.
    if (request.once === true && status >= 500 && !(status === 503 && retryAfter(headers.get('retry-after'), context.now()) !== null)) {
      throw new KashuvError('OUTCOME_UNKNOWN', `${answer.from} answered ${status}; it may have been taken all the same.`);
    }
    return answer;
  };

  const call = async (request: ApiRequest, context: CallContext): Promise<ApiAnswer> => {
    if (tokens === undefined) return ask(request, null, context);
    const token = await tokens.current(context);
    const answer = await ask(request, token, context);
    return answer.status === 401 ? ask(request, await tokens.renew(token, context), context) : answer;
  };

  return {
    call,
    async json(request, context) {
      const answer = await call(request, context);
      acceptedStatus(answer, context);
      if (answer.body === undefined && request.once === true) throw new KashuvError('OUTCOME_UNKNOWN', `${answer.from} took it and answered no JSON.`);
      if (answer.body === undefined) throw new KashuvError('INPUT_INVALID', `${answer.from} gave no JSON.`, { fix: 'Check the address.' });
      return answer.body;
    },
  };
}

/** Holds the budget as the vendor asks: where nothing is left, and after a 429. */
export function heed(budget: RateBudget, answer: Pick<ApiAnswer, 'status' | 'headers'>, now: number): void {
  const state = rateStateOf(answer.headers, now);
  if (state !== null && state.remaining === 0) budget.holdUntil(state.resetAt);
  if (answer.status === 429) budget.holdUntil(now + waitOf(answer, now));
}

/** Throws as `throwForStatus`; a 429 that says only by its rate headers how long to wait is RATE_LIMITED with that. */
export function acceptedStatus(answer: Pick<ApiAnswer, 'status' | 'headers' | 'from'>, context: Pick<CallContext, 'now'>): void {
  if (answer.status === 429) throw new KashuvError('RATE_LIMITED', `${answer.from} answered 429: it asks to wait.`, { retryAfterMs: waitOf(answer, context.now()) });
  throwForStatus(answer, answer.from, context.now());
}

function waitOf(answer: { status: number; headers: Headers }, now: number): number {
  try {
    throwForStatus(answer, '', now);
  } catch (error) {
    if (KashuvError.is(error) && error.retryAfterMs !== undefined) return error.retryAfterMs;
  }
  const resetAt = resetOf(answer.headers, now);
  return resetAt === null ? UNSAID_WAIT_MS : resetAt - now;
}

function postOf({ json, form }: ApiRequest): { type: string; body: string } | null {
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(json) };
  return form === undefined ? null : { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
}

/** Sends what must not happen twice: where it may have arrived the error is OUTCOME_UNKNOWN. `to` names the other side in the message. */
export async function onlyOnce<T>(send: () => Promise<T>, to: string): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const lost = KashuvError.is(error) && (error.code === 'UNAVAILABLE' || error.code === 'INPUT_INVALID') && !NEVER_LEFT.has(socketCode(error));
    throw lost ? new KashuvError('OUTCOME_UNKNOWN', `${to} may have taken what was sent; its answer did not arrive.`, { cause: error }) : error;
  }
}

/** The code of the deepest cause that has one: fetch wraps what the socket said. */
function socketCode(error: unknown): string {
  let code = '';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if ('code' in cause && typeof cause.code === 'string' && !KashuvError.is(cause)) code = cause.code;
  return code;
}

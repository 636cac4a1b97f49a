import { createHmac } from 'node:crypto';
import * as z from 'zod';

import { KashuvError } from '../spec/errors.ts';
import type { CallContext } from '../spec/plugin.ts';
import { acceptedStatus, createApi, type ApiAnswer } from './http/api.ts';
import { isRecord, type JsonRecord } from './http/json.ts';
import { isBudget, type RateBudget } from './http/rate-budget.ts';
import { requestOptions, serviceAddress, type RequestOptions } from './http/request-options.ts';

/** Ids of Meta's objects, which stand in paths: digits, and an underscore between the parts of some. */
const ID = /^\d{1,40}(?:_\d{1,40}){0,2}$/;

export const isMetaId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);
export const metaId = z.string().regex(ID, "expected an id of Meta's: digits, with an underscore between its parts");
export const metaSecret = z.string().min(16, 'expected 16 characters or more').max(512);

/** Options of everything that asks the Graph API; spread them into a schema of your own. */
export const graphOptions = {
  ...requestOptions,
  /** `https://graph.instagram.com` for tokens of Instagram's own log-in. */
  service: serviceAddress('https:', 'http:').default('https://graph.facebook.com'),
  version: z.string().regex(/^v\d{1,3}\.\d$/, 'expected a version such as v25.0').default('v25.0'),
  budget: z.custom<RateBudget>(isBudget, 'expected what createRateBudget made').optional(),
};

export interface GraphOptions extends RequestOptions {
  readonly service: string;
  readonly version: string;
  readonly budget?: RateBudget | undefined;
}

export interface GraphRequest {
  /** Of ids and names of edges: `123_456/comments`. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Makes it a POST, which must not happen twice. */
  readonly form?: Readonly<Record<string, string>>;
}

/** Asks as the account whose token it is. `secret`, that of the app, proves that the token was not stolen (`appsecret_proof`). */
export interface GraphAccount {
  readonly token: string;
  readonly secret?: string | undefined;
}

export type Graph = (request: GraphRequest, account: GraphAccount, context: CallContext) => Promise<JsonRecord>;

/** The Graph API. Errors: as `createApi`, and by Meta's own codes as `throwForCode`; INPUT_INVALID for an answer that is none. */
export function createGraph({ service, version, budget, ...requests }: GraphOptions): Graph {
  const api = createApi({ service: `${service.replace(/\/+$/, '')}/${version}`, requests, ...(budget !== undefined && { budget }) });
  return async ({ path, params, form }, { token, secret }, context) => {
    const proof = secret === undefined ? {} : { appsecret_proof: createHmac('sha256', secret).update(token).digest('hex') };
    const answer = await api.call(
      { path: `/${path}`, params: { ...params, ...proof }, headers: { authorization: `Bearer ${token}` }, ...(form !== undefined && { form, once: true }) },
      context,
    );
    const wait = waitOf(answer.headers);
    if (wait > 0) budget?.holdUntil(context.now() + wait);
    const said = isRecord(answer.body) ? answer.body.error : undefined;
    if (isRecord(said)) throwForCode(said, answer, form !== undefined, wait);
    acceptedStatus(answer, context);
    if (!isRecord(answer.body)) {
      const fix = 'Check the address of the service.';
      // What was sent and answered with something else may have been taken.
      throw new KashuvError(form === undefined ? 'INPUT_INVALID' : 'OUTCOME_UNKNOWN', `${answer.from} gave no answer that can be read.`, { fix });
    }
    return answer.body;
  };
}

/** Too many calls: of the app, of a user, of a page, of this kind. */
const THROTTLED = new Set([4, 17, 32, 341, 613]);
/** Too many calls of a business: 80000 to 80014. */
const isBusinessLimit = (code: number): boolean => code >= 80_000 && code <= 80_014;
const TOKEN_REFUSED = new Set([102, 190, 463, 467]);
const isPermission = (code: number): boolean => code === 3 || code === 10 || (code >= 200 && code <= 299);
/** Passing faults of the service. */
const PASSING = new Set([1, 2]);
const GONE = 803;
const DUPLICATE = 506;
const BLOCKED = 368;
/** Of code 100: the object is not there, or not for this token. */
const NOT_THERE = 33;
/** Limits are counted over an hour; where Meta does not say how long, in ms. */
const UNSAID_WAIT_MS = 300_000;

/**
 * By Meta's code, from https://developers.facebook.com/docs/graph-api/guides/error-handling: 190 and its like, 10, 200–299: AUTH_FAILED. 4, 17, 32,
 * 341, 613, 800xx: RATE_LIMITED. 1, 2 and what is called transient: UNAVAILABLE, or OUTCOME_UNKNOWN where something was sent. 100 with subcode 33, 803: CONFLICT, it
 * is gone. The rest, 506 (said already) and 368 (blocked) among it: REJECTED. What Meta says in its own words is repeated nowhere.
 */
function throwForCode(said: JsonRecord, { from, status }: ApiAnswer, sent: boolean, wait: number): never {
  const code = typeof said.code === 'number' ? said.code : -1;
  const subcode = typeof said.error_subcode === 'number' ? said.error_subcode : null;
  const trace = typeof said.fbtrace_id === 'string' && /^[\w-]{1,64}$/.test(said.fbtrace_id) ? `, trace ${said.fbtrace_id}` : '';
  const told = `${from} answered ${status}, code ${code}${subcode === null ? '' : `/${subcode}`}${trace}`;
  if (THROTTLED.has(code) || isBusinessLimit(code)) throw new KashuvError('RATE_LIMITED', `${told}: it asks to wait.`, { retryAfterMs: wait > 0 ? wait : UNSAID_WAIT_MS });
  if (TOKEN_REFUSED.has(code)) throw new KashuvError('AUTH_FAILED', `${told}: it refuses this token.`, { field: 'accessToken', fix: 'Get a new token; one of a page does not expire when it is made from a long-lived one.' });
  if (isPermission(code)) throw new KashuvError('AUTH_FAILED', `${told}: the token lacks a permission for this.`, { field: 'accessToken', fix: 'Grant the permissions that the page of this plugin names.' });
  if (PASSING.has(code) || said.is_transient === true) {
    if (!sent) throw new KashuvError('UNAVAILABLE', `${told}.`);
    throw new KashuvError('OUTCOME_UNKNOWN', `${told}; it may have been taken all the same.`);
  }
  if (code === GONE || (code === 100 && subcode === NOT_THERE)) throw new KashuvError('CONFLICT', `${told}: it is not there any more, or not for this token.`);
  if (code === DUPLICATE) throw new KashuvError('REJECTED', `${told}: the same was said just before.`);
  if (code === BLOCKED) throw new KashuvError('REJECTED', `${told}: Meta has blocked this action for now.`, { fix: 'See the account’s quality page in Meta’s tools.' });
  throw new KashuvError('REJECTED', `${told}: it does not take this request.`);
}

/** Is what an error says that the object is gone? */
export const isGone = (error: unknown): boolean => KashuvError.is(error) && error.code === 'CONFLICT';

const MINUTE_MS = 60_000;
/** As for `Retry-After`: a day at most. */
const LONGEST_WAIT_MS = 86_400_000;

/** How long to keep away, in ms: the longest `estimated_time_to_regain_access`, which is minutes, of all business use cases. 0: not at all. */
function waitOf(headers: Headers): number {
  let minutes = 0;
  try {
    const usage: unknown = JSON.parse(headers.get('x-business-use-case-usage') ?? 'null');
    for (const uses of isRecord(usage) ? Object.values(usage) : []) {
      for (const use of Array.isArray(uses) ? (uses as unknown[]) : []) {
        const told = isRecord(use) ? use.estimated_time_to_regain_access : undefined;
        if (typeof told === 'number' && told > minutes) minutes = told;
      }
    }
  } catch {
    return 0; // not the shape that is documented: the error's code still says that it is too much
  }
  return Math.min(minutes * MINUTE_MS, LONGEST_WAIT_MS);
}

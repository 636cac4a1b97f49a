import { lookup as lookupAddress } from 'node:dns/promises';
import { isIP } from 'node:net';

import { KashuvError } from '../spec/errors.ts';
import { publicAddressCheck } from './http/address.ts';
import { readLimited } from './http/body.ts';
import { redactUrl, splitCredentials } from './http/url.ts';

export { readLimited } from './http/body.ts';
export { redactUrl } from './http/url.ts';
export { throwForStatus } from './http/status.ts';

/** The part of a call's context that a request needs. */
export interface HttpContext {
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  io?<T>(work: () => Promise<T>): Promise<T>;
}

/** All addresses of a host name, as text. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export interface FetchLimits {
  context: HttpContext;
  /** Of the body after decompression. Default 10 MiB. */
  maxBytes?: number;
  /** For everything together: looking up, redirects, the last byte. Default 30,000. */
  timeoutMs?: number;
  /** Default 5. */
  maxRedirects?: number;
  /** True lets requests reach loopback, private, link-local and metadata addresses, and looks nothing up. Default false. */
  allowPrivate?: boolean;
  /** Sent to the first origin only; the conditional and content headers go along with redirects. */
  headers?: Readonly<Record<string, string>>;
  /** Sends it, with the method POST. It is sent once: a redirect is refused, for what is sent may be a secret. */
  post?: { readonly type?: string; readonly body?: string };
  /** Names the host's application; `kashuv` is added. */
  userAgent?: string;
  /** Default: the operating system's resolver. */
  lookup?: Lookup;
}

export interface LimitedResponse {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** Where redirects led, without credentials. */
  url: string;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Headers that say nothing about the host and may follow a redirect to another origin. */
const HARMLESS = new Set(['accept', 'accept-language', 'if-none-match', 'if-modified-since', 'user-agent']);

/**
 * GET, or POST, within limits. Any status is an answer; `throwForStatus` turns it into an error.
 *
 * Before each hop every address of the host is looked up and must be public, and again before the body is read. The connection itself is
 * made by the injected `fetch`, which looks up once more: a name that answers differently in between is caught only when the second check
 * sees it. Under https such a host would also need a valid certificate for that name. A host that must exclude it altogether injects a
 * `fetch` bound to a network without private reach.
 *
 * Errors: CONFIG_INVALID (address), REJECTED (private address, too many redirects), OUTCOME_UNKNOWN (303 for what was sent), UNAVAILABLE (network, time), INPUT_INVALID (size). When the
 * context's signal aborts, its reason is thrown.
 */
export async function fetchLimited(address: string, limits: FetchLimits): Promise<LimitedResponse> {
  const { context, timeoutMs = 30_000 } = limits;
  context.signal.throwIfAborted();
  const start = parseAddress(address);
  const over = new AbortController();
  const done = new AbortController();
  context.sleep(timeoutMs, done.signal).then(
    () => over.abort(),
    () => undefined, // the request was done, or the call is over
  );
  const signal = AbortSignal.any([context.signal, over.signal]);
  try {
    const work = (): Promise<LimitedResponse> => follow(start, limits, signal);
    return await (context.io === undefined ? work() : context.io(work));
  } catch (error) {
    context.signal.throwIfAborted();
    if (over.signal.aborted) {
      throw new KashuvError('UNAVAILABLE', `${redactUrl(start)} gave no complete answer within ${timeoutMs} ms.`, { cause: error });
    }
    throw KashuvError.is(error) ? error : networkError(start, error);
  } finally {
    done.abort();
  }
}

async function follow(start: URL, limits: FetchLimits, signal: AbortSignal): Promise<LimitedResponse> {
  const { context, maxBytes = 10 * 1024 * 1024, maxRedirects = 5, userAgent, allowPrivate = false, post } = limits;
  const { url: first, authorization } = splitCredentials(start);
  const guard = allowPrivate ? null : addressGuard(limits.lookup ?? systemLookup, signal);
  const headers = new Headers(limits.headers);
  if (authorization !== null && !headers.has('authorization')) headers.set('authorization', authorization);
  headers.set('user-agent', userAgent === undefined ? 'kashuv' : `${userAgent} kashuv`);
  if (post?.type !== undefined) headers.set('content-type', post.type);
  const sent = post === undefined ? { method: 'GET' } : { method: 'POST', ...(post.body !== undefined && { body: post.body }) };

  let url = first;
  for (let hop = 0; ; hop += 1) {
    await guard?.(url, hop);
    const response = await context.fetch(url.href, { ...sent, headers, redirect: 'manual', signal });
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
    if (location === null) {
      await guard?.(url, hop);
      const body = await readLimited(response.body, maxBytes, redactUrl(url), signal);
      return { status: response.status, headers: response.headers, body, url: url.href };
    }
    await response.body?.cancel();
    // "See other": it was taken, and what came of it stands elsewhere (RFC 9110, 15.4.4).
    if (post !== undefined && response.status === 303) throw new KashuvError('OUTCOME_UNKNOWN', `${redactUrl(url)} took what was sent to it, and tells elsewhere what came of it.`, { fix: 'Use an address that answers by itself.' });
    if (post !== undefined) throw new KashuvError('REJECTED', `${redactUrl(url)} redirects what was sent to it.`, { fix: 'Use the address it leads to.' });
    if (hop >= maxRedirects) {
      throw new KashuvError('REJECTED', `${redactUrl(start)} redirects more than ${maxRedirects} times.`, { fix: 'Use the address it ends at.' });
    }
    const next = redirectTarget(location, url);
    if (next.origin !== url.origin) for (const name of [...headers.keys()]) if (!HARMLESS.has(name)) headers.delete(name);
    url = next;
  }
}

function parseAddress(address: string): URL {
  if (!URL.canParse(address)) throw new KashuvError('CONFIG_INVALID', 'expected an address.', { field: 'url', fix: "Write it in full, as in 'https://example.org/feed.xml'." });
  const url = new URL(address);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  throw new KashuvError('CONFIG_INVALID', `${url.protocol} is not read.`, { field: 'url', fix: 'Use an http or https address.' });
}

function redirectTarget(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new KashuvError('REJECTED', `${redactUrl(from)} redirects to no address.`);
  const url = new URL(location, from.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new KashuvError('REJECTED', `${redactUrl(from)} redirects to ${url.protocol}, which is not read.`);
  }
  // What a redirect wants to log in with is nobody's configuration.
  return splitCredentials(url).url;
}

/** Throws unless every address of the host is public. */
function addressGuard(lookup: Lookup, signal: AbortSignal): (url: URL, hop: number) => Promise<void> {
  const isPublic = publicAddressCheck();
  return async (url, hop) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) === 0 ? await abortable(lookup(host), signal) : [host];
    if (addresses.length > 0 && addresses.every(isPublic)) return;
    const where = hop === 0 ? 'is' : 'redirects to';
    throw new KashuvError('REJECTED', `${redactUrl(url)} ${where} an address that is not public.`, {
      field: 'allowPrivate',
      fix: 'Set allowPrivate: true if you trust whoever runs this address.',
    });
  };
}

const systemLookup: Lookup = async (hostname) => (await lookupAddress(hostname, { all: true })).map(({ address }) => address);

/** A look-up cannot be cancelled; its answer is no longer waited for. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function networkError(url: URL, error: unknown): KashuvError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  return new KashuvError('UNAVAILABLE', `${redactUrl(url)} could not be reached or broke off${code}.`, { cause: error });
}

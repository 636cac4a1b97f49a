import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { fetchLimited, redactUrl, throwForStatus } from '../http.ts';
import { checkOptions } from '../options.ts';
import { isRecord, parseJson } from './json.ts';
import { requestOptions, serviceAddress } from './request-options.ts';

/** Where an access token comes from. */
export interface TokenSource {
  current(context: CallContext): Promise<string>;
  /** Another one than `refused`, which the vendor did not take. Throws AUTH_FAILED where there is none. */
  renew(refused: string, context: CallContext): Promise<string>;
}

/** A token that is what it is. */
export function fixedToken(token: string, field: string): TokenSource {
  if (typeof token !== 'string' || token === '') throw new KashuvError('CONFIG_INVALID', 'expected a token.', { field, fix: 'Pass the one the vendor gave you; an empty one is often a missing environment variable.' });
  return {
    current: async () => token,
    renew: async () => {
      throw new KashuvError('AUTH_FAILED', 'the token was refused.', { field, fix: 'Make a new one.' });
    },
  };
}

const secret = z.string().min(1).max(4096);
const optionsSchema = z.strictObject({
  ...requestOptions,
  tokenUrl: serviceAddress('https:', 'http:'),
  clientId: secret,
  clientSecret: z.string().max(4096).default(''),
  grant: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('client_credentials') }),
    z.strictObject({ type: z.literal('refresh_token'), refreshToken: secret }),
    z.strictObject({ type: z.literal('password'), username: secret, password: secret }),
  ]),
  scope: z.string().max(2048).optional(),
  authenticate: z.enum(['basic', 'body']).default('basic'),
  onRefreshToken: z.custom<(token: string) => unknown>((value) => typeof value === 'function', 'expected a function').optional(),
});

/** See `oauthTokens`. */
export type OAuthOptions = z.input<typeof optionsSchema>;

/** A token is renewed this long before its time, in ms: what is on its way still arrives. */
const EARLY_MS = 60_000;
const LONGEST_LIFE_S = 10 * 365 * 86_400;

/**
 * Access tokens by OAuth 2.0 (RFC 6749 §4.3, §4.4, §6): asked for when first needed, renewed a minute before they end or when refused, once
 * for all who ask at the same time. A new refresh token replaces the old one and is given to `onRefreshToken`, for the host to keep; it
 * is waited for. Where a refresh token that came with another grant is refused, that grant is used again.
 *
 * Errors: CONFIG_INVALID (options), AUTH_FAILED (the grant is refused), else as `fetchLimited` and `throwForStatus`. None holds a secret.
 */
export function oauthTokens(owner: string, options: OAuthOptions): TokenSource {
  const { tokenUrl, clientId, clientSecret, grant, scope, authenticate, onRefreshToken, userAgent, lookup, ...limits } = checkOptions(owner, optionsSchema, options);
  const from = redactUrl(tokenUrl);
  let refreshToken = grant.type === 'refresh_token' ? grant.refreshToken : null;
  let held: { token: string; until: number } | null = null;
  let coming: Promise<string> | null = null;

  const ask = async (context: CallContext): Promise<string> => {
    const form = new URLSearchParams(grantFields(grant, refreshToken));
    if (scope !== undefined) form.set('scope', scope);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (authenticate === 'basic') headers.authorization = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;
    else {
      form.set('client_id', clientId);
      if (clientSecret !== '') form.set('client_secret', clientSecret);
    }
    const answer = await fetchLimited(tokenUrl, {
      context,
      ...limits,
      headers,
      post: { type: 'application/x-www-form-urlencoded', body: form.toString() },
      ...(userAgent !== undefined && { userAgent }),
      ...(lookup !== undefined && { lookup }),
    });
    const body = parseJson(answer.body);
    const error = isRecord(body) && typeof body.error === 'string' && /^[a-z_]{1,64}$/.test(body.error) ? body.error : null;
    // Some vendors refuse with a 200.
    if ((answer.status >= 400 && answer.status < 404) || (answer.status < 300 && error !== null)) {
      // A refresh token that came with another grant ends before it does.
      if (refreshToken !== null && grant.type !== 'refresh_token') {
        refreshToken = null;
        return ask(context);
      }
      throw new KashuvError('AUTH_FAILED', `${from} refuses the grant${error === null ? '' : ` (${error})`}.`, { field: `${owner}.grant`, fix: 'Check the client and its secret; make a new refresh token.' });
    }
    throwForStatus(answer, from, context.now());
    if (!isRecord(body) || typeof body.access_token !== 'string' || body.access_token === '' || !/^[\x21-\x7e]{1,8192}$/.test(body.access_token)) {
      throw new KashuvError('INPUT_INVALID', `${from} gave no token.`, { field: `${owner}.tokenUrl`, fix: 'Check the address.' });
    }
    if (typeof body.refresh_token === 'string' && body.refresh_token !== '' && body.refresh_token !== refreshToken) {
      refreshToken = body.refresh_token;
      await handOn(body.refresh_token, context);
    }
    const life = typeof body.expires_in === 'number' && body.expires_in > 0 ? Math.min(body.expires_in, LONGEST_LIFE_S) * 1000 : Infinity;
    held = { token: body.access_token, until: context.now() + Math.max(life / 2, life - EARLY_MS) };
    return body.access_token;
  };
  /** That the host could not keep it is no reason not to use it; the host must know, for the old one is worth nothing after a restart. */
  const handOn = async (token: string, context: CallContext): Promise<void> => {
    try {
      await onRefreshToken?.(token);
    } catch {
      context.log('error', `${owner}: onRefreshToken failed; the new refresh token is kept in memory alone`);
    }
  };
  const once = async (context: CallContext): Promise<string> => {
    const joined = coming !== null;
    coming ??= ask(context).finally(() => (coming = null));
    try {
      return await coming;
    } catch (error) {
      // Whoever began it was stopped; this call was not.
      if (joined && !KashuvError.is(error) && !context.signal.aborted) return once(context);
      context.signal.throwIfAborted();
      throw error;
    }
  };

  return {
    current: async (context) => (held !== null && held.until > context.now() ? held.token : once(context)),
    renew: async (refused, context) => (held !== null && held.token !== refused && held.until > context.now() ? held.token : once(context)),
  };
}

type Grant = z.output<typeof optionsSchema>['grant'];

function grantFields(grant: Grant, refreshToken: string | null): Record<string, string> {
  // A server that gave a refresh token wants to see that one, not the password again.
  if (refreshToken !== null) return { grant_type: 'refresh_token', refresh_token: refreshToken };
  return grant.type === 'password' ? { grant_type: 'password', username: grant.username, password: grant.password } : { grant_type: grant.type };
}

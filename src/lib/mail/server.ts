import * as z from 'zod';

import type { TokenSource } from '../http/token.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';

/** Nothing that could end a line of a protocol. */
const bare = (longest: number): z.ZodString => z.string().min(1).max(longest).regex(/^[^\x00-\x1f\x7f]*$/, 'expected text without control characters');

const isTokens = (value: unknown): boolean => typeof value === 'object' && value !== null && ['current', 'renew'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

/** A mail server and who logs in to it; spread it into a schema of your own and give that to `oneCredential`. */
export const mailServerOptions = {
  host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'expected the name of a host'),
  /** Default: that of the protocol and its security. */
  port: z.int().min(1).max(65_535).optional(),
  /** `tls` from the first byte; `starttls` before anything is said, or not at all; `none`: passwords and mails go in the clear. */
  security: z.enum(['tls', 'starttls', 'none']).default('tls'),
  user: bare(512),
  password: bare(4096).optional(),
  /** In place of a password: OAuth (XOAUTH2, OAUTHBEARER), as `oauthTokens` of kashuv/http gives them. */
  tokens: z.custom<TokenSource>(isTokens, 'expected what oauthTokens gives').optional(),
  /** PEM of the authority behind the server's certificate. Default: those that Node knows. */
  authority: z.string().min(1).max(1_000_000).optional(),
  /** For each question to the server, in ms. */
  timeoutMs: z.int().positive().max(2_000_000_000).default(60_000),
};

export type MailServer = z.output<z.ZodObject<typeof mailServerOptions>>;

/** Refinement of a schema with `mailServerOptions`. */
export const oneCredential = ({ password, tokens }: Pick<MailServer, 'password' | 'tokens'>): boolean => (password === undefined) !== (tokens === undefined);
export const ONE_CREDENTIAL = { path: ['password'], message: 'expected a password, or tokens in its place' };

/** What to log in with now. */
export async function secretOf({ password, tokens }: MailServer, context: CallContext): Promise<{ pass: string } | { accessToken: string }> {
  return password !== undefined ? { pass: password } : { accessToken: (await tokens?.current(context)) ?? '' };
}

/** What the other side is and does not prove, or does not speak: the host's affair. */
const TLS_CODES = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** A code of a protocol or of Node, and nothing a server says in its own words. */
export const codeOf = (error: unknown, key = 'code'): string => {
  const code = (error as Record<string, unknown> | null | undefined)?.[key];
  return typeof code === 'string' && /^[A-Za-z0-9_-]{1,60}$/.test(code) ? code : '';
};

/** The error of a connection whose certificate or encryption cannot be used; null for any other. */
export function tlsError(owner: string, host: string, error: unknown): KashuvError | null {
  const code = codeOf(error);
  if (!TLS_CODES.test(code)) return null;
  return /^(?:ERR_SSL_|EPROTO$)/.test(code)
    ? new KashuvError('CONFIG_INVALID', `${host} does not answer as TLS asks (${code}).`, { field: `${owner}.security`, fix: 'See which port and which security the server wants.' })
    : new KashuvError('CONFIG_INVALID', `the certificate of ${host} cannot be trusted (${code}).`, { field: `${owner}.authority`, fix: 'See that host is the name in the certificate, and give its authority where that is your own.' });
}

/** `work`, or an error `late` once so much time has passed on the monitor's clock. When time is over, or the call is aborted, `stop` ends the work. */
export async function withinTime<T>(work: () => Promise<T>, { timeoutMs, late, stop }: { timeoutMs: number; late: () => KashuvError; stop: () => void }, context: CallContext): Promise<T> {
  context.signal.throwIfAborted();
  const done = new AbortController();
  const over = context.sleep(timeoutMs, done.signal).then(
    () => {
      throw late();
    },
    (error: unknown) => {
      if (!done.signal.aborted) throw error;
      // Our own end of the wait is no news.
      return new Promise<never>(() => undefined);
    },
  );
  over.catch(() => undefined);
  const race = async (): Promise<T> => {
    const working = work();
    working.catch(() => undefined);
    return await Promise.race([working, over]);
  };
  try {
    return await (context.io === undefined ? race() : context.io(race));
  } catch (error) {
    if (context.signal.aborted) {
      stop();
      context.signal.throwIfAborted();
    }
    throw error;
  } finally {
    done.abort();
  }
}

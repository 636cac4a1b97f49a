import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { isDid, type Fields } from './names.ts';
import type { AccountOptions } from './options.ts';
import { accepted, call, type Answer, type Call } from './xrpc.ts';

interface Tokens {
  readonly did: string;
  readonly access: string;
  readonly refresh: string;
}

/** A log-in that lasts: made once, refreshed when its token expires, made anew when that fails. A server allows few log-ins a day. */
export interface Session {
  /** The account's own id. */
  did(context: CallContext): Promise<string>;
  /** One call in the account's name. Any status is an answer, but for a token that could not be renewed. */
  ask(what: Omit<Call, 'service' | 'token'>, context: CallContext): Promise<Answer>;
  /** What a query answers; throws as `accepted`. */
  get(method: string, params: NonNullable<Call['params']>, context: CallContext): Promise<Fields>;
}

/**
 * `owner` is the plugin, for messages. Errors: AUTH_FAILED where the server refuses name or password, or asks for a second factor; else as `accepted`. Neither
 * password nor token is in any of them.
 */
export function openSession(owner: string, options: AccountOptions): Session {
  const { service, identifier, password } = options;
  let tokens: Tokens | null = null;
  /** Two calls at once log in once. */
  let coming: Promise<Tokens> | null = null;

  const logIn = async (context: CallContext): Promise<Tokens> => {
    const answer = await call({ service, method: 'com.atproto.server.createSession', input: { identifier, password } }, options, context);
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
      const second = answer.error === 'AuthFactorTokenRequired';
      throw new KashuvError('AUTH_FAILED', `${answer.from} refuses the log-in${answer.error === null ? '' : ` (${answer.error})`}.`, {
        field: `${owner}.password`,
        fix: second ? 'Make an app password: it needs no second factor.' : 'Check identifier and app password.',
      });
    }
    return tokensOf(answer, context);
  };

  const renew = async (old: Tokens, context: CallContext): Promise<Tokens> => {
    const answer = await call({ service, method: 'com.atproto.server.refreshSession', input: null, token: old.refresh }, options, context);
    // A refusal for good; what is for now (429, 5xx) is thrown, and does not cost a log-in.
    return answer.status === 400 || answer.status === 401 || answer.status === 403 ? logIn(context) : tokensOf(answer, context);
  };

  const current = async (stale: Tokens | null, context: CallContext): Promise<Tokens> => {
    if (tokens !== null && tokens !== stale) return tokens;
    const joined = coming !== null;
    coming ??= (stale === null ? logIn(context) : renew(stale, context)).finally(() => (coming = null));
    try {
      return (tokens = await coming);
    } catch (error) {
      // Whoever began it was stopped; this call was not.
      if (joined && !KashuvError.is(error) && !context.signal.aborted) return current(stale, context);
      throw error;
    }
  };

  const ask: Session['ask'] = async (what, context) => {
    const held = await current(null, context);
    const first = await call({ ...what, service, token: held.access }, options, context);
    // What is refused for its token was not done: it may be asked again.
    const expired = first.status === 401 || (first.status === 400 && (first.error === 'ExpiredToken' || first.error === 'InvalidToken'));
    if (!expired) return first;
    const renewed = await current(held, context);
    return call({ ...what, service, token: renewed.access }, options, context);
  };

  return {
    did: async (context) => (await current(null, context)).did,
    ask,
    get: async (method, params, context) => accepted(await ask({ method, params }, context), context),
  };
}

function tokensOf(answer: Answer, context: CallContext): Tokens {
  const { accessJwt, refreshJwt, did } = accepted(answer, context);
  if (typeof accessJwt === 'string' && typeof refreshJwt === 'string' && isDid(did)) return { did, access: accessJwt, refresh: refreshJwt };
  throw new KashuvError('INPUT_INVALID', `${answer.from} gave no session.`, { fix: 'Check that the address is that of a Bluesky server.' });
}

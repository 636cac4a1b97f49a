const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,126}[\p{L}\p{N}_])?$/u;
const HOST = /^[\p{L}\p{N}.:-]{1,253}$/u;

/** Who an account is, over the whole network. */
export interface Address {
  readonly user: string;
  readonly host: string;
}

/** The parts of an `acct` as a server gives it: without a host it is of the server's own `domain`. Lower case, for nobody else can take the name in another spelling. Null where it is none. */
export function addressOf(acct: unknown, domain: string): Address | null {
  if (typeof acct !== 'string') return null;
  const [user = '', host = domain, more] = acct.toLowerCase().split('@');
  return more === undefined && NAME.test(user) && HOST.test(host) ? { user, host } : null;
}

/** `dana@example.social`. */
export const addressText = ({ user, host }: Address): string => `${user}@${host}`;

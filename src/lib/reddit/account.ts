import * as z from 'zod';

import { createApi, type Api } from '../http/api.ts';
import { isRecord } from '../http/json.ts';
import { createRateBudget, isBudget, type RateBudget } from '../http/rate-budget.ts';
import { requestOptions, serviceAddress } from '../http/request-options.ts';
import { oauthTokens, type OAuthOptions } from '../http/token.ts';

/** `<platform>:<app id>:<version> (by /u/<name>)`, as Reddit asks for; it blocks what hides behind another one. */
const USER_AGENT = /^[\w.-]{1,64}:[\w.-]{1,128}:[\w.-]{1,32} \(by \/?u\/([\w-]{3,32})\)$/;

/** What a source and a publisher need to ask with the same app; spread it into a schema of your own. */
export const redditAccount = {
  ...requestOptions,
  userAgent: z.string().regex(USER_AGENT, 'expected platform:app-id:version (by /u/name), as in linux:com.example.listener:v1.0 (by /u/example)'),
  clientId: z.string().min(1).max(256),
  clientSecret: z.string().max(256).default(''),
  /** Checked by `oauthTokens`. */
  grant: z.custom<OAuthOptions['grant']>((value) => isRecord(value) && typeof value.type === 'string', 'expected { type: …, … }'),
  service: serviceAddress('https:', 'http:').default('https://oauth.reddit.com'),
  tokenUrl: serviceAddress('https:', 'http:').default('https://www.reddit.com/api/v1/access_token'),
  /** Default: 100 requests a minute, what Reddit allows one app. */
  budget: z.custom<RateBudget>(isBudget, 'expected what createRateBudget made').optional(),
};
export type RedditAccount = z.output<z.ZodObject<typeof redditAccount>>;

/** Reddit's limit for one app, whoever uses it. */
const PER_MINUTE = 100;

/** Reddit's interface with the account's token. Errors: as `oauthTokens` and `createApi`. */
export function openReddit(owner: string, account: RedditAccount): Api {
  const { userAgent, timeoutMs, maxBytes, allowPrivate, lookup, clientId, clientSecret, grant, service, tokenUrl, budget } = account;
  const requests = { userAgent, timeoutMs, maxBytes, allowPrivate, lookup };
  const tokens = oauthTokens(owner, { ...requests, tokenUrl, clientId, clientSecret, grant });
  return createApi({ service, requests, tokens, budget: budget ?? createRateBudget({ requests: PER_MINUTE, perMs: 60_000 }) });
}

/** Who the user agent says may be written to. */
export const contactOf = ({ userAgent }: Pick<RedditAccount, 'userAgent'>): string => USER_AGENT.exec(userAgent)?.[1]?.toLowerCase() ?? '';

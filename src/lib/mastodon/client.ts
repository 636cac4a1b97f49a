import * as z from 'zod';

import { createApi, type Api } from '../http/api.ts';
import { createRateBudget, isBudget, type RateBudget } from '../http/rate-budget.ts';
import { requestOptions, serviceAddress, type RequestOptions } from '../http/request-options.ts';
import { fixedToken } from '../http/token.ts';

/** What a server allows one token, or one address without a token, by its documentation. */
const REQUESTS = 300;
const PER_MS = 300_000;

/** An access token, as it stands in a header. */
export const tokenSchema = z.string().regex(/^[\x21-\x7e]{1,4096}$/, 'expected an access token');

/** Options of everything that asks a server; spread them into a schema. */
export const clientShape = {
  ...requestOptions,
  service: serviceAddress('https:', 'http:'),
  budget: z.custom<RateBudget>(isBudget, 'expected what createRateBudget made').optional(),
  /** Host in the addresses of the server's own accounts, where it is not the server's. */
  domain: z.string().trim().toLowerCase().regex(/^[\p{L}\p{N}.:-]{1,253}$/u, 'expected a host').optional(),
  instance: z.string().min(1).max(256).optional(),
};

export interface ClientOptions extends RequestOptions {
  readonly service: string;
  readonly token?: string | undefined;
  readonly budget?: RateBudget | undefined;
}

/** The server's interface. Without a budget of the host's it has one of its own: 300 requests in any five minutes. `owner` names the plugin in errors. */
export function openClient(owner: string, { service, token, budget, timeoutMs, maxBytes, allowPrivate, userAgent, lookup }: ClientOptions): Api {
  return createApi({
    service,
    requests: { timeoutMs, maxBytes, allowPrivate, userAgent, lookup },
    budget: budget ?? createRateBudget({ requests: REQUESTS, perMs: PER_MS }),
    ...(token !== undefined && { tokens: fixedToken(token, `${owner}.token`) }),
  });
}

/** Host of the server: of its own accounts too, where nothing else is said. */
export const domainOf = ({ service, domain }: { readonly service: string; readonly domain?: string | undefined }): string => domain ?? new URL(service).host;

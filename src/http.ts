/** What a source or publisher of your own needs to ask a vendor politely and safely: `kashuv/http`. See docs/http.md. */
export { fetchLimited, redactUrl, throwForStatus, type FetchLimits, type HttpContext, type LimitedResponse, type Lookup } from './lib/http.ts';
export { acceptedStatus, createApi, type Api, type ApiAnswer, type ApiOptions, type ApiRequest } from './lib/http/api.ts';
export { isRecord, parseJson, type JsonRecord } from './lib/http/json.ts';
export { nextLink } from './lib/http/links.ts';
export { createRateBudget, type RateBudget, type RateBudgetOptions, type Spending } from './lib/http/rate-budget.ts';
export { rateStateOf, type RateState } from './lib/http/rate-headers.ts';
export { requestOptions, serviceAddress, type RequestOptions } from './lib/http/request-options.ts';
export { fixedToken, oauthTokens, type OAuthOptions, type TokenSource } from './lib/http/token.ts';
export { plainText } from './lib/plain-text.ts';
export { SweepMemory } from './lib/sweep-memory.ts';
export { tellSweep, type News } from './lib/tell-sweep.ts';

import { fetchLimited, type LimitedResponse } from '../http.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { AccountParts } from './account.ts';

/** What an ActivityPub server is asked for, and what it is sent. */
const ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const CONTENT_TYPE = 'application/activity+json';

/** GET, signed by the account: servers that show posts only to whom they are addressed see who asks. Any status is an answer. */
export async function askSigned(account: AccountParts, url: string, context: CallContext): Promise<LimitedResponse> {
  const headers = await signedHeaders(account, new Request(url, { headers: { accept: ACCEPT, date: httpDate(context) } }));
  return fetchLimited(url, { ...limits(account, context), headers });
}

/** POST of an activity, signed by the account. Any status is an answer. */
export async function sendSigned(account: AccountParts, inbox: string, activity: string, context: CallContext): Promise<LimitedResponse> {
  const headers = await signedHeaders(account, new Request(inbox, { method: 'POST', headers: { accept: ACCEPT, 'content-type': CONTENT_TYPE, date: httpDate(context) }, body: activity }));
  return fetchLimited(inbox, { ...limits(account, context), headers, post: { type: CONTENT_TYPE, body: activity } });
}

/** By the monitor's clock: it is what the other side holds against its own. */
const httpDate = (context: CallContext): string => new Date(context.now()).toUTCString();

/** All headers of the request with its signature; less the host, which the connection itself says. */
async function signedHeaders(account: AccountParts, request: Request): Promise<Record<string, string>> {
  const { sig } = await account.fedify();
  const signed = await sig.signRequest(request, await account.signingKey(), new URL(account.keyId));
  return Object.fromEntries([...signed.headers].filter(([name]) => name !== 'host' && name !== 'content-type'));
}

function limits({ requests }: AccountParts, context: CallContext): Parameters<typeof fetchLimited>[1] {
  const { timeoutMs, maxBytes, allowPrivate, userAgent, lookup } = requests;
  return { context, timeoutMs, maxBytes, allowPrivate, ...(userAgent !== undefined && { userAgent }), ...(lookup !== undefined && { lookup }) };
}

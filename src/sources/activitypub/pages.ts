import { partsOf, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import { escapeHtml } from '../../lib/activitypub/html.ts';
import type { Relations } from '../../lib/activitypub/relations.ts';

export const WEBFINGER = '/.well-known/webfinger';
const ACTIVITY_TYPE = 'application/activity+json; charset=utf-8';
const CONTEXT = 'https://www.w3.org/ns/activitystreams';
/** Addresses of the account alone may be read by any page. */
const OPEN = { 'access-control-allow-origin': '*' };

/** What the account shows of itself at an address; null: nothing is there. */
export async function pageOf(account: ActivityPubAccount, relations: Relations, { pathname, searchParams }: URL): Promise<Response | null> {
  const parts = partsOf(account);
  if (pathname === WEBFINGER) return webfinger(account, searchParams.get('resource'));
  switch (`${parts.origin}${pathname}`) {
    case account.id:
      return documentOf(actorOf(account));
    case parts.outbox:
      return documentOf(collection(parts.outbox, 0));
    case parts.followers:
      return documentOf(collection(parts.followers, (await relations.followers()).length));
    default:
      return null;
  }
}

export const documentOf = (content: object): Response => new Response(JSON.stringify(content), { headers: { ...OPEN, 'content-type': ACTIVITY_TYPE } });

function webfinger({ handle, id }: ActivityPubAccount, resource: string | null): Response | null {
  const asked = resource?.toLowerCase();
  if (asked !== `acct:${handle}` && asked !== id.toLowerCase()) return null;
  const body = { subject: `acct:${handle}`, aliases: [id], links: [{ rel: 'self', type: 'application/activity+json', href: id }] };
  return new Response(JSON.stringify(body), { headers: { ...OPEN, 'content-type': 'application/jrd+json; charset=utf-8' } });
}

function actorOf(account: ActivityPubAccount): object {
  const { id } = account;
  const parts = partsOf(account);
  return {
    '@context': [CONTEXT, 'https://w3id.org/security/v1'],
    id,
    type: 'Service',
    preferredUsername: parts.name,
    name: parts.displayName,
    ...(parts.summary !== null && { summary: `<p>${escapeHtml(parts.summary)}</p>` }),
    ...(parts.website !== null && { url: parts.website }),
    inbox: parts.inbox,
    outbox: parts.outbox,
    followers: parts.followers,
    endpoints: { sharedInbox: parts.inbox },
    publicKey: { id: parts.keyId, owner: id, publicKeyPem: parts.publicKeyPem },
  };
}

/** How many there are, and not who or what. */
const collection = (id: string, totalItems: number): object => ({ '@context': CONTEXT, id, type: 'OrderedCollection', totalItems });

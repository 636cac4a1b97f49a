import type { Actor } from '@fedify/fedify/vocab';
import type { AccountParts } from '../../lib/activitypub/account.ts';
import { BELIEVED, Gone } from '../../lib/activitypub/documents.ts';
import { fetchedActor, type Reading } from '../../lib/activitypub/reading.ts';
import { KashuvError } from '../../spec/errors.ts';

/** A POST as it came, its body read. */
export interface Delivery {
  readonly pathname: string;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export type Signer = { is: 'verified'; actor: Actor } | { is: 'refused'; why: string } | { is: 'gone' };

/**
 * Who signed a delivery: verified where the key's owner is `actorId`, or with null anybody of the key's own server, and names the key itself. `gone`: the account is not there any more, by the word of its own
 * server. Throws RATE_LIMITED and UNAVAILABLE where it cannot be told now. The time of the signature is the caller's to judge.
 */
export async function signerOf(delivery: Delivery, actorId: string | null, account: AccountParts, reading: Reading): Promise<Signer> {
  const first = await verifiedBy(delivery, actorId, account, reading, BELIEVED.usually);
  // The account may have got a new key since it was last asked.
  return first.is === 'refused' ? verifiedBy(delivery, actorId, account, reading, BELIEVED.fresh) : first;
}

async function verifiedBy(delivery: Delivery, actorId: string | null, account: AccountParts, reading: Reading, believedMs: number): Promise<Signer> {
  const { fedify, documents, context, within } = reading;
  let failure: unknown = null;
  const documentLoader = async (url: string): ReturnType<typeof documents.load> => {
    try {
      return await documents.load(url, context, believedMs);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  // fedify's own window is on the machine's clock; the monitor's has been asked.
  const result = await fedify.sig.verifyRequestDetailed(requestOf(delivery, account), { documentLoader, contextLoader: within.contextLoader, timeWindow: false });
  context.signal.throwIfAborted();
  if (failure instanceof Gone) return { is: 'gone' };
  // What went wrong here, or may go right later, says nothing of the signer.
  if (failure !== null && (!KashuvError.is(failure) || failure.retryable)) throw KashuvError.from(failure);
  if (!result.verified) return { is: 'refused', why: failure === null ? 'The signature does not match' : 'The key cannot be read' };
  const { id: keyId, ownerId } = result.key;
  const owner = ownerId?.href ?? actorId;
  if (owner === null || keyId === null || owner !== (actorId ?? owner) || new URL(owner).origin !== keyId.origin) return { is: 'refused', why: 'The key is another account’s' };
  const actor = await fetchedActor(owner, reading, believedMs);
  return actor.publicKeyIds.some(({ href }) => href === keyId.href) ? { is: 'verified', actor } : { is: 'refused', why: 'The account does not name the key' };
}

/** Under the account's own address: what proxies in between made of it is not what was signed. */
function requestOf({ pathname, headers: given, bytes }: Delivery, { origin }: AccountParts): Request {
  const headers = new Headers(given);
  headers.set('host', new URL(origin).host);
  return new Request(`${origin}${pathname}`, { method: 'POST', headers, body: Buffer.from(bytes) });
}

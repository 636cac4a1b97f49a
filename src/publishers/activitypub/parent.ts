import type { Actor, Object as VocabularyObject } from '@fedify/fedify/vocab';
import { visibilityOf } from '../../lib/activitypub/audience.ts';
import { BELIEVED, Gone } from '../../lib/activitypub/documents.ts';
import { fetched, fetchedActor, type Reading } from '../../lib/activitypub/reading.ts';
import type { Relations } from '../../lib/activitypub/relations.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { Addressee } from './note.ts';

/** Who is answered; or what stands in the way, in words that name nobody. */
export type Found = { readonly addressee: Addressee } | { readonly objection: string };

/** Asks the servers of a post and of its author. Throws where they cannot be asked: UNAVAILABLE, RATE_LIMITED; AUTH_FAILED where they do not answer the account. */
export async function addresseeOf(post: string, relations: Relations, reading: Reading, believedMs: number): Promise<Found> {
  const shown = await attempt(() => fetched(post, reading, believedMs));
  const known = await authorOf(post, shown, relations);
  if (typeof known !== 'string') return known;
  const actor = await attempt(() => fetchedActor(known, reading, BELIEVED.fresh));
  if ('missing' in actor) {
    if (actor.refused !== undefined) throw actor.refused;
    return { objection: 'the account of its author is not there any more' };
  }
  if (await relations.isBlockedBy(known)) return { objection: 'its author blocks the account' };
  const { inboxId, preferredUsername, id } = actor.found;
  if (inboxId === null || id === null || inboxId.origin !== id.origin) return { objection: 'its author has no inbox' };
  const handle = String(preferredUsername ?? '');
  return {
    addressee: {
      post,
      author: known,
      handle: /^[\p{L}\p{N}_.-]{1,64}$/u.test(handle) ? `${handle}@${id.host}` : null,
      inbox: inboxId.href,
      visibility: 'missing' in shown ? 'direct' : visibilityOf(shown.found, followersOf(actor.found)),
    },
  };
}

const followersOf = ({ followersId }: Actor): string | null => followersId?.href ?? null;

/** `refused`: what its server said, where it does not answer the account. */
type Asked<T> = { readonly found: T } | { readonly missing: 'for good' | 'here'; readonly refused?: KashuvError };

async function attempt<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error instanceof Gone) return { missing: error.forGood ? 'for good' : 'here' };
    if (!KashuvError.is(error)) throw error;
    if (error.code === 'AUTH_FAILED') return { missing: 'here', refused: error };
    if (error.code === 'REJECTED' || error.code === 'INPUT_INVALID') return { missing: 'here' };
    throw error;
  }
}

/** Not every server shows a private post to whom it was sent; that it was is known. */
async function authorOf(post: string, shown: Asked<VocabularyObject>, relations: Relations): Promise<string | { objection: string }> {
  if ('found' in shown) {
    const author = shown.found.attributionId;
    return author !== null && author.origin === new URL(post).origin ? author.href : { objection: 'its author cannot be told' };
  }
  const known = shown.missing === 'here' ? await relations.authorOfPrivate(post) : null;
  if (known !== null) return known;
  if (shown.refused !== undefined) throw shown.refused;
  return { objection: 'the post is not there any more, or is not shown to the account' };
}

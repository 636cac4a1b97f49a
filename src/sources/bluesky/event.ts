import { POSTS, recordUri, REPOSTS } from '../../lib/bluesky/names.ts';
import type { Signal } from '../../spec/post.ts';
import { toPost, toRepost } from './post.ts';

/** What was done to one post or repost. */
export interface PostChange {
  readonly collection: typeof POSTS | typeof REPOSTS;
  readonly action: 'create' | 'update' | 'delete';
  readonly rkey: string;
  /** Of a post that was created or updated. */
  readonly record?: unknown;
  /** Why there is no record, in words. */
  readonly problem?: string;
}

/** One event of a stream that concerns posts. */
export type BlueskyEvent =
  /** `at`: when the server heard it, epoch ms. */
  | { readonly kind: 'commit'; readonly did: string; readonly at: number | null; readonly changes: readonly PostChange[] }
  | { readonly kind: 'account'; readonly did: string; readonly status: 'deleted' | 'takendown' }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly ref?: string }
  /** The first after a time of which the server may not have kept all. */
  | { readonly kind: 'after-gap'; readonly reason: string; readonly event: BlueskyEvent | null };

/** The same event gives the same signals: what is said of its posts stands in it. */
export function signalsOf(event: BlueskyEvent): Signal[] {
  switch (event.kind) {
    case 'commit':
      return event.changes.map((change) => signalOf(event.did, event.at, change));
    case 'account':
      return [{ type: 'author-deleted', author: event.did, by: event.status === 'deleted' ? 'author' : 'platform' }];
    case 'unreadable':
      return [{ type: 'skipped', reason: event.reason, ...(event.ref !== undefined && { ref: event.ref }) }];
    case 'after-gap':
      return [{ type: 'skipped', reason: event.reason }, ...(event.event === null ? [] : signalsOf(event.event))];
  }
}

/** The collections that are read. */
const READ: readonly string[] = [POSTS, REPOSTS];
export const isRead = (collection: unknown): collection is PostChange['collection'] => typeof collection === 'string' && READ.includes(collection);

function signalOf(did: string, heardAt: number | null, { collection, action, rkey, record, problem }: PostChange): Signal {
  const ref = recordUri(did, rkey, collection);
  if (ref === null) return { type: 'skipped', reason: 'a post under an address that is none.' };
  if (action === 'delete') return { type: 'deleted', ref, by: 'author' };
  if (problem !== undefined) return { type: 'skipped', reason: `${ref}: ${problem}`, ref };
  const post = (collection === REPOSTS ? toRepost : toPost)({ did, rkey, record, heardAt });
  if (typeof post === 'string') return { type: 'skipped', reason: post, ref };
  return { type: action === 'create' ? 'posted' : 'edited', post };
}

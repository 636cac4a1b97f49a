import type { DeletedBy } from '../../spec/post.ts';
import { isRecord, type JsonRecord } from '../http/json.ts';

/** A comment, a submission or a private message. */
export type ThingKind = 't1' | 't3' | 't4';
export interface Thing {
  readonly kind: ThingKind;
  /** `t1_…`, `t3_…`, `t4_…`. */
  readonly name: string;
  readonly data: JsonRecord;
}

const NAME = /^(t[134])_([0-9a-z]{1,16})$/;

/** A full name; null for what is none, and for what is neither comment, submission nor message. */
export function fullName(value: unknown): { kind: ThingKind; id: string; name: string } | null {
  const found = typeof value === 'string' ? NAME.exec(value) : null;
  return found === null ? null : { kind: found[1] as ThingKind, id: found[2] as string, name: found[0] };
}

/** A child of a listing; null for what is none of the three. */
export function thingOf(child: unknown): Thing | null {
  if (!isRecord(child) || !isRecord(child.data)) return null;
  const name = fullName(child.data.name);
  return name === null || name.kind !== child.kind ? null : { kind: name.kind, name: name.name, data: child.data };
}

/** The children of a listing and where the next page begins; null for what is no listing. */
export function listingOf(body: unknown): { children: readonly unknown[]; after: string | null } | null {
  if (!isRecord(body) || body.kind !== 'Listing' || !isRecord(body.data) || !Array.isArray(body.data.children)) return null;
  return { children: body.data.children as unknown[], after: typeof body.data.after === 'string' && /^t\d_[0-9a-z]{1,16}$/.test(body.data.after) ? body.data.after : null };
}

/** The name of an account; null where it was deleted or is not shown. */
export const authorName = (value: unknown): string | null => (typeof value === 'string' && /^[\w-]{1,32}$/.test(value) ? value : null);

/** A community as it is written in addresses; null for what is none. Communities of users begin with `u_`. */
export const communityName = (value: unknown): string | null => (typeof value === 'string' && /^[A-Za-z0-9_]{2,32}$/.test(value) ? value : null);

const BY_AUTHOR = new Set(['deleted', 'author', 'user']);
const BY_MODERATORS = new Set(['moderator', 'automod_filtered']);
const BY_REDDIT = new Set(['reddit', 'anti_evil_ops', 'community_ops', 'legal_operations', 'copyright_takedown', 'content_takedown']);

/** Who took it away; null: it is there. `moderators` are those of the community. An account that was deleted leaves its words nameless: they count as taken away by it. */
export function takenBy({ kind, data }: Thing): DeletedBy | 'moderators' | null {
  const { removed_by_category: category, body, selftext, author } = data;
  if (typeof category === 'string') {
    if (BY_AUTHOR.has(category)) return 'author';
    if (BY_MODERATORS.has(category)) return 'moderators';
    return BY_REDDIT.has(category) ? 'platform' : 'unknown';
  }
  const words = kind === 't3' ? selftext : body;
  if (words === '[deleted]') return 'author';
  // Of a comment is not told whether moderators or Reddit removed it.
  if (words === '[removed]') return kind === 't3' ? 'moderators' : 'unknown';
  if (typeof words === 'string' && /^\[ ?removed by reddit ?\]$/i.test(words)) return 'platform';
  // Moderators still see what was removed, and by whom; `true` is Reddit's own filter.
  if (data.banned_by === true) return 'platform';
  if (data.removed === true || data.spam === true || typeof data.banned_by === 'string') return 'moderators';
  return author === '[deleted]' || (author === null && kind !== 't4') ? 'author' : null;
}

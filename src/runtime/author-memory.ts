import { known, type Fact } from '../spec/fact.ts';
import type { Post } from '../spec/post.ts';
import type { PastRole, SpeakerRole } from '../spec/speaker.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { AuthorRecord } from './records.ts';

/** Roles that are remembered of one author, at most. */
const MOST_ROLES = 8;
/** What was known longer ago is not told to judges, in ms. */
const MOST_AGE = 365 * 24 * 3_600_000;

/** A role that is known again within this time leaves the record as it is: one write a day, not one a post. In ms. */
const AFRESH = 24 * 3_600_000;

export const NEW_AUTHOR: AuthorRecord = { cases: 0, known: [] };

export async function authorOf({ session, brand }: Pick<BrandRoom, 'session' | 'brand'>, authorKey: string): Promise<AuthorRecord> {
  return (await session.get<AuthorRecord>(keys.author(brand.id, authorKey))) ?? NEW_AUTHOR;
}

/** What judges are told of an author at a time. A human's word does not age. */
export function pastOf({ known: roles }: AuthorRecord, at: number): PastRole[] {
  return roles.filter((past) => past.by === 'human' || at - past.at <= MOST_AGE);
}

/** The role of an author once what a human said is laid over it. */
export function believedRole({ known: roles }: AuthorRecord, judged: Fact<SpeakerRole>): Fact<SpeakerRole> {
  const told = roles.find(({ by }) => by === 'human');
  return told === undefined ? judged : known(told.role, 1, [{ source: 'human', cue: 'correction' }]);
}

/**
 * The record after a post was judged. What rests on memory alone is not remembered anew, or it would never age. Depends on the record and the
 * post alone: a batch is judged ahead of being taken in, and has to foresee it.
 */
export function remember(author: AuthorRecord, post: Post, role: Fact<SpeakerRole>): AuthorRecord {
  if (!role.known || post.thread.repost !== undefined || role.evidence.some(({ source }) => source === 'human')) return author;
  const fromMemory = role.evidence.filter(({ source }) => source === 'history').length;
  if (fromMemory > 0 && fromMemory === role.evidence.length) return author;
  const before = author.known.find((past) => past.role === role.value);
  if (before?.by === 'human') return author;
  // What memory made surer is no surer for the next time.
  const confidence = fromMemory > 0 && before !== undefined ? before.confidence : role.confidence;
  if (before !== undefined && before.confidence === confidence && post.seenAt - before.at < AFRESH) return author;
  return withRole(author, { role: role.value, confidence, at: post.seenAt, by: 'judge' });
}

/** The record after a human said who the author is; an earlier word of a human is taken back. */
export function corrected(author: AuthorRecord, role: SpeakerRole, at: number): AuthorRecord {
  return withRole({ ...author, known: author.known.filter(({ by }) => by !== 'human') }, { role, confidence: 1, at, by: 'human' });
}

function withRole(author: AuthorRecord, past: PastRole): AuthorRecord {
  return { ...author, known: [...author.known.filter(({ role }) => role !== past.role), past].slice(-MOST_ROLES) };
}

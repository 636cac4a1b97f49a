import { deriveId } from '../lib/digest.ts';
import type { Case } from '../spec/mention.ts';
import type { Post } from '../spec/post.ts';
import type { Beliefs } from './beliefs.ts';
import type { BrandRoom } from './brand-room.ts';
import { gravity } from './gravity.ts';
import { keys } from './keys.ts';
import type { AuthorRecord, CaseRecord, MentionRecord } from './records.ts';

/** A conversation is kept whole up to so many posts; of one that goes on and on, the latest. */
const KEPT_MENTIONS = 500;
const KEPT_UNANSWERED = 100;

/** The conversations of a brand: who speaks in which, what of it is unanswered, and what of that is gravest. */
export class CaseBook {
  readonly #room: BrandRoom;
  readonly #beliefs: Beliefs;

  constructor(room: BrandRoom, beliefs: Beliefs) {
    this.#room = room;
    this.#beliefs = beliefs;
  }

  id(authorKey: string, threadRoot: string): string {
    return deriveId('case', this.#room.brand.id, authorKey, threadRoot);
  }

  get(id: string): Promise<CaseRecord | null> {
    return this.#room.session.get<CaseRecord>(keys.case(this.#room.brand.id, id));
  }

  put(record: CaseRecord): void {
    this.#room.session.put(keys.case(this.#room.brand.id, record.case.id), record);
  }

  /** A mention joins the conversation of its author, or begins one. `back`: somebody who was answered speaks again. */
  async enter(record: MentionRecord, post: Post, author: AuthorRecord, causedBy: string): Promise<{ caseRecord: CaseRecord; back: boolean }> {
    const { session, brand } = this.#room;
    const id = this.id(post.authorKey, post.thread.root);
    const before = await this.get(id);
    if (before === null) {
      const opened: Case = {
        id,
        brand: brand.id,
        authorKey: post.authorKey,
        threadRoot: post.thread.root,
        venue: post.venue.id,
        openedAt: session.lastAt,
        mentions: [record.mention.id],
        mentionCount: 1,
        answers: [],
        incident: null,
        plan: null,
        state: 'open',
        reopened: 0,
      };
      const caseRecord: CaseRecord = { case: opened, duties: [], discharged: [], planSeq: null, unanswered: [record.mention.id], gravest: record.mention.id };
      this.put(caseRecord);
      session.record('case.opened', { case: opened }, causedBy);
      session.put(keys.author(brand.id, post.authorKey), { ...author, cases: author.cases + 1 } satisfies AuthorRecord);
      return { caseRecord, back: false };
    }
    // Whoever speaks after something was met, or changes what was said, is owed anew what the plan says.
    const back = before.case.state === 'answered' || before.discharged.length > 0;
    const edited = before.case.mentions.includes(record.mention.id);
    if (edited && !back) return { caseRecord: before, back };
    const again = back || (before.snubbed === true && !edited);
    const next: CaseRecord = {
      ...before,
      snubbed: false,
      // The author has spoken again: what was met before is owed anew where the plan says so.
      discharged: back ? [] : before.discharged,
      unanswered: [...(back ? [] : before.unanswered), record.mention.id].slice(-KEPT_UNANSWERED),
      gravest: back ? record.mention.id : await this.#graver(before.gravest, record),
      case: {
        ...before.case,
        mentions: edited ? before.case.mentions : [...before.case.mentions, record.mention.id].slice(-KEPT_MENTIONS),
        mentionCount: before.case.mentionCount + (edited ? 0 : 1),
        state: 'open', reopened: before.case.reopened + (again ? 1 : 0) },
    };
    this.put(next);
    if (again) session.record('case.reopened', { case: next.case }, causedBy);
    return { caseRecord: next, back };
  }

  /** The later of two equally grave ones counts. */
  async #graver(standing: string | null, comer: MentionRecord): Promise<string> {
    const holder = standing === null ? null : await this.#mention(standing);
    if (holder === null || holder.gone) return comer.mention.id;
    return gravity(await this.#beliefs.of(comer)) <= gravity(await this.#beliefs.of(holder)) ? comer.mention.id : holder.mention.id;
  }

  /** Looks for the gravest anew: after something was taken back or is seen differently. */
  async regrade(record: CaseRecord): Promise<CaseRecord> {
    const live = await this.#live(record.unanswered);
    const candidates = live.length > 0 ? live : (await this.#live(record.case.mentions)).slice(-1);
    let gravest: string | null = null;
    for (const candidate of candidates) gravest = await this.#graver(gravest, candidate);
    return { ...record, gravest };
  }

  async #live(ids: readonly string[]): Promise<MentionRecord[]> {
    const mentions: MentionRecord[] = [];
    for (const id of ids) {
      const mention = await this.#mention(id);
      if (mention !== null && !mention.gone) mentions.push(mention);
    }
    return mentions;
  }

  #mention(id: string): Promise<MentionRecord | null> {
    return this.#room.session.get<MentionRecord>(keys.mention(this.#room.brand.id, id));
  }
}

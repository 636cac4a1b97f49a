import type { HeardMention } from '../surge/index.ts';
import { classificationOfFailure } from '../understand/index.ts';
import { deriveId } from '../lib/digest.ts';
import { show } from '../lib/values.ts';
import type { ClaimStatus } from '../spec/incident.ts';
import { KashuvError } from '../spec/errors.ts';
import { known, unknown, type Fact } from '../spec/fact.ts';
import type { Mention } from '../spec/mention.ts';
import type { DeletedBy, Post } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import type { Correction } from '../spec/tell.ts';
import { authorOf, believedRole, corrected, remember } from './author-memory.ts';
import type { Beliefs } from './beliefs.ts';
import type { BrandRoom } from './brand-room.ts';
import type { CaseBook } from './case-book.ts';
import type { CaseDesk } from './case-desk.ts';
import type { Understanding } from './enrichment.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { heardMention } from './heard-mention.ts';
import { keys } from './keys.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { CaseRecord, Incoming, MentionRecord, PostRecord } from './records.ts';
import { tryAgainLater } from './retries.ts';

/** One post becomes a mention and joins a conversation, which then gets its plan. */
export class MentionDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  readonly #incidents: IncidentDesk;
  readonly #beliefs: Beliefs;
  readonly #book: CaseBook;
  readonly #cases: CaseDesk;

  constructor(room: BrandRoom, plans: PlanDesk, incidents: IncidentDesk, { beliefs, book, cases }: { beliefs: Beliefs; book: CaseBook; cases: CaseDesk }) {
    this.#room = room;
    this.#plans = plans;
    this.#incidents = incidents;
    this.#beliefs = beliefs;
    this.#book = book;
    this.#cases = cases;
  }

  mentionId(post: string): string {
    return deriveId('mention', this.#room.brand.id, post);
  }

  async get(mention: string): Promise<MentionRecord | null> {
    return this.#room.session.get<MentionRecord>(keys.mention(this.#room.brand.id, mention));
  }

  /** A post by somebody else, new or with changed words. */
  async hear({ entry, post }: Incoming, understanding: Understanding): Promise<void> {
    if (post === null) return;
    const { session, brand } = this.#room;
    const copyOf = this.#room.copies.hear(post, session.lastAt);
    const mention: Mention = { ...this.mentionOf(post, entry.matches), ...(copyOf === null ? {} : { copyOf }) };
    const before = await this.get(mention.id);
    const heard = session.record(before === null ? 'mention.heard' : 'mention.edited', { mention });
    const knownAuthor = await authorOf(this.#room, post.authorKey);
    const role = believedRole(knownAuthor, understanding.role);
    const record: MentionRecord = {
      mention,
      venue: post.venue,
      private: post.private,
      parent: post.thread.parent ?? null,
      classifiedSeq: null,
      role,
      // A human corrected what was said then; what is said now nobody has judged.
      corrections: before?.mention.postDigest === mention.postDigest ? before.corrections : [],
      case: null,
      incident: before?.incident ?? null,
      own: false,
      gone: false,
    };
    if (post.thread.repost !== undefined && (await this.#onlyCarries(post, post.thread.repost))) {
      await this.#spread(record, post, post.thread.repost, heard);
      return;
    }
    this.#beliefs.record(record, understanding.classification, heard);
    session.record('speaker.judged', { mention: mention.id, authorKey: post.authorKey, role, ...understanding.findings, by: understanding.judges }, heard);
    const author = remember(knownAuthor, post, role);
    if (author !== knownAuthor) session.put(keys.author(brand.id, post.authorKey), author);
    const { caseRecord, back } = await this.#book.enter(record, post, author, heard);
    record.case = caseRecord.case.id;
    this.#put(record);
    if (understanding.failed) tryAgainLater(this.#room, record.mention.id, 0);
    await this.#follow(record, post, heard, before !== null);
    if (before === null || back) await this.#cases.decide(record.case, before === null ? 'a new mention' : 'edited', heard, back);
    else await this.#cases.reconsider(record.case, 'edited', heard);
  }

  /** The same post understood again, after a failure. */
  async understandAgain(id: string, understanding: Understanding, attempt: number): Promise<void> {
    const { session, brand } = this.#room;
    const record = await this.get(id);
    session.remove(keys.retry(brand.id, id));
    if (record === null || record.gone || record.case === null) return;
    const next: MentionRecord = { ...record, role: record.role.known ? record.role : believedRole(await authorOf(this.#room, record.mention.authorKey), understanding.role) };
    const event = this.#beliefs.record(next, understanding.classification);
    this.#put(next);
    if (understanding.failed) tryAgainLater(this.#room, id, attempt);
    const post = await this.#post(record.mention.post);
    if (post !== null) await this.#follow(next, post, event);
    await this.#cases.reconsider(record.case, 'understood again', event);
  }

  /** A human knows better. */
  async correct(correction: Correction): Promise<void> {
    const { session, brand } = this.#room;
    const record = await this.get(correction.mention);
    if (record === null || record.gone) throw new KashuvError('INPUT_INVALID', `no mention ${show(correction.mention)}${record === null ? '' : ' any more: it was taken back or forgotten'}.`, { field: 'mention', fix: 'Take the id from a mention.heard event.' });
    const event = session.record('mention.corrected', { correction });
    const role: Fact<SpeakerRole> = correction.role === undefined ? record.role : known(correction.role, 1, [{ source: 'human', cue: 'correction' }]);
    const next: MentionRecord = { ...record, role, corrections: [...record.corrections, correction] };
    this.#put(next);
    if (correction.role !== undefined) {
      const { authorKey } = record.mention;
      session.put(keys.author(brand.id, authorKey), corrected(await authorOf(this.#room, authorKey), correction.role, session.lastAt));
    }
    const post = await this.#post(record.mention.post);
    if (post !== null) await this.#follow(next, post, event);
    await this.#cases.reconsider(record.case, `corrected by ${correction.by}`, event);
  }

  /** The words were taken back. An author's own deletion is honoured; one by the brand is a breach. */
  async remove(postId: string, by: DeletedBy | 'forgotten'): Promise<void> {
    const { session } = this.#room;
    const record = await this.get(this.mentionId(postId));
    if (record === null || record.gone) return;
    const gone: MentionRecord = { ...record, gone: true };
    this.#put(gone);
    this.#room.copies.forget(postId);
    this.#room.themes.forget(record.mention.id);
    const event = session.record('mention.deleted', { mention: record.mention.id, by: by === 'forgotten' ? 'author' : by });
    if (by === 'brand' && !record.own) session.record('policy.breached', { what: "R-27: somebody else's words were deleted by the brand", mention: record.mention.id }, event);
    await this.#incidents.follow(this.#room.tracker.forget(record.mention.id), event);
    if (record.case === null) return;
    const caseRecord = await this.#book.get(record.case);
    if (caseRecord === null) return;
    const regraded = await this.#book.regrade(caseRecord);
    if (regraded.gravest !== null) {
      this.#book.put(regraded);
      await this.#cases.decide(record.case, 'deleted', event);
      return;
    }
    const ended: CaseRecord = { ...caseRecord, case: { ...caseRecord.case, state: 'gone', plan: null }, planSeq: null };
    const withdrawn = await this.#plans.withdraw(ended, 'deleted', event);
    if (caseRecord.case.plan !== null) session.record('plan.withdrawn', { plan: caseRecord.case.plan, why: 'deleted' }, event);
    this.#book.put(withdrawn);
  }

  /** A human knows whether what somebody claims is so. */
  async setClaim(id: string, claim: ClaimStatus, causedBy: string): Promise<void> {
    const record = await this.get(id);
    if (record === null || record.claim === claim) return;
    this.#put({ ...record, claim });
    if (record.case !== null) await this.#cases.decide(record.case, 'told what is known of the claim', causedBy);
  }

  /** The post as a mention of this brand. */
  mentionOf(post: Post, matches: Mention['matches']): Mention {
    return {
      id: this.mentionId(post.id),
      brand: this.#room.brand.id,
      post: post.id,
      postDigest: post.digest,
      revision: post.revision,
      authorKey: post.authorKey,
      venue: post.venue.id,
      threadRoot: post.thread.root,
      language: post.language.code,
      postedAt: post.postedAt,
      seenAt: post.seenAt,
      matches: [...matches],
    };
  }

  /** The same words again, or none; with words of their own, or of somebody kashuv never heard, people speak for themselves. */
  async #onlyCarries(post: Post, original: string): Promise<boolean> {
    if (post.text.trim() === '') return true;
    return (await this.#post(original))?.text.trim() === post.text.trim();
  }

  /** A repost is no conversation of its own: it carries the words of another further. */
  async #spread(record: MentionRecord, post: Post, original: string, causedBy: string): Promise<void> {
    const source = await this.get(this.mentionId(original));
    const spread: MentionRecord = { ...record, classifiedSeq: source?.classifiedSeq ?? null, role: unknown('a repost does not tell who speaks') };
    this.#put(spread);
    await this.#incidents.hear({ ...(await this.#heard(spread, post)), caseId: '' }, causedBy);
  }

  /** What the tracker would be told of it now; null where its words are gone. */
  async heardAgain(record: MentionRecord): Promise<HeardMention | null> {
    const post = await this.#post(record.mention.post);
    return post === null ? null : this.#heard(record, post);
  }

  /** What is believed of a mention goes to incidents and themes. */
  async #follow(record: MentionRecord, post: Post, causedBy: string, again = true): Promise<void> {
    const heard = await this.#heard(record, post);
    this.#room.themes.hear(record.mention, post, heard.negative, again);
    await this.#incidents.hear(heard, causedBy);
  }

  async #heard(record: MentionRecord, post: Post): Promise<HeardMention> {
    return heardMention(this.#room, record, (await this.#beliefs.of(record)) ?? classificationOfFailure('not classified'), post);
  }

  async #post(id: string): Promise<Post | null> {
    return (await this.#room.session.get<PostRecord>(keys.post(id)))?.post ?? null;
  }

  #put(record: MentionRecord): void {
    this.#room.session.put(keys.mention(this.#room.brand.id, record.mention.id), record);
  }
}

import type { Situation } from '../policy/index.ts';
import type { HeardMention } from '../surge/index.ts';
import { applyCorrection, classificationOfFailure } from '../understand/index.ts';
import { deriveId } from '../lib/digest.ts';
import type { Classification } from '../spec/classification.ts';
import type { ClaimStatus } from '../spec/incident.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LedgerEvent } from '../spec/event.ts';
import { known, unknown, type Fact } from '../spec/fact.ts';
import type { Case, Mention } from '../spec/mention.ts';
import type { DutyKind } from '../spec/plan.ts';
import type { DeletedBy, Post } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import type { Correction } from '../spec/tell.ts';
import type { BrandRoom } from './brand-room.ts';
import type { Understanding } from './enrichment.ts';
import { caseFacts, isOpen } from './facts.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { gravity, keepsOwnDuty } from './gravity.ts';
import { heardMention } from './heard-mention.ts';
import { keys } from './keys.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { AuthorRecord, CaseRecord, Incoming, MentionRecord, PostRecord, RetryRecord } from './records.ts';

/** Classifications kept at hand; the others are read from the ledger. */
const REMEMBERED = 256;
/** A conversation is kept whole up to so many posts; of one that goes on and on, the latest. */
const KEPT_MENTIONS = 500;
const KEPT_UNANSWERED = 100;
const RETRY_BASE_MS = 60_000;
const RETRY_MAX_MS = 3_600_000;

/** One post becomes a mention, joins a conversation, and the conversation gets its plan. */
export class MentionDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  readonly #incidents: IncidentDesk;
  readonly #classifications = new Map<number, Classification>();

  constructor(room: BrandRoom, plans: PlanDesk, incidents: IncidentDesk) {
    this.#room = room;
    this.#plans = plans;
    this.#incidents = incidents;
  }

  /** After what was not committed was undone. */
  forgetCache(): void {
    this.#classifications.clear();
  }

  mentionId(post: string): string {
    return deriveId('mention', this.#room.brand.id, post);
  }

  caseId(authorKey: string, threadRoot: string): string {
    return deriveId('case', this.#room.brand.id, authorKey, threadRoot);
  }

  async get(mention: string): Promise<MentionRecord | null> {
    return this.#room.session.get<MentionRecord>(keys.mention(this.#room.brand.id, mention));
  }

  async getCase(id: string): Promise<CaseRecord | null> {
    return this.#room.session.get<CaseRecord>(keys.case(this.#room.brand.id, id));
  }

  /** A post by somebody else, new or with changed words. */
  async hear({ entry, post }: Incoming, understanding: Understanding): Promise<void> {
    if (post === null) return;
    const { session, brand } = this.#room;
    const mention = this.mentionOf(post, entry.matches);
    const before = await this.get(mention.id);
    const heard = session.record(before === null ? 'mention.heard' : 'mention.edited', { mention });
    const author = (await session.get<AuthorRecord>(keys.author(brand.id, post.authorKey))) ?? { cases: 0, corrected: null };
    const role = author.corrected === null ? understanding.role : known(author.corrected, 1, [{ source: 'human', cue: 'correction' }]);
    const record: MentionRecord = {
      mention,
      venue: post.venue,
      private: post.private,
      parent: post.thread.parent ?? null,
      classifiedSeq: null,
      role,
      corrections: before?.corrections ?? [],
      case: null,
      incident: before?.incident ?? null,
      own: false,
      gone: false,
    };
    if (post.thread.repost !== undefined && (await this.#onlyCarries(post, post.thread.repost))) {
      await this.#spread(record, post, post.thread.repost, heard);
      return;
    }
    this.#classified(record, understanding.classification, heard);
    session.record('speaker.judged', { mention: mention.id, authorKey: post.authorKey, role, by: understanding.judges }, heard);
    const { caseRecord, back } = await this.#enterCase(record, post, author, heard);
    record.case = caseRecord.case.id;
    this.#put(record);
    this.#scheduleRetry(record, understanding.failed, 0);
    await this.#incidents.hear(await this.#heard(record, post), heard);
    if (before === null || back) await this.decideCase(record.case, before === null ? 'a new mention' : 'edited', heard, back);
    else await this.#reconsider(record.case, 'edited', heard);
  }

  /** The same post understood again, after a failure. */
  async understandAgain(id: string, understanding: Understanding, attempt: number): Promise<void> {
    const { session, brand } = this.#room;
    const record = await this.get(id);
    session.remove(keys.retry(brand.id, id));
    if (record === null || record.gone || record.case === null) return;
    const next: MentionRecord = { ...record, role: record.role.known ? record.role : understanding.role };
    const event = this.#classified(next, understanding.classification);
    this.#put(next);
    this.#scheduleRetry(next, understanding.failed, attempt);
    const post = await this.#post(record.mention.post);
    if (post !== null) await this.#incidents.hear(await this.#heard(next, post), event);
    await this.#reconsider(record.case, 'understood again', event);
  }

  /** A human knows better. */
  async correct(correction: Correction): Promise<void> {
    const { session, brand } = this.#room;
    const record = await this.get(correction.mention);
    if (record === null) throw new KashuvError('INPUT_INVALID', `no mention '${correction.mention}'.`, { field: 'mention', fix: 'Take the id from a mention.heard event.' });
    const event = session.record('mention.corrected', { correction });
    const role: Fact<SpeakerRole> = correction.role === undefined ? record.role : known(correction.role, 1, [{ source: 'human', cue: 'correction' }]);
    const next: MentionRecord = { ...record, role, corrections: [...record.corrections, correction] };
    this.#put(next);
    if (correction.role !== undefined) {
      const key = keys.author(brand.id, record.mention.authorKey);
      const author = (await session.get<AuthorRecord>(key)) ?? { cases: 0, corrected: null };
      session.put(key, { ...author, corrected: correction.role } satisfies AuthorRecord);
    }
    const post = await this.#post(record.mention.post);
    if (post !== null) await this.#incidents.hear(await this.#heard(next, post), event);
    await this.#reconsider(record.case, `corrected by ${correction.by}`, event);
  }

  /** The words were taken back. An author's own deletion is honoured; one by the brand is a breach. */
  async remove(postId: string, by: DeletedBy | 'forgotten'): Promise<void> {
    const { session } = this.#room;
    const record = await this.get(this.mentionId(postId));
    if (record === null || record.gone) return;
    const gone: MentionRecord = { ...record, gone: true };
    this.#put(gone);
    const event = session.record('mention.deleted', { mention: record.mention.id, by: by === 'forgotten' ? 'author' : by });
    if (by === 'brand' && !record.own) session.record('policy.breached', { what: "R-27: somebody else's words were deleted by the brand", mention: record.mention.id }, event);
    await this.#incidents.follow(this.#room.tracker.forget(record.mention.id), event);
    if (record.case === null) return;
    const caseRecord = await this.getCase(record.case);
    if (caseRecord === null) return;
    const regraded = await this.#regrade(caseRecord);
    if (regraded.gravest !== null) {
      this.#putCase(regraded);
      await this.decideCase(record.case, 'deleted', event);
      return;
    }
    const ended: CaseRecord = { ...caseRecord, case: { ...caseRecord.case, state: 'gone', plan: null }, planSeq: null };
    const withdrawn = await this.#plans.withdraw(ended, 'deleted', event);
    if (caseRecord.case.plan !== null) session.record('plan.withdrawn', { plan: caseRecord.case.plan, why: 'deleted' }, event);
    this.#putCase(withdrawn);
  }

  /** A mention of the conversation is seen differently now. */
  async #reconsider(id: string | null, why: string, causedBy: string): Promise<void> {
    const record = id === null ? null : await this.getCase(id);
    if (id === null || record === null) return;
    this.#putCase(await this.#regrade(record));
    await this.decideCase(id, why, causedBy);
  }

  /** What is owed in a conversation, decided anew from the gravest of what was said since the last answer. */
  async decideCase(id: string, why: string, causedBy?: string, afresh = false): Promise<void> {
    const record = await this.getCase(id);
    if (record === null || record.case.state === 'gone') return;
    const deciding = record.gravest === null ? null : await this.get(record.gravest);
    const classification = deciding === null ? null : await this.#understood(deciding);
    if (deciding === null || classification === null) return;
    const incident = record.case.incident === null ? null : ((await this.#incidents.get(record.case.incident))?.incident ?? null);
    const open = incident !== null && isOpen(incident) ? incident : null;
    const last = await this.get(record.case.mentions.at(-1) ?? deciding.mention.id);
    const facts = caseFacts({
      room: this.#room,
      at: this.#room.session.lastAt,
      classification,
      role: deciding.role,
      venue: deciding.venue,
      language: deciding.mention.language,
      private: deciding.private,
      timed: deciding.mention.postedAt !== null,
      turns: record.case.answers.length,
      reopened: record.case.reopened,
      ownDuty: keepsOwnDuty(deciding, classification, open),
      incident: open,
      claim: deciding.claim,
      defends: await this.#defends(deciding, classification),
    });
    const situation: Situation = {
      // Words that came after an answer start a clock of their own.
      clock: { basis: 'first-seen', start: afresh ? this.#room.session.lastAt : deciding.mention.seenAt },
      venues: {
        ...(open?.hub == null ? {} : { hub: { venue: open.hub.venue.id, share: open.hub.share } }),
        origin: { venue: deciding.venue.id, replyTo: (last ?? deciding).mention.post },
      },
      incidentState: open?.state ?? null,
    };
    const { owed, plan } = await this.#plans.decide({ type: 'case', id }, record, record.case.plan, facts, situation, { why, causedBy, afresh });
    this.#putCase({ ...owed, case: { ...owed.case, plan: owed.planSeq === null ? null : plan.id } });
    if (record.planSeq === null && plan.learning !== null) this.#room.session.record('learning.recorded', { case: id, topic: plan.learning.topic, polarity: plan.learning.polarity }, causedBy);
  }

  /** A human knows whether what somebody claims is so. */
  async setClaim(id: string, claim: ClaimStatus, causedBy: string): Promise<void> {
    const record = await this.get(id);
    if (record === null || record.claim === claim) return;
    this.#put({ ...record, claim });
    if (record.case !== null) await this.decideCase(record.case, 'told what is known of the claim', causedBy);
  }

  /** Decides the open cases of an incident anew. */
  async decideCasesOf(incident: string, why: string, causedBy: string): Promise<void> {
    const { session, brand } = this.#room;
    for (const { case: one } of await session.all<CaseRecord>(keys.case(brand.id))) if (one.incident === incident && one.state === 'open' && one.plan !== null) await this.decideCase(one.id, why, causedBy);
  }

  /** A good word for the brand, in answer to somebody's bad one. */
  async #defends({ parent }: MentionRecord, { sentiment }: Classification): Promise<boolean> {
    if (parent === null || !sentiment.known || sentiment.value !== 'positive') return false;
    const answered = await this.get(this.mentionId(parent));
    const believed = answered === null || answered.own ? null : await this.#understood(answered);
    return believed?.sentiment.known === true && believed.sentiment.value === 'negative';
  }

  async joinIncident(caseId: string, incident: string, causedBy: string): Promise<void> {
    const record = await this.getCase(caseId);
    if (record === null || record.case.incident === incident) return;
    this.#putCase({ ...record, case: { ...record.case, incident } });
    this.#room.session.record('case.joined', { case: caseId, incident }, causedBy);
    if (record.case.plan !== null) await this.decideCase(caseId, 'joined an incident', causedBy);
  }

  /** The brand has answered in this conversation; `also`: what the answer was written for. */
  async answered(caseId: string, post: string, by: 'reply' | 'outside', causedBy: string, also: readonly DutyKind[] = []): Promise<void> {
    const record = await this.getCase(caseId);
    if (record === null || record.case.state === 'gone' || record.case.answers.includes(post)) return;
    let next = await this.#plans.discharge(record, ['acknowledge', 'answer', 'bullying-statement', ...also], { with: post, by }, causedBy);
    next = { ...next, unanswered: [], case: { ...next.case, state: 'answered', answers: [...next.case.answers, post] } };
    this.#putCase(next);
    this.#room.session.record('case.answered', { case: caseId, post }, causedBy);
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

  async #enterCase(record: MentionRecord, post: Post, author: AuthorRecord, causedBy: string): Promise<{ caseRecord: CaseRecord; back: boolean }> {
    const { session, brand } = this.#room;
    const id = this.caseId(post.authorKey, post.thread.root);
    const before = await this.getCase(id);
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
      this.#putCase(caseRecord);
      session.record('case.opened', { case: opened }, causedBy);
      session.put(keys.author(brand.id, post.authorKey), { ...author, cases: author.cases + 1 } satisfies AuthorRecord);
      return { caseRecord, back: false };
    }
    // Whoever speaks after something was met, or changes what was said, is owed anew what the plan says.
    const back = before.case.state === 'answered' || before.discharged.length > 0;
    const edited = before.case.mentions.includes(record.mention.id);
    if (edited && !back) return { caseRecord: before, back };
    const next: CaseRecord = {
      ...before,
      // The author has spoken again: what was met before is owed anew where the plan says so.
      discharged: back ? [] : before.discharged,
      unanswered: [...(back ? [] : before.unanswered), record.mention.id].slice(-KEPT_UNANSWERED),
      gravest: back ? record.mention.id : await this.#graver(before.gravest, record),
      case: {
        ...before.case,
        mentions: edited ? before.case.mentions : [...before.case.mentions, record.mention.id].slice(-KEPT_MENTIONS),
        mentionCount: before.case.mentionCount + (edited ? 0 : 1),
        state: 'open', reopened: before.case.reopened + (back ? 1 : 0) },
    };
    this.#putCase(next);
    if (back) session.record('case.reopened', { case: next.case }, causedBy);
    return { caseRecord: next, back };
  }

  /** Puts a classification into the ledger, and remembers where. */
  #classified(record: MentionRecord, classification: Classification, causedBy?: string): string {
    const { session } = this.#room;
    const event = session.record('mention.classified', { mention: record.mention.id, classification }, causedBy);
    record.classifiedSeq = session.seq;
    this.#classifications.set(session.seq, classification);
    if (this.#classifications.size > REMEMBERED) this.#classifications.delete(this.#classifications.keys().next().value as number);
    return event;
  }

  /** What is believed of a mention, with what humans said laid over it; null where it was never classified. */
  async #understood({ classifiedSeq, corrections }: MentionRecord): Promise<Classification | null> {
    if (classifiedSeq === null) return null;
    let classification = this.#classifications.get(classifiedSeq);
    if (classification === undefined) {
      const event = await this.#room.session.get<LedgerEvent>(keys.ledger(this.#room.brand.id, classifiedSeq));
      if (event?.type !== 'mention.classified') throw new KashuvError('INTERNAL', `event ${classifiedSeq} of '${this.#room.brand.id}' is no classification.`);
      classification = event.data.classification;
    }
    return corrections.reduce((believed, correction) => applyCorrection(believed, correction), classification);
  }

  async #heard(record: MentionRecord, post: Post): Promise<HeardMention> {
    return heardMention(record, (await this.#understood(record)) ?? classificationOfFailure('not classified'), post);
  }

  #scheduleRetry(record: MentionRecord, failed: boolean, attempt: number): void {
    if (!failed) return;
    const { session, brand, timers } = this.#room;
    const due = session.lastAt + Math.min(RETRY_BASE_MS * 2 ** attempt, RETRY_MAX_MS);
    session.put(keys.retry(brand.id, record.mention.id), { mention: record.mention.id, attempt: attempt + 1, due } satisfies RetryRecord);
    timers.push({ due, kind: 'retry', id: record.mention.id });
  }

  /** The later of two equally grave ones counts. */
  async #graver(standing: string | null, comer: MentionRecord): Promise<string> {
    const holder = standing === null ? null : await this.get(standing);
    if (holder === null || holder.gone) return comer.mention.id;
    return gravity(await this.#understood(comer)) <= gravity(await this.#understood(holder)) ? comer.mention.id : holder.mention.id;
  }

  /** Looks for the gravest anew: after something was taken back or is seen differently. */
  async #regrade(record: CaseRecord): Promise<CaseRecord> {
    const live = await this.#live(record.unanswered);
    const candidates = live.length > 0 ? live : (await this.#live(record.case.mentions)).slice(-1);
    let gravest: string | null = null;
    for (const candidate of candidates) gravest = await this.#graver(gravest, candidate);
    return { ...record, gravest };
  }

  async #live(ids: readonly string[]): Promise<MentionRecord[]> {
    const mentions: MentionRecord[] = [];
    for (const id of ids) {
      const mention = await this.get(id);
      if (mention !== null && !mention.gone) mentions.push(mention);
    }
    return mentions;
  }

  async #post(id: string): Promise<Post | null> {
    return (await this.#room.session.get<PostRecord>(keys.post(id)))?.post ?? null;
  }

  #put(record: MentionRecord): void {
    this.#room.session.put(keys.mention(this.#room.brand.id, record.mention.id), record);
  }

  #putCase(record: CaseRecord): void {
    this.#room.session.put(keys.case(this.#room.brand.id, record.case.id), record);
  }
}

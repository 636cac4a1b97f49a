import type { Situation } from '../policy/index.ts';
import { deriveId } from '../lib/digest.ts';
import type { Classification } from '../spec/classification.ts';
import type { Belonging } from '../spec/incident.ts';
import type { DutyKind } from '../spec/plan.ts';
import type { Beliefs } from './beliefs.ts';
import type { BrandRoom } from './brand-room.ts';
import type { CaseBook } from './case-book.ts';
import { caseFacts, isOpen } from './facts.ts';
import { keepsOwnDuty } from './gravity.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { hubPlace } from './incident-situation.ts';
import { keys } from './keys.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { CaseRecord, MentionRecord } from './records.ts';

/** What each conversation is owed, and what became of it. */
export class CaseDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  readonly #incidents: IncidentDesk;
  readonly #beliefs: Beliefs;
  readonly #book: CaseBook;

  constructor(room: BrandRoom, plans: PlanDesk, incidents: IncidentDesk, { beliefs, book }: { beliefs: Beliefs; book: CaseBook }) {
    this.#room = room;
    this.#plans = plans;
    this.#incidents = incidents;
    this.#beliefs = beliefs;
    this.#book = book;
  }

  id(authorKey: string, threadRoot: string): string {
    return this.#book.id(authorKey, threadRoot);
  }

  get(id: string): Promise<CaseRecord | null> {
    return this.#book.get(id);
  }

  #mention(id: string): Promise<MentionRecord | null> {
    return this.#room.session.get<MentionRecord>(keys.mention(this.#room.brand.id, id));
  }

  /** A mention of the conversation is seen differently now. */
  async reconsider(id: string | null, why: string, causedBy: string): Promise<void> {
    const record = id === null ? null : await this.get(id);
    if (id === null || record === null) return;
    this.#book.put(await this.#book.regrade(record));
    await this.decide(id, why, causedBy);
  }

  /** What is owed in a conversation, decided anew from the gravest of what was said since the last answer. */
  async decide(id: string, why: string, causedBy?: string, afresh = false): Promise<void> {
    const record = await this.get(id);
    if (record === null || record.case.state === 'gone') return;
    const deciding = record.gravest === null ? null : await this.#mention(record.gravest);
    const classification = deciding === null ? null : await this.#beliefs.of(deciding);
    if (deciding === null || classification === null) return;
    const incident = record.case.incident === null ? null : ((await this.#incidents.get(record.case.incident))?.incident ?? null);
    // Where it was a false alarm no statement will answer for all: everybody is answered for themselves.
    const open = incident !== null && isOpen(incident) && incident.rejected === undefined ? incident : null;
    const last = await this.#mention(record.case.mentions.at(-1) ?? deciding.mention.id);
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
        ...(open === null ? {} : hubPlace(open)),
        origin: { venue: deciding.venue.id, replyTo: (last ?? deciding).mention.post },
      },
      incidentState: open?.state ?? null,
    };
    const { owed, plan } = await this.#plans.decide({ type: 'case', id }, record, record.case.plan, facts, situation, { why, causedBy, afresh });
    this.#book.put({ ...owed, case: { ...owed.case, plan: owed.planSeq === null ? null : plan.id } });
    if (record.planSeq === null && plan.learning !== null) this.#room.session.record('learning.recorded', { case: id, topic: plan.learning.topic, polarity: plan.learning.polarity }, causedBy);
  }

  /** Decides the open cases of an incident anew. */
  async decideOf(incident: string, why: string, causedBy: string): Promise<void> {
    const { session, brand } = this.#room;
    for (const { case: one } of await session.all<CaseRecord>(keys.case(brand.id))) if (one.incident === incident && one.state === 'open' && one.plan !== null) await this.decide(one.id, why, causedBy);
  }

  async join(caseId: string, incident: string, because: Belonging, causedBy: string): Promise<void> {
    const record = await this.get(caseId);
    if (record === null || record.case.incident === incident) return;
    this.#book.put({ ...record, case: { ...record.case, incident } });
    this.#room.session.record('case.joined', { case: caseId, incident, because }, causedBy);
    if (record.case.plan !== null) await this.decide(caseId, 'joined an incident', causedBy);
  }

  /** The brand has answered in this conversation; `also`: what the answer was written for. */
  async answered(caseId: string, post: string, by: 'reply' | 'outside', causedBy: string, also: readonly DutyKind[] = []): Promise<void> {
    const record = await this.get(caseId);
    if (record === null || record.case.state === 'gone' || record.case.answers.includes(post)) return;
    let next = await this.#plans.discharge(record, ['acknowledge', 'answer', 'bullying-statement', ...also], { with: post, by }, causedBy);
    next = { ...next, unanswered: [], case: { ...next.case, state: 'answered', answers: [...next.case.answers, post] } };
    this.#book.put(next);
    this.#room.session.record('case.answered', { case: caseId, post }, causedBy);
  }

  /** The brand answered in a way that counts as none: nothing is met, and a word after it comes back after a failure. */
  async snubbed(caseId: string): Promise<void> {
    const record = await this.get(caseId);
    if (record !== null && record.case.state !== 'gone') this.#book.put({ ...record, snubbed: true });
  }

  /** A good word for the brand, in answer to somebody's bad one. */
  async #defends({ parent }: MentionRecord, { sentiment }: Classification): Promise<boolean> {
    if (parent === null || !sentiment.known || sentiment.value !== 'positive') return false;
    const answered = await this.#mention(deriveId('mention', this.#room.brand.id, parent));
    const believed = answered === null || answered.own ? null : await this.#beliefs.of(answered);
    return believed?.sentiment.known === true && believed.sentiment.value === 'negative';
  }
}

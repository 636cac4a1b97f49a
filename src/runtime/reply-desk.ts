import { identifyLanguage } from '../intake/index.ts';
import { commonWordIdentifier } from '../lib/common-words.ts';
import { bindApproval } from '../reply/index.ts';
import { deriveId, digest } from '../lib/digest.ts';
import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Plan } from '../spec/plan.ts';
import type { Material, Publisher } from '../spec/plugin.ts';
import type { Approval, Consent, Draft, Finding, Reply, Review } from '../spec/reply.ts';
import { addressed, type Addressed } from './addressing.ts';
import { packFor, type BrandRoom } from './brand-room.ts';
import type { CaseDesk } from './case-desk.ts';
import { consent, type MissingConsent } from './consents.ts';
import { Deliveries } from './deliveries.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import type { PlanDesk } from './plan-desk.ts';
import { REMEMBERED, ReviewDesk, type Said } from './review-desk.ts';

export interface DraftedReply {
  draft: Draft;
  review: Review;
}

export interface SubmittedText {
  duty: string;
  text: string;
  by: string;
  /** Default: the one it is clearly written in, where there is a pack for it; else the plan's. */
  language?: string;
}

/** The newest words for a duty, and what their publisher said of them then. */
interface LatestDraft {
  draft: string;
  objections?: Finding[];
}

/** From here on a language needs no second opinion. */
const CLEAR = 0.8;

/** Duties met by looking or acting, not by words. */
const WORDLESS: ReadonlySet<Duty['kind']> = new Set(['review', 'triage', 'safeguard']);

/** From a duty to words, from words to a human's yes, from the yes to the reply that was sent. */
export class ReplyDesk {
  readonly #room: BrandRoom;
  readonly #plans: PlanDesk;
  readonly #incidents: IncidentDesk;
  readonly #reviews: ReviewDesk;
  readonly deliveries: Deliveries;

  constructor(room: BrandRoom, plans: PlanDesk, { cases, incidents }: { cases: CaseDesk; incidents: IncidentDesk }) {
    this.#room = room;
    this.#plans = plans;
    this.#incidents = incidents;
    this.#reviews = new ReviewDesk(room, { cases, incidents });
    this.deliveries = new Deliveries(room, { cases, incidents, reviews: this.#reviews, planOf: (duty) => this.#plan(duty) });
  }

  /** Everything a drafter may use for a duty. */
  async material(dutyId: string, facts: Readonly<Record<string, string>>, language?: string): Promise<{ duty: Duty; material: Material }> {
    const duty = await this.#duty(dutyId);
    const plan = await this.#plan(duty);
    const wanted = language ?? plan.tone.language;
    const pack = packFor(this.#room.packs, wanted);
    if (pack === null || pack.code !== wanted) {
      throw new KashuvError('UNSUPPORTED', `no language pack for '${wanted}'.`, { field: 'language', fix: 'Pass one through languages, or submit a text of your own.' });
    }
    const said = await this.#reviews.said();
    return { duty, material: { brand: this.#room.brand, plan, language: wanted, pack, mention: await this.#reviews.answered(duty), facts, recentVariants: said.variants } };
  }

  /** Who would send these words for a duty that waits for words; null: nobody here. */
  async addressed(dutyId: string, text: string, publishers: readonly Publisher[]): Promise<Addressed | null> {
    const { id: duty, venue, replyTo } = await this.#duty(dutyId);
    return venue === null ? null : addressed(this.#room, { duty, text, target: { venue, replyTo } }, publishers);
  }

  /** Keeps a drafter's words, reviewed. */
  async keep(duty: Duty, material: Material, words: Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'>, drafter: string, objections: readonly Finding[]): Promise<DraftedReply> {
    const said = await this.#reviews.said();
    this.#room.session.put(keys.said(this.#room.brand.id), { ...said, variants: [words.variant, ...said.variants].slice(0, REMEMBERED) } satisfies Said);
    return this.#store(duty, { ...words, language: material.language, by: { type: 'drafter', name: drafter } }, objections);
  }

  /** Keeps a human's words, reviewed the same way. */
  async submit({ duty: dutyId, text, by, language }: SubmittedText, objections: readonly Finding[]): Promise<DraftedReply> {
    if (typeof text !== 'string' || text.trim() === '') throw new KashuvError('INPUT_INVALID', 'expected words.', { field: 'text', fix: 'Pass the text of the reply.' });
    checkName(by, 'Say who wrote it.');
    const duty = await this.#duty(dutyId);
    const plan = await this.#plan(duty);
    return this.#store(duty, { text, elements: [], slots: [], variant: 'human', language: language ?? this.#writtenIn(text) ?? plan.tone.language, by: { type: 'human', name: by } }, objections);
  }

  /** Held against the cues of another language, the best of words lack everything. */
  #writtenIn(text: string): string | null {
    const { packs } = this.#room;
    const { code, confidence } = identifyLanguage(text, null, commonWordIdentifier(packs));
    return confidence >= CLEAR && packs.some((pack) => pack.code === code) ? code : null;
  }

  /** A named human's yes, bound to exactly this text at this target. Approval null: others must agree too. */
  async approve(draftId: string, by: string, text?: string): Promise<{ approval: Approval | null; missing: MissingConsent[]; draft: Draft }> {
    const { session, brand } = this.#room;
    checkName(by, 'An approval needs the name of a human.');
    const draft = await session.get<Draft>(keys.draft(brand.id, draftId));
    if (draft === null) throw new KashuvError('INPUT_INVALID', `no draft '${draftId}'.`, { field: 'draft', fix: 'Take the id from draft() or submitDraft().' });
    if (text !== undefined && text !== draft.text) {
      throw new KashuvError('CONFLICT', 'the text is not the one that was drafted and reviewed.', { field: 'text', fix: 'Submit the changed text with submitDraft() and approve that.' });
    }
    const duty = await this.#duty(draft.duty);
    const latest = await session.get<LatestDraft>(keys.latestDraft(brand.id, duty.id));
    if (latest !== null && latest.draft !== draft.id) throw new KashuvError('CONFLICT', 'there are newer words for this duty.', { field: 'draft', fix: `Approve '${latest.draft}', or submit this text again.` });
    await this.#mayBeSent(duty);
    if (draft.slots.length > 0) {
      throw new KashuvError('REJECTED', `open blanks: ${draft.slots.map(({ name }) => name).join(', ')}.`, { field: 'draft', fix: 'Fill them and hand the text in with submitDraft().' });
    }
    const plan = await this.#plan(duty);
    const review = withObjections(await this.#reviews.review(duty, plan, draft.text, draft.language), latest?.objections ?? []);
    if (review.verdict === 'block') {
      const cues = review.findings.filter(({ level }) => level === 'block').map(({ cue, message }) => `${cue} ${message}`);
      throw new KashuvError('REJECTED', `the review blocks this text: ${cues.join('; ')}`, { field: 'draft', fix: 'Change the text and submit it anew.' });
    }
    await this.#reconciled(duty, review);
    const before = (await session.get<{ given: Consent[] }>(keys.consents(brand.id, draft.id)))?.given ?? [];
    const { given, missing } = consent(before, by, { plan, brand, since: draft.madeAt, at: session.lastAt });
    session.put(keys.consents(brand.id, draft.id), { given });
    if (missing.length > 0) {
      session.record('approval.given', { draft: draft.id, by, missing });
      return { approval: null, missing, draft };
    }
    const approval: Approval = { id: deriveId('approval', draft.id, by), draft: draft.id, bound: bindApproval(draft.text, draft.target), by, at: session.lastAt, consents: [...given] };
    session.put(keys.approval(brand.id, approval.id), approval);
    session.put(keys.approved(brand.id, duty.id), { approval: approval.id });
    session.record('approval.granted', { approval });
    return { approval, missing, draft };
  }

  /** While official texts contradict each other the only word to all is the one that says which of them no longer holds. */
  async #reconciled({ subject }: Duty, { present }: Review): Promise<void> {
    if (subject.type !== 'incident' || present.includes('say.correction')) return;
    if ((await this.#incidents.get(subject.id))?.incident.told.contradicted !== true) return;
    throw new KashuvError('REJECTED', 'official texts contradict each other (R-16), and this one does not put that right.', {
      field: 'draft',
      fix: "Say openly which word no longer holds, or tell({ about: 'contradiction', contradicted: false, … }) once they agree.",
    });
  }

  /** One duty, one reply: what is on its way, or may have arrived, is never sent beside (promise 7). */
  async #mayBeSent(duty: Duty): Promise<void> {
    const { session, brand } = this.#room;
    const approved = await session.get<{ approval: string }>(keys.approved(brand.id, duty.id));
    if (approved === null) return;
    const reply = await session.get<Reply>(keys.reply(brand.id, deriveId('reply', approved.approval)));
    if (reply === null || reply.state === 'failed') return;
    const fix =
      reply.state === 'uncertain'
        ? "Look whether it is there. If it is: tell({ about: 'answered', … }). If not: submitDraft() with the text to send."
        : 'Wait for it to be settled.';
    throw new KashuvError('CONFLICT', `a reply to this duty is ${reply.state}.`, { field: 'draft', fix });
  }

  /** What is to be sent, kept before it is sent. Null where no publisher reaches the target: the host sends it, and kashuv will hear it. */
  async prepare(approval: Approval, draft: Draft, publishers: readonly Publisher[]): Promise<({ reply: Reply } & Addressed) | null> {
    const { session, brand } = this.#room;
    const kept = await session.get<Approval>(keys.approval(brand.id, approval.id));
    if (kept === null || bindApproval(draft.text, draft.target) !== kept.bound) throw new KashuvError('CONFLICT', 'the approval is for another text.', { field: 'draft' });
    const sending = await addressed(this.#room, draft, publishers);
    if (sending === null) return null;
    const { publisher, command } = sending;
    const problems = publisher.check(command);
    if (problems.length > 0) throw new KashuvError('REJECTED', `${publisher.name} cannot send it: ${problems.join('; ')}`, { field: 'draft' });
    const reply: Reply = {
      id: deriveId('reply', approval.id),
      brand: brand.id,
      duty: draft.duty,
      draft: draft.id,
      approval: approval.id,
      target: draft.target,
      publisher: publisher.instance,
      state: 'sending',
      receipt: null,
      why: null,
      at: session.lastAt,
    };
    this.deliveries.begin(reply);
    return { reply, command, publisher };
  }

  async #store(duty: Duty, words: Omit<Draft, 'id' | 'brand' | 'duty' | 'target' | 'madeAt'>, objections: readonly Finding[]): Promise<DraftedReply> {
    const { session, brand } = this.#room;
    if (duty.venue === null || WORDLESS.has(duty.kind)) throw new KashuvError('UNSUPPORTED', `the duty '${duty.kind}' is not met by a public text.`, { field: 'duty', fix: "Tell kashuv when it is done: tell({ about: 'answered', … })." });
    const draft: Draft = {
      id: deriveId('draft', duty.id, words.by.name, words.text, String(session.seq)),
      brand: brand.id,
      duty: duty.id,
      target: { venue: duty.venue, replyTo: duty.replyTo },
      madeAt: session.lastAt,
      ...words,
    };
    session.put(keys.draft(brand.id, draft.id), draft);
    session.put(keys.latestDraft(brand.id, duty.id), { draft: draft.id, ...(objections.length > 0 && { objections: [...objections] }) } satisfies LatestDraft);
    await this.#void(duty);
    const { text, ...withoutText } = draft;
    const event = session.record('draft.made', { draft: withoutText, digest: digest(text) });
    const review = withObjections(await this.#reviews.review(duty, await this.#plan(duty), text, draft.language), objections);
    session.record('draft.reviewed', { draft: draft.id, review }, event);
    return { draft, review };
  }

  /** New words for a duty void the yes to the old ones, unless they are on their way already. */
  async #void(duty: Duty): Promise<void> {
    const { session, brand } = this.#room;
    const approved = await session.get<{ approval: string }>(keys.approved(brand.id, duty.id));
    if (approved === null) return;
    const reply = await session.get<Reply>(keys.reply(brand.id, deriveId('reply', approved.approval)));
    // What is on its way can no longer be called back. New words after an uncertain send are a human's word that it did not arrive.
    if (reply !== null && (reply.state === 'sending' || reply.state === 'sent')) return;
    session.remove(keys.approved(brand.id, duty.id));
    session.remove(keys.approval(brand.id, approved.approval));
    session.record('approval.voided', { approval: approved.approval, why: 'the text was changed' });
  }

  async #duty(id: string): Promise<Duty> {
    const duty = await this.#room.session.get<Duty>(keys.duty(this.#room.brand.id, id));
    if (duty === null) throw new KashuvError('INPUT_INVALID', `no duty '${id}'.`, { field: 'duty', fix: 'Take the id from duties() or a duty.opened event.' });
    if (duty.state.is !== 'waiting') throw new KashuvError('CONFLICT', `the duty is ${duty.state.is}.`, { field: 'duty', fix: 'Nothing is owed here any more.' });
    return duty;
  }

  async #plan(duty: Duty): Promise<Plan> {
    const record = await this.#room.session.get<{ seq: number }>(keys.plan(this.#room.brand.id, duty.plan));
    const plan = await this.#plans.current(duty.plan, record?.seq ?? null);
    if (plan === null) throw new KashuvError('INTERNAL', `the plan of duty '${duty.id}' is not in the ledger.`, { field: 'duty' });
    return plan;
  }
}

/** A review with what the publisher objects to: an objection that blocks blocks the whole. */
function withObjections(review: Review, objections: readonly Finding[]): Review {
  if (objections.length === 0) return review;
  const blocked = objections.some(({ level }) => level === 'block');
  const atBest = review.verdict === 'pass' ? 'revise' : review.verdict;
  return { ...review, verdict: blocked ? 'block' : atBest, findings: [...objections, ...review.findings] };
}

/** Longer than any name; it stands in the ledger. */
const MAX_NAME = 256;

function checkName(by: unknown, fix: string): void {
  if (typeof by !== 'string' || by.trim() === '') throw new KashuvError('INPUT_INVALID', 'nobody is named.', { field: 'by', fix });
  if (by.length > MAX_NAME) throw new KashuvError('INPUT_INVALID', `a name has ${MAX_NAME} characters at most.`, { field: 'by', fix });
}

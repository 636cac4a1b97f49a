import { requiredOf, reviewReply, stageOf } from '../reply/index.ts';
import { letterOf } from '../lib/written-in.ts';
import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Plan } from '../spec/plan.ts';
import type { Post } from '../spec/post.ts';
import type { Review, ReviewContextInput } from '../spec/reply.ts';
import { packFor, type BrandRoom } from './brand-room.ts';
import type { CaseDesk } from './case-desk.ts';
import type { IncidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import type { CaseRecord, IncidentRecord, PostRecord } from './records.ts';
import { statementsOf } from './statements.ts';

/** What was said of late, so that nothing is said twice. */
export interface Said {
  texts: string[];
  variants: string[];
}

/** Own texts and variants that are remembered. */
export const REMEMBERED = 20;

const SURE = 0.8;
/** A language in other letters than its own is told by a whole sentence of it, or not at all. */
const SURE_IN_OTHER_LETTERS = 0.5;

/** Tells the review of a reply all that the ledger knows of its situation. */
export class ReviewDesk {
  readonly #room: BrandRoom;
  readonly #cases: CaseDesk;
  readonly #incidents: IncidentDesk;

  constructor(room: BrandRoom, { cases, incidents }: { cases: CaseDesk; incidents: IncidentDesk }) {
    this.#room = room;
    this.#cases = cases;
    this.#incidents = incidents;
  }

  async review(duty: Duty, plan: Plan, text: string, language: string): Promise<Review> {
    const pack = packFor(this.#room.packs, language);
    if (pack === null) throw new KashuvError('UNSUPPORTED', `no language pack for '${language}'.`, { field: 'language', fix: 'Pass one through languages.' });
    const { brand, tracker, session } = this.#room;
    const answered = await this.answered(duty);
    const caseRecord = duty.subject.type === 'case' ? await this.#cases.get(duty.subject.id) : null;
    const own = duty.subject.type === 'incident' ? await this.#incidents.get(duty.subject.id) : null;
    const within = own ?? (caseRecord?.case.incident == null ? null : await this.#incidents.get(caseRecord.case.incident));
    const open = within === null || within.incident.state === 'closed' ? null : within.incident;
    const harm = valueOf(plan, 'what.harm');
    const claim = valueOf(plan, 'claim.status');
    const context: ReviewContextInput = {
      stage: stageOf(duty, plan),
      severity: plan.severity.level,
      language,
      brand: [brand.name, ...brand.aliases],
      ...(answered === null ? {} : { mention: answered.text, ...this.#languageOf(answered) }),
      ...(typeof harm === 'number' ? { harm } : {}),
      themes: listOf(plan, 'what.themes'),
      incidentOpen: plan.incidentState !== null && plan.incidentState !== 'closed',
      ownFault: within?.incident.fault === 'own',
      turn: turnsOf(own, caseRecord),
      require: requiredOf(duty, plan),
      forbid: plan.forbid.map(({ element }) => element),
      earlierReplies: (await this.said()).texts,
      ...(open === null ? {} : { ...(await statementsOf(this.#room, open)), liveMentionsPerHour: tracker.perHour(open.id, session.lastAt) }),
      competitors: [...brand.competitors.names, ...brand.competitors.handles],
      ...(typeof claim === 'string' ? { claim: claim as NonNullable<ReviewContextInput['claim']> } : {}),
      uniformRemedy: within?.incident.told.uniformRemedy === true,
      humour: plan.tone.humour,
    };
    return reviewReply(text, context, pack);
  }

  /** The post that a duty is about. */
  async answered(duty: Duty): Promise<Post | null> {
    if (duty.replyTo === null) return null;
    return (await this.#room.session.get<PostRecord>(keys.post(duty.replyTo)))?.post ?? null;
  }

  async said(): Promise<Said> {
    return (await this.#room.session.get<Said>(keys.said(this.#room.brand.id))) ?? { texts: [], variants: [] };
  }

  /** The language to be answered in, where it is sure and one that the brand speaks. */
  #languageOf({ text, language: { code, confidence } }: Post): Pick<ReviewContextInput, 'mentionLanguage'> {
    const script = this.#room.packs.find((pack) => pack.code === code)?.script;
    const inOtherLetters = script !== undefined && !letterOf(script).test(text);
    return confidence >= (inOtherLetters ? SURE_IN_OTHER_LETTERS : SURE) && this.#room.brand.languages.includes(code) ? { mentionLanguage: code } : {};
  }
}

function valueOf(plan: Plan, fact: Plan['understanding'][number]['fact']): Plan['understanding'][number]['value'] {
  return plan.understanding.find((one) => one.fact === fact)?.value;
}

function listOf(plan: Plan, fact: Plan['understanding'][number]['fact']): string[] {
  const value = valueOf(plan, fact);
  return Array.isArray(value) ? value : [];
}

/** Messages to those who wait for one: what was said elsewhere, to the press alone, is none to the crowd. */
function turnsOf(incident: IncidentRecord | null, caseRecord: CaseRecord | null): number {
  if (incident === null) return caseRecord?.case.answers.length ?? 0;
  const { hub, statements } = incident.incident;
  return statements.filter(({ atHub }) => hub === null || atHub).length;
}

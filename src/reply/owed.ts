import type { Duty } from '../spec/duty.ts';
import type { ElementName, Stage } from '../spec/element.ts';
import type { FactName } from '../spec/facts.ts';
import type { Plan } from '../spec/plan.ts';

import { minimumOf } from './stages.ts';

/** What a duty asks a text to say. */
export interface Owed {
  readonly stage: Stage;
  /** In the order of an answer. */
  readonly must: ElementName[];
  readonly optional: ElementName[];
  /** Said only where a fact stands in it. */
  readonly factual: ReadonlySet<ElementName>;
  /** What is told here, or known, by slot name: it is not called unknown, or still looked for. `takeover`: others wrote in the brand's name. */
  readonly settled: ReadonlySet<string>;
}

/** The natural order of an answer: the person first, what happened next, then what follows from it. */
const order: readonly ElementName[] = [
  'say.thanks', 'say.identity', 'say.disclosure', 'say.awareness', 'say.instruction', 'say.retraction', 'say.heard', 'say.uptake', 'say.empathy', 'say.acceptance', 'say.apology', 'say.responsibility',
  'say.distance', 'say.protection', 'say.houseRule', 'say.answer', 'say.correction', 'say.source', 'say.neutralFact', 'say.knowns', 'say.impact', 'say.explanation', 'say.unknowns', 'say.action', 'say.service',
  'say.remedy', 'say.prevention', 'say.commitment', 'say.nextUpdate', 'say.deadlineAsked', 'say.route', 'say.help', 'say.canonicalLink', 'say.invitation',
];
/** Against bullying first comes what is not acceptable, then whom it hit; what else was said is taken up after that. */
const againstBullying: readonly ElementName[] = ['say.distance', 'say.empathy', 'say.protection', 'say.houseRule'];
/** Elements that tell what a slot of the same name holds. */
const TELLS = { 'say.explanation': 'explanation', 'say.remedy': 'remedy', 'say.answer': 'answer', 'say.correction': 'correction' } as const;
/** What belongs to a thing under way: where it is concluded, this is a fact or not said. */
const UNDER_WAY: readonly ElementName[] = ['say.action', 'say.knowns', 'say.impact', 'say.nextUpdate'];
/** For somebody who complains, not for somebody who attacks. */
const COURTESY: readonly ElementName[] = ['say.thanks', 'say.uptake', 'say.invitation'];

/** What a duty asks to be said, as a stage. */
export function stageOf(duty: Pick<Duty, 'kind' | 'subject'>, plan: Pick<Plan, 'stage'>): Stage {
  switch (duty.kind) {
    case 'hold':
      // The first word about a post of one's own is that it is down, and that it hurt.
      return plan.stage === 'own-post-error' ? plan.stage : 'holding';
    case 'update':
      return 'update';
    case 'bullying-statement':
      return 'bullying';
    case 'safeguard':
      return 'safeguarding';
    case 'acknowledge':
      return duty.subject.type === 'incident' && plan.stage !== 'own-post-error' ? 'holding' : plan.stage;
    case 'conclude':
    case 'prevent':
      return duty.subject.type === 'incident' ? 'closing' : plan.stage;
    case 'answer':
      return plan.stage;
    case 'triage':
    case 'review':
      return 'none';
  }
}

type Asked = Pick<Duty, 'kind' | 'subject'>;

/** What a plan requires of the text for this duty: a plan speaks of the whole way, a duty of one step on it. */
export function requiredOf(duty: Asked, plan: Plan): ElementName[] {
  const stage = stageOf(duty, plan);
  const leftOut = [...overFor(duty, stage), ...factualFor(duty, stage)];
  const required = plan.require.filter(({ element, level }) => level === 'must' && element.startsWith('say.') && !leftOut.includes(element)).map(({ element }) => element);
  return answersPress(duty, stage) && !required.includes('say.answer') ? [...required, 'say.answer'] : required;
}

/** What the text for a duty has to say, and what it may: of what the plan requires, what its stage needs, and what the facts named here tell. */
export function owedBy(duty: Asked, plan: Plan, known: ReadonlySet<string>): Owed {
  const stage = stageOf(duty, plan);
  const forbidden = new Set(plan.forbid.map(({ element }) => element));
  const allowed = (elements: readonly ElementName[]): ElementName[] => elements.filter((element) => !forbidden.has(element));
  const cause = known.has('explanation') || holds(plan, 'incident.cause', 'confirmed');
  const must = new Set(allowed([...requiredOf(duty, plan), ...outcomeFor(duty, stage, known), ...(stage === 'update' && cause ? (['say.explanation'] as const) : [])]));
  // What a fault of one's own asks for is in the plan.
  for (const { element, level, or } of minimumOf({ stage, ownFault: false, themes: [] })) {
    // A remedy is the service that was owed (S2-14: an apology, a promise to handle or a next step).
    const met = or?.some((other) => must.has(other)) === true || (element === 'say.service' && must.has('say.remedy')) || answersPress(duty, stage);
    if (level === 'warn' && !forbidden.has(element) && !met) must.add(element);
  }
  const over = [...overFor(duty, stage), ...(stage === 'bullying' ? COURTESY : [])];
  const planned = plan.require.filter(({ element }) => element.startsWith('say.') && !over.includes(element)).map(({ element }) => element);
  const optional = new Set(allowed([...planned, ...furtherFor(duty, stage, known)]));
  // Something is owed, and nothing is said about what: that it is being looked into.
  if (must.size === 0 && optional.size === 0) for (const element of allowed(['say.awareness', 'say.action'])) must.add(element);

  const settled = new Set(known);
  if (cause) settled.add('explanation');
  if (holds(plan, 'claim.status', 'false')) settled.add('correction');
  if (holds(plan, 'incident.ownPost', 'takeover')) settled.add('takeover');
  for (const [element, slot] of Object.entries(TELLS)) if (must.has(element as ElementName)) settled.add(slot);
  return { stage, must: inOrder(must, stage), optional: inOrder([...optional].filter((element) => !must.has(element)), stage), factual: new Set(factualFor(duty, stage)), settled };
}

function inOrder(elements: Iterable<ElementName>, stage: Stage): ElementName[] {
  const first = stage === 'bullying' ? againstBullying : [];
  const placeOf = (element: ElementName): number => (first.includes(element) ? first.indexOf(element) - first.length : order.indexOf(element));
  return [...elements].sort((a, b) => placeOf(a) - placeOf(b));
}

/** In the order of an answer. */
export const saidOf = ({ must, optional, stage }: Pick<Owed, 'must' | 'optional' | 'stage'>): ElementName[] => inOrder([...must, ...optional], stage);

const holds = (plan: Plan, name: FactName, wanted: string): boolean => plan.understanding.some(({ fact, value }) => fact === name && value === wanted);

const concludes = ({ kind }: Asked, stage: Stage): boolean => kind === 'conclude' || kind === 'prevent' || stage === 'closing';
/** The press was asked for its deadline when it was acknowledged; now it is answered. */
const answersPress = ({ kind }: Asked, stage: Stage): boolean => stage === 'press' && kind === 'answer';

/** What is no longer said at this step. */
function overFor(duty: Asked, stage: Stage): readonly ElementName[] {
  if (answersPress(duty, stage)) return ['say.deadlineAsked'];
  if (!concludes(duty, stage)) return [];
  // Neither that one knows of it, nor that one does not know; and what is concluded has no next word, and no promise to handle it.
  return ['say.awareness', 'say.unknowns', ...(duty.kind === 'conclude' ? (['say.nextUpdate', 'say.service'] as const) : [])];
}

const factualFor = (duty: Asked, stage: Stage): readonly ElementName[] => (concludes(duty, stage) ? UNDER_WAY : []);

/** How a case ended, as far as it is known; else the blank for it. */
function outcomeFor({ kind, subject }: Asked, stage: Stage, known: ReadonlySet<string>): readonly ElementName[] {
  if (kind !== 'conclude' || subject.type !== 'case') return [];
  const told = (elements: readonly (keyof typeof TELLS)[]): ElementName[] => elements.filter((element) => known.has(TELLS[element]));
  const mended = told(['say.explanation', 'say.remedy']);
  const answered = told(['say.answer']);
  const [first, second, open] = stage === 'complaint' ? [mended, answered, 'say.remedy' as const] : [answered, mended, 'say.answer' as const];
  return first.length > 0 ? first : second.length > 0 ? second : [open];
}

/** What makes the text of a stage better, where nothing stands against it. */
function furtherFor({ kind }: Asked, stage: Stage, known: ReadonlySet<string>): readonly ElementName[] {
  const explained: readonly ElementName[] = known.has('explanation') ? ['say.explanation'] : [];
  switch (stage) {
    case 'holding':
      // Without it the review asks for it (L30) from the second statement on. An update has it among its minimum.
      return ['say.nextUpdate', ...explained];
    case 'own-post-error':
      return explained;
    case 'bullying':
      // How to go on.
      return ['say.houseRule'];
    case 'question':
      return ['say.thanks'];
    case 'press':
      return kind === 'acknowledge' ? ['say.thanks'] : [];
    default:
      return [];
  }
}

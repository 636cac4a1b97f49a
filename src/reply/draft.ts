import { digest } from '../lib/digest.ts';
import type { Duty } from '../spec/duty.ts';
import type { ElementName, Stage } from '../spec/element.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Plan } from '../spec/plan.ts';
import type { Material, PublisherLimits } from '../spec/plugin.ts';
import type { Draft, Slot } from '../spec/reply.ts';

import { cleanFact, publicName } from './hostile.ts';
import { fill, isOpen, slotsOf, slotType, type Filled } from './fill.ts';
import { minimumOf } from './stages.ts';

/** What a drafter gives, and what a human should know about it. */
export interface Composition extends Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'> {
  /** `too-long`: the required sentences alone exceed the limit. `unworded:<element>`: the pack has no sentence for it. */
  problems: string[];
}

/** What stands around the sentences of an answer, and what they have to say: for a drafter that finds its own words. */
export interface Frame {
  stage: Stage;
  must: ElementName[];
  optional: ElementName[];
  /** Filled as far as the facts go. Null: none is used here. */
  greeting: string | null;
  signature: string | null;
  /** Cleaned facts by slot name, with the brand's name, its canonical page and the name the person may be greeted by. */
  facts: ReadonlyMap<string, string>;
}

/** The natural order of an answer: the person first, what happened next, then what follows from it. */
const order: readonly ElementName[] = [
  'say.thanks', 'say.identity', 'say.disclosure', 'say.awareness', 'say.instruction', 'say.retraction', 'say.heard', 'say.uptake', 'say.empathy', 'say.acceptance', 'say.apology', 'say.responsibility',
  'say.distance', 'say.protection', 'say.houseRule', 'say.answer', 'say.correction', 'say.source', 'say.neutralFact', 'say.knowns', 'say.impact', 'say.explanation', 'say.unknowns', 'say.action', 'say.service',
  'say.remedy', 'say.prevention', 'say.commitment', 'say.nextUpdate', 'say.deadlineAsked', 'say.route', 'say.help', 'say.canonicalLink', 'say.invitation',
];
/** What goes first when there is no room: the least valuable at the beginning. */
const dispensable: readonly ElementName[] = ['say.invitation', 'say.identity', 'say.thanks', 'say.houseRule', 'say.canonicalLink', 'say.neutralFact', 'say.uptake', 'say.unknowns', 'say.service'];
/** Earlier variants whose sentences are not used again while there are others. */
const FRESH = 3;
const NO_TEXT: readonly Stage[] = ['none'];

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

interface Framed {
  /** Place in the pack's list of sentences, greetings and signatures: the name of the sentence in a variant. */
  readonly index: number;
  readonly filled: Filled;
}

interface Choice extends Framed {
  readonly element: ElementName;
  readonly required: boolean;
}

/**
 * Words what a plan requires, from the pack's sentences and the confirmed facts alone. Never invents: what is not known stays an
 * open slot, listed and visible as `{time}`. Which sentences are taken follows from the duty's id, and differs from the drafts made last.
 * Throws UNSUPPORTED where no automatic text may be made (danger to life, or nothing to say in public) unless `facts.approved` brings one.
 */
export function composeDraft(duty: Duty, material: Material, limits: PublisherLimits): Composition {
  const { plan } = material;
  const stage = stageOf(duty, plan);
  const approved = material.facts['approved'];
  if (stage === 'safeguarding' || plan.forbid.some(({ element }) => element === 'never.automate')) {
    if (approved !== undefined && approved.trim() !== '') return { text: approved, elements: wanted(plan, stage).must, slots: [], variant: `${material.language}:${stage}:approved`, problems: [] };
    throw new KashuvError('UNSUPPORTED', 'no automatic text is made where a life may be in danger.', { field: 'duty', fix: 'Let the owner write, or hand in an approved text as the fact "approved".' });
  }
  if (NO_TEXT.includes(stage)) {
    throw new KashuvError('UNSUPPORTED', `a duty to ${duty.kind} asks for no text.`, { field: 'duty.kind', fix: 'Discharge it by hand, or waive it with a reason.' });
  }
  return new Composer(duty, material, stage).run(limits);
}

/** The frame of the same draft. Call `composeDraft` first: it refuses where no automatic text may be made. */
export function frameDraft(duty: Duty, material: Material): Frame {
  const stage = stageOf(duty, material.plan);
  return { stage, ...wanted(material.plan, stage), ...new Composer(duty, material, stage).frame() };
}

function wanted(plan: Plan, stage: Stage): { must: ElementName[]; optional: ElementName[] } {
  const forbidden = new Set(plan.forbid.map(({ element }) => element));
  const speakable = plan.require.filter(({ element }) => element.startsWith('say.') && !forbidden.has(element));
  const must = new Set(speakable.filter(({ level }) => level === 'must').map(({ element }) => element));
  const optional = new Set(speakable.map(({ element }) => element));
  // What a fault of one's own asks for is in the plan.
  for (const { element, level, or } of minimumOf({ stage, ownFault: false, themes: [] })) {
    if (level === 'warn' && !forbidden.has(element) && or?.some((other) => must.has(other)) !== true) must.add(element);
  }
  // Without it the review asks for it (L30) from the second statement on. An update has it among its minimum.
  if (stage === 'holding' && !forbidden.has('say.nextUpdate')) optional.add('say.nextUpdate');
  // Something is owed, and nothing is said about what: that it is being looked into.
  if (must.size === 0 && optional.size === 0) for (const element of ['say.awareness', 'say.action'] as const) if (!forbidden.has(element)) must.add(element);
  return { must: inOrder(must), optional: inOrder([...optional].filter((element) => !must.has(element))) };
}

class Composer {
  readonly #material: Material;
  readonly #stage: Stage;
  readonly #seed: string;
  readonly #facts: ReadonlyMap<string, string>;
  /** The sentences of earlier drafts by their names, the newest draft first. */
  readonly #recent: readonly ReadonlySet<string>[];
  readonly #toCrowd: boolean;

  constructor(duty: Duty, material: Material, stage: Stage) {
    this.#material = material;
    this.#stage = stage;
    this.#seed = duty.id;
    this.#toCrowd = duty.subject.type === 'incident' || material.mention === null;
    const facts = new Map<string, string>();
    for (const [name, value] of Object.entries(material.facts)) {
      const clean = cleanFact(value);
      if (clean !== '') facts.set(name, clean);
    }
    if (!facts.has('brand')) facts.set('brand', cleanFact(material.brand.name));
    if (!facts.has('url') && material.brand.canonicalUrl !== undefined) facts.set('url', material.brand.canonicalUrl);
    const name = facts.get('name') ?? publicName(material.mention?.author, material.brand);
    if (name !== null) facts.set('name', name);
    this.#facts = facts;
    this.#recent = material.recentVariants.slice(0, FRESH).map((variant) => sentencesOf(variant, material.language));
  }

  run({ maxLength }: PublisherLimits): Composition {
    const { must, optional } = wanted(this.#material.plan, this.#stage);
    const problems: string[] = [];
    const elements = inOrder([...must, ...optional]);
    const signature = this.#signature();
    let body: Choice[] = [];
    for (const element of elements) {
      // The signature says who speaks, for whom.
      if (element === 'say.identity' && signature !== null) continue;
      const choice = this.#choose(element, must.includes(element));
      if (choice === null) problems.push(`unworded:${element}`);
      // A blank is worth its place only where something has to be said.
      else if (choice.required || !isOpen(choice.filled)) body.push(choice);
    }
    let greeting = this.#greeting();
    const fits = (): boolean => join(greeting, body, signature).length <= maxLength;
    if (!fits()) body = body.map((choice) => this.#choose(choice.element, choice.required, true) ?? choice);
    for (const element of [...dispensable, ...elements.toReversed()]) {
      if (fits()) break;
      body = body.filter((choice) => choice.required || choice.element !== element);
    }
    if (!fits()) greeting = null;
    if (!fits()) problems.push('too-long');
    const parts = [greeting, ...body, signature].filter((part) => part !== null);
    return {
      text: join(greeting, body, signature),
      elements: [...body.map(({ element }) => element), ...(signature === null ? [] : (['say.identity'] as const))],
      slots: this.#slots(parts.map(({ filled }) => filled)),
      variant: `${this.#material.language}:${this.#stage}:${parts.map(({ index }) => index).join('.')}`,
      problems,
    };
  }

  frame(): Pick<Frame, 'greeting' | 'signature' | 'facts'> {
    return { greeting: this.#greeting()?.filled.text ?? null, signature: this.#signature()?.filled.text ?? null, facts: this.#facts };
  }

  #greeting(): Framed | null {
    return this.#toCrowd ? null : this.#frame(this.#facts.has('name') ? 'greeting' : 'greetingUnnamed');
  }

  #signature(): Framed | null {
    return this.#material.plan.tone.signature ? this.#frame('signature') : null;
  }

  /** The sentence for an element: one that says most of what is known; among equals a fresh one, by the duty's id. */
  #choose(element: ElementName, required: boolean, short = false): Choice | null {
    const { sentences } = this.#material.pack.wording;
    const fitting = sentences.flatMap((sentence, index) =>
      sentence.element === element && (sentence.stage === undefined || sentence.stage.includes(this.#stage)) ? [{ index, filled: fill(sentence.text, this.#facts) }] : [],
    );
    const picked = this.#pick(best(fitting), element, short);
    return picked && { element, required, ...picked };
  }

  /** Greetings and signatures have places after all sentences. */
  #frame(kind: 'greeting' | 'greetingUnnamed' | 'signature'): Framed | null {
    const { wording } = this.#material.pack;
    const before = { greeting: [], greetingUnnamed: wording.greeting, signature: [...wording.greeting, ...wording.greetingUnnamed] }[kind];
    const first = wording.sentences.length + before.length;
    return this.#pick(wording[kind].map((text, place) => ({ index: first + place, filled: fill(text, this.#facts) })), kind);
  }

  #pick(pool: readonly Framed[], salt: string, short = false): Framed | null {
    let fresh = pool;
    // The newest counts most: leave out its sentence first, then that of the one before, as long as something is left.
    for (const used of this.#recent) {
      const rest = fresh.filter(({ index }) => !used.has(String(index)));
      if (rest.length === 0) break;
      fresh = rest;
    }
    if (short) return fresh.toSorted((a, b) => a.filled.text.length - b.filled.text.length)[0] ?? null;
    const number = Number.parseInt(digest(this.#seed, salt).slice(0, 8), 16);
    return fresh[number % fresh.length] ?? null;
  }

  #slots(filled: readonly Filled[]): Slot[] {
    const { hints } = this.#material.pack.wording;
    return slotsOf(filled).map((name) => ({ name, type: slotType(name), hint: hints[name] ?? name }));
  }
}

const inOrder = (elements: Iterable<ElementName>): ElementName[] => [...elements].sort((a, b) => order.indexOf(a) - order.indexOf(b));

/** Of the sentences those with the fewest blanks, and of these the ones that say most. */
function best<T extends { filled: Filled }>(candidates: readonly T[]): T[] {
  const fewest = Math.min(...candidates.map(({ filled }) => filled.open.length));
  const closed = candidates.filter(({ filled }) => filled.open.length === fewest);
  const most = Math.max(...closed.map(({ filled }) => filled.used));
  return closed.filter(({ filled }) => filled.used === most);
}

function sentencesOf(variant: string, language: string): ReadonlySet<string> {
  const [of, , names] = variant.split(':');
  return new Set(of === language ? names?.split('.') : null);
}

function join(greeting: Framed | null, body: readonly Choice[], signature: Framed | null): string {
  return [greeting?.filled.text, body.map(({ filled }) => filled.text).join(' '), signature?.filled.text].filter(Boolean).join('\n');
}

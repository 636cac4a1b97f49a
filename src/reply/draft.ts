import { digest } from '../lib/digest.ts';
import type { Duty } from '../spec/duty.ts';
import type { ElementName, Stage } from '../spec/element.ts';
import { KashuvError } from '../spec/errors.ts';
import type { Wording } from '../spec/language.ts';
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

interface Choice {
  readonly element: ElementName;
  readonly required: boolean;
  /** Place in the pack's list of sentences: the name of the sentence in a variant. */
  readonly index: number;
  readonly filled: Filled;
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
  return new Composer(duty, material, limits, stage).run();
}

/** The frame of the same draft. Call `composeDraft` first: it refuses where no automatic text may be made. */
export function frameDraft(duty: Duty, material: Material): Frame {
  const stage = stageOf(duty, material.plan);
  return { stage, ...wanted(material.plan, stage), ...new Composer(duty, material, { maxLength: Infinity }, stage).frame() };
}

function wanted(plan: Plan, stage: Stage): { must: ElementName[]; optional: ElementName[] } {
  const forbidden = new Set(plan.forbid.map(({ element }) => element));
  const speakable = plan.require.filter(({ element }) => element.startsWith('say.') && !forbidden.has(element));
  const must = new Set(speakable.filter(({ level }) => level === 'must').map(({ element }) => element));
  const optional = new Set(speakable.map(({ element }) => element));
  const ownFault = must.has('say.responsibility');
  for (const { element, level, or } of minimumOf({ stage, ownFault, themes: [] })) {
    if (forbidden.has(element)) continue;
    if (level === 'warn' && !must.has(element) && or?.some((other) => must.has(other)) !== true) must.add(element);
  }
  // Without it the review asks for it (L30) from the second statement on.
  if ((stage === 'holding' || stage === 'update') && !forbidden.has('say.nextUpdate')) optional.add('say.nextUpdate');
  // Something is owed, and nothing is said about what: that it is being looked into.
  if (must.size === 0 && optional.size === 0) for (const element of ['say.awareness', 'say.action'] as const) if (!forbidden.has(element)) must.add(element);
  const place = (element: ElementName): number => (order.includes(element) ? order.indexOf(element) : order.length);
  const sorted = (elements: Iterable<ElementName>): ElementName[] => [...elements].sort((a, b) => place(a) - place(b));
  return { must: sorted(must), optional: sorted([...optional].filter((element) => !must.has(element))) };
}

interface Framed {
  readonly index: number;
  readonly filled: Filled;
}

class Composer {
  readonly #material: Material;
  readonly #limits: PublisherLimits;
  readonly #stage: Stage;
  readonly #seed: string;
  readonly #facts: ReadonlyMap<string, string>;
  readonly #recent: readonly ReadonlySet<number>[];
  readonly #toCrowd: boolean;

  constructor(duty: Duty, material: Material, limits: PublisherLimits, stage: Stage) {
    this.#material = material;
    this.#limits = limits;
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
    this.#recent = material.recentVariants.slice(0, FRESH).map((variant) => sentencesOf(variant, `${material.language}:`));
  }

  run(): Composition {
    const { must, optional } = wanted(this.#material.plan, this.#stage);
    const problems: string[] = [];
    const order = [...must, ...optional].sort((a, b) => rank(a) - rank(b));
    let body: Choice[] = [];
    for (const element of order) {
      // The signature says who speaks, for whom.
      if (element === 'say.identity' && this.#material.plan.tone.signature) continue;
      const choice = this.#choose(element, must.includes(element));
      if (choice === null) problems.push(`unworded:${element}`);
      // A blank is worth its place only where something has to be said.
      else if (choice.required || !isOpen(choice.filled)) body.push(choice);
    }
    const signature = this.#signature();
    let greeting = this.#greeting();
    const fits = (): boolean => join(greeting, body, signature).length <= this.#limits.maxLength;
    if (!fits()) body = body.map((choice) => this.#choose(choice.element, choice.required, true) ?? choice);
    for (const element of [...dispensable, ...order.toReversed()]) {
      if (fits()) break;
      body = body.filter((choice) => choice.required || choice.element !== element);
    }
    if (!fits()) greeting = null;
    if (!fits()) problems.push('too-long');
    return {
      text: join(greeting, body, signature),
      elements: [...body.map(({ element }) => element), ...(signature === null ? [] : (['say.identity'] as const))],
      slots: this.#slots([...(greeting === null ? [] : [greeting.filled]), ...body.map(({ filled }) => filled), ...(signature === null ? [] : [signature.filled])]),
      variant: `${this.#material.language}:${this.#stage}:${[greeting?.index, ...body.map(({ index }) => index), signature?.index].filter((index) => index !== undefined).join('.')}`,
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
    const pool = best(fitting);
    const picked = this.#pick(pool.map(({ index }) => index), element, short ? (index) => pool.find((one) => one.index === index)?.filled.text.length ?? 0 : null);
    const chosen = pool.find(({ index }) => index === picked);
    return chosen === undefined ? null : { element, required, ...chosen };
  }

  /** Greetings and signatures have places after all sentences. */
  #frame(kind: 'greeting' | 'greetingUnnamed' | 'signature'): Framed | null {
    const { wording } = this.#material.pack;
    const offset = wording.sentences.length + (kind === 'greeting' ? 0 : kind === 'greetingUnnamed' ? wording.greeting.length : wording.greeting.length + wording.greetingUnnamed.length);
    const texts: Wording['greeting'] = wording[kind];
    const picked = this.#pick(texts.map((_, index) => offset + index), kind, null);
    const text = picked === null ? undefined : texts[picked - offset];
    return picked === null || text === undefined ? null : { index: picked, filled: fill(text, this.#facts) };
  }

  #pick(pool: readonly number[], salt: string, weigh: ((index: number) => number) | null): number | null {
    let fresh = pool;
    // The newest counts most: leave out its sentence first, then that of the one before, as long as something is left.
    for (const used of this.#recent) {
      const rest = fresh.filter((index) => !used.has(index));
      if (rest.length === 0) break;
      fresh = rest;
    }
    if (fresh.length === 0) return null;
    if (weigh !== null) return fresh.reduce((least, index) => (weigh(index) < weigh(least) ? index : least));
    const number = Number.parseInt(digest(this.#seed, salt).slice(0, 8), 16);
    return fresh[number % fresh.length] ?? null;
  }

  #slots(filled: readonly Filled[]): Slot[] {
    const { hints } = this.#material.pack.wording;
    return slotsOf(filled).map((name) => ({ name, type: slotType(name), hint: hints[name] ?? name }));
  }
}

const rank = (element: ElementName): number => (order.includes(element) ? order.indexOf(element) : order.length);

/** Of the sentences those with the fewest blanks, and of these the ones that say most. */
function best<T extends { filled: Filled }>(candidates: readonly T[]): T[] {
  const fewest = Math.min(...candidates.map(({ filled }) => filled.open.length));
  const closed = candidates.filter(({ filled }) => filled.open.length === fewest);
  const most = Math.max(...closed.map(({ filled }) => filled.used));
  return closed.filter(({ filled }) => filled.used === most);
}

function sentencesOf(variant: string, language: string): ReadonlySet<number> {
  if (!variant.startsWith(language)) return new Set();
  return new Set((variant.split(':')[2] ?? '').split('.').filter((part) => /^\d{1,6}$/.test(part)).map(Number));
}

function join(greeting: Framed | null, body: readonly Choice[], signature: Framed | null): string {
  return [greeting?.filled.text, body.map(({ filled }) => filled.text).join(' '), signature?.filled.text].filter((part) => part !== undefined && part !== '').join('\n');
}

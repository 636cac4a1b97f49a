import { digest } from '../lib/digest.ts';
import type { Duty } from '../spec/duty.ts';
import type { ElementName } from '../spec/element.ts';
import { KashuvError } from '../spec/errors.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { Material, PublisherLimits } from '../spec/plugin.ts';
import type { Draft, Slot } from '../spec/reply.ts';

import { cleanFact, publicName } from './hostile.ts';
import { fill, isOpen, slotsOf, slotType, type Filled } from './fill.ts';
import { owedBy, saidOf, stageOf, type Owed } from './owed.ts';

/** What a drafter gives, and what a human should know about it. */
export interface Composition extends Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'> {
  /** `too-long`: the required sentences alone exceed the limit. `unworded:<element>`: the pack has no sentence for it. */
  problems: string[];
}

/** What stands around the sentences of an answer, and what they have to say: for a drafter that finds its own words. */
export interface Frame extends Owed {
  /** Filled as far as the facts go. Null: none is used here. */
  greeting: string | null;
  signature: string | null;
  /** Cleaned facts by slot name, with the brand's name, its canonical page and the name the person may be greeted by. */
  facts: ReadonlyMap<string, string>;
}

/** What goes first when there is no room: the least valuable at the beginning. */
const dispensable: readonly ElementName[] = ['say.invitation', 'say.identity', 'say.thanks', 'say.houseRule', 'say.canonicalLink', 'say.neutralFact', 'say.uptake', 'say.unknowns', 'say.service'];
/** Earlier variants whose sentences are not used again while there are others. */
const FRESH = 3;

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
  const { plan, facts, language } = material;
  const stage = stageOf(duty, plan);
  // Danger to life, or that nobody knows whether there is, is not why nothing is said where nothing is to be said.
  if (duty.kind === 'triage' || duty.kind === 'review') throw wordless(duty);
  if (stage === 'safeguarding' || plan.forbid.some(({ element }) => element === 'never.automate')) {
    const approved = facts['approved'];
    if (approved !== undefined && approved.trim() !== '') return { text: approved, elements: owedBy(duty, plan, new Set()).must, slots: [], variant: `${language}:${stage}:approved`, problems: [] };
    throw new KashuvError('UNSUPPORTED', 'no automatic text is made where a life may be in danger.', { field: 'duty', fix: 'Let the owner write, or hand in an approved text as the fact "approved".' });
  }
  if (stage === 'none') throw wordless(duty);
  return new Composer(duty, material).run(limits);
}

function wordless({ kind }: Duty): KashuvError {
  return new KashuvError('UNSUPPORTED', `a duty to ${kind} asks for no text.`, { field: 'duty.kind', fix: 'Discharge it by hand, or waive it with a reason.' });
}

/** The frame of the same draft. Call `composeDraft` first: it refuses where no automatic text may be made. */
export function frameDraft(duty: Duty, material: Material): Frame {
  return new Composer(duty, material).frame();
}

/** The sentences of a pack for an element, as far as they go with what is settled. */
export function sentencesFor({ wording }: LanguagePack, element: ElementName, { stage, settled }: Pick<Owed, 'stage' | 'settled'>): { index: number; text: string }[] {
  const worded = wording.sentences.flatMap((sentence, index) => (sentence.element === element && sentence.stage?.includes(stage) !== false ? [{ index, ...sentence }] : []));
  const fitting = worded.filter(({ unless }) => unless?.some((name) => settled.has(name)) !== true);
  return fitting.length > 0 ? fitting : worded;
}

class Composer {
  readonly #material: Material;
  readonly #owed: Owed;
  readonly #seed: string;
  readonly #facts: ReadonlyMap<string, string>;
  /** The sentences of earlier drafts by their names, the newest draft first. */
  readonly #recent: readonly ReadonlySet<string>[];
  readonly #greets: boolean;

  constructor(duty: Duty, material: Material) {
    this.#material = material;
    this.#seed = duty.id;
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
    this.#owed = owedBy(duty, material.plan, new Set(facts.keys()));
    // Nobody in a crowd is greeted, nor is who attacks somebody.
    this.#greets = duty.subject.type === 'case' && material.mention !== null && this.#owed.stage !== 'bullying';
    this.#recent = material.recentVariants.slice(0, FRESH).map((variant) => sentencesOf(variant, material.language));
  }

  run({ maxLength, measure = (text) => text.length }: PublisherLimits): Composition {
    const { stage, must, factual } = this.#owed;
    const problems: string[] = [];
    const elements = saidOf(this.#owed);
    const signature = this.#signature();
    let body: Choice[] = [];
    for (const element of elements) {
      // The signature says who speaks, for whom.
      if (element === 'say.identity' && signature !== null) continue;
      const choice = this.#choose(element, must.includes(element));
      if (choice === null) problems.push(`unworded:${element}`);
      // A blank is worth its place only where something has to be said.
      else if (choice.required || (!isOpen(choice.filled) && (choice.filled.used > 0 || !factual.has(element)))) body.push(choice);
    }
    let greeting = this.#greeting();
    const fits = (): boolean => measure(join(greeting, body, signature)) <= maxLength;
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
      variant: `${this.#material.language}:${stage}:${parts.map(({ index }) => index).join('.')}`,
      problems,
    };
  }

  frame(): Frame {
    return { ...this.#owed, greeting: this.#greeting()?.filled.text ?? null, signature: this.#signature()?.filled.text ?? null, facts: this.#facts };
  }

  #greeting(): Framed | null {
    return this.#greets ? this.#frame(this.#facts.has('name') ? 'greeting' : 'greetingUnnamed') : null;
  }

  #signature(): Framed | null {
    return this.#material.plan.tone.signature ? this.#frame('signature') : null;
  }

  /** The sentence for an element: one that says most of what is known; among equals a fresh one, by the duty's id. */
  #choose(element: ElementName, required: boolean, short = false): Choice | null {
    const fitting = sentencesFor(this.#material.pack, element, this.#owed).map(({ index, text }) => ({ index, filled: fill(text, this.#facts) }));
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

import type { Condition } from '../spec/condition.ts';
import type { FactName, Facts, FactValue } from '../spec/facts.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { definitionOf, NOT_KNOWN, positionOf, UNCODED, type View } from './view.ts';

/** Kleene's three values. */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const TRUE = 1;
const UNKNOWN = 2;

/**
 * A predicate of the host's own, for what a condition cannot say. Pure. Returns null where it cannot tell;
 * one that throws cannot tell either. Raise `revision` with every change of meaning.
 */
export interface Predicate {
  readonly revision: number;
  evaluate(facts: Facts): boolean | null;
}
export type Predicates = Readonly<Record<string, Predicate>>;

/** The truth of every atom for one view, by number. */
export type Truths = Uint8Array;

/** The truths of the atoms that look at the same facts, for the same values of them. Made once: equal rows are one object. */
interface Row {
  readonly truths: Uint8Array;
  /** For a hash over all rows. */
  readonly hash: number;
}

/** Atoms that look at the same facts. */
interface Block {
  readonly atoms: number[];
  readonly tests: ((view: View) => Truth)[];
  /** Tells the views apart that can come out differently; UNCODED: none can be told apart. */
  readonly codeOf: (codes: readonly number[]) => number;
  readonly rows: Map<number, Row>;
  /** Rows by what they say. A block that is read for more than its atoms keeps a row for each code. */
  readonly said: Map<string, Row>;
  distinct: boolean;
}

/** What all comparisons come to for one view. Equal rows, equal truths. */
export interface Verdict {
  readonly rows: readonly Row[];
  readonly hash: number;
}

/** Rows that a block keeps. */
const MOST_ROWS = 4_096;

/**
 * A condition, compiled once. Everything it says follows from the truths of its atoms, so equal truths need be looked at once.
 * `because` adds the positions of the facts that settled it: for `all` that is false, the one that failed.
 */
export interface CompiledCondition {
  /** Numbers of the atoms it depends on, each once. */
  readonly atoms: readonly number[];
  /** Atoms that all have to hold: one that is false settles it. */
  readonly gates: readonly number[];
  test(truths: Truths): Truth;
  because(truths: Truths, truth: Truth, into: number[]): void;
}

type Comparison = Extract<Condition, { fact: FactName }>;
type Node = Omit<CompiledCondition, 'atoms' | 'gates'>;

/** The comparisons of many conditions, each made once for each value it can meet. */
export class Conditions {
  readonly #predicates: Predicates;
  readonly #numbers = new Map<string, number>();
  readonly #blocks: Block[] = [];
  readonly #byFacts = new Map<string, Block>();
  #atoms = 0;

  constructor(predicates: Predicates) {
    this.#predicates = predicates;
  }

  compile(condition: Condition): CompiledCondition {
    const atoms = new Set<number>();
    const node = this.#node(condition, atoms);
    return { ...node, atoms: [...atoms], gates: this.#gates(condition) };
  }

  #gates(condition: Condition): number[] {
    if ('all' in condition) return [...new Set(condition.all.flatMap((item) => this.#gates(item)))];
    const number = 'fact' in condition ? this.#numbers.get(canonicalJson(condition)) : undefined;
    return number === undefined ? [] : [number];
  }

  /** Views that differ in this fact have different verdicts from now on, whatever the conditions make of it. */
  distinguish(position: number): void {
    this.#blockOf(String(position), (codes) => codes[position] as number).distinct = true;
  }

  judge(view: View): Verdict {
    const blocks = this.#blocks;
    const rows = new Array<Row>(blocks.length);
    let hash = 0;
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index] as Block;
      const code = block.codeOf(view.codes);
      const row = (code === UNCODED ? undefined : block.rows.get(code)) ?? rowOf(block, code, view, index);
      rows[index] = row;
      hash = (Math.imul(hash, 31) + row.hash) | 0;
    }
    return { rows, hash };
  }

  /** Writes the truths of a verdict, for those who have to look at each. */
  truths({ rows }: Verdict): Truths {
    const all = new Uint8Array(this.#atoms);
    const blocks = this.#blocks;
    for (let index = 0; index < blocks.length; index += 1) {
      const { atoms } = blocks[index] as Block;
      const { truths } = rows[index] as Row;
      for (let place = 0; place < atoms.length; place += 1) all[atoms[place] as number] = truths[place] as number;
    }
    return all;
  }

  #node(condition: Condition, atoms: Set<number>): Node {
    if ('always' in condition) return { test: () => TRUE, because: () => undefined };
    if ('all' in condition) return several(condition.all.map((item) => this.#node(item, atoms)), FALSE);
    if ('any' in condition) return several(condition.any.map((item) => this.#node(item, atoms)), TRUE);
    if ('not' in condition) {
      const inner = this.#node(condition.not, atoms);
      return { test: (truths) => negate(inner.test(truths)), because: (truths, truth, into) => inner.because(truths, negate(truth), into) };
    }
    if ('predicate' in condition) {
      const predicate = this.#predicates[condition.predicate];
      const number = this.#atom(condition, ({ facts }) => (predicate === undefined ? UNKNOWN : ask(predicate, facts)), atoms, () => this.#blockOf('predicates', () => UNCODED));
      return { test: (truths) => truths[number] as Truth, because: () => undefined };
    }
    return this.#comparison(condition, atoms);
  }

  #comparison(condition: Comparison, atoms: Set<number>): Node {
    const position = positionOf[condition.fact];
    const blockOf = (fact: number): Block => this.#blockOf(String(fact), (codes) => codes[fact] as number);
    const number = this.#atom(condition, testOf(condition, position), atoms, () => (asksForRole(condition) ? this.#blockOf('speaker', speakerCode) : blockOf(position)));
    const test = (truths: Truths): Truth => truths[number] as Truth;
    if (!asksForRole(condition)) return { test, because: (_truths, _truth, into) => note(position, into) };
    // Of a speaker who is not known, it was the plausible ones that were looked at.
    const isKnown = (fact: FactName): number => this.#atom({ fact, known: true }, testOf({ fact, known: true }, positionOf[fact]), atoms, () => blockOf(positionOf[fact]));
    const role = isKnown('who.role');
    const plausible = isKnown('who.plausible');
    return { test, because: (truths, _truth, into) => note(truths[role] === FALSE && truths[plausible] === TRUE ? positionOf['who.plausible'] : position, into) };
  }

  #atom(condition: Condition, test: (view: View) => Truth, atoms: Set<number>, blockOf: () => Block): number {
    const key = canonicalJson(condition);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#atoms;
      this.#atoms += 1;
      this.#numbers.set(key, number);
      const block = blockOf();
      block.atoms.push(number);
      block.tests.push(test);
    }
    atoms.add(number);
    return number;
  }

  #blockOf(facts: string, codeOf: Block['codeOf']): Block {
    let block = this.#byFacts.get(facts);
    if (block === undefined) {
      block = { atoms: [], tests: [], codeOf, rows: new Map(), said: new Map(), distinct: false };
      this.#byFacts.set(facts, block);
      this.#blocks.push(block);
    }
    return block;
  }
}

/** Of a speaker who is known, who else was plausible makes no difference. */
function speakerCode(codes: readonly number[]): number {
  const role = codes[positionOf['who.role']] as number;
  return role === NOT_KNOWN ? 100 + (codes[positionOf['who.plausible']] as number) : role;
}

function rowOf(block: Block, code: number, view: View, place: number): Row {
  const truths = Uint8Array.from(block.tests, (test) => test(view));
  const text = `${truths.join('')}${block.distinct ? `/${code}` : ''}`;
  let row = block.said.get(text);
  if (row === undefined) {
    row = { truths, hash: hashOf(`${place}:${text}`) };
    if (block.said.size < MOST_ROWS) block.said.set(text, row);
  }
  if (code !== UNCODED && block.rows.size < MOST_ROWS) block.rows.set(code, row);
  return row;
}

function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 16_777_619) ^ text.charCodeAt(index)) | 0;
  return hash;
}

/** `all` is settled by the first false, `any` by the first true; `settling` says which. */
function several(items: readonly Node[], settling: typeof FALSE | typeof TRUE): Node {
  const otherwise = settling === FALSE ? TRUE : FALSE;
  return {
    test(truths) {
      let truth: Truth = otherwise;
      for (const item of items) {
        const found = item.test(truths);
        if (found === settling) return settling;
        if (found === UNKNOWN) truth = UNKNOWN;
      }
      return truth;
    },
    because(truths, truth, into) {
      for (const item of items) {
        if (truth === otherwise) item.because(truths, otherwise, into);
        else if (item.test(truths) === truth) {
          item.because(truths, truth, into);
          if (truth === settling) return;
        }
      }
    },
  };
}

function note(position: number, into: number[]): void {
  if (!into.includes(position)) into.push(position);
}

const asksForRole = (condition: Comparison): boolean => condition.fact === 'who.role' && ('is' in condition || 'in' in condition);

function testOf(condition: Comparison, position: number): (view: View) => Truth {
  if ('known' in condition) {
    const wanted = condition.known;
    return ({ values }) => ((values[position] !== undefined) === wanted ? TRUE : FALSE);
  }
  const holds = compare(condition);
  if (!asksForRole(condition)) {
    return ({ values }) => {
      const value = values[position];
      return value === undefined ? UNKNOWN : holds(value) ? TRUE : FALSE;
    };
  }
  // Of a speaker who is not known, a role that is not even plausible is false and not merely unknown (R-05).
  const plausible = positionOf['who.plausible'];
  return ({ values }) => {
    const role = values[position];
    if (role !== undefined) return holds(role) ? TRUE : FALSE;
    const candidates = values[plausible];
    return Array.isArray(candidates) && !candidates.some(holds) ? FALSE : UNKNOWN;
  };
}

function compare(condition: Comparison): (value: FactValue) => boolean {
  if ('is' in condition) return (value) => value === condition.is;
  if ('in' in condition) {
    const list = new Set<FactValue>(condition.in);
    return (value) => list.has(value);
  }
  if ('has' in condition) return (value) => Array.isArray(value) && condition.has.some((item) => value.includes(item));
  const order = definitionOf(condition.fact).values;
  const place = (value: FactValue): number => (typeof value === 'number' ? value : order === undefined ? Number.NaN : order.indexOf(String(value)));
  if ('atLeast' in condition) {
    const least = place(condition.atLeast);
    return (value) => place(value) >= least;
  }
  if ('atMost' in condition) {
    const most = place(condition.atMost);
    return (value) => place(value) <= most;
  }
  return () => false;
}

const negate = (truth: Truth): Truth => (truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE);

function ask(predicate: Predicate, facts: Facts): Truth {
  try {
    const answer: unknown = predicate.evaluate(facts);
    return answer === true ? TRUE : answer === false ? FALSE : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

import type { Condition } from '../spec/condition.ts';
import type { FactName } from '../spec/facts.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { ask, asksForRole, FALSE, negate, testOf, TRUE, UNKNOWN, type Comparison, type Predicates, type Truth } from './comparison.ts';
import { NOT_KNOWN, positionOf, UNCODED, type View } from './view.ts';

/** The truth of every atom for one view, by number. */
export type Truths = Uint8Array;

/** The truths of the atoms that look at the same facts, for the same values of them. Made once. */
interface Row {
  readonly truths: Uint8Array;
  /** A bit for each condition that this row alone makes false, by its number. */
  readonly bars: Int32Array;
  /** For each reader of the block, the truths of the atoms it asks for: two bits each. */
  readonly shares: readonly number[];
}

/** Atoms that look at the same facts. */
interface Block {
  readonly atoms: number[];
  readonly tests: ((view: View) => Truth)[];
  /** Position of the fact whose code tells the views apart that can come out differently; otherwise `codeOf` does. */
  readonly fact: number | null;
  /** UNCODED: none can be told apart. */
  readonly codeOf: (codes: readonly number[]) => number;
  /** Rows by code. */
  readonly rows: (Row | undefined)[];
  /** Places of the atoms that conditions ask for, by reader. */
  readonly readers: (readonly number[])[];
  /** What has to hold for a condition, by its number, and looks at nothing but these atoms. */
  readonly gates: { readonly number: number; readonly test: Node['test'] }[];
  /** Rows by what they say: many codes come to the same. */
  readonly said: Map<string, Row>;
}

interface AtomPlace {
  readonly block: number;
  readonly place: number;
}

/** What all comparisons come to for one view, block by block. */
export type Verdict = readonly Row[];

/** Codes whose rows a block keeps: all there are but UNCODED. */
const MOST_CODES = 2 ** 15 + 1;
/** Different rows that a block shares among them. */
const MOST_ROWS = 4_096;

/**
 * A condition, compiled once. Everything it says follows from the truths of its atoms, so equal truths need be looked at once.
 * `because` adds the positions of the facts that settled it: for `all` that is false, the one that failed.
 */
export interface CompiledCondition {
  /** Place among all conditions. */
  readonly number: number;
  /** What it asks for, in threes: a block, the reader whose share of the row counts, and how far left it goes in its half of the key. Null where it does not fit. */
  readonly low: readonly number[] | null;
  readonly high: readonly number[];
  test(truths: Truths): Truth;
  because(truths: Truths, truth: Truth, into: number[]): void;
}

type Node = Pick<CompiledCondition, 'test' | 'because'>;

/** Bits of the two halves of a key: each a small integer, and both together exact in a number. */
const LOW = 30;
const HIGH = 22;

/** The truths of all atoms of a condition in one number: equal numbers, equal outcomes. Null where they are too many. */
export function keyOf({ low, high }: CompiledCondition, rows: Verdict): number | null {
  if (low === null) return null;
  const key = gathered(low, rows);
  return high.length === 0 ? key : key + gathered(high, rows) * 2 ** LOW;
}

function gathered(parts: readonly number[], rows: Verdict): number {
  let key = 0;
  for (let index = 0; index < parts.length; index += 3) {
    const { shares } = rows[parts[index] as number] as Row;
    key |= (shares[parts[index + 1] as number] as number) << (parts[index + 2] as number);
  }
  return key;
}

/** The comparisons of many conditions, each made once for each value it can meet. */
export class Conditions {
  readonly #predicates: Predicates;
  readonly #numbers = new Map<string, number>();
  readonly #blocks: Block[] = [];
  readonly #byFacts = new Map<string, Block>();
  /** Where each atom is. */
  readonly #places: AtomPlace[] = [];
  #compiled = 0;
  #open = new Int32Array(0);

  constructor(predicates: Predicates) {
    this.#predicates = predicates;
  }

  /** One that stays open is to be looked at whatever its comparisons say. */
  compile(condition: Condition, staysOpen = false): CompiledCondition {
    const atoms = new Set<number>();
    const node = this.#node(condition, atoms);
    const number = this.#compiled;
    this.#compiled += 1;
    for (const needed of staysOpen ? [] : conjuncts(condition)) {
      const looksAt = new Set<number>();
      const { test } = this.#node(needed, looksAt);
      const blocks = new Set([...looksAt].map((atom) => (this.#places[atom] as AtomPlace).block));
      const [block] = blocks;
      if (blocks.size === 1) (this.#blocks[block as number] as Block).gates.push({ number, test });
    }
    return { ...node, number, ...this.#halves(atoms) };
  }

  #halves(atoms: ReadonlySet<number>): Pick<CompiledCondition, 'low' | 'high'> {
    const asked = new Map<number, number[]>();
    for (const atom of atoms) {
      const { block, place } = this.#places[atom] as AtomPlace;
      asked.set(block, [...(asked.get(block) ?? []), place]);
    }
    const [low, high] = [{ most: LOW, bits: 0, parts: [] as number[] }, { most: HIGH, bits: 0, parts: [] as number[] }];
    for (const [block, places] of asked) {
      const width = 2 * places.length;
      const half = [low, high].find(({ bits, most }) => bits + width <= most);
      if (half === undefined) return { low: null, high: [] };
      const { readers } = this.#blocks[block] as Block;
      half.parts.push(block, readers.length, half.bits);
      half.bits += width;
      readers.push(places);
    }
    return { low: low.parts, high: high.parts };
  }

  judge(view: View): Verdict {
    const blocks = this.#blocks;
    const { codes } = view;
    const rows = new Array<Row>(blocks.length);
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index] as Block;
      const code = block.fact === null ? block.codeOf(codes) : (codes[block.fact] as number);
      rows[index] = block.rows[code] ?? this.#row(block, code, view);
    }
    return rows;
  }

  /** Conditions that no single row makes false: bit by number, to be read before the next is asked for. */
  open(rows: Verdict): Int32Array {
    const words = Math.ceil(this.#compiled / 32);
    if (this.#open.length !== words) this.#open = new Int32Array(words);
    const all = this.#open;
    for (let word = 0; word < words; word += 1) {
      let open = -1;
      for (let index = 0; index < rows.length; index += 1) open &= ~((rows[index] as Row).bars[word] as number);
      all[word] = open;
    }
    all[words - 1] = (all[words - 1] as number) & (-1 >>> (words * 32 - this.#compiled));
    return all;
  }

  /** Writes the truths of a verdict, for those who have to look at each. */
  truths(rows: Verdict): Truths {
    const all = new Uint8Array(this.#places.length);
    const blocks = this.#blocks;
    for (let index = 0; index < blocks.length; index += 1) {
      const { atoms } = blocks[index] as Block;
      const { truths } = rows[index] as Row;
      for (let place = 0; place < atoms.length; place += 1) all[atoms[place] as number] = truths[place] as number;
    }
    return all;
  }

  #row(block: Block, code: number, view: View): Row {
    const truths = Uint8Array.from(block.tests, (test) => test(view));
    const text = truths.join('');
    let row = block.said.get(text);
    if (row === undefined) {
      const bars = new Int32Array(Math.ceil(this.#compiled / 32));
      const all = new Uint8Array(this.#places.length);
      block.atoms.forEach((atom, place) => (all[atom] = truths[place] as number));
      for (const { number, test } of block.gates) if (test(all) === FALSE) bars[number >> 5] = (bars[number >> 5] as number) | (1 << (number & 31));
      const shares = block.readers.map((places) => places.reduce((share, place) => (share << 2) | (truths[place] as number), 0));
      row = { truths, bars, shares };
      if (block.said.size < MOST_ROWS) block.said.set(text, row);
    }
    if (code < MOST_CODES) {
      while (block.rows.length <= code) block.rows.push(undefined);
      block.rows[code] = row;
    }
    return row;
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
      const number = this.#atom(condition, ({ facts }) => ask(predicate, facts), atoms, () => this.#blockOf('predicates', () => UNCODED));
      return { test: (truths) => truths[number] as Truth, because: () => undefined };
    }
    return this.#comparison(condition, atoms);
  }

  #comparison(condition: Comparison, atoms: Set<number>): Node {
    const position = positionOf[condition.fact];
    const blockOf = (fact: number): Block => this.#blockOf(String(fact), () => UNCODED, fact);
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
      number = this.#places.length;
      this.#numbers.set(key, number);
      const block = blockOf();
      this.#places.push({ block: this.#blocks.indexOf(block), place: block.atoms.length });
      block.atoms.push(number);
      block.tests.push(test);
    }
    atoms.add(number);
    return number;
  }

  #blockOf(facts: string, codeOf: Block['codeOf'], fact: number | null = null): Block {
    let block = this.#byFacts.get(facts);
    if (block === undefined) {
      block = { atoms: [], tests: [], fact, codeOf, rows: [], readers: [], gates: [], said: new Map() };
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

/** What has to hold, each by itself. */
const conjuncts = (condition: Condition): readonly Condition[] => ('all' in condition ? condition.all.flatMap(conjuncts) : [condition]);

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
        if (item.test(truths) !== truth) continue;
        item.because(truths, truth, into);
        if (truth === settling) return;
      }
    },
  };
}

function note(position: number, into: number[]): void {
  if (!into.includes(position)) into.push(position);
}

import { addDistinct, countDistinct, removeDistinct } from '../../lib/distinct.ts';

export const DAY = 24 * 3_600_000;
/** Days that are counted. */
export const DAYS = 35;
/** A term is kept in words from this many authors on: fewer are somebody's own words. */
export const FEWEST_AUTHORS = 3;

/** Terms kept at least; at twice as many those said least and longest ago are dropped. */
const KEPT = 1_500;
/** Authors told apart exactly; beyond, their number is estimated within about 18 %. */
export const AUTHORS = 32;
/** Somebody who says it again is counted again once so many others said it. */
const LATELY = 16;
const EVIDENCE = 5;
/** What was said so long ago counts half when it is decided which terms are kept, in ms. */
const HALF_LIFE = 14 * DAY;
/** Weights grow with time; beyond this many half-lives they are all made smaller. */
const MOST_HALF_LIVES = 64;

/** Mentions of a day, and how many of them were negative. Days are counted from 1970, in UTC. */
export type DayCount = [day: number, mentions: number, negative: number];

/** One term. */
export interface Counted {
  /** Salted hash of its form. */
  key: number;
  /** Null until enough authors use it. */
  form: string | null;
  /** How much it was said of late, and how much it may have been said before it was kept; both in the table's own measure. */
  weight: number;
  slack: number;
  /** Smallest hashes of authors, and the latest. */
  authors: number[];
  lately: number[];
  days: DayCount[];
  first: number;
  last: number;
  /** Ids of the latest mentions. */
  evidence: string[];
}

/** The fields of a `Counted`, without their names: thousands of terms are kept. */
type CountedState = [key: number, form: string | null, weight: number, slack: number, authors: number[], lately: number[], days: DayCount[], first: number, last: number, evidence: string[]];

export interface TermTableState {
  epoch: number | null;
  floor: number;
  terms: CountedState[];
}

export interface SaidOnce {
  mention: string;
  author: number;
  at: number;
  negative: boolean;
}

/**
 * How much each term is said, and by how many, in bounded memory: lossy counting (Manku and Motwani 2002) whose counts fade with time. Any term that makes up more than
 * 1/1,500 of what was said of late is kept; when the table overflows, the terms that cannot be among these go.
 */
export class TermTable {
  readonly #terms: Map<number, Counted>;
  /** When something said weighs 1; null before anything was said. */
  #epoch: number | null;
  /** Most that a term which is not kept may weigh. */
  #floor: number;
  #dropped = 0;

  constructor(state?: TermTableState) {
      this.#terms = new Map();
    for (const [key, form, weight, slack, authors, lately, days, first, last, evidence] of structuredClone(state?.terms ?? [])) this.#terms.set(key, { key, form, weight, slack, authors, lately, days, first, last, evidence });
    this.#epoch = state?.epoch ?? null;
    this.#floor = state?.floor ?? 0;
  }

  /** How often words were dropped, as too few authors were left who use them. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Not all that is said can be kept. */
  get isCrowded(): boolean {
    return this.#terms.size >= KEPT;
  }

  get(key: number): Counted | undefined {
    return this.#terms.get(key);
  }

  values(): IterableIterator<Counted> {
    return this.#terms.values();
  }

  /** True where it counts: somebody who repeats it is one voice. */
  add(key: number, form: string | null, said: SaidOnce): boolean {
    const weight = this.#weightAt(said.at);
    let term = this.#terms.get(key);
    if (term === undefined) {
      term = { key, form: null, weight: 0, slack: this.#floor, authors: [], lately: [], days: [], first: said.at, last: said.at, evidence: [] };
      this.#terms.set(key, term);
    }
    const again = latest(term.lately, said.author, LATELY);
    if (!again) {
      term.weight += weight;
      term.first = Math.min(term.first, said.at);
      term.last = Math.max(term.last, said.at);
      addDistinct(term.authors, said.author, AUTHORS);
      countDay(term.days, said.at, said.negative, 1);
    }
    if (form !== null && countDistinct(term.authors, AUTHORS) >= FEWEST_AUTHORS) {
      term.form = form;
      if (!again) latest(term.evidence, said.mention, EVIDENCE);
    }
    if (this.#terms.size > 2 * KEPT) this.#drop();
    return !again;
  }

  /** Takes back what a mention counted for; `wholly`: its author said it in no other mention that is remembered. */
  remove(key: number, said: SaidOnce, wholly: boolean): void {
    const term = this.#terms.get(key);
    if (term === undefined) return;
    term.weight = Math.max(0, term.weight - this.#weightAt(said.at));
    countDay(term.days, said.at, said.negative, -1);
    if (wholly) this.#without(term, said.author);
    if (term.days.length === 0) this.#terms.delete(key);
  }

  forgetMention(mention: string): void {
    for (const { evidence } of this.#terms.values()) removeFrom(evidence, mention);
  }

  forgetAuthor(author: number): void {
    for (const term of this.#terms.values()) this.#without(term, author);
  }

  state(): TermTableState {
    const terms = [...this.#terms.values()].map(({ key, form, weight, slack, authors, lately, days, first, last, evidence }): CountedState => [key, form, weight, slack, authors, lately, days, first, last, evidence]);
    return structuredClone({ epoch: this.#epoch, floor: this.#floor, terms });
  }

  /** Beyond so many authors that they are estimated, one hash less would be a wrong estimate: it stays, and tells nobody's name. */
  #without(term: Counted, author: number): void {
    removeDistinct(term.authors, author, AUTHORS);
    removeFrom(term.lately, author);
    if (countDistinct(term.authors, AUTHORS) >= FEWEST_AUTHORS) return;
    if (term.form !== null) this.#dropped += 1;
    term.form = null;
    term.evidence.length = 0;
  }

  #weightAt(at: number): number {
    this.#epoch ??= at;
    const halfLives = (at - this.#epoch) / HALF_LIFE;
    if (halfLives <= MOST_HALF_LIVES) return 2 ** halfLives;
    const smaller = 2 ** -halfLives;
    for (const term of this.#terms.values()) {
      term.weight *= smaller;
      term.slack *= smaller;
    }
    this.#floor *= smaller;
    this.#epoch = at;
    return 1;
  }

  #drop(): void {
    const sorted = [...this.#terms.values()].sort((a, b) => b.weight + b.slack - (a.weight + a.slack) || b.last - a.last || a.key - b.key);
    for (const { key, weight, slack } of sorted.slice(KEPT)) {
      this.#floor = Math.max(this.#floor, weight + slack);
      this.#terms.delete(key);
    }
  }
}

/** Adds to a count of the day; days that are not counted any more go. */
export function countDay(days: DayCount[], at: number, negative: boolean, step: 1 | -1): void {
  const day = Math.floor(at / DAY);
  let index = days.length;
  while (index > 0 && (days[index - 1] as DayCount)[0] > day) index -= 1;
  let count = days[index - 1];
  if (count?.[0] !== day) {
    if (step < 0) return;
    count = [day, 0, 0];
    days.splice(index, 0, count);
  }
  count[1] += step;
  if (negative) count[2] += step;
  if (count[1] <= 0) days.splice(days.indexOf(count), 1);
  const oldest = (days.at(-1)?.[0] ?? day) - DAYS;
  while (days.length > 0 && (days[0] as DayCount)[0] <= oldest) days.shift();
}

/** Puts it last among the latest `most`; true where it was among them. */
function latest<T>(list: T[], value: T, most: number): boolean {
  const had = removeFrom(list, value);
  list.push(value);
  if (list.length > most) list.shift();
  return had;
}

function removeFrom<T>(list: T[], value: T): boolean {
  const at = list.indexOf(value);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

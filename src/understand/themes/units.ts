import type { Counted } from './term-table.ts';
import type { TermReader } from './term-reader.ts';

/** Of its bare word, so many must be said beside a form before the two are taken for one. */
const BARE_SHARE = 0.1;
/** A pair makes up so much of its rarer word, or its words stand together by chance. */
const PAIR_SHARE = 0.15;
/** A word that is said so often in a pair is that pair's. */
const SWALLOWED = 0.6;

/** A word or pair in all its forms, the most said first. */
export interface Unit {
  /** Bare form; two for a pair. */
  readonly words: readonly string[];
  readonly forms: Counted[];
  readonly count: number;
  /** Words whose place this pair took. */
  readonly swallowed: Unit[];
}

/** Brings the forms of a word together, drops pairs by chance, and gives words that are mostly said in a pair to that pair. */
export function unitsOf(terms: readonly Counted[], reader: TermReader, countOf: (term: Counted) => number): Unit[] {
  const counts = new Map<string, number>();
  for (const term of terms) if (term.form !== null && isWord(term.form)) counts.set(term.form, countOf(term));
  const bare = bareForms(counts, reader);
  const units = new Map<string, Unit & { count: number }>();
  for (const term of terms) {
    const words = (term.form ?? '').split(' ').map((word) => bare.get(word) ?? word);
    const name = words.join(' ');
    const unit = units.get(name) ?? { words, forms: [], count: 0, swallowed: [] };
    unit.forms.push(term);
    unit.count += countOf(term);
    units.set(name, unit);
  }
  for (const { forms } of units.values()) forms.sort((a, b) => countOf(b) - countOf(a) || byForm(a, b));
  return withPairs([...units.values()].sort(byCount), units);
}

/** From each form to the barest form of the same word. */
function bareForms(counts: ReadonlyMap<string, number>, reader: TermReader): Map<string, string> {
  const next = new Map<string, string>();
  for (const [form, count] of counts) {
    let best = '';
    for (const one of reader.simpler(form)) {
      const said = counts.get(one) ?? 0;
      if (said >= BARE_SHARE * count && said > (counts.get(best) ?? 0)) best = one;
    }
    if (best !== '') next.set(form, best);
  }
  const bare = new Map<string, string>();
  for (const form of counts.keys()) {
    const chain = new Set([form]);
    let last = form;
    // An ending may be put back that another rule takes off.
    for (let one = next.get(form); one !== undefined && !chain.has(one); one = next.get(one)) chain.add((last = one));
    bare.set(form, last);
  }
  return bare;
}

function withPairs(sorted: readonly Unit[], units: ReadonlyMap<string, Unit>): Unit[] {
  const gone = new Set<Unit>();
  for (const pair of sorted) {
    if (pair.words.length < 2) continue;
    const words = pair.words.flatMap((word) => units.get(word) ?? []);
    const rarer = Math.min(...words.map(({ count }) => count));
    if (words.length < 2 || pair.count < PAIR_SHARE * rarer) {
      gone.add(pair);
      continue;
    }
    // The pair that is said most comes first: a word goes to one pair alone.
    for (const word of words) {
      if (gone.has(word) || pair.count < SWALLOWED * word.count) continue;
      gone.add(word);
      pair.swallowed.push(word);
    }
  }
  return sorted.filter((unit) => !gone.has(unit));
}

/** The most said first, then by name. */
function byCount(a: Unit, b: Unit): number {
  return b.count - a.count || inOrder(a.words.join(' '), b.words.join(' '));
}

/** By form: hashes order them otherwise in every store. */
export function byForm(a: Counted, b: Counted): number {
  return inOrder(a.form ?? '', b.form ?? '');
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a === b ? 0 : 1);

const isWord = (form: string): boolean => !form.includes(' ');

import { comparedWords } from '../../src/intake/compared-words.ts';
import { Fingerprinter, NearDuplicates } from '../../src/intake/index.ts';

/** Says whether `b` repeats `a`. */
export type Judge = (a: string, b: string) => boolean;

const idOf = (number: number): string => `post_${String(number).padStart(20, '0')}`;

/** As the monitor does it: one is remembered, then the other is heard. */
export function kashuv(seed = 1): Judge {
  const prints = new Fingerprinter(seed);
  return (a, b) => {
    const index = new NearDuplicates({ windowMs: 1, most: 2 });
    const [first, second] = [prints.of(a), prints.of(b)];
    if (first === null || second === null) return false;
    index.hear(idOf(1), 0, first);
    return index.hear(idOf(2), 0, second).copy !== null;
  };
}

const plainWords = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** What is usually done: word 3-shingles of the folded text, Jaccard from one half on. */
export const shingles: Judge = (a, b) => {
  const [one, other] = [shinglesOf(plainWords(a)), shinglesOf(plainWords(b))];
  let both = 0;
  for (const shingle of one) if (other.has(shingle)) both += 1;
  return both / (one.size + other.size - both) >= 0.5;
};

function shinglesOf(words: readonly string[]): Set<string> {
  if (words.length < 3) return new Set([words.join(' ')]);
  return new Set(words.slice(2).map((word, at) => `${words[at] ?? ''} ${words[at + 1] ?? ''} ${word}`));
}

/** The same folded words. */
export const same: Judge = (a, b) => plainWords(a).join(' ') === plainWords(b).join(' ');

/**
 * 64-bit SimHash (Charikar 2002) over the words and pairs of words that kashuv compares, so that the two differ in the sketch alone. No rule about
 * numbers, names, denials or short texts.
 */
export function simhash(distance: number): Judge {
  return (a, b) => {
    let difference = simhashOf(a) ^ simhashOf(b);
    let bits = 0;
    for (; difference !== 0n; difference &= difference - 1n) bits += 1;
    return bits <= distance;
  };
}

function simhashOf(text: string): bigint {
  const { words } = comparedWords(text);
  const features = new Set([...words, ...words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)]);
  const sums = new Int32Array(64);
  for (const feature of features) {
    let hash = 0xcbf29ce484222325n;
    for (const unit of feature) hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * 0x100000001b3n);
    hash ^= hash >> 32n;
    hash = BigInt.asUintN(64, hash * 0xd6e8feb86659fd93n);
    hash ^= hash >> 32n;
    for (let bit = 0; bit < 64; bit += 1) sums[bit] = (sums[bit] ?? 0) + ((hash >> BigInt(bit)) & 1n ? 1 : -1);
  }
  return sums.reduce((bits, sum, bit) => (sum > 0 ? bits | (1n << BigInt(bit)) : bits), 0n);
}

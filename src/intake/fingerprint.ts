import { comparedWords } from './compared-words.ts';

/** What is kept of a text so that its near-copies are recognised. Without the seed it tells nothing of the text. */
export interface Fingerprint {
  /** Words compared. */
  readonly words: number;
  /** Distinct words and pairs of neighbouring words. */
  readonly features: number;
  /** How often something is denied; `UNKNOWN` where the text is cut off. */
  readonly negations: number;
  /** Numbers, names, and all that is capitalised, as sets of 32 bits, three for each. */
  readonly numbers: number;
  readonly names: number;
  readonly capitals: number;
  /** `SKETCH` numbers of eight classes each: of the features of a class the smallest hash, reduced to 1–15; 0 where there is none. */
  readonly sketch: Uint32Array;
  /** What it is found by: rare pairs of words, `MOST_KEYS` at most. */
  readonly keys: Uint32Array;
}

/** 128 classes, four bits each. The share that two posts have in common is told within 0.02 (one standard deviation), that of long texts within 0.04. */
export const SKETCH = 16;
const CLASSES = SKETCH * 8;
/** Pairs of words a text is found by: half of the beginning, half of the whole, so that a shorter copy is found by its own. */
export const MOST_KEYS = 6;
export const UNKNOWN = 255;
const BEGINNING = 20;
const LEAST_WORDS = 6;
const LEAST_DISTINCT = 5;
const LEAST_LETTERS = 20;
/** A character of a script without blanks is about half a word. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;

/** Makes fingerprints with one seed; those of different seeds have nothing in common. Holds scratch memory and nothing of a text. */
export class Fingerprinter {
  readonly #seed: number;
  readonly #least = new Uint32Array(CLASSES);

  /** `seed`: a whole number of 32 bits; whoever does not know it cannot make texts that collide. */
  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  /** Null for a text that says too little to be told from what others say in the same words. */
  of(text: string, title?: string): Fingerprint | null {
    const { words, numbers, names, capitals, negations } = comparedWords(text, title);
    if (!saysEnough(words)) return null;
    const hashes = words.map((word) => this.#hash(word));
    const distinct = new Set<number>();
    const pairs: { rank: number; hash: number; at: number }[] = [];
    for (let at = 0; at < hashes.length; at += 1) {
      const hash = hashes[at] as number;
      distinct.add(hash);
      if (at + 1 === hashes.length) break;
      const pair = mix((Math.imul(hash, 0x9e3779b1) + (hashes[at + 1] as number)) | 0);
      if (distinct.has(pair)) continue;
      distinct.add(pair);
      // Rare words are long ones: a pair of short ones is taken where there is nothing else.
      const weight = Math.min(24, (words[at] as string).length + (words[at + 1] as string).length) ** 2;
      pairs.push({ rank: -Math.log((mix(pair ^ 0x5bd1e995) + 1) / 0x1_0000_0001) / weight, hash: pair, at });
    }
    return {
      words: words.length,
      features: distinct.size,
      negations: negations ?? UNKNOWN,
      numbers: this.#bits(numbers),
      names: this.#bits(names),
      capitals: this.#bits(capitals),
      sketch: this.#sketch(distinct),
      keys: keysOf(pairs),
    };
  }

  #sketch(features: ReadonlySet<number>): Uint32Array {
    const least = this.#least.fill(0xffffffff);
    for (const feature of features) {
      const place = feature >>> 25;
      const value = mix(feature);
      if (value < (least[place] as number)) least[place] = value;
    }
    const sketch = new Uint32Array(SKETCH);
    least.forEach((value, place) => {
      // Of the smallest hash the upper bits are mostly zeros; a remainder is as good as chance.
      if (value !== 0xffffffff) sketch[place >> 3] = (sketch[place >> 3] as number) | ((1 + (value % 15)) << ((place & 7) * 4));
    });
    return sketch;
  }

  #bits(words: readonly string[]): number {
    let bits = 0;
    for (const word of words) {
      const hash = this.#hash(word);
      const first = hash >>> 27;
      const second = (first + 1 + ((hash >>> 18) % 31)) & 31;
      const third = (second + 1 + ((hash >>> 9) % 31)) & 31;
      bits |= (1 << first) | (1 << second) | (1 << third);
    }
    return bits >>> 0;
  }

  #hash(word: string): number {
    let hash = this.#seed;
    for (let at = 0; at < word.length; at += 1) {
      hash = Math.imul(hash ^ word.charCodeAt(at), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return mix(hash);
  }
}

function keysOf(pairs: { rank: number; hash: number; at: number }[]): Uint32Array {
  pairs.sort((a, b) => a.rank - b.rank || a.hash - b.hash);
  const keys = new Set<number>();
  for (const { hash, at } of pairs) if (keys.size < MOST_KEYS / 2 && at < BEGINNING) keys.add(hash);
  for (const { hash } of pairs) if (keys.size < MOST_KEYS) keys.add(hash);
  return Uint32Array.from(keys);
}

function saysEnough(words: readonly string[]): boolean {
  const distinct = new Set(words);
  if (distinct.size < LEAST_DISTINCT) return false;
  let count = 0;
  let letters = 0;
  for (const word of words) {
    const unspaced = UNSPACED.test(word);
    count += unspaced ? 0.5 : 1;
    letters += unspaced ? 2 : word.length;
  }
  return count >= LEAST_WORDS && letters >= LEAST_LETTERS;
}

/** The finaliser of MurmurHash3: every bit of the input moves half of the output's. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const HEAD = 15;
const KEYS = HEAD + SKETCH * 4;

/** As text, to be stored. */
export function packFingerprint({ words, features, negations, numbers, names, capitals, sketch, keys }: Fingerprint): string {
  const bytes = Buffer.alloc(KEYS + keys.length * 4);
  bytes.set([words, features, negations]);
  bytes.writeUInt32LE(numbers, 3);
  bytes.writeUInt32LE(names, 7);
  bytes.writeUInt32LE(capitals, 11);
  sketch.forEach((classes, at) => bytes.writeUInt32LE(classes, HEAD + at * 4));
  keys.forEach((key, at) => bytes.writeUInt32LE(key, KEYS + at * 4));
  return bytes.toString('base64');
}

/** What `packFingerprint` made; null for what is none. */
export function unpackFingerprint(text: string): Fingerprint | null {
  const bytes = Buffer.from(text, 'base64');
  const keys = (bytes.length - KEYS) / 4;
  if (!Number.isInteger(keys) || keys < 0 || keys > MOST_KEYS) return null;
  const [words = 0, features = 0, negations = 0] = bytes;
  return {
    words,
    features,
    negations,
    numbers: bytes.readUInt32LE(3),
    names: bytes.readUInt32LE(7),
    capitals: bytes.readUInt32LE(11),
    sketch: Uint32Array.from({ length: SKETCH }, (_, at) => bytes.readUInt32LE(HEAD + at * 4)),
    keys: Uint32Array.from({ length: keys }, (_, at) => bytes.readUInt32LE(KEYS + at * 4)),
  };
}

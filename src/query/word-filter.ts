/**
 * Says of plain words (ASCII letters and digits) which ones cannot matter, without cutting them out of the text. It keeps hashes: a word it lets
 * through may still be another one.
 */
export class WordFilter {
  readonly #words = new Hashes();
  readonly #beginnings = new Edges();
  readonly #endings = new Edges();
  /** Some pattern has a wildcard at both ends, and may fit any word. */
  #any = false;
  #patterns = false;

  /** A folded word that has to be let through. Other words than plain ones are none of its business. */
  add(word: string): void {
    let hash = SEED;
    for (let index = 0; index < word.length; index += 1) {
      const letter = plainLetter(word, index);
      if (letter === 0) return;
      hash = Math.imul(hash ^ letter, PRIME);
    }
    this.#words.add(hash);
  }

  /** A folded word with wildcards. */
  addPattern(pattern: string): void {
    this.#patterns = true;
    const { length } = pattern;
    if (!isWild(pattern, 0)) this.#beginnings.add(pattern, 0, 1);
    else if (!isWild(pattern, length - 1)) this.#endings.add(pattern, length - 1, -1);
    else this.#any = true;
  }

  /** False: nobody asks for the word from `start` to `end`. `hash`: of its letters in lower case. */
  lets(hash: number, text: string, start: number, end: number): boolean {
    if (this.#words.has(hash)) return true;
    if (!this.#patterns) return false;
    return this.#any || this.#beginnings.fit(text, start, end - start, 1) || this.#endings.fit(text, end - 1, end - start, -1);
  }
}

/** FNV-1a over letters in lower case. */
export const SEED = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;

/** Lower case of an ASCII letter or digit; 0 for all else. By code. */
export const PLAIN_LETTERS: Readonly<Uint8Array> = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? code : 0;
});

function plainLetter(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < 0x80 ? (PLAIN_LETTERS[code] as number) : 0;
}

const isWild = (pattern: string, index: number): boolean => pattern[index] === '*' || pattern[index] === '?';

/** Letters at an edge of a word that tell patterns apart. */
const EDGE = 5;

/** How words begin, or end, by their outermost letters. */
class Edges {
  /** By how many letters are known. */
  readonly #byLength: Hashes[] = [];

  add(pattern: string, from: number, step: 1 | -1): void {
    let hash = SEED;
    let length = 0;
    for (let index = from; length < EDGE && index >= 0 && index < pattern.length && !isWild(pattern, index); index += step) {
      const letter = plainLetter(pattern, index);
      // What is no plain letter is in no plain word.
      if (letter === 0) return;
      hash = Math.imul(hash ^ letter, PRIME);
      length += 1;
    }
    while (this.#byLength.length < length) this.#byLength.push(new Hashes());
    this.#byLength[length - 1]?.add(hash);
  }

  fit(text: string, from: number, letters: number, step: 1 | -1): boolean {
    let hash = SEED;
    const most = Math.min(this.#byLength.length, letters);
    for (let length = 0; length < most; length += 1) {
      hash = Math.imul(hash ^ plainLetter(text, from + length * step), PRIME);
      if ((this.#byLength[length] as Hashes).has(hash)) return true;
    }
    return false;
  }
}

/** A set of hashes. 0 marks an empty slot and is kept as 1. */
class Hashes {
  #slots = new Int32Array(0);
  #count = 0;

  add(hash: number): void {
    if (2 * (this.#count += 1) > this.#slots.length) {
      const before = this.#slots;
      this.#slots = new Int32Array(Math.max(16, before.length * 4));
      for (const kept of before) if (kept !== 0) this.#put(kept);
    }
    this.#put(hash === 0 ? 1 : hash);
  }

  has(hash: number): boolean {
    const slots = this.#slots;
    if (slots.length === 0) return false;
    const mask = slots.length - 1;
    const wanted = hash === 0 ? 1 : hash;
    for (let slot = spread(wanted) & mask; ; slot = (slot + 1) & mask) {
      const here = slots[slot];
      if (here === wanted) return true;
      if (here === 0) return false;
    }
  }

  #put(hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== hash) slot = (slot + 1) & mask;
    this.#slots[slot] = hash;
  }
}

const spread = (hash: number): number => hash ^ (hash >>> 15);

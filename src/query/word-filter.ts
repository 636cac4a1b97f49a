/**
 * Says of plain words (ASCII letters and digits) which ones cannot matter, without cutting them out of the text. It keeps hashes: a word it lets
 * through may still be another one.
 */
export class WordFilter {
  #slots = new Int32Array(64);
  #count = 0;
  /** Patterns go by their first two letters or their last two; by none where they have a wildcard at both ends. */
  readonly #beginnings = new Uint8Array(PAIRS);
  readonly #endings = new Uint8Array(PAIRS);
  #any = false;
  #patterns = false;

  /** A folded word that has to be let through. Other words than plain ones are none of its business. */
  add(word: string): void {
    let hash = SEED;
    for (let index = 0; index < word.length; index += 1) {
      const letter = plainLetter(word.charCodeAt(index));
      if (letter === 0) return;
      hash = Math.imul(hash ^ letter, PRIME);
    }
    if (2 * (this.#count += 1) > this.#slots.length) this.#grow();
    insert(this.#slots, hash);
  }

  /** A folded word with wildcards. */
  addPattern(pattern: string): void {
    this.#patterns = true;
    if (!isWild(pattern.charCodeAt(0))) mark(this.#beginnings, pattern.charCodeAt(0), pattern.charCodeAt(1));
    else if (!isWild(pattern.charCodeAt(pattern.length - 1))) mark(this.#endings, pattern.charCodeAt(pattern.length - 1), pattern.charCodeAt(pattern.length - 2));
    else this.#any = true;
  }

  /** False: nobody asks for the word from `start` to `end`. `hash`: of its letters in lower case. */
  lets(hash: number, text: string, start: number, end: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const wanted = hash === 0 ? 1 : hash;
    for (let slot = spread(wanted) & mask; ; slot = (slot + 1) & mask) {
      const here = slots[slot];
      if (here === wanted) return true;
      if (here === 0) break;
    }
    if (!this.#patterns) return false;
    if (this.#any) return true;
    // A word of one letter has no second one.
    const second = end - start > 1 ? 1 : 0;
    return this.#beginnings[pair(plainLetter(text.charCodeAt(start)), second === 0 ? 0 : plainLetter(text.charCodeAt(start + 1)))] === 1
      || this.#endings[pair(plainLetter(text.charCodeAt(end - 1)), second === 0 ? 0 : plainLetter(text.charCodeAt(end - 2)))] === 1;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 4);
    for (const hash of before) if (hash !== 0) insert(this.#slots, hash);
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
const plainLetter = (code: number): number => (code < 0x80 ? (PLAIN_LETTERS[code] as number) : 0);
const isWild = (code: number): boolean => code === 0x2a || code === 0x3f;

/** Two letters, outermost first; 0 for none. */
const PAIRS = 0x80 * 0x80;
const pair = (outer: number, inner: number): number => (outer << 7) | inner;

function mark(pairs: Uint8Array, outer: number, inner: number): void {
  // What is no plain letter is in no plain word.
  if (plainLetter(outer) === 0) return;
  if (isWild(inner)) pairs.fill(1, pair(outer, 0), pair(outer + 1, 0));
  else pairs[pair(outer, plainLetter(inner))] = 1;
}

const spread = (hash: number): number => hash ^ (hash >>> 15);

function insert(slots: Int32Array, hash: number): void {
  const mask = slots.length - 1;
  const kept = hash === 0 ? 1 : hash;
  let slot = spread(kept) & mask;
  while (slots[slot] !== 0 && slots[slot] !== kept) slot = (slot + 1) & mask;
  slots[slot] = kept;
}

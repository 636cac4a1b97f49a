const MAX_LETTERS = 24;
/** No letter beyond belongs to a language that is told by its words. */
const LETTERS = 0x1f00;
const [APOSTROPHE, CURLY, HASH, AT, DOT, COLON, SLASH] = [0x27, 0x2019, 0x23, 0x40, 0x2e, 0x3a, 0x2f];
/** A mark above or below the letter before: passed over. */
const PASSED = 1;

/** What was found in one text. It is the table's own and filled anew by each reading. */
export interface Reading {
  words: number;
  letters: number;
  /** Numbers of the words found, in their order. */
  readonly found: Int32Array;
  hits: number;
  /** Letters beyond ASCII, in lower case and in their order. */
  readonly marked: Uint16Array;
  marks: number;
}

/**
 * Finds the words of a vocabulary in a text without taking it apart: letters are folded and hashed where they stand, and nothing is allocated.
 * Links, handles, tags and what hangs on a dot (`acme.it`) or a digit (`s24`) are no words. Case, the shape of an apostrophe and letters stretched beyond two
 * (`sooo`) do not matter; of a word with an apostrophe that is not known the two parts are looked up.
 */
export class WordTable {
  readonly #limit: number;
  readonly #fold = foldedLetters();
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  readonly #starts: Int32Array;
  readonly #spelt: Uint16Array;
  readonly #word = new Uint16Array(MAX_LETTERS);
  readonly #reading: Reading;

  /** `words`: different, in lower case; the place in the list is a word's number. `limit`: how much of a text is read, in UTF-16 units. */
  constructor(words: readonly string[], limit: number) {
    let size = 64;
    while (size < words.length * 3) size *= 2;
    this.#limit = limit;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(-1);
    this.#hashes = new Int32Array(words.length);
    this.#starts = new Int32Array(words.length + 1);
    this.#spelt = new Uint16Array(words.reduce((sum, word) => sum + word.length, 0));
    this.#reading = { words: 0, letters: 0, found: new Int32Array(limit), hits: 0, marked: new Uint16Array(limit), marks: 0 };
    let at = 0;
    for (const [number, word] of words.entries()) {
      for (let index = 0; index < word.length; index++) this.#spelt[at++] = word.charCodeAt(index);
      this.#starts[number + 1] = at;
      const hash = hashOf(this.#spelt, this.#starts[number] ?? 0, at);
      this.#hashes[number] = hash;
      let slot = spread(hash) & this.#mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = number;
    }
  }

  read(text: string): Reading {
    const reading = this.#reading;
    const fold = this.#fold;
    const word = this.#word;
    const end = Math.min(text.length, this.#limit);
    reading.words = reading.letters = reading.hits = reading.marks = 0;
    let at = 0;
    while (at < end) {
      const unit = text.charCodeAt(at);
      const first = unit < LETTERS ? (fold[unit] as number) : 0;
      if (first <= PASSED) {
        at++;
        if (unit === HASH || unit === AT || (unit === COLON && text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === SLASH)) at = this.#pastToken(text, at, end);
        continue;
      }
      const begin = at;
      let length = 0;
      let apostrophe = -1;
      let run = 0;
      let last = 0;
      for (; at < end; at++) {
        const one = text.charCodeAt(at);
        let letter = one < LETTERS ? (fold[one] as number) : 0;
        if (letter === PASSED) continue;
        if (letter === 0) {
          if (one !== APOSTROPHE && one !== CURLY) break;
          const next = at + 1 < end ? text.charCodeAt(at + 1) : 0;
          if (next >= LETTERS || (fold[next] as number) <= PASSED) break;
          if (apostrophe < 0) apostrophe = length;
          letter = APOSTROPHE;
        } else {
          if (one > 0x7f) reading.marked[reading.marks++] = letter;
          reading.letters++;
        }
        if (letter === last) {
          // Nobody's word has a letter three times: what is stretched is taken for one.
          if (++run === 3 && length <= MAX_LETTERS) length--;
          if (run > 2) continue;
        } else {
          last = letter;
          run = 1;
        }
        if (length < MAX_LETTERS) word[length] = letter;
        length++;
      }
      if (text.charCodeAt(at) === COLON && text.charCodeAt(at + 1) === SLASH) continue;
      if (at - begin === 3 && run === 3 && last === 0x77 && text.charCodeAt(at) === DOT) {
        at = this.#pastToken(text, at, end);
        continue;
      }
      reading.words++;
      if (length > MAX_LETTERS || isDigit(text.charCodeAt(at)) || (begin > 0 && isDigit(text.charCodeAt(begin - 1)))) continue;
      if (begin > 1 && unit > 0x60 && text.charCodeAt(begin - 1) === DOT && (fold[text.charCodeAt(begin - 2)] ?? 0) > PASSED) continue;
      const number = this.#numberOf(0, length);
      if (number >= 0) reading.found[reading.hits++] = number;
      else if (apostrophe > 0) this.#parts(apostrophe, length);
    }
    return reading;
  }

  #parts(apostrophe: number, length: number): void {
    const reading = this.#reading;
    for (const number of [this.#numberOf(0, apostrophe), this.#numberOf(apostrophe + 1, length)]) if (number >= 0) reading.found[reading.hits++] = number;
  }

  #numberOf(from: number, to: number): number {
    const word = this.#word;
    const hash = hashOf(word, from, to);
    for (let slot = spread(hash) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const number = this.#slots[slot] as number;
      if (number < 0) return -1;
      if (this.#hashes[number] === hash && this.#isSpelt(number, from, to)) return number;
    }
  }

  #isSpelt(number: number, from: number, to: number): boolean {
    const start = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - start !== to - from) return false;
    for (let index = from; index < to; index++) if (this.#word[index] !== this.#spelt[start + index - from]) return false;
    return true;
  }

  /** Where the next white space stands. */
  #pastToken(text: string, from: number, end: number): number {
    let at = from;
    while (at < end && !isSpace(text.charCodeAt(at))) at++;
    return at;
  }
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029;
}

function hashOf(units: Uint16Array, from: number, to: number): number {
  let hash = 0;
  for (let index = from; index < to; index++) hash = (Math.imul(hash, 31) + (units[index] as number)) | 0;
  return hash;
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 12;
}

/** The lower case of each letter, PASSED for combining marks, 0 for everything else. */
function foldedLetters(): Uint16Array {
  const folded = new Uint16Array(LETTERS);
  for (let unit = 0; unit < LETTERS; unit++) {
    const letter = String.fromCharCode(unit);
    if (/\p{M}/u.test(letter)) folded[unit] = PASSED;
    // İ becomes two units; the first is its lower case.
    else if (/\p{L}/u.test(letter)) folded[unit] = letter.toLowerCase().charCodeAt(0);
  }
  return folded;
}

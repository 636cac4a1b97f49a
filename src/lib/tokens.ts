import { APOSTROPHE, DIGIT, EMOJI, IGNORED, LETTER, MASK, OTHER, PAUSE, QUOTE, STOP, classOf, isAsciiLetter, isHebrew } from './characters.ts';

/** What stands between a word and the one before it: at most a blank, a pause (comma, colon, dash, bracket), the end of a sentence. */
export type Gap = 'none' | 'pause' | 'stop';

/** A word, number, #tag, @handle, link, emoji or emoticon. Offsets are UTF-16 units into the text as given. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /**
   * Comparable form: lower case, NFKC, straight apostrophes, without vowel points, accents that do not compose, invisible characters and skin tones.
   * A letter written three times or more in a row stands twice. A link is always `https://`; emoticons are `:)`, `:(`, `:'(`, `:d`, `:/`, `:|`, `:p`, `<3`.
   */
  readonly norm: string;
  /** Only where a letter was drawn out: the form in which each such letter stands once. */
  readonly squeezed?: string;
  readonly before: Gap;
}

/** Longer words are compared by their beginning. */
const MAX_NORM = 256;

/** Entities that stand for something that matters here; every other entity is a blank. */
const ENTITIES: ReadonlyMap<string, number> = new Map([
  ['apos', 0x27], ['#39', 0x27], ['#039', 0x27], ['#x27', 0x27], ['rsquo', 0x27], ['lsquo', 0x27], ['lt', 0x3c], ['quot', 0x22], ['#34', 0x22],
]);

/**
 * Cuts a text into tokens, in order, in one pass: time and memory grow linearly with the text.
 * HTML entities and written-out escapes (`\u2019`) are read as what they stand for; offsets stay those of the text as given.
 * Never throws, whatever the text.
 */
export function tokenise(text: string): Token[] {
  return new Scanner(text).run();
}

class Scanner {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #gap: Gap = 'none';
  // The unit #read saw last: its code point, its class and how many UTF-16 units of the text it takes.
  #code = 0;
  #class = OTHER;
  #width = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Token[] {
    const { length } = this.#text;
    let at = 0;
    while (at < length) at = this.#next(at);
    return this.#tokens;
  }

  /** Takes what stands at `at`; gives where it ended. */
  #next(at: number): number {
    this.#read(at);
    const code = this.#code;
    const kind = this.#class;
    const end = at + this.#width;
    if (kind === LETTER || kind === DIGIT) return this.#isLink(at, code) ? this.#link(at) : this.#word(at, at);
    if (kind === EMOJI) return this.#emoji(at, end);
    if (code === 0x23 || code === 0x40) {
      if (end < this.#text.length) this.#read(end);
      // The @ of a mail address leads no handle.
      const leads = this.#class === LETTER || this.#class === DIGIT;
      return end < this.#text.length && leads && (code === 0x23 || this.#tokens.at(-1)?.end !== at) ? this.#word(at, end) : end;
    }
    if (code === 0x3a || code === 0x3b || code === 0x3d || code === 0x3c) {
      const after = this.#emoticon(at, end, code);
      if (after > end) return after;
    }
    if (kind === STOP) {
      if (code !== 0x2e || !isDigit(this.#text.charCodeAt(end)) || !isDigit(this.#text.charCodeAt(at - 1))) this.#gap = 'stop';
    } else if (kind === PAUSE && this.#gap === 'none') this.#gap = 'pause';
    return end;
  }

  #push(start: number, end: number, norm: string, squeezed?: string): void {
    const before = this.#gap;
    this.#tokens.push(squeezed === undefined ? { start, end, norm, before } : { start, end, norm, squeezed, before });
    this.#gap = 'none';
  }

  /** Reads one unit into the fields: a code point, an entity or an escape. */
  #read(at: number): void {
    const unit = this.#text.charCodeAt(at);
    this.#width = 1;
    if (unit === 0x26 && this.#entity(at)) return;
    if (unit === 0x5c && this.#escape(at)) return;
    this.#code = unit;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      this.#code = this.#text.codePointAt(at) ?? unit;
      if (this.#code > 0xffff) this.#width = 2;
    }
    this.#class = classOf(this.#code);
  }

  /** How long the unit at `at` is, if it is of that class; else 0. */
  #widthOf(at: number, kind: number): number {
    this.#read(at);
    return this.#class === kind ? this.#width : 0;
  }

  #entity(at: number): boolean {
    let end = at + 1;
    while (end < at + 10 && isEntityUnit(this.#text.charCodeAt(end))) end += 1;
    if (end === at + 1 || this.#text.charCodeAt(end) !== 0x3b) return false;
    this.#code = ENTITIES.get(this.#text.slice(at + 1, end).toLowerCase()) ?? 0x20;
    this.#class = classOf(this.#code);
    this.#width = end + 1 - at;
    return true;
  }

  #escape(at: number): boolean {
    const text = this.#text;
    const letter = text.charCodeAt(at + 1);
    if (letter === 0x6e) {
      this.#code = 0x0a;
      this.#class = STOP;
      this.#width = 2;
      return true;
    }
    const high = letter === 0x75 ? hex(text, at + 2) : -1;
    if (high < 0) return false;
    const low = high >= 0xd800 && high <= 0xdbff && text.charCodeAt(at + 6) === 0x5c && text.charCodeAt(at + 7) === 0x75 ? hex(text, at + 8) : -1;
    const paired = low >= 0xdc00 && low <= 0xdfff;
    this.#code = paired ? (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000 : high;
    this.#width = paired ? 12 : 6;
    this.#class = classOf(this.#code);
    return true;
  }

  /** A word whose first letter is at `first`; `start` is earlier by the # or @ that leads it. */
  #word(start: number, first: number): number {
    let at = first;
    let plain = first - start <= 1; // the norm is the slice in lower case
    let run = 0;
    let drawnOut = false;
    let last = -1;
    while (at < this.#text.length) {
      this.#read(at);
      const code = this.#code;
      const kind = this.#class;
      const end = at + this.#width;
      if (kind === LETTER || kind === DIGIT) {
        if (end - at > 1 || (code > 0x7f && !isHebrew(code))) plain = false;
        const folded = code >= 0x41 && code <= 0x5a ? code + 32 : code;
        run = kind === LETTER && folded === last ? run + 1 : 1;
        if (run === 3) drawnOut = true;
        last = folded;
        at = end;
      } else if (kind === IGNORED) {
        plain = false;
        at = end;
      } else if (kind === APOSTROPHE || kind === QUOTE || kind === MASK) {
        const on = this.#joins(end, kind, last);
        if (on < 0) break;
        if (end - at > 1 || (code !== 0x27 && code !== 0x22 && code !== 0x2a)) plain = false;
        last = code;
        at = on;
      } else break;
    }
    const norm = plain && at - start <= MAX_NORM ? this.#text.slice(start, at).toLowerCase() : this.#compose(start, at);
    if (drawnOut) this.#push(start, at, shorten(norm, 2), shorten(norm, 1));
    else this.#push(start, at, norm);
    return at;
  }

  /** Where a word goes on after an apostrophe, quotation mark or mask that ends at `at`; −1 where it ends before it. */
  #joins(at: number, kind: number, last: number): number {
    const text = this.#text;
    let next = at;
    if (kind === MASK) while (next < at + 8 && text.charCodeAt(next) === 0x2a) next += 1;
    if (next >= text.length) return -1;
    this.#read(next);
    if (this.#class !== LETTER) return -1;
    return kind === QUOTE && !(isHebrew(last) && isHebrew(this.#code)) ? -1 : next;
  }

  /** The norm of a word that needs more than lower case. */
  #compose(start: number, end: number): string {
    let composed = '';
    for (let at = start; at < end && composed.length < MAX_NORM; at += this.#width) {
      this.#read(at);
      if (this.#class === APOSTROPHE) composed += "'";
      else if (this.#class === QUOTE) composed += '"';
      else if (this.#class !== IGNORED || isAccent(this.#code)) composed += String.fromCodePoint(this.#code);
    }
    return composed.normalize('NFKC').replace(/\p{M}+/gu, '').toLowerCase();
  }

  #isLink(at: number, code: number): boolean {
    if (code !== 0x68 && code !== 0x77 && code !== 0x48 && code !== 0x57) return false;
    const head = this.#text.slice(at, at + 8).toLowerCase();
    return head === 'https://' || head.startsWith('http://') || head.startsWith('www.');
  }

  #link(at: number): number {
    let end = at;
    while (end < this.#text.length && isLinkUnit(this.#text.charCodeAt(end))) end += 1;
    this.#push(at, end, 'https://');
    return end;
  }

  /** One emoji with its modifiers. A joined sequence counts as its first member. */
  #emoji(start: number, from: number): number {
    const norm = String.fromCodePoint(this.#code);
    let at = from;
    while (at < this.#text.length) {
      this.#read(at);
      if (this.#class !== IGNORED) break;
      const joins = this.#code === 0x200d;
      at += this.#width;
      if (!joins || at >= this.#text.length) continue;
      at += this.#widthOf(at, EMOJI);
    }
    this.#push(start, at, norm);
    return at;
  }

  /** `:)`, `:-(`, `;)`, `=D`, `:'(`, `<3`: the end of the emoticon, or `from` if there is none. */
  #emoticon(start: number, from: number, code: number): number {
    const text = this.#text;
    if (code === 0x3c) {
      if (text.charAt(from) !== '3') return from;
      this.#push(start, from + 1, '<3');
      return from + 1;
    }
    const tear = text.charAt(from) === "'";
    let next = tear ? from + 1 : from;
    if (text.charAt(next) === '-') next += 1;
    const norm = MOUTHS.get(text.charAt(next));
    const after = text.charCodeAt(next + 1);
    // `:p` but not `:path`, `:/` but not `://`.
    if (norm === undefined || (norm !== ':)' && norm !== ':(' && (isAsciiLetter(after) || after === 0x2f || tear))) {
      this.#read(start);
      return from;
    }
    this.#push(start, next + 1, tear && norm === ':(' ? ":'(" : norm);
    return next + 1;
  }
}

const MOUTHS: ReadonlyMap<string, string> = new Map([[')', ':)'], [']', ':)'], ['D', ':d'], ['(', ':('], ['[', ':('], ['/', ':/'], ['|', ':|'], ['P', ':p'], ['p', ':p']]);

/** Runs of three or more of one letter cut to `keep`; two of a letter are a spelling and stay. */
function shorten(word: string, keep: 1 | 2): string {
  let out = '';
  let at = 0;
  while (at < word.length) {
    let end = at + 1;
    while (end < word.length && word.charCodeAt(end) === word.charCodeAt(at)) end += 1;
    const digit = classOf(word.charCodeAt(at)) === DIGIT;
    out += word.slice(at, end - at >= 3 && !digit ? at + keep : end);
    at = end;
  }
  return out;
}

function hex(text: string, at: number): number {
  let value = 0;
  for (let index = at; index < at + 4; index += 1) {
    const digit = '0123456789abcdef'.indexOf(text.charAt(index).toLowerCase() || '?');
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** Combining accents may compose with their letter; what does not compose is dropped afterwards. */
const isAccent = (code: number): boolean => code >= 0x300 && code <= 0x36f;

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

const isEntityUnit = (unit: number): boolean => isAsciiLetter(unit) || isDigit(unit) || unit === 0x23;

/** Addresses end at blanks, brackets, quotation marks and controls. */
const isLinkUnit = (unit: number): boolean => unit > 0x20 && unit !== 0x3c && unit !== 0x3e && unit !== 0x22 && unit !== 0x29 && unit !== 0xa0;

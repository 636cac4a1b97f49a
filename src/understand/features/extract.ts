import { EMOJI, IGNORED, classOf } from '../../lib/characters.ts';
import { tokenise, type Token } from '../../lib/tokens.ts';
import { FeatureBlock } from './block.ts';
import { BASIS, hashText, join, step } from './hash.ts';
import { splitTag, zeroed } from './word-forms.ts';
import { MAX_READ, NEGATION_REACH, type FeatureSettings } from './settings.ts';

/** Seeds that keep kinds of features apart which may have the same letters. */
const CHARACTERS = hashText('characters');
const NEGATED = hashText('negated');
const FORM = hashText('form');
const MARK = hashText('mark');

/** What stands for every link and every handle, in words and among characters. */
const LINK = '\u0001';
const HANDLE = '\u0002';
const BLANK = 0x20;

/** Punctuation in a row beyond this says nothing more. */
const MAX_RUN = 3;

/**
 * Turns a text into hashed features: runs of words, runs of characters, and marks (capitals, drawn-out words, how many
 * exclamation marks …). Links, handles and numbers stand for their kind; hashtags count as a whole and by their words; words
 * in the reach of a negation count apart; a word counts also without its prefix letters. Work is bounded whatever the text.
 * The result is in the fields and stands until the next `begin`.
 */
export class FeatureExtractor {
  readonly words: FeatureBlock;
  readonly characters: FeatureBlock;
  /** Words and characters of short fields, such as a name: among those of a long field they would count for nothing. */
  readonly names: FeatureBlock;
  readonly marks: FeatureBlock;
  /** The blocks in the order in which a model was trained on them; each has length 1, however many features it has. */
  readonly blocks: readonly FeatureBlock[];
  /** Where atoms stand in the text: UTF-16 units. Features name atoms by index. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  readonly #settings: FeatureSettings;
  readonly #negations: ReadonlySet<string>;
  // Where the text at hand puts its features.
  #words: FeatureBlock;
  #characters: FeatureBlock;
  #field = BASIS;
  /** Hashes of the words read last, the latest first. */
  #before: number[] = [];
  readonly #stream = new Uint16Array(2 * MAX_READ + 4);
  readonly #atomOf = new Uint16Array(2 * MAX_READ + 4);
  #length = 0;
  #reach = 0;
  readonly #counts = new Uint32Array(8);

  constructor(settings: FeatureSettings) {
    this.#settings = settings;
    this.#negations = new Set(settings.negations);
    this.words = new FeatureBlock(settings.bits);
    this.characters = new FeatureBlock(settings.bits);
    this.names = new FeatureBlock(settings.bits);
    this.marks = new FeatureBlock(settings.bits);
    this.blocks = [this.words, this.characters, this.names, this.marks];
    this.#words = this.words;
    this.#characters = this.characters;
  }

  /** Whether anything was found to go by. */
  get isEmpty(): boolean {
    return this.words.count === 0 && this.names.count === 0;
  }

  /** The features of one text. */
  read(text: string): void {
    this.begin();
    this.add(text);
  }

  /** Forgets the text before. */
  begin(): void {
    for (const block of this.blocks) block.clear();
    this.starts.length = 0;
    this.ends.length = 0;
  }

  /** Adds a text, or one field of a record: the same word in two fields is two features. */
  add(text: string, field = ''): void {
    this.#words = this.words;
    this.#characters = this.characters;
    this.#add(text, field);
  }

  /** Adds a short field, such as a name. */
  addName(name: string, field: string): void {
    this.#words = this.#characters = this.names;
    this.#add(name, field);
  }

  #add(text: string, field: string): void {
    this.#field = hashText(field);
    this.#before = [];
    this.#length = 0;
    this.#reach = 0;
    this.#counts.fill(0);
    const read = cut(text);
    let at = 0;
    for (const token of tokenise(read)) {
      if (token.start > at) this.#between(read, at, token.start);
      this.#token(read, token);
      at = token.end;
    }
    if (at < read.length) this.#between(read, at, read.length);
    this.#push(BLANK, Math.max(0, this.starts.length - 1));
    this.#runs();
    this.#sums();
  }

  /** Adds a fact about a record that is no text, such as `followers` in its order of magnitude. */
  mark(name: string, value: number): void {
    this.marks.add(step(hashText(name, MARK), value), 0, 0);
  }

  #atom(start: number, end: number): number {
    this.starts.push(start);
    this.ends.push(end);
    return this.starts.length - 1;
  }

  /** What stands between words: punctuation, symbols. Blanks and the invisible do not count. */
  #between(text: string, from: number, to: number): void {
    let at = from;
    while (at < to) {
      const code = text.charCodeAt(at);
      if (code <= BLANK || code === 0xa0 || classOf(code) === IGNORED) {
        at += 1;
        continue;
      }
      let end = at + 1;
      while (end < to && text.charCodeAt(end) === code) end += 1;
      const atom = this.#atom(at, end);
      const run = Math.min(end - at, MAX_RUN);
      let hash = this.#field;
      for (let left = run; left > 0; left -= 1) {
        hash = step(hash, code);
        this.#push(code, atom);
      }
      if (code === 0x21) this.#count(0, end - at);
      else if (code === 0x3f) this.#count(1, end - at);
      this.#word(hash, atom);
      at = end;
    }
  }

  #token(text: string, { start, end, norm, squeezed, before }: Token): void {
    const atom = this.#atom(start, end);
    if (before !== 'none') this.#reach = 0;
    this.#push(BLANK, atom);
    const lead = norm.charCodeAt(0);
    if (lead === 0x40 || norm === 'https://' || norm === 'http' || norm === 'https') {
      const stands = lead === 0x40 ? HANDLE : LINK;
      this.#count(lead === 0x40 ? 2 : 3, 1);
      this.#push(stands.charCodeAt(0), atom);
      this.#word(hashText(stands, this.#field), atom);
      return;
    }
    const form = zeroed(norm);
    for (let index = 0; index < form.length; index += 1) this.#push(form.charCodeAt(index), atom);
    const hash = hashText(form, this.#field);
    this.#word(hash, atom);
    if (lead === 0x23) this.#tag(text.slice(start + 1, end), atom);
    else if (squeezed !== undefined) {
      this.#count(4, 1);
      this.#words.add(hashText(squeezed, this.#field), atom, atom);
    } else if (classOf(form.codePointAt(0) ?? 0) === EMOJI || lead === 0x3a) this.#count(5, 1);
    if (isShouted(text, start, end)) this.#count(6, 1);
    if (this.#reach > 0) {
      this.#reach -= 1;
      this.#words.add(join(NEGATED, hash), atom, atom);
    }
    if (this.#negations.has(norm)) this.#reach = NEGATION_REACH;
    if (this.#settings.prefixes !== '') this.#stripped(form, atom);
  }

  /** A hashtag also counts by its words, where capitals and figures part them. */
  #tag(tag: string, atom: number): void {
    this.#count(7, 1);
    for (const part of splitTag(tag)) this.#words.add(hashText(zeroed(part), this.#field), atom, atom);
  }

  /** The word without one and without two prefix letters: variants beside it, because some words only look as if they had one. */
  #stripped(form: string, atom: number): void {
    const { prefixes } = this.#settings;
    for (let cutAt = 1; cutAt <= 2 && form.length - cutAt >= 2 && prefixes.includes(form.charAt(cutAt - 1)); cutAt += 1) {
      this.#words.add(join(FORM, hashText(form.slice(cutAt), this.#field)), atom, atom);
    }
    this.#words.add(join(FORM, hashText(form, this.#field)), atom, atom);
  }

  /** The word and the runs of words it ends. */
  #word(hash: number, atom: number): void {
    this.#words.add(hash, atom, atom);
    let joined = hash;
    const before = this.#before;
    for (let index = 0; index < before.length; index += 1) {
      joined = join(joined, before[index] ?? 0);
      this.#words.add(joined, Math.max(0, atom - index - 1), atom);
    }
    before.unshift(hash);
    if (before.length >= this.#settings.words) before.pop();
  }

  #push(unit: number, atom: number): void {
    if (this.#length >= this.#stream.length) return;
    this.#stream[this.#length] = unit;
    this.#atomOf[this.#length] = atom;
    this.#length += 1;
  }

  #runs(): void {
    const [shortest, longest] = this.#settings.characters;
    const stream = this.#stream;
    const atomOf = this.#atomOf;
    const length = this.#length;
    const seed = join(CHARACTERS, this.#field);
    for (let from = 0; from < length; from += 1) {
      const first = atomOf[from] ?? 0;
      const end = Math.min(length, from + longest);
      let hash = seed;
      for (let at = from; at < end; at += 1) {
        hash = step(hash, stream[at] ?? 0);
        if (at - from + 1 >= shortest) this.#characters.add(hash, first, atomOf[at] ?? 0);
      }
    }
  }

  #count(kind: number, by: number): void {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + by;
  }

  /** How often each mark stands, up to four and then by doubling. */
  #sums(): void {
    for (let kind = 0; kind < this.#counts.length; kind += 1) {
      const size = magnitude(this.#counts[kind] ?? 0);
      this.marks.add(step(step(join(MARK, this.#field), kind), size), 0, 0);
    }
    this.marks.add(step(step(join(MARK, this.#field), 99), magnitude(this.starts.length)), 0, 0);
  }
}

/** 0, 1, 2, 3 for themselves; then one more with every doubling. */
export function magnitude(count: number): number {
  return count < 4 ? count : 2 + (31 - Math.clz32(Math.min(count, 0x7fffffff)));
}

/** What of a text is read: its beginning, never half a character. */
export function cut(text: string): string {
  if (text.length <= MAX_READ) return text;
  const last = text.charCodeAt(MAX_READ - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? MAX_READ - 1 : MAX_READ);
}

/** A word of two Latin letters or more, all of them capitals. */
function isShouted(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x41 || code > 0x5a) return false;
  }
  return true;
}

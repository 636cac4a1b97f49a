import { baseLanguage } from '../../lib/language-tag.ts';
import { tokenise, type Token } from '../../lib/tokens.ts';
import { letterOf } from '../../lib/written-in.ts';
import { splitTag } from '../features/index.ts';
import type { Term, ThemeLanguage } from './types.ts';

/** A post has said what it is about by then; in UTF-16 units. */
const READ = 4_000;
/** Of one text. */
const MOST_WORDS = 32;
const MOST_TERMS = 48;
/** Shorter words in Latin letters are abbreviations of anything; other scripts say more with a letter. */
const SHORTEST_LATIN = 3;
const SHORTEST = 2;
/** Longer ones are no words. */
const LONGEST = 32;
/** Letters that a language may put before a word, in a row. */
const MOST_PREFIXES = 3;
/** A name of fewer letters stands within too many other words to be looked for in a tag. */
const SHORTEST_NAME_IN_TAG = 4;
/** Distinct words remembered with what they are; then the memory starts anew. */
const MEMORY = 20_000;

/** What `tokenise` calls every link. */
const LINK = 'https://';
const STARTS_WITH_LETTER = /^\p{L}/u;
const LATIN = /^[\u0000-\u024f]/;
const CONTRACTION = /'(?:t|re|ve|ll|m|d|s)$/;

/** Reads texts for the words and pairs of words that may be what they are about. */
export interface TermReader {
  /**
   * In the order of the text, words before pairs, each once, 48 at most. No function words, moods, swearing, numbers, handles, links, emoji, and no name
   * of the brand. Nothing of a text in a language, or in the letters of a language, that the reader was not made for. Linear in the text, of which the first 4,000 units are read.
   */
  read(text: string, language: string): Term[];
  /** Whether a word may be a theme: what was learnt may have become a name of the brand since. */
  allows(word: string): boolean;
  /** What a word may be another form of: without prefix letters, without an ending, with one letter where it has two. Whether it is, only talk can tell. */
  simpler(word: string): readonly string[];
  /** Whether the word stands before others with prefix letters at its front that leave `bare`. */
  isPrefixed(word: string, bare: string): boolean;
}

/** `names`: what the brand is called, none of which is a theme. */
export function createTermReader(options: { names: readonly string[]; languages: readonly ThemeLanguage[] }): TermReader {
  return new Reader(options.names, options.languages);
}

class Reader implements TermReader {
  readonly #codes: ReadonlySet<string>;
  readonly #scripts: ReadonlyMap<string, RegExp>;
  readonly #stop: ReadonlySet<string>;
  readonly #names: ReadonlySet<string>;
  readonly #namesInTags: readonly string[];
  readonly #prefixes: string;
  readonly #endings: readonly (readonly [string, string])[];
  #memory = new Map<string, string>();

  constructor(names: readonly string[], languages: readonly ThemeLanguage[]) {
    this.#codes = new Set(languages.map(({ code }) => baseLanguage(code)));
    this.#scripts = new Map(languages.flatMap(({ code, script }) => (script === undefined ? [] : [[baseLanguage(code), letterOf(script)] as const])));
    this.#stop = new Set(languages.flatMap(({ stopWords, commonWords = [], negations, contrasts = [] }) => stopWords ?? [...commonWords, ...negations, ...contrasts]));
    this.#prefixes = languages.map(({ prefixes }) => prefixes).join('');
    this.#endings = languages.flatMap(({ endings = [] }) => endings);
    const words = names.map((name) => tokenise(name).map(({ norm }) => norm.replace(/^[@#]/, '')));
    this.#names = new Set([...words.flat(), ...words.map((parts) => parts.join(''))]);
    this.#namesInTags = [...this.#names].filter((name) => name.length >= SHORTEST_NAME_IN_TAG);
  }

  read(text: string, language: string): Term[] {
    const head = text.slice(0, READ);
    if (!this.#reads(head, language)) return [];
    const words = new Map<string, Term>();
    const pairs = new Map<string, Term>();
    let before = '';
    for (const token of tokenise(head)) {
      if (token.before !== 'none') before = '';
      for (const form of this.#formsOf(token, head)) {
        if (form !== '' && words.size < MOST_WORDS) {
          if (!words.has(form)) words.set(form, { form, words: [form] });
          const pair = `${before} ${form}`;
          if (before !== '' && before !== form && !pairs.has(pair)) pairs.set(pair, { form: pair, words: [before, form] });
        }
        before = form;
      }
    }
    return [...words.values(), ...pairs.values()].slice(0, MOST_TERMS);
  }

  allows(word: string): boolean {
    return this.#known(word) !== '';
  }

  simpler(word: string): readonly string[] {
    const found: string[] = [];
    for (let cut = 1; cut <= MOST_PREFIXES && this.#prefixes.includes(word.charAt(cut - 1)) && word.length - cut >= SHORTEST; cut += 1) found.push(word.slice(cut));
    for (const [ending, bare] of this.#endings) {
      if (!word.endsWith(ending) || word.length - ending.length < SHORTEST_LATIN) continue;
      found.push(bare === '' ? withFinal(word.slice(0, -ending.length)) : word.slice(0, -ending.length) + bare);
    }
    if (LATIN.test(word)) for (let at = 2; at < word.length; at += 1) if (word.charAt(at) === word.charAt(at - 1)) found.push(word.slice(0, at) + word.slice(at + 1));
    return found;
  }

  isPrefixed(word: string, bare: string): boolean {
    if (word.length <= bare.length || !word.endsWith(bare)) return false;
    for (let at = 0; at < word.length - bare.length; at += 1) if (!this.#prefixes.includes(word.charAt(at))) return false;
    return true;
  }

  /** A language nobody told is read by its letters; one of a script of its own only where the text has some of them. */
  #reads(text: string, language: string): boolean {
    const code = baseLanguage(language);
    if (code === 'und') return true;
    return this.#codes.has(code) && this.#scripts.get(code)?.test(text) !== false;
  }

  /** The words of a token, '' for one that may be no theme. A tag is read as the words it was put together of. */
  #formsOf(token: Token, text: string): readonly string[] {
    const { norm } = token;
    if (!norm.startsWith('#')) return [this.#known(token.squeezed ?? norm)];
    if (this.#namesInTags.some((name) => norm.includes(name))) return [''];
    const parts = splitTag(text.slice(token.start + 1, token.end));
    return parts.length < 2 ? [this.#known(norm.slice(1))] : parts.map((part) => this.#known(part));
  }

  #known(word: string): string {
    let form = this.#memory.get(word);
    if (form === undefined) {
      form = this.#formOf(word);
      if (this.#memory.size >= MEMORY) this.#memory = new Map();
      this.#memory.set(word, form);
    }
    return form;
  }

  #formOf(norm: string): string {
    if (norm.length > LONGEST || !STARTS_WITH_LETTER.test(norm) || norm.includes('*') || norm === LINK) return '';
    const word = norm.replace(CONTRACTION, '');
    const said = word === norm || norm.endsWith("'s") ? word : '';
    if (said.length < (LATIN.test(said) ? SHORTEST_LATIN : SHORTEST) || this.#isNoSubject(said)) return '';
    for (let cut = 1; cut <= MOST_PREFIXES && said.length - cut >= SHORTEST && this.#prefixes.includes(said.charAt(cut - 1)); cut += 1) if (this.#isNoSubject(said.slice(cut))) return '';
    return said;
  }

  #isNoSubject(word: string): boolean {
    return this.#stop.has(word) || this.#names.has(word);
  }
}

const FINALS: Readonly<Record<string, string>> = { כ: 'ך', מ: 'ם', נ: 'ן', פ: 'ף', צ: 'ץ' };

/** Hebrew letters that end a word have a form of their own. */
const withFinal = (word: string): string => word.slice(0, -1) + (FINALS[word.slice(-1)] ?? word.slice(-1));

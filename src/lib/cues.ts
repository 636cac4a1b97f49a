import { KashuvError } from '../spec/errors.ts';
import type { Cue } from '../spec/language.ts';
import { tokenise, type Token } from './tokens.ts';

export type { Token } from './tokens.ts';

/** One finding. `start` and `end` are UTF-16 offsets into the text as given, never empty. */
export interface CueHit<C extends Cue> {
  readonly cue: C;
  readonly start: number;
  readonly end: number;
  /** A negation stands within three words before, in the same clause. Only ever true for a cue that is `negatable`. */
  readonly negated: boolean;
}

export interface CueFinder<C extends Cue> {
  /** All findings by place, then in the order of the cues. Findings of one cue do not overlap: the leftmost and longest stands. */
  find(text: string): CueHit<C>[];
  /** The same for a text that is tokenised already. */
  findIn(tokens: readonly Token[]): CueHit<C>[];
}

/** What the finder needs of a language; a `LanguagePack` is one. */
export interface CueLanguage {
  /** Letters that may stand before any word, up to three of them. */
  readonly prefixes: string;
  /** Single words, with the marks `|` and `~` where wanted. */
  readonly negations: readonly string[];
}

interface Node {
  next: Map<number, Node> | null;
  /** After any one word. */
  any: Node | null;
  /** After up to three words. */
  gap: Node | null;
  cues: number[] | null;
}

const NEGATION_REACH = 3;
const GAP_REACH = 3;
const MAX_PREFIX = 3;
/** Only these may be the last prefix before a stem of two letters: otherwise כלא (prison) would be read as a negated כ. */
const BEFORE_SHORT = 'ושה';
/** Distinct words remembered with what they match; then the memory starts anew. */
const MEMORY = 20_000;
const MAX_REMEMBERED = 40;

/** Words that, without their apostrophe, are other words. */
const OTHER_WORDS = new Set(["we're", "i'll", "we'll", "he'll", "she'll", "i'd", "we'd", "he'd", "she'd", "let's", "who're", "it's"]);
const FINAL = /[ךםןףץ]/u;
const FINALS: Readonly<Record<string, string>> = { ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' };

/**
 * Compiles cues into one matcher. Its cost per text grows with the text's words, hardly with the number of cues.
 * Throws CONFIG_INVALID for a phrase that is empty, begins or ends with `*` or `...`, or has several words within `a|b`.
 */
export function compileCues<C extends Cue>(cues: readonly C[], language: CueLanguage): CueFinder<C> {
  return new Finder(cues, language);
}

class Finder<C extends Cue> implements CueFinder<C> {
  readonly #cues: readonly C[];
  readonly #prefixes: string;
  readonly #root: Node = node();
  /** Atoms are words, stems and choices (`a|b`) of the phrases, numbered. Which atoms a word, or a beginning, stands for. */
  readonly #words = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();
  readonly #stemLengths: readonly number[];
  readonly #numbers = new Map<string, number>();
  readonly #negations = new Set<number>();
  readonly #memory = new Map<string, readonly number[]>();

  constructor(cues: readonly C[], language: CueLanguage) {
    this.#cues = cues;
    this.#prefixes = language.prefixes;
    cues.forEach((cue, index) => {
      for (const phrase of cue.phrases) this.#add(phrase, index, cue.id);
    });
    for (const negation of language.negations) {
      const atoms = this.#atomsOfSlot(negation, negation, 'negations');
      if (atoms.length !== 1) throw malformed(negation, 'negations', 'Write a negation as one word.');
      for (const atom of atoms) this.#negations.add(atom);
    }
    this.#stemLengths = [...new Set([...this.#stems.keys()].map((stem) => stem.length))].sort((a, b) => a - b);
  }

  find(text: string): CueHit<C>[] {
    return this.findIn(tokenise(text));
  }

  findIn(tokens: readonly Token[]): CueHit<C>[] {
    const atoms = tokens.map((token) => this.#atomsOfToken(token));
    const hits: CueHit<C>[] = [];
    /** By cue: the last token of its last finding. */
    const taken = new Map<number, number>();
    tokens.forEach((token, from) => {
      const longest = this.#longestFrom(from, tokens, atoms);
      if (longest === null) return;
      for (const index of [...longest.keys()].sort((a, b) => a - b)) {
        if ((taken.get(index) ?? -1) >= from) continue;
        const to = longest.get(index) ?? from;
        taken.set(index, to);
        const cue = this.#cues[index] as C;
        const negated = cue.negatable === true && this.#negatedBefore(from, tokens, atoms);
        hits.push({ cue, start: token.start, end: (tokens[to] ?? token).end, negated });
      }
    });
    return hits;
  }

  /** By cue: the last token of the longest phrase that begins at `from`. */
  #longestFrom(from: number, tokens: readonly Token[], atoms: readonly (readonly number[])[]): Map<number, number> | null {
    const roots = this.#root.next;
    // Most words begin no phrase: no walk is prepared for them.
    if (roots === null || !(atoms[from] ?? []).some((atom) => roots.has(atom))) return null;
    let longest: Map<number, number> | null = null;
    const walk = (at: Node, index: number): void => {
      if (at.cues !== null) {
        longest ??= new Map();
        for (const cue of at.cues) if ((longest.get(cue) ?? -1) < index - 1) longest.set(cue, index - 1);
      }
      if (at.gap !== null) {
        for (let skipped = 0; skipped <= GAP_REACH; skipped += 1) {
          walk(at.gap, index + skipped);
          if (index + skipped >= tokens.length || tokens[index + skipped]?.before === 'stop') break;
        }
      }
      if (index >= tokens.length || tokens[index]?.before === 'stop') return;
      if (at.any !== null) walk(at.any, index + 1);
      if (at.next === null) return;
      for (const atom of atoms[index] ?? []) {
        const next = at.next.get(atom);
        if (next !== undefined) walk(next, index + 1);
      }
    };
    for (const atom of atoms[from] ?? []) {
      const first = roots.get(atom);
      if (first !== undefined) walk(first, from + 1);
    }
    return longest;
  }

  #negatedBefore(from: number, tokens: readonly Token[], atoms: readonly (readonly number[])[]): boolean {
    for (let at = from; at > 0 && at > from - NEGATION_REACH; at -= 1) {
      if (tokens[at]?.before !== 'none') return false;
      for (const atom of atoms[at - 1] ?? []) if (this.#negations.has(atom)) return true;
    }
    return false;
  }

  #add(phrase: string, cue: number, field: string): void {
    let at = this.#root;
    let wild = true;
    for (const slot of phrase.trim().split(/\s+/u)) {
      wild = slot === '*' || slot === '...';
      if (wild) {
        if (at === this.#root) throw malformed(phrase, field, 'Begin a phrase with a word.');
        at = slot === '*' ? (at.any ??= node()) : (at.gap ??= node());
      } else {
        for (const atom of this.#atomsOfSlot(slot, phrase, field)) {
          at.next ??= new Map();
          let next = at.next.get(atom);
          if (next === undefined) at.next.set(atom, (next = node()));
          at = next;
        }
      }
    }
    if (wild) throw malformed(phrase, field, 'End a phrase with a word.');
    at.cues ??= [];
    if (!at.cues.includes(cue)) at.cues.push(cue);
  }

  /** The atoms one slot of a phrase stands for, in order: several only for words joined by a hyphen. */
  #atomsOfSlot(slot: string, phrase: string, field: string): number[] {
    const known = this.#numbers.get(slot);
    if (known !== undefined) return [known];
    // `:|` is an emoticon, not a choice.
    const alternatives = slot.startsWith(':') ? [slot] : slot.split('|');
    const words = alternatives.map((alternative) => {
      const stem = alternative.length > 1 && alternative.endsWith('~');
      const tokens = tokenise(stem ? alternative.slice(0, -1) : alternative);
      if (tokens.length === 0) throw malformed(phrase, field, 'Write words, joined by | where there is a choice.');
      return tokens.map((token, index) => ({ text: foldFinals(token.norm), stem: stem && index === tokens.length - 1 }));
    });
    const [first = []] = words;
    if (words.length === 1 && first.length > 1) return first.flatMap((word) => this.#number(`${word.text}${word.stem ? '~' : ''}`, [word]));
    if (words.some((tokens) => tokens.length > 1)) throw malformed(phrase, field, 'Alternatives are single words.');
    return this.#number(slot, words.flat());
  }

  #number(name: string, words: readonly { text: string; stem: boolean }[]): number[] {
    const known = this.#numbers.get(name);
    if (known !== undefined) return [known];
    const atom = this.#numbers.size;
    this.#numbers.set(name, atom);
    for (const { text, stem } of words) {
      push(stem ? this.#stems : this.#words, text, atom);
      if (text.includes("'") && !OTHER_WORDS.has(text)) push(stem ? this.#stems : this.#words, text.replaceAll("'", ''), atom);
    }
    return [atom];
  }

  #atomsOfToken(token: Token): readonly number[] {
    const remembered = this.#memory.get(token.norm);
    if (remembered !== undefined && token.squeezed === undefined) return remembered;
    const atoms = new Set<number>();
    this.#collect(token.norm, atoms);
    if (token.squeezed !== undefined) this.#collect(token.squeezed, atoms);
    const found = [...atoms];
    if (token.squeezed === undefined && token.norm.length <= MAX_REMEMBERED) {
      if (this.#memory.size >= MEMORY) this.#memory.clear();
      this.#memory.set(token.norm, found);
    }
    return found;
  }

  #collect(norm: string, into: Set<number>): void {
    const word = foldFinals(norm);
    this.#look(word, into);
    // A tag says what its word says.
    const bare = word.startsWith('#') ? word.slice(1) : word;
    if (bare !== word) this.#look(bare, into);
    for (let length = 1; length <= MAX_PREFIX && bare.length - length >= 2; length += 1) {
      const letter = bare.charAt(length - 1);
      if (!this.#prefixes.includes(letter)) break;
      if (bare.length - length > 2 || BEFORE_SHORT.includes(letter)) this.#look(bare.slice(length), into);
    }
  }

  #look(word: string, into: Set<number>): void {
    for (const atom of this.#words.get(word) ?? []) into.add(atom);
    for (const length of this.#stemLengths) {
      if (length > word.length) break;
      for (const atom of this.#stems.get(word.slice(0, length)) ?? []) into.add(atom);
    }
  }
}

function node(): Node {
  return { next: null, any: null, gap: null, cues: null };
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** A stem ends where its word goes on, so that a final letter must equal the plain one. */
function foldFinals(word: string): string {
  return FINAL.test(word) ? word.replace(/[ךםןףץ]/gu, (letter) => FINALS[letter] ?? letter) : word;
}

function malformed(phrase: string, field: string, fix: string): KashuvError {
  return new KashuvError('CONFIG_INVALID', `the phrase ${JSON.stringify(phrase)} cannot be read.`, { field, fix });
}

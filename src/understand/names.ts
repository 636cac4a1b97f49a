import { tokenise, type Token } from '../lib/tokens.ts';

const NOT_LETTERS = /[^\p{L}\p{N}]/gu;
/** Names looked for beside the first; a brand has a handful. */
const MAX_OTHERS = 100;
const MAX_PREFIX = 3;
/** A name this short is too often the rest of another word for letters before it to be taken for a prefix. */
const LEAST_PREFIXED = 3;
/** A handle may hold a name of this length, and a name a handle of that. */
const LEAST_HELD = 4;
const LEAST_HOLDING = 5;

/** What a target is called: finds its names in a text. */
export interface TargetNames {
  /** How many tokens, from `at` on, are one of the names, and the letters before it that belong to none; null where none begins there. */
  namedAt(tokens: readonly Token[], at: number): { readonly length: number; readonly prefix: string } | null;
  /** Whether a handle or tag, with its sign, is made of one of the names: `@acmecare` and `@acme_il` speak for Acme; short names must fit exactly. */
  isHandle(norm: string): boolean;
}

/**
 * The names of a target: its name, or the first word of it; other names as a whole; and handles and tags made of any of them. `prefixes` are letters that
 * may stand before any word, as in a language pack.
 */
export function targetNames(target: string, others: readonly string[] = [], prefixes = ''): TargetNames {
  const name = fold(target);
  const [first = ''] = target.toLowerCase().split(/\s+/u);
  const phrases = others.slice(0, MAX_OTHERS).map((other) => tokenise(other).map(({ norm }) => fold(norm)).filter((word) => word !== '')).filter((words) => words.length > 0);
  const folded = [name, ...phrases.map((words) => words.join(''))];

  const isName = (norm: string): boolean => norm === first || (norm.length >= name.length && name !== '' && fold(norm) === name);
  const isHandle = (norm: string): boolean => folded.some((one) => isMadeOf(fold(norm), one));
  const lengthOf = (tokens: readonly Token[], at: number, words: readonly string[], from: string): number =>
    words.every((word, offset) => (offset === 0 ? from : fold(tokens[at + offset]?.norm ?? '')) === word) ? words.length : 0;
  const longest = (tokens: readonly Token[], at: number, norm: string): number => {
    const from = fold(norm);
    return phrases.reduce((length, words) => (words[0] === from ? Math.max(length, lengthOf(tokens, at, words, from)) : length), isName(norm) ? 1 : 0);
  };

  return {
    isHandle,
    namedAt(tokens, at) {
      const norm = tokens[at]?.norm ?? '';
      if (norm.startsWith('@') || norm.startsWith('#')) return isHandle(norm) ? { length: 1, prefix: '' } : null;
      for (let cut = 0; cut <= MAX_PREFIX; cut += 1) {
        if (cut > 0 && (norm.length - cut < LEAST_PREFIXED || !prefixes.includes(norm.charAt(cut - 1)))) return null;
        const length = longest(tokens, at, norm.slice(cut));
        if (length > 0) return { length, prefix: norm.slice(0, cut) };
      }
      return null;
    },
  };
}

function isMadeOf(handle: string, name: string): boolean {
  if (name === '' || handle === '') return false;
  return handle === name || (name.length >= LEAST_HELD && handle.includes(name)) || (handle.length >= LEAST_HOLDING && name.includes(handle));
}

const fold = (text: string): string => text.toLowerCase().replace(NOT_LETTERS, '');

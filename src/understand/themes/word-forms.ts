import { hashOf } from '../../lib/distinct.ts';
import { createTermReader } from './term-reader.ts';
import type { ThemeLanguage } from './types.ts';

/** Shorter ones are what is left of too many words. */
const SHORTEST = 3;

/** Reads texts for the words that may be what they are about, as hashes of 32 bits: whoever lacks the salt cannot look for a word in them. */
export interface WordForms {
  /** Of each word, in the order of the text, the form it stands in, then those it may be a form of. */
  of(text: string, language: string): number[][];
}

/** `names`: what the brand is called, none of which is among the words. */
export function createWordForms({ names, languages, salt }: { names: readonly string[]; languages: readonly ThemeLanguage[]; salt: string }): WordForms {
  const reader = createTermReader({ names, languages });
  const simpler = (form: string): string[] => reader.simpler(form).filter((one) => one.length >= SHORTEST && reader.allows(one));
  return {
    of: (text, language) =>
      reader.read(text, language).flatMap(({ form, words }) => (words.length === 1 ? [[form, ...simpler(form)].map((one) => hashOf(`${salt} ${one}`) | 0)] : [])),
  };
}

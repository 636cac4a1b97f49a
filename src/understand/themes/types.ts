import type { LanguagePack } from '../../spec/language.ts';

/** What is read of a language; a `LanguagePack` is one. Without stop words those it has for other ends do. */
export type ThemeLanguage = Pick<LanguagePack, 'code' | 'script' | 'prefixes' | 'stopWords' | 'endings' | 'commonWords' | 'negations' | 'contrasts'>;

/** A word, or two words in a row, that may be what a text is about. */
export interface Term {
  /** As written, in lower case and without what marks vowels, stress or a tag: `lost luggage`, `המשלוח`. Two words stand apart by one blank. */
  readonly form: string;
  /** The words of it. */
  readonly words: readonly [string] | readonly [string, string];
}

/** A mention to learn from. */
export interface HeardText {
  /** Id of the mention. The same id again replaces what was learnt of it. */
  readonly mention: string;
  /** Who said it; any text that tells authors apart. */
  readonly author: string;
  readonly text: string;
  /** BCP 47, or `und`. */
  readonly language: string;
  /** When it was said; epoch ms. */
  readonly at: number;
  /** Null: nobody can say. */
  readonly negative: boolean | null;
  /** It repeats what somebody else said: it is not counted. */
  readonly copy?: boolean;
  /** It was heard before, as it was or in other words: counted where it is still remembered, and never twice. */
  readonly again?: boolean;
}

/** What is kept of a mention that was heard: enough to learn it again, and no word that fewer than three authors use. */
export interface Learnt {
  mention: string;
  /** Null: what was learnt of the mention before is taken back, and nothing comes in its place. */
  said: {
    /** Salted hash. */
    author: number;
    at: number;
    negative: boolean;
    /** Salted hash of the text; null where many may say it in these words. */
    print: number | null;
    /** Salted hash of each term; with the term itself where three authors use it. */
    terms: (number | [key: number, form: string])[];
  } | null;
}

/** How a text is cut into features. Part of a model's file: a model understands only features made as those it was trained on. */
export interface FeatureSettings {
  /** Features fall into 2^bits buckets, 8–22. */
  readonly bits: number;
  /** The longest run of words that is one feature, 1–4. */
  readonly words: number;
  /** The shortest and the longest run of characters that is one feature, 1–8. */
  readonly characters: readonly [number, number];
  /** Words that turn what follows them, in the comparable form of `tokenise`. */
  readonly negations: readonly string[];
  /** Letters that may stand before any word, as in Hebrew. '' for none. */
  readonly prefixes: string;
}

/** What stands in a text beyond this is not read: the beginning of a post says what it says. In UTF-16 units. */
export const MAX_READ = 4_000;

/** How many words after a negation are turned by it. */
export const NEGATION_REACH = 3;

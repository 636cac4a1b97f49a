import type { Match } from './mention.ts';
import type { NormalText } from './post.ts';

/** Parts of a post whose words a query can ask for. Words outside any are looked for in text and title. */
export const wordFields = ['text', 'title', 'author', 'url'] as const;
export type WordField = (typeof wordFields)[number];

/** What a post is known by, as a whole: no words are looked for. */
export const keyFields = ['author', 'site', 'links', 'lang', 'source', 'venue', 'type', 'country'] as const;
export type KeyField = (typeof keyFields)[number];

/** Numbers of a post. */
export const numberFields = ['followers', 'rating'] as const;
export type NumberField = (typeof numberFields)[number];

/**
 * A parsed query. `at` is the offset in the query's text. Words may hold `*` (any letters) and `?` (one letter); `exact` ones, written in braces, are found only
 * as they are spelled, capitals and accents included; `leet` ones also with digits and signs for letters.
 */
export type QueryNode =
  | { type: 'word'; value: string; at: number; exact?: true; leet?: true }
  /** Neighbours in this order; with `within`, in any order with so many other words between them at most. */
  | { type: 'phrase'; words: string[]; at: number; exact?: true; within?: number }
  | { type: 'hashtag'; value: string; at: number }
  | { type: 'handle'; value: string; at: number }
  | { type: 'emoji'; value: string; at: number }
  /** Two things with `within` other words between them at most; `ordered`: the left one first. */
  | { type: 'near'; left: QueryNode; right: QueryNode; within: number; ordered: boolean; at: number }
  /** Words in one part of the post. */
  | { type: 'in'; field: WordField; node: QueryNode; at: number }
  | { type: 'key'; field: KeyField; value: string; at: number }
  /** Both ends belong to the range; null is open. */
  | { type: 'range'; field: NumberField; from: number | null; to: number | null; at: number }
  | { type: 'and' | 'or'; nodes: QueryNode[]; at: number }
  | { type: 'not'; node: QueryNode; at: number };

/** What a query is held against. What is left out is not known, and no query about it matches. */
export interface QueryDocument {
  text: NormalText;
  title?: NormalText;
  /** The author's name and handle. */
  author?: NormalText;
  url?: NormalText;
  /** Lower case, with `#`. */
  hashtags: readonly string[];
  /** Lower case, with `@`. */
  handles: readonly string[];
  /** What the post is known by, as `field:value` in lower case: `site:example.org` for each domain its address lies in, `type:reply`, `source:forum`. */
  keys?: readonly string[];
  /** BCP 47. */
  language?: string;
  followers?: number;
  /** 0–1. */
  rating?: number;
}

/** Which parts of a query a source can run itself. */
export const queryFeatures = ['words', 'phrases', 'or', 'not', 'hashtags', 'handles', 'wildcards', 'near', 'emoji', ...new Set([...wordFields, ...keyFields]), ...numberFields] as const;
export type QueryFeature = (typeof queryFeatures)[number];

/** Many brands' queries in one matcher. */
export interface Matcher {
  /** Brand ids that match, with why, in the order the queries were given. */
  match(document: QueryDocument): { brand: string; matches: Match[] }[];
  /** Some query asks for the language: it has to be told before matching. */
  readonly asksLanguage: boolean;
}

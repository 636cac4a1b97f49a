import type { Match } from './mention.ts';
import type { NormalText } from './post.ts';

/** A parsed query. `at` is the offset in the query's text. */
export type QueryNode =
  | { type: 'word'; value: string; at: number }
  | { type: 'phrase'; words: string[]; at: number }
  | { type: 'hashtag'; value: string; at: number }
  | { type: 'handle'; value: string; at: number }
  | { type: 'and' | 'or'; nodes: QueryNode[]; at: number }
  | { type: 'not'; node: QueryNode; at: number };

/** What a query is held against. */
export interface QueryDocument {
  text: NormalText;
  title?: NormalText;
  /** Lower case, with `#`. */
  hashtags: readonly string[];
  /** Lower case, with `@`. */
  handles: readonly string[];
}

/** Which parts of a query a source can run itself. */
export type QueryFeature = 'words' | 'phrases' | 'or' | 'not' | 'hashtags' | 'handles';

/** Many brands' queries in one matcher. */
export interface Matcher {
  /** Brand ids that match, with why, in the order the queries were given. */
  match(document: QueryDocument): { brand: string; matches: Match[] }[];
}

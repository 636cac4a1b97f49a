import type { Span } from '../spec/fact.ts';
import type { WordField } from '../spec/query.ts';

/** Where something stands, counted in words of its field; emoji stand between words. */
export interface Place {
  readonly field: WordField;
  readonly first: number;
  readonly last: number;
  /** Into the original. */
  readonly span: Span;
}

/** Where terms stand, by number, in the order of the text. */
export type Places = (number: number) => readonly Place[];

/** Steps of a look into a sorted list, or of putting a thing into its place. */
export const SEARCH = 16;

/** What is left of the steps that may be taken for one query and one post. */
export interface Budget {
  steps: number;
}

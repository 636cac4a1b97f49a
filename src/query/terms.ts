import { KashuvError } from '../spec/errors.ts';
import type { QueryNode } from '../spec/query.ts';
import { foldTag } from '../lib/tags.ts';
import { foldedWords } from './tokenise.ts';

/** Longest query, in UTF-16 units. */
export const MAX_QUERY = 100_000;
/** Deepest nesting of parentheses and NOTs. */
export const MAX_DEPTH = 200;
/** Longest word or tag, in UTF-16 units. */
export const MAX_WORD = 256;
/** Longest phrase, in words. */
export const MAX_PHRASE = 64;

/** A node that stands for something to find. */
export type Term = Extract<QueryNode, { type: 'word' | 'phrase' | 'hashtag' | 'handle' }>;

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** `at` is an offset into the query's text. */
export function queryError(at: number, problem: string, fix: string): KashuvError {
  return new KashuvError('INPUT_INVALID', `at ${at}: ${problem}.`, { field: 'query', fix });
}

/** Marks of direction and width that come along when a query is pasted; they mean nothing. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** A term as one writes it. */
export function formatTerm(term: Term): string {
  return term.type === 'phrase' ? `"${term.words.join(' ')}"` : term.value;
}

/** A tag in the form in which documents name it. */
export function tagKey(value: string): string {
  return foldTag(withoutInvisible(value).normalize('NFKC'));
}

/** The folded words of a word or phrase; one more than allowed where there are too many. */
export function termWords(term: Extract<Term, { type: 'word' | 'phrase' }>): string[] {
  const written = term.type === 'phrase' ? term.words.join(' ') : term.value;
  return foldedWords(withoutInvisible(written).normalize('NFKC'), MAX_PHRASE + 1);
}

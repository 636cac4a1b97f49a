import { KashuvError } from '../spec/errors.ts';
import type { QueryNode } from '../spec/query.ts';
import { foldTag } from '../lib/tags.ts';
import { foldWord } from './fold.ts';
import { nextToken, type TokenSpan } from './tokenise.ts';

/** Longest query, in UTF-16 units. */
export const MAX_QUERY = 100_000;
/** Deepest nesting of parentheses and NOTs. */
export const MAX_DEPTH = 200;
/** Longest word or tag, in UTF-16 units. */
export const MAX_WORD = 256;
/** Longest phrase, in words. */
export const MAX_PHRASE = 64;
/** Longest phrase in any order, in words. */
export const MAX_WINDOW = 16;
/** Most words that may stand between two that are near each other. */
export const MAX_NEAR = 100;

/** A node that stands for something to find. */
export type Term = Extract<QueryNode, { type: 'word' | 'phrase' | 'hashtag' | 'handle' | 'emoji' | 'key' | 'range' }>;
type Words = Extract<Term, { type: 'word' | 'phrase' }>;

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const WILD = /[*?]/;
/** A value that ends where a blank, a parenthesis or a quote stands, or begins like something else. */
const NEEDS_QUOTES = /[\s()"“”„‟«»״＂]|^[[{]/u;

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
  switch (term.type) {
    case 'word':
      return term.exact ? `{${term.value}}` : term.leet ? `leet:${term.value}` : term.value;
    case 'phrase': {
      const words = term.words.join(' ');
      return term.exact ? `{${words}}` : `"${words}"${term.within === undefined ? '' : `~${term.within}`}`;
    }
    case 'key':
      return `${term.field}:${NEEDS_QUOTES.test(term.value) ? `"${term.value}"` : term.value}`;
    case 'range':
      return `${term.field}:[${term.from ?? '*'} TO ${term.to ?? '*'}]`;
    default:
      return term.value;
  }
}

/** A tag in the form in which documents name it. */
export function tagKey(value: string): string {
  return foldTag(withoutInvisible(value).normalize('NFKC'));
}

/** An emoji without the sign that only asks for colour. */
export function emojiKey(value: string): string {
  return value.replaceAll('\ufe0f', '');
}

/**
 * What the words of a term are looked up as: folded words; with wildcards, patterns of folded words; exact ones in braces.
 * One more than allowed where there are too many.
 */
export function termWords(term: Words): string[] {
  const written = withoutInvisible(term.type === 'phrase' ? term.words.join(' ') : term.value).normalize('NFKC');
  const words: string[] = [];
  const span: TokenSpan = { start: 0, end: 0, plain: true };
  let pattern = '';
  const flush = (): void => {
    if (pattern !== '') words.push(pattern);
    pattern = '';
  };
  for (let index = 0, left = true; index < written.length && words.length <= MAX_PHRASE; ) {
    const character = written.charAt(index);
    // The word that comes next is looked for once, however much stands before it.
    if (left && index >= span.end) left = nextToken(written, index, span);
    if (WILD.test(character) && !term.exact) {
      pattern += character;
      index += 1;
    } else if (left && span.start === index) {
      // A letter of a script without blanks is a word of its own, but not next to a wildcard.
      if (pattern !== '' && !WILD.test(pattern.slice(-1))) flush();
      const word = written.slice(span.start, span.end);
      pattern += term.exact ? `{${word}}` : foldWord(word);
      index = span.end;
    } else {
      flush();
      index += 1;
    }
  }
  flush();
  return words;
}

/** Letters and digits that a pattern names. */
export const literalLength = (pattern: string): number => pattern.replace(/[*?]/g, '').length;
export const isPattern = (word: string): boolean => WILD.test(word) && !word.startsWith('{');

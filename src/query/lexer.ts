import type { Term } from './terms.ts';
import { MAX_PHRASE, MAX_WORD, queryError, tagKey, termWords, withoutInvisible } from './terms.ts';
import { isInsideHebrewWord } from './tokenise.ts';

export type Lexeme = { type: '(' | ')' | 'AND' | 'OR' | 'NOT' | 'end'; at: number } | Term;

const BLANK = /[\s\p{Default_Ignorable_Code_Point}]/u;
const QUOTES = '"“”„‟«»״＂';
/** An editor makes dashes of hyphens; in front of a word they all mean NOT. */
const DASHES = '-–—−';
const HASHTAG = /^#[\p{L}\p{N}\p{M}_\u05be\u05f3\u05f4]+$/u;
const HANDLE = /^@[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*(?:@[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)+)?$/u;
/** Names of fields that queries may ask for one day. */
const FIELD = /^(?:author|from|url|site|venue|lang|language|source|title|text):/i;

/** Cuts a query into terms, operators and parentheses. Throws INPUT_INVALID with the position of what it cannot read. */
export function lexQuery(source: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const blank = blankAt(source, at);
    if (blank > 0) at += blank;
    else if (character === '(' || character === ')') lexemes.push({ type: character, at: at++ });
    else if (QUOTES.includes(character)) {
      const close = closingQuote(source, at);
      lexemes.push(readPhrase(source.slice(at + 1, close), at));
      at = close + 1;
    } else if (DASHES.includes(character)) {
      if (at + 1 === source.length || blankAt(source, at + 1) > 0 || source[at + 1] === ')') {
        throw queryError(at, `expected a word right after '${character}'`, 'Write -word or NOT word; put words that belong together in quotes.');
      }
      lexemes.push({ type: 'NOT', at: at++ });
    } else {
      const end = endOfWord(source, at);
      lexemes.push(readWord(source.slice(at, end), at));
      at = end;
    }
  }
  lexemes.push({ type: 'end', at: source.length });
  return lexemes;
}

/** Width of the blank or invisible character at `at`; 0 where there is none. */
function blankAt(source: string, at: number): number {
  const character = String.fromCodePoint(source.codePointAt(at) as number);
  return BLANK.test(character) ? character.length : 0;
}

function closingQuote(source: string, open: number): number {
  for (let index = open + 1; index < source.length; index++) {
    if (QUOTES.includes(source.charAt(index)) && !isInsideHebrewWord(source, index)) return index;
  }
  throw queryError(open, `the quote is never closed, expected '"' before the end`, "Add the closing '\"', or leave the opening one out.");
}

function endOfWord(source: string, start: number): number {
  let end = start;
  while (end < source.length) {
    const character = source.charAt(end);
    if (character === '(' || character === ')' || /\s/.test(character)) break;
    if (QUOTES.includes(character) && !isInsideHebrewWord(source, end)) break;
    end++;
  }
  return end;
}

function readPhrase(content: string, at: number): Lexeme {
  const words = withoutInvisible(content)
    .split(/\s/)
    .filter((word) => word !== '');
  const phrase: Term = { type: 'phrase', words, at };
  checkLength(words.join(' '), at, MAX_WORD * MAX_PHRASE);
  checkWords(phrase, 'quotes around nothing to find');
  return phrase;
}

function readWord(written: string, at: number): Lexeme {
  const value = withoutInvisible(written);
  if (value === 'AND' || value === 'OR' || value === 'NOT') return { type: value, at };
  checkLength(value, at, MAX_WORD);
  if (value.startsWith('#') || value.startsWith('＃')) return readTag({ type: 'hashtag', value, at });
  if (value.startsWith('@') || value.startsWith('＠')) return readTag({ type: 'handle', value, at });
  if (FIELD.test(value)) {
    const name = value.slice(0, value.indexOf(':') + 1);
    throw queryError(at, `'${name}' is reserved for fields, which queries cannot ask for yet`, `Leave '${name}' out, or put the words in quotes to find them as they are.`);
  }
  if (value.endsWith('*') || value.startsWith('*')) {
    throw queryError(at, `'${value}' has a wildcard, which queries do not know`, 'Write the forms of the word with OR between them.');
  }
  const word: Term = { type: 'word', value, at };
  checkWords(word, `'${value}' has no letter or digit to find`);
  return word;
}

function readTag(tag: Extract<Term, { type: 'hashtag' | 'handle' }>): Lexeme {
  const key = tagKey(tag.value);
  if (tag.type === 'hashtag') {
    if (HASHTAG.test(key) && /\p{L}/u.test(key)) return tag;
    throw queryError(tag.at, `'${tag.value}' is no hashtag, expected # and letters, digits or _, a letter among them`, 'Write it as in #acmefail, or put it in quotes to find the words.');
  }
  if (HANDLE.test(key)) return tag;
  throw queryError(tag.at, `'${tag.value}' is no handle, expected @ and a name such as @acme or @acme.example.org`, 'Correct the handle, or put it in quotes to find the words.');
}

function checkLength(text: string, at: number, limit: number): void {
  if (text.length > limit) throw queryError(at, `a term of ${text.length} characters, ${limit} at most`, 'Split it into several terms.');
}

function checkWords(term: Extract<Term, { type: 'word' | 'phrase' }>, problem: string): void {
  const words = termWords(term);
  if (words.length === 0) throw queryError(term.at, problem, 'Write a word with letters or digits; the operators are AND, OR, NOT and -.');
  if (words.length > MAX_PHRASE) throw queryError(term.at, `a phrase of more than ${MAX_PHRASE} words`, 'Shorten it, or split it into several phrases.');
}

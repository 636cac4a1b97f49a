import type { WordField } from '../spec/query.ts';
import { fieldAt, isWordField, readField } from './fields.ts';
import { emojiAt } from './emoji.ts';
import type { Term } from './terms.ts';
import { isPattern, literalLength, MAX_NEAR, MAX_PHRASE, MAX_WINDOW, MAX_WORD, queryError, tagKey, termWords, withoutInvisible } from './terms.ts';
import { isInsideHebrewWord } from './tokenise.ts';

export type Lexeme =
  | { type: '(' | ')' | 'AND' | 'OR' | 'NOT' | 'end'; at: number }
  | { type: 'NEAR'; within: number; ordered: boolean; at: number }
  /** What follows is looked for in this part of a post only. */
  | { type: 'field'; field: WordField; at: number }
  | Term;

const BLANK = /[\s\p{Default_Ignorable_Code_Point}]/u;
const QUOTES = '"“”„‟«»״＂';
/** An editor makes dashes of hyphens; in front of a word they all mean NOT. */
const DASHES = '-‐‑–—―−\u05be';
const HASHTAG = /^#[\p{L}\p{N}\p{M}_\u05be\u05f3\u05f4]+$/u;
const HANDLE = /^@[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*(?:@[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)+)?$/u;
const NEAR = /^NEAR\/(\d{1,3})(f?)$/;
/** Longest value with the brackets around it, in UTF-16 units. */
const MAX_BRACKETED = 514;
/** Fewest letters or digits of a word with wildcards: with one, nearly every word would fit. */
const MIN_LITERAL = 2;

/** Cuts a query into terms, operators and parentheses. Throws INPUT_INVALID with the position of what it cannot read. */
export function lexQuery(source: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const skipped = blankAt(source, at) || commentAt(source, at);
    const emoji = skipped > 0 ? null : emojiAt(source, at);
    if (skipped > 0) at += skipped;
    else if (emoji !== null) {
      lexemes.push({ type: 'emoji', value: emoji, at });
      at += emoji.length;
    } else if (character === '(' || character === ')') lexemes.push({ type: character, at: at++ });
    else if (QUOTES.includes(character)) {
      const close = closingQuote(source, at);
      const slop = /^~(\d{1,4})(?![\p{L}\p{N}])/u.exec(source.slice(close + 1, close + 7));
      lexemes.push(readPhrase(source.slice(at + 1, close), at, slop === null ? undefined : Number(slop[1])));
      at = close + 1 + (slop === null ? 0 : slop[0].length);
    } else if (character === '{') {
      const close = source.indexOf('}', at);
      if (close === -1) throw queryError(at, "the brace is never closed, expected '}' before the end", "Add the closing '}', or leave the opening one out.");
      lexemes.push(readExact(source.slice(at + 1, close), at));
      at = close + 1;
    } else if (DASHES.includes(character)) {
      if (at + 1 === source.length || blankAt(source, at + 1) > 0 || source[at + 1] === ')') {
        throw queryError(at, `expected a word right after '${character}'`, 'Write -word or NOT word; put words that belong together in quotes.');
      }
      lexemes.push({ type: 'NOT', at: at++ });
    } else at = readNamed(source, at, lexemes);
  }
  lexemes.push({ type: 'end', at: source.length });
  return lexemes;
}

/** A word, an operator, a tag, or a field with its value; gives where it ends. */
function readNamed(source: string, at: number, lexemes: Lexeme[]): number {
  const field = fieldAt(source.slice(at, at + 16));
  if (field === null) {
    const end = endOfWord(source, at);
    lexemes.push(readWord(source.slice(at, end), at));
    return end;
  }
  const from = at + field.length;
  const first = source.charAt(from);
  if (isWordField(field.name) && !(field.name === 'author' && /[@＠]/.test(first))) {
    if (first === '' || first === ')' || blankAt(source, from) > 0) throw queryError(at, `'${field.name}:' has nothing to find`, `Write a word, a phrase or a parenthesis right after it, or put '${field.name}' in quotes to find the word.`);
    lexemes.push({ type: 'field', field: field.name, at });
    return from;
  }
  let end = from;
  let value: string;
  if (first !== '' && QUOTES.includes(first)) {
    end = closingQuote(source, from) + 1;
    value = source.slice(from + 1, end - 1);
  } else {
    if (first === '[') end += source.slice(from, from + MAX_BRACKETED).indexOf(']') + 1;
    if (end === from) end = endOfWord(source, from);
    value = source.slice(from, end);
  }
  const term = readField(field.name, withoutInvisible(value).trim(), at);
  lexemes.push(term.type === 'hashtag' || term.type === 'handle' ? readTag(term) : term);
  return end;
}

/** Width of the blank or invisible character at `at`; 0 where there is none. */
function blankAt(source: string, at: number): number {
  const character = String.fromCodePoint(source.codePointAt(at) as number);
  return BLANK.test(character) ? character.length : 0;
}

/** Length of the remark at `at`: from slash and star to star and slash, or from two slashes to the end of the line. */
function commentAt(source: string, at: number): number {
  if (source.startsWith('/*', at)) {
    const end = source.indexOf('*/', at + 2);
    if (end === -1) throw queryError(at, "the remark is never closed, expected '*/' before the end", "Add the closing '*/'.");
    return end + 2 - at;
  }
  if (!source.startsWith('//', at)) return 0;
  let end = at;
  while (end < source.length && source[end] !== '\n' && source[end] !== '\r') end++;
  return end - at;
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

function readPhrase(content: string, at: number, within: number | undefined): Lexeme {
  const words = wordsOf(content);
  const phrase: Term = { type: 'phrase', words, at, ...(within !== undefined && { within }) };
  checkLength(words.join(' '), at, MAX_WORD * MAX_PHRASE);
  checkWords(phrase, 'quotes around nothing to find');
  if (within === undefined) return phrase;
  const count = termWords(phrase).length;
  if (within > MAX_NEAR) throw queryError(at, `~${within} is too far, ${MAX_NEAR} words at most`, 'Take a smaller number, or join the words by AND.');
  if (count < 2 || count > MAX_WINDOW) throw queryError(at, `~ takes a phrase of 2 to ${MAX_WINDOW} words, got ${count}`, 'Leave ~ out, or join the words by AND.');
  return phrase;
}

function readExact(content: string, at: number): Lexeme {
  const words = wordsOf(content);
  const term: Term = words.length === 1 ? { type: 'word', value: words[0] as string, at, exact: true } : { type: 'phrase', words, at, exact: true };
  checkLength(words.join(' '), at, MAX_WORD * MAX_PHRASE);
  checkWords(term, 'braces around nothing to find');
  return term;
}

const wordsOf = (content: string): string[] =>
  withoutInvisible(content)
    .split(/\s/)
    .filter((word) => word !== '');

function readWord(written: string, at: number): Lexeme {
  const value = withoutInvisible(written);
  if (value === 'AND' || value === 'OR' || value === 'NOT') return { type: value, at };
  if (value.startsWith('NEAR/')) return readNear(value, at);
  checkLength(value, at, MAX_WORD);
  if (value.startsWith('#') || value.startsWith('＃')) return readTag({ type: 'hashtag', value, at });
  if (value.startsWith('@') || value.startsWith('＠')) return readTag({ type: 'handle', value, at });
  const word: Term = { type: 'word', value, at };
  checkWords(word, `'${value}' has no letter or digit to find`);
  return word;
}

function readNear(value: string, at: number): Lexeme {
  const [, digits, forward] = NEAR.exec(value) ?? [];
  if (digits === undefined || Number(digits) > MAX_NEAR) {
    throw queryError(at, `'${value.slice(0, 40)}' is no distance, expected NEAR/ and a number up to ${MAX_NEAR}, with f where the order counts`, 'Write it as in refund NEAR/5 acme, or acme NEAR/3f refund.');
  }
  return { type: 'NEAR', within: Number(digits), ordered: forward === 'f', at };
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
  for (const word of words) {
    if (isPattern(word) && literalLength(word) < MIN_LITERAL) throw queryError(term.at, `'${word}' would fit nearly every word`, words.length === 1 || term.type === 'phrase' ? `Give ${MIN_LITERAL} letters beside the wildcards.` : 'Leave the wildcard out: in a script without blanks a word is found wherever it stands.');
  }
}

import type { Span } from '../../spec/fact.ts';
import { tokenise, type Token } from '../../lib/tokens.ts';

/** What is read of a text, in words. */
const MAX_WORDS = 400;
const MAX_WORD = 24;
const WORD = /^#?[a-z]+(?:['-][a-z]+)*$/u;
const NUMBER = /^\d[\d.,:]*$/u;
const MAX_JOINED = 2;
const MONEY = '$€£¥₪';

/** A text as wink may see it, and where each part of it stands in the text as it was said. */
export interface PlainWords {
  readonly text: string;
  readonly parts: readonly (Span & { readonly at: Span })[];
  /** The words that are new to wink's vocabulary at most. */
  readonly words: readonly string[];
}

/**
 * Plain words, numbers and emoji alone, one blank between them: wink's own tokeniser takes time that grows with the square of a run of addresses or odd
 * characters (24 s for 10 kB of "http://"), which anybody may post.
 */
export function plainWords(said: string): PlainWords {
  let text = '';
  const parts: (Span & { at: Span })[] = [];
  const words: string[] = [];
  let before: Token | null = null;
  let joined = 0;
  for (const token of tokenise(said).filter(isPlain).slice(0, MAX_WORDS)) {
    // 20.50 and 17:00 are one number; 1.1.1.1.1 is an odd run again.
    const joins: boolean = before !== null && joined < MAX_JOINED && isNumber(before) && isNumber(token) && before.end === token.start - 1 && '.,:'.includes(said[before.end] ?? ' ');
    joined = joins ? joined + 1 : 0;
    text += joins ? said[token.start - 1] : token.before === 'stop' ? ' . ' : token.before === 'pause' ? ' , ' : ' ';
    const sign = !joins && isNumber(token) && MONEY.includes(said[token.start - 1] ?? ' ') ? 1 : 0;
    const start = text.length;
    const word = asWritten(said, token, before === null || token.before === 'stop');
    text += said.slice(token.start - sign, token.start) + word;
    parts.push({ start, end: text.length, at: { start: token.start - sign, end: token.end } });
    words.push(word);
    before = token;
  }
  return { text, parts, words };
}

const isNumber = ({ norm }: Token): boolean => NUMBER.test(norm);

function isPlain({ norm }: Token): boolean {
  return norm.length <= MAX_WORD && (WORD.test(norm) || NUMBER.test(norm) || (norm.codePointAt(0) ?? 0) > 0x2000 || norm.startsWith(':'));
}

/** Capitals tell wink of names, but not at the beginning of a sentence; what was folded, drawn out or tagged is shown as it is compared. */
function asWritten(said: string, { norm, start, end }: Token, first: boolean): string {
  const word = said.slice(start, end);
  if (norm.startsWith('#')) return norm.slice(1);
  return !first && word.toLowerCase() === norm ? word : norm;
}

/** Where a range of the plain text stands in the text as it was said; null where nothing of it does. */
export function saidAt({ parts }: PlainWords, { start, end }: Span): Span | null {
  const inside = parts.filter((part) => part.start < end && part.end > start);
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? null : { start: first.at.start, end: last.at.end };
}

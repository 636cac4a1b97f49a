import type { Token } from '../lib/tokens.ts';
import type { Span } from '../spec/fact.ts';

/** How a text is written, whatever its language. */
export interface Emphasis {
  /** Words in letters; links, handles, numbers and pictures do not count. */
  readonly words: number;
  /** Words of four letters or more in capitals, where capitals stand out; scripts without capitals have none. */
  readonly shouted: readonly Span[];
  readonly drawnOut: readonly Span[];
  /** Exclamation marks, at most counted to 20. */
  readonly exclamations: number;
  readonly question: Span | null;
}

const LETTERS = /^\p{L}/u;
const CAPITALS = /^\p{Lu}{4,}$/u;
const MAX_SPANS = 8;
const MAX_MARKS = 20;

export function emphasisOf(text: string, tokens: readonly Token[]): Emphasis {
  const shouted: Span[] = [];
  const drawnOut: Span[] = [];
  let words = 0;
  for (const { start, end, norm, squeezed } of tokens) {
    if (norm === 'https://' || !LETTERS.test(norm)) continue;
    words += 1;
    if (squeezed !== undefined && drawnOut.length < MAX_SPANS) drawnOut.push({ start, end });
    if (shouted.length < MAX_SPANS && end - start < 32 && text.charCodeAt(start) < 0x5b && CAPITALS.test(text.slice(start, end))) shouted.push({ start, end });
  }
  return { words, shouted, drawnOut, exclamations: countMarks(text, tokens), question: questionMark(text, tokens) };
}

function countMarks(text: string, tokens: readonly Token[]): number {
  let count = 0;
  for (let at = text.indexOf('!'); at >= 0 && count < MAX_MARKS; at = text.indexOf('!', at + 1)) count += 1;
  // Without words marks are noise.
  return tokens.length === 0 ? 0 : count;
}

/** The first question mark after a word that is not part of a link. */
function questionMark(text: string, tokens: readonly Token[]): Span | null {
  let token = 0;
  for (let at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
    while (token < tokens.length && (tokens[token]?.end ?? 0) <= at) token += 1;
    const inside = token < tokens.length && (tokens[token]?.start ?? 0) <= at;
    if (!inside && token > 0) return { start: at, end: at + 1 };
  }
  return null;
}

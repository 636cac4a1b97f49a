import type { Token } from '../lib/tokens.ts';
import { namerOf } from './victim.ts';

/** Clauses looked at; a post of more is about everything. */
const MAX_CLAUSES = 60;

/**
 * The part of a text that is about its target: of what words of contrast ("but", "unlike") part, that in which it is named. The whole text where the target is not
 * named, or in every part, and where the text is written to it. `contrasts` in the comparable form of `tokenise`.
 */
export function partAbout(text: string, tokens: readonly Token[], target: string, contrasts: ReadonlySet<string>): string {
  // Who writes to somebody writes about them, on either side of a "but".
  const names = namerOf(target);
  const [first] = tokens;
  if (first?.norm.startsWith('@') === true && names(first)) return text;
  const parts: { start: number; end: number; names: boolean }[] = [];
  for (const token of tokens) {
    let part = parts.at(-1);
    if (part === undefined || contrasts.has(token.norm)) {
      if (parts.length === MAX_CLAUSES) return text;
      parts.push((part = { start: token.start, end: token.end, names: false }));
    }
    part.end = token.end;
    part.names ||= names(token);
  }
  const named = parts.filter((part) => part.names);
  if (named.length === 0 || named.length === parts.length) return text;
  return named.map(({ start, end }) => text.slice(start, end)).join('. ');
}

import type { Token } from '../lib/tokens.ts';
import type { TargetNames } from './names.ts';

/** Clauses looked at; a post of more is about everything. */
const MAX_CLAUSES = 60;

/**
 * The part of a text that is about its target: of what words of contrast ("but", "unlike") part, that in which it is named. The whole text where the target is not
 * named, or in every part, and where the text is written to it. `contrasts` in the comparable form of `tokenise`.
 */
export function partAbout(text: string, tokens: readonly Token[], names: TargetNames, contrasts: ReadonlySet<string>): string {
  // Who writes to somebody writes about them, on either side of a "but".
  if (tokens[0]?.norm.startsWith('@') === true && names.isHandle(tokens[0].norm)) return text;
  const parts: { start: number; end: number; names: boolean }[] = [];
  for (const [at, token] of tokens.entries()) {
    let part = parts.at(-1);
    if (part === undefined || contrasts.has(token.norm)) {
      if (parts.length === MAX_CLAUSES) return text;
      parts.push((part = { start: token.start, end: token.end, names: false }));
    }
    part.end = token.end;
    part.names ||= names.namedAt(tokens, at) !== null;
  }
  const named = parts.filter((part) => part.names);
  if (named.length === 0 || named.length === parts.length) return text;
  return named.map(({ start, end }) => text.slice(start, end)).join('. ');
}

import type { Token } from '../lib/tokens.ts';
import { namesTarget } from './victim.ts';

/** Clauses looked at; a post of more is about everything. */
const MAX_CLAUSES = 60;

/**
 * The part of a text that is about its target: the sentences in which it is named, cut at words of contrast ("but", "unlike"). The whole text where the target is not
 * named, or in every part of it. `contrasts` in the comparable form of `tokenise`.
 */
export function partAbout(text: string, tokens: readonly Token[], target: string, contrasts: ReadonlySet<string>): string {
  const parts: { start: number; end: number; names: boolean }[] = [];
  for (const token of tokens) {
    let part = parts.at(-1);
    if (part === undefined || token.before === 'stop' || contrasts.has(token.norm)) {
      if (parts.length === MAX_CLAUSES) return text;
      parts.push((part = { start: token.start, end: token.end, names: false }));
    }
    part.end = token.end;
    part.names ||= namesTarget(token, target);
  }
  const named = parts.filter(({ names }) => names);
  if (named.length === 0 || named.length === parts.length) return text;
  return named.map(({ start, end }) => text.slice(start, end)).join('. ');
}

import { tokenise, type Token } from '../lib/tokens.ts';
import type { Span } from '../spec/fact.ts';
import type { ReviewCue } from '../spec/language.ts';

import { stems } from './stems.ts';

/** Words for the same thing that a pack names (`S.…`), by their stems. */
export function groupsOf(cues: readonly ReviewCue[]): Map<string, string> {
  const groups = new Map<string, string>();
  for (const { cue, phrases } of cues) {
    if (!cue.startsWith('S.')) continue;
    for (const word of phrases.flatMap((phrase) => phrase.split(/[\s|]/u))) for (const stem of stems(word)) if (!groups.has(stem)) groups.set(stem, cue);
  }
  return groups;
}

/** Where words of the post come back in the reply, at most once a subject. */
export function meet(tokens: readonly Token[], mention: string | undefined, groups: ReadonlyMap<string, string>): Span[] {
  if (mention === undefined) return [];
  const subjects = new Set<string>();
  for (const token of tokenise(mention)) for (const form of formsOf(token.norm, groups)) subjects.add(form);
  if (subjects.size === 0) return [];
  const met = new Set<string>();
  const spans: Span[] = [];
  for (const token of tokens) {
    const found = formsOf(token.norm, groups).find((form) => subjects.has(form));
    if (found === undefined || met.has(found)) continue;
    met.add(found);
    spans.push({ start: token.start, end: token.end });
  }
  return spans;
}

/** Words repeat themselves; of so many their forms are remembered, by the groups of a pack. */
const MOST_WORDS = 8_192;
const remembered = new WeakMap<ReadonlyMap<string, string>, Map<string, readonly string[]>>();

function formsOf(word: string, groups: ReadonlyMap<string, string>): readonly string[] {
  let words = remembered.get(groups);
  if (words === undefined) remembered.set(groups, (words = new Map<string, readonly string[]>()));
  let forms = words.get(word);
  if (forms === undefined) {
    const own = stems(word);
    forms = own.concat(own.flatMap((stem) => groups.get(stem) ?? []));
    if (words.size >= MOST_WORDS) words.clear();
    words.set(word, forms);
  }
  return forms;
}

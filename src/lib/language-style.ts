import { functionWordCategories, type LanguagePack } from '../spec/language.ts';
import { tokenise } from './tokens.ts';

/** How often a text, or a crowd, uses each kind of function words. Counts alone: nothing can be read back from it. */
export interface StyleCounts {
  /** The language whose words were counted. */
  language: string;
  words: number;
  /** By kind, in the order of `functionWordCategories`. */
  counts: number[];
}

/** So much of a text is counted, in UTF-16 units. */
const READ = 4096;
/** Keeps the share of two that use none of a kind defined (Ireland & Pennebaker 2010). */
const NONE = 0.0001;

/** Counts the function words of a language; null where the pack knows none. */
export function styleCounter({ code, functionWords }: Pick<LanguagePack, 'code' | 'functionWords'>): ((text: string) => StyleCounts) | null {
  if (functionWords === undefined) return null;
  const kinds = new Map<string, number>();
  functionWordCategories.forEach((category, kind) => functionWords[category]?.forEach((word) => kinds.set(word, kind)));
  return (text) => {
    const counts = functionWordCategories.map(() => 0);
    let words = 0;
    for (const { norm } of tokenise(text.slice(0, READ))) {
      if (!/^\p{L}/u.test(norm) || norm.startsWith('https://')) continue;
      words += 1;
      const kind = kinds.get(norm);
      if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return { language: code, words, counts };
  };
}

/**
 * Language style matching (Ireland & Pennebaker 2010): for each kind 1 − |a − b| / (a + b + 0.0001) of the two shares of words, and the mean of
 * these, 0–1. A kind that the crowd never uses tells nothing and is left out. null: another language, no words, or no kind left.
 */
export function styleMatch(text: StyleCounts, crowd: StyleCounts): number | null {
  if (text.language !== crowd.language || text.words === 0 || crowd.words === 0) return null;
  let sum = 0;
  let kinds = 0;
  crowd.counts.forEach((count, kind) => {
    if (count === 0) return;
    const ours = count / crowd.words;
    const theirs = (text.counts[kind] ?? 0) / text.words;
    sum += 1 - Math.abs(ours - theirs) / (ours + theirs + NONE);
    kinds += 1;
  });
  return kinds === 0 ? null : sum / kinds;
}

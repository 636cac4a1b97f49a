import type { LanguageIdentifier, LanguagePack } from '../spec/language.ts';

/** Two different words that no other language has, in a text that is full of such words, leave little doubt. */
const ENOUGH_WORDS = 2;
const ENOUGH_SHARE = 0.12;
const READ = 400;
const WORD = /[\p{L}\p{M}'’]+/gu;

/**
 * Tells languages by their commonest words: a fraction of a model's cost, and silent where there is doubt. Null where no pack's words, or
 * those of two packs, are common enough.
 */
export function commonWordIdentifier(packs: readonly Pick<LanguagePack, 'code' | 'commonWords'>[]): LanguageIdentifier {
  const sets = packs.flatMap(({ code, commonWords = [] }) => (commonWords.length === 0 ? [] : [{ code, words: new Set(commonWords) }]));
  return (text) => {
    if (sets.length === 0) return null;
    const words = text.slice(0, READ).toLowerCase().match(WORD) ?? [];
    let found: { code: string; confidence: number } | null = null;
    for (const set of sets) {
      const hits = words.filter((word) => set.words.has(word));
      if (new Set(hits).size < ENOUGH_WORDS || hits.length < words.length * ENOUGH_SHARE) continue;
      if (found !== null) return null;
      found = { code: set.code, confidence: 0.9 };
    }
    return found;
  };
}

import type { LanguageIdentifier, LanguagePack } from '../spec/language.ts';

/** Three different words that no other language has, in a text that is full of such words, leave little doubt. Two are what a text in another language borrows, and a doubt about a third. */
const ENOUGH_WORDS = 3;
const DOUBTFUL_WORDS = 2;
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
    let told: string | null = null;
    let speaking = 0;
    for (const set of sets) {
      const hits = words.filter((word) => set.words.has(word));
      const different = new Set(hits).size;
      if (different < DOUBTFUL_WORDS || hits.length < words.length * ENOUGH_SHARE) continue;
      speaking++;
      if (different >= ENOUGH_WORDS) told = set.code;
    }
    return told === null || speaking > 1 ? null : { code: told, confidence: 0.9 };
  };
}

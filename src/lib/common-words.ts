import type { LanguageIdentifier, LanguagePack } from '../spec/language.ts';
import { WordTable } from './word-table.ts';

/** Three different words that no other language has, in a text that is full of such words, leave little doubt. Two are what a text in another language borrows, and a doubt about a third. */
const ENOUGH_WORDS = 3;
const DOUBTFUL_WORDS = 2;
const ENOUGH_SHARE = 0.12;
const READ = 400;

/**
 * Tells languages by their commonest words: a fraction of a model's cost, and silent where there is doubt. Null where no pack's words, or
 * those of two packs, are common enough.
 */
export function commonWordIdentifier(packs: readonly Pick<LanguagePack, 'code' | 'commonWords'>[]): LanguageIdentifier {
  const lists = packs.flatMap(({ code, commonWords = [] }) => (commonWords.length === 0 ? [] : [{ code, own: new Set(commonWords) }]));
  if (lists.length === 0) return () => null;
  const codes = lists.map(({ code }) => code);
  const words = [...new Set(lists.flatMap(({ own }) => [...own]))];
  const has = lists.map(({ own }) => Uint8Array.from(words, (word) => Number(own.has(word))));
  const table = new WordTable(words, READ);
  return (text) => {
    const { found, hits, words: all } = table.read(text);
    let told: string | null = null;
    let speaking = 0;
    for (const [index, code] of codes.entries()) {
      const own = has[index] as Uint8Array;
      let count = 0;
      let different = 0;
      for (let hit = 0; hit < hits; hit++) {
        const word = found[hit] as number;
        if (own[word] === 0) continue;
        count++;
        if (different < ENOUGH_WORDS && found.indexOf(word) === hit) different++;
      }
      if (different < DOUBTFUL_WORDS || count < all * ENOUGH_SHARE) continue;
      speaking++;
      if (different >= ENOUGH_WORDS) told = code;
    }
    return told === null || speaking > 1 ? null : { code: told, confidence: 0.9 };
  };
}

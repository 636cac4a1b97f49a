import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import { styleCounter, styleMatch, type StyleCounts } from '../../src/lib/language-style.ts';
import { functionWordCategories } from '../../src/spec/language.ts';

const inEnglish = styleCounter(english());
const counts = (one: Partial<Record<(typeof functionWordCategories)[number], number>>) => functionWordCategories.map((category) => one[category] ?? 0);

describe('the way of speaking', () => {
  it('is counted by kinds of function words, whatever the case, links, tags and handles aside', () => {
    expect(inEnglish?.('We DON’T have the lamp, and it was in the box: https://example.org/the-and #the @we 12')).toEqual({
      language: 'en',
      words: 11,
      counts: counts({ personal: 1, negations: 1, auxiliaries: 2, articles: 2, conjunctions: 1, impersonal: 1, prepositions: 1 }),
    });
    expect(styleCounter(hebrew())?.('אני לא מבין למה זה של כולם')).toMatchObject({ language: 'he', counts: counts({ personal: 1, negations: 1, prepositions: 1, impersonal: 2 }) });
  });

  it('is not counted without words to count', () => {
    expect(styleCounter({ code: 'xx' })).toBeNull();
  });

  it('is matched kind by kind as Ireland and Pennebaker do', () => {
    const text: StyleCounts = { language: 'en', words: 100, counts: counts({ personal: 10, articles: 4 }) };
    const crowd: StyleCounts = { language: 'en', words: 1000, counts: counts({ personal: 50, articles: 80 }) };
    const kind = (a: number, b: number): number => 1 - Math.abs(a - b) / (a + b + 0.0001);
    expect(styleMatch(text, crowd)).toBeCloseTo((kind(0.1, 0.05) + kind(0.04, 0.08)) / 2, 10);
  });

  it('is not matched across languages, or where there is nothing to match', () => {
    const one: StyleCounts = { language: 'en', words: 20, counts: counts({ personal: 3 }) };
    expect(styleMatch(one, { ...one, language: 'he' })).toBeNull();
    expect(styleMatch(one, { ...one, counts: counts({}) })).toBeNull();
    expect(styleMatch({ ...one, words: 0 }, one)).toBeNull();
  });

  it('is a share, and all of it with itself', () => {
    const anyCounts = fc.array(fc.nat(30), { minLength: 9, maxLength: 9 }).map((list): StyleCounts => ({ language: 'en', words: 300, counts: list }));
    fc.assert(
      fc.property(anyCounts, anyCounts, (one, other) => {
        const match = styleMatch(one, other);
        if (match !== null) {
          expect(match).toBeGreaterThanOrEqual(0);
          expect(match).toBeLessThanOrEqual(1);
        }
        expect(styleMatch(one, one) ?? 1).toBe(1);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';

import * as english from './corpus-en.ts';
import * as freshEnglish from './corpus-fresh-en.ts';
import * as freshHebrew from './corpus-fresh-he.ts';
import * as hebrew from './corpus-he.ts';
import * as laterEnglish from './corpus-later-en.ts';
import * as laterHebrew from './corpus-later-he.ts';
import * as voicesEnglish from './corpus-voices-en.ts';
import * as voicesHebrew from './corpus-voices-he.ts';
import { cuesOf, reviewIn } from './packs.ts';

describe.each([
  ['en', 'first', english], ['he', 'first', hebrew],
  ['en', 'voices', voicesEnglish], ['he', 'voices', voicesHebrew],
  ['en', 'fresh', freshEnglish], ['he', 'fresh', freshHebrew],
  ['en', 'later', laterEnglish], ['he', 'later', laterHebrew],
] as const)('replies in %s, %s', (language, _name, { good, bad }) => {
  test.each(good)('%j may go out: %s', (context, text) => {
    const review = reviewIn(language, text, context);
    expect(review.findings.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(review.verdict).toBe('pass');
  });

  test.each(bad)('%j may not: %s', (context, text, cues) => {
    const review = reviewIn(language, text, context);
    expect(cuesOf(review)).toEqual(expect.arrayContaining(cues));
    expect(review.verdict).not.toBe('pass');
  });

  test('what may go out is warmer than what may not', () => {
    const mean = (scores: number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const scored = (entries: readonly (readonly [Parameters<typeof reviewIn>[2], string, ...unknown[]])[]): number[] => entries.map(([context, text]) => reviewIn(language, text, context).warmth.score);
    expect(mean(scored(good))).toBeGreaterThan(mean(scored(bad)) + 50);
  });
});

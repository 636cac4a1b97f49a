import { describe, expect, test } from 'vitest';

import { review } from '../../src/review.ts';

/** Praise is answered by a person: without a signature it is L11. */
const signature = (language: 'en' | 'he', text: string): string | null => {
  const { warm, findings } = review(text, { stage: 'praise', language });
  const found = warm.find(({ cue }) => cue === 'W13');
  expect(findings.some(({ cue }) => cue === 'L11')).toBe(found === undefined);
  return found === undefined ? null : text.slice(found.span.start, found.span.end);
};

describe('a sign stands where a full stop would', () => {
  test.each<[language: 'en' | 'he', text: string, signature: string]>([
    ['en', 'Thanks Maya! So glad the kettle makes you happy 😊 — Tom', '— Tom'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy ❤️ – Tom', '– Tom'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy 👍🏽 ^TS', '^TS'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy 👩‍🍳 -Tom', '-Tom'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy :) - Tom', '- Tom'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy <3 — Tom', '— Tom'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy! 😊😊 — Tom 🐝', '— Tom 🐝'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy 😊 — the kettle team', '— the kettle team'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy 😊 Tom', 'Tom'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy 😊 Tom, Acme care', 'Tom, Acme care'],
    ['en', 'Thanks Maya! So glad the kettle makes you happy! 🎉 Tom', 'Tom'],
    ['he', 'תודה מאיה! איזה כיף שהקומקום משמח אותך 😊 — תום', '— תום'],
    ['he', 'תודה מאיה! איזה כיף שהקומקום משמח אותך 🙏🏼 - תום, שירות', '- תום, שירות'],
    ['he', 'תודה מאיה! איזה כיף שהקומקום משמח אותך :) — תום', '— תום'],
    ['he', 'תודה מאיה! איזה כיף שהקומקום משמח אותך 😊 תום', 'תום'],
  ])('%s: %s', (language, text, expected) => {
    expect(signature(language, text)).toBe(expected);
  });

  test.each<['en' | 'he', string]>([
    ['en', 'Thanks! The team is happy 😊 — see you soon'],
    ['en', 'Thanks, our kettle team ❤️ - more kettles for Leeds'],
    ['en', 'Thanks, we ❤️ Leeds'],
    ['en', 'Thanks! We ❤️ Leeds — and you'],
    ['en', 'Thanks for the kettle photo 😊'],
    ['he', 'תודה! הצוות שמח 😊 — נתראה בקרוב'],
  ])('%s: no signature: %s', (language, text) => {
    expect(signature(language, text)).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';

import { filler, reviewWith, seenAs, type OwnCues } from './own-pack.ts';
import { reviewIn } from './packs.ts';

describe('how a reply opens (L16)', () => {
  test.each<[what: string, language: 'en' | 'he', text: string, found: string]>([
    ['"but"', 'en', 'But the oven is new.', 'But'],
    ['"actually"', 'en', 'Actually, the oven is new.', 'Actually'],
    ['an order', 'en', 'Please do not eat the loaf.', 'Please do not'],
    ['an order of two words', 'en', 'Thank you for the photo. Please refrain from eating the loaf.', 'Please refrain'],
    ['an order in a later sentence', 'en', 'Thank you for the photo. Please do not eat the loaf.', 'Please do not'],
    ['an order after a "but" that opens nothing', 'en', 'The crust is fine, but the crumb is not. Please do not eat the loaf.', 'Please do not'],
    ['the first of two', 'en', 'But the oven is new. Please do not eat the loaf.', 'But'],
    ['Hebrew, "but"', 'he', 'אבל התנור חדש.', 'אבל'],
    ['Hebrew, an order', 'he', 'תודה על התמונה. נא לא לאכול את הכיכר.', 'נא לא'],
    ['Hebrew, an order after a "but" that opens nothing', 'he', 'הקרום פריך אבל הכיכר לא אפויה. נא לא לאכול אותה.', 'נא לא'],
  ])('%s', (_, language, text, found) => {
    expect(seenAs(reviewIn(language, text, { stage: 'note' }), text, 'L16')).toEqual([['info', found]]);
  });

  test.each<[what: string, language: 'en' | 'he', text: string]>([
    ['neither', 'en', 'The oven is new.'],
    ['"but" within a sentence', 'en', 'The oven is new, but the dough was cold.'],
    ['"but" at the beginning of a later sentence', 'en', 'The oven is new. But the dough was cold.'],
    ['an order within a sentence', 'en', 'Until we know more please do not eat the loaf.'],
    ['Hebrew, "but" within a sentence', 'he', 'התנור חדש אבל הבצק היה קר.'],
    ['Hebrew, "but" at the beginning of a later sentence', 'he', 'התנור חדש. אבל הבצק היה קר.'],
    ['Hebrew, an order within a sentence', 'he', 'עד שנדע יותר נא לא לאכול את הכיכר.'],
  ])('not: %s', (_, language, text) => {
    expect(seenAs(reviewIn(language, text, { stage: 'note' }), text, 'L16')).toEqual([]);
  });
});

describe('praise of oneself before a word of empathy or regret (L27)', () => {
  const praise = { L27: 'finest mill' };
  const seen = (cues: OwnCues, text: string): string[] => seenAs(reviewWith({ ...praise, ...cues }, text), text, 'L27').map(([level, words]) => `${level} ${String(words)}`);

  test('alone, and each time', () => {
    expect(seen({}, 'Oats from the finest mill.')).toEqual(['warn finest mill']);
    expect(seen({}, 'The finest mill. Oats from the finest mill.')).toEqual(['warn finest mill', 'warn finest mill']);
  });

  test.each(['W04', 'W05', 'W06', 'W07'])('not after %s, but before it', (cue) => {
    const warm = { [cue]: 'grumm' };
    expect(seen(warm, 'Grumm. Oats from the finest mill.')).toEqual([]);
    expect(seen(warm, 'Oats from the finest mill. Grumm.')).toEqual(['warn finest mill']);
    // The first such word counts, however many follow.
    expect(seen(warm, 'Grumm. Oats from the finest mill. Grumm.')).toEqual([]);
    expect(seen(warm, 'The finest mill. Grumm. Our finest mill. Grumm.')).toEqual(['warn finest mill']);
  });

  test('the first word of several kinds counts', () => {
    const warm = { W04: 'grumm', W07: 'brimm' };
    expect(seen(warm, 'Brimm. The finest mill. Grumm.')).toEqual([]);
    expect(seen(warm, 'Grumm. The finest mill. Brimm.')).toEqual([]);
  });

  test('praise that is itself such a word comes before none', () => {
    expect(seen({ W05: 'finest mill is yours' }, 'The finest mill is yours.')).toEqual([]);
  });

  test.each(['W02', 'W08', 'W10'])('%s is no such word', (cue) => {
    expect(seen({ [cue]: 'grumm' }, `Grumm ${filler(3)}. The finest mill.`)).toEqual(['warn finest mill']);
  });
});

import { describe, expect, test } from 'vitest';

import { filler, reviewWith, seenAs, type OwnCues } from './own-pack.ts';
import { reviewIn } from './packs.ts';

/** `mild` softens, `yet` takes back; and what else a case names. */
const WORDS = { 'M.softener': 'mild', 'M.contrast': 'yet' };
const seen = (text: string, cues: OwnCues = {}): string[] => seenAs(reviewWith({ ...WORDS, ...cues }, text), text, 'L03').map(([level, words]) => `${level} ${String(words)}`);
const TAKEN_BACK = ['warn yet'];

describe('kind words that "but" takes back (L03)', () => {
  test.each<[language: 'en' | 'he', text: string, word: string]>([
    ['en', 'We regret the burnt crust, but the oven is old.', 'but'],
    ['en', 'We regret the burnt crust. However, the oven is old.', 'However'],
    ['he', 'תודה שכתבת לנו, אבל הקרום אמור להיות כהה.', 'אבל'],
    ['he', 'תודה שכתבת לנו. עם זאת, הקרום אמור להיות כהה.', 'עם זאת'],
  ])('%s: %s', (language, text, word) => {
    expect(seenAs(reviewIn(language, text, { stage: 'note' }), text, 'L03')).toEqual([['warn', word]]);
  });

  test.each<[what: string, text: string, found: string[]]>([
    ['in one sentence', 'Mild oats, yet stale', TAKEN_BACK],
    ['side by side', 'Mild yet stale', TAKEN_BACK],
    ['the "but" opens the next sentence', 'Mild oats. Yet stale', ['warn Yet']],
    ['the "but" stands within the next sentence', 'Mild oats. Rye, yet stale', []],
    ['a sentence lies between', 'Mild oats. Rye. Yet stale', []],
    ['the kind word comes after it', 'Oats, yet mild', []],
    ['the kind word comes in the sentence after it', 'Yet stale. Mild oats', []],
    ['no kind word', 'Oats, yet stale', []],
    ['no "but"', 'Mild oats', []],
    ['one kind word of several is enough', `Mild oats. ${filler(3)}. Mild rye, yet stale. Mild`, TAKEN_BACK],
    ['each time', 'Mild oats, yet stale, yet dry', ['warn yet', 'warn yet']],
    ['late in a long text', `${filler(40)}. Mild oats, yet stale`, TAKEN_BACK],
    ['thirty words apart', `Mild ${filler(30)} yet stale`, TAKEN_BACK],
    ['thirty-one words apart', `Mild ${filler(31)} yet stale`, []],
    ['thirty words apart, from one sentence to the next', `Mild ${filler(30)}. Yet stale`, ['warn Yet']],
    ['thirty-one words apart, from one sentence to the next', `Mild ${filler(31)}. Yet stale`, []],
  ])('%s', (_, text, found) => {
    expect(seen(text)).toEqual(found);
  });

  test('a word of sympathy softens too, thanks by themselves do not', () => {
    expect(seen('Grumm, yet stale', { W04: 'grumm' })).toEqual(TAKEN_BACK);
    expect(seen('Grumm, yet stale', { W02: 'grumm' })).toEqual([]);
  });

  test.each(['W04', 'W05', 'W06', 'W07', 'W08', 'W10', 'W11'])('%s after the "but" makes it warm', (cue) => {
    expect(seen('Mild oats, yet grumm', { [cue]: 'grumm' })).toEqual([]);
  });

  test.each(['W01', 'W02', 'W09', 'W12', 'E.action', 'M.agent'])('%s after it does not', (cue) => {
    expect(seen('Mild oats, yet grumm', { [cue]: 'grumm' })).toEqual(TAKEN_BACK);
  });

  test.each<[what: string, text: string, found: string[]]>([
    ['before the "but"', 'Mild grumm, yet stale', TAKEN_BACK],
    ['in the next sentence', 'Mild oats, yet stale. Grumm', TAKEN_BACK],
    ['thirteen words after it', `Mild oats, yet ${filler(13)} grumm`, []],
    ['fourteen words after it', `Mild oats, yet ${filler(14)} grumm`, TAKEN_BACK],
    ['after one of two', 'Mild oats, yet stale. Mild rye, yet grumm', TAKEN_BACK],
  ])('a warm word %s', (_, text, found) => {
    expect(seen(text, { W08: 'grumm' })).toEqual(found);
  });

  test('a warm phrase may begin with the "but" itself', () => {
    expect(seen('Mild oats, yet you are right', { W05: 'yet you are right' })).toEqual([]);
  });

  test('the first fifty are looked at', () => {
    const earlier = (count: number): string => 'Rye, yet stale. '.repeat(count);
    expect(seen(`${earlier(49)}Mild oats, yet stale`)).toEqual(TAKEN_BACK);
    expect(seen(`${earlier(50)}Mild oats, yet stale`)).toEqual([]);
  });
});

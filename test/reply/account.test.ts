import { describe, expect, test } from 'vitest';

import type { ReviewContextInput } from '../../src/spec/reply.ts';
import { filler, reviewWith, seenAs, type OwnCues } from './own-pack.ts';
import { reviewIn } from './packs.ts';

const FAULT = { 'M.account': 'fault' };
const seen = (text: string, cues: OwnCues = {}, context: ReviewContextInput = { stage: 'note' }): string[] =>
  seenAs(reviewWith({ ...FAULT, ...cues }, text, context), text, 'L04').map(([level, words]) => `${level} ${String(words)}`);

describe('a fault that is the whole account (L04)', () => {
  test.each<[language: 'en' | 'he', text: string, word: string]>([
    ['en', 'The mixer had a malfunction.', 'malfunction'],
    ['he', 'היה שיבוש בלישה.', 'שיבוש'],
  ])('%s: %s', (language, text, word) => {
    expect(seenAs(reviewIn(language, text, { stage: 'note' }), text, 'L04')).toEqual([['warn', word]]);
  });

  test('the first word of several is shown', () => {
    const text = 'A malfunction and a fault.';
    expect(seenAs(reviewIn('en', text, { stage: 'note' }), text, 'L04')).toEqual([['warn', 'malfunction']]);
    expect(seen('Oats.')).toEqual([]);
  });

  test.each<[what: string, context: ReviewContextInput, level: string]>([
    ['warns', { stage: 'note', severity: 'medium' }, 'warn'],
    ['blocks where it is serious', { stage: 'note', severity: 'high' }, 'block'],
    ['blocks where it is critical', { stage: 'note', severity: 'critical' }, 'block'],
    ['blocks where the plan forbids small words', { stage: 'note', forbid: ['never.minimise'] }, 'block'],
    ['warns where the plan forbids something else', { stage: 'note', forbid: ['never.deny'] }, 'warn'],
  ])('%s', (_, context, level) => {
    expect(seen('A fault.', {}, context)).toEqual([`${level} fault`]);
  });

  test('up to fourteen words can be the whole account, more cannot', () => {
    expect(seen(`A fault ${filler(12)}.`)).toEqual(['warn fault']);
    expect(seen(`A fault ${filler(13)}.`)).toEqual([]);
  });

  test('a small word that stands there itself is the only finding', () => {
    expect(seen('A tiny fault.', { 'L04.word': 'tiny' })).toEqual(['warn tiny']);
    expect(seen('A tiny fault.', { L05: 'tiny' })).toEqual(['warn fault']);
  });

  const SAY_MORE = ['W04', 'W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'E.awareness', 'E.action', 'E.explanation', 'E.update'];
  test.each(SAY_MORE)('%s makes it a part of an account', (cue) => {
    expect(seen('A fault, grumm.', { [cue]: 'grumm' })).toEqual([]);
  });

  test.each(['W01', 'W02', 'W12', 'E.route', 'M.agent'])('%s does not', (cue) => {
    expect(seen('A fault, grumm.', { [cue]: 'grumm' })).toEqual(['warn fault']);
  });

  describe('where the few words hide who did it', () => {
    const HIDDEN = { L06: 'was found' };

    test.each(['W04', 'W11', 'E.awareness', 'E.explanation', 'E.update'])('%s is no more of an account', (cue) => {
      expect(seen('A fault was found, grumm.', { ...HIDDEN, [cue]: 'grumm' })).toEqual(['warn fault']);
    });

    test.each(['W05', 'W06', 'W07', 'W08', 'W09', 'W10', 'E.action'])('%s is', (cue) => {
      expect(seen('A fault was found, grumm.', { ...HIDDEN, [cue]: 'grumm' })).toEqual([]);
      expect(seen('A fault was found, grumm and brimm.', { ...HIDDEN, [cue]: 'grumm', 'E.awareness': 'brimm' })).toEqual([]);
    });

    test('few are eight', () => {
      const cues = { ...HIDDEN, 'E.awareness': 'grumm' };
      expect(seen(`A fault was found, grumm ${filler(3)}.`, cues)).toEqual(['warn fault']);
      expect(seen(`A fault was found, grumm ${filler(4)}.`, cues)).toEqual([]);
    });
  });
});

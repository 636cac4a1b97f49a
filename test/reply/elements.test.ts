import { describe, expect, test } from 'vitest';

import { reviewReply } from '../../src/reply/index.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import type { Review, ReviewContextInput } from '../../src/spec/reply.ts';
import { packs, reviewIn } from './packs.ts';

/** A pack that knows these words alone. */
const packOf = (cues: Readonly<Record<string, string>>): LanguagePack => ({ ...packs.en, review: Object.entries(cues).map(([cue, phrase]) => ({ id: cue, cue, phrases: [phrase], weight: 1 })) });
const presentIn = (text: string, cues: Readonly<Record<string, string>> = {}, context: ReviewContextInput = { stage: 'note' }): Review['present'] => reviewReply(text, context, packOf(cues)).present;

type Row = [what: string, text: string];
const STATED: Review['present'] = ['say.neutralFact', 'say.answer'];

describe('a sentence of substance is an answer and a fact', () => {
  test.each<[...Row, Review['present']]>([
    ['five words', 'Rye bread is blue today', STATED],
    ['six words', 'Rye bread is blue again today', STATED],
    ['four words', 'Rye bread is blue', []],
    ['short sentences', 'Rye is blue. Oats are grey. Bread is back', []],
    ['a short sentence and a long one', 'Good. Rye bread is blue today', STATED],
    ['a long sentence and a short one', 'Rye bread is blue today. Good.', STATED],
    ['no words', '', []],
  ])('%s', (_, text, present) => {
    expect(presentIn(text)).toEqual(present);
  });

  test.each(['W02', 'W06', 'W12', 'W13', 'M.greeting'])('the words of %s are form', (cue) => {
    const stated = (text: string, phrase: string): string[] => presentIn(text, { [cue]: phrase }).filter((element) => element !== 'say.service' && element !== 'say.acceptance');
    expect(stated('Grumm rye bread is blue', 'grumm')).toEqual([]);
    expect(stated('Grumm rye bread is blue today', 'grumm')).toEqual(STATED);
    expect(stated('Rye bread is blue grumm', 'grumm')).toEqual([]);
    expect(stated('Grumm hurr rye bread is blue', 'grumm hurr')).toEqual([]);
    expect(stated('Grumm hurr rye bread is blue today', 'grumm hurr')).toEqual(STATED);
    expect(stated('Rye. Grumm rye bread is blue', 'grumm'), 'in the second sentence').toEqual([]);
    expect(stated('Grumm. Rye bread is blue today', 'grumm'), 'in another sentence').toEqual(STATED);
  });

  test.each(['W03', 'W04', 'W07', 'W10', 'L04', 'M.self'])('the words of %s are substance', (cue) => {
    expect(presentIn('Grumm rye bread is blue', { [cue]: 'grumm' })).toEqual(expect.arrayContaining(STATED));
  });

  test('a word that is form twice over is left out once', () => {
    const cues = { 'W02': 'grumm', 'W12': 'grumm', 'M.greeting': 'grumm' };
    expect(presentIn('Grumm rye bread is blue today', cues)).toEqual(STATED);
    expect(presentIn('Grumm rye bread is blue', cues)).toEqual([]);
  });
});

describe('to be sent elsewhere is no answer', () => {
  const cues = { 'M.elsewhere': 'brochure' };
  test.each<[...Row, Review['present']]>([
    ['without a link', 'Our brochure has all the hours', []],
    ['in one sentence of two', 'Our brochure has all the hours. We open every day at nine', STATED],
    ['with a link, the answer is there', 'Our brochure has all the hours: https://mill.example/hours', ['say.canonicalLink', ...STATED]],
  ])('%s', (_, text, present) => {
    expect(presentIn(text, cues)).toEqual(present);
  });

  test.each<['en' | 'he', string, answered: boolean]>([
    ['en', 'Please visit our website for the opening hours.', false],
    ['en', 'The shop in the old town opens at nine.', true],
    ['he', 'היכנסו לאתר שלנו לשעות הפתיחה.', false],
    ['he', 'המאפייה בעיר העתיקה נפתחת בתשע.', true],
  ])('%s: %s', (language, text, answered) => {
    expect(reviewIn(language, text, { stage: 'question' }).present.includes('say.answer')).toBe(answered);
  });
});

describe('a link', () => {
  test.each(['See https://mill.example', 'See http://mill.example', 'See HTTPS://mill.example', 'See www.mill.example', 'See WWW.mill.example'])('%s', (text) => {
    expect(presentIn(text)).toEqual(['say.canonicalLink']);
  });

  test.each(['See mill.example', 'See awww.mill.example', 'See https', 'See the www'])('none: %s', (text) => {
    expect(presentIn(text)).toEqual([]);
  });
});

describe('words of the post', () => {
  test.each<[...Row, mention: string | undefined, Review['present']]>([
    ['one comes back', 'Rye bread', 'My rye was blue', ['say.uptake']],
    ['two come back', 'Blue rye', 'My rye was blue', ['say.uptake']],
    ['one comes back in the singular', 'The constructor', 'Your constructors were late', ['say.uptake']],
    ['none comes back', 'Rye bread', 'My oats were grey', []],
    ['no post is known', 'Rye bread', undefined, []],
  ])('%s', (_, text, mention, present) => {
    expect(presentIn(text, {}, { stage: 'note', mention })).toEqual(present);
  });
});

describe('who speaks', () => {
  const cues = { 'M.of': 'from', 'M.agent': 'we' };
  test.each<[...Row, Review['present']]>([
    ['a name', 'Rye is back.\n— Odile', ['say.identity']],
    ['the brand as the one who speaks', 'We from Mill bake', ['say.identity']],
    ['a name, and the brand', 'We from Mill bake.\n— Odile', ['say.identity']],
    ['the brand, spoken about', 'Bread from Mill', []],
    ['nobody', 'We bake rye', []],
  ])('%s', (_, text, present) => {
    expect(presentIn(text, cues, { stage: 'note', brand: 'Mill' })).toEqual(present);
  });
});

test('what a phrase shows is present once, in the order of the catalogue', () => {
  const pack: LanguagePack = { ...packs.en, review: [{ id: 'a', cue: 'E.a', phrases: ['oats'], weight: 1, shows: ['say.thanks', 'say.heard'] }, { id: 'b', cue: 'E.b', phrases: ['rye'], weight: 1, shows: ['say.heard', 'say.uptake'] }] };
  expect(reviewReply('Oats, rye, oats', { stage: 'note' }, pack).present).toEqual(['say.uptake', 'say.thanks', 'say.heard']);
  expect(reviewReply('Rye', { stage: 'note' }, pack).present).toEqual(['say.uptake', 'say.heard']);
  expect(reviewReply('Wheat', { stage: 'note' }, pack).present).toEqual([]);
});

import { beforeAll, describe, expect, test } from 'vitest';

import { loadReviewer, type Reviewer } from '../../src/review.ts';
import { evasions as liftEnglish } from './evasions-lift-en.ts';
import { evasions as liftHebrew } from './evasions-lift-he.ts';
import { evasions as pizzaEnglish } from './evasions-pizza-en.ts';
import { evasions as pizzaHebrew } from './evasions-pizza-he.ts';
import { evasions as parcelEnglish } from './evasions-parcel-en.ts';
import { evasions as parcelHebrew } from './evasions-parcel-he.ts';
import { contextOf, settings } from './evasions.ts';

let reviewer: Reviewer;
beforeAll(async () => {
  reviewer = await loadReviewer();
});

describe.each([['en', [...parcelEnglish, ...liftEnglish, ...pizzaEnglish]], ['he', [...parcelHebrew, ...liftHebrew, ...pizzaHebrew]]] as const)('what gets round a complaint, in %s', (language, evasions) => {
  const rows = (kind: 'cold' | 'fine') => evasions.flatMap((evasion) => evasion[kind].map((sentence) => [evasion.cue, sentence, evasion] as const));
  const reviewOf = (sentence: string, evasion: (typeof evasions)[number]) => reviewer.review(settings[language][evasion.of][evasion.frame](sentence), contextOf(language, evasion));

  test.each(rows('cold'))('%s is found in: %s', (cue, sentence, evasion) => {
    const { verdict, findings } = reviewOf(sentence, evasion);
    expect(findings.filter(({ level }) => level !== 'info').map((finding) => finding.cue)).toContain(cue);
    expect(verdict).not.toBe('pass');
  });

  test.each(rows('fine'))('%s is not found in: %s', (_, sentence, evasion) => {
    const { verdict, findings } = reviewOf(sentence, evasion);
    expect(findings.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(verdict).toBe('pass');
  });
});

describe('what decides how grave it is', () => {
  const level = (text: string, cue: string, more: object = {}): string | undefined => reviewer.review(text, { stage: 'complaint', mention: settings.en.parcel.mention, ...more }).findings.find((finding) => finding.cue === cue)?.level;

  test.each<[what: string, text: string, cue: string, more: object, level: string | undefined]>([
    ['a bare refusal', 'Unfortunately there is nothing we can do about the parcel.', 'L13', {}, 'block'],
    ['a refusal beside an apology', "I'm sorry your parcel got wet. There is nothing we can do about it. — Tom", 'L13', {}, 'warn'],
    ['a refusal beside a repair', "We can't refund the parcel in cash. I'm sending you a new one today. — Tom", 'L13', {}, undefined],
    ['a refusal after one has only looked', "I've checked your parcel. There is nothing we can do. — Tom", 'L13', {}, 'block'],
    ['a refusal in answer to a question', 'Unfortunately there is nothing we can do about the parcel.', 'L13', { stage: 'question' }, undefined],
    ['a bargain', 'Change your review and the refund is yours.', 'never.incentive', {}, 'block'],
    ['a plea', 'Please change your review.', 'never.takedown', {}, 'block'],
    ['a plea against bullying', 'Please take your comment down: it hurts her.', 'never.takedown', { stage: 'bullying' }, 'info'],
    ['a share, while little is at stake', 'Just 3 of a million cups were affected.', 'L04', { severity: 'low' }, 'warn'],
    ['a share, from severity high', 'Just 3 of a million cups were affected.', 'L04', { severity: 'high' }, 'block'],
    ['a share in figures alone', '3 of a million cups were affected.', 'L04', { severity: 'critical' }, undefined],
    ['the rule book', 'Please see page 4 of your booking.', 'L08', {}, 'warn'],
    ['the rule book, changed', 'From today page 4 of the booking says it in red.', 'L08', {}, undefined],
    ['the rule book, asked for', 'Please see page 4 of your booking.', 'L08', { stage: 'question' }, undefined],
    ['a veiled threat', 'Our solicitor follows this page, too.', 'L08', {}, 'block'],
  ])('%s', (_, text, cue, more, expected) => {
    expect(level(text, cue, more)).toBe(expected);
  });
});

describe('a sentence that stands in the reply again', () => {
  const sentence = 'I am sending you a new parcel by courier today.';
  const found = (text: string, language: 'en' | 'he' = 'en') => reviewer.review(text, { stage: 'complaint', language, mention: settings[language].parcel.mention }).findings.find(({ cue }) => cue === 'L10');

  test.each<[times: number, level: string | undefined]>([[1, undefined], [2, 'warn'], [3, 'block'], [400, 'block']])('%d times', (times, level) => {
    expect(found(`I'm sorry, Maya. ${`${sentence} `.repeat(times)}— Tom`)?.level).toBe(level);
  });
  test('it is shown where it stands again', () => {
    const text = `${sentence} Sorry! ${sentence}`;
    expect(found(text)?.span).toEqual({ start: text.lastIndexOf('I am'), end: text.length - 1 });
  });
  test.each<['en' | 'he', string, boolean]>([
    ['en', 'I am so sorry. Your parcel got wet. I am so sorry.', false],
    ['en', 'I am so very sorry. Your parcel got wet. I am so very sorry.', true],
    ['en', `${sentence} ${sentence.toUpperCase()}`, true],
    ['en', `${sentence} ${sentence.replace('today', 'tomorrow')}`, false],
    ['he', 'אני שולח לך היום חבילה חדשה עם שליח. סליחה! אני שולח לך היום חבילה חדשה עם שליח.', true],
    ['he', 'אני מצטער. החבילה נרטבה. אני מצטער.', false],
  ])('%s: %s', (language, text, again) => {
    expect(found(text, language) !== undefined).toBe(again);
  });
});

test.each<['en' | 'he', string]>([
  ['en', 'only one '], ['en', 'three people '], ['en', 'too late too late '], ['en', "don't forget change your review "], ['en', 'Nothing we can do, wrong. '], ['he', 'רק אחד מתוך '], ['he', 'לא נוכל לעזור טעות '],
])('%s: 65,000 characters of "%s" take no longer than others', (language, words) => {
  const took = (text: string): number => {
    const begun = performance.now();
    reviewer.review(text, { stage: 'complaint', language, mention: settings[language].parcel.mention });
    return performance.now() - begun;
  };
  const short = words.repeat(Math.floor(8_000 / words.length));
  took(short);
  // Eight times the text takes eight times as long, not sixty-four.
  const least = Math.min(took(short), took(short), took(short));
  expect(Math.min(took(words.repeat(Math.floor(64_000 / words.length))), took(words.repeat(Math.floor(64_000 / words.length))))).toBeLessThan(least * 32 + 500);
});

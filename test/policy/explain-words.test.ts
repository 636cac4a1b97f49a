import { describe, expect, test } from 'vitest';
import { english } from '../../src/policy/explain-en.ts';
import { hebrew } from '../../src/policy/explain-he.ts';

describe('spans of time', () => {
  test.each([
    [-1_501, '1 day 1 h 1 min overdue', 'באיחור של יום ושעה ודקה'],
    [-1, '1 min overdue', 'באיחור של דקה'],
    [0, 'now', 'עכשיו'],
    [1, 'in 1 min', 'בעוד דקה'],
    [59, 'in 59 min', 'בעוד 59 דקות'],
    [61, 'in 1 h 1 min', 'בעוד שעה ודקה'],
    [122, 'in 2 h 2 min', 'בעוד שעתיים ושתי דקות'],
    [1_440, 'in 1 day', 'בעוד יום'],
    [2_880, 'in 2 days', 'בעוד יומיים'],
    [4_503, 'in 3 days 3 h 3 min', 'בעוד 3 ימים ו־3 שעות ו־3 דקות'],
  ])('%i minutes', (minutes, en, he) => {
    expect(english.span(minutes)).toBe(en);
    expect(hebrew.span(minutes)).toBe(he);
  });
});

test.each([
  [2, 'harm +2 (much)', 'harm +2'],
  [0, 'harm 0 (much)', 'harm 0'],
  [-1, 'harm -1 (much)', 'harm -1'],
])('%i points are written with their sign', (points, withReason, without) => {
  for (const { part } of [english, hebrew]) expect([part('harm', points, 'much'), part('harm', points, null)]).toEqual([withReason, without]);
});

test.each<[op: 'set' | 'require' | 'forbid', value: string | null, en: string, he: string]>([
  ['set', 'two', 'it two', 'it two'],
  ['set', null, 'it', 'it'],
  ['require', null, 'to have it', 'לכלול it'],
  ['forbid', null, 'to forbid it', 'לאסור it'],
])('what a rule wanted to %s with the value %s', (op, value, en, he) => {
  expect(english.wanted('it', value, op)).toBe(en);
  expect(hebrew.wanted('it', value, op)).toBe(he);
});

test('a reason goes on in the middle of a sentence', () => {
  expect(english.first('the press', 'They Are There.')).toBe('First the press: they Are There.');
  expect(english.first('the press', '')).toBe('First the press: ');
});

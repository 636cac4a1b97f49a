import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { bindApproval, similarity, tooSimilar } from '../../src/reply/index.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 200 });

test('likeness is symmetric, within 0 and 1, and full with oneself', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const likeness = similarity(a, b);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(1);
      expect(similarity(b, a)).toBe(likeness);
      expect(similarity(a, a)).toBe(1);
    }),
  );
});

test('another name, case or punctuation hardly matters; another text does', () => {
  const of = (name: string): string => `Hi ${name}, thank you for telling us. I understand how annoying this is, and I am looking into it right now.`;
  expect(similarity(of('Dana'), of('BEN').toUpperCase())).toBeGreaterThan(0.9);
  expect(similarity(of('Dana'), 'The shop in Haifa opens at eight, also on Fridays.')).toBeLessThan(0.1);
});

test('Hebrew is compared by words too, with vowel points or without', () => {
  expect(similarity('תודה שכתבתם לנו על החבילה', 'תּוֹדָה שֶׁכְּתַבְתֶּם לָנוּ עַל הַחֲבִילָה')).toBe(1);
  expect(similarity('תודה שכתבתם לנו על החבילה', 'הסניף בחיפה נפתח בשמונה')).toBe(0);
});

test('the earlier texts that are too much alike come most alike first', () => {
  const earlier = ['we open at nine today', 'thank you for writing to us today', 'thank you for writing to us'];
  expect(tooSimilar('thank you for writing to us', earlier, 0.7)).toEqual([{ index: 2, similarity: 1 }, { index: 1, similarity: expect.closeTo(10 / 13) }]);
  expect(tooSimilar('thank you for writing to us', [], 0.1)).toEqual([]);
});

describe('the share of word pairs in common', () => {
  test.each<[name: string, a: string, b: string, likeness: number]>([
    ['no words on either side', '', '!!!', 1],
    ['no words on one side', '', 'hello', 0],
    ['one word, the same', 'Hello!', 'hello', 1],
    ['one word, another', 'hello', 'goodbye', 0],
    ['the end in common', 'we wait', 'they wait', 1 / 2],
    ['the beginning in common', 'wait here', 'wait there', 0],
    ['the other way round', 'near far', 'far near', 0],
    ['two pairs of three', 'one two three', 'four two three', 2 / 3],
    ['a pair once and twice', 'so so so', 'so so', 4 / 5],
    ['a pair twice and twice', 'ha ha ha', 'ha ha ha!', 1],
    ['the shorter within the longer', 'we open', 'on Monday at nine we open', 4 / 8],
    ['words cut elsewhere', 'car pets', 'carp ets', 0],
    ['Hebrew, two pairs of three', 'אחת שתיים שלוש', 'ארבע שתיים שלוש', 2 / 3],
  ])('%s', (_, a, b, likeness) => {
    expect(similarity(a, b)).toBeCloseTo(likeness, 10);
    expect(similarity(b, a)).toBeCloseTo(likeness, 10);
  });
});

test('at least so much alike: the bound counts, and equals keep their order', () => {
  const earlier = ['four two three', 'we open at nine', 'five two three', 'one two three', 'six two three'];
  expect(tooSimilar('one two three', earlier, 2 / 3).map(({ index }) => index)).toEqual([3, 0, 2, 4]);
  expect(tooSimilar('one two three', earlier, 0.67).map(({ index }) => index)).toEqual([3]);
  expect(tooSimilar('one two three', earlier, 0).map(({ index }) => index)).toEqual([3, 0, 2, 4, 1]);
});

test('an approval holds for exactly one text at exactly one target', () => {
  const target = { venue: 'thread:1', replyTo: 'post_1' };
  const bound = bindApproval('We are sorry.', target);
  expect(bindApproval('We are sorry.', { replyTo: 'post_1', venue: 'thread:1' })).toBe(bound);
  expect(bindApproval('We are sorry!', target)).not.toBe(bound);
  expect(bindApproval('We are sorry. ', target)).not.toBe(bound);
  expect(bindApproval('We are sorry.', { ...target, replyTo: null })).not.toBe(bound);
  expect(bindApproval('We are sorry.', { ...target, venue: 'thread:2' })).not.toBe(bound);
  expect(bindApproval('We are sorry.', { ...target, replyTo: 'null' })).not.toBe(bindApproval('We are sorry.', { ...target, replyTo: null }));
});

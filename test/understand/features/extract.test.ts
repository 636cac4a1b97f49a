import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { FeatureExtractor, MAX_READ, magnitude, type FeatureSettings } from '../../../src/understand/features/index.ts';
import { splitTag, zeroed } from '../../../src/understand/features/word-forms.ts';

const settings: FeatureSettings = { bits: 16, words: 3, characters: [1, 6], negations: ['not', "don't"], prefixes: '' };
const english = new FeatureExtractor(settings);
const hebrew = new FeatureExtractor({ ...settings, negations: ['לא'], prefixes: 'והבלמשכ' });

/** Buckets by block, sorted: what a model sees. */
function seen(text: string, extractor = english): { words: number[]; characters: number[]; marks: number[] } {
  extractor.read(text);
  const of = ({ buckets, count }: FeatureExtractor['words']): number[] => [...buckets.subarray(0, count)].sort((a, b) => a - b);
  return { words: of(extractor.words), characters: of(extractor.characters), marks: of(extractor.marks) };
}

/** The buckets a text's words have in common with another's. */
const shared = (one: string, other: string, extractor = english): number => {
  const others = new Set(seen(other, extractor).words);
  return seen(one, extractor).words.filter((bucket) => others.has(bucket)).length;
};

describe('what counts as the same', () => {
  test.each([
    ['links', 'see https://example.org/a now', 'see http://example.com/b?c=1 now'],
    ['handles', 'thanks @anna for this', 'thanks @bert_2 for this'],
    ['numbers of one length', 'row 12 of 95', 'row 34 of 10'],
    ['letters in either case', 'Never Again', 'never again'],
    ['apostrophes of any shape', 'I don’t', "I don't"],
    ['words drawn out to any length', 'coooool', 'coooooooooool'],
    ['runs of punctuation', 'well!!!', 'well!!!!!'],
  ])('%s', (_, one, other) => expect(seen(one).words).toEqual(seen(other).words));

  test('a drawn-out word has its plain form in it', () => expect(shared('sooo', 'so')).toBe(1));
  test('a hashtag has its words in it', () => expect(shared('#ILoveThis', 'i love this')).toBeGreaterThanOrEqual(3));
  test('a Hebrew word has its form without prefix letters in it', () => {
    expect(shared('והבית', 'בית', hebrew)).toBeGreaterThan(0);
    expect(shared('והבית', 'בית')).toBe(0);
  });
});

describe('what counts as different', () => {
  test.each([
    ['a word in the reach of a negation', 'not a good day', 'a good day not'],
    ['order', 'dog bites man', 'man bites dog'],
    ['numbers of other lengths', 'call 12', 'call 5551234'],
    ['one mark and many', 'what!', 'what!!!'],
  ])('%s', (_, one, other) => expect(seen(one).words).not.toEqual(seen(other).words));

  test('capitals', () => {
    expect(seen('GO AWAY now').words).toEqual(seen('go away now').words);
    expect(seen('GO AWAY now').marks).not.toEqual(seen('go away now').marks);
  });

  test('a negation does not reach over a pause', () => {
    const turned = (text: string): number => seen(text).words.length;
    expect(turned('not today fine')).toBe(turned('fine today not') + 2);
    expect(shared('not, fine today', 'not fine today')).toBeLessThan(seen('not fine today').words.length - 2);
  });

  test('the same word in two fields', () => {
    english.begin();
    english.add('news', 'bio');
    const bio = english.words.buckets[0];
    english.begin();
    english.addName('news', 'name');
    expect(english.words.count).toBe(0);
    expect(english.names.buckets[0]).not.toBe(bio);
    expect(english.isEmpty).toBe(false);
  });
});

test('hashtags are cut before capitals, around figures and at low lines', () => {
  expect(splitTag('ILoveThis2')).toEqual(['i', 'love', 'this', '2']);
  expect(splitTag('BBCNews_tonight')).toEqual(['bbc', 'news', 'tonight']);
  expect(splitTag('plain')).toEqual(['plain']);
  expect(splitTag('__')).toEqual([]);
});

test('figures are told by their number, up to six', () => {
  expect(zeroed('a1b23')).toBe('a0b00');
  expect(zeroed('123456789')).toBe('000000');
  expect(zeroed('none')).toBe('none');
});

test('magnitudes grow by doubling', () => expect([0, 1, 3, 4, 7, 8, 1e9].map(magnitude)).toEqual([0, 1, 3, 4, 4, 5, 31]));

test('buckets are the same on every platform', () => {
  // Whoever changes these changes what models mean: MODEL_VERSION.
  english.read('Not good, @you! #NoWay 42');
  expect([english.words.count, english.characters.count, english.marks.count]).toEqual([21, 118, 9]);
  const sum = (block: FeatureExtractor['words']): number => block.buckets.subarray(0, block.count).reduce((all, bucket) => (Math.imul(all, 31) + bucket) | 0, 7);
  expect([sum(english.words), sum(english.characters), sum(english.marks)]).toMatchInlineSnapshot(`
    [
      -418989570,
      2143582999,
      -1159341454,
    ]
  `);
});

describe('any text', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: fc.constantFrom('a', '!', '#', '@', '\u0301', '😀', ' ', 'א', '\ud800'), maxLength: 300 }));

  test('gives each bucket once, atoms that stand in the text, and the same again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = seen(text);
        expect(seen(text)).toEqual(once);
        for (const block of english.blocks) {
          const buckets = block.buckets.subarray(0, block.count);
          expect(new Set(buckets).size).toBe(block.count);
          for (let index = 0; index < block.count; index += 1) {
            expect(block.first[index]!).toBeLessThanOrEqual(block.last[index]!);
            expect(block.last[index]!).toBeLessThan(Math.max(1, english.starts.length));
          }
        }
        for (const [atom, start] of english.starts.entries()) expect(start < english.ends[atom]! && english.ends[atom]! <= text.length).toBe(true);
      }),
    );
  });

  test('costs no more than its beginning', () => {
    fc.assert(
      fc.property(texts.filter((text) => text.length > 0), (text) => {
        const long = text.repeat(Math.ceil(1_000_000 / text.length));
        english.read(long);
        // A unit read is at most one character of the stream and a blank before it, each the start of six runs.
        expect(english.characters.count).toBeLessThanOrEqual(6 * (2 * MAX_READ + 1));
        expect(english.words.count).toBeLessThanOrEqual(6 * MAX_READ);
        expect(english.ends.every((end) => end <= MAX_READ)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['only combining marks', '\u0301'.repeat(1_000_000)],
    ['nothing', ''],
    ['only blanks', ' \n\t\u200b'.repeat(100)],
  ])('%s says nothing', (_, text) => {
    english.read(text);
    expect(english.isEmpty).toBe(true);
  });
});

test('many texts one after the other do not mix', () => {
  const once = seen('good day');
  for (let round = 0; round < 600; round += 1) english.read(`text ${round}`);
  expect(seen('good day')).toEqual(once);
});

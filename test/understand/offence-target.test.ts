import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createOffenceReader } from '../../src/classifiers/local.ts';
import { english } from '../../src/languages/en/index.ts';
import { hostileText } from '../support/hostile-posts.ts';

const read = createOffenceReader(english());

test.each([
  ['you are a stupid liar', 'individual'],
  ['she is such an idiot', 'individual'],
  ['@zoe clown', 'individual'],
  ['those people are idiots, all of them', 'group'],
  ['the politicians lie and their voters are fools', 'group'],
  ['this company is garbage and its app is crap', 'other'],
  ['damn airline', 'other'],
  ['idiotic', 'individual'],
])('%s: %s', (text, target) => expect(read?.(text).value).toBe(target));

test('it is told with the words it rests on', () => {
  const text = 'What a garbage company';
  expect(read?.(text).evidence.map(({ span }) => text.slice(span?.start, span?.end))).toEqual(['company']);
});

test('a pack without words for it tells nothing', () => {
  const { offences: _, ...pack } = english();
  expect(createOffenceReader(pack)).toBeNull();
});

test('shares add up to 1, whatever is written', () => {
  fc.assert(fc.property(hostileText, (text) => {
    expect(read?.(text).shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  }), { numRuns: 100 });
});

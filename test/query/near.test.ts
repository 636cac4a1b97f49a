import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createPost } from '../../src/intake/index.ts';
import { compileQueries, explainQuery, toDocument } from '../../src/query/index.ts';
import { countSteps } from '../support/steps.ts';
import { anyNear, holds, nearPieces } from './arbitrary.ts';

const spanOf = (query: string, text: string) => compileQueries([{ brand: 'b', query }]).match(toDocument(text))[0]?.matches[0]?.span;

describe('in long texts made of the words that are looked for', () => {
  const chain = (word: string, links: number) => Array.from({ length: links }, () => word).join(' NEAR/100 ');
  test.each([
    ['a chain', `${chain('a', 8)} NEAR/100 b`, `${'a '.repeat(32_000)}b`, 'a '.repeat(32_000).length + 1],
    ['groups of chains', `((a NEAR/100 a) NEAR/100 (a NEAR/100 a)) NEAR/100 ((a NEAR/100 a) NEAR/100 (a NEAR/100 b))`, `${'a '.repeat(32_000)}b`, 'a '.repeat(32_000).length + 1],
    ['words in any order', '"a b c d e f"~90', `${'a b c d e '.repeat(6_000)}f`, 60_001],
    ['two that are rare and far apart', 'x NEAR/3 y', `${'x a a a a a a '.repeat(2_000)}a a x a y`, undefined],
  ])('%s is found where it stands', (_, query, text, end) => {
    const span = spanOf(query, text);
    expect(span?.end).toBe(end ?? text.length);
  });

  test.each([
    ['a chain', `${chain('a', 8)} NEAR/0f b`, 'a a a a x b '.repeat(5_000)],
    ['words in any order', '"a b c d e f"~90', 'a b c d e '.repeat(6_000)],
  ])('%s that is not there is not found', (_, query, text) => {
    expect(spanOf(query, text)).toBeUndefined();
  });
});

test('NEAR agrees with trying every pair, in texts longer than it reaches', () => {
  fc.assert(
    fc.property(anyNear, fc.array(nearPieces, { minLength: 20, maxLength: 60 }), (query, list) => {
      const { document } = createPost({ id: '1', text: list.map(({ text }) => text).join(' ') }, { source: 'forum', seenAt: 1_700_000_000_000, secret: 'k' });
      expect(compileQueries([{ brand: 'b', query }]).match(document).length).toBe(holds(query, list) ? 1 : 0);
    }),
    { numRuns: 1_000 },
  );
});

test('many that share their words take no more steps of a long text than one may', () => {
  const all = Array.from({ length: 2_000 }, (_, index) => `a NEAR/${index % 10}f b OR "a b c"~${index % 10} OR a NEAR/${index % 10} (b OR c)`).join(' OR ');
  const matcher = compileQueries([{ brand: 'b', query: all }]);
  const far = `${'x '.repeat(20)}a ${'x '.repeat(20)}b ${'x '.repeat(20)}c `;
  const steps = (text: string): number => countSteps(() => matcher.match(toDocument(text))).steps;
  const [short, long] = [steps(far.repeat(50)), steps(far.repeat(100))];
  expect(long / short).toBeLessThan(2.3);
  // In longer ones they are left alone, all together.
  expect(steps(far.repeat(4_000))).toBeLessThan(30_000_000);
});

test('what is near is explained as it was found, however often it is asked', () => {
  expect(explainQuery('-(a NEAR/1 b) (c OR (a NEAR/1 b))', 'a b')).toBe('Does not match: left out because of a NEAR/1 b (text 0–3).');
});

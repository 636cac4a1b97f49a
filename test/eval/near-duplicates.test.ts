import { describe, expect, test } from 'vitest';
import { generatedPairs } from '../../eval/near-duplicates/generated.ts';
import { kashuv, shingles, type Judge } from '../../eval/near-duplicates/judges.ts';
import { writtenPairs, type Pair } from '../../eval/near-duplicates/pairs.ts';

const { tune, held, texts } = writtenPairs();

function figures(pairs: readonly Pair[], judges: readonly Judge[]): { precision: number; recall: number; f1: number } {
  const said = judges.flatMap((judge) => pairs.filter(({ a, b }) => judge(a, b)));
  const right = said.filter(({ copy }) => copy).length;
  const copies = judges.length * pairs.filter(({ copy }) => copy).length;
  return { precision: right / said.length, recall: right / copies, f1: (2 * right) / (said.length + copies) };
}

test('there are 300 pairs by hand, about half of them copies', () => {
  const all = [...tune, ...held];
  const copies = all.filter(({ copy }) => copy).length;
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(Math.abs(copies / all.length - 0.5)).toBeLessThan(0.05);
});

describe.each([
  ['the pairs to tune on', tune],
  ['the pairs held back', held],
  ['generated pairs', generatedPairs(texts, 1_000, 11)],
])('%s', (_, pairs) => {
  test('are told apart, better than by shingles', () => {
    const { precision, recall, f1 } = figures(pairs, [1, 2, 3, 4, 5].map((seed) => kashuv(seed)));
    expect(precision).toBeGreaterThanOrEqual(0.96);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(f1).toBeGreaterThan(figures(pairs, [shingles]).f1);
  });
  test('are the same copies the other way round', () => {
    const judge = kashuv();
    for (const { a, b } of pairs) expect([a, b, judge(b, a)]).toEqual([a, b, judge(a, b)]);
  });
});

import { expect, test } from 'vitest';

import { tryPairs } from './agreement.ts';

/** A tenth of what `npm run agreement` tries. */
const PAIRS = 10_000;

test('250 queries that come and go match as each does alone, and as the plain model says', () => {
  const { disagreements, pairs, matching } = tryPairs(PAIRS, 20_090_412);
  expect(disagreements).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(PAIRS);
  // Neither nearly none nor nearly all of them match.
  expect(matching / pairs).toBeGreaterThan(0.1);
  expect(matching / pairs).toBeLessThan(0.9);
});

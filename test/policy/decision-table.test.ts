import { join } from 'node:path';

import { expect, test } from 'vitest';
import { prPolicy } from '../../src/policy/index.ts';
import { decisionTable } from './decision-table.ts';
import { reachOf, reachPage } from './rule-reach.ts';

const policy = prPolicy();

// A change of rules changes these pages: read the difference, and write them anew with `npx vitest run test/policy/decision-table.test.ts --update`.
test('the page says what the policy decides', async () => {
  await expect(decisionTable(policy)).toMatchFileSnapshot(join(import.meta.dirname, 'decision-table.txt'));
});
test('every rule has its part, and the other page says how often', async () => {
  const reach = reachOf(policy);
  expect([...reach].filter(([, { fired }]) => fired === 0).map(([id]) => id)).toEqual([]);
  // A rule whose every word is overruled whenever it speaks says nothing.
  expect([...reach].flatMap(([id, { stood }]) => [...stood].filter(([, times]) => times === 0).map(([effect]) => `${id} ${effect}`))).toEqual([]);
  await expect(reachPage(policy)).toMatchFileSnapshot(join(import.meta.dirname, 'rule-reach.txt'));
});

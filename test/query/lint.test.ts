import { expect, test } from 'vitest';

import { lintQuery } from '../../src/query/index.ts';

test.each([
  ['acme OR "acme corp" OR @acme', []],
  ['acme (refund OR money) -jobs', []],
  ['a NEAR/3 b', []],
  ['acme refund OR acme money', [[12, 'mixed-operators']]],
  ['acme OR refund AND money OR late AND lost', [[15, 'mixed-operators']]],
  ['(acme refund) OR money', []],
  ['acme AND (refund OR money late)', [[26, 'mixed-operators']]],
  ['acme OR -(x) y', [[13, 'mixed-operators']]],
  ['acme or refund', [[5, 'lower-case-operator']]],
  ['acme not jobs', [[5, 'lower-case-operator']]],
  ['or acme', []],
  ['"acme or refund"', []],
  ['acme NEAR refund', [[5, 'near-without-distance']]],
  ['bt', [[0, 'too-broad']]],
  ['{BT}', []],
  ['bt outage', []],
  ['acme OR bt', [[8, 'too-broad']]],
  ['acme OR הוא', [[8, 'too-broad']]],
  ['כאן OR acme', []],
  ['acme OR abc*', [[8, 'too-broad']]],
  ['acme OR abcd*', []],
  ['苹果 OR acme', []],
  ['acme OR refund OR Acme', [[18, 'said-twice']]],
  ['acme refund -refund', [[5, 'never-holds']]],
  ['title:(acme refund acme)', [[19, 'said-twice']]],
  ['NOT NOT (acme OR acme)', [[17, 'said-twice']]],
])('%s', (query, expected) => {
  expect(lintQuery(query).map(({ at, rule }) => [at, rule])).toEqual(expected);
});

test('says what is meant and what to write', () => {
  expect(lintQuery('acme near refund')).toEqual([{ at: 5, rule: 'lower-case-operator', message: "'near' is a word here, which every post would need.", fix: 'Write NEAR/5, or put the words in quotes.' }]);
});

test('refuses what no query is', () => {
  expect(() => lintQuery('acme AND')).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'query' }));
});

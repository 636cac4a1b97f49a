import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { baselineRule } from '../../src/policy/baseline.ts';
import { hostRule, revisionRule } from '../../src/policy/engine-rules.ts';
import { prRules } from '../../src/policy/index.ts';
import { renderPolicy } from '../../scripts/policy-docs.ts';

test('the ids of the engine are told as its own, and no rule is', () => {
  const told = /ids are the engine's own\. ([^]*?)\n\n/.exec(renderPolicy())?.[1] ?? '';
  expect([...told.matchAll(/\*\*(I-\d+)\*\*/g)].map(([, id]) => id)).toEqual([baselineRule.id, revisionRule, hostRule]);
  expect(prRules.filter(({ id }) => [baselineRule.id, revisionRule, hostRule].includes(id))).toEqual([]);
});

test('docs/policy.md says what the policy does', () => {
  expect(readFileSync(join(root, 'docs/policy.md'), 'utf8')).toBe(renderPolicy());
});

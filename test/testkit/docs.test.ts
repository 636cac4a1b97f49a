import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { root } from '../../scripts/entries.ts';
import { renderScenarios } from '../../scripts/scenario-docs.ts';
import { scenarioJsonSchema } from '../../src/testkit/scenarios/index.ts';

const page = readFileSync(join(root, 'docs/scenarios.md'), 'utf8');

test('docs/scenarios.md lists the fields of the schema', () => {
  expect(page).toBe(renderScenarios(page));
});

test('docs/scenarios.md has a row for every field of a scenario, its steps and its checks', () => {
  const { properties } = scenarioJsonSchema() as { properties: { steps: { items: { properties: Record<string, { properties?: object }> } } } };
  const step = properties.steps.items.properties;
  const names = [...Object.keys(properties), ...Object.keys(step), ...Object.values(step).flatMap((part) => Object.keys(part.properties ?? {}))];
  expect(names.filter((name) => !new RegExp(`^\\| (?:\\*\\*)?\`${name}\``, 'mu').test(page))).toEqual([]);
});

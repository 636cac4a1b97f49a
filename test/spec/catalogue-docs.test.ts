import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { renderCatalogues } from '../../scripts/catalogue-docs.ts';
import { root } from '../../scripts/entries.ts';
import { elementNames, factNames } from '../../src/spec/index.ts';

const page = readFileSync(join(root, 'docs/policy-facts.md'), 'utf8');

test('docs/policy-facts.md says what the catalogues, the monitor and the rules do', () => {
  expect(page).toBe(renderCatalogues());
});

test('docs/policy-facts.md has one row for every fact and every element', () => {
  const rows = page.split('\n').flatMap((line) => /^\| `([\w.-]+)` \|/.exec(line)?.[1] ?? []);
  expect(rows.toSorted()).toEqual([...factNames, ...elementNames].toSorted());
});

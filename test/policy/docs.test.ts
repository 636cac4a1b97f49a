import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { renderPolicy } from '../../scripts/policy-docs.ts';

test('docs/policy.md says what the policy does', () => {
  expect(readFileSync(join(root, 'docs/policy.md'), 'utf8')).toBe(renderPolicy());
});

import { join } from 'node:path';

import { expect, test } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { runProgram } from '../support/program.ts';

test.each([
  ['eval/classify.ts', '--task'],
  ['eval/grouping.ts', '--data'],
  ['eval/language.ts', '--file'],
  ['eval/near-duplicates.ts', '--part'],
  ['eval/plan.ts', '--facts'],
  ['eval/query.ts', '--file'],
  ['eval/review.ts', '--file'],
])('%s --help says how it is used, and does nothing else', async (path, option) => {
  const { code, stdout, stderr } = await runProgram(join(root, path), ['--help', '--no-such-option']);
  expect({ code, stderr, lines: stdout.split('\n').length }).toEqual({ code: 0, stderr: '', lines: 2 });
  expect(stdout).toContain(`node ${path}`);
  expect(stdout).toContain(option);
});

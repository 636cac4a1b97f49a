import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { root } from '../../scripts/entries.ts';
import { runProgram, type Finished } from '../support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-replies-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (more: object): string => JSON.stringify({ id: '1', text: 'We see it. — Tom', context: { stage: 'note' }, expect: { pass: true }, ...more });

async function evaluate(...lines: string[]): Promise<Finished> {
  const file = join(folder, 'replies.jsonl');
  writeFileSync(file, lines.join('\n'));
  return runProgram(join(root, 'eval/review.ts'), ['--file', file], 60_000);
}

describe('node eval/review.ts --file', () => {
  test('good lines, blank ones between them, are counted', async () => {
    const { code, stdout } = await evaluate(line({}), '', line({ id: 2, expect: { findings: ['L11'] } }));
    expect(code).toBe(0);
    expect(stdout).toContain('1 of 2 agree (50.0 %).');
  });

  test.each<[what: string, line: string, says: string]>([
    ['a cue in small letters', line({ expect: { absent: ['l04'] } }), 'expect.absent.0: the review finds no "l04". Write L04.'],
    ['a cue there is not', line({ expect: { findings: ['L04', 'L33'] } }), 'expect.findings.1: the review finds no "L33". Use a cue of docs/review.md'],
    ['a warm cue', line({ expect: { findings: ['W06'] } }), 'expect.findings.0: the review finds no "W06". Use a cue of docs/review.md'],
    ['a misspelt element', line({ expect: { findings: ['missing:say.apolgy'] } }), 'Write missing:say.apology.'],
    ['a prohibition no cue shows', line({ expect: { absent: ['never.ignore'] } }), 'expect.absent.0: the review finds no "never.ignore".'],
    ['a misspelt list', line({ expect: { finding: ['L04'] } }), 'expect: Unrecognized key: "finding"'],
    ['a misspelt field', line({ contxt: {} }), 'Unrecognized key: "contxt"'],
    ['a misspelt key of the context', line({ context: { stage: 'note', sevrity: 'low' } }), 'context.sevrity: a review knows no such key. Write severity.'],
    ['a misspelt theme', line({ context: { stage: 'note', themes: ['helth'] } }), 'context.themes.0: helth is none of its values. Write health.'],
    ['a language without a pack', line({ language: 'fr' }), 'context.language: there is no language pack for "fr". Use one of en, he'],
    ['no JSON', '{', 'is not JSON. Write one JSON object a line.'],
  ])('%s is refused with its line', async (_, wrong, says) => {
    const { code, stderr, stdout } = await evaluate(line({}), '', wrong);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('replies.jsonl:3');
    expect(stderr).toContain(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

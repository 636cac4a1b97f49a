import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import { disagreementOf, readQueryCases, type Disagreement } from '../../eval/query/lines.ts';
import { root } from '../../scripts/entries.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { runProgram } from '../support/program.ts';

const good = { id: '1', query: 'acme', text: 'Acme!', match: true, terms: ['Acme'], why: 'Case does not matter.' };
const judge = (line: object): Disagreement | null => readQueryCases(JSON.stringify({ ...good, terms: undefined, ...line }), 'f.jsonl').map(disagreementOf)[0] ?? null;

function refusal(work: () => unknown): { field: string | undefined; message: string; code: string } {
  try {
    work();
  } catch (error) {
    if (!KashuvError.is(error)) throw error;
    return { field: error.field, message: error.message, code: error.code };
  }
  throw new Error('it was taken');
}

describe('the cases', () => {
  const folder = join(root, 'eval/query');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const taken = new Set<string>();
  const cases = files.flatMap((file) => readQueryCases(readFileSync(join(folder, file), 'utf8'), file, taken));

  test('are many, in both directions and in Hebrew', () => {
    const hebrew = cases.filter(({ query, post }) => /[\u05d0-\u05ea]/u.test(query + post.text));
    const absent = cases.filter(({ match }) => !match);
    expect([cases.length >= 260, hebrew.length >= 120, absent.length >= cases.length / 3]).toEqual([true, true, true]);
  });
  test('find what they should, and nothing else', () => {
    expect(cases.map(disagreementOf).filter((found) => found !== null)).toEqual([]);
  });
});

describe('a case', () => {
  test('agrees where it matches and reports as expected', () => {
    expect(judge(good)).toBeNull();
    expect(judge({ match: true })).toBeNull();
    expect(judge({ match: false, text: 'acmes' })).toBeNull();
    expect(judge({ post: { title: 'Acme', text: 'acme' }, text: undefined, terms: ['acme', 'Acme'] })).toBeNull();
    expect(judge({ query: 'author:dana', post: { author: { name: 'Dana', handle: 'd' } }, text: undefined, terms: ['Dana'] })).toBeNull();
  });
  test('says what was expected and what came, where it does not', () => {
    const { query, why } = good;
    expect(judge({ match: false })).toEqual({ id: '1', query, why, expected: { match: false }, got: { match: true, terms: ['Acme'] } });
    expect(judge({ text: 'acmes' })).toMatchObject({ expected: { match: true }, got: { match: false } });
    expect(judge({ terms: ['acme'] })).toMatchObject({ expected: { match: true, terms: ['acme'] }, got: { match: true, terms: ['Acme'] } });
  });

  test.each<[string, string, string]>([
    ['no JSON', '{"id":', 'f.jsonl:1'],
    ['no id', JSON.stringify({ ...good, id: undefined }), 'f.jsonl:1 id'],
    ['no reason', JSON.stringify({ ...good, why: '' }), 'f.jsonl:1 why'],
    ['no expectation', JSON.stringify({ ...good, match: 'yes' }), 'f.jsonl:1 match'],
    ['neither text nor post', JSON.stringify({ ...good, text: undefined }), 'f.jsonl:1 text'],
    ['text and post', JSON.stringify({ ...good, post: { text: 'x' } }), 'f.jsonl:1 text'],
    ['terms where nothing matches', JSON.stringify({ ...good, match: false }), 'f.jsonl:1 terms'],
    ['a key that does not exist', JSON.stringify({ ...good, expect: true }), 'f.jsonl:1 expect'],
    ['a post that cannot be', JSON.stringify({ ...good, text: undefined, post: { rating: 5 } }), 'f.jsonl:1 post.rating'],
    ['a part no post has', JSON.stringify({ ...good, text: undefined, post: { body: 'x' } }), 'f.jsonl:1 post.body'],
    ['a query that cannot be read', `\n${JSON.stringify({ ...good, query: 'acme AND' })}`, 'f.jsonl:2 query'],
    ['an id twice', `${JSON.stringify(good)}\n${JSON.stringify(good)}`, 'f.jsonl:2 id'],
    ['nothing', '\n \n', 'f.jsonl'],
  ])('is refused where it holds %s', (_name, lines, field) => {
    const found = refusal(() => readQueryCases(lines, 'f.jsonl'));
    expect(found).toMatchObject({ code: 'INPUT_INVALID', field });
    // Place and field once, then what is wrong.
    expect(found.message.split(field)).toHaveLength(2);
  });
});

describe('the command', () => {
  const program = join(root, 'eval/query.ts');
  const folder = mkdtempSync(join(tmpdir(), 'kashuv-query-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('tries its own cases, and ends with 0 where all agree', async () => {
    const { code, stdout, stderr } = await runProgram(program, ['--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ n: expect.any(Number), agreement: 1, disagreements: [] });
  });
  test('ends with 1 where one does not', async () => {
    const file = join(folder, 'cases.jsonl');
    writeFileSync(file, `${JSON.stringify(good)}\n${JSON.stringify({ ...good, id: '2', text: 'acmes' })}\n`);
    const { code, stdout } = await runProgram(program, ['--file', file]);
    expect(code).toBe(1);
    expect(stdout).toBe('× 2  acme\n    expected found ["Acme"], got not found\n    Case does not matter.\n1 of 2 agree (50.0 %).\n');
    const asJson = await runProgram(program, ['--file', file, '--json']);
    expect([asJson.code, JSON.parse(asJson.stdout)]).toMatchObject([1, { n: 2, agreement: 0.5, disagreements: [{ id: '2', query: 'acme' }] }]);
  });
  test('ends with 2 and says where, when it cannot', async () => {
    const file = join(folder, 'bad.jsonl');
    writeFileSync(file, `${JSON.stringify(good)}\n{"id":"2"}\n`);
    const wrong = await runProgram(program, ['--file', file]);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain(`${file}:2 query: `);
    for (const args of [['--file', join(folder, 'none.jsonl')], ['--loud']]) expect((await runProgram(program, args)).code, args.join(' ')).toBe(2);
  });
});

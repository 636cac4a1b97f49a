import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import { alignmentOf } from '../../eval/themes/figures.ts';
import { readThemeLines } from '../../eval/themes/lines.ts';
import { root } from '../../scripts/entries.ts';
import { errorOf } from '../support/error-of.ts';
import { runProgram } from '../support/program.ts';

const program = join(root, 'eval/themes.ts');
const folder = mkdtempSync(join(tmpdir(), 'kashuv-eval-themes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, lines: readonly object[]): string => {
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return file;
};

describe('alignment', () => {
  const pairs = (text: string) => text.split(' ').map((pair) => ({ theme: pair.charAt(0) === '-' ? null : pair.charAt(0), reason: pair.charAt(1) }));

  test.each([
    ['ax ax by by', { coverage: 1, purity: 1, purityOfOne: 0.5, nmi: 1 }],
    ['ax ay bx by', { coverage: 1, purity: 0.5, purityOfOne: 0.5, nmi: 0 }],
    ['ax ax ay -y', { coverage: 0.75, purity: 0.667, purityOfOne: 0.667, nmi: 0 }],
    // I = ln 2 · 3/4 − … worked out by hand: H(theme) = 0.562, H(reason) = ln 2, I = 0.216.
    ['ax ax ay by', { coverage: 1, purity: 0.75, purityOfOne: 0.5, nmi: 0.344 }],
    ['-x', { coverage: 0, purity: 0, purityOfOne: 0, nmi: 0 }],
  ])('of %s', (text, figures) => expect(alignmentOf(pairs(text))).toEqual({ posts: text.split(' ').length, ...figures }));
});

describe('lines', () => {
  const read = (line: object, fields = {}) => readThemeLines(JSON.stringify(line), 'f.jsonl', { reason: 'reason', ...fields });

  test.each([
    [{}, {}, 'f.jsonl:1 text'],
    [{ text: 7 }, {}, 'f.jsonl:1 text'],
    [{ text: 'a' }, { by: 'airline' }, 'f.jsonl:1 airline'],
    [{ text: 'a', reason: 7 }, {}, 'f.jsonl:1 reason'],
    [{ text: 'a', at: 'soon' }, { time: 'at' }, 'f.jsonl:1 at'],
  ])('%o is refused with its place', (line, fields, field) => expect(errorOf(() => read(line, fields))).toMatchObject({ code: 'INPUT_INVALID', field }));

  test('are in order of time, however it is written', () => {
    const at = (value: unknown): number | undefined => read({ text: 'a', at: value }, { time: 'at' }).get('brand')?.[0]?.at;
    expect([at('25570.5'), at(43_200_000 + 86_400_000), at('1970-01-02T12:00:00Z')]).toEqual([129_600_000, 129_600_000, 129_600_000]);
    const lines = readThemeLines('{"text":"b","at":2000000}\n{"text":"a","at":1000000}', 'f', { reason: 'reason', time: 'at' }).get('brand') ?? [];
    expect(lines.map(({ text }) => text)).toEqual(['a', 'b']);
  });
});

describe('the command', () => {
  const posts = ['Acme', 'Globex'].flatMap((shop) => Array.from({ length: 30 }, (_, n) => ({ text: `${shop} ${n % 2 === 0 ? 'the late parcel' : 'lid'} odd${n}x`, reason: n % 2 === 0 ? 'delivery' : 'product', shop, author: `a${n}`, label: 'negative' })));

  test('tells themes and words beside one another, for each brand and all', async () => {
    const { code, stdout } = await runProgram(program, ['--file', fileOf('posts.jsonl', posts), '--by', 'shop', '--names']);
    expect(code).toBe(0);
    const figures = JSON.parse(stdout) as { postsPerSecond: number; byBrand: Record<string, { names: object[]; words: string[] }> };
    expect(figures).toMatchObject({ posts: 60, most: 30, themes: { posts: 60, coverage: 1, purity: 1, purityOfOne: 0.5 }, frequentWords: { posts: 60 } });
    expect(Object.keys(figures.byBrand)).toEqual(['Acme', 'Globex']);
    expect(figures.byBrand['Acme']?.names).toMatchObject([{ name: 'late parcel', mentions: 15, negativeShare: 1 }, { name: 'lid', mentions: 15 }]);
    expect(figures.byBrand['Acme']?.words).toHaveLength(2);
  });

  test.each([[[], '--file is missing'], [['--file', 'no-such.jsonl'], 'no-such.jsonl: cannot be read'], [['--file', 'x', '--most', '0'], '--most'], [['--fil', 'x'], '--fil']])('says in one line what is wrong: %o', async (args, what) => {
    const { code, stdout, stderr } = await runProgram(program, args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(what);
  });
});

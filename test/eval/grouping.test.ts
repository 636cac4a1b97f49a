import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import { addStory, emptyTally, figuresOf, type Placed } from '../../eval/grouping/figures.ts';
import { readPosts } from '../../eval/grouping/posts.ts';
import { root } from '../../scripts/entries.ts';
import { errorOf } from '../support/error-of.ts';
import { runProgram } from '../support/program.ts';

const program = join(root, 'eval/grouping.ts');
const folder = mkdtempSync(join(tmpdir(), 'kashuv-eval-grouping-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `a1`: laid down for a, came to incident 1; `-`: neither. */
const placed = (text: string): Placed[] => text.split(' ').map((one) => ({ truth: one[0] === '-' ? null : (one[0] ?? null), incident: one[1] === '-' ? null : (one[1] ?? null) }));
const figures = (text: string) => {
  const tally = emptyTally();
  addStory(tally, placed(text));
  return figuresOf(tally);
};

describe('figures', () => {
  test.each([
    ['a1 a1 b2 b2', { grievances: 2, found: 1, incidents: 2, mixed: 0, strangers: 0, pairPrecision: 1, pairRecall: 1, bcubedPrecision: 1, bcubedRecall: 1 }],
    ['a1 a1 b1 b1', { found: 1, incidents: 1, mixed: 1, pairPrecision: 0.333, pairRecall: 1, bcubedPrecision: 0.5, bcubedRecall: 1 }],
    ['a1 a1 -1 -1', { found: 1, strangers: 2, pairPrecision: 0.2, pairRecall: 1, bcubedPrecision: 0.5, bcubedRecall: 1 }],
    ['a- a- --', { found: 0, incidents: 0, pairPrecision: null, pairRecall: 0, bcubedPrecision: 1, bcubedRecall: 0.5 }],
    ['a1 a- -1 -1', { found: 0, strangers: 2 }],
  ])('of %s', (text, expected) => expect(figures(text)).toMatchObject(expected));
});

describe('posts', () => {
  const read = (lines: readonly object[], fields = {}) => readPosts(lines.map((line) => JSON.stringify(line)).join('\n'), 'f.jsonl', { about: 'reason', ...fields });

  test('have nothing in common but words', () => {
    expect(read([{ text: 'RT @x: lost bag' }, { text: 'Lost bag #fail https://e.org/a &amp; gone' }, { text: 'lost bag  gone!' }]).map(({ text }) => text)).toEqual(['Lost bag gone']);
  });

  test('are refused with their place', () => {
    expect(errorOf(() => read([{ text: 7 }]))).toMatchObject({ code: 'INPUT_INVALID', field: 'f.jsonl:1 text' });
  });
});

describe('the command', () => {
  test('tells both ways beside one another', async () => {
    const odd = (n: number): string => `odd${String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26))}x`;
    const reasons = ['the lid burst', 'the cord frayed', 'late parcel'];
    const posts = Array.from({ length: 700 }, (_, n) => ({ text: `${n % 3 === 0 ? (reasons[n % 9 === 0 ? 0 : n % 9 === 3 ? 1 : 2] ?? '') : 'what a day in the shop'} ${odd(n)} ${odd(n * 7)}`, airline: 'Acme Air', author: `a${n}`, label: n % 3 === 0 ? 'negative' : 'neutral', reason: n % 3 === 0 ? `reason ${n % 9}` : '' }));
    writeFileSync(join(folder, 'en_airline.jsonl'), posts.map((post) => JSON.stringify(post)).join('\n'));
    writeFileSync(join(folder, 'speaker_source_crisislex.jsonl'), Array.from({ length: 90 }, (_, n) => JSON.stringify({ text: `${['flood', 'quake', 'storm'][n % 3] ?? ''} hits town ${odd(n)}`, event: `event ${n % 3}` })).join('\n'));
    const { code, stdout } = await runProgram(program, ['--data', folder, '--stories', '2', '--people', '6', '--grievances', '2']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ stories: 2, grievances: 2, people: 6, reasons: { without: { grievances: 4 }, with: { grievances: 4 } }, events: { with: { grievances: 4 } }, falseIncidentsPerMonth: {} });
  });

  test.each([[[], '--data is missing'], [['--data', 'no-such'], 'cannot be read'], [['--data', 'x', '--stories', '0'], '--stories']])('says in one line what is wrong: %o', async (args, what) => {
    const { code, stdout, stderr } = await runProgram(program, args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
    expect(stderr).toContain(what);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import { figuresOf, isSame, judge, monitorIdentify, readPostLines } from '../../eval/language/lines.ts';
import { root } from '../../scripts/entries.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { runProgram } from '../support/program.ts';

const program = join(root, 'eval/language.ts');
const folder = mkdtempSync(join(tmpdir(), 'kashuv-eval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const ours = ['posts.jsonl', 'more-posts.jsonl', 'held-out.jsonl'].flatMap((name) => readPostLines(readFileSync(join(root, 'eval/language', name), 'utf8'), name));

interface Figures {
  n: number;
  accuracy: number;
  byLanguage: Record<string, { n: number; right: number }>;
  confidentErrors: { where: string; guess: string; confidence: number }[];
  transliterated: { n: number; hebrew: number; confidentEnglish: number };
  heldOut?: { n: number; accuracy: number; peer: { accuracy: number } };
  peer: { name: string; accuracy: number };
}

describe('lines of posts', () => {
  test.each([
    ['no JSON', '{"text":', 'f.jsonl:1'],
    ['no text', '{"language":"en"}', 'f.jsonl:1 text'],
    ['an empty text', '\n{"text":"","language":"en"}', 'f.jsonl:2 text'],
    ['no language', '{"text":"a"}', 'f.jsonl:1 language'],
    ['a language by name', '{"text":"a","language":"English"}', 'f.jsonl:1 language'],
    ['a hint that is no text', '{"text":"a","language":"en","hint":1}', 'f.jsonl:1 hint'],
    ['a field that is not known', '{"text":"a","language":"en","lang":"en"}', 'f.jsonl:1 lang'],
    ['nothing', '\n \n', 'f.jsonl'],
  ])('are refused with line and field: %s', (_, text, field) => {
    try {
      readPostLines(text, 'f.jsonl');
    } catch (error) {
      if (!KashuvError.is(error)) throw error;
      expect({ code: error.code, field: error.field }).toEqual({ code: 'INPUT_INVALID', field });
      return;
    }
    throw new Error('they were taken');
  });

  test('codes of one language in one script stand for one another', () => {
    expect([isSame('ms', 'id'), isSame('nb', 'no'), isSame('hr', 'sr'), isSame('en', 'en'), isSame('da', 'no'), isSame('he', 'yi')]).toEqual([true, true, true, true, false, false]);
  });
});

describe('figures', () => {
  test('tell the confident errors from the others, and Hebrew in Latin letters from the rest', () => {
    const lines = readPostLines('{"text":"a","language":"he"}\n{"text":"שלום","language":"he"}\n{"text":"b","language":"en"}\n{"text":"c","language":"fr"}', 'f');
    const guesses: Record<string, [string, number]> = { a: ['en', 0.5], שלום: ['he', 1], b: ['und', 0], c: ['es', 0.4] };
    const judged = lines.map((line) => judge(line, ({ text }) => ({ code: guesses[text]?.[0] ?? '', confidence: guesses[text]?.[1] ?? 0, by: 'model' }), () => 'fr'));
    expect(figuresOf(judged)).toMatchObject({
      n: 4,
      accuracy: 0.25,
      undecided: 1,
      byLanguage: { he: { n: 2, right: 1, undecided: 0, peer: 0 }, en: { undecided: 1 }, fr: { peer: 1 } },
      confidentErrors: [{ where: 'f:1', guess: 'en' }],
      otherErrors: [{ where: 'f:3' }, { where: 'f:4' }],
      transliterated: { n: 1, hebrew: 0, undecided: 0, confidentEnglish: 1, peerHebrew: 0 },
      peer: { accuracy: 0.25 },
    });
  });

  test('a hint is heard', async () => {
    const identify = await monitorIdentify();
    const [line] = readPostLines('{"text":"Globex","language":"sv","hint":"sv-SE"}', 'f');
    if (line === undefined) throw new Error('no line');
    expect(judge(line, identify, () => '').right).toBe(true);
  });
});

describe('our own posts', () => {
  test('are short, different, in many languages, and some of them Hebrew in Latin letters', () => {
    expect(ours.length).toBeGreaterThanOrEqual(300);
    expect(new Set(ours.map(({ text }) => text)).size).toBe(ours.length);
    expect(ours.filter(({ text }) => text.length > 140)).toEqual([]);
    expect(new Set(ours.map(({ language }) => language)).size).toBeGreaterThanOrEqual(16);
    expect(ours.filter(({ text, language }) => language === 'he' && !/\p{Script=Hebrew}/u.test(text)).length).toBeGreaterThanOrEqual(25);
  });

  test('are told better than by the peer, those held out too, and no Hebrew is taken for English', { timeout: 30_000 }, async () => {
    const { code, stdout } = await runProgram(program, [], 25_000);
    expect(code).toBe(0);
    const figures = JSON.parse(stdout) as Figures;
    expect(figures.n).toBe(ours.length);
    expect(figures.peer.name).toBe('eld/small');
    expect(figures.accuracy).toBeGreaterThan(0.94);
    expect(figures.accuracy).toBeGreaterThan(figures.peer.accuracy);
    expect(figures.heldOut?.accuracy).toBeGreaterThan(figures.heldOut?.peer.accuracy ?? 1);
    expect(figures.heldOut?.n).toBeGreaterThan(ours.length / 3);
    expect(figures.transliterated.confidentEnglish).toBe(0);
    expect(figures.transliterated.hebrew).toBeGreaterThan(0.8 * figures.transliterated.n);
    expect(figures.confidentErrors.length).toBeLessThan(0.025 * figures.n);
  });
});

describe('the program', () => {
  test('reads a file of posts', { timeout: 30_000 }, async () => {
    const file = fileOf('posts.jsonl', '{"text":"Ich warte seit drei Wochen auf mein Paket","language":"de"}\n{"text":"שלום לכולם","language":"he","hint":"en"}\n');
    const { code, stdout } = await runProgram(program, ['--file', file], 25_000);
    expect(code).toBe(0);
    const figures = JSON.parse(stdout) as Figures;
    expect(figures).toMatchObject({ n: 2, accuracy: 1, byLanguage: { de: { n: 1, right: 1 }, he: { n: 1, right: 1 } } });
    expect(figures.heldOut).toBeUndefined();
  });

  test.each<[string, readonly string[], string]>([
    ['a file that is not there', ['--file', 'nowhere.jsonl'], 'nowhere.jsonl'],
    ['an option it does not know', ['--fast'], '--fast'],
    ['a line it cannot read', ['--file', fileOf('broken.jsonl', '{"text":"a"}')], 'broken.jsonl:1 language'],
  ])('ends with 2 for %s', { timeout: 30_000 }, async (_, args, said) => {
    const { code, stdout, stderr } = await runProgram(program, args, 25_000);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });
});

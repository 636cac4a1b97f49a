import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, describe, expect, test } from 'vitest';
import { calibrationError, figuresOf } from '../../eval/classify/figures.ts';
import { judgeFor } from '../../eval/classify/judge.ts';
import { classifyLines, readClassifiedLines } from '../../eval/classify/lines.ts';
import { bareRecordOf, recordOf } from '../../eval/classify/record.ts';
import { root } from '../../scripts/entries.ts';
import { profileRecord } from '../../src/understand/profile-record.ts';
import { runProgram } from '../support/program.ts';
import { smallModel } from '../understand/model/small-model.ts';
import { errorOf } from '../support/error-of.ts';

const program = join(root, 'eval/classify.ts');
const folder = mkdtempSync(join(tmpdir(), 'kashuv-classify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'xx.bin'), smallModel());
const models = pathToFileURL(`${folder}/`);
const linesOf = (...lines: readonly object[]) => readClassifiedLines(lines.map((line) => JSON.stringify(line)).join('\n'), 'f.jsonl');

describe('lines', () => {
  test.each([
    ['no JSON', '{"text":', 'f.jsonl:1'],
    ['no text', '{"label":"a"}', 'f.jsonl:1 text'],
    ['no label', '\n{"text":"a"}', 'f.jsonl:2 label'],
    ['an empty label', '{"text":"a","label":""}', 'f.jsonl:1 label'],
    ['nothing', '\n', 'f.jsonl'],
  ])('with %s are refused', (_, jsonl, field) => expect(errorOf(() => readClassifiedLines(jsonl, 'f.jsonl'))).toMatchObject({ code: 'INPUT_INVALID', field }));

  test('are decoded, and keep what else they hold', () => {
    expect(linesOf({ text: 'don\\u2019t &amp; do', label: 'a', name: 'x&amp;y', n: 1 })).toEqual([{ text: 'don’t & do', label: 'a', name: 'x&y', n: 1, where: 'f.jsonl:1' }]);
  });

  test('with a label of another task are named', () => {
    const error = errorOf(() => classifyLines(linesOf({ text: 'a', label: 'positive' }, { text: 'a', label: 'sad' }), 'mood', judgeFor('mood', 'xx', 'unsure', models)));
    expect(error).toMatchObject({ code: 'INPUT_INVALID', field: 'f.jsonl:2 label' });
  });
});

test('figures of lines', () => {
  const lines = linesOf({ text: 'a lovely day', label: 'positive' }, { text: 'an awful day', label: 'negative' }, { text: 'an awful cake', label: 'positive' }, { text: '', label: 'neutral' });
  const { textsPerSecond, ece, ...figures } = classifyLines(lines, 'mood', judgeFor('mood', 'xx', 'unsure', models));
  expect(figures).toMatchObject({ n: 4, accuracy: 0.5, abstained: 1, perClass: { negative: { n: 1, precision: 0.5, recall: 1 }, neutral: { n: 1, recall: 0 }, positive: { n: 2, precision: 1, recall: 0.5 } } });
  expect(figures.macroRecall).toBe(0.5);
  expect(textsPerSecond).toBeGreaterThan(0);
  expect(ece).toBeGreaterThanOrEqual(0);
});

test('where a file has two moods towards its targets, the likelier of these is taken', () => {
  const judge = { labels: ['negative', 'neutral', 'positive'], judge: ({ text }: Readonly<Record<string, unknown>>) => ({ task: 'target-sentiment', label: 'neutral', confidence: 0.6, probabilities: text === 'a' ? [0.3, 0.6, 0.1] : [0.1, 0.6, 0.3] }) };
  const two = linesOf({ text: 'a', label: 'negative' }, { text: 'b', label: 'positive' });
  expect(classifyLines(two, 'target-sentiment', judge)).toMatchObject({ accuracy: 1, confidentShare: 0, ece: 0.25 });
  expect(classifyLines(two, 'sentiment', judge).accuracy).toBe(0);
  expect(classifyLines([...two, ...linesOf({ text: 'c', label: 'neutral' })], 'target-sentiment', judge).accuracy).toBeCloseTo(1 / 3, 3);
});

test('means go over the labels that occur', () => {
  const { macroRecall, macroF1, accuracy } = figuresOf([{ gold: 0, said: 0 }, { gold: 0, said: 1 }, { gold: 1, said: 1 }], 3);
  expect(accuracy).toBeCloseTo(2 / 3);
  expect(macroRecall).toBe(0.75);
  expect(macroF1).toBeCloseTo(2 / 3);
});

test('a calibration error is how far confidence is from being right', () => {
  const rows = (confidence: number, right: number, n: number) => Array.from({ length: n }, (_, index) => ({ confidence, right: index < right }));
  expect(calibrationError(rows(0.9, 9, 10))).toBeCloseTo(0);
  expect(calibrationError(rows(0.9, 5, 10))).toBeCloseTo(0.4);
  expect(calibrationError([...rows(0.9, 5, 10), ...rows(0.5, 5, 10)])).toBeCloseTo(0.2);
  expect(calibrationError([{ confidence: 1, right: true, weight: 3 }, { confidence: 0.5, right: false, weight: 1 }])).toBeCloseTo(0.125);
  expect(calibrationError([])).toBe(0);
});

test('a speaker is read by the profile, counts as numbers or texts', () => {
  const record = recordOf('speaker', { text: 'ignored', name: 'Acme', username: 'acme', bio: 'Soup.', followers: '120.0', verified: true });
  expect(record.fields).toEqual([['bio', 'Soup.']]);
  expect(record.names).toContainEqual(['name', 'Acme']);
  expect(record.marks).toContainEqual(['verified', 1]);
  expect(record.marks).toEqual(expect.arrayContaining([...recordOf('speaker', { followers: 120 }).marks.filter(([name]) => name === 'followers')]));
  expect(bareRecordOf({ name: 'Acme', username: 'acme', bio: 'Soup.', followers: '120.0', verified: true, url: 'https://acme.example' })).toEqual(profileRecord({ name: 'Acme', username: 'acme', bio: 'Soup.' }));
  expect(recordOf('irony', { text: 'a' })).toEqual({ fields: [['', 'a']], names: [], marks: [] });
});

describe('node eval/classify.ts', () => {
  const file = join(folder, 'lines.jsonl');
  writeFileSync(file, `${JSON.stringify({ text: 'what a day', label: 'weather' })}\n`);

  test.each([
    ['without a task', ['--file', file], '--task'],
    ['without a file', ['--task', 'sentiment'], '--file'],
    ['with a file that is none', ['--task', 'sentiment', '--file', join(folder, 'none.jsonl')], 'none.jsonl'],
    ['with a language that has no model', ['--task', 'sentiment', '--lang', 'fr', '--file', file], '--lang'],
    ['with a path for a language', ['--task', 'sentiment', '--lang', '../en', '--file', file], '--lang'],
    ['with a task that is none', ['--task', 'weather', '--file', file], '--task'],
    ['with a label that is none', ['--task', 'sentiment', '--file', file], 'lines.jsonl:1 label'],
    ['with a way to ask that is none', ['--task', 'sentiment', '--file', file, '--network', 'guess'], '--network'],
    ['with an option that is none', ['--taks', 'a'], '--taks'],
  ])('%s says so and ends with 2', async (_, args, named) => {
    const { code, stderr, stdout } = await runProgram(program, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(named);
  });

  test('prints one object', async () => {
    writeFileSync(join(folder, 'ours.jsonl'), ['I love this soup, it is great!', 'Worst service ever, I am so angry.'].map((text, index) => JSON.stringify({ text, label: ['positive', 'negative'][index] })).join('\n'));
    const { code, stdout } = await runProgram(program, ['--task', 'sentiment', '--lang', 'en', '--file', join(folder, 'ours.jsonl'), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ n: 2, accuracy: 1 });
    expect(Object.keys(JSON.parse(stdout))).toEqual(expect.arrayContaining(['n', 'accuracy', 'macroF1', 'macroRecall', 'perClass', 'ece', 'confidentShare', 'confidentAccuracy', 'textsPerSecond']));
  });
});

test('whom an offence targets is judged by the rule', () => {
  const lines = linesOf({ text: 'you idiot', label: 'IND' }, { text: 'these people are fools', label: 'GRP' }, { text: 'a garbage company', label: 'OTH' });
  expect(classifyLines(lines, 'offence-target', judgeFor('offence-target', 'en'))).toMatchObject({ accuracy: 1, macroF1: 1 });
  expect(errorOf(() => judgeFor('offence-target', 'he'))).toMatchObject({ code: 'INPUT_INVALID', field: '--lang' });
});

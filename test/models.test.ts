import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from '../scripts/entries.ts';
import { openEnsemble } from '../src/understand/ensemble.ts';
import { openModel } from '../src/understand/model/index.ts';
import { openNetwork } from '../src/understand/network/index.ts';
import { hostileText } from './support/hostile-posts.ts';
import { MODELS, NETWORKS } from '../training/tasks.ts';

const folder = join(root, 'models');
/** In bytes after gzip: what somebody who installs kashuv is asked to load. */
const LIMITS: Readonly<Record<string, number>> = { en: 1_500_000, he: 500_000, speaker: 500_000 };

/** A letter of each of forty scripts. */
const scripts = [0x41, 0x3b1, 0x434, 0x561, 0x5d0, 0x628, 0x710, 0x780, 0x7ca, 0x905, 0x985, 0xa05, 0xa85, 0xb05, 0xb85, 0xc05, 0xc85, 0xd05, 0xd85, 0xe01, 0xe81, 0xf40, 0x1000, 0x10d0, 0x1100, 0x1200, 0x13a0, 0x1401, 0x1681, 0x16a0, 0x1780, 0x1820, 0x2c00, 0x2d30, 0x3042, 0x30a2, 0x3105, 0x4e00, 0xa000, 0xac00]
  .map((code) => String.fromCodePoint(code))
  .join('');

test('models are those that training makes, each with its card', () => {
  expect(readdirSync(folder).sort()).toEqual([...MODELS, ...NETWORKS].flatMap(({ name }) => [`${name}.bin`, `${name}.md`]).sort());
});

describe.each(MODELS)('$name', ({ name, tasks, features }) => {
  const bytes = readFileSync(join(folder, `${name}.bin`));
  const model = openModel(bytes);

  test('is small enough', () => expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(LIMITS[name] ?? 0));

  test('knows its tasks', () => expect(model.tasks.map(({ task, labels }) => ({ task, labels }))).toEqual(tasks.map(({ task, labels }) => ({ task, labels }))));

  test('has a card that names its sets', () => {
    const card = readFileSync(join(folder, `${name}.md`), 'utf8');
    for (const { set, licence } of tasks) expect(card).toContain(`| ${set} | ${licence} |`);
    expect(card).toContain(`2^${features.bits} buckets`);
  });

  test('bears whatever is posted', () => {
    const isSound = (text: string): boolean => (model.judge(text) ?? []).every(({ confidence, label }) => confidence > 0 && confidence <= 1 && label !== '');
    for (const text of ['a'.repeat(1_000_000), '\u0301'.repeat(1_000_000), '!?'.repeat(500_000), scripts.repeat(1_000)]) expect(isSound(text)).toBe(true);
    fc.assert(fc.property(hostileText, isSound));
  });
});

describe.each(NETWORKS)('$name', ({ name, beside, tasks, asides, distant }) => {
  const bytes = readFileSync(join(folder, `${name}.bin`));
  const linear = readFileSync(join(folder, `${beside}.bin`));
  const ensemble = openEnsemble(openModel(linear), openNetwork(bytes));

  test('is small enough together with the model beside it', () => expect(gzipSync(bytes, { level: 9 }).length + gzipSync(linear, { level: 9 }).length).toBeLessThan(1_500_000));

  test('knows its tasks', () => expect(openNetwork(bytes).tasks.map(({ task }) => task)).toEqual(tasks));

  test('has a card that names all it learned from', () => {
    const card = readFileSync(join(folder, `${name}.md`), 'utf8');
    const sets = MODELS.find((model) => model.name === beside)!.tasks.filter(({ task }) => tasks.includes(task));
    for (const { set, licence } of [...sets, ...asides, ...(distant === undefined ? [] : [distant])]) expect(card).toContain(`| ${set} | ${licence} |`);
  });

  test('bears whatever is posted', () => {
    const isSound = (text: string): boolean => (ensemble.judge(text, { unsure: 'always' }) ?? []).every(({ confidence, label }) => confidence > 0 && confidence <= 1 && label !== '');
    for (const text of ['a'.repeat(1_000_000), '\u0301'.repeat(1_000_000), '!?'.repeat(500_000), scripts.repeat(1_000)]) expect(isSound(text)).toBe(true);
    fc.assert(fc.property(hostileText, isSound));
  });

  test.each([
    ['sentiment', 'The staff were anything but helpful', 'negative'],
    ['sentiment', 'We had a great time and will come again', 'positive'],
    ['offensive', 'Have a nice weekend, everybody', 'not-offensive'],
    ['emotion', 'I am heartbroken and cannot stop crying', 'sadness'],
  ])('%s: %s', (task, text, label) => {
    const judged = ensemble.judge(text, { unsure: 'always' })?.find((judgement) => judgement.task === task);
    expect(judged).toMatchObject({ label, by: 'both' });
  });
});

test.each([
  ['en', 'sentiment', 'I love this soup, thank you so much!', 'positive'],
  ['en', 'sentiment', 'Worst service ever, I am so angry.', 'negative'],
  ['en', 'offensive', 'Have a nice weekend, everybody', 'not-offensive'],
  ['en', 'spam', 'FREE entry! Call 08001234567 now to claim your cash prize', 'spam'],
  ['he', 'sentiment', 'כל הכבוד לך, תודה רבה!', 'positive'],
])('%s, %s: %s', (name, task, text, label) => {
  const judged = openModel(readFileSync(join(folder, `${name}.bin`))).judge(text);
  expect(judged?.find((judgement) => judgement.task === task)?.label).toBe(label);
});

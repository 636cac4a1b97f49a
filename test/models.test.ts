import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from '../scripts/entries.ts';
import { english } from '../src/languages/en/index.ts';
import { hebrew } from '../src/languages/he/index.ts';
import { localClassifier } from '../src/classifiers/local.ts';
import type { CallContext } from '../src/spec/plugin.ts';
import { openModel } from '../src/understand/model/index.ts';
import { openNetwork } from '../src/understand/network/index.ts';
import { hostileText } from './support/hostile-posts.ts';
import { BLENDS } from '../training/blend/tasks.ts';
import { MODELS, NETWORKS } from '../training/tasks.ts';

const folder = join(root, 'models');
/** In bytes after gzip: what somebody who installs kashuv is asked to load. */
const LIMITS: Readonly<Record<string, number>> = { en: 1_500_000, he: 500_000, speaker: 500_000 };

/** A letter of each of forty scripts. */
const scripts = [0x41, 0x3b1, 0x434, 0x561, 0x5d0, 0x628, 0x710, 0x780, 0x7ca, 0x905, 0x985, 0xa05, 0xa85, 0xb05, 0xb85, 0xc05, 0xc85, 0xd05, 0xd85, 0xe01, 0xe81, 0xf40, 0x1000, 0x10d0, 0x1100, 0x1200, 0x13a0, 0x1401, 0x1681, 0x16a0, 0x1780, 0x1820, 0x2c00, 0x2d30, 0x3042, 0x30a2, 0x3105, 0x4e00, 0xa000, 0xac00]
  .map((code) => String.fromCodePoint(code))
  .join('');

test('models are those that training makes, each with its card', () => {
  expect(readdirSync(folder).sort()).toEqual([...[...MODELS, ...NETWORKS].flatMap(({ name }) => [`${name}.bin`, `${name}.md`]), ...Object.keys(BLENDS).map((name) => `${name}-blend.json`)].sort());
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
  const blend = readFileSync(join(folder, `${beside}-blend.json`));

  test('is small enough together with the model beside it and the blend of both', () => expect([bytes, linear, blend].reduce((sum, each) => sum + gzipSync(each, { level: 9 }).length, 0)).toBeLessThan(1_500_000));

  test('knows its tasks', () => expect(openNetwork(bytes).tasks.map(({ task }) => task)).toEqual(tasks));

  test('has a card that names all it learned from', () => {
    const card = readFileSync(join(folder, `${name}.md`), 'utf8');
    const sets = MODELS.find((model) => model.name === beside)!.tasks.filter(({ task }) => tasks.includes(task));
    for (const { set, licence } of [...sets, ...asides, ...(distant === undefined ? [] : [distant])]) expect(card).toContain(`| ${set} | ${licence} |`);
  });

  test('bears whatever is posted', () => {
    const network = openNetwork(bytes);
    const isSound = (text: string): boolean => (network.judge(text) ?? []).every(({ confidence, label }) => confidence > 0 && confidence <= 1 && label !== '');
    for (const text of ['a'.repeat(1_000_000), '\u0301'.repeat(1_000_000), '!?'.repeat(500_000), scripts.repeat(1_000)]) expect(isSound(text)).toBe(true);
    fc.assert(fc.property(hostileText, isSound));
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

describe('the local classifier, on posts that nothing was trained on', () => {
  const classifier = localClassifier({ packs: [english(), hebrew()] });
  const context: CallContext = { signal: new AbortController().signal, fetch: () => Promise.reject(new Error('offline')), now: () => 0, sleep: () => Promise.resolve(), log: () => undefined };
  const kindsOf = async (text: string, language: string): Promise<string[]> => {
    const result = (await classifier.classify([{ id: '1', text, language, target: 'Acme' }], context))[0];
    return result?.status === 'labelled' ? result.labels.flatMap(({ task, value, confidence }) => (task === 'kind' && confidence >= (value === 'threat' || value === 'self-harm' ? 0.3 : 0.5) ? [String(value)] : [])) : [];
  };

  /** Language, text, a kind that is in it, a kind that is not. */
  const posts: readonly (readonly [string, string, string, string])[] = [
    ['en', 'my Acme order was meant to be here on friday. it is now tuesday.', 'complaint', 'praise'],
    ['en', 'Second kettle from Acme that leaks, what is going on over there', 'complaint', 'threat'],
    ['en', '@Acme do you deliver to the Canary Islands?', 'question', 'complaint'],
    ['en', 'what time does the Acme shop in Bath shut on bank holidays', 'question', 'complaint'],
    ['en', 'Huge thank you to the woman at the Acme desk, she saved our trip', 'praise', 'complaint'],
    ['en', '@sam see you at eight, bring the cards', 'statement', 'complaint'],
    ['en', 'rained all weekend again, failed my exam too, great', 'statement', 'praise'],
    ['en', 'this new Acme album is killing me, best thing all year', 'praise', 'self-harm'],
    ['en', 'cannot see a reason to wake up tomorrow. sorry everyone', 'self-harm', 'complaint'],
    ['en', 'the man at your till should watch his back on his way home tonight', 'threat', 'praise'],
    ['he', 'קניתי מכם תנור לפני חודש והוא כבר לא נדלק, אף אחד לא חוזר אליי', 'complaint', 'praise'],
    ['he', 'שלושה שבועות אני מחכה לטכנאי', 'complaint', 'praise'],
    ['he', 'עד איזו שעה הסניף בחיפה פתוח היום?', 'question', 'complaint'],
    ['he', 'תודה ענקית לרוני מהשירות, פתרה לי הכול בשתי דקות', 'praise', 'complaint'],
    ['he', 'איזה משחק אמש, לא נרדמתי עד שתיים', 'statement', 'complaint'],
    ['he', 'אין לי בשביל מה לקום מחר, סליחה מכולם', 'self-harm', 'praise'],
  ];

  test('finds in four of five what is there, and in nine of ten not what is not', async () => {
    const found = await Promise.all(posts.map(async ([language, text, kind, other]) => ({ text, kinds: await kindsOf(text, language), kind, other })));
    const missed = found.filter(({ kinds, kind }) => !kinds.includes(kind));
    const wrong = found.filter(({ kinds, other }) => kinds.includes(other));
    expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(posts.length / 5);
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(posts.length / 10);
  });
});

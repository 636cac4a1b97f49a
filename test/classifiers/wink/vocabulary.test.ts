import { beforeAll, expect, test, vi } from 'vitest';

import { winkClassifier } from '../../../src/classifiers/wink/index.ts';
import { testContext } from '../../support/context.ts';

const { made, seen } = vi.hoisted(() => ({ made: [] as number[], seen: [] as string[] }));

// Counts instances, with the length of the table of custom entities that each was given, and keeps what they read.
vi.mock('wink-nlp', async (original) => {
  const { default: real } = await original<{ default: (model: { metaCER: () => { machines: string } }, pipe: string[]) => { readDoc: (text: string) => unknown } }>();
  return {
    default: (model: Parameters<typeof real>[0], pipe: string[]) => {
      made.push(model.metaCER().machines.length);
      const nlp = real(model, pipe);
      return { ...nlp, readDoc: (text: string) => { seen.push(text); return nlp.readDoc(text); } };
    },
  };
});

const patterns = [{ name: 'smoke', patterns: ['smoke'], label: { task: 'theme', value: 'safety' } }] as const;
const newWord = (number: number): string => number.toString(26).replace(/\d/gu, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
const flood = (batch: number) =>
  Array.from({ length: 64 }, (_, index) => ({ id: `${index}`, language: 'en', text: Array.from({ length: 400 }, (_word, place) => newWord(1_000_000 + batch * 25_600 + index * 400 + place)).join(' ') }));

// As another user of wink in the same process does.
beforeAll(async () => {
  const { default: model } = await import('wink-eng-lite-web-model');
  for (let times = 0; times < 3; times += 1) (model.metaCER as () => unknown)();
});

test('a table of custom entities that others spoiled is mended', async () => {
  const described = winkClassifier({ sentiment: false, patterns: [{ name: 'support', patterns: ['ADJ service'], label: { task: 'topic', value: 'service' } }] });
  expect(await described.classify([{ id: 'x', text: 'they have slow service', language: 'en' }], testContext())).toMatchObject([{ labels: [{ value: 'service' }] }]);
});

test('wink sees short pieces alone, and not many: its time grows with the square of a run', async () => {
  seen.length = 0;
  const texts = ['http://'.repeat(2_000), '1.'.repeat(5_000), '1:2,'.repeat(5_000), 'abcdefghij'.repeat(1_000), 'ab-'.repeat(3_000), "x'".repeat(3_000), '!?'.repeat(5_000), '😡'.repeat(3_000), '$9'.repeat(3_000), 'smoke '.repeat(5_000)];
  await winkClassifier({ patterns }).classify(texts.map((text, index) => ({ id: `${index}`, text, language: 'en' })), testContext());
  const pieces = seen.map((text) => text.split(' '));
  expect(pieces.length).toBeGreaterThan(3);
  expect(Math.max(...pieces.flat().map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1_300);
});

test('new words do not pile up: a fresh instance follows, which says the same', async () => {
  const classifier = winkClassifier({ patterns });
  const text = { id: 'x', text: 'terrible service, there was smoke', language: 'en' };
  made.length = 0;
  const before = await classifier.classify([text], testContext());
  for (let batch = 0; batch < 3; batch += 1) await classifier.classify(flood(batch), testContext());
  expect(await classifier.classify([text], testContext())).toEqual(before);
  expect(made).toHaveLength(2);
});

test('the same words again need no fresh instance', async () => {
  const classifier = winkClassifier({ patterns });
  made.length = 0;
  for (let times = 0; times < 3; times += 1) await classifier.classify(flood(0), testContext());
  expect(made).toHaveLength(1);
});

test('the table of custom entities stays as long as it was', async () => {
  for (let more = 0; more < 4; more += 1) await winkClassifier({ patterns }).classify([{ id: 'x', text: 'smoke', language: 'en' }], testContext());
  expect(new Set(made).size).toBe(1);
});

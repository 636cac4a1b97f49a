import { expect, test, vi } from 'vitest';

import { winkClassifier } from '../../../src/classifiers/wink/index.ts';
import { testContext } from '../../support/context.ts';

const made = vi.hoisted(() => [] as number[]);

// Counts instances, with the length of the table of custom entities that each was given.
vi.mock('wink-nlp', async (original) => {
  const { default: real } = await original<{ default: (model: { metaCER: () => { machines: string } }, pipe: string[]) => unknown }>();
  return { default: (model: Parameters<typeof real>[0], pipe: string[]) => { made.push(model.metaCER().machines.length); return real(model, pipe); } };
});

const patterns = [{ name: 'smoke', patterns: ['smoke'], label: { task: 'theme', value: 'safety' } }] as const;
const newWord = (number: number): string => number.toString(26).replace(/\d/gu, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
const flood = (batch: number) =>
  Array.from({ length: 64 }, (_, index) => ({ id: `${index}`, language: 'en', text: Array.from({ length: 400 }, (_word, place) => newWord(1_000_000 + batch * 25_600 + index * 400 + place)).join(' ') }));

test('new words do not pile up: a fresh instance follows, which says the same', async () => {
  const classifier = winkClassifier({ patterns });
  const text = { id: 'x', text: 'terrible service, there was smoke', language: 'en' };
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

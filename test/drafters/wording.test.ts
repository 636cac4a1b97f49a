import { expect, test } from 'vitest';

import { modelDrafter } from '../../src/drafters/model/index.ts';
import { wordingDrafter } from '../../src/drafters/wording.ts';
import { testContext } from '../support/context.ts';
import { dutyOf, materialOf, planOf, postOf } from '../reply/material.ts';

test('drafts from the pack of the material', async () => {
  const context = testContext();
  const draft = await wordingDrafter().draft(dutyOf(), materialOf('he', planOf('complaint'), { mention: postOf({ id: '1', name: 'דנה' }) }), { maxLength: 1000 }, context);
  expect(draft.text).toMatch(/דנה,\n[א-ת]/);
  expect(draft.slots).toEqual([]);
  expect(draft.elements).toContain('say.acceptance');
  expect(Object.keys(draft).sort()).toEqual(['elements', 'slots', 'text', 'variant']);
  expect(context.logs).toEqual([]);
});

test('says so when the words do not fit', async () => {
  const context = testContext();
  await wordingDrafter().draft(dutyOf('answer', 'duty_7'), materialOf('en', planOf('complaint')), { maxLength: 10 }, context);
  expect(context.logs).toEqual([{ level: 'warn', message: 'the draft is not complete', data: { duty: 'duty_7', problems: ['too-long'] } }]);
});

test('stops when it is told to', async () => {
  const context = testContext();
  context.abort(new Error('enough'));
  await expect(wordingDrafter().draft(dutyOf(), materialOf('en', planOf('complaint')), { maxLength: 10 }, context)).rejects.toThrow('enough');
});

test('sends no text to anybody', () => {
  expect(wordingDrafter().capabilities).toEqual({ languages: 'any', sendsTextOut: false });
});

test.each<[what: string, leftOut: (args: unknown[]) => unknown[], field: string]>([
  ['the context', (args) => args.slice(0, 3), 'context'],
  ['a context that is null', (args) => [...args.slice(0, 3), null], 'context'],
  ['the signal', (args) => [...args.slice(0, 3), { log: () => undefined }], 'context.signal'],
  ['the log', (args) => [...args.slice(0, 3), { signal: new AbortController().signal }], 'context.log'],
  ['the limits', ([duty, material]) => [duty, material], 'limits'],
  ['the length', ([duty, material, , context]) => [duty, material, {}, context], 'limits.maxLength'],
  ['the material', ([duty]) => [duty], 'material'],
  ['the plan', ([duty, material, ...rest]) => [duty, { ...(material as object), plan: undefined }, ...rest], 'material.plan'],
  ['all', () => [], 'duty'],
  ['all but a name', () => ['duty_1'], 'duty'],
])('names what is missing when it is called by hand: %s', async (_, leftOut, field) => {
  for (const language of ['en', 'he'] as const) {
    for (const drafter of [wordingDrafter(), modelDrafter({ generate: () => Promise.resolve('') })]) {
      const args = leftOut([dutyOf(), materialOf(language, planOf('complaint')), { maxLength: 500 }, testContext()]) as Parameters<typeof drafter.draft>;
      await expect(drafter.draft(...args)).rejects.toMatchObject({ code: 'INPUT_INVALID', field });
    }
  }
});

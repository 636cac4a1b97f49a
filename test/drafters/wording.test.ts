import { expect, test } from 'vitest';

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

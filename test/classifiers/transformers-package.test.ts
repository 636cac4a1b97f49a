import { expect, test, vi } from 'vitest';

import { transformersClassifier } from '../../src/classifiers/transformers.ts';
import { testContext } from '../support/context.ts';

const asked = vi.hoisted(() => [] as unknown[]);

// In place of the optional peer, which is not installed here.
vi.mock('@huggingface/transformers', () => ({
  pipeline: async (...call: unknown[]) => {
    asked.push(call);
    return async () => [{ label: 'A', score: 0.9 }];
  },
}));

test('the package is asked for the task and the model', async () => {
  const classifier = transformersClassifier({ model: 'invented/model', labels: { A: { task: 'theme', value: 'money' } }, languages: 'any' });
  expect(await classifier.classify([{ id: '1', text: 'words', language: 'en' }], testContext())).toMatchObject([{ status: 'labelled', labels: [{ value: 'money', confidence: 0.9 }] }]);
  expect(asked).toEqual([['text-classification', 'invented/model']]);
});

import { describe, expect, test } from 'vitest';

import { cached, cascade, vote } from '../../src/classifiers/combine/index.ts';
import { modelClassifier } from '../../src/classifiers/model/index.ts';
import { transformersClassifier } from '../../src/classifiers/transformers.ts';
import { winkClassifier } from '../../src/classifiers/wink/index.ts';
import type { Classifier } from '../../src/spec/plugin.ts';
import { testContext } from '../support/context.ts';
import { modelled } from './model/fake-model.ts';

const model = modelClassifier({ generate: modelled(() => [{ label: 'sentiment/negative', confidence: 0.9 }]), model: 'invented-1' });
const wink = winkClassifier();
const transformers = transformersClassifier({ model: 'invented', pipeline: async () => [{ label: 'NEGATIVE', score: 0.9 }], labels: { NEGATIVE: { task: 'sentiment', value: 'negative' } }, languages: ['en'] });

const good = { id: 'good', text: 'This is terrible, I hate it', language: 'en' };

describe.each<[string, Classifier]>([['a model', model], ['wink', wink], ['transformers', transformers], ['a cascade', cascade([wink, model])], ['a vote', vote([wink, model])], ['a cache', cached(model)]])('%s', (_, classifier) => {
  test.each<[string, object]>([
    ['text', { text: undefined }],
    ['text', { text: null }],
    ['text', { text: 7 }],
    ['language', { language: undefined }],
    ['language', { language: null }],
    ['target', { target: 7 }],
    ['targetNames', { targetNames: 'Zap' }],
    ['targetNames', { targetNames: ['Zap', 7] }],
  ])('fails on a text with an odd %s, and on it alone: %j', async (field, odd) => {
    const results = await classifier.classify([good, { ...good, id: 'odd', ...odd }, { ...good, id: 'last' }], testContext());
    expect(results).toMatchObject([{ id: 'good', status: 'labelled' }, { id: 'odd', status: 'failed', why: expect.stringContaining(`${field}: expected`) }, { id: 'last', status: 'labelled' }]);
  });

  test('refuses what has no id to answer under', async () => {
    for (const odd of [null, {}, 'text']) await expect(classifier.classify([good, odd as never], testContext())).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'texts[1]' });
  });
});

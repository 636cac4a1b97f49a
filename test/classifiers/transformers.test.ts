import { describe, expect, test } from 'vitest';

import { transformersClassifier, type TransformersClassifierOptions, type TransformersPipeline } from '../../src/classifiers/transformers.ts';
import type { ClassifierResult } from '../../src/spec/classification.ts';
import { classifierContract } from '../../src/testkit/contracts/index.ts';
import { testContext } from '../support/context.ts';

const labels = { POSITIVE: { task: 'sentiment', value: 'positive' }, NEGATIVE: { task: 'sentiment', value: 'negative' } } as const;
/** Answers in the shape of Transformers.js 3 and 4: all labels of one text, the surest first. */
const sentiment: TransformersPipeline & ((text: string, options: unknown) => Promise<unknown>) = async (text: string) => {
  const scores = [{ label: 'NEGATIVE', score: /terrible|mauvais/.test(text) ? 0.98 : 0.03 }];
  scores.push({ label: 'POSITIVE', score: 1 - (scores[0]?.score ?? 0) });
  return scores.sort((a, b) => b.score - a.score);
};
const options = (more: Partial<TransformersClassifierOptions> = {}): TransformersClassifierOptions => ({ model: 'invented/sentiment', pipeline: sentiment, labels, languages: ['en', 'fr'], ...more });
const one = async (answer: unknown, more: Partial<TransformersClassifierOptions> = {}): Promise<ClassifierResult | undefined> =>
  (await transformersClassifier(options({ pipeline: async () => answer, ...more })).classify([{ id: '1', text: 'words', language: 'en' }], testContext()))[0];

const texts = [
  { text: 'This is terrible', language: 'en', label: { task: 'sentiment', value: 'negative' } },
  { text: 'C’est très bon', language: 'fr', label: { task: 'sentiment', value: 'positive' } },
] as const;

describe('text classification', () => {
  classifierContract({ test, expect }, {
    classifier: () => transformersClassifier(options()),
    texts,
    failing: () => transformersClassifier(options({ pipeline: () => Promise.reject(new Error('out of memory')) })),
    hanging: () => transformersClassifier(options({ pipeline: () => new Promise(() => undefined) })),
  });

  test('asks for all labels of one text at a time', async () => {
    const asked: unknown[] = [];
    const pipeline: TransformersPipeline = async (...call: unknown[]) => { asked.push(call); return sentiment('', {}); };
    await transformersClassifier(options({ pipeline })).classify([{ id: '1', text: 'a', language: 'en' }, { id: '2', text: 'b', language: 'en' }], testContext());
    expect(asked).toEqual([['a', { top_k: null }], ['b', { top_k: null }]]);
  });

  test('gives the surest label of a task that has one value, with the model as evidence', async () => {
    expect(await one([{ label: 'NEGATIVE', score: 0.7 }, { label: 'POSITIVE', score: 0.3 }], { minConfidence: 0.1 })).toEqual({
      id: '1', status: 'labelled', labels: [{ task: 'sentiment', value: 'negative', confidence: 0.7, evidence: [{ source: 'model', cue: 'transformers:invented/sentiment' }] }],
    });
  });

  test('adds up labels that mean the same, or takes the highest where all can be true', async () => {
    const stars = { '5 stars': labels.POSITIVE, '4 stars': labels.POSITIVE, '3 stars': null };
    const scores = [{ label: '4 stars', score: 0.4 }, { label: '5 stars', score: 0.35 }, { label: '3 stars', score: 0.25 }];
    expect(await one(scores, { labels: stars })).toMatchObject({ labels: [{ value: 'positive', confidence: expect.closeTo(0.75) }] });
    expect(await one(scores, { labels: stars, multiLabel: true })).toMatchObject({ status: 'abstained' });
    const kinds = { toxic: { task: 'kind', value: 'abuse' }, insult: { task: 'kind', value: 'abuse' }, threat: { task: 'kind', value: 'threat' } } as const;
    expect(await one([{ label: 'toxic', score: 0.9 }, { label: 'threat', score: 0.8 }, { label: 'insult', score: 0.6 }], { labels: kinds, multiLabel: true })).toMatchObject({ labels: [{ value: 'abuse', confidence: 0.9 }, { value: 'threat', confidence: 0.8 }] });
  });

  test('says nothing about a target that there is not', async () => {
    const towards = { labels: { NEGATIVE: { task: 'target-sentiment', value: 'negative' } }, pipeline: async () => [{ label: 'NEGATIVE', score: 0.9 }] } as const;
    const results = await transformersClassifier(options(towards)).classify([{ id: '1', text: 'words', language: 'en' }, { id: '2', text: 'words', language: 'en', target: 'Acme' }], testContext());
    expect(results).toMatchObject([{ status: 'abstained' }, { status: 'labelled', labels: [{ task: 'target-sentiment' }] }]);
  });

  test('abstains where no label is sure enough, or says anything', async () => {
    const unsure = [{ label: 'NEGATIVE', score: 0.6 }, { label: 'POSITIVE', score: 0.4 }];
    expect(await one(unsure, { minConfidence: 0.7 })).toMatchObject({ status: 'abstained' });
    expect(await one(unsure, { minConfidence: 0.6 })).toMatchObject({ status: 'labelled' });
    expect(await one([{ label: 'neutral', score: 1 }], { labels: { ...labels, neutral: null } })).toMatchObject({ status: 'abstained' });
  });

  test('reads what a 32-bit fraction makes of 1, and what a batch of one looks like', async () => {
    expect(await one([{ label: 'NEGATIVE', score: 1.0000001 }])).toMatchObject({ labels: [{ confidence: 1 }] });
    expect(await one([[{ label: 'NEGATIVE', score: 0.9 }]])).toMatchObject({ labels: [{ confidence: 0.9 }] });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined], ['no list', { label: 'NEGATIVE', score: 0.9 }], ['an empty list', []], ['no score', [{ label: 'NEGATIVE' }]], ['a score above 1', [{ label: 'NEGATIVE', score: 80 }]], ['no number', [{ label: 'NEGATIVE', score: NaN }]],
    ['a label that is not in the map', [{ label: 'LABEL_0', score: 0.9 }]], ['a name of a property', [{ label: 'constructor', score: 0.9 }]],
    ['what throws when it is looked at', new Proxy([], { get: (_, key) => { if (key === 'then') return undefined; throw new Error('no'); } })],
  ])('an answer of %s is a failure, never neutral', async (_, answer) => expect(await one(answer)).toMatchObject({ status: 'failed' }));

  test('one text for which the pipeline throws costs no other, and is not repeated', async () => {
    const pipeline: TransformersPipeline = (text: string) => (text === 'poison' ? Promise.reject(new Error('cannot read poison')) : sentiment(text, {}));
    const results = await transformersClassifier(options({ pipeline })).classify([{ id: '1', text: 'poison', language: 'en' }, { id: '2', text: 'terrible', language: 'en' }], testContext());
    expect(results).toMatchObject([{ id: '1', status: 'failed', why: expect.not.stringContaining('poison') }, { id: '2', status: 'labelled' }]);
  });

  test('reads no more of a text than it is told to, and no half of a character', async () => {
    const seen: string[] = [];
    const pipeline: TransformersPipeline = async (text: string) => { seen.push(text); return sentiment(text, {}); };
    await transformersClassifier(options({ pipeline, maxText: 4 })).classify([{ id: '1', text: 'abc😀def', language: 'en' }], testContext());
    expect(seen).toEqual(['abc']);
  });

  test('does not ask about what is in another language, or has no words', async () => {
    const never: TransformersPipeline = () => Promise.reject(new Error('asked'));
    const results = await transformersClassifier(options({ pipeline: never })).classify([{ id: '1', text: 'שלום', language: 'he' }, { id: '2', text: 'wtf', language: 'und' }, { id: '3', text: '… \u202e', language: 'en' }], testContext());
    expect(results).toMatchObject([{ status: 'abstained', unread: true }, { status: 'abstained', unread: true }, { status: 'abstained' }]);
    expect(results[2]).not.toHaveProperty('unread');
  });
});

describe('zero-shot', () => {
  const candidates = { 'a threat of violence': { task: 'kind', value: 'threat' }, 'a question': { task: 'kind', value: 'question' } } as const;
  const asked: unknown[] = [];
  const pipeline: TransformersPipeline = async (text: string, names: string[], settings: unknown) => {
    asked.push([names, settings]);
    const scores = names.map((name) => (name === 'a question' === text.endsWith('?') ? 0.9 : 0.1));
    return { sequence: text, labels: names, scores };
  };
  const zero = (more: Partial<TransformersClassifierOptions> = {}) => transformersClassifier(options({ task: 'zero-shot-classification', pipeline, labels: candidates, languages: 'any', ...more }));

  classifierContract({ test, expect }, { classifier: () => zero(), texts: [{ text: 'When do you open?', language: 'en', label: { task: 'kind', value: 'question' } }, { text: 'I will find you', language: 'en', label: { task: 'kind', value: 'threat' } }] });

  test('asks with the keys of the map, and the sentence that is given', async () => {
    asked.length = 0;
    await zero().classify([{ id: '1', text: 'x', language: 'en' }], testContext());
    await zero({ multiLabel: true, hypothesis: 'This text is {}.' }).classify([{ id: '1', text: 'x', language: 'en' }], testContext());
    expect(asked).toEqual([[Object.keys(candidates), { multi_label: false }], [Object.keys(candidates), { multi_label: true, hypothesis_template: 'This text is {}.' }]]);
  });

  test('fewer scores than labels are no answer', async () => {
    expect(await one({ labels: ['a question', 'a threat of violence'], scores: [1] }, { task: 'zero-shot-classification', labels: candidates })).toMatchObject({ status: 'failed' });
  });
});

describe('the pipeline', () => {
  const text = { id: '1', text: 'terrible', language: 'en' };

  test('is loaded with the first text, once, and disposed of in the end', async () => {
    let [loads, disposed] = [0, 0];
    const { pipeline: _, ...rest } = options();
    const classifier = transformersClassifier({ ...rest, load: async () => { loads += 1; return Object.assign((words: string) => sentiment(words, {}), { dispose: () => { disposed += 1; } }); } });
    await classifier.classify([{ ...text, language: 'he' }], testContext());
    expect(loads).toBe(0);
    await Promise.all([classifier.classify([text], testContext()), classifier.classify([text], testContext())]);
    await classifier.classify([text], testContext());
    expect(loads).toBe(1);
    await classifier.close?.();
    expect(disposed).toBe(1);
  });

  test('is not waited for in the end, and disposed of if it comes after all', async () => {
    const { pipeline: _, ...rest } = options();
    let [arrive, disposed] = [(_: TransformersPipeline) => undefined as void, 0];
    const context = testContext();
    const classifier = transformersClassifier({ ...rest, load: () => new Promise<TransformersPipeline>((resolve) => (arrive = resolve)) });
    const asked = classifier.classify([{ id: '1', text: 'words', language: 'en' }], context);
    context.abort();
    await expect(asked).rejects.toThrow();
    await classifier.close?.();
    const gone = new Promise<void>((resolve) => arrive(Object.assign(() => Promise.resolve([]), { dispose: () => { disposed += 1; resolve(); } })));
    await gone;
    expect(disposed).toBe(1);
  });

  test('that cannot be disposed of is an error of ours', async () => {
    const { pipeline: _, ...rest } = options();
    const cause = new Error('stuck');
    const classifier = transformersClassifier({ ...rest, load: async () => Object.assign((words: string) => sentiment(words, {}), { dispose: () => { throw cause; } }) });
    await classifier.classify([{ id: '1', text: 'words', language: 'en' }], testContext());
    await expect(classifier.close?.()).rejects.toMatchObject({ code: 'INTERNAL', cause });
  });

  test('that load does not give is a matter of configuration', async () => {
    const { pipeline: _, ...rest } = options();
    const classifier = transformersClassifier({ ...rest, load: async () => undefined as never });
    await expect(classifier.classify([{ id: '1', text: 'words', language: 'en' }], testContext())).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'transformersClassifier.load' });
  });

  test('that was given stays the host’s', async () => {
    let disposed = 0;
    const classifier = transformersClassifier(options({ pipeline: Object.assign((words: string) => sentiment(words, {}), { dispose: () => { disposed += 1; } }) }));
    await classifier.classify([text], testContext());
    await classifier.close?.();
    expect(disposed).toBe(0);
  });

  test('that does not load is an error that can be tried again', async () => {
    let broken = true;
    const { pipeline: _, ...rest } = options();
    const classifier = transformersClassifier({ ...rest, load: () => (broken ? Promise.reject(new Error('no such host')) : Promise.resolve((words: string) => sentiment(words, {}))) });
    await expect(classifier.classify([text], testContext())).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    broken = false;
    expect(await classifier.classify([text], testContext())).toMatchObject([{ status: 'labelled' }]);
  });

  test('that is nowhere is a fault of configuration, which names the way out', async () => {
    const { pipeline: _, ...rest } = options();
    await expect(transformersClassifier(rest).classify([text], testContext())).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'transformersClassifier.pipeline', fix: expect.stringContaining('npm install @huggingface/transformers') });
  });
});

test('claims what its labels say, and has a version of its model and its settings', () => {
  expect(transformersClassifier(options()).capabilities).toEqual({ tasks: ['sentiment'], maxBatch: 16, maxInFlight: 1, languages: ['en', 'fr'], sendsTextOut: false });
  expect(new Set([options(), options({ model: 'other' }), options({ minConfidence: 0.6 }), options({ labels: { POSITIVE: labels.POSITIVE } })].map((one) => transformersClassifier(one).version)).size).toBe(4);
});

test.each<[string, object, string]>([
  ['no model', { model: '' }, 'transformersClassifier.model'],
  ['no function', { pipeline: 'sentiment-analysis' }, 'transformersClassifier.pipeline'],
  ['a value there is not', { labels: { A: { task: 'kind', value: 'lizard' } } }, 'transformersClassifier.labels.A'],
  ['labels that say nothing', { labels: { A: null } }, 'transformersClassifier.labels'],
  ['a sentence without a place', { hypothesis: 'This is it.' }, 'transformersClassifier.hypothesis'],
  ['a misspelt option', { labelz: {} }, 'transformersClassifier.labelz'],
])('refuses %s', (_, more, field) => {
  expect(() => transformersClassifier(options(more))).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

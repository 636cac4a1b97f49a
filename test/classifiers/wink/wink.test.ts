import { describe, expect, test } from 'vitest';

import { winkClassifier, type WinkClassifierOptions, type WinkPattern } from '../../../src/classifiers/wink/index.ts';
import type { ClassifierResult } from '../../../src/spec/classification.ts';
import { classifierContract } from '../../../src/testkit/contracts/index.ts';
import { testContext } from '../../support/context.ts';

const patterns: WinkPattern[] = [
  { name: 'smoke', patterns: ['smoke', 'caught fire', '[smell|smells|smelled] [burnt|burned]'], label: { task: 'theme', value: 'safety' }, confidence: 0.8 },
  { name: 'speed', patterns: ['ADJ [service|support]'], label: { task: 'topic', value: 'service' } },
];

describe('wink', () => {
  classifierContract({ test, expect }, {
    classifier: () => winkClassifier({ patterns }),
    texts: [
      { text: 'This is terrible 😡, I hate it', language: 'en', label: { task: 'sentiment', value: 'negative' } },
      { text: 'Thank you, wonderful people!', language: 'en-GB', label: { task: 'sentiment', value: 'positive' } },
      { text: 'There was smoke in the kitchen', language: 'en', label: { task: 'theme', value: 'safety' } },
      { text: 'They owe me $500', language: 'en', label: { task: 'theme', value: 'money' } },
    ],
  });
});

const classify = async (text: string, options: WinkClassifierOptions = { patterns }): Promise<ClassifierResult | undefined> => (await winkClassifier(options).classify([{ id: '1', text, language: 'en' }], testContext()))[0];
/** What a text is said to say, and the words that say it. */
const found = async (text: string, options?: WinkClassifierOptions): Promise<[string, string][]> => {
  const result = await classify(text, options);
  if (result?.status !== 'labelled') return [];
  return result.labels.flatMap(({ task, value, evidence }) => evidence.map(({ span }): [string, string] => [`${task}/${value}`, span === undefined ? '' : text.slice(span.start, span.end)]));
};

describe('patterns of the host', () => {
  test('are found where they stand, whatever stands around them', async () => {
    expect(await found('Yesterday, 😡😡 it «caught fire»; http://x.example/y then I smelled... well, it SMELLED BURNT')).toEqual([['theme/safety', 'caught fire'], ['theme/safety', 'SMELLED BURNT']]);
    expect(await found('They have slow service, as ever')).toContainEqual(['topic/service', 'slow service']);
    expect(await found('Yes. Slow service!')).toContainEqual(['topic/service', 'Slow service']);
    expect(await found('“#smoke”, he said', { patterns, sentiment: false })).toEqual([['theme/safety', '#smoke']]);
  });

  test('have the confidence they were given, and name themselves', async () => {
    expect(await classify('smoke', { patterns, sentiment: false })).toMatchObject({ labels: [{ confidence: 0.8, evidence: [{ source: 'text', cue: 'wink-pattern:smoke' }] }] });
    expect(await classify('slow service', { patterns, sentiment: false })).toMatchObject({ labels: [{ confidence: 0.7 }] });
  });

  test('do not count where they are negated, unless they do', async () => {
    expect(await found('There was no smoke at all', { patterns, sentiment: false })).toEqual([]);
    expect(await found('There was no smoke at all', { patterns: patterns.map((one) => ({ ...one, negatable: false })), sentiment: false })).toEqual([['theme/safety', 'smoke']]);
  });

  test('are understood by every instance in a process, and at no greater length', async () => {
    for (let made = 0; made < 8; made += 1) expect(await found('caught fire', { patterns, sentiment: false })).toHaveLength(1);
  });

  test('that wink does not take are a fault of configuration', async () => {
    await expect(classify('x', { patterns: [{ name: 'odd', patterns: ['[a,b|c] d'], label: { task: 'kind', value: 'spam' } }] })).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'winkClassifier.patterns' });
  });
});

describe('sentiment', () => {
  test('is never neutral', async () => {
    expect(await classify('The parcel is on the table')).toMatchObject({ status: 'abstained' });
    expect(await classify('The parcel is on the table', { sentiment: true })).not.toHaveProperty('unread');
  });

  test('is surer the stronger it is said, up to 0.8', async () => {
    const sure = async (text: string): Promise<number> => {
      const result = await classify(text);
      return result?.status === 'labelled' ? (result.labels[0]?.confidence ?? 0) : 0;
    };
    const [weak, strong] = [await sure('The kettle is nice, it boils water for tea in some minutes and then it stops, as it has to'), await sure('It is nice')];
    expect(weak).toBeGreaterThanOrEqual(0.5);
    expect(strong).toBeGreaterThan(weak);
    expect(strong).toBeLessThanOrEqual(0.8);
  });

  test('turns round with a negation', async () => {
    expect(await found('It is not good')).toContainEqual(['sentiment/negative', 'It is not good']);
  });
});

test('entities say what the host says they say', async () => {
  expect(await found('They took 30 euros and another $20.50', {})).toContainEqual(['theme/money', '$20.50']);
  expect(await found('They took 30 euros', { entities: {} })).toEqual([]);
  const result = await classify('Answer me by 17:00, within two hours', { sentiment: false, entities: { DURATION: { label: { task: 'demand', value: 'answer' }, confidence: 0.6 } } });
  expect(result).toMatchObject({ labels: [{ task: 'demand', value: 'answer', confidence: 0.6, evidence: [{ cue: 'wink-entity:DURATION' }] }] });
  expect(await found('They took 30 euros', { entities: { constructor: { label: { task: "theme", value: "money" } } } as never })).toEqual([]);
});

test('claims what it can say, and nothing else', () => {
  expect(winkClassifier().capabilities).toEqual({ tasks: ['sentiment', 'theme'], maxBatch: 64, maxInFlight: 1, languages: ['en'], sendsTextOut: false });
  expect(winkClassifier({ patterns, sentiment: false, entities: {} }).capabilities.tasks).toEqual(['topic', 'theme']);
  expect(new Set([winkClassifier(), winkClassifier({ patterns }), winkClassifier({ sentiment: false }), winkClassifier({ entities: {}, patterns })].map(({ version }) => version)).size).toBe(4);
});

test.each<[string, unknown, string]>([
  ['a label there is not', { patterns: [{ name: 'x', patterns: ['x'], label: { task: 'kind', value: 'lizard' } }] }, 'winkClassifier.patterns[0].label'],
  ['a pattern of nothing', { patterns: [{ name: 'x', patterns: [' '], label: { task: 'kind', value: 'spam' } }] }, 'winkClassifier.patterns[0].patterns[0]'],
  ['one name twice', { patterns: [...patterns, ...patterns] }, 'winkClassifier.patterns'],
  ['nothing to say', { sentiment: false, entities: {} }, 'winkClassifier'],
])('refuses %s', (_, options, field) => {
  expect(() => winkClassifier(options as WinkClassifierOptions)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

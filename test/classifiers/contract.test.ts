import { describe, expect, test } from 'vitest';

import { cached, cascade, vote, withTimeout } from '../../src/classifiers/combine/index.ts';
import { localClassifier } from '../../src/classifiers/local.ts';
import { modelClassifier } from '../../src/classifiers/model/index.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import type { Classifier } from '../../src/spec/plugin.ts';
import { classifierContract, type ClassifierSample } from '../../src/testkit/contracts/index.ts';
import { fake, label } from './fake-classifier.ts';
import { modelled } from './model/fake-model.ts';

const local = (): Classifier => localClassifier({ packs: [english(), hebrew()] });
const texts: ClassifierSample[] = [
  { text: 'This is terrible service 😡, I want my money back', language: 'en', target: 'Acme', label: { task: 'sentiment', value: 'negative' } },
  { text: 'שירות גרוע', language: 'he', label: { task: 'sentiment', value: 'negative' } },
  { text: 'Thank you, I love it!', language: 'en', label: { task: 'sentiment', value: 'positive' } },
];
/** Far more than one of letters: what the kit finds in a combination is then the combination's. */
const simple = (name: string, confidence = 0.9): Classifier =>
  fake(name, (words) => (!/\p{L}/u.test(words) ? 'nothing' : [label('sentiment', /terrible|גרוע/u.test(words) ? 'negative' : 'positive', confidence)]), { languages: ['en', 'he'], maxBatch: 5, sendsTextOut: true });
const broken = (): Classifier => fake('broken', () => new Error('down'), { sendsTextOut: true });
const deaf = (): Classifier => fake('deaf', () => new Promise<never>(() => undefined));

describe('local', () => classifierContract({ test, expect }, { classifier: local, texts }));

describe('cascade', () => {
  classifierContract({ test, expect }, { classifier: () => cascade([local(), simple('dear')], { unsure: { sentiment: 0.95 } }), texts, failing: () => cascade([broken(), broken()]) });
});

describe('vote', () => {
  classifierContract({ test, expect }, { classifier: () => vote([local(), simple('one'), simple('other', 0.6)], { weights: [1, 2, 1] }), texts, failing: () => vote([broken(), broken()]) });
});

describe('cached', () => classifierContract({ test, expect }, { classifier: () => cached(local()), texts, failing: () => cached(broken()) }));

describe('with a time limit', () => {
  classifierContract({ test, expect }, { classifier: () => withTimeout(local(), 1_000), texts, failing: () => withTimeout(broken(), 1_000), hanging: () => withTimeout(deaf(), 1_000) });
});

describe('a cascade of the local one and a language model', () => {
  const generate = modelled(({ text }) => [{ label: /terrible|גרוע/u.test(text) ? 'sentiment/negative' : 'sentiment/positive', confidence: 0.8 }]);
  const model = (): Classifier => modelClassifier({ generate, model: 'invented-1' });
  classifierContract({ test, expect }, { classifier: () => cascade([local(), cached(withTimeout(model(), 60_000))], { unsure: { sentiment: 0.95 } }), texts });
});

describe('all in one', () => {
  classifierContract({ test, expect }, { classifier: () => cascade([local(), cached(vote([withTimeout(simple('one'), 1_000), simple('other')]))], { unsure: 1 }), texts });
});

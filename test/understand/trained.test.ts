import { describe, expect, test } from 'vitest';
import { KashuvError } from '../../src/spec/errors.ts';
import { BLEND_VERSION, writeBlend, type BlendFile } from '../../src/understand/blend/index.ts';
import { openModel } from '../../src/understand/model/index.ts';
import { openNetwork } from '../../src/understand/network/index.ts';
import { Trained, type AskNetwork } from '../../src/understand/trained.ts';
import { smallModel } from './model/small-model.ts';
import { smallNetwork } from './network/small-network.ts';

const pack = { code: 'en', labels: [] };
const model = smallModel();
const network = smallNetwork();
const moods = ['negative', 'neutral', 'positive'];
const weighing = (stage: string): BlendFile['tasks'] => [{ task: 'sentiment', labels: moods, weights: moods.map((mood) => ({ [`${stage}:mood:${mood}`]: 1 })), bias: [0, 0, 0], lean: [1, 1, 1] }];
const blendOver = (...digests: string[]): Uint8Array => writeBlend({ version: BLEND_VERSION, language: 'en', over: digests, tasks: weighing('model'), asked: weighing('network') });
const blend = blendOver(openModel(model).digest, openNetwork(network).digest);
const trainedBy = (ask?: AskNetwork): Trained => new Trained({ model, network, blend }, pack, ask);
const saidBy = (trained: Trained, text: string) => {
  const judged = trained.judge(text)?.get('sentiment');
  return [judged?.label, trained.askedNetwork];
};

describe('the network is asked', () => {
  // The model knows lovely and awful, and is sure of them; only the network knows that `not lovely` is not lovely.
  test('where what was found is unsure', () => {
    const trained = trainedBy();
    expect(saidBy(trained, 'lovely')).toEqual(['positive', false]);
    expect(saidBy(trained, 'the table is not lovely')).toEqual(['negative', true]);
    expect(saidBy(trained, 'awful')).toEqual(['negative', false]);
  });

  test('always, or never, where the host says so', () => {
    expect(saidBy(trainedBy('always'), 'not lovely')).toEqual(['negative', true]);
    expect(saidBy(trainedBy('never'), 'the table is not lovely')).toEqual(['positive', false]);
  });

  test('never where there is none', () => {
    const alone = new Trained({ model, blend: blendOver(openModel(model).digest) }, pack, 'always');
    expect(saidBy(alone, 'not lovely')).toEqual(['positive', false]);
  });
});

test('says the same whatever was read before', () => {
  const trained = trainedBy();
  const texts = ['lovely', 'the table is not lovely', 'awful !', 'not lovely', 'table'];
  const alone = texts.map((text) => trainedBy().judge(text)?.get('sentiment'));
  for (const order of [texts, texts.toReversed()]) for (const text of order) expect(trained.judge(text)?.get('sentiment')).toEqual(alone[texts.indexOf(text)]);
});

test('of nothing to read nothing is said', () => expect(trainedBy().judge(' \n')).toBeNull());

test('an explanation is of the model’s own tasks', () => {
  expect(trainedBy().explain('a lovely table', 'mood', 'positive', 1)).toMatchObject([{ start: 2, end: 8 }]);
  expect(trainedBy().explain('a lovely table', 'weather', 'sun', 1)).toEqual([]);
  expect(trainedBy().explain('a lovely table', 'mood', 'green', 1)).toEqual([]);
});

test.each([
  ['without its network', { model, blend }],
  ['with another order of models', { model, network, blend: blendOver(openNetwork(network).digest, openModel(model).digest) }],
])('a blend %s is refused', (_, parts) => {
  let error: unknown;
  try {
    new Trained(parts, pack);
  } catch (thrown) {
    error = thrown;
  }
  expect(KashuvError.is(error) && error.field).toBe('blend');
});

test('a model of another language is refused', () => {
  const build = () => new Trained({ model, network, blend }, { code: 'he', labels: [] });
  expect(build).toThrow(KashuvError);
  expect(build).toThrow('reads en, not he');
});

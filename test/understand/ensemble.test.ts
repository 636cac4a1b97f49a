import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { KashuvError } from '../../src/spec/errors.ts';
import { openEnsemble } from '../../src/understand/ensemble.ts';
import { openModel, softmax } from '../../src/understand/model/index.ts';
import { openNetwork, type Network } from '../../src/understand/network/index.ts';
import { header as linear, smallModel } from './model/small-model.ts';
import { header, smallNetwork } from './network/small-network.ts';

const model = openModel(smallModel());
const network = openNetwork(smallNetwork());
const ensemble = openEnsemble(model, network);

/** A network that counts how often it is asked. */
function counting(): { readonly asked: () => number; readonly network: Network } {
  let asked = 0;
  const counted: Network = {
    language: network.language,
    digest: network.digest,
    beside: network.beside,
    tasks: network.tasks,
    judge: (text) => network.judge(text),
    margins(text) {
      asked += 1;
      return network.margins(text);
    },
    fuse: (own, beside) => network.fuse(own, beside),
    explain: (text, task, label, limit) => network.explain(text, task, label, limit),
    explainFused: (text, task, label, beside, besides, limit) => network.explainFused(text, task, label, beside, besides, limit),
  };
  return { asked: () => asked, network: counted };
}

function errorOf(run: () => unknown): KashuvError {
  try {
    run();
  } catch (error) {
    if (KashuvError.is(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('both together', () => {
  test('say what the calibration makes of both margins', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('awful', 'lovely', 'not', '!', 'idiot', 'table', 'day'), { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')), (text) => {
        const [first, own] = [model.margins(text)!, network.margins(text)!];
        const judged = ensemble.judge(text, { unsure: 'always' })!;
        for (const [index, { labels, fused }] of header.tasks.entries()) {
          const logits = new Float64Array(labels.length);
          for (const [plane, slope] of fused.slope.entries()) logits[labels.length - fused.slope.length + plane] = fused.beside[plane]! * first[index]![plane]! + slope * own[index]![plane]! + fused.shift[plane]!;
          const shares = new Float64Array(labels.length);
          softmax(logits, shares);
          expect(judged[index]).toMatchObject({ by: 'both', probabilities: [...shares] });
        }
      }),
    );
  });

  test('differ from each alone', () => {
    const text = 'not lovely';
    expect(model.judge(text)![0]!.label).toBe('positive');
    expect(ensemble.judge(text, { unsure: 'always' })![0]).toMatchObject({ label: 'negative', by: 'both' });
  });
});

describe('the network is asked', () => {
  const confidence = model.judge('a table')!.find(({ task }) => task === 'mood')!.confidence;

  test.each([
    ['where the model is less sure than is wanted', { mood: confidence + 1e-9 }, 1],
    ['not where it is as sure', { mood: confidence }, 0],
    ['not for tasks nobody named', {}, 0],
    ['whatever the model says, if told so', 'always' as const, 1],
  ])('%s', (_, unsure, times) => {
    const { asked, network: counted } = counting();
    const judged = openEnsemble(model, counted).judge('a table', { unsure })!;
    expect(asked()).toBe(times);
    expect(judged.map(({ by }) => by)).toEqual(times === 0 ? ['linear', 'linear'] : ['both', 'both']);
    if (times === 0) expect(judged.map(({ by: _by, ...rest }) => rest)).toEqual(model.judge('a table'));
  });

  test('not where there is nothing to read', () => {
    const { asked, network: counted } = counting();
    expect(openEnsemble(model, counted).judge(' ', { unsure: 'always' })).toBeNull();
    expect(asked()).toBe(0);
  });

  test.each([
    ['0.8', 1.38, 1],
    ['0.8, and no more where it is surer', 1.39, 0],
  ])('for sentiment below %s, unless told otherwise', (_, shift, times) => {
    // Nothing the model knows stands in the text: its confidence is 1 / (1 + e^-shift).
    const [mood, heat] = linear.tasks;
    const named = openModel(smallModel({ tasks: [mood!, { ...heat!, task: 'sentiment', planes: [{ ...heat!.planes[0]!, bias: 0, shift }] }] }));
    const { asked, network: counted } = counting();
    const beside: Network = { ...counted, beside: named.digest, tasks: [{ task: 'sentiment', labels: ['cold', 'hot'] }], fuse: () => [{ task: 'sentiment', label: 'hot', confidence: 1, probabilities: [0, 1] }] };
    const judged = openEnsemble(named, beside).judge('a wardrobe')!;
    expect(judged.map(({ by }) => by)).toEqual(['linear', times === 1 ? 'both' : 'linear']);
    expect(asked()).toBe(times);
  });

  test('about no task it does not know', () => expect(errorOf(() => ensemble.judge('a', { unsure: { weather: 1 } }))).toMatchObject({ code: 'INPUT_INVALID', field: 'unsure' }));
});

describe('why', () => {
  test('words of both count', () => {
    const text = 'you idiot, this is not lovely';
    const named = ensemble.explain(text, 'mood', 'negative', 10).map(({ start, end }) => text.slice(start, end));
    expect(named).toEqual(expect.arrayContaining(['idiot', 'not', 'lovely']));
    const weights = ensemble.explain(text, 'mood', 'negative', 10).map(({ weight }) => weight);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(model.explain(text, 'mood', 'negative', 10).map(({ start, end }) => text.slice(start, end))).not.toContain('not');
  });

  test('an unknown label is refused', () => {
    expect(errorOf(() => ensemble.explain('a', 'mood', 'hot'))).toMatchObject({ code: 'INPUT_INVALID', field: 'label' });
    expect(errorOf(() => ensemble.explain('a', 'weather', 'hot'))).toMatchObject({ code: 'INPUT_INVALID', field: 'task' });
  });
});

test('a network that was trained beside another model is refused', () => {
  expect(errorOf(() => openEnsemble(openModel(smallModel({ language: 'he' })), network))).toMatchObject({ code: 'INPUT_INVALID', field: 'network' });
  const odd = openNetwork(smallNetwork({ tasks: [{ ...header.tasks[0]!, labels: ['bad', 'neutral', 'good'] }, header.tasks[1]!] }));
  expect(errorOf(() => openEnsemble(model, odd)).message).toContain('mood');
});

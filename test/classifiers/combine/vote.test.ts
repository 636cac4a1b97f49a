import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { vote } from '../../../src/classifiers/combine/index.ts';
import { sentimentSchema, type Label } from '../../../src/spec/classification.ts';
import { testContext } from '../../support/context.ts';
import { fake, label, text } from '../fake-classifier.ts';

type Says = Parameters<typeof fake>[1];
const voiced = async (says: Says[], options: Parameters<typeof vote>[1] = {}) => (await vote(says.map((one, index) => fake(`v${index}`, one)), options).classify([text('x')], testContext()))[0];
const says = (...labels: Label[]): Says => () => labels;
const nothing: Says = () => 'nothing';
const failed: Says = () => 'failed';

describe('the agreed confidence', () => {
  test('is the mean over all who judge the task, silence counted as 0', async () => {
    expect(await voiced([says(label('sentiment', 'negative', 0.9)), says(label('sentiment', 'negative', 0.9)), nothing])).toMatchObject({ labels: [{ value: 'negative', confidence: expect.closeTo(0.6) }] });
    expect(await voiced([says(label('sentiment', 'negative', 0.9)), nothing, nothing])).toMatchObject({ labels: [{ value: 'negative', confidence: expect.closeTo(0.3) }] });
    expect(await voiced([says(label('sentiment', 'negative', 0.6)), nothing, nothing])).toMatchObject({ status: 'abstained' });
    expect(await voiced([says(label('sentiment', 'negative', 0.6)), nothing, nothing], { least: 0.15 })).toMatchObject({ status: 'labelled' });
  });

  test('counts by weight, for each task its own', async () => {
    const [loud, soft] = [says(label('sentiment', 'negative', 0.8), label('theme', 'money', 0.8)), says(label('sentiment', 'positive', 0.8))];
    expect(await voiced([loud, soft], { weights: [3, 1] })).toMatchObject({ labels: [{ value: 'negative', confidence: expect.closeTo(0.6) }, { value: 'money', confidence: expect.closeTo(0.6) }] });
    expect(await voiced([loud, soft], { weights: [{ sentiment: 0 }, 1] })).toMatchObject({ labels: [{ value: 'positive', confidence: expect.closeTo(0.8) }, { value: 'money', confidence: expect.closeTo(0.4) }] });
  });

  test('is asked only of those who judge the task', async () => {
    const parts = [fake('all', says(label('theme', 'money', 0.8))), fake('other', nothing, { tasks: ['sentiment'] })];
    expect(await vote(parts).classify([text('x')], testContext())).toMatchObject([{ labels: [{ value: 'money', confidence: expect.closeTo(0.8) }] }]);
  });

  test('has the evidence of all who said it, and one vote for who says it twice', async () => {
    expect(await voiced([says(label('kind', 'complaint', 0.5, 'a'), label('kind', 'complaint', 0.7, 'b')), says(label('kind', 'complaint', 0.7, 'c'))])).toMatchObject({
      labels: [{ value: 'complaint', confidence: expect.closeTo(0.7), evidence: [{ cue: 'a' }, { cue: 'b' }, { cue: 'c' }] }],
    });
  });

  test('gives one sentiment, and none where two are alike', async () => {
    const [negative, positive] = [says(label('sentiment', 'negative', 0.8)), says(label('sentiment', 'positive', 0.8))];
    expect(await voiced([negative, positive])).toMatchObject({ status: 'abstained' });
    expect(await voiced([negative, negative, positive])).toMatchObject({ labels: [{ value: 'negative' }] });
  });

  test('of life and limb is that of the surest voice', async () => {
    expect(await voiced([says(label('kind', 'self-harm', 0.6), label('harm', 4, 0.6)), says(label('kind', 'praise', 0.9), label('harm', 0, 0.9)), nothing])).toMatchObject({
      labels: [{ value: 'self-harm', confidence: 0.6 }, { value: 'praise', confidence: expect.closeTo(0.3) }, { value: 4, confidence: 0.6 }],
    });
  });
});

describe('life and limb', () => {
  const grave = says(label('kind', 'threat', 0.35), label('kind', 'praise', 0.35), label('harm', 4, 0.35));

  test('is not left out for being below least, from 0.3 on', async () => {
    expect(await voiced([grave, nothing], { least: 0.8 })).toMatchObject({ labels: [{ value: 'threat', confidence: 0.35 }, { value: 4, confidence: 0.35 }] });
    expect(await voiced([says(label('kind', 'threat', 0.29)), nothing], { least: 0.8 })).toMatchObject({ status: 'abstained' });
    expect(await voiced([says(label('kind', 'threat', 0.29)), nothing])).toMatchObject({ labels: [{ value: 'threat' }] });
  });

  test('is not dropped beside a surer lesser harm, once it is 0.5 sure', async () => {
    expect(await voiced([says(label('harm', 4, 0.5)), says(label('harm', 1, 0.9))], { weights: [1, 4] })).toMatchObject({ labels: [{ value: 4, confidence: 0.5 }] });
    expect(await voiced([says(label('harm', 4, 0.49)), says(label('harm', 1, 0.9))], { weights: [1, 4] })).toMatchObject({ labels: [{ value: 1 }] });
    expect(await voiced([says(label('harm', 3, 0.9)), says(label('harm', 2, 0.95))], { weights: [6, 10] })).toMatchObject({ labels: [{ value: 2 }] });
    expect(await voiced([says(label('harm', 3, 0.9)), says(label('harm', 3, 0.9)), says(label('harm', 2, 0.95))], { weights: [3, 3, 5] })).toMatchObject({ labels: [{ value: 3 }] });
  });

  test('is heard of nobody without weight, and of everybody with a little', async () => {
    expect(await voiced([grave, nothing], { weights: [0, 1] })).toMatchObject({ status: 'abstained' });
    expect(await voiced([grave, nothing], { weights: [{ kind: 0 }, 1] })).toMatchObject({ labels: [{ value: 4 }] });
    expect(await voiced([grave, nothing], { weights: [0.001, 1] })).toMatchObject({ labels: [{ value: 'threat', confidence: 0.35 }, { value: 4 }] });
  });
});

describe('who has no vote', () => {
  test('does not read the text', async () => {
    expect(await voiced([says(label('sentiment', 'negative', 0.8)), () => 'unread'])).toMatchObject({ labels: [{ confidence: expect.closeTo(0.8) }] });
    expect(await voiced([() => 'unread', () => 'unread'])).toMatchObject({ status: 'abstained', unread: true });
    expect(await voiced([nothing, () => 'unread'])).not.toHaveProperty('unread');
  });

  test('failed, and what the others say is incomplete, or failed without a quorum', async () => {
    const negative = says(label('sentiment', 'negative', 0.8));
    expect(await voiced([negative, negative, failed])).toMatchObject({ status: 'labelled', labels: [{ confidence: expect.closeTo(0.8) }], incomplete: 'v2: it broke' });
    expect(await voiced([negative, failed, failed])).toMatchObject({ status: 'failed', why: 'v1: it broke; v2: it broke' });
    expect(await voiced([negative, failed, failed], { quorum: 0.3 })).toMatchObject({ status: 'labelled' });
    expect(await voiced([negative, failed, failed], { weights: [3, 1, 1] })).toMatchObject({ status: 'labelled' });
    expect(await voiced([nothing, failed])).toMatchObject({ status: 'failed' });
    expect(await voiced([failed, failed], { quorum: 0 })).toMatchObject({ status: 'failed' });
  });
});

const voices = fc.array(
  fc.oneof(
    fc.constantFrom('nothing' as const, 'failed' as const, 'unread' as const),
    fc.array(fc.tuple(fc.constantFrom(...sentimentSchema.options), fc.double({ min: 0, max: 1, noNaN: true })).map(([value, confidence]) => label('sentiment', value, confidence)), { minLength: 1, maxLength: 1 }),
  ),
  { minLength: 2, maxLength: 5 },
);

test('no agreed confidence is above the surest voice, nor above the share that spoke', async () => {
  await fc.assert(
    fc.asyncProperty(voices, async (said) => {
      const result = await voiced(said.map((one) => () => one), { least: 0, quorum: 0 });
      const reading = said.filter((one) => one !== 'unread' && one !== 'failed').length;
      if (result?.status !== 'labelled') return;
      for (const { value, confidence } of result.labels) {
        const given = said.flatMap((one) => (typeof one === 'string' ? [] : one)).filter((one) => one.value === value);
        expect(confidence).toBeLessThanOrEqual(Math.max(...given.map((one) => one.confidence)) + 1e-9);
        expect(confidence).toBeLessThanOrEqual(given.length / reading + 1e-9);
      }
    }),
  );
});

test('the order of the classifiers does not matter', async () => {
  await fc.assert(
    fc.asyncProperty(voices, async (said) => {
      const [there, back] = [await voiced(said.map((one) => () => one)), await voiced([...said].reverse().map((one) => () => one))];
      expect(there?.status).toBe(back?.status);
      const values = (result: typeof there) => (result?.status === 'labelled' ? result.labels.map(({ value, confidence }) => [value, confidence.toFixed(6)]) : []);
      expect(values(there)).toEqual(values(back));
    }),
  );
});

test('asks all at once', async () => {
  let begun = 0;
  const both: Says = async (_, __, { sleep }) => { begun += 1; await sleep(10); return 'nothing' as const; };
  const context = testContext();
  const asked = vote([fake('a', both), fake('b', both)]).classify([text('x')], context);
  await context.sleeping();
  await Promise.resolve();
  expect(begun).toBe(2);
  context.advance(10);
  await asked;
});

test.each<[string, unknown, string]>([
  ['too few weights', { weights: [1] }, 'vote.weights'],
  ['a weight below 0', { weights: [1, -1] }, 'vote.weights[1]'],
  ['a quorum above 1', { quorum: 2 }, 'vote.quorum'],
])('refuses %s', (_, options, field) => {
  expect(() => vote([fake('a', nothing), fake('b', nothing)], options as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KashuvError } from '../../../src/spec/errors.ts';
import { BLEND_VERSION, openBlend, readBlend, writeBlend, type BlendFile } from '../../../src/understand/blend/index.ts';

const over = ['0'.repeat(64)];
const file: BlendFile = {
  version: BLEND_VERSION,
  language: 'en',
  over,
  tasks: [
    { task: 'mood', labels: ['dark', 'plain', 'bright'], weights: [{ rain: 2 }, {}, { sun: 2, rain: -1 }], bias: [0, 0.5, 0], lean: [1, 1, 1] },
    { task: 'heat', labels: ['cold', 'hot'], weights: [{ sun: 3 }], bias: [-1], lean: [1, 1] },
  ],
};
const bytes = writeBlend(file);
const json = (change: object): Uint8Array => new TextEncoder().encode(JSON.stringify({ ...file, ...change }));

function refusal(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (KashuvError.is(error)) return { code: error.code, field: error.field, message: error.message };
  }
  return null;
}

test('a blend is read as it was written, and the same blend gives the same bytes', () => {
  expect(readBlend(bytes)).toEqual(file);
  expect(Buffer.from(writeBlend(readBlend(bytes))).equals(Buffer.from(bytes))).toBe(true);
});

test('tells the label that its inputs speak for, with the probability of a logistic', () => {
  const [mood, heat] = openBlend(bytes, over, ['sun', 'rain']).judge(Float64Array.of(1, 0));
  expect([mood?.label, heat?.label]).toEqual(['bright', 'hot']);
  expect(heat?.confidence).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  expect(mood?.probabilities[2]).toBeCloseTo(Math.exp(2) / (1 + Math.exp(0.5) + Math.exp(2)), 12);
});

test('inputs are found by name, whatever their order; one that is not there counts 0, one that it does not know nothing', () => {
  const told = (names: readonly string[], values: readonly number[]) => openBlend(bytes, over, names).judge(Float64Array.from(values));
  fc.assert(
    fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -1e9, max: 1e9, noNaN: true }), (sun, rain, wind) => {
      expect(told(['rain', 'wind', 'sun'], [rain, wind, sun])).toEqual(told(['sun', 'rain'], [sun, rain]));
      expect(told(['sun'], [sun])).toEqual(told(['sun', 'rain'], [sun, 0]));
    }),
  );
});

test('probabilities are shares whatever the inputs', () => {
  const blend = openBlend(bytes, over, ['sun', 'rain']);
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: -1e9, max: 1e9, noNaN: true }), (sun, rain) => {
      for (const { probabilities, confidence } of blend.judge(Float64Array.of(sun, rain))) {
        expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
        expect(probabilities).toContain(confidence);
      }
    }),
  );
});

test('a lean gives a label before it is the likelier one', () => {
  const leaning = writeBlend({ ...file, tasks: [{ task: 'heat', labels: ['cold', 'hot'], weights: [{ sun: 3 }], bias: [-1], lean: [1, 2] }] });
  const [plain] = openBlend(bytes, over, ['sun']).judge(Float64Array.of(0.2)).slice(1);
  const [leant] = openBlend(leaning, over, ['sun']).judge(Float64Array.of(0.2));
  expect([plain?.label, leant?.label]).toEqual(['cold', 'hot']);
  expect(leant?.confidence).toBe(leant?.probabilities[1]);
});

describe('a file is refused that', () => {
  test.each([
    ['is no JSON', new TextEncoder().encode('{"version":'), 'INPUT_INVALID', 'is not JSON'],
    ['is no text', Uint8Array.of(0xff, 0xfe, 0), 'INPUT_INVALID', 'is not JSON'],
    ['is cut short', bytes.subarray(0, bytes.length - 10), 'INPUT_INVALID', 'is not JSON'],
    ['is of another version', json({ version: BLEND_VERSION + 1 }), 'UNSUPPORTED', 'is of version 2'],
    ['has no version', json({ version: undefined }), 'INPUT_INVALID', 'version'],
    ['has a digest that is none', json({ over: ['abc'] }), 'INPUT_INVALID', 'over'],
    ['has no task', json({ tasks: [] }), 'INPUT_INVALID', 'tasks'],
    ['has a plane too few', json({ tasks: [{ ...file.tasks[0], weights: [{}, {}] }] }), 'INPUT_INVALID', 'do not fit together'],
    ['has a weight that is no number', json({ tasks: [{ ...file.tasks[1], weights: [{ sun: 'much' }] }] }), 'INPUT_INVALID', 'weights'],
  ])('%s', (_, wrong, code, message) => {
    expect(refusal(() => readBlend(wrong))).toMatchObject({ code, field: 'blend', message: expect.stringContaining(message) });
  });

  test('was made over other models', () => {
    expect(refusal(() => openBlend(bytes, ['1'.repeat(64)], []))).toMatchObject({ code: 'INPUT_INVALID', field: 'blend', message: expect.stringContaining('other models') });
  });
});

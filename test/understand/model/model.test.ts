import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { MODEL_VERSION, exp, leaning, openModel, readModel, softmax, writeModel } from '../../../src/understand/model/index.ts';
import { header, smallModel } from './small-model.ts';
import { errorOf } from '../../support/error-of.ts';

const bytes = smallModel();
const model = openModel(bytes);
const labelOf = (text: string, task: string): string | undefined => model.judge(text)?.find((judgement) => judgement.task === task)?.label;

describe('what a model says', () => {
  test.each([
    ['what a lovely day', 'positive', 'cold'],
    ['an awful day', 'negative', 'cold'],
    ['the table there', 'neutral', 'cold'],
    ['you idiot', 'negative', 'hot'],
  ])('%s', (text, mood, heat) => {
    expect(labelOf(text, 'mood')).toBe(mood);
    expect(labelOf(text, 'heat')).toBe(heat);
  });

  test('comes with probabilities of all labels, that of the label as confidence', () => {
    for (const { confidence, probabilities } of model.judge('a lovely awful day')!) {
      expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(probabilities).toContain(confidence);
    }
  });

  test.each(['mood', 'heat'])('is the same where only %s is opened', (task) => {
    const alone = openModel(bytes, task);
    expect(alone.digest).toBe(model.digest);
    for (const text of ['a lovely day', 'you idiot', 'the awful table']) expect(alone.judge(text)).toEqual([model.judge(text)?.find((judgement) => judgement.task === task)]);
  });

  test('is nothing where the task that is opened is none', () => expect(openModel(bytes, 'weather').judge('a lovely day')).toEqual([]));

  test('is nothing where there is nothing to read', () => {
    expect(model.judge('')).toBeNull();
    expect(model.judge(' \u200b\u0301')).toBeNull();
    expect(model.explain(' ', 'mood', 'negative')).toEqual([]);
  });

  test('is of records too, fields apart', () => {
    const judged = model.judge({ fields: [['', 'lovely']], names: [['name', 'idiot']], marks: [['followers', 3]] })!;
    expect(judged.map(({ label }) => label)).toEqual(['positive', 'cold']);
  });

  test('has its words in records too, each with its field', () => {
    const record = { fields: [['bio', 'an awful day']], names: [['handle', 'table'], ['', 'a lovely awful one']], marks: [['followers', 3]] } as const;
    expect(model.explain(record, 'mood', 'negative', 5)).toEqual([{ field: '', start: 9, end: 14, weight: 1 }]);
    const both = model.explain({ ...record, fields: [['', 'an awful day']], names: [['', 'awful one']] }, 'mood', 'negative', 5);
    expect(both.map(({ start, end }) => [start, end])).toEqual([[3, 8], [0, 5]]);
    expect(model.explain('a lovely awful one', 'mood', 'negative', 5).every(({ field }) => field === undefined)).toBe(true);
  });

  test('is of what is asked, whatever was asked before', () => {
    const record = { fields: [['', 'an awful day']], names: [], marks: [] } as const;
    const fresh = (text: string | typeof record) => openModel(bytes).explain(text, 'mood', 'negative');
    const asked = ['a lovely day', record, 'an awful day', 'an awful day', record, record] as const;
    for (const text of asked) {
      expect(model.judge(text)).toEqual(openModel(bytes).judge(text));
      expect(model.explain(text, 'mood', 'negative')).toEqual(fresh(text));
    }
  });

  test('follows the lean where labels are close', () => {
    expect(leaning([0.4, 0.35, 0.25], [1, 1, 1])).toBe(0);
    expect(leaning([0.4, 0.35, 0.25], [1, 1.2, 1])).toBe(1);
    const leaning2 = openModel(smallModel({ tasks: [{ ...header.tasks[0]!, lean: [1, 1, 1] }, { ...header.tasks[1]!, lean: [1, 1_000] }] }));
    expect(leaning2.judge('a chair')?.[1]?.label).toBe('hot');
  });

  test('is any text, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const judged = model.judge(text);
        expect(model.judge(text)).toEqual(judged);
        for (const { confidence } of judged ?? []) expect(confidence > 0 && confidence <= 1).toBe(true);
      }),
    );
  });

  test('is that of its beginning where the text is long: a megabyte costs no more', () => {
    const long = 'lovely day '.repeat(100_000);
    expect(model.judge(long)).toEqual(model.judge(long.slice(0, 4_000)));
  });
});

describe('why', () => {
  test('names the words that spoke for a label, strongest first', () => {
    const text = 'Such an awful, awful day, you idiot!';
    const spans = model.explain(text, 'mood', 'negative');
    expect(spans.slice(0, 2).map(({ start, end }) => text.slice(start, end))).toEqual(['awful', 'idiot']);
    expect(spans[0]!.weight).toBeGreaterThan(spans[1]!.weight);
  });

  test('names none that spoke against it', () => {
    expect(model.explain('lovely', 'mood', 'negative').map(({ start }) => start)).toEqual([]);
    expect(model.explain('idiot', 'heat', 'cold')).toEqual([]);
    expect(model.explain('you idiot', 'heat', 'hot', 1)).toEqual([{ start: 4, end: 9, weight: 1 }]);
  });

  test.each([
    ['task', () => model.explain('a', 'weather', 'hot')],
    ['label', () => model.explain('a', 'mood', 'hot')],
  ])('an unknown %s is refused', (field, run) => expect(errorOf(run)).toMatchObject({ code: 'INPUT_INVALID', field }));

  test('spans stand in the text and weights are shares', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { start, end, weight } of model.explain(`${text} awful`, 'mood', 'negative', 50)) {
          expect(start < end && end <= text.length + 6 && weight > 0 && weight <= 1).toBe(true);
        }
      }),
    );
  });
});

describe('the file', () => {
  test('of the same model has the same bytes, and is read as it was written', () => {
    expect(Buffer.from(smallModel()).equals(Buffer.from(bytes))).toBe(true);
    const { header: read, codes, digest } = readModel(bytes);
    expect(read).toEqual(header);
    expect(Buffer.from(writeModel({ header: read, codes })).equals(Buffer.from(bytes))).toBe(true);
    expect(model.digest).toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/u);
  });

  test('cut short anywhere is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(errorOf(() => openModel(bytes.subarray(0, length)))).toMatchObject({ code: 'INPUT_INVALID', field: 'model' });
      }),
    );
  });

  test('with any bit turned is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const altered = Uint8Array.from(bytes);
        altered[at]! ^= 1 << bit;
        const { code, field } = errorOf(() => openModel(altered));
        expect([code, field]).toEqual([at >= 8 && at < 12 ? 'UNSUPPORTED' : 'INPUT_INVALID', 'model']);
      }),
    );
  });

  test('of another version is told from a broken one', () => {
    const other = Buffer.from(bytes);
    other.writeUInt32LE(MODEL_VERSION + 1, 8);
    expect(errorOf(() => openModel(other))).toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining(`version ${MODEL_VERSION + 1}`) });
  });

  test.each([
    ['that is longer than it says', Buffer.concat([bytes, Buffer.from([0])]), 'longer'],
    ['that is none', Buffer.from('{"a":1}'), 'no model'],
    ['that is empty', new Uint8Array(0), 'cut short'],
  ])('%s is refused', (_, file, why) => expect(errorOf(() => openModel(file)).message).toContain(why));

  test('takes no planes that do not fit its header', () => {
    const { codes } = readModel(bytes);
    expect(errorOf(() => writeModel({ header, codes: codes.slice(1) })).code).toBe('INTERNAL');
  });
});

describe('arithmetic', () => {
  test('e^x is near enough, and never without end', () => {
    fc.assert(fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => Math.abs(exp(x) / Math.exp(x) - 1) < 1e-12));
    expect(exp(1e9)).toBeLessThan(Infinity);
    expect(exp(-1e9)).toBeGreaterThan(0);
  });

  test('shares of large logits are shares', () => {
    const shares = new Float64Array(3);
    softmax([1e6, 0, -1e6], shares);
    expect([...shares].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { openModel, softmax } from '../../../src/understand/model/index.ts';
import { MAX_WORDS, NETWORK_VERSION, Vocabulary, WordReader, openNetwork, readNetwork, writeNetwork } from '../../../src/understand/network/index.ts';
import { Convolution } from '../../../src/understand/network/convolution.ts';
import { smallModel } from '../model/small-model.ts';
import { header, smallNetwork } from './small-network.ts';
import { errorOf } from '../../support/error-of.ts';

const bytes = smallNetwork();
const network = openNetwork(bytes);
const labelOf = (text: string, task: string): string | undefined => network.judge(text)?.find((judgement) => judgement.task === task)?.label;

/** A letter of each of forty scripts. */
const scripts = [0x41, 0x3b1, 0x434, 0x561, 0x5d0, 0x628, 0x710, 0x780, 0x7ca, 0x905, 0x985, 0xa05, 0xa85, 0xb05, 0xb85, 0xc05, 0xc85, 0xd05, 0xd85, 0xe01, 0xe81, 0xf40, 0x1000, 0x10d0, 0x1100, 0x1200, 0x13a0, 0x1401, 0x1681, 0x16a0, 0x1780, 0x1820, 0x2c00, 0x2d30, 0x3042, 0x30a2, 0x3105, 0x4e00, 0xa000, 0xac00]
  .map((code) => String.fromCodePoint(code))
  .join(' ');

describe('what a network says', () => {
  test.each([
    ['a lovely day', 'positive', 'cold'],
    ['an awful day', 'negative', 'hot'],
    ['not lovely', 'negative', 'cold'],
    ['lovely, not', 'positive', 'cold'],
    ['a table', 'neutral', 'cold'],
    ['a wardrobe', 'neutral', 'cold'],
    ['LOVELY', 'positive', 'cold'],
    ['#LovelyDay', 'positive', 'cold'],
    ['lovelyyyy', 'positive', 'cold'],
    ["lovely's", 'positive', 'cold'],
  ])('%s', (text, mood, heat) => {
    expect(labelOf(text, 'mood')).toBe(mood);
    expect(labelOf(text, 'heat')).toBe(heat);
  });

  test('is probabilities of all labels by its own calibration', () => {
    const [mood, heat] = network.judge('awful')!;
    const shares = new Float64Array(3);
    softmax([4, 1, 0], shares);
    expect(mood!.probabilities).toEqual([...shares]);
    expect(mood).toMatchObject({ task: 'mood', label: 'negative', confidence: shares[0] });
    expect(heat!.probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    const doubled = openNetwork(smallNetwork({ tasks: [{ ...header.tasks[0]!, slope: [2, 2, 2], shift: [0, 0, 9], lean: [1, 1, 1] }, header.tasks[1]!] }));
    softmax([8, 2, 9], shares);
    expect(doubled.judge('awful')![0]!.probabilities).toEqual([...shares]);
  });

  test('follows its lean', () => {
    const leaning = openNetwork(smallNetwork({ tasks: [header.tasks[0]!, { ...header.tasks[1]!, lean: [1, 1_000] }] }));
    expect(leaning.judge('a table')![1]!.label).toBe('hot');
  });

  test('is nothing where there is nothing to read', () => {
    for (const text of ['', ' \n', '\u0301\u0301', '\ud800', '((']) expect([text, network.judge(text)]).toEqual([text, null]);
    expect(network.explain(' ', 'mood', 'negative')).toEqual([]);
  });

  test('does not depend on what was read before, nor on when a word was first met', () => {
    const texts = ['not lovely', 'awful !', 'a lovely table', 'lovely not awful !!'];
    const judged = texts.map((text) => openNetwork(bytes).judge(text));
    const other = openNetwork(bytes);
    expect([...texts].reverse().map((text) => other.judge(text))).toEqual([...judged].reverse());
    expect(texts.map((text) => other.judge(text))).toEqual(judged);
  });

  test('is any text, the same each time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom('a', '!', '#', '@', '\u0301', '😀', ' ', 'א', '\ud800', 'lovely ', 'not '), maxLength: 300 })), (text) => {
        const judged = network.judge(text);
        expect(network.judge(text)).toEqual(judged);
        for (const { confidence } of judged ?? []) expect(confidence > 0 && confidence <= 1).toBe(true);
      }),
    );
  });
});

describe('work', () => {
  test.each([
    ['a megabyte of words', 'lovely awful '.repeat(80_000)],
    ['one letter a million times', 'a'.repeat(1_000_000)],
    ['one mark a million times', '!'.repeat(1_000_000)],
    ['marks in turn', '!?'.repeat(500_000)],
    ['only combining marks', '\u0301'.repeat(1_000_000)],
    ['forty scripts', scripts.repeat(10_000)],
    ['halves of characters', '\ud800'.repeat(1_000_000)],
    ['one hashtag of many words', `#${'Ab'.repeat(400_000)}`],
  ])('on %s is that of its first words', (_, text) => {
    const reader = new WordReader();
    reader.read(text);
    expect(reader.count).toBeLessThanOrEqual(MAX_WORDS);
    expect(reader.forms).toHaveLength(MAX_WORDS);
    expect(network.judge(text)).toEqual(network.judge(text.slice(0, 4_000)));
  });

  test('of the filters is done once a word', () => {
    const convolution = new Convolution(readNetwork(bytes));
    const rows = Int32Array.of(0, 1, 0, 5, 1);
    for (let round = 0; round < 3; round += 1) convolution.read(rows, 5);
    expect(convolution.computed).toBe(3);
  });
});

describe('words', () => {
  const formsOf = (text: string): string[] => {
    const reader = new WordReader();
    reader.read(text);
    return reader.forms.slice(0, reader.count);
  };

  test.each([
    ['Thanks @anna, see https://example.org/x', ['thanks', '\u0002', 'see', '\u0001']],
    ['On 12.05 I paid 300', ['on', '00', '00', 'i', 'paid', '000']],
    ['#ILoveThis2', ['i', 'love', 'this', '0']],
    ['no!!!!! what?? well... "so"', ['no', '!!!', 'what', '??', 'well', '...', '"', 'so', '"']],
    ['end. Now', ['end', 'now']],
    ['😂 :-)', ['😂', ':)']],
  ])('%s', (text, forms) => expect(formsOf(text)).toEqual(forms));

  test('stand where they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const reader = new WordReader();
        reader.read(text);
        for (let at = 0; at < reader.count; at += 1) {
          expect(reader.starts[at]! < reader.ends[at]! && reader.ends[at]! <= text.length).toBe(true);
          expect(reader.starts[at]!).toBeGreaterThanOrEqual(at === 0 ? 0 : reader.starts[at - 1]!);
        }
      }),
    );
  });

  test('outside the vocabulary share rows by how they begin', () => {
    const vocabulary = new Vocabulary(['known', "can't"], 4);
    expect(vocabulary.rows).toBe(18);
    expect(vocabulary.rowOf('known', '')).toBe(0);
    expect(vocabulary.rowOf('knoown', 'known')).toBe(0);
    expect(vocabulary.rowOf("known's", '')).toBe(0);
    expect(vocabulary.rowOf("can't", '')).toBe(1);
    expect(vocabulary.rowOf('walking', '')).toBe(vocabulary.rowOf('walked', ''));
    fc.assert(fc.property(fc.string(), (word) => vocabulary.rowOf(word, '') >= 0 && vocabulary.rowOf(word, '') < vocabulary.rows));
  });
});

describe('why', () => {
  test('names the words without which the label would be less sure', () => {
    const text = 'an AWFUL, awful! table';
    const spans = network.explain(text, 'heat', 'hot');
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['AWFUL', 'awful', '!']);
    const pair = 'they are not lovely';
    expect(network.explain(pair, 'mood', 'negative').map(({ start, end }) => pair.slice(start, end))).toEqual(['not', 'lovely']);
    expect(network.explain('lovely', 'mood', 'negative')).toEqual([]);
  });

  test.each([
    ['task', () => network.explain('a', 'weather', 'hot')],
    ['label', () => network.explain('a', 'mood', 'hot')],
  ])('an unknown %s is refused', (field, run) => expect(errorOf(run)).toMatchObject({ code: 'INPUT_INVALID', field }));
});

describe('the file', () => {
  test('of the same network has the same bytes, and is read as it was written', () => {
    const { digest, ...parts } = readNetwork(bytes);
    expect(parts.header).toEqual(header);
    expect(Buffer.from(writeNetwork(parts)).equals(Buffer.from(bytes))).toBe(true);
    expect([network.digest, network.language]).toEqual([digest, 'en']);
  });

  test('cut short anywhere is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(errorOf(() => openNetwork(bytes.subarray(0, length)))).toMatchObject({ code: 'INPUT_INVALID', field: 'model' });
      }),
    );
  });

  test('with any bit turned is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const altered = Uint8Array.from(bytes);
        altered[at]! ^= 1 << bit;
        const { code, field } = errorOf(() => openNetwork(altered));
        expect([code, field]).toEqual([at >= 8 && at < 12 ? 'UNSUPPORTED' : 'INPUT_INVALID', 'model']);
      }),
    );
  });

  test('of another version is told from a broken one', () => {
    const other = Buffer.from(bytes);
    other.writeUInt32LE(NETWORK_VERSION + 1, 8);
    expect(errorOf(() => openNetwork(other))).toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining(`version ${NETWORK_VERSION + 1}`) });
  });

  test('is no linear model, nor the other way round', () => {
    expect(errorOf(() => openNetwork(smallModel())).message).toContain('another kind');
    expect(errorOf(() => openModel(bytes)).message).toContain('another kind');
  });

  test.each([
    ['codes', { codes: new Uint8Array(4) }],
    ['filters', { filters: new Float32Array(4) }],
    ['heads', { heads: new Float32Array(4) }],
  ])('takes no %s that do not fit its header', (_, change) => expect(errorOf(() => writeNetwork({ ...readNetwork(bytes), ...change })).code).toBe('INTERNAL'));

  test.each([
    ['a word twice', { words: ['awful', 'awful', 'not', '!'] }],
    ['slopes for other planes than it has labels', { tasks: [{ ...header.tasks[0]!, slope: header.tasks[1]!.slope }] }],
    ['an odd number of dimensions', { dimensions: 3 }],
  ])('takes no %s', (_, change) => expect(() => smallNetwork(change)).toThrow());

  test('takes no weight that is no number', () => {
    const { heads, ...parts } = readNetwork(bytes);
    expect(errorOf(() => openNetwork(writeNetwork({ ...parts, heads: heads.map(() => Number.NaN) }))).message).toContain('no number');
  });
});

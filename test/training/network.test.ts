import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, describe, expect, test } from 'vitest';
import { KashuvError } from '../../src/spec/errors.ts';
import { openNetwork } from '../../src/understand/network/index.ts';
import { Chance } from '../../training/chance.ts';
import { networkCardOf } from '../../training/network/card.ts';
import { principal } from '../../training/network/components.ts';
import { corpusOf } from '../../training/network/corpus.ts';
import { fit } from '../../training/network/fit.ts';
import { Net } from '../../training/network/net.ts';
import { trainNetwork } from '../../training/network/train-network.ts';
import { readVectors, type WordVectors } from '../../training/network/vectors.ts';
import { NETWORKS, type TrainedModel, type TrainedNetwork, type TrainedTask } from '../../training/tasks.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-network-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'text'));
const setOf = (name: string, lines: readonly object[]): void => writeFileSync(join(folder, 'text', `${name}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const subjects = ['soup', 'train', 'shop', 'waiter', 'phone', 'hotel', 'coat', 'driver', 'cake', 'parcel'];
const moods = { good: ['lovely', 'delightful', 'wonderful', 'superb'], bad: ['broken', 'horrible', 'dreadful', 'awful'] } as const;
const lines = Object.entries(moods).flatMap(([label, words]) => words.flatMap((word) => subjects.map((subject) => ({ text: `the ${subject} is ${word}`, label }))));
setOf('mood', lines);
setOf('three', subjects.flatMap((subject) => ['red', 'green', 'blue'].map((label) => ({ text: `a ${label} ${subject}`, label }))));
setOf('distant', [...subjects.map((subject) => ({ text: `so happy about my ${subject}`, label: '😊' })), { text: 'THE soup is lovely!', label: '😊' }, { text: 'so sad', label: '😢' }]);
setOf('aside', subjects.map((subject, at) => ({ text: `some ${subject}`, label: at % 2 === 0 ? 'even' : 'odd' })));

const mood: TrainedTask = { task: 'mood', set: 'mood', licence: 'ours', labels: ['bad', 'good'], measure: 'macroF1' };
const colour: TrainedTask = { task: 'colour', set: 'three', licence: 'ours', labels: ['blue', 'green', 'red'], measure: 'macroF1', prior: [0.4, 0.3, 0.3] };
const model: TrainedModel = { name: 'small', language: 'en', about: 'moods', features: { bits: 12, words: 2, characters: [2, 4], negations: [], prefixes: '' }, thrift: 1, tasks: [mood, colour] };
const step = { epochs: 30, batch: 16, rate: 0.02, vectorRate: 0.02, dropout: 0.2 };
const network: TrainedNetwork = {
  name: 'small-network', beside: 'small', about: 'moods', tasks: ['mood', 'colour'], asides: [{ set: 'aside', labels: 'a, b', licence: 'MIT' }], distant: { set: 'distant', labels: 'x, y', licence: 'MIT' }, words: 60, bits: 2, least: { known: 1, learned: 1 }, dimensions: 4, filters: 4, repeats: { colour: 2 }, before: { ...step, epochs: 2 }, fit: step,
};
/** Good words point one way and bad words the other; `superb` is met in few texts. */
const known = new Map<string, readonly number[]>([...moods.good.map((word, at) => [word, [1, 0.1 * at, 0, 0, 0.2]] as const), ...moods.bad.map((word, at) => [word, [-1, 0, 0.1 * at, 0.1, 0]] as const), ['dont', [0, 0, 1, 0, 0]], ['excellent', [1, 0, 0.1, 0, 0.1]]]);
const vectors: WordVectors = { dimensions: 5, words: [...known.keys()], of: (word) => known.get(word) };
const trained = trainNetwork(network, model, folder, vectors);

describe('training a network', () => {
  test('gives the same bytes from the same texts', () => {
    expect(Buffer.from(trainNetwork(network, model, folder, vectors).bytes).equals(Buffer.from(trained.bytes))).toBe(true);
  });

  test('learns what its texts tell, of all its tasks', () => {
    const opened = openNetwork(trained.bytes);
    expect(opened.judge('this tea is horrible')?.[0]).toMatchObject({ task: 'mood', label: 'bad' });
    expect(opened.judge('this tea is superb')?.[0]).toMatchObject({ task: 'mood', label: 'good' });
    expect(opened.judge('a green tea')?.[1]).toMatchObject({ task: 'colour', label: 'green' });
    expect(opened.tasks.map(({ task }) => task)).toEqual(['mood', 'colour']);
  });

  test('tells how good the model, the network and both are on the same texts', () => {
    for (const { linear, alone, fused } of trained.figures) {
      expect([linear.n, alone.n]).toEqual([fused.n, fused.n]);
      expect(fused.macroF1).toBeGreaterThan(0.9);
    }
    expect(networkCardOf({ ...NETWORKS[0]!, tasks: [] }, { ...trained, figures: [] }, { bytes: 1_000, gzipped: 1_000 })).toContain('1 kB gzipped');
  });
});

describe('the corpus', () => {
  const corpus = corpusOf(network, [mood, colour], folder, vectors);

  test('has each text once and none of a task among those learned before', () => {
    expect(corpus.tasks.map(({ first, examples }) => [first, examples.rows.length])).toEqual([[0, 80], [80, 30]]);
    expect(corpus.asides).toEqual([{ first: 110, labels: ['even', 'odd'], gold: Uint8Array.from(subjects, (_, at) => at % 2) }]);
    expect([corpus.distant.first, corpus.distant.gold.length]).toEqual([120, 11]);
    expect(corpus.texts.bounds).toHaveLength(132);
  });

  test('lets words with vectors begin near their likes', () => {
    const at = (word: string): number[] => [...corpus.vectors.subarray(corpus.words.indexOf(word) * 4, corpus.words.indexOf(word) * 4 + 4)];
    const apart = (one: string, other: string): number => at(one).reduce((sum, value, index) => sum + (value - at(other)[index]!) ** 2, 0);
    expect(apart('lovely', 'superb')).toBeLessThan(apart('lovely', 'awful') / 4);
  });

  test('takes no more words than it may', () => expect(corpusOf({ ...network, words: 5 }, [mood], folder, vectors).words).toHaveLength(5));
});

test('what nobody may learn from is not learned from: with the fold left out its copies in other tasks are', () => {
  // Both tasks hold the same texts, so that each fold of one is half in the training part of the other.
  setOf('copy', lines.map(({ text, label }) => ({ text, label: label === 'good' ? 'yes' : 'no' })).reverse());
  const other: TrainedTask = { task: 'other', set: 'copy', licence: 'ours', labels: ['no', 'yes'], measure: 'macroF1' };
  const seen: number[] = [];
  trainNetwork({ ...network, tasks: ['mood', 'other'], distant: undefined, asides: [] } as unknown as TrainedNetwork, { ...model, tasks: [mood, other] }, folder, vectors, (line) => {
    const taught = /(\d+) lessons/u.exec(line);
    if (taught !== null) seen.push(Number(taught[1]));
  });
  // Of 80 texts in each task a fold takes 16; their copies fall elsewhere, nearly all of them.
  expect(seen.pop()).toBe(160);
  expect(seen).toHaveLength(5);
  for (const lessons of seen) expect(lessons).toBeLessThan(160 - 32 - 10);
});

test('principal components keep what strays most', () => {
  const given = Array.from({ length: 60 }, (_, at) => [Math.sin(at), 5 * Math.cos(3 * at), 0.01 * (at % 3), 2 * Math.sin(7 * at)]);
  const reduced = principal(given, 2);
  const strays = (column: number): number => reduced.reduce((sum, row) => sum + row[column]! ** 2, 0);
  const centre = (column: number): number => given.reduce((sum, row) => sum + row[column]!, 0) / given.length;
  const whole = [0, 1, 2, 3].reduce((sum, column) => sum + given.reduce((part, row) => part + (row[column]! - centre(column)) ** 2, 0), 0);
  expect(strays(0)).toBeGreaterThan(strays(1));
  expect((strays(0) + strays(1)) / whole).toBeGreaterThan(0.95);
  expect(principal([], 2)).toEqual([]);
});

describe('gradients', () => {
  test('lead down: the loss of one lesson falls with each step', () => {
    const net = new Net({ dimensions: 4, filters: 3, heads: [3] }, Float64Array.from({ length: 40 }, (_, at) => Math.sin(at)), new Chance(1));
    const texts = { ids: Uint16Array.of(0, 1, 2, 3), bounds: Uint32Array.of(0, 4) };
    const logit = (label: number): number => {
      net.begin(texts.ids, texts.bounds, Uint32Array.of(0));
      net.forward(texts.ids, 0, 4);
      return net.found.reduce((sum, value, at) => sum + value * net.heads[0]!.values[label * 10 + at]!, net.heads[0]!.values[label * 10 + 9]!);
    };
    const before = logit(2) - logit(0);
    const vectors = Float64Array.from(net.vectors.values);
    fit(net, texts, [{ text: 0, head: 0, gold: 2, weight: 1 }], { epochs: 20, batch: 1, rate: 0.01, vectorRate: 0.01, dropout: 0 }, new Chance(2));
    expect(logit(2) - logit(0)).toBeGreaterThan(before + 0.1);
    // Words that do not stand in the text stay where they were.
    expect([...net.vectors.values.subarray(16)]).toEqual([...vectors.subarray(16)]);
    expect([...net.vectors.values.subarray(0, 16)]).not.toEqual([...vectors.subarray(0, 16)]);
  });
});

test('where the word vectors are not installed the error says how to get them', () => {
  try {
    readVectors(pathToFileURL(join(folder, 'none.json')));
    expect.unreachable();
  } catch (error) {
    expect(KashuvError.is(error) && error.code === 'INPUT_INVALID' && error.fix).toBe('npm ci --prefix training/vectors');
  }
});

test('vectors are read without what stands behind them', () => {
  const file = join(folder, 'vectors.json');
  writeFileSync(file, JSON.stringify({ dimensions: 2, words: ['a'], vectors: { a: [0.5, 1, 9, 0] } }));
  const read = readVectors(pathToFileURL(file));
  expect([read.dimensions, read.of('a'), read.of('b')]).toEqual([2, [0.5, 1], undefined]);
});

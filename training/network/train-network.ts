import { openNetwork, planesOf, writeNetwork, type Network, type NetworkHeader } from '../../src/understand/network/index.ts';
import type { HeldOut } from '../calibrate.ts';
import { Chance } from '../chance.ts';
import { quantise } from '../quantise.ts';
import { SEED, type TrainedModel, type TrainedNetwork } from '../tasks.ts';
import { calibratedOn, heldOutOf, taskFigures, type TaskFigures } from '../train-task.ts';
import { corpusOf, type Corpus, type TaskTexts } from './corpus.ts';
import { fit, type Lesson } from './fit.ts';
import { Net } from './net.ts';
import type { WordVectors } from './vectors.ts';

export interface NetworkFigures {
  readonly task: string;
  /** The linear model, the network, and both together, each on the same held-out texts. */
  readonly linear: TaskFigures;
  readonly alone: TaskFigures;
  readonly fused: TaskFigures;
}

export interface NetworkResult {
  readonly bytes: Uint8Array;
  readonly figures: readonly NetworkFigures[];
  readonly words: number;
  /**
   * Of each example, by its key, what a network says that saw neither it nor a copy of it: the logits of all heads. They share their filters, so that what the network
   * that ships says of an example in another task tells what it learnt of it in its own.
   */
  readonly heldOut: ReadonlyMap<string, Float64Array>;
}

/** What is said of the work as it goes on: some minutes pass. */
export type Say = (line: string) => void;

/**
 * Cross-validates a network in the folds of the linear model beside it, then trains it on all there is.
 */
export function trainNetwork(network: TrainedNetwork, model: TrainedModel, data: string, vectors: WordVectors, say: Say = () => undefined): NetworkResult {
  const tasks = network.tasks.map((name) => model.tasks.find(({ task }) => task === name)!);
  const corpus = corpusOf(network, tasks, data, vectors);
  const start = startOf(network, corpus);
  say(`${network.name}: ${corpus.words.length} words, ${corpus.distant.gold.length} texts learned before`);
  const planes = tasks.map(({ labels }) => planesOf(labels));
  const own = corpus.tasks.map(({ examples }, head) => new Float64Array(examples.rows.length * planes[head]!));
  const heldOut = new Map<string, Float64Array>();
  const folds = Math.max(...corpus.tasks.map(({ examples }) => examples.folds));
  for (let fold = 0; fold < folds; fold += 1) {
    const opened = openNetwork(bytesOf(network, model, corpus, trained(network, corpus, start, say, fold), neutral(tasks)));
    for (const [head, texts] of corpus.tasks.entries()) judgeFold(opened, texts, fold, own[head]!, (row, logits) => heldOut.set(corpus.keys[texts.first + row]!, logits));
  }
  const figures: NetworkFigures[] = [];
  const described = corpus.tasks.map(({ task, examples }, head) => {
    const { held: linear } = heldOutOf(task, examples, model);
    const alone: HeldOut = { ...linear, margins: [own[head]!] };
    const fused: HeldOut = { ...linear, margins: [...linear.margins, own[head]!] };
    figures.push({ task: task.task, linear: taskFigures(task, examples, linear), alone: taskFigures(task, examples, alone), fused: taskFigures(task, examples, fused) });
    const { calibration, lean } = calibratedOn(alone, task);
    return { task: task.task, labels: [...task.labels], slope: [...calibration.slopes[0]!], shift: [...calibration.shift], lean };
  });
  const [slopes, shifts] = [described.flatMap(({ slope }) => slope), described.flatMap(({ shift }) => shift)];
  for (const logits of heldOut.values()) for (let plane = 0; plane < logits.length; plane += 1) logits[plane] = slopes[plane]! * logits[plane]! + shifts[plane]!;
  return { bytes: bytesOf(network, model, corpus, trained(network, corpus, start, say), described), figures, words: corpus.words.length, heldOut };
}

/** What every training begins with: vectors, filters and biases after the texts that were learned before. */
type Start = readonly [vectors: Float64Array, filters: Float64Array, biases: Float64Array];

function startOf({ dimensions, filters, before }: TrainedNetwork, { texts, vectors, distant }: Corpus): Start {
  const net = new Net({ dimensions, filters, heads: [Math.max(1, distant.labels.length)] }, Float64Array.from(vectors), new Chance(SEED));
  const lessons = Array.from(distant.gold, (gold, index): Lesson => ({ text: distant.first + index, head: 0, gold, weight: 1 }));
  fit(net, texts, lessons, before, new Chance(SEED));
  return [net.vectors.values, net.filters.values, net.biases.values];
}

/** Trains on all texts but those of the fold and their copies in any task. */
function trained(network: TrainedNetwork, corpus: Corpus, [vectors, filters, biases]: Start, say: Say, out?: number): Net {
  const { tasks, asides, keys, texts } = corpus;
  const left = new Set<string>();
  for (const { examples, first } of tasks) for (const [row, fold] of examples.fold.entries()) if (fold === out) left.add(keys[first + row]!);
  const lessons: Lesson[] = [];
  for (const [head, { task, examples, first }] of tasks.entries()) {
    for (const [row, gold] of examples.gold.entries()) {
      if (left.has(keys[first + row]!)) continue;
      for (let again = network.repeats[task.task] ?? 1; again > 0; again -= 1) lessons.push({ text: first + row, head, gold, weight: 1 });
    }
  }
  for (const [index, { first, gold }] of asides.entries()) {
    for (const [row, label] of gold.entries()) if (!left.has(keys[first + row]!)) lessons.push({ text: first + row, head: tasks.length + index, gold: label, weight: 1 });
  }
  const heads = [...tasks.map(({ task }) => task), ...asides].map(({ labels }) => planesOf(labels));
  const net = new Net({ dimensions: network.dimensions, filters: network.filters, heads }, Float64Array.from(vectors), new Chance(SEED));
  net.filters.values.set(filters);
  net.biases.values.set(biases);
  fit(net, texts, lessons, network.fit, new Chance(SEED));
  say(`${network.name}: ${out === undefined ? 'all texts' : `without fold ${out + 1}`}, ${lessons.length} lessons`);
  return net;
}

function judgeFold(opened: Network, { examples, task }: TaskTexts, fold: number, into: Float64Array, keep: (row: number, logits: Float64Array) => void): void {
  const planes = planesOf(task.labels);
  const from = opened.logitNames.findIndex((name) => name.startsWith(`${task.task}:`));
  for (const [row, of] of examples.fold.entries()) {
    if (of !== fold) continue;
    const logits = opened.logits(examples.rows[row]!.fields.map(([, text]) => text).join(' '));
    if (logits === null) continue;
    into.set(logits.subarray(from, from + planes), row * planes);
    keep(row, logits.slice());
  }
}

/** Calibration for a network of which the margins alone are wanted. */
function neutral(tasks: TrainedModel['tasks']): NetworkHeader['tasks'] {
  return tasks.map(({ task, labels }) => {
    const [ones, zeros, lean] = [labels.slice(0, planesOf(labels)).map(() => 1), labels.slice(0, planesOf(labels)).map(() => 0), labels.map(() => 1)];
    return { task, labels: [...labels], slope: ones, shift: zeros, lean };
  });
}

function bytesOf({ bits, dimensions, filters }: TrainedNetwork, { language }: TrainedModel, { words }: Corpus, net: Net, tasks: NetworkHeader['tasks']): Uint8Array {
  const vectors = net.vectors.values;
  const { codes, scale, sizes } = quantise(vectors, new Float64Array(vectors.length).fill(1), 1);
  return writeNetwork({
    header: { language, words: [...words], bits, dimensions, filters, scale, sizes: [...sizes], tasks },
    codes,
    filters: Float32Array.from(net.filters.values),
    biases: Float32Array.from(net.biases.values),
    heads: Float32Array.from(net.heads.slice(0, tasks.length).flatMap(({ values }) => [...values])),
  });
}

import { WIDTHS } from '../../src/understand/network/index.ts';
import type { Chance } from '../chance.ts';
import type { Net } from './net.ts';

/** Texts as rows of the table of vectors, text after text. */
export interface Texts {
  readonly ids: Uint16Array;
  readonly bounds: Uint32Array;
}

/** One thing to learn: this text has this label in the task of this head, and counts this much. */
export interface Lesson {
  readonly text: number;
  readonly head: number;
  readonly gold: number;
  readonly weight: number;
}

export interface FitOptions {
  readonly epochs: number;
  /** Examples a step. */
  readonly batch: number;
  /** Of the first step; falls evenly to 0. */
  readonly rate: number;
  /** The same for vectors of words. */
  readonly vectorRate: number;
  /** The share of what was found that is forgotten at each example. */
  readonly dropout: number;
}

/** Trains a network on lessons in an order that chance, seeded, draws anew each epoch. */
export function fit(net: Net, texts: Texts, lessons: readonly Lesson[], options: FitOptions, chance: Chance): void {
  const order = Uint32Array.from(lessons.keys());
  const steps = Math.ceil(lessons.length / options.batch) * options.epochs;
  const inputs = WIDTHS * net.shape.filters;
  const mask = new Float64Array(inputs);
  const error = new Float64Array(inputs);
  const kept = 1 / (1 - options.dropout);
  const threshold = Math.round(options.dropout * 65_536);
  const noise = new Noise(chance.below(2 ** 31) + 1);
  let time = 0;
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    chance.shuffle(order);
    for (let from = 0; from < order.length; from += options.batch) {
      const batch = order.subarray(from, from + options.batch);
      net.begin(texts.ids, texts.bounds, batch.map((index) => lessons[index]!.text));
      for (const index of batch) {
        const lesson = lessons[index]!;
        const [begin, end] = [texts.bounds[lesson.text]!, texts.bounds[lesson.text + 1]!];
        net.forward(texts.ids, begin, end);
        for (let at = 0; at < inputs; at += 1) mask[at] = noise.next() < threshold ? 0 : kept;
        learn(net, lesson, mask, error);
        net.backward(texts.ids, end, error);
      }
      time += 1;
      const left = 1 - (time - 1) / steps;
      net.step(options.rate * left, options.vectorRate * left, batch.length, time);
    }
  }
}

/** Errors by cross entropy: into the gradient of the head, and into `error` for what lies below. */
function learn(net: Net, { head, gold, weight }: Lesson, mask: Float64Array, error: Float64Array): void {
  const { values, gradient } = net.heads[head]!;
  const planes = net.shape.heads[head]!;
  const inputs = mask.length;
  const { found } = net;
  error.fill(0);
  const logits = new Float64Array(planes);
  let highest = planes === 1 ? 0 : -Infinity;
  for (let plane = 0; plane < planes; plane += 1) {
    const from = plane * (inputs + 1);
    let sum = values[from + inputs]!;
    for (let at = 0; at < inputs; at += 1) sum += values[from + at]! * found[at]! * mask[at]!;
    logits[plane] = sum;
    highest = Math.max(highest, sum);
  }
  let whole = planes === 1 ? Math.exp(-highest) : 0;
  for (let plane = 0; plane < planes; plane += 1) whole += Math.exp(logits[plane]! - highest);
  const label = planes === 1 ? gold - 1 : gold;
  for (let plane = 0; plane < planes; plane += 1) {
    const by = weight * (Math.exp(logits[plane]! - highest) / whole - Number(plane === label));
    const from = plane * (inputs + 1);
    gradient[from + inputs]! += by;
    for (let at = 0; at < inputs; at += 1) {
      gradient[from + at]! += by * found[at]! * mask[at]!;
      error[at]! += by * values[from + at]! * mask[at]!;
    }
  }
}

/** Cheap noise in 16 bits (xorshift, Marsaglia 2003): a number for each of many inputs of each example. */
class Noise {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state >>> 16;
  }
}

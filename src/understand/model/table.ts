import type { FeatureExtractor } from '../features/index.ts';
import { valuesOf } from './container.ts';
import type { ModelHeader } from './format.ts';

/** So many weights of 127 at most fit into half of a whole number of 32 bits. */
const MOST_AT_ONCE = 256;
const HALF = 16;

/**
 * The weights of all planes, those of one bucket side by side: one look-up a feature serves all tasks. Two planes share a whole number of 32 bits,
 * one in each half, so that one addition serves both; before a half can overflow its sum is taken out.
 */
export class WeightTable {
  readonly planes: number;
  readonly #pairs: number;
  readonly #weights: Int32Array;
  readonly #sums: Int32Array;
  readonly #totals: Float64Array;

  constructor({ tasks, features }: ModelHeader, codes: readonly Uint8Array[]) {
    this.planes = codes.length;
    this.#pairs = Math.ceil(codes.length / 2);
    this.#weights = new Int32Array(this.#pairs * 2 ** features.bits);
    this.#sums = new Int32Array(this.#pairs);
    this.#totals = new Float64Array(2 * this.#pairs);
    const described = tasks.flatMap(({ planes }) => planes);
    for (const [plane, { sizes }] of described.entries()) {
      const values = valuesOf(sizes);
      const of = codes[plane] ?? new Uint8Array(0);
      const [pair, shift] = [plane >> 1, (plane & 1) * HALF];
      for (let bucket = 0; bucket < of.length; bucket += 1) this.#weights[bucket * this.#pairs + pair]! += (values[of[bucket] ?? 0] ?? 0) << shift;
    }
  }

  /** What the features add up to, by plane. Sums are of whole numbers, so that they are exact in any order. */
  margins(features: FeatureExtractor): Float64Array {
    const pairs = this.#pairs;
    const weights = this.#weights;
    const sums = this.#sums;
    const totals = this.#totals;
    const margins = new Float64Array(this.planes);
    for (const { buckets, count } of features.blocks) {
      if (count === 0) continue;
      totals.fill(0);
      for (let begin = 0; begin < count; begin += MOST_AT_ONCE) {
        const end = Math.min(count, begin + MOST_AT_ONCE);
        sums.fill(0);
        let index = begin;
        // Four features a turn: a sum is fetched and put back once for all of them.
        for (; index + 3 < end; index += 4) {
          const one = buckets[index]! * pairs;
          const two = buckets[index + 1]! * pairs;
          const three = buckets[index + 2]! * pairs;
          const four = buckets[index + 3]! * pairs;
          for (let pair = 0; pair < pairs; pair += 1) sums[pair] = (sums[pair]! + weights[one + pair]! + weights[two + pair]! + weights[three + pair]! + weights[four + pair]!) | 0;
        }
        for (; index < end; index += 1) {
          const from = buckets[index]! * pairs;
          for (let pair = 0; pair < pairs; pair += 1) sums[pair] = (sums[pair]! + weights[from + pair]!) | 0;
        }
        for (let pair = 0; pair < pairs; pair += 1) {
          const low = lowOf(sums[pair]!);
          totals[2 * pair]! += low;
          totals[2 * pair + 1]! += (sums[pair]! - low) >> HALF;
        }
      }
      const norm = 1 / Math.sqrt(count);
      for (let plane = 0; plane < margins.length; plane += 1) margins[plane]! += totals[plane]! * norm;
    }
    return margins;
  }

  /** The weights of a bucket, each times what its plane is worth, together. */
  worthOf(bucket: number, worth: Float64Array): number {
    let sum = 0;
    for (let pair = 0; pair < this.#pairs; pair += 1) {
      const both = this.#weights[bucket * this.#pairs + pair] ?? 0;
      const low = lowOf(both);
      sum += (worth[2 * pair] ?? 0) * low + (worth[2 * pair + 1] ?? 0) * ((both - low) >> HALF);
    }
    return sum;
  }
}

/** The lower half, with its sign. */
const lowOf = (both: number): number => (both << HALF) >> HALF;

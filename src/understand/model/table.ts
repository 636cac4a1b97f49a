import type { FeatureExtractor } from '../features/index.ts';
import { valuesOf } from './container.ts';
import type { ModelHeader } from './format.ts';

/** The weights of all planes, those of one bucket side by side: one look-up a feature serves all tasks. */
export class WeightTable {
  readonly planes: number;
  readonly #weights: Int8Array;
  readonly #sums: Int32Array;

  constructor({ tasks, features }: ModelHeader, codes: readonly Uint8Array[]) {
    this.planes = codes.length;
    this.#weights = new Int8Array(codes.length * 2 ** features.bits);
    this.#sums = new Int32Array(codes.length);
    const described = tasks.flatMap(({ planes }) => planes);
    for (const [plane, { sizes }] of described.entries()) {
      const values = valuesOf(sizes);
      const of = codes[plane] ?? new Uint8Array(0);
      for (let bucket = 0; bucket < of.length; bucket += 1) this.#weights[bucket * this.planes + plane] = values[of[bucket] ?? 0] ?? 0;
    }
  }

  /** What the features add up to, by plane. Sums are of whole numbers, so that they are exact in any order. */
  margins(features: FeatureExtractor): Float64Array {
    const { planes } = this;
    const weights = this.#weights;
    const sums = this.#sums;
    const margins = new Float64Array(planes);
    for (const { buckets, count } of features.blocks) {
      if (count === 0) continue;
      sums.fill(0);
      for (let index = 0; index < count; index += 1) {
        const from = (buckets[index] ?? 0) * planes;
        for (let plane = 0; plane < planes; plane += 1) sums[plane]! += weights[from + plane]!;
      }
      const norm = 1 / Math.sqrt(count);
      for (let plane = 0; plane < planes; plane += 1) margins[plane]! += (sums[plane] ?? 0) * norm;
    }
    return margins;
  }

  /** The weights of a bucket, each times what its plane is worth, together. */
  worthOf(bucket: number, worth: Float64Array): number {
    let sum = 0;
    for (let plane = 0; plane < this.planes; plane += 1) sum += (worth[plane] ?? 0) * (this.#weights[bucket * this.planes + plane] ?? 0);
    return sum;
  }
}

import { KINDS, type Matrix } from './matrix.ts';
import type { Chance } from './chance.ts';

export interface SolverOptions {
  /** What an error costs against large weights. */
  readonly cost: number;
  /** Passes over the rows. */
  readonly epochs: number;
  /** Ratios beyond this (natural logarithm) count as this. */
  readonly clip: number;
  /** Added to each count before the ratio is taken. */
  readonly smoothing: number;
  /** Buckets that fewer rows of the training part have get no weight. */
  readonly least: number;
  /** How much more an error on a positive row costs: 0 as much, 1 as the classes are unequal. */
  readonly balance: number;
}

/** A plane of weights, one a bucket, and what is added. */
export interface Plane {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * A linear support vector machine with squared loss, by dual coordinate descent (Hsieh et al. 2008), over features that
 * are weighted by their log-count ratio between the classes (Wang and Manning 2012). The ratio is folded into the weights.
 */
export function solve(matrix: Matrix, rows: Uint32Array, isPositive: Uint8Array, options: SolverOptions, chance: Chance): Plane {
  const squares = ratiosSquared(matrix, rows, isPositive, options);
  const weights = new Float64Array(matrix.columns);
  const diagonal = new Float64Array(rows.length);
  const alpha = new Float64Array(rows.length);
  const positives = rows.reduce((sum, row) => sum + (isPositive[row] ?? 0), 0);
  const odds = (rows.length - positives) / Math.max(1, positives);
  const slack = [0.5 / options.cost, 0.5 / (options.cost * odds ** options.balance)] as const;
  const { bounds, buckets, norms } = matrix;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    let sum = 1;
    for (let kind = 0; kind < KINDS; kind += 1) {
      let part = 0;
      for (let index = bounds[KINDS * row + kind]!; index < bounds[KINDS * row + kind + 1]!; index += 1) part += squares[buckets[index]!]!;
      sum += part * norms[KINDS * row + kind]! * norms[KINDS * row + kind]!;
    }
    diagonal[at] = sum;
  }
  const order = Uint32Array.from({ length: rows.length }, (_, index) => index);
  let bias = 0;
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    chance.shuffle(order);
    for (const at of order) {
      const row = rows[at]!;
      const positive = isPositive[row]!;
      const sign = positive === 1 ? 1 : -1;
      let margin = bias;
      for (let kind = 0; kind < KINDS; kind += 1) {
        let part = 0;
        const end = bounds[KINDS * row + kind + 1]!;
        for (let index = bounds[KINDS * row + kind]!; index < end; index += 1) part += weights[buckets[index]!]!;
        margin += part * norms[KINDS * row + kind]!;
      }
        const old = alpha[at]!;
      const loose = slack[positive as 0 | 1];
      const gradient = sign * margin - 1 + old * loose;
      if (old === 0 && gradient >= 0) continue;
      const now = Math.max(old - gradient / (diagonal[at]! + loose), 0);
      if (now === old) continue;
      alpha[at] = now;
      const change = (now - old) * sign;
      bias += change;
        for (let kind = 0; kind < KINDS; kind += 1) {
        const by = change * norms[KINDS * row + kind]!;
        const end = bounds[KINDS * row + kind + 1]!;
        for (let index = bounds[KINDS * row + kind]!; index < end; index += 1) {
          const bucket = buckets[index]!;
          weights[bucket]! += by * squares[bucket]!;
        }
      }
    }
  }
  return { weights, bias };
}

/** Squares of the log-count ratios: all the machine needs, once weights are kept with the ratio in them. */
function ratiosSquared(matrix: Matrix, rows: Uint32Array, isPositive: Uint8Array, { clip, smoothing, least }: SolverOptions): Float64Array {
  const counts = [new Float64Array(matrix.columns), new Float64Array(matrix.columns)] as const;
  for (const row of rows) {
    const side = counts[isPositive[row] as 0 | 1];
    for (let index = matrix.bounds[KINDS * row]!; index < matrix.bounds[KINDS * (row + 1)]!; index += 1) side[matrix.buckets[index]!]! += 1;
  }
  const [negative, positive] = counts;
  const total = { negative: 0, positive: 0 };
  for (let bucket = 0; bucket < matrix.columns; bucket += 1) {
    total.negative += negative[bucket]! + smoothing;
    total.positive += positive[bucket]! + smoothing;
  }
  const shift = Math.log(total.negative / total.positive);
  const squares = new Float64Array(matrix.columns);
  for (let bucket = 0; bucket < matrix.columns; bucket += 1) {
    if (negative[bucket]! + positive[bucket]! < least) continue;
    const ratio = Math.log((positive[bucket]! + smoothing) / (negative[bucket]! + smoothing)) + shift;
    const clipped = Math.min(Math.abs(ratio), clip);
    squares[bucket] = clipped * clipped;
  }
  return squares;
}

/** How far a row is on the positive side. */
export function marginOf({ weights, bias }: Plane, matrix: Matrix, row: number): number {
  let margin = bias;
  for (let kind = 0; kind < KINDS; kind += 1) {
    let part = 0;
    for (let index = matrix.bounds[KINDS * row + kind]!; index < matrix.bounds[KINDS * row + kind + 1]!; index += 1) part += weights[matrix.buckets[index]!]!;
    margin += part * matrix.norms[KINDS * row + kind]!;
  }
  return margin;
}

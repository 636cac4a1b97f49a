import { leaning, softmax } from '../src/understand/model/index.ts';
import { figuresOf, type Measure } from '../eval/classify/figures.ts';

/** From margins to probabilities: a slope (one over the temperature) and a shift for each plane. */
export interface Calibration {
  readonly slope: readonly number[];
  readonly shift: readonly number[];
}

/** Margins of rows that no part of the model was trained on. */
export interface HeldOut {
  readonly labels: number;
  readonly planes: number;
  /** Row after row. */
  readonly margins: Float64Array;
  readonly gold: Uint8Array;
  /** What a row of each label counts: the shares of the world over those of the set. */
  readonly weights: readonly number[];
}

const STEPS = 400;
const RATE = 0.05;

/** Fits the calibration by least weighed log loss, with Adam from the same start and in the same number of steps each time. */
export function calibrate(held: HeldOut, rows: ArrayLike<number>): Calibration {
  const { planes } = held;
  const parameters = new Float64Array(2 * planes).fill(1, 0, planes);
  const first = new Float64Array(2 * planes);
  const second = new Float64Array(2 * planes);
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = gradientOf(held, rows, parameters);
    const rate = RATE * (1 - step / (STEPS + 1));
    for (let at = 0; at < parameters.length; at += 1) {
      first[at] = 0.9 * first[at]! + 0.1 * gradient[at]!;
      second[at] = 0.99 * second[at]! + 0.01 * gradient[at]! ** 2;
      parameters[at]! -= (rate * first[at]!) / (1 - 0.9 ** step) / (Math.sqrt(second[at]! / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  return { slope: [...parameters.subarray(0, planes)], shift: [...parameters.subarray(planes)] };
}

function gradientOf({ labels, planes, margins, gold, weights }: HeldOut, rows: ArrayLike<number>, parameters: Float64Array): Float64Array {
  const gradient = new Float64Array(2 * planes);
  const logits = new Float64Array(labels);
  const shares = new Float64Array(labels);
  const from = labels - planes;
  let whole = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    for (let plane = 0; plane < planes; plane += 1) logits[from + plane] = parameters[plane]! * margins[row * planes + plane]! + parameters[planes + plane]!;
    softmax(logits, shares);
    const weight = weights[gold[row]!]!;
    whole += weight;
    for (let plane = 0; plane < planes; plane += 1) {
      const error = weight * (shares[from + plane]! - Number(gold[row] === from + plane));
      gradient[plane]! += error * margins[row * planes + plane]!;
      gradient[planes + plane]! += error;
    }
  }
  return gradient.map((value) => value / whole);
}

/** Probabilities of the labels of a row. */
export function sharesOf({ labels, planes, margins }: HeldOut, { slope, shift }: Calibration, row: number): Float64Array {
  const logits = new Float64Array(labels);
  for (let plane = 0; plane < planes; plane += 1) logits[labels - planes + plane] = slope[plane]! * margins[row * planes + plane]! + shift[plane]!;
  const shares = new Float64Array(labels);
  softmax(logits, shares);
  return shares;
}

/** What each label's probability is weighed by so that the labels do best by `measure`, found label by label on a grid. */
export const leanOf = (held: HeldOut, shares: readonly Float64Array[], rows: readonly number[], measure: Measure): number[] => leanFor(held.gold, shares, rows, held.labels, measure);

/** The same, of shares by row. */
export function leanFor(gold: Uint8Array, shares: readonly Float64Array[], rows: readonly number[], labels: number, measure: Measure): number[] {
  const lean = Array.from({ length: labels }, () => 1);
  if (measure === 'accuracy') return lean;
  const value = (by: readonly number[]): number => figuresOf(rows.map((row) => ({ gold: gold[row]!, said: leaning(shares[row]!, by) })), labels)[measure];
  let best = value(lean);
  for (let round = 0; round < 2; round += 1) {
    for (let label = labels === 2 ? 1 : 0; label < labels; label += 1) {
      for (let power = -12; power <= 12; power += 1) {
        const tried = lean.with(label, 2 ** (power / 8));
        const now = value(tried);
        // Not for a trifle: what is gained by chance is lost on other texts.
        if (now > best + 0.0005) {
          best = now;
          lean[label] = tried[label]!;
        }
      }
    }
  }
  return lean;
}

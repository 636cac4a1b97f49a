import { leaning, softmax } from '../src/understand/model/index.ts';
import { figuresOf, type Measure } from '../eval/classify/figures.ts';

/** From margins to probabilities: a slope (one over the temperature) for each stage and plane, and a shift for each plane. */
export interface Calibration {
  /** By stage and plane. */
  readonly slopes: readonly (readonly number[])[];
  readonly shift: readonly number[];
}

/** Margins of rows that no part of the model was trained on. */
export interface HeldOut {
  readonly labels: number;
  readonly planes: number;
  /** By stage (the linear model, a network beside it): row after row. */
  readonly margins: readonly Float64Array[];
  readonly gold: Uint8Array;
  /** What a row of each label counts: the shares of the world over those of the set. */
  readonly weights: readonly number[];
}

const STEPS = 400;
const RATE = 0.05;

/** Fits the calibration by least weighed log loss, with Adam from the same start and in the same number of steps each time. */
export function calibrate(held: HeldOut, rows: ArrayLike<number>): Calibration {
  const { planes } = held;
  const stages = held.margins.length;
  const slopes = stages * planes;
  // Slopes stage by stage, then shifts.
  const parameters = new Float64Array(slopes + planes).fill(1 / stages, 0, slopes);
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = gradientOf(held, rows, parameters);
    const rate = RATE * (1 - step / (STEPS + 1));
    for (let at = 0; at < parameters.length; at += 1) {
      first[at] = 0.9 * first[at]! + 0.1 * gradient[at]!;
      second[at] = 0.99 * second[at]! + 0.01 * gradient[at]! ** 2;
      parameters[at]! -= (rate * first[at]!) / (1 - 0.9 ** step) / (Math.sqrt(second[at]! / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  return { slopes: held.margins.map((_, stage) => [...parameters.subarray(stage * planes, (stage + 1) * planes)]), shift: [...parameters.subarray(slopes)] };
}

function gradientOf({ labels, planes, margins, gold, weights }: HeldOut, rows: ArrayLike<number>, parameters: Float64Array): Float64Array {
  const gradient = new Float64Array(parameters.length);
  const logits = new Float64Array(labels);
  const shares = new Float64Array(labels);
  const from = labels - planes;
  const shift = margins.length * planes;
  let whole = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    for (let plane = 0; plane < planes; plane += 1) {
      let logit = 0;
      for (let stage = 0; stage < margins.length; stage += 1) logit += parameters[stage * planes + plane]! * margins[stage]![row * planes + plane]!;
      logits[from + plane] = logit + parameters[shift + plane]!;
    }
    softmax(logits, shares);
    const weight = weights[gold[row]!]!;
    whole += weight;
    for (let plane = 0; plane < planes; plane += 1) {
      const error = weight * (shares[from + plane]! - Number(gold[row] === from + plane));
      for (let stage = 0; stage < margins.length; stage += 1) gradient[stage * planes + plane]! += error * margins[stage]![row * planes + plane]!;
      gradient[shift + plane]! += error;
    }
  }
  return gradient.map((value) => value / whole);
}

/** Probabilities of the labels of a row. */
export function sharesOf({ labels, planes, margins }: HeldOut, { slopes, shift }: Calibration, row: number): Float64Array {
  const logits = new Float64Array(labels);
  for (let plane = 0; plane < planes; plane += 1) {
    let logit = 0;
    for (let stage = 0; stage < margins.length; stage += 1) logit += slopes[stage]![plane]! * margins[stage]![row * planes + plane]!;
    logits[labels - planes + plane] = logit + shift[plane]!;
  }
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

import { softmax } from '../../src/understand/model/index.ts';

/** Rows of inputs, one after the other, and what each is. */
export interface Rows {
  readonly width: number;
  readonly inputs: Float64Array;
  readonly gold: Uint8Array;
  /** What an error on the row costs. */
  readonly weight: Float64Array;
}

export interface Fitted {
  readonly weights: readonly Float64Array[];
  readonly bias: readonly number[];
}

export interface FitOptions {
  readonly labels: number;
  readonly penalty: number;
  /** For each plane the inputs whose mean it is drawn to, all others being drawn to 0. */
  readonly toward: readonly (readonly number[])[];
  /** Inputs that may get a weight. */
  readonly allowed: readonly boolean[];
}

const STEPS = 300;
const RATE = 0.05;

/**
 * Multinomial logistic regression with a squared penalty on how far weights are from where they are drawn to, by Adam in the same number of steps each time. Inputs are brought to one
 * spread first, so that the penalty means the same for each; an input that hardly ever differs from 0 gets no weight.
 */
export function fit(rows: Rows, chosen: readonly number[], { labels, penalty, toward, allowed }: FitOptions): Fitted {
  const { width, inputs, gold, weight } = rows;
  const spread = spreadOf(rows, chosen).map((of, at) => (allowed[at] === true ? of : 0));
  const planes = labels === 2 ? 1 : labels;
  const from = labels - planes;
  const size = planes * (width + 1);
  const [parameters, first, second, gradient] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const home = new Float64Array(size);
  for (const [plane, drawn] of toward.entries()) for (const at of drawn) home[plane * (width + 1) + at] = spread[at]! / drawn.length;
  parameters.set(home);
  const [logits, shares] = [new Float64Array(labels), new Float64Array(labels)];
  // Rows that are mostly zero are walked by what is not.
  const cells = chosen.map((row) => nonZero(inputs, row, width, spread));
  const whole = chosen.reduce((sum, row) => sum + weight[row]!, 0);
  for (let step = 1; step <= STEPS; step += 1) {
    gradient.fill(0);
    for (const [index, row] of chosen.entries()) {
      const { at, value } = cells[index]!;
      logits.fill(0);
      for (let plane = 0; plane < planes; plane += 1) {
        const base = plane * (width + 1);
        let sum = parameters[base + width]!;
        for (let cell = 0; cell < at.length; cell += 1) sum += parameters[base + at[cell]!]! * value[cell]!;
        logits[from + plane] = sum;
      }
      softmax(logits, shares);
      for (let plane = 0; plane < planes; plane += 1) {
        const base = plane * (width + 1);
        const error = (weight[row]! * (shares[from + plane]! - Number(gold[row] === from + plane))) / whole;
        for (let cell = 0; cell < at.length; cell += 1) gradient[base + at[cell]!]! += error * value[cell]!;
        gradient[base + width]! += error;
      }
    }
    const rate = RATE * (1 - step / (STEPS + 1));
    for (let at = 0; at < size; at += 1) {
      const slope = gradient[at]! + ((at + 1) % (width + 1) === 0 ? 0 : penalty * (parameters[at]! - home[at]!));
      first[at] = 0.9 * first[at]! + 0.1 * slope;
      second[at] = 0.99 * second[at]! + 0.01 * slope * slope;
      parameters[at]! -= (rate * first[at]!) / (1 - 0.9 ** step) / (Math.sqrt(second[at]! / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  const weights = Array.from({ length: planes }, (_, plane) => spread.map((of, at) => (of === 0 ? 0 : parameters[plane * (width + 1) + at]! / of)));
  return { weights, bias: Array.from({ length: planes }, (_, plane) => parameters[plane * (width + 1) + width]!) };
}

/** Fewer rows with an input than this teach nothing about it. */
const LEAST_ROWS = 5;

/** Root mean square around the mean, 0 for an input that gets no weight. */
function spreadOf({ width, inputs }: Rows, chosen: readonly number[]): Float64Array {
  const [sum, squares, met] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
  for (const row of chosen) {
    for (let at = 0; at < width; at += 1) {
      const value = inputs[row * width + at]!;
      if (value === 0) continue;
      met[at]! += 1;
      sum[at]! += value;
      squares[at]! += value * value;
    }
  }
  return sum.map((of, at) => (met[at]! < LEAST_ROWS ? 0 : Math.sqrt(Math.max(0, squares[at]! / chosen.length - (of / chosen.length) ** 2))));
}

function nonZero(inputs: Float64Array, row: number, width: number, spread: Float64Array): { readonly at: Uint16Array; readonly value: Float64Array } {
  const at: number[] = [];
  for (let index = 0; index < width; index += 1) if (spread[index] !== 0 && inputs[row * width + index] !== 0) at.push(index);
  return { at: Uint16Array.from(at), value: Float64Array.from(at, (index) => inputs[row * width + index]! / spread[index]!) };
}

/** Probabilities of the labels of a row. */
export function sharesOf({ weights, bias }: Fitted, { width, inputs }: Rows, row: number, labels: number): Float64Array {
  const logits = new Float64Array(labels);
  for (const [plane, of] of weights.entries()) {
    let sum = bias[plane]!;
    for (let at = 0; at < width; at += 1) sum += of[at]! * inputs[row * width + at]!;
    logits[labels - weights.length + plane] = sum;
  }
  const shares = new Float64Array(labels);
  softmax(logits, shares);
  return shares;
}

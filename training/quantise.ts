import { SIZES } from '../src/understand/model/index.ts';

/** A plane in half a byte a bucket. */
export interface QuantisedPlane {
  readonly codes: Uint8Array;
  readonly scale: number;
  readonly sizes: readonly number[];
}

/** Rounds of placing the sizes (Lloyd 1982). */
const ROUNDS = 30;
const BINS = 2_048;
const HIGHEST = 127;

/**
 * Weights → zero and seven sizes with a sign, placed so that the squared error, weighed by how often a bucket is met, is least.
 * `thrift` draws the border of zero outwards: small weights cost room and say little.
 */
export function quantise(weights: Float64Array, counts: Float64Array, thrift: number): QuantisedPlane {
  let highest = 0;
  for (const weight of weights) highest = Math.max(highest, Math.abs(weight));
  if (highest === 0) return { codes: new Uint8Array(weights.length), scale: 1, sizes: Array.from({ length: SIZES }, () => 0) };
  const mass = new Float64Array(BINS);
  for (let bucket = 0; bucket < weights.length; bucket += 1) mass[binOf(weights[bucket]!, highest)]! += counts[bucket]!;
  const sizes = placed(mass, thrift);
  // In whole numbers up to 127, which is what the sums are made of.
  const top = sizes.at(-1)!;
  const whole = sizes.map((size) => Math.round((size / top) * HIGHEST));
  const borders = whole.map((size, index) => (index === 0 ? (size / 2) * thrift : (size + whole[index - 1]!) / 2));
  const scale = ((top + 0.5) / BINS) * (highest / HIGHEST);
  const codes = weights.length === 0 ? new Uint8Array(0) : Uint8Array.from(weights, (weight) => codeOf(weight / scale, borders));
  return { codes, scale, sizes: whole };
}

const binOf = (weight: number, highest: number): number => Math.min(BINS - 1, Math.floor((Math.abs(weight) / highest) * BINS));

function placed(mass: Float64Array, thrift: number): number[] {
  // Half the bins a step down from the top: large weights are rare and matter.
  let sizes = Array.from({ length: SIZES }, (_, index) => BINS * 0.6 ** (SIZES - index));
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = new Float64Array(SIZES);
    const weights = new Float64Array(SIZES);
    for (let bin = 0; bin < BINS; bin += 1) {
      let nearest = -1;
      if (bin >= (sizes[0]! / 2) * thrift) {
        nearest = 0;
        while (nearest + 1 < SIZES && bin >= (sizes[nearest]! + sizes[nearest + 1]!) / 2) nearest += 1;
      }
      if (nearest === -1) continue;
      sums[nearest]! += mass[bin]! * bin;
      weights[nearest]! += mass[bin]!;
    }
    sizes = sizes.map((size, index) => (weights[index] === 0 ? size : sums[index]! / weights[index]!));
  }
  return sizes;
}

function codeOf(weight: number, borders: readonly number[]): number {
  const size = Math.abs(weight);
  let at = 0;
  while (at < borders.length && size >= borders[at]!) at += 1;
  return at === 0 ? 0 : weight > 0 ? at : at + SIZES + 1;
}

/** The weights as a reader of the model will have them. */
export function restored({ codes, scale, sizes }: QuantisedPlane): Float64Array {
  return Float64Array.from(codes, (code) => (code === 0 ? 0 : code <= SIZES ? scale * sizes[code - 1]! : -scale * sizes[code - SIZES - 2]!));
}

import { valuesOf } from '../model/index.ts';
import { TAPS, WIDTHS, type NetworkFile } from './format.ts';

/** The first tap of each width among the six. */
const FIRST_TAP = [0, 1, 3] as const;

/**
 * What filters find in a row of words: of each filter the greatest over all runs of its width, and nothing below 0. What a
 * word contributes to each filter at each place of its run is computed when the word is first met and kept, so that a text
 * costs additions alone. Orders of addition are fixed: the same result on every platform.
 */
export class Convolution {
  /** Of all filters, width after width; of the words read last. */
  readonly found: Float64Array;
  /** Words whose contributions were computed so far. */
  computed = 0;
  readonly #filters: number;
  readonly #dimensions: number;
  readonly #weights: Float64Array;
  readonly #biases: Float32Array;
  readonly #codes: Uint8Array;
  readonly #values: Int8Array;
  readonly #scale: number;
  /** By row, tap and filter. */
  readonly #shares: Float32Array;
  readonly #known: Uint8Array;
  readonly #vector: Float64Array;

  constructor({ header, codes, filters, biases }: NetworkFile) {
    this.#filters = header.filters;
    this.#dimensions = header.dimensions;
    this.#weights = Float64Array.from(filters);
    this.#biases = biases;
    this.#codes = codes;
    this.#values = valuesOf(header.sizes);
    this.#scale = header.scale;
    const rows = codes.length / header.dimensions;
    this.#shares = new Float32Array(rows * TAPS * header.filters);
    this.#known = new Uint8Array(rows);
    this.#vector = new Float64Array(header.dimensions);
    this.found = new Float64Array(WIDTHS * header.filters);
  }

  /** Reads `count` rows; where `without` stands there is nothing. Runs go over the end: what is not there contributes nothing. */
  read(rows: ArrayLike<number>, count: number, without = -1): void {
    const { found } = this;
    const filters = this.#filters;
    const shares = this.#shares;
    const stride = TAPS * filters;
    found.fill(0);
    for (let at = 0; at < count; at += 1) if (this.#known[rows[at]!] === 0) this.#compute(rows[at]!);
    for (let at = 0; at < count; at += 1) {
      const first = rows[at] === without ? -1 : rows[at]! * stride;
      const second = at + 1 < count && rows[at + 1] !== without ? rows[at + 1]! * stride : -1;
      const third = at + 2 < count && rows[at + 2] !== without ? rows[at + 2]! * stride : -1;
      if (first >= 0 && second >= 0 && third >= 0) {
        for (let filter = 0; filter < filters; filter += 1) {
          const one = shares[first + filter]!;
          const two = shares[first + filters + filter]! + shares[second + 2 * filters + filter]!;
          const three = shares[first + 3 * filters + filter]! + shares[second + 4 * filters + filter]! + shares[third + 5 * filters + filter]!;
          if (one > found[filter]!) found[filter] = one;
          if (two > found[filters + filter]!) found[filters + filter] = two;
          if (three > found[2 * filters + filter]!) found[2 * filters + filter] = three;
        }
      } else this.#edge(first, second, third);
    }
  }

  #edge(first: number, second: number, third: number): void {
    const filters = this.#filters;
    const shares = this.#shares;
    const { found } = this;
    const places = [first, second, third];
    for (let width = 1; width <= WIDTHS; width += 1) {
      const tap = FIRST_TAP[width - 1] ?? 0;
      for (let filter = 0; filter < filters; filter += 1) {
        // What is added stands with the first place of a run, whether or not a word does.
        let sum = first >= 0 ? 0 : this.#biases[(width - 1) * filters + filter]!;
        for (let place = 0; place < width; place += 1) {
          const from = places[place]!;
          if (from >= 0) sum += shares[from + (tap + place) * filters + filter]!;
        }
        const into = (width - 1) * filters + filter;
        if (sum > found[into]!) found[into] = sum;
      }
    }
  }

  #compute(row: number): void {
    const filters = this.#filters;
    const dimensions = this.#dimensions;
    const vector = this.#vector;
    for (let at = 0; at < dimensions; at += 1) vector[at] = this.#scale * this.#values[this.#codes[row * dimensions + at]!]!;
    const into = row * TAPS * filters;
    for (let index = 0; index < TAPS * filters; index += 1) {
      const from = index * dimensions;
      let sum = 0;
      for (let at = 0; at < dimensions; at += 1) sum += vector[at]! * this.#weights[from + at]!;
      const tap = Math.floor(index / filters);
      const width = FIRST_TAP.indexOf(tap as 0 | 1 | 3);
      this.#shares[into + index] = width === -1 ? sum : sum + this.#biases[width * filters + (index % filters)]!;
    }
    this.#known[row] = 1;
    this.computed += 1;
  }
}

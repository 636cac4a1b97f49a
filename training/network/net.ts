import type { Chance } from '../chance.ts';
import { TAPS, WIDTHS } from '../../src/understand/network/index.ts';

/** The first tap of each width among the six. */
const FIRST_TAP = [0, 1, 3] as const;

/** One array of weights with what Adam keeps of its gradients. */
export class Weights {
  readonly values: Float64Array;
  readonly gradient: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  constructor(values: Float64Array) {
    this.values = values;
    this.gradient = new Float64Array(values.length);
    this.#first = new Float64Array(values.length);
    this.#second = new Float64Array(values.length);
  }

  /** One step of Adam (Kingma and Ba 2015) over a part; its gradient, over `size` examples, is used up. */
  step(from: number, to: number, rate: number, size: number, time: number): void {
    const { values, gradient } = this;
    const first = this.#first;
    const second = this.#second;
    const [low, high] = [1 - 0.9 ** time, 1 - 0.999 ** time];
    for (let at = from; at < to; at += 1) {
      const slope = gradient[at]! / size;
      gradient[at] = 0;
      first[at] = 0.9 * first[at]! + 0.1 * slope;
      second[at] = 0.999 * second[at]! + 0.001 * slope * slope;
      values[at]! -= (rate * (first[at]! / low)) / (Math.sqrt(second[at]! / high) + 1e-8);
    }
  }
}

export interface Shape {
  readonly dimensions: number;
  /** Of each width. */
  readonly filters: number;
  /** Planes of each head. */
  readonly heads: readonly number[];
}

/** The network as it is trained: the vectors of words, filters over runs of 1–3 words, greatest values, and a linear head a task. */
export class Net {
  readonly shape: Shape;
  readonly vectors: Weights;
  /** By tap and filter. */
  readonly filters: Weights;
  readonly biases: Weights;
  /** By plane: a weight for each filter of each width, and last what is added. */
  readonly heads: readonly Weights[];
  /** Of the batch at hand: rows, each once, and what they contribute by tap and filter. */
  #rows = new Int32Array(0);
  #count = 0;
  #shares = new Float64Array(0);
  readonly #place: Int32Array;
  readonly found: Float64Array;
  readonly #best: Int32Array;

  constructor(shape: Shape, vectors: Float64Array, chance: Chance) {
    const { dimensions, filters, heads } = shape;
    this.shape = shape;
    this.vectors = new Weights(vectors);
    const even = (length: number, reach: number): Weights => new Weights(Float64Array.from({ length }, () => ((chance.below(2_000_001) - 1_000_000) / 1_000_000) * reach));
    this.filters = even(TAPS * filters * dimensions, 0.15);
    this.biases = new Weights(new Float64Array(WIDTHS * filters));
    this.heads = heads.map((planes) => even(planes * (WIDTHS * filters + 1), 0.05));
    this.#place = new Int32Array(vectors.length / dimensions).fill(-1);
    this.found = new Float64Array(WIDTHS * filters);
    this.#best = new Int32Array(WIDTHS * filters);
  }

  /** Computes what each word of a batch contributes, once a word. */
  begin(ids: Uint16Array, bounds: Uint32Array, batch: Uint32Array): void {
    const { dimensions, filters } = this.shape;
    for (let at = 0; at < this.#count; at += 1) this.#place[this.#rows[at]!] = -1;
    let longest = 0;
    for (const text of batch) longest += bounds[text + 1]! - bounds[text]!;
    if (this.#rows.length < longest + 1) {
      this.#rows = new Int32Array(2 * longest + 2);
      this.#shares = new Float64Array((2 * longest + 2) * TAPS * filters);
    }
    let count = 0;
    for (const text of batch) {
      for (let at = bounds[text]!; at < bounds[text + 1]!; at += 1) {
        const row = ids[at]!;
        if (this.#place[row] !== -1) continue;
        this.#place[row] = count;
        this.#rows[count] = row;
        count += 1;
      }
    }
    this.#count = count;
    product(this.vectors.values, this.#rows, count, this.filters.values, TAPS * filters, dimensions, this.#shares);
  }

  /** What the filters find in words `from`–`to` of the batch, into `found`. */
  forward(ids: Uint16Array, from: number, to: number): void {
    const { filters } = this.shape;
    const { found } = this;
    const best = this.#best;
    const shares = this.#shares;
    const biases = this.biases.values;
    const stride = TAPS * filters;
    found.fill(0);
    best.fill(-1);
    for (let at = from; at < to; at += 1) {
      const first = this.#place[ids[at]!]! * stride;
      const second = at + 1 < to ? this.#place[ids[at + 1]!]! * stride : -1;
      const third = at + 2 < to ? this.#place[ids[at + 2]!]! * stride : -1;
      for (let filter = 0; filter < filters; filter += 1) {
        const one = biases[filter]! + shares[first + filter]!;
        let two = biases[filters + filter]! + shares[first + filters + filter]!;
        let three = biases[2 * filters + filter]! + shares[first + 3 * filters + filter]!;
        if (second >= 0) {
          two += shares[second + 2 * filters + filter]!;
          three += shares[second + 4 * filters + filter]!;
          if (third >= 0) three += shares[third + 5 * filters + filter]!;
        }
        if (one > found[filter]!) {
          found[filter] = one;
          best[filter] = at;
        }
        if (two > found[filters + filter]!) {
          found[filters + filter] = two;
          best[filters + filter] = at;
        }
        if (three > found[2 * filters + filter]!) {
          found[2 * filters + filter] = three;
          best[2 * filters + filter] = at;
        }
      }
    }
  }

  /** Adds to the gradients what an error in what was found calls for. */
  backward(ids: Uint16Array, to: number, error: Float64Array): void {
    const { dimensions, filters } = this.shape;
    const best = this.#best;
    const { values: vectors, gradient: vectorSlope } = this.vectors;
    const { values: weights, gradient: weightSlope } = this.filters;
    for (let index = 0; index < WIDTHS * filters; index += 1) {
      const at = best[index]!;
      const by = error[index]!;
      if (at < 0 || by === 0) continue;
      this.biases.gradient[index]! += by;
      const width = Math.floor(index / filters);
      const tap = FIRST_TAP[width as 0 | 1 | 2];
      for (let place = 0; place <= width && at + place < to; place += 1) {
        const row = ids[at + place]! * dimensions;
        const weight = ((tap + place) * filters + (index - width * filters)) * dimensions;
        for (let each = 0; each < dimensions; each += 1) {
          weightSlope[weight + each]! += by * vectors[row + each]!;
          vectorSlope[row + each]! += by * weights[weight + each]!;
        }
      }
    }
  }

  /** Steps along the gradients of a batch; of the vectors, those of its words. */
  step(rate: number, vectorRate: number, size: number, time: number): void {
    const { dimensions } = this.shape;
    for (const weights of [this.filters, this.biases, ...this.heads]) weights.step(0, weights.values.length, rate, size, time);
    for (let at = 0; at < this.#count; at += 1) {
      const from = this.#rows[at]! * dimensions;
      this.vectors.step(from, from + dimensions, vectorRate, size, time);
    }
  }
}

/** Rows of `left` times rows of `right`, two by four at a time, so that most numbers stay in registers. */
function product(left: Float64Array, rows: Int32Array, count: number, right: Float64Array, columns: number, length: number, into: Float64Array): void {
  for (let row = 0; row < count; row += 2) {
    const one = rows[row]! * length;
    const two = row + 1 < count ? rows[row + 1]! * length : one;
    for (let column = 0; column + 1 < columns; column += 2) {
      const a = column * length;
      const b = a + length;
      let oneA = 0;
      let oneB = 0;
      let twoA = 0;
      let twoB = 0;
      for (let at = 0; at < length; at += 1) {
        const x = left[one + at]!;
        const y = left[two + at]!;
        const p = right[a + at]!;
        const q = right[b + at]!;
        oneA += x * p;
        oneB += x * q;
        twoA += y * p;
        twoB += y * q;
      }
      const at = row * columns + column;
      into[at] = oneA;
      into[at + 1] = oneB;
      into[at + columns] = twoA;
      into[at + columns + 1] = twoB;
    }
  }
}

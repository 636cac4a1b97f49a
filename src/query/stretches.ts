import type { Budget, Place } from './place.ts';

/** Stretches of words by their first one: as bits, the last ones. */
export type Rows = readonly (Uint32Array | undefined)[];

/**
 * Words of one part of a text that something was found at, numbered in their order. Stretches between them are sets of bits: a text made of the same
 * few words has more of them than could be listed.
 */
export class Stretches {
  readonly #coordinates: Float64Array;
  readonly #slots = new Map<number, number>();
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #width: number;
  readonly #budget: Budget;

  constructor(places: readonly Place[], budget: Budget) {
    this.#coordinates = Float64Array.from(new Set(places.flatMap(({ first, last }) => [first, last]))).sort();
    this.#coordinates.forEach((coordinate, slot) => this.#slots.set(coordinate, slot));
    for (const { first, last, span } of places) {
      const [from, to] = [this.#slot(first), this.#slot(last)];
      this.#starts[from] = Math.min(span.start, this.#starts[from] ?? Infinity);
      this.#ends[to] = Math.max(span.end, this.#ends[to] ?? 0);
    }
    this.#width = Math.ceil(this.#coordinates.length / 32);
    this.#budget = budget;
  }

  of(places: Iterable<Place>): Rows {
    const rows: (Uint32Array | undefined)[] = [];
    for (const { first, last } of places) {
      const slot = this.#slot(last);
      const row = (rows[this.#slot(first)] ??= new Uint32Array(this.#width));
      row[slot >>> 5] = (row[slot >>> 5] as number) | (1 << (slot & 31));
    }
    return rows;
  }

  either(all: readonly Rows[]): Rows {
    const [first = [], ...others] = all;
    if (others.length === 0) return first;
    const rows: (Uint32Array | undefined)[] = [];
    for (const one of all) one.forEach((row, slot) => row && this.#add((rows[slot] ??= new Uint32Array(this.#width)), row, slot));
    return rows;
  }

  /** One of the left and then one of the right, with `within` words between them at most. */
  follow(left: Rows, right: Rows, within: number): Rows {
    const reach = this.#reach(within);
    const rows: (Uint32Array | undefined)[] = [];
    left.forEach((row, first) => {
      if (row === undefined || this.#budget.steps < 0) return;
      let found: Uint32Array | undefined;
      let seen = first;
      for (const last of bitsOf(row, first >>> 5)) {
        const end = reach[last] as number;
        for (let begin = Math.max(seen, last) + 1; begin <= end; begin += 1) {
          const more = right[begin];
          if (more !== undefined) this.#add((found ??= new Uint32Array(this.#width)), more, begin);
        }
        this.#budget.steps -= Math.max(0, end - seen);
        seen = Math.max(seen, end);
      }
      if (found !== undefined) rows[first] = found;
    });
    return rows;
  }

  /** The one that begins and then ends first; null where there is none. */
  first(rows: Rows): Pick<Place, 'first' | 'last' | 'span'> | null {
    for (const [first, row] of rows.entries()) {
      if (row === undefined) continue;
      for (const last of bitsOf(row, 0)) {
        const span = { start: this.#starts[first] as number, end: this.#ends[last] as number };
        return { first: this.#coordinates[first] as number, last: this.#coordinates[last] as number, span };
      }
    }
    return null;
  }

  /** For each word the last one that may follow it. */
  #reach(within: number): Int32Array {
    const coordinates = this.#coordinates;
    const reach = new Int32Array(coordinates.length);
    let end = 0;
    for (let slot = 0; slot < coordinates.length; slot += 1) {
      end = Math.max(end, slot);
      // An emoji stands half-way between two words.
      while (end + 1 < coordinates.length && Math.ceil((coordinates[end + 1] as number) - (coordinates[slot] as number)) - 1 <= within) end += 1;
      reach[slot] = end;
    }
    return reach;
  }

  /** Stretches end where they begin or later. */
  #add(into: Uint32Array, row: Uint32Array, first: number): void {
    const from = first >>> 5;
    this.#budget.steps -= into.length - from;
    for (let word = from; word < into.length; word += 1) into[word] = (into[word] as number) | (row[word] as number);
  }

  #slot(coordinate: number): number {
    return this.#slots.get(coordinate) as number;
  }
}

function* bitsOf(row: Uint32Array, from: number): Generator<number> {
  for (let word = from; word < row.length; word += 1) {
    for (let bits = row[word] as number; bits !== 0; bits &= bits - 1) yield (word << 5) + 31 - Math.clz32(bits & -bits);
  }
}

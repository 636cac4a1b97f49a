/** Chance with a seed: the same numbers in every run (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }

  shuffle(items: Uint32Array): void {
    for (let at = items.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      const item = items[at]!;
      items[at] = items[other]!;
      items[other] = item;
    }
  }
}

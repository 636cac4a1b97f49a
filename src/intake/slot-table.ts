/** Finds slots by a hash of what they hold: open addressing, half empty, 8 bytes a slot. */
export class SlotTable {
  readonly #cells: Int32Array;
  readonly #mask: number;
  readonly #hashOf: (slot: number) => number;

  constructor(most: number, hashOf: (slot: number) => number) {
    const size = 2 ** Math.ceil(Math.log2(most * 1.5 + 2));
    this.#cells = new Int32Array(size);
    this.#mask = size - 1;
    this.#hashOf = hashOf;
  }

  /** The slot that `is` recognises among those of this hash, or −1. */
  find(hash: number, is: (slot: number) => boolean): number {
    for (let cell = hash & this.#mask; ; cell = (cell + 1) & this.#mask) {
      const slot = (this.#cells[cell] as number) - 1;
      if (slot < 0 || is(slot)) return slot;
    }
  }

  add(slot: number): void {
    let cell = this.#hashOf(slot) & this.#mask;
    while (this.#cells[cell] !== 0) cell = (cell + 1) & this.#mask;
    this.#cells[cell] = slot + 1;
  }

  remove(slot: number): void {
    const cells = this.#cells;
    let hole = this.#hashOf(slot) & this.#mask;
    while (cells[hole] !== slot + 1) hole = (hole + 1) & this.#mask;
    // What lies behind moves up, so that no search ends too early.
    for (let cell = (hole + 1) & this.#mask; cells[cell] !== 0; cell = (cell + 1) & this.#mask) {
      const home = this.#hashOf((cells[cell] as number) - 1) & this.#mask;
      if (((cell - home) & this.#mask) < ((cell - hole) & this.#mask)) continue;
      cells[hole] = cells[cell] as number;
      hole = cell;
    }
    cells[hole] = 0;
  }
}

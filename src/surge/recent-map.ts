/** A `RecentMap` as JSON. */
export interface RecentMapState<V> {
  young: [number, V][];
  old: [number, V][];
}

/**
 * Remembers the latest entries, at least half of `kept` and never more than `kept`. Whole generations are dropped at once:
 * taking out the oldest entry of a Map one by one is what would cost time here.
 */
export class RecentMap<V> {
  readonly #half: number;
  #young: Map<number, V>;
  #old: Map<number, V>;

  constructor(kept: number, state?: RecentMapState<V>) {
    this.#half = Math.ceil(kept / 2);
    this.#young = new Map(state?.young);
    this.#old = new Map(state?.old);
  }

  get(key: number): V | undefined {
    const value = this.#young.get(key);
    return value === undefined ? this.#old.get(key) : value;
  }

  set(key: number, value: V): void {
    this.#young.set(key, value);
    if (this.#young.size < this.#half) return;
    this.#old = this.#young;
    this.#young = new Map();
  }

  /** How many of the entries pass. */
  count(passes: (value: V) => boolean): number {
    let count = 0;
    for (const value of this.#young.values()) if (passes(value)) count += 1;
    for (const [key, value] of this.#old) if (!this.#young.has(key) && passes(value)) count += 1;
    return count;
  }

  state(): RecentMapState<V> {
    return { young: [...this.#young], old: [...this.#old] };
  }
}

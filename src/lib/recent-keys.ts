/**
 * Remembers a value for each of the latest keys, at least `kept` of them and never more than twice as many. Whole generations are dropped at once: taking
 * out the oldest key of a Map one by one is what would cost time here.
 */
export class RecentKeys<Value> {
  readonly #kept: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  constructor(kept: number) {
    this.#kept = kept;
  }

  get(key: string): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: string, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size < this.#kept) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

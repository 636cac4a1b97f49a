import { bucketOf } from './hash.ts';

/** More features of one kind than any text of MAX_READ units needs are not kept. */
const MAX_FEATURES = 1 << 16;

/**
 * The features of one kind found in one text: buckets, each once, with the first and last atom (word, mark or run of
 * punctuation) they stand in. Its arrays are used again for the next text.
 */
export class FeatureBlock {
  buckets: Uint32Array<ArrayBuffer> = new Uint32Array(1 << 11);
  first: Uint16Array<ArrayBuffer> = new Uint16Array(1 << 11);
  last: Uint16Array<ArrayBuffer> = new Uint16Array(1 << 11);
  count = 0;
  readonly #shift: number;
  /** Which buckets the text at hand has: those with the present stamp. */
  readonly #seen: Uint8Array<ArrayBuffer>;
  #stamp = 0;

  constructor(bits: number) {
    this.#shift = 32 - bits;
    this.#seen = new Uint8Array(1 << bits);
  }

  clear(): void {
    this.count = 0;
    this.#stamp += 1;
    if (this.#stamp < 256) return;
    this.#seen.fill(0);
    this.#stamp = 1;
  }

  add(hash: number, first: number, last: number): void {
    const bucket = bucketOf(hash, this.#shift);
    if (this.#seen[bucket] === this.#stamp) return;
    this.#seen[bucket] = this.#stamp;
    const at = this.count;
    if (at === this.buckets.length && !this.#grow()) return;
    this.buckets[at] = bucket;
    this.first[at] = first;
    this.last[at] = last;
    this.count = at + 1;
  }

  #grow(): boolean {
    const { length } = this.buckets;
    if (length >= MAX_FEATURES) return false;
    this.buckets = copy(new Uint32Array(length * 2), this.buckets);
    this.first = copy(new Uint16Array(length * 2), this.first);
    this.last = copy(new Uint16Array(length * 2), this.last);
    return true;
  }
}

function copy<T extends Uint32Array | Uint16Array>(into: T, from: T): T {
  into.set(from);
  return into;
}

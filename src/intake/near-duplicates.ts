import type { CopiesSettings } from './copies-settings.ts';
import { MOST_KEYS, SKETCH, type Fingerprint } from './fingerprint.ts';
import { likenessOf } from './likeness.ts';
import { hashId, ID_WORDS, packId, unpackId } from './post-ids.ts';
import { SlotTable } from './slot-table.ts';

/** A post that repeats an earlier one. */
export interface Copy {
  /** The first post of its group. */
  post: string;
  /** Share of the shorter text's words and pairs of words that the longer has too, 0–1, in hundredths. */
  similarity: number;
}

/** A post as it is remembered. `order`: the later, the larger. */
export interface RememberedPost {
  id: string;
  at: number;
  order: number;
  group: string;
  print: Fingerprint;
}

/** Posts under one key that are looked at, the latest ones: a crowd of posts made to share it costs no more. */
const LOOKED_AT = 16;
/** Posts that have left the window are let go so many at a time: what is heard after a long silence has not to pay for all of them. */
const LET_GO = 8;
const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
const COUNTS = 3;
const SETS = 3;

/**
 * Remembers posts and tells of a new one whose near-copy it is. Synchronous, bounded by count and by time, the same for the same
 * posts in the same order. A copy is held against the first post of its group as long as that is remembered, so that a group does not drift; later
 * against those of the group that are. `at` never goes back.
 */
export class NearDuplicates {
  readonly #windowMs: number;
  readonly #most: number;
  readonly #chunks: Chunk[] = [];
  readonly #ids: SlotTable;
  /** Latest node of each chain of keys, plus one. */
  readonly #heads: Int32Array;
  readonly #free: number[] = [];
  #used = 0;
  #size = 0;
  #earliest = -1;
  #latest = -1;
  #order = 0;
  #looked = 0;
  #now = -Infinity;

  constructor({ windowMs, most }: CopiesSettings) {
    this.#windowMs = windowMs;
    this.#most = most;
    this.#ids = new SlotTable(most, (slot) => hashId(this.#chunk(slot).ids, (slot % CHUNK) * ID_WORDS));
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(most + 1) + 1));
  }

  get size(): number {
    return this.#size;
  }

  /** Fingerprints compared so far. */
  get looked(): number {
    return this.#looked;
  }

  /**
   * Takes a post in; one that is known with other words takes its own place anew. Returns whose copy it is, null where it says something
   * new, and the `order`s of those let go for it.
   */
  hear(id: string, at: number, print: Fingerprint): { copy: Copy | null; order: number; group: string; dropped: number[] } {
    this.#now = at;
    const dropped = this.#expire();
    const before = this.forget(id);
    if (before !== null) dropped.push(before);
    const found = this.#find(print);
    const group = found?.post ?? id;
    const order = this.#order + 1;
    const last = this.restore({ id, at, order, group, print });
    if (last !== null) dropped.push(last);
    return { copy: found === null || found.post === id ? null : found, order, group, dropped };
  }

  /** Forgets a post that was taken back, with all that was kept of its words; its `order`, or null where it was not remembered. */
  forget(id: string): number | null {
    const slot = this.#slotOf(packId(id), 0);
    return slot < 0 ? null : this.#drop(slot);
  }

  /** Puts back what was remembered, in order. Where there is no room, the earliest is let go: its `order`, else null. */
  restore({ id, at, order, group, print }: RememberedPost): number | null {
    const dropped = this.#size < this.#most ? null : this.#drop(this.#earliest);
    const slot = this.#free.pop() ?? this.#used++;
    if (slot >> CHUNK_BITS === this.#chunks.length) this.#chunks.push(new Chunk(Math.min(CHUNK, this.#most - slot)));
    const chunk = this.#chunk(slot);
    const place = slot % CHUNK;
    chunk.ids.set(packId(id), place * ID_WORDS);
    chunk.groups.set(packId(group), place * ID_WORDS);
    chunk.at[place] = at;
    chunk.order[place] = order;
    chunk.counts.set([print.words, print.features, print.negations], place * COUNTS);
    chunk.sets.set([print.numbers, print.names, print.capitals], place * SETS);
    chunk.sketches.set(print.sketch, place * SKETCH);
    this.#ids.add(slot);
    chunk.earlier[place] = this.#latest;
    chunk.later[place] = -1;
    if (this.#latest >= 0) this.#chunk(this.#latest).later[this.#latest % CHUNK] = slot;
    else this.#earliest = slot;
    this.#latest = slot;
    this.#link(slot, print.keys);
    this.#size += 1;
    this.#order = order;
    return dropped;
  }

  #find(print: Fingerprint): Copy | null {
    const seen = new Set<number>();
    let found: { slot: number; order: number; likeness: number } | null = null;
    for (const key of print.keys) {
      let node = (this.#heads[key & (this.#heads.length - 1)] as number) - 1;
      for (let count = 0; node >= 0 && count < LOOKED_AT; count += 1) {
        const holder = Math.floor(node / MOST_KEYS);
        // Those behind it are older still.
        if (!this.#counts(holder)) break;
        const slot = this.#firstOf(holder);
        node = this.#next(node);
        if (seen.has(slot)) continue;
        seen.add(slot);
        const order = this.#chunk(slot).order[slot % CHUNK] as number;
        if (found !== null && found.order < order) continue;
        this.#looked += 1;
        const likeness = likenessOf(print, this.#print(slot));
        if (likeness !== null) found = { slot, order, likeness };
      }
    }
    if (found === null) return null;
    const post = unpackId(this.#chunk(found.slot).groups, (found.slot % CHUNK) * ID_WORDS);
    return { post, similarity: Math.round(found.likeness * 100) / 100 };
  }

  /** What a copy is held against: the first post of the group where it is remembered as it was, else the post itself. */
  #firstOf(slot: number): number {
    const { groups, order } = this.#chunk(slot);
    const first = this.#slotOf(groups, (slot % CHUNK) * ID_WORDS);
    if (first < 0 || !this.#counts(first)) return slot;
    // One that was edited has come back behind its copies, with words of which they are no copies.
    return (this.#chunk(first).order[first % CHUNK] as number) <= (order[slot % CHUNK] as number) ? first : slot;
  }

  #expire(): number[] {
    const dropped: number[] = [];
    while (dropped.length < LET_GO && this.#earliest >= 0 && !this.#counts(this.#earliest)) dropped.push(this.#drop(this.#earliest));
    return dropped;
  }

  #counts(slot: number): boolean {
    return (this.#chunk(slot).at[slot % CHUNK] as number) >= this.#now - this.#windowMs;
  }

  #drop(slot: number): number {
    const chunk = this.#chunk(slot);
    const place = slot % CHUNK;
    this.#ids.remove(slot);
    this.#unlink(slot);
    const earlier = chunk.earlier[place] as number;
    const later = chunk.later[place] as number;
    if (earlier >= 0) this.#chunk(earlier).later[earlier % CHUNK] = later;
    else this.#earliest = later;
    if (later >= 0) this.#chunk(later).earlier[later % CHUNK] = earlier;
    else this.#latest = earlier;
    chunk.ids.fill(0, place * ID_WORDS, (place + 1) * ID_WORDS);
    chunk.groups.fill(0, place * ID_WORDS, (place + 1) * ID_WORDS);
    chunk.counts.fill(0, place * COUNTS, (place + 1) * COUNTS);
    chunk.sets.fill(0, place * SETS, (place + 1) * SETS);
    chunk.sketches.fill(0, place * SKETCH, (place + 1) * SKETCH);
    this.#free.push(slot);
    this.#size -= 1;
    return chunk.order[place] as number;
  }

  /** A node is a key of a slot. Chains hold the latest first; the first of a chain points back to its head as `~head`. */
  #link(slot: number, keys: Uint32Array): void {
    const { next, previous } = this.#chunk(slot);
    for (let at = 0; at < MOST_KEYS; at += 1) {
      const place = (slot % CHUNK) * MOST_KEYS + at;
      const key = keys[at];
      if (key === undefined) {
        previous[place] = UNUSED;
        continue;
      }
      const head = key & (this.#heads.length - 1);
      const old = (this.#heads[head] as number) - 1;
      next[place] = old;
      previous[place] = ~head;
      const node = slot * MOST_KEYS + at;
      if (old >= 0) this.#setPrevious(old, node);
      this.#heads[head] = node + 1;
    }
  }

  #unlink(slot: number): void {
    const { next, previous } = this.#chunk(slot);
    for (let at = 0; at < MOST_KEYS; at += 1) {
      const place = (slot % CHUNK) * MOST_KEYS + at;
      const before = previous[place] as number;
      if (before === UNUSED) continue;
      const after = next[place] as number;
      if (before < 0) this.#heads[~before] = after + 1;
      else this.#chunk(Math.floor(before / MOST_KEYS)).next[before % (CHUNK * MOST_KEYS)] = after;
      if (after >= 0) this.#setPrevious(after, before);
    }
  }

  #next(node: number): number {
    return this.#chunk(Math.floor(node / MOST_KEYS)).next[node % (CHUNK * MOST_KEYS)] as number;
  }

  #setPrevious(node: number, to: number): void {
    this.#chunk(Math.floor(node / MOST_KEYS)).previous[node % (CHUNK * MOST_KEYS)] = to;
  }

  #slotOf(words: Uint32Array, from: number): number {
    return this.#ids.find(hashId(words, from), (slot) => {
      const { ids } = this.#chunk(slot);
      const at = (slot % CHUNK) * ID_WORDS;
      for (let word = 0; word < ID_WORDS; word += 1) if (ids[at + word] !== words[from + word]) return false;
      return true;
    });
  }

  #print(slot: number): Fingerprint {
    const { counts, sets, sketches } = this.#chunk(slot);
    const place = slot % CHUNK;
    return {
      words: counts[place * COUNTS] as number,
      features: counts[place * COUNTS + 1] as number,
      negations: counts[place * COUNTS + 2] as number,
      numbers: sets[place * SETS] as number,
      names: sets[place * SETS + 1] as number,
      capitals: sets[place * SETS + 2] as number,
      sketch: sketches.subarray(place * SKETCH, (place + 1) * SKETCH),
      keys: NO_KEYS,
    };
  }

  #chunk(slot: number): Chunk {
    return this.#chunks[slot >> CHUNK_BITS] as Chunk;
  }
}

const UNUSED = -0x8000_0000;
const NO_KEYS = new Uint32Array();

/** Room for so many posts; more is taken only when it is needed. */
class Chunk {
  readonly ids: Uint32Array;
  readonly groups: Uint32Array;
  readonly at: Float64Array;
  readonly order: Float64Array;
  readonly earlier: Int32Array;
  readonly later: Int32Array;
  readonly counts: Uint8Array;
  readonly sets: Uint32Array;
  readonly sketches: Uint32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;

  constructor(slots: number) {
    this.ids = new Uint32Array(slots * ID_WORDS);
    this.groups = new Uint32Array(slots * ID_WORDS);
    this.at = new Float64Array(slots);
    this.order = new Float64Array(slots);
    this.earlier = new Int32Array(slots);
    this.later = new Int32Array(slots);
    this.counts = new Uint8Array(slots * COUNTS);
    this.sets = new Uint32Array(slots * SETS);
    this.sketches = new Uint32Array(slots * SKETCH);
    this.next = new Int32Array(slots * MOST_KEYS);
    this.previous = new Int32Array(slots * MOST_KEYS);
  }
}

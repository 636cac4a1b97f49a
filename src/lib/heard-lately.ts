import { digest } from './digest.ts';

const VERSION = 2;
const MARK_LENGTH = 10;
/** In place of the mark of what was taken away. */
const GONE = 'gone';
/** Ids as they may stand in a cursor; others are kept by their digest, which is one. */
const ID = /^[\w.?-]{1,64}$/;
const ENTRY = /^([\w.?-]{1,64})~([0-9a-z]{1,9})~([0-9a-f]{10}|gone)(!?)$/;
/** Longest cursor that is looked at; the longest that is written has about 100 kB. */
const LONGEST_CURSOR = 1_000_000;

interface Heard {
  /** Epoch s. */
  readonly at: number;
  readonly mark: string;
  readonly missed: boolean;
}

/**
 * What a poll heard lately, as its cursor: each post's id, a mark of the words it had, and when it was heard, the last `most` of them; and up to when
 * everything was asked for. A search tells by it what is new, and the source asks for these posts again, to hear of edits and deletions. Within
 * a sweep it only grows: one that broke off is made again, and what it gave is known.
 */
export class HeardLately {
  /** Epoch ms; null before the first whole sweep. */
  readonly since: number | null;
  readonly #most: number;
  readonly #heard: Map<string, Heard>;

  private constructor(most: number, since: number | null, heard: Map<string, Heard>) {
    this.#most = most;
    this.since = since;
    this.#heard = heard;
  }

  static empty(most: number): HeardLately {
    return new HeardLately(most, null, new Map());
  }

  /** Null for a cursor that is none of ours. */
  static read(cursor: string, most: number): HeardLately | null {
    const found = cursor.length > LONGEST_CURSOR ? null : /^2:(\d{1,16})?:([^:]*)$/.exec(cursor);
    if (found === null) return null;
    const heard = new Map<string, Heard>();
    for (const part of (found[2] ?? '').split(',').filter((text) => text !== '')) {
      const [, id, at, mark, missed] = ENTRY.exec(part) ?? [];
      if (id === undefined || at === undefined || mark === undefined) return null;
      heard.set(id, { at: Number.parseInt(at, 36), mark, missed: missed === '!' });
    }
    return new HeardLately(most, found[1] === undefined ? null : Number(found[1]), heard);
  }

  has(id: string): boolean {
    return this.#heard.has(keyOf(id));
  }

  /** Whether it had these words when it was last heard. */
  knows(id: string, words: string): boolean {
    return this.#heard.get(keyOf(id))?.mark === markOf(words);
  }

  /** At `at`, epoch ms; of what was heard before the first time holds. */
  see(id: string, words: string, at: number): void {
    this.#keep(id, markOf(words), at);
  }

  /** For good: it is not asked for again, and what an index still shows of it is old. */
  bury(id: string, at: number): void {
    this.#keep(id, GONE, at);
  }

  /** It was asked for and not given. Whether that was so the last time too. */
  miss(id: string): boolean {
    const heard = this.#heard.get(keyOf(id));
    if (heard === undefined) return false;
    this.#heard.set(keyOf(id), { ...heard, missed: true });
    return heard.missed;
  }

  /** Ids of what was heard from `since` on, epoch ms, and is not gone, oldest first. */
  lately(since: number): string[] {
    return [...this.#heard].filter(([, { at, mark }]) => mark !== GONE && at * 1000 >= since).map(([id]) => id);
  }

  /** The cursor within a sweep. */
  interim(): string {
    return cursorOf(this.since, [...this.#heard]);
  }

  /** The cursor after a whole sweep, begun at `since`, epoch ms; a clock may tell parts of one. */
  complete(since: number): string {
    return cursorOf(Math.floor(since), [...this.#heard].slice(-this.#most));
  }

  #keep(id: string, mark: string, at: number): void {
    const key = keyOf(id);
    this.#heard.set(key, { at: this.#heard.get(key)?.at ?? Math.max(0, Math.floor(at / 1000)), mark, missed: false });
  }
}

const keyOf = (id: string): string => (ID.test(id) ? id : digest(id));
const markOf = (words: string): string => digest(words).slice(0, MARK_LENGTH);

function cursorOf(since: number | null, heard: readonly (readonly [string, Heard])[]): string {
  return `${VERSION}:${since ?? ''}:${heard.map(([id, { at, mark, missed }]) => `${id}~${at.toString(36)}~${mark}${missed ? '!' : ''}`).join(',')}`;
}

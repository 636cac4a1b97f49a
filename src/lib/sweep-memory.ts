import { KashuvError } from '../spec/errors.ts';
import { digest } from './digest.ts';

/** Of the cursor's format. */
const VERSION = 2;
const MARK_LENGTH = 10;
/** In place of the mark of what was taken away. */
const GONE = 'gone';
/** Ids as they may stand in a cursor; others are kept by the beginning of their digest, which is one. */
const ID = /^[\w.?-]{1,64}$/;
const DIGEST_LENGTH = 24;
const ENTRY = /^([\w.?-]{1,64})~([0-9a-z]{1,9})~([0-9a-f]{10}|gone)(!?)$/;
const DEFAULT_MOST = 1_000;
/** Also of what one sweep tells: beyond it the cursor would be too long to be read again. */
const HIGHEST_MOST = 10_000;
/** Longest cursor that is looked at: `HIGHEST_MOST` entries have less. */
const LONGEST_CURSOR = 1_000_000;

interface Heard {
  /** Epoch s. */
  readonly at: number;
  readonly mark: string;
  readonly missed: boolean;
}

/**
 * What a poll over a search has told, as its cursor: each post's id, a mark of the version it had, and when it was told; and up to when everything was
 * asked for. A search tells by it what is new, and a source that asks for these posts again hears of edits and deletions.
 *
 * A whole sweep leaves the last `most` posts: 1,000 unless said otherwise, 10,000 at most, some 35 to 85 bytes of cursor each. Within a sweep it
 * only grows, so that one that broke off is made again and what it gave is known; but never beyond 10,000. What was forgotten and is found again is told
 * again, which costs work and doubles nothing: the runtime knows the post. Let `most` be more than the search finds in the overlap of two sweeps.
 */
export class SweepMemory {
  /** Up to when everything was asked for, epoch ms; null before the first whole sweep. */
  readonly since: number | null;
  readonly #most: number;
  readonly #heard: Map<string, Heard>;

  private constructor(most: number, since: number | null, heard: Map<string, Heard>) {
    if (!Number.isInteger(most) || most < 1 || most > HIGHEST_MOST) {
      throw new KashuvError('CONFIG_INVALID', `cannot remember ${most} posts.`, { field: 'most', fix: `Use 1 to ${HIGHEST_MOST}.` });
    }
    this.#most = most;
    this.since = since;
    this.#heard = heard;
  }

  /** Errors: CONFIG_INVALID where `most` is not 1 to 10,000. */
  static empty(most: number = DEFAULT_MOST): SweepMemory {
    return new SweepMemory(most, null, new Map());
  }

  /** Null for a cursor that is none of ours. Errors: as `empty`. */
  static read(cursor: string, most: number = DEFAULT_MOST): SweepMemory | null {
    // A time of more digits is none that a date can be.
    const found = cursor.length > LONGEST_CURSOR ? null : /^2:(\d{1,15})?:([^:]*)$/.exec(cursor);
    if (found === null) return null;
    const heard = new Map<string, Heard>();
    for (const part of (found[2] ?? '').split(',').filter((text) => text !== '')) {
      const [, id, at, mark, missed] = ENTRY.exec(part) ?? [];
      if (id === undefined || at === undefined || mark === undefined) return null;
      heard.set(id, { at: Number.parseInt(at, 36), mark, missed: missed === '!' });
    }
    return new SweepMemory(most, found[1] === undefined ? null : Number(found[1]), heard);
  }

  has(id: string): boolean {
    return this.#heard.has(keyOf(id));
  }

  /** Beside what was told of it: `new`, the `same` version, a `changed` one, or of a post that is `gone`. A version is whatever changes with the words: they themselves, or a revision. */
  compare(id: string, version: string): 'new' | 'same' | 'changed' | 'gone' {
    const heard = this.#heard.get(keyOf(id));
    if (heard === undefined) return 'new';
    if (heard.mark === GONE) return 'gone';
    return heard.mark === markOf(version) ? 'same' : 'changed';
  }

  /** Told at `at`, epoch ms; of what was told before the first time holds. */
  see(id: string, version: string, at: number): void {
    this.#keep(id, markOf(version), at);
  }

  /** Gone for good: it is not asked for again, and what an index still shows of it is old. */
  bury(id: string, at: number): void {
    this.#keep(id, GONE, at);
  }

  /** It was asked for and not given. Whether that was so the last time too, with no `see` between. */
  miss(id: string): boolean {
    const heard = this.#heard.get(keyOf(id));
    if (heard === undefined) return false;
    this.#heard.set(keyOf(id), { ...heard, missed: true });
    return heard.missed;
  }

  /**
   * Ids of what was told from `since` on, epoch ms, and is not gone, oldest first. An id of other characters than letters, digits and `_ - . ?`, or of more
   * than 64, comes back as the digest it is kept by, which no vendor knows.
   */
  lately(since: number): string[] {
    return [...this.#heard].filter(([, { at, mark }]) => mark !== GONE && at * 1000 >= since).map(([id]) => id);
  }

  /** The cursor within a sweep. */
  interim(): string {
    return cursorOf(this.since, [...this.#heard].slice(-HIGHEST_MOST));
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

const keyOf = (id: string): string => (ID.test(id) ? id : digest(id).slice(0, DIGEST_LENGTH));
const markOf = (version: string): string => digest(version).slice(0, MARK_LENGTH);

function cursorOf(since: number | null, heard: readonly (readonly [string, Heard])[]): string {
  return `${VERSION}:${since ?? ''}:${heard.map(([id, { at, mark, missed }]) => `${id}~${at.toString(36)}~${mark}${missed ? '!' : ''}`).join(',')}`;
}

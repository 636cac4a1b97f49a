import { digest } from '../../lib/digest.ts';

/** Posts kept in mind from one whole sweep to the next, the newest ones. A mark is 12 hex digits: 12 kB of cursor. */
const MOST_MARKS = 1_000;
const MARK_LENGTH = 12;
const VERSION = 1;
const CURSOR = /^1:(\d{1,16})?:((?:[0-9a-f]{12})*)$/;

/**
 * What earlier sweeps have told: marks of the posts, and up to when everything was asked for. Within a sweep only the marks grow: one that broke off
 * is made again, and what it gave is known.
 */
export class SearchMemory {
  /** Epoch ms; null before the first whole sweep. */
  readonly since: number | null;
  readonly #marks: Set<string>;

  private constructor(since: number | null, marks: readonly string[]) {
    this.since = since;
    this.#marks = new Set(marks);
  }

  static empty(): SearchMemory {
    return new SearchMemory(null, []);
  }

  /** Null for a cursor that is none of ours. */
  static read(cursor: string): SearchMemory | null {
    const found = CURSOR.exec(cursor);
    if (found === null) return null;
    const marks = found[2] ?? '';
    return new SearchMemory(
      found[1] === undefined ? null : Number(found[1]),
      Array.from({ length: marks.length / MARK_LENGTH }, (_, index) => marks.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH)),
    );
  }

  knows(uri: string, cid: string): boolean {
    return this.#marks.has(markOf(uri, cid));
  }

  /** As of now: the newest mark stands last. */
  see(uri: string, cid: string): void {
    const mark = markOf(uri, cid);
    this.#marks.delete(mark);
    this.#marks.add(mark);
  }

  /** The cursor within a sweep. */
  interim(): string {
    return this.#cursor(this.since, [...this.#marks]);
  }

  /** The cursor after a whole sweep, begun at `since`. */
  complete(since: number): string {
    return this.#cursor(since, [...this.#marks].slice(-MOST_MARKS));
  }

  #cursor(since: number | null, marks: readonly string[]): string {
    return `${VERSION}:${since ?? ''}:${marks.join('')}`;
  }
}

const markOf = (uri: string, cid: string): string => digest(uri, cid).slice(0, MARK_LENGTH);

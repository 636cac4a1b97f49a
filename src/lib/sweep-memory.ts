import { digest } from './digest.ts';

/** Posts kept in mind from one whole sweep to the next, the newest ones. A mark is 12 hex digits: 12 kB of cursor. */
const MOST_MARKS = 1_000;
const MARK_LENGTH = 12;
const VERSION = 1;
const CURSOR = /^1:(\d{1,16})?:((?:[0-9a-f]{12})*)$/;

/**
 * What earlier sweeps of a poll have told, as its cursor: marks of the posts, and up to when everything was asked for. Within a sweep only the marks
 * grow: one that broke off is made again, and what it gave is known. A post whose `version` changed is another one.
 */
export class SweepMemory {
  /** Epoch ms; null before the first whole sweep. */
  readonly since: number | null;
  readonly #marks: Set<string>;

  private constructor(since: number | null, marks: readonly string[]) {
    this.since = since;
    this.#marks = new Set(marks);
  }

  static empty(): SweepMemory {
    return new SweepMemory(null, []);
  }

  /** Null for a cursor that is none of ours. */
  static read(cursor: string): SweepMemory | null {
    const found = CURSOR.exec(cursor);
    if (found === null) return null;
    const marks = found[2] ?? '';
    return new SweepMemory(
      found[1] === undefined ? null : Number(found[1]),
      Array.from({ length: marks.length / MARK_LENGTH }, (_, index) => marks.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH)),
    );
  }

  knows(id: string, version: string): boolean {
    return this.#marks.has(markOf(id, version));
  }

  /** As of now: the newest mark stands last. */
  see(id: string, version: string): void {
    const mark = markOf(id, version);
    this.#marks.delete(mark);
    this.#marks.add(mark);
  }

  /** The cursor within a sweep. */
  interim(): string {
    return this.#cursor(this.since, [...this.#marks]);
  }

  /** The cursor after a whole sweep, begun at `since`, epoch ms; a clock may tell parts of one. */
  complete(since: number): string {
    return this.#cursor(Math.floor(since), [...this.#marks].slice(-MOST_MARKS));
  }

  #cursor(since: number | null, marks: readonly string[]): string {
    return `${VERSION}:${since ?? ''}:${marks.join('')}`;
  }
}

const markOf = (id: string, version: string): string => digest(id, version).slice(0, MARK_LENGTH);

import { isRecord } from '../../lib/http/json.ts';
import { compareIds, isId } from '../../lib/mastodon/ids.ts';

/** Statuses kept in mind, the newest ones: some 25 kB of cursor. */
const MOST_SEEN = 500;
const VERSION = 1;
/** Keys of feeds, and versions of statuses, as they stand in a cursor. */
const KEY = /^[^\p{C}]{1,256}$/u;
const MARK = /^[a-z0-9!-]{1,16}$/;

interface Seen {
  /** Epoch ms of when it was said, never later than it was seen. */
  readonly at: number;
  readonly version: string;
}

/**
 * How far each feed was read, as a cursor. A feed is read again from the last row that is older than `recheckMs`: servers put a status that comes late from
 * elsewhere where it belongs by its time, behind what was read already; and what was changed or deleted shows there. What was told of that time is known by
 * id and version.
 */
export class Memory {
  readonly #froms: Map<string, string>;
  readonly #seen: Map<string, Seen>;
  /** Rows gone through whose time to be read again is not over; of this reading alone. */
  readonly #rows = new Map<string, { readonly id: string; readonly at: number }[]>();

  private constructor(froms: Iterable<readonly [string, string]>, seen: Iterable<readonly [string, Seen]>) {
    this.#froms = new Map(froms);
    this.#seen = new Map(seen);
  }

  static empty(): Memory {
    return new Memory([], []);
  }

  /** Null for a cursor that is none of ours. */
  static read(cursor: string): Memory | null {
    let value: unknown;
    try {
      value = JSON.parse(cursor);
    } catch {
      return null;
    }
    if (!isRecord(value) || value.v !== VERSION || !isRecord(value.feeds) || !Array.isArray(value.seen)) return null;
    const froms = Object.entries(value.feeds);
    const seen = value.seen as unknown[];
    if (!froms.every((pair): pair is [string, string] => KEY.test(pair[0]) && isId(pair[1])) || !seen.every(isEntry)) return null;
    return new Memory(froms, seen.map(([id, at, version]) => [id, { at, version }] as const));
  }

  /** The last row of a feed that needs no second look; null where there was none. */
  from(feed: string): string | null {
    return this.#froms.get(feed) ?? null;
  }

  /** Null where it is not known; else the version that was told. */
  version(id: string): string | null {
    return this.#seen.get(id)?.version ?? null;
  }

  see(id: string, version: string, at: number): void {
    this.#seen.set(id, { at, version });
  }

  /** What was seen and said at `after` or later, epoch ms. */
  ids(after: number): string[] {
    return [...this.#seen].flatMap(([id, { at }]) => (at >= after ? [id] : []));
  }

  /** A row of a feed was gone through, whether or not it was told. */
  pass(feed: string, id: string, at: number): void {
    const rows = this.#rows.get(feed);
    if (rows === undefined) this.#rows.set(feed, [{ id, at }]);
    else rows.push({ id, at });
  }

  /** Within a reading nothing is forgotten but what is too much: what two feeds bring is told once. `settled`: after a whole one. */
  cursor(now: number, recheckMs: number, settled: boolean): string {
    let until = now - recheckMs;
    if (this.#seen.size > MOST_SEEN) {
      const newest = [...this.#seen].sort(([, a], [, b]) => a.at - b.at).slice(-MOST_SEEN);
      until = Math.max(until, newest[0]?.[1].at ?? until);
      const kept = new Set(newest.map(([id]) => id));
      for (const id of [...this.#seen.keys()]) if (!kept.has(id)) this.#seen.delete(id);
    }
    if (settled) for (const [id, { at }] of this.#seen) if (at < until) this.#seen.delete(id);
    for (const [feed, rows] of this.#rows) {
      const waiting: typeof rows = [];
      for (const row of rows) {
        const from = this.from(feed);
        if (row.at >= until) waiting.push(row);
        else if (from === null || compareIds(row.id, from) > 0) this.#froms.set(feed, row.id);
      }
      this.#rows.set(feed, waiting);
    }
    return JSON.stringify({ v: VERSION, feeds: Object.fromEntries(this.#froms), seen: [...this.#seen].map(([id, { at, version }]) => [id, at, version]) });
  }
}

function isEntry(entry: unknown): entry is [string, number, string] {
  if (!Array.isArray(entry) || entry.length !== 3) return false;
  const [id, at, version] = entry as unknown[];
  return isId(id) && Number.isSafeInteger(at) && typeof version === 'string' && MARK.test(version);
}

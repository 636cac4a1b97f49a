import * as z from 'zod';

import { digest } from '../../lib/digest.ts';
import type { FeedEntry } from './entries.ts';

/** Entries that have left the document and are still known, so that one that comes back is not told again. */
const MAX_GONE = 500;

const cursorSchema = z.strictObject({
  v: z.literal(1),
  etag: z.string().optional(),
  modified: z.string().optional(),
  /** Not to be asked before, epoch ms. */
  next: z.number().optional(),
  /** Short digests of id and words, newest first. */
  seen: z.array(z.tuple([z.string(), z.string()])),
});

export interface Validators {
  readonly etag?: string;
  readonly modified?: string;
}

/** What a feed has already told: the cursor of the source. */
export class FeedMemory {
  readonly validators: Validators;
  /** When it may be asked again, epoch ms. */
  readonly next: number;
  readonly #seen: Map<string, string>;

  private constructor(validators: Validators, next: number, seen: Map<string, string>) {
    this.validators = validators;
    this.next = next;
    this.#seen = seen;
  }

  static empty(): FeedMemory {
    return new FeedMemory({}, 0, new Map());
  }

  /** Null where the cursor is none of ours. */
  static read(cursor: string): FeedMemory | null {
    let value: unknown;
    try {
      value = JSON.parse(cursor);
    } catch {
      return null;
    }
    const checked = cursorSchema.safeParse(value);
    if (!checked.success) return null;
    const { etag, modified, next = 0, seen } = checked.data;
    return new FeedMemory({ ...(etag !== undefined && { etag }), ...(modified !== undefined && { modified }) }, next, new Map(seen));
  }

  /** What an entry is to this memory. */
  changeOf(entry: FeedEntry): 'posted' | 'edited' | 'known' {
    const before = this.#seen.get(keyOf(entry));
    return before === undefined ? 'posted' : before === wordsOf(entry) ? 'known' : 'edited';
  }

  see(entry: FeedEntry): void {
    const key = keyOf(entry);
    this.#seen.delete(key);
    this.#seen.set(key, wordsOf(entry));
  }

  /** In the middle of a sweep: without validators, so that whoever starts from here gets the document again. */
  interim(): string {
    return write({}, 0, [...this.#seen]);
  }

  /** After a sweep that found nothing new, and may be made again from `next` on. */
  unchanged(next: number): string {
    return write(this.validators, next, [...this.#seen]);
  }

  /** After a sweep: all entries of the document stay known, and the latest of those that have left it. */
  complete(validators: Validators, next: number, document: readonly FeedEntry[]): string {
    const present = new Set(document.map(keyOf));
    const gone = [...this.#seen.keys()].filter((key) => !present.has(key));
    for (const key of gone.slice(0, Math.max(0, gone.length - MAX_GONE))) this.#seen.delete(key);
    return write(validators, next, [...this.#seen]);
  }
}

const keyOf = ({ id }: FeedEntry): string => digest(id).slice(0, 16);
const wordsOf = (entry: FeedEntry): string => entry.digest.slice(0, 12);

function write({ etag, modified }: Validators, next: number, seen: [string, string][]): string {
  const cursor: z.infer<typeof cursorSchema> = { v: 1, ...(etag !== undefined && { etag }), ...(modified !== undefined && { modified }), ...(next > 0 && { next }), seen };
  return JSON.stringify(cursor);
}

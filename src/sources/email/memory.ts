import * as z from 'zod';

import { digest } from '../../lib/digest.ts';

/** Mails that are told apart by their Message-ID wherever they turn up again, the newest ones. 16 hex digits each: 16 kB of cursor. */
const MOST_MARKS = 1_000;
const ID_LENGTH = 12;
const MARK_LENGTH = 16;

const cursorSchema = z.strictObject({
  v: z.literal(1),
  folders: z.record(z.string(), z.tuple([z.string().regex(/^\d{1,20}$/), z.int().nonnegative()])),
  marks: z.string().regex(/^(?:[0-9a-f]{16})*$/),
});

/** How far each folder was read, and which mails were told: the cursor. */
export class MailMemory {
  readonly #folders: Map<string, readonly [uidValidity: string, last: number]>;
  readonly #marks: Map<string, string>;

  private constructor(folders: Iterable<[string, readonly [string, number]]>, marks: Iterable<[string, string]>) {
    this.#folders = new Map(folders);
    this.#marks = new Map(marks);
  }

  static empty(): MailMemory {
    return new MailMemory([], []);
  }

  /** Null for a cursor that is none of ours. */
  static read(cursor: string): MailMemory | null {
    let value: unknown;
    try {
      value = JSON.parse(cursor);
    } catch {
      return null;
    }
    const { data } = cursorSchema.safeParse(value);
    if (data === undefined) return null;
    const marks = Array.from({ length: data.marks.length / MARK_LENGTH }, (_, index) => data.marks.slice(index * MARK_LENGTH, (index + 1) * MARK_LENGTH));
    return new MailMemory(Object.entries(data.folders), marks.map((mark) => [mark.slice(0, ID_LENGTH), mark.slice(ID_LENGTH)]));
  }

  /** The number of the last mail that was read; 0 where all are new: a folder never seen, or one whose numbers mean other mails now. */
  last(folder: string, uidValidity: string): number {
    const known = this.#folders.get(folder);
    return known?.[0] === uidValidity ? known[1] : 0;
  }

  /** The folder was read before, and its numbers mean other mails now. */
  isAnew(folder: string, uidValidity: string): boolean {
    const known = this.#folders.get(folder);
    return known !== undefined && known[0] !== uidValidity;
  }

  reached(folder: string, uidValidity: string, uid: number): void {
    this.#folders.set(folder, [uidValidity, uid]);
  }

  /** `same`: this very mail was told; `other`: another one under its id. */
  told(id: string, version: string): 'new' | 'same' | 'other' {
    const mark = this.#marks.get(markOf(id));
    return mark === undefined ? 'new' : mark === shortOf(version) ? 'same' : 'other';
  }

  see(id: string, version: string): void {
    this.#marks.delete(markOf(id));
    this.#marks.set(markOf(id), shortOf(version));
    if (this.#marks.size > MOST_MARKS) for (const [oldest] of this.#marks) return void this.#marks.delete(oldest);
  }

  cursor(): string {
    return JSON.stringify({ v: 1, folders: Object.fromEntries(this.#folders), marks: [...this.#marks].flat().join('') });
  }
}

const markOf = (id: string): string => digest(id).slice(0, ID_LENGTH);
const shortOf = (version: string): string => digest(version).slice(0, MARK_LENGTH - ID_LENGTH);

import * as z from 'zod';

import { digest } from '../../lib/digest.ts';

/** A place between two rows of a file read in its own order. */
export interface Place {
  /** Byte after decompression at which the next row begins. */
  readonly offset: number;
  /** Number of that row's line. */
  readonly line: number;
  /** Lines of earlier files under the same name. */
  readonly earlier: number;
}

const count = z.int().nonnegative();
const placeSchema = z.strictObject({
  v: z.literal(1),
  offset: count,
  line: z.int().positive(),
  earlier: count,
  /** Length and digest of the file's beginning: a file that begins otherwise is another file. */
  head: z.tuple([count, z.string()]),
});
const indexSchema = z.strictObject({ v: z.literal(1), index: count, data: z.string() });

/** Bytes of a file's beginning by which it is known again. */
const KNOWN_BY = 1024;

function headMark(head: Buffer, length: number): [number, string] {
  const known = Math.min(KNOWN_BY, length, head.length);
  return [known, digest(head.toString('latin1', 0, known)).slice(0, 16)];
}

export interface PlaceWriter {
  /** Shows the file's beginning as far as it is known by now. */
  see(head: Buffer): void;
  write(place: Place): string;
}

/** Keeps the mark once it has its full length: the beginning of a file that grows stays the same. */
export function placeWriter(first: Buffer): PlaceWriter {
  let head = first;
  let mark = headMark(head, 0);
  return {
    see: (now) => {
      if (head.length < KNOWN_BY) head = now;
    },
    write: (place) => {
      if (mark[0] < Math.min(KNOWN_BY, place.offset, head.length)) mark = headMark(head, place.offset);
      return JSON.stringify({ v: 1, offset: place.offset, line: place.line, earlier: place.earlier, head: mark } satisfies z.infer<typeof placeSchema>);
    },
  };
}

/** Null where the cursor is none of ours. `fits` tells whether this file begins as the one it was written for. */
export function readPlace(cursor: string): { place: Place; fits(head: Buffer): boolean } | null {
  const checked = placeSchema.safeParse(parse(cursor));
  if (!checked.success) return null;
  const { offset, line, earlier, head: mark } = checked.data;
  return {
    place: { offset, line, earlier },
    fits: (head) => {
      const [length, hash] = headMark(head, mark[0]);
      return length === mark[0] && hash === mark[1];
    },
  };
}

export const writeIndex = (index: number, data: string): string => JSON.stringify({ v: 1, index, data } satisfies z.infer<typeof indexSchema>);

export function readIndex(cursor: string): { index: number; data: string } | null {
  const checked = indexSchema.safeParse(parse(cursor));
  return checked.success ? checked.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

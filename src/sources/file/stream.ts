import { stat } from 'node:fs/promises';

import type { RawRecord } from '../../lib/lines.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import { DamagedGzip, openFile, type OpenFile } from './bytes.ts';
import { placeWriter, readPlace, type Place } from './cursor.ts';
import { layoutOf, type Layout } from './decode.ts';
import type { RowFilter } from './filter.ts';
import { DAMAGED, type FileRow } from './mapper.ts';
import type { CheckedOptions } from './options.ts';
import { pause } from './wait.ts';

type Batch = ReadBatch<FileRow>;

interface Reading {
  readonly options: CheckedOptions;
  readonly request: ReadRequest;
  readonly filter: RowFilter;
  readonly context: CallContext;
}

/** Reads a file in its own order, row by row, and with `follow` goes on with what is appended to it and with the files that replace it. */
export async function* readInOrder(first: OpenFile, reading: Reading): AsyncGenerator<Batch, void> {
  const { options, request, context } = reading;
  const previous = request.cursor === null ? null : readPlace(request.cursor);
  if (request.cursor !== null && previous === null) context.log('warn', `${options.instance}: the cursor is not of this source; reading from the start`);
  let resume = previous;
  let earlier = previous?.place.earlier ?? 0;
  let file = first;
  try {
    for (;;) {
      const idle = resume === null ? placeWriter(Buffer.alloc(0)).write({ offset: 0, line: 1, earlier }) : (request.cursor ?? '');
      const opened = yield* awaitLayout(file, idle, reading);
      if (opened === null) return;
      const { head, layout } = opened;
      let place: Place = { ...layout.body, earlier };
      if (resume !== null) {
        if (resume.fits(head) && (file.gzip || resume.place.offset <= (await file.size()))) place = resume.place.offset < place.offset ? place : resume.place;
        else {
          context.log('warn', `${options.instance}: ${options.path} is another file than the one read before; reading it from the start`);
          // In a file of its own the same row keeps the same id; in one that is followed the same words may be said again.
          place = { ...place, earlier: options.follow ? linesUntil(resume.place) : 0 };
        }
        resume = null;
      }
      const end = yield* readFile(file, layout, head, place, reading);
      if (end === null || !options.follow) return;
      earlier = linesUntil(end);
      await file.close();
      file = await openFile(options.path, true);
    }
  } finally {
    await file.close();
  }
}

const linesUntil = ({ earlier, line }: Place): number => earlier + line - 1;

/** Waits, with `follow`, until the file shows how it is laid out. Null: the monitor stopped. */
async function* awaitLayout(file: OpenFile, idle: string, { options, context }: Reading): AsyncGenerator<Batch, { head: Buffer; layout: Layout } | null> {
  for (let told = false; ; told = true) {
    const head = await file.head();
    const layout = layoutOf(head, !options.follow, options);
    if (layout?.format === 'json') throw new KashuvError('INPUT_INVALID', `${options.path} begins like a JSON array.`, { fix: "Leave out follow, or set format: 'jsonl'." });
    if (layout !== null) return { head, layout };
    if (!told) yield { items: [], cursor: idle, caughtUp: true };
    if (!(await pause(options.followEveryMs, context))) return null;
  }
}

/** Ends at the end of the file or, with `follow`, when another one has taken its place: returns how far it came. Null: the monitor stopped. */
async function* readFile(file: OpenFile, layout: Layout, head: Buffer, start: Place, { options, request, filter, context }: Reading): AsyncGenerator<Batch, Place | null> {
  const splitter = layout.splitter(start);
  const cursor = placeWriter(head);
  let place = start;
  let rows: FileRow[] = [];
  const batch = (caughtUp: boolean): Batch => {
    const items = rows;
    rows = [];
    return { items, cursor: cursor.write(place), caughtUp };
  };
  /** A full batch is given when the next row is there, so that the last one can say that it is the last. */
  function* add(row: FileRow, after: Place): Generator<Batch, void> {
    const verdict = filter(row);
    if (verdict !== 'drop' && rows.length >= (verdict === 'keep' ? request.limit : 1)) yield batch(false);
    if (verdict instanceof Error) throw verdict;
    place = after;
    if (verdict === 'keep') rows.push(row);
  }
  function* take(records: readonly RawRecord[]): Generator<Batch, void> {
    for (const record of records) {
      const row = layout.decode(record);
      const after = { offset: record.end, line: record.nextLine, earlier: start.earlier };
      if (row === null) place = after;
      else yield* add(start.earlier === 0 ? row : { ...row, earlier: start.earlier }, after);
      if (context.signal.aborted) return;
    }
  }

  let position = start.offset;
  let size = await file.size();
  for (let told = false; ; ) {
    let damaged = false;
    try {
      for await (const chunk of file.chunks(position)) {
        position += chunk.length;
        yield* take(splitter.push(chunk));
        if (context.signal.aborted) return null;
      }
    } catch (error) {
      if (!(error instanceof DamagedGzip)) throw error;
      damaged = true;
    }
    if (!options.follow) {
      yield* take(splitter.flush());
      if (damaged) yield* add({ line: place.line, problem: DAMAGED }, place);
      if (context.signal.aborted) return null;
      yield batch(true);
      return place;
    }
    if (rows.length > 0 || !told) yield batch(true);
    told = true;

    if (!(await pause(options.followEveryMs, context))) return null;
    const sizeNow = await file.size();
    if (sizeNow !== size) {
      size = sizeNow;
      const headNow = await file.head();
      if (sizeNow < position || !headNow.subarray(0, head.length).equals(head)) return place;
      cursor.see(headNow);
    }
    if (await isReplaced(file, options.path)) {
      // What was still written to the old file comes first, its last line with or without an end.
      for await (const chunk of file.chunks(position)) yield* take(splitter.push(chunk));
      yield* take(splitter.flush());
      if (rows.length > 0) yield batch(false);
      return place;
    }
  }
}

async function isReplaced(file: OpenFile, path: string): Promise<boolean> {
  try {
    const { dev, ino } = await stat(path);
    return `${dev}:${ino}` !== file.identity;
  } catch {
    return false; // between two files: the next one will have the name
  }
}

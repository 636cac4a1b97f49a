import { createHash } from 'node:crypto';

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import { DamagedGzip, type OpenFile } from './bytes.ts';
import { readIndex, writeIndex } from './cursor.ts';
import { jsonElements, type Layout } from './decode.ts';
import type { RowFilter } from './filter.ts';
import { DAMAGED, type FileRow, type RowMapper } from './mapper.ts';
import type { CheckedOptions } from './options.ts';
import { waitUntil } from './wait.ts';

/** What is held in memory at once, after decompression. */
const MAX_TABLE_BYTES = 256 * 1024 * 1024;

/**
 * Reads a whole file, then gives its rows: a JSON array in its own order, or any file in the order of time, where rows of the same time
 * keep the file's order and rows without a time come last. At pace `posted` each row waits for its time, or for the next asking after it.
 */
export async function* readTable(
  file: OpenFile,
  layout: Layout,
  options: CheckedOptions,
  request: ReadRequest,
  mapper: RowMapper,
  filter: RowFilter,
  context: CallContext,
): AsyncGenerator<ReadBatch<FileRow>, void> {
  const { rows, data } = await load(file, layout, options, context);
  if (context.signal.aborted) return;
  const times = options.order === 'time' ? rows.map((row) => mapper.timeOf(row) ?? Infinity) : [];
  const order = rows.map((_, index) => index);
  // Infinity less itself is no number, and no number falls through to the order of the file.
  if (options.order === 'time') order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);

  const timeAt = (index: number): number => times[order[index] ?? 0] ?? Infinity;
  let next = startIndex(data, options, request, context);
  let items: FileRow[] = [];
  do {
    const waits = options.pace === 'posted' && next < order.length && timeAt(next) !== Infinity;
    if (waits && !(await waitUntil(askedAt(timeAt(next), options.paceEveryMs), context))) return;
    const now = waits ? context.now() : Infinity;
    for (; next < order.length && items.length < request.limit && timeAt(next) <= now; next += 1) {
      const row = rows[order[next] ?? 0] as FileRow;
      const verdict = filter(row);
      if (verdict === 'keep') items.push(row);
      else if (verdict !== 'drop') {
        if (items.length > 0) yield { items, cursor: writeIndex(next, data), caughtUp: false };
        throw verdict;
      }
    }
    const caughtUp = next >= order.length;
    if (items.length > 0 || caughtUp) yield { items, cursor: writeIndex(next, data), caughtUp };
    items = [];
  } while (next < order.length && !context.signal.aborted);
}

/** When a source that is asked every so many ms would have given it. */
function askedAt(time: number, everyMs: number): number {
  return everyMs === 0 ? time : Math.ceil(time / everyMs) * everyMs;
}

function startIndex(data: string, options: CheckedOptions, { cursor }: ReadRequest, context: CallContext): number {
  if (cursor === null) return 0;
  const place = readIndex(cursor);
  if (place?.data === data) return place.index;
  const why = place === null ? 'the cursor is not of this source' : `${options.path} has changed since`;
  context.log('warn', `${options.instance}: ${why}; reading from the start`);
  return 0;
}

/** All rows, and the digest of the file that the cursor is good for. */
async function load(file: OpenFile, layout: Layout, options: CheckedOptions, context: CallContext): Promise<{ rows: FileRow[]; data: string }> {
  const hash = createHash('sha256').update(options.order);
  const splitter = layout.format === 'json' ? null : layout.splitter(layout.body);
  let rows: FileRow[] = [];
  const parts: Buffer[] = [];
  let bytes = 0;
  const take = (records: ReturnType<NonNullable<typeof splitter>['push']>): void => {
    for (const record of records) {
      const row = layout.decode(record);
      if (row !== null) rows.push(row);
    }
  };
  let damage: FileRow | null = null;
  try {
    for await (const chunk of file.chunks(layout.body.offset)) {
      bytes += chunk.length;
      if (bytes > MAX_TABLE_BYTES) throw tooLarge(layout, options);
      hash.update(chunk);
      if (splitter === null) parts.push(Buffer.from(chunk));
      else take(splitter.push(chunk));
      if (context.signal.aborted) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedGzip)) throw error;
    if (splitter === null) throw new KashuvError('INPUT_INVALID', `${options.path}: ${DAMAGED}.`, { cause: error });
    damage = { line: rows.length === 0 ? 1 : (rows.at(-1)?.line ?? 0) + 1, problem: DAMAGED };
  }
  if (context.signal.aborted) return { rows: [], data: '' };
  if (splitter === null) rows = jsonElements(Buffer.concat(parts, bytes).toString('utf8'), options.path);
  else take(splitter.flush());
  if (damage !== null) rows.push(damage);
  return { rows, data: hash.digest('hex').slice(0, 16) };
}

function tooLarge(layout: Layout, options: CheckedOptions): KashuvError {
  const size = `${options.path} is larger than ${MAX_TABLE_BYTES / 1024 / 1024} MiB, and`;
  return layout.format === 'json'
    ? new KashuvError('INPUT_INVALID', `${size} a JSON array is read as a whole.`, { fix: 'Write one object per line: that is read as it comes.' })
    : new KashuvError('INPUT_INVALID', `${size} the order of time needs it as a whole.`, { field: 'file.order', fix: "Sort the file by time and set order: 'file'." });
}

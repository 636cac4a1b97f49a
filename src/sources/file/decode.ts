import { recordSplitter, sniffSeparator, splitRecord, type Separator } from '../../lib/delimited.ts';
import { lineSplitter, type RawRecord, type RecordSplitter, type SplitStart } from '../../lib/lines.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { FileRow } from './mapper.ts';
import type { CheckedOptions } from './options.ts';

/** How a file is cut and read, as its first bytes show. */
export interface Layout {
  readonly format: 'jsonl' | 'json' | 'csv';
  /** Where the rows begin: after a byte order mark and the header. */
  readonly body: { readonly offset: number; readonly line: number };
  splitter(start: SplitStart): RecordSplitter;
  /** Null for a blank line. */
  decode(record: RawRecord): FileRow | null;
}

const NO_OBJECT = 'no JSON object; write one object per line';

/**
 * Tells the layout from the first bytes of a file. Null while they do not suffice: `complete` says that there are no more.
 * Throws INPUT_INVALID for what is no UTF-8 text or has an unreadable header.
 */
export function layoutOf(head: Buffer, complete: boolean, options: CheckedOptions): Layout | null {
  if (head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))) {
    throw new KashuvError('INPUT_INVALID', `${options.path} is UTF-16.`, { fix: 'Save it as UTF-8.' });
  }
  if (!complete && head.length < 3) return null;
  const bom = head.length >= 3 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const text = head.subarray(bom);
  const format = options.format ?? formatOf(options.path, text, complete);
  if (format === null) return null;
  if (format === 'csv') return delimitedLayout(text, bom, complete, options);
  const decode = format === 'jsonl' ? jsonLine : () => null;
  return { format, body: { offset: bom, line: 1 }, splitter: lineSplitter, decode };
}

function delimitedLayout(head: Buffer, bom: number, complete: boolean, options: CheckedOptions): Layout | null {
  const end = head.indexOf(0x0a);
  if (end < 0 && !complete) return null;
  const separator = options.separator ?? (extensionOf(options.path) === 'tsv' ? '\t' : sniffSeparator(head.toString('utf8', 0, end < 0 ? head.length : end)));
  const cutter = recordSplitter(separator, { offset: bom });
  const first = cutter.push(head)[0] ?? (complete ? cutter.flush()[0] : undefined);
  if (first === undefined) {
    if (!complete) return null;
    return { format: 'csv', body: { offset: bom, line: 1 }, splitter: (start) => recordSplitter(separator, start), decode: () => null };
  }
  if (first.text === null || first.text.trim() === '') {
    const why = first.problem === undefined ? 'is empty' : `cannot be read: ${first.problem}`;
    throw new KashuvError('INPUT_INVALID', `the first line of ${options.path} ${why}.`, { fix: 'It must name the columns.' });
  }
  const columns = splitRecord(first.text, separator).map((name) => name.trim());
  return {
    format: 'csv',
    body: { offset: first.end, line: first.nextLine },
    splitter: (start) => recordSplitter(separator, start),
    decode: (record) => delimitedRow(record, columns, separator),
  };
}

function delimitedRow({ text, line, problem }: RawRecord, columns: readonly string[], separator: Separator): FileRow | null {
  if (text === null) return { line, problem: `${problem ?? 'unreadable'}; correct the quotes of this row` };
  if (text === '') return null;
  const values = splitRecord(text, separator);
  if (values.length !== columns.length) {
    return { line, problem: `${values.length} values for ${columns.length} columns; put values that hold a separator in quotes` };
  }
  const value: Record<string, string> = {};
  for (let index = 0; index < columns.length; index += 1) value[columns[index] as string] = values[index] as string;
  return { line, value };
}

function jsonLine({ text, line, problem }: RawRecord): FileRow | null {
  if (text === null) return { line, problem: `${problem ?? 'unreadable'}; split or shorten it` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.trim() === '' ? null : { line, problem: NO_OBJECT };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, problem: NO_OBJECT };
  return { line, value: holdsUnsafeInteger(value) ? parseExactly(text) : value };
}

/** The elements of a JSON array. Throws INPUT_INVALID where the file is none. */
export function jsonElements(text: string, path: string): FileRow[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The engine's message quotes the file; only the place is passed on.
    const place = /position \d{1,12}/.exec(error instanceof Error ? error.message : '')?.[0];
    throw new KashuvError('INPUT_INVALID', `${path} is not valid JSON${place === undefined ? '' : ` (${place})`}.`, { fix: 'Correct it, or write one object per line.' });
  }
  if (!Array.isArray(value)) throw new KashuvError('INPUT_INVALID', `${path} holds no JSON array.`, { fix: 'Write [ … ] around the posts, or one object per line.' });
  const elements: unknown[] = value;
  const exact = elements.some((element) => typeof element === 'object' && element !== null && holdsUnsafeInteger(element)) ? (parseExactly(text) as unknown[]) : elements;
  return exact.map((element, index) => ({ line: index + 1, unit: 'element', value: element }));
}

/** Ids of eighteen digits, written as numbers, would run into each other. Looks as deep as the path of a field may reach. */
function holdsUnsafeInteger(row: object, depth = 0): boolean {
  for (const key in row) {
    const value = (row as Record<string, unknown>)[key];
    if (typeof value === 'number') {
      if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) return true;
    } else if (depth < 8 && isPlain(value) && holdsUnsafeInteger(value, depth + 1)) return true;
  }
  return false;
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

type ReviverContext = { source?: string } | undefined;

/** JSON whose integers beyond 2^53 become the strings they are written as. */
function parseExactly(text: string): unknown {
  const revive = (_key: string, value: unknown, context: ReviverContext): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d{1,64}$/.test(context?.source ?? '') ? context?.source : value;
  try {
    return JSON.parse(text, revive as Parameters<typeof JSON.parse>[1]);
  } catch {
    // Nested so deep that a reviver overflows the stack: no row of posts, and no reason to lose it.
    return JSON.parse(text);
  }
}

/** The last extension, `.gz` left aside; lower case. */
function extensionOf(path: string): string {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

function formatOf(path: string, head: Buffer, complete: boolean): Layout['format'] | null {
  const extension = extensionOf(path);
  if (['jsonl', 'ndjson', 'jsonlines'].includes(extension)) return 'jsonl';
  if (['csv', 'tsv'].includes(extension)) return 'csv';
  const start = head.toString('latin1', 0, 4096).trimStart();
  if (start === '') return complete ? 'jsonl' : null;
  if (start.startsWith('[')) return 'json';
  return start.startsWith('{') ? 'jsonl' : extension === 'json' ? 'json' : 'csv';
}

import { MAX_RECORD_BYTES, tooLong, type RawRecord, type RecordSplitter, type SplitStart } from './lines.ts';

export type Separator = ',' | ';' | '\t';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

const UNCLOSED = 'a quoted value never ends';
const STRAY = 'a quote stands inside a value that is not quoted';
const AFTER_QUOTE = 'something follows the closing quote of a value';

/** What the bytes before this one mean. `closing`: after a quote inside a quoted value, which may be the first of two. */
type State = 'value' | 'unquoted' | 'quoted' | 'closing';

/**
 * Cuts delimited text (RFC 4180: quotes around values, doubled inside, line ends allowed in quotes) into records. A broken record is one
 * problem, and reading goes on with the line after the one it began on. Strict about stray quotes, because only then a run through
 * quoted lines cannot overlap another one, and the whole is read at most twice.
 */
export function recordSplitter(separator: Separator, { offset = 0, line = 1, maxBytes = MAX_RECORD_BYTES }: SplitStart = {}): RecordSplitter {
  const separatorByte = separator.charCodeAt(0);
  let rest: Buffer = Buffer.alloc(0);
  /** Offset and line number of `rest[0]`, which is always the beginning of a record. */
  let base = offset;
  let number = line;
  let scanned = 0;
  let state: State = 'value';
  let newlines = 0;
  /** While a line is given up: its end has not been seen yet. */
  let skipping: string | null = null;

  const drop = (bytes: number, lines: number): void => {
    rest = rest.subarray(bytes);
    base += bytes;
    number += lines;
    scanned = 0;
    newlines = 0;
    state = 'value';
  };
  const cut = (end: number, next: number): RawRecord => {
    const from = number;
    const textEnd = end > 0 && rest[end - 1] === CR ? end - 1 : end;
    const tooBig = end > maxBytes;
    const text = tooBig ? null : rest.toString('utf8', 0, textEnd);
    drop(next, newlines + 1);
    const record = { text, line: from, nextLine: number, end: base };
    return tooBig ? { ...record, problem: tooLong(maxBytes) } : record;
  };
  /** Gives the record up and goes on after its first line, if that is in reach. */
  const giveUp = (problem: string, ended: boolean): RawRecord[] => {
    const first = rest.indexOf(LF);
    if (first < 0 && !ended) {
      skipping = problem;
      drop(rest.length, 0);
      return [];
    }
    const from = number;
    drop(first < 0 ? rest.length : first + 1, 1);
    return [{ text: null, problem, line: from, nextLine: number, end: base }];
  };

  const scan = (ended: boolean): RawRecord[] => {
    const records: RawRecord[] = [];
    for (;;) {
      if (skipping !== null) {
        const first = rest.indexOf(LF);
        if (first < 0 && !ended) {
          drop(rest.length, 0);
          return records;
        }
        const from = number;
        drop(first < 0 ? rest.length : first + 1, 1);
        records.push({ text: null, problem: skipping, line: from, nextLine: number, end: base });
        skipping = null;
        continue;
      }
      let problem: string | null = null;
      let at = scanned;
      for (; at < rest.length; at += 1) {
        const byte = rest[at];
        if (state === 'quoted') {
          if (byte === QUOTE) state = 'closing';
          else if (byte === LF) newlines += 1;
        } else if (byte === LF) break;
        else if (byte === QUOTE) {
          if (state === 'unquoted') problem = STRAY;
          state = 'quoted';
        } else if (byte === separatorByte) state = 'value';
        else if (state === 'value') state = 'unquoted';
        else if (state === 'closing') {
          const isLineEnd = byte === CR && (at + 1 === rest.length || rest[at + 1] === LF);
          if (!isLineEnd) problem = AFTER_QUOTE;
          // What follows decides whether this is a line end.
          else if (at + 1 === rest.length && !ended) break;
        }
        if (problem !== null) break;
      }
      scanned = at;
      if (problem !== null) records.push(...giveUp(problem, ended));
      else if (rest[at] === LF) records.push(cut(at, at + 1));
      else if (rest.length > maxBytes) records.push(...giveUp(state === 'quoted' ? UNCLOSED : tooLong(maxBytes), ended));
      else if (!ended || rest.length === 0) return records;
      else if (state === 'quoted') records.push(...giveUp(UNCLOSED, true));
      else records.push(cut(rest.length, rest.length));
    }
  };

  return {
    push(chunk) {
      rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      return scan(false);
    },
    flush: () => scan(true),
  };
}

/** The values of one well-formed record. */
export function splitRecord(record: string, separator: Separator): string[] {
  if (!record.includes('"')) return record.split(separator);
  const values: string[] = [];
  let position = 0;
  for (;;) {
    if (record.charCodeAt(position) === QUOTE) {
      let value = '';
      let from = position + 1;
      let end = record.indexOf('"', from);
      while (end >= 0 && record.charCodeAt(end + 1) === QUOTE) {
        value += record.slice(from, end + 1);
        from = end + 2;
        end = record.indexOf('"', from);
      }
      if (end < 0) end = record.length;
      values.push(value + record.slice(from, end));
      position = end + 1;
    } else {
      const end = record.indexOf(separator, position);
      values.push(end < 0 ? record.slice(position) : record.slice(position, end));
      position = end < 0 ? record.length : end;
    }
    if (position >= record.length) return values;
    position += 1;
  }
}

/** The separator that occurs most often outside of quotes in a header line; a comma where none does. */
export function sniffSeparator(header: string): Separator {
  const counts: Record<Separator, number> = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const character of header) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || character === ';' || character === '\t')) counts[character] += 1;
  }
  const order: Separator[] = [',', ';', '\t'];
  return order.reduce((best, candidate) => (counts[candidate] > counts[best] ? candidate : best), ',');
}

/** Writes values as one record, quoting where RFC 4180 asks for it; without the line end. */
export function writeRecord(values: readonly string[], separator: Separator = ','): string {
  return values.map((value) => (needsQuotes(value, separator) ? `"${value.replaceAll('"', '""')}"` : value)).join(separator);
}

const needsQuotes = (value: string, separator: Separator): boolean => ['"', '\r', '\n', separator].some((character) => value.includes(character));

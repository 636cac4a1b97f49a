/** One record cut out of a byte stream. */
export interface RawRecord {
  /** Null where it is longer than the limit or cannot be cut out; see `problem`. */
  readonly text: string | null;
  readonly problem?: string;
  /** Number of the line it begins on, from 1. */
  readonly line: number;
  /** Number of the line after it. */
  readonly nextLine: number;
  /** Offset of the byte after it. */
  readonly end: number;
}

/** Cuts a byte stream into records. Memory is bounded by one chunk and one record. */
export interface RecordSplitter {
  push(chunk: Buffer): RawRecord[];
  /** What is left when the stream has ended: the last record needs no line end. */
  flush(): RawRecord[];
}

export interface SplitStart {
  /** Offset of the first byte that will be pushed. Default 0. */
  readonly offset?: number;
  /** Number of its line. Default 1. */
  readonly line?: number;
  /** A longer record is given up, in bytes. Default 4 MiB. */
  readonly maxBytes?: number;
}

export const MAX_RECORD_BYTES = 4 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/** Lines, ended by LF or CRLF; blank ones too. Bytes that are no UTF-8 become U+FFFD. */
export function lineSplitter({ offset = 0, line = 1, maxBytes = MAX_RECORD_BYTES }: SplitStart = {}): RecordSplitter {
  let number = line;
  let position = offset;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let overlong = false;

  const hold = (part: Buffer): void => {
    heldBytes += part.length;
    if (heldBytes > maxBytes) {
      overlong = true;
      held = [];
    } else if (part.length > 0) held.push(part);
  };
  const finish = (last: Buffer, terminator: number): RawRecord => {
    position += last.length + terminator;
    let text: string | null;
    if (heldBytes === 0) text = last.length > maxBytes ? null : textOf(last);
    else {
      hold(last);
      text = overlong ? null : textOf(Buffer.concat(held));
    }
    const record = { line: number, nextLine: number + 1, end: position };
    number += 1;
    held = [];
    heldBytes = 0;
    overlong = false;
    return text === null ? { text, problem: tooLong(maxBytes), ...record } : { text, ...record };
  };

  return {
    push(chunk) {
      const records: RawRecord[] = [];
      let start = 0;
      for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
        records.push(finish(chunk.subarray(start, end), 1));
        start = end + 1;
      }
      if (start < chunk.length) {
        position += chunk.length - start;
        // The chunk's memory may be used again by its owner.
        hold(Buffer.from(chunk.subarray(start)));
      }
      return records;
    },
    flush: () => (heldBytes > 0 ? [finish(Buffer.alloc(0), 0)] : []),
  };
}

export const tooLong = (maxBytes: number): string => `longer than ${Math.floor(maxBytes / 1024)} KiB`;

function textOf(bytes: Buffer): string {
  const end = bytes.length > 0 && bytes[bytes.length - 1] === CR ? bytes.length - 1 : bytes.length;
  return bytes.toString('utf8', 0, end);
}

import { hash } from 'node:crypto';

import { KashuvError } from '../../spec/errors.ts';

/** Magic (8 bytes), version, length of the header, length of the body; little-endian. */
const HEAD = 20;
const DIGEST = 32;

/** A kind of file: eight letters at its beginning, and the version that is read and written. */
export interface FileKind {
  readonly magic: string;
  readonly version: number;
}

/** A file's header, not yet checked, and its body. */
export interface FileParts {
  readonly header: unknown;
  readonly body: Uint8Array;
  /** Hex SHA-256 of the file. */
  readonly digest: string;
}

/** The bytes of a file; the same parts give the same bytes. A digest of all that stands before it ends the file. */
export function packFile({ magic, version }: FileKind, header: unknown, body: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(HEAD);
  head.write(magic, 'latin1');
  head.writeUInt32LE(version, 8);
  head.writeUInt32LE(text.length, 12);
  head.writeUInt32LE(body.length, 16);
  const content = Buffer.concat([head, text, body]);
  return Buffer.concat([content, hash('sha256', content, 'buffer')]);
}

/**
 * Takes a file apart. Throws a KashuvError about `model`: UNSUPPORTED where it is of another version, INPUT_INVALID where it
 * is of another kind, cut short, longer than it says, altered (its digest), or where its header is no JSON.
 */
export function unpackFile({ magic, version }: FileKind, bytes: Uint8Array): FileParts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lead = Buffer.from(magic, 'latin1');
  if (!lead.subarray(0, file.length).equals(file.subarray(0, lead.length))) throw broken('is no model of kashuv, or one of another kind.');
  if (file.length < HEAD) throw broken('is cut short.');
  const written = file.readUInt32LE(8);
  if (written !== version) {
    throw new KashuvError('UNSUPPORTED', `is of version ${written}; this kashuv reads version ${version}.`, { field: 'model', fix: 'Take the model that came with this version of kashuv.' });
  }
  const [header, body] = [file.readUInt32LE(12), file.readUInt32LE(16)];
  const end = HEAD + header + body;
  if (file.length < end + DIGEST) throw broken('is cut short.');
  if (file.length > end + DIGEST) throw broken('is longer than it says.');
  if (!hash('sha256', file.subarray(0, end), 'buffer').equals(file.subarray(end))) throw broken('was altered: its digest does not fit.');
  return { header: jsonOf(file.subarray(HEAD, HEAD + header)), body: file.subarray(HEAD + header, end), digest: hash('sha256', file) };
}

function jsonOf(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw broken('has a header that is no JSON.', error);
  }
}

/** The error for a file that cannot be used. */
export function broken(message: string, cause?: unknown): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field: 'model', fix: 'Install kashuv anew.', ...(cause === undefined ? {} : { cause }) });
}

/** Codes of half a byte, two a byte, the first in the low half. */
export function packHalves(codes: Uint8Array, into: Uint8Array): void {
  for (let at = 0; at < codes.length; at += 2) into[at / 2] = (codes[at] ?? 0) | ((codes[at + 1] ?? 0) << 4);
}

export function unpackHalves(packed: Uint8Array): Uint8Array {
  const codes = new Uint8Array(packed.length * 2);
  for (let at = 0; at < packed.length; at += 1) {
    const two = packed[at] ?? 0;
    codes[2 * at] = two & 15;
    codes[2 * at + 1] = two >>> 4;
  }
  return codes;
}

/** How many sizes of weights there are: codes 1–7 stand for plus, 9–15 for minus, 0 (and 8) for none. */
export const SIZES = 7;

/** What each code of half a byte stands for, in whole numbers. */
export function valuesOf(sizes: readonly number[]): Int8Array {
  return Int8Array.from({ length: 16 }, (_, code) => (code === 0 || code === SIZES + 1 ? 0 : code <= SIZES ? (sizes[code - 1] ?? 0) : -(sizes[code - SIZES - 2] ?? 0)));
}

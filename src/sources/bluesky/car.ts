import { hash } from 'node:crypto';

import { KashuvError } from '../../spec/errors.ts';
import { cidText, decodeCbor } from './cbor.ts';

/** Blocks in one archive: a commit of 200 operations has far fewer. */
const MAX_BLOCKS = 20_000;
/** CID version 1 of DAG-CBOR under SHA-256 with its 32 bytes: the one kind that records have. */
const RECORD_CID = [0x01, 0x71, 0x12, 0x20] as const;
const RECORD_CID_BYTES = 36;

const malformed = (what: string): KashuvError => new KashuvError('INPUT_INVALID', `the archive of its blocks ${what}`);

/** The blocks of a CAR file (version 1) by CID. What they hold is not looked at: `verified` does, for those that matter. Throws INPUT_INVALID. */
export function readCar(bytes: Uint8Array): Map<string, Uint8Array> {
  const blocks = new Map<string, Uint8Array>();
  const header = varint(bytes, 0);
  let at = header.end + header.value;
  if (header.value === 0 || at > bytes.length) throw malformed('is cut off.');
  const { value } = decodeCbor(bytes.subarray(header.end, at));
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) throw malformed('is not of version 1.');
  while (at < bytes.length) {
    const { value: length, end: start } = varint(bytes, at);
    const end = start + length;
    if (end > bytes.length) throw malformed('is cut off.');
    if (blocks.size >= MAX_BLOCKS) throw malformed(`has more than ${MAX_BLOCKS} blocks.`);
    const split = start + RECORD_CID_BYTES;
    // A block under another kind of CID is nobody's record.
    if (split <= end && RECORD_CID.every((byte, index) => bytes[start + index] === byte)) blocks.set(cidText(bytes.subarray(start, split)), bytes.subarray(split, end));
    at = end;
  }
  return blocks;
}

/** Whether the bytes are those that the CID names: whoever relays them cannot change them. */
export function verified(cid: string, block: Uint8Array): boolean {
  const digest = hash('sha256', block, 'buffer');
  const bytes = new Uint8Array(RECORD_CID_BYTES);
  bytes.set(RECORD_CID);
  bytes.set(digest, RECORD_CID.length);
  return cidText(bytes) === cid;
}

/** LEB128, of which no length in an archive needs more than five bytes. */
function varint(bytes: Uint8Array, from: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[from + index];
    if (byte === undefined) throw malformed('is cut off.');
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, end: from + index + 1 };
  }
  throw malformed('has a length that is none.');
}

import { KashuvError } from '../../spec/errors.ts';

/** A value of DAG-CBOR, in the shapes that the protocol gives it in JSON: a link is `{ $link: 'b…' }`; bytes stay bytes. */
export type CborValue = null | boolean | number | string | Uint8Array | CborValue[] | { [key: string]: CborValue };

/** Records of the protocol nest far less; what nests deeper is made to exhaust a reader. */
const MAX_DEPTH = 32;
/** Values in one document: a commit of 200 operations has some 2,000. */
const MAX_VALUES = 50_000;
const CID_TAG = 42;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

const malformed = (what: string): KashuvError => new KashuvError('INPUT_INVALID', what);

/**
 * The first value in `bytes` from `from`, and where it ends. Only what DAG-CBOR allows: definite lengths, text as keys, links as the one tag,
 * no integers beyond 2^53. Work is bounded by the length of the bytes, depth and number of values by limits. Throws INPUT_INVALID.
 */
export function decodeCbor(bytes: Uint8Array, from = 0): { value: CborValue; end: number } {
  const reader = new Reader(bytes, from);
  const value = reader.value(0);
  return { value, end: reader.at };
}

/** A CID in base 32, as links are written; for its bytes without the prefix of CBOR. */
export function cidText(cid: Uint8Array): string {
  let text = 'b';
  let bits = 0;
  let held = 0;
  for (const byte of cid) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((held >> bits) & 31);
    }
  }
  return bits === 0 ? text : text + BASE32.charAt((held << (5 - bits)) & 31);
}

class Reader {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #values = 0;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = from;
  }

  value(depth: number): CborValue {
    if (depth > MAX_DEPTH) throw malformed(`it nests deeper than ${MAX_DEPTH}.`);
    if ((this.#values += 1) > MAX_VALUES) throw malformed(`it holds more than ${MAX_VALUES} values.`);
    const [first = 0] = this.#take(1);
    const major = first >> 5;
    const extra = first & 31;
    if (major === 7) return this.#simple(extra);
    const size = this.#size(extra);
    switch (major) {
      case 0:
        return size;
      case 1:
        return -1 - size;
      case 2:
        return this.#take(size);
      case 3:
        return this.#string(size);
      case 4:
        return this.#list(size, depth);
      case 5:
        return this.#map(size, depth);
      default:
        return this.#link(size, depth);
    }
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at) throw malformed('it is cut off.');
    return this.#bytes.subarray(this.at, (this.at += length));
  }

  #size(extra: number): number {
    if (extra < 24) return extra;
    if (extra > 27) throw malformed('it has a length that DAG-CBOR does not know.');
    const width = 2 ** (extra - 24);
    const { at } = this;
    this.#take(width);
    if (width === 1) return this.#view.getUint8(at);
    if (width === 2) return this.#view.getUint16(at);
    if (width === 4) return this.#view.getUint32(at);
    const size = this.#view.getBigUint64(at);
    if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('it has a number beyond 2^53.');
    return Number(size);
  }

  #simple(extra: number): CborValue {
    if (extra === 20) return false;
    if (extra === 21) return true;
    if (extra === 22) return null;
    if (extra !== 27) throw malformed('it has a value that DAG-CBOR does not know.');
    const { at } = this;
    this.#take(8);
    const value = this.#view.getFloat64(at);
    if (!Number.isFinite(value)) throw malformed('it has a number that is none.');
    return value;
  }

  #string(length: number): string {
    const bytes = this.#take(length);
    try {
      return this.#text.decode(bytes);
    } catch {
      throw malformed('it has text that is not UTF-8.');
    }
  }

  #list(length: number, depth: number): CborValue[] {
    const list: CborValue[] = [];
    // The length is a claim: the list grows with what is there.
    for (let index = 0; index < length; index += 1) list.push(this.value(depth + 1));
    return list;
  }

  #map(length: number, depth: number): { [key: string]: CborValue } {
    const map: { [key: string]: CborValue } = {};
    for (let index = 0; index < length; index += 1) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string' || key === '__proto__') throw malformed('it has a key that is none.');
      if (Object.hasOwn(map, key)) throw malformed('it has a key twice.');
      map[key] = this.value(depth + 1);
    }
    return map;
  }

  #link(tag: number, depth: number): CborValue {
    const bytes = this.value(depth + 1);
    if (tag !== CID_TAG || !(bytes instanceof Uint8Array) || bytes[0] !== 0) throw malformed('it has a tag that is no link.');
    return { $link: cidText(bytes.subarray(1)) };
  }
}

import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';
import { SIZES, broken, packFile, packHalves, unpackFile, unpackHalves } from '../model/index.ts';

/** Raised with every change of the format, of how texts are cut into words, or of what the network does with them. */
export const NETWORK_VERSION = 1;

const KIND = { magic: 'KASHUVNN', version: NETWORK_VERSION };

/** Filters look at runs of 1, 2 and 3 words: that many words together. */
export const WIDTHS = 3;
export const TAPS = 6;

const planes = z.array(z.number());

const taskSchema = z
  .strictObject({
    task: z.string().min(1),
    labels: z.array(z.string().min(1)).min(2).max(32),
    /** logit = slope × margin + shift, a plane each. */
    slope: planes,
    shift: planes,
    lean: z.array(z.number().positive()),
  })
  .refine(({ labels, slope, shift, lean }) => {
    const count = planesOf(labels);
    return slope.length === count && shift.length === count && lean.length === labels.length;
  }, 'planes and labels do not fit together');

const headerSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/u),
  /** Words that have a vector of their own. */
  words: z.array(z.string().min(1).max(64)).min(1).max(60_000).refine((words) => new Set(words).size === words.length, 'a word stands there twice'),
  /** The others share 2^bits vectors. */
  bits: z.int().min(1).max(14),
  /** Numbers a vector. */
  dimensions: z.int().min(2).max(512).multipleOf(2),
  /** Filters of each width. */
  filters: z.int().min(1).max(512),
  /** What one unit of a vector is worth, and its sizes, ascending. */
  scale: z.number(),
  sizes: z.array(z.int().min(0).max(127)).length(SIZES),
  tasks: z.array(taskSchema).min(1).max(64),
});

export type NetworkHeader = z.infer<typeof headerSchema>;
export type NetworkTask = NetworkHeader['tasks'][number];

/** What a network's file holds. */
export interface NetworkFile {
  readonly header: NetworkHeader;
  /** Row after row: one code a number, 0–15. */
  readonly codes: Uint8Array;
  /**
   * By tap (width 1; width 2 first, second word; width 3 first, second, third) and filter: `dimensions` weights, and for each
   * filter of each width what is added before the greatest is taken.
   */
  readonly filters: Float32Array;
  readonly biases: Float32Array;
  /** By task and plane: what each filter of each width counts, and last what is added. */
  readonly heads: Float32Array;
  /** Hex SHA-256 of the file. */
  readonly digest: string;
}

/** Of two labels one plane tells. */
export const planesOf = ({ length }: readonly string[]): number => (length === 2 ? 1 : length);

/** How many numbers each part of the body has. */
function sizesOf({ words, bits, dimensions, filters, tasks }: NetworkHeader) {
  const all = tasks.reduce((sum, { labels }) => sum + planesOf(labels), 0);
  return { codes: (words.length + 2 ** bits) * dimensions, filters: TAPS * filters * dimensions, biases: WIDTHS * filters, heads: all * (WIDTHS * filters + 1) };
}

/** The bytes of a network. The same network gives the same bytes. */
export function writeNetwork({ header, codes, filters, biases, heads }: Omit<NetworkFile, 'digest'>): Uint8Array {
  const parsed = headerSchema.parse(header);
  const sizes = sizesOf(parsed);
  if (codes.length !== sizes.codes || filters.length !== sizes.filters || biases.length !== sizes.biases || heads.length !== sizes.heads) {
    throw new KashuvError('INTERNAL', 'the weights do not fit the header.', { field: 'codes' });
  }
  const body = Buffer.alloc(codes.length / 2 + 4 * (filters.length + biases.length + heads.length));
  packHalves(codes, body);
  let at = codes.length / 2;
  for (const part of [filters, biases, heads]) for (const weight of part) at = body.writeFloatLE(weight, at);
  return packFile(KIND, parsed, body);
}

/**
 * Reads a network's file. Throws a KashuvError about `model`: UNSUPPORTED where it is of another version, INPUT_INVALID where
 * it is no network, cut short, longer than it says, altered (its digest), or where its parts do not fit together.
 */
export function readNetwork(bytes: Uint8Array): NetworkFile {
  const { header: value, body, digest } = unpackFile(KIND, bytes);
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw broken(`has a header that is not valid: ${z.prettifyError(parsed.error)}`, parsed.error);
  const sizes = sizesOf(parsed.data);
  if (body.length !== sizes.codes / 2 + 4 * (sizes.filters + sizes.biases + sizes.heads)) throw broken('has weights that do not fit its header.');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let at = sizes.codes / 2;
  const take = (length: number): Float32Array => {
    const part = Float32Array.from({ length }, (_, index) => view.getFloat32(at + 4 * index, true));
    if (!part.every(Number.isFinite)) throw broken('has a weight that is no number.');
    at += 4 * length;
    return part;
  };
  return { header: parsed.data, codes: unpackHalves(body.subarray(0, at)), filters: take(sizes.filters), biases: take(sizes.biases), heads: take(sizes.heads), digest };
}

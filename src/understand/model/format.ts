import { hash } from 'node:crypto';
import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';

/** Raised with every change of the format or of how texts are cut into features: an older reader must refuse, not guess. */
export const MODEL_VERSION = 1;

const MAGIC = Buffer.from('KASHUVML');
/** Magic, version, length of the header, length of the body; little-endian. */
const HEAD = 20;
const DIGEST = 32;
/** A weight takes half a byte: 0, or one of seven sizes with a sign (1–7 plus, 9–15 minus). */
export const SIZES = 7;

const taskSchema = z
  .strictObject({
    task: z.string().min(1),
    labels: z.array(z.string().min(1)).min(2).max(32),
    planes: z.array(
      z.strictObject({
        /** What one unit of a weight is worth. */
        scale: z.number(),
        bias: z.number(),
        /** The sizes of weights, ascending. */
        sizes: z.array(z.int().min(0).max(127)).length(SIZES),
        /** logit = slope × margin + shift: a temperature for each class. */
        slope: z.number(),
        shift: z.number(),
      }),
    ),
    /** The label is the one whose probability times its lean is highest: what suits the measure of the task. */
    lean: z.array(z.number().positive()),
  })
  .refine(({ labels, planes, lean }) => lean.length === labels.length && planes.length === (labels.length === 2 ? 1 : labels.length), 'planes and labels do not fit together');

const headerSchema = z.strictObject({
  /** The language the texts are in; `any` where it does not matter. */
  language: z.string().regex(/^[a-z]{2,3}$/u),
  features: z.strictObject({
    bits: z.int().min(8).max(22),
    words: z.int().min(1).max(4),
    characters: z.tuple([z.int().min(1).max(8), z.int().min(1).max(8)]),
    negations: z.array(z.string()),
    prefixes: z.string(),
  }),
  tasks: z.array(taskSchema).min(1).max(64),
});

export type ModelHeader = z.infer<typeof headerSchema>;
export type ModelTask = ModelHeader['tasks'][number];

/** What a model's file holds. */
export interface ModelFile {
  readonly header: ModelHeader;
  /** Plane after plane in the order of tasks: one code a bucket, 0–15. */
  readonly codes: readonly Uint8Array[];
  /** Hex SHA-256 of the file. */
  readonly digest: string;
}

const planesOf = ({ tasks }: ModelHeader): number => tasks.reduce((sum, { planes }) => sum + planes.length, 0);

/** The bytes of a model. The same model gives the same bytes. */
export function writeModel({ header, codes }: Omit<ModelFile, 'digest'>): Uint8Array {
  const text = Buffer.from(JSON.stringify(headerSchema.parse(header)));
  const size = 2 ** header.features.bits;
  const body = new Uint8Array((codes.length * size) / 2);
  if (codes.length !== planesOf(header) || codes.some(({ length }) => length !== size)) throw new KashuvError('INTERNAL', 'the planes do not fit the header.', { field: 'codes' });
  for (const [index, plane] of codes.entries()) {
    for (let at = 0; at < size; at += 2) body[(index * size + at) / 2] = (plane[at] ?? 0) | ((plane[at + 1] ?? 0) << 4);
  }
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt32LE(MODEL_VERSION, 8);
  head.writeUInt32LE(text.length, 12);
  head.writeUInt32LE(body.length, 16);
  const content = Buffer.concat([head, text, body]);
  return Buffer.concat([content, hash('sha256', content, 'buffer')]);
}

/**
 * Reads a model's file. Throws a KashuvError about `model`: UNSUPPORTED where it is of another version, INPUT_INVALID where
 * it is no model, cut short, longer than it says, altered (its digest), or where its parts do not fit together.
 */
export function readModel(bytes: Uint8Array): ModelFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEAD) throw MAGIC.subarray(0, file.length).equals(file.subarray(0, MAGIC.length)) ? broken('is cut short.') : broken('is no model of kashuv.');
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) throw broken('is no model of kashuv.');
  const version = file.readUInt32LE(8);
  if (version !== MODEL_VERSION) {
    throw new KashuvError('UNSUPPORTED', `is of version ${version}; this kashuv reads version ${MODEL_VERSION}.`, { field: 'model', fix: 'Take the model that came with this version of kashuv.' });
  }
  const [header, body] = [file.readUInt32LE(12), file.readUInt32LE(16)];
  const end = HEAD + header + body;
  if (file.length < end + DIGEST) throw broken('is cut short.');
  if (file.length > end + DIGEST) throw broken('is longer than it says.');
  if (!hash('sha256', file.subarray(0, end), 'buffer').equals(file.subarray(end))) throw broken('was altered: its digest does not fit.');
  return { ...partsOf(file.subarray(HEAD, HEAD + header), file.subarray(HEAD + header, end)), digest: hash('sha256', file) };
}

function partsOf(text: Buffer, body: Buffer): Omit<ModelFile, 'digest'> {
  let value: unknown;
  try {
    value = JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw broken('has a header that is no JSON.', error);
  }
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw broken(`has a header that is not valid: ${z.prettifyError(parsed.error)}`, parsed.error);
  const header = parsed.data;
  const half = 2 ** header.features.bits / 2;
  if (body.length !== planesOf(header) * half) throw broken('has weights that do not fit its header.');
  const codes = Array.from({ length: planesOf(header) }, (_, index) => unpacked(body.subarray(index * half, (index + 1) * half)));
  return { header, codes };
}

function unpacked(packed: Uint8Array): Uint8Array {
  const codes = new Uint8Array(packed.length * 2);
  for (let at = 0; at < packed.length; at += 1) {
    const two = packed[at] ?? 0;
    codes[2 * at] = two & 15;
    codes[2 * at + 1] = two >>> 4;
  }
  return codes;
}

function broken(message: string, cause?: unknown): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field: 'model', fix: 'Install kashuv anew.', ...(cause === undefined ? {} : { cause }) });
}

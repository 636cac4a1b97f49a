import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';
import { SIZES, broken, packFile, packHalves, unpackFile, unpackHalves } from './container.ts';

/** Raised with every change of the format or of how texts are cut into features: an older reader must refuse, not guess. */
export const MODEL_VERSION = 1;

const KIND = { magic: 'KASHUVML', version: MODEL_VERSION };

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
  const parsed = headerSchema.parse(header);
  const size = 2 ** header.features.bits;
  const body = new Uint8Array((codes.length * size) / 2);
  if (codes.length !== planesOf(header) || codes.some(({ length }) => length !== size)) throw new KashuvError('INTERNAL', 'the planes do not fit the header.', { field: 'codes' });
  for (const [index, plane] of codes.entries()) packHalves(plane, body.subarray((index * size) / 2, ((index + 1) * size) / 2));
  return packFile(KIND, parsed, body);
}

/**
 * Reads a model's file. Throws a KashuvError about `model`: UNSUPPORTED where it is of another version, INPUT_INVALID where
 * it is no model, cut short, longer than it says, altered (its digest), or where its parts do not fit together.
 */
export function readModel(bytes: Uint8Array): ModelFile {
  const { header: value, body, digest } = unpackFile(KIND, bytes);
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw broken(`has a header that is not valid: ${z.prettifyError(parsed.error)}`, parsed.error);
  const header = parsed.data;
  const half = 2 ** header.features.bits / 2;
  if (body.length !== planesOf(header) * half) throw broken('has weights that do not fit its header.');
  const codes = Array.from({ length: planesOf(header) }, (_, index) => unpackHalves(body.subarray(index * half, (index + 1) * half)));
  return { header, codes, digest };
}

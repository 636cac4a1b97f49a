import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';

/** Raised with every change of what a blend's inputs mean. */
export const BLEND_VERSION = 1;

const blendTaskSchema = z
  .strictObject({
    /** `sentiment`, or `kind:complaint` for a label that stands or falls by itself. */
    task: z.string().min(1),
    labels: z.array(z.string().min(1)).min(2).max(32),
    /** For each label, or for the second of two, what each input counts; an input that counts nothing is left out. */
    weights: z.array(z.record(z.string(), z.number())),
    bias: z.array(z.number()),
    /** The label is the one whose probability times its lean is highest. */
    lean: z.array(z.number().positive()),
  })
  .refine(({ labels, weights, bias, lean }) => {
    const planes = labels.length === 2 ? 1 : labels.length;
    return weights.length === planes && bias.length === planes && lean.length === labels.length;
  }, 'weights and labels do not fit together');

const blendSchema = z.strictObject({
  version: z.literal(BLEND_VERSION),
  language: z.string().regex(/^[a-z]{2,3}$/u),
  /** Hex SHA-256 of the models it was made with: with others its weights mean nothing. */
  over: z.array(z.string().regex(/^[0-9a-f]{64}$/u)),
  tasks: z.array(blendTaskSchema).min(1).max(64),
  /** The same tasks once the network was asked too. */
  asked: z.array(blendTaskSchema).max(64).optional(),
});

/** How stages are put together: weights for what models and cues said. */
export type BlendFile = z.infer<typeof blendSchema>;
export type BlendTask = BlendFile['tasks'][number];

/**
 * Reads a blend's file. Throws a KashuvError about `blend`: UNSUPPORTED where it is of another version, INPUT_INVALID where it is
 * none or its parts do not fit together.
 */
export function readBlend(bytes: Uint8Array): BlendFile {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw broken('is not JSON.', error);
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version !== BLEND_VERSION) {
    throw new KashuvError('UNSUPPORTED', `is of version ${version}; this kashuv reads version ${BLEND_VERSION}.`, { field: 'blend', fix: 'Take the blend that came with this version of kashuv.' });
  }
  const parsed = blendSchema.safeParse(value);
  if (!parsed.success) throw broken(`is not valid: ${z.prettifyError(parsed.error)}`, parsed.error);
  return parsed.data;
}

/** The bytes of a blend, weights to four digits. */
export function writeBlend(blend: BlendFile): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(blendSchema.parse(blend), null, 1)}\n`);
}

export function broken(message: string, cause?: unknown): KashuvError {
  return new KashuvError('INPUT_INVALID', message, { field: 'blend', fix: 'Install kashuv anew.', ...(cause === undefined ? {} : { cause }) });
}

import { fileURLToPath } from 'node:url';
import * as z from 'zod';

import { KashuvError } from '../../src/spec/errors.ts';
import { readSet } from '../read.ts';

const hurtSchema = z.object({ text: z.string().min(1), kind: z.array(z.string()).min(1), target: z.string().optional() });
const ownSchema = hurtSchema.extend({ sentiment: z.string(), topic: z.string(), demand: z.string() });

/** A line of training/own; see its README. */
export type OwnPost = z.infer<typeof ownSchema>;

/** The posts written for this project in a language. Throws INPUT_INVALID that names the line. */
export const readOwn = (language: string): OwnPost[] => read(`${language}.jsonl`, ownSchema);

/** Those written for what hurts: only their kinds are known. */
export const readHurt = (language: string): OwnPost[] => read(`${language}-hurt.jsonl`, hurtSchema).map((post) => ({ ...post, sentiment: '', topic: '', demand: '' }));

function read<T>(name: string, schema: z.ZodType<T>): T[] {
  const file = fileURLToPath(new URL(`../own/${name}`, import.meta.url));
  return readSet(file).map((line, index) => {
    const parsed = schema.safeParse(line);
    if (parsed.success) return parsed.data;
    throw new KashuvError('INPUT_INVALID', `is not valid: ${z.prettifyError(parsed.error)}`, { field: `${file}:${index + 1}` });
  });
}

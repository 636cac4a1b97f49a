import { fileURLToPath } from 'node:url';
import * as z from 'zod';

import { KashuvError } from '../../src/spec/errors.ts';
import { readSet } from '../read.ts';

const ownSchema = z.object({
  text: z.string().min(1),
  kind: z.array(z.string()).min(1),
  sentiment: z.string(),
  target: z.string().optional(),
  targetSentiment: z.string().optional(),
  topic: z.string(),
  demand: z.string(),
  harm: z.int().min(0).max(4),
});

/** A line of training/own; see its README. */
export type OwnPost = z.infer<typeof ownSchema>;

/** The posts written for this project in a language. Throws INPUT_INVALID that names the line. */
export function readOwn(language: string): OwnPost[] {
  const file = fileURLToPath(new URL(`../own/${language}.jsonl`, import.meta.url));
  return readSet(file).map((line, index) => {
    const parsed = ownSchema.safeParse(line);
    if (parsed.success) return parsed.data;
    throw new KashuvError('INPUT_INVALID', `is not valid: ${z.prettifyError(parsed.error)}`, { field: `${file}:${index + 1}` });
  });
}

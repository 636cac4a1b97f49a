import type { FeatureExtractor } from '../src/understand/features/index.ts';
import { readRecord, type ModelRecord } from '../src/understand/model/index.ts';

/** How many blocks of features a text has. */
export const KINDS = 4;

/** Texts as rows of buckets, block after block. Block k of row i is `buckets[bounds[KINDS × i + k] … bounds[KINDS × i + k + 1])`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly bounds: Float64Array;
  readonly buckets: Uint32Array;
  /** What a bucket of each block counts in a row: each block has length 1. */
  readonly norms: Float64Array;
}

/** Reads all rows with one extractor. */
export function matrixOf(rows: readonly ModelRecord[], extractor: FeatureExtractor, columns: number): Matrix {
  const bounds = new Float64Array(KINDS * rows.length + 1);
  const norms = new Float64Array(KINDS * rows.length);
  let buckets = new Uint32Array(Math.max(1_024, rows.length * 500));
  let length = 0;
  for (const [index, row] of rows.entries()) {
    readRecord(extractor, row);
    for (const [kind, block] of extractor.blocks.entries()) {
      while (length + block.count > buckets.length) {
        const more = new Uint32Array(buckets.length * 2);
        more.set(buckets);
        buckets = more;
      }
      buckets.set(block.buckets.subarray(0, block.count), length);
      length += block.count;
      bounds[KINDS * index + kind + 1] = length;
      norms[KINDS * index + kind] = block.count === 0 ? 0 : 1 / Math.sqrt(block.count);
    }
  }
  return { rows: rows.length, columns, bounds, buckets: buckets.slice(0, length), norms };
}

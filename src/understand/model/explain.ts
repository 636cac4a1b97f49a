import type { FeatureExtractor } from '../features/index.ts';

/** A part of the text that spoke for a label; weights are shares of all that did, 0–1. Offsets in UTF-16 units. */
export interface SpokenSpan {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** The atoms of a text whose features speak most for what `worthOf` measures, strongest first. A feature that goes over several atoms speaks for each in part. */
export function strongestAtoms(features: FeatureExtractor, worthOf: (bucket: number) => number, limit: number): SpokenSpan[] {
  const atoms = new Float64Array(features.starts.length);
  // Marks are about the text as a whole.
  for (const { buckets, first, last, count } of [features.words, features.characters]) {
    const norm = count === 0 ? 0 : 1 / Math.sqrt(count);
    for (let index = 0; index < count; index += 1) {
      const [from, to] = [first[index] ?? 0, last[index] ?? 0];
      const share = (worthOf(buckets[index] ?? 0) * norm) / (to - from + 1);
      for (let atom = from; atom <= to; atom += 1) atoms[atom] = (atoms[atom] ?? 0) + share;
    }
  }
  const speaking = [...atoms.entries()].filter(([, worth]) => worth > 0);
  const whole = speaking.reduce((sum, [, worth]) => sum + worth, 0);
  return speaking
    .sort(([one, worth], [other, than]) => than - worth || one - other)
    .slice(0, Math.max(0, limit))
    .map(([atom, worth]) => ({ start: features.starts[atom] ?? 0, end: features.ends[atom] ?? 0, weight: worth / whole }));
}

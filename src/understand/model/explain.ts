import { KashuvError } from '../../spec/errors.ts';
import type { FeatureExtractor } from '../features/index.ts';

/** A part of the text that spoke for a label; weights are shares of all that did, 0–1. Offsets in UTF-16 units. */
export interface SpokenSpan {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
  /** Of a record: the field that the offsets lead into. */
  readonly field?: string;
}

/** Where a field of a record begins among the atoms. */
export interface FieldStart {
  readonly field: string;
  readonly atom: number;
}

/** What a part of the text adds to a sum of margins. Offsets in UTF-16 units. */
export interface SpanWorth {
  readonly start: number;
  readonly end: number;
  readonly worth: number;
  readonly field?: string;
}

/** What the atoms of a text add to what `worthOf` measures. A feature that goes over several atoms adds to each in part. */
export function atomWorths(features: FeatureExtractor, worthOf: (bucket: number) => number, fields: readonly FieldStart[] = []): SpanWorth[] {
  const atoms = new Float64Array(features.starts.length);
  // Marks are about the text as a whole.
  for (const { buckets, first, last, count } of [features.words, features.characters, features.names]) {
    const norm = count === 0 ? 0 : 1 / Math.sqrt(count);
    for (let index = 0; index < count; index += 1) {
      const [from, to] = [first[index] ?? 0, last[index] ?? 0];
      const share = (worthOf(buckets[index] ?? 0) * norm) / (to - from + 1);
      for (let atom = from; atom <= to; atom += 1) atoms[atom] = (atoms[atom] ?? 0) + share;
    }
  }
  return Array.from(atoms, (worth, atom) => {
    const field = fields.findLast((each) => each.atom <= atom)?.field;
    return { start: features.starts[atom] ?? 0, end: features.ends[atom] ?? 0, worth, ...(field !== undefined && { field }) };
  });
}

/** The parts that add most, strongest first. */
export function strongestSpans(worths: readonly SpanWorth[], limit: number): SpokenSpan[] {
  const speaking = worths.filter(({ worth }) => worth > 0);
  const whole = speaking.reduce((sum, { worth }) => sum + worth, 0);
  return [...speaking]
    .sort((one, other) => other.worth - one.worth || one.start - other.start)
    .slice(0, Math.max(0, limit))
    .map(({ worth, ...place }) => ({ ...place, weight: worth / whole }));
}

/** What the margin of each plane counts where `wanted` is held against the next likely label. */
export function planeWorths(labels: readonly string[], slopes: readonly number[], wanted: number, logits: ArrayLike<number>): number[] {
  if (labels.length === 2) return slopes.map((slope) => (wanted === 1 ? slope : -slope));
  let rival = -1;
  for (let at = 0; at < labels.length; at += 1) if (at !== wanted && (rival === -1 || (logits[at] ?? 0) > (logits[rival] ?? 0))) rival = at;
  return slopes.map((slope, plane) => (plane === wanted ? slope : plane === rival ? -slope : 0));
}

interface KnownTask {
  readonly task: string;
  readonly labels: readonly string[];
}

/** Throws INPUT_INVALID where there is no such task. */
export function taskIndex(tasks: readonly KnownTask[], task: string): number {
  const index = tasks.findIndex((known) => known.task === task);
  if (index === -1) throw new KashuvError('INPUT_INVALID', `the model does not know the task ${task}.`, { field: 'task', fix: `It knows ${tasks.map((each) => each.task).join(', ')}.` });
  return index;
}

/** Throws INPUT_INVALID where the task has no such label. */
export function labelIndex({ task, labels }: KnownTask, label: string): number {
  const wanted = labels.indexOf(label);
  if (wanted === -1) throw new KashuvError('INPUT_INVALID', `${task} has no label ${label}.`, { field: 'label', fix: `It has ${labels.join(', ')}.` });
  return wanted;
}

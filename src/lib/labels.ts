import { labelSchema, type ClassificationTask, type Label } from '../spec/classification.ts';

type Value = Label['value'];

/** A label without what it rests on. */
export type LabelName = { readonly [T in ClassificationTask]: { readonly task: T; readonly value: Extract<Label, { task: T }>['value'] } }[ClassificationTask];

const SEVERAL: ReadonlySet<ClassificationTask> = new Set<ClassificationTask>(['kind', 'theme']);

/** In the order of the vocabulary. */
export const tasks: readonly ClassificationTask[] = ['sentiment', 'target-sentiment', 'kind', 'topic', 'theme', 'arousal', 'demand', 'harm'];

/** Of most tasks a text has one value; of kinds and themes it may have several at once. */
export const hasOneValue = (task: ClassificationTask): boolean => !SEVERAL.has(task);

/** Is this a task with one of its values? */
export function isLabelName(name: { readonly task: unknown; readonly value: unknown }): name is LabelName {
  return labelSchema.safeParse({ ...name, confidence: 0, evidence: [] }).success;
}

/** Life and limb: one voice is enough for a human to look. */
export const isLife = ({ task, value }: { readonly task: ClassificationTask; readonly value: Value }): boolean =>
  (task === 'kind' && (value === 'threat' || value === 'self-harm')) || (task === 'harm' && value === 4);

/** The same label said by two: as sure as the surer one, with what both of them saw. */
export function united(first: Label, second: Label): Label {
  const seen = new Set(first.evidence.map((one) => JSON.stringify(one)));
  return {
    ...first,
    confidence: Math.max(first.confidence, second.confidence),
    evidence: [...first.evidence, ...second.evidence.filter((one) => !seen.has(JSON.stringify(one)))],
  };
}

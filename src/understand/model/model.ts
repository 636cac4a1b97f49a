import { FeatureExtractor } from '../features/index.ts';
import { softmax } from './arithmetic.ts';
import { atomWorths, labelIndex, planeWorths, strongestSpans, taskIndex, type FieldStart, type SpokenSpan } from './explain.ts';
import { readModel, type ModelHeader, type ModelTask } from './format.ts';
import { WeightTable } from './table.ts';

/** What a model says for one task. */
export interface Judgement {
  readonly task: string;
  readonly label: string;
  /** The calibrated probability of `label`, 0–1. */
  readonly confidence: number;
  /** Of all labels, in the order of the task's. */
  readonly probabilities: readonly number[];
}

/** What is judged: a text, or a record of several with facts beside them. */
export interface ModelRecord {
  readonly fields: readonly (readonly [name: string, text: string])[];
  /** Short texts, such as the name of somebody. */
  readonly names: readonly (readonly [name: string, text: string])[];
  readonly marks: readonly (readonly [name: string, value: number])[];
}

export interface Model {
  readonly language: string;
  /** Hex SHA-256 of the file: what a host can hold results against. */
  readonly digest: string;
  readonly tasks: readonly { readonly task: string; readonly labels: readonly string[] }[];
  /** All tasks in one pass over the text, in the order of `tasks`. Null where there is nothing to read in it: no word, no mark. */
  judge(text: string | ModelRecord): readonly Judgement[] | null;
  /** Names of what `logits` gives: `sentiment:negative` …; of a task with two labels only the second. */
  readonly logitNames: readonly string[];
  /** Before they become probabilities, all planes of all tasks; null as for `judge`. The array is the model's own, until the next call. */
  logits(text: string | ModelRecord): Float64Array | null;
  /** The words that spoke most for `label` against the next likely one, strongest first. Empty where none did. Throws INPUT_INVALID for a task or label the model does not know. */
  explain(text: string | ModelRecord, task: string, label: string, limit?: number): readonly SpokenSpan[];
}

/** Opens the bytes of a model's file, whole or for one task alone, which takes a part of the memory and time; see `readModel` for what it throws. Without that task the model has none. */
export function openModel(bytes: Uint8Array, task?: string): Model {
  const { header, codes, digest } = readModel(bytes);
  const kept = task === undefined ? { header, codes } : onlyTask(header, codes, task);
  return new LinearModel(kept.header, new WeightTable(kept.header, kept.codes), digest);
}

function onlyTask(header: ModelHeader, codes: readonly Uint8Array[], wanted: string): { header: ModelHeader; codes: readonly Uint8Array[] } {
  let from = 0;
  for (const task of header.tasks) {
    const planes = task.planes.length;
    if (task.task === wanted) return { header: { ...header, tasks: [task] }, codes: codes.slice(from, from + planes) };
    from += planes;
  }
  return { header: { ...header, tasks: [] }, codes: [] };
}

class LinearModel implements Model {
  readonly language: string;
  readonly digest: string;
  readonly tasks: readonly ModelTask[];
  readonly logitNames: readonly string[];
  readonly #extractor: FeatureExtractor;
  readonly #table: WeightTable;
  readonly #firstPlane: readonly number[];
  readonly #logits: Float64Array;
  /** What stands in the extractor, and at which atom its fields begin. */
  #held: string | ModelRecord | undefined;
  #begun: readonly FieldStart[] = [];

  constructor(header: ModelHeader, table: WeightTable, digest: string) {
    this.language = header.language;
    this.digest = digest;
    this.tasks = header.tasks;
    this.#table = table;
    this.#extractor = new FeatureExtractor(header.features);
    let plane = 0;
    this.#firstPlane = header.tasks.map(({ planes }) => (plane += planes.length) - planes.length);
    this.logitNames = header.tasks.flatMap(({ task, labels, planes }) => labels.slice(labels.length - planes.length).map((label) => `${task}:${label}`));
    this.#logits = new Float64Array(plane);
  }

  judge(text: string | ModelRecord): readonly Judgement[] | null {
    const logits = this.logits(text);
    return logits && this.tasks.map((task, index) => judgementOf(task, task.lean, this.#ofTask(index, logits)));
  }

  logits(text: string | ModelRecord): Float64Array | null {
    this.#read(text);
    if (this.#extractor.isEmpty) return null;
    const margins = this.#table.margins(this.#extractor);
    let at = 0;
    for (const { planes } of this.tasks) {
      for (const { slope, shift, bias, scale } of planes) {
        this.#logits[at] = slope * (scale * (margins[at] ?? 0) + bias) + shift;
        at += 1;
      }
    }
    return this.#logits;
  }

  explain(text: string | ModelRecord, task: string, label: string, limit = 3): readonly SpokenSpan[] {
    const index = taskIndex(this.tasks, task);
    const known = this.tasks[index]!;
    const wanted = labelIndex(known, label);
    const logits = this.logits(text);
    if (logits === null) return [];
    const counts = planeWorths(known.labels, known.planes.map(({ slope, scale }) => slope * scale), wanted, this.#ofTask(index, logits));
    const worth = new Float64Array(this.#table.planes);
    worth.set(counts, this.#firstPlane[index]);
    return strongestSpans(atomWorths(this.#extractor, (bucket) => this.#table.worthOf(bucket, worth), this.#begun), limit);
  }

  /** The logits of a task, of two labels the first at 0. */
  #ofTask(index: number, logits: Float64Array): Float64Array {
    const { labels, planes } = this.tasks[index]!;
    const own = new Float64Array(labels.length);
    const [first, from] = [this.#firstPlane[index] ?? 0, labels.length - planes.length];
    for (let plane = 0; plane < planes.length; plane += 1) own[from + plane] = logits[first + plane]!;
    return own;
  }

  /** Who asks why right after asking what does not wait for the text to be read twice. */
  #read(text: string | ModelRecord): void {
    if (text === this.#held) return;
    this.#held = undefined;
    if (typeof text === 'string') this.#extractor.read(text);
    this.#begun = typeof text === 'string' ? [] : readRecord(this.#extractor, text);
    this.#held = text;
  }
}

/** The features of a record. Returns at which atom each of its fields begins. */
export function readRecord(extractor: FeatureExtractor, { fields, names, marks }: ModelRecord): readonly FieldStart[] {
  const begun: FieldStart[] = [];
  extractor.begin();
  for (const [field, text] of fields) {
    begun.push({ field, atom: extractor.starts.length });
    extractor.add(text, field);
  }
  for (const [field, text] of names) {
    begun.push({ field, atom: extractor.starts.length });
    extractor.addName(text, field);
  }
  for (const [name, value] of marks) extractor.mark(name, value);
  return begun;
}

/** What logits, one a label, say for a task. */
export function judgementOf({ task, labels }: { readonly task: string; readonly labels: readonly string[] }, lean: readonly number[], logits: Float64Array): Judgement {
  const probabilities: number[] = [];
  softmax(logits, probabilities, labels.length);
  const best = leaning(probabilities, lean);
  return { task, label: labels[best] ?? '', confidence: probabilities[best] ?? 0, probabilities };
}

/** The index of the share that is highest once each is weighed by its lean. */
export function leaning(shares: ArrayLike<number>, lean: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < lean.length; at += 1) if ((shares[at] ?? 0) * (lean[at] ?? 1) > (shares[best] ?? 0) * (lean[best] ?? 1)) best = at;
  return best;
}

import { FeatureExtractor } from '../features/index.ts';
import { softmax } from './arithmetic.ts';
import { atomWorths, labelIndex, planeWorths, strongestSpans, taskIndex, type SpanWorth, type SpokenSpan } from './explain.ts';
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

/** How far a text is on the side of each plane of each task, before calibration: of two labels one plane tells, of more each has one. */
export type Margins = readonly Float64Array[];

export interface Model {
  readonly language: string;
  /** Hex SHA-256 of the file: what a host can hold results against. */
  readonly digest: string;
  readonly tasks: readonly { readonly task: string; readonly labels: readonly string[] }[];
  /** Names of what `logits` gives: `sentiment:negative` …; of a task with two labels only the second. */
  readonly logitNames: readonly string[];
  /** Before they become probabilities, all planes of all tasks in one pass; null where there is nothing to read. The array is the model's own, until the next call. */
  logits(text: string | ModelRecord): Float64Array | null;
  /** All tasks in one pass over the text, in the order of `tasks`. Null where there is nothing to read in it: no word, no mark. */
  judge(text: string | ModelRecord): readonly Judgement[] | null;
  /** What `judge` goes by, in the order of `tasks`; null as there. */
  margins(text: string | ModelRecord): Margins | null;
  /** What margins say. */
  judgeBy(margins: Margins): readonly Judgement[];
  /** What each word adds to the margins of a task, each plane's times its worth, in the order of the text. Throws INPUT_INVALID for a task the model does not know. */
  worths(text: string, task: string, planes: readonly number[]): readonly SpanWorth[];
  /** The words that spoke most for `label` against the next likely one, strongest first. Empty where none did. Throws INPUT_INVALID for a task or label the model does not know. */
  explain(text: string, task: string, label: string, limit?: number): readonly SpokenSpan[];
}

/** Opens the bytes of a model's file; see `readModel` for what it throws. */
export function openModel(bytes: Uint8Array): Model {
  const { header, codes, digest } = readModel(bytes);
  return new LinearModel(header, new WeightTable(header, codes), digest);
}

class LinearModel implements Model {
  readonly language: string;
  readonly digest: string;
  readonly tasks: readonly ModelTask[];
  readonly #extractor: FeatureExtractor;
  readonly #table: WeightTable;
  readonly #firstPlane: readonly number[];
  readonly logitNames: readonly string[];
  readonly #logits: Float64Array;

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

  judge(text: string | ModelRecord): readonly Judgement[] | null {
    const margins = this.margins(text);
    return margins && this.judgeBy(margins);
  }

  margins(text: string | ModelRecord): Margins | null {
    this.#read(text);
    if (this.#extractor.isEmpty) return null;
    const margins = this.#table.margins(this.#extractor);
    return this.tasks.map(({ planes }, index) => {
      const first = this.#firstPlane[index] ?? 0;
      const own = new Float64Array(planes.length);
      for (const [plane, { bias, scale }] of planes.entries()) own[plane] = scale * (margins[first + plane] ?? 0) + bias;
      return own;
    });
  }

  judgeBy(margins: Margins): readonly Judgement[] {
    return this.tasks.map((task, index) => judgementOf(task, task.lean, logitsOf(task, margins[index] ?? [])));
  }

  worths(text: string, task: string, planes: readonly number[]): readonly SpanWorth[] {
    const index = taskIndex(this.tasks, task);
    this.#read(text);
    const worth = new Float64Array(this.#table.planes);
    for (const [plane, { scale }] of (this.tasks[index]?.planes ?? []).entries()) worth[(this.#firstPlane[index] ?? 0) + plane] = scale * (planes[plane] ?? 0);
    return atomWorths(this.#extractor, (bucket) => this.#table.worthOf(bucket, worth));
  }

  explain(text: string, task: string, label: string, limit = 3): readonly SpokenSpan[] {
    const index = taskIndex(this.tasks, task);
    const known = this.tasks[index]!;
    const wanted = labelIndex(known, label);
    const margins = this.margins(text);
    if (margins === null) return [];
    const planes = planeWorths(known.labels, known.planes.map(({ slope }) => slope), wanted, logitsOf(known, margins[index] ?? []));
    return strongestSpans(this.worths(text, task, planes), limit);
  }

  #read(text: string | ModelRecord): void {
    if (typeof text === 'string') {
      this.#extractor.read(text);
      return;
    }
    readRecord(this.#extractor, text);
  }
}

/** The features of a record. */
export function readRecord(extractor: FeatureExtractor, { fields, names, marks }: ModelRecord): void {
  extractor.begin();
  for (const [name, text] of fields) extractor.add(text, name);
  for (const [name, text] of names) extractor.addName(text, name);
  for (const [name, value] of marks) extractor.mark(name, value);
}

function logitsOf({ labels, planes }: ModelTask, margins: ArrayLike<number>): Float64Array {
  const logits = new Float64Array(labels.length);
  // Of two labels one plane tells: the first label is at 0.
  const from = labels.length - planes.length;
  for (const [plane, { slope, shift }] of planes.entries()) logits[from + plane] = slope * (margins[plane] ?? 0) + shift;
  return logits;
}

/** What logits, one a label, say for a task. */
export function judgementOf({ task, labels }: { readonly task: string; readonly labels: readonly string[] }, lean: readonly number[], logits: Float64Array): Judgement {
  const shares = new Float64Array(labels.length);
  softmax(logits, shares);
  const best = leaning(shares, lean);
  return { task, label: labels[best] ?? '', confidence: shares[best] ?? 0, probabilities: [...shares] };
}

/** The index of the share that is highest once each is weighed by its lean. */
export function leaning(shares: ArrayLike<number>, lean: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < lean.length; at += 1) if ((shares[at] ?? 0) * (lean[at] ?? 1) > (shares[best] ?? 0) * (lean[best] ?? 1)) best = at;
  return best;
}

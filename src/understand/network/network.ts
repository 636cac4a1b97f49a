import { judgementOf, labelIndex, planeWorths, strongestSpans, taskIndex, type Judgement, type SpanWorth, type SpokenSpan } from '../model/index.ts';
import { Convolution } from './convolution.ts';
import { readNetwork, type NetworkFile, type NetworkTask } from './format.ts';
import { MAX_WORDS, Vocabulary, WordReader } from './words.ts';

export interface Network {
  readonly language: string;
  /** Hex SHA-256 of the file: what a host can hold results against. */
  readonly digest: string;
  readonly tasks: readonly { readonly task: string; readonly labels: readonly string[] }[];
  /** What the network alone says of all its tasks. Null where there is nothing to read in the text. Of a long text its first 64 words count. */
  judge(text: string): readonly Judgement[] | null;
  /** Names of what `logits` gives: `sentiment:negative` …; of a task with two labels only the second. */
  readonly logitNames: readonly string[];
  /** Before they become probabilities, all planes of all tasks; null as for `judge`. The array is the network's own, until the next call. */
  logits(text: string): Float64Array | null;
  /** The words that spoke most for `label` against the next likely one: what the margins lose without them. Throws INPUT_INVALID for a task or label the network does not know. */
  explain(text: string, task: string, label: string, limit?: number): readonly SpokenSpan[];
}

/** Opens the bytes of a network's file; see `readNetwork` for what it throws. */
export function openNetwork(bytes: Uint8Array): Network {
  return new WordNetwork(readNetwork(bytes));
}

class WordNetwork implements Network {
  readonly language: string;
  readonly digest: string;
  readonly tasks: readonly NetworkTask[];
  readonly #reader = new WordReader();
  readonly #vocabulary: Vocabulary;
  readonly #convolution: Convolution;
  readonly #heads: Float64Array;
  readonly #rows = new Int32Array(MAX_WORDS);
  readonly logitNames: readonly string[];
  readonly #firstPlane: readonly number[];
  readonly #logits: Float64Array;

  constructor(file: NetworkFile) {
    const { header } = file;
    this.language = header.language;
    this.digest = file.digest;
    this.tasks = header.tasks;
    this.#vocabulary = new Vocabulary(header.words, header.bits);
    this.#convolution = new Convolution(file);
    this.#heads = Float64Array.from(file.heads);
    let plane = 0;
    this.#firstPlane = this.tasks.map(({ slope }) => (plane += slope.length) - slope.length);
    this.logitNames = this.tasks.flatMap(({ task, labels, slope }) => labels.slice(labels.length - slope.length).map((label) => `${task}:${label}`));
    this.#logits = new Float64Array(plane);
  }

  judge(text: string): readonly Judgement[] | null {
    const logits = this.logits(text);
    return logits && this.tasks.map((task, index) => judgementOf(task, task.lean, this.#ofTask(index, logits)));
  }

  logits(text: string): Float64Array | null {
    const count = this.#read(text);
    if (count === 0) return null;
    this.#convolution.read(this.#rows, count);
    this.#judge();
    return this.#logits;
  }

  explain(text: string, task: string, label: string, limit = 3): readonly SpokenSpan[] {
    const index = taskIndex(this.tasks, task);
    const known = this.tasks[index]!;
    const wanted = labelIndex(known, label);
    const logits = this.logits(text);
    if (logits === null) return [];
    return strongestSpans(this.#worths(index, planeWorths(known.labels, known.slope.map(() => 1), wanted, this.#ofTask(index, logits))), limit);
  }

  /** Looks up the words of a text; gives how many there are. */
  #read(text: string): number {
    const reader = this.#reader;
    reader.read(text);
    for (let at = 0; at < reader.count; at += 1) this.#rows[at] = this.#vocabulary.rowOf(reader.forms[at] ?? '', reader.squeezed[at] ?? '');
    return reader.count;
  }

  /** The logits of a task, of two labels the first at 0. */
  #ofTask(index: number, logits: Float64Array): Float64Array {
    const { labels, slope } = this.tasks[index]!;
    const own = new Float64Array(labels.length);
    own.set(logits.subarray(this.#firstPlane[index], (this.#firstPlane[index] ?? 0) + slope.length), labels.length - slope.length);
    return own;
  }

  #judge(): void {
    const { found } = this.#convolution;
    const heads = this.#heads;
    let from = 0;
    let at = 0;
    for (const { slope, shift } of this.tasks) {
      for (let plane = 0; plane < slope.length; plane += 1) {
        let sum = heads[from + found.length] ?? 0;
        for (let filter = 0; filter < found.length; filter += 1) sum += heads[from + filter]! * found[filter]!;
        this.#logits[at] = slope[plane]! * sum + shift[plane]!;
        from += found.length + 1;
        at += 1;
      }
    }
  }

  /** What each word of the text read last adds: what is lost without it. Words that stand there more than once share what is lost without all of them. */
  #worths(index: number, planes: readonly number[]): SpanWorth[] {
    const reader = this.#reader;
    const rows = this.#rows.subarray(0, reader.count);
    const first = this.#firstPlane[index] ?? 0;
    const valueOf = (without: number): number => {
      this.#convolution.read(rows, rows.length, without);
      this.#judge();
      return planes.reduce((sum, worth, plane) => sum + worth * (this.#logits[first + plane] ?? 0), 0);
    };
    const times = new Map<number, number>();
    for (const row of rows) times.set(row, (times.get(row) ?? 0) + 1);
    const whole = valueOf(-1);
    const lost = new Map(Array.from(times, ([row, count]) => [row, (whole - valueOf(row)) / count]));
    return together(Array.from(rows, (row, word) => ({ start: reader.starts[word] ?? 0, end: reader.ends[word] ?? 0, worth: lost.get(row) ?? 0 })));
  }
}

/** Worths of the same part of the text, such as those of the words of a hashtag, added up. */
function together(worths: readonly SpanWorth[]): SpanWorth[] {
  const spans = new Map<number, SpanWorth>();
  for (const { start, end, worth } of worths) {
    const known = spans.get(start);
    spans.set(start, { start, end: Math.max(end, known?.end ?? 0), worth: worth + (known?.worth ?? 0) });
  }
  return [...spans.values()];
}

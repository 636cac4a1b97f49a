import { judgementOf, labelIndex, planeWorths, strongestSpans, taskIndex, type Judgement, type Margins, type SpanWorth, type SpokenSpan } from '../model/index.ts';
import { Convolution } from './convolution.ts';
import { planesOf, readNetwork, type NetworkFile, type NetworkTask } from './format.ts';
import { MAX_WORDS, Vocabulary, WordReader } from './words.ts';

export interface Network {
  readonly language: string;
  /** Hex SHA-256 of the file: what a host can hold results against. */
  readonly digest: string;
  /** The digest of the linear model beside which it was trained to speak. */
  readonly beside: string;
  readonly tasks: readonly { readonly task: string; readonly labels: readonly string[] }[];
  /** What the network alone says of all its tasks. Null where there is nothing to read in the text. Of a long text its first 64 words count. */
  judge(text: string): readonly Judgement[] | null;
  /** How far a text is on the side of each plane of each task; null as for `judge`. */
  margins(text: string): Margins | null;
  /** What its own margins say together with those of the linear model for the same tasks: both in the order of `tasks`. */
  fuse(own: Margins, beside: Margins): readonly Judgement[];
  /** The words that spoke most for `label` against the next likely one: what the margins lose without them. Throws INPUT_INVALID for a task or label the network does not know. */
  explain(text: string, task: string, label: string, limit?: number): readonly SpokenSpan[];
  /** The same where both speak: the words of the linear model, whose worths `besides` gives for what its planes count, and those of the network. */
  explainFused(text: string, task: string, label: string, beside: Margins, besides: (planes: readonly number[]) => readonly SpanWorth[], limit?: number): readonly SpokenSpan[];
}

/** Opens the bytes of a network's file; see `readNetwork` for what it throws. */
export function openNetwork(bytes: Uint8Array): Network {
  return new WordNetwork(readNetwork(bytes));
}

class WordNetwork implements Network {
  readonly language: string;
  readonly digest: string;
  readonly beside: string;
  readonly tasks: readonly NetworkTask[];
  readonly #reader = new WordReader();
  readonly #vocabulary: Vocabulary;
  readonly #convolution: Convolution;
  readonly #heads: Float64Array;
  readonly #rows = new Int32Array(MAX_WORDS);

  constructor(file: NetworkFile) {
    const { header } = file;
    this.language = header.language;
    this.digest = file.digest;
    this.beside = header.beside;
    this.tasks = header.tasks;
    this.#vocabulary = new Vocabulary(header.words, header.bits);
    this.#convolution = new Convolution(file);
    this.#heads = Float64Array.from(file.heads);
  }

  judge(text: string): readonly Judgement[] | null {
    const margins = this.margins(text);
    return margins && this.tasks.map((task, index) => judgementOf(task, task.alone.lean, aloneLogits(task, margins[index] ?? [])));
  }

  margins(text: string): Margins | null {
    const count = this.#read(text);
    if (count === 0) return null;
    this.#convolution.read(this.#rows, count);
    return this.#margins();
  }

  fuse(own: Margins, beside: Margins): readonly Judgement[] {
    return this.tasks.map((task, index) => judgementOf(task, task.fused.lean, fusedLogits(task, own[index] ?? [], beside[index] ?? [])));
  }

  explain(text: string, task: string, label: string, limit = 3): readonly SpokenSpan[] {
    const index = taskIndex(this.tasks, task);
    const known = this.tasks[index]!;
    const wanted = labelIndex(known, label);
    const margins = this.margins(text);
    if (margins === null) return [];
    const planes = planeWorths(known.labels, known.alone.slope, wanted, aloneLogits(known, margins[index] ?? []));
    return strongestSpans(this.#worths(index, planes), limit);
  }

  explainFused(text: string, task: string, label: string, beside: Margins, besides: (planes: readonly number[]) => readonly SpanWorth[], limit = 3): readonly SpokenSpan[] {
    const index = taskIndex(this.tasks, task);
    const known = this.tasks[index]!;
    const wanted = labelIndex(known, label);
    const margins = this.margins(text);
    const logits = fusedLogits(known, margins?.[index] ?? [], beside[index] ?? []);
    const own = margins === null ? [] : this.#worths(index, planeWorths(known.labels, known.fused.slope, wanted, logits));
    return strongestSpans(together([...besides(planeWorths(known.labels, known.fused.beside, wanted, logits)), ...own]), limit);
  }

  /** Looks up the words of a text; gives how many there are. */
  #read(text: string): number {
    const reader = this.#reader;
    reader.read(text);
    for (let at = 0; at < reader.count; at += 1) this.#rows[at] = this.#vocabulary.rowOf(reader.forms[at] ?? '', reader.squeezed[at] ?? '');
    return reader.count;
  }

  #margins(): Margins {
    const { found } = this.#convolution;
    const heads = this.#heads;
    let from = 0;
    return this.tasks.map(({ labels }) => {
      const margins = new Float64Array(planesOf(labels));
      for (let plane = 0; plane < margins.length; plane += 1) {
        let sum = heads[from + found.length] ?? 0;
        for (let at = 0; at < found.length; at += 1) sum += heads[from + at]! * found[at]!;
        margins[plane] = sum;
        from += found.length + 1;
      }
      return margins;
    });
  }

  /** What each word of the text read last adds: what is lost without it. Words that stand there more than once share what is lost without all of them. */
  #worths(index: number, planes: readonly number[]): SpanWorth[] {
    const reader = this.#reader;
    const rows = this.#rows.subarray(0, reader.count);
    const valueOf = (without: number): number => {
      this.#convolution.read(rows, rows.length, without);
      const margins = this.#margins()[index] ?? [];
      return planes.reduce((sum, worth, plane) => sum + worth * (margins[plane] ?? 0), 0);
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

function aloneLogits({ labels, alone }: NetworkTask, margins: ArrayLike<number>): Float64Array {
  const logits = new Float64Array(labels.length);
  const from = labels.length - planesOf(labels);
  for (const [plane, slope] of alone.slope.entries()) logits[from + plane] = slope * (margins[plane] ?? 0) + (alone.shift[plane] ?? 0);
  return logits;
}

function fusedLogits({ labels, fused }: NetworkTask, margins: ArrayLike<number>, beside: ArrayLike<number>): Float64Array {
  const logits = new Float64Array(labels.length);
  const from = labels.length - planesOf(labels);
  for (const [plane, slope] of fused.slope.entries()) logits[from + plane] = (fused.beside[plane] ?? 0) * (beside[plane] ?? 0) + slope * (margins[plane] ?? 0) + (fused.shift[plane] ?? 0);
  return logits;
}

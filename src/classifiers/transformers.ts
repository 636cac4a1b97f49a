import * as z from 'zod';

import { inputProblem } from '../lib/answers.ts';
import { digest } from '../lib/digest.ts';
import { hasOneValue, isLabelName, tasks, type LabelName } from '../lib/labels.ts';
import { reads } from '../lib/language-tag.ts';
import { untilAborted } from '../lib/model-call.ts';
import { checkOptions } from '../lib/options.ts';
import type { ClassifierResult, Label } from '../spec/classification.ts';
import { KashuvError } from '../spec/errors.ts';
import type { CallContext, Classifier, ClassifyInput } from '../spec/plugin.ts';

/** Raised with every change of what the classifier makes of a pipeline's answer. */
const REVISION = 2;

/** What is used of a pipeline of Transformers.js: it is called with one text. A function of this shape is enough. */
export interface TransformersPipeline {
  // A pipeline's own signatures differ by its task; which one is called is this module's affair.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the arguments of many pipelines
  (text: string, ...more: any[]): PromiseLike<unknown>;
  dispose?: () => unknown;
}

export interface TransformersClassifierOptions {
  /** The model by name or path. Part of the version; and, where neither `pipeline` nor `load` is given, what is loaded. */
  readonly model: string;
  /** Made already. Stays yours: it is not disposed of. */
  readonly pipeline?: TransformersPipeline;
  /** Makes the pipeline when the first text comes, and again after a failure. Default: the package's own `pipeline(task, model)`. */
  readonly load?: () => PromiseLike<TransformersPipeline>;
  /** What the pipeline does. Default `text-classification`. */
  readonly task?: 'text-classification' | 'zero-shot-classification';
  /**
   * What each of the model's labels says; null: nothing. For zero-shot, the candidates. A label of the model that is not here makes its text fail.
   */
  readonly labels: Readonly<Record<string, LabelName | null>>;
  /** Codes of the languages the model reads. A text in another one, or in none that is known, is abstained unread. */
  readonly languages: 'any' | readonly string[];
  /** Several labels can be true at once: scores are not shared out among them. Default false. */
  readonly multiLabel?: boolean;
  /** Labels below it are not given, 0–1. Default 0.5. */
  readonly minConfidence?: number;
  /** For zero-shot: the sentence that a candidate is put into, with `{}` for it. Default: the pipeline's own. */
  readonly hypothesis?: string;
  /** What is read of a text, in UTF-16 units; the model's own limit, in tokens, comes on top. Default 2,000. */
  readonly maxText?: number;
  /** Texts taken at once; each is read alone, so that no neighbour changes its scores. Default 16. */
  readonly maxBatch?: number;
  /** Which one it is. Default: `transformers`. */
  readonly instance?: string;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';
const optionsSchema = z.strictObject({
  model: z.string().min(1),
  pipeline: z.custom<TransformersPipeline>(isFunction, 'expected a pipeline, which is a function').optional(),
  load: z.custom<() => PromiseLike<TransformersPipeline>>(isFunction, 'expected a function that makes a pipeline').optional(),
  task: z.enum(['text-classification', 'zero-shot-classification']).default('text-classification'),
  labels: z
    .record(z.string(), z.custom<LabelName | null>((value) => value === null || (typeof value === 'object' && isLabelName(value as LabelName)), 'expected a task with one of its values, or null'))
    .refine((labels) => Object.values(labels).some((label) => label !== null), 'expected a label that says something'),
  languages: z.union([z.literal('any'), z.array(z.string().min(1)).min(1).readonly()], "expected 'any' or a list of languages"),
  multiLabel: z.boolean().default(false),
  minConfidence: z.number().min(0).max(1).default(0.5),
  hypothesis: z.string().refine((text) => text.includes('{}'), 'expected a sentence with {} in it').optional(),
  maxText: z.int().min(1).max(1_000_000).default(2_000),
  maxBatch: z.int().min(1).max(4_096).default(16),
  instance: z.string().min(1).max(256).default('transformers'),
});

type Settings = z.output<typeof optionsSchema>;

/** Scores are 32-bit fractions: one may be a little above 1. */
const ROUNDING = 1e-4;

/**
 * Any text-classification or zero-shot pipeline of Transformers.js, on this machine: texts do not leave it. (The package itself may fetch the model's weights
 * from a hub; `load` decides how.) Confidence is the model's score: of labels that mean the same the sum, with `multiLabel` the highest; of a
 * task with one value the surest alone is given.
 *
 * A text without words, or with no label of at least `minConfidence`, is abstained; one for which the pipeline throws, or answers with what is no answer, fails, and it alone. Throws
 * CONFIG_INVALID for options that are none. The call rejects with CONFIG_INVALID where `load` gives no pipeline, or there is none and the package is not installed, with
 * UNAVAILABLE where loading fails otherwise; the next call tries again.
 */
export function transformersClassifier(options: TransformersClassifierOptions): Classifier {
  const settings = checkOptions('transformersClassifier', optionsSchema, options);
  const { model, task, labels, languages, multiLabel, minConfidence, hypothesis, maxText } = settings;
  const said = new Set(Object.values(labels).map((label) => label?.task));
  let loading: Promise<TransformersPipeline> | null = null;
  let loaded: TransformersPipeline | null = null;

  const load = async (): Promise<TransformersPipeline> => {
    if (settings.pipeline !== undefined) return settings.pipeline;
    loading ??= (async () => pipelineOf(await (settings.load === undefined ? fromPackage(task, model) : settings.load())))();
    const mine = loading;
    try {
      const pipeline = await mine;
      if (loading === mine) loaded = pipeline;
      return pipeline;
    } catch (error) {
      if (loading === mine) loading = null;
      if (KashuvError.is(error)) throw error;
      throw new KashuvError('UNAVAILABLE', `the model ${model} could not be loaded.`, { field: 'transformersClassifier.model', cause: error });
    }
  };

  return {
    contract: 1,
    name: 'transformers',
    instance: settings.instance,
    version: `${REVISION} (${model}) ${digest(JSON.stringify({ task, labels, multiLabel, minConfidence, hypothesis, maxText })).slice(0, 12)}`,
    capabilities: { tasks: tasks.filter((one) => said.has(one)), maxBatch: settings.maxBatch, maxInFlight: 1, languages, sendsTextOut: false },
    async classify(texts, context) {
      context.signal.throwIfAborted();
      const results: ClassifierResult[] = [];
      for (const [index, input] of texts.entries()) {
        const problem = inputProblem(input, index);
        const { id, text, language, target } = input;
        if (problem !== null) {
          results.push({ id, status: 'failed', why: problem });
        } else if (languages !== 'any' && (language === 'und' || language === '' || !reads(languages, language))) {
          results.push({ id, status: 'abstained', why: `the model does not read '${language.slice(0, 20)}'`, unread: true });
        } else if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) {
          results.push({ id, status: 'abstained', why: 'there are no words' });
        } else {
          const pipeline = await atWork(load, context);
          results.push({ id, ...(await read(pipeline, { text: cut(text, maxText), ...(target !== undefined && { target }) }, settings, context)) });
        }
      }
      return results;
    },
    async close() {
      const [coming, made] = [loading, loaded];
      loading = loaded = null;
      // What is still being loaded may never come: it is not waited for.
      if (made === null) void coming?.then((late) => late.dispose?.()).catch(() => undefined);
      try {
        await made?.dispose?.();
      } catch (error) {
        throw new KashuvError('INTERNAL', 'the pipeline could not be disposed of.', { field: 'transformersClassifier', cause: error });
      }
    },
  };
}

function pipelineOf(made: unknown): TransformersPipeline {
  if (isFunction(made)) return made as TransformersPipeline;
  throw new KashuvError('CONFIG_INVALID', 'it did not give a pipeline, which is a function.', { field: 'transformersClassifier.load', fix: 'Return what pipeline() of the package gives.' });
}

async function fromPackage(task: string, model: string): Promise<TransformersPipeline> {
  let found: { pipeline: (task: string, model: string) => Promise<TransformersPipeline> };
  try {
    // @ts-expect-error -- an optional peer: it is there only where the host installed it
    found = (await import('@huggingface/transformers')) as typeof found;
  } catch (error) {
    // One that is there and does not start is another matter. Node gives a code, bundlers a sentence.
    const said = `${String((error as { code?: unknown } | null)?.code)} ${String(error)}`;
    if (!said.includes('@huggingface/transformers') || !/NOT_FOUND|cannot find|could not resolve/i.test(said)) throw error;
    throw new KashuvError('CONFIG_INVALID', 'there is no pipeline, and the package @huggingface/transformers is not installed.', { field: 'transformersClassifier.pipeline', fix: 'Run npm install @huggingface/transformers, or pass pipeline or load.', cause: error });
  }
  return found.pipeline(task, model);
}

/** A virtual clock cannot see a model at work. A pipeline does not listen to a signal: it is not waited for. */
function atWork<T>(work: () => PromiseLike<T>, context: CallContext): Promise<T> {
  context.signal.throwIfAborted();
  const waited = (): Promise<T> => untilAborted(async () => work(), context.signal);
  return context.io === undefined ? waited() : context.io(waited);
}

type Read = { status: 'labelled'; labels: Label[] } | { status: 'abstained' | 'failed'; why: string };

async function read(pipeline: TransformersPipeline, { text, target }: Pick<ClassifyInput, 'text' | 'target'>, settings: Settings, context: CallContext): Promise<Read> {
  const { task, labels, multiLabel, hypothesis } = settings;
  let answer: unknown;
  try {
    answer = await atWork(
      () =>
        task === 'text-classification'
          ? pipeline(text, { top_k: null })
          : pipeline(text, Object.keys(labels), { multi_label: multiLabel, ...(hypothesis !== undefined && { hypothesis_template: hypothesis }) }),
      context,
    );
  } catch {
    context.signal.throwIfAborted();
    // What it threw may hold the text.
    return { status: 'failed', why: 'the pipeline failed on this text' };
  }
  const scores = scoresOf(answer);
  return scores === null ? { status: 'failed', why: 'the pipeline answered with what are no scores' } : judged(scores, settings, target);
}

type Scores = readonly { readonly label: string; readonly score: number }[];

const score = z.number().min(-ROUNDING).max(1 + ROUNDING).transform((value) => Math.min(1, Math.max(0, value)));
const scoredSchema = z.object({ label: z.string(), score });
const answerSchema = z.union([
  z.array(scoredSchema).min(1),
  // As for a batch of one.
  z.tuple([z.array(scoredSchema).min(1)]).transform(([scores]) => scores),
  z
    .object({ labels: z.array(z.string()).min(1), scores: z.array(score) })
    .refine((zero) => zero.labels.length === zero.scores.length)
    .transform((zero) => zero.labels.map((label, index) => ({ label, score: zero.scores[index] ?? 0 }))),
]);

function scoresOf(answer: unknown): Scores | null {
  try {
    return answerSchema.safeParse(answer).data ?? null;
  } catch {
    // Anything can be answered, also what throws when it is looked at.
    return null;
  }
}

function judged(scores: Scores, { model, labels, multiLabel, minConfidence }: Settings, target: string | undefined): Read {
  const meant = new Map<string, Label>();
  for (const { label, score: confidence } of scores) {
    if (!Object.hasOwn(labels, label)) return { status: 'failed', why: 'the model gave a label that is not among the labels of the configuration' };
    const name = labels[label];
    // Nobody asked how the text feels about nothing.
    if (name == null || (name.task === 'target-sentiment' && target === undefined)) continue;
    const key = `${name.task} ${name.value}`;
    const before = meant.get(key)?.confidence ?? 0;
    meant.set(key, { ...name, confidence: multiLabel ? Math.max(before, confidence) : Math.min(1, before + confidence), evidence: [{ source: 'model', cue: `transformers:${model}` }] });
  }
  const sure = [...meant.values()].filter(({ confidence }) => confidence >= minConfidence).sort((a, b) => b.confidence - a.confidence);
  const given = sure.filter(({ task }, index) => !hasOneValue(task) || sure.findIndex((one) => one.task === task) === index);
  return given.length === 0 ? { status: 'abstained', why: 'no label is sure enough' } : { status: 'labelled', labels: given };
}

/** The beginning of a text, without half a character at its end. */
const cut = (text: string, length: number): string => (text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/u, ''));

export type { LabelName } from '../lib/labels.ts';

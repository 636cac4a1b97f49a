import * as z from 'zod';

import { inputProblem } from '../../lib/answers.ts';
import { digest } from '../../lib/digest.ts';
import { tasks as allTasks } from '../../lib/labels.ts';
import { reads } from '../../lib/language-tag.ts';
import { askModel, type Generate } from '../../lib/model-call.ts';
import { checkOptions } from '../../lib/options.ts';
import type { ClassificationTask, ClassifierResult } from '../../spec/classification.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Classifier, ClassifyInput } from '../../spec/plugin.ts';
import { answerSchemaOf, readAnswer } from './answer.ts';
import { keysOf } from './labels.ts';
import { askedOf, promptOf, system } from './prompt.ts';
import { Spending, type SpendingLimit } from './spending.ts';

/** Raised with every change of what is asked, or of what is made of the answer. */
const REVISION = 2;

export interface ModelClassifierOptions {
  /** Asks the model: `openAiCompatible({ … })` or `aiSdkModel(model)` of `kashuv/drafters/model`, or a function of your own. */
  readonly generate: Generate;
  /** Which model it is, with its revision: part of the version, and told in evidence. */
  readonly model: string;
  /** What is asked about. Default: everything. */
  readonly tasks?: readonly ClassificationTask[];
  /** Codes of the languages the model reads; texts in others are abstained unread and not sent. Default: any. */
  readonly languages?: 'any' | readonly string[];
  /** What the model should know of the organisation, in your words: it is taken as instruction. Never put there what others wrote. */
  readonly guidance?: string;
  /** What may be taken at most. Default: no limit. */
  readonly limit?: SpendingLimit;
  /** Texts in one call. With 1 no text stands beside another. 1–64, default 8. */
  readonly maxBatch?: number;
  /** Calls at once. Default 2. */
  readonly maxInFlight?: number;
  /** How much of a text is shown, in UTF-16 units. Default 4,000. */
  readonly maxText?: number;
  /** Of one call, in ms. Default 60,000. */
  readonly timeoutMs?: number;
  /** Which one it is. Default: `model`. */
  readonly instance?: string;
}

const amount = z.number().positive().optional();
const count = (fallback: number, max: number): z.ZodDefault<z.ZodInt> => z.int().min(1).max(max).default(fallback);
const optionsSchema = z.strictObject({
  generate: z.custom<Generate>((value) => typeof value === 'function', 'expected a function that asks a model'),
  model: z.string().min(1).max(256),
  tasks: z.array(z.enum(allTasks as [ClassificationTask, ...ClassificationTask[]])).min(1).readonly().default(allTasks),
  languages: z.union([z.literal('any'), z.array(z.string().min(1)).min(1).readonly()], "expected 'any' or a list of languages").default('any'),
  guidance: z.string().trim().min(1).max(8_000).optional(),
  limit: z
    .strictObject({ per: z.enum(['hour', 'day']), calls: z.int().positive().optional(), tokens: amount, cost: amount })
    .refine(({ calls, tokens, cost }) => (calls ?? tokens ?? cost) !== undefined, 'expected a limit of calls, tokens or cost')
    .optional(),
  maxBatch: count(8, 64),
  maxInFlight: count(2, 256),
  maxText: count(4_000, 65_536),
  timeoutMs: count(60_000, 3_600_000),
  instance: z.string().min(1).max(256).default('model'),
});

/**
 * Asks a language model what is said, several texts in a call. Each text is data, in a block of its own under an id that nobody can know who wrote a text; the answer is checked against
 * the list of labels, and quotes against the text. A text that is not answered for, or twice, or with a label that is not in the list, is
 * `failed`; one for which the model has no label is abstained, as is one without words, which is not sent. Confidence is the model's own word: it is not calibrated.
 *
 * Texts leave the machine. The author, and who is asked for what, never do.
 *
 * Throws CONFIG_INVALID for options that are none. The call rejects, and all its texts with it, with RATE_LIMITED and `retryAfterMs` (the vendor's, or past `limit`), UNAVAILABLE,
 * AUTH_FAILED or CONFIG_INVALID, as `generate` does; the runtime asks again later. What is REJECTED is asked again text by text, and then the text alone fails.
 */
export function modelClassifier(options: ModelClassifierOptions): Classifier {
  const settings = checkOptions('modelClassifier', optionsSchema, options);
  const { generate, model, tasks, languages, guidance, maxBatch, maxInFlight, maxText, timeoutMs } = settings;
  const keys = keysOf(tasks);
  const schema = answerSchemaOf(keys);
  const spending = new Spending(settings.limit as SpendingLimit | undefined);

  const ask = async (inputs: readonly ClassifyInput[], context: CallContext): Promise<ClassifierResult[]> => {
    const asked = askedOf(inputs, maxText);
    const prompt = promptOf(asked, tasks, guidance);
    const { spent, end } = spending.begin(context.now(), system.length + prompt.length);
    const answer = await askModel(generate, { system, prompt, schema, spent }, timeoutMs, context).catch((error: unknown) => {
      end(error);
      throw error;
    });
    end();
    const results = readAnswer(answer, asked, keys, `model:${model}`);
    const failed = results.filter(({ status }) => status === 'failed').length;
    if (failed > 0) context.log('warn', 'the model did not answer as it was asked to', { model, texts: results.length, failed });
    return results;
  };

  /** A model that refuses, or runs out of length over, a batch is asked about each of its texts alone: one text must not cost its neighbours their labels. */
  const askApart = async (inputs: readonly ClassifyInput[], context: CallContext): Promise<ClassifierResult[]> => {
    try {
      return await ask(inputs, context);
    } catch (error) {
      if (!KashuvError.is(error) || error.code !== 'REJECTED') throw error;
      if (inputs.length === 1) return inputs.map(({ id }) => ({ id, status: 'failed', why: error.message }));
    }
    const results: ClassifierResult[] = [];
    for (const input of inputs) {
      try {
        results.push(...(await askApart([input], context)));
      } catch (error) {
        context.signal.throwIfAborted();
        results.push({ id: input.id, status: 'failed', why: KashuvError.from(error).message });
      }
    }
    return results;
  };

  return {
    contract: 1,
    name: 'model',
    instance: settings.instance,
    version: `${REVISION} (${model}) ${digest(system, promptOf([], tasks, guidance), JSON.stringify({ maxBatch, maxText })).slice(0, 12)}`,
    capabilities: { tasks: allTasks.filter((task) => tasks.includes(task)), maxBatch, maxInFlight, languages, sendsTextOut: true },
    async classify(texts, context) {
      context.signal.throwIfAborted();
      const results = texts.map((input, index): ClassifierResult | null => {
        const problem = inputProblem(input, index);
        const { id, text, language } = input;
        if (problem !== null) return { id, status: 'failed', why: problem };
        if (!reads(languages, language)) return { id, status: 'abstained', why: `the model does not read '${language.slice(0, 20)}'`, unread: true };
        return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? null : { id, status: 'abstained', why: 'there are no words' };
      });
      const open = results.flatMap((result, index) => (result === null ? [index] : []));
      if (open.length === 0) return results as ClassifierResult[];
      const answers = await askApart(open.map((index) => texts[index] as ClassifyInput), context);
      open.forEach((index, position) => (results[index] = answers[position] as ClassifierResult));
      return results as ClassifierResult[];
    },
  };
}

import * as z from 'zod';

import { tasks } from '../../lib/labels.ts';
import { reads } from '../../lib/language-tag.ts';
import { classifierResultSchema, type ClassifierResult, type Label } from '../../spec/classification.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Classifier, ClassifyInput } from '../../spec/plugin.ts';
import { checkContract, freshly, invalid, misdescribed, stillContext, type Skips, type TestRunner } from './contract.ts';
import { frozenCopy } from './elsewhere.ts';
import { blankTexts, hostileTexts } from './hostile-texts.ts';

/** A text that the classifier has to label. */
export interface ClassifierSample {
  readonly text: string;
  readonly language: string;
  readonly target?: string;
  readonly targetNames?: readonly string[];
  /** A label that has to be among those given. */
  readonly label?: { readonly task: Label['task']; readonly value: Label['value'] };
}

export interface ClassifierContract {
  /** A new classifier of the same kind each time it is called. */
  readonly classifier: () => Classifier | Promise<Classifier>;
  /** Two texts at least that it labels: what says nothing of anything is no classifier. */
  readonly texts: readonly ClassifierSample[];
  /** A new context for each call. Default: the machine's fetch, a clock that stands still, and waits that only an abort ends. */
  readonly context?: (signal: AbortSignal) => CallContext;
  /** A classifier whose other side fails: its texts have to be failed, or the call to reject with a KashuvError. */
  readonly failing?: () => Classifier | Promise<Classifier>;
  /** A classifier whose other side never answers: it has to end when aborted. One that does not is found by the time limit of your test runner. */
  readonly hanging?: () => Classifier | Promise<Classifier>;
  /** Rules that cannot hold for this classifier, by name, each with the reason. */
  readonly skip?: Skips<ClassifierRule>;
}

const rules = [
  'describes itself', 'labels what it should', 'answers for each text, in order', 'judges each text by itself', 'says nothing of nothing', 'takes any text',
  'leaves unread what it does not read', 'ends when aborted', 'fails aloud',
] as const;
export type ClassifierRule = (typeof rules)[number];

const fields = ['classifier', 'texts', 'context', 'failing', 'hanging', 'skip'] as const satisfies readonly (keyof ClassifierContract)[];

/** The largest batch that is tried, whatever the classifier allows. */
const LARGEST_BATCH = 1_000;
/** Languages that hardly any classifier reads: one of them is not among its own. */
const FOREIGN = ['tlh', 'vo', 'got'];

/** Registers one test for each rule every classifier keeps. Throws CONFIG_INVALID, naming the field, for a contract that is none. */
export function classifierContract(runner: TestRunner, contract: ClassifierContract): void {
  checkContract('classifierContract', runner, contract, { fields, rules });
  const { test, expect } = runner;
  if (typeof contract.classifier !== 'function') throw invalid('classifier', 'expected a function that makes a classifier.', 'Write classifier: () => sentimentOf(options).');
  const given: unknown = contract.texts;
  if (!Array.isArray(given) || new Set(given.map((one: Partial<ClassifierSample> | null) => one?.text)).size < 2) throw invalid('texts', 'expected two different texts at least.', "Write texts: [{ text: 'It broke.', language: 'en' }, …], of which each is labelled.");
  const make = freshly('classifier', contract.classifier);
  const samples = contract.texts.map(({ label: _, ...sample }, index): ClassifyInput => ({ id: `sample-${index}`, ...sample }));
  const [sample] = samples as [ClassifyInput];
  const contextOf = contract.context ?? stillContext;
  const rule = (name: ClassifierRule, run: (classifier: Classifier) => Promise<void>, factory: () => Promise<Classifier> = make): void => {
    if (contract.skip?.[name] !== undefined) return;
    void test(`a classifier ${name}`, async () => {
      const classifier = await factory();
      try {
        await run(classifier);
      } finally {
        await classifier.close?.();
      }
    });
  };
  /** The results, checked to be some, for inputs that cannot be changed. */
  const classify = async (classifier: Classifier, inputs: readonly ClassifyInput[]): Promise<ClassifierResult[]> => {
    const size = Math.max(1, Math.min(classifier.capabilities.maxBatch, LARGEST_BATCH));
    const results: ClassifierResult[] = [];
    for (let from = 0; from < inputs.length; from += size) {
      const batch = inputs.slice(from, from + size).map(frozenCopy);
      const answers = await classifier.classify(batch, contextOf(new AbortController().signal));
      expect(amiss(batch, answers, classifier)).toEqual([]);
      results.push(...answers);
    }
    return results;
  };

  rule('describes itself', async (classifier) => {
    const twin = await make();
    expect([
      ...misdescribed(classifier, ['classify']),
      ...(twin.instance === classifier.instance ? [] : ['instance is another one each time']),
      ...(typeof classifier.version === 'string' && classifier.version !== '' ? [] : ['version is no text']),
      ...(twin.version === classifier.version ? [] : ['version is another one each time']),
      ...(capabilitiesSchema.safeParse(classifier.capabilities).error?.issues ?? []).map(({ path, message }) => `capabilities.${path.join('.')}: ${message}`),
    ]).toEqual([]);
    await twin.close?.();
  });

  rule('labels what it should', async (classifier) => {
    const results = await classify(classifier, samples);
    expect(results.filter(({ status }) => status !== 'labelled')).toEqual([]);
    const missing = results.flatMap((result, index) => {
      const { label } = contract.texts[index] as ClassifierSample;
      const given = result.status === 'labelled' && result.labels.some(({ task, value }) => task === label?.task && value === label.value);
      return label === undefined || given ? [] : [`${contract.texts[index]?.text}: not ${label.task} ${label.value}`];
    });
    expect(missing).toEqual([]);
  });

  rule('answers for each text, in order', async (classifier) => {
    expect(await classifier.classify([], contextOf(new AbortController().signal))).toEqual([]);
    const size = Math.min(classifier.capabilities.maxBatch, LARGEST_BATCH);
    const full = Array.from({ length: size }, (_, index): ClassifyInput => ({ ...(samples[index % samples.length] as ClassifyInput), id: `full-${index}` }));
    await classify(classifier, full);
    // The same post, heard for two brands, has one id.
    const doubled = samples.map((input): ClassifyInput => ({ ...input, id: 'one id' }));
    const single = await classify(classifier, samples);
    expect((await classify(classifier, doubled)).map(outcome)).toEqual(single.map(outcome));
  });

  rule('judges each text by itself', async (classifier) => {
    const together = (await classify(classifier, samples)).map(outcome);
    expect((await classify(classifier, samples)).map(outcome)).toEqual(together);
    expect((await classify(classifier, [...samples].reverse())).map(outcome).reverse()).toEqual(together);
    const alone: unknown[] = [];
    for (const [index, input] of samples.entries()) for (const result of await classify(classifier, [{ ...input, id: `alone-${index}` }])) alone.push(outcome(result));
    expect(alone).toEqual(together);
    const fresh = await make();
    expect((await classify(fresh, samples)).map(outcome)).toEqual(together);
    await fresh.close?.();
  });

  rule('says nothing of nothing', async (classifier) => {
    const results = await classify(classifier, blankTexts.map((text, index): ClassifyInput => ({ id: `blank-${index}`, text, language: sample.language })));
    expect(results.map(({ status }) => status)).toEqual(blankTexts.map(() => 'abstained'));
  });

  rule('takes any text', async (classifier) => {
    const [before] = await classify(classifier, [sample]);
    const inputs = hostileTexts.map(([name, text]): ClassifyInput => ({ id: name, text, language: sample.language }));
    for (const language of ['und', '', 'x'.repeat(300)]) inputs.push({ id: `the language ${language.slice(0, 3)}`, text: sample.text, language });
    const results = await classify(classifier, [...inputs, sample]);
    expect(outcome(results.at(-1))).toEqual(outcome(before));
  });

  rule('leaves unread what it does not read', async (classifier) => {
    const foreign = FOREIGN.find((code) => !reads(classifier.capabilities.languages, code));
    if (foreign === undefined) return;
    const [result] = await classify(classifier, [{ ...sample, language: foreign }]);
    expect({ ...result, why: '' }).toEqual({ id: sample.id, status: 'abstained', why: '', unread: true });
  });

  rule('ends when aborted', async (classifier) => {
    const stopped = new AbortController();
    stopped.abort(new DOMException('stopped', 'AbortError'));
    const ended = await classifier.classify([sample], contextOf(stopped.signal)).then(
      // What is done at once may be done with; what leaves the machine may not leave it any more.
      (results) => !classifier.capabilities.sendsTextOut && amiss([sample], results, classifier).length === 0 && results.every(({ status }) => status === 'labelled'),
      (error: unknown) => error === stopped.signal.reason,
    );
    expect(ended).toEqual(true);
    if (contract.hanging === undefined) return;
    const hanging = await freshly('hanging', contract.hanging)();
    const later = new AbortController();
    const asked = hanging.classify([sample], contextOf(later.signal)).then(() => 'an answer', (error: unknown) => (error === later.signal.reason ? 'the reason' : 'another error'));
    later.abort(new DOMException('stopped', 'AbortError'));
    expect(await asked).toEqual('the reason');
    await hanging.close?.();
  });

  if (contract.failing === undefined) return;
  rule('fails aloud', async (broken) => {
    const results = await broken.classify(samples, contextOf(new AbortController().signal)).then(
      (answers) => [...amiss(samples, answers, broken), ...new Set(answers.map(({ status }) => status))],
      (error: unknown) => [KashuvError.is(error) ? 'failed' : 'an error that is no KashuvError'],
    );
    expect(results).toEqual(['failed']);
  }, freshly('failing', contract.failing));
}

const capabilitiesSchema = z.object({
  tasks: z.array(z.enum(tasks as [Label['task'], ...Label['task'][]])).min(1),
  maxBatch: z.int().positive(),
  maxInFlight: z.int().positive(),
  languages: z.union([z.literal('any'), z.array(z.string().min(1)).min(1)]),
  sendsTextOut: z.boolean(),
});

/** What was found, whatever the text is called. */
const outcome = (result: ClassifierResult | undefined): unknown => ({ ...result, id: null });

/** What is wrong with the answers, in words. */
function amiss(inputs: readonly ClassifyInput[], answers: unknown, classifier: Classifier): string[] {
  if (!Array.isArray(answers) || answers.length !== inputs.length) return [`${inputs.length} texts, but ${Array.isArray(answers) ? answers.length : 'no list of'} results`];
  return inputs.flatMap(({ id, text }, index) => {
    const { data, error } = resultSchema.safeParse(answers[index]);
    if (data === undefined) return error.issues.map(({ path, message }) => `${id}: ${path.map(String).join('.')}: ${message}`);
    if (data.id !== id) return [`${id}: answered under the id ${data.id}`];
    return data.status === 'labelled' ? data.labels.flatMap((label) => wrongLabel(label, text, classifier).map((what) => `${id}: ${what}`)) : [];
  });
}

// Of nothing at all it is not said that it was recognised, nor that something failed without a reason.
const resultSchema = classifierResultSchema.refine((result) => (result.status === 'labelled' ? result.labels.length > 0 : result.why.trim() !== ''), 'labelled without a label, or without a reason for having none');

function wrongLabel({ task, value, evidence }: Label, text: string, { capabilities }: Classifier): string[] {
  const problems = capabilities.tasks.includes(task) ? [] : [`${task} is not among its tasks`];
  for (const { span } of evidence) {
    if (span === undefined) continue;
    const { start, end } = span;
    if (start >= end || end > text.length) problems.push(`${task} ${value}: the span ${start}–${end} is not in the text`);
    else if (isSplit(text, start) || isSplit(text, end)) problems.push(`${task} ${value}: the span ${start}–${end} cuts a character in two`);
  }
  return problems;
}

const isSplit = (text: string, at: number): boolean => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

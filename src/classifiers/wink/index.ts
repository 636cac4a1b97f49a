import type { WinkMethods } from 'wink-nlp';
import * as z from 'zod';

import { inputProblem } from '../../lib/answers.ts';
import { digest } from '../../lib/digest.ts';
import { isLabelName, tasks, united, type LabelName } from '../../lib/labels.ts';
import { baseLanguage } from '../../lib/language-tag.ts';
import { checkOptions } from '../../lib/options.ts';
import type { ClassifierResult, Label } from '../../spec/classification.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { Classifier, ClassifyInput } from '../../spec/plugin.ts';
import { loadWink, type MakeWink } from './load.ts';
import { plainWords } from './plain-words.ts';
import { read } from './read.ts';

/** Raised with every change of what the classifier may say. */
const REVISION = 1;
/** wink keeps every new word for good; a fresh instance after this many words keeps memory level. */
const FRESH_AFTER_WORDS = 50_000;
/** wink finds some polarity in almost any text; below this it says nothing. */
const LEAST_POLARITY = 0.2;

export interface WinkPattern {
  /** Names the finding in evidence. */
  readonly name: string;
  /** In wink's own notation: plain words, alternatives as `[refund|money]`, parts of speech in capitals (`ADJ`); an alternative may be empty: `[|very]`. */
  readonly patterns: readonly string[];
  /** What a text says in which the pattern is found, and is not negated. */
  readonly label: LabelName;
  /** 0–1. Default 0.7. */
  readonly confidence?: number;
  /** `no smoke at all` does not count as `smoke`. Default true. */
  readonly negatable?: boolean;
}

export interface WinkClassifierOptions {
  /** Which one it is. Default: `wink`. */
  readonly instance?: string;
  /** Whether polarity becomes sentiment. Default true. */
  readonly sentiment?: boolean;
  /** What an entity that wink knows says, by its name: `DATE`, `DURATION`, `EMAIL`, `MONEY`, `PERCENT`, `TIME` …; `{}` for nothing. Default: `MONEY` is the theme `money`, with 0.5. */
  readonly entities?: Readonly<Record<string, { readonly label: LabelName; readonly confidence?: number }>>;
  /** Patterns of your own. */
  readonly patterns?: readonly WinkPattern[];
}

const labelSchema = z.custom<LabelName>((value) => typeof value === 'object' && value !== null && isLabelName(value as LabelName), 'expected a task with one of its values, such as { task: "theme", value: "safety" }');
const confidence = (fallback: number): z.ZodDefault<z.ZodNumber> => z.number().min(0).max(1).default(fallback);
const optionsSchema = z.strictObject({
  instance: z.string().min(1).max(256).default('wink'),
  sentiment: z.boolean().default(true),
  entities: z.record(z.string(), z.strictObject({ label: labelSchema, confidence: confidence(0.5) })).default({ MONEY: { label: { task: 'theme', value: 'money' }, confidence: 0.5 } }),
  patterns: z
    .array(z.strictObject({ name: z.string().min(1).max(256), patterns: z.array(z.string().trim().min(1).max(512)).min(1), label: labelSchema, confidence: confidence(0.7), negatable: z.boolean().default(true) }))
    .default([])
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two patterns have one name'),
});

type Settings = z.output<typeof optionsSchema>;

/**
 * English by wink-nlp, offline: polarity as sentiment, entities as themes, and patterns of the host's own, each with the place where it was found. Reads the first 400
 * words. A text that says none of it is abstained, never neutral; so is, unread, one in another language or in none that is known.
 *
 * Sentiment has the confidence 0.5 + 0.3 × |polarity|, from a polarity of 0.2 on; it is not calibrated. wink is loaded with the first English text;
 * where that fails, its texts fail, and loading is tried again with the next batch. Throws CONFIG_INVALID for options that are none; a pattern that wink does not take
 * rejects the call with CONFIG_INVALID.
 */
export function winkClassifier(options: WinkClassifierOptions = {}): Classifier {
  const settings = checkOptions('winkClassifier', optionsSchema, options);
  const { sentiment, entities, patterns } = settings;
  let loading: Promise<MakeWink> | null = null;
  let current: { nlp: WinkMethods; words: Set<string> } | null = null;
  const said = new Set<string>([...(sentiment ? ['sentiment'] : []), ...Object.values(entities).map(({ label }) => label.task), ...patterns.map(({ label }) => label.task)]);
  if (said.size === 0) throw new KashuvError('CONFIG_INVALID', 'there is nothing that it could say.', { field: 'winkClassifier', fix: 'Leave sentiment on, or give it patterns.' });

  const load = async (): Promise<MakeWink> => {
    loading ??= loadWink();
    try {
      return await loading;
    } catch (error) {
      loading = null;
      throw new KashuvError('UNAVAILABLE', 'wink-nlp could not be loaded.', { cause: error });
    }
  };
  /** An instance whose vocabulary has room for these words. */
  const instanceFor = (make: MakeWink, words: readonly string[]): WinkMethods => {
    if (current === null || current.words.size + words.length > FRESH_AFTER_WORDS) current = { nlp: make(patterns), words: new Set() };
    for (const word of words) current.words.add(word);
    return current.nlp;
  };
  const checked = (make: MakeWink): MakeWink => {
    try {
      instanceFor(make, []);
      return make;
    } catch (error) {
      throw new KashuvError('CONFIG_INVALID', 'wink does not take these patterns.', { field: 'winkClassifier.patterns', fix: 'See the cause; between brackets stands one word each.', cause: error });
    }
  };

  return {
    contract: 1,
    name: 'wink',
    instance: settings.instance,
    version: `${REVISION} (wink-nlp 2.4.0, wink-eng-lite-web-model 1.8.1) ${digest(JSON.stringify({ sentiment, entities, patterns })).slice(0, 12)}`,
    capabilities: { tasks: tasks.filter((task) => said.has(task)), maxBatch: 64, maxInFlight: 1, languages: ['en'], sendsTextOut: false },
    async classify(texts, context) {
      context.signal.throwIfAborted();
      const problems = texts.map(inputProblem);
      const make = texts.some((input, index) => problems[index] === null && isEnglish(input)) ? await (context.io === undefined ? load() : context.io(load)) : null;
      context.signal.throwIfAborted();
      if (make !== null) checked(make);
      return texts.map((input, index) => {
        const problem = problems[index] ?? null;
        if (problem !== null) return { id: input.id, status: 'failed', why: problem };
        if (!isEnglish(input) || make === null) return { id: input.id, status: 'abstained', why: `wink does not read '${input.language.slice(0, 20)}'`, unread: true };
        try {
          return resultOf(input.id, labelsOf(input.text, (words) => instanceFor(make, words), settings));
        } catch {
          // What it threw may hold the text; one odd text must not cost its neighbours their labels.
          return { id: input.id, status: 'failed', why: 'wink failed on this text' };
        }
      });
    },
  };
}

const isEnglish = ({ language }: ClassifyInput): boolean => baseLanguage(language) === 'en';

const resultOf = (id: string, labels: Label[]): ClassifierResult => (labels.length === 0 ? { id, status: 'abstained', why: 'nothing was recognised' } : { id, status: 'labelled', labels });

function labelsOf(text: string, instanceFor: (words: readonly string[]) => WinkMethods, { sentiment, entities, patterns }: Settings): Label[] {
  const plain = plainWords(text);
  const [first, last] = [plain.parts[0], plain.parts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { polarity, found } = read(instanceFor(plain.words), plain);
  const labels: Label[] = [];
  const add = (label: Label): void => {
    const twin = labels.findIndex((one) => one.task === label.task && one.value === label.value);
    if (twin < 0) labels.push(label);
    else labels[twin] = united(labels[twin] as Label, label);
  };
  if (sentiment && Math.abs(polarity) >= LEAST_POLARITY) {
    add({ task: 'sentiment', value: polarity < 0 ? 'negative' : 'positive', confidence: 0.5 + 0.3 * Math.abs(polarity), evidence: [{ source: 'model', cue: 'wink-sentiment', span: { start: first.at.start, end: last.at.end } }] });
  }
  for (const { kind, name, span, negated } of found) {
    const pattern = kind === 'pattern' ? patterns.find((one) => one.name === name) : undefined;
    if (pattern !== undefined && negated && pattern.negatable) continue;
    const said = pattern ?? (kind === 'entity' && Object.hasOwn(entities, name) ? entities[name] : undefined);
    if (said !== undefined) add({ ...said.label, confidence: said.confidence, evidence: [{ source: 'text', cue: `wink-${kind}:${name}`, span }] });
  }
  return labels;
}

export type { LabelName } from '../../lib/labels.ts';

import * as z from 'zod';

import { unfence } from '../../lib/model-call.ts';
import { hasOneValue } from '../../lib/labels.ts';
import type { ClassifierResult, Label } from '../../spec/classification.ts';
import type { Evidence } from '../../spec/fact.ts';
import type { LabelKey } from './labels.ts';
import type { Asked } from './prompt.ts';

/** An answer longer than this for each text is none, in UTF-16 units. */
const MAX_ANSWER_PER_TEXT = 32_768;
const MAX_LABELS = 64;
const MAX_QUOTES = 8;

export type Keys = ReadonlyMap<LabelKey, Pick<Label, 'task' | 'value'>>;

const quotes = z.array(z.string());

/** Of keywords only what every vendor's strict mode takes: the rest is checked when the answer is read. */
export function answerSchemaOf(keys: Keys): Readonly<Record<string, unknown>> {
  const label = z.strictObject({ label: z.enum([...keys.keys()]), confidence: z.number(), quotes });
  const { $schema: _, ...schema } = z.toJSONSchema(z.strictObject({ results: z.array(z.strictObject({ id: z.string(), labels: z.array(label) })) }));
  return schema;
}

const labelsSchema = z.array(z.strictObject({ label: z.string(), confidence: z.number().min(0).max(1), quotes: quotes.max(MAX_QUOTES).default([]) })).max(MAX_LABELS);
const answerSchema = z.strictObject({ results: z.array(z.unknown()) });
const entrySchema = z.strictObject({ id: z.string(), labels: z.unknown() });

/**
 * What an answer says of each text, same length and order as `asked`. Whoever is not answered for, or twice, or with a label that is not in the list, has
 * failed. Nothing the model wrote is repeated in a reason: it may be words of a text.
 */
export function readAnswer(answer: unknown, asked: readonly Asked[], keys: Keys, cue: string): ClassifierResult[] {
  const read = safely(() => entriesOf(answer, asked.length));
  if (read === null || typeof read === 'string') return asked.map(({ input }) => ({ id: input.id, status: 'failed', why: read ?? 'the answer could not be read' }));
  return asked.map((one): ClassifierResult => {
    const { id } = one.input;
    const found = read.filter((entry) => entry.id === one.id);
    const [entry] = found;
    if (entry === undefined) return { id, status: 'failed', why: 'the model did not answer for this text' };
    if (found.length > 1) return { id, status: 'failed', why: 'the model answered more than once for this text' };
    const labels = safely(() => labelsOf(entry.labels, one, keys, cue));
    if (labels === null || typeof labels === 'string') return { id, status: 'failed', why: labels ?? 'the labels could not be read' };
    return labels.length === 0 ? { id, status: 'abstained', why: 'the model recognised nothing' } : { id, status: 'labelled', labels };
  });
}

/** What stands under an id, or why the whole is no answer. */
function entriesOf(answer: unknown, count: number): { id: string; labels: unknown }[] | string {
  let value = answer;
  if (typeof answer === 'string') {
    if (answer.length > MAX_ANSWER_PER_TEXT * count) return 'the answer was far too long';
    try {
      value = JSON.parse(unfence(answer));
    } catch {
      return 'the answer was not JSON';
    }
  }
  const { data } = answerSchema.safeParse(value);
  if (data === undefined) return 'the answer was no object with the one property results';
  // An entry that is none is nobody's; its text is then not answered for.
  return data.results.flatMap((entry) => {
    const { data: read } = entrySchema.safeParse(entry);
    return read === undefined ? [] : [{ id: read.id, labels: read.labels }];
  });
}

function labelsOf(given: unknown, asked: Asked, keys: Keys, cue: string): Label[] | string {
  const { data } = labelsSchema.safeParse(given);
  if (data === undefined) return 'the labels were not of the form that was asked for';
  const labels = new Map<LabelKey, Label>();
  for (const { label: key, confidence, quotes: quoted } of data) {
    const name = keys.get(key);
    if (name === undefined) return 'the model gave a label that is not in the list';
    if (labels.has(key)) return 'the model gave one label twice';
    // Nobody asked how the text feels about nothing.
    if (name.task === 'target-sentiment' && asked.input.target === undefined) continue;
    labels.set(key, { ...name, confidence, evidence: evidenceOf(quoted, asked.shown, cue) } as Label);
  }
  const sorted = [...labels.values()].sort((a, b) => b.confidence - a.confidence);
  const leading = sorted.filter(({ task }, index) => !hasOneValue(task) || sorted.findIndex((one) => one.task === task) === index);
  const torn = leading.some(({ task, value, confidence }) => hasOneValue(task) && sorted.some((one) => one.task === task && one.value !== value && one.confidence === confidence));
  return torn ? 'the model contradicts itself' : leading;
}

/** Where the quoted words stand. A quote that does not stand in the text is nobody's word, and dropped. */
function evidenceOf(quoted: readonly string[], shown: string, cue: string): Evidence[] {
  const spans = new Map<number, Evidence>();
  for (const quote of quoted) {
    const words = quote.trim();
    const start = words === '' || !words.isWellFormed() ? -1 : shown.indexOf(words);
    if (start >= 0) spans.set(start, { source: 'model', cue, span: { start, end: start + words.length } });
  }
  return spans.size === 0 ? [{ source: 'model', cue }] : [...spans.values()];
}

/** An answer is whatever a function gave: looking at it may throw, and what is thrown may hold the prompt or the key. */
function safely<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

import * as z from 'zod';

import { normaliseText } from '../../src/intake/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Judgement } from '../../src/understand/model/index.ts';
import { jsonLines } from '../jsonl.ts';
import { calibrationError, figuresOf } from './figures.ts';
import type { LineJudge } from './judge.ts';

/** From here on a label counts as confident. */
export const CONFIDENT = 0.8;

const lineSchema = z.looseObject({ text: z.string(), label: z.string().min(1) });
/** A profile need not have said anything. */
const profileSchema = lineSchema.extend({ text: z.string().default('') });
export type ClassifiedLine = z.infer<typeof lineSchema> & { readonly where: string };

/** Labelled texts from JSON lines; blank lines are skipped, what else a line holds is kept. Throws INPUT_INVALID that names the line (from 1) and the field. */
export function readClassifiedLines(jsonl: string, file: string, task = ''): ClassifiedLine[] {
  const schema = task === 'speaker' ? profileSchema : lineSchema;
  const lines: ClassifiedLine[] = [];
  for (const { where, value } of jsonLines(jsonl, file, 'text')) {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = (issue?.path ?? []).map(String).join('.');
      throw new KashuvError('INPUT_INVALID', `${issue?.message ?? 'not valid'}.`, { field: path === '' ? where : `${where} ${path}`, fix: 'A line holds text and label.' });
    }
    lines.push({ ...decoded(parsed.data), where });
  }
  return lines;
}

/** Sets have escapes and entities written out; a monitor's posts come decoded. */
function decoded<T extends Record<string, unknown>>(line: T): T {
  return Object.fromEntries(Object.entries(line).map(([key, value]) => [key, typeof value === 'string' && key !== 'label' ? normaliseText(value).text : value])) as T;
}

export interface ClassifyFigures {
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly macroRecall: number;
  readonly perClass: Readonly<Record<string, { readonly n: number; readonly precision: number; readonly recall: number; readonly f1: number }>>;
  /** Expected calibration error, 0–1, 15 bins. */
  readonly ece: number;
  /** Shares of all with a probability of CONFIDENT or more, and of those that are right. */
  readonly confidentShare: number;
  readonly confidentAccuracy: number;
  /** Texts in which there was nothing to read: no label, counted as wrong. */
  readonly abstained: number;
  /** On one core, by the clock on the wall: all tasks of the language, cues included. */
  readonly textsPerSecond: number;
}

/** Judges lines and counts. Throws INPUT_INVALID that names the line where a label is none of the task's. */
export function classifyLines(lines: readonly ClassifiedLine[], task: string, { judge, labels }: LineJudge): ClassifyFigures {
  const golds = lines.map(({ label, where }) => {
    const gold = labels.indexOf(label);
    if (gold === -1) throw new KashuvError('INPUT_INVALID', `${task} has no such label.`, { field: `${where} label`, fix: `Its labels are ${labels.join(', ')}.` });
    return gold;
  });
  const among = task === TWO_SIDED ? likeliestOf(golds, labels.length) : null;
  const judgements: (Judgement | undefined)[] = [];
  const begun = performance.now();
  for (const line of lines) judgements.push(judge(line));
  const seconds = (performance.now() - begun) / 1_000;
  const rows = judgements.map((judgement, at) => {
    const gold = golds[at] ?? 0;
    const { said, confidence } = judgement === undefined ? { said: -1, confidence: 0 } : (among?.(judgement) ?? { said: labels.indexOf(judgement.label), confidence: judgement.confidence });
    return { gold, said, confidence, right: said === gold };
  });
  const { accuracy, macroF1, macroRecall, perLabel } = figuresOf(rows, labels.length);
  const confident = rows.filter(({ confidence }) => confidence >= CONFIDENT);
  return {
    n: lines.length,
    accuracy: rounded(accuracy),
    macroF1: rounded(macroF1),
    macroRecall: rounded(macroRecall),
    perClass: Object.fromEntries(perLabel.map(({ n, precision, recall, f1 }, label) => [labels[label] ?? '', { n, precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }])),
    ece: rounded(calibrationError(rows.filter(({ said }) => said >= 0))),
    confidentShare: rounded(confident.length / rows.length),
    confidentAccuracy: rounded(confident.length === 0 ? 0 : confident.filter(({ right }) => right).length / confident.length),
    abstained: rows.filter(({ said }) => said < 0).length,
    textsPerSecond: Math.round(lines.length / seconds),
  };
}

/** Sets of the mood towards something often leave out who has none: of such a file the likelier of the labels that occur is taken. */
const TWO_SIDED = 'target-sentiment';

/** Null where all labels occur. */
function likeliestOf(golds: readonly number[], labels: number): ((judgement: Judgement) => { said: number; confidence: number }) | null {
  const there = [...new Set(golds)];
  if (there.length === labels || there.length < 2) return null;
  return ({ probabilities }) => {
    const whole = there.reduce((sum, label) => sum + (probabilities[label] ?? 0), 0);
    const said = there.reduce((best, label) => ((probabilities[label] ?? 0) > (probabilities[best] ?? 0) ? label : best));
    return { said, confidence: whole === 0 ? 0 : (probabilities[said] ?? 0) / whole };
  };
}

const rounded = (value: number): number => Number(value.toFixed(4));

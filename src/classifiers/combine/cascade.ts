import * as z from 'zod';

import { hasOneValue, tasks, united } from '../../lib/labels.ts';
import { checkOptions } from '../../lib/options.ts';
import type { ClassificationTask, ClassifierResult, Label } from '../../spec/classification.ts';
import type { Classifier, ClassifyInput } from '../../spec/plugin.ts';
import { checkParts, combination, hear } from './parts.ts';

export interface CascadeOptions {
  /**
   * Below which confidence, 0–1, the next one is asked. A number is for every label that was given. A record names tasks, and a task
   * that is named is unsure where it has no label, too: `{ kind: 0.6, sentiment: 0.7 }`. Default 0.6.
   */
  readonly unsure?: number | Readonly<Partial<Record<ClassificationTask, number>>>;
}

const confidence = z.number().min(0).max(1);
const optionsSchema = z.strictObject({
  unsure: z.union([confidence, z.strictObject(Object.fromEntries(tasks.map((task) => [task, confidence.optional()])))], 'expected a confidence from 0 to 1, or one for each task that is named').default(0.6),
});

/** What is known of one text so far. */
interface Heard {
  labels: Label[];
  reasons: string[];
  /** What those who failed could have told, and nobody after them who labelled judges. */
  missed: Set<ClassificationTask>;
  /** Nobody read it. */
  unread: boolean;
}

/**
 * Asks one classifier after the other, from cheap to dear: the next one only for the texts of which those before said nothing, failed, or were
 * not sure. What is sure stays; beside it kinds and themes are united, and of what was unsure the surer word leads.
 *
 * Nobody said anything and somebody failed: `failed`. Somebody did, and of a task of one that failed nobody after it who labelled is a judge: `labelled` and `incomplete`.
 * Throws CONFIG_INVALID for fewer than two classifiers and for options that are none.
 */
export function cascade(classifiers: readonly Classifier[], options: CascadeOptions = {}): Classifier {
  const parts = checkParts('cascade', classifiers, 2);
  const { unsure } = checkOptions('cascade', optionsSchema, options) as Required<CascadeOptions>;
  return {
    ...combination('cascade', parts, { unsure }),
    async classify(texts, context) {
      const heard = texts.map((): Heard => ({ labels: [], reasons: [], missed: new Set(), unread: true }));
      for (const [place, part] of parts.entries()) {
        const asked = heard.flatMap((one, index) => (place === 0 || isOpen(one, part, unsure) ? [index] : []));
        if (asked.length === 0) continue;
        const results = await hear(part, asked.map((index) => texts[index] as ClassifyInput), context);
        asked.forEach((index, position) => take(heard[index] as Heard, results[position] as ClassifierResult, part, unsure));
      }
      return heard.map((one, index) => resultOf((texts[index] as ClassifyInput).id, one));
    },
  };
}

/** Whether the labels say enough of a task. */
function isSettled(labels: readonly Label[], task: ClassificationTask, unsure: Required<CascadeOptions>['unsure']): boolean {
  const surest = labels.reduce((most, label) => (label.task === task ? Math.max(most, label.confidence) : most), -1);
  if (typeof unsure === 'number') return surest < 0 || surest >= unsure;
  const threshold = unsure[task];
  return threshold === undefined || surest >= threshold;
}

const isOpen = ({ labels, missed }: Heard, { capabilities }: Classifier, unsure: Required<CascadeOptions>['unsure']): boolean =>
  labels.length === 0 || capabilities.tasks.some((task) => missed.has(task) || !isSettled(labels, task, unsure));

function take(heard: Heard, result: ClassifierResult, part: Classifier, unsure: Required<CascadeOptions>['unsure']): void {
  if (result.status !== 'labelled') {
    heard.reasons.push(`${part.name}: ${result.why}`);
    if (result.status === 'failed') miss(heard, part);
    if (result.status !== 'abstained' || result.unread !== true) heard.unread = false;
    return;
  }
  heard.unread = false;
  if (result.incomplete === undefined) {
    for (const task of part.capabilities.tasks) heard.missed.delete(task);
  } else {
    miss(heard, part);
    heard.reasons.push(`${part.name}: ${result.incomplete}`);
  }
  const before = heard.labels;
  // A word on what is sure already was not asked for; another kind or theme beside it may matter more than it.
  const wanted = result.labels.filter(({ task }) => !(hasOneValue(task) && before.some((label) => label.task === task) && isSettled(before, task, unsure)));
  const rest = before.map((label) => {
    const twin = wanted.find((one) => one.task === label.task && one.value === label.value);
    return twin === undefined ? label : united(label, twin);
  });
  const news = wanted.filter((label) => !before.some((one) => one.task === label.task && one.value === label.value));
  // The surer word leads; of two as sure, the later one, who was asked for its better judgement.
  heard.labels = [...news, ...rest].sort((a, b) => tasks.indexOf(a.task) - tasks.indexOf(b.task) || b.confidence - a.confidence);
}

function miss({ missed }: Heard, { capabilities }: Classifier): void {
  for (const task of capabilities.tasks) missed.add(task);
}

function resultOf(id: string, { labels, reasons, missed, unread }: Heard): ClassifierResult {
  const why = reasons.join('; ');
  if (labels.length > 0) return { id, status: 'labelled', labels, ...(missed.size > 0 && { incomplete: why }) };
  if (missed.size > 0) return { id, status: 'failed', why };
  return { id, status: 'abstained', why, ...(unread && { unread: true }) };
}

import * as z from 'zod';

import { hasOneValue, isLife, tasks, united } from '../../lib/labels.ts';
import { checkOptions } from '../../lib/options.ts';
import type { ClassificationTask, ClassifierResult, Label } from '../../spec/classification.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { Classifier } from '../../spec/plugin.ts';
import { checkParts, combination, hear } from './parts.ts';

export type Weight = number | Readonly<Partial<Record<ClassificationTask, number>>>;

export interface VoteOptions {
  /** One for each classifier, in their order: a number, or one for each task. What is not named weighs 1; 0 is no say, not even of life and limb. Default: all alike. */
  readonly weights?: readonly Weight[];
  /** The lowest agreed confidence, 0–1, with which a value is still given; life and limb is from 0.3 on, whatever stands here. Default 0.25. */
  readonly least?: number;
  /** Which share of the weight, 0–1, has to have answered; with less the text fails. Default 0.5. */
  readonly quorum?: number;
}

const weight = z.number().min(0).max(1_000_000);
const share = z.number().min(0).max(1);
const optionsSchema = z.strictObject({
  weights: z.array(z.union([weight, z.strictObject(Object.fromEntries(tasks.map((task) => [task, weight.optional()])))], 'expected a weight, or one for each task that is named')).optional(),
  least: share.default(0.25),
  quorum: share.default(0.5),
});

/** From this confidence on, life and limb is given, whatever `least` is. */
const LEAST_LIFE = 0.3;
/** From this confidence on a graver harm is given beside a surer lesser one: a human had better look once too often. */
const GRAVE_ENOUGH = 0.5;
/** Two confidences that differ by less are alike: sums of fractions are not exact. */
const ALIKE = 1e-9;

/**
 * Asks all classifiers at once and gives what they agree on. The confidence of a value is the mean of the confidences with which it was given,
 * by weight, over all who judge its task and answered; who is silent on it counts as 0. So two of three who say it with 0.9 make 0.6, and one alone 0.3.
 * Life and limb (threat, self-harm, harm 4) is not outvoted: it is as sure as the surest voice, and from 0.3 on `least` does not leave it out. A weight of 0 for a task is
 * no say in it, in this neither. Of tasks with one value the surest one is
 * given, and none where two are alike; of harms the gravest that is 0.5 sure, if any is.
 *
 * Who does not read a text has no vote on it. Who failed has none either; where less than `quorum` of the weight answered, the text is `failed`,
 * and where somebody failed beside labels, these are `incomplete`. Throws CONFIG_INVALID for fewer than two classifiers and for options that are none.
 */
export function vote(classifiers: readonly Classifier[], options: VoteOptions = {}): Classifier {
  const parts = checkParts('vote', classifiers, 2);
  const { weights = [], ...limits } = checkOptions('vote', optionsSchema, options);
  if (options.weights !== undefined && weights.length !== parts.length) {
    throw new KashuvError('CONFIG_INVALID', `expected ${parts.length} weights, one for each classifier.`, { field: 'vote.weights', fix: 'Give a weight to each, in their order.' });
  }
  const weightOf = (place: number, task: ClassificationTask): number => {
    const own = weights[place];
    return typeof own === 'number' ? own : ((own as Partial<Record<ClassificationTask, number>> | undefined)?.[task] ?? 1);
  };
  /** The weight of a whole classifier: the mean over what it judges. */
  const overall = parts.map(({ capabilities }, place) => capabilities.tasks.reduce((sum, task) => sum + weightOf(place, task), 0) / Math.max(1, capabilities.tasks.length));
  return {
    ...combination('vote', parts, { weights, ...limits }),
    async classify(texts, context) {
      const heard = await Promise.all(parts.map((part) => hear(part, texts, context)));
      return texts.map(({ id }, index) => {
        const voices = parts.map((part, place): Voice => ({ part, place, result: (heard[place] as ClassifierResult[])[index] as ClassifierResult }));
        return counted(id, voices, { overall, weightOf, ...limits });
      });
    },
  };
}

interface Voice {
  readonly part: Classifier;
  readonly place: number;
  readonly result: ClassifierResult;
}

interface Count {
  readonly overall: readonly number[];
  readonly weightOf: (place: number, task: ClassificationTask) => number;
  readonly least: number;
  readonly quorum: number;
}

function counted(id: string, voices: readonly Voice[], { overall, weightOf, least, quorum }: Count): ClassifierResult {
  const why = voices.flatMap(({ part, result }) => {
    const reason = result.status === 'labelled' ? result.incomplete : result.why;
    return reason === undefined ? [] : [`${part.name}: ${reason}`];
  }).join('; ');
  const called = voices.filter(({ result }) => !(result.status === 'abstained' && result.unread === true));
  if (called.length === 0) return { id, status: 'abstained', why, unread: true };
  const answered = called.filter(({ result }) => result.status !== 'failed');
  const sum = (some: readonly Voice[]): number => some.reduce((total, { place }) => total + (overall[place] ?? 0), 0);
  if (sum(answered) < quorum * sum(called)) return { id, status: 'failed', why };
  const labels = tasks.flatMap((task) => agreed(task, answered, weightOf).filter((label) => label.confidence >= (isLife(label) ? Math.min(least, LEAST_LIFE) : least)));
  const failed = called.some(({ result }) => result.status === 'failed' || (result.status === 'labelled' && result.incomplete !== undefined));
  if (labels.length > 0) return { id, status: 'labelled', labels, ...(failed && { incomplete: why }) };
  return failed ? { id, status: 'failed', why } : { id, status: 'abstained', why: why || 'there is nothing that the classifiers agree on' };
}

function agreed(task: ClassificationTask, answered: readonly Voice[], weightOf: Count['weightOf']): Label[] {
  const judges = answered.filter(({ part }) => part.capabilities.tasks.includes(task)).filter(({ place }) => weightOf(place, task) > 0);
  const whole = judges.reduce((total, { place }) => total + weightOf(place, task), 0);
  if (whole === 0) return [];
  const found = new Map<Label['value'], { label: Label; weighed: number }>();
  for (const { place, result } of judges) {
    if (result.status !== 'labelled') continue;
    for (const label of surestOfEach(result.labels.filter((one) => one.task === task))) {
      const before = found.get(label.value);
      const weighed = (before?.weighed ?? 0) + weightOf(place, task) * label.confidence;
      found.set(label.value, { label: before === undefined ? label : united(before.label, label), weighed });
    }
  }
  const values = [...found.values()]
    .map(({ label, weighed }): Label => ({ ...label, confidence: isLife(label) ? label.confidence : Math.min(1, weighed / whole) }))
    .sort((a, b) => b.confidence - a.confidence);
  const [first, second] = values;
  if (!hasOneValue(task) || first === undefined) return values;
  const graver = values.filter((label) => label.task === 'harm' && label.confidence >= GRAVE_ENOUGH).sort((a, b) => Number(b.value) - Number(a.value))[0];
  if (graver !== undefined) return [graver];
  return second !== undefined && first.confidence - second.confidence < ALIKE ? [] : [first];
}

/** A voice that gives one value twice has still one vote. */
function surestOfEach(labels: readonly Label[]): Label[] {
  const surest = new Map<Label['value'], Label>();
  for (const label of labels) {
    const before = surest.get(label.value);
    surest.set(label.value, before === undefined ? label : united(before, label));
  }
  return [...surest.values()];
}

import type { ClassificationTask, ClassifierResult, Label } from '../../spec/classification.ts';
import { known, unknown } from '../../spec/fact.ts';
import type { Classifier, ClassifyInput, SpeakerJudge } from '../../spec/plugin.ts';
import type { Post } from '../../spec/post.ts';
import type { SpeakerRole } from '../../spec/speaker.ts';
import { aFunction, aName } from './given.ts';

const TASKS: ClassificationTask[] = ['sentiment', 'target-sentiment', 'kind', 'topic', 'theme', 'arousal', 'demand', 'harm'];

/** A label as a test writes it: confidence 1, no evidence. */
export type PlainLabel = { [K in Label['task']]: { task: K; value: Extract<Label, { task: K }>['value'] } }[Label['task']];

/** A classifier that says what it is told: labels, or null to abstain. What it throws is a failure. */
export function fixedClassifier(labelsOf: (input: ClassifyInput) => readonly PlainLabel[] | null, name = 'fixed'): Classifier {
  aFunction('fixedClassifier', labelsOf, "Write ({ text }) => [{ task: 'kind', value: 'complaint' }], or () => null to abstain.");
  aName('fixedClassifier.name', name);
  return {
    contract: 1,
    name,
    instance: name,
    version: '1',
    capabilities: { tasks: TASKS, maxBatch: 64, maxInFlight: 8, languages: 'any', sendsTextOut: false },
    classify: async (texts) =>
      texts.map((input): ClassifierResult => {
        const labels = labelsOf(input);
        if (labels === null) return { id: input.id, status: 'abstained', why: 'told to' };
        return { id: input.id, status: 'labelled', labels: labels.map((label) => ({ ...label, confidence: 1, evidence: [] })) };
      }),
  };
}

/** A judge that says what it is told; null: unknown. */
export function fixedJudge(roleOf: (post: Post) => SpeakerRole | null, name = 'fixed'): SpeakerJudge {
  aFunction('fixedJudge', roleOf, "Write (post) => 'customer', or () => null for unknown.");
  aName('fixedJudge.name', name);
  return {
    contract: 1,
    name,
    instance: name,
    version: '1',
    capabilities: { maxInFlight: 8, sendsTextOut: false },
    judge: async ({ post }) => {
      const role = roleOf(post);
      return role === null ? unknown<SpeakerRole>('told to') : known(role);
    },
  };
}

import { tasks } from '../../lib/labels.ts';
import {
  arousalSchema, demandSchema, mentionKindSchema, sentimentSchema, themeSchema, topicSchema, type ClassificationTask, type Label,
} from '../../spec/classification.ts';

/** A task with one of its values, as a model names it: `kind/complaint`, `harm/3`. */
export type LabelKey = string;

const values: Readonly<Record<ClassificationTask, readonly Label['value'][]>> = {
  sentiment: sentimentSchema.options,
  'target-sentiment': sentimentSchema.options,
  kind: mentionKindSchema.options,
  topic: topicSchema.options,
  theme: themeSchema.options,
  arousal: arousalSchema.options,
  demand: demandSchema.options,
  harm: [0, 1, 2, 3, 4],
};

/** What a task asks, in the words a model is given. */
const questions: Readonly<Record<ClassificationTask, string>> = {
  sentiment: 'The feeling of the whole text: one value.',
  'target-sentiment': 'The feeling towards what stands in "about": one value, and none where "about" is missing.',
  kind: 'What kind of thing is said: every value that holds.',
  topic: 'What it is about: one value.',
  theme: 'Grave themes it touches: every value that holds, often none.',
  arousal: 'How agitated the author is: one value.',
  demand: 'What the author asks for: one value.',
  harm: 'What happened to somebody, or is about to: one value.',
};

/** Values whose word alone does not say what is meant. */
const meanings: Readonly<Record<LabelKey, string>> = {
  'kind/abuse': 'insults without a victim beyond the organisation',
  'kind/bullying': 'abuse that hurts a person or a group',
  'kind/threat': 'a threat of violence',
  'kind/self-harm': 'the author may hurt or kill themselves',
  'kind/values-criticism': 'the organisation acts against what is right',
  'kind/silence-complaint': 'the organisation does not answer',
  'kind/press-inquiry': 'somebody asks for a publication',
  'kind/erasure-request': 'personal data are to be deleted',
  'kind/statement': 'none of the others',
  'theme/money': 'money lost, owed or overcharged',
  'topic/campaign': 'advertising',
  'topic/policy': 'how the organisation acts',
  'demand/none': 'nothing is asked for',
  'harm/0': 'none',
  'harm/1': 'annoyance',
  'harm/2': 'loss or hurt',
  'harm/3': 'serious',
  'harm/4': 'life and limb',
};

const keyOf = (task: ClassificationTask, value: Label['value']): LabelKey => `${task}/${value}`;

/** The keys of some tasks, in the order of the vocabulary. */
export function keysOf(wanted: readonly ClassificationTask[]): ReadonlyMap<LabelKey, Pick<Label, 'task' | 'value'>> {
  return new Map(tasks.filter((task) => wanted.includes(task)).flatMap((task) => values[task].map((value) => [keyOf(task, value), { task, value }])));
}

/** One line for each task, with its values. */
export function catalogue(wanted: readonly ClassificationTask[]): string {
  return tasks
    .filter((task) => wanted.includes(task))
    .map((task) => `- ${task}. ${questions[task]} ${values[task].map((value) => describe(keyOf(task, value))).join(', ')}.`)
    .join('\n');
}

const describe = (key: LabelKey): string => (Object.hasOwn(meanings, key) ? `${key} (${meanings[key]})` : key);

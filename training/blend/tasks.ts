import type { Measure } from '../../eval/classify/figures.ts';
import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import type { LanguagePack } from '../../src/spec/language.ts';
import { GRIEVANCES, HURT_KINDS } from '../tasks.ts';
import type { OwnPost } from './own.ts';

/** One task of a blend. */
export interface BlendedTask {
  readonly task: string;
  readonly labels: readonly string[];
  readonly measure: Measure;
  /** Learnt on the examples of the model's task of this name. */
  readonly head?: string;
  /** Learnt on posts written for this project: the label of each, or null where it has none. */
  readonly own?: (post: OwnPost) => string | null;
  /** Also what own posts taught the model: it tells posts to brands from others. */
  readonly allInputs?: boolean;
  /** Of life and limb: its card says what a lower threshold finds. */
  readonly danger?: boolean;
  /** Learnt also on the posts that were written for what hurts. */
  readonly hurt?: boolean;
  /** How much an own post counts beside an example of the head. */
  readonly ownWeight?: number;
  /** Shares of the labels in the world. */
  readonly prior?: readonly number[];
  /** Of what weights are far from where they are drawn to; chosen by cross-validation. */
  readonly penalty?: number;
}

const SENTIMENTS = ['negative', 'neutral', 'positive'];
const known = (labels: readonly string[], label: string | undefined): string | null => (label !== undefined && labels.includes(label) ? label : null);

/** Own posts are few: what speaks in a handful of them is chance. */
const OWN_PENALTY = 0.05;

const kind = (name: string): BlendedTask => ({ task: `kind:${name}`, labels: ['no', 'yes'], measure: 'macroF1', penalty: OWN_PENALTY, hurt: HURT_KINDS.includes(name), own: (post) => (post.kind.includes(name) ? 'yes' : 'no') });

/** Who may be in danger is rare among what people post, and the figures have to know it: posts that harm nobody are among the examples of the model's task. */
const danger = (name: string): BlendedTask => ({ task: `kind:${name}`, labels: ['no', 'yes'], measure: 'macroF1', penalty: OWN_PENALTY, head: `kind:${name}`, allInputs: true, danger: true });

/** What is judged of own posts, in every language. Kinds that are met too seldom to learn are left to cues. */
const OWN: readonly BlendedTask[] = [
  { task: 'complaint', labels: ['not_complaint', 'complaint'], measure: 'macroF1', penalty: OWN_PENALTY, own: (post) => (post.kind.some((each) => GRIEVANCES.includes(each)) ? 'complaint' : 'not_complaint') },
  ...['question', 'praise', 'abuse', 'bullying'].map(kind),
  ...['threat', 'self-harm'].map(danger),
  kind('statement'),
  { task: 'topic', labels: ['product', 'service', 'campaign', 'policy', 'other'], measure: 'macroF1', penalty: OWN_PENALTY, own: ({ topic }) => topic },
  { task: 'demand', labels: ['answer', 'fix', 'refund', 'apology', 'policy-change', 'information', 'none'], measure: 'macroF1', penalty: OWN_PENALTY, own: ({ demand }) => demand },
];

/** By the name of the model. */
export const BLENDS: Readonly<Record<string, { readonly pack: () => LanguagePack; readonly tasks: readonly BlendedTask[] }>> = {
  en: {
    pack: english,
    tasks: [
      { task: 'sentiment', labels: SENTIMENTS, measure: 'macroRecall', head: 'sentiment', own: (post) => known(SENTIMENTS, post.sentiment), allInputs: true, prior: [0.32, 0.36, 0.32] },
      { task: 'offensive', labels: ['not-offensive', 'offensive'], measure: 'macroF1', head: 'offensive' },
      { task: 'hate', labels: ['not-hate', 'hate'], measure: 'macroF1', head: 'hate' },
      { task: 'emotion', labels: ['anger', 'joy', 'optimism', 'sadness'], measure: 'macroF1', head: 'emotion', penalty: 0.3 },
      { task: 'irony', labels: ['non_irony', 'irony'], measure: 'macroF1', head: 'irony' },
      { task: 'spam', labels: ['ham', 'spam'], measure: 'macroF1', head: 'spam' },
      ...OWN,
    ],
  },
  he: {
    pack: hebrew,
    tasks: [
      { task: 'sentiment', labels: ['negative', 'off-topic/neutral', 'positive'], measure: 'accuracy', head: 'sentiment', own: ({ sentiment }) => known(['negative', 'off-topic/neutral', 'positive'], sentiment === 'neutral' ? 'off-topic/neutral' : sentiment), ownWeight: 0.5, allInputs: true, penalty: 0.02 },
      { task: 'offensive', labels: ['not', 'offensive'], measure: 'macroF1', head: 'offensive', penalty: 0.02 },
      ...OWN,
    ],
  },
};

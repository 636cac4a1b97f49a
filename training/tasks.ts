import type { Measure } from '../eval/classify/figures.ts';
import { negations as english } from '../src/languages/en/negations.ts';
import { negations as hebrew } from '../src/languages/he/negations.ts';
import { hebrew as hebrewPack } from '../src/languages/he/index.ts';
import type { FeatureSettings } from '../src/understand/features/index.ts';
import { firstTurn } from './dialogues.ts';
import type { Line } from './read.ts';
import type { FitOptions } from './network/fit.ts';
import type { SolverOptions } from './solver.ts';

/** One task as it is trained. Its labels are those of its set. */
export interface TrainedTask {
  readonly task: string;
  readonly set: string;
  readonly licence: string;
  readonly labels: readonly string[];
  readonly measure: Measure;
  /** Shares of the labels in the world, where the set is known to be off. Default: those of the set. */
  readonly prior?: readonly number[];
  /** Where examples come from besides `set`, or in its place where that is no file. */
  readonly sources?: readonly Source[];
  /** Rows with the same value of this field are in the same fold, which leaves each value out once. */
  readonly foldsBy?: string;
  readonly solver?: Partial<SolverOptions>;
  /** Each row is there once more as most sources tell it, without counts; figures are of the whole rows, and of the bare ones apart. */
  readonly bare?: boolean;
  /** In place of the model's. */
  readonly thrift?: number;
}

/** A file that gives examples of a task it was not made for. */
export interface Source {
  /** Below PATH/text; `own:en` is training/own/en.jsonl. */
  readonly set: string;
  /** The first so many lines, where all would drown the others. */
  readonly most?: number;
  readonly text?: (line: Line) => string;
  /** Null leaves the line out. Default: what the line says. */
  readonly label?: (line: Line) => string | null;
}

export interface TrainedModel {
  /** The name of the file below models/. */
  readonly name: string;
  readonly language: string;
  readonly about: string;
  readonly features: FeatureSettings;
  readonly thrift: number;
  readonly tasks: readonly TrainedTask[];
}

export const SOLVER: SolverOptions = { cost: 0.3, epochs: 10, clip: 3, smoothing: 1, least: 2, balance: 0 };
export const FOLDS = 5;
export const SEED = 20_140_917;

const words = (phrases: readonly string[]): string[] => phrases.flatMap((phrase) => phrase.split('|'));
export const GRIEVANCES = ['complaint', 'silence-complaint', 'values-criticism'];
const isGrievance = ({ kind }: Line): boolean => Array.isArray(kind) && kind.some((each) => GRIEVANCES.includes(String(each)));

/** Few posts leave many small weights, which say little and take room. */
const OWN_THRIFT = 1.3;
const OWN_LICENCE = 'written for this project, MIT';
/** Kinds that are met often enough; the others are left to cues. */
const OWN_KINDS = ['question', 'praise', 'abuse', 'bullying', 'threat', 'self-harm', 'statement'];
/** Kinds that a set of their own was written for, because they are rare and must not be missed. */
const DANGERS = ['threat', 'self-harm'];
export const HURT_KINDS: readonly string[] = ['abuse', 'bullying', 'threat', 'self-harm'];

/** Sets that give examples of tasks they were not made for. */
const LICENCES: Readonly<Record<string, string>> = { brand_dialogues_ibm: 'Apache-2.0', en_emoji_tweeteval: 'TweetEval', en_sentiment_tweeteval: 'TweetEval', he_sentiment_facebook: 'MIT (Amram et al. 2018)', he_ugc_hebemo: 'MIT (HeBERT)' };

function ownTask(task: string, labels: readonly string[], sources: readonly Source[]): TrainedTask {
  const licences = sources.flatMap(({ set }) => (set.startsWith('own:') ? [] : [LICENCES[set] ?? '']));
  return { task, labels, sources, measure: 'macroF1', thrift: OWN_THRIFT, set: sources.map(({ set }) => set).join(', '), licence: [...new Set([OWN_LICENCE, ...licences])].join('; ') };
}

/** What posts written for this project are. `complaints` and `talk` are more examples of what is one and of what is none, `harmless` of what puts nobody in danger. */
function ownTasks(language: string, complaints: readonly Source[], talk: readonly Source[], harmless: readonly Source[]): TrainedTask[] {
  const set = `own:${language}`;
  const all = (sources: readonly Source[], label: string): Source[] => sources.map((source) => ({ ...source, label: () => label }));
  const complaint: readonly Source[] = [{ set, label: (line) => (isGrievance(line) ? 'complaint' : 'not_complaint') }, ...all(complaints, 'complaint'), ...all(talk, 'not_complaint')];
  return [
    ownTask('complaint', ['not_complaint', 'complaint'], complaint),
    ...OWN_KINDS.map((kind) => {
      const label = (line: Line): string => (Array.isArray(line['kind']) && line['kind'].includes(kind) ? 'yes' : 'no');
      const hurt: readonly Source[] = HURT_KINDS.includes(kind) ? [{ set: `${set}-hurt`, label }] : [];
      return ownTask(`kind:${kind}`, ['no', 'yes'], [{ set, label }, ...hurt, ...(DANGERS.includes(kind) ? all(harmless, 'no') : [])]);
    }),
    ownTask('topic', ['product', 'service', 'campaign', 'policy', 'other'], [{ set, label: ({ topic }) => String(topic) }]),
  ];
}

const TALK: readonly Source[] = [{ set: 'en_emoji_tweeteval', most: 1_000 }, { set: 'en_sentiment_tweeteval', most: 1_000 }];
const HARMLESS: readonly Source[] = [{ set: 'en_emoji_tweeteval', most: 4_000 }, { set: 'en_sentiment_tweeteval', most: 4_000 }];
const TWEETS = 'TweetEval, without any restrictions; Twitter terms';

export const MODELS: readonly TrainedModel[] = [
  {
    name: 'en',
    language: 'en',
    about: 'English posts',
    features: { bits: 18, words: 2, characters: [2, 5], negations: words(english), prefixes: '' },
    thrift: 1,
    tasks: [
      // Negative is 16 % of the set and about twice that in what people post; the others keep their proportion.
      { task: 'sentiment', set: 'en_sentiment_tweeteval', licence: TWEETS, labels: ['negative', 'neutral', 'positive'], measure: 'macroRecall', prior: [0.32, 0.36, 0.32] },
      { task: 'offensive', set: 'en_offensive_tweeteval', licence: TWEETS, labels: ['not-offensive', 'offensive'], measure: 'macroF1' },
      { task: 'hate', set: 'en_hate_tweeteval', licence: TWEETS, labels: ['not-hate', 'hate'], measure: 'macroF1' },
      { task: 'emotion', set: 'en_emotion_tweeteval', licence: TWEETS, labels: ['anger', 'joy', 'optimism', 'sadness'], measure: 'macroF1' },
      { task: 'irony', set: 'en_irony_tweeteval', licence: TWEETS, labels: ['non_irony', 'irony'], measure: 'macroF1' },
      { task: 'spam', set: 'sms_spam', licence: 'UCI, CC BY 4.0', labels: ['ham', 'spam'], measure: 'macroF1' },
      {
        task: 'source',
        set: 'speaker_source_crisislex',
        licence: 'CrisisLex, MIT',
        labels: ['Business', 'Eyewitness', 'Government', 'Media', 'NGOs', 'Outsiders'],
        measure: 'macroF1',
        foldsBy: 'event',
        solver: { clip: 1.5 },
      },
      ...ownTasks('en', [{ set: 'brand_dialogues_ibm', text: firstTurn }], TALK, HARMLESS),
    ],
  },
  {
    name: 'he',
    language: 'he',
    about: 'Hebrew posts',
    features: { bits: 18, words: 3, characters: [1, 6], negations: words(hebrew), prefixes: hebrewPack().prefixes },
    thrift: 1,
    tasks: [
      { task: 'sentiment', set: 'he_sentiment_facebook', licence: 'MIT (Amram et al. 2018)', labels: ['negative', 'off-topic/neutral', 'positive'], measure: 'macroF1' },
      { task: 'offensive', set: 'he_offensive_olah5000', licence: 'CC0, by the hub of its lab', labels: ['not', 'offensive'], measure: 'macroF1' },
      ...ownTasks('he', [], [], [{ set: 'he_sentiment_facebook', most: 2_500 }, { set: 'he_ugc_hebemo', most: 2_500 }]),
    ],
  },
  {
    name: 'speaker',
    language: 'any',
    about: 'profiles of authors: name, bio and counts',
    features: { bits: 18, words: 2, characters: [1, 5], negations: [], prefixes: '' },
    thrift: 1,
    tasks: [{ task: 'speaker', set: 'speaker_org_individual', licence: 'Apache-2.0', labels: ['individual', 'organization'], measure: 'accuracy', solver: { cost: 0.6, clip: 2 }, bare: true }],
  },
];

/** A set that is learned from and makes no task; its labels are those that occur. */
export interface OtherSet {
  readonly set: string;
  /** What its labels are, in words. */
  readonly labels: string;
  readonly licence: string;
}

/** A network that speaks beside a linear model. Its tasks are tasks of that model, on the same texts in the same folds. */
export interface TrainedNetwork {
  /** The name of the file below models/. */
  readonly name: string;
  /** The linear model beside it. */
  readonly beside: string;
  readonly about: string;
  readonly tasks: readonly string[];
  /** Sets that are learned from together with the tasks, and make none of their own. */
  readonly asides: readonly OtherSet[];
  /** A set with labels that stood in the texts themselves, to learn from before the tasks. */
  readonly distant?: OtherSet;
  /** At most so many words have a vector of their own; the others share 2^bits. */
  readonly words: number;
  readonly bits: number;
  /** How often a word must be met: one that comes with a vector, and one whose vector must be learned. */
  readonly least: { readonly known: number; readonly learned: number };
  readonly dimensions: number;
  /** Of each width. */
  readonly filters: number;
  /** How often an epoch goes over the texts of a task; default once. */
  readonly repeats: Readonly<Record<string, number>>;
  readonly before: FitOptions;
  readonly fit: FitOptions;
}

export const NETWORKS: readonly TrainedNetwork[] = [
  {
    name: 'en-network',
    beside: 'en',
    about: 'English posts, beside `en.bin`',
    tasks: ['sentiment', 'offensive', 'hate', 'emotion', 'irony', 'spam', 'complaint', ...OWN_KINDS.map((kind) => `kind:${kind}`), 'topic'],
    asides: [{ set: 'en_davidson_abuse', labels: 'hate, offensive, neither', licence: 'MIT' }],
    distant: { set: 'en_emoji_tweeteval', labels: 'the emoji that was in the text', licence: TWEETS },
    words: 16_000,
    bits: 8,
    least: { known: 2, learned: 4 },
    dimensions: 48,
    filters: 64,
    repeats: { emotion: 2, irony: 2 },
    before: { epochs: 2, batch: 64, rate: 0.002, vectorRate: 0.002, dropout: 0.3 },
    fit: { epochs: 4, batch: 64, rate: 0.002, vectorRate: 0.002, dropout: 0.5 },
  },
];

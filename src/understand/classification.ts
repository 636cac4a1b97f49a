import type { Classification, ClassificationTask, ClassifierResult, Label, MentionKind } from '../spec/classification.ts';
import { known, unknown, type Evidence, type Fact } from '../spec/fact.ts';
import type { Correction } from '../spec/tell.ts';

/** From this confidence on a label is taken as known; below it is a candidate. */
const KNOWN = 0.5;
/** Life and limb: a human had better look twice in vain than miss the third. */
export const KNOWN_LIFE = 0.3;
/** A later classifier must be this much surer than an earlier one to be followed instead. */
const SURER = 0.15;

/** Kinds from what matters most; those of one line count alike, and the surer one leads. */
const RANKS: readonly (readonly MentionKind[])[] = [
  ['self-harm', 'threat'],
  ['bullying'],
  ['erasure-request'],
  ['press-inquiry'],
  ['complaint', 'silence-complaint', 'values-criticism', 'abuse'],
  ['rumour'],
  ['question'],
  ['praise'],
  ['satire'],
  ['spam'],
  ['statement'],
];

const SPAM_RANKS: readonly (readonly MentionKind[])[] = [['self-harm', 'threat'], ['spam']];

export interface HeardClassifier {
  /** Name and version of the classifier. */
  readonly by: string;
  readonly result: ClassifierResult;
}

/**
 * One classification out of what several classifiers said, in the host's order. For sentiment, topic, arousal, demand and
 * harm the first that labelled wins, unless a later one is surer by 0.15; kinds and themes are united, the surest finding
 * of each. Nobody labelled and one failed: failed, for a failure is never an absence. Nobody labelled and all abstained: abstained.
 */
export function mergeResults(heard: readonly HeardClassifier[]): Classification {
  const by = heard.map((one) => one.by);
  const labels: Label[] = [];
  for (const { result } of heard) if (result.status === 'labelled') labels.push(...result.labels);
  if (labels.length > 0 || heard.some(({ result }) => result.status === 'labelled')) return { by, status: 'labelled', ...factsOf(labels) };
  const reasons = heard.flatMap(({ by: name, result }) => (result.status === 'labelled' ? [] : [`${name}: ${brief(result.why)}`]));
  const failed = heard.length === 0 || heard.some(({ result }) => result.status === 'failed');
  const why = reasons.length === 0 ? 'no classifier was asked' : reasons.join('; ');
  const unread = !failed && heard.every(({ result }) => result.status === 'abstained' && result.unread === true);
  return { ...nothingKnown(by, failed ? 'failed' : 'abstained', why), ...(unread && { unread }) };
}

/** Reasons go into records; what a plugin says of them may be long. */
const LONGEST_WHY = 300;
const brief = (why: string): string => (why.length <= LONGEST_WHY ? why : `${why.slice(0, LONGEST_WHY)}…`);

/** What is known when classification did not happen: nothing, and why. */
export function classificationOfFailure(why: string, by: readonly string[] = []): Classification {
  return nothingKnown([...by], 'failed', why);
}

/** A human's word beats every classifier: what was corrected is known with confidence 1, all else stays. */
export function applyCorrection(classification: Classification, correction: Correction): Classification {
  const { sentiment, kind, harm } = correction;
  if (sentiment === undefined && kind === undefined && harm === undefined) return classification;
  const evidence: Evidence[] = [{ source: 'human', cue: 'correction' }];
  const { why: _why, unread: _unread, ...rest } = classification;
  return {
    ...rest,
    by: classification.by.includes('human') ? classification.by : [...classification.by, 'human'],
    status: 'labelled',
    ...(sentiment === undefined ? {} : { sentiment: known(sentiment, 1, evidence), targetSentiment: known(sentiment, 1, evidence) }),
    ...(kind === undefined ? {} : { kind: known(kind, 1, evidence), kinds: [{ value: kind, confidence: 1, evidence }] }),
    ...(harm === undefined ? {} : { harm: known(harm, 1, evidence) }),
  };
}

function nothingKnown(by: string[], status: 'failed' | 'abstained', why: string): Classification {
  return {
    by, status, why,
    sentiment: unknown(why), targetSentiment: unknown(why), kind: unknown(why), kinds: [], topic: unknown(why), themes: [],
    arousal: unknown(why), demand: unknown(why), harm: unknown(why),
  };
}

function factsOf(labels: readonly Label[]): Omit<Classification, 'by' | 'status' | 'why'> {
  const kinds = united(labels, 'kind').filter(({ value, confidence }) => confidence >= (isLife(value) ? KNOWN_LIFE : KNOWN));
  return {
    sentiment: single(labels, 'sentiment'),
    targetSentiment: single(labels, 'target-sentiment'),
    kind: leadingKind(labels, kinds),
    kinds,
    topic: single(labels, 'topic'),
    themes: united(labels, 'theme').filter(({ confidence }) => confidence >= KNOWN),
    arousal: single(labels, 'arousal'),
    demand: single(labels, 'demand'),
    harm: single(labels, 'harm', KNOWN_LIFE),
  };
}

type Finding<V> = { value: V; confidence: number; evidence: Evidence[] };
type Values = { [T in ClassificationTask]: Extract<Label, { task: T }>['value'] };

/** The labels of one task, as findings. */
function of<T extends ClassificationTask>(labels: readonly Label[], task: T): Finding<Values[T]>[] {
  return labels.filter((label) => label.task === task).map(({ value, confidence, evidence }) => ({ value: value as Values[T], confidence, evidence }));
}

function single<T extends ClassificationTask>(labels: readonly Label[], task: T, threshold = KNOWN): Fact<Values[T]> {
  const told = of(labels, task);
  let [best] = told;
  if (best === undefined) return unknown('nothing in the text says so');
  for (const finding of told) if (finding.confidence >= best.confidence + SURER) best = finding;
  if (best.confidence >= threshold) return known(best.value, best.confidence, best.evidence);
  return unknown('the signs are too weak', told.map(({ value, confidence }) => ({ value, confidence })));
}

/** The surest finding of each value, surest first. */
function united<T extends ClassificationTask>(labels: readonly Label[], task: T): Finding<Values[T]>[] {
  const surest = new Map<Values[T], Finding<Values[T]>>();
  for (const finding of of(labels, task)) {
    const before = surest.get(finding.value);
    if (before === undefined || finding.confidence > before.confidence) surest.set(finding.value, finding);
  }
  return [...surest.values()].sort((a, b) => b.confidence - a.confidence);
}

function leadingKind(labels: readonly Label[], kinds: readonly Finding<MentionKind>[]): Fact<MentionKind> {
  // Spam speaks in the words of praise and news; where it is all but certain the rest is bait.
  const bait = kinds[0]?.value === 'spam' && kinds[0].confidence >= 0.8;
  for (const rank of bait ? SPAM_RANKS : RANKS) {
    const found = kinds.find(({ value }) => rank.includes(value));
    if (found !== undefined) return known(found.value, found.confidence, found.evidence);
  }
  const candidates = united(labels, 'kind').map(({ value, confidence }) => ({ value, confidence }));
  return candidates.length === 0 ? unknown('nothing in the text says so') : unknown('the signs are too weak', candidates);
}

const isLife = (kind: MentionKind): boolean => kind === 'self-harm' || kind === 'threat';

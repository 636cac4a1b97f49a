import type { Label, MentionKind, Sentiment } from '../spec/classification.ts';
import { arousalSchema, demandSchema, mentionKindSchema, themeSchema, topicSchema } from '../spec/classification.ts';
import type { Evidence } from '../spec/fact.ts';
import type { TextAnalysis } from '../spec/language.ts';
import type { Compared } from './compared.ts';
import type { Emphasis } from './emphasis.ts';
import { KNOWN_LIFE } from './classification.ts';
import { textEvidence, type Scores } from './scores.ts';
import type { TellingTag } from './tags.ts';
import type { Addressee } from './victim.ts';

/** Labels weaker than this are noise and are not told. What a reader of labels takes as known is decided in classification.ts. */
export const TOLD = 0.3;
/** Weight of a polarity of −1 and of 1 told by a language's tools: requests are polite, so that bright words say less. */
const BLEAK = 0.5;
const BRIGHT = 0.3;
const FLAT = 0.1;
/** Below this on both sides a text is not coloured. */
const COLOURLESS = 0.3;
/** Both sides above this, and near each other: mixed. */
const MIXED = 0.6;
const MIXED_RATIO = 0.85;
/** A tag against the brand is where one speaks, not yet what one says: with a word of grievance it makes a complaint, alone it does not. */
const GRIEVANCE_TAG = 0.35;
const MOCKING_TAG = 0.6;
/** Words of grievance under a mocking tag are often part of the joke. */
const MOCKED = 0.6;
/** What a group that is named adds to a grievance: who is named in a complaint may be why it is made. */
const NAMED_GROUP = 0.4;

const GRIEVANCES: ReadonlySet<MentionKind> = new Set<MentionKind>(['complaint', 'values-criticism', 'silence-complaint', 'bullying']);

/** Where one of these is found, a tag makes no complaint of it. */
const PLAINER: readonly MentionKind[] = ['silence-complaint', 'values-criticism', 'bullying', 'abuse', 'threat', 'self-harm', 'press-inquiry', 'rumour', 'question', 'praise', 'satire', 'spam'];

const KINDS = mentionKindSchema.options.map((value) => [value, `kind:${value}`] as const);
const THEMES = themeSchema.options.map((value) => [value, `theme:${value}`] as const);
const TOPICS = topicSchema.options.map((value) => [value, `topic:${value}`] as const);
const DEMANDS = demandSchema.options.map((value) => [value, `demand:${value}`] as const);
const LENDING = [['kind:values-criticism', 0.85], ['kind:silence-complaint', 0.85], ['kind:complaint', 0.7]] as const;

export interface Seen {
  readonly text: string;
  /** The part of the text that is about the target; null where none is named. */
  readonly about: string | null;
  /** What is said of the target by comparing it; null where it is not compared. */
  readonly compared: Compared | null;
  readonly scores: Scores;
  readonly emphasis: Emphasis;
  readonly addressee: Addressee;
  readonly tags: readonly TellingTag[];
  /** Null where the language has no tools or they cannot say. */
  readonly analysis: TextAnalysis | null;
}

/** What the rules made of the cues: kinds as labels, and the colour that the words have by themselves. */
export interface Weighed {
  readonly kinds: KindLabel[];
  readonly negative: number;
  readonly positive: number;
}

export type KindLabel = Extract<Label, { task: 'kind' }>;

/** What was judged beside the cues, by models: it stands in place of what the rules would say. */
export interface Judged {
  readonly sentiment: Label[];
  readonly topic?: Label[];
  readonly demand?: Label[];
}

/** From what was seen to kinds. The order of steps matters: colour first, kinds lean on it. Changes the scores. */
export function weigh(seen: Seen): Weighed {
  const { scores } = seen;
  weighPolarity(seen);
  const positive = scores.of('sentiment:positive');
  const bleak = scores.of('sentiment:negative');
  settleHurt(seen);
  lendColour(scores);
  weighKinds(seen, bleak, positive);
  return { kinds: kindLabels(scores), negative: scores.of('sentiment:negative'), positive };
}

/** All labels, each with its evidence. `kinds` as weighed, or as judged after that. */
export function labelsOf(seen: Seen, { kinds, negative, positive }: Weighed, judged: Judged | null = null): Label[] {
  const { scores } = seen;
  weighDiscrimination(scores, kinds);
  const labels: Label[] = [...(judged?.sentiment ?? [...sentimentLabels(seen, negative, positive, kinds), ...comparedLabels(seen)]), ...kinds];
  labels.push(...(judged?.topic ?? topicLabels(scores)), ...themeLabels(scores), ...(judged?.demand ?? demandLabels(scores, kinds)));
  labels.push(...arousalLabels(seen), ...harmLabels(scores, kinds));
  return labels;
}

function weighPolarity({ scores, analysis }: Seen): void {
  const polarity = analysis?.polarity ?? 0;
  if (Math.abs(polarity) < FLAT || analysis === null) return;
  scores.add(polarity < 0 ? 'sentiment:negative' : 'sentiment:positive', (polarity < 0 ? BLEAK : BRIGHT) * Math.abs(polarity), analysis.evidence);
}

/** A tag against the brand decides where nothing else is plain. */
function weighTags({ scores, tags }: Seen): void {
  for (const { says, cue, span } of tags) {
    if (says === 'mockery') {
      scores.add('kind:satire', MOCKING_TAG, textEvidence(cue, span));
      scores.scale('kind:complaint', MOCKED);
    } else if (!PLAINER.some((kind) => scores.of(`kind:${kind}`) >= 0.5)) scores.add('kind:complaint', GRIEVANCE_TAG, textEvidence(cue, span));
  }
}

/** Naming a group is no discrimination; a grievance that names one speaks of it, and then people are hurt. */
function weighDiscrimination(scores: Scores, kinds: readonly { value: MentionKind; confidence: number; evidence: Evidence[] }[]): void {
  const grievance = kinds.find(({ value, confidence }) => GRIEVANCES.has(value) && confidence >= 0.5);
  if (grievance === undefined || scores.of('theme:discrimination') === 0) return;
  scores.add('theme:discrimination', NAMED_GROUP, grievance.evidence);
  const theme = scores.of('theme:discrimination');
  if (theme >= 0.5) scores.add('harm:2', Math.min(theme, grievance.confidence), scores.evidence('theme:discrimination'));
}

/** Abuse hurts a victim or nobody: what is said to whoever is addressed depends on who that is. */
function settleHurt({ scores, addressee }: Seen): void {
  const addressed = scores.of('addressed');
  if (addressed > 0) {
    const evidence = scores.evidence('addressed');
    if (addressee === 'brand') scores.add('kind:abuse', addressed, evidence);
    else scores.add('kind:bullying', addressee === 'somebody' ? addressed : addressed * 0.85, evidence);
  }
  // An insult beside somebody's handle is aimed at them.
  if (addressee === 'somebody' && scores.of('kind:abuse') >= 0.55) scores.add('kind:bullying', scores.of('kind:abuse') * 0.9, scores.evidence('kind:abuse'));
  if (scores.of('kind:bullying') >= 0.5) scores.drop('kind:abuse');
}

/** Who accuses a brand of what it stands for, or of saying nothing, speaks ill of it in whatever words. */
function lendColour(scores: Scores): void {
  for (const [kind, share] of LENDING) {
    const found = scores.of(kind);
    if (found >= 0.5) scores.add('sentiment:negative', share * found, scores.evidence(kind));
  }
}

function weighKinds(seen: Seen, negative: number, positive: number): void {
  const { scores, emphasis } = seen;
  // Colour alone is half a complaint or half a praise; opposite colour takes from both.
  if (negative >= COLOURLESS) scores.add('kind:complaint', 0.55 * negative, scores.evidence('sentiment:negative'));
  if (positive >= COLOURLESS) scores.add('kind:praise', 0.45 * positive, scores.evidence('sentiment:positive'));
  scores.scale('kind:complaint', 1 - 0.6 * Math.max(0, positive - negative));
  scores.scale('kind:praise', 1 - 0.9 * negative);
  // "Thanks a lot" after a grievance of values or of silence is meant bitterly.
  scores.scale('kind:praise', 1 - 0.7 * Math.max(scores.of('kind:values-criticism'), scores.of('kind:silence-complaint')));
  const silence = scores.of('kind:silence-complaint');
  if (silence >= COLOURLESS) {
    const otherwise = scores.of('kind:complaint');
    scores.add('kind:complaint', 0.6 * silence, scores.evidence('kind:silence-complaint'));
    // Who complains of nothing but the silence complains of the silence.
    if (otherwise < 0.5) scores.limit('kind:complaint', 0.95 * silence);
  }
  if (emphasis.question !== null) scores.add('kind:question', 0.5, textEvidence('question-mark', emphasis.question));
  // A question beside a grievance is rhetorical more often than not; beside a mere shade of one it is a question.
  const grievance = scores.of('kind:complaint');
  weighTags(seen);
  if (grievance >= COLOURLESS) scores.scale('kind:question', 1 - 0.4 * grievance);
  const busy = Math.max(scores.of('kind:complaint'), scores.of('kind:praise'), scores.of('kind:question'), scores.of('kind:bullying'), scores.of('kind:threat'), scores.of('kind:self-harm'), scores.of('kind:abuse'), scores.of('kind:spam'));
  if (busy >= 0.45) scores.drop('kind:statement');
}

function kindLabels(scores: Scores): KindLabel[] {
  const labels: KindLabel[] = [];
  for (const [value, key] of KINDS) {
    const confidence = rounded(scores.of(key));
    if (confidence >= TOLD) labels.push({ task: 'kind', value, confidence, evidence: scores.evidence(key) });
  }
  return labels.sort((a, b) => b.confidence - a.confidence);
}

/**
 * Neutral is a finding, not the lack of one: a pack with tools says so where the tools found the words flat, a pack
 * without only for a question, news or spam. Else nothing is told, and sentiment stays unknown.
 */
function sentimentLabels(seen: Seen, negative: number, positive: number, kinds: readonly { value: MentionKind; confidence: number }[]): Label[] {
  const { scores, analysis, emphasis, about, compared } = seen;
  const told = (value: Sentiment, confidence: number, evidence: Evidence[]): Label[] => {
    const whole: Label = { task: 'sentiment', value, confidence: rounded(confidence), evidence };
    // The words name the brand as what they are about; said of somebody else beside it they may not be meant for it.
    return about !== null && compared === null ? [whole, { task: 'target-sentiment', value, confidence: rounded(confidence * (seen.addressee === 'somebody' ? 0.7 : 0.9)), evidence }] : [whole];
  };
  const [weak, strong] = negative < positive ? [negative, positive] : [positive, negative];
  if (strong < COLOURLESS) {
    if (analysis?.polarity != null && emphasis.words >= 3) return told('neutral', 0.65 - 0.5 * strong, [...analysis.evidence]);
    const plain = kinds.find(({ value }) => value === 'question' || value === 'statement' || value === 'spam');
    return plain !== undefined && plain.confidence >= 0.5 ? told('neutral', 0.55 - 0.5 * strong, scores.evidence(`kind:${plain.value}`)) : [];
  }
  if (isMixed(weak, strong)) {
    return told('mixed', 0.55, [...scores.evidence('sentiment:negative').slice(0, 4), ...scores.evidence('sentiment:positive').slice(0, 4)]);
  }
  const value = negative >= positive ? 'negative' : 'positive';
  return told(value, strong * (1 - 0.5 * weak), scores.evidence(`sentiment:${value}`));
}

/** Who is compared with another is spoken of by that, whatever the words around it. */
export const comparedLabels = ({ compared }: Seen): Label[] =>
  compared === null ? [] : [{ task: 'target-sentiment', value: compared.mood, confidence: rounded(compared.confidence), evidence: compared.evidence }];

/** Dark and bright words side by side, neither outweighing the other. */
export const isMixed = (weak: number, strong: number): boolean => weak >= MIXED && weak / strong >= MIXED_RATIO;

function topicLabels(scores: Scores): Label[] {
  const found = best(TOPICS, scores);
  return found === null ? [] : [{ task: 'topic', value: found.value, confidence: rounded(found.confidence), evidence: scores.evidence(`topic:${found.value}`) }];
}

function themeLabels(scores: Scores): Label[] {
  const labels: Label[] = [];
  for (const [value, key] of THEMES) {
    const confidence = rounded(scores.of(key));
    // A group that is only named is told as a weak sign, so that others may judge; what is not grave is not.
    if (confidence >= (value === 'discrimination' ? TOLD : 0.5)) labels.push({ task: 'theme', value, confidence, evidence: scores.evidence(key) });
  }
  return labels;
}

function demandLabels(scores: Scores, kinds: readonly { value: MentionKind; confidence: number }[]): Label[] {
  const certain = (value: MentionKind): number => kinds.find((kind) => kind.value === value)?.confidence ?? 0;
  if (certain('question') > 0) scores.add('demand:information', 0.6 * certain('question'), scores.evidence('kind:question'));
  if (certain('silence-complaint') > 0) scores.add('demand:answer', 0.8 * certain('silence-complaint'), scores.evidence('kind:silence-complaint'));
  const found = best(DEMANDS, scores);
  if (found !== null) return [{ task: 'demand', value: found.value, confidence: rounded(found.confidence), evidence: scores.evidence(`demand:${found.value}`) }];
  const idle = kinds[0] !== undefined && (kinds[0].value === 'praise' || kinds[0].value === 'statement' || kinds[0].value === 'satire');
  return idle ? [{ task: 'demand', value: 'none', confidence: 0.55, evidence: [] }] : [];
}

function arousalLabels({ scores, emphasis }: Seen): Label[] {
  const level = 'arousal:high';
  const [shout] = emphasis.shouted;
  if (shout !== undefined && emphasis.shouted.length >= 2) {
    const share = emphasis.shouted.length / Math.max(1, emphasis.words);
    scores.add(level, share > 0.25 || emphasis.shouted.length >= 5 ? 0.5 : 0.25, textEvidence('capitals', shout));
  }
  const [drawn] = emphasis.drawnOut;
  if (drawn !== undefined) scores.add(level, 0.3, textEvidence('drawn-out', drawn));
  if (emphasis.exclamations >= 2) scores.add(level, emphasis.exclamations >= 3 ? 0.4 : 0.25, { source: 'text', cue: 'exclamation-marks' });
  const high = scores.of(level);
  const medium = scores.of('arousal:medium');
  const value = high >= 0.55 ? 'high' : medium >= 0.4 || high >= 0.25 ? 'medium' : emphasis.words >= 3 ? 'low' : null;
  if (value === null) return [];
  const confidence = value === 'high' ? high : value === 'medium' ? Math.max(0.5, medium) : 0.6;
  const evidence = value === 'low' ? [] : [...scores.evidence(level), ...(value === 'medium' ? scores.evidence('arousal:medium') : [])];
  return [{ task: 'arousal', value: arousalSchema.parse(value), confidence: rounded(confidence), evidence }];
}

/** The gravest harm that is well enough supported; kinds bring their own least harm. */
function harmLabels(scores: Scores, kinds: readonly KindLabel[]): Label[] {
  const least: Partial<Record<MentionKind, number>> = { 'self-harm': 4, threat: 4, bullying: 2, abuse: 1, complaint: 1, 'silence-complaint': 1, 'values-criticism': 1 };
  for (const { value, confidence } of kinds) {
    const harm = least[value];
    if (harm !== undefined && confidence >= 0.4) scores.add(`harm:${harm}`, confidence, scores.evidence(`kind:${value}`));
    // Whoever complains of a death has lost somebody.
    const death = scores.of('theme:death');
    if (value === 'complaint' && confidence >= 0.4 && death >= 0.5) scores.add('harm:2', Math.min(death, confidence), scores.evidence('theme:death'));
  }
  const danger = kinds.find(({ value, confidence }) => (value === 'self-harm' || value === 'threat') && confidence >= KNOWN_LIFE);
  if (danger !== undefined) return [{ task: 'harm', value: 4, confidence: rounded(Math.max(danger.confidence, scores.of('harm:4'))), evidence: danger.evidence.length > 0 ? danger.evidence : scores.evidence('harm:4') }];
  for (let harm = 4; harm > 0; harm -= 1) {
    const confidence = scores.of(`harm:${harm}`);
    if (confidence >= (harm === 4 ? 0.4 : 0.5)) return [{ task: 'harm', value: harm, confidence: rounded(confidence), evidence: scores.evidence(`harm:${harm}`) }];
  }
  const first = kinds[0];
  const harmless = first !== undefined && ['praise', 'question', 'statement', 'satire', 'spam'].includes(first.value) && scores.of('sentiment:negative') < COLOURLESS;
  return harmless ? [{ task: 'harm', value: 0, confidence: 0.6, evidence: [] }] : [];
}

/** The value that leads, its confidence lessened by how near the next one is. */
function best<T extends string>(values: readonly (readonly [T, string])[], scores: Scores): { value: T; confidence: number } | null {
  let first: T | null = null;
  let top = 0;
  let second = 0;
  for (const [value, key] of values) {
    const score = scores.of(key);
    if (score > top) {
      second = top;
      [first, top] = [value, score];
    } else if (score > second) second = score;
  }
  if (first === null) return null;
  const confidence = top * (1 - 0.4 * (second / top));
  return confidence >= TOLD ? { value: first, confidence } : null;
}

/** Confidences are written into records: two digits are all they are worth. */
export const rounded = (confidence: number): number => Math.round(Math.min(0.98, confidence) * 100) / 100;

import { demandSchema, mentionKindSchema, sentimentSchema, topicSchema, type Label, type MentionKind, type Sentiment } from '../spec/classification.ts';
import type { Evidence } from '../spec/fact.ts';
import { KNOWN_LIFE } from './classification.ts';
import type { Compared } from './compared.ts';
import { comparedLabels, isMixed, rounded, TOLD, type Judged, type KindLabel, type Seen, type Weighed } from './labels.ts';
import { withMood } from './litotes.ts';
import type { Judgement } from './model/index.ts';
import type { Trained } from './trained.ts';

/** Words shown for what a model says. */
const SHOWN = 4;
/** Surer than this of one colour, a model is not overruled by bright and dark words side by side. */
const ONE_COLOUR = 0.75;
/** Grievances with a name of their own; where rules found one, the complaint beside it is what they made of it. */
const NAMED: readonly MentionKind[] = ['silence-complaint', 'values-criticism'];
/** A human had better look once too often: of these even weak cues count beside what the models say. */
const GRAVE: readonly MentionKind[] = ['self-harm', 'threat', 'bullying'];
const DANGERS: readonly MentionKind[] = ['self-harm', 'threat'];
/** A post that is this surely a complaint, a question or praise, and bears no cue of danger, is in danger only where that is likelier than not. */
const PLAINLY = 0.8;
const LIKELY = 0.5;
/** From here on cues are believed whatever the models say: 81 % right on posts that neither was made from, and they know what no model was shown. */
const PLAIN = 0.6;
/** What is left when nothing else is found: no cue for it is plain. */
const REMAINDER: MentionKind = 'statement';
const GRIEVANCES: readonly MentionKind[] = ['complaint', ...NAMED];

/** Judgements about kinds that heed plain cues: the surer of the two stands. */
export function heeding(judgements: ReadonlyMap<string, Judgement>, kinds: readonly KindLabel[]): ReadonlyMap<string, Judgement> {
  const heeded = new Map(judgements);
  for (const { value, confidence } of kinds) {
    if (value === REMAINDER || (confidence < PLAIN && !GRAVE.includes(value))) continue;
    const task = GRIEVANCES.includes(value) ? 'complaint' : `kind:${value}`;
    const judgement = heeded.get(task);
    if (judgement === undefined || confidence <= (judgement.probabilities[1] ?? 0)) continue;
    const label = confidence < 0.5 ? judgement.label : task === 'complaint' ? 'complaint' : 'yes';
    heeded.set(task, { task, label, confidence: Math.max(confidence, 1 - confidence), probabilities: [1 - confidence, confidence] });
  }
  const grievance = Math.max(0, ...kinds.map(({ value, confidence }) => (GRIEVANCES.includes(value) ? confidence : 0)));
  const mood = heeded.get('sentiment');
  if (grievance >= PLAIN && mood !== undefined) heeded.set('sentiment', darkened(mood, grievance));
  return heeded;
}

/** Surer than this that all is well, a model is believed beside a plain grievance; so it is, if it is surer than that that nothing is felt. */
const WELL = 0.85;
const COOL = 0.6;

/** Whoever plainly complains is in no good mood. The first mood of a task is the dark one, the last the bright one. */
function darkened(mood: Judgement, grievance: number): Judgement {
  const { label, confidence, probabilities } = mood;
  const [dark = 0] = probabilities;
  const isBright = confidence === probabilities.at(-1);
  if (label === 'negative' || confidence >= (isBright ? WELL : COOL) || dark >= grievance) return mood;
  const left = (1 - grievance) / (1 - dark);
  return { ...mood, label: 'negative', confidence: grievance, probabilities: probabilities.map((share, index) => (index === 0 ? grievance : share * left)) };
}

const TOWARDS = 'target-sentiment';

/** Adds the mood towards the target: what a comparison says; else that of the text, and where a part of it is about the target the mean of both, as logarithms. */
export function towards(judgements: ReadonlyMap<string, Judgement>, part: ReadonlyMap<string, Judgement> | null, compared: Compared | null, labels: readonly string[]): ReadonlyMap<string, Judgement> {
  const whole = judgements.get('sentiment');
  if (whole === undefined) return judgements;
  if (compared !== null) return new Map(judgements).set(TOWARDS, { ...withMood(whole, compared.mood, compared.confidence), task: TOWARDS });
  const about = part?.get('sentiment');
  return new Map(judgements).set(TOWARDS, { ...(about === undefined ? whole : meanOf(whole, about, labels)), task: TOWARDS });
}

/** The geometric mean of probabilities, made to add up to 1. */
function meanOf(one: Judgement, other: Judgement, labels: readonly string[]): Pick<Judgement, 'label' | 'confidence' | 'probabilities'> {
  const means = one.probabilities.map((share, index) => Math.sqrt(share * (other.probabilities[index] ?? 0)));
  const whole = means.reduce((sum, mean) => sum + mean, 0);
  if (whole === 0) return one;
  const probabilities = means.map((mean) => mean / whole);
  const confidence = Math.max(...probabilities);
  return { label: labels[probabilities.indexOf(confidence)] ?? one.label, confidence, probabilities };
}

/** What cues and rules found, revised by what was judged of the text as a whole. */
export function revised(seen: Seen, weighed: Weighed, judgements: ReadonlyMap<string, Judgement>, trained: Trained): { readonly weighed: Weighed; readonly judged: Judged } {
  const evidenceFor = spokenFor(seen.text, trained);
  const kinds = kindsOf(weighed.kinds, judgements, evidenceFor);
  heatUp(seen, judgements, evidenceFor);
  return {
    weighed: { ...weighed, kinds },
    judged: {
      sentiment: sentimentOf(seen, weighed, judgements, evidenceFor),
      // A cue for a topic or a demand names it; the models see only what a post of its sort is usually about.
      ...optional('topic', judgements.get('topic'), (value, confidence, evidence): Label => ({ task: 'topic', value: topicSchema.parse(value), confidence, evidence }), seen),
      ...optional('demand', judgements.get('demand'), (value, confidence, evidence): Label => ({ task: 'demand', value: demandSchema.parse(value), confidence, evidence }), seen),
    },
  };
}

type EvidenceFor = (task: string, label: string) => Evidence[];

/** What a human can check: marks speak, too, but show nothing. */
const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** The words that spoke for a label, strongest first. */
function spokenFor(text: string, trained: Trained): EvidenceFor {
  return (task, label) =>
    trained
      .explain(text, task, label, 3 * SHOWN)
      .filter(({ start, end }) => WORD.test(text.slice(start, end)))
      .slice(0, SHOWN)
      .map(({ start, end }) => ({ source: 'model', cue: `model.${task}.${label}`, span: { start, end } }));
}

function sentimentOf(seen: Seen, { negative, positive }: Weighed, judgements: ReadonlyMap<string, Judgement>, evidenceFor: EvidenceFor): Label[] {
  const whole = judgements.get('sentiment');
  if (whole === undefined) return [];
  const mixed = isMixed(Math.min(negative, positive), Math.max(negative, positive)) && whole.confidence < ONE_COLOUR;
  const label = (task: 'sentiment' | typeof TOWARDS, { label: value, confidence }: Pick<Judgement, 'label' | 'confidence'>): Label => {
    const said = coloured(value);
    return { task, value: said, confidence: rounded(confidence), evidence: evidenceOf(seen, said, evidenceFor) };
  };
  const of = mixed ? { label: 'mixed', confidence: 0.55 } : whole;
  if (seen.about === null) return [label('sentiment', of)];
  if (seen.compared !== null) return [label('sentiment', of), ...comparedLabels(seen)];
  const target = judgements.get(TOWARDS);
  const apart = seen.about !== seen.text && target !== undefined;
  // The words name the brand as what they are about; said of somebody else beside it they may not be meant for it.
  const share = seen.addressee === 'somebody' ? 0.7 : 0.9;
  return [label('sentiment', of), apart ? label(TOWARDS, target) : label(TOWARDS, { label: of.label, confidence: of.confidence * share })];
}

/** Anger is told apart from other feelings where there is a feeling: in a dark mood it is heat, elsewhere it means nothing. */
const DARK = 0.6;
const ANGRY = 0.7;
const HEAT = 0.5;

function heatUp({ scores }: Seen, judgements: ReadonlyMap<string, Judgement>, evidenceFor: EvidenceFor): void {
  const mood = judgements.get('sentiment');
  const feeling = judgements.get('emotion');
  if (mood?.label !== 'negative' || mood.confidence < DARK || feeling?.label !== 'anger' || feeling.confidence < ANGRY) return;
  scores.add('arousal:medium', HEAT * feeling.confidence, evidenceFor('emotion', 'anger'));
}

/** Sets name their labels as they like: "off-topic/neutral". */
function coloured(label: string): Sentiment {
  const said = sentimentSchema.safeParse(label);
  return said.success ? said.data : 'neutral';
}

function evidenceOf({ scores }: Seen, value: Sentiment, evidenceFor: EvidenceFor): Evidence[] {
  if (value === 'mixed') return [...scores.evidence('sentiment:negative').slice(0, SHOWN), ...scores.evidence('sentiment:positive').slice(0, SHOWN)];
  if (value === 'neutral') return evidenceFor('sentiment', value);
  const cues = scores.evidence(`sentiment:${value}`);
  return cues.length > 0 ? cues : evidenceFor('sentiment', value);
}

const isPlain = (judgements: ReadonlyMap<string, Judgement>): boolean => ['complaint', 'kind:question', 'kind:praise'].some((task) => (judgements.get(task)?.probabilities[1] ?? 0) >= PLAINLY);

function kindsOf(kinds: readonly KindLabel[], judgements: ReadonlyMap<string, Judgement>, evidenceFor: EvidenceFor): KindLabel[] {
  const found = new Map(kinds.map((label) => [label.value, label]));
  const named = NAMED.some((kind) => (found.get(kind)?.confidence ?? 0) >= 0.5);
  for (const kind of mentionKindSchema.options) {
    const task = kind === 'complaint' ? kind : `kind:${kind}`;
    const judgement = judgements.get(task);
    if (judgement === undefined || (named && kind === 'complaint')) continue;
    const before = found.get(kind);
    const confidence = rounded(judgement.probabilities[1] ?? 0);
    const least = DANGERS.includes(kind) ? (before === undefined && isPlain(judgements) ? LIKELY : KNOWN_LIFE) : TOLD;
    if (confidence < least) found.delete(kind);
    else found.set(kind, { task: 'kind', value: kind, confidence, evidence: before?.evidence ?? evidenceFor(task, kind === 'complaint' ? 'complaint' : 'yes') });
  }
  return [...found.values()].sort((a, b) => b.confidence - a.confidence);
}

const OF = { topic: topicSchema, demand: demandSchema } as const;
const PLAINLY_NAMED = 0.5;

/** Absent where the rules are to say it. */
function optional(task: 'topic' | 'demand', judgement: Judgement | undefined, label: (value: string, confidence: number, evidence: Evidence[]) => Label, { scores }: Seen): Partial<Judged> {
  if (judgement === undefined || OF[task].options.some((value) => scores.of(`${task}:${value}`) >= PLAINLY_NAMED)) return {};
  const confidence = rounded(judgement.confidence);
  return { [task]: confidence < TOLD ? [] : [label(judgement.label, confidence, scores.evidence(`${task}:${judgement.label}`))] };
}

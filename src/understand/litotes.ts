import type { LabelCue } from '../spec/language.ts';
import type { Judgement } from './model/index.ts';
import { labelKey, type Scores } from './scores.ts';

type Mood = 'positive' | 'negative';
const MOODS: readonly Mood[] = ['positive', 'negative'];
const OPPOSITE: Readonly<Record<Mood, Mood>> = { positive: 'negative', negative: 'positive' };
/** A phrase turns the mood of a text in which nothing beside it speaks for the other mood as loudly as this. */
const UNCONTESTED = 0.5;

/**
 * A phrase that says a thing by denying its opposite: "can't fault them", "not exactly great". Who counts words reads it the wrong way round, so what
 * it says stands above what models say.
 */
export interface Litotes {
  readonly mood: Mood;
  /** 0–1. */
  readonly confidence: number;
}

/** A cue for a mood whose id ends in `.litotes` is one. */
const litotesKey = (cue: LabelCue): string | null => (cue.id.endsWith('.litotes') ? `litotes:${String(cue.label.value)}` : null);

/** Lets a litotes count for its mood as other words do. */
export function addLitotes(scores: Scores): void {
  for (const mood of MOODS) scores.add(`sentiment:${mood}`, scores.of(`litotes:${mood}`), scores.evidence(`litotes:${mood}`));
}

/** Before the rules weigh the scores. Null where no phrase turns the mood, or several turn it both ways, or other words contest it. */
export function litotesOf(scores: Scores): Litotes | null {
  const found = MOODS.filter((mood) => scores.of(`litotes:${mood}`) > 0);
  const [mood] = found;
  if (mood === undefined || found.length > 1 || scores.of(`sentiment:${OPPOSITE[mood]}`) >= UNCONTESTED) return null;
  return { mood, confidence: scores.of(`litotes:${mood}`) };
}

/** Judgements that heed a litotes: the mood is its own, and denied dislike is no complaint, nor is denied liking praise. */
export function turned(judgements: ReadonlyMap<string, Judgement>, litotes: Litotes | null): ReadonlyMap<string, Judgement> {
  const mood = judgements.get('sentiment');
  if (litotes === null || mood === undefined || mood.label === litotes.mood) return judgements;
  const { confidence } = litotes;
  const heeded = new Map(judgements).set('sentiment', withMood(mood, litotes.mood, confidence));
  const denied = litotes.mood === 'positive' ? 'complaint' : 'kind:praise';
  const [, likely = 0] = judgements.get(denied)?.probabilities ?? [];
  const judgement = judgements.get(denied);
  if (judgement !== undefined && likely > 1 - confidence) heeded.set(denied, { ...judgement, label: noOf(denied), confidence, probabilities: [confidence, 1 - confidence] });
  return heeded;
}

/** A judgement of the mood in which one mood is this sure and the others share what is left as before. The first mood of a task is the dark one, the last the bright one. */
export function withMood(judgement: Judgement, mood: Mood, confidence: number): Judgement {
  const { probabilities } = judgement;
  const at = mood === 'negative' ? 0 : probabilities.length - 1;
  const left = (1 - confidence) / Math.max(Number.EPSILON, 1 - (probabilities[at] ?? 0));
  return { ...judgement, label: mood, confidence, probabilities: probabilities.map((share, index) => (index === at ? confidence : share * left)) };
}

const noOf = (task: string): string => (task === 'complaint' ? 'other' : 'no');

/** The key under which a cue is scored: its label, or what it is beside it. */
export const scoredAs = (cue: LabelCue): string => (cue.id.endsWith('.addressed') ? 'addressed' : (litotesKey(cue) ?? labelKey(cue.label)));

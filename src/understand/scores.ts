import type { CueHit } from '../lib/cues.ts';
import type { Evidence, Span } from '../spec/fact.ts';
import type { Cue, LabelCue } from '../spec/language.ts';

/** Evidence kept for one label; a long rant does not need a thousand. */
const MAX_EVIDENCE = 8;
/** What a turned word says: "not good" is nearly bad, "not bad" hardly good. */
const NOT_GOOD = 0.6;
const NOT_BAD = 0.25;
/** A second finding of the same cue says half of what the first did, a third a quarter … */
const REPEAT = 0.5;

interface Score {
  /** Chance that all that was found misleads, if the findings were independent. */
  miss: number;
  readonly evidence: Evidence[];
}

/** What speaks for each label: independent findings add up as 1 − ∏(1 − weight). */
export class Scores {
  readonly #scores = new Map<string, Score>();
  readonly #repeats = new Map<string, number>();

  add(label: string, weight: number, evidence: Evidence | readonly Evidence[]): void {
    if (weight <= 0) return;
    let score = this.#scores.get(label);
    if (score === undefined) this.#scores.set(label, (score = { miss: 1, evidence: [] }));
    score.miss *= 1 - Math.min(weight, 0.99);
    for (const one of Array.isArray(evidence) ? (evidence as readonly Evidence[]) : [evidence as Evidence]) {
      if (score.evidence.length < MAX_EVIDENCE) score.evidence.push(one);
    }
  }

  addHit(hit: CueHit<LabelCue>, label: string, share = 1): void {
    const key = `${hit.cue.id}>${label}`;
    const found = this.#repeats.get(key) ?? 0;
    this.#repeats.set(key, found + 1);
    if (found < 6) this.add(label, hit.cue.weight * share * REPEAT ** found, textEvidence(hit.cue.id, hit));
  }

  /** 0–1. */
  of(label: string): number {
    const score = this.#scores.get(label);
    return score === undefined ? 0 : 1 - score.miss;
  }

  evidence(label: string): Evidence[] {
    return this.#scores.get(label)?.evidence ?? [];
  }

  scale(label: string, factor: number): void {
    const score = this.#scores.get(label);
    if (score !== undefined) score.miss = 1 - (1 - score.miss) * factor;
  }

  limit(label: string, most: number): void {
    const score = this.#scores.get(label);
    if (score !== undefined) score.miss = Math.max(score.miss, 1 - most);
  }

  drop(label: string): void {
    this.#scores.delete(label);
  }
}

export function textEvidence(cue: string, span: Span): Evidence {
  return { source: 'text', cue, span: { start: span.start, end: span.end } };
}

export const labelKey = (label: LabelCue['label']): string => `${label.task}:${label.value}`;

/** Puts what the cues found into scores: idioms taken back, turned words turned. */
export function scoreHits(hits: readonly CueHit<LabelCue>[], scores: Scores, keyOf: (cue: LabelCue) => string): void {
  for (const hit of withoutIdioms(hits, (cue) => labelKey(cue.label))) {
    const key = keyOf(hit.cue);
    if (!hit.negated) scores.addHit(hit, key);
    else if (key === 'sentiment:positive') scores.addHit(hit, 'sentiment:negative', NOT_GOOD);
    else if (key === 'sentiment:negative') scores.addHit(hit, 'sentiment:positive', NOT_BAD);
  }
}

/** Findings that no idiom (weight 0) of the same group overlaps. `hits` come in order of their place; the cost is linear. */
export function withoutIdioms<C extends Cue>(hits: readonly CueHit<C>[], groupOf: (cue: C) => string): CueHit<C>[] {
  let idioms: Map<string, Span[]> | null = null;
  for (const hit of hits) {
    if (hit.cue.weight !== 0) continue;
    idioms ??= new Map();
    const group = groupOf(hit.cue);
    const spans = idioms.get(group);
    if (spans === undefined) idioms.set(group, [hit]);
    else spans.push(hit);
  }
  if (idioms === null) return [...hits];
  const found = idioms;
  const next = new Map<string, number>();
  return hits.filter((hit) => {
    if (hit.cue.weight === 0) return false;
    const group = groupOf(hit.cue);
    const spans = found.get(group);
    if (spans === undefined) return true;
    let at = next.get(group) ?? 0;
    // Spans of one idiom cue do not overlap, so those that ended before this finding began are done with.
    while (at < spans.length && (spans[at]?.end ?? 0) <= hit.start) at += 1;
    next.set(group, at);
    const span = spans[at];
    return span === undefined || span.start >= hit.end;
  });
}

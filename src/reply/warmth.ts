import type { Span } from '../spec/fact.ts';
import type { FindingLevel, Review } from '../spec/reply.ts';

import type { Observation } from './finding.ts';

/**
 * Points of the warm cues. The order of regret, responsibility, repair and forbearance is that of Lewicki, Polin & Lount
 * (2016): responsibility weighs most, repair next, the rest alike. The others are defaults chosen here.
 */
const WARM: Readonly<Record<string, number>> = {
  W01: 5, W02: 10, W03: 15, W04: 15, W05: 15, W06: 15, W07: 30, W08: 15, W09: 10, W10: 25, W11: 15, W12: 10, W13: 10, W14: 15,
};
const COLD: Readonly<Record<FindingLevel, number>> = { block: 30, warn: 15, info: 5 };

export interface WarmHit {
  readonly cue: string;
  readonly span: Span;
}

/** Σ warm − Σ cold, each cue once, a cold one at its gravest. What is only missing takes nothing away. */
export function warmthOf(warm: readonly WarmHit[], cold: readonly Observation[]): Review['warmth'] {
  const parts = new Map<string, number>();
  for (const { cue } of warm) parts.set(cue, WARM[cue] ?? 0);
  for (const { cue, level } of cold) {
    if (cue === 'slot' || cue.startsWith('missing:') || cue.startsWith('forbidden:')) continue;
    parts.set(cue, Math.min(parts.get(cue) ?? 0, -COLD[level]));
  }
  const list = [...parts].map(([cue, points]) => ({ cue, points })).sort((a, b) => (a.cue < b.cue ? -1 : 1));
  return { score: list.reduce((sum, part) => sum + part.points, 0), parts: list };
}

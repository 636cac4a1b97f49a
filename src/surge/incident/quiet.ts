import type { TrackerSettings } from '../settings.ts';
import type { TrackedState } from './tracked.ts';

const hour = 60 * 60_000;
/** The longest calm asked for before an incident is quiet. */
const longestQuiet = 7 * 24 * hour;

/** What a human opened and nobody has spoken of is not calm: it waits for whoever opened it. */
export function isSpokenOf({ detectedBy, lastMentionAt }: TrackedState): boolean {
  return detectedBy.series !== 'told' || lastMentionAt > 0;
}

/** A long incident asks for a longer calm: a quarter of its duration. */
export function quietAfter({ openedAt, stirredAt, detectedBy }: TrackedState, { quietMs, grievance }: TrackerSettings): number {
  // What it took some time to suspect is not calm before as much time has passed without a word of it.
  const least = detectedBy.series === 'grievance' ? Math.max(quietMs, grievance.withinMs) : quietMs;
  return Math.max(least, Math.min(longestQuiet, (stirredAt - openedAt) / 4));
}

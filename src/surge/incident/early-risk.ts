import type { Arousal } from '../../spec/classification.ts';
import type { ViralityRisk } from '../../spec/virality.ts';
import { takenUpBy } from '../spread/participants.ts';
import { peopleAmong } from '../spread/spread.ts';
import { viralityRisk } from '../spread/virality.ts';
import type { TrackedState } from './tracked.ts';

/** From so many mentions on it is no longer asked whether it will spread: how fast it does is measured. */
const early = 50;

/** How likely an incident of few mentions is to spread. null: it is past that, nobody spoke of it yet, or nothing is known. */
export function riskOf(tracked: TrackedState, arousal: Arousal | null): ViralityRisk | null {
  if (tracked.mentions === 0 || tracked.mentions >= early) return null;
  const people = peopleAmong(tracked);
  const styles = people.flatMap(({ style }) => (style === undefined ? [] : [style]));
  return viralityRisk({
    arousal,
    ties: {
      followers: most(people.flatMap(({ followers }) => (followers === undefined ? [] : [followers]))),
      // A post is heard before anybody could answer it: that nothing was seen yet is not known to be nothing.
      reach: most(people.flatMap(({ reach }) => (reach > 0 ? [reach] : []))),
      takenUp: most(tracked.spreaders.map(takenUpBy).filter((people) => people > 0)),
    },
    style: styles.length === 0 ? null : styles.reduce((sum, style) => sum + style, 0) / styles.length,
    velocity: tracked.velocity,
  });
}

function most(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

import { countDistinct } from '../../lib/distinct.ts';
import { themeSchema, type Arousal, type Theme } from '../../spec/classification.ts';
import { originatorsOf, spreadersOf } from '../spread/participants.ts';
import { amplifiersOf, coordinationIn, peopleIn } from '../spread/spread.ts';
import { arousals, type Tally } from '../spread/tally.ts';
import type { TrackedIncident } from '../types.ts';
import { wordMark } from '../words/words.ts';
import { riskOf } from './early-risk.ts';
import { authorsKept, type TrackedState } from './tracked.ts';

/** The incident as others see it. */
export function viewOf(tracked: TrackedState, negativeShare: number | null): TrackedIncident {
  const authors = countDistinct(tracked.authors, authorsKept);
  const people = peopleIn(tracked);
  return {
    id: tracked.id,
    openedAt: tracked.openedAt,
    startedAt: tracked.startedAt ?? tracked.openedAt,
    detectedBy: tracked.detectedBy,
    hub: tracked.hub,
    originators: originatorsOf(tracked.originators),
    spreaders: spreadersOf(tracked.spreaders),
    firstAmplifiers: amplifiersOf(tracked),
    coordination: coordinationIn(tracked),
    risk: riskOf(tracked, arousalOf(people)),
    marks: [...tracked.marks],
    words: tracked.words.map(({ form }) => wordMark(form)),
    mentions: tracked.mentions,
    authors,
    silenceComplaints: tracked.silenceComplaints,
    rumour: isRumour(tracked),
    velocity: tracked.velocity,
    spread: spreadOf((people.authors ?? authors) + people.reach),
    harm: reached(people.harm, 1 / 5, 3),
    arousal: arousalOf(people),
    themes: themesOf(people),
    lastMentionAt: tracked.lastMentionAt,
    negativeShare,
  };
}

/** Half of those who speak of it pass on what nobody has shown to be so. */
function isRumour({ rumours, mentions }: TrackedState): boolean {
  return rumours > 0 && rumours >= mentions / 2;
}

/** Highest level that `share` of the judged, or `enough` of them, reach. */
function reached(counts: readonly number[], share: number, enough: number): number | null {
  const judged = counts.reduce((sum, count) => sum + count, 0);
  if (judged === 0) return null;
  let above = 0;
  for (let level = counts.length - 1; level >= 0; level--) {
    above += counts[level] ?? 0;
    if (above >= enough || above >= share * judged) return level;
  }
  return 0;
}

function spreadOf(seen: number): 0 | 1 | 2 {
  if (seen < 10) return 0;
  return seen < 100 ? 1 : 2;
}

function arousalOf({ arousal }: Tally): Arousal | null {
  return arousals[reached(arousal, 1 / 3, Infinity) ?? -1] ?? null;
}

function themesOf({ themes, mentions }: Tally): Theme[] {
  return themeSchema.options
    .filter((theme) => {
      const count = themes[theme] ?? 0;
      return count >= 3 || (count > 0 && count >= mentions / 5);
    })
    .sort();
}

/** What makes a difference to severity or plan; a change of it is worth telling. Counts matter when they double. */
export function gistOf(tracked: TrackedState): string {
  const people = peopleIn(tracked);
  const harm = reached(people.harm, 1 / 5, 3);
  const arousal = reached(people.arousal, 1 / 3, Infinity);
  const spread = spreadOf((people.authors ?? countDistinct(tracked.authors, authorsKept)) + people.reach);
  const began = originatorsOf(tracked.originators).map(({ post }) => post);
  const looked = `${coordinationIn(tracked)?.found ?? '-'} ${riskOf(tracked, arousalOf(people))?.level ?? '-'}`;
  const counts = `${doublings(tracked.mentions)} ${doublings(tracked.silenceComplaints)}`;
  return `${tracked.velocity} ${spread} ${harm ?? '-'} ${arousal ?? '-'} ${counts} ${looked} ${themesOf(people).join()} ${tracked.marks.join()} ${began.join()}${isRumour(tracked) ? ' rumour' : ''}`;
}

function doublings(count: number): number {
  return 31 - Math.clz32(count + 1);
}

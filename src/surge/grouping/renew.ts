import { overlapOf } from '../incident/overlap.ts';
import { survey, type TrackedState } from '../incident/tracked.ts';
import { gistOf, viewOf } from '../incident/view.ts';
import type { RememberedMention } from '../remembered.ts';
import { fineBinOf, strongestRise, velocityOf, type Baseline } from '../rises/detector.ts';
import { peopleIn } from '../spread/spread.ts';
import type { TrackerChange } from '../types.ts';
import type { UsualTalk } from '../words/usual-talk.ts';
import { learnWords } from './incident-words.ts';

/** What an incident is held against at this moment. */
export interface Moment {
  /** The monitor's clock. */
  clock: number;
  /** Publication time as far as it has come. */
  now: number;
  /** The brand's usual criticism. */
  baseline: Baseline;
  negativeShare(): number | null;
  tells(mark: string): boolean;
  /** The latest negative mentions, and what one usually says. */
  remembered: readonly RememberedMention[];
  talk: UsualTalk;
}

/** The people of an incident are others than before: what they say, where they are and how fast they speak is looked at anew. */
export function renew(incident: TrackedState, all: readonly TrackedState[], moment: Moment): TrackerChange[] {
  learn(incident, all, moment);
  return [...look(incident, all, moment), ...measure(incident, moment)];
}

/** Learns what its people say and others do not. */
export function learn(incident: TrackedState, all: readonly TrackedState[], { remembered, talk }: Moment): void {
  talk.forget(remembered.filter((one) => one.incident === incident.id).map(({ mention }) => mention));
  learnWords(incident, remembered, talk, all);
}

/** Looks where its people are, and whether they are those of another. */
export function look(incident: TrackedState, all: readonly TrackedState[], moment: Moment): TrackerChange[] {
  const moved = survey(incident, moment.now, (mark) => moment.tells(mark));
  const other = overlapOf(incident, all, moment.now);
  return [...(moved === null ? [] : [{ type: 'hub-moved', incident: incident.id, ...moved } as const]), ...(other === null ? [] : [{ type: 'overlapping', ...other } as const])];
}

/** Measures how fast they speak, and tells of it where anything is news. */
export function measure(incident: TrackedState, moment: Moment): TrackerChange[] {
  incident.velocity = velocityOf(strongestRise(moment.baseline, peopleIn(incident).voices, fineBinOf(moment.now)).score);
  incident.measuredAt = moment.clock;
  const gist = gistOf(incident);
  if (gist === incident.reported) return [];
  incident.reported = gist;
  return [{ type: 'measured', incident: viewOf(incident, moment.negativeShare()) }];
}

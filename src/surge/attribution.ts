import type { Surge } from '../spec/incident.ts';
import { commonKeys, isAbout } from './grouping.ts';
import type { IncidentBook, Moment } from './incident-book.ts';
import { storiesOf, type ToldOfTalk } from './stories.ts';
import type { TrackerChange } from './types.ts';

/** Gives a surge of criticism to the incident it belongs to, or opens one, or one for each thing that is spoken of. `usualDay`: criticism of a usual day, under some marks or of the brand. */
export function attribute(surge: Surge, book: IncidentBook, moment: Moment, told: ToldOfTalk, usualDay: (marks: readonly string[]) => number): { changes: TrackerChange[]; opened: boolean } {
  const about = told.remembered.filter((one) => isAbout(surge, one));
  const joined = book.attribute(surge, about, moment);
  if (joined !== null) return { changes: joined, opened: false };
  const window = about.filter(({ at }) => at !== null && at > surge.at - surge.windowMs);
  const voices = window.filter(({ incident }) => incident === null);
  if (voices.length === 0 || !book.isLeft(surge, window) || !book.hasRoom()) return { changes: [], opened: false };
  const stories = storiesOf(surge, voices, book.room(), told);
  if (stories.length > 0) return { changes: stories.flatMap((story) => book.open({ surge, ...story }, [], usualDay([]), moment)), opened: true };
  const marks = commonKeys(voices, (key) => moment.tells(key));
  const members = about.filter((one) => one.incident === null && (voices.includes(one) || one.keys.some((key) => marks.includes(key))));
  return { changes: book.open({ surge, members, because: { by: 'surge' } }, marks, usualDay(marks), moment), opened: true };
}

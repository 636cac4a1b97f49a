import type { Surge } from '../../spec/incident.ts';
import type { RememberedMention } from '../remembered.ts';
import type { TrackerChange } from '../types.ts';
import { findGrievance, findSpoken, weighs, type GrievanceContext } from './grievance.ts';
import { commonKeys, isAbout } from './grouping.ts';
import type { IncidentBook } from './incident-book.ts';
import type { Moment } from './renew.ts';
import { secondStory, storiesOf, type ToldOfTalk } from './stories.ts';

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

/**
 * Without a surge: what a few people say with one grievance joins the incident that speaks of it already, or opens one. Of those who came to an incident with a surge
 * some may turn out to speak of something else.
 */
export function gather(heard: RememberedMention, at: number, book: IncidentBook, moment: Moment, context: GrievanceContext): TrackerChange[] {
  if (heard.incident !== null) {
    const incident = book.find(heard.incident);
    const story = incident === undefined || !book.hasRoom() ? null : secondStory(heard, at, incident, context);
    return incident === undefined || story === null ? [] : book.leave(incident, story, moment);
  }
  const grievance = (weighs(heard, context.settings) ? findGrievance(heard, at, context) : null) ?? findSpoken(heard, at, context);
  if (grievance === null) return [];
  const joined = book.adopt(grievance, moment);
  if (joined !== null) return joined;
  return book.hasRoom() ? book.open(grievance, grievance.mark === null ? [] : [grievance.mark], grievance.surge.expected, moment) : [];
}

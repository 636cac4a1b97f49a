import type { Belonging, Surge } from '../../spec/incident.ts';
import type { TrackedState } from '../incident/tracked.ts';
import type { RememberedMention } from '../remembered.ts';
import type { TrackerSettings } from '../settings.ts';
import type { UsualTalk } from '../words/usual-talk.ts';
import { becauseOf } from '../words/words.ts';
import { spokenBy, type Grievance } from './grievance.ts';
import { authorsOf, cameAlong } from './grouping.ts';
import { findWordGroup, sharedWords, speakAlike, type WordGroup } from './word-group.ts';

/** Voices of a surge, the latest of them, from which one looks whether it speaks of several things. */
const voicesTried = 32;
/** An incident of more people is one story, or for humans to split. */
const peopleWatched = 64;
/** Twice the people who would open an incident of their own do not leave one by chance. */
const timesToLeave = 2;
/** Share of those who might leave that may also speak like those who stay. */
const mostAlike = 1 / 4;

/** What was said lately, and what one usually says. */
export interface ToldOfTalk {
  remembered: readonly RememberedMention[];
  talk: UsualTalk;
  settings: TrackerSettings;
}

/**
 * What the voices of a surge speak of, the most first, where that is what most of them do, or where several things together leave no surge over. Those left over came with the surge only where it
 * is one without the others too.
 */
export function storiesOf(surge: Surge, voices: readonly RememberedMention[], room: number, told: ToldOfTalk): { members: RememberedMention[]; because: Belonging }[] {
  const groups = groupsAmong(surge, voices, told).slice(0, room);
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const rest = voices.filter((one) => !grouped.has(one));
  const isExplained = groups.length > 1 && !cameAlong(rest.length, surge);
  if (!isExplained && rest.length > voices.length / 2) return [];
  return groups.map(({ members, words }, index) => ({ members: index > 0 || isExplained ? members : [...members, ...rest], because: becauseOf(words) }));
}

function groupsAmong(surge: Surge, voices: readonly RememberedMention[], { remembered, talk, settings }: ToldOfTalk): WordGroup[] {
  const { authors, withinMs } = settings.grievance;
  const recent = remembered.filter(({ at }) => at !== null && at > surge.at - withinMs);
  const grouped = new Set<RememberedMention>();
  const groups: WordGroup[] = [];
  for (const one of voices.slice(-voicesTried)) {
    const group = grouped.has(one) ? null : findWordGroup(one, recent.filter((other) => !grouped.has(other)), talk, authors);
    if (group === null || group.people < group.needed) continue;
    for (const member of group.members) grouped.add(member);
    groups.push(group);
  }
  return groups.sort((a, b) => b.people - a.people);
}

/** Did it come because of the time or the words alone, to an incident that a surge opened? Then it may turn out to be of another story. */
function mayLeave(one: RememberedMention, incident: TrackedState): boolean {
  return one.loose === true && one.incident === incident.id && !incident.resolved;
}

/** Those who came to an incident with a surge and, with `heard`, speak of something else than the others there; null: nobody does. */
export function secondStory(heard: RememberedMention, at: number, incident: TrackedState, { remembered, talk, settings }: ToldOfTalk): Grievance | null {
  if (!mayLeave(heard, incident) || incident.authors.length > peopleWatched) return null;
  const { authors, withinMs } = settings.grievance;
  const inside = remembered.filter((one) => one.incident === incident.id);
  const recent = remembered.filter((one) => one.at !== null && one.at > at - withinMs);
  const group = findWordGroup(heard, recent, talk, authors, (one) => mayLeave(one, incident));
  if (group === null || group.people < timesToLeave * group.needed) return null;
  const leaving = new Set(group.members);
  const staying = inside.filter((one) => !leaving.has(one));
  // The most of them leave only those who were there before and did not come by the time alone.
  const core = authorsOf(staying.filter(({ loose }) => loose !== true));
  if (core < authors && group.people > authorsOf(staying)) return null;
  const alike = speakAlike(group.members, sharedWords(staying, talk.without([])));
  return authorsOf(alike) > mostAlike * group.people ? null : spokenBy(group, at, settings);
}

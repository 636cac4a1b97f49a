import type { Belonging, Surge } from '../../spec/incident.ts';
import type { RememberedMention } from '../remembered.ts';
import { hourMs, plainDeviation } from '../rises/detector.ts';
import type { TrackerSettings } from '../settings.ts';
import type { HeardMention } from '../types.ts';
import type { UsualTalk } from '../words/usual-talk.ts';
import { becauseOf } from '../words/words.ts';
import { authorsOf } from './grouping.ts';
import type { MarkTable } from './marks.ts';
import { findWordGroup, type WordGroup } from './word-group.ts';

/** Of the voices under a mark so many must be negative: else it is a name, not a grievance. */
const leastNegative = 2 / 3;
/** While it is not known how the brand is spoken of, a single kind word under the mark is enough for a name. */
const leastNegativeLearning = 0.999;

/** So many times as many people open an incident by their words alone, where neither theme nor anger weighs. */
const timesUnweighed = 2;

/** A few people with one grievance. */
export interface Grievance {
  surge: Surge;
  /** The mark they share; null where it is a thread, or words. */
  mark: string | null;
  because: Belonging;
  /** Those who belong to no incident yet. */
  members: RememberedMention[];
  /** All who share it, also those who belong to an incident. */
  everyone: RememberedMention[];
}

export interface GrievanceContext {
  settings: TrackerSettings;
  marks: MarkTable;
  remembered: readonly RememberedMention[];
  talk: UsualTalk;
  /** From when on the brand is listened to. */
  since: number;
  /** True before the baseline is trusted. */
  learning: boolean;
  /** Negative voices on a usual day. */
  usualDay: number;
}

/** Words that weigh although few say them: a sensitive theme, high arousal, or serious harm. */
export function weighs(mention: Pick<HeardMention, 'themes' | 'arousal' | 'harm'>, settings: TrackerSettings): boolean {
  if (mention.arousal === 'high' || (mention.harm ?? 0) >= 3) return true;
  return mention.themes.some((theme) => settings.grievance.themes.includes(theme));
}

/**
 * Does this mention make a grievance of what a few others have said? Distinct authors with words that weigh, who share a
 * hashtag, a link, a sensitive theme or a thread, more than are usual under that mark.
 */
export function findGrievance(heard: RememberedMention, at: number, context: GrievanceContext): Grievance | null {
  const { settings, marks, since } = context;
  const least = context.learning ? leastNegativeLearning : leastNegative;
  for (const key of heard.keys) {
    if (key.startsWith('theme:') && !settings.grievance.themes.some((theme) => key === `theme:${theme}`)) continue;
    const standing = marks.standing(key, at, since, settings);
    if (standing === null || standing.authors < standing.needed || standing.negativeShare < least) continue;
    const found = sharing(context, at, (one) => one.keys.includes(key));
    if (found === null) continue;
    return { ...found, mark: key, because: { by: 'mark', shared: [key] }, surge: surgeOf(key, at, Math.max(standing.authors, authorsOf(found.members)), standing.usual, settings) };
  }
  if (heard.isRoot) return null;
  const found = sharing(context, at, (one) => one.thread === heard.thread);
  // A thread has no usual day of its own: it must be some part of the brand's day.
  if (found === null || authorsOf(found.members) < context.usualDay / 20) return null;
  return { ...found, mark: null, because: { by: 'thread' }, surge: surgeOf('one thread', at, authorsOf(found.members), 0, settings) };
}

/**
 * Does this mention make a grievance of what others have said, each in words of their own? Where their words weigh as few are enough as under a mark, and more than the usual talk
 * would bring together; where they do not, twice as many.
 */
export function findSpoken(heard: RememberedMention, at: number, { settings, remembered, talk }: Pick<GrievanceContext, 'settings' | 'remembered' | 'talk'>): Grievance | null {
  const { authors, withinMs } = settings.grievance;
  const recent = remembered.filter((one) => one.at !== null && one.at > at - withinMs);
  const group = findWordGroup(heard, recent, talk, authors);
  if (group === null) return null;
  const weighty = authorsOf(group.members.filter((one) => weighs(one, settings)));
  const times = weighty >= authors ? 1 : timesUnweighed;
  if (group.people < times * group.needed) return null;
  // Who answers them, or repeats their words, comes with them.
  const threads = new Set(group.members.map(({ thread }) => thread));
  const members = recent.filter((one) => one.incident === null && (group.members.includes(one) || threads.has(one.thread)));
  return spokenBy({ ...group, members }, at, settings);
}

/** What people say in words of their own, as a grievance. */
export function spokenBy({ members, everyone, people, expected, words }: WordGroup, at: number, settings: TrackerSettings): Grievance {
  const hours = Math.round(settings.grievance.withinMs / hourMs);
  const why = `${people} people speak of one thing in words of their own (${words.length} in common) within ${hours} h, ${expected.toFixed(1)} by the usual talk`;
  const surge: Surge = { at, series: 'grievance', windowMs: settings.grievance.withinMs, observed: people, expected, score: plainDeviation(people, expected), why };
  return { members, everyone, mark: null, because: becauseOf(words), surge };
}

function sharing(context: GrievanceContext, at: number, shares: (one: RememberedMention) => boolean): Pick<Grievance, 'members' | 'everyone'> | null {
  const { settings, remembered } = context;
  const from = at - settings.grievance.withinMs;
  const everyone = remembered.filter((one) => one.at !== null && one.at > from && shares(one));
  const members = everyone.filter(({ incident }) => incident === null);
  const weighty = members.filter((one) => weighs(one, settings));
  return authorsOf(weighty) >= settings.grievance.authors ? { members, everyone } : null;
}

function surgeOf(what: string, at: number, observed: number, expected: number, settings: TrackerSettings): Surge {
  const hours = Math.round(settings.grievance.withinMs / hourMs);
  return {
    at,
    series: 'grievance',
    windowMs: settings.grievance.withinMs,
    observed,
    expected,
    score: plainDeviation(observed, expected),
    why: `${observed} people share one grievance (${what}) within ${hours} h, ${expected.toFixed(1)} on a usual day; the theme or the anger weighs more than the number (R-18)`,
  };
}

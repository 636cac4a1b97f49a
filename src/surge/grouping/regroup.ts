import { addDistinct, hashOf } from '../../lib/distinct.ts';
import type { Surge } from '../../spec/incident.ts';
import { authorsKept, crowdKept, makeTracked, marksKept, takeIn, threadsKept, type TrackedState } from '../incident/tracked.ts';
import { RecentMap } from '../recent-map.ts';
import type { RememberedMention } from '../remembered.ts';
import { addToBin, countOf } from '../rises/bins.ts';
import { fineMs } from '../rises/detector.ts';
import { isVoice } from '../rises/voice-counts.ts';
import { absorbSpread } from '../spread/absorb-spread.ts';
import { noteFollower, noteOriginator, noteReach } from '../spread/participants.ts';
import { leastOf } from '../spread/spread.ts';
import type { HeardMention, SplitOrder } from '../types.ts';
import { authorsOf, keysOf, publicationOf, remember } from './grouping.ts';

const hour = 60 * 60_000;

/** What is known of `from` is known of `into`. Marks that either was opened for stay. */
export function absorb(into: TrackedState, from: TrackedState): void {
  into.founding = union(into.founding, from.founding).slice(0, marksKept);
  into.marks = union(into.founding, into.marks, from.marks).slice(0, marksKept);
  into.threads = union(from.threads, into.threads).slice(-threadsKept);
  into.startedAt = into.startedAt === null ? from.startedAt : Math.min(into.startedAt, from.startedAt ?? into.startedAt);
  into.surging ||= from.surging;
  into.mentions += from.mentions;
  into.silenceComplaints += from.silenceComplaints;
  into.rumours += from.rumours;
  into.reach += from.reach;
  for (const hash of from.authors) addDistinct(into.authors, hash, authorsKept);
  into.harm = into.harm.map((count, level) => count + (from.harm[level] ?? 0));
  into.arousal = into.arousal.map((count, level) => count + (from.arousal[level] ?? 0));
  for (const [theme, count] of Object.entries(from.themes) as [keyof TrackedState['themes'], number][]) into.themes[theme] = (into.themes[theme] ?? 0) + count;
  addVoices(into, from);
  into.crowd = [...into.crowd, ...from.crowd].sort((a, b) => a.at - b.at || (a.mention < b.mention ? -1 : 1));
  into.venues = [...into.venues, ...from.venues.filter(({ id }) => !into.venues.some((venue) => venue.id === id))];
  for (const { root, venues, ...member } of from.originators) noteOriginator(into.originators, member, root, venues);
  for (const { reach, followers, ...member } of from.spreaders) {
    noteReach(into.spreaders, member, reach);
    for (const follower of followers) noteFollower(into.spreaders, member, follower);
  }
  absorbSpread(into.spread, from.spread);
  // Who is counted apart goes first: a flood of copies in the one pushes no people out of the other.
  while (into.crowd.length > crowdKept) into.crowd.splice(leastOf(into), 1);
  into.lastMentionAt = Math.max(into.lastMentionAt, from.lastMentionAt);
  into.stirredAt = Math.max(into.stirredAt, from.stirredAt);
  into.quiet &&= from.quiet;
  into.usualDay += from.usualDay;
  const at = Math.max(into.pulse.at, from.pulse.at);
  into.pulse = { voices: fadedTo(at, into.pulse) + fadedTo(at, from.pulse), at };
}

function union<T>(...lists: readonly (readonly T[])[]): T[] {
  return [...new Set(lists.flat())];
}

function addVoices(into: TrackedState, { voices }: TrackedState): void {
  if (voices.head === null) return;
  for (let bin = voices.head - voices.counts.length + 1; bin <= voices.head; bin += 1) {
    const count = countOf(voices, bin);
    if (count > 0) addToBin(into.voices, bin, count);
  }
}

function fadedTo(at: number, { voices, at: then }: TrackedState['pulse']): number {
  return voices * Math.exp(-Math.max(0, at - then) / (24 * hour));
}

/** The incident as it is without those who leave, and theirs. Both are counted anew from their mentions. */
export function part(source: TrackedState, { off, title, mark, leaving, staying }: SplitOrder, { clock, now }: { clock: number; now: number }): { stayed: TrackedState; left: TrackedState; others: RememberedMention[]; members: RememberedMention[] } {
  const counted = new RecentMap<number>(2 * (leaving.length + staying.length) + 2);
  const others = recalled(staying, counted);
  const members = recalled(leaving, counted);
  const stayed = makeTracked(source.id, source.openedAt, source.detectedBy, source.founding.filter((one) => one !== mark), source.usualDay);
  const share = staying.length / (staying.length + leaving.length);
  stayed.marks = source.marks.filter((one) => one !== mark);
  const { resolved, surging, hub, stirredAt, quiet, pulse, measuredAt, reported, velocity, suggested } = source;
  Object.assign(stayed, { resolved, surging, hub, stirredAt, quiet, measuredAt, reported, velocity, pulse: { voices: pulse.voices * share, at: pulse.at } });
  // A thread whose beginning was deleted stays no place to answer in, for whichever of them speaks there.
  const { lost } = source.spread;
  stayed.spread.lost = [...lost];
  for (const one of others) takeIn(stayed, one);

  const surge: Surge = { at: now, series: 'told', windowMs: fineMs, observed: authorsOf(members), expected: 0, score: 0, why: title };
  const left = makeTracked(off, clock, surge, mark === null ? [] : [mark], 0);
  left.pulse = { voices: pulse.voices * (1 - share), at: pulse.at };
  left.spread.lost = [...lost];
  for (const one of members) takeIn(left, one);
  // What a human has just parted is not suggested to be one.
  left.suggested.push(source.id);
  stayed.suggested = [...suggested, off];
  return { stayed, left, others, members };
}

/** As they were remembered when they were heard; an author counts once an hour. */
function recalled(mentions: readonly HeardMention[], counted: RecentMap<number>): RememberedMention[] {
  return mentions.map((mention) => {
    const at = publicationOf(mention);
    return remember(mention, at, keysOf(mention), at !== null && isVoice(counted, hashOf(mention.authorKey), at), null);
  });
}

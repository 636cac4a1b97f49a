import { addDistinct, hashOf, removeDistinct } from '../../lib/distinct.ts';
import type { Theme } from '../../spec/classification.ts';
import type { Hub, Surge } from '../../spec/incident.ts';
import type { Venue } from '../../spec/post.ts';
import type { RememberedMention } from '../remembered.ts';
import { addToBin, copyBins, makeBins, type BinsState } from '../rises/bins.ts';
import { fineBinOf, longestWindow, plainDeviation } from '../rises/detector.ts';
import type { CrowdEntry } from '../spread/crowd.ts';
import { hubRequest } from '../spread/hub-request.ts';
import { chooseHub } from '../spread/hub.ts';
import { noteFollower, noteOriginator, noteReach, type Member, type OriginatorState, type SpreaderState } from '../spread/participants.ts';
import { leastOf, makeSpread, noteLost, noteSpread, peopleAmong, type SpreadState } from '../spread/spread.ts';
import { tally } from '../spread/tally.ts';
import type { SharedWord } from '../words/words.ts';

const hour = 60 * 60_000;
/** Authors up to which an incident's are counted exactly. */
export const authorsKept = 256;
export const crowdKept = 128;
export const threadsKept = 128;
export const marksKept = 16;
const venuesKept = 96;
/** The crowd is where it spoke in the last six hours; where few did, the last dozen posts of a day. */
const crowdWindow = 6 * hour;
const crowdLeast = 12;
const crowdLongest = 24 * hour;

/** All that is kept of a followed incident. */
export interface TrackedState {
  id: string;
  openedAt: number;
  /** Publication of the earliest post; null while none has a time. */
  startedAt: number | null;
  detectedBy: Surge;
  resolved: boolean;
  /** While its surge lasts, all criticism belongs to it. */
  surging: boolean;
  /** Marks it was opened for; they stay. */
  founding: string[];
  marks: string[];
  // Words were not told to older versions: a state of theirs begins with none.
  /** Words its people have in common, the most shared first. */
  words: SharedWord[];
  /** Of them those that stay, whoever says them: what was known of the parts of a merged one. */
  ownWords: SharedWord[];
  /** What a likeness to them must surpass. */
  likeAbove: number;
  /** All words that several of its people say. */
  vocabulary: number[];
  /** Threads its people spoke in (hashes of their roots), latest last. */
  threads: number[];
  mentions: number;
  authors: number[];
  silenceComplaints: number;
  rumours: number;
  harm: number[];
  arousal: number[];
  themes: Partial<Record<Theme, number>>;
  reach: number;
  voices: BinsState;
  crowd: CrowdEntry[];
  venues: Venue[];
  originators: OriginatorState[];
  spreaders: SpreaderState[];
  hub: Hub | null;
  lastMentionAt: number;
  /** Clock time at which it was last more than what the brand hears anyway. */
  stirredAt: number;
  quiet: boolean;
  /** Voices of its kind on a usual day, as it was when it was opened: its own voices do not become what is usual. */
  usualDay: number;
  /** Voices of about a day, fading. */
  pulse: { voices: number; at: number };
  sinceSurvey: number;
  /** Clock time of the last measuring, and what it said. */
  measuredAt: number;
  reported: string;
  velocity: 0 | 1 | 2 | 3;
  /** Incidents it was said to overlap with, latest last: nothing is suggested twice. */
  suggested: string[];
  /** Who carried it, which threads are gone, and whether it was arranged. A state from before that was looked for lacks it and begins with none. */
  spread: SpreadState;
}

export function makeTracked(id: string, openedAt: number, detectedBy: Surge, founding: string[], usualDay: number): TrackedState {
  return {
    id,
    openedAt,
    startedAt: null,
    detectedBy,
    resolved: false,
    surging: false,
    founding,
    marks: [...founding],
    words: [],
    ownWords: [],
    likeAbove: 0,
    vocabulary: [],
    threads: [],
    mentions: 0,
    authors: [],
    silenceComplaints: 0,
    rumours: 0,
    harm: [0, 0, 0, 0, 0],
    arousal: [0, 0, 0],
    themes: {},
    reach: 0,
    voices: makeBins(longestWindow),
    crowd: [],
    venues: [],
    originators: [],
    spreaders: [],
    hub: null,
    lastMentionAt: 0,
    stirredAt: openedAt,
    quiet: false,
    usualDay,
    pulse: { voices: 0, at: detectedBy.at },
    sinceSurvey: 0,
    measuredAt: openedAt,
    reported: '',
    velocity: 0,
    suggested: [],
    spread: makeSpread(),
  };
}

export function copyTracked(tracked: TrackedState): TrackedState {
  // What an older version kept lacks what was not looked for then.
  const { spread = makeSpread(), suggested = [], rumours = 0, words = [], ownWords = [], likeAbove = 0, vocabulary = [] }: Partial<TrackedState> = tracked;
  return { ...structuredClone({ ...tracked, voices: null, spread, suggested, rumours, words, ownWords, likeAbove, vocabulary }), voices: copyBins(tracked.voices) };
}

/** Takes a mention in. */
export function takeIn(tracked: TrackedState, heard: RememberedMention): void {
  const { mention, post, authorKey, role, reach } = heard;
  const author = hashOf(authorKey);
  const at = heard.at ?? heard.seenAt;
  const member = { mention, post, authorKey, author, postedAt: heard.at, role };
  addDistinct(tracked.authors, author, authorsKept);
  tally(tracked, heard, 1);
  if (heard.rumour === true) tracked.rumours += 1;
  if (heard.at !== null) {
    tracked.startedAt = Math.min(tracked.startedAt ?? heard.at, heard.at);
    if (heard.voice) addToBin(tracked.voices, fineBinOf(heard.at), 1);
  }
  tracked.lastMentionAt = Math.max(tracked.lastMentionAt, at);
  noteOriginator(tracked.originators, member, heard.isRoot, heard.venues.map(({ id }) => id));
  const followed = heard.parent === null || heard.parent === author ? null : memberOf(tracked, heard.parent);
  if (noteSpread(tracked, heard, member, followed !== null)) {
    noteReach(tracked.spreaders, member, reach);
    if (followed !== null) noteFollower(tracked.spreaders, followed, author);
  }
  if (!tracked.threads.includes(heard.thread)) {
    tracked.threads.push(heard.thread);
    if (tracked.threads.length > threadsKept) tracked.threads.shift();
  }
  for (const venue of heard.venues) if (!tracked.venues.some(({ id }) => id === venue.id)) tracked.venues.push(venue);
  tracked.crowd.push({
    mention,
    post,
    authorKey,
    author,
    at,
    timed: heard.at !== null,
    venues: heard.venues.map(({ id }) => id),
    keys: heard.keys,
    reach,
    harm: heard.harm,
    arousal: heard.arousal,
    themes: heard.themes,
    silence: heard.silence,
    voice: heard.voice,
    ...(heard.rumour === true ? { rumour: true } : {}),
    role,
    ...(heard.root === undefined ? {} : { root: heard.root }),
    ...(heard.link === undefined ? {} : { link: heard.link }),
    ...(heard.group === undefined ? {} : { group: heard.group }),
    ...(heard.counted === undefined ? {} : { counted: heard.counted }),
    ...(heard.account?.followers === undefined ? {} : { followers: heard.account.followers }),
    ...(heard.style === undefined ? {} : { style: heard.style }),
  });
  if (tracked.crowd.length > crowdKept) tracked.crowd.splice(leastOf(tracked), 1);
  if (tracked.venues.length > venuesKept * 2) dropVenues(tracked);
  tracked.sinceSurvey += 1;
}

/** Counts a voice; true while the incident is more than what is usual. */
export function notePulse(tracked: TrackedState, now: number): boolean {
  const { pulse } = tracked;
  pulse.voices = 1 + pulse.voices * Math.exp(-Math.max(0, now - pulse.at) / (24 * hour));
  pulse.at = Math.max(pulse.at, now);
  return plainDeviation(pulse.voices, tracked.usualDay) >= 1;
}

/** Lets a mention go; false where it is not (or no longer) known to belong. */
export function letGo(tracked: TrackedState, mention: string): boolean {
  const at = tracked.crowd.findIndex((entry) => entry.mention === mention);
  const entry = tracked.crowd[at];
  const named = tracked.originators.length + tracked.spreaders.length;
  noteLost(tracked, mention);
  tracked.originators = tracked.originators.filter((originator) => originator.mention !== mention);
  tracked.spreaders = tracked.spreaders.filter((spreader) => spreader.mention !== mention);
  const unnamed = tracked.originators.length + tracked.spreaders.length < named;
  if (entry === undefined) {
    if (unnamed) tracked.mentions = Math.max(0, tracked.mentions - 1);
    return unnamed;
  }
  tracked.crowd.splice(at, 1);
  tally(tracked, entry, -1);
  if (entry.rumour === true) tracked.rumours = Math.max(0, tracked.rumours - 1);
  if (entry.voice && entry.timed) addToBin(tracked.voices, fineBinOf(entry.at), -1);
  if (!tracked.crowd.some(({ author }) => author === entry.author)) removeDistinct(tracked.authors, entry.author, authorsKept);
  tracked.sinceSurvey += 1;
  return true;
}

/** Who in the incident has this hash. */
function memberOf(tracked: TrackedState, author: number): Member | null {
  const named = tracked.spreaders.find((one) => one.author === author) ?? tracked.originators.find((one) => one.author === author);
  if (named !== undefined) {
    const { mention, post, authorKey, postedAt, role } = named;
    return { mention, post, authorKey, author, postedAt, role };
  }
  const spoken = tracked.crowd.find((entry) => entry.author === author);
  if (spoken === undefined) return null;
  const { mention, post, authorKey, timed, at, role } = spoken;
  return { mention, post, authorKey, author, postedAt: timed ? at : null, role };
}

/** True when enough has joined that hub and marks should be looked at again. */
export function surveyIsDue(tracked: TrackedState): boolean {
  return tracked.sinceSurvey >= Math.max(1, tracked.crowd.length / 2);
}

/**
 * Looks at where the crowd is and what it has in common. A mark becomes the incident's own when three people and a fifth of
 * the crowd use it and it is not how one speaks of the brand anyway (`tells`).
 */
export function survey(tracked: TrackedState, now: number, tells: (mark: string) => boolean): { from: Hub | null; to: Hub | null } | null {
  tracked.sinceSurvey = 0;
  const crowd = crowdNow(tracked, now);
  const users = new Map<string, Set<number>>();
  for (const { keys, author } of crowd) {
    for (const key of keys) {
      const authors = users.get(key);
      if (authors === undefined) users.set(key, new Set([author]));
      else authors.add(author);
    }
  }
  const everyone = new Set(crowd.map(({ author }) => author)).size;
  const shared = [...users]
    .filter(([key, { size }]) => size >= 3 && size >= everyone / 5 && !tracked.founding.includes(key) && tells(key))
    .sort(([a, one], [b, two]) => two.size - one.size || (a < b ? -1 : 1))
    .map(([key]) => key);
  const kept = tracked.marks.filter((mark) => !tracked.founding.includes(mark) && !shared.includes(mark) && tells(mark));
  tracked.marks = [...tracked.founding, ...shared, ...kept].slice(0, marksKept);

  const from = tracked.hub;
  const to = chooseHub(hubRequest(tracked, crowd));
  tracked.hub = to;
  if (tracked.venues.length > venuesKept) dropVenues(tracked);
  return from?.venue.id === to?.venue.id ? null : { from, to };
}

/** Makes a mark the incident's own. */
export function addMark(tracked: TrackedState, mark: string): void {
  if (tracked.marks.includes(mark)) return;
  if (tracked.marks.length >= marksKept) tracked.marks.pop();
  tracked.marks.push(mark);
}

/** Those who spoke lately. */
export function crowdNow(tracked: TrackedState, now: number): CrowdEntry[] {
  const people = peopleAmong(tracked);
  const late = people.filter(({ at }) => at > now - crowdWindow);
  if (late.length >= crowdLeast) return late;
  return people.filter(({ at }) => at > now - crowdLongest).slice(-crowdLeast);
}

/** Keeps the places in which the crowd speaks, the fullest first. */
export function dropVenues(tracked: TrackedState): void {
  const used = new Map<string, number>();
  for (const { venues } of tracked.crowd) for (const id of venues) used.set(id, (used.get(id) ?? 0) + 1);
  tracked.venues = tracked.venues
    .filter(({ id }) => used.has(id))
    .sort((a, b) => (used.get(b.id) ?? 0) - (used.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1))
    .slice(0, venuesKept);
}

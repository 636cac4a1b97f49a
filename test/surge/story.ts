import { unknown } from '../../src/spec/fact.ts';
import type { Venue } from '../../src/spec/post.ts';
import { createTracker, type HeardMention, type Tracker, type TrackerChange, type TrackerSettingsInput, type TrackerState } from '../../src/surge/index.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** A Monday. */
export const monday = Date.UTC(2021, 2, 1);

export const site: Venue = { id: 'site:chirp', kind: 'site', class: 'microblog', name: 'Chirp' };
export const hashtag = (tag: string): Venue => ({ id: `hashtag:${tag}`, kind: 'hashtag', class: 'microblog', name: tag });

/** A mention; unless told otherwise: criticism by an author of its own, heard when it was published, a thread of its own. */
export function mention(id: string, at: number | null, more: Partial<HeardMention> = {}): HeardMention {
  const post = `post-${id}`;
  const authorKey = more.authorKey ?? `author-${id}`;
  return {
    mention: `mention-${id}`,
    caseId: `case-${authorKey}`,
    post,
    authorKey,
    postedAt: at,
    seenAt: at ?? monday,
    negative: true,
    kinds: ['complaint'],
    arousal: 'medium',
    harm: 1,
    themes: [],
    venues: [site],
    threadRoot: post,
    reach: {},
    role: unknown('not judged'),
    silenceComplaint: false,
    byBrand: false,
    marks: [],
    ...more,
  };
}

export function tracker(settings?: TrackerSettingsInput, state?: TrackerState): Tracker {
  return createTracker({ brand: 'acme', settings, state });
}

/** Seeded numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = (seed ^ 0x5bd1e995) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Talk {
  from: number;
  until: number;
  perHour: number | ((at: number) => number);
  /** Share of it that is negative. Default 0.3. */
  negative?: number;
  more?: (index: number, random: () => number) => Partial<HeardMention>;
}

/** Talk that comes by chance (a Poisson process) at a rate. */
export function talk(name: string, seed: number, { from, until, perHour, negative = 0.3, more }: Talk): HeardMention[] {
  const random = seeded(seed);
  const rate = typeof perHour === 'number' ? () => perHour : perHour;
  const fastest = typeof perHour === 'number' ? perHour : Math.max(...Array.from({ length: 24 }, (_, index) => rate(from + index * hour)));
  const mentions: HeardMention[] = [];
  let at = from;
  for (let index = 0; ; index++) {
    at += (-Math.log(1 - random()) / fastest) * hour;
    if (at >= until) return mentions;
    if (random() > rate(at) / fastest) continue;
    mentions.push(mention(`${name}-${index}`, Math.floor(at), { negative: random() < negative, ...more?.(index, random) }));
  }
}

export interface Heard {
  at: number;
  change: TrackerChange;
}

/** Tells a tracker a story in order of hearing; time is told whenever the tracker has asked for it. */
export function tell(told: Tracker, mentions: readonly HeardMention[], until?: number): Heard[] {
  const heard: Heard[] = [];
  const note = (at: number, changes: TrackerChange[]) => heard.push(...changes.map((change) => ({ at, change })));
  const wait = (end: number) => {
    for (let next = told.nextTickAt(); next !== null && next <= end; next = told.nextTickAt()) note(next, told.tick(next));
  };
  for (const one of [...mentions].sort((a, b) => a.seenAt - b.seenAt)) {
    wait(one.seenAt);
    note(one.seenAt, told.hear(one));
  }
  if (until !== undefined) wait(until);
  return heard;
}

/** The changes of one type. */
export function only<T extends TrackerChange['type']>(heard: readonly Heard[], type: T): (Extract<TrackerChange, { type: T }> & { heardAt: number })[] {
  return heard.filter(({ change }) => change.type === type).map(({ at, change }) => ({ ...(change as Extract<TrackerChange, { type: T }>), heardAt: at }));
}

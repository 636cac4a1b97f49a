import { createTracker, type HeardMention } from '../../src/surge/index.ts';
import type { Classification } from '../../src/spec/classification.ts';
import { unknown, valueOf } from '../../src/spec/fact.ts';
import type { Placed } from './figures.ts';
import type { LabelledPost } from './posts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5);

/** A post with what is made of it. */
export interface Read {
  readonly post: LabelledPost;
  readonly classification: Classification;
  readonly words: number[][];
}

export interface StoryPlan {
  /** The usual talk, and how much of it a day. */
  readonly usual: readonly Read[];
  readonly perDay: number;
  readonly days: number;
  /** What is laid over it on the `onDay`th day, within `withinHours`. */
  readonly grievances: ReadonlyMap<string, readonly Read[]>;
  readonly onDay: number;
  readonly withinHours: number;
  readonly random: () => number;
}

/** A story in order of time; `truth`: what a post was laid down for. */
export interface Told {
  readonly at: number;
  readonly read: Read;
  readonly truth: string | null;
}

export function makeStory({ usual, perDay, days, grievances, onDay, withinHours, random }: StoryPlan): Told[] {
  const told: Told[] = [];
  let at = START;
  for (const read of usual) {
    at += -Math.log(1 - random()) * (DAY / perDay);
    if (at > START + days * DAY) break;
    told.push({ at: Math.round(at), read, truth: null });
  }
  for (const [truth, posts] of grievances) for (const read of posts) told.push({ at: Math.round(START + onDay * DAY + random() * withinHours * HOUR), read, truth });
  return told.sort((a, b) => a.at - b.at || (a.read.post.id < b.read.post.id ? -1 : 1));
}

/** Lets a tracker hear it. Where each post came to in the end, and the incidents opened, by day. */
export function hearStory(story: readonly Told[], how: { words: boolean }): { placed: Placed[]; openedOn: number[] } {
  const tracker = createTracker({ brand: 'brand' });
  const home = new Map<string, string>();
  const openedOn: number[] = [];
  for (const { at, read, truth } of story) {
    for (const change of tracker.hear(mentionOf(at, read, truth, how))) {
      if (change.type === 'joined') home.set(change.mention, change.incident);
      if (change.type !== 'opened') continue;
      openedOn.push(Math.floor((at - START) / DAY));
      for (const mention of change.mentions) home.set(mention, change.incident.id);
    }
    const next = tracker.nextTickAt();
    if (next !== null && next <= at) for (const change of tracker.tick(at)) if (change.type === 'quiet') tracker.close(change.incident);
  }
  return { openedOn, placed: story.map(({ read, truth }) => ({ truth, incident: home.get(idOf(read, truth)) ?? null })) };
}

const idOf = ({ post }: Read, truth: string | null): string => `${truth ?? 'usual'} ${post.id}`;

function mentionOf(at: number, read: Read, truth: string | null, how: { words: boolean }): HeardMention {
  const { post, classification, words } = read;
  const id = idOf(read, truth);
  return {
    mention: id, caseId: id, post: id, authorKey: post.author, postedAt: at, seenAt: at, negative: post.negative,
    kinds: [], arousal: valueOf(classification.arousal, null), harm: valueOf(classification.harm, null), themes: classification.themes.map(({ value }) => value),
    topic: valueOf(classification.topic, null), venues: [], threadRoot: id, reach: {}, role: unknown('not asked'), silenceComplaint: false, byBrand: false, marks: [],
    ...(how.words ? { words } : {}),
  };
}

// Everything said here is invented, and so is everybody who says it: see README.md. The source of these posts is named `invented`.
import type { Author, PostInput } from 'kashuv/spec';

import { authorOf, cast, crowdMember, hebrewCrowdMember } from './cast.ts';
import { everydayPosts, type Labelled } from './everyday-posts.ts';
import { seededRandom, type Random } from './random.ts';
import { after } from './script/after.ts';
import { before } from './script/before.ts';
import type { Line, Segment } from './script/line.ts';
import { monday } from './script/monday.ts';
import { sundayAfternoon } from './script/sunday-afternoon.ts';
import { sundayEvening } from './script/sunday-evening.ts';
import { sundayMorning } from './script/sunday-morning.ts';
import { eastern } from './times.ts';
import { venues } from './venues.ts';

const segments: readonly Segment[] = [...before, ...sundayMorning, ...sundayAfternoon, ...sundayEvening, ...monday, ...after];

/** The invented posts, by time of publication. The same in every run; times are epoch ms. */
export function amazonfailPosts(): PostInput[] {
  return amazonfailLabelled().map(({ post }) => post);
}

/** The posts with what a careful reader would say of them. Reposts carry the labels of what they repeat, said by nobody in particular. */
export function amazonfailLabelled(): Labelled[] {
  const random = seededRandom(20_090_412);
  const crowd = new Crowd();
  const byKey = new Map<string, Labelled>();
  const made: Labelled[] = [];
  const talk: Talk[] = [];
  for (const segment of segments) playSegment(segment, made, talk, byKey, crowd, random);
  countReach(made, random);
  return [...made, ...everydayPosts()].sort((a, b) => (a.post.postedAt ?? 0) - (b.post.postedAt ?? 0) || (a.post.id < b.post.id ? -1 : 1));
}

/** Id of the post that the script knows under a key. */
export function postIdOf(key: string): string {
  for (const { name, lines } of segments) {
    const index = lines.findIndex((line) => line[3]?.key === key);
    if (index >= 0) return `${name}-${pad(index + 1)}`;
  }
  throw new RangeError(`no line has the key ${key}`);
}

/** A post that others repeat. */
interface Talk {
  labelled: Labelled;
  spread: number;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** People of whom little is known, one after the other; after some time the first ones speak again. */
class Crowd {
  private english = 0;
  private hebrew = 0;

  next(who: string): Author {
    const hebrew = who.startsWith('*he');
    if (hebrew) while ((who === '*he-f' && this.hebrew % 2 === 1) || (who === '*he-m' && this.hebrew % 2 === 0)) this.hebrew += 1;
    const index = hebrew ? this.hebrew++ % 20 : this.english++ % 190;
    return hebrew ? hebrewCrowdMember(index) : crowdMember(index);
  }
}

/** Says the segment's lines in their order and lets the crowd repeat what spreads. */
function playSegment(segment: Segment, made: Labelled[], talk: Talk[], byKey: Map<string, Labelled>, crowd: Crowd, random: Random): void {
  const times = lineTimes(segment, random);
  segment.lines.forEach((line, index) => {
    const labelled = say(line, `${segment.name}-${pad(index + 1)}`, times[index] ?? 0, byKey, crowd);
    made.push(labelled);
    const spread = line[3]?.spread ?? 0;
    if (spread > 0) talk.push({ labelled, spread });
  });
  const start = eastern(segment.from) + MINUTE;
  const span = eastern(segment.to) - start;
  const count = segment.reposts ?? 0;
  for (let index = 0; index < count; index += 1) {
    const at = Math.floor(start + ((index + random.next()) / count) * span);
    const original = weighted(talk, at, random);
    if (original) made.push(repost(original, `${segment.name}-rt${pad(index + 1)}`, at, crowd.next(/[א-ת]/.test(original.post.text) ? '*he' : '*')));
  }
}

/** One time per line: those it names, and for the lines between them times of chance, in order. */
function lineTimes(segment: Segment, random: Random): number[] {
  const start = eastern(segment.from);
  const end = eastern(segment.to);
  const named = segment.lines.map((line) => (line[3]?.at === undefined ? undefined : eastern(line[3].at)));
  const times: number[] = [];
  let index = 0;
  while (index < named.length) {
    const fixed = named[index];
    if (fixed !== undefined) {
      times.push(fixed);
      index += 1;
      continue;
    }
    let until = index;
    while (until < named.length && named[until] === undefined) until += 1;
    const low = (times[index - 1] ?? start) + 20_000;
    const high = named[until] ?? end;
    const count = until - index;
    for (let step = 0; step < count; step += 1) times.push(Math.floor(low + ((step + random.next()) / count) * Math.max(1000, high - low - 20_000)));
    index = until;
  }
  return times;
}

function say(line: Line, id: string, at: number, byKey: Map<string, Labelled>, crowd: Crowd): Labelled {
  const [by, words, kinds, details = {}] = line;
  const author = by.startsWith('*') ? crowd.next(by) : authorOf(by);
  const text = words.replace(/@\{([^}]+)\}/g, (_, key: string) => `@${spoken(byKey, key).post.author?.handle ?? ''}`);
  const parent = details.to === undefined ? undefined : spoken(byKey, details.to).post;
  const quote = details.quote === undefined ? undefined : spoken(byKey, details.quote).post;
  const thread = {
    ...(parent ? { root: parent.thread?.root ?? parent.id, parent: parent.id } : {}),
    ...(quote ? { quote: quote.id } : {}),
  };
  const labelled: Labelled = {
    post: {
      id,
      text,
      author,
      venue: venues[details.venue ?? 'twitter'],
      postedAt: at,
      ...(details.title === undefined ? {} : { title: details.title }),
      ...(details.links === undefined ? {} : { links: details.links }),
      ...(parent || quote ? { thread } : {}),
    },
    who: details.who ?? cast[by]?.who ?? 'unknown',
    kinds: typeof kinds === 'string' ? [kinds] : kinds,
  };
  if (details.key !== undefined) byKey.set(details.key, labelled);
  return labelled;
}

function spoken(byKey: ReadonlyMap<string, Labelled>, key: string): Labelled {
  const found = byKey.get(key);
  if (!found) throw new RangeError(`nothing was said before under the key ${key}`);
  return found;
}

function repost(original: Labelled, id: string, at: number, author: Author): Labelled {
  const text = `RT @${original.post.author?.handle ?? ''}: ${original.post.text}`;
  const post: PostInput = { id, text, author, venue: venues.twitter, postedAt: at, thread: { repost: original.post.id } };
  return { post, who: 'unknown', kinds: original.kinds };
}

/** One of the posts said before `at`: the louder and the younger, the likelier. */
function weighted(talk: readonly Talk[], at: number, random: Random): Labelled | undefined {
  const weighed = talk
    .filter(({ labelled }) => (labelled.post.postedAt ?? 0) + MINUTE / 2 < at)
    .map(({ labelled, spread }) => ({ labelled, weight: spread / (1 + (at - (labelled.post.postedAt ?? 0)) / HOUR) ** 2 }));
  let draw = random.next() * weighed.reduce((sum, { weight }) => sum + weight, 0);
  for (const { labelled, weight } of weighed) {
    draw -= weight;
    if (draw < 0) return labelled;
  }
  return weighed[0]?.labelled;
}

/** Counters of what was seen here and, the posts being a sample, of some more that was not. */
function countReach(made: readonly Labelled[], random: Random): void {
  const replies = new Map<string, number>();
  const reposts = new Map<string, number>();
  const bump = (counts: Map<string, number>, id: string | undefined): unknown => id !== undefined && counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const { post } of made) {
    bump(replies, post.thread?.parent);
    bump(reposts, post.thread?.repost);
  }
  for (const { post } of made) {
    const answered = replies.get(post.id) ?? 0;
    const repeated = reposts.get(post.id) ?? 0;
    post.reach = { likes: repeated * 3 + random.integer(4), replies: answered * 2 + random.integer(2), reposts: repeated * (4 + random.integer(6)) };
  }
}

function pad(value: number): string {
  return String(value).padStart(3, '0');
}

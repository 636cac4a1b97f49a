import { addDistinct, countDistinct } from '../../lib/distinct.ts';
import type { Fact } from '../../spec/fact.ts';
import type { Participant } from '../../spec/incident.ts';
import type { SpeakerRole } from '../../spec/speaker.ts';

/** A member of an incident, as far as beginning and spreading are concerned. */
export interface Member {
  mention: string;
  post: string;
  authorKey: string;
  /** Hash of `authorKey`. */
  author: number;
  postedAt: number | null;
  role: Fact<SpeakerRole>;
}

export interface OriginatorState extends Member {
  /** It answers nothing, quotes nothing, reposts nothing. */
  root: boolean;
  /** Ids of the venues it stands in. Absent in what was kept before that was told. */
  venues?: string[];
}

export interface SpreaderState extends Member {
  /** Answers and reposts of the most reposted post. */
  reach: number;
  /** Smallest hashes of those who took it up within the incident. */
  followers: number[];
}

const originatorsKept = 5;
const spreadersShown = 10;
const spreadersKept = 24;
const followersKept = 16;

/** Keeps the earliest roots, one an author; posts that answer others stand in only as long as there is no root. */
export function noteOriginator(originators: OriginatorState[], member: Member, root: boolean, venues: readonly string[] | undefined): void {
  if (member.postedAt === null) return;
  const candidate: OriginatorState = { ...member, root, ...(venues === undefined ? {} : { venues: [...venues] }) };
  const last = originators.at(-1);
  if (last !== undefined && originators.length >= originatorsKept && earlier(last, candidate) < 0) return;
  const own = originators.findIndex(({ author }) => author === member.author);
  const before = originators[own];
  if (before !== undefined) {
    if (earlier(before, candidate) <= 0) return;
    originators.splice(own, 1);
  }
  let at = originators.length;
  while (at > 0 && earlier(candidate, originators[at - 1] ?? candidate) < 0) at -= 1;
  originators.splice(at, 0, candidate);
  if (originators.length > originatorsKept) originators.pop();
}

function earlier(a: OriginatorState, b: OriginatorState): number {
  if (a.root !== b.root) return a.root ? -1 : 1;
  return (a.postedAt ?? Infinity) - (b.postedAt ?? Infinity) || (a.post < b.post ? -1 : a.post > b.post ? 1 : 0);
}

export function originatorsOf(originators: readonly OriginatorState[]): Participant[] {
  return beginnersOf(originators).map(participant);
}

/** The roots; where there is none, those who stand in for them. */
export function beginnersOf(originators: readonly OriginatorState[]): readonly OriginatorState[] {
  const roots = originators.filter(({ root }) => root);
  return roots.length > 0 ? roots : originators;
}

/** Notes what was seen to come of a member's post. */
export function noteReach(spreaders: SpreaderState[], member: Member, reach: number): void {
  if (reach <= 0) return;
  const entry = spreaders.find(({ author }) => author === member.author);
  if (entry === undefined) spreaders.push({ ...member, reach, followers: [] });
  else if (reach > entry.reach) Object.assign(entry, member, { reach });
  prune(spreaders);
}

/** `follower` (hash of an author) answered, quoted or reposted `member`. One follower counts once. */
export function noteFollower(spreaders: SpreaderState[], member: Member, follower: number): void {
  let entry = spreaders.find(({ author }) => author === member.author);
  if (entry === undefined) spreaders.push((entry = { ...member, reach: 0, followers: [] }));
  addDistinct(entry.followers, follower, followersKept);
  prune(spreaders);
}

function prune(spreaders: SpreaderState[]): void {
  if (spreaders.length < spreadersKept * 1.5) return;
  spreaders.sort(byScore);
  spreaders.length = spreadersKept;
}

export function spreadersOf(spreaders: readonly SpreaderState[]): Participant[] {
  return [...spreaders].sort(byScore).slice(0, spreadersShown).map(participant);
}

/** Distinct people who took up what somebody said; about, beyond 16. */
export function takenUpBy({ followers }: SpreaderState): number {
  return countDistinct(followers, followersKept);
}

function score(spreader: SpreaderState): number {
  return spreader.reach + takenUpBy(spreader);
}

function byScore(a: SpreaderState, b: SpreaderState): number {
  return score(b) - score(a) || (a.authorKey < b.authorKey ? -1 : a.authorKey > b.authorKey ? 1 : 0);
}

function participant({ authorKey, post, postedAt, role }: Member): Participant {
  return { authorKey, post, postedAt, role };
}

import { hashOf } from '../../lib/distinct.ts';
import type { Belonging, Surge } from '../../spec/incident.ts';
import type { Venue } from '../../spec/post.ts';
import type { TrackedState } from '../incident/tracked.ts';
import type { RememberedMention } from '../remembered.ts';
import type { HeardMention } from '../types.ts';
import { becauseOf, byForm, isAlike, likeness, trimmedWords, wordMark, type Likeness } from '../words/words.ts';

const hour = 60 * 60_000;
/** Posts older than this, counted from the surge, are of another time even where they use the same words. */
const reachBack = 30 * 24 * hour;
/** Words alone say less: what was said so long before the first post of an incident is of another time. */
const wordsReachBack = 2 * 24 * hour;
/** Who says so many words and none of an incident's speaks of something else, where at least so many people were heard. */
const toldApartFrom = 4;
const vocabularyFrom = 12;
/** So many times the usual number: two of three came with the surge. */
const timesUsual = 3;
// Hostile posts carry thousands of tags and endless names: so much of them is looked at.
export const keysKept = 16;
const venuesKept = 8;
const longestId = 160;
const longestName = 128;
const longestUrl = 512;
const mostReach = 1_000_000;

/** What could bring a mention together with others: its marks, themes as `theme:…`, its hashtags. */
export function keysOf(mention: HeardMention): string[] {
  const keys: string[] = [];
  const add = (key: string) => {
    if (keys.length < keysKept && key.length <= longestId && !keys.includes(key)) keys.push(key);
  };
  for (const theme of mention.themes) add(`theme:${theme}`);
  for (let index = 0; index < mention.marks.length && keys.length < keysKept; index++) add(mention.marks[index] ?? '');
  for (let index = 0; index < mention.venues.length && keys.length < keysKept; index++) {
    const venue = mention.venues[index];
    if (venue?.kind === 'hashtag') add(venue.id);
  }
  return keys;
}

/** Whether the mention carries the mark, or says the word. */
export function carries(mention: HeardMention, mark: string): boolean {
  return keysOf(mention).includes(mark) || trimmedWords(mention.words ?? []).some((forms) => forms.some((form) => wordMark(form) === mark));
}

/** Publication; null where nothing is claimed of it. Nothing is published after it was seen. */
export function publicationOf({ postedAt, seenAt }: HeardMention): number | null {
  return postedAt === null || !Number.isFinite(postedAt) ? null : Math.min(postedAt, seenAt);
}

/** What is remembered of a negative mention. */
export function remember(mention: HeardMention, at: number | null, keys: string[], voice: boolean, style: number | null): RememberedMention {
  const { harm, link, copyGroup, account, firstTime, reach } = mention;
  return {
    mention: mention.mention,
    caseId: mention.caseId,
    post: mention.post,
    authorKey: mention.authorKey,
    at,
    seenAt: mention.seenAt,
    keys,
    thread: hashOf(mention.threadRoot),
    isRoot: mention.threadRoot === mention.post && (mention.parentAuthor ?? null) === null && link === undefined,
    parent: mention.parentAuthor == null ? null : hashOf(mention.parentAuthor),
    venues: trimmed(mention.venues),
    reach: counter(reach.replies) + counter(reach.reposts),
    role: mention.role,
    harm: harm === null ? null : Math.max(0, Math.min(4, Math.round(harm))),
    arousal: mention.arousal,
    themes: [...mention.themes],
    topic: mention.topic ?? null,
    silence: mention.silenceComplaint,
    voice,
    ...(mention.kinds.includes('rumour') ? { rumour: true as const } : {}),
    incident: null,
    ...(mention.threadRoot.length > longestId ? {} : { root: mention.threadRoot }),
    ...(link === undefined ? {} : { link }),
    ...(copyGroup === undefined ? {} : { group: copyGroup === null ? null : hashOf(copyGroup) }),
    ...(account === undefined ? {} : { account: { ...account } }),
    ...(firstTime === undefined ? {} : { firstTime }),
    ...(reach.replies === undefined && reach.reposts === undefined ? {} : { counted: true }),
    ...(style === null ? {} : { style }),
    ...(mention.words === undefined ? {} : { words: trimmedWords(mention.words) }),
  };
}

function trimmed(venues: readonly Venue[]): Venue[] {
  const kept: Venue[] = [];
  for (const venue of venues) {
    if (kept.length >= venuesKept) break;
    if (venue.id.length > longestId || kept.some(({ id }) => id === venue.id)) continue;
    const { id, kind, class: venueClass, name, url } = venue;
    const short: Venue = { id, kind, class: venueClass, name: name.length > longestName ? id : name };
    kept.push(url === undefined || url.length > longestUrl ? short : { ...short, url });
  }
  return kept;
}

function counter(value: number | undefined): number {
  return value !== undefined && value > 0 ? Math.min(mostReach, Math.floor(value)) : 0;
}

/** An incident, and why a mention belongs to it. */
export interface Home {
  incident: TrackedState;
  because: Belonging;
}

/** The incident a mention belongs to: the one it shares most with, or speaks most like, else the surge it falls into. */
export function incidentFor(mention: RememberedMention, incidents: readonly TrackedState[], current: boolean): Home | null {
  let found: TrackedState | null = null;
  let most = 0;
  for (const incident of incidents) {
    const shared = sharedWith(mention, incident);
    if (shared > most) {
      most = shared;
      found = incident;
    }
  }
  const tie = found === null ? null : tieTo(mention, found);
  // Of one theme are many grievances.
  const isSure = tie !== null && (tie.by !== 'mark' || tie.shared?.every((mark) => mark.startsWith('theme:')) === false);
  const spoken = isSure ? null : byWords(mention, incidents);
  if (found !== null && tie !== null && spoken === null) return { incident: found, because: tie };
  if (spoken !== null || !current) return spoken;
  const rising = incidents.findLast((incident) => incident.surging && !incident.resolved && mayBelong(mention, incident));
  return rising === undefined ? null : { incident: rising, because: { by: 'surge' } };
}

/** Why a mention belongs that shares a mark or a thread. */
export function tieTo({ keys }: RememberedMention, { marks }: TrackedState): Belonging {
  const shared = keys.filter((key) => marks.includes(key));
  return shared.length > 0 ? { by: 'mark', shared } : { by: 'thread' };
}

/** The incident that a mention speaks most like. */
function byWords(mention: RememberedMention, incidents: readonly TrackedState[]): Home | null {
  let found: Home | null = null;
  let most = 0;
  for (const incident of incidents) {
    const like = likenessTo(mention, incident);
    if (like === null || like.score <= most) continue;
    most = like.score;
    found = { incident, because: becauseOf(like.shared) };
  }
  return found;
}

/** What the words of a mention share with those of an incident; null: not enough, or it is of another time. */
export function likenessTo(mention: RememberedMention, { words, likeAbove, startedAt }: TrackedState): Likeness | null {
  if (words.length === 0 || (mention.at !== null && startedAt !== null && mention.at < startedAt - wordsReachBack)) return null;
  const like = likeness(mention.words, byForm(words));
  return isAlike(like, { above: likeAbove }) ? like : null;
}

/** Can it belong by its time alone? Who says much, and nothing of what the others say, speaks of something else. */
export function mayBelong({ words }: RememberedMention, { vocabulary, authors }: TrackedState): boolean {
  if (words === undefined || words.length < toldApartFrom || authors.length < vocabularyFrom) return true;
  return words.some((forms) => forms.some((form) => vocabulary.includes(form)));
}

/** How much a mention has in common with an incident: its thread, and its marks, those that it was opened for twice. */
export function sharedWith(mention: RememberedMention, incident: TrackedState): number {
  if (mention.at !== null && mention.at < incident.detectedBy.at - reachBack) return 0;
  let shared = 0;
  for (const key of mention.keys) if (incident.marks.includes(key)) shared += incident.founding.includes(key) ? 2 : 1;
  return incident.threads.includes(mention.thread) ? shared + 1 : shared;
}

/** Keys that three people and a fifth of them all share, most shared first. */
export function commonKeys(mentions: readonly RememberedMention[], tells: (key: string) => boolean): string[] {
  const users = new Map<string, Set<string>>();
  for (const { keys, authorKey } of mentions) {
    for (const key of keys) {
      const authors = users.get(key);
      if (authors === undefined) users.set(key, new Set([authorKey]));
      else authors.add(authorKey);
    }
  }
  const everyone = authorsOf(mentions);
  return [...users]
    .filter(([key, { size }]) => size >= 3 && size >= everyone / 5 && tells(key))
    .sort(([a, one], [b, two]) => two.size - one.size || (a < b ? -1 : 1))
    .map(([key]) => key);
}

export function authorsOf(mentions: readonly Pick<RememberedMention, 'authorKey'>[]): number {
  return new Set(mentions.map(({ authorKey }) => authorKey)).size;
}

/** Order of publication; the mention id decides between equals, so that it is the same in every run. */
export function byTime(a: RememberedMention, b: RememberedMention): number {
  return (a.at ?? a.seenAt) - (b.at ?? b.seenAt) || (a.mention < b.mention ? -1 : a.mention > b.mention ? 1 : 0);
}

/** Did most of so many voices come with the surge, and are not what is said anyway? */
export function cameAlong(voices: number, { expected }: Surge): boolean {
  return voices >= timesUsual * expected;
}

/** A surge in one place or topic is made of what was said there. */
export function isAbout({ series, of }: Surge, { venues, topic }: RememberedMention): boolean {
  if (series === 'venue') return venues.some(({ id }) => id === of);
  return series !== 'topic' || topic === of;
}

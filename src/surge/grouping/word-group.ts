import type { RememberedMention } from '../remembered.ts';
import { countsOf, type SaidWords, type UsualTalk } from '../words/usual-talk.ts';
import { byForm, isAlike, leastAloneAtFirst, likeness, type SharedWord, type Word, type WordsByForm } from '../words/words.ts';
import { authorsOf } from './grouping.ts';

/** What more than this share of the usual talk says tells nothing. */
const everyday = 1 / 16;
/** What no more than this share says may be what people come together around. */
const rare = 1 / 100;
/** Fewer complaints of before do not show how one usually complains; nor do fewer than are looked at, up to so many. */
const leastUsual = 16;
const mostUsual = 64;
/** Share of the people who say a word before it stands for what they have in common, and how many they are at least. */
const commonShare = 1 / 4;
const commonPeople = 2;
/** Times as many people as usually say it, before a word is looked at more closely. */
const moreThanUsual = 1.5;
/** Of the words of a post those that are looked at as what others may speak of too. */
const centresTried = 3;
const wordsKept = 32;
/** The same for a word that is merely spoken of there. */
const spokenShare = 1 / 20;
const spokenKept = 96;
/** Share of the usual talk that the words of an incident may bring in. */
const mostDrawn = 1 / 50;

type Speaker = Pick<RememberedMention, 'words' | 'authorKey'>;

/** People with one grievance, each in words of their own. */
export interface WordGroup {
  words: SharedWord[];
  /** Those who belong to no incident yet. */
  members: RememberedMention[];
  /** All who speak like them, also those who belong to an incident. */
  everyone: RememberedMention[];
  /** Distinct authors of `members`. */
  people: number;
  /** Authors of whom chance and habit would make the same by the usual talk, and how many it takes to be out of the ordinary. */
  expected: number;
  needed: number;
}

/**
 * The people who speak of what `heard` speaks of: those around a word of it that is said more than usual, and who share more than that word, or one that is next to
 * never said. Held against a sample of the usual talk: how many of its posts would be taken for part of it tells how many are no news. `isFree`: whom they may be
 * among.
 */
export function findWordGroup(heard: RememberedMention, recent: readonly RememberedMention[], talk: UsualTalk, leastPeople: number, isFree = isNobodys): WordGroup | null {
  const { words } = heard;
  if (words === undefined || words.length === 0) return null;
  const read = recent.filter((one) => one.words !== undefined);
  const free = read.filter(isFree);
  if (free.length < leastPeople) return null;
  const peopleOf = usersOf(free, new Set(words.flat()));
  const centres = words.flatMap((forms) => {
    const form = mostSaid(forms, peopleOf);
    return sizeOf(peopleOf, form) >= leastPeople ? [form] : [];
  });
  if (centres.length === 0) return null;
  const asked = new Set(centres);
  const near = free.filter((one) => says(one, asked));
  const usual = talk.without(near.map(({ mention }) => mention));
  if (talk.complaintsBefore(read) < Math.max(leastUsual, Math.min(read.length, mostUsual))) return null;
  const counts = countsOf(asked, usual);
  const all = authorsOf(read);
  const ranked = [...asked]
    .map((form) => ({ form, people: sizeOf(peopleOf, form), usual: shareOf(counts.get(form) ?? 0, usual.length) }))
    .filter(({ form, people, usual: share }) => (counts.get(form) ?? 0) <= rare * usual.length && people >= moreThanUsual * share * all)
    .sort((a, b) => b.people * Math.log(b.people / (all * b.usual)) - a.people * Math.log(a.people / (all * a.usual)) || a.form - b.form);
  for (const { form } of ranked.slice(0, centresTried)) {
    const group = groupAround(heard, form, { free, read, usual, talk, leastPeople });
    if (group !== null) return group;
  }
  return null;
}

interface Around {
  free: readonly RememberedMention[];
  read: readonly RememberedMention[];
  usual: readonly SaidWords[];
  talk: UsualTalk;
  leastPeople: number;
}

function groupAround(heard: RememberedMention, centre: number, { free, read, usual, talk, leastPeople }: Around): WordGroup | null {
  const form = new Set([centre]);
  let members = free.filter((one) => says(one, form));
  let words: SharedWord[] = [];
  // First who says the word, then who shares what they have in common.
  for (let round = 0; round < 2; round += 1) {
    words = sharedWords(members, usual);
    const shared = byForm(words);
    members = free.filter((one) => speaksAlike(one, shared));
    if (!members.includes(heard) || authorsOf(members) < leastPeople) return null;
  }
  const people = authorsOf(members);
  const others = talk.without(members.map(({ mention }) => mention));
  const shared = byForm(words);
  const alike = others.filter((one) => speaksAlike(one, shared)).length;
  const expected = ((alike + 1) / (others.length + 2)) * authorsOf(read);
  return { words, members, everyone: read.filter((one) => speaksAlike(one, shared)), people, expected, needed: neededFor(expected, leastPeople) };
}

/** Words that people have in common and that are not what is usually said, the most shared first. */
export function sharedWords(members: readonly Speaker[], usual: readonly SaidWords[]): SharedWord[] {
  return commonAmong(spokenWords(members, usual));
}

export function commonAmong(spoken: readonly SharedWord[]): SharedWord[] {
  return spoken.filter(({ share }) => share >= commonShare).slice(0, wordsKept);
}

/** All that several of them say and that is not what is usually said, the most said first. */
export function spokenWords(members: readonly Speaker[], usual: readonly SaidWords[]): SharedWord[] {
  const users = plainest(members);
  const everyone = authorsOf(members);
  const least = Math.max(commonPeople, everyone * spokenShare);
  const common = [...users].filter(([, people]) => people.size >= least);
  const counts = countsOf(new Set(common.map(([form]) => form)), usual);
  return common
    .map(([form, people]) => {
      const share = people.size / everyone;
      const usually = shareOf(counts.get(form) ?? 0, usual.length);
      return { form, share, usually, weight: Math.log(share / usually) };
    })
    .filter(({ usually, weight }) => usually <= everyday && weight > 0)
    .sort((a, b) => b.share - a.share || b.weight - a.weight || a.form - b.form)
    .slice(0, spokenKept)
    .map(({ form, share, weight }) => ({ form, share, weight }));
}

/** The likeness to surpass so that of the usual talk no more than a small share is drawn in, whoever repeats its words. */
export function likenessAbove(words: readonly SharedWord[], usual: readonly SaidWords[]): number {
  const shared = byForm(words);
  const scores = usual.map((one) => likeness(one.words, shared)).filter((one) => isAlike(one)).map(({ score }) => score);
  return scores.sort((a, b) => b - a)[Math.floor(usual.length * mostDrawn)] ?? 0;
}

/** People it takes to be out of the ordinary where so many are expected. */
function neededFor(expected: number, least: number): number {
  return Math.max(least, Math.ceil(1.5 * expected + 4 * Math.sqrt(expected)));
}

/** Share of the usual talk, never none: what was not heard may yet be said. */
function shareOf(count: number, of: number): number {
  return (count + 0.5) / (of + 1);
}

/** Who says each of the forms; all forms where `asked` is null. */
function usersOf(mentions: readonly Speaker[], asked: ReadonlySet<number> | null): Map<number, Set<string>> {
  const users = new Map<number, Set<string>>();
  for (const { words = [], authorKey } of mentions) {
    for (const forms of words) {
      for (const form of forms) {
        if (asked !== null && !asked.has(form)) continue;
        const people = users.get(form);
        if (people === undefined) users.set(form, new Set([authorKey]));
        else people.add(authorKey);
      }
    }
  }
  return users;
}

const isNobodys = ({ incident }: RememberedMention): boolean => incident === null;

/** Those of them who speak like the people of a grievance. */
export function speakAlike(mentions: readonly RememberedMention[], words: readonly SharedWord[]): RememberedMention[] {
  const shared = byForm(words);
  return mentions.filter((one) => isAlike(likeness(one.words, shared)));
}

const speaksAlike = ({ words }: { words?: readonly Word[] }, grievance: WordsByForm): boolean => isAlike(likeness(words, grievance), { alone: leastAloneAtFirst });

/** Who says each word, in the form of it that most people say: the others are forms of it. */
function plainest(mentions: readonly Speaker[]): Map<number, Set<string>> {
  const users = usersOf(mentions, null);
  const said = mentions.map(({ words = [], authorKey }) => ({ authorKey, words: words.map((forms) => [mostSaid(forms, users)]) }));
  return usersOf(said, null);
}

function mostSaid(forms: readonly number[], users: ReadonlyMap<number, ReadonlySet<string>>): number {
  return forms.reduce((best, one) => (sizeOf(users, one) > sizeOf(users, best) ? one : best), forms[0] ?? 0);
}

function says({ words = [] }: RememberedMention, asked: ReadonlySet<number>): boolean {
  return words.some((forms) => forms.some((form) => asked.has(form)));
}

const sizeOf = (users: ReadonlyMap<number, ReadonlySet<string>>, form: number): number => users.get(form)?.size ?? 0;

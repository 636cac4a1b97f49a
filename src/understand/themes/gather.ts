import { addDistinct, countDistinct } from '../../lib/distinct.ts';
import { deriveId } from '../../lib/digest.ts';
import type { BrandTheme } from '../../spec/brand-theme.ts';
import type { RecentMentions } from './recent-mentions.ts';
import type { TermReader } from './term-reader.ts';
import { AUTHORS, DAY, DAYS, FEWEST_AUTHORS, type Counted, type DayCount, type TermTable } from './term-table.ts';
import { byForm as inOrder, unitsOf, type Unit } from './units.ts';

/** Terms looked at when themes are told, the most said. */
const MOST_TERMS = 400;
const MOST_WORDS = 12;
const EVIDENCE = 5;
/** What stands in more mentions than this, week after week, is another name of the brand; in the first week it takes more. */
const EVERYWHERE = 0.5;
const EVERYWHERE_AT_FIRST = 0.8;
/** Before so many mentions nobody can say what is everywhere. */
const FEWEST_HEARD = 50;
/** Two terms are one theme where so many mentions of the rarer, and of the more frequent, hold both. */
const TOGETHER_OF_RARER = 0.6;
const TOGETHER_OF_MORE_FREQUENT = 0.4;
const FEWEST_TOGETHER = 3;
/** Of the mentions of what is said most in a theme, those a pair needs to name it. */
const NAMING_SHARE = 0.5;
const WEEK = 7;

export interface Gathered {
  /** The most said first. */
  readonly themes: readonly BrandTheme[];
  readonly byForm: ReadonlyMap<string, BrandTheme>;
  /** Mentions of the brand in the time asked for. */
  readonly heard: number;
}

interface Asked {
  readonly brand: string;
  readonly table: TermTable;
  readonly recent: RecentMentions;
  readonly reader: TermReader;
  /** Mentions of the brand by day. */
  readonly heard: readonly DayCount[];
  readonly since: number;
  readonly now: number;
}

/** Makes themes of terms: forms of one word, pairs and their words, and what is mostly said together. */
export function gather(asked: Asked): Gathered {
  const to = Math.floor(asked.now / DAY);
  const from = Math.max(to - DAYS + 1, Math.floor(asked.since / DAY));
  const within = (days: readonly DayCount[], first: number, last: number): number => sum(days, first, last, 1);
  const heard = within(asked.heard, from, to);
  const before = to - WEEK;
  const heardBefore = within(asked.heard, to - DAYS + 1, before);
  const isEverywhere = ({ days }: Counted): boolean =>
    heardBefore >= FEWEST_HEARD
      ? within(days, to - DAYS + 1, before) > EVERYWHERE * heardBefore && within(days, from, to) > EVERYWHERE * heard
      : heard >= FEWEST_HEARD && within(days, from, to) > EVERYWHERE_AT_FIRST * heard;
  const countOf = (term: Counted): number => within(term.days, from, to);
  const terms = [...asked.table.values()]
    .filter((term) => term.form?.split(' ').every((word) => asked.reader.allows(word)) === true && countOf(term) >= FEWEST_AUTHORS && !isEverywhere(term))
    .sort((a, b) => countOf(b) - countOf(a) || inOrder(a, b))
    .slice(0, MOST_TERMS);
  const units = unitsOf(terms, asked.reader, countOf);
  const groups = together(units, asked.recent);
  const termsOf = groups.map((members) => members.flatMap(formsOf).sort((a, b) => countOf(b) - countOf(a) || inOrder(a, b)));
  const shares = sharesOf(termsOf, new Set(groups.flatMap(([lead]) => (lead?.words.length === 1 ? lead.forms : []))), asked.recent);
  const byForm = new Map<string, BrandTheme>();
  const themes = groups.map((members, index) => {
    const theme = themeOf(members, termsOf[index]!, shares, asked, from, to);
    for (const { form } of termsOf[index]!) if (form !== null) byForm.set(form, theme);
    return theme;
  });
  themes.sort(saidMost);
  return { themes, byForm, heard };
}

/** A pair with the words it took the place of. */
const formsOf = (unit: Unit): Counted[] => [...unit.forms, ...unit.swallowed.flatMap(({ forms }) => forms)];

/** Greedy, from the most said on: a unit joins the first group whose first member it is mostly said with. Chains do not form. */
function together(units: readonly Unit[], recent: RecentMentions): Unit[][] {
  const unitOf = new Map<number, number>();
  units.forEach((unit, index) => {
    for (const { key } of formsOf(unit)) unitOf.set(key, index);
  });
  const places: number[][] = units.map(() => []);
  let place = 0;
  for (const { terms } of recent.values()) {
    for (const index of new Set(terms.flatMap((key) => unitOf.get(key) ?? []))) places[index]!.push(place);
    place += 1;
  }
  const groups: { members: Unit[]; lead: Set<number> }[] = [];
  units.forEach((unit, index) => {
    const own = places[index]!;
    const group = groups.find(({ lead }) => areOne(common(own, lead), own.length, lead.size));
    if (group === undefined) groups.push({ members: [unit], lead: new Set(own) });
    else group.members.push(unit);
  });
  return groups.map(({ members }) => members);
}

function areOne(both: number, one: number, other: number): boolean {
  return both >= FEWEST_TOGETHER && both >= TOGETHER_OF_RARER * Math.min(one, other) && both >= TOGETHER_OF_MORE_FREQUENT * Math.max(one, other);
}

function common(places: readonly number[], among: ReadonlySet<number>): number {
  let count = 0;
  for (const place of places) if (among.has(place)) count += 1;
  return count;
}

/**
 * Of each term's mentions, those in which no term of its theme stands that is said more: 0–1. Where the latest mentions do not tell, `apart` are forms of one
 * word, of which people use one at a time; others stand together.
 */
function sharesOf(themes: readonly (readonly Counted[])[], apart: ReadonlySet<Counted>, recent: RecentMentions): Map<Counted, number> {
  const places = new Map<number, { theme: number; place: number }>();
  themes.forEach((terms, theme) => terms.forEach(({ key }, place) => places.set(key, { theme, place })));
  const seen = themes.map((terms) => terms.map(() => ({ all: 0, first: 0 })));
  for (const { terms } of recent.values()) {
    const first = new Map<number, number>();
    for (const key of terms) {
      const found = places.get(key);
      if (found === undefined) continue;
      seen[found.theme]![found.place]!.all += 1;
      first.set(found.theme, Math.min(found.place, first.get(found.theme) ?? Infinity));
    }
    for (const [theme, place] of first) seen[theme]![place]!.first += 1;
  }
  const shares = new Map<Counted, number>();
  themes.forEach((terms, theme) => {
    terms.forEach((term, place) => {
      const { all, first } = seen[theme]![place]!;
      shares.set(term, all > 0 ? first / all : place === 0 || apart.has(term) ? 1 : 0);
    });
  });
  return shares;
}

function themeOf(members: readonly Unit[], terms: readonly Counted[], shares: ReadonlyMap<Counted, number>, { brand, reader, heard, now }: Asked, from: number, to: number): BrandTheme {
  const counted = (first: number, last: number, what: 1 | 2): number => terms.reduce((total, term) => total + (shares.get(term) ?? 0) * sum(term.days, first, last, what), 0);
  const authors: number[] = [];
  for (const term of terms) for (const author of term.authors) addDistinct(authors, author, AUTHORS);
  const name = nameOf(tellingOf(members), reader);
  const mentions = Math.round(counted(from, to, 1));
  const weekAgo = Math.floor(now / DAY) - WEEK;
  return {
    id: deriveId('theme', brand, name),
    name,
    words: [...new Set([name, ...terms.flatMap(({ form }) => form ?? [])])].slice(0, MOST_WORDS),
    mentions,
    authors: Math.min(mentions, countDistinct(authors, AUTHORS)),
    negativeShare: hundredths(Math.min(1, counted(from, to, 2) / Math.max(1, counted(from, to, 1)))),
    first: Math.min(...terms.map(({ first }) => first)),
    last: Math.max(...terms.map(({ last }) => last)),
    rising: risingOf(counted(weekAgo + 1, to, 1), sum(heard, weekAgo + 1, to, 1), counted(to - DAYS + 1, weekAgo, 1), sum(heard, to - DAYS + 1, weekAgo, 1)),
    evidence: evidenceOf(terms),
  };
}

/** A pair says more than a word: it gives the name where it is said half as often as the word that is said most. */
function tellingOf(members: readonly Unit[]): Unit {
  const lead = members[0]!;
  return members.find(({ words, count }) => words.length === 2 && count >= NAMING_SHARE * lead.count) ?? lead;
}

/** The form said most, of those without prefix letters if there is one. */
function nameOf({ words, forms }: Unit, reader: TermReader): string {
  const bare = forms.find(({ form }) => form?.split(' ').every((word, index) => !reader.isPrefixed(word, words[index] ?? word)));
  return (bare ?? forms[0]!).form ?? words.join(' ');
}

/** Half a mention on either side keeps what was never said before from rising without end. */
function risingOf(lately: number, heardLately: number, before: number, heardBefore: number): number | null {
  return heardLately === 0 || heardBefore === 0 ? null : hundredths((lately + 0.5) / (heardLately + 1) / ((before + 0.5) / (heardBefore + 1)));
}

/** The latest of each term, those of the term said latest last. */
function evidenceOf(terms: readonly Counted[]): string[] {
  const sorted = [...terms].sort((a, b) => a.last - b.last || inOrder(a, b));
  return [...new Set(sorted.flatMap(({ evidence }) => evidence).reverse())].slice(0, EVIDENCE).reverse();
}

function sum(days: readonly DayCount[], first: number, last: number, what: 1 | 2): number {
  let total = 0;
  for (const count of days) if (count[0] >= first && count[0] <= last) total += count[what];
  return total;
}

/** The most said first, then by name. */
export function saidMost(a: BrandTheme, b: BrandTheme): number {
  return b.mentions - a.mentions || (a.name < b.name ? -1 : 1);
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

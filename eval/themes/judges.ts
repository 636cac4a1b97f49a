import { english } from '../../src/languages/en/index.ts';
import { hebrew } from '../../src/languages/he/index.ts';
import type { BrandTheme } from '../../src/spec/brand-theme.ts';
import { createTermReader, createThemes } from '../../src/understand/themes/index.ts';
import type { Pairing } from './figures.ts';
import type { ThemeLine } from './lines.ts';

const languages = [english(), hebrew()];
/** No secret is kept here. */
const SALT = 'eval';

export interface Learned {
  themes: BrandTheme[];
  pairings: Pairing[];
  /** Milliseconds of hearing. */
  ms: number;
}

/** Hears a brand's posts, then asks of each that has a reason which of the `most` themes it is about. */
export function learn(brand: string, posts: readonly ThemeLine[], most: number): Learned {
  const learner = createThemes({ brand, names: namesOf(brand), languages, salt: SALT });
  const from = performance.now();
  for (const { id, author, text, at, negative } of posts) learner.hear({ mention: id, author, text, language: 'und', at, negative });
  const ms = performance.now() - from;
  const themes = learner.top({ most });
  const ids = new Set(themes.map(({ id }) => id));
  return { themes, pairings: withReason(posts).map(({ text, reason }) => ({ reason, theme: learner.of(text).find((id) => ids.has(id)) ?? null })), ms };
}

/** As kashuv has it: what more posts hold tells least of one. */
const BROAD = 0.125;

/** The plain way: the `most` words said most, after stop words; a post is about that of them which it holds and most hold, but last what nearly all hold, as with themes. */
export function frequentWords(brand: string, posts: readonly ThemeLine[], most: number): { words: string[]; pairings: Pairing[] } {
  const reader = createTermReader({ names: namesOf(brand), languages });
  const wordsOf = (text: string): string[] => reader.read(text, 'und').flatMap(({ words }) => (words.length === 1 ? words : []));
  const counts = new Map<string, number>();
  for (const { text } of posts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const top = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, most);
  const rank = new Map(top.map(([word, count], index) => [word, count > BROAD * posts.length ? most + index : index]));
  const first = (text: string): string | null => wordsOf(text).filter((word) => rank.has(word)).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))[0] ?? null;
  return { words: top.map(([word]) => word), pairings: withReason(posts).map(({ text, reason }) => ({ reason, theme: first(text) })) };
}

const withReason = (posts: readonly ThemeLine[]): ThemeLine[] => posts.filter(({ reason }) => reason !== '');

/** `Acme Air` is also written in one. */
const namesOf = (brand: string): string[] => [brand, brand.replaceAll(' ', '')];

import { english } from '../../../src/languages/en/index.ts';
import { hebrew } from '../../../src/languages/he/index.ts';
import { createThemes, type HeardText, type Themes, type ThemesState } from '../../../src/understand/themes/index.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 4, 3, 12);

export const languages = [english(), hebrew()];

export function learner(state?: ThemesState, names: readonly string[] = ['Acme']): Themes {
  return createThemes({ brand: 'acme', names, languages, salt: 'salt', ...(state === undefined ? {} : { state }) });
}

/** A mention; an author of its own unless told, a minute after the one before. */
export function said(n: number, text: string, more: Partial<HeardText> = {}): HeardText {
  return { mention: `mention_${n}`, author: `author_${n}`, text, language: 'und', at: START + n * 60_000, negative: null, ...more };
}

/** What they say, each by somebody else. */
export function hearAll(themes: Themes, texts: readonly string[], more: Partial<HeardText> = {}, from = 0): void {
  texts.forEach((text, index) => themes.hear(said(from + index, text, more)));
}

export const namesOf = (themes: Themes): string[] => themes.top().map(({ name }) => name);

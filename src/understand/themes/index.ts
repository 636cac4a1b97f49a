/** What a brand's crowd talks of, learnt from its words. */
export { createTermReader } from './term-reader.ts';
export { createThemes, type Themes, type ThemesState } from './themes.ts';
export { createWordForms, type WordForms } from './word-forms.ts';
export type { HeardText, Learnt } from './types.ts';

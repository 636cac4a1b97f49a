/** What a brand's crowd talks of, learnt from its words. */
export { createTermReader, type TermReader } from './term-reader.ts';
export { createThemes, type Themes, type ThemesState } from './themes.ts';
export type { HeardText, Learnt } from './types.ts';

export { facebookPage } from './facebook.ts';
export { instagram } from './instagram.ts';
export type { FacebookPageOptions, InstagramOptions } from './options.ts';

export type { BlueskyEvent, PostChange } from './event.ts';
export { blueskyFirehose } from './firehose.ts';
export { blueskyJetstream } from './jetstream.ts';
export type { BlueskyFirehoseOptions, BlueskyJetstreamOptions, BlueskySearchOptions } from './options.ts';
export { blueskySearch, type BlueskySearchItem } from './search.ts';
export type { WebSocketConstructor, WebSocketLike } from '../../lib/socket.ts';

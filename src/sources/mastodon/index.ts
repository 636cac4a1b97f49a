export type { MastodonItem } from './item.ts';
export type { MastodonOptions, MastodonStreamOptions } from './options.ts';
export { mastodon } from './poll.ts';
export { mastodonStream } from './stream.ts';
export type { WebSocketConstructor, WebSocketLike } from '../../lib/socket.ts';

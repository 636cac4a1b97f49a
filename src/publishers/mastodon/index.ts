export type { MastodonPublisherOptions } from './options.ts';
export { mastodonPublisher } from './publisher.ts';

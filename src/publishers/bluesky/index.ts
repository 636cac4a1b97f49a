export type { BlueskyPublisherOptions } from './options.ts';
export { blueskyPublisher } from './publisher.ts';

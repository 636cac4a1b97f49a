/** Classifiers made of classifiers. Each is one itself, so that they go into each other. */
export { cached, type CachedOptions } from './cached.ts';
export { cascade, type CascadeOptions } from './cascade.ts';
export { vote, type VoteOptions, type Weight } from './vote.ts';
export { withTimeout } from './with-timeout.ts';

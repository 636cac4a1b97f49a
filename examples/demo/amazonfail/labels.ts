import type { MentionKind } from 'kashuv/spec';

import { amazonfailLabelled } from './posts.ts';
import type { Who } from './script/line.ts';

export interface Expected {
  /** Who speaks, as text, profile and the brand's lists allow a careful reader to tell; `unknown` where they do not. */
  who: Who;
  /** What kind of thing is said: all kinds a careful reader would accept, the one that matters most first. */
  kinds: readonly MentionKind[];
}

/** By post id: what to measure kashuv's understanding against. Reposts are left out, their words being somebody else's. */
export function amazonfailExpected(): ReadonlyMap<string, Expected> {
  const labelled = amazonfailLabelled().filter(({ post }) => post.thread?.repost === undefined);
  return new Map(labelled.map(({ post, who, kinds }) => [post.id, { who, kinds }]));
}

import type { MentionKind, SpeakerRole } from 'kashuv/spec';

import type { VenueName } from '../venues.ts';

/** Who speaks, where a careful reader of the text, the profile and the brand's lists could tell; else `unknown`. */
export type Who = SpeakerRole | 'unknown';

export interface LineDetails {
  /** Name by which other lines answer or quote this one. */
  key?: string;
  /** Wall time in the East, `YYYY-MM-DDTHH:MM`. Without it the time comes from the segment. */
  at?: string;
  /** Key of the line that is answered, or quoted. */
  to?: string;
  quote?: string;
  venue?: VenueName;
  title?: string;
  links?: string[];
  rating?: number;
  /** How likely others repeat it: 0 (default) never. */
  spread?: number;
  /** What the text itself tells of the speaker, where the cast's profile does not. */
  who?: Who;
}

/**
 * One invented post: the author (a name of the cast; `*` the next of the crowd, `*he` the next Hebrew speaker, `*he-f` and `*he-m` the next
 * woman or man among them, where the grammar tells), the words, and
 * what kind of thing they are to a careful reader, the kind that matters most first.
 */
export type Line = readonly [by: string, text: string, kinds: MentionKind | readonly MentionKind[], details?: LineDetails];

/** Lines in the order in which they are said, spread over a span of wall time in the East, and how many reposts go with them. */
export interface Segment {
  /** Part of the posts' ids. */
  name: string;
  from: string;
  to: string;
  lines: readonly Line[];
  reposts?: number;
}

import type { Arousal, Theme, Topic } from '../spec/classification.ts';
import type { Fact } from '../spec/fact.ts';
import type { Venue } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';

export type SpreadLink = 'reply' | 'quote' | 'repost' | 'copy';

export interface AccountTold {
  /** When it was opened. */
  joinedAt?: number;
  followers?: number;
}

/** A negative mention as the tracker remembers it. */
export interface RememberedMention {
  mention: string;
  caseId: string;
  post: string;
  authorKey: string;
  /** Publication; null where it is not known. */
  at: number | null;
  seenAt: number;
  /** Grouping keys: marks, themes, hashtags. */
  keys: string[];
  /** Hash of the thread's root. */
  thread: number;
  /** It starts a thread, and answers, quotes and reposts nobody. */
  isRoot: boolean;
  /** Hash of the author it answers, quotes or reposts. */
  parent: number | null;
  venues: Venue[];
  reach: number;
  role: Fact<SpeakerRole>;
  harm: number | null;
  arousal: Arousal | null;
  themes: Theme[];
  topic: Topic | null;
  silence: boolean;
  /** The author had not been counted within the last hour. */
  voice: boolean;
  /** Absent: it passes on no rumour. */
  rumour?: true;
  incident: string | null;
  // Absent in what was remembered before these were told.
  /** Id of the thread's root. */
  root?: string;
  link?: SpreadLink;
  /** Key of the near-copies it belongs to; null: compared, it repeats nothing. */
  group?: number | null;
  account?: AccountTold;
  firstTime?: boolean;
  /** The source told at least one of answers and reposts. */
  counted?: boolean;
  /** Likeness of its way of speaking to the crowd's, 0–1. */
  style?: number;
  /** Its words; absent: not read, or they are another's. */
  words?: number[][];
  /** It came to its incident by its time alone, or by words to one that a surge opened. */
  loose?: true;
}

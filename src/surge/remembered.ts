import type { Arousal, Theme, Topic } from '../spec/classification.ts';
import type { Fact } from '../spec/fact.ts';
import type { Venue } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';

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
}

import type { Arousal, Theme } from '../../spec/classification.ts';
import type { Fact } from '../../spec/fact.ts';
import type { SpeakerRole } from '../../spec/speaker.ts';
import type { SpreadLink } from '../remembered.ts';

/** What is at hand of one post of the crowd. */
export interface CrowdEntry {
  mention: string;
  post: string;
  authorKey: string;
  author: number;
  /** Publication, or the time of hearing where that is not known. */
  at: number;
  timed: boolean;
  venues: string[];
  keys: string[];
  reach: number;
  harm: number | null;
  arousal: Arousal | null;
  themes: Theme[];
  silence: boolean;
  voice: boolean;
  /** Absent: it passes on no rumour. */
  rumour?: true;
  role: Fact<SpeakerRole>;
  // Absent in what was kept before these were told.
  /** Id of the thread's root. */
  root?: string;
  /** How it is tied to the post before it. */
  link?: SpreadLink;
  /** Key of the near-copies it belongs to. */
  group?: number | null;
  counted?: boolean;
  followers?: number;
  style?: number;
}

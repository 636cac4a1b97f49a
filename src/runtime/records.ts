import type { Fact } from '../spec/fact.ts';
import type { ClaimStatus, Incident, SeverityLevel } from '../spec/incident.ts';
import type { Case, Match, Mention } from '../spec/mention.ts';
import type { DutyKind } from '../spec/plan.ts';
import type { DeletedBy, Post, Venue } from '../spec/post.ts';
import type { PastRole, SpeakerRole } from '../spec/speaker.ts';
import type { Correction } from '../spec/tell.ts';
import type { TrackedIncident } from '../surge/index.ts';

/** A post as the store keeps it, or what is left of one that was taken back. */
export interface PostRecord {
  post: Post | null;
  /** Brands it concerns. */
  brands: string[];
  gone?: { by: DeletedBy | 'forgotten'; at: number };
  revision: number;
}

/** One thing a brand still has to take in. Deleted in the same commit that takes it in. */
export interface InboxEntry {
  n: number;
  kind: 'posted' | 'edited' | 'deleted';
  post: string;
  at: number;
  matches: Match[];
  /** Written by one of the brand's own accounts. */
  own: boolean;
  by?: DeletedBy;
}

/** An inbox entry and the post it is about. */
export interface Incoming {
  entry: InboxEntry;
  post: Post | null;
}

export interface MentionRecord {
  mention: Mention;
  venue: Venue;
  private: boolean;
  parent: string | null;
  /** Where in the ledger its latest classification is; null: never classified. */
  classifiedSeq: number | null;
  role: Fact<SpeakerRole>;
  corrections: Correction[];
  /** What a human knows of the claim it makes. */
  claim?: ClaimStatus;
  case: string | null;
  incident: string | null;
  own: boolean;
  gone: boolean;
}

/** What hangs on a case or an incident. */
export interface Owed {
  /** Ids of all duties ever opened, in order. */
  duties: string[];
  /** Kinds met since the author last spoke (since the last statement, for an incident): not owed again until then. */
  discharged: DutyKind[];
  /** Where in the ledger the current plan is. */
  planSeq: number | null;
}

export interface CaseRecord extends Owed {
  case: Case;
  /** Mentions since the last answer, the latest ones: they decide what is owed. */
  unanswered: string[];
  /** The gravest of them. */
  gravest: string | null;
  /** The brand's last word to its author was dismissive; it met nothing, and whoever speaks after it comes back after a failure. */
  snubbed?: boolean;
}

export interface IncidentRecord extends Owed {
  incident: Incident;
  tracked: TrackedIncident;
  /** The fastest spread of late, and when: a lull between two waves does not ease a crisis. */
  peak: { velocity: Incident['velocity']; at: number };
  /** Resolved by quiet alone, not by a human: what stirs again is taken up again. */
  quiet: boolean;
  /** When the cause was identified: prevention is owed from then on. */
  identifiedAt: number | null;
  /** While it is muted: how grave it was then, for how long the next update had been awaited (ms), and whether it is owed again afterwards. */
  paused?: { level: SeverityLevel; ranFor: number; update: boolean };
  /** From when the next update counts where a mute has stopped its clock (epoch ms). */
  cadenceFrom?: number;
}

/** What is remembered of an author towards one brand. */
export interface AuthorRecord {
  cases: number;
  /** Roles known of the author, each once; one of them at most is a human's word. */
  known: readonly PastRole[];
}

/** A classification to be tried again. */
export interface RetryRecord {
  mention: string;
  attempt: number;
  due: number;
}

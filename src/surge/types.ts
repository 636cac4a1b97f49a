import type { StyleCounts } from '../lib/language-style.ts';
import type { Arousal, Theme, Topic } from '../spec/classification.ts';
import type { Coordination } from '../spec/coordination.ts';
import type { Fact } from '../spec/fact.ts';
import type { Amplifier, Belonging, Hub, Participant, Surge } from '../spec/incident.ts';
import type { Venue } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import type { ViralityRisk } from '../spec/virality.ts';
import type { MarkState } from './grouping/marks.ts';
import type { TrackedState } from './incident/tracked.ts';
import type { RecentMapState } from './recent-map.ts';
import type { AccountTold, RememberedMention, SpreadLink } from './remembered.ts';
import type { AlarmsState } from './rises/alarms.ts';
import type { BinsState } from './rises/bins.ts';
import type { CoverageState } from './rises/coverage.ts';
import type { CountsState } from './rises/detector.ts';
import type { StyleProfile } from './spread/style-profiles.ts';
import type { UsualTalkState } from './words/usual-talk.ts';

/** What the tracker must know of one mention. Times are epoch ms; nothing of it is text. */
export interface HeardMention {
  mention: string;
  caseId: string;
  post: string;
  authorKey: string;
  /** Publication. null: the mention makes no claim about surges, but may join an open incident. A time after `seenAt` is read as `seenAt`. */
  postedAt: number | null;
  seenAt: number;
  /** null: not known. Never read as "not negative". */
  negative: boolean | null;
  kinds: readonly string[];
  arousal: Arousal | null;
  /** 0–4; null: not known. */
  harm: number | null;
  themes: readonly Theme[];
  topic?: Topic | null | undefined;
  /** Where it was said: the post's own venue, its hashtags, its thread. */
  venues: readonly Venue[];
  /** Post id of the thread's root; the post itself where it starts one. */
  threadRoot: string;
  /** Author of the post it answers, quotes, reposts or copies, where that is known. */
  parentAuthor?: string | null | undefined;
  /** How it is tied to that post, which need not have been heard. Absent: to none, as far as is known. */
  link?: SpreadLink | undefined;
  /** Name of the near-copies it belongs to. null: compared, it repeats nothing. Absent: not compared. */
  copyGroup?: string | null | undefined;
  /** What the source tells of the account; absent parts are not known. */
  account?: AccountTold | undefined;
  /** The brand had not heard of the author before. Absent: not known. */
  firstTime?: boolean | undefined;
  /**
   * What it may be about: of each word salted hashes of the form it stands in and of simpler ones it may be a form of, 32 bits each; 24 words of 4 forms are looked at. Absent: not read, or it
   * repeats another's words.
   */
  words?: readonly (readonly number[])[] | undefined;
  /** How it is spoken. Absent: in a language whose words are not counted. */
  style?: StyleCounts | undefined;
  reach: { replies?: number | undefined; reposts?: number | undefined };
  role: Fact<SpeakerRole>;
  /** "They do not answer": counts as negative whatever the sentiment says. */
  silenceComplaint: boolean;
  /** Said by the brand itself: never part of the crowd. */
  byBrand: boolean;
  /** What could bring mentions together: `hashtag:#…`, `link:…`. Themes, hashtag venues and the thread are added by the tracker. */
  marks: readonly string[];
}

/** What the tracker knows of an incident; the runtime makes the `Incident` of it. */
export interface TrackedIncident {
  /** Derived from the brand and the first mention. */
  id: string;
  /** By the monitor's clock: `seenAt` of the mention that opened it. */
  openedAt: number;
  /** Publication of the earliest post. */
  startedAt: number;
  detectedBy: Surge;
  hub: Hub | null;
  /** Authors of the earliest roots, earliest first; 5 at most. */
  originators: Participant[];
  /** By the spread that was seen (answers, reposts, people who took it up), never by followers; 10 at most. */
  spreaders: Participant[];
  /** The first who carried it beyond its place, earliest first; 10 at most. Those whose copies are counted apart are none. */
  firstAmplifiers: Amplifier[];
  /** null: too little to look at. */
  coordination: Coordination | null;
  /** null: too late to ask, or nothing to judge by. */
  risk: ViralityRisk | null;
  /** Hashtags, links and `theme:…` the crowd has in common. */
  marks: string[];
  /** Words the crowd has in common and the usual talk has not, as `word:…` and a salted digest, the most shared first. */
  words: string[];
  mentions: number;
  /** Distinct authors; exact up to 256, within about 6 % beyond. */
  authors: number;
  silenceComplaints: number;
  /** Half of those who speak of it pass on a rumour. */
  rumour: boolean;
  /** 0 none, 1 raised, 2 high, 3 extreme; see `velocityOf`. Of people: coordinated copies are not counted, here and in `spread`, `harm`, `arousal` and `themes`. */
  velocity: 0 | 1 | 2 | 3;
  /** 0: fewer than 10 authors, answers and reposts; 1: fewer than 100; 2: more. */
  spread: 0 | 1 | 2;
  /** Highest harm that a fifth of the judged mentions, or three of them, reach. null: none was judged. */
  harm: number | null;
  /** Highest arousal that a third of the judged mentions reach. null: none was judged. */
  arousal: Arousal | null;
  /** Themes of three mentions or of a fifth of them, in alphabetical order. */
  themes: Theme[];
  lastMentionAt: number;
  /** Share of the brand's judged voices of the last 6 h that are negative. null: none was judged. */
  negativeShare: number | null;
}

/** What came of a mention or of time passing. */
export type TrackerChange =
  /** An unusual rise. Opens an incident only where it is one of criticism. */
  | { type: 'surge'; surge: Surge }
  /** `mentions` and `cases` belong to it from the start (as far as the tracker remembers them). `from`: the incident that they have just left. */
  | { type: 'opened'; incident: TrackedIncident; mentions: string[]; cases: string[]; because: Belonging; from?: string }
  | { type: 'joined'; incident: string; mention: string; caseId: string; because: Belonging }
  /** A mention no longer belongs: it was deleted, or is not negative after all. */
  | { type: 'left'; incident: string; mention: string }
  | { type: 'hub-moved'; incident: string; from: Hub | null; to: Hub | null }
  /** Something that severity or the plan rests on has changed. */
  | { type: 'measured'; incident: TrackedIncident }
  /** Two incidents have come to share half of the smaller one's people. Said once of a pair. `share`: 0–1. */
  | { type: 'overlapping'; incident: string; with: string; share: number; why: string }
  /** Suggests that it may be resolved. Said once, and again after it has stirred. */
  | { type: 'quiet'; incident: string; why: string };

/** Part of an incident becomes one of its own. */
export interface SplitOrder {
  incident: string;
  /** Id of the new one; it must be new. */
  off: string;
  title: string;
  /** What those who leave have in common and those who stay have not; null: nothing that has a name. */
  mark: string | null;
  /** All mentions of the incident, in order of hearing. */
  leaving: readonly HeardMention[];
  staying: readonly HeardMention[];
}

/** All a tracker knows, as JSON. A tracker made from it goes on as if it had never stopped. */
export interface TrackerState {
  version: 1;
  brand: string;
  /** Latest time told, by the monitor's clock. */
  clock: number | null;
  /** Newest publication heard, and when it was heard. */
  newest: { at: number; seenAt: number } | null;
  /** Publication time from which on the series are complete. */
  since: number | null;
  series: { volume: CountsState; negative: CountsState };
  /** What stands out step by step, and how times were covered; absent in states of older versions. */
  rises?: { alarms: AlarmsState; coverage: CoverageState } | undefined;
  /** Voices whose sentiment is known. */
  judged: BinsState;
  /** Authors and when they were last counted. */
  voices: { volume: RecentMapState<number>; negative: RecentMapState<number> };
  /** Mentions heard lately; true: as negative. */
  heard: RecentMapState<boolean>;
  remembered: RememberedMention[];
  marks: MarkState[];
  incidents: TrackedState[];
  /** What one usually says of the brand. Absent in a state from before words were told. */
  talk?: UsualTalkState;
  /** How those who speak of the brand speak. Absent in a state from before that was counted. */
  styles?: StyleProfile[];
}

/** How a source is heard. A source that is silent or held back is not calm; nor is what it catches up with a surge. */
export interface SourceCoverage {
  silent: boolean;
  /** Epoch ms: when it was last heard whole, or is so again. null: when the tracker was last told anything. */
  at: number | null;
  /** How many sources there are; all silent at once means that nothing is heard. */
  sources: number;
}

/** Follows one brand. Not reentrant; give it mentions in the order in which they are committed. */
export interface Tracker {
  /** Takes a mention. The same mention again changes nothing, unless it has become negative or is so no longer. */
  hear(mention: HeardMention): TrackerChange[];
  /** Tells the time by the monitor's clock. */
  tick(at: number): TrackerChange[];
  /** When `tick` has something to do at the latest; null: only after the next mention. */
  nextTickAt(): number | null;
  state(): TrackerState;
  /** A human opens an incident that nobody has spoken of. `marks` as of a mention; `theme:…` counts too. The id must be new. Never quiet by itself until somebody speaks of it. */
  open(incident: { id: string; title: string; marks: readonly string[] }): TrackerChange[];
  /** Voices of the incident in the hour before `at` (the monitor's clock). 0 where it is not followed. */
  perHour(incident: string, at: number): number;
  /** The mention was deleted, or its author is forgotten. */
  forgetMention(mention: string): TrackerChange[];
  /** The author is forgotten, as all of the author's mentions were. `traces`: marks and venue ids of theirs; those that nobody else is remembered by go too. */
  forgetAuthor(authorKey: string, traces: readonly string[]): void;
  /** A human resolved it: what shares its marks still joins (so that it can be taken up again), a surge elsewhere does not. */
  resolve(incident: string): void;
  /** A human took it up again. */
  reopen(incident: string): void;
  /** A source has fallen silent, or is heard again. */
  cover(source: string, change: SourceCoverage): void;
  /** Instances of the sources that have fallen silent and were not heard again. */
  silentNow(): string[];
  /** Launches to watch more closely: within them five times as many false alarms are accepted. */
  watch(launches: readonly { from: number; to: number }[]): void;
  /** Closed for good: nothing joins any more. */
  close(incident: string): void;
  /** A human says that `incident` is part of `into`: nothing is known of the one any more, and what was known is known of the other. Both must be followed. */
  merge(incident: string, into: string): TrackerChange[];
  /** A human says that part of an incident is another matter. Both are counted anew from their mentions. It must be followed. */
  split(order: SplitOrder): TrackerChange[];
  /** What is known of one incident now; null where it is not followed (any more). */
  incident(id: string): TrackedIncident | null;
}

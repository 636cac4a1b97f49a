import type { DeadlineName, ElementName, SeverityLevel, Stage, Told } from 'kashuv/spec';

export interface Bilingual {
  en: string;
  he: string;
}

type WithoutIncident<T> = T extends unknown ? Omit<T, 'incident'> : never;
/** What is told about the one open incident; the replay fills in its id. */
export type CourseTold = WithoutIncident<Extract<Told, { incident: string }>>;

export interface CourseDraft {
  do: 'submit-draft';
  /** Epoch ms. */
  at: number;
  approximate?: true;
  id: string;
  text: string;
  language: 'en' | 'he';
  stage: Stage;
  /** In the hub, to the press alone, or as an answer to a post (its id). */
  target: 'hub' | 'press' | { replyTo: string };
  /** True: written for this demo. False: a public statement of the company, quoted. */
  invented: boolean;
  source?: string;
  expect: {
    verdict: 'pass' | 'revise' | 'block';
    /** Cues of the reply review that must be found. */
    cues: string[];
    /** Cues that a deeper review may find as well. */
    mayAlso: string[];
    /** Elements whose absence must be named. */
    missing: ElementName[];
  };
  /** What the demo says of it. */
  say: Bilingual;
}

/** Drafts are reviewed only: nothing invented is published, so that what was owed stays comparable with what was done. */
export type CourseStep =
  | CourseDraft
  | { do: 'tell'; at: number; approximate?: true; told: CourseTold; say: Bilingual }
  | { do: 'try-to-close'; at: number; by: string; expect: { refused: true; lacks: ('explanation' | 'prevention' | 'remedy')[] }; say: Bilingual };

export interface Checkpoint {
  id: string;
  /** Epoch ms. */
  at: number;
  /** What has just happened. */
  title: Bilingual;
  expect: {
    incident: 'none' | 'suspected' | 'open' | 'resolved';
    /** At least this. */
    severity: SeverityLevel;
    /** Venue id. */
    hub?: string;
    /** Not later than this, epoch ms. */
    deadlines?: { [name in DeadlineName]?: number };
    require?: ElementName[];
    forbid?: ElementName[];
    rules?: string[];
  };
  /** What the policy should say, in a sentence. */
  say: Bilingual;
}

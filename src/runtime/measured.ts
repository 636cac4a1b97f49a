import type { Incident } from '../spec/incident.ts';
import type { TrackedIncident } from '../surge/index.ts';

/** What the tracker knows of an incident and everybody may see. */
export function measured(tracked: TrackedIncident): Pick<
  Incident,
  'hub' | 'originators' | 'spreaders' | 'firstAmplifiers' | 'coordination' | 'risk' | 'marks' | 'words' | 'mentions' | 'authors' | 'silenceComplaints' | 'velocity' | 'lastMentionAt' | 'startedAt'
> {
  const { hub, originators, spreaders, firstAmplifiers, coordination, risk, marks, words, mentions, authors, silenceComplaints, velocity, lastMentionAt, startedAt } = tracked;
  return { hub, originators, spreaders, firstAmplifiers, coordination, risk, marks, words, mentions, authors, silenceComplaints, velocity, lastMentionAt, startedAt };
}

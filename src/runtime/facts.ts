import type { Brand } from '../spec/brand.ts';
import type { Classification } from '../spec/classification.ts';
import { known, unknown, type Fact } from '../spec/fact.ts';
import type { Facts, FactValue } from '../spec/facts.ts';
import type { Incident } from '../spec/incident.ts';
import type { Venue } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import type { IncidentRecord } from './records.ts';

export interface CaseView {
  brand: Brand;
  at: number;
  classification: Classification;
  role: Fact<SpeakerRole>;
  venue: Venue;
  language: string;
  private: boolean;
  timed: boolean;
  turns: number;
  reopened: number;
  ownDuty: boolean;
  incident: Incident | null;
}

const PLAUSIBLE: readonly SpeakerRole[] = ['customer', 'employee', 'competitor', 'journalist'];

/** All that policy sees of one person's conversation. What was not gathered is not known, never a default. */
export function caseFacts(view: CaseView): Facts {
  const { brand, at, classification, role, venue, incident } = view;
  const understood = classification.status === 'labelled';
  return {
    'subject.type': known('case'),
    'what.sentiment': classification.targetSentiment.known ? classification.targetSentiment : classification.sentiment,
    'what.kind': classification.kind,
    'what.kinds': understood ? listed(classification.kinds) : unknown(classification.why ?? 'not classified'),
    'what.topic': classification.topic,
    'what.themes': understood ? listed(classification.themes) : unknown(classification.why ?? 'not classified'),
    'what.arousal': classification.arousal,
    'what.demand': classification.demand,
    'what.harm': classification.harm,
    'what.understood': known(classification.status !== 'failed'),
    'who.role': role,
    'who.plausible': role.known ? known<FactValue>([role.value]) : known<FactValue>(role.candidates.length > 0 ? role.candidates.map(({ value }) => value) : [...PLAUSIBLE]),
    'post.venueClass': known(brand.venues.find(({ id }) => matchesVenue(id, venue.id))?.class ?? venue.class),
    'post.private': known(view.private),
    'post.timed': known(view.timed),
    'case.turns': known(view.turns),
    'case.reopened': known(view.reopened),
    'case.inIncident': known(incident !== null && isOpen(incident)),
    'case.ownDuty': known(view.ownDuty),
    'history.badTurns': known(view.reopened),
    'brand.launch': known(isLaunching(brand, at)),
    'brand.language': known(answerLanguage(brand, view.language)),
    ...(incident === null ? { 'incident.open': known(false) } : incidentOnlyFacts(incident)),
  };
}

/** All that policy sees of a crisis. */
export function incidentFacts(brand: Brand, record: IncidentRecord, at: number): Facts {
  const { incident, tracked } = record;
  return {
    'subject.type': known('incident'),
    'what.sentiment': known('negative', tracked.negativeShare ?? 1),
    'what.arousal': tracked.arousal === null ? unknown('nobody could tell') : known(tracked.arousal),
    'what.harm': tracked.harm === null ? unknown('nobody could tell') : known(tracked.harm),
    'what.themes': known<FactValue>([...tracked.themes]),
    'what.kinds': known<FactValue>(incident.silenceComplaints > 0 ? ['complaint', 'silence-complaint'] : ['complaint']),
    'what.kind': known('complaint'),
    'what.understood': known(true),
    'post.private': known(false),
    'post.timed': known(true),
    'incident.spread': known(tracked.spread),
    'brand.launch': known(isLaunching(brand, at)),
    'brand.language': known(brand.languages[0] ?? 'en'),
    ...(incident.hub === null ? {} : { 'post.venueClass': known(incident.hub.venue.class) }),
    ...incidentOnlyFacts(incident),
  };
}

function incidentOnlyFacts(incident: Incident): Facts {
  return {
    'incident.state': known(incident.state),
    'incident.open': known(isOpen(incident)),
    'incident.cause': known(incident.cause),
    'incident.fault': incident.fault === 'unknown' ? unknown('nobody has said whose fault it is') : known(incident.fault),
    'incident.hub': known(incident.hub !== null),
    'incident.mentions': known(incident.mentions),
    'incident.velocity': known(incident.velocity),
    'incident.silenceComplaints': known(incident.silenceComplaints),
    'incident.statements': known(incident.statements.length),
    'incident.statementAtHub': known(incident.statements.some(({ atHub }) => atHub)),
    'incident.explained': known(incident.published.explanation),
    'incident.prevention': known(incident.published.prevention),
    'incident.remedy': known(incident.published.remedy),
    'incident.coordinated': unknown('not looked for yet'),
  };
}

export function isOpen(incident: Incident): boolean {
  return incident.state !== 'closed';
}

/** A venue id, or a prefix that ends in `*`. */
function matchesVenue(pattern: string, venue: string): boolean {
  return pattern.endsWith('*') ? venue.startsWith(pattern.slice(0, -1)) : pattern === venue;
}

function answerLanguage(brand: Brand, heard: string): string {
  return brand.languages.includes(heard) ? heard : (brand.languages[0] ?? 'en');
}

function isLaunching(brand: Brand, at: number): boolean {
  return brand.launches.some(({ from, to }) => at >= from && at <= to);
}

function listed(findings: readonly { value: string; confidence: number }[]): Fact<FactValue> {
  const confidence = findings.reduce((least, finding) => Math.min(least, finding.confidence), 1);
  return known<FactValue>(
    findings.map(({ value }) => value),
    confidence,
  );
}

import type { Brand } from '../spec/brand.ts';
import type { Classification } from '../spec/classification.ts';
import { known, unknown, type Fact } from '../spec/fact.ts';
import type { Facts, FactValue } from '../spec/facts.ts';
import type { ClaimStatus, Incident } from '../spec/incident.ts';
import type { Venue } from '../spec/post.ts';
import type { SpeakerRole } from '../spec/speaker.ts';
import type { BrandRoom } from './brand-room.ts';
import type { IncidentRecord } from './records.ts';

export interface CaseView {
  room: Room;
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
  /** What a human knows of the claim it makes. */
  claim: ClaimStatus | undefined;
  /** Takes the brand's part against somebody who criticises it. */
  defends: boolean;
}

/** What of a brand's room facts come from. */
type Room = Pick<BrandRoom, 'brand' | 'tragedyUntil' | 'tracker'>;

const PLAUSIBLE: readonly SpeakerRole[] = ['customer', 'employee', 'competitor', 'journalist'];

/** All that policy sees of one person's conversation. What was not gathered is not known, never a default. */
export function caseFacts(view: CaseView): Facts {
  const { room, at, classification, role, venue, incident } = view;
  const { brand } = room;
  const claim = view.claim ?? incident?.told.claim;
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
    'what.understood': known(classification.status !== 'failed' && classification.unread !== true),
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
    'brand.language': known(answerLanguage(brand, view.language)),
    ...(view.defends ? { 'who.defends': known(true) } : {}),
    ...(claim === undefined ? {} : { 'claim.status': known(claim) }),
    ...brandFacts(room, at),
    ...(incident === null ? { 'incident.open': known(false) } : incidentOnlyFacts(incident)),
  };
}

/** All that policy sees of a crisis. */
export function incidentFacts(room: Room, record: IncidentRecord, at: number): Facts {
  const { brand } = room;
  const { incident, tracked } = record;
  const { told } = incident;
  const claim = told.claim ?? (tracked.rumour ? 'unverified' : undefined);
  const harm = Math.max(tracked.harm ?? -1, told.harm ?? -1);
  return {
    'subject.type': known('incident'),
    'what.sentiment': known('negative', tracked.negativeShare ?? 1),
    'what.arousal': tracked.arousal === null ? unknown('nobody could tell') : known(tracked.arousal),
    'what.harm': harm < 0 ? unknown('nobody could tell') : known(harm),
    'what.themes': known<FactValue>([...new Set([...tracked.themes, ...(told.themes ?? [])])]),
    'what.kinds': known<FactValue>(incident.silenceComplaints > 0 ? ['complaint', 'silence-complaint'] : ['complaint']),
    'what.kind': known('complaint'),
    'what.understood': known(true),
    'post.private': known(false),
    'post.timed': known(true),
    'incident.spread': known(tracked.spread),
    'incident.perHour': known(room.tracker.perHour(incident.id, at)),
    'brand.language': known(brand.languages[0] ?? 'en'),
    ...(claim === undefined ? {} : { 'claim.status': known(claim) }),
    ...brandFacts(room, at),
    ...(incident.hub === null ? {} : { 'post.venueClass': known(incident.hub.venue.class) }),
    ...incidentOnlyFacts(incident),
  };
}

function brandFacts({ brand, tragedyUntil }: Room, at: number): Facts {
  return {
    'brand.launch': known(isLaunching(brand, at)),
    'brand.sector': known(brand.sector),
    ...(brand.goodwill === undefined ? {} : { 'brand.goodwill': known(brand.goodwill) }),
    ...(brand.crisisHistory === undefined ? {} : { 'brand.crisisHistory': known(brand.crisisHistory) }),
    ...(tragedyUntil !== null && at < tragedyUntil ? { 'brand.tragedy': known(true) } : {}),
  };
}

/** What so many people speak of is known to the public, whatever was said before. */
const PUBLIC_FROM = 3;

function toldFacts({ told, authors }: Incident): Facts {
  const inPublic = authors >= PUBLIC_FROM ? true : told.public;
  return {
    ...(told.type === undefined ? {} : { 'incident.type': known(told.type) }),
    ...(inPublic === undefined ? {} : { 'incident.public': known(inPublic) }),
    ...(told.ownPost === undefined ? {} : { 'incident.ownPost': known(told.ownPost) }),
    ...(told.uniformRemedy === undefined ? {} : { 'incident.uniformRemedy': known(told.uniformRemedy) }),
    ...(told.contradicted === undefined ? {} : { 'incident.contradicted': known(told.contradicted) }),
    ...(told.victimsAnswered === undefined ? {} : { 'incident.victimsAnswered': known(told.victimsAnswered) }),
  };
}

/** That no signs were found proves nothing: what is forbidden while it is not known stays so. An incident of an older ledger was never looked at. */
function coordinationFact({ coordination }: Incident): Fact<FactValue> {
  if (coordination == null) return unknown('too few voices, or none that could be compared');
  return coordination.found ? known(true) : unknown('not enough signs of it were found, which proves nothing');
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
    // To the press or the stock exchange alone nothing was said.
    'incident.statements': known(incident.statements.filter(({ venue }) => venue !== null).length),
    'incident.statementAtHub': known(incident.statements.some(({ atHub }) => atHub)),
    'incident.explained': known(incident.published.explanation),
    'incident.prevention': known(incident.published.prevention),
    'incident.remedy': known(incident.published.remedy),
    'incident.coordinated': coordinationFact(incident),
    ...toldFacts(incident),
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

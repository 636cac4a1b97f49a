import { deriveId } from '../lib/digest.ts';
import type { Place, Situation } from '../policy/index.ts';
import type { Incident } from '../spec/incident.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { IncidentRecord, MentionRecord } from './records.ts';

const LULL_MS = 6 * 3_600_000;

/** What a crisis is decided in, beside its facts: its clock, and where there is somebody to speak to. */
export async function situationOf(room: BrandRoom, { incident, identifiedAt, cadenceFrom = -Infinity }: IncidentRecord): Promise<Situation> {
  const last = Math.max(incident.statements.findLast(({ atHub }) => atHub)?.at ?? -Infinity, cadenceFrom);
  return {
    clock: { basis: 'opened', start: incident.openedAt },
    venues: {
      ...hubPlace(incident),
      ...(incident.hub !== null || incident.told.venue === undefined ? {} : { origin: { venue: incident.told.venue } }),
      originators: await placesOf(room, incident.originators),
      amplifiers: (await placesOf(room, incident.spreaders)).filter(({ venue }) => venue !== incident.hub?.venue.id),
    },
    incidentState: incident.state,
    ...(Number.isFinite(last) ? { lastStatementAt: last } : {}),
    ...(identifiedAt === null ? {} : { identifiedAt }),
  };
}

/** Resolved by quiet alone, or a false alarm whose time is over: what stirs again is taken up again. */
export function mayStir({ incident: { state, rejected }, quiet }: IncidentRecord, at: number): boolean {
  return state === 'resolved' && (quiet || (rejected !== undefined && at >= rejected.until));
}

/** Where the crowd is spoken to: in a thread by answering what it began with. */
export function hubPlace({ hub }: Pick<Incident, 'hub'>): Pick<NonNullable<Situation['venues']>, 'hub'> {
  if (hub === null) return {};
  const { venue, share } = hub;
  const root = venue.kind === 'thread' && venue.id.startsWith('thread:') ? { replyTo: venue.id.slice('thread:'.length) } : {};
  return { hub: { venue: venue.id, share, ...root } };
}

/** From this share of the voices on, an incident is more theirs than people's. */
const MOSTLY = 0.5;

/** Coordination was found in most of its voices. An incident of an older ledger was never looked at. */
export function isMostlyArranged({ coordination }: Pick<Incident, 'coordination'>): boolean {
  return coordination != null && coordination.found && coordination.share >= MOSTLY;
}

/** Six hours without as fast a spread, or the work done, or most of it arranged (it was the speed of copies): then the measured speed counts again. */
export function peakOf({ incident, peak }: IncidentRecord, at: number): { velocity: Incident['velocity']; at: number } {
  const over = isMostlyArranged(incident) || incident.velocity >= peak.velocity || at - peak.at > LULL_MS || incident.state === 'resolved';
  return over ? { velocity: incident.velocity, at } : peak;
}

/** Where they wrote, as far as their words are still there. */
async function placesOf({ session, brand }: BrandRoom, participants: Incident['originators']): Promise<Place[]> {
  const places: Place[] = [];
  for (const { post } of participants) {
    const record = await session.get<MentionRecord>(keys.mention(brand.id, deriveId('mention', brand.id, post)));
    if (record !== null && !record.gone) places.push({ venue: record.venue.id, replyTo: post });
  }
  return places;
}

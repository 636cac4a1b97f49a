import { KashuvError } from '../../spec/errors.ts';
import type { CauseState, Incident, Mute, ToldOfIncident, TrailEntry } from '../../spec/incident.ts';
import { moveIncident, withCanonical } from './life-cycle.ts';

const day = 24 * 60 * 60_000;
/** No promise to look again lies further away. */
const longest = 30 * day;
/** How long a false alarm is not taken up again where nothing else is said. */
const rejectedFor = 7 * day;
const trailKept = 50;

const causes: readonly CauseState[] = ['unknown', 'claimed', 'confirmed'];

/** Who said it, when (epoch ms), and why. */
export interface Word {
  at: number;
  reason: string;
  by: string;
}

/** A human says that what was suspected is one. Throws CONFLICT where it is past suspicion. */
export function confirmIncident(incident: Incident, by: string): Incident {
  if (incident.state !== 'suspected') throw conflict(incident, `is ${incident.state}, not suspected`, 'Only what is suspected is confirmed; move others with about: state.');
  return moveIncident(incident, 'investigating', by);
}

/**
 * A human says that it was a false alarm: resolved, and not taken up again by itself before `until`. Throws CONFLICT where the work has gone
 * further than a search, INPUT_INVALID for a time that has passed or lies more than 30 days ahead.
 */
export function rejectIncident(incident: Incident, { at, reason, by, until = at + rejectedFor }: Word & { until?: number | undefined }): Incident {
  if (incident.state !== 'suspected' && incident.state !== 'investigating') {
    throw conflict(incident, `is ${incident.state}`, 'A false alarm is suspected or investigated; what was more than that is resolved with about: state.');
  }
  checkUntil(until, at);
  return { ...moveIncident(incident, 'resolved', by), rejected: { at, until, reason, by } };
}

/**
 * A human wants no alarm and no cadence before `until`. Said again of one that is muted, the new time and reason count. Throws CONFLICT
 * where it is critical, resolved or closed, INPUT_INVALID for a time that has passed or lies more than 30 days ahead.
 */
export function muteIncident(incident: Incident, { at, reason, by, until }: Word & { until: number }): Incident {
  if (incident.state === 'resolved' || incident.state === 'closed') throw conflict(incident, `is ${incident.state}`, 'Only what is worked on is muted.');
  if (incident.severity.level === 'critical') throw conflict(incident, 'is critical', 'What is critical is not muted. Waive single duties by name, or say what makes it less grave.');
  checkUntil(until, at);
  const muted: Mute = { since: incident.muted?.since ?? at, until, reason, by };
  return { ...incident, muted };
}

/** The incident without its mute, and the mute. Throws CONFLICT where there is none. */
export function unmuteIncident(incident: Incident): { incident: Incident; mute: Mute } {
  const { muted, ...rest } = incident;
  if (muted === undefined) throw conflict(incident, 'is not muted', 'Nothing is to be done.');
  return { incident: rest, mute: muted };
}

/** Throws CONFLICT where these two cannot become one. */
export function checkMerge(from: Incident, into: Incident): void {
  if (from.id === into.id) throw new KashuvError('CONFLICT', `incident ${from.id} cannot be merged into itself.`, { field: 'into', fix: 'Name the incident that it is part of.' });
  if (from.state === 'closed') throw conflict(from, 'is closed', 'What is closed stays as it ended.');
  if (into.state === 'closed') throw conflict(into, 'is closed', into.mergedInto === undefined ? 'Merge into one that is open.' : `It was merged into '${into.mergedInto}'; merge into that one.`, 'into');
  if (into.state === 'resolved') throw conflict(into, 'is resolved', 'Take it up again first (about: state), or merge it the other way round.', 'into');
}

/**
 * Two incidents as one: `into` with what was known of `from`, and `from` as it ends. The surer cause, the graver harm and every open doubt
 * count; where both were told something else, what was told of `into` stays. A statement of `from` counts at the hub only if it was made
 * there, and what `from` had published is not taken as published for all.
 */
export function mergeIncidents(from: Incident, into: Incident, word: Word): { incident: Incident; merged: Incident } {
  checkMerge(from, into);
  const known = new Set(into.statements.map(({ id }) => id));
  const moved = from.statements.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, atHub: one.venue !== null && one.venue === into.hub?.venue.id }));
  const incident = withCanonical({
    ...into,
    cause: causes.indexOf(from.cause) > causes.indexOf(into.cause) ? from.cause : into.cause,
    fault: into.fault === 'unknown' ? from.fault : into.fault,
    told: mergedTold(from.told, into.told),
    statements: [...into.statements, ...moved].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
  });
  const { muted: _muted, ...rest } = from;
  return {
    incident: withTrail(incident, { ...word, did: 'took-in', incident: from.id }),
    merged: withTrail({ ...rest, state: 'closed', mergedInto: into.id, plan: null }, { ...word, did: 'merged-into', incident: into.id }),
  };
}

/** The incident with one more entry in its trail. */
export function withTrail(incident: Incident, { at, did, incident: other, reason, by }: TrailEntry): Incident {
  return { ...incident, trail: [...(incident.trail ?? []), { at, did, incident: other, reason, by }].slice(-trailKept) };
}

function mergedTold(from: ToldOfIncident, into: ToldOfIncident): ToldOfIncident {
  const { title: _title, canonical: _canonical, ...rest } = from;
  const harm = Math.max(from.harm ?? -1, into.harm ?? -1);
  const themes = [...new Set([...(into.themes ?? []), ...(from.themes ?? [])])];
  return {
    ...rest,
    ...into,
    ...(harm < 0 ? {} : { harm }),
    ...(themes.length === 0 ? {} : { themes }),
    ...(from.public === true ? { public: true } : {}),
    ...(from.contradicted === true ? { contradicted: true } : {}),
    ...(from.victimsAnswered === false ? { victimsAnswered: false } : {}),
  };
}

function checkUntil(until: number, at: number): void {
  if (!(until > at)) throw new KashuvError('INPUT_INVALID', 'it has passed already.', { field: 'until', fix: 'Name a time to come, in epoch ms.' });
  if (until > at + longest) throw new KashuvError('INPUT_INVALID', 'it lies more than 30 days ahead.', { field: 'until', fix: 'Name an earlier time; it can be said again then.' });
}

function conflict({ id }: Incident, what: string, fix: string, field = 'incident'): KashuvError {
  return new KashuvError('CONFLICT', `incident ${id} ${what}.`, { field, fix });
}

import { KashuvError } from '../../spec/errors.ts';
import type { CauseState, Incident, IncidentState, ToldOfIncident } from '../../spec/incident.ts';

/**
 * Where an incident can go from where it is. Forward steps may be skipped (a false alarm is resolved at once), but only what is
 * resolved can be closed; what flares up goes back to work; what is closed stays closed.
 */
export const incidentTransitions: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  suspected: ['investigating', 'identified', 'monitoring', 'resolved'],
  investigating: ['identified', 'monitoring', 'resolved'],
  identified: ['investigating', 'monitoring', 'resolved'],
  monitoring: ['investigating', 'identified', 'resolved'],
  resolved: ['investigating', 'monitoring', 'closed'],
  closed: [],
};

/** What must have been published before an incident can be closed. */
export const closingNeeds = ['explanation', 'prevention', 'remedy'] as const;
export type ClosingNeed = (typeof closingNeeds)[number];

/** What is still missing before the incident can be closed. */
export function missingForClosing(incident: Incident): ClosingNeed[] {
  return closingNeeds.filter((need) => !incident.published[need]);
}

/**
 * The incident in its new state; the state it is in already changes nothing. `by` names who says so.
 * Throws CONFLICT where the way is not allowed, and where a close lacks explanation, prevention or remedy.
 */
export function moveIncident(incident: Incident, to: IncidentState, by: string): Incident {
  if (by === '') throw new KashuvError('INPUT_INVALID', 'nobody is named.', { field: 'by', fix: 'Say who moves the incident.' });
  if (to === incident.state) return incident;
  if (!incidentTransitions[incident.state].includes(to)) {
    const allowed = incidentTransitions[incident.state];
    throw new KashuvError('CONFLICT', `incident ${incident.id} is ${incident.state} and cannot become ${to}.`, {
      field: 'state',
      fix: allowed.length === 0 ? closedFix(incident, 'It stays closed; a new surge opens a new incident.') : `From ${incident.state} it can become: ${allowed.join(', ')}.`,
    });
  }
  if (to === 'closed') {
    const missing = missingForClosing(incident);
    if (missing.length > 0) {
      throw new KashuvError('CONFLICT', `incident ${incident.id} cannot be closed: ${missing.join(', ')} not published (R-26).`, {
        field: 'state',
        fix: `Publish what is missing and record it as a statement that contains: ${missing.join(', ')}.`,
      });
    }
  }
  if (to === 'closed' && incident.told.victimsAnswered === false) {
    throw new KashuvError('CONFLICT', `incident ${incident.id} cannot be closed: those who were hurt were not answered in person (R-26).`, {
      field: 'state',
      fix: "Answer them, then tell({ about: 'victims', answered: true, … }).",
    });
  }
  // Work that goes on is no false alarm any more, and what is over disturbs nobody.
  const { rejected, muted, ...rest } = incident;
  const isOver = to === 'resolved' || to === 'closed';
  return { ...rest, ...(isOver && rejected !== undefined ? { rejected } : {}), ...(isOver || muted === undefined ? {} : { muted }), state: to };
}

/** Somebody says how sure the cause is. Throws CONFLICT once the incident is closed. */
export function setCause(incident: Incident, cause: CauseState): Incident {
  return incident.cause === cause ? incident : { ...stillOpen(incident), cause };
}

/** Somebody says whose fault it was. Throws CONFLICT once the incident is closed. */
export function setFault(incident: Incident, fault: Incident['fault']): Incident {
  return incident.fault === fault ? incident : { ...stillOpen(incident), fault };
}

/** Somebody says more of it. Throws CONFLICT once the incident is closed. */
export function noteTold(incident: Incident, said: ToldOfIncident): Incident {
  const news = (Object.keys(said) as (keyof ToldOfIncident)[]).some((key) => incident.told[key] !== said[key]);
  return news ? { ...stillOpen(incident), told: { ...incident.told, ...said } } : incident;
}

/** What was published. `venue` null: on no venue kashuv knows (a press release). Time in epoch ms. */
export interface PublishedStatement {
  id: string;
  at: number;
  venue: string | null;
  contains: readonly (keyof Incident['published'])[];
  /** A human says that it stands for all, or that it does no longer. */
  canonical?: boolean | undefined;
}

/**
 * The incident with one more statement, in order of time. The same id again adds no second one, but what it is now said to
 * contain counts. Allowed in every state: also a closed incident can be spoken of.
 */
export function recordStatement(incident: Incident, statement: PublishedStatement): Incident {
  const { id, at, venue, contains } = statement;
  const published = { ...incident.published };
  for (const part of contains) published[part] = true;
  const known = incident.statements.some((one) => one.id === id);
  const atHub = venue !== null && venue === incident.hub?.venue.id;
  const statements = known
    ? incident.statements
    : [...incident.statements, { id, at, venue, atHub }].sort((a, b) => a.at - b.at);
  const { canonical: named, ...others } = incident.told;
  const canonical = statement.canonical === true ? id : statement.canonical === false && named === id ? undefined : named;
  return withCanonical({ ...incident, statements, published, told: canonical === undefined ? others : { ...others, canonical } });
}

/** Says which of its statements stands for all: the one a human named, else the latest at the hub; without a hub, the latest on any venue. */
export function withCanonical(incident: Incident): Incident {
  const { statement: _before, ...rest } = incident;
  const { statements, hub, told } = incident;
  const named = statements.find(({ id }) => id === told.canonical);
  const canonical = named ?? statements.findLast(({ atHub, venue }) => atHub || (hub === null && venue !== null));
  return canonical === undefined ? rest : { ...rest, statement: canonical.id };
}

function stillOpen(incident: Incident): Incident {
  if (incident.state !== 'closed') return incident;
  throw new KashuvError('CONFLICT', `incident ${incident.id} is closed.`, { field: 'incident', fix: closedFix(incident, 'What is closed is not judged anew; record a statement instead.') });
}

/** What was merged goes on elsewhere. */
function closedFix({ mergedInto }: Incident, otherwise: string): string {
  return mergedInto === undefined ? otherwise : `It was merged into '${mergedInto}'; say it of that one.`;
}

import type { BrandInput } from '../spec/brand.ts';
import type { Facts } from '../spec/facts.ts';
import type { IncidentState } from '../spec/incident.ts';
import type { Plan } from '../spec/plan.ts';

/** Somewhere to speak: a venue and, where there is one, the post to answer. */
export interface Place {
  readonly venue: string;
  readonly replyTo?: string | null | undefined;
}

export interface SituationVenues {
  /** Where the crowd is. `share` of the crowd that is there, 0–1. */
  readonly hub?: (Place & { readonly share?: number | undefined }) | undefined;
  /** Where it was said. */
  readonly origin?: Place | undefined;
  /** Posts that began it. */
  readonly originators?: readonly Place[] | undefined;
  /** Where it is carried on beyond the hub, the widest first. */
  readonly amplifiers?: readonly Place[] | undefined;
  readonly press?: Place | undefined;
  readonly private?: Place | undefined;
  readonly internal?: Place | undefined;
}

/** What a plan is made for, when and where. All of it may be left out, to try the engine alone. Times are epoch ms, within the year 9999. */
export interface Situation {
  /** Default: a case; an incident where the facts say so, or speak of an incident and of no case and no speaker. */
  readonly subject?: Plan['subject'] | undefined;
  /** Moment of deciding; chooses who is on call. Default: the start of the clock. */
  readonly at?: number | undefined;
  /** As a monitor's options take it; what may be left out is filled in. */
  readonly brand?: BrandInput | undefined;
  /** From when deadlines count. Default: `at`, as first seen. */
  readonly clock?: Plan['clock'] | undefined;
  readonly venues?: SituationVenues | undefined;
  /** Default: the fact `incident.state`. */
  readonly incidentState?: IncidentState | null | undefined;
  /** When the brand last spoke in this incident: the next update counts from there. */
  readonly lastStatementAt?: number | undefined;
  /** When the cause was identified: prevention counts from there. Default: the start of the clock. */
  readonly identifiedAt?: number | undefined;
  /** The plan this one revises: its deadlines are not loosened and its clock goes on. Leave it out where its duties are done and something new is owed. */
  readonly previous?: Plan | undefined;
  /** Why deadlines may be loosened or the clock started anew, recorded in the plan. Counts only together with `previous`. */
  readonly loosen?: string | undefined;
  /** Ids of plans decided on the same `input`: shown in the plan, without any effect. */
  readonly precedents?: readonly string[] | undefined;
}

export function subjectOf(facts: Facts, situation: Situation): Plan['subject'] {
  if (situation.subject !== undefined) return situation.subject;
  const type = typeOf(facts);
  return { type, id: type, brand: situation.brand?.id ?? 'brand' };
}

function typeOf(facts: Facts): Plan['subject']['type'] {
  const told = facts['subject.type'];
  if (told?.known === true) return told.value === 'incident' ? 'incident' : 'case';
  if (facts['incident.state'] === undefined && facts['incident.open'] === undefined) return 'case';
  return Object.keys(facts).some((name) => name.startsWith('case.') || name.startsWith('who.')) ? 'case' : 'incident';
}

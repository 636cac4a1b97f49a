import type { Duty } from '../../spec/duty.ts';
import type { ElementName } from '../../spec/element.ts';
import { factCatalogue, type FactName } from '../../spec/facts.ts';
import { severityLevelSchema } from '../../spec/incident.ts';
import type { DeadlineName, DutyKind, Plan } from '../../spec/plan.ts';
import type { Level } from '../../spec/rule.ts';
import type { Check } from './expectation-schema.ts';
import { momentMs, momentOf } from './moments.ts';
import type { Failure } from './report.ts';

const LEVELS: readonly Level[] = ['may', 'should', 'must'];
const SEVERITIES = severityLevelSchema.options;

/** Steps of one moment are taken milliseconds apart, so that their order is settled; no deadline differs by so little. */
const SAME = 1_000;

export interface Place {
  zero: number;
  venueId: (name: string) => string;
}

/** Everything that a check expects of a plan and that is not so. */
export function planFailures(plan: Plan, check: Check, { zero, venueId }: Place): Failure[] {
  const failures: Failure[] = [];
  const fail = (field: string, expected: string, found: string): unknown => failures.push({ field, expected, found });
  const oneOf = (field: string, expected: readonly string[] | undefined, found: string): void => {
    if (expected !== undefined && !expected.includes(found)) fail(field, expected.join(' or '), found);
  };
  const allOf = (field: string, expected: readonly string[] | undefined, found: readonly string[]): void => {
    const missing = (expected ?? []).filter((one) => !found.includes(one));
    if (missing.length > 0) fail(field, missing.join(', '), found.join(', ') || 'none');
  };
  const noneOf = (field: string, expected: readonly string[] | undefined, found: readonly string[]): void => {
    const there = (expected ?? []).filter((one) => found.includes(one));
    if (there.length > 0) fail(field, `none of ${(expected ?? []).join(', ')}`, there.join(', '));
  };

  for (const [fact, expected] of Object.entries(check.facts ?? {})) factFailure(plan, fact as FactName, expected, fail);
  oneOf('decision', check.decision, plan.decision.action);
  oneOf('stage', check.stage, plan.stage);
  severityFailures(plan, check.severity, fail);

  const required = requiredIn(plan);
  for (const [level, elements = []] of Object.entries(check.contains ?? {}) as [Level, ElementName[] | undefined][]) {
    for (const element of elements) {
      const found = required.get(element);
      if (found === undefined || LEVELS.indexOf(found) < LEVELS.indexOf(level)) fail(`contains.${level}`, element, found === undefined ? 'not in the plan' : `${element} at level ${found}`);
    }
  }
  noneOf('lacks', check.lacks, [...required.keys()]);
  const forbidden = [...plan.forbid, ...plan.posture.avoid].map(({ element }): string => element);
  allOf('forbids', check.forbids, forbidden);
  noneOf('permits', check.permits, forbidden);

  for (const [name, moment] of Object.entries(check.deadlines ?? {}) as [DeadlineName, string][]) {
    const latest = momentMs(moment, zero) ?? zero;
    const deadline = plan.deadlines[name];
    if (deadline === undefined || deadline.at > latest + SAME) fail(`deadlines.${name}`, `by ${momentOf(latest, zero)}`, deadline === undefined ? 'no such deadline' : momentOf(deadline.at, zero));
  }
  oneOf('posture.cluster', check.posture?.cluster, plan.posture.cluster);
  oneOf('posture.apology', check.posture?.apology, plan.posture.apology);
  oneOf('posture.concession', check.posture?.concession, plan.posture.concession);

  const places = plan.venues.flatMap(({ target, venue }) => (venue === null ? [target] : [target, venue]));
  const first = plan.venues.find(({ purpose }) => purpose === 'first-answer');
  if (check.venues?.first !== undefined && first?.target !== check.venues.first && first?.venue !== venueId(check.venues.first)) {
    fail('venues.first', check.venues.first, first === undefined ? 'nowhere' : `${first.target} ${first.venue ?? ''}`.trim());
  }
  for (const name of check.venues?.includes ?? []) if (!places.includes(name) && !places.includes(venueId(name))) fail('venues.includes', name, places.join(', ') || 'nowhere');

  oneOf('owner', check.owner, plan.owner.role);
  allOf('approvers', check.approvers, plan.approvers.map(({ role }) => role));
  oneOf('moderation', check.moderation === undefined ? undefined : [check.moderation], plan.moderation.action);
  oneOf('humour', check.humour === undefined ? undefined : [check.humour], plan.tone.humour);
  const fired = plan.rules.map(({ id }) => id);
  allOf('rules.fired', check.rules?.fired, fired);
  noneOf('rules.notFired', check.rules?.notFired, fired);
  return failures;
}

/** What is expected of the duties of a case or an incident, and is not so. `at`: now, epoch ms. */
export function dutyFailures(duties: readonly Duty[], expected: NonNullable<Check['duties']>): Failure[] {
  const failures: Failure[] = [];
  const kinds = (which: (duty: Duty) => boolean): DutyKind[] => [...new Set(duties.filter(which).map(({ kind }) => kind))];
  const waiting = kinds(({ state }) => state.is === 'waiting');
  const answered = kinds(({ state }) => state.is === 'answered');
  const missed = kinds(({ missedAt }) => missedAt !== null);
  const look = (field: string, wanted: readonly DutyKind[] | undefined, holds: (kind: DutyKind) => boolean, found: readonly DutyKind[]): void => {
    const wrong = (wanted ?? []).filter((kind) => !holds(kind));
    if (wrong.length > 0) failures.push({ field: `duties.${field}`, expected: wrong.join(', '), found: found.join(', ') || 'none' });
  };
  look('open', expected.open, (kind) => waiting.includes(kind), waiting);
  look('met', expected.met, (kind) => answered.includes(kind) && !waiting.includes(kind), answered);
  look('missed', expected.missed, (kind) => missed.includes(kind), missed);
  look('none', expected.none, (kind) => !waiting.includes(kind), waiting);
  return failures;
}

/** Elements that are required, with the level. */
function requiredIn(plan: Plan): Map<string, Level> {
  return new Map([...plan.require, ...plan.actions, ...plan.flags, ...plan.posture.use].map(({ element, level }) => [element, level]));
}

/** Rules that forbid an element: what wins and what would have forbidden it as well. */
export function forbiddingRules(plan: Plan, element: string): string[] {
  return plan.trace.filter(({ did = [] }) => did.some((effect) => effect.op === 'forbid' && effect.element === element)).map(({ rule }) => rule);
}

type Fail = (field: string, expected: string, found: string) => unknown;

function factFailure(plan: Plan, fact: FactName, expected: NonNullable<Check['facts']>[string], fail: Fail): void {
  const value = plan.understanding.find((one) => one.fact === fact)?.value;
  const isSet = factCatalogue[fact].type === 'set';
  const wanted = [expected].flat();
  const holds = Array.isArray(value)
    ? wanted.every((one) => value.includes(String(one)))
    : typeof expected === 'number'
      ? typeof value === 'number' && value >= expected
      : value !== undefined && wanted.includes(value);
  if (!holds) fail(`facts.${fact}`, typeof expected === 'number' ? `at least ${expected}` : wanted.join(isSet ? ', ' : ' or '), value === undefined ? 'not known' : String(value));
}

function severityFailures({ severity }: Plan, expected: Check['severity'], fail: Fail): void {
  const rank = SEVERITIES.indexOf(severity.level);
  const found = `${severity.level}, ${severity.score} points: ${severity.parts.filter(({ points }) => points !== 0).map(({ part, points }) => `${part} ${points}`).join(', ')}`;
  if (expected?.atLeast !== undefined && rank < SEVERITIES.indexOf(expected.atLeast)) fail('severity.atLeast', expected.atLeast, found);
  if (expected?.atMost !== undefined && rank > SEVERITIES.indexOf(expected.atMost)) fail('severity.atMost', expected.atMost, found);
}

import { factNames, type Facts, type FactName } from '../spec/facts.ts';
import type { Decision, Stage } from '../spec/element.ts';
import type { OwnerRole } from '../spec/brand.ts';
import type { Plan } from '../spec/plan.ts';
import { deriveId, digest } from '../lib/digest.ts';
import { timeDuties, revisionRule, type Timing } from './deadlines-of-plan.ts';
import { deriveFacts } from './derive.ts';
import { dutiesOf } from './duties.ts';
import { nobody, type Owned } from './owners.ts';
import type { Policy } from './policy.ts';
import { resolve, type MemberValue, type Resolution, type SlotValue } from './resolve.ts';
import { subjectOf, type Situation } from './situation.ts';
import { placeVenues } from './venues.ts';
import { definitionOf, positionOf, read, readFacts, type View } from './view.ts';

/**
 * What the brand owes: the plan for a case or an incident, with every deadline, duty and reason. Pure and deterministic: the same policy, facts and
 * situation give the same plan, to the byte. Facts that are not gathered count as not known. Throws INPUT_INVALID for a fact or value the catalogue does not know.
 */
export function decide(policy: Policy, facts: Facts, situation: Situation = {}): Plan {
  const view = readFacts(facts);
  const subject = subjectOf(facts, situation);
  const brand = situation.brand === undefined ? nobody : policy.compiled.brand(situation.brand);
  const venues = situation.venues ?? {};
  const severity = deriveFacts(view, {
    subject: subject.type,
    hubKnown: situation.venues === undefined ? undefined : venues.hub !== undefined,
    missingOwners: situation.brand === undefined ? undefined : brand.missing,
  });
  const resolution = resolve(policy.compiled, view);
  const { members, trace, passed, fired } = resolution;
  const slot = (element: Parameters<Resolution['slot']>[0]): SlotValue => resolution.slot(element) ?? missing(element);
  const listed = (op: MemberValue['op'], prefix: string): Plan['require'] =>
    members.filter((member) => member.op === op && member.element.startsWith(prefix)).map(({ element, level, rule }) => ({ element, level, rule }));
  const find = (element: MemberValue['element']): MemberValue | undefined => members.find((member) => member.element === element && member.op === 'require');

  const decided = slot('decision');
  const action = decided.value as Decision;
  const stage = slot('stage').value as Stage;
  const answeredByIncident = subject.type === 'case' && find('flag.answeredByIncident') !== undefined && action !== 'escalate-first';
  const timing = timeDuties(resolution, situation, { decision: action, stage, subject: subject.type, answeredByIncident });
  const { deadlines, clock } = timing;
  const at = situation.at ?? clock.start;
  const decision: Plan['decision'] = { action, rule: decided.rule.id, reviewAt: action === 'monitor' ? (deadlines.reviewAt?.at ?? deadlines.humanBy?.at ?? null) : null };
  // The must lies with the incident's plan; this one owes nothing more.
  const level = answeredByIncident ? 'may' : decided.rule.rule.level;

  const gaps = new Set<string>();
  const own = (role: OwnerRole): Owned => {
    const { gap, ...owned } = brand.resolve(role, at);
    if (gap !== null) gaps.add(gap);
    if (owned.name === null) gaps.add('owner:on-call');
    return owned;
  };
  const owner = own(slot('owner').value as OwnerRole);
  const placed = placeVenues(members, venues, brand, action === 'internal-only');
  placed.gaps.forEach((gap) => gaps.add(gap));
  const approvers = listed('require', 'approve.').map(({ element }) => own(element.slice('approve.'.length) as OwnerRole));
  const next = brand.successor(owner, at);
  const triage = find('act.triage') ?? null;
  const turns = resolution.slot('turnLimit');
  const moderation = slot('moderation');
  const learns = find('act.recordLearning') !== undefined;
  const privately = placed.planned.some(({ target }) => target === 'private');
  if (timing.kept.length > 0) tellKept(timing, trace);

  const input = digest(policy.version, brand.digest, JSON.stringify(view.values));
  return {
    id: deriveId('plan', subject.type, subject.id, subject.brand, input, situationKey(situation, clock, owner)),
    policyVersion: policy.version,
    input,
    createdAt: at,
    subject: { ...subject },
    decision,
    level,
    severity,
    understanding: understandingOf(view),
    rules: fired.filter((rule) => rule !== policy.compiled.baseline || decided.rule === rule).map(({ id, rule }) => ({ id, block: rule.block, level: rule.level })),
    switchedOff: [...policy.switchedOff],
    venues: placed.planned,
    owner,
    approvers,
    fallback: { ...next, afterMinutes: policy.settings.deadlines[stage === 'holding' ? 'approval.holding' : `takeover.${severity.level}`] ?? 60 },
    deadlines,
    clock: { ...clock },
    posture: {
      cluster: slot('cluster').value as Plan['posture']['cluster'],
      apology: slot('apology').value as Plan['posture']['apology'],
      concession: slot('concession').value as Plan['posture']['concession'],
    },
    require: listed('require', 'say.'),
    forbid: listed('forbid', ''),
    tone: {
      language: String(read(view, 'brand.language') ?? brand.language),
      warmth: Number(slot('warmth').value),
      humour: slot('humour').value as Plan['tone']['humour'],
      person: 'first',
      signature: stage !== 'none',
    },
    stage,
    incidentState: situation.incidentState ?? (read(view, 'incident.state') as Plan['incidentState'] | undefined) ?? null,
    actions: listed('require', 'act.'),
    moderation: { action: moderation.value as Plan['moderation']['action'], rule: moderation.value === 'none' ? null : moderation.rule.id },
    flags: listed('require', 'flag.'),
    variation: { maxSimilarity: Number(slot('maxSimilarity').value), windowHours: policy.settings.similarityWindowHours },
    private: { allowed: privately, only: 'after-public-answer', closureNote: privately },
    turns: { limit: turns === null ? null : Number(turns.value), then: turns === null ? 'continue' : 'monitor' },
    learning: learns ? { topic: text(view, 'what.topic'), polarity: text(view, 'what.sentiment') } : null,
    measurement: { arousal: text(view, 'what.arousal'), mentions: (read(view, 'incident.mentions') as number | undefined) ?? null, hubShare: venues.hub?.share ?? null },
    precedents: [...(situation.precedents ?? [])],
    duties: dutiesOf({ subject: subject.type, decision, stage, level, deadlines, owner, venues: placed, triage, answeredByIncident, harmless: read(view, 'what.negative') === false }),
    gaps: [...gaps],
    ...(situation.loosen !== undefined && situation.previous !== undefined ? { loosened: { reason: situation.loosen, before: situation.previous.id } } : {}),
    trace,
    passed,
  };
}

/** The baseline sets every slot a plan cannot be without. */
function missing(element: string): never {
  throw new Error(`no value for ${element}`);
}

/** What two plans on the same facts can differ by: when, where, by whom, and from which plan they come. */
function situationKey({ venues, incidentState, previous, loosen, lastStatementAt, identifiedAt, precedents }: Situation, clock: Plan['clock'], owner: Owned): string {
  const places = venues === undefined ? null : [venues.hub, venues.origin, venues.originators, venues.press, venues.private, venues.internal].map((place) => place ?? null);
  return JSON.stringify([clock.basis, clock.start, owner.role, owner.name, places, incidentState ?? null, previous?.id ?? null, loosen ?? null, lastStatementAt ?? null, identifiedAt ?? null, precedents ?? null]);
}

/** What was believed: the facts that were gathered, then those that follow from them and that rules can see. */
function understandingOf(view: View): Plan['understanding'] {
  const found: Plan['understanding'] = [];
  factNames.forEach((fact, position) => {
    const given = view.facts[fact];
    const value = view.values[position];
    if (given === undefined && (value === undefined || !isTold(fact))) return;
    if (value === undefined) {
      found.push({ fact, known: false });
      return;
    }
    const one: Plan['understanding'][number] = { fact, known: true, value: Array.isArray(value) ? [...value] : value };
    if (given?.known === true) {
      one.confidence = given.confidence;
      if (given.evidence.length > 0) one.evidence = given.evidence;
    }
    found.push(one);
  });
  return found;
}

const isTold = (fact: FactName): boolean => definitionOf(fact).from === 'derived' || fact === 'who.plausible' || fact === 'what.understood';

function text(view: View, name: FactName): string | null {
  const value = view.values[positionOf[name]];
  return typeof value === 'string' ? value : null;
}

/** The deadlines that a revision kept stand in the trace, and with them what would have been later. */
function tellKept({ kept }: Timing, trace: Plan['trace']): void {
  for (const { name, from, loses } of kept) {
    const entry = trace.find(({ rule }) => rule === from);
    if (entry !== undefined) (entry.lost ??= []).push({ effect: { op: 'set', element: `deadline.${name}`, value: loses }, to: revisionRule, why: 'stricter' });
  }
  trace.push({ rule: revisionRule, outcome: 'fired', saw: [], did: kept.map(({ name, minutes }) => ({ op: 'set', element: `deadline.${name}`, value: minutes })) });
}

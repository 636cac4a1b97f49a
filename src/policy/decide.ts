import { factNames, type Facts, type FactName } from '../spec/facts.ts';
import type { Decision, ElementName, Stage } from '../spec/element.ts';
import type { Effect } from '../spec/rule.ts';
import type { OwnerRole } from '../spec/brand.ts';
import type { Topic } from '../spec/classification.ts';
import type { Plan } from '../spec/plan.ts';
import { digestOf, framed, idOf } from '../lib/digest.ts';
import { checkSituation } from './check-situation.ts';
import { timeDuties, type Timing } from './deadlines-of-plan.ts';
import { deriveFacts } from './derive.ts';
import { hostRule, revisionRule } from './engine-rules.ts';
import { dutiesOf } from './duties.ts';
import { nobody, type Owned } from './owners.ts';
import { compiledOf, type Policy } from './policy.ts';
import type { MemberValue, SlotValue } from './compiled.ts';
import { resolve, type Resolution } from './resolve.ts';
import { subjectOf, type Place, type Situation, type SituationVenues } from './situation.ts';
import { placeVenues } from './venues.ts';
import { definitionOf, positionOf, read, readFacts, textOf, type View } from './view.ts';

/**
 * What the brand owes: the plan for a case or an incident, with every deadline, duty and reason. Pure and deterministic: the same policy, facts and
 * situation give the same plan, to the byte. Facts that are not gathered count as not known. Throws INPUT_INVALID for a fact or value the catalogue does
 * not know and for a situation that is none (`facts.what.harm`, `situation.at`), CONFIG_INVALID for what is no policy.
 */
export function decide(policy: Policy, facts: Facts, situation: Situation = {}): Plan {
  const compiled = compiledOf(policy);
  checkSituation(situation);
  const view = readFacts(facts);
  const subject = subjectOf(facts, situation);
  const brand = situation.brand === undefined ? nobody : compiled.brand(situation.brand);
  const venues = situation.venues ?? {};
  const severity = deriveFacts(view, {
    subject: subject.type,
    hubKnown: situation.venues === undefined ? undefined : venues.hub !== undefined,
    missingOwners: situation.brand === undefined ? undefined : brand.missing,
  });
  const resolution = resolve(compiled, view);
  const { required, forbidden, avoided } = resolution.members;
  const { slots } = resolution;

  const decided = filled(slots.decision);
  const action = decided.value as Decision;
  const stage = filled(slots.stage).value as Stage;
  const answeredByIncident = subject.type === 'case' && find(required.flag, 'flag.answeredByIncident') !== null && action !== 'escalate-first';
  const timing = timeDuties(resolution, situation, { decision: action, stage, subject: subject.type, answeredByIncident });
  const { deadlines, clock } = timing;
  const at = situation.at ?? clock.start;
  const decision: Plan['decision'] = { action, rule: decided.rule.id, reviewAt: action === 'monitor' ? (deadlines.reviewAt?.at ?? deadlines.humanBy?.at ?? null) : null };
  // The must lies with the incident's plan; this one owes nothing more.
  const level = answeredByIncident ? 'may' : decided.rule.rule.level;

  const gaps: string[] = [];
  const lacks = (gap: string): void => {
    if (!gaps.includes(gap)) gaps.push(gap);
  };
  const own = (role: OwnerRole): Owned => {
    const found = brand.resolve(role, at);
    if (found.gap !== null) lacks(found.gap);
    if (found.name === null) lacks('owner:on-call');
    return { role: found.role, name: found.name };
  };
  const hosts = policy.settings;
  const owner = own(hosts.owners[stage] ?? (filled(slots.owner).value as OwnerRole));
  const placed = placeVenues(required.venue, venues, brand, action === 'internal-only');
  placed.gaps.forEach(lacks);
  const approving = required.approve.map(({ element }) => element.slice('approve.'.length) as OwnerRole);
  for (const role of hosts.approvers[stage] ?? []) if (!approving.includes(role)) approving.push(role);
  const patience = hosts.deadlines[stage === 'holding' ? 'approval.holding' : `takeover.${severity.level}`] ?? 60;
  const approvers = approving.map((role) => {
    const { role: approver, name } = own(role);
    return { role: approver, name, withinMinutes: role === 'legal' ? Math.min(patience, hosts.deadlines['legal.review'] ?? patience) : patience };
  });
  const next = brand.successor(owner, at);
  const triage = find(required.act, 'act.triage');
  const turns = slots.turnLimit;
  const moderation = filled(slots.moderation);
  const learns = find(required.act, 'act.recordLearning') !== null;
  const privately = placed.planned.some(({ target }) => target === 'private');
  // What comes last needs no frame.
  const input = digestOf(`${compiled.framedVersion}${brand.framedDigest}${textOf(view)}`);
  const plan: Plan = {
    id: idOf('plan', `${planFrame}${input}${situationKey(subject, situation, clock, owner)}`),
    policyVersion: policy.version,
    input,
    createdAt: at,
    subject: { ...subject },
    decision,
    level,
    severity,
    understanding: understandingOf(view, compiled.asked),
    rules: resolution.named,
    switchedOff: policy.switchedOff.slice(),
    venues: placed.planned,
    owner,
    approvers,
    fallback: { role: next.role, name: next.name, afterMinutes: patience },
    deadlines,
    clock: { ...clock },
    posture: {
      cluster: filled(slots.cluster).value as Plan['posture']['cluster'],
      apology: filled(slots.apology).value as Plan['posture']['apology'],
      concession: filled(slots.concession).value as Plan['posture']['concession'],
      use: required.strategy,
      avoid: avoided,
    },
    require: required.say,
    forbid: forbidden,
    tone: {
      language: String(read(view, 'brand.language') ?? brand.language),
      warmth: Number(filled(slots.warmth).value),
      humour: filled(slots.humour).value as Plan['tone']['humour'],
      person: 'first',
      signature: stage !== 'none',
    },
    stage,
    incidentState: situation.incidentState ?? (read(view, 'incident.state') as Plan['incidentState'] | undefined) ?? null,
    actions: required.act,
    moderation: { action: moderation.value as Plan['moderation']['action'], rule: moderation.value === 'none' ? null : moderation.rule.id },
    flags: required.flag,
    variation: { maxSimilarity: Number(filled(slots.maxSimilarity).value), windowHours: policy.settings.similarityWindowHours },
    private: { allowed: privately, only: 'after-public-answer', closureNote: privately },
    turns: { limit: turns === null ? null : Number(turns.value), then: turns === null ? 'continue' : 'monitor' },
    learning: learns ? learningOf(view) : null,
    measurement: measurementOf(view, deadlines, venues.hub?.share ?? null),
    precedents: situation.precedents?.slice() ?? [],
    duties: dutiesOf({ subject: subject.type, decision, stage, level, deadlines, owner, venues: placed, triage, answeredByIncident, harmless: read(view, 'what.negative') === false }),
    gaps,
    trace: traceOf(resolution, hosts, stage, timing),
    passed: resolution.passed,
  };
  if (situation.loosen !== undefined && situation.previous !== undefined) plan.loosened = { reason: situation.loosen, before: situation.previous.id };
  return plan;
}

function find(members: readonly MemberValue[], element: ElementName): MemberValue | null {
  for (const member of members) if (member.element === element) return member;
  return null;
}

const planFrame = framed('plan');

/** The rules' trace; where the host's settings or an earlier plan had a part in it, a copy that says so. */
function traceOf(resolution: Resolution, hosts: Policy['settings'], stage: Stage, timing: Timing): Plan['trace'] {
  const told = hostsEntry(hosts, stage);
  if (told === null && timing.kept.length === 0) return resolution.trace;
  const trace = [...resolution.trace, ...(told === null ? [] : [told])];
  if (timing.kept.length > 0) tellKept(timing, trace);
  return trace;
}

/** The baseline fills every slot that a plan cannot be without. */
function filled(slot: SlotValue | null): SlotValue {
  if (slot === null) throw new Error('a slot without a value');
  return slot;
}

/** What two plans on the same facts can differ by: when, where, by whom, and from which plan they come. What there is not has no part in it. */
function situationKey(subject: Plan['subject'], situation: Situation, clock: Plan['clock'], owner: Owned): string {
  const { venues, incidentState, previous, loosen, lastStatementAt, identifiedAt, precedents } = situation;
  let key = `${subject.type},${clock.basis},${clock.start},${owner.role},${part('i', subject.id)}${part('b', subject.brand)}`;
  if (owner.name !== null) key += part('o', owner.name);
  if (venues !== undefined) key += placesKey(venues);
  if (incidentState !== undefined && incidentState !== null) key += part('s', incidentState);
  if (previous !== undefined) key += part('p', previous.id);
  if (loosen !== undefined) key += part('l', loosen);
  if (lastStatementAt !== undefined) key += part('w', String(lastStatementAt));
  if (identifiedAt !== undefined) key += part('c', String(identifiedAt));
  if (precedents !== undefined) key += part('e', JSON.stringify(precedents));
  return key;
}

function placesKey({ hub, origin, press, private: inPrivate, internal, originators, amplifiers }: SituationVenues): string {
  let key = '';
  if (hub !== undefined) key += placeKey('H', hub);
  if (hub?.share !== undefined) key += part('S', String(hub.share));
  if (origin !== undefined) key += placeKey('O', origin);
  if (press !== undefined) key += placeKey('N', press);
  if (inPrivate !== undefined) key += placeKey('D', inPrivate);
  if (internal !== undefined) key += placeKey('I', internal);
  for (const place of originators ?? []) key += placeKey('G', place);
  for (const place of amplifiers ?? []) key += placeKey('A', place);
  return key;
}

/** Tells what it is and how long, so that no two rows of parts make the same text. */
const part = (name: string, text: string): string => `${name}${text.length}:${text}`;
const placeKey = (name: string, { venue, replyTo }: Place): string => (replyTo === undefined || replyTo === null ? part(name, venue) : `${part(name, venue)}${part('r', replyTo)}`);

/** What was believed: the facts that were gathered, and of those that follow from them, or from the situation, the ones that are told of every plan or that some rule asks for. */
function understandingOf(view: View, asked: ReadonlySet<FactName>): Plan['understanding'] {
  const found: Plan['understanding'] = [];
  for (let position = 0; position < factNames.length; position += 1) {
    const given = view.given[position];
    const value = view.values[position];
    const fact = factNames[position] as FactName;
    if (value === undefined) {
      if (given !== undefined) found.push({ fact, known: false });
    } else if (given?.known === true) found.push(given.evidence.length > 0 ? { fact, known: true, value, confidence: given.confidence, evidence: given.evidence } : { fact, known: true, value, confidence: given.confidence });
    else if (given !== undefined || isTold[position] === true || asked.has(fact)) found.push({ fact, known: true, value });
  }
  return found;
}

const isTold = factNames.map((fact) => definitionOf(fact).from === 'derived' || fact === 'who.plausible' || fact === 'what.understood');

/** Who can change what is criticised. */
const learners: Readonly<Record<Topic, OwnerRole>> = { product: 'product', service: 'care', campaign: 'community', policy: 'executive', other: 'care' };

function learningOf(view: View): Plan['learning'] {
  const topic = text(view, 'what.topic');
  return { topic, polarity: text(view, 'what.sentiment'), owner: learners[(topic ?? 'other') as Topic] };
}

/** What the answer is measured against: today's anger, volume and hub, and what should be true after it. */
function measurementOf(view: View, deadlines: Plan['deadlines'], hubShare: number | null): Plan['measurement'] {
  const arousal = text(view, 'what.arousal');
  return {
    arousal,
    mentions: (read(view, 'incident.mentions') as number | undefined) ?? null,
    hubShare,
    targets: {
      firstWordBy: (deadlines.humanBy ?? deadlines.ackBy ?? deadlines.nextUpdateAt)?.at ?? null,
      conclusiveBy: deadlines.conclusiveBy?.at ?? null,
      arousal: arousal === 'high' ? 'medium' : arousal === 'medium' ? 'low' : null,
      reachedShare: hubShare,
      missedDeadlines: 0,
    },
  };
}

function text(view: View, name: FactName): string | null {
  const value = view.values[positionOf[name]];
  return typeof value === 'string' ? value : null;
}

/** Whom the host named stands in the trace like what a rule did. */
function hostsEntry({ owners, approvers }: Policy['settings'], stage: Stage): Plan['trace'][number] | null {
  const owner = owners[stage];
  const more = approvers[stage] ?? [];
  if (owner === undefined && more.length === 0) return null;
  const approving = more.map((role): Effect => ({ op: 'require', element: `approve.${role}` as ElementName }));
  return { rule: hostRule, outcome: 'fired', saw: [], did: [...(owner === undefined ? [] : [{ op: 'set' as const, element: 'owner' as const, value: owner }]), ...approving] };
}

/** The deadlines that a revision kept stand in the trace, and with them what would have been later. */
function tellKept({ kept }: Timing, trace: Plan['trace']): void {
  for (const { name, from, loses } of kept) {
    const place = trace.findIndex(({ rule }) => rule === from);
    // Who set a deadline stands in the trace.
    const entry = trace[place] as Plan['trace'][number];
    trace[place] = { ...entry, lost: [...(entry.lost ?? []), { effect: { op: 'set', element: `deadline.${name}`, value: loses }, to: revisionRule, why: 'stricter' }] };
  }
  trace.push({ rule: revisionRule, outcome: 'fired', saw: [], did: kept.map(({ name, minutes }) => ({ op: 'set', element: `deadline.${name}`, value: minutes })) });
}

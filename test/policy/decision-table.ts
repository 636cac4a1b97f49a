import { decide, type Policy, type Situation } from '../../src/policy/index.ts';
import { demandSchema, mentionKindSchema, themeSchema } from '../../src/spec/classification.ts';
import { unknown } from '../../src/spec/fact.ts';
import type { FactName, Facts, FactValue } from '../../src/spec/facts.ts';
import { crisisTypeSchema } from '../../src/spec/incident.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { venueClassSchema } from '../../src/spec/post.ts';
import { speakerRoleSchema } from '../../src/spec/speaker.ts';
import { brand, complaint, facts, incident, MINUTE, START } from './support.ts';

/** Facts that tell one situation from the next, and what a policy decides on them: for a page to read, and to see whether a rule that is changed changes anything. */
type Values = { [name in FactName]?: FactValue | null };
interface Row {
  readonly of: string;
  readonly facts: Facts;
  readonly situation?: Situation;
}

const acme = brand({
  canonicalUrl: 'https://acme.example/news',
  owners: ['on-call', 'care', 'senior-care', 'spokesperson', 'hr', 'legal', 'privacy', 'safety', 'community', 'executive'].map((role) => ({ role: role as 'care', name: `the ${role}` })),
});
const origin = { venue: 'account:m/@someone', replyTo: 'post-9' };
const hub = { venue: 'hashtag:#x', share: 0.7 };
const everywhere = { hub, origin, originators: [{ venue: 'blog:y', replyTo: 'post-0' }], amplifiers: [{ venue: 'forum:z' }], press: { venue: 'press' }, private: { venue: 'inbox' }, internal: { venue: 'intranet' } };
const opened: Situation = { clock: { basis: 'opened', start: START }, venues: everywhere };
const told = (values: Values): string => Object.entries(values).map(([name, value]) => `${name} ${value === null ? 'not known' : String(Array.isArray(value) ? value.join('+') || 'none' : value)}`).join(', ');

const cases = (list: readonly Values[], situation: Situation = { venues: { origin } }): Row[] => list.map((values) => ({ of: `case: ${told(values)}`, facts: complaint(values), situation }));
const incidents = (list: readonly Values[], situation: Situation = opened): Row[] => list.map((values) => ({ of: `incident: ${told(values)}`, facts: incident(values), situation }));

const roles = [...speakerRoleSchema.options, null];
const kinds = mentionKindSchema.options;
const kindsWith = (more: Values): Values[] => kinds.map((kind) => ({ 'what.kind': kind, 'what.kinds': [kind], ...more }));

/** Each fact in turn not known. */
const unknownEach = (given: Facts): Values[] => Object.keys(given).filter((name) => name !== 'subject.type').map((name) => ({ [name]: null }));

const rows: Row[] = [
  ...cases(roles.map((role) => ({ 'who.role': role }))),
  { of: 'case: who.role not known, employee or fan', facts: { ...complaint(), 'who.role': unknown<FactValue>('unsure', [{ value: 'fan', confidence: 0.3 }, { value: 'employee', confidence: 0.4 }]) } },
  ...cases(kindsWith({ 'what.sentiment': 'neutral' })),
  ...cases(kindsWith({ 'what.sentiment': 'positive', 'who.role': 'fan' })),
  ...cases(kindsWith({ 'what.sentiment': null, 'who.role': null })),
  ...cases(kindsWith({ 'who.role': 'journalist' })),
  ...cases(kindsWith({ 'case.inIncident': true }), { venues: { origin, hub } }),
  ...cases([0, 1, 2, 3, 4].map((harm) => ({ 'what.harm': harm, 'what.arousal': 'high' }))),
  ...cases(themeSchema.options.flatMap((theme) => [{ 'what.themes': [theme] }, { 'what.themes': [theme], 'what.harm': 3 }])),
  ...cases([...venueClassSchema.options, null].map((venue) => ({ 'post.venueClass': venue }))),
  ...cases([...demandSchema.options, null].map((demand) => ({ 'what.demand': demand }))),
  ...cases(['opinion', 'unverified', 'false', 'true'].flatMap((status) => [{ 'claim.status': status }, { 'claim.status': status, 'what.kind': 'rumour', 'what.kinds': ['rumour'] }])),
  ...cases([{ 'case.reopened': 1 }, { 'case.turns': 2, 'what.kind': 'bullying' }, { 'what.harm': 2, 'what.kind': 'bullying' }, { 'history.badTurns': 2 }, { 'post.private': true }, { 'brand.launch': true }, { 'brand.tragedy': true }, { 'what.understood': false }, { 'what.understood': false, 'case.inIncident': true }]),
  ...cases([{ 'who.defends': true, 'who.role': 'fan', 'what.sentiment': 'positive', 'what.kind': 'praise', 'what.kinds': [] }, { 'brand.sector': 'health' }, { 'brand.sector': 'finance' }, { 'brand.sector': 'legal' }, { 'case.inIncident': true, 'case.ownDuty': true }, { 'case.inIncident': true, 'who.role': 'authority' }]),
  ...cases([{ 'what.kind': null, 'what.kinds': [], 'what.sentiment': 'neutral' }, { 'what.kind': null, 'what.kinds': [], 'what.sentiment': 'mixed' }, { 'what.kind': 'praise', 'what.kinds': [], 'what.sentiment': null }, { 'what.sentiment': 'positive', 'what.kind': 'abuse', 'what.kinds': [] }]),
  ...cases(unknownEach(complaint())),
  ...incidents(unknownEach(incident())),
  { of: 'nothing is known', facts: {} },
  { of: 'only that it is negative', facts: facts({ 'what.sentiment': 'negative' }) },
  { of: 'only that nobody understood it', facts: facts({ 'what.understood': false }) },
  ...incidents(['suspected', 'investigating', 'identified', 'monitoring', 'resolved', 'closed', null].flatMap((state) => [{ 'incident.state': state }, { 'incident.state': state, 'incident.statements': 1, 'incident.statementAtHub': true }])),
  ...incidents(['own', 'other', null].flatMap((fault) => ['unknown', 'claimed', 'confirmed', null].map((cause) => ({ 'incident.fault': fault, 'incident.cause': cause })))),
  ...incidents([0, 1, 3, 4].map((harm) => ({ 'what.harm': harm, 'incident.velocity': 3 }))),
  ...incidents(crisisTypeSchema.options.map((type) => ({ 'incident.type': type }))),
  ...incidents([{ 'incident.ownPost': 'error' }, { 'incident.ownPost': 'takeover' }, { 'incident.ownPost': 'error', 'what.harm': 0, 'incident.velocity': 0, 'incident.spread': 0 }, { 'incident.silenceComplaints': 3 }, { 'incident.coordinated': true }, { 'incident.contradicted': true }, { 'incident.public': false, 'what.themes': ['safety'], 'what.harm': 3 }]),
  ...incidents([{ 'incident.statements': 1 }, { 'incident.statements': 1, 'incident.hub': false }, { 'incident.hub': null }, { 'incident.statements': 1, 'incident.hub': null }, { 'incident.open': false }, { 'incident.uniformRemedy': true }, { 'incident.perHour': 0 }, { 'incident.perHour': 5 }]),
  ...incidents([{}, { 'incident.explained': true }, { 'incident.explained': true, 'incident.prevention': true }, { 'incident.explained': true, 'incident.prevention': true, 'incident.remedy': true }, { 'incident.explained': true, 'incident.prevention': true, 'incident.remedy': true, 'incident.victimsAnswered': false }].map((published) => ({ 'incident.state': 'resolved', 'incident.fault': 'own', ...published }))),
  ...incidents([{ 'brand.crisisHistory': true }, { 'brand.goodwill': 'bad' }, { 'brand.goodwill': 'very-high' }, { 'brand.launch': true }, { 'brand.tragedy': true }, { 'what.themes': ['discrimination'] }, { 'what.themes': ['discrimination', 'children'], 'what.arousal': 'high' }]),
  ...incidents([{ 'incident.state': 'identified', 'incident.fault': 'own' }], { ...opened, identifiedAt: START + 30 * MINUTE }),
  ...incidents([{ 'incident.statements': 1, 'incident.statementAtHub': true }], { ...opened, lastStatementAt: START + 20 * MINUTE }),
  ...incidents([{ 'incident.statements': 1, 'incident.statementAtHub': true }], { ...opened, clock: { basis: 'last-statement', start: START + 20 * MINUTE } }),
  ...incidents([{}, { 'what.harm': 4 }], { clock: { basis: 'opened', start: START } }),
];

/** The page: two usual situations in full, and every other by what differs from them. */
export function decisionTable(policy: Policy): string {
  const linesOf = ({ facts: given, situation }: Row): Lines => shown(decide(policy, given, { at: START, brand: acme, ...situation }));
  const usual = { case: linesOf({ of: '', facts: complaint(), situation: { venues: { origin } } }), incident: linesOf({ of: '', facts: incident(), situation: opened }) };
  const whole = (lines: Lines): string => [...lines].filter(([, items]) => items.length > 0).map(([name, items]) => `  ${name} ${items.join(', ')}`).join('\n');
  const page = [
    `a complaint by a customer on a microblog\n${whole(usual.case)}`,
    `an incident just opened, of which nobody knows the cause\n${whole(usual.incident)}`,
    'and what is other than that (+ more, − less), where the facts are other:',
    ...rows.map((row) => `${row.of}\n${difference(usual[row.of.startsWith('incident') ? 'incident' : 'case'], linesOf(row))}`),
  ];
  return `${page.join('\n\n')}\n`;
}

/** What it decides in each situation, to the letter: equal where two policies decide alike. */
export const decisionsOf = (policy: Policy): Iterable<string> => ({
  *[Symbol.iterator]() {
    for (const { facts: given, situation } of rows) yield JSON.stringify([...shown(decide(policy, given, { at: START, brand: acme, ...situation }))]);
  },
});

type Lines = Map<string, string[]>;

function difference(usual: Lines, lines: Lines): string {
  const told = [...lines].flatMap(([name, items]) => {
    const before = usual.get(name) ?? [];
    const changes = [...items.filter((item) => !before.includes(item)).map((item) => `+ ${item}`), ...before.filter((item) => !items.includes(item)).map((item) => `− ${item}`)];
    return changes.length === 0 ? [] : [`  ${name} ${changes.join(', ')}`];
  });
  return told.length === 0 ? '  the same' : told.join('\n');
}

function shown(plan: Plan): Lines {
  const when = (at: number): string => String((at - START) / MINUTE);
  const named = (list: readonly { element: string; level: string }[], sign = ''): string[] => list.map(({ element, level }) => sign + element.replace(/^(?:say|never|strategy)\./, '') + (level === 'must' ? '' : ` (${level})`));
  const { decision, stage, severity, posture, tone, turns, measurement } = plan;
  return new Map([
    ['decides', [`${decision.action} (${plan.level}, ${decision.rule})`, `stage ${stage}`, `severity ${severity.level} ${severity.score}`, ...(decision.reviewAt === null ? [] : [`until ${when(decision.reviewAt)}`])]],
    ['who', [plan.owner.role, ...plan.approvers.map(({ role, withinMinutes }) => `approves ${role} ${withinMinutes}`), `then ${plan.fallback.role} ${plan.fallback.afterMinutes}`]],
    ['by', Object.entries(plan.deadlines).map(([name, { at, rule }]) => `${name} ${when(at)} ${rule}`)],
    ['owes', plan.duties.map(({ kind, level, dueAt, venue, rule }) => `${kind} ${level} ${when(dueAt)} at ${venue ?? 'none'} ${rule}`)],
    ['where', plan.venues.map(({ target, venue, replyTo, purpose }) => `${target}${venue === null ? '' : ` ${venue}`}${replyTo === null ? '' : ` re ${replyTo}`} ${purpose}`)],
    ['posture', [posture.cluster, `apology ${posture.apology}`, `concession ${posture.concession}`, ...named(posture.use, 'use '), ...named(posture.avoid, 'avoid ')]],
    ['says', named(plan.require)],
    ['never', plan.forbid.map(({ element }) => element.replace('never.', ''))],
    ['does', named([...plan.actions, ...plan.flags])],
    ['form', [`humour ${tone.humour}`, `warmth ${tone.warmth}`, `likeness ${plan.variation.maxSimilarity}`, `turns ${turns.limit ?? 'any'}`, `moderation ${plan.moderation.action}`, `private ${String(plan.private.allowed)}`]],
    ['learns', plan.learning === null ? [] : [plan.learning.topic ?? 'of nothing known', plan.learning.owner]],
    ['measures', [measurement.targets.arousal ?? 'no anger', measurement.targets.firstWordBy === null ? 'no first word' : `first word ${when(measurement.targets.firstWordBy)}`]],
    ['lacks', plan.gaps],
  ]);
}

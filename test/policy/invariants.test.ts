import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessSeverity, compilePolicy, decide, owesTheSame, prPolicy, prRules, samePlan } from '../../src/policy/index.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { blockSchema } from '../../src/spec/rule.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { Facts } from '../../src/spec/facts.ts';
import { planSchema, type Plan } from '../../src/spec/plan.ts';
import { invariant } from '../support/invariant.ts';
import { anyFacts, anySituation, brand, complaint, forbids, incident, isCase, requires, START, venues } from './support.ts';

const policy = prPolicy();
/** Compiled apart, so that it remembers other outcomes. */
const twin = prPolicy();
const withFacts = (facts: Facts, more: Facts): Facts => ({ ...facts, ...more });
const plans = [anyFacts, anySituation] as [typeof anyFacts, typeof anySituation];

describe('whatever the facts', () => {
  invariant('a plan is a plan', 800, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    expect(canonicalJson(planSchema.parse(plan))).toBe(canonicalJson(plan));
  });
  invariant('the same facts give the same plan, to the byte, and leave what they were given as it was', 800, plans, (facts, situation) => {
    const before = canonicalJson(facts);
    const plan = JSON.stringify(decide(policy, facts, situation));
    expect(JSON.stringify(decide(twin, facts, situation))).toBe(plan);
    expect(JSON.stringify(decide(policy, facts, situation))).toBe(plan);
    expect(canonicalJson(facts)).toBe(before);
  });
  invariant('a policy that decided nothing yet decides like one that decided much', 20, plans, (facts, situation) => {
    expect(JSON.stringify(decide(prPolicy(), facts, situation))).toBe(JSON.stringify(decide(policy, facts, situation)));
  });
  invariant('the order of the rules, and of the facts, changes nothing', 40, [anyFacts, fc.shuffledSubarray([...prRules], { minLength: prRules.length })], (facts, rules) => {
    const turned = Object.fromEntries(Object.entries(facts).reverse()) as Facts;
    expect(decide(compilePolicy({ rules }), turned)).toEqual(decide(policy, facts));
  });
  invariant('rules of equal priority stand in any order', 40, [anyFacts, fc.constantFrom(...blockSchema.options), fc.infiniteStream(fc.nat())], (facts, block, chance) => {
    const shuffled = prRules.filter((rule) => rule.block === block).map((rule) => ({ rule, place: chance.next().value })).sort((a, b) => a.place - b.place);
    const rules = prRules.map((rule) => (rule.block === block ? (shuffled.pop()?.rule ?? rule) : rule));
    expect(decide(compilePolicy({ rules }), facts)).toEqual(decide(policy, facts));
  });
  invariant('nothing is ignored, fled from, hidden or deleted', 500, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    expect(forbids(plan)).toEqual(expect.arrayContaining(['never.ignore', 'never.flee', 'never.delete']));
    expect(['none', 'report', 'retract-own']).toContain(plan.moderation.action);
    const negative = plan.understanding.find(({ fact }) => fact === 'what.negative')?.value ?? null;
    if (plan.decision.action === 'monitor' && negative !== false) expect(plan.duties.map(({ kind }) => kind).some((kind) => kind === 'review' || kind === 'triage')).toBe(true);
    if (negative === true && plan.duties.length === 0) expect(['I-01', 'D-06']).toContain(plan.decision.rule);
  });
  invariant('what must be done has an owner and a moment, or the plan says who is missing', 800, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    if (plan.level === 'must') expect(plan.duties.length).toBeGreaterThan(0);
    for (const duty of plan.duties) {
      expect(Number.isFinite(duty.dueAt)).toBe(true);
      expect(duty.dueAt).toBeGreaterThanOrEqual(plan.clock.start);
      expect(duty.owner.name !== null || plan.gaps.includes('owner:on-call')).toBe(true);
    }
    for (const { name, role } of [plan.owner, ...plan.approvers]) expect(name !== null || (role === 'on-call' && plan.gaps.includes('owner:on-call'))).toBe(true);
    expect(new Set(plan.duties.map(({ kind }) => kind)).size).toBe(plan.duties.length);
  });
  invariant('with a hub the crowd is answered there first, life in danger excepted', 400, plans, (facts, situation) => {
    const plan = decide(policy, facts, { ...situation, venues });
    const negative = plan.understanding.find(({ fact }) => fact === 'what.negative')?.value === true;
    if (negative && plan.decision.action !== 'internal-only' && !forbids(plan).includes('venue.hub')) expect(plan.venues[0]).toMatchObject({ target: 'hub', venue: 'hashtag:#x', purpose: 'first-answer' });
  });
  invariant('danger to life pre-empts', 400, plans, (facts, situation) => {
    const plan = decide(policy, withFacts(facts, { 'subject.type': known('case'), 'what.kind': known('self-harm') }), situation);
    expect(plan).toMatchObject({ decision: { action: 'escalate-first', rule: 'R-39' }, stage: 'safeguarding', level: 'must', severity: { level: 'critical' } });
    expect(plan.deadlines.humanBy?.minutes).toBe(5);
    expect(plan.duties.map(({ kind: duty }) => duty)).toContain('safeguard');
    expect(plan.venues.map(({ target }) => target)).not.toContain('hub');
  });
  invariant('an unknown cause still brings a statement that says so', 400, plans, (facts, situation) => {
    const fresh = { 'subject.type': known('incident'), 'incident.state': known('suspected'), 'incident.open': known(true), 'incident.cause': unknown<string>('not told'), 'incident.statements': known(0), 'incident.statementAtHub': known(false) };
    const plan = decide(policy, withFacts(facts, fresh), situation);
    if (plan.decision.action !== 'escalate-first') expect(plan.decision.action).toBe('holding-statement');
    expect(requires(plan)).toContain('say.unknowns');
    expect(forbids(plan)).toEqual(expect.arrayContaining(['never.deny', 'never.minimise', 'never.speculate']));
    expect(plan.deadlines.holdingBy).toBeDefined();
    expect(plan.deadlines.nextUpdateAt).toBeDefined();
  });
  invariant('an open incident always says when it speaks next', 400, [...plans, fc.constantFrom('suspected', 'investigating', 'identified', 'monitoring')], (facts, situation, state) => {
    const plan = decide(policy, withFacts(facts, { 'subject.type': known('incident'), 'incident.state': known(state), 'incident.open': known(true) }), situation);
    expect(plan.deadlines.nextUpdateAt).toBeDefined();
    expect(requires(plan)).toContain('say.nextUpdate');
  });
  invariant('an incident is not closed before explanation, prevention and remedy are known to be published', 500, plans, (facts, situation) => {
    const plan = decide(policy, withFacts(facts, { 'subject.type': known('incident') }), situation);
    const published = (['incident.explained', 'incident.prevention', 'incident.remedy'] as const).every((name) => facts[name]?.known === true && facts[name].value === true);
    const waiting = facts['incident.victimsAnswered']?.known === true && facts['incident.victimsAnswered'].value === false;
    expect(forbids(plan).includes('never.close')).toBe(!published || waiting);
  });
  invariant('a bully is answered or, after two answers, watched, whoever they cheer for', 400, plans, (facts, situation) => {
    const kinds = { 'subject.type': known('case'), 'what.kind': known('bullying'), 'what.kinds': known(['bullying']) };
    const plan = decide(policy, withFacts(facts, kinds), situation);
    const turns = facts['case.turns'];
    const expected = turns?.known === true && (turns.value as number) >= 2 ? 'monitor' : 'statement-against-bullying';
    expect(plan.decision.action).toBe(expected);
  });
  invariant('the same words of a customer, an employee and a competitor come to three different plans', 400, plans, (facts, situation) => {
    const said = withFacts(facts, { 'subject.type': known('case'), 'what.kind': known('complaint'), 'what.sentiment': known('negative') });
    const shapes = ['customer', 'employee', 'competitor'].map((role) => {
      const plan = decide(policy, withFacts(said, { 'who.role': known(role), 'who.plausible': known([role]) }), situation);
      return canonicalJson([plan.stage, plan.owner, requires(plan), forbids(plan), plan.approvers.map(({ role: approver }) => approver), plan.moderation.action]);
    });
    expect(new Set(shapes).size).toBe(3);
  });
  invariant('love lowers the forecast and no duty', 400, plans, (facts, situation) => {
    const loved = decide(policy, withFacts(facts, { 'brand.goodwill': known('very-high') }), situation);
    const neutral = decide(policy, withFacts(facts, { 'brand.goodwill': known('neutral') }), situation);
    expect(owesTheSame(loved, neutral)).toBe(true);
    expect(loved.severity.level).toBe(neutral.severity.level);
    expect(loved.severity.score).toBeLessThanOrEqual(neutral.severity.score);
  });
  invariant('more harm never buys time', 400, plans, (facts, situation) => {
    const by = (harm: number): number => decide(policy, withFacts(facts, { 'what.harm': known(harm) }), situation).deadlines.ackBy?.minutes ?? Infinity;
    const [least, more, most] = [by(0), by(2), by(4)] as [number, number, number];
    if (least !== Infinity) expect(more).toBeLessThanOrEqual(least);
    if (more !== Infinity) expect(most).toBeLessThanOrEqual(more);
  });
  invariant('night and holiday change who acts, never when', 400, [anyFacts], (facts) => {
    const at = (start: number): Plan => decide(policy, facts, { at: start, brand: brand({ owners: [{ role: 'care', name: 'Adam', days: [1], hours: { from: '09:00', to: '17:00' } }] }), venues });
    const spans = (plan: Plan): (number | string)[][] => Object.entries(plan.deadlines).map(([name, { at: moment, minutes }]) => [name, minutes, moment - plan.clock.start]);
    expect(spans(at(Date.UTC(2031, 3, 13, 3)))).toEqual(spans(at(Date.UTC(2031, 3, 14, 10))));
  });
  invariant('a revision loosens nothing without a recorded reason', 500, [anyFacts, anyFacts, anySituation, fc.nat({ max: 600 })], (before, after, situation, minutes) => {
    const subject = { type: isCase(before) ? 'case' : 'incident', id: 'one', brand: 'acme' } as const;
    const previous = decide(policy, before, { ...situation, subject });
    const at = previous.createdAt + minutes * 60_000;
    const plan = decide(policy, withFacts(after, { 'subject.type': known(subject.type) }), { ...situation, subject, at, previous });
    for (const [name, deadline] of Object.entries(plan.deadlines)) expect(deadline.at, name).toBeLessThanOrEqual(previous.deadlines[name as keyof Plan['deadlines']]?.at ?? Infinity);
    expect(plan.clock.start).toBeLessThanOrEqual(previous.clock.start);
    expect(plan.loosened).toBeUndefined();
  });
  invariant('the severity is the sum of its parts', 800, [anyFacts], (facts) => {
    const { score, parts } = assessSeverity(facts, isCase(facts) ? 'case' : 'incident');
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  });
  invariant('a plan is the same as itself, and no other', 200, plans, (facts, situation) => {
    const plan = decide(policy, facts, situation);
    expect(samePlan(plan, { ...structuredClone(plan), id: 'other', createdAt: 1, input: 'other', precedents: ['p'] })).toBe(true);
    expect(samePlan(plan, { ...plan, gaps: [...plan.gaps, 'owner:moon'] })).toBe(false);
    expect(owesTheSame(plan, { ...plan, duties: [] })).toBe(plan.duties.length === 0);
  });
});

test('same words, four speakers, four plans', () => {
  const plans = ['customer', 'employee', 'competitor', 'journalist'].map((role) => decide(policy, complaint({ 'who.role': role }), { at: START, venues: { origin: venues.origin } }));
  const shape = (plan: Plan): string => canonicalJson([plan.owner, plan.stage, plan.require.map(({ element }) => element), plan.forbid.map(({ element }) => element), plan.approvers, plan.duties]);
  expect(new Set(plans.map(shape)).size).toBe(4);
  expect(plans.map(({ stage }) => stage)).toEqual(['complaint', 'employee', 'note', 'press']);
  const [customer, employee, competitor, journalist] = plans as [Plan, Plan, Plan, Plan];
  expect(requires(customer)).toContain('say.service');
  expect(requires(employee)).toEqual(expect.arrayContaining(['say.heard', 'say.route']));
  expect(forbids(employee)).toEqual(expect.arrayContaining(['never.unmask', 'never.discipline', 'never.retaliate']));
  expect(requires(competitor)).toEqual(expect.arrayContaining(['say.neutralFact', 'act.preserveEvidence', 'act.reportToPlatform']));
  expect(forbids(competitor)).toContain('never.accuse');
  expect(requires(journalist)).toContain('say.deadlineAsked');
  expect(forbids(journalist)).toContain('never.noComment');
});

test('somebody unknown has the courtesy of a customer and the protection of all they may be', () => {
  const nobodyKnows = decide(policy, complaint({ 'who.role': null }), { at: START });
  const customer = decide(policy, complaint(), { at: START });
  expect(nobodyKnows.require.map(({ element }) => element)).toEqual(customer.require.map(({ element }) => element));
  expect(nobodyKnows.duties.map(({ kind, dueAt }) => [kind, dueAt])).toEqual(customer.duties.map(({ kind, dueAt }) => [kind, dueAt]));
  for (const role of ['customer', 'employee', 'competitor', 'journalist']) {
    expect(forbids(nobodyKnows)).toEqual(expect.arrayContaining(forbids(decide(policy, complaint({ 'who.role': role }), { at: START }))));
  }
  const narrowed = { ...complaint(), 'who.role': unknown<string>('unsure', [{ value: 'customer', confidence: 0.5 }, { value: 'employee', confidence: 0.4 }]) };
  const either = forbids(decide(policy, narrowed, { at: START }));
  expect(either).toContain('never.discipline');
  expect(either).not.toContain('never.noComment');
});

test('spread is what was seen to spread: many followers of an author change no plan', () => {
  const plan = decide(policy, incident(), { at: START, venues });
  expect(plan.severity.parts.map(({ part }) => part)).not.toContain('followers');
  expect(forbids(plan)).toContain('never.favour');
  expect(() => decide(policy, { ...incident(), ...({ 'who.followers': known(1_000_000) } as unknown as Facts) })).toThrow('no such fact');
});

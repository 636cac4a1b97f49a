import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessSeverity, compilePolicy, decide, owesTheSame, prPolicy, prRules, samePlan, type Situation } from '../../src/policy/index.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { elementCatalogue } from '../../src/spec/element.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { Facts } from '../../src/spec/facts.ts';
import { planSchema, type Plan } from '../../src/spec/plan.ts';
import { anyFacts, brand, complaint, forbids, incident, requires, START } from './support.ts';

const policy = prPolicy();
/** The same rules, compiled once more. */
const again = prPolicy();
const acme = brand({ canonicalUrl: 'https://acme.example/status', owners: [{ role: 'on-call', name: 'Noa' }, { role: 'care', name: 'Adam' }, { role: 'spokesperson', name: 'Dana' }] });
const venues = { hub: { venue: 'hashtag:#x', share: 0.7 }, origin: { venue: 'account:m/@someone', replyTo: 'post-1' }, originators: [{ venue: 'blog:y', replyTo: 'post-0' }] };
const anySituation: fc.Arbitrary<Situation> = fc.record({
  at: fc.integer({ min: START, max: START + 1_000_000_000 }),
  brand: fc.constantFrom(acme, undefined),
  venues: fc.constantFrom(venues, { origin: venues.origin }, {}, undefined),
  clock: fc.constantFrom({ basis: 'first-seen' as const, start: START }, { basis: 'opened' as const, start: START - 60_000 }, undefined),
});
const withFacts = (facts: Facts, more: Facts): Facts => ({ ...facts, ...more });
const isCase = (facts: Facts): boolean => facts['subject.type']?.known === true && facts['subject.type'].value === 'case';
const hold = (property: (facts: Facts, situation: Situation) => void): void => fc.assert(fc.property(anyFacts, anySituation, property), { numRuns: 300 });

describe('whatever the facts', () => {
  test('a plan is a plan', () => {
    hold((facts, situation) => {
      const plan = decide(policy, facts, situation);
      expect(planSchema.parse(plan)).toEqual(plan);
    });
  });
  test('the same facts give the same plan, to the byte, and leave what they were given as it was', () => {
    hold((facts, situation) => {
      const before = canonicalJson(facts);
      expect(JSON.stringify(decide(again, facts, situation))).toBe(JSON.stringify(decide(policy, facts, situation)));
      expect(canonicalJson(facts)).toBe(before);
    });
  });
  test('the order of the rules, and of the facts, changes nothing', () => {
    fc.assert(
      fc.property(anyFacts, fc.shuffledSubarray([...prRules], { minLength: prRules.length }), (facts, rules) => {
        const turned = Object.fromEntries(Object.entries(facts).reverse()) as Facts;
        expect(decide(compilePolicy({ rules }), turned)).toEqual(decide(policy, facts));
      }),
      { numRuns: 25 },
    );
  });
  test('nothing is ignored, fled from, hidden or deleted', () => {
    hold((facts, situation) => {
      const plan = decide(policy, facts, situation);
      expect(forbids(plan)).toEqual(expect.arrayContaining(['never.ignore', 'never.flee', 'never.delete']));
      const negative = plan.understanding.find(({ fact }) => fact === 'what.negative')?.value ?? null;
      if (plan.decision.action === 'monitor' && negative !== false) expect(plan.duties.map(({ kind }) => kind).some((kind) => kind === 'review' || kind === 'triage')).toBe(true);
      if (negative === true && plan.duties.length === 0) expect(['I-01', 'D-06']).toContain(plan.decision.rule);
    });
  });
  test('what must be done has an owner and a moment', () => {
    hold((facts, situation) => {
      const plan = decide(policy, facts, situation);
      if (plan.level === 'must') expect(plan.duties.length).toBeGreaterThan(0);
      for (const duty of plan.duties) {
        expect(Number.isFinite(duty.dueAt)).toBe(true);
        expect(duty.owner.name !== null || plan.gaps.includes('owner:on-call')).toBe(true);
      }
      expect(new Set(plan.duties.map(({ kind }) => kind)).size).toBe(plan.duties.length);
    });
  });
  test('everything in a plan stands in the trace, and is not forbidden there by a stronger voice', () => {
    hold((facts, situation) => {
      const plan = decide(policy, facts, situation);
      const did = (rule: string, element: string, op: string): boolean =>
        plan.trace.some((entry) => entry.rule === rule && (entry.outcome === 'fired' || entry.outcome === 'unknown-forbids') && entry.did?.some((effect) => effect.element === element && effect.op === op) === true);
      for (const { element, rule } of [...plan.require, ...plan.actions, ...plan.flags]) expect(did(rule, element, 'require'), `${rule} ${element}`).toBe(true);
      for (const { element, rule } of plan.forbid) expect(did(rule, element, 'forbid'), `${rule} ${element}`).toBe(true);
      for (const { target, rule } of plan.venues) expect(did(rule, `venue.${target}`, 'require')).toBe(true);
      for (const [name, deadline] of Object.entries(plan.deadlines)) expect(did(deadline.rule, `deadline.${name}`, 'set')).toBe(true);
      expect(did(plan.decision.rule, 'decision', 'set')).toBe(true);
      expect(requires(plan).filter((element) => forbids(plan).includes(element))).toEqual([]);
      expect([...plan.trace.map(({ rule }) => rule), ...plan.passed].sort()).toEqual([...prRules.map(({ id }) => id), 'I-00'].sort());
      for (const { element } of plan.require) expect(elementCatalogue[element].type).toBe('member');
    });
  });
  test('with a hub the crowd is answered there first, life in danger excepted', () => {
    hold((facts, situation) => {
      const plan = decide(policy, facts, { ...situation, venues });
      const negative = plan.understanding.find(({ fact }) => fact === 'what.negative')?.value === true;
      if (negative && plan.decision.action !== 'internal-only' && !forbids(plan).includes('venue.hub')) expect(plan.venues[0]).toMatchObject({ target: 'hub', venue: 'hashtag:#x', purpose: 'first-answer' });
    });
  });
  test('danger to life pre-empts', () => {
    hold((facts, situation) => {
      const kind = known('self-harm');
      const plan = decide(policy, withFacts(facts, { 'subject.type': known('case'), 'what.kind': kind }), situation);
      expect(plan).toMatchObject({ decision: { action: 'escalate-first', rule: 'R-39' }, stage: 'safeguarding', level: 'must', severity: { level: 'critical' } });
      expect(plan.deadlines.humanBy?.minutes).toBe(5);
      expect(plan.duties.map(({ kind: duty }) => duty)).toContain('safeguard');
      expect(plan.venues.map(({ target }) => target)).not.toContain('hub');
    });
  });
  test('an unknown cause still brings a statement that says so', () => {
    hold((facts, situation) => {
      const fresh = { 'subject.type': known('incident'), 'incident.state': known('suspected'), 'incident.open': known(true), 'incident.cause': unknown<string>('not told'), 'incident.statements': known(0), 'incident.statementAtHub': known(false) };
      const plan = decide(policy, withFacts(facts, fresh), situation);
      if (plan.decision.action !== 'escalate-first') expect(plan.decision.action).toBe('holding-statement');
      expect(requires(plan)).toContain('say.unknowns');
      expect(forbids(plan)).toEqual(expect.arrayContaining(['never.deny', 'never.minimise', 'never.speculate']));
      expect(plan.deadlines.holdingBy).toBeDefined();
      expect(plan.deadlines.nextUpdateAt).toBeDefined();
    });
  });
  test('an open incident always says when it speaks next', () => {
    hold((facts, situation) => {
      const plan = decide(policy, withFacts(facts, { 'subject.type': known('incident'), 'incident.state': known('investigating'), 'incident.open': known(true) }), situation);
      expect(plan.deadlines.nextUpdateAt).toBeDefined();
      expect(requires(plan)).toContain('say.nextUpdate');
    });
  });
  test('an incident is not closed before explanation, prevention and remedy are known to be published', () => {
    hold((facts, situation) => {
      const plan = decide(policy, withFacts(facts, { 'subject.type': known('incident') }), situation);
      const published = (['incident.explained', 'incident.prevention', 'incident.remedy'] as const).every((name) => facts[name]?.known === true && facts[name].value === true);
      const waiting = facts['incident.victimsAnswered']?.known === true && facts['incident.victimsAnswered'].value === false;
      expect(forbids(plan).includes('never.close')).toBe(!published || waiting);
    });
  });
  test('a bully is answered or, after two answers, watched, whoever they cheer for', () => {
    hold((facts, situation) => {
      const kinds = { 'subject.type': known('case'), 'what.kind': known('bullying'), 'what.kinds': known(['bullying']) };
      const plan = decide(policy, withFacts(facts, kinds), situation);
      const turns = facts['case.turns'];
      const expected = turns?.known === true && (turns.value as number) >= 2 ? 'monitor' : 'statement-against-bullying';
      expect(plan.decision.action).toBe(expected);
    });
  });
  test('love lowers the forecast and no duty', () => {
    hold((facts, situation) => {
      const loved = decide(policy, withFacts(facts, { 'brand.goodwill': known('very-high') }), situation);
      const neutral = decide(policy, withFacts(facts, { 'brand.goodwill': known('neutral') }), situation);
      expect(owesTheSame(loved, neutral)).toBe(true);
      expect(loved.severity.level).toBe(neutral.severity.level);
      expect(loved.severity.score).toBeLessThanOrEqual(neutral.severity.score);
    });
  });
  test('more harm never buys time', () => {
    hold((facts, situation) => {
      const by = (harm: number): number => decide(policy, withFacts(facts, { 'what.harm': known(harm) }), situation).deadlines.ackBy?.minutes ?? Infinity;
      const [least, more, most] = [by(0), by(2), by(4)] as [number, number, number];
      if (least !== Infinity) expect(more).toBeLessThanOrEqual(least);
      if (more !== Infinity) expect(most).toBeLessThanOrEqual(more);
    });
  });
  test('night and holiday change who acts, never when', () => {
    hold((facts) => {
      const at = (start: number): Plan => decide(policy, facts, { at: start, brand: brand({ owners: [{ role: 'care', name: 'Adam', days: [1], hours: { from: '09:00', to: '17:00' } }] }), venues });
      const spans = (plan: Plan): (number | string)[][] => Object.entries(plan.deadlines).map(([name, { at: moment, minutes }]) => [name, minutes, moment - plan.clock.start]);
      expect(spans(at(Date.UTC(2031, 3, 13, 3)))).toEqual(spans(at(Date.UTC(2031, 3, 14, 10))));
    });
  });
  test('the severity is the sum of its parts', () => {
    hold((facts) => {
      const { score, parts } = assessSeverity(facts, isCase(facts) ? 'case' : 'incident');
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    });
  });
  test('a plan is the same as itself, and no other', () => {
    hold((facts, situation) => {
      const plan = decide(policy, facts, situation);
      expect(samePlan(plan, { ...structuredClone(plan), id: 'other', createdAt: 1, input: 'other', precedents: ['p'] })).toBe(true);
      expect(samePlan(plan, { ...plan, gaps: [...plan.gaps, 'owner:moon'] })).toBe(false);
      expect(owesTheSame(plan, { ...plan, duties: [] })).toBe(plan.duties.length === 0);
    });
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

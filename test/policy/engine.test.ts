import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, whyNot } from '../../src/policy/index.ts';
import { unknown } from '../../src/spec/fact.ts';
import type { Condition } from '../../src/spec/condition.ts';
import type { Facts } from '../../src/spec/facts.ts';
import type { Loss, Plan } from '../../src/spec/plan.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { facts, forbids, MINUTE, outcomeOf, requires, rule, START } from './support.ts';

const made = (rules: RuleInput[], given: Facts = {}): Plan => decide(compilePolicy({ rules }), given, { at: START });

describe('conditions have three values', () => {
  const outcome = (when: Condition, given: Facts = {}): string | undefined => outcomeOf(made([rule({ id: 'X', when })], given), 'X');
  const yes: Condition = { fact: 'what.harm', is: 2 };
  const no: Condition = { fact: 'what.harm', is: 3 };
  const maybe: Condition = { fact: 'what.topic', is: 'service' };
  const given = facts({ 'what.harm': 2, 'what.topic': null, 'what.sentiment': 'neutral' });
  const table: [string, Condition, string][] = [
    ['all: true and unknown', { all: [yes, maybe] }, 'unknown'],
    ['all: false settles it', { all: [maybe, no] }, 'passed'],
    ['any: true settles it', { any: [maybe, yes] }, 'fired'],
    ['any: false and unknown', { any: [no, maybe] }, 'unknown'],
    ['not unknown', { not: maybe }, 'unknown'],
    ['not false', { not: no }, 'fired'],
    ['known asks about knowing', { fact: 'what.topic', known: false }, 'fired'],
    ['a fact not gathered is not known', { fact: 'what.demand', is: 'fix' }, 'unknown'],
    ['a number at least', { fact: 'what.harm', atLeast: 2 }, 'fired'],
    ['a number at most', { fact: 'what.harm', atMost: 1 }, 'passed'],
    ['an order at least', { fact: 'severity.level', atLeast: 'medium' }, 'fired'],
    ['an order at most', { fact: 'severity.level', atMost: 'low' }, 'passed'],
  ];
  test.each(table)('%s', (_name, when, expected) => {
    expect(outcome(when, given)).toBe(expected);
  });

  test('a speaker who is not even plausible is not merely unknown', () => {
    const candidates = { 'who.role': unknown<string>('unsure', [{ value: 'customer', confidence: 0.4 }, { value: 'fan', confidence: 0.3 }]) };
    expect(outcome({ fact: 'who.role', is: 'employee' }, candidates)).toBe('passed');
    expect(outcome({ fact: 'who.role', in: ['fan', 'troll'] }, candidates)).toBe('unknown');
    expect(outcome({ fact: 'who.role', is: 'employee' })).toBe('unknown');
    expect(outcome({ fact: 'who.role', is: 'troll' })).toBe('passed');
  });

  test('a predicate that cannot tell, or throws, is unknown', () => {
    const ask = (evaluate: () => boolean | null): string | undefined =>
      outcomeOf(decide(compilePolicy({ rules: [rule({ id: 'X', when: { predicate: 'p', revision: 1 } })], predicates: { p: { revision: 1, evaluate } } }), {}), 'X');
    expect(ask(() => true)).toBe('fired');
    expect(ask(() => false)).toBe('passed');
    expect(ask(() => null)).toBe('unknown');
    expect(
      ask(() => {
        throw new Error('down');
      }),
    ).toBe('unknown');
  });

  test('the facts that settled it can be told, and no others', () => {
    const policy = compilePolicy({ rules: [rule({ id: 'X', when: { all: [{ fact: 'what.harm', is: 2 }, { fact: 'what.sentiment', is: 'negative' }, { fact: 'what.topic', is: 'service' }] } })] });
    const plan = decide(policy, given, { at: START });
    expect(plan.passed).toContain('X');
    expect(whyNot(plan, 'X', 'en', { policy })).toMatch(/did not apply\. It saw sentiment: neutral\.$/);
  });
});

describe('where the condition is not known', () => {
  const both: RuleInput['then'] = [{ op: 'require', element: 'say.empathy' }, { op: 'forbid', element: 'never.accuse' }];
  const when: Condition = { fact: 'what.topic', is: 'service' };
  test('requirements skip and prohibitions apply', () => {
    const plan = made([rule({ id: 'X', when, then: both })]);
    expect(requires(plan)).not.toContain('say.empathy');
    expect(forbids(plan)).toContain('never.accuse');
    expect(plan.trace.find(({ rule: id }) => id === 'X')).toMatchObject({ outcome: 'unknown-forbids', did: [{ op: 'forbid', element: 'never.accuse' }] });
  });
  test('unless the rule says to skip, or to apply', () => {
    const skipped = made([rule({ id: 'X', when, then: both, onUnknown: 'skip' })]);
    expect([requires(skipped).includes('say.empathy'), forbids(skipped).includes('never.accuse')]).toEqual([false, false]);
    const applied = made([rule({ id: 'X', when, then: both, onUnknown: 'apply' })]);
    expect([requires(applied).includes('say.empathy'), forbids(applied).includes('never.accuse')]).toEqual([true, true]);
  });
});

describe('effects that compete', () => {
  const lossesOf = (plan: Plan, id: string): Loss[] => plan.trace.find((entry) => entry.rule === id)?.lost ?? [];

  test('the lower block wins, also a requirement over a prohibition', () => {
    const plan = made([
      rule({ id: 'A', block: 'P6', then: [{ op: 'forbid', element: 'say.remedy' }, { op: 'set', element: 'owner', value: 'care' }] }),
      rule({ id: 'B', block: 'P3', level: 'may', then: [{ op: 'require', element: 'say.remedy' }, { op: 'set', element: 'owner', value: 'legal' }] }),
    ]);
    expect(requires(plan)).toContain('say.remedy');
    expect(forbids(plan)).not.toContain('say.remedy');
    expect(plan.gaps).toContain('owner:legal');
    expect(lossesOf(plan, 'A').map(({ to, why }) => [to, why])).toEqual([['B', 'block'], ['B', 'block']]);
    expect(lossesOf(plan, 'B')).toEqual([]);
  });
  test('within a block forbid beats require, whatever the level', () => {
    const plan = made([
      rule({ id: 'A', block: 'P4', level: 'must', then: [{ op: 'require', element: 'say.apology' }] }),
      rule({ id: 'B', block: 'P4', level: 'may', when: { fact: 'subject.type', is: 'case' }, then: [{ op: 'forbid', element: 'say.apology' }] }),
    ]);
    expect(forbids(plan)).toContain('say.apology');
    expect(lossesOf(plan, 'A')).toEqual([{ effect: { op: 'require', element: 'say.apology' }, to: 'B', why: 'forbid' }]);
  });
  test('within a block the earlier deadline wins, whatever the level', () => {
    const plan = made([
      rule({ id: 'A', level: 'must', then: [{ op: 'set', element: 'deadline.ackBy', value: { table: 'conclusive' } }] }),
      rule({ id: 'B', level: 'may', then: [{ op: 'set', element: 'deadline.ackBy', value: 20 }, { op: 'set', element: 'decision', value: 'respond' }] }),
    ]);
    expect(plan.deadlines.ackBy).toEqual({ at: START + 20 * MINUTE, minutes: 20, rule: 'B' });
    expect(lossesOf(plan, 'A')).toMatchObject([{ to: 'B', why: 'stricter' }]);
  });
  test('a later deadline of a lower block wins over an earlier one of a higher', () => {
    const plan = made([
      rule({ id: 'A', block: 'P5', then: [{ op: 'set', element: 'deadline.ackBy', value: 20 }, { op: 'set', element: 'decision', value: 'respond' }] }),
      rule({ id: 'B', block: 'P1', then: [{ op: 'set', element: 'deadline.ackBy', value: 90 }] }),
    ]);
    expect(plan.deadlines.ackBy?.minutes).toBe(90);
    expect(lossesOf(plan, 'A')).toMatchObject([{ to: 'B', why: 'block' }]);
  });
  test('other slots go by level, then by id', () => {
    const set = (id: string, level: RuleInput['level'], value: string): RuleInput => rule({ id, level, when: { fact: 'subject.type', [id === 'A' ? 'is' : 'in']: id === 'A' ? 'case' : ['case', 'incident'] } as Condition, then: [{ op: 'set', element: 'stage', value }] });
    const byLevel = made([set('A', 'should', 'note'), set('B', 'must', 'press')]);
    expect([byLevel.stage, lossesOf(byLevel, 'A')[0]?.why]).toEqual(['press', 'level']);
    const byId = made([set('B', 'must', 'press'), set('A', 'must', 'note')]);
    expect([byId.stage, lossesOf(byId, 'B')[0]?.why]).toEqual(['note', 'order']);
  });
  test('who wants the same has lost nothing', () => {
    const set = (id: string, block: RuleInput['block']): RuleInput => rule({ id, block, then: [{ op: 'set', element: 'owner', value: 'hr' }, { op: 'require', element: 'say.empathy' }] });
    const plan = made([set('A', 'P2'), set('B', 'P5')]);
    expect([lossesOf(plan, 'A'), lossesOf(plan, 'B')]).toEqual([[], []]);
  });
  test('a member is as strong as the strongest who asks for it, and is told after the lowest block', () => {
    const plan = made([rule({ id: 'A', block: 'P2', level: 'should' }), rule({ id: 'B', block: 'P5', level: 'must' })]);
    expect(plan.require).toEqual([{ element: 'say.empathy', level: 'must', rule: 'A' }]);
  });
});

describe('the deadline table', () => {
  const plan = (table: string, given: Facts): number | undefined =>
    made([rule({ id: 'X', then: [{ op: 'set', element: 'deadline.ackBy', value: { table } }, { op: 'set', element: 'decision', value: 'respond' }] })], given).deadlines.ackBy?.minutes;
  test('is looked up by what is known', () => {
    expect(plan('complaint.{post.venueClass}.limit', facts({ 'post.venueClass': 'review' }))).toBe(4_320);
    expect(plan('update.{severity.level}.{incident.state}', facts({ 'incident.state': 'identified', 'what.harm': 4, 'what.arousal': 'high' }))).toBe(60);
  });
  test('takes the strictest entry that is possible where something is not known', () => {
    expect(plan('complaint.{post.venueClass}.limit', {})).toBe(180);
    expect(plan('update.{severity.level}.{incident.state}', facts({ 'what.harm': 4, 'what.arousal': 'high', 'incident.state': null }))).toBe(30);
    expect(plan('update.{severity.level}.{incident.state}', facts({ 'incident.state': 'monitoring', 'what.harm': 0 }))).toBe(1_440);
  });
  test('takes the strictest entry where it has none for a value', () => {
    const policy = compilePolicy({
      rules: [rule({ id: 'X', then: [{ op: 'set', element: 'deadline.ackBy', value: { table: 'own.{what.topic}' } }, { op: 'set', element: 'decision', value: 'respond' }] })],
      settings: { deadlines: { 'own.product': 70, 'own.service': 50 } },
    });
    const minutes = (topic: string): number | undefined => decide(policy, facts({ 'what.topic': topic })).deadlines.ackBy?.minutes;
    expect([minutes('product'), minutes('service'), minutes('campaign')]).toEqual([70, 50, 50]);
  });
});

test('without any rule somebody still watches, and looks again', () => {
  const plan = made([]);
  expect(plan.decision).toEqual({ action: 'monitor', rule: 'I-00', reviewAt: START + 1_440 * MINUTE });
  expect(plan.duties).toMatchObject([{ kind: 'review', dueAt: START + 1_440 * MINUTE, owner: { role: 'on-call', name: null } }]);
  expect(plan.gaps).toEqual(['owner:on-call']);
});

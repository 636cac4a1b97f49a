import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/spec/condition.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { refusalOf, rule } from './support.ts';

type Effects = RuleInput['then'];
const complaint: Condition = { fact: 'what.kind', is: 'complaint' };
const kindKnown: Condition = { fact: 'what.kind', known: true };
const require: Effects = [{ op: 'require', element: 'say.apology' }];
const forbid: Effects = [{ op: 'forbid', element: 'say.apology' }];
const owner = (value: string): Effects => [{ op: 'set', element: 'owner', value }];
const share = (value: number): Effects => [{ op: 'set', element: 'maxSimilarity', value }];
const ack = (value: number | { table: string }): Effects => [{ op: 'set', element: 'deadline.ackBy', value }];

const never = (element: string, by: string, does: string): string => `'${element}' can never come of this rule: ${by}, of the same block, applies wherever it does and ${does}.`;
const fix = (by: string): string => `Remove the effect, narrow ${by}, or switch one of the two off.`;
const WINS = 'sets a value that wins';
const a = (then: Effects, override: Partial<RuleInput> = {}): RuleInput => rule({ id: 'A', then, ...override });
const b = (then: Effects, override: Partial<RuleInput> = {}): RuleInput => rule({ id: 'B', then, ...override });

describe('an effect that can never win is refused', () => {
  test('both rules are named, and what the stronger one does', () => {
    expect(refusalOf(a([{ op: 'require', element: 'say.empathy' }, ...require]), b(forbid))).toEqual(['rules[A].then[1].element', never('say.apology', 'B', 'forbids it'), fix('B')]);
    expect(refusalOf(a(ack(60)), b(ack(20)))).toEqual(['rules[A].then[0].element', never('deadline.ackBy', 'B', WINS), fix('B')]);
    expect(refusalOf(a(owner('hr')), b(owner('legal')))).toEqual(['rules[B].then[0].element', never('owner', 'A', WINS), fix('A')]);
    expect(refusalOf(a(share(0.5)), b(share(0.4)))).toEqual(['rules[B].then[0].element', never('maxSimilarity', 'A', WINS), fix('A')]);
  });

  const refused: [string, RuleInput[], place: string][] = [
    ['the one that forbids comes first', [a(forbid), b(require)], 'rules[B].then[0].element'],
    ['a third rule stands between', [a(require), rule({ id: 'AB', then: require }), b(forbid)], 'rules[A].then[0].element'],
    ['a rule that applies on the unknown, under one that always does', [a(require, { when: complaint, onUnknown: 'apply' }), b(forbid)], 'rules[A].then[0].element'],
    ['a rule that is skipped on the unknown', [a(require, { when: complaint, onUnknown: 'skip' }), b(forbid, { when: kindKnown })], 'rules[A].then[0].element'],
    ['a lower force does not save a duty', [a(require), b(forbid, { level: 'may' })], 'rules[A].then[0].element'],
    ['a lower force does not save a later deadline', [a(ack(60)), b(ack(20), { level: 'may' })], 'rules[A].then[0].element'],
    ['two values on the same condition', [a(owner('hr'), { when: complaint }), b(owner('legal'), { when: complaint })], 'rules[B].then[0].element'],
  ];
  test.each(refused)('%s', (_name, rules, place) => {
    expect(refusalOf(...rules)?.[0]).toBe(place);
  });

  const accepted: [string, RuleInput[]][] = [
    ['two that require', [a(require), b(require)]],
    ['two that forbid', [a(forbid), b(forbid)]],
    ['another element', [a(require), b([{ op: 'forbid', element: 'say.empathy' }])]],
    ['another block', [a(require), b(forbid, { block: 'P4' })]],
    ['the same value', [a(owner('hr')), b(owner('hr'))]],
    ['another value with another force', [a(owner('hr')), b(owner('legal'), { level: 'should' })]],
    ['a value for a wider condition', [a(owner('hr'), { when: complaint }), b(owner('legal'))]],
    ['a value for a narrower condition', [a(owner('hr')), b(owner('legal'), { when: complaint })]],
    ['the same deadline', [a(ack(20)), b(ack(20))]],
    ['the same entry of the deadline table', [a(ack({ table: 'triage' })), b(ack({ table: 'triage' }))]],
    ['two entries of the deadline table', [a(ack({ table: 'conclusive' })), b(ack({ table: 'triage' }))]],
    ['a deadline and an entry of the table', [a(ack(20)), b(ack({ table: 'triage' }))]],
    ['an earlier deadline in some cases', [a(ack(60)), b(ack(20), { when: complaint })]],
    ['a rule that applies on the unknown', [a(require, { when: complaint, onUnknown: 'apply' }), b(forbid, { when: kindKnown })]],
    ['a rule that is forbidden in some cases', [a(require, { when: kindKnown }), b(forbid, { when: complaint })]],
  ];
  test.each(accepted)('accepted: %s', (_name, rules) => {
    expect(refusalOf(...rules)).toBeNull();
    expect(refusalOf(...rules.toReversed())).toBeNull();
  });
});

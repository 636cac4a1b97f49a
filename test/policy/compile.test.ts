import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, prPolicy, prRules, type PolicyInput } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { complaint, facts, outcomeOf, rule } from './support.ts';

function refusal(input: PolicyInput | (() => unknown)): { field: string | undefined; message: string; fix: string | undefined } {
  try {
    if (typeof input === 'function') input();
    else compilePolicy(input);
  } catch (error) {
    if (!(error instanceof KashuvError)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    return { field: error.field, message: error.message, fix: error.fix };
  }
  throw new Error('the policy was accepted');
}

/** A rule as somebody may write it in JSON, past the types. */
const written = (override: object): RuleInput => ({ ...rule({ id: 'X-1' }), ...override });

describe('what is refused when a policy is loaded', () => {
  const cases: [string, object, string][] = [
    ['an unknown element', { then: [{ op: 'require', element: 'say.empathy' }, { op: 'require', element: 'say.kindness' }] }, 'rules[X-1].then[1].element'],
    ['an unknown operation', { then: [{ op: 'demand', element: 'say.empathy' }] }, 'rules[X-1].then[0].op'],
    ['an unknown fact', { when: { all: [{ always: true }, { fact: 'what.mood', is: 'bad' }] } }, 'rules[X-1].when.all[1].fact'],
    ['a value that is not in the list of the fact', { when: { fact: 'what.kind', is: 'grumble' } }, 'rules[X-1].when.is'],
    ['a value of the wrong kind', { when: { fact: 'what.harm', is: 'much' } }, 'rules[X-1].when.is'],
    ['one wrong value among several', { when: { fact: 'who.role', in: ['customer', 'martian'] } }, 'rules[X-1].when.in[1]'],
    ['has on a fact with one value', { when: { fact: 'what.kind', has: ['praise'] } }, 'rules[X-1].when.has'],
    ['is on a fact with several values', { when: { fact: 'what.kinds', is: 'praise' } }, 'rules[X-1].when.is'],
    ['an order where there is none', { when: { fact: 'what.kind', atLeast: 'praise' } }, 'rules[X-1].when.atLeast'],
    ['a comparison without an operator', { when: { fact: 'what.kind', equals: 'praise' } }, 'rules[X-1].when'],
    ['two conditions in one', { when: { fact: 'what.kind', is: 'praise', known: true } }, 'rules[X-1].when'],
    ['an empty list of conditions', { when: { all: [] } }, 'rules[X-1].when.all'],
    ['no condition at all', { when: {} }, 'rules[X-1].when'],
    ['a value for a member', { then: [{ op: 'set', element: 'say.empathy', value: 1 }] }, 'rules[X-1].then[0].op'],
    ['a slot that is required', { then: [{ op: 'require', element: 'owner' }] }, 'rules[X-1].then[0].op'],
    ['a slot value that is not in its list', { then: [{ op: 'set', element: 'owner', value: 'intern' }] }, 'rules[X-1].then[0].value'],
    ['a time that is negative', { then: [{ op: 'set', element: 'deadline.ackBy', value: -5 }] }, 'rules[X-1].then[0].value'],
    ['a share above one', { then: [{ op: 'set', element: 'maxSimilarity', value: 90 }] }, 'rules[X-1].then[0].value'],
    ['a name the deadline table lacks', { then: [{ op: 'set', element: 'deadline.ackBy', value: { table: 'ack.urgent' } }] }, 'rules[X-1].then[0].value.table'],
    ['a table name whose braces hold no fact', { then: [{ op: 'set', element: 'deadline.ackBy', value: { table: 'ack.{severity}' } }] }, 'rules[X-1].then[0].value.table'],
    ['a duty to do what is never done', { then: [{ op: 'require', element: 'never.delete' }] }, 'rules[X-1].then[0].op'],
    ['both for and against', { then: [{ op: 'require', element: 'say.apology' }, { op: 'forbid', element: 'say.apology' }] }, 'rules[X-1].then[1].element'],
    ['a slot set twice', { then: [{ op: 'set', element: 'owner', value: 'hr' }, { op: 'set', element: 'owner', value: 'legal' }] }, 'rules[X-1].then[1].element'],
    ['a fact that would be two things', { when: { all: [{ fact: 'what.kind', is: 'praise' }, { fact: 'what.kind', is: 'threat' }] } }, 'rules[X-1].when.all'],
    ['a fact outside its own list', { when: { any: [{ all: [{ fact: 'what.kind', in: ['praise', 'spam'] }, { fact: 'what.kind', is: 'threat' }] }] } }, 'rules[X-1].when.any[0].all'],
    ['a fact known and not known', { when: { all: [{ fact: 'who.role', known: false }, { fact: 'who.role', is: 'fan' }] } }, 'rules[X-1].when.all'],
    ['above and below', { when: { all: [{ fact: 'severity.level', atLeast: 'high' }, { fact: 'severity.level', atMost: 'low' }] } }, 'rules[X-1].when.all'],
    ['a condition beside its opposite', { when: { all: [{ fact: 'what.harm', atLeast: 2 }, { not: { fact: 'what.harm', atLeast: 2 } }] } }, 'rules[X-1].when.all'],
    ['never', { when: { not: { always: true } } }, 'rules[X-1].when.not'],
    ['an unknown property', { priority: 3 }, 'rules[X-1].priority'],
    ['no title', { title: undefined }, 'rules[X-1].title'],
    ['an unknown block', { block: 'P9' }, 'rules[X-1].block'],
    ['no effects', { then: [] }, 'rules[X-1].then'],
  ];
  test.each(cases)('%s', (_name, override, field) => {
    const found = refusal({ rules: [rule({ id: 'A-1' }), written(override)] });
    expect(found.field).toBe(field);
    expect(found.fix).toMatch(/\S/);
    expect(found.message).toContain(field);
  });

  test('an id that is there twice', () => {
    expect(refusal({ rules: [rule({ id: 'X-1' }), rule({ id: 'X-1' })] }).field).toBe('rules[X-1].id');
  });
  test('the id of the engine’s own fallback', () => {
    expect(refusal({ rules: [rule({ id: 'I-00' })] }).field).toBe('rules[I-00].id');
  });
  test('a rule that is switched off and does not exist', () => {
    expect(refusal({ rules: [rule({ id: 'X-1' })], switchedOff: ['X-1', 'X-2'] }).field).toBe('switchedOff[1]');
  });
  test('a deadline that nobody reads', () => {
    expect(refusal({ rules: [], settings: { deadlines: { 'ack.critcal': 5 } } }).field).toBe("settings.deadlines['ack.critcal']");
  });
  test('an unknown setting', () => {
    expect(refusal(() => compilePolicy({ rules: [], settings: { deadline: {} } as never })).field).toBe('settings.deadline');
  });
  test('a predicate that is missing, and one of another revision', () => {
    const asks = rule({ id: 'X-1', when: { predicate: 'vip', revision: 2 } });
    expect(refusal({ rules: [asks] }).field).toBe('rules[X-1].when.predicate');
    expect(refusal({ rules: [asks], predicates: { vip: { revision: 1, evaluate: () => true } } }).field).toBe('rules[X-1].when.revision');
    expect(refusal({ rules: [], predicates: { vip: { revision: 0, evaluate: () => true } } }).field).toBe('predicates.vip');
  });
  test('a misspelt element is helped along', () => {
    expect(refusal({ rules: [written({ then: [{ op: 'require', element: 'say.Empathy' }] })] }).fix).toContain("'say.empathy'");
    expect(refusal({ rules: [written({ when: { fact: 'post.kind', is: 'praise' } })] }).fix).toContain("'what.kind'");
  });
});

describe('the version of a policy', () => {
  const version = (input: Partial<PolicyInput>): string => compilePolicy({ rules: [rule({ id: 'A' }), rule({ id: 'B' })], ...input }).version;
  test('does not depend on the order of rules or settings', () => {
    expect(version({ rules: [rule({ id: 'B' }), rule({ id: 'A' })] })).toBe(version({}));
    expect(version({ settings: { deadlines: { praise: 1, triage: 2 } } })).toBe(version({ settings: { deadlines: { triage: 2, praise: 1 } } }));
    expect(version({ switchedOff: ['B', 'A'] })).toBe(version({ switchedOff: ['A', 'B'] }));
  });
  test('changes with a rule, a setting, a switched-off id and the revision of a predicate', () => {
    const predicate = (revision: number): Partial<PolicyInput> => ({ predicates: { vip: { revision, evaluate: () => true } } });
    const versions = [
      version({}), version({ rules: [rule({ id: 'A' }), rule({ id: 'B', level: 'may' })] }), version({ rules: [rule({ id: 'A' }), rule({ id: 'B', revision: 2 })] }),
      version({ settings: { deadlines: { praise: 1 } } }), version({ switchedOff: ['A'] }), version(predicate(1)), version(predicate(2)),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe('how a host departs from the default policy', () => {
  test('adds, replaces and switches off; every plan names what is off', () => {
    const policy = prPolicy({
      add: [rule({ id: 'ACME-1', then: [{ op: 'require', element: 'approve.executive' }] })],
      replace: [{ ...(prRules.find(({ id }) => id === 'R-29') as RuleInput), revision: 2, then: [{ op: 'set', element: 'owner', value: 'product' }] }],
      switchOff: ['R-07', 'R-47'],
      settings: { deadlines: { answer: 7 } },
    });
    const plan = decide(policy, complaint());
    expect(plan.approvers).toHaveLength(1);
    expect(plan.owner.role).toBe('on-call');
    expect(plan.gaps).toContain('owner:product');
    expect(plan.switchedOff).toEqual(['R-07', 'R-47']);
    expect(outcomeOf(plan, 'R-07')).toBe('off');
    expect(plan.decision).toMatchObject({ action: 'respond', rule: 'R-21.answer' });
  });
  test('a new rule under an old id, and an old rule under a new id, are refused', () => {
    expect(refusal(() => prPolicy({ add: [rule({ id: 'R-07' })] })).field).toBe('add[R-07].id');
    expect(refusal(() => prPolicy({ replace: [rule({ id: 'ACME-1' })] })).field).toBe('replace[ACME-1].id');
    expect(refusal(() => prPolicy({ switchOff: ['R-99'] })).field).toBe('switchOff[0]');
    expect(refusal(() => prPolicy({ rules: [] } as never)).field).toBe('rules');
  });
  test('a shared policy cannot be changed through a plan', () => {
    const policy = prPolicy();
    const plan = decide(policy, complaint());
    const effect = plan.trace.find(({ did }) => did !== undefined)?.did?.[0];
    expect(() => Object.assign(effect ?? {}, { element: 'say.apology' })).toThrow(TypeError);
  });
});

test('what is no fact or no value of one is refused when a decision is asked for', () => {
  const policy = prPolicy();
  const ask = (values: object): unknown => decide(policy, values);
  const place = (values: object): string | undefined => {
    try {
      ask(values);
    } catch (error) {
      return error instanceof KashuvError && error.code === 'INPUT_INVALID' ? error.field : 'another error';
    }
    return undefined;
  };
  expect(place({ 'what.mood': { known: true, value: 1, confidence: 1, evidence: [] } })).toBe('facts.what.mood');
  expect(place({ ['__proto__x']: {} })).toBe('facts.__proto__x');
  expect(place(facts({ 'what.kind': 'grumble' }))).toBe('facts.what.kind');
  expect(place(facts({ 'what.harm': Number.NaN }))).toBe('facts.what.harm');
  expect(place(facts({ 'what.kinds': 'praise' }))).toBe('facts.what.kinds');
  expect(place(facts({ 'incident.hub': 'yes' }))).toBe('facts.incident.hub');
  expect(place({ 'what.kind': 'complaint' })).toBe('facts.what.kind');
  expect(place({ 'what.kind': { known: true, value: 'complaint' } })).toBe('facts.what.kind');
  expect(place({ 'who.role': { known: false, why: '' } })).toBe('facts.who.role');
});

import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, type PolicyInput } from '../../src/policy/index.ts';
import { compiledOf } from '../../src/policy/policy.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { brand, facts, outcomeOf, rule, START } from './support.ts';

/** What is said of a policy as somebody may write it in JSON, past the types. */
function refusal(written: unknown): [string | undefined, string] {
  try {
    compilePolicy(written as PolicyInput);
  } catch (error) {
    if (!(error instanceof KashuvError) || error.code !== 'CONFIG_INVALID') throw error;
    return [error.field, error.message];
  }
  throw new Error('the policy was accepted');
}
const evaluate = (): boolean => true;

describe('a policy that is refused', () => {
  const noRules = 'rules: expected a list of rules. Pass { rules: [...] }.';
  const noPredicate = 'expected { revision, evaluate }. Give a revision from 1 and a function from facts to true, false or null.';
  test.each<[string, unknown, string, string]>([
    ['nothing', undefined, 'rules', noRules],
    ['nothing, said aloud', null, 'rules', noRules],
    ['a text', 'rules', 'rules', noRules],
    ['a bare list', [rule({ id: 'A' })], 'rules', noRules],
    ['an object without rules', {}, 'rules', noRules],
    ['rules that are no list', { rules: { A: rule({ id: 'A' }) } }, 'rules', noRules],
    ['a misspelt option', { rules: [], switchOff: ['A'] }, 'switchOff', 'switchOff: there is no such option. Options are: rules, settings, switchedOff, predicates.'],
    ['an id that is there twice, among others', { rules: ['C', 'A', 'B', 'A'].map((id) => rule({ id })) }, 'rules[A].id', 'rules[A].id: there twice. Give each rule an id of its own; to change a rule of the default policy, replace it.'],
    ['a predicate that is nothing', { rules: [], predicates: { vip: null } }, 'predicates.vip', `predicates.vip: ${noPredicate}`],
    ['a predicate that is not there', { rules: [], predicates: { vip: undefined } }, 'predicates.vip', `predicates.vip: ${noPredicate}`],
    ['a predicate that cannot be asked', { rules: [], predicates: { fan: { revision: 1, evaluate }, vip: { revision: 1, evaluate: true } } }, 'predicates.vip', `predicates.vip: ${noPredicate}`],
    ['a predicate of half a revision', { rules: [], predicates: { vip: { revision: 1.5, evaluate } } }, 'predicates.vip', `predicates.vip: ${noPredicate}`],
    ['a predicate of no revision', { rules: [], predicates: { vip: { evaluate } } }, 'predicates.vip', `predicates.vip: ${noPredicate}`],
    ['a predicate of a revision before the first', { rules: [], predicates: { vip: { revision: 0, evaluate } } }, 'predicates.vip', `predicates.vip: ${noPredicate}`],
  ])('%s', (_name, written, field, message) => {
    expect(refusal(written)).toEqual([field, message]);
  });

  test.each<[string, unknown, string]>([
    ['settings that are no object', 'fast', 'settings'],
    ['the first of two unknown settings', { deadline: {}, speed: 1 }, 'settings.deadline'],
    ['a deadline before the moment it counts from', { deadlines: { praise: -1 } }, 'settings.deadlines.praise'],
    ['a deadline without an end', { deadlines: { praise: Infinity } }, 'settings.deadlines.praise'],
    ['a deadline beyond what a date can hold', { deadlines: { praise: 1e13 } }, 'settings.deadlines.praise'],
    ['a deadline a minute beyond a hundred years', { deadlines: { praise: 52_704_001 } }, 'settings.deadlines.praise'],
    ['a window of more than a hundred years', { similarityWindowHours: 1e300 }, 'settings.similarityWindowHours'],
    ['a window of no length', { similarityWindowHours: 0 }, 'settings.similarityWindowHours'],
    ['an owner at a stage that there is not', { owners: { farewell: 'care' } }, 'settings.owners.farewell'],
    ['an owner of a role that there is not', { owners: { praise: 'intern' } }, 'settings.owners.praise'],
    ['somebody whose yes no plan can ask for', { approvers: { praise: ['legal', 'care'] } }, 'settings.approvers.praise[1]'],
    ['a deadline that no rule names', { deadlines: { later: 5 } }, "settings.deadlines['later']"],
  ])('%s', (_name, settings, field) => {
    expect(refusal({ rules: [], settings })[0]).toBe(field);
  });
});

describe('a policy that is accepted', () => {
  test('has its rules in the order of their ids', () => {
    const ids = ['B', 'a', 'A-2', 'A-10', 'A'];
    expect(compilePolicy({ rules: ids.map((id) => rule({ id })) }).rules.map(({ id }) => id)).toEqual(['A', 'A-10', 'A-2', 'B', 'a']);
  });
  test('tells what is switched off, each once, and in their order', () => {
    const policy = compilePolicy({ rules: ['C', 'A', 'B'].map((id) => rule({ id })), switchedOff: ['C', 'A', 'C'] });
    expect(policy.switchedOff).toEqual(['A', 'C']);
    expect(['A', 'B', 'C'].map((id) => outcomeOf(decide(policy, {}, { at: START }), id))).toEqual(['off', 'fired', 'off']);
  });
  test('has the whole deadline table, the host’s entries in place of its own', () => {
    const { settings } = compilePolicy({ rules: [rule({ id: 'A', then: [{ op: 'set', element: 'deadline.ackBy', value: { table: 'mine' } }] })], settings: { deadlines: { praise: 0, mine: 7 }, similarityWindowHours: 48 } });
    const { settings: plain } = compilePolicy({ rules: [] });
    expect(settings).toEqual({ deadlines: { ...plain.deadlines, praise: 0, mine: 7 }, similarityWindowHours: 48, owners: {}, approvers: {} });
    expect([plain.deadlines.praise, plain.similarityWindowHours]).toEqual([4_320, 24]);
  });
  test('asks its predicates as they were when it was compiled', () => {
    const predicates: Record<string, { revision: number; evaluate: () => boolean }> = { vip: { revision: 1, evaluate } };
    const policy = compilePolicy({ rules: [rule({ id: 'A', when: { predicate: 'vip', revision: 1 } })], predicates });
    delete predicates.vip;
    expect(outcomeOf(decide(policy, facts({ 'what.harm': 1 }), { at: START }), 'A')).toBe('fired');
  });
  test('works out what is known of a brand once, and apart from other brands', () => {
    const compiled = compiledOf(compilePolicy({ rules: [] }));
    const [acme, zen] = [brand(), brand({ id: 'zen' })];
    expect(compiled.brand(acme)).toBe(compiled.brand(acme));
    expect(compiled.brand(zen)).not.toBe(compiled.brand(acme));
  });
});

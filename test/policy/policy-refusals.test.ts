import { describe, expect, test } from 'vitest';
import { compilePolicy, defineRule, prPolicy, type PolicyInput, type PolicyOverrides } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { rule } from './support.ts';

type Refusal = [field: string | undefined, message: string, fix: string | undefined];

/** Field, reason and remedy; past the types, as a caller without them may write it. */
function refusal(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KashuvError)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message.length).toBeLessThan(1_000);
    return [error.field, error.message.slice(`${error.field}: `.length, -(error.fix ?? '').length - 1), error.fix];
  }
  throw new Error('it was accepted');
}
const overridden = (written: unknown): Refusal => refusal(() => prPolicy(written as PolicyOverrides));
const long = 'x'.repeat(1_000_000);
const short = `${'x'.repeat(80)}…`;
const praise = { ...rule({ id: 'R-13' }) };

describe('how a host departs from the default policy is refused at the place the host wrote', () => {
  const noList = (got: string): string => `expected a list of rules, got ${got}.`;
  const noRule = (got: string): string => `expected a rule, got ${got}.`;
  const IS_OLD = 'the default policy has a rule of this id.';
  const IS_NEW = 'the default policy has no rule of this id.';
  const wrong: RuleInput['then'] = [{ op: 'require', element: 'say.kindness' as 'say.empathy' }];
  test.each<[string, unknown, string, string]>([
    ['null', null, 'overrides', 'expected an object, got null.'],
    ['a number', 5, 'overrides', 'expected an object, got 5.'],
    ['a list of rules', [praise], 'overrides', 'expected an object, got a list.'],
    ['a misspelt option', { switchedOff: ['R-47'] }, 'switchedOff', 'there is no such option.'],
    ['an option with a name of a megabyte', { [long]: 1 }, short, 'there is no such option.'],
    ['null to add', { add: null }, 'add', noList('null')],
    ['a rule to add, without its list', { add: rule({ id: 'ACME-1' }) }, 'add', noList('an object')],
    ['null among those to add', { add: [rule({ id: 'ACME-1' }), null] }, 'add[1]', noRule('null')],
    ['the name of a rule among those to add', { add: ['R-07'] }, 'add[0]', noRule("'R-07'")],
    ['nothing of a rule to add', { add: [{}] }, 'add[0].id', 'Invalid input: expected string, received undefined.'],
    ['a default rule to add', { add: [praise] }, 'add[R-13].id', IS_OLD],
    ['two of one id to add', { add: [rule({ id: 'ACME-1' }), rule({ id: 'ACME-1' })] }, 'add[ACME-1].id', 'there twice.'],
    ['the id of what a revision keeps', { add: [rule({ id: 'I-02' })] }, 'add[I-02].id', 'is what a trace names the engine itself by.'],
    ['the id of what the settings name', { add: [rule({ id: 'I-03' })] }, 'add[I-03].id', 'is what a trace names the engine itself by.'],
    ['a wrong effect to add', { add: [rule({ id: 'ACME-1', then: wrong })] }, 'add[ACME-1].then[0].element', "no element 'say.kindness'."],
    ['an id of a megabyte', { add: [rule({ id: long })] }, `add[${short}].id`, "expected letters, digits, '.', '_' and '-' (64 at most)."],
    ['an effect that can never win', { add: [rule({ id: 'ACME-1', block: 'P2', then: [{ op: 'require', element: 'say.apology' }] }), rule({ id: 'ACME-2', block: 'P2', then: [{ op: 'forbid', element: 'say.apology' }] })] }, 'add[ACME-1].then[0].element', "'say.apology' can never come of this rule: ACME-2, of the same block, applies wherever it does and forbids it."],
    ['an object to replace', { replace: {} }, 'replace', noList('an object')],
    ['null among those to replace', { replace: [null] }, 'replace[0]', noRule('null')],
    ['a new rule to replace', { replace: [rule({ id: 'ACME-1' })] }, 'replace[ACME-1].id', IS_NEW],
    ['one without an id to replace', { replace: [{ ...praise, id: undefined }] }, 'replace[0].id', IS_NEW],
    ['one to replace twice', { replace: [praise, praise] }, 'replace[R-13].id', 'there twice.'],
    ['a wrong effect to replace', { replace: [rule({ id: 'R-29' }), { ...praise, then: wrong }] }, 'replace[R-13].then[0].element', "no element 'say.kindness'."],
    ['one to replace that says nothing', { replace: [{ id: 'R-13' }] }, 'replace[R-13].revision', 'Invalid input: expected number, received undefined.'],
    ['an id to switch off, without its list', { switchOff: 'R-47' }, 'switchOff', "expected a list of ids, got 'R-47'."],
    ['null to switch off', { switchOff: null }, 'switchOff', 'expected a list of ids, got null.'],
    ['an id that there is not to switch off', { switchOff: ['R-47', 'R-99'] }, 'switchOff[1]', "there is no rule 'R-99'."],
    ['a rule to switch off', { switchOff: [praise] }, 'switchOff[0]', 'there is no rule an object.'],
    ['an id of a megabyte to switch off', { switchOff: [long] }, 'switchOff[0]', `there is no rule '${short}'.`],
    ['settings that are null', { settings: null }, 'settings', 'Invalid input: expected object, received null.'],
    ['a setting with a name of a megabyte', { settings: { [long]: 1 } }, `settings.${short}`, 'there is no such setting.'],
    ['a deadline with a name of a megabyte', { settings: { deadlines: { [long]: 1 } } }, `settings.deadlines['${short}']`, 'neither the default table nor a rule has this name.'],
    ['predicates that are null', { predicates: null }, 'predicates', 'expected an object, got null.'],
    ['predicates that are a list', { predicates: [] }, 'predicates', 'expected an object, got a list.'],
    ['a predicate with a name of a megabyte', { predicates: { [long]: null } }, `predicates.${short}`, 'expected { revision, evaluate }.'],
  ])('%s', (_name, written, field, message) => {
    const [place, why, fix] = overridden(written);
    expect([place, why]).toEqual([field, message]);
    expect(fix).toMatch(/\S/);
  });
  test('what a policy is compiled from keeps the names of its own options', () => {
    const compiled = (written: unknown): unknown => refusal(() => compilePolicy(written as PolicyInput))[0];
    expect(compiled({ rules: [rule({ id: 'A' }), null] })).toBe('rules[1]');
    expect(compiled({ rules: [], switchedOff: ['A'] })).toBe('switchedOff[0]');
    expect(compiled({ rules: [], switchedOff: null })).toBe('switchedOff');
    expect(compiled({ rules: [], settings: null })).toBe('settings');
    expect(compiled({ rules: [rule({ id: 'A' })], [long]: 1 })).toBe(short);
  });
});

describe('a rule that lacks or overdoes something is told what to write', () => {
  const EXAMPLE = "Write { fact: 'what.kind', is: 'complaint' } or { always: true }.";
  const odd = { toString: 1, valueOf: 1 };
  test.each<[string, object, Refusal]>([
    ['no condition', { when: undefined }, ['add[ACME-1].when', 'expected a condition.', EXAMPLE]],
    ['a condition that is null', { when: null }, ['add[ACME-1].when', 'expected a condition.', EXAMPLE]],
    ['a fact with a name of a megabyte', { when: { fact: long, is: 1 } }, ['add[ACME-1].when.fact', `no fact '${short}'.`, 'See the fact catalogue.']],
    ['a fact that has no text', { when: { fact: odd, is: 1 } }, ['add[ACME-1].when.fact', 'no fact an object.', 'See the fact catalogue.']],
    ['a value of a megabyte', { when: { fact: 'what.kind', is: long } }, ['add[ACME-1].when.is', `'${short}' is not a value of 'what.kind'; the rule could never apply.`, expect.stringMatching(/^Values are: complaint/)]],
    ['a value that has no text', { when: { fact: 'what.kind', is: odd } }, ['add[ACME-1].when.is', "'what.kind' is a string, got an object.", 'Correct the value.']],
    ['a condition with a name of a megabyte', { when: { [long]: 1 } }, ['add[ACME-1].when', `'${short}' is no condition.`, 'A condition has always, all, any, not, fact or predicate.']],
    ['a predicate that has no text', { when: { predicate: odd, revision: 1 } }, ['add[ACME-1].when.predicate', 'no predicate an object.', 'Pass it through predicates: { name: { revision, evaluate } }.']],
    ['an element with a name of a megabyte', { then: [{ op: 'require', element: long }] }, ['add[ACME-1].then[0].element', `no element '${short}'.`, 'See the element catalogue.']],
    ['an element that has no text', { then: [{ op: 'require', element: odd }] }, ['add[ACME-1].then[0].element', 'no element an object.', 'See the element catalogue.']],
    ['an entry of the deadline table with a name of a megabyte', { then: [{ op: 'set', element: 'deadline.ackBy', value: { table: long } }] }, ['add[ACME-1].then[0].value.table', `the deadline table has no entry '${short}'.`, `Add settings.deadlines['${short}'] in minutes, or use one of its names.`]],
    ['a property with a name of a megabyte', { [long]: 1 }, [`add[ACME-1].${short}`, 'a rule has no such property.', 'Remove it or correct its name.']],
  ])('%s', (_name, override, expected) => {
    expect(overridden({ add: [{ ...rule({ id: 'ACME-1' }), ...override }] })).toEqual(expected);
  });
});

describe('what is no rule cannot be defined as one', () => {
  test.each<[string, unknown, string]>([['null', null, 'null'], ['nothing', undefined, 'nothing'], ['an id', 'R-07', "'R-07'"], ['a list', [praise], 'a list']])('%s', (_name, written, got) => {
    expect(refusal(() => defineRule(written as RuleInput))).toEqual(['rule', `expected a rule, got ${got}.`, 'A rule is an object; see docs/policy.md.']);
  });
  test('what is one comes back as it is', () => {
    expect(defineRule(praise)).toBe(praise);
  });
});

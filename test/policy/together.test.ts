import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { compilePolicy, prPolicy, type PolicyInput } from '../../src/policy/index.ts';
import type { Condition } from '../../src/spec/condition.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { factCatalogue, type FactDefinition, type FactName } from '../../src/spec/facts.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { rule } from './support.ts';

function refusal(input: PolicyInput): KashuvError | null {
  try {
    compilePolicy(input);
    return null;
  } catch (error) {
    if (KashuvError.is(error)) return error;
    throw error;
  }
}

const complaint: Condition = { fact: 'what.kind', is: 'complaint' };
const apology = (op: 'require' | 'forbid'): RuleInput['then'] => [{ op, element: 'say.apology' }];

describe('rules of one block that contradict each other are refused, and both are named', () => {
  const wider: [string, Condition][] = [
    ['always', { always: true }],
    ['the same condition', complaint],
    ['a list that holds the value', { fact: 'what.kind', in: ['praise', 'complaint'] }],
    ['either of two', { any: [{ fact: 'what.harm', atLeast: 3 }, complaint] }],
    ['that it is known at all', { fact: 'what.kind', known: true }],
  ];
  test.each(wider)('what one requires, another forbids on %s', (_name, when) => {
    const error = refusal({ rules: [rule({ id: 'A', when: complaint, then: apology('require') }), rule({ id: 'B', when, then: apology('forbid') })] });
    expect([error?.code, error?.field]).toEqual(['CONFIG_INVALID', 'rules[A].then[0].element']);
    expect(error?.message).toContain('B, of the same block');
    expect(error?.fix).toMatch(/\S/);
  });
  test('an order counts too', () => {
    const at = (atLeast: string): Condition => ({ fact: 'severity.level', atLeast });
    expect(refusal({ rules: [rule({ id: 'A', when: at('critical'), then: apology('require') }), rule({ id: 'B', when: at('high'), then: apology('forbid') })] })?.field).toBe('rules[A].then[0].element');
    expect(refusal({ rules: [rule({ id: 'A', when: at('medium'), then: apology('require') }), rule({ id: 'B', when: at('high'), then: apology('forbid') })] })).toBeNull();
  });
  test('a later deadline under an earlier one, and a value that only an id decides', () => {
    const ack = (value: number): RuleInput['then'] => [{ op: 'set', element: 'deadline.ackBy', value }];
    expect(refusal({ rules: [rule({ id: 'A', when: complaint, then: ack(60) }), rule({ id: 'B', then: ack(20) })] })?.field).toBe('rules[A].then[0].element');
    expect(refusal({ rules: [rule({ id: 'A', when: complaint, then: ack(20) }), rule({ id: 'B', then: ack(60) })] })).toBeNull();
    const owner = (value: string): RuleInput['then'] => [{ op: 'set', element: 'owner', value }];
    expect(refusal({ rules: [rule({ id: 'A', then: owner('hr') }), rule({ id: 'B', then: owner('legal') })] })?.message).toContain('rules[B]');
  });

  const fine: [string, RuleInput, RuleInput][] = [
    ['a lower block overrides', rule({ id: 'A', then: apology('require') }), rule({ id: 'B', block: 'P1', then: apology('forbid') })],
    ['an exception', rule({ id: 'A', then: apology('require') }), rule({ id: 'B', when: complaint, then: apology('forbid') })],
    ['conditions that may differ', rule({ id: 'A', when: { fact: 'what.harm', atLeast: 2 }, then: apology('require') }), rule({ id: 'B', when: complaint, then: apology('forbid') })],
    ['a rule that applies on the unknown', rule({ id: 'A', when: complaint, onUnknown: 'apply', then: apology('require') }), rule({ id: 'B', when: { fact: 'what.kind', known: true }, then: apology('forbid') })],
  ];
  test.each(fine)('%s: accepted', (_name, a, b) => {
    expect(refusal({ rules: [a, b] })).toBeNull();
  });
  test('a rule that is switched off contradicts nothing', () => {
    const rules = [rule({ id: 'A', then: apology('require') }), rule({ id: 'B', when: { fact: 'what.harm', atLeast: 0 }, then: apology('require') }), rule({ id: 'C', then: apology('forbid') })];
    expect(refusal({ rules })?.message).toContain('C');
    expect(refusal({ rules, switchedOff: ['C'] })).toBeNull();
  });
  test('what a host adds is held against the default policy', () => {
    const silly = rule({ id: 'ACME-1', block: 'P2', then: [{ op: 'forbid', element: 'say.awareness' }] });
    expect(() => prPolicy({ add: [silly, rule({ id: 'ACME-2', block: 'P2', when: complaint, then: [{ op: 'require', element: 'say.awareness' }] })] })).toThrow(/ACME-2.*ACME-1/u);
  });
});

describe('a rule that can never apply is refused wherever the contradiction stands', () => {
  const never: [string, Condition][] = [
    ['across two lists', { all: [complaint, { all: [{ fact: 'what.harm', atLeast: 1 }, { fact: 'what.kind', is: 'praise' }] }] }],
    ['on every branch', { all: [complaint, { any: [{ fact: 'what.kind', is: 'praise' }, { fact: 'what.kind', known: false }] }] }],
    ['by what is denied', { not: { any: [{ fact: 'post.private', is: true }, { fact: 'post.private', is: false }] } }],
    ['above and below, by what is denied', { all: [{ fact: 'what.harm', atLeast: 3 }, { not: { fact: 'what.harm', atLeast: 2 } }] }],
    ['of a set', { all: [{ fact: 'what.kinds', has: ['praise', 'spam'] }, { not: { fact: 'what.kinds', has: ['spam', 'praise', 'threat'] } }] }],
    ['of all values of a list', { not: { fact: 'subject.type', in: ['case', 'incident'] } }],
  ];
  test.each(never)('%s', (_name, when) => {
    const error = refusal({ rules: [rule({ id: 'X', when })] });
    expect(error?.field).toMatch(/^rules\[X\]\.when/u);
    expect(error?.message).toContain('can never apply');
  });

  test('a role that is not known can still be none of those that are not plausible', () => {
    expect(refusal({ rules: [rule({ id: 'X', when: { all: [{ fact: 'who.role', known: false }, { not: { fact: 'who.role', is: 'employee' } }] } })] })).toBeNull();
  });

  /** Conditions over a few facts, so that they often contradict themselves. */
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.constantFrom<FactName>('what.kind', 'brand.goodwill', 'post.private', 'what.harm', 'what.kinds').chain((fact): fc.Arbitrary<Condition> => {
      const { type, values = [], ordered }: FactDefinition = factCatalogue[fact];
      const few = values.slice(0, 3);
      const options: fc.Arbitrary<Condition>[] = [fc.boolean().map((known) => ({ fact, known }))];
      if (type === 'enum') options.push(fc.constantFrom(...few).map((is) => ({ fact, is })), fc.subarray(few, { minLength: 1 }).map((list) => ({ fact, in: list })));
      if (type === 'set') options.push(fc.subarray(few, { minLength: 1 }).map((has) => ({ fact, has })));
      if (type === 'boolean') options.push(fc.boolean().map((is) => ({ fact, is })));
      if (type === 'number') options.push(fc.integer({ min: 0, max: 4 }).map((atLeast) => ({ fact, atLeast })), fc.integer({ min: 0, max: 4 }).map((atMost) => ({ fact, atMost })));
      if (ordered === true) options.push(fc.constantFrom(...values).map((atLeast) => ({ fact, atLeast })), fc.constantFrom(...values).map((atMost) => ({ fact, atMost })));
      return fc.oneof(...options);
    }),
  );
  const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })), fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })), tie('node').map((not) => ({ not }))),
  })).node;

  test('what is refused for that is true of no facts', () => {
    const refused = { yes: 0, no: 0 };
    fc.assert(
      fc.property(condition, fc.array(someFacts, { minLength: 40, maxLength: 40 }), (when, all) => {
        const error = refusal({ rules: [rule({ id: 'X', when })] });
        refused[error === null ? 'no' : 'yes'] += 1;
        if (error?.field !== 'rules[X].when') return;
        for (const facts of all) expect(truth(when, facts), JSON.stringify({ when, facts })).not.toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(Math.min(refused.yes, refused.no)).toBeGreaterThan(20);
  });

  const someFacts = fc.record({
    'what.kind': fc.constantFrom('complaint', 'question', 'praise', 'threat', undefined),
    'brand.goodwill': fc.constantFrom('bad', 'neutral', 'good', 'very-high', undefined),
    'post.private': fc.constantFrom(true, false, undefined),
    'what.harm': fc.constantFrom(0, 1, 2, 2.5, 3, 4, undefined),
    'what.kinds': fc.option(fc.subarray(['complaint', 'question', 'praise', 'threat']), { nil: undefined }),
  });

  /** What a condition means, told once more and plainly. */
  function truth(when: Condition, facts: Readonly<Record<string, unknown>>): boolean | null {
    if ('not' in when) {
      const inner = truth(when.not, facts);
      return inner === null ? null : !inner;
    }
    if ('all' in when || 'any' in when) {
      const settles = 'any' in when;
      const parts = ('any' in when ? when.any : when.all).map((one) => truth(one, facts));
      return parts.includes(settles) ? settles : parts.includes(null) ? null : !settles;
    }
    if (!('fact' in when)) throw new Error('not in this test');
    const value = facts[when.fact];
    if ('known' in when) return (value !== undefined) === when.known;
    if (value === undefined) return null;
    if ('is' in when) return value === when.is;
    if ('in' in when) return (when.in as unknown[]).includes(value);
    if ('has' in when) return when.has.some((one) => (value as unknown[]).includes(one));
    const rank = (one: unknown): number => (typeof one === 'number' ? one : ['bad', 'neutral', 'good', 'very-high'].indexOf(String(one)));
    return 'atLeast' in when ? rank(value) >= rank(when.atLeast) : rank(value) <= rank(when.atMost);
  }
});

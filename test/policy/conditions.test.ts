import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy, decide } from '../../src/policy/index.ts';
import type { Condition } from '../../src/spec/condition.ts';
import { factCatalogue, type FactDefinition, type FactName, type FactValue } from '../../src/spec/facts.ts';
import type { Plan } from '../../src/spec/plan.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { facts, outcomeOf, rule, START } from './support.ts';

const runs = Math.max(20, Math.ceil(Number(process.env.KASHUV_RUNS ?? 10_000) / 100));

/** Facts that nothing else follows from. */
const asked = ['what.topic', 'what.demand', 'what.harm', 'post.private', 'case.turns', 'brand.language', 'incident.cause', 'claim.status'] as const satisfies FactName[];
type Given = Partial<Record<(typeof asked)[number], FactValue | null>>;

const valueOf = (name: FactName): fc.Arbitrary<string | number | boolean> => {
  const { type, values }: FactDefinition = factCatalogue[name];
  if (type === 'boolean') return fc.boolean();
  return type === 'number' ? fc.integer({ min: 0, max: 4 }) : fc.constantFrom(...(values ?? ['en', 'he', 'fr']));
};
const comparison: fc.Arbitrary<Condition> = fc.constantFrom(...asked).chain((fact) => {
  const value = valueOf(fact);
  const forms: fc.Arbitrary<Condition>[] = [value.map((is) => ({ fact, is })), fc.boolean().map((known) => ({ fact, known }))];
  if (factCatalogue[fact].type !== 'boolean') forms.push(fc.array(value as fc.Arbitrary<string | number>, { minLength: 1, maxLength: 3 }).map((list) => ({ fact, in: list })));
  if (factCatalogue[fact].type === 'number') forms.push((value as fc.Arbitrary<number>).map((atLeast) => ({ fact, atLeast })), (value as fc.Arbitrary<number>).map((atMost) => ({ fact, atMost })));
  return fc.oneof(...forms);
});
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.array(tie('condition'), { minLength: 1, maxLength: 12 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 12 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}));
const given: fc.Arbitrary<Given> = fc.record(Object.fromEntries(asked.map((name) => [name, fc.option(valueOf(name))])) as { [name in (typeof asked)[number]]: fc.Arbitrary<FactValue | null> }, { requiredKeys: [] });

/** What a condition comes to, said as plainly as can be: null where it is not known. */
function plainly(when: Condition, values: Given): boolean | null {
  if ('all' in when) return settled(when.all.map((item) => plainly(item, values)), false);
  if ('any' in when) return settled(when.any.map((item) => plainly(item, values)), true);
  if ('not' in when) {
    const inner = plainly(when.not, values);
    return inner === null ? null : !inner;
  }
  if (!('fact' in when)) return true;
  const value = values[when.fact as keyof Given] ?? null;
  if ('known' in when) return (value !== null) === when.known;
  if (value === null) return null;
  if ('is' in when) return value === when.is;
  if ('in' in when) return when.in.includes(value as string);
  return 'atLeast' in when ? value >= when.atLeast : 'atMost' in when ? value <= when.atMost : null;
}
const settled = (parts: (boolean | null)[], by: boolean): boolean | null => (parts.includes(by) ? by : parts.includes(null) ? null : !by);

/** A host may switch rules off, and ask of each what to do where it is not known whether it applies. */
const written = fc.record({ when: condition, onUnknown: fc.constantFrom('skip' as const, 'apply' as const, 'forbid-only' as const), off: fc.boolean() });
type Written = typeof written extends fc.Arbitrary<infer T> ? T : never;

const made = (rules: Written[]): RuleInput[] =>
  rules.map(({ when, onUnknown }, index) =>
    rule({ id: `X-${String(index).padStart(2, '0')}`, when, onUnknown, then: [{ op: 'require', element: 'say.empathy' }, { op: 'forbid', element: 'say.prevention' }, { op: 'set', element: 'warmth', value: index % 4 }] }),
  );

/** Null for rules that the loader refuses, as one that can never apply. */
function compiled(rules: Written[]): ReturnType<typeof compilePolicy> | null {
  const all = made(rules);
  try {
    return compilePolicy({ rules: all, switchedOff: all.filter((_, index) => rules[index]?.off).map(({ id }) => id) });
  } catch {
    return null;
  }
}

function expected({ when, onUnknown, off }: Written, values: Given): string {
  if (off) return 'off';
  const truth = plainly(when, values);
  if (truth === null) return onUnknown === 'apply' ? 'fired' : onUnknown === 'forbid-only' ? 'unknown-forbids' : 'unknown';
  return truth ? 'fired' : 'passed';
}

describe('many rules, decided on again and again', () => {
  test('come to what their conditions say, whatever was decided before', () => {
    let decided = 0;
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 40 }), fc.array(given, { minLength: 1, maxLength: 6 }), (candidates, all) => {
        const rules = candidates.filter((one) => compiled([one]) !== null);
        const policy = compiled(rules);
        fc.pre(policy !== null && rules.length > 0);
        const plans = [...all, ...all, ...all].map((values): [Given, Plan] => [values, decide(policy, facts(values), { at: START })]);
        for (const [values, plan] of plans) {
          expect(made(rules).map(({ id }) => outcomeOf(plan, id))).toEqual(rules.map((one) => expected(one, values)));
          decided += 1;
        }
        // A policy that has decided nothing yet says the same.
        const [first] = plans;
        expect(decide(compiled(rules) ?? policy, facts(first?.[0] ?? {}), { at: START })).toEqual(first?.[1]);
        plans.forEach(([, plan], index) => expect(plan).toEqual(plans[index % all.length]?.[1]));
      }),
      { numRuns: runs },
    );
    expect(decided).toBeGreaterThan(runs);
  });
});

test('a condition of very many comparisons is weighed like any other', () => {
  const turns = Array.from({ length: 30 }, (_, is): Condition => ({ fact: 'case.turns', is }));
  const harms = Array.from({ length: 5 }, (_, is): Condition => ({ fact: 'what.harm', is }));
  const policy = compilePolicy({ rules: [rule({ id: 'X', when: { any: [{ any: turns }, { any: harms }] } }), rule({ id: 'Y', when: { any: turns } })] });
  const outcomes = (values: Given): (string | undefined)[] => ['X', 'Y'].map((id) => outcomeOf(decide(policy, facts(values), { at: START }), id));
  expect(outcomes({ 'case.turns': 29, 'what.harm': 7 })).toEqual(['fired', 'fired']);
  expect(outcomes({ 'case.turns': 30, 'what.harm': 4 })).toEqual(['fired', 'passed']);
  expect(outcomes({ 'case.turns': 30, 'what.harm': 5 })).toEqual(['passed', 'passed']);
  expect(outcomes({ 'what.harm': 5 })).toEqual(['unknown', 'unknown']);
});

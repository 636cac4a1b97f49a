import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, whyNot } from '../../src/policy/index.ts';
import type { Condition } from '../../src/spec/condition.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import { factCatalogue, type FactDefinition, type FactName, type Facts, type FactValue } from '../../src/spec/facts.ts';
import type { Plan } from '../../src/spec/plan.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { facts, outcomeOf, rule, START } from './support.ts';

const runs = Math.max(20, Math.ceil(Number(process.env.KASHUV_RUNS ?? 10_000) / 100));

/** Facts that nothing else follows from. */
const asked = ['what.topic', 'what.demand', 'what.harm', 'history.badTurns', 'post.private', 'case.turns', 'brand.language', 'incident.cause', 'claim.status', 'what.arousal', 'who.role', 'what.themes'] as const satisfies FactName[];
type Given = Partial<Record<(typeof asked)[number], FactValue | null>>;

const valueOf = (name: FactName): fc.Arbitrary<string | number | boolean> => {
  const { type, values, most = 1_001 }: FactDefinition = factCatalogue[name];
  if (type === 'boolean') return fc.boolean();
  if (type === 'number') return fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.constantFrom(2.5, ...[999, 1_000, 1_001].filter((value) => value <= most)) });
  return fc.constantFrom(...(values ?? ['en', 'he', 'fr']));
};
const givenOf = (name: FactName): fc.Arbitrary<FactValue> => (factCatalogue[name].type === 'set' ? fc.subarray([...(factCatalogue[name] as FactDefinition).values ?? []]) : valueOf(name));
const comparison: fc.Arbitrary<Condition> = fc.constantFrom(...asked).chain((fact) => {
  const value = valueOf(fact);
  const knows = fc.boolean().map((known) => ({ fact, known }));
  if (factCatalogue[fact].type === 'set') return fc.oneof(knows, fc.array(value as fc.Arbitrary<string>, { minLength: 1, maxLength: 2 }).map((has) => ({ fact, has })));
  const forms: fc.Arbitrary<Condition>[] = [value.map((is) => ({ fact, is })), knows];
  if (factCatalogue[fact].type !== 'boolean') forms.push(fc.array(value as fc.Arbitrary<string | number>, { minLength: 1, maxLength: 3 }).map((list) => ({ fact, in: list })));
  if (factCatalogue[fact].type === 'number' || (factCatalogue[fact] as FactDefinition).ordered === true) forms.push((value as fc.Arbitrary<number>).map((atLeast) => ({ fact, atLeast })), (value as fc.Arbitrary<number>).map((atMost) => ({ fact, atMost })));
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
const given: fc.Arbitrary<Given> = fc.record(Object.fromEntries(asked.map((name) => [name, fc.option(givenOf(name))])) as { [name in (typeof asked)[number]]: fc.Arbitrary<FactValue | null> }, { requiredKeys: [] });

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
  // Of a speaker of whom nothing is known, only some are plausible.
  if (value === null && asksForRole(when)) return ('is' in when ? [when.is] : when.in).some((role) => plausible.includes(role as string)) ? null : false;
  if (value === null) return null;
  if ('is' in when) return value === when.is;
  if ('in' in when) return when.in.includes(value as string);
  if ('has' in when) return when.has.some((item) => (value as string[]).includes(item));
  const { values: order } = factCatalogue[when.fact] as FactDefinition;
  const place = (one: unknown): number => (typeof one === 'number' ? one : (order ?? []).indexOf(one as string));
  return 'atLeast' in when ? place(value) >= place(when.atLeast) : place(value) <= place(when.atMost);
}
const plausible = ['competitor', 'customer', 'employee', 'journalist'];
const asksForRole = (when: Condition): when is Extract<Condition, { is: unknown } | { in: unknown }> => 'fact' in when && when.fact === 'who.role' && ('is' in when || 'in' in when);

/** The facts that settled it: of all that have to hold, the first that did not; of several of which one has to, the first that did; else each that is as the whole is. */
function seen(when: Condition, values: Given): FactName[] {
  if ('all' in when || 'any' in when) {
    const items = 'all' in when ? when.all : when.any;
    const truth = plainly(when, values);
    const same = items.filter((item) => plainly(item, values) === truth);
    return (truth === !('all' in when) ? same.slice(0, 1) : same).flatMap((item) => seen(item, values));
  }
  if ('not' in when) return seen(when.not, values);
  if (!('fact' in when)) return [];
  return [asksForRole(when) && (values['who.role'] ?? null) === null ? 'who.plausible' : when.fact];
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

/** What the trace says of a rule: its outcome, and the facts it saw. */
function told(plan: Plan, id: string): [string | undefined, FactName[]] {
  return [outcomeOf(plan, id), plan.trace.find((entry) => entry.rule === id)?.saw ?? []];
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
          expect(made(rules).map(({ id }) => told(plan, id))).toEqual(rules.map((one) => {
            const outcome = expected(one, values);
            return [outcome, outcome === 'off' || outcome === 'passed' ? [] : [...new Set(seen(one.when, values))]];
          }));
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
  const failures = Array.from({ length: 5 }, (_, is): Condition => ({ fact: 'history.badTurns', is }));
  const policy = compilePolicy({ rules: [rule({ id: 'X', when: { any: [{ any: turns }, { any: failures }] } }), rule({ id: 'Y', when: { any: turns } })] });
  const outcomes = (values: Given): (string | undefined)[] => ['X', 'Y'].map((id) => outcomeOf(decide(policy, facts(values), { at: START }), id));
  expect(outcomes({ 'case.turns': 29, 'history.badTurns': 7 })).toEqual(['fired', 'fired']);
  expect(outcomes({ 'case.turns': 30, 'history.badTurns': 4 })).toEqual(['fired', 'passed']);
  expect(outcomes({ 'case.turns': 30, 'history.badTurns': 5 })).toEqual(['passed', 'passed']);
  expect(outcomes({ 'history.badTurns': 5 })).toEqual(['unknown', 'unknown']);
  expect(outcomes({ 'case.turns': 0, 'history.badTurns': 5 })).toEqual(['fired', 'fired']);
});

test('comparisons of one fact, or of several, are told apart however many they are', () => {
  const is = (fact: 'case.turns' | 'history.badTurns', many: number): Condition => ({ any: Array.from({ length: many }, (_, value): Condition => ({ fact, is: value })) });
  const extra: Condition = { fact: 'post.private', is: true };
  for (const many of [13, 14, 15, 16, 20, 26, 27]) {
    const policy = compilePolicy({ rules: [rule({ id: 'X', when: { any: [{ all: [is('case.turns', many), is('history.badTurns', many)] }, extra] } }), rule({ id: 'Y', when: { any: [is('case.turns', many), extra] } })] });
    const last = many - 1;
    for (const [turns, bad] of [[0, 0], [last, 0], [99, 0], [0, last], [0, 99], [last, last], [99, 99], [last - 1, 0], [1, 1]] as const) {
      const plan = decide(policy, facts({ 'case.turns': turns, 'history.badTurns': bad, 'post.private': false }), { at: START });
      expect(['X', 'Y'].map((id) => outcomeOf(plan, id)), `${many}: ${turns}, ${bad}`).toEqual([turns < many && bad < many, turns < many].map((holds) => (holds ? 'fired' : 'passed')));
    }
  }
});

test('whoever may have spoken is told apart from whoever is known to have', () => {
  const roles = factCatalogue['who.role'].values;
  const asks = roles.map((is, index) => rule({ id: `R-${String(index).padStart(2, '0')}`, when: { fact: 'who.role', is } }));
  const policy = compilePolicy({ rules: asks });
  const outcomes = (role: NonNullable<Facts['who.role']>): (string | undefined)[] => {
    const plan = decide(policy, { 'who.role': role }, { at: START });
    return asks.map(({ id }) => outcomeOf(plan, id));
  };
  for (let round = 0; round < 2; round += 1) {
    for (const role of roles) expect(outcomes(known(role))).toEqual(roles.map((one) => (one === role ? 'fired' : 'passed')));
    for (let bits = 1; bits < 256; bits += 1) {
      const candidates = roles.filter((_, place) => (bits >> place) & 1);
      expect(outcomes(unknown<string>('unsure', candidates.map((value) => ({ value, confidence: 0.1 }))))).toEqual(roles.map((one) => (candidates.includes(one) ? 'unknown' : 'passed')));
    }
  }
  // Of an incident nobody in particular speaks.
  const plan = decide(policy, facts({ 'subject.type': 'incident' }), { at: START });
  expect(plan.trace.slice(0, -1).map(({ outcome, saw }) => [outcome, saw])).toEqual(roles.map(() => ['unknown', ['who.role']]));
});

describe('a predicate', () => {
  test('is asked anew for each decision, beside what is compared', () => {
    const policy = compilePolicy({
      rules: [
        rule({ id: 'X', when: { all: [{ predicate: 'sure', revision: 1 }, { fact: 'what.harm', is: 2 }] } }),
        rule({ id: 'Y', when: { not: { predicate: 'sure', revision: 1 } } }),
        rule({ id: 'Z', when: { any: [{ fact: 'what.harm', is: 2 }, { predicate: 'other', revision: 3 }] } }),
      ],
      predicates: {
        sure: { revision: 1, evaluate: (given) => (given['what.harm']?.known === true ? given['what.harm'].confidence > 0.5 : null) },
        other: { revision: 3, evaluate: () => true },
      },
    });
    const outcomes = (harm: NonNullable<Facts['what.harm']>): unknown[] => ['X', 'Y', 'Z'].map((id) => told(decide(policy, { 'what.harm': harm }, { at: START }), id));
    const seesHarm = ['fired', ['what.harm']];
    for (let round = 0; round < 2; round += 1) {
      expect(outcomes(known(2, 0.9))).toEqual([seesHarm, ['passed', []], seesHarm]);
      expect(outcomes(known(2, 0.1))).toEqual([['passed', []], ['fired', []], seesHarm]);
      expect(outcomes(known(1, 0.9))).toEqual([['passed', []], ['passed', []], ['fired', []]]);
      expect(outcomes(unknown('not told'))).toEqual([['unknown', ['what.harm']], ['unknown', []], ['fired', []]]);
    }
  });
  test('is no part of what is told of a rule that did not apply', () => {
    const policy = compilePolicy({ rules: [rule({ id: 'X', when: { all: [{ predicate: 'p', revision: 1 }, { fact: 'what.harm', is: 2 }] } })], predicates: { p: { revision: 1, evaluate: () => true } } });
    expect(whyNot(decide(policy, facts({ 'what.harm': 1 }), { at: START }), 'X', 'en', { policy })).toMatch(/did not apply\. It saw harm \(0–4\): 1\.$/);
  });
});

test('what settled it is told of a rule that did not apply', () => {
  const policy = compilePolicy({
    rules: [
      rule({ id: 'A', when: { any: [{ fact: 'what.harm', is: 2 }, { all: [{ fact: 'what.topic', is: 'service' }, { fact: 'what.demand', is: 'fix' }] }] } }),
      rule({ id: 'B', when: { not: { any: [{ fact: 'what.topic', is: 'service' }, { fact: 'what.harm', is: 1 }] } } }),
      rule({ id: 'C', when: { fact: 'who.role', is: 'troll' } }),
    ],
  });
  const plan = decide(policy, facts({ 'what.harm': 1, 'what.topic': 'product', 'what.demand': 'refund' }), { at: START });
  const why = (id: string): string | undefined => /It saw (.*)\.$/.exec(whyNot(plan, id, 'en', { policy }))?.[1];
  expect(['A', 'B'].map(why)).toEqual(['harm (0–4): 1; topic: product', 'harm (0–4): 1']);
  expect(why('C')).toMatch(/^plausible speakers: /);
});

import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, type Policy } from '../../src/policy/index.ts';
import { compiledOf } from '../../src/policy/policy.ts';
import type { CompiledRule, Outcomes } from '../../src/policy/compiled.ts';
import type { ElementName } from '../../src/spec/element.ts';
import { factCatalogue, factNames, type FactName } from '../../src/spec/facts.ts';
import type { TraceEntry } from '../../src/spec/plan.ts';
import type { Effect, RuleInput } from '../../src/spec/rule.ts';
import { facts, rule, START } from './support.ts';

type Values = Parameters<typeof facts>[0];

const set = (element: string, value: string | number): Effect => ({ op: 'set', element, value }) as Effect;
const traced = (policy: Policy, values: Values, id: string): TraceEntry | undefined => decide(policy, facts(values), { at: START }).trace.find((entry) => entry.rule === id);
const first = (policy: Policy): CompiledRule => compiledOf(policy).rules[0] as CompiledRule;
/** Keys of what a rule came to, as far as they are small. */
const few = ({ few: kept }: Outcomes): number[] => kept.flatMap((outcome, key) => (outcome === undefined ? [] : [key]));

/** Facts of which nothing follows. */
const facing = factNames.filter((name) => /^(?:post|case|incident)\./.test(name) && name !== 'incident.open' && factCatalogue[name].type === 'boolean').slice(0, 11);
/** A value for each of them by its bit. */
const facingBits = (bits: number, one: boolean | null, other: boolean): Values => Object.fromEntries(facing.map((fact, place) => [fact, (bits >> place) & 1 ? one : other]));
const slots: [ElementName, string | number, string | number][] = [
  ['warmth', 1, 2], ['owner', 'care', 'hr'], ['concession', 'granted', 'under-review'], ['cluster', 'victim', 'accidental'], ['apology', 'experience', 'responsibility'], ['moderation', 'report', 'retract-own'],
  ['humour', 'human-approved', 'off'], ['turnLimit', 5, 6], ['maxSimilarity', 0.5, 0.6], ['deadline.humanBy', 90, 80], ['stage', 'note', 'press'],
];

describe('the rules that a plan names', () => {
  test.each<[string, Partial<RuleInput>, Values, string[]]>([
    ['are those that acted, and the last resort where it alone decides', {}, {}, ['A', 'I-00']],
    ['are those alone where one of them decides', { then: [set('decision', 'respond')] }, {}, ['A']],
    ['are not those that do not apply', { when: { fact: 'what.harm', is: 2 } }, { 'what.harm': 3 }, ['I-00']],
    ['are not those that do nothing, as nothing is known', { when: { fact: 'what.harm', is: 2 } }, {}, ['I-00']],
  ])('%s', (_name, override, values, expected) => {
    expect(decide(compilePolicy({ rules: [rule({ id: 'A', ...override })] }), facts(values), { at: START }).rules.map(({ id }) => id)).toEqual(expected);
  });
});

test('what an effect looks up was seen only where the effect applies', () => {
  const then: Effect[] = [{ op: 'set', element: 'deadline.ackBy', value: { table: 'own.{what.topic}' } }, { op: 'forbid', element: 'say.remedy' }];
  const saw = (onUnknown: RuleInput['onUnknown'], values: Values): unknown => {
    const entry = traced(compilePolicy({ rules: [rule({ id: 'A', when: { fact: 'what.harm', is: 2 }, onUnknown, then })], settings: { deadlines: { 'own.product': 70 } } }), values, 'A');
    return [entry?.outcome, entry?.saw];
  };
  expect(saw('skip', {})).toEqual(['unknown', ['what.harm']]);
  expect(saw('forbid-only', {})).toEqual(['unknown-forbids', ['what.harm']]);
  expect(saw('apply', {})).toEqual(['fired', ['what.harm', 'what.topic']]);
  expect(saw('skip', { 'what.harm': 2 })).toEqual(['fired', ['what.harm', 'what.topic']]);
});

describe('the same outcome is one entry for all decisions', () => {
  const fresh = (): Policy => compilePolicy({
    rules: [
      rule({ id: 'A', block: 'P1', when: { fact: 'case.turns', is: 1 }, then: [set('warmth', 3), set('stage', 'press')] }),
      rule({ id: 'Z', block: 'P6', when: { any: [{ fact: 'what.harm', is: 2 }, { fact: 'what.topic', is: 'service' }] }, then: [set('warmth', 1)] }),
    ],
  });
  test.each<[string, string, Values, Values, Partial<TraceEntry>]>([
    ['of a rule that applies', 'Z', { 'what.harm': 2, 'case.turns': 0 }, { 'what.harm': 2, 'case.turns': 0 }, { outcome: 'fired', saw: ['what.harm'] }],
    ['of a rule that applies for the same reason', 'Z', { 'what.harm': 2, 'case.turns': 0 }, { 'what.harm': 2, 'what.topic': 'product', 'case.turns': 2 }, { outcome: 'fired', saw: ['what.harm'] }],
    ['of a rule that may apply', 'Z', { 'case.turns': 0 }, { 'case.turns': 2 }, { outcome: 'unknown', saw: ['what.topic', 'what.harm'] }],
    ['of a rule that gave way', 'Z', { 'what.harm': 2, 'case.turns': 1 }, { 'what.harm': 2, 'case.turns': 1 }, { lost: [{ effect: set('warmth', 1), to: 'A', why: 'block' }] }],
    ['of the last resort', 'I-00', { 'what.harm': 3, 'case.turns': 1 }, { 'what.harm': 2, 'case.turns': 1 }, { outcome: 'fired', saw: [] }],
  ])('%s', (_name, id, before, after, expected) => {
    const policy = fresh();
    const entry = traced(policy, before, id);
    expect({ ...entry, saw: [...(entry?.saw ?? [])].sort() }).toMatchObject({ ...expected, ...(expected.saw === undefined ? {} : { saw: [...expected.saw].sort() }) });
    expect(traced(policy, after, id)).toBe(entry);
  });
  test('and another where it is another', () => {
    const policy = fresh();
    expect(traced(policy, { 'what.harm': 2, 'case.turns': 1 }, 'Z')).not.toBe(traced(policy, { 'what.harm': 2, 'case.turns': 0 }, 'Z'));
    expect(traced(policy, { 'case.turns': 1 }, 'I-00')?.did?.map(({ element }) => element)).not.toContain('stage');
    expect(traced(policy, { 'case.turns': 0 }, 'I-00')?.did?.map(({ element }) => element)).toContain('stage');
  });
});

describe('what a rule came to', () => {
  const any = (many: number): RuleInput => rule({ id: 'A', when: { any: facing.slice(0, many).map((fact) => ({ fact, is: true })) } });
  test.each<[string, number, number, number[], number[]]>([
    ['that does not apply', 2, 0b00, [0], []],
    ['that applies', 1, 0b1, [1], []],
    ['by the last of four comparisons', 4, 0b1000, [64], []],
    ['by all of four comparisons', 4, 0b1111, [85], []],
    ['by the last of five comparisons', 5, 0b10000, [], [256]],
    ['by all of five comparisons', 5, 0b11111, [], [341]],
  ])('%s is weighed once', (_name, many, bits, small, great) => {
    const policy = compilePolicy({ rules: [any(many)] });
    const { when, outcomes } = first(policy);
    const { test: weigh } = when;
    let weighed = 0;
    Object.assign(when, { test: (truths: Uint8Array) => ((weighed += 1), weigh(truths)) });
    const outcomeNow = (): string | undefined => traced(policy, facingBits(bits, true, false), 'A')?.outcome;
    const expected = bits === 0 ? undefined : 'fired';
    expect([outcomeNow(), outcomeNow()]).toEqual([expected, expected]);
    expect([weighed, few(outcomes), [...outcomes.byKey.keys()]]).toEqual([1, small, great]);
  });
  test('is kept of a thousand outcomes and no more', () => {
    const policy = compilePolicy({ rules: [rule({ id: 'A', when: { all: facing.map((fact) => ({ not: { fact, is: false } })) } })] });
    for (let bits = 0; bits < 1_100; bits += 1) decide(policy, facts(facingBits(bits, null, true)), { at: START });
    const { outcomes } = first(policy);
    expect([few(outcomes).length, outcomes.byKey.size, outcomes.distinct.size]).toEqual([16, 1_024, 1_024]);
  });
});

describe('what was lost, and to whom', () => {
  const stronger = slots.map(([element, , value], place) => rule({ id: `A-${String(place).padStart(2, '0')}`, block: 'P1', when: { fact: facing[place] as FactName, is: true }, then: [set(element, value)] }));
  const all = rule({ id: 'Z', block: 'P6', then: slots.map(([element, value]) => set(element, value)) });
  test('is told of each way to lose, and a thousand of them are kept', () => {
    const policy = compilePolicy({ rules: [...stronger, all] });
    const { outcomes } = compiledOf(policy).rules.at(-1) as CompiledRule;
    expect([traced(policy, facingBits(0, true, false), 'Z')?.lost, outcomes.beaten]).toEqual([undefined, 0]);
    for (let bits = 1; bits < 1_100; bits += 1) {
      const entry = traced(policy, facingBits(bits, true, false), 'Z');
      expect(entry?.lost?.map(({ to }) => to)).toEqual(stronger.filter((_, place) => (bits >> place) & 1).map(({ id }) => id));
      if (bits === 1) expect([traced(policy, facingBits(1, true, false), 'Z') === entry, outcomes.beaten]).toEqual([true, 1]);
    }
    expect(outcomes.beaten).toBe(1_024);
  });
  test('is told apart by the first of many effects', () => {
    const warm = (id: string, is: number): RuleInput => rule({ id, block: 'P1', when: { fact: 'case.turns', is }, then: [set('warmth', is)] });
    const others = Array.from({ length: 70 }, (_, index) => rule({ id: `F-${index}`, when: { fact: 'case.turns', is: 90 + index } }));
    const policy = compilePolicy({ rules: [warm('A-2', 2), warm('A-3', 3), warm('A-4', 4), ...others, rule({ id: 'Y', block: 'P1', then: [set('stage', 'press')] }), all] });
    expect([2, 3, 4, 5].map((turns) => traced(policy, { 'case.turns': turns }, 'Z')?.lost?.map(({ to }) => to))).toEqual([['A-2', 'Y'], ['A-3', 'Y'], ['A-4', 'Y'], ['Y']]);
  });
  test('by the last resort is kept by what is left to it', () => {
    const policy = compilePolicy({ rules: [rule({ id: 'A', when: { fact: 'what.harm', is: 2 }, then: [set('warmth', 1)] })] });
    const { baseline } = compiledOf(policy);
    const standing = (gone: ElementName[]): number => baseline.rule.then.reduce((key, { element }) => key * 2 + (gone.includes(element) ? 0 : 1), 0);
    for (const harm of [2, 3, 2, 3]) decide(policy, facts({ 'what.harm': harm }), { at: START });
    expect([...baseline.outcomes.left.keys()]).toEqual([standing(['warmth']), standing([])]);
  });
});

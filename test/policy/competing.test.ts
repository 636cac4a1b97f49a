import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, defaultDeadlines } from '../../src/policy/index.ts';
import { baselineRule } from '../../src/policy/baseline.ts';
import { elementNames, type ElementName } from '../../src/spec/element.ts';
import { factCatalogue, factNames, type FactName, type FactValue } from '../../src/spec/facts.ts';
import type { Plan, TraceEntry } from '../../src/spec/plan.ts';
import { blockSchema, levelSchema, type Effect, type RuleInput } from '../../src/spec/rule.ts';
import { facts, rule, START } from './support.ts';

const runs = Math.max(25, Math.ceil(Number(process.env.KASHUV_RUNS ?? 10_000) / 100));

/** Spans of time by topic and by demand; some are the same in both. */
const deadlines = { 'own.product': 70, 'own.service': 50, 'own.campaign': 30, 'made.fix': 30, 'made.refund': 50, 'made.apology': 90, plain: 50 };
const tables = ['own.{what.topic}', 'made.{what.demand}', 'plain'];

const slotValues = { decision: ['escalate-first', 'internal-only'], stage: ['note', 'press', 'praise'], warmth: [1, 2, 3], cluster: ['victim', 'accidental'], concession: ['granted', 'under-review'], turnLimit: [2, 3], moderation: ['report', 'retract-own'] } as const;
const members = ['say.empathy', 'approve.legal', 'say.remedy', 'strategy.rebuild', 'strategy.deny', 'act.vary', 'flag.legal', 'venue.origin'] as const satisfies ElementName[];
const spans = ['deadline.humanBy', 'deadline.preventionBy', 'deadline.reviewAt'] as const;

const effect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constantFrom('require' as const, 'forbid' as const), element: fc.constantFrom(...members) }) },
  { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(slotValues) as (keyof typeof slotValues)[])).chain((element) => fc.constantFrom<string | number>(...slotValues[element]).map((value): Effect => ({ op: 'set', element, value }))) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('set' as const), element: fc.constantFrom(...spans), value: fc.oneof(fc.constantFrom(30, 50, 60, 70), fc.constantFrom(...tables).map((table) => ({ table }))) }) },
);

/** Each asks for one fact, and is not known where the fact is not. */
const conditions: readonly { when: RuleInput['when']; fact: FactName | null; holds: (value: FactValue) => boolean }[] = [
  { when: { always: true }, fact: null, holds: () => true },
  ...[0, 1, 2].map((is) => ({ when: { fact: 'case.turns' as const, is }, fact: 'case.turns' as const, holds: (value: FactValue) => value === is })),
  ...['product', 'service'].map((is) => ({ when: { fact: 'what.topic' as const, is }, fact: 'what.topic' as const, holds: (value: FactValue) => value === is })),
  { when: { not: { fact: 'what.demand', is: 'fix' } }, fact: 'what.demand', holds: (value) => value !== 'fix' },
];
const written = fc.record({
  condition: fc.constantFrom(...conditions),
  block: fc.constantFrom('P0' as const, 'P3' as const, 'P4' as const, 'P7' as const),
  level: fc.constantFrom(...levelSchema.options),
  onUnknown: fc.constantFrom('skip' as const, 'apply' as const, 'forbid-only' as const),
  off: fc.nat(9).map((chance) => chance === 0),
  then: fc.uniqueArray(effect, { minLength: 1, maxLength: 5, selector: ({ element }) => element }),
});
type Written = typeof written extends fc.Arbitrary<infer T> ? T : never;
type Given = { [name in FactName]?: FactValue | null };
const given: fc.Arbitrary<Given> = fc.record({ 'case.turns': fc.constantFrom(0, 1, 2, null), 'what.topic': fc.constantFrom('product', 'service', 'campaign', null), 'what.demand': fc.constantFrom('fix', 'refund', 'apology', null) });

const idOf = (index: number): string => `X-${String(index).padStart(2, '0')}`;

/** Not in force, and names every table, so that no setting is one that no rule names. */
const naming = tables.map((table): Written => ({ condition: conditions[0] as Written['condition'], block: 'P7', level: 'may', onUnknown: 'skip', off: true, then: [{ op: 'set', element: 'deadline.ackBy', value: { table } }] }));

const compiled = (rules: readonly Written[]): ReturnType<typeof compilePolicy> =>
  compilePolicy({
    rules: rules.map(({ condition, block, level, onUnknown, then }, index) => rule({ id: idOf(index), when: condition.when, block, level, onUnknown, then })),
    settings: { deadlines },
    switchedOff: rules.flatMap(({ off }, index) => (off ? [idOf(index)] : [])),
  });

/** The rules that the loader takes together: it refuses an effect that can never win. */
function taken(candidates: readonly Written[]): Written[] {
  let rules = [...candidates, ...naming];
  for (;;) {
    try {
      compiled(rules);
      return rules;
    } catch (problem) {
      const refused = /^rules\[(X-\d+)\]/.exec((problem as { field?: string }).field ?? '')?.[1];
      if (refused === undefined) throw problem;
      rules = rules.filter((_, index) => idOf(index) !== refused);
    }
  }
}

interface Party {
  readonly id: string;
  readonly rank: number;
  readonly force: number;
  readonly order: number;
  readonly outcome: TraceEntry['outcome'] | 'passed';
  readonly saw: readonly FactName[];
  readonly did: readonly Effect[];
}

const minutesOf = (value: unknown, values: Given): number => {
  if (typeof value === 'number') return value;
  const { table } = value as { table: string };
  if (table === 'plain') return deadlines.plain;
  if (table === 'answer' || table === 'monitor') return defaultDeadlines[table]?.minutes ?? 0;
  const [prefix, fact] = table.startsWith('own') ? ['own', 'what.topic' as const] : ['made', 'what.demand' as const];
  const own = Object.entries(deadlines).filter(([name]) => name.startsWith(`${prefix}.`));
  return own.find(([name]) => name === `${prefix}.${String(values[fact])}`)?.[1] ?? Math.min(...own.map(([, minutes]) => minutes));
};
const looksAt = (effects: readonly Effect[]): FactName[] =>
  effects.flatMap((one) => (one.op === 'set' && typeof one.value === 'object' ? (/\{(.*)\}/.exec(one.value.table)?.slice(1) as FactName[] | undefined) ?? [] : []));

function party({ condition, block, level, onUnknown, off, then }: Written, order: number, values: Given): Party {
  const about = { id: idOf(order), rank: blockSchema.options.indexOf(block), force: levelSchema.options.indexOf(level), order };
  if (off) return { ...about, outcome: 'off', saw: [], did: [] };
  const value = condition.fact === null ? true : (values[condition.fact] ?? null);
  if (value !== null && !condition.holds(value)) return { ...about, outcome: 'passed', saw: [], did: [] };
  const saw = condition.fact === null ? [] : [condition.fact];
  if (value !== null || onUnknown === 'apply') return { ...about, outcome: 'fired', saw: [...new Set([...saw, ...looksAt(then)])], did: then };
  const forbids = onUnknown === 'forbid-only' ? then.filter(({ op }) => op === 'forbid') : [];
  return { ...about, outcome: forbids.length > 0 ? 'unknown-forbids' : 'unknown', saw, did: forbids };
}

/** The rule of the strongest who says this, among those who do. */
function strongest(parties: readonly Party[], says: (effect: Effect) => boolean, minutes: (party: Party) => number): Party | null {
  const by = (a: Party, b: Party): number => a.rank - b.rank || minutes(a) - minutes(b) || a.force - b.force || a.order - b.order;
  return parties.filter(({ did }) => did.some(says)).sort(by)[0] ?? null;
}

/** Who competes and who wins, said as plainly as can be. */
function plainly(rules: readonly Written[], values: Given): { trace: TraceEntry[]; required: Plan['require']; forbidden: Plan['require']; slots: Map<ElementName, { value: unknown; rule: string }>; parties: Party[] } {
  const consulted = rules.map((one, order) => party(one, order, values));
  const baseline: Party = { id: 'I-00', rank: 8, force: 2, order: rules.length, outcome: 'fired', saw: [], did: baselineRule.then };
  const parties = [...consulted.filter(({ did }) => did.length > 0), baseline];
  const isSpan = (element: ElementName): boolean => element.startsWith('deadline.');
  const told = (one: Party, element: ElementName): unknown => {
    const effect = one.did.find((candidate) => candidate.op === 'set' && candidate.element === element);
    if (effect?.op !== 'set') return null;
    return isSpan(element) ? minutesOf(effect.value, values) : effect.value;
  };
  const setter = (element: ElementName): Party | null => strongest(parties, (effect) => effect.op === 'set' && effect.element === element, (one) => (isSpan(element) ? (told(one, element) as number) : 0));
  const who = (op: Effect['op'], element: ElementName): Party | null => strongest(parties, (effect) => effect.op === op && effect.element === element, () => 0);
  const winnerOver = (one: Party, { op, element }: Effect): Party | null => {
    if (op === 'set') {
      const winner = setter(element) as Party;
      return told(winner, element) === told(one, element) ? null : winner;
    }
    const [require, forbid] = [who('require', element), who('forbid', element)];
    if (require === null || forbid === null) return null;
    const forbidden = forbid.rank <= require.rank;
    return (op === 'forbid') === forbidden ? null : forbidden ? forbid : require;
  };
  const whyLost = (one: Party, winner: Party, { op, element }: Effect): 'block' | 'forbid' | 'stricter' | 'level' | 'order' =>
    winner.rank < one.rank ? 'block' : op !== 'set' ? 'forbid' : isSpan(element) ? 'stricter' : winner.force < one.force ? 'level' : 'order';
  const trace = consulted.flatMap((one): TraceEntry[] => {
    if (one.outcome === 'passed') return [];
    const entry: TraceEntry = { rule: one.id, outcome: one.outcome, saw: [...one.saw] };
    if (one.did.length === 0) return [entry];
    const lost = one.did.flatMap((effect) => {
      const winner = winnerOver(one, effect);
      return winner === null ? [] : [{ effect, to: winner.id, why: whyLost(one, winner, effect) }];
    });
    return [{ ...entry, did: [...one.did], ...(lost.length === 0 ? {} : { lost }) }];
  });
  trace.push({ rule: 'I-00', outcome: 'fired', saw: [], did: baseline.did.filter((effect) => winnerOver(baseline, effect) === null) });
  const standing = (op: 'require' | 'forbid'): Plan['require'] =>
    elementNames.flatMap((element) => {
      const [best, other] = [who(op, element), who(op === 'require' ? 'forbid' : 'require', element)];
      if (best === null || (other !== null && (op === 'require' ? other.rank <= best.rank : other.rank < best.rank))) return [];
      const force = Math.min(...parties.filter(({ did }) => did.some((effect) => effect.op === op && effect.element === element)).map((one) => one.force));
      return [{ element, level: levelSchema.options[force] ?? 'may', rule: best.id }];
    });
  const slots = new Map<ElementName, { value: unknown; rule: string }>();
  for (const element of elementNames) {
    const winner = setter(element);
    if (winner !== null) slots.set(element, { value: told(winner, element), rule: winner.id });
  }
  return { trace, required: standing('require'), forbidden: standing('forbid'), slots, parties: consulted };
}

describe('effects that compete', () => {
  test('come to what is written of them, whatever the policy decided before', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 2, maxLength: 16 }), fc.array(given, { minLength: 2, maxLength: 6 }), (candidates, all) => {
        const rules = taken(candidates);
        const policy = compiled(rules);
        for (const values of [...all, ...all, ...all]) {
          const plan = decide(policy, facts(values), { at: START });
          const { trace, required, forbidden, slots, parties } = plainly(rules, values);
          expect(plan.trace).toEqual(trace);
          expect(plan.passed).toEqual(parties.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id));
          const acting = parties.filter(({ did }) => did.length > 0).map(({ id, rank, force }) => ({ id, block: blockSchema.options[rank], level: levelSchema.options[force] }));
          expect(plan.rules).toEqual([...acting, ...(plan.decision.rule === 'I-00' ? [{ id: 'I-00', block: 'P7', level: 'may' }] : [])]);
          expect([plan.decision.action, plan.decision.rule]).toEqual([slots.get('decision')?.value, slots.get('decision')?.rule]);
          const of = (group: string, list: Plan['require']): Plan['require'] => list.filter(({ element }) => element.startsWith(`${group}.`));
          expect([plan.require, plan.actions, plan.flags, plan.posture.use]).toEqual(['say', 'act', 'flag', 'strategy'].map((group) => of(group, required)));
          expect(plan.approvers.length).toBe(of('approve', required).length);
          expect(plan.posture.avoid).toEqual(of('strategy', forbidden));
          expect(plan.forbid).toEqual(forbidden.filter(({ element }) => !element.startsWith('strategy.')));
          expect(plan.venues.map(({ target, rule: id }) => [target, id])).toEqual(required.filter(({ element }) => element === 'venue.origin' && plan.decision.action !== 'internal-only').map(({ rule: id }) => ['origin', id]));
          const value = (element: ElementName): unknown => slots.get(element)?.value ?? null;
          expect([plan.stage, plan.tone.warmth, plan.posture.cluster, plan.posture.concession, plan.turns.limit, plan.moderation.action]).toEqual(['stage', 'warmth', 'cluster', 'concession', 'turnLimit', 'moderation'].map((element) => value(element as ElementName)));
          expect(Object.entries(plan.deadlines).map(([name, { minutes, rule: id }]) => [name, minutes, id])).toEqual(
            (plan.decision.action === 'monitor' ? ['preventionBy', 'reviewAt', 'humanBy'] : ['ackBy', 'preventionBy', 'humanBy']).filter((name) => name !== 'ackBy' || plan.decision.action === 'escalate-first').flatMap((name) => {
              const slot = slots.get(`deadline.${name}` as ElementName);
              return slot === undefined ? [] : [[name, slot.value, slot.rule]];
            }),
          );
        }
        const [last] = all.slice(-1);
        expect(decide(policy, facts(last ?? {}), { at: START })).toEqual(decide(compiled(rules), facts(last ?? {}), { at: START }));
      }),
      { numRuns: runs },
    );
  });
});

/** Decides on each of these many times over, and holds each plan against that of a policy that has decided nothing yet. */
function expectFresh(rules: RuleInput[], all: readonly Given[], settings = {}): Plan[] {
  const policy = compilePolicy({ rules, settings });
  const first = all.map((values) => decide(compilePolicy({ rules, settings }), facts(values), { at: START }));
  for (let round = 0; round < 3; round += 1) all.forEach((values, index) => expect(decide(policy, facts(values), { at: START })).toEqual(first[index]));
  for (const [index, values] of all.entries()) for (let round = 0; round < 3; round += 1) expect(decide(policy, facts(values), { at: START })).toEqual(first[index]);
  return first;
}

test('nobody can change a rule through a plan, or through the policy', () => {
  const policy = compilePolicy({ rules: [rule({ id: 'A', when: { all: [{ fact: 'what.harm', is: 2 }] }, then: [{ op: 'set', element: 'deadline.humanBy', value: { table: 'answer' } }, { op: 'forbid', element: 'say.remedy' }] }), rule({ id: 'B', block: 'P3', then: [{ op: 'set', element: 'deadline.humanBy', value: 1 }] })] });
  const frozen = (value: unknown): boolean => typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
  const { trace, rules, require, forbid } = decide(policy, {}, { at: START });
  const members = [...trace, ...rules, ...require, ...forbid, ...decide(policy, facts({ 'what.harm': 2 }), { at: START }).trace];
  expect([...members, policy.rules, policy.settings].filter((value) => !frozen(value))).toEqual([]);
});

describe('a policy that has decided much', () => {
  test('still knows nothing from little', () => {
    const turns = (id: string, is: number): RuleInput => rule({ id, when: { fact: 'case.turns', is } });
    const plans = expectFresh([turns('A', 1), turns('B', 2)], [{ 'case.turns': 0 }, { 'case.turns': 1 }, { 'case.turns': 2 }, {}]);
    expect(plans.map(({ passed }) => passed.join())).toEqual(['A,B', 'B', 'A', '']);
    const both = [rule({ id: 'A', when: { fact: 'case.turns', atLeast: 1 } }), rule({ id: 'B', when: { fact: 'what.harm', atLeast: 1 }, then: [{ op: 'require', element: 'say.remedy' }] })];
    const two = expectFresh(both, [{ 'case.turns': 0, 'what.harm': 1 }, { 'case.turns': 1, 'what.harm': 1 }, { 'case.turns': 1, 'what.harm': 0 }, { 'case.turns': 0, 'what.harm': 0 }]);
    expect(two.map(({ require }) => require.length)).toEqual([1, 2, 1, 0]);
  });
  test('tells spans of time apart that differ in both places', () => {
    const rules = [rule({ id: 'A', then: [{ op: 'set', element: 'deadline.humanBy', value: { table: 'own.{what.topic}' } }, { op: 'set', element: 'deadline.preventionBy', value: { table: 'made.{what.demand}' } }] })];
    // 10 and 62 come to what 12 and 0 do where the first counts 31 times.
    const plans = expectFresh(rules, [{ 'what.topic': 'product', 'what.demand': 'fix' }, { 'what.topic': 'service', 'what.demand': 'refund' }], { deadlines: { 'own.product': 10, 'own.service': 12, 'made.fix': 62, 'made.refund': 0 } });
    expect(plans.map(({ deadlines: { humanBy, preventionBy } }) => [humanBy?.minutes, preventionBy?.minutes])).toEqual([[10, 62], [12, 0]]);
  });
  test('tells apart to whom a rule of many effects gave way', () => {
    const values: [ElementName, string | number][] = [['stage', 'note'], ['owner', 'care'], ['concession', 'granted'], ['cluster', 'victim'], ['apology', 'experience'], ['moderation', 'report'], ['humour', 'human-approved'], ['turnLimit', 5], ['maxSimilarity', 0.5], ['deadline.humanBy', 90], ['deadline.preventionBy', 90], ['warmth', 1]];
    const others = Array.from({ length: 70 }, (_, index) => rule({ id: `F-${index}`, when: { fact: 'case.turns', is: 90 + index } }));
    const warm = (id: string, is: number): RuleInput => rule({ id, block: 'P1', when: { fact: 'case.turns', is }, then: [{ op: 'set', element: 'warmth', value: is }] });
    const rules = [warm('A-2', 2), warm('A-3', 3), warm('A-4', 4), ...others, rule({ id: 'Y', block: 'P1', then: [{ op: 'set', element: 'stage', value: 'press' }] }), rule({ id: 'Z', block: 'P6', then: values.map(([element, value]) => ({ op: 'set', element, value })) })];
    const plans = expectFresh(rules, [2, 3, 4, 5].map((turns) => ({ 'case.turns': turns })));
    expect(plans.map(({ trace }) => trace.find(({ rule: id }) => id === 'Z')?.lost?.map(({ to }) => to))).toEqual([['Y', 'A-2'], ['Y', 'A-3'], ['Y', 'A-4'], ['Y']]);
  });
  test('tells apart which effect of a rule gave way, and to whom', () => {
    const only = (id: string, is: number, element: ElementName): RuleInput => rule({ id, block: 'P1', when: { fact: 'case.turns', is }, then: [{ op: 'set', element, value: is }] });
    const both = rule({ id: 'Z', block: 'P6', then: [{ op: 'set', element: 'warmth', value: 0 }, { op: 'set', element: 'turnLimit', value: 9 }] });
    for (const others of [0, 1, 2, 3]) {
      const more = Array.from({ length: others }, (_, index) => rule({ id: `F-${index}` }));
      const plans = expectFresh([only('A', 1, 'warmth'), only('B', 2, 'turnLimit'), only('C', 3, 'turnLimit'), ...more, both], [0, 1, 2, 3].map((turns) => ({ 'case.turns': turns })));
      expect(plans.map(({ trace }) => trace.find(({ rule: id }) => id === 'Z')?.lost?.map(({ effect: { element }, to }) => [element, to]))).toEqual([undefined, [['warmth', 'A']], [['turnLimit', 'B']], [['turnLimit', 'C']]]);
    }
  });
  test('weighs anew what it has met too often to keep', () => {
    const facing = factNames.filter((name) => name.startsWith('incident.') && factCatalogue[name].type === 'boolean').slice(0, 11);
    const policy = compilePolicy({ rules: [rule({ id: 'X', when: { all: facing.map((fact) => ({ not: { fact, is: false } })) } }), rule({ id: 'Y', then: [{ op: 'forbid', element: 'say.remedy' }] })] });
    expect(facing).toHaveLength(11);
    for (let round = 0; round < 2; round += 1) {
      for (let bits = 0; bits < 2 ** facing.length; bits += 1) {
        const unsure = facing.filter((_, place) => (bits >> place) & 1);
        const { trace } = decide(policy, facts({ 'what.harm': 1, ...Object.fromEntries(facing.map((fact) => [fact, unsure.includes(fact) ? null : true])) }), { at: START });
        expect(trace.map(({ rule: id, outcome }) => [id, outcome])).toEqual([['X', unsure.length > 0 ? 'unknown' : 'fired'], ['Y', 'fired'], ['I-00', 'fired']]);
        expect(trace[0]?.saw).toEqual(unsure.length > 0 ? unsure : facing);
      }
    }
  });
});

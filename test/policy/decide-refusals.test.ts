import { describe, expect, test } from 'vitest';
import { bindings, compilePolicy, decide, defaultDeadlines, prPolicy, prRules, type Policy, type Situation } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Facts } from '../../src/spec/facts.ts';
import { brand, complaint, facts, incident, rule, START } from './support.ts';

const policy = prPolicy();

/** Code, field and the rest of what is said; past the types, as a caller without them may write it. */
function refusal(work: () => unknown): [code: string, field: string | undefined, message: string] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KashuvError)) throw error;
    expect(error.fix).toMatch(/\S/);
    return [error.code, error.field, error.message.slice(`${error.field}: `.length, -(error.fix ?? '').length - 1)];
  }
  throw new Error('it was accepted');
}

describe('what is no policy is refused', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['nothing', undefined, 'nothing'],
    ['a number', 5, '5'],
    ['an empty object', {}, 'an object'],
    ['a copy', { ...policy }, 'an object'],
    ['what JSON keeps of one', JSON.parse(JSON.stringify(policy)), 'an object'],
  ])('%s', (_name, written, got) => {
    expect(refusal(() => decide(written as Policy, {}))).toEqual(['CONFIG_INVALID', 'policy', `expected a policy, got ${got}.`]);
  });
});

describe('what are no facts is refused', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['nothing', undefined, 'nothing'],
    ['a number', 5, '5'],
    ['a text', 'complaint', "'complaint'"],
    ['a list', [], 'a list'],
    ['a map', new Map([['what.kind', 'complaint']]), 'an object'],
    ['a promise that nobody awaited', Promise.resolve({}), 'an object'],
  ])('%s', (_name, written, got) => {
    expect(refusal(() => decide(policy, written as Facts))).toEqual(['INPUT_INVALID', 'facts', `expected an object of facts, got ${got}.`]);
  });
  test('facts without a prototype are facts', () => {
    expect(decide(policy, Object.assign(Object.create(null), complaint()) as Facts, { at: START })).toEqual(decide(policy, complaint(), { at: START }));
  });
});

describe('what is no situation is refused at its place', () => {
  const plan = decide(policy, complaint(), { at: START });
  const noTime = (got: string): string => `expected a time in epoch ms, got ${got}.`;
  const noText = (got: string): string => `expected a text, got ${got}.`;
  const noObject = (got: string): string => `expected an object, got ${got}.`;
  const MISSING = 'is missing.';
  const UNREAD = 'there is no such part.';
  test.each<[string, unknown, string, string]>([
    ['null', null, '', noObject('null')],
    ['a number', 5, '', noObject('5')],
    ['a list', [], '', noObject('a list')],
    ['a misspelt part', { venue: {} }, '.venue', UNREAD],
    ['a misspelt part without content', { precedent: undefined }, '.precedent', UNREAD],
    ['a part with a name of a megabyte', { ['x'.repeat(1_000_000)]: 1 }, `.${'x'.repeat(80)}…`, UNREAD],
    ['a time in words', { at: 'x' }, '.at', noTime("'x'")],
    ['a time that is no number', { at: Number.NaN }, '.at', noTime('NaN')],
    ['a time without an end', { at: Infinity }, '.at', noTime('Infinity')],
    ['a date', { at: new Date(START) }, '.at', noTime('an object')],
    ['a time after the year 9999', { at: Date.UTC(10_000, 0) }, '.at', noTime('253402300800000')],
    ['a last word that is null', { lastStatementAt: null }, '.lastStatementAt', noTime('null')],
    ['a cause identified at no time', { identifiedAt: 1e300 }, '.identifiedAt', noTime('1e+300')],
    ['a clock that says nothing', { clock: {} }, '.clock.basis', MISSING],
    ['a clock without a start', { clock: { basis: 'opened' } }, '.clock.start', MISSING],
    ['a clock of no basis', { clock: { basis: 'noon', start: START } }, '.clock.basis', "'noon' is none of its values."],
    ['a clock from no time', { clock: { basis: 'opened', start: Number.NaN } }, '.clock.start', noTime('NaN')],
    ['a brand without a name', { brand: {} }, '.brand.id', 'Invalid input: expected string, received undefined.'],
    ['a brand that is a number', { brand: 5 }, '.brand', 'Invalid input: expected object, received number.'],
    ['a brand that is null', { brand: null }, '.brand', 'Invalid input: expected object, received null.'],
    ['a brand with an owner of no role', { brand: { id: 'acme', name: 'Acme', query: 'acme', owners: [{ role: 'intern', name: 'Noa' }] } }, '.brand.owners[0].role', expect.stringMatching(/^Invalid option/)],
    ['a brand with an option that there is not', { brand: { ...brand(), color: 'red' } }, '.brand.color', 'there is no such option.'],
    ['venues that are a list', { venues: [] }, '.venues', noObject('a list')],
    ['a misspelt venue', { venues: { hubs: { venue: 'a' } } }, '.venues.hubs', UNREAD],
    ['a hub that is a number', { venues: { hub: 5 } }, '.venues.hub', noObject('5')],
    ['a hub without a venue', { venues: { hub: { share: 1 } } }, '.venues.hub.venue', MISSING],
    ['a hub of no name', { venues: { hub: { venue: ' ' } } }, '.venues.hub.venue', noText("' '")],
    ['more than the whole crowd at the hub', { venues: { hub: { venue: 'a', share: 2 } } }, '.venues.hub.share', 'expected a share, got 2.'],
    ['a share of a place that is no hub', { venues: { origin: { venue: 'a', share: 1 } } }, '.venues.origin.share', UNREAD],
    ['a reply to a number', { venues: { origin: { venue: 'a', replyTo: 5 } } }, '.venues.origin.replyTo', noText('5')],
    ['originators that are no list', { venues: { originators: { venue: 'a' } } }, '.venues.originators', 'expected a list, got an object.'],
    ['one of them no place', { venues: { originators: [{ venue: 'a' }, 'b'] } }, '.venues.originators[1]', noObject("'b'")],
    ['a state that there is not', { incidentState: 'over' }, '.incidentState', "'over' is none of its values."],
    ['a subject of no type', { subject: { type: 'person', id: 'a', brand: 'b' } }, '.subject.type', "'person' is none of its values."],
    ['a subject without an id', { subject: { type: 'case', brand: 'b' } }, '.subject.id', MISSING],
    ['an earlier plan by its id', { previous: plan.id }, '.previous', noObject(`'${plan.id}'`)],
    ['an earlier plan without a clock', { previous: { ...plan, clock: undefined } }, '.previous.clock', MISSING],
    ['an earlier plan with a deadline at no time', { previous: { ...plan, deadlines: { ackBy: { at: 'soon', minutes: 5, rule: 'R-07' } } } }, '.previous.deadlines.ackBy.at', noTime("'soon'")],
    ['a reason that says nothing', { previous: plan, loosen: '' }, '.loosen', noText("''")],
    ['precedents that are no list', { precedents: 'plan_1' }, '.precedents', "expected a list, got 'plan_1'."],
    ['one of them no id', { precedents: ['plan_1', 2] }, '.precedents[1]', noText('2')],
  ])('%s', (_name, written, field, message) => {
    expect(refusal(() => decide(policy, complaint(), written as Situation))).toEqual(['INPUT_INVALID', `situation${field}`, message]);
  });

  test.each<[string, Situation]>([
    ['nothing', {}],
    ['what is there without content', { at: undefined, brand: undefined, clock: undefined, venues: { hub: undefined, origin: undefined }, previous: undefined, incidentState: null }],
    ['the last moment there is', { at: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }],
    ['a place to answer that is not a reply', { venues: { hub: { venue: 'a', share: 0, replyTo: null }, originators: [], amplifiers: [{ venue: 'b' }] } }],
    ['an earlier plan as JSON keeps it', { at: START + 1, previous: JSON.parse(JSON.stringify(plan)) as Situation['previous'] }],
    ['an earlier plan with more than this one knows', { at: START + 1, previous: { ...plan, later: true } as Situation['previous'], loosen: 'a human said so' }],
  ])('accepted: %s', (_name, situation) => {
    expect(decide(policy, complaint(), situation).decision.action).toBe('respond-then-private');
  });

  test('every moment of a plan is a date, however late', () => {
    const patient = prPolicy({ settings: { deadlines: Object.fromEntries(Object.keys(defaultDeadlines).map((name) => [name, 52_704_000])) } });
    const late = decide(patient, incident(), { at: Date.UTC(9999, 11, 31) });
    const moments = [...Object.values(late.deadlines), ...late.duties.map(({ dueAt }) => ({ at: dueAt }))].map(({ at }) => new Date(at).getTime());
    expect(moments.length).toBeGreaterThan(3);
    expect(moments.every((at) => Number.isFinite(at))).toBe(true);
  });
  test('a brand needs no more than a monitor asks of one', () => {
    const input = { id: 'acme', name: 'Acme', query: 'acme', owners: [{ role: 'care' as const, name: 'Dana' }] };
    expect(decide(policy, complaint(), { at: START, brand: input })).toEqual(decide(policy, complaint(), { at: START, brand: brand(input) }));
  });
});

describe('a policy is out of the reach of its host', () => {
  const vip = { revision: 1, evaluate: () => true };
  const open = { add: [rule({ id: 'ACME-1', when: { all: [{ fact: 'what.demand', is: 'fix' }, { predicate: 'vip', revision: 1 }] } })], settings: { owners: { complaint: 'senior-care' as const } }, predicates: { vip } };
  const ours = prPolicy(open);
  const before = JSON.stringify(decide(ours, complaint(), { at: START }));

  /** Every object that can be reached from it, with the way there. */
  function reached(value: object, way = 'policy', found = new Map<object, string>()): Map<object, string> {
    if (found.has(value)) return found;
    found.set(value, way);
    for (const key of Reflect.ownKeys(value)) {
      const item: unknown = Reflect.get(value, key);
      if (typeof item === 'object' && item !== null) reached(item, `${way}.${String(key)}`, found);
    }
    return found;
  }
  test('nothing that can be reached from it can be written', () => {
    const all = [...reached(ours)];
    expect(all.length).toBeGreaterThan(1_000);
    expect(all.filter(([value]) => !Object.isFrozen(value) || value instanceof Map || ArrayBuffer.isView(value)).map(([, way]) => way)).toEqual([]);
  });
  test('nor can the rules, bindings and deadlines that policies are made of', () => {
    expect([...reached({ prRules, bindings, defaultDeadlines })].slice(1).filter(([value]) => !Object.isFrozen(value))).toEqual([]);
  });
  test('what the host handed in is its own again', () => {
    vip.evaluate = () => false;
    open.add[0]?.then.push({ op: 'forbid', element: 'say.apology' });
    Object.assign(open.settings.owners, { complaint: 'legal' });
    expect(JSON.stringify(decide(ours, complaint(), { at: START }))).toBe(before);
  });
  test('a predicate is asked as the object it belongs to', () => {
    const asked = { revision: 1, answer: true, evaluate(): boolean { return this.answer; } };
    const mine = compilePolicy({ rules: [rule({ id: 'A', when: { predicate: 'p', revision: 1 } })], predicates: { p: asked } });
    expect(decide(mine, facts({}), { at: START }).rules.map(({ id }) => id)).toContain('A');
  });
});

import { describe, expect, test } from 'vitest';
import { Conditions, keyOf, type CompiledCondition } from '../../src/policy/condition.ts';
import { FALSE, TRUE, UNKNOWN } from '../../src/policy/comparison.ts';
import { viewOf, type View } from '../../src/policy/view.ts';
import type { Condition } from '../../src/spec/condition.ts';
import { factCatalogue, factNames, type FactName, type FactValue } from '../../src/spec/facts.ts';

type Values = { [name in FactName]?: FactValue };
const viewed = (values: Values): View => viewOf(new Map(Object.entries(values) as [FactName, FactValue][]));
const compiled = (...all: Condition[]): [Conditions, CompiledCondition[]] => {
  const conditions = new Conditions({});
  return [conditions, all.map((condition) => conditions.compile(condition))];
};
const harm = (is: number): Condition => ({ fact: 'what.harm', is });
const topic = (is: string): Condition => ({ fact: 'what.topic', is });
const turns = (many: number): Condition[] => Array.from({ length: many }, (_, is) => ({ fact: 'case.turns', is }));
const knowing = (many: number): Condition => ({ all: factNames.slice(0, many).map((fact) => ({ fact, known: true })) });
/** A value for each fact. */
const everything = Object.fromEntries(factNames.map((name): [FactName, FactValue] => {
  const { type, values = ['en'] } = factCatalogue[name] as { type: string; values?: string[] };
  return [name, type === 'boolean' ? true : type === 'number' ? 1 : type === 'set' ? [] : (values[0] as string)];
})) as Values;

describe('the key of a condition is made of what its comparisons come to', () => {
  const speaker: Condition = { fact: 'who.role', is: 'fan' };
  const wide = knowing(14);
  test.each<[string, Condition, Values, number | null]>([
    ['none', { always: true }, {}, 0],
    ['false', harm(2), { 'what.harm': 3 }, FALSE],
    ['true', harm(2), { 'what.harm': 2 }, TRUE],
    ['unknown', harm(2), {}, UNKNOWN],
    ['the same comparison counts once', { any: [harm(2), { not: harm(2) }] }, { 'what.harm': 2 }, 0b01],
    ['of one fact the first stands higher', { any: [harm(2), harm(3)] }, { 'what.harm': 2 }, 0b01_00],
    ['of one fact the last stands lower', { any: [harm(2), harm(3)] }, { 'what.harm': 3 }, 0b00_01],
    ['of two facts the first stands lower', { all: [harm(2), topic('service')] }, { 'what.harm': 2, 'what.topic': 'product' }, 0b00_01],
    ['of two facts the last stands higher', { all: [harm(2), topic('service')] }, { 'what.harm': 3, 'what.topic': 'service' }, 0b01_00],
    ['of two facts unknown', { all: [harm(2), topic('service')] }, {}, 0b10_10],
    ['comparisons of one fact stand together', { any: [harm(2), topic('service'), harm(3)] }, { 'what.harm': 2, 'what.topic': 'service' }, 0b01_01_00],
    ['a speaker who is known', speaker, { 'who.role': 'fan' }, 0b00_01_01],
    ['a speaker who is plausible', speaker, { 'who.plausible': ['fan'] }, 0b01_00_10],
    ['a speaker who is not', speaker, { 'who.plausible': ['troll'] }, 0b01_00_00],
    ['a speaker of whom nothing is known', speaker, {}, 0b00_00_10],
    ['as much as the lower half holds', knowing(15), everything, (4 ** 15 - 1) / 3],
    ['one more', knowing(16), everything, (4 ** 16 - 1) / 3],
    ['one more, which is false', { all: [knowing(15), { fact: 'incident.hub', is: false }] }, everything, (4 ** 15 - 1) / 3],
    ['as much as both halves hold', knowing(26), everything, (4 ** 26 - 1) / 3],
    ['too much', knowing(27), everything, null],
    ['what does not fit the lower half goes to the upper, what still fits does not', { all: [wide, { any: turns(2) }, { fact: 'incident.hub', is: true }] }, { ...everything, 'case.turns': 1 }, (4 ** 14 - 1) / 3 + TRUE * 2 ** 28 + TRUE * 2 ** 30],
    ['what fits neither half', { all: [{ any: turns(16) }, harm(2)] }, {}, null],
  ])('%s', (_name, condition, values, key) => {
    const [conditions, [one]] = compiled(condition);
    expect(keyOf(one as CompiledCondition, conditions.judge(viewed(values)))).toBe(key);
  });
  test('asks for no block where it does not fit', () => {
    expect(compiled(knowing(27))[1]).toMatchObject([{ number: 0, low: null, high: [] }]);
  });
});

describe('conditions that one fact alone can settle', () => {
  const open = (conditions: Conditions, values: Values): number[] => [...conditions.open(conditions.judge(viewed(values)))];
  test.each<[string, Condition, Values, boolean]>([
    ['a comparison that is true leaves it open', harm(2), { 'what.harm': 2 }, true],
    ['a comparison that is false settles it', harm(2), { 'what.harm': 3 }, false],
    ['a comparison that is not known leaves it open', harm(2), {}, true],
    ['one false of all settles it', { all: [harm(2), topic('service')] }, { 'what.harm': 2, 'what.topic': 'product' }, false],
    ['the other false of all settles it', { all: [harm(2), topic('service')] }, { 'what.harm': 3, 'what.topic': 'service' }, false],
    ['one false of all within all settles it', { all: [{ all: [topic('service'), harm(2)] }, { fact: 'post.private', is: true }] }, { 'what.harm': 3 }, false],
    ['none true of any, of one fact, settles it', { any: [harm(2), harm(3)] }, { 'what.harm': 4 }, false],
    ['none true of any, of two facts, leaves it open', { any: [harm(2), topic('service')] }, { 'what.harm': 3, 'what.topic': 'product' }, true],
    ['the opposite of what is true settles it', { not: harm(2) }, { 'what.harm': 2 }, false],
    ['always stays open', { always: true }, {}, true],
  ])('%s', (_name, condition, values, expected) => {
    const [conditions] = compiled(condition);
    expect(open(conditions, values)).toEqual([expected ? 1 : 0]);
  });
  test('stay open where that is asked for', () => {
    const conditions = new Conditions({});
    conditions.compile(harm(2), true);
    conditions.compile(harm(2), false);
    expect(open(conditions, { 'what.harm': 3 })).toEqual([0b01]);
  });
  test.each([1, 2, 31, 32, 33, 63, 64, 65])('are a bit each, of %i', (many) => {
    const [conditions] = compiled(...turns(many));
    const words = Math.ceil(many / 32);
    const bits = (places: number[]): number[] => Array.from({ length: words }, (_, word) => places.reduce((all, place) => (place >> 5 === word ? all | (1 << (place & 31)) : all), 0));
    const all = Array.from({ length: many }, (_, place) => place);
    expect(open(conditions, {})).toEqual(bits(all));
    for (const place of all) expect(open(conditions, { 'case.turns': place })).toEqual(bits([place]));
    expect(open(conditions, { 'case.turns': many })).toEqual(bits([]));
  });
  test('are told in one list, which the next answer takes', () => {
    const [conditions] = compiled(harm(2));
    const list = conditions.open(conditions.judge(viewed({ 'what.harm': 2 })));
    expect(conditions.open(conditions.judge(viewed({ 'what.harm': 3 })))).toBe(list);
    conditions.compile(topic('service'));
    expect(conditions.open(conditions.judge(viewed({})))).toHaveLength(1);
  });
});

test('all comparisons are told by their number', () => {
  const [conditions] = compiled({ any: [harm(2), topic('service'), harm(3)] }, { all: [topic('service'), { fact: 'case.turns', atLeast: 1 }] });
  expect([...conditions.truths(conditions.judge(viewed({ 'what.harm': 3, 'what.topic': 'product' })))]).toEqual([FALSE, FALSE, TRUE, UNKNOWN]);
});

test('whether the speaker is known can be asked beside who it is', () => {
  const [conditions, [, role, plausible]] = compiled({ fact: 'who.role', is: 'fan' }, { fact: 'who.role', known: false }, { fact: 'who.plausible', known: false });
  const truths = (values: Values): (number | undefined)[] => [role, plausible].map((one) => one?.test(conditions.truths(conditions.judge(viewed(values)))));
  expect(truths({ 'who.role': 'fan' })).toEqual([FALSE, TRUE]);
  expect(truths({ 'who.plausible': ['fan'] })).toEqual([TRUE, FALSE]);
});

describe('a comparison', () => {
  /** How often a comparison looks at the values of a view that is judged. */
  function looks(conditions: Conditions, values: Values): number {
    const view = viewed(values);
    let count = 0;
    conditions.judge({ ...view, values: new Proxy(view.values, { get: (target, key) => ((count += 1), Reflect.get(target, key) as unknown) }) });
    return count;
  }
  test.each<[string, Condition, Values, number, number]>([
    ['of a count', harm(2), { 'what.harm': 3 }, 1, 0],
    ['of what is not known', harm(2), {}, 1, 0],
    ['of a number that is not small', harm(2), { 'what.harm': 2.5 }, 1, 1],
    ['of a whole set', { fact: 'what.kinds', has: ['spam'] }, { 'what.kinds': [...factCatalogue['what.kinds'].values] }, 1, 0],
    ['of a speaker', { fact: 'who.role', is: 'fan' }, { 'who.role': 'fan' }, 3, 0],
    ['of a speaker who may be', { fact: 'who.role', is: 'fan' }, { 'who.plausible': ['fan'] }, 4, 0],
  ])('%s looks at a value once, if values can be told apart', (_name, condition, values, first, again) => {
    const [conditions] = compiled(condition);
    expect([looks(conditions, values), looks(conditions, values)]).toEqual([first, again]);
  });
  test('says the same of different values in one row', () => {
    const [conditions] = compiled(harm(2));
    const [three, four, two, half] = [3, 4, 2, 2.5].map((value) => conditions.judge(viewed({ 'what.harm': value }))[0]);
    expect(four).toBe(three);
    expect(half).toBe(three);
    expect(two).not.toBe(three);
  });
  test('keeps so many rows to share, and makes others anew', () => {
    const kinds = factCatalogue['what.kinds'].values;
    const [conditions] = compiled({ any: kinds.slice(0, 13).map((kind): Condition => ({ fact: 'what.kinds', has: [kind] })) });
    const row = (bits: number): unknown => conditions.judge(viewed({ 'what.kinds': kinds.filter((_, place) => (bits >> place) & 1) }))[0];
    // Of the last two kinds no comparison asks.
    const rows = Array.from({ length: 4_097 }, (_, bits) => row(bits));
    expect([0, 1, 4_095, 4_096].map((bits) => row(bits | (1 << 14)) === rows[bits])).toEqual([true, true, true, false]);
    expect(row(4_096 | (1 << 14))).toEqual(rows[4_096]);
  });
});

import { describe, expect, test } from 'vitest';
import { decide, prPolicy } from '../../src/policy/index.ts';
import { isValue, NOT_KNOWN, positionOf, readFacts, textOf, UNCODED, viewOf } from '../../src/policy/view.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import { factCatalogue, factNames, type FactName, type Facts, type FactValue } from '../../src/spec/facts.ts';

/** What is said of facts as somebody may write them in JSON, past the types. */
function refusal(written: object): [string | undefined, string] {
  try {
    readFacts(written);
  } catch (error) {
    if (!(error instanceof KashuvError) || error.code !== 'INPUT_INVALID') throw error;
    return [error.field, error.message.slice(`${error.field}: `.length)];
  }
  throw new Error('the facts were accepted');
}
const one = (fact: FactName, value: unknown): Facts => ({ [fact]: { known: true, value: value as FactValue, confidence: 1, evidence: [] } });

describe('facts that are refused', () => {
  const notFact = "expected a fact. Write known(value) or unknown('why').";
  const noEvidence = 'a known fact has a confidence and a list of evidence. Write known(value).';
  test.each<[string, object, string, string]>([
    ['a name that is not in the catalogue', { 'what.mood': known(1) }, 'what.mood', 'no such fact. See the fact catalogue.'],
    ['a bare value', { 'what.kind': 'complaint' }, 'what.kind', notFact],
    ['nothing at all', { 'what.kind': null }, 'what.kind', notFact],
    ['a fact that is neither known nor not known', { 'what.kind': { known: 'yes', value: 'complaint', confidence: 1, evidence: [] } }, 'what.kind', notFact],
    ['a known fact without a confidence', { 'what.kind': { known: true, value: 'complaint', evidence: [] } }, 'what.kind', noEvidence],
    ['a known fact without evidence', { 'what.kind': { known: true, value: 'complaint', confidence: 1 } }, 'what.kind', noEvidence],
    ['a confidence above certainty', { 'what.kind': { known: true, value: 'complaint', confidence: 5, evidence: [] } }, 'what.kind', 'expected a confidence from 0 to 1, got 5. Write known(value) for a fact that is certain.'],
    ['a confidence below none', { 'what.kind': { known: true, value: 'complaint', confidence: -0.1, evidence: [] } }, 'what.kind', 'expected a confidence from 0 to 1, got -0.1. Write known(value) for a fact that is certain.'],
    ['a confidence that is no number', { 'what.kind': { known: true, value: 'complaint', confidence: Number.NaN, evidence: [] } }, 'what.kind', 'expected a confidence from 0 to 1, got NaN. Write known(value) for a fact that is certain.'],
    ['a fact that is not known, without candidates', { 'who.role': { known: false, why: '' } }, 'who.role', "a fact that is not known has a list of candidates. Write unknown('why')."],
  ])('%s', (_name, written, field, message) => {
    expect(refusal(written)).toEqual([`facts.${field}`, message]);
  });

  const kinds = factCatalogue['what.arousal'].values.join(', ');
  test.each<[string, FactName, unknown, string]>([
    ['a text for a boolean', 'post.private', 'yes', "expected true or false, got 'yes'. Give a boolean."],
    ['a text for a number', 'what.harm', '3', "expected a number, got '3'. Give a finite number, or say that it is not known."],
    ['a number without an end', 'what.harm', Infinity, 'expected a number, got Infinity. Give a finite number, or say that it is not known.'],
    ['nothing for a number', 'what.harm', null, 'expected a number, got null. Give a finite number, or say that it is not known.'],
    ['no value', 'what.harm', undefined, "expected a number, got nothing. Give a finite number, or say that it is not known."],
    ['more harm than there is', 'what.harm', 9, 'expected a number from 0 to 4, got 9. Correct the value, or say that it is not known.'],
    ['less harm than none', 'what.harm', -0.5, 'expected a number from 0 to 4, got -0.5. Correct the value, or say that it is not known.'],
    ['more speed than there is', 'incident.velocity', 3.5, 'expected a number from 0 to 3, got 3.5. Correct the value, or say that it is not known.'],
    ['more spread than there is', 'incident.spread', 3, 'expected a number from 0 to 2, got 3. Correct the value, or say that it is not known.'],
    ['fewer mentions than none', 'incident.mentions', -1, 'expected a number from 0 to 9007199254740991, got -1. Correct the value, or say that it is not known.'],
    ['more mentions than can be counted', 'incident.mentions', 1e308, 'expected a number from 0 to 9007199254740991, got 1e+308. Correct the value, or say that it is not known.'],
    ['a text for a list', 'what.kinds', 'praise', "expected a list, got 'praise'. Give a list; an empty one says that there are none."],
    ['an object for a list', 'what.kinds', { length: 0 }, 'expected a list, got an object. Give a list; an empty one says that there are none.'],
    ['a value that is not in the list of the fact', 'what.arousal', 'furious', `'furious' is not a value of this fact. Values are: ${kinds}.`],
    ['a list for one value', 'what.arousal', ['high'], `a list is not a value of this fact. Values are: ${kinds}.`],
    ['a number for a text', 'brand.language', 7, 'expected a text, got 7. Give a text.'],
    ['a number among texts', 'what.themes', ['money', 7], '7 is not a value of this fact. Values are: discrimination, safety, children, health, money, death.'],
    ['a text that is not in the list, among those that are', 'what.themes', ['money', 'weather'], "'weather' is not a value of this fact. Values are: discrimination, safety, children, health, money, death."],
    ['a very long text, which is told in part', 'post.private', 'y'.repeat(90), `expected true or false, got '${'y'.repeat(80)}…'. Give a boolean.`],
    ['an object that cannot be made a text', 'what.harm', JSON.parse('{ "toString": 1, "valueOf": 1 }'), 'expected a number, got an object. Give a finite number, or say that it is not known.'],
  ])('%s', (_name, fact, value, message) => {
    expect(refusal(one(fact, value))).toEqual([`facts.${fact}`, message]);
  });

  test('somebody who is plausible and no speaker of the catalogue', () => {
    const guess = { 'who.role': unknown<FactValue>('unsure', [{ value: 'fan', confidence: 0.4 }, { value: 'martian', confidence: 0.3 }]) };
    expect(() => decide(prPolicy(), guess)).toThrow("facts.who.role.candidates: 'martian' is not a value of this fact. Name roles of the catalogue.");
  });

  test.each([
    [null, 'nothing'], [{ value: null, confidence: 1 }, 'null'], [{ value: JSON.parse('{"toString":1,"valueOf":1}'), confidence: 1 }, 'an object'],
  ])('and %j is none', (candidate, got) => {
    const facts = { 'who.role': { known: false, why: 'unsure', candidates: [candidate] } } as unknown as Parameters<typeof decide>[1];
    expect(() => decide(prPolicy(), facts)).toThrow(`facts.who.role.candidates: ${got} is not a value of this fact.`);
  });
});

test('a fact that is there without content is as one that was not gathered', () => {
  const absent = { 'what.harm': undefined } as unknown as Facts;
  expect(readFacts(absent).given).toEqual(readFacts({}).given);
  expect(decide(prPolicy(), absent).input).toBe(decide(prPolicy(), {}).input);
});

test('what is a value of a fact is told by its list', () => {
  expect((['fan', 'martian', undefined, 'toString'] as const).map((value) => isValue('who.role', value))).toEqual([true, false, false, false]);
  expect(isValue('brand.language', 'en')).toBe(false);
});

test('a view of bare values knows them and nothing of where they are from', () => {
  const view = viewOf(new Map<FactName, FactValue | null>([['what.harm', 3], ['what.topic', null]]));
  expect([view.facts, view.given]).toEqual([{}, []]);
  expect(view.values).toEqual(factNames.map((name) => (name === 'what.harm' ? 3 : undefined)));
  expect(view.codes).toEqual(factNames.map((name) => (name === 'what.harm' ? 4 : NOT_KNOWN)));
});

describe('the code of a value', () => {
  test.each<[FactName, unknown, number]>([
    ['post.private', false, 1],
    ['post.private', true, 2],
    ['case.turns', 0, 1],
    ['case.turns', 999, 1_000],
    ['case.turns', 1_000, UNCODED],
    ['case.turns', 2.5, UNCODED],
    ['case.turns', 1_000_000.5, UNCODED],
    ['what.arousal', 'low', 1],
    ['what.arousal', 'high', 3],
    ['brand.language', 'he', UNCODED],
    ['what.themes', [], 1],
    ['what.themes', ['discrimination'], 2],
    ['what.themes', ['children', 'safety', 'children'], 7],
    ['what.kinds', ['statement'], 2 ** 14 + 1],
    ['what.kinds', [...factCatalogue['what.kinds'].values], 2 ** 15],
  ])('of %s %o is %i', (fact, value, code) => {
    expect(readFacts(one(fact, value)).codes[positionOf[fact]]).toBe(code);
  });
});

describe('a set', () => {
  const read = (value: string[]): unknown => readFacts(one('what.themes', value)).values[positionOf['what.themes']];
  test.each([
    [['safety', 'death', 'children'], ['children', 'death', 'safety']],
    [['discrimination'], ['discrimination']],
    [['money', 'money'], ['money']],
    [[], []],
  ])('of %o is kept as %o', (given, kept) => {
    expect(read(given)).toEqual(kept);
  });
  test('is one list, which nobody can change, for all who hold the same', () => {
    const first = read(['health', 'money']);
    expect(read(['money', 'health', 'money'])).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
    expect(read(['money'])).not.toBe(first);
  });
});

describe('all values in one text', () => {
  /** A character for each fact that is not known, and what is written for those that are. */
  const written = (texts: { [name in FactName]?: string }, rest = ''): string => factNames.map((name) => texts[name] ?? '\0').join('') + rest;
  test.each<[string, { [name in FactName]?: unknown }, string]>([
    ['nothing known', {}, written({})],
    ['few values take a character each', { 'what.harm': 3, 'post.private': true, 'what.arousal': 'high' }, written({ 'what.harm': '\x04', 'post.private': '\x02', 'what.arousal': '\x03' })],
    ['the last count of one character', { 'case.turns': 110 }, written({ 'case.turns': 'o' })],
    ['the first count of three', { 'case.turns': 111 }, written({ 'case.turns': 'p\x010' })],
    ['the last count that has a code', { 'case.turns': 999, 'what.harm': 1 }, written({ 'case.turns': 'p\x0f(', 'what.harm': '\x02' })],
    ['a set of the last of many values', { 'what.kinds': ['statement'] }, written({ 'what.kinds': 't\0\x01' })],
    ['values without a code stand at the end', { 'case.turns': 2.5, 'brand.language': 'he' }, written({ 'case.turns': '\x7f#?', 'brand.language': '\x7f#?' }, ',2.5,"he"')],
  ])('%s', (_name, values, expected) => {
    const facts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value)])) as Facts;
    expect(textOf(readFacts(facts))).toBe(expected);
  });
  test('stays as long as it has to be, whatever was written before', () => {
    const long = textOf(readFacts(one('what.kinds', ['statement'])));
    expect(textOf(readFacts({}))).toBe(written({}));
    expect(textOf(readFacts(one('what.kinds', ['statement'])))).toBe(long);
  });
});

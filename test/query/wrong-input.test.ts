import { describe, expect, test } from 'vitest';

import { compileQueries, explainQuery, formatQuery, lintQuery, parseQuery, projectQuery, toDocument, type QueryFeature, type QueryNode } from '../../src/query/index.ts';

const refused = (field: string) => expect.objectContaining({ name: 'KashuvError', code: 'INPUT_INVALID', field, fix: expect.stringMatching(/\.$/) });
const nodes: [string, unknown][] = [
  ['null', null],
  ['nothing', undefined],
  ['a number', 5],
  ['a list', []],
  ['an empty object', {}],
  ['no type it knows', { type: '__proto__' }],
  ['a word without words', { type: 'word' }],
  ['an odd mark', { type: 'word', value: 'acme', at: 0, exact: 'yes' }],
  ['two marks', { type: 'word', value: 'acme', at: 0, exact: true, leet: true }],
  ['a distance that is text', { type: 'phrase', words: ['a', 'b'], at: 0, within: '2' }],
  ['words that are none', { type: 'phrase', words: [1], at: 0 }],
  ['a field nobody knows', { type: 'key', field: 'nope', value: 'x', at: 0 }],
  ['a field that is a symbol', { type: 'key', field: Symbol('x'), value: 'x', at: 0 }],
  ['a range of text', { type: 'range', field: 'rating', from: '0', to: 1, at: 0 }],
  ['a part of nothing', { type: 'in', field: 'text', at: 0 }],
  ['NEAR of nothing', { type: 'near', left: null, right: null, within: 1, ordered: true, at: 0 }],
];

describe.each(nodes)('%s', (_, node) => {
  test.each<[string, (query: QueryNode) => unknown]>([
    ['formatQuery', formatQuery],
    ['projectQuery', (query) => projectQuery(query, ['words'])],
    ['explainQuery', (query) => explainQuery(query, 'acme')],
    ['add', (query) => compileQueries([]).add({ brand: 'b', query })],
    ['compileQueries', (query) => compileQueries([{ brand: 'b', query }])],
  ])('is refused by %s', (_name, action) => {
    expect(() => action(node as QueryNode)).toThrow(expect.objectContaining({ name: 'KashuvError', code: 'INPUT_INVALID' }));
  });
});

test.each<[string, () => unknown, string]>([
  ['compileQueries(null)', () => compileQueries(null as never), 'queries'],
  ['compileQueries({})', () => compileQueries({} as never), 'queries'],
  ['compileQueries([null])', () => compileQueries([null as never]), 'queries[0].brand'],
  ['a brand without an id', () => compileQueries([{ brand: '', query: 'a' }]), 'queries[0].brand'],
  ['a brand without a query', () => compileQueries([{ brand: 'a' } as never]), 'queries[0].query'],
  ['add(null)', () => compileQueries([]).add(null as never), 'brand'],
  ['match(null)', () => compileQueries([]).match(null as never), 'document'],
  ["match('acme')", () => compileQueries([]).match('acme' as never), 'document'],
  ['a document without text', () => explainQuery('acme', {} as never), 'document'],
  ['a language nobody writes', () => explainQuery('acme', 'acme', 'fr' as never), 'locale'],
  ['__proto__ for a language', () => explainQuery('acme', 'acme', '__proto__' as never), 'locale'],
  ['features that are text', () => projectQuery(parseQuery('acme'), 'words' as never), 'features'],
  ['no features', () => projectQuery(parseQuery('acme'), undefined as never), 'features'],
  ['a query that is a symbol', () => parseQuery(Symbol('x') as never), 'query'],
  ['lintQuery(5)', () => lintQuery(5 as never), 'query'],
  ['toDocument(null)', () => toDocument(null as never), 'text'],
  ['a title that is none', () => toDocument('a', 5 as never), 'title'],
])('%s is refused by name', (_, action, field) => {
  expect(action).toThrow(refused(field));
});

test('a query of as many words as may be read can be read again when written out', () => {
  const query = parseQuery('a '.repeat(49_990) + '-b');
  expect(parseQuery(formatQuery(query))).toMatchObject({ type: 'and', nodes: { length: 49_991 } });
});

test('a source that is misspelt is not asked for everything', () => {
  expect(() => projectQuery(parseQuery('acme'), ['word'] as never)).toThrow("'word' is no feature. Features are: words, phrases,");
});

test('what would be longer than may be read is not asked of a source', () => {
  const query = parseQuery(Array.from({ length: 900 }, (_, index) => `אקמי${index}`).join(' OR '));
  const { remote, rest, prefixed } = projectQuery(query, ['words', 'or']);
  expect([remote, rest, prefixed]).toEqual([null, query, []]);
});

test('a title that is not there may be null, as databases have it', () => {
  expect(compileQueries([{ brand: 'b', query: 'acme' }]).match(toDocument('acme', null))).toHaveLength(1);
});

test('a maqaf or a long dash before a word is a minus, within one it is not', () => {
  const matches = (query: string) => compileQueries([{ brand: 'b', query }]).match(toDocument('פתחנו משרות באקמי')).length;
  expect(['אקמי ־משרות', 'אקמי ―משרות', 'אקמי'].map(matches)).toEqual([0, 0, 1]);
  expect(formatQuery(parseQuery('בית־ספר'))).toBe('בית־ספר');
});

test('an author without a name is refused', () => {
  expect(() => parseQuery('author:@')).toThrow("'author:' expected a handle");
});

test('a Hebrew word for an operator is a word, and the hint says so', () => {
  expect(lintQuery('אקמי או בולט')).toEqual([expect.objectContaining({ rule: 'lower-case-operator', fix: 'Write OR, or put the words in quotes.' })]);
});

test('a word of a script without blanks needs no wildcard, and the error says so', () => {
  expect(() => parseQuery('苹果*')).toThrow('Leave the wildcard out: in a script without blanks a word is found wherever it stands.');
});

test.each<[string, QueryFeature[], string | null]>([
  ['acme* -jobs', ['words', 'not'], null],
  ['acme* (-jobs OR -hiring)', ['words', 'not', 'or'], null],
  ['acme* lang:he', ['lang'], 'lang:he'],
])('a source is not asked for what is only to be left out: %s', (query, features, expected) => {
  const { remote, rest } = projectQuery(parseQuery(query), features);
  expect(remote && formatQuery(remote)).toBe(expected);
  expect(rest).not.toBeNull();
});

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createPost } from '../../src/intake/index.ts';
import { compileQueries, formatQuery, parseQuery, toDocument } from '../../src/query/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { QueryDocument, QueryNode } from '../../src/spec/query.ts';
import { anyPieces, anyQuery, holds } from './arbitrary.ts';

const documentFor = (text: string, title?: string): QueryDocument =>
  createPost({ id: '1', text, ...(title !== undefined && { title }) }, { source: 's', seenAt: 1_700_000_000_000, secret: 'k' }).document;

const matchesOf = (query: string | QueryNode, document: QueryDocument) => compileQueries([{ brand: 'b', query }]).match(document)[0]?.matches;

/** What was found, as it stands in the original; null where the query does not match. */
function found(query: string, text: string): string[] | null {
  const matches = matchesOf(query, documentFor(text));
  return matches?.map(({ span }) => (span ? text.slice(span.start, span.end) : '')) ?? null;
}

describe('words', () => {
  it.each([
    ['acme', 'I like Acme.', ['Acme']],
    ['ACME', 'acme!', ['acme']],
    ['acme', 'acmes macme acme2', null],
    ['acme', 'acme_support acme-care acme’s', ['acme']],
    ['acme', '#acme', ['acme']],
    ['acme', '@acme', ['acme']],
    ['acme', '#acmefail @acmecare', null],
    ['acme', 'ａｃｍｅ', ['ａｃｍｅ']],
    ['acme', 'a\u200bc\u00adme', ['a\u200bc\u00adme']],
    ['r', 'R&amp;D', ['R']],
    ['d', 'R&amp;D', ['D']],
    ['fi', 'ﬁ!', ['ﬁ']],
    ['coca-cola', 'Coca Cola, coca–cola', ['Coca Cola']],
    ["macy's", 'Macy’s', ['Macy’s']],
    ['macys', 'Macy’s', null],
    ['οδοσ', 'ΟΔΟΣ', ['ΟΔΟΣ']],
    ['москва', 'в МОСКВА', ['МОСКВА']],
    ['苹果', '我喜欢苹果手机', ['苹果']],
    ['アップル', '新しいアップルの', ['アップル']],
    ['2024', 'in 2024.', ['2024']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  it.each([
    ['cafe', 'le café', ['café']],
    ['café', 'le cafe', null],
    ['café', 'le CAFE\u0301', ['CAFE\u0301']],
    ['istanbul', 'İSTANBUL', ['İSTANBUL']],
    ['ещё', 'еще', null],
    ['еще', 'ещё', ['ещё']],
    ['мои', 'мой', null],
    ['か', 'が', null],
  ])('accents: %s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });
});

describe('Hebrew', () => {
  it.each(['אקמי', 'ואקמי', 'האקמי', 'באקמי', 'לאקמי', 'מאקמי', 'שאקמי', 'כאקמי', 'כשאקמי', 'מהאקמי', 'ושאקמי', 'ולאקמי', 'שבאקמי', 'וכשהאקמי', 'לכשאקמי'])(
    'finds a word behind prefix letters: %s',
    (word) => {
      expect(found('אקמי', `כתבו ש${'\u200f'} ${word}.`)).toEqual(['אקמי']);
    },
  );

  it.each(['סאקמי', 'אקמים', 'אקמית', 'האקמית', 'תאקמי', 'הואקמי', 'ננאקמי', 'בבבאקמי'])('does not find it within another word: %s', (word) => {
    expect(found('אקמי', word)).toBeNull();
  });

  it.each([
    ['בנק', 'הלבנק', null], // no such order of prefixes
    ['בנק', 'פניתי לבנק', ['בנק']],
    ['הבנק', 'בנק', null],
    ['שלום', 'שָׁלוֹם', ['שָׁלוֹם']],
    ['שָׁלוֹם', 'ושלום', ['שלום']],
    ['שלום', 'שלומ', ['שלומ']],
    ['צה"ל', 'דובר צה״ל', ['צה״ל']],
    ['צה״ל', 'בצה"ל', ['צה"ל']],
    ['צהל', 'צה”ל', ['צה”ל']],
    ['צה"ל', "לצה''ל", ["צה''ל"]],
    ["צה''ל", 'צה״ל', ['צה״ל']],
    ['כאן', "ב''כאן''", ['כאן']],
    ['צה', "צה'''ל", ['צה']],
    ['צה', "צה\"'ל", ['צה']],
    ["צ'ק", 'הצ׳ק', ['צ׳ק']],
    ['"בית ספר"', 'בבית־הספר', ['בית־הספר']],
    ['בית-ספר', 'בית ספר', ['בית ספר']],
    ['אקמי', 'של "אקמי"', ['אקמי']],
    ['אקמי', 'ב"אקמי"', ['אקמי']],
    ['אקמי', 'ה-אקמי', ['אקמי']],
    ['אקמי', 'בְּאַקְמִי', ['אַקְמִי']],
    ['iphone', 'הiPhone שלי', ['iPhone']],
    ['2010', 'מ2010', ['2010']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });
});

describe('phrases', () => {
  it.each([
    ['"acme corp"', 'ACME  corp', ['ACME  corp']],
    ['"acme corp"', 'acme, corp', ['acme, corp']],
    ['"acme corp"', 'acme and corp', null],
    ['"acme corp"', 'corp acme', null],
    ['"a b c" OR "a b" OR "b c"', 'x a b c', ['a b', 'a b c', 'b c']],
    ['"acme"', 'acme', ['acme']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)?.sort() ?? null).toEqual(expected);
  });
});

describe('tags', () => {
  it.each([
    ['#AcmeFail', 'so #acmeFAIL!', ['#acmeFAIL']],
    ['#acme', '#acmefail', null],
    ['#acme', 'acme', null],
    ['#acme', 'https://example.org/#acme', null],
    ['@acme', '.@Acme hi', ['@Acme']],
    ['@acme', '@acme.com', null],
    ['@acme.com', 'ask @ACME.com.', ['@ACME.com']],
    ['@acme', 'help@acme', null],
    ['@me@social.example.org', '@me@social.example.org', ['@me@social.example.org']],
    ['#קפה_קר', '#קפה_קר', ['#קפה_קר']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  it('finds a tag behind thousands of others', () => {
    const text = `${Array.from({ length: 5000 }, (_, index) => `#t${index}`).join(' ')} #acme`;
    expect(found('#acme', text)).toEqual(['#acme']);
  });

  it('believes the document where the text does not show the tag', () => {
    expect(matchesOf('#acme', { ...documentFor('no tag here'), hashtags: ['#acme'] })).toEqual([{ term: '#acme', field: 'text' }]);
  });
});

describe('matches', () => {
  it('names the terms as written, by place, in text and title', () => {
    const document = documentFor('we say ACME and acme corp', 'On Acme');
    expect(matchesOf('"Acme Corp" OR acme', document)).toEqual([
      { term: 'acme', field: 'text', span: { start: 7, end: 11 } },
      { term: '"Acme Corp"', field: 'text', span: { start: 16, end: 25 } },
      { term: 'acme', field: 'title', span: { start: 3, end: 7 } },
    ]);
  });

  it('matches across text and title', () => {
    expect(matchesOf('acme refund', documentFor('my refund', 'Acme'))?.map(({ field }) => field)).toEqual(['text', 'title']);
  });

  it('reports what made the query true, never what was to be left out', () => {
    const terms = (query: string, text: string) => matchesOf(query, documentFor(text))?.map(({ term }) => term);
    expect(terms('(a AND b) OR c', 'a c')).toEqual(['c']);
    expect(terms('a -(b AND c)', 'a b')).toEqual(['a']);
    expect(terms('a -b', 'a b')).toBeUndefined();
  });

  it('reports 64 terms at most', () => {
    const words = Array.from({ length: 100 }, (_, index) => `w${index}`);
    expect(matchesOf(words.join(' OR '), documentFor(words.join(' ')))).toHaveLength(64);
  });
});

describe('compileQueries', () => {
  it('gives the brands that match in the order of the queries', () => {
    const matcher = compileQueries([
      { brand: 'one', query: 'tea OR coffee' },
      { brand: 'two', query: 'juice' },
      { brand: 'three', query: 'Coffee -tea' },
    ]);
    expect(matcher.match(documentFor('coffee')).map(({ brand, matches }) => [brand, matches[0]?.term])).toEqual([['one', 'coffee'], ['three', 'Coffee']]);
    expect(matcher.match(documentFor('tea and coffee')).map(({ brand }) => brand)).toEqual(['one']);
    expect(matcher.match(documentFor('water'))).toEqual([]);
    expect(compileQueries([]).match(documentFor('water'))).toEqual([]);
  });

  it('names the query that is wrong', () => {
    const action = () => compileQueries([{ brand: 'a', query: 'fine' }, { brand: 'b', query: 'not fine (' }]);
    expect(action).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'queries[1].query' }));
    expect(action).toThrow(/^queries\[1\]\.query: at 10: .* Write a term here\.$/);
  });

  it.each([
    { type: 'word', value: 'two words', at: 0 },
    { type: 'word', value: 'AND', at: 0 },
    { type: 'word', value: '', at: 0 },
    { type: 'phrase', words: [], at: 0 },
    { type: 'phrase', words: ['a" OR "b'], at: 0 },
    { type: 'hashtag', value: 'acme', at: 0 },
    { type: 'and', nodes: [], at: 0 },
    { type: 'not', node: { type: 'word', value: 'a', at: 0 }, at: 0 },
    { type: 'xor', nodes: [], at: 0 },
    null,
  ])('refuses a query built wrongly: %j', (query) => {
    expect(() => compileQueries([{ brand: 'b', query: query as QueryNode }])).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });

  it('refuses a query without end', () => {
    const query: QueryNode = { type: 'and', nodes: [{ type: 'word', value: 'a', at: 0 }], at: 0 };
    query.nodes.push(query);
    expect(() => compileQueries([{ brand: 'b', query }])).toThrow(KashuvError);
  });

  it('agrees with the plainest evaluation of a single query', () => {
    const separator = fc.constantFrom(' ', ', ', '\n', ' – ', '! ', '\u00a0');
    fc.assert(
      fc.property(anyQuery, anyPieces, fc.array(separator, { minLength: 12, maxLength: 12 }), (query, list, separators) => {
        const text = list.map((item, index) => item.text + (separators[index] ?? ' ')).join('');
        const document = documentFor(text);
        const matches = matchesOf(query, document);
        expect(matches !== undefined).toBe(holds(query, list));
        for (const match of matches ?? []) expect(match.span && match.span.start < match.span.end && match.span.end <= text.length).toBe(true);
        expect(matchesOf(parseQuery(formatQuery(query)), document)).toEqual(matches);
      }),
      { numRuns: 2000 },
    );
  });

  it('says of many brands together what it says of each alone', () => {
    fc.assert(
      fc.property(fc.array(anyQuery, { maxLength: 8 }), anyPieces, (queries, list) => {
        const document = documentFor(list.map((item) => item.text).join(' '));
        const brands = queries.map((query, index) => ({ brand: `b${index}`, query }));
        expect(compileQueries(brands).match(document)).toEqual(brands.flatMap((brand) => compileQueries([brand]).match(document)));
      }),
      { numRuns: 300 },
    );
  });

  it('reads any text', () => {
    const matcher = compileQueries([{ brand: 'b', query: 'acme OR "א ב" OR #a OR @b OR cafe' }]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(matcher.match(documentFor(text)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['words', 'acme '.repeat(200_000)],
    ['one endless word', 'a'.repeat(1_000_000)],
    ['marks that need sorting', `a${'\u0301'.repeat(500_000)}${'\u0323'.repeat(500_000)}`],
    ['prefix letters', 'ו'.repeat(1_000_000)],
    ['quotes in Hebrew', 'א"'.repeat(500_000)],
    ['points and quotes', `א${'\u05b8'.repeat(500_000)}${'"'.repeat(500_000)}`],
    ['tags', '#a '.repeat(333_333)],
  ])('comes to an end on a megabyte of %s', (_, text) => {
    const repeated = `"${'acme '.repeat(10)}" OR acme OR א OR #a OR @b`;
    const matcher = compileQueries([{ brand: 'b', query: repeated }]);
    expect(matcher.match(toDocument(text)).length).toBeLessThanOrEqual(1);
  });
});

it('keeps no post alive that it has read', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const matcher = compileQueries([{ brand: 'b', query: 'אקמי OR acme* OR {Acme}' }]);
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const read = (from: number): void => {
    for (let index = from; index < from + 100; index += 1) {
      const filler = 'שלום '.repeat(13_000);
      matcher.match(documentFor(`${filler}התקשרויותיכםהמשונות${index} ${'ט'.repeat(60)}${index} Антиконституционно${index}`));
    }
  };
  read(0);
  const before = used();
  read(100);
  // A hundred posts of 130 kB.
  expect((used() - before) / 1e6).toBeLessThan(3);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { compileQueries, toDocument } from '../../src/query/index.ts';
import { anyPieces, anyQuery } from './arbitrary.ts';

test('brands join and leave: the rest goes on as before', () => {
  const matcher = compileQueries([{ brand: 'a', query: 'acme' }, { brand: 'b', query: 'acme -jobs' }]);
  const hit = (text: string) => matcher.match(toDocument(text)).map(({ brand }) => brand);
  matcher.add({ brand: 'c', query: 'jobs OR acme*' });
  expect(hit('acme jobs')).toEqual(['a', 'c']);
  expect([matcher.remove('a'), matcher.remove('a'), hit('acme jobs'), hit('acme')]).toEqual([true, false, ['c'], ['b', 'c']]);
  expect(() => matcher.add({ brand: 'd', query: 'acme AND' })).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'query' }));
  expect(hit('acme')).toEqual(['b', 'c']);
});

test('knows whether anybody who is left asks for the language', () => {
  const matcher = compileQueries([{ brand: 'a', query: 'acme lang:he' }, { brand: 'b', query: 'acme' }]);
  expect([matcher.asksLanguage, matcher.remove('a'), matcher.asksLanguage]).toEqual([true, true, false]);
});

test('after any coming and going it matches like one made of those who are left', () => {
  const step = fc.record({ brand: fc.constantFrom('a', 'b', 'c', 'd'), query: fc.option(anyQuery, { nil: null }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.array(anyPieces, { minLength: 1, maxLength: 3 }), (steps, texts) => {
      const matcher = compileQueries([]);
      let left: { brand: string; query: NonNullable<(typeof steps)[number]['query']> }[] = [];
      for (const { brand, query } of steps) {
        if (query === null) {
          expect(matcher.remove(brand)).toBe(left.some((one) => one.brand === brand));
          left = left.filter((one) => one.brand !== brand);
        } else {
          matcher.add({ brand, query });
          left.push({ brand, query });
        }
      }
      const fresh = compileQueries(left);
      for (const pieces of texts) {
        const document = toDocument(pieces.map(({ text }) => text).join(' '));
        expect(matcher.match(document)).toEqual(fresh.match(document));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('many who come and go leave nothing that slows or confuses', () => {
  const matcher = compileQueries([{ brand: 'stays', query: 'acme' }]);
  for (let index = 0; index < 500; index += 1) {
    matcher.add({ brand: `guest${index}`, query: `word${index} OR acme` });
    expect(matcher.remove(`guest${index}`)).toBe(true);
  }
  matcher.add({ brand: 'late', query: 'word499' });
  expect(matcher.match(toDocument('word499 acme')).map(({ brand }) => brand)).toEqual(['stays', 'late']);
});

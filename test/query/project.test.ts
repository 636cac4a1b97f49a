import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileQueries, formatQuery, parseQuery, projectQuery, toDocument, type QueryFeature } from '../../src/query/index.ts';
import type { QueryNode } from '../../src/spec/query.ts';
import { countSteps } from '../support/steps.ts';
import { anyPieces, anyQuery, holds } from './arbitrary.ts';

const plain: QueryFeature[] = ['words', 'or', 'not', 'phrases', 'hashtags', 'handles'];
const written = (query: string, features: readonly QueryFeature[]): (string | null)[] => {
  const { remote, rest } = projectQuery(parseQuery(query), features);
  return [remote && formatQuery(remote), rest && formatQuery(rest)];
};

describe('what a source can run', () => {
  test.each<[string, QueryFeature[], string | null, string | null]>([
    ['acme OR "acme corp" OR @acme', plain, 'acme OR "acme corp" OR @acme', null],
    ['acme -jobs', plain, 'acme AND NOT jobs', null],
    ['acme -jobs', ['words'], 'acme', 'NOT jobs'],
    ['acme OR refund', ['words'], null, 'acme OR refund'],
    ['"acme corp"', ['words'], 'acme AND corp', '"acme corp"'],
    ['"refund acme"~2 lang:he', plain, 'refund AND acme', '"refund acme"~2 AND lang:he'],
    ['"refund acme"~2 lang:he', [...plain, 'lang'], 'refund AND acme AND lang:he', '"refund acme"~2'],
    ['acme NEAR/3 (refund OR money)', plain, 'acme AND (refund OR money)', 'acme NEAR/3 (refund OR money)'],
    ['acme NEAR/3 refund', [...plain, 'near'], 'acme NEAR/3 refund', null],
    ['acme*', plain, null, 'acme*'],
    ['acme* refund', plain, 'refund', 'acme*'],
    ['acme*', [...plain, 'wildcards'], 'acme*', null],
    ['{BT}', plain, 'BT', '{BT}'],
    ['acme -{BT}', plain, 'acme', 'NOT {BT}'],
    ['title:acme', plain, 'acme', 'title:acme'],
    ['title:acme', [...plain, 'title'], 'title:acme', null],
    ['author:dana acme', plain, 'acme', 'author:dana'],
    ['acme -"x y"~2', plain, 'acme', 'NOT "x y"~2'],
    ['🍎 OR acme', plain, null, '🍎 OR acme'],
    ['acme', [], null, 'acme'],
  ])('%s with %j', (query, features, remote, rest) => {
    expect(written(query, features)).toEqual([remote, rest]);
  });

  test('writes the prefixes of Hebrew words out, and says so', () => {
    const { remote, rest, prefixed } = projectQuery(parseQuery('acme OR אקמי'), plain);
    const matcher = compileQueries([{ brand: 'b', query: remote ?? 'x' }]);
    const whole = (text: string) => matcher.match(toDocument(text)).flatMap(({ matches }) => matches.map(({ term }) => term)).includes(text);
    expect(['אקמי', 'באקמי', 'ושאקמי', 'שבאקמי'].map(whole)).toEqual([true, true, false, true]);
    expect([rest && formatQuery(rest), prefixed]).toEqual(['acme OR אקמי', ['אקמי']]);
    expect(projectQuery(parseQuery('acme'), plain).prefixed).toEqual([]);
    expect(projectQuery(parseQuery('acme -אקמי'), plain)).toMatchObject({ prefixed: [], rest: { type: 'not' } });
  });

  test('never misses what the query finds', () => {
    const all: QueryFeature[] = [...plain, 'wildcards', 'near', 'emoji', 'title'];
    fc.assert(
      fc.property(anyQuery, fc.subarray(all), anyPieces, (query, features, pieces) => {
        const { remote } = projectQuery(query, features);
        if (holds(query, pieces) && remote !== null) expect(holds(remote, pieces)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('takes each part once, however deep NEAR is nested', () => {
  const nested = (levels: number) => parseQuery(`${'(a NEAR/1 (x OR '.repeat(levels)}acm*${'))'.repeat(levels)}`);
  const steps = (levels: number): number => countSteps(() => projectQuery(nested(levels), ['words', 'or', 'near'])).steps;
  expect(steps(80) / steps(40)).toBeLessThan(2.3);
});

test('a list of what is left out takes as many steps as it has words', () => {
  const list = (words: number) => parseQuery(Array.from({ length: words }, (_, index) => `${'אבגדה'.charAt(index % 5)}קמי${index} -x${index}`).join(' '));
  const [few, many] = [list(500), list(1_000)];
  const steps = (query: QueryNode): number => countSteps(() => projectQuery(query, ['words', 'or', 'not'])).steps;
  expect(steps(many) / steps(few)).toBeLessThan(2.3);
});

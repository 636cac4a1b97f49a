import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatQuery, parseQuery } from '../../src/query/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { QueryNode } from '../../src/spec/query.ts';
import { countSteps } from '../support/steps.ts';
import { anyQuery, withoutPlaces } from './arbitrary.ts';

function errorOf(source: string): KashuvError {
  try {
    parseQuery(source);
  } catch (error) {
    if (KashuvError.is(error)) return error;
    throw error;
  }
  throw new Error(`no error for ${source.slice(0, 50)}`);
}

describe('parseQuery', () => {
  it('reads every kind of term with its place', () => {
    expect(parseQuery('acme "acme corp" #AcmeFail @acme.com אקמי')).toEqual({
      type: 'and',
      at: 0,
      nodes: [
        { type: 'word', value: 'acme', at: 0 },
        { type: 'phrase', words: ['acme', 'corp'], at: 5 },
        { type: 'hashtag', value: '#AcmeFail', at: 17 },
        { type: 'handle', value: '@acme.com', at: 27 },
        { type: 'word', value: 'אקמי', at: 37 },
      ],
    });
  });

  it.each([
    ['a b OR c d', '(a AND b) OR (c AND d)'],
    ['a AND b OR c', '(a b) OR c'],
    ['a -b c', 'a AND (NOT b) AND c'],
    ['a NOT b', 'a -b'],
    ['NOT NOT a', 'NOT (NOT a)'],
    ['(a (b c))', 'a b c'],
    ['a OR (b OR c)', 'a OR b OR c'],
    ['“two words” „three more words”', '"two words" "three more words"'],
    ['a –b', 'a -b'],
    ['a\u200f AND\u200e \u202bb\u202c', 'a AND b'],
    ['a /* the brand */ OR b // and more', 'a OR b'],
    ['a // one\nOR b', 'a OR b'],
    ['a NEAR/3 b NEAR/2f c', '((a NEAR/3 b) NEAR/2f c)'],
    ['NOT a NEAR/3 b c', 'NOT (a NEAR/3 b) c'],
    ['title:a b', '(title:a) AND b'],
    ['Title:(a OR b)', 'title:(a OR b)'],
    ['from:@A language:he a', 'author:@a lang:he a'],
    ['hashtag:x OR hashtag:#x OR mention:y', '#x OR #x OR @y'],
    ['site:https://www.Example.org/page?x a', 'site:example.org a'],
    ['source:"my forum" a', 'source:"My Forum" a'],
    ['a followers:[ 5 TO 10 ]', 'a followers:[5 TO 10]'],
    ['👍🏽👍 a', '👍🏽 👍 a'],
  ])('reads %s as %s', (one, other) => {
    expect(withoutPlaces(parseQuery(one))).toEqual(withoutPlaces(parseQuery(other)));
  });

  it('takes lower-case operators and quoted ones for words', () => {
    expect(withoutPlaces(parseQuery('or "AND" not'))).toEqual({
      type: 'and',
      nodes: [{ type: 'word', value: 'or' }, { type: 'phrase', words: ['AND'] }, { type: 'word', value: 'not' }],
    });
  });

  it('keeps quotes that belong to a Hebrew word', () => {
    expect(withoutPlaces(parseQuery('"דובר צה"ל" OR מנכ״ל'))).toEqual({
      type: 'or',
      nodes: [{ type: 'phrase', words: ['דובר', 'צה"ל'] }, { type: 'word', value: 'מנכ״ל' }],
    });
  });

  it.each([
    ['', 0], ['   ', 0],
    ['(acme', 0], ['(a (b)', 0], ['acme)', 4], ['()', 1], ['a (', 3],
    ['"acme', 0], ['a "b', 2], ['""', 0], ['a " . "', 2],
    ['acme AND', 8], ['acme OR', 7], ['acme NOT', 8], ['AND acme', 0], ['OR acme', 0], ['a OR OR b', 5], ['a AND OR b', 6], ['(OR a)', 1], ['(a OR)', 5],
    ['-acme', 0], ['NOT acme', 0], ['acme OR -jobs', 8], ['-a -b', 0], ['NOT (a AND b)', 0],
    ['a - b', 2], ['a -', 2], ['a (b -)', 5],
    ['a !!', 2], ['a*', 0], ['*', 0], ['a ?*', 2], ['lang:he', 0], ['a OR type:reply', 5], ['a OR followers:[5 TO *]', 5], ['NOT lang:he', 0], ['#1', 0], ['a #b-c', 2], ['@', 0], ['a @b..c', 2],
    ['a lang:', 2], ['a lang:hebrew!', 2], ['a type:answer', 2], ['a country:isr', 2], ['site:nowhere', 0], ['a rating:[1 TO 0]', 2], ['a rating:[2 TO 5]', 2], ['a rating:[* TO *]', 2], ['a rating:0.5', 2], ['a followers:[x TO y]', 2], ['venue:*x', 0],
    ['title:', 0], ['title: a', 0], ['title:#acme', 6], ['a title:(b lang:he)', 11],
    ['a NEAR/ b', 2], ['a NEAR/101 b', 2], ['a NEAR/3x b', 2], ['NEAR/3 b', 0], ['a NEAR/3', 8], ['a NEAR/3 -b', 9], ['a NEAR/3 (b c)', 10], ['#a NEAR/3 b', 0], ['a NEAR/2 lang:he', 9],
    [`a${' NEAR/1 b'.repeat(9)}`, 74], ['"a b"~101', 0], ['"a"~3', 0], ['{', 0], ['{ }', 0], ['/* a', 0], ['a /*', 2],
    [`a ${'x'.repeat(257)}`, 2], [`a "${'x '.repeat(65)}"`, 2],
  ])('refuses %j at %i', (source, at) => {
    const error = errorOf(source);
    expect(error).toMatchObject({ code: 'INPUT_INVALID', field: 'query' });
    expect(error.message).toMatch(new RegExp(`^query: at ${at}: `));
    expect(error.fix).toBeTruthy();
  });

  it('says what was expected', () => {
    expect(errorOf('acme AND').message).toContain("a word, a phrase, a tag, NOT or '(' was expected after AND");
    expect(errorOf('(acme').message).toContain("expected ')'");
    expect(errorOf('acme OR -jobs').message).toContain('only what to leave out');
  });

  it('refuses what is nested too deep or too long, without hanging', () => {
    expect(errorOf(`${'('.repeat(1000)}a${')'.repeat(1000)}`).message).toContain('at 200: nested deeper than 200');
    expect(errorOf(`a ${'NOT '.repeat(50_000).slice(0, 90_000)}b`).message).toContain('nested deeper than 200');
    expect(errorOf(`${'url:'.repeat(24_000)}a`).message).toContain('at 800: nested deeper than 200');
    expect(errorOf('a '.repeat(50_001)).message).toContain('at 100000: the query has 100002 characters');
    expect(errorOf('"'.repeat(99_999)).code).toBe('INPUT_INVALID');
    expect(errorOf(`א${'"'.repeat(50_000)}`).code).toBe('INPUT_INVALID');
  });

  it('reads 200 levels and 100 kB', () => {
    expect(withoutPlaces(parseQuery(`${'('.repeat(200)}a${')'.repeat(200)}`))).toEqual({ type: 'word', value: 'a' });
    const long = parseQuery(Array.from({ length: 10_000 }, (_, index) => `w${index}`).join(' OR '));
    expect(long).toMatchObject({ type: 'or', nodes: { length: 10_000 } });
  });

  it('refuses what is no text', () => {
    expect(() => parseQuery(undefined as unknown as string)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'query' }));
  });

  it('reads any text or says where it is wrong', () => {
    const bits = fc.constantFrom('a', 'בית', '"', '״', '(', ')', ' ', '-', 'AND', 'OR', 'NOT', '#x', '@y', '#', '@', 'NEAR/2', 'NEAR/9f', 'title:', 'lang:he', 'site:a.b', 'rating:[0 TO 1]', '{', '}', '*', '?', '~2', '🔥', '👍🏽', '/*', '*/', '//', '\n', '\0', '\ud800', '\u200f', "'", '\u{e0001}', '\u05b8', '.');
    const source = fc.oneof(fc.array(bits, { maxLength: 20 }).map((list) => list.join('')), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(source, (text) => {
        let node: QueryNode;
        try {
          node = parseQuery(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'INPUT_INVALID', field: 'query' });
          const at = Number(/^query: at (\d+): /.exec((error as Error).message)?.[1]);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(text.length);
          return;
        }
        const written = formatQuery(node);
        expect(withoutPlaces(parseQuery(written))).toEqual(withoutPlaces(node));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('formatQuery', () => {
  it('spells operators out and puts parentheses only where they are needed', () => {
    expect(formatQuery(parseQuery('(acme (“acme corp” OR (#a)) -(jobs OR b c))'))).toBe('acme AND ("acme corp" OR #a) AND NOT (jobs OR b AND c)');
  });

  it('is stable: what was read back writes the same', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const written = formatQuery(parseQuery(formatQuery(query)));
        expect(formatQuery(parseQuery(written))).toBe(written);
      }),
    );
  });
});

describe('reads each character a few times, however they are arranged', () => {
  it.each([
    ['signs in quotes', `"a${'!'.repeat(16_000)}"`],
    ['dashes in braces', `{a${'\u2014'.repeat(16_000)}}`],
    ['brackets that stay open', 'source:[x '.repeat(2_000)],
    ['remarks', `acme ${'// x\n'.repeat(3_000)}`],
  ])('%s', (_, query) => {
    expect(countSteps(() => parseQuery(query)).steps / query.length).toBeLessThan(150);
  });

  it('takes a value in brackets whole, also with blanks', () => {
    expect(parseQuery('source:[our forum] acme')).toMatchObject({ nodes: [{ field: 'source', value: '[our forum]' }, { value: 'acme' }] });
    expect(parseQuery('source:[x acme')).toMatchObject({ nodes: [{ field: 'source', value: '[x' }, { value: 'acme' }] });
  });
});

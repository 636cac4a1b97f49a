import { describe, expect, test } from 'vitest';

import { createPost } from '../../src/intake/index.ts';
import { compileQueries, explainQuery, formatQuery, parseQuery, projectQuery } from '../../src/query/index.ts';

/** What was found, as it stands in the text; null where the query does not match. */
function found(query: string, text: string): string[] | null {
  const { document } = createPost({ id: '1', text }, { source: 'forum', seenAt: 1_700_000_000_000, secret: 'k' });
  return compileQueries([{ brand: 'b', query }]).match(document)[0]?.matches.map(({ span }) => (span ? text.slice(span.start, span.end) : '')) ?? null;
}

describe('letters of another alphabet', () => {
  test.each([
    // Within a word of Latin letters.
    ['acme', 'Never buy \u0430cme again', ['\u0430cme']],
    ['acme', '\u0410CM\u0415 is a scam', ['\u0410CM\u0415']],
    ['acme', '#\u0430cme', ['\u0430cme']],
    ['target', '\u0442arget and tar\u0261et', ['\u0442arget']],
    ['orange', '\u03bfrange', ['\u03bfrange']],
    ['"acme corp"', '\u0430cme c\u043erp', ['\u0430cme c\u043erp']],
    ['acm*', '\u0430cmefail', ['\u0430cmefail']],
    ['acme NEAR/1 refund', '\u0430cme: refund', ['\u0430cme: refund']],
    // Within a word of other letters.
    ['\u0441\u0431\u0435\u0440', 'c\u0431ep', ['c\u0431ep']],
    ['\u03b1\u03bb\u03c6\u03b1', 'a\u03bb\u03c6a', ['a\u03bb\u03c6a']],
    // Small capitals, and mathematical letters, which are Latin ones by NFKC.
    ['acme', '\u1d00\u1d04\u1d0d\u1d07', ['\u1d00\u1d04\u1d0d\u1d07']],
    ['acme', '\u{1d5ee}\u{1d5f0}\u{1d5fa}\u{1d5f2}', ['\u{1d5ee}\u{1d5f0}\u{1d5fa}\u{1d5f2}']],
    // A whole word of them, where nothing else is of that alphabet.
    ['ace', 'the \u0410\u0421\u0415 store', ['\u0410\u0421\u0415']],
    ['ace', 'קניתי ב \u0430\u0441\u0435', ['\u0430\u0441\u0435']],
    ['ace', '\u0410\u0421\u0415', null],
    ['cope', '\u043f\u0440\u0438\u043d\u043e\u0441\u0438 \u0441\u043e\u0440\u0435', null],
    ['top', '\u0442\u043e\u043f', null],
    ['hot', 'a \u043d\u043e\u0442 b', null],
    // Only by sight: the spelling in braces is the spelling, and other letters stay what they are.
    ['{acme}', '\u0430cme', null],
    ['acme', 'ac\u043fe', null],
    ['acme', '\u0430\u043a\u043c\u0435', null],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  test('a text of nothing but such words is read once for all of them', () => {
    const text = `x ${'\u0410\u0421\u0415 '.repeat(100_000)}`;
    expect(found('ace', text)).toEqual(['\u0410\u0421\u0415']);
  });
});

describe('letters that lose a stroke, or are two', () => {
  test.each([
    ['orsted', 'Ørsted', ['Ørsted']],
    ['ørsted', 'orsted', null],
    ['lodz', 'Łódź', ['Łódź']],
    ['isparta', 'Isparta ısparta', ['Isparta']],
    ['aeron', 'Æron', ['Æron']],
    ['straße', 'STRASSE', ['STRASSE']],
    ['strasse', 'Straße', ['Straße']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });
});

describe('leetspeak, where it is asked for', () => {
  test.each([
    ['leet:acme', '4cm3', ['4cm3']],
    ['leet:acme', '@CME sucks', ['@CME']],
    ['leet:acme', 'it is acm€!!', ['acm€']],
    ['leet:acme', '#4cme', ['4cme']],
    ['leet:acme', 'Acme', ['Acme']],
    ['leet:apple', '4pp1e', ['4pp1e']],
    ['leet:apple', 'app!e', ['app!e']],
    ['leet:apple', 'appie5', null],
    ['leet:target', '!t4rg3t!', ['t4rg3t']],
    ['leet:h4ck3r', 'h4cker', null],
    ['leet:hacker', 'h4ck3r', ['h4ck3r']],
    ['leet:bass', '8455', null],
    ['leet:acme', 'x4cme 4cmex', null],
    ['leet:acme', 'é4cme', null],
    ['acme', '4cme', null],
    ['leet:acme refund', '4cme: refund', ['4cme', 'refund']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  test('is written out, explained and kept from sources', () => {
    expect(formatQuery(parseQuery('leet:Acme OR x'))).toBe('leet:Acme OR x');
    expect(explainQuery('leet:acme', 'nothing')).toBe('Does not match: leet:acme is not there.');
    expect(explainQuery('leet:acme', 'ACM3')).toBe('Matches: leet:acme (text 0–4).');
    expect(projectQuery(parseQuery('leet:acme refund'), ['words']).rest).toEqual({ type: 'word', value: 'acme', at: 0, leet: true });
  });

  test.each([
    ['leet:', /expected one word of 3 to 64 Latin letters, got ''/],
    ['leet:ab', /3 to 64 Latin letters/],
    ['leet:אקמי', /Latin letters/],
    ['leet:"acme corp"', /one word/],
    ['leet:123', /Latin letters/],
    ['leet:acme NEAR/2 x', /NEAR joins words/],
    ['title:leet:acme', /'title:' looks for words and phrases/],
  ])('%s is refused', (query, message) => {
    expect(() => parseQuery(query)).toThrow(message);
  });
});

describe('emoji written out', () => {
  test.each([
    ['🍎', 'an &#x1F34E; a day', ['&#x1F34E;']],
    ['🍎', 'an \\ud83c\\udf4e a day', ['\\ud83c\\udf4e']],
    ['🍎 NEAR/0 🔥', '🔥 &#x1F34E;', ['🔥 &#x1F34E;']],
    ['🍎', 'an &#x1F34F; a day', null],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });
});

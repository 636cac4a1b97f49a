import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createPost } from '../../src/intake/index.ts';
import { compileQueries, explainQuery, toDocument } from '../../src/query/index.ts';
import { fits, GlobIndex } from '../../src/query/globs.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { countSteps } from '../support/steps.ts';

const documentOf = (post: Partial<PostInput>) => createPost({ id: '1', text: '', ...post }, { source: 'Forum', seenAt: 1_700_000_000_000, secret: 'k' }).document;
const matchesOf = (query: string, post: Partial<PostInput>) => compileQueries([{ brand: 'b', query }]).match(documentOf(post))[0]?.matches;

/** What was found, as it stands in the text; null where the query does not match. */
const found = (query: string, text: string): string[] | null => matchesOf(query, { text })?.map(({ span }) => (span ? text.slice(span.start, span.end) : '')) ?? null;

describe('NEAR', () => {
  test.each([
    ['acme NEAR/2 refund', 'acme owes me a refund', null],
    ['acme NEAR/3 refund', 'Acme owes me a refund', ['Acme owes me a refund']],
    ['acme NEAR/0 refund', 'refund, acme', ['refund, acme']],
    ['acme NEAR/0f refund', 'refund acme', null],
    ['acme NEAR/0f refund', 'acme refund', ['acme refund']],
    ['acme NEAR/1 acme', 'acme', null],
    ['acme NEAR/1 acme', 'acme or acme', ['acme or acme']],
    ['acme NEAR/1 refund', 'Bye, Acme. Refund me!', ['Acme. Refund']],
    ['(acme OR אקמי) NEAR/1 ("money back" OR refund)', 'שוב אקמי: money back', ['אקמי: money back']],
    ['a NEAR/2 b NEAR/0 c', 'a b x b c', ['a b x b c']],
    ['a NEAR/0 b NEAR/0 c', 'a b x b c', null],
    ['אקמי NEAR/0 החזר', 'ההחזר מאקמי', ['החזר מאקמי']],
    ['🔥 NEAR/0 acme', 'acme 🔥', ['acme 🔥']],
    ['🔥 NEAR/0 😡', 'acme 🔥😡', ['🔥😡']],
    ['🔥 NEAR/0 acme', 'acme is 🔥', null],
    ['"refund acme now"~0', 'Now Acme, refund!', ['Now Acme, refund']],
    ['"refund acme"~1', 'refund me now, acme', null],
    ['"refund acme"~2', 'refund me now, acme', ['refund me now, acme']],
    ['"no no"~1', 'no', null],
    ['"no no"~1', 'no, oh no', ['no, oh no']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  test('stays within one part of the post', () => {
    expect(matchesOf('acme NEAR/5 refund', { title: 'acme', text: 'refund' })).toBeUndefined();
    expect(matchesOf('acme NEAR/5 refund', { title: 'acme refund', text: 'no' })).toEqual([{ term: 'acme NEAR/5 refund', field: 'title', span: { start: 0, end: 11 } }]);
  });
});

describe('wildcards', () => {
  test.each([
    ['acme*', 'acme acmefail', ['acme']],
    ['acme*', 'acm', null],
    ['*fail', 'epicfail', ['epicfail']],
    ['*fail', 'fails', null],
    ['*acm*', 'superacmecorp', ['superacmecorp']],
    ['col?r', 'colour color', ['color']],
    ['colo*r', 'colour', ['colour']],
    ['"acme* refund"', 'acmecorp refund', ['acmecorp refund']],
    ['caf?', 'Café', ['Café']],
    ['אקמ*', 'ובאקמית', ['אקמית']],
    ['refund* NEAR/1 acme', 'refunds from acme', ['refunds from acme']],
    ['re?und', 'refund ref.und', ['refund']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });

  test.each([
    ['at both ends', (letters: string) => `*${letters}?b*`],
    ['behind the first letter', (letters: string) => `a?${letters}`],
    ['before the last letter', (letters: string) => `${letters}*z`],
    ['many', (letters: string) => `*${'a*'.repeat(5)}${letters}*`],
  ])('5,000 words with wildcards %s are not all tried on every word', (_, pattern) => {
    const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));
    const query = Array.from({ length: 5_000 }, (_one, index) => pattern(letters(index + 26))).filter((one) => one.length > 3).join(' OR ');
    const matcher = compileQueries([{ brand: 'b', query }]);
    const text = Array.from({ length: 3_000 }, (_one, index) => `${letters(7 * index)}a${letters(11 * index)}b`).join(' ');
    expect(countSteps(() => matcher.match(toDocument(text))).steps / text.length).toBeLessThan(250);
  });

  test('many patterns at once find what each finds alone', () => {
    const letter = fc.constantFrom('a', 'b', 'א', '😀');
    const pattern = fc.array(fc.oneof(letter, fc.constantFrom('*', '?')), { minLength: 1, maxLength: 6 }).map((list) => list.join('')).filter((text) => /[*?]/.test(text) && /[^*?]/.test(text));
    fc.assert(
      fc.property(fc.uniqueArray(pattern, { maxLength: 8 }), fc.array(letter, { maxLength: 8 }).map((list) => list.join('')), (patterns, word) => {
        const index = new GlobIndex();
        patterns.forEach((one) => index.add(one));
        const into: string[] = [];
        index.find(word, into);
        const plain = (one: string): RegExp => new RegExp(`^${one.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
        expect(into.sort()).toEqual(patterns.filter((one) => plain(one).test(word)).sort());
        for (const one of patterns) expect(fits([...one], [...word])).toBe(plain(one).test(word));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('words as they are spelled', () => {
  test.each([
    ['{BT}', 'BT is down', ['BT']],
    ['{BT}', 'bt Bt', null],
    ['{Café}', 'Cafe café CAFÉ', null],
    ['{Café}', 'Café', ['Café']],
    ['{Orange Money}', 'orange money Orange Money', ['Orange Money']],
    ['{Target} -target', 'Target', null],
    ['{a*}', 'a a*', ['a']],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });
});

describe('emoji', () => {
  test.each([
    ['🍎', 'new 🍎!', ['🍎']],
    ['❤', 'I ❤️ acme', ['❤️']],
    ['❤️', 'I ❤ acme', ['❤']],
    ['👍', '👍🏽', null],
    ['👍🏽', 'ok👍🏽', ['👍🏽']],
    ['👩', '👩‍👩‍👧', null],
    ['👩‍👩‍👧', '👩‍👩‍👧', ['👩‍👩‍👧']],
    ['🇮🇱', '🇮🇱🇮🇱', ['🇮🇱']],
    ['acme -🤡', 'acme 🤡', null],
  ])('%s in %s', (query, text, expected) => {
    expect(found(query, text)).toEqual(expected);
  });
});

describe('fields', () => {
  const post: Partial<PostInput> = {
    title: 'Acme news', text: 'ראו את כל הפרטים כאן https://shop.example.com/a', url: 'https://www.News.example.org/acme-recall', country: 'IL', rating: 0.2, language: 'he',
    author: { id: '7', name: 'Dana Levi', handle: '@DanaL', followers: 1_500 }, thread: { parent: 'p' }, venue: { id: 'hashtag:#AcmeFail', kind: 'hashtag', class: 'microblog', name: '#acmefail' },
  };

  test.each([
    ['title:acme', true], ['text:acme', false], ['title:(acme news)', true], ['title:"news acme"', false], ['title:"news acme"~0', true], ['title:(acme NEAR/0 news) -text:acme', true],
    ['author:dana', true], ['author:"dana levi"', true], ['author:@danal', true], ['author:@dana', false], ['dana', false],
    ['url:recall', true], ['url:"acme recall"', true], ['recall', false],
    ['site:example.org', true], ['site:news.example.org', true], ['site:other.example.org', false], ['site:ample.org', false],
    ['links:example.com', true], ['links:example.org', false],
    ['source:forum', true], ['source:for*', true], ['source:other', false],
    ['venue:hashtag:#acmefail', true], ['venue:hashtag:*', true], ['venue:account:*', false],
    ['acme type:reply', true], ['acme type:post', false], ['acme -type:reply', false],
    ['acme country:il', true], ['acme country:us', false],
    ['acme lang:he', true], ['acme lang:en', false],
    ['acme followers:[1000 TO *]', true], ['acme followers:[1500 TO 1500]', true], ['acme followers:[* TO 1499]', false],
    ['acme rating:[0 TO 0.2]', true], ['acme rating:[0.3 TO 1]', false],
  ])('%s: %s', (query, expected) => {
    expect(matchesOf(query, post) !== undefined).toBe(expected);
  });

  test('what is not known matches nothing, in any direction', () => {
    for (const query of ['acme followers:[* TO 5]', 'acme rating:[0 TO *]', 'acme country:il']) expect([query, matchesOf(query, { text: 'acme' })]).toEqual([query, undefined]);
  });

  test('a language holds for its regions', () => {
    const document = { ...toDocument('acme'), language: 'en-GB' };
    const holds = (query: string) => compileQueries([{ brand: 'b', query }]).match(document).length === 1;
    expect(['acme lang:en', 'acme lang:en-gb', 'acme lang:en-us', 'acme lang:e'.concat('s')].map(holds)).toEqual([true, true, false, false]);
  });

  test('asks for the language only where a query does', () => {
    expect(compileQueries([{ brand: 'a', query: 'acme -(b lang:he)' }]).asksLanguage).toBe(true);
    expect(compileQueries([{ brand: 'a', query: 'acme lang' }]).asksLanguage).toBe(false);
  });

  test('says which part of the post it was', () => {
    expect(matchesOf('site:example.org type:reply author:dana followers:[1 TO *] title:acme source:forum venue:hashtag:* lang:he', post)).toEqual([
      { term: 'title:acme', field: 'title', span: { start: 0, end: 4 } },
      { term: 'author:dana', field: 'author', span: { start: 0, end: 4 } },
      { term: 'site:example.org', field: 'url' },
      { term: 'type:reply', field: 'post' },
      { term: 'followers:[1 TO *]', field: 'author' },
      { term: 'source:forum', field: 'source' },
      { term: 'venue:hashtag:*', field: 'venue' },
      { term: 'lang:he', field: 'language' },
    ]);
  });
});

test.each([
  ['acme NEAR/2 refund', 'acme owes me a refund', 'Does not match: acme NEAR/2 refund is not there.'],
  ['acme (title:news OR lang:he)', 'acme', 'Does not match: none of these is there: title:news, lang:he.'],
  ['acme NEAR/0 refund -🤡', 'acme refund', 'Matches: acme NEAR/0 refund (text 0–11).'],
])('explains %s', (query, text, expected) => {
  expect(explainQuery(query, text)).toBe(expected);
});

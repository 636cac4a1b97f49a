import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../src/lib/html-text.ts';

describe('HTML as text', () => {
  test.each<[string, string]>([
    ['plain  words\t here', 'plain words here'],
    ['<p>One</p><p>Two<br/>three</p>', 'One\n\nTwo\nthree'],
    ['a<b>bold</b>c <a href="x>y">link</a>', 'aboldc link'],
    ['1 < 2 and 3 > 2, I <3 it', '1 < 2 and 3 > 2, I <3 it'],
    ['before<script>if (a < b) { "</p>" }</script>after', 'beforeafter'],
    ['x<STYLE>p{}</Style >y', 'xy'],
    ['İİİ<script>hidden</script>shown', 'İİİshown'],
    ['a<!-- <p>no</p> -->b', 'ab'],
    ['Fish &amp; chips', 'Fish &amp; chips'],
    ['<ul><li>eins</li><li>zwei</li></ul>', 'eins\n\nzwei'],
    ['<p>שלום <b>עולם</b></p>', 'שלום עולם'],
    ['open <a href="never', 'open'],
    ['<!doctype html><?php x ?>text', 'text'],
  ])('%s', (html, text) => expect(htmlToText(html)).toBe(text));

  test('no tag is left, and nothing is trimmed twice', () => {
    const piece = fc.constantFrom('<', '>', '</', '<p>', '<script>', '</script>', '<!--', '-->', '"', "'", '=', ' ', '\n', 'a', 'ש', '/', '<a b="', '<!');
    fc.assert(
      fc.property(fc.array(piece).map((parts) => parts.join('')), (html) => {
        const text = htmlToText(html);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/<p>|<script>|[ ]{2}|\n{3}/);
      }),
    );
  });

  test.each(['<', '<a ', '<!--', '<script>', '<a b="', '</', '<p', '<a =\'"', '<textarea', '<x'.repeat(30)])('a megabyte of %s is done in one pass', (piece) => {
    const html = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(htmlToText(html).length).toBeLessThanOrEqual(html.length);
  });
});

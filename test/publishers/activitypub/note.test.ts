import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOf, htmlOf, noteOf, type Addressee } from '../../../src/publishers/activitypub/note.ts';
import { readerText } from '../../support/reader-text.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const lena: Addressee = { post: 'https://town.example/1', author: 'https://town.example/users/lena', handle: 'lena@town.example', inbox: 'https://town.example/users/lena/inbox', visibility: 'public' };
const own = { id: 'https://social.acme.example/ap/acme/notes/1', by: 'https://social.acme.example/ap/acme', at: 0 };

describe('words as HTML', () => {
  test.each([
    ['Sorry.', '<p>Sorry.</p>'],
    ['One\nline\n\nnext', '<p>One<br>line</p><p>next</p>'],
    ['סליחה, דנה\n\nSorry, Dana', '<p dir="rtl">סליחה, דנה</p><p>Sorry, Dana</p>'],
    ['"1 < 2" & \'3\' שלום', '<p dir="rtl">&quot;1 &lt; 2&quot; &amp; &#39;3&#39; שלום</p>'],
    ['See (https://acme.example/a?b=1&c=2).', '<p>See (<a href="https://acme.example/a?b=1&amp;c=2" rel="nofollow noopener">https://acme.example/a?b=1&amp;c=2</a>).</p>'],
    ['<script>alert(1)</script> javascript:alert(1)', '<p>&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(1)</p>'],
  ])('%j', (text, html) => expect(htmlOf(text)).toBe(html));

  test('whatever is written is read as it was written, and nothing else is in it', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', '\n\n', '<', '&amp;', '"', 'https://acme.example/x"y', 'שלום', '</p><p>', ' onclick=x'));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const text = pieces.join('').replace(/\r/g, '').replace(/\n{2,}/g, '\n\n').trim();
        fc.pre(text !== '' && !/\n\s+\n/.test(text));
        const html = htmlOf(text);
        expect(readerText(html)).toBe(text);
        for (const [tag] of html.matchAll(/<[^>]*>/g)) expect(tag).toMatch(/^(<p( dir="rtl")?>|<\/p>|<br>|<\/a>|<a href="https?:\/\/[^"<>]*" rel="nofollow noopener">)$/);
      }),
    );
  });
});

describe('who sees it', () => {
  test.each([
    ['public', [PUBLIC], [lena.author]],
    ['unlisted', [lena.author], [PUBLIC]],
    ['followers', [lena.author], []],
    ['direct', [lena.author], []],
  ] as const)('no more than see a post that is %s', (visibility, to, cc) => {
    const note = noteOf('Sorry', { ...lena, visibility }, own);
    expect(note).toMatchObject({ id: own.id, attributedTo: own.by, inReplyTo: lena.post, to, cc, tag: [{ type: 'Mention', href: lena.author, name: '@lena@town.example' }], published: '1970-01-01T00:00:00.000Z' });
    expect(createOf(note)).toMatchObject({ id: `${own.id}#create`, type: 'Create', actor: own.by, to, cc, object: { id: own.id } });
  });

  test('Hebrew words say so', () => {
    expect(noteOf('סליחה', lena, own)).toMatchObject({ contentMap: { he: '<p dir="rtl">סליחה</p>' } });
    expect(noteOf('Sorry', lena, own)).not.toHaveProperty('contentMap');
  });
});

import { describe, expect, test } from 'vitest';
import { activityPub } from '../../../src/sources/activitypub/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { keyPair, PUBLIC } from '../../support/activitypub/neighbour.ts';
import { accountOf, NOW, village } from './support.ts';

const postOf = (signals: readonly Signal[]) => {
  const [signal] = signals;
  if (signal === undefined || !('post' in signal)) throw new Error(`no post: ${JSON.stringify(signals)}`);
  return signal.post;
};

describe('what is heard', () => {
  test.each([['draft-cavage', false], ['RFC 9421', true]])('a post, signed by %s', async (_, modern) => {
    const { deliver, town, account } = village();
    const note = town.note('lena', '1', '<p><span class="h-card"><a href="https://social.acme.example/ap/acme" class="u-url mention">@<span>acme</span></a></span> the kettle &lt;3 <a href="https://shop.example/kettle?a=1&amp;b=2">leaks</a></p><p>קומקום <a href="https://town.example/tags/kettle" class="mention hashtag" rel="tag">#<span>kettle</span></a></p>', {
      contentMap: { en: 'x' }, inReplyTo: 'https://other.example/users/kim/statuses/7', quoteUrl: 'https://other.example/users/kim/statuses/8',
      tag: [{ type: 'Mention', href: account.id, name: '@acme@social.acme.example' }, { type: 'Hashtag', href: 'https://town.example/tags/kettle', name: '#kettle' }, { type: 'Hashtag', href: 'https://town.example/tags/leak', name: '#leak' }],
      attachment: [{ type: 'Document', mediaType: 'image/png', url: 'https://town.example/1.png', name: 'A kettle in a puddle' }],
    });
    const { status, signals } = await deliver('lena', town.activity('lena', 'Create', note), { modern });
    expect([status, signals]).toEqual([202, [{
      type: 'posted',
      post: {
        id: 'https://town.example/users/lena/statuses/1', text: '@acme the kettle <3 leaks\n\nקומקום #kettle\n\n#leak\n\nA kettle in a puddle', url: 'https://town.example/@lena/1',
        author: { id: 'https://town.example/users/lena', handle: 'lena@town.example', name: 'LENA', bio: 'I am lena & nobody else', url: 'https://town.example/@lena', joinedAt: Date.parse('2020-01-02T00:00:00Z') },
        venue: { id: 'fediverse', kind: 'site', class: 'microblog', name: 'Fediverse' }, postedAt: Date.parse('2026-05-03T12:00:00Z'), language: 'en',
        thread: { parent: 'https://other.example/users/kim/statuses/7', quote: 'https://other.example/users/kim/statuses/8' }, links: ['https://shop.example/kettle?a=1&b=2'],
      },
    }]]);
    // The signer was asked for once, and saw who asks.
    expect(town.asked.map(({ url }) => url)).toEqual(['https://town.example/users/lena']);
    expect(town.asked[0]?.headers.get('signature')).toContain('keyId="https://social.acme.example/ap/acme#main-key"');
  });

  test.each<[string, Record<string, unknown>, boolean, string]>([
    ['public', { to: [PUBLIC], cc: [] }, false, 'site'],
    ['unlisted', { to: ['https://town.example/users/lena/followers'], cc: [PUBLIC] }, false, 'site'],
    ['for followers', { to: ['https://town.example/users/lena/followers'], cc: ['https://social.acme.example/ap/acme'] }, true, 'site'],
    ['direct', { to: ['https://social.acme.example/ap/acme'], cc: [] }, true, 'inbox'],
  ])('%s', async (_, audience, hidden, kind) => {
    const { deliver, town } = village();
    const { signals } = await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme!', audience), audience));
    expect([postOf(signals).private ?? false, postOf(signals).venue?.kind]).toEqual([hidden, kind]);
  });

  test('articles by their title, questions with their options, warnings before the words; words without a language of two', async () => {
    const { deliver, town } = village();
    const article = town.note('lena', 'a', '<h1>All of it</h1><p>The acme kettle</p>', { type: 'Article', name: 'My <b>kettle</b>', summary: 'In short' });
    expect(postOf((await deliver('lena', town.activity('lena', 'Create', article))).signals)).toMatchObject({ title: 'My kettle', text: 'In short\n\nAll of it\n\nThe acme kettle' });
    const question = town.note('lena', 'q', 'Which acme?', { type: 'Question', oneOf: [{ type: 'Note', name: 'Kettle' }, { type: 'Note', name: 'Toaster' }], contentMap: { en: 'Which acme?', he: 'איזה אקמי?' } });
    const heard = postOf((await deliver('lena', town.activity('lena', 'Create', question))).signals);
    expect([heard.text, heard.language]).toEqual(['Which acme?\n\n- Kettle\n\n- Toaster', undefined]);
  });

  test('named alone, it is asked for where it lies', async () => {
    const { deliver, town } = village();
    const { id } = town.note('lena', '1', 'acme leaks');
    expect(postOf((await deliver('lena', town.activity('lena', 'Create', id))).signals).text).toBe('acme leaks');
  });

  test('changed, taken back, and a late copy of what it was before says nothing', async () => {
    const { deliver, town } = village();
    const before = town.activity('lena', 'Create', town.note('lena', '1', 'acme leaks'));
    await deliver('lena', before);
    const after = await deliver('lena', town.activity('lena', 'Update', town.note('lena', '1', 'acme leaks no more', { updated: '2026-05-03T12:00:05Z' })));
    expect(after.signals).toMatchObject([{ type: 'edited', post: { text: 'acme leaks no more' } }]);
    expect(await deliver('lena', before)).toMatchObject({ status: 202, signals: [] });
    const id = 'https://town.example/users/lena/statuses/1';
    expect((await deliver('lena', town.activity('lena', 'Delete', { id, type: 'Tombstone' }))).signals).toEqual([{ type: 'deleted', ref: id, by: 'author' }]);
    expect(await deliver('lena', before)).toMatchObject({ status: 202, signals: [] });
  });

  test('what was not committed is heard again', async () => {
    const { source, town, account, context } = village();
    const send = () => source.receive(town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Delete', 'https://town.example/users/lena/statuses/1'), { now: NOW }), context);
    const first = await send();
    expect([first.refused.status, first.refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await send()).signals).toEqual(first.signals);
  });

  test('a repost carries what its own server says, once; taken back it is gone', async () => {
    const { deliver, town, other } = village();
    const { id } = other.note('kim', '9', 'acme leaks');
    const repost = town.activity('lena', 'Announce', id, { published: '2026-05-03T12:00:09Z' });
    const { signals } = await deliver('lena', repost);
    expect(signals).toMatchObject([
      { type: 'posted', post: { id, text: 'acme leaks', author: { id: 'https://other.example/users/kim' } } },
      { type: 'posted', post: { id: repost.id, text: '', author: { id: 'https://town.example/users/lena' }, thread: { root: id, repost: id } } },
    ]);
    expect((await deliver('lena', { ...repost, id: `${String(repost.id)}-2` })).signals).toHaveLength(1);
    expect((await deliver('lena', town.activity('lena', 'Undo', repost))).signals).toEqual([{ type: 'deleted', ref: repost.id, by: 'author' }]);
    expect((await deliver('lena', town.activity('lena', 'Undo', repost.id))).signals).toEqual([{ type: 'deleted', ref: repost.id, by: 'author' }]);
  });

  test('a repost of the account’s own words asks nobody', async () => {
    const { deliver, town, account, context } = village();
    const { signals } = await deliver('lena', town.activity('lena', 'Announce', `${account.id}/notes/1`));
    expect(context.logs).toEqual([]);
    expect(signals).toMatchObject([{ type: 'posted', post: { text: '', thread: { repost: `${account.id}/notes/1` } } }]);
  });

  test('what a relay passes on is no repost; what cannot be read at its server is not heard', async () => {
    const { deliver, town, other } = village();
    town.actor('relay', { type: 'Application' });
    expect((await deliver('relay', town.activity('relay', 'Announce', other.note('kim', '9', 'acme leaks').id))).signals).toMatchObject([{ type: 'posted', post: { text: 'acme leaks' } }]);
    other.documents.set('https://other.example/users/kim/statuses/10', null);
    expect(await deliver('relay', town.activity('relay', 'Announce', 'https://other.example/users/kim/statuses/10'))).toMatchObject({ status: 202, signals: [] });
  });

  test('an account that ends: by its own word, or by its server’s where it can sign no more', async () => {
    const { deliver, town, other } = village();
    const lena = 'https://town.example/users/lena';
    expect((await deliver('lena', town.activity('lena', 'Delete', lena))).signals).toEqual([{ type: 'author-deleted', author: lena, by: 'author' }]);
    const kim = 'https://other.example/users/kim';
    other.documents.set(kim, null);
    expect((await deliver('kim', other.activity('kim', 'Delete', kim), { from: other })).signals).toEqual([{ type: 'author-deleted', author: kim, by: 'author' }]);
    expect(await deliver('kim', other.activity('kim', 'Delete', `${kim}/statuses/1`), { from: other })).toMatchObject({ status: 401, signals: [] });
  });

  test.each(['Like', 'EmojiReact', 'Flag', 'Add', 'Move', 'Accept'])('%s is answered unread', async (type) => {
    const { deliver, town } = village();
    expect(await deliver('lena', town.activity('lena', type, 'https://social.acme.example/ap/acme'))).toMatchObject({ status: 202, signals: [] });
    expect(town.asked).toEqual([]);
  });

  test('a post without words is named and skipped', async () => {
    const { deliver, town } = village();
    expect((await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', '<p></p>')))).signals).toMatchObject([{ type: 'skipped', ref: 'https://town.example/users/lena/statuses/1' }]);
  });

  test('a new key is taken once the old one is a minute old', async () => {
    const { deliver, town, context } = village();
    await deliver('lena', town.activity('lena', 'Create', town.note('lena', '1', 'acme one')));
    town.actor('lena', { publicKey: { id: 'https://town.example/users/lena#main-key', owner: 'https://town.example/users/lena', publicKeyPem: keyPair('new').publicKeyPem } });
    const next = town.activity('lena', 'Create', town.note('lena', '2', 'acme two'));
    expect((await deliver('lena', next, { key: keyPair('new').privateKey })).status).toBe(401);
    context.advance(60_000);
    expect((await deliver('lena', next, { key: keyPair('new').privateKey })).status).toBe(202);
  });
});

test('behind a proxy that changes the address, the account’s own is what was signed', async () => {
  const { source, town, account, context } = village();
  const sent = town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Create', town.note('lena', '1', 'acme')), { now: NOW });
  const inside = new Request('http://127.0.0.1:3000/ap/acme/inbox', { method: 'POST', headers: { ...Object.fromEntries(sent.headers), host: '127.0.0.1:3000' }, body: await sent.text() });
  expect((await source.receive(inside, context)).accepted.status).toBe(202);
});

test('options that cannot work are named', () => {
  expect(() => activityPub({} as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'activityPub.account' }));
  expect(() => activityPub({ account: accountOf(), maxBytes: 0 })).toThrow(expect.objectContaining({ field: 'activityPub.maxBytes' }));
  expect(() => accountOf({ origin: 'http://social.acme.example' })).toThrow(expect.objectContaining({ field: 'activityPubAccount.origin' }));
  expect(() => accountOf({ name: 'a b' })).toThrow(expect.objectContaining({ field: 'activityPubAccount.name' }));
  const broken = keyPair('acme').privateKeyPem.replace(/[A-Z]{4}/, 'AAAA').slice(0, 400);
  for (const privateKey of ['nothing', broken]) {
    let said = '';
    try {
      accountOf({ privateKey });
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain('activityPubAccount.privateKey');
    expect(said).not.toContain(broken.slice(100, 140));
  }
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import { blueskyFirehose, blueskySearch } from '../../../src/sources/bluesky/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { BlueskyServer, installed, named, type Account } from '../../support/bluesky.ts';
import { testContext } from '../../support/context.ts';
import { rejection } from '../../support/rejection.ts';
import { readUntil } from './support.ts';

const POST = 'app.bsky.feed.post';

describe.skipIf(!installed)(named('a real server'), () => {
  let server: BlueskyServer;
  let alice: Account;
  let bob: Account;

  const source = () => blueskyFirehose({ service: server.stream, start: 'oldest' });
  const read = async (enough: number, cursor: string | null = null, limit = 100): Promise<{ signals: Signal[]; cursors: string[] }> => {
    const { items, batches } = await readUntil(source(), testContext({ now: Date.now() }), { cursor, limit, enough: (found) => found.length >= enough });
    return { signals: items.flatMap(signalsOf), cursors: batches.filter((batch) => batch.items.length > 0).map((batch) => batch.cursor) };
  };

  beforeAll(async () => {
    server = await BlueskyServer.start();
    [alice, bob] = [await server.enrol('alice'), await server.enrol('bob')];
  });
  afterAll(() => server.close());

  test('posts, replies, likes, changes and deletions, as they were made; from any cursor exactly the rest; an account that ends', async () => {
    const first = await server.write(alice, { text: 'The acme kettle leaks קומקום', langs: ['en', 'he'], facets: [{ index: { byteStart: 4, byteEnd: 8 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://acme.example/kettle' }] }] });
    await server.write(alice, { subject: first }, { collection: 'app.bsky.feed.like' });
    const reply = await server.write(bob, { text: 'Same here', reply: { root: first, parent: first } });
    const repost = await server.write(bob, { subject: first }, { collection: 'app.bsky.feed.repost' });
    const quote = await server.write(bob, { text: 'Look at this', embed: { $type: 'app.bsky.embed.record', record: first } });
    await server.call('com.atproto.repo.putRecord', { repo: alice.did, collection: POST, rkey: first.uri.split('/').at(-1), record: { $type: POST, text: 'The acme kettle leaks no more', createdAt: '2024-05-01T10:00:00.000Z' } }, `Bearer ${alice.accessJwt}`);
    await server.remove(bob, quote.uri);

    const { signals, cursors } = await read(6, null, 1);
    expect(signals).toMatchObject([
      { type: 'posted', post: { id: first.uri, text: 'The acme kettle leaks קומקום', author: { id: alice.did }, links: ['https://acme.example/kettle'], postedAt: Date.parse('2024-05-01T10:00:00Z') } },
      { type: 'posted', post: { id: reply.uri, text: 'Same here', thread: { root: first.uri, parent: first.uri } } },
      { type: 'posted', post: { id: repost.uri, text: '', author: { id: bob.did }, thread: { repost: first.uri } } },
      { type: 'posted', post: { id: quote.uri, thread: { quote: first.uri } } },
      { type: 'edited', post: { id: first.uri, text: 'The acme kettle leaks no more' } },
      { type: 'deleted', ref: quote.uri, by: 'author' },
    ]);
    for (const [index, cursor] of cursors.slice(0, -1).entries()) expect((await read(5 - index, cursor)).signals).toEqual(signals.slice(index + 1));

    await server.deleteAccount(bob);
    expect((await read(1, cursors.at(-1))).signals).toEqual([{ type: 'author-deleted', author: bob.did, by: 'author' }]);
  });

  test('a cursor that it has not reached: that is told, and it is read from its oldest frame', async () => {
    const { signals, cursors } = await read(1, '999999999');
    expect(signals).toEqual([{ type: 'skipped', reason: expect.stringContaining('set up anew') }]);
    expect((await read(1, cursors.at(-1) ?? null)).signals[0]).toMatchObject({ type: 'posted', post: { text: 'The acme kettle leaks קומקום' } });
  });

  test('a log-in is taken or refused', async () => {
    // Search is an application's work: a personal data server alone has none, and says so after the log-in.
    const search = (password: string) => rejection(readUntil(blueskySearch({ service: server.url, identifier: 'alice.test', password, search: ['acme'], allowPrivate: true }), testContext({ now: Date.now() }), { enough: () => false }));
    const refused = await search('another-password');
    expect([refused.code, refused.message.includes('another-password')]).toEqual(['AUTH_FAILED', false]);
    const taken = await search(alice.password);
    expect([taken.code === 'AUTH_FAILED', taken.message.includes('app.bsky.feed.searchPosts')]).toEqual([false, true]);
  });

  test('a server that goes away while it is read is UNAVAILABLE', async () => {
    await server.write(alice, { text: 'The last words' });
    const reading = readUntil(source(), testContext({ now: Date.now() }), {
      enough: (found) => {
        if (found.flatMap(signalsOf).some((signal) => 'post' in signal && signal.post.text === 'The last words')) void server.kill();
        return false;
      },
    });
    expect(await rejection(reading)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('ended the stream') });
  });
});

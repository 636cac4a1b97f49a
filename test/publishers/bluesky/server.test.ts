import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blueskyPublisher } from '../../../src/publishers/bluesky/index.ts';
import { blueskyFirehose } from '../../../src/sources/bluesky/index.ts';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import type { Publisher } from '../../../src/spec/plugin.ts';
import type { Signal } from '../../../src/spec/post.ts';
import type { PublishCommand } from '../../../src/spec/reply.ts';
import { BlueskyServer, installed, named, type Account } from '../../support/bluesky.ts';
import { publisherConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { rejection } from '../../support/rejection.ts';
import { readUntil } from '../../sources/bluesky/support.ts';

describe.skipIf(!installed)(named('a real server'), () => {
  let server: BlueskyServer;
  let brand: Account;
  let dana: Account;
  let publisher: Publisher;
  const NOW = Date.parse('2024-05-01T12:00:00Z');
  const context = () => testContext({ now: NOW });
  const anew = () => blueskyPublisher({ service: server.url, identifier: 'acme-kettles.test', password: brand.password, allowPrivate: true });
  const command = (change: Partial<PublishCommand>): PublishCommand => ({ action: 'post', brand: 'acme', text: 'We are looking into it.', target: { venue: 'bluesky', replyTo: null }, replyToSourceId: null, idempotencyKey: 'key', ...change });

  beforeAll(async () => {
    server = await BlueskyServer.start();
    [brand, dana] = [await server.enrol('acme-kettles'), await server.enrol('dana')];
    publisher = anew();
  });
  afterAll(() => server.close());

  const places = {
    reply: async () => {
      const { uri } = await server.write(dana, { text: 'Mine leaks too' });
      return { venue: 'bluesky', replyTo: 'post_1', replyToSourceId: uri, source: 'bluesky-firehose:x' };
    },
    post: () => ({ venue: 'hashtag:#acmeleak', replyTo: null, replyToSourceId: null }),
  };
  publisherConforms({ adapter: 'publishers/bluesky', against: 'real server' }, {
    publisher: () => anew(),
    places,
    delivered: async () =>
      (await server.posts(brand)).map(({ uri, value }) => {
        const { text, reply } = value as { text: string; reply?: { parent: { uri: string } } };
        return { id: uri, text, replyTo: reply?.parent.uri ?? null };
      }),
    longest: 'ש'.repeat(300),
    tooLong: 'ש'.repeat(301),
    closed: {
      'the post is gone': async () => {
        const place = await places.reply();
        await server.remove(dana, place.replyToSourceId);
        return place;
      },
    },
    secrets: ['a-password-of-the-test'],
  });

  test('a reply hangs in the thread, with links, tags and mentions that the server takes; the firehose tells of it under the id of the receipt', async () => {
    const root = await server.write(dana, { text: 'Who else has a leaking kettle?' });
    const parent = await server.write(dana, { text: 'Mine is an Acme', reply: { root, parent: root } });
    const text = 'סליחה @dana.test 👩‍👩‍👧, see https://acme.example/kettle #AcmeLeak';
    const receipt = await publisher.publish(command({ action: 'reply', text, replyToSourceId: parent.uri, language: 'he' }), context());
    const { value } = await server.read(receipt.id);
    expect(value).toMatchObject({ text, langs: ['he'], createdAt: '2024-05-01T12:00:00.000Z', reply: { root, parent } });
    expect((value.facets as { features: object[] }[]).flatMap(({ features }) => features)).toMatchObject([{ did: dana.did }, { uri: 'https://acme.example/kettle' }, { tag: 'AcmeLeak' }]);

    const heard: Signal[] = [];
    const isOurs = (signal: Signal): boolean => 'post' in signal && signal.post.id === receipt.id;
    await readUntil(blueskyFirehose({ service: server.stream, start: 'oldest' }), testContext({ now: Date.now() }), { enough: (items) => (heard.splice(0, Infinity, ...items.flatMap(signalsOf)), heard.some(isOurs)) });
    expect(heard.find(isOurs)).toMatchObject({ type: 'posted', post: { url: receipt.url, text, thread: { root: root.uri, parent: parent.uri }, links: ['https://acme.example/kettle'] } });
  });

  test('however often it is sent, in turn or at once, it is said once; and found', async () => {
    const before = (await server.posts(brand)).length;
    const again = command({ idempotencyKey: 'once' });
    expect(await publisher.find?.('once', context())).toBeNull();
    const receipts = await Promise.all([publisher, anew(), publisher].map((one) => one.publish(again, context())));
    receipts.push(await anew().publish(again, context()));
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
    expect(await publisher.find?.('once', context())).toEqual(receipts[0]);
    expect(await server.posts(brand)).toHaveLength(before + 1);
  });

  test('length is counted as the server counts it', async () => {
    const families = (count: number): string => '👨‍👩‍👧‍👦'.repeat(count);
    for (const [index, text] of ['ש'.repeat(300), families(120), `${'x'.repeat(298)}\r\ny`, 'é'.normalize('NFD').repeat(300)].entries()) {
      expect(publisher.check(command({ text }))).toEqual([]);
      await publisher.publish(command({ text, idempotencyKey: `long ${index}` }), context());
    }
    for (const text of ['ש'.repeat(301), families(121)]) {
      expect(publisher.check(command({ text }))).toHaveLength(1);
      await expect(server.write(brand, { text })).rejects.toThrow('InvalidRequest');
    }
  });

  test('a parent that was deleted stands in the way, before and at the sending', async () => {
    const parent = await server.write(dana, { text: 'I take this back' });
    const reply = command({ action: 'reply', replyToSourceId: parent.uri, idempotencyKey: 'too late' });
    expect(await publisher.preflight?.(reply, context())).toEqual([]);
    await server.remove(dana, parent.uri);
    expect(await publisher.preflight?.(reply, context())).toEqual(['the post that is answered cannot be found']);
    expect(await rejection(publisher.publish(reply, context()))).toMatchObject({ code: 'REJECTED', field: 'replyToSourceId' });
  });

  test('a wrong password is told, and is not in the message', async () => {
    const wrong = blueskyPublisher({ service: server.url, identifier: 'acme-kettles.test', password: 'another-password', allowPrivate: true });
    const refused = await rejection(wrong.publish(command({}), context()));
    expect([refused.code, refused.message.includes('another-password')]).toEqual(['AUTH_FAILED', false]);
  });
});

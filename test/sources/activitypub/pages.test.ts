import { describe, expect, test } from 'vitest';
import { activityPub, type ActivityPubKeep } from '../../../src/sources/activitypub/index.ts';
import { push } from '../../../src/sources/push/index.ts';
import { memoryKeep } from '../../../src/lib/activitypub/keep.ts';
import { Relations } from '../../../src/lib/activitypub/relations.ts';
import { keyPair, type Neighbour } from '../../support/activitypub/neighbour.ts';
import { testMonitor } from '../../support/monitor.ts';
import { rejection } from '../../support/rejection.ts';
import { accountOf, village } from './support.ts';

const get = async (address: string, { source, context } = village(), method = 'GET') => {
  const { accepted, signals } = await source.receive(new Request(address, { method }), context);
  return { status: accepted.status, type: accepted.headers.get('content-type'), body: accepted.status === 200 ? ((await accepted.json()) as Record<string, unknown>) : null, signals };
};

describe('what the account shows', () => {
  test('where it is found', async () => {
    for (const resource of ['acct:acme@social.acme.example', 'acct:Acme@Social.Acme.example', 'https://social.acme.example/ap/acme']) {
      expect(await get(`https://social.acme.example/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)).toMatchObject({
        status: 200, type: 'application/jrd+json; charset=utf-8',
        body: { subject: 'acct:acme@social.acme.example', links: [{ rel: 'self', type: 'application/activity+json', href: 'https://social.acme.example/ap/acme' }] },
      });
    }
    for (const resource of ['acct:other@social.acme.example', '']) expect((await get(`https://social.acme.example/.well-known/webfinger?resource=${resource}`)).status).toBe(404);
  });

  test('itself', async () => {
    const account = accountOf({ displayName: 'Acme', summary: 'Kettles & <more>', website: 'https://acme.example' });
    const shown = await get(account.id, { ...village(), source: activityPub({ account }) });
    expect(shown).toMatchObject({
      status: 200, type: 'application/activity+json; charset=utf-8', signals: [],
      body: { id: account.id, type: 'Service', preferredUsername: 'acme', name: 'Acme', summary: '<p>Kettles &amp; &lt;more&gt;</p>', url: 'https://acme.example', inbox: `${account.id}/inbox`, publicKey: { id: `${account.id}#main-key`, owner: account.id, publicKeyPem: keyPair('acme').publicKeyPem } },
    });
    expect(JSON.stringify(shown.body)).not.toContain('PRIVATE');
    for (const name of ['outbox', 'followers']) expect((await get(`${account.id}/${name}`)).body).toMatchObject({ type: 'OrderedCollection', totalItems: 0 });
  });

  test('nothing else', async () => {
    const { account } = village();
    expect((await get(`${account.id}/notes/none`)).status).toBe(404);
    expect((await get(`${account.id}/anything`)).status).toBe(404);
    expect((await get(`${account.id}/inbox`)).status).toBe(405);
    expect((await get(account.id, village(), 'PUT')).status).toBe(405);
  });
});

describe('follows and blocks', () => {
  const inboxOf = (town: Neighbour, status = 202) => {
    const sent: Record<string, unknown>[] = [];
    const { fetch } = town;
    const withInbox: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.method !== 'POST') return fetch(input, init);
      sent.push({ inbox: request.url, signed: request.headers.has('signature'), ...((await request.json()) as object) });
      return new Response(null, { status });
    };
    return { sent, fetch: withInbox };
  };
  const follow = async (given: ReturnType<typeof village>, fetch: typeof globalThis.fetch, activity: unknown) =>
    (await given.source.receive(given.town.deliver('lena', `${given.account.id}/inbox`, activity, { now: given.context.now() }), { ...given.context, fetch })).accepted.status;

  test('a follow is accepted where follows are, counted, and ended', async () => {
    const given = village({ acceptFollows: true });
    const { sent, fetch } = inboxOf(given.town);
    const activity = given.town.activity('lena', 'Follow', given.account.id);
    expect(await follow(given, fetch, activity)).toBe(202);
    expect(sent).toMatchObject([{ inbox: 'https://town.example/users/lena/inbox', signed: true, type: 'Accept', actor: given.account.id, object: { id: activity.id, type: 'Follow' } }]);
    const count = async () => (await get(`${given.account.id}/followers`, given)).body?.totalItems;
    expect(await count()).toBe(1);
    expect(await follow(given, fetch, given.town.activity('lena', 'Undo', activity))).toBe(202);
    expect(await count()).toBe(0);
  });

  test('by default none is; what is meant for another account is nothing', async () => {
    for (const [options, object] of [[{}, 'https://social.acme.example/ap/acme'], [{ acceptFollows: true }, 'https://social.acme.example/ap/other']] as const) {
      const given = village(options);
      const { sent, fetch } = inboxOf(given.town);
      expect(await follow(given, fetch, given.town.activity('lena', 'Follow', object))).toBe(202);
      expect(sent).toEqual([]);
    }
  });

  test('who is forgotten leaves nothing in what the account keeps; others stay', async () => {
    const kept = new Map<string, string>();
    const keep: ActivityPubKeep = { get: async (key) => kept.get(key) ?? null, set: async (key, value) => void kept.set(key, value), delete: async (key) => void kept.delete(key) };
    const given = village({ acceptFollows: true }, { keep });
    const { town, account, source, context, deliver } = given;
    town.actor('dov');
    for (const name of ['lena', 'dov']) {
      const direct = { to: [account.id], cc: [] };
      for (const number of ['1', '2']) await deliver(name, town.activity(name, 'Create', town.note(name, number, 'acme!', direct), direct));
      const delivery = town.deliver(name, `${account.id}/inbox`, town.activity(name, 'Follow', account.id), { now: context.now() });
      await source.receive(delivery, { ...context, fetch: inboxOf(town).fetch });
    }
    const told = (name: string): number => [...kept].flat().join().split(`users/${name}`).length - 1;
    expect([told('lena'), told('dov')]).toEqual([3, 3]);
    const keys = kept.size;
    await source.forget?.('https://town.example/users/lena', context);
    expect([told('lena'), told('dov'), keys - kept.size]).toEqual([0, 3, 3]);
  });

  test('an acceptance that does not arrive leaves the follow to be told again', async () => {
    const given = village({ acceptFollows: true });
    expect(await follow(given, inboxOf(given.town, 500).fetch, given.town.activity('lena', 'Follow', given.account.id))).toBe(503);
    expect((await get(`${given.account.id}/followers`, given)).body?.totalItems).toBe(0);
  });

  test('no acceptance goes to a server that is not the follower’s', async () => {
    const given = village({ acceptFollows: true });
    given.town.actor('lena', { inbox: 'https://victim.example/inbox' });
    const { sent, fetch } = inboxOf(given.town);
    expect(await follow(given, fetch, given.town.activity('lena', 'Follow', given.account.id))).toBe(400);
    expect(sent).toEqual([]);
  });

  test('who blocks the account is known, until they do not', async () => {
    const keep: ActivityPubKeep = memoryKeep();
    const { deliver, town, account } = village({}, { keep });
    const relations = new Relations(keep);
    const block = town.activity('lena', 'Block', account.id);
    await deliver('lena', block);
    expect(await relations.isBlockedBy('https://town.example/users/lena')).toBe(true);
    await deliver('lena', town.activity('lena', 'Undo', block));
    expect(await relations.isBlockedBy('https://town.example/users/lena')).toBe(false);
  });
});

describe('conversations and profiles', () => {
  test('a thread from its root down, as its servers show it', async () => {
    const { source, town, other, context } = village();
    const root = other.note('kim', '1', 'acme leaks', { replies: { id: 'https://other.example/users/kim/statuses/1/replies', type: 'Collection', first: { type: 'CollectionPage', partOf: 'https://other.example/users/kim/statuses/1/replies', items: ['https://town.example/users/lena/statuses/2', 'https://town.example/users/lena/statuses/gone'] } } });
    const middle = town.note('lena', '2', 'here too', { inReplyTo: root.id, replies: 'https://town.example/users/lena/statuses/2/replies' });
    town.documents.set('https://town.example/users/lena/statuses/2/replies', { '@context': 'https://www.w3.org/ns/activitystreams', id: 'https://town.example/users/lena/statuses/2/replies', type: 'Collection', items: ['https://other.example/users/kim/statuses/3'] });
    const last = other.note('kim', '3', 'and still', { inReplyTo: middle.id });
    town.documents.set('https://town.example/users/lena/statuses/gone', null);
    const posts = await source.thread?.(middle.id, context);
    expect(posts?.map(({ id, text, thread }) => [id, text, thread?.parent])).toEqual([[root.id, 'acme leaks', undefined], [middle.id, 'here too', root.id], [last.id, 'and still', middle.id]]);
  });

  test('a thread that bites its tail ends', async () => {
    const { source, town, context } = village({ maxThread: 5 });
    const address = (key: string) => `https://town.example/users/lena/statuses/${key}`;
    town.note('lena', '1', 'one', { inReplyTo: address('2'), replies: { type: 'Collection', items: [address('2')] } });
    town.note('lena', '2', 'two', { inReplyTo: address('1'), replies: { type: 'Collection', items: [address('1')] } });
    expect((await source.thread?.(address('1'), context))?.length).toBe(2);
  });

  test('a profile', async () => {
    const { source, context } = village();
    expect(await source.author?.('https://other.example/users/kim', context)).toMatchObject({ id: 'https://other.example/users/kim', handle: 'kim@other.example', name: 'KIM' });
  });

  test('what is gone, no address, or on a server that is down', async () => {
    const { source, other, context } = village();
    other.documents.set('https://other.example/users/kim', null);
    expect(await rejection(source.author?.('https://other.example/users/kim', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
    expect(await rejection(source.thread?.('at://did:plc:x', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'ref' });
    expect(await rejection(source.thread?.('https://nowhere.example/1', context) ?? Promise.resolve())).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

test('the monitor gives each its own: two accounts found under one name of a host, and others beside them', async () => {
  const [acme, other] = [accountOf(), accountOf({ name: 'other', privateKey: keyPair('other').privateKeyPem })];
  await using monitor = testMonitor({ sources: [push({ path: '/hook' }), activityPub({ account: acme }), activityPub({ account: other })] });
  const status = async (path: string) => (await monitor.handle(new Request(`https://social.acme.example${path}`))).status;
  expect(await Promise.all(['/ap/acme', '/ap/other', '/ap/third', '/.well-known/webfinger?resource=acct:other@social.acme.example', '/.well-known/webfinger?resource=acct:third@social.acme.example', '/hook'].map(status))).toEqual([200, 200, 404, 200, 404, 405]);
});

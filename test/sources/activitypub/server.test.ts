import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activityPub, activityPubAccount, activityPubFollow, type ActivityPubAccount } from '../../../src/sources/activitypub/index.ts';
import type { PushSource } from '../../../src/spec/plugin.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { FedifyServer } from '../../support/activitypub/fedify-server.ts';
import { keyPair } from '../../support/activitypub/neighbour.ts';
import { testContext } from '../../support/context.ts';
import { WebServer } from '../../support/web-server.ts';
import { rejection } from '../../support/rejection.ts';

/** Two servers on this machine, with real signatures between them: kashuv's account behind a host's web server, and fedify's own federation. */
describe('a server of fedify', () => {
  let other: FedifyServer;
  let host: WebServer;
  let account: ActivityPubAccount;
  let source: PushSource;
  let inbox: { id: URL; inboxId: URL };
  const signals: Signal[] = [];
  const watchers: (() => void)[] = [];
  const context = () => testContext({ now: Date.now() });

  /** Resolves with the signals once there are so many since it was asked last. */
  const heard = async (count: number): Promise<Signal[]> => {
    while (signals.length < count) await new Promise<void>((resolve) => watchers.push(resolve));
    return signals.splice(0);
  };

  beforeAll(async () => {
    host = await WebServer.start(async (request) => {
      const received = await source.receive(request, context());
      signals.push(...received.signals);
      received.kept?.();
      for (const watcher of watchers.splice(0)) watcher();
      return received.accepted;
    });
    account = activityPubAccount({ origin: host.url, name: 'acme', privateKey: keyPair('acme').privateKeyPem, allowPrivate: true });
    source = activityPub({ account, acceptFollows: true });
    inbox = { id: new URL(account.id), inboxId: new URL(`${account.id}/inbox`) };
    other = await FedifyServer.start();
  });
  afterAll(async () => {
    await other.close();
    await host.stop();
  });

  test('mentions, answers, changes, reposts, deletions, as they were made', async () => {
    const mention = { id: account.id, handle: account.handle };
    const first = await other.say('lena', 'the acme kettle leaks קומקום', inbox, { mention });
    expect(await heard(1)).toMatchObject([{ type: 'posted', post: { id: first, text: 'the acme kettle leaks קומקום', author: { id: other.actor('lena'), handle: other.handle('lena') } } }]);
    const answer = await other.say('kim', 'here too', inbox, { replyTo: first });
    expect(await heard(1)).toMatchObject([{ type: 'posted', post: { id: answer, thread: { parent: first } } }]);
    const repost = await other.passOn('dan', first, inbox);
    expect(await heard(1)).toMatchObject([{ type: 'posted', post: { id: repost, text: '', thread: { repost: first } } }]);
    await other.change(first, 'the acme kettle leaks no more', inbox);
    expect(await heard(1)).toMatchObject([{ type: 'edited', post: { id: first, text: 'the acme kettle leaks no more' } }]);
    await other.takeBack(answer, inbox);
    expect(await heard(1)).toEqual([{ type: 'deleted', ref: answer, by: 'author' }]);
    const letter = await other.say('lena', 'between us', inbox, { mention, visibility: 'direct' });
    expect(await heard(1)).toMatchObject([{ type: 'posted', post: { id: letter, private: true } }]);
  });

  test('its threads and profiles, asked for by signature', async () => {
    const root = await other.say('lena', 'acme, where is my parcel?', inbox);
    const answer = await other.say('kim', 'mine too', inbox, { replyTo: root });
    await heard(2);
    expect((await source.thread?.(answer, context()))?.map(({ id }) => id)).toEqual([root, answer]);
    expect(await source.author?.(other.actor('kim'), context())).toMatchObject({ id: other.actor('kim'), handle: other.handle('kim') });
  });

  test('a follow is accepted', async () => {
    await other.follow('lena', inbox);
    await other.until((arrived) => arrived.some(({ type }) => type === 'Accept'));
    expect(other.arrived.splice(0)).toMatchObject([{ type: 'Accept' }]);
  });

  test('the account follows, and follows no more', async () => {
    const outside = { account, now: Date.now, signal: new AbortController().signal };
    await activityPubFollow({ ...outside, actor: other.actor('kim') });
    await activityPubFollow({ ...outside, actor: other.actor('kim'), end: true });
    expect(other.arrived.splice(0)).toMatchObject([{ type: 'Follow', to: 'kim' }, { type: 'Undo', to: 'kim' }]);
    const unlike = (await rejection(activityPubFollow({ ...outside, actor: `${other.web.url}/users/lena/posts/none` }))).code;
    expect([unlike, (await rejection(activityPubFollow({ ...outside, actor: 'kim@other' }))).field]).toEqual(['INPUT_INVALID', 'activityPubFollow.actor']);
  });

  test('what is said while the host is away comes when it is back, and once', async () => {
    await host.stop();
    const missed = await other.say('lena', 'is acme there?', inbox);
    await host.startAgain();
    expect(await heard(1)).toMatchObject([{ type: 'posted', post: { id: missed } }]);
  });
});

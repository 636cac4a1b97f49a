import { createVerify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { activityPubReplies } from '../../../src/publishers/activitypub/index.ts';
import { activityPub, type ActivityPubAccountOptions } from '../../../src/sources/activitypub/index.ts';
import { memoryKeep } from '../../../src/lib/activitypub/keep.ts';
import type { PublishCommand } from '../../../src/spec/reply.ts';
import { internet, keyPair, Neighbour } from '../../support/activitypub/neighbour.ts';
import { testContext } from '../../support/context.ts';
import { rejection } from '../../support/rejection.ts';
import { accountOf, NOW } from '../../sources/activitypub/support.ts';

const command = (replyToSourceId: string | null, more: Partial<PublishCommand> = {}): PublishCommand => ({
  action: 'reply', brand: 'acme', text: 'We are sorry, Lena.', target: { venue: 'fediverse', replyTo: 'post_1' }, replyToSourceId, idempotencyKey: 'send_1', ...more,
});

/** The brand's account, and lena's server with an inbox that answers as told. */
function correspondence(options: Partial<ActivityPubAccountOptions> = {}) {
  const town = new Neighbour('https://town.example');
  town.actor('lena');
  const keep = memoryKeep();
  const account = accountOf({ keep, ...options });
  const sent: { inbox: string; headers: Headers; body: Record<string, unknown> }[] = [];
  let answer: () => Response = () => new Response(null, { status: 202 });
  const ask = internet(town);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== 'POST') return ask(request);
    sent.push({ inbox: request.url, headers: request.headers, body: (await request.json()) as Record<string, unknown> });
    return answer();
  };
  const context = testContext({ now: NOW, fetch });
  const source = activityPub({ account });
  return {
    town, account, sent, context, keep, source,
    publisher: activityPubReplies({ account }),
    answers: (next: () => Response) => (answer = next),
    /** The answer as anybody gets it at its address. */
    shown: async (id: string) => {
      const { accepted } = await source.receive(new Request(id), context);
      return accepted.status === 200 ? ((await accepted.json()) as Record<string, unknown>) : accepted.status;
    },
  };
}

/** Held against the words of the draft with node:crypto alone: null where it fits, and covers what it has to. */
function signatureProblem(request: { inbox: string; headers: Headers } | undefined, account: string): string | null {
  const { host, pathname } = new URL(request?.inbox ?? '');
  const parts = Object.fromEntries([...(request?.headers.get('signature') ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const covered = parts.headers?.split(' ') ?? [];
  for (const name of ['(request-target)', 'host', 'date', 'digest']) if (!covered.includes(name)) return `${name} is not covered`;
  if (parts.keyId !== `${account}#main-key`) return 'another key';
  const values: Record<string, string> = { '(request-target)': `post ${pathname}`, host };
  const base = covered.map((name: string) => `${name}: ${values[name] ?? request?.headers.get(name) ?? ''}`).join('\n');
  return createVerify('sha256').update(base).verify(keyPair('acme').publicKeyPem, parts.signature ?? '', 'base64') ? null : 'it does not fit';
}

describe('an answer', () => {
  test('goes to its author’s inbox, signed, in the thread, and is at its address', async () => {
    const { town, account, sent, context, publisher, shown } = correspondence();
    const { id } = town.note('lena', '1', 'acme leaks');
    const receipt = await publisher.publish(command(id), context);
    expect(receipt).toEqual({ id: expect.stringMatching(/^https:\/\/social\.acme\.example\/ap\/acme\/notes\/[0-9a-f]{24}$/) as string, url: receipt.id, at: NOW });
    expect(sent).toMatchObject([{ inbox: 'https://town.example/users/lena/inbox', body: { id: `${receipt.id}#create`, type: 'Create', actor: account.id, object: { id: receipt.id, inReplyTo: id, content: '<p>We are sorry, Lena.</p>' } } }]);
    expect(signatureProblem(sent[0], account.id)).toBeNull();
    expect(await shown(receipt.id)).toMatchObject({ id: receipt.id, type: 'Note', inReplyTo: id });
  });

  test('sent again it is the same one, also by another process', async () => {
    const { town, account, sent, context, publisher } = correspondence();
    const { id } = town.note('lena', '1', 'acme leaks');
    const first = await publisher.publish(command(id), context);
    context.advance(1_000);
    expect(await publisher.publish(command(id), context)).toEqual(first);
    expect(await activityPubReplies({ account }).publish(command(id), context)).toEqual(first);
    expect(sent).toHaveLength(1);
    expect((await publisher.publish(command(id, { idempotencyKey: 'send_2' }), context)).id).not.toBe(first.id);
  });

  test('of which nobody knows whether it arrived, is sent again under the same address with the same words', async () => {
    const { town, sent, context, publisher, answers } = correspondence();
    const { id } = town.note('lena', '1', 'acme leaks');
    answers(() => new Response(null, { status: 502 }));
    expect(await rejection(publisher.publish(command(id), context))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await publisher.find?.('send_1', context)).toBeNull();
    answers(() => new Response(null, { status: 202 }));
    context.advance(1_000);
    const receipt = await publisher.publish(command(id), context);
    expect(sent[1]?.body).toEqual(sent[0]?.body);
    expect(await publisher.find?.('send_1', context)).toEqual(receipt);
  });

  test.each<[number, Record<string, string>, object]>([
    [401, {}, { code: 'AUTH_FAILED' }],
    [403, {}, { code: 'AUTH_FAILED' }],
    [404, {}, { code: 'REJECTED' }],
    [410, {}, { code: 'REJECTED' }],
    [422, {}, { code: 'REJECTED' }],
    [429, { 'retry-after': '7' }, { code: 'RATE_LIMITED', retryAfterMs: 7_000 }],
    [503, { 'retry-after': '7' }, { code: 'RATE_LIMITED', retryAfterMs: 7_000 }],
    [503, {}, { code: 'OUTCOME_UNKNOWN' }],
  ])('refused with %d %o', async (status, headers, failure) => {
    const { town, context, publisher, answers, sent, shown } = correspondence();
    const { id } = town.note('lena', '1', 'acme leaks');
    answers(() => new Response('what the other side writes', { status, headers }));
    const error = await rejection(publisher.publish(command(id), context));
    expect(error).toMatchObject(failure);
    expect(error.message).not.toContain('what the other side writes');
    // What was refused for good was never said; what may have arrived is there for whoever asks.
    const note = (sent[0]?.body.object as { id: string } | undefined)?.id ?? '';
    expect(await shown(note)).toEqual(['REJECTED', 'AUTH_FAILED'].includes(error.code) ? 404 : expect.objectContaining({ id: note }));
  });
});

describe('in private', () => {
  test('is seen by its author alone, and not shown at its address', async () => {
    const { town, sent, context, publisher, shown } = correspondence();
    const { id } = town.note('lena', '1', 'between us', { to: ['https://social.acme.example/ap/acme'], cc: [] });
    const receipt = await publisher.publish(command(id), context);
    expect(sent[0]?.body).toMatchObject({ to: ['https://town.example/users/lena'], cc: [], object: { to: ['https://town.example/users/lena'], cc: [] } });
    expect(await shown(receipt.id)).toBe(404);
  });

  test('where its server does not show it again, until it is deleted', async () => {
    const { town, account, sent, context, publisher, source } = correspondence();
    const letter = town.note('lena', '1', 'between us', { to: [account.id], cc: [] });
    const deliver = (activity: unknown) => source.receive(town.deliver('lena', `${account.id}/inbox`, activity, { now: NOW }), context);
    await deliver(town.activity('lena', 'Create', letter));
    town.documents.delete(letter.id);
    expect(await publisher.preflight?.(command(letter.id), context)).toEqual([]);
    await publisher.publish(command(letter.id), context);
    expect(sent[0]?.body).toMatchObject({ to: ['https://town.example/users/lena'], cc: [] });
    await deliver(town.activity('lena', 'Delete', letter.id));
    expect(await publisher.preflight?.(command(letter.id), context)).toEqual([expect.stringContaining('not there any more')]);
  });
});

describe('what stands in the way', () => {
  test('before anybody is asked', () => {
    const { account } = correspondence();
    const publisher = activityPubReplies({ account, maxLength: 10 });
    const post = 'https://town.example/users/lena/statuses/1';
    expect(publisher.check(command(post, { text: 'short' }))).toEqual([]);
    expect(publisher.check(command(post))).toEqual(['the text is 19 characters long; 10 is the most']);
    expect(publisher.check(command(post, { text: ' ' }))).toEqual(['the text is empty']);
    expect(publisher.check(command(null, { text: 'short', action: 'post' }))).toEqual(['it answers posts, and does nothing else', 'the post that is answered has no address']);
    expect(publisher.check(command('at://did:plc:x', { text: 'short' }))).toEqual(['the post that is answered has no address']);
    expect([publisher.reaches({ venue: 'fediverse', source: account.instance }), publisher.reaches({ venue: 'fediverse', source: 'activitypub:other@social.acme.example' }), publisher.reaches({ venue: 'fediverse', source: null })]).toEqual([true, false, false]);
  });

  test('on the other side: gone, its author gone, who blocks; asked anew each time', async () => {
    const { town, account, context, publisher, source } = correspondence();
    const { id } = town.note('lena', '1', 'acme leaks');
    const objections = () => publisher.preflight?.(command(id), context);
    expect(await objections()).toEqual([]);
    const block = town.activity('lena', 'Block', account.id);
    await source.receive(town.deliver('lena', `${account.id}/inbox`, block, { now: NOW }), context);
    expect(await objections()).toEqual(['its author blocks the account']);
    await source.receive(town.deliver('lena', `${account.id}/inbox`, town.activity('lena', 'Undo', block), { now: NOW }), context);
    expect(await objections()).toEqual([]);
    town.documents.set(id, null);
    expect(await objections()).toEqual(['the post is not there any more, or is not shown to the account']);
    town.note('lena', '1', 'acme leaks');
    town.documents.set('https://town.example/users/lena', null);
    context.advance(60_000);
    expect(await objections()).toEqual(['the account of its author is not there any more']);
    expect(await rejection(publisher.publish(command(id), context))).toMatchObject({ code: 'REJECTED' });
  });

  test('a server that cannot be asked is no server that sees nothing in the way', async () => {
    const { context, publisher } = correspondence();
    expect(await rejection(publisher.preflight?.(command('https://nowhere.example/1'), context) ?? Promise.resolve())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('an inbox on another server, or one that is not public', async () => {
    const { town, context, publisher, sent } = correspondence();
    town.actor('lena', { inbox: 'https://10.0.0.1/inbox' });
    const { id } = town.note('lena', '1', 'acme leaks');
    expect(await publisher.preflight?.(command(id), context)).toEqual(['its author has no inbox']);
    expect(sent).toEqual([]);
  });
});

test('options that cannot work are named', () => {
  expect(() => activityPubReplies({} as never)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'activityPubReplies.account' }));
  expect(() => activityPubReplies({ account: accountOf(), maxLength: 0 })).toThrow(expect.objectContaining({ field: 'activityPubReplies.maxLength' }));
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mastodonPublisher } from '../../../src/publishers/mastodon/index.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { lengthOf } from '../../support/mastodon/content.ts';
import type { Visibility } from '../../support/mastodon/world.ts';
import { rejection } from '../../support/rejection.ts';
import { commandTo, MINUTE, NOW, publisherOf, station } from './support.ts';

const now = () => testContext({ now: NOW });
const TEXT = '@dana thank you for telling us, we are looking into it. https://help.acme.example/kettle?a=1&b=2\n\nDana & the "team" 🫖';

describe('an answer', () => {
  test('hangs below the post, tells its author, and comes with its language', async () => {
    const server = await station();
    const post = server.world.post('dana', 'my kettle leaks');
    const receipt = await publisherOf(server).publish(commandTo(server, post, TEXT, { language: 'en-GB' }), now());
    expect(server.sent[0]).toMatchObject({ body: { status: TEXT, in_reply_to_id: post.id, visibility: 'public', language: 'en' }, key: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(server.world.notifications).toMatchObject([{ type: 'mention', to: { acct: 'dana' }, status: { id: receipt.id, text: TEXT, replyTo: { id: post.id } } }]);
    expect(receipt).toEqual({ id: receipt.id, at: NOW, url: `${server.url}/@acme/${receipt.id}` });
  });

  test.each<[Visibility, Visibility]>([['public', 'public'], ['unlisted', 'unlisted'], ['private', 'direct'], ['direct', 'direct']])('to a post that is %s is %s', async (parent, answer) => {
    const server = await station();
    server.world.account('acme');
    const post = server.world.post('dana', '@acme my kettle leaks', { visibility: parent });
    await publisherOf(server).publish(commandTo(server, post, TEXT), now());
    expect(server.sent[0]?.body.visibility).toBe(answer);
  });

  test('is unlisted where the host wants it so; to a message it is a message all the same', async () => {
    const server = await station();
    server.world.account('acme');
    const posts = [server.world.post('dana', 'leaks'), server.world.post('dana', '@acme leaks', { visibility: 'direct' })];
    for (const post of posts) await publisherOf(server, { visibility: 'unlisted' }).publish(commandTo(server, post, TEXT), now());
    expect(server.sent.map(({ body }) => body.visibility)).toEqual(['unlisted', 'direct']);
  });

  test('to what is gone is refused, and nothing is sent', async () => {
    const server = await station();
    const post = server.world.post('dana', 'my kettle leaks');
    server.world.remove(post);
    expect(await rejection(publisherOf(server).publish(commandTo(server, post, TEXT), now()))).toMatchObject({ code: 'REJECTED', field: 'replyToSourceId' });
    expect(server.sent).toEqual([]);
  });
});

describe('the mention', () => {
  test('is part of the words: without one, or with another, the author would not be told', async () => {
    const server = await station();
    const near = server.world.post('dana', 'my kettle leaks');
    const far = server.world.post('Tea@Other.example', 'mine too');
    const publisher = publisherOf(server);
    expect(publisher.check(commandTo(server, near, 'We are looking into it.'))).toEqual([expect.stringContaining('begin it with the address')]);
    const said = async (post: { id: string }, text: string) => publisher.preflight!(commandTo(server, post, text), now());
    expect(await said(near, '@dana we look into it')).toEqual([]);
    expect(await said(near, '@danae we look into it')).toEqual([expect.stringContaining('does not mention the author')]);
    expect(await said(far, 'We look into it, @tea@other.example.')).toEqual([]);
    expect(await said(far, '@tea we look into it')).toHaveLength(1);
    // Whoever is answered is not named: what stands in the way is kept in the ledger.
    expect((await said(far, '@tea we look into it'))[0]).not.toContain('other.example');
  });

  test('is not asked for where the server tells the author anyway; but a message goes to those it names', async () => {
    const server = await station();
    server.world.account('acme');
    const publisher = publisherOf(server, { requireMention: false });
    const command = commandTo(server, server.world.post('dana', 'my kettle leaks'), 'We look into it.');
    expect([publisher.check(command), await publisher.preflight!(command, now())]).toEqual([[], []]);
    expect(await publisher.preflight!(commandTo(server, server.world.post('dana', '@acme between us', { visibility: 'direct' }), 'We look into it.'), now())).toHaveLength(1);
  });
});

describe('what is sent twice is said once', () => {
  test('in another process, with or without the server’s memory of keys', async () => {
    let time = NOW;
    const server = await station(() => time);
    const command = commandTo(server, server.world.post('tea@other.example', 'it leaks'), `${TEXT} @tea@other.example`);
    const first = await publisherOf(server).publish(command, now());
    expect((await publisherOf(server).publish(command, now())).id).toBe(first.id);
    // The server keeps keys for an hour; the thread keeps the answer.
    time += 90 * MINUTE;
    expect((await publisherOf(server).publish(command, testContext({ now: time }))).id).toBe(first.id);
    expect(server.sent).toHaveLength(1);
  });

  test('however much the account has said since, up to a thousand posts', async () => {
    const server = await station();
    const post = server.world.post('dana', 'leaks');
    const first = await publisherOf(server).publish(commandTo(server, post, TEXT), now());
    for (let index = 0; index < 100; index += 1) server.world.post('acme', `something else ${index}`, { visibility: index % 2 === 0 ? 'direct' : 'public' });
    expect((await publisherOf(server).publish(commandTo(server, post, TEXT), now())).id).toBe(first.id);
    // A list that leads nowhere is not followed for ever.
    const stuck = { status: 200, body: [server.world.json(server.world.post('acme', 'again and again'))] };
    server.fail(`/accounts/${server.world.account('acme').id}/statuses`, ...Array.from({ length: 30 }, () => stuck));
    const before = server.asked.length;
    expect((await publisherOf(server).publish(commandTo(server, post, 'other words @dana'), now())).id).not.toBe(first.id);
    expect(server.asked.slice(before).filter((path) => path.includes('/accounts/') && path.includes('/statuses'))).toHaveLength(2);
  });

  test('a post is known again by its key; later nobody can say, and a human looks', async () => {
    let time = NOW;
    const server = await station(() => time);
    const command = commandTo(server, null, 'We are looking into the leaks. More at six.');
    const first = await publisherOf(server).publish(command, now());
    time += 30 * MINUTE;
    expect((await publisherOf(server).publish(command, testContext({ now: time }))).id).toBe(first.id);
    time += 30 * MINUTE;
    expect(await rejection(publisherOf(server).publish(command, testContext({ now: time })))).toMatchObject({ code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('2026-05-03T12:00:00.000Z') as string });
    time += 24 * 60 * MINUTE;
    expect((await publisherOf(server).publish({ ...command, idempotencyKey: 'another day' }, testContext({ now: time }))).id).not.toBe(first.id);
    expect([...server.world.statuses.values()]).toHaveLength(2);
  });

  test('an answer under the same words of somebody else, or elsewhere, is another one', async () => {
    const server = await station();
    const [one, two] = [server.world.post('dana', 'leaks'), server.world.post('dana', 'leaks again')];
    server.world.post('mimic', TEXT, { replyTo: one });
    const first = await publisherOf(server).publish(commandTo(server, one, TEXT, { idempotencyKey: 'a' }), now());
    const second = await publisherOf(server).publish(commandTo(server, two, TEXT, { idempotencyKey: 'b' }), now());
    expect(new Set([first.id, second.id, ...server.sent.map(({ key }) => key)]).size).toBe(4);
  });

  test.each<['reply' | 'post']>([['reply'], ['post']])('a %s whose outcome is not known is found where it is', async (action) => {
    const server = await station();
    const publisher = publisherOf(server);
    const command = commandTo(server, action === 'reply' ? server.world.post('dana', 'leaks') : null, TEXT);
    expect(await publisher.find!(command.idempotencyKey, now())).toBeNull();
    server.fail('POST /api/v1/statuses', 'cut');
    expect(await rejection(publisher.publish(command, now()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await publisher.find!(command.idempotencyKey, now())).toBeNull();
    server.fail('POST /api/v1/statuses', 'cut-after');
    expect(await rejection(publisher.publish(command, now()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const posted = [...server.world.statuses.values()].find(({ text }) => text === TEXT);
    expect(await publisher.find!(command.idempotencyKey, now())).toMatchObject({ id: posted?.id });
  });
});

describe('refusals', () => {
  test('under a hashtag the words carry it; of messages, and of nothing, there are none', async () => {
    const server = await station();
    const publisher = publisherOf(server);
    const under = (text: string) => publisher.check(commandTo(server, null, text, { target: { venue: 'hashtag:#acmefail', replyTo: null } }));
    expect([under('We look into it #AcmeFail'), under('We look into it #acmefailure')]).toEqual([[], [expect.stringContaining('lacks #acmefail')]]);
    expect(publisherOf(server, { visibility: 'unlisted' }).check(commandTo(server, null, 'We look into it #acmefail', { target: { venue: 'hashtag:#acmefail', replyTo: null } }))).toEqual([expect.stringContaining('not shown under hashtags')]);
    expect(publisher.check(commandTo(server, null, 'x', { action: 'message' }))).toEqual(['only answers and posts are sent']);
    expect(publisher.check(commandTo(server, null, '@dana x', { action: 'reply' }))).toEqual(['what is answered is no status']);
  });

  test('a server that takes less than the host believes is heeded', async () => {
    const server = await station();
    const long = commandTo(server, null, 'a'.repeat(600));
    const publisher = publisherOf(server, { maxLength: 5_000 });
    expect(await publisher.preflight!(long, now())).toEqual(['the text is 600 characters long; 500 is the most that the server takes']);
    const error = await rejection(publisher.publish(long, now()));
    expect([error.code, error.message.includes('Validation')]).toEqual(['REJECTED', false]);
  });

  test('that something could not be asked is not that nothing stands in the way', async () => {
    const server = await station();
    const command = commandTo(server, server.world.post('dana', 'leaks'), TEXT);
    for (const [path, fault, code] of [['/relationships', { status: 403 }, 'AUTH_FAILED'], ['/relationships', { status: 200, body: [] }, 'INPUT_INVALID'], ['GET /api/v1/statuses', { status: 404, body: 'nginx' }, 'UNAVAILABLE'], ['/instance', { status: 502 }, 'UNAVAILABLE']] as const) {
      server.fail(path, fault);
      expect(await rejection(publisherOf(server).preflight!(command, now()))).toMatchObject({ code });
    }
  });

  test('it reaches what the sources of its own server heard, its public place, and hashtags', () => {
    const { reaches } = mastodonPublisher({ service: 'https://tea.example', token: 'secret' });
    const places: [string, string | null][] = [['mastodon:tea.example', 'mastodon:tea.example'], ['mastodon:tea.example/messages', 'mastodon-stream:tea.example'], ['hashtag:#x', null], ['mastodon:tea.example', null], ['mastodon:other.example', 'mastodon:other.example'], ['mastodon:other.example', null], ['bluesky', null]];
    expect(places.map(([venue, source]) => reaches({ venue, source }))).toEqual([true, true, true, true, false, false, false]);
  });

  test('options', () => {
    const made = (options: object) => errorOf(() => mastodonPublisher({ service: 'https://tea.example', token: 'secret', ...options }));
    expect(made({ token: undefined })).toMatchObject({ code: 'CONFIG_INVALID', field: 'mastodonPublisher.token' });
    expect(made({ visibility: 'direct' })).toMatchObject({ code: 'CONFIG_INVALID', field: 'mastodonPublisher.visibility' });
    expect(made({ token: 'two words' }).message).not.toContain('two words');
  });
});

test('it counts as the server does (property)', () => {
  const part = fc.oneof(fc.constantFrom('@dana@tea.example', '@dana', 'https://help.example/a/b?c=d', '👩‍👩‍👧', 'שלום', 'e\u0301', '#tag', 'word'), fc.stringMatching(/^[a-z]{1,8}$/));
  const { measure } = mastodonPublisher({ service: 'https://tea.example', token: 'secret' });
  fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => void expect(measure!(parts.join(' '))).toBe(lengthOf(parts.join(' ')))));
  expect(['https://localhost/a', 'see https://a.example/x.', '@a@b.example!'].map((text) => measure!(text))).toEqual([19, 28, 3]);
});

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { blueskyPublisher, type BlueskyPublisherOptions } from '../../../src/publishers/bluesky/index.ts';
import { facetsOf, type Facet } from '../../../src/publishers/bluesky/rich-text.ts';
import { recordKey } from '../../../src/publishers/bluesky/record-key.ts';
import type { PublishCommand } from '../../../src/spec/reply.ts';
import { asked, station, type Answers, type Say, type Station } from '../../support/bluesky-station.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { rejection } from '../../support/rejection.ts';

const NOW = Date.parse('2024-05-01T10:20:00Z');
const SECRET = 'abcd-efgh-secret';
const ACME = 'did:plc:acmebrand000000000000000';
const DANA = 'did:plc:kettlefan000000000000000';
const EVE = 'did:plc:threadowner0000000000000';
const PARENT = `at://${DANA}/app.bsky.feed.post/3kcparent`;
const ROOT = { uri: `at://${EVE}/app.bsky.feed.post/3kcroot`, cid: 'bafyroot000000000000000000' };
const KEY = recordKey('key');
const OWN = `at://${ACME}/app.bsky.feed.post/${KEY}`;

const stations: Station[] = [];
afterEach(() => Promise.all(stations.splice(0).map((server) => server.close())));

type Input = { repo: string; collection: string; rkey: string; swapRecord: unknown; record: Record<string, unknown> };
const NOT_FOUND: Say = { status: 400, body: { error: 'RecordNotFound' } };

/** A server that holds Dana's complaint in Eve's thread, and what is written to it. */
async function server(answers: Answers = {}): Promise<Station & { written: Map<string, Input> }> {
  const written = new Map<string, Input>();
  const sound: Answers = {
    'com.atproto.repo.getRecord': ({ searchParams }) => {
      const uri = `at://${searchParams.get('repo') ?? ''}/app.bsky.feed.post/${searchParams.get('rkey') ?? ''}`;
      const own = written.get(searchParams.get('rkey') ?? '');
      if (own !== undefined && searchParams.get('repo') === ACME) return { body: { uri, cid: 'bafyown0000000000000000000', value: own.record } };
      if (uri === PARENT) return { body: { uri, cid: 'bafyparent0000000000000000', value: { text: 'It leaks', reply: { root: ROOT, parent: ROOT } } } };
      return uri === ROOT.uri ? { body: { ...ROOT, value: { text: 'Who else?' } } } : NOT_FOUND;
    },
    'com.atproto.repo.putRecord': (_, __, sent) => {
      const input = JSON.parse(sent) as Input;
      if (input.swapRecord === null && written.has(input.rkey)) return { status: 400, body: { error: 'InvalidSwap' } };
      written.set(input.rkey, input);
      return { body: { uri: OWN, cid: 'bafyown0000000000000000000' } };
    },
    'com.atproto.identity.resolveHandle': ({ searchParams }) => (searchParams.get('handle') === 'dana.example' ? { body: { did: DANA } } : { status: 400, body: { error: 'HandleNotFound' } }),
    'app.bsky.feed.getPosts': () => ({ body: { posts: [{ uri: PARENT, viewer: {} }, { uri: ROOT.uri, viewer: {} }] } }),
    ...answers,
  };
  const made = Object.assign(await station(ACME, sound), { written });
  stations.push(made);
  return made;
}
const publisherOf = (at: Station, options: Partial<BlueskyPublisherOptions> = {}) => blueskyPublisher({ service: at.url, identifier: 'acme.example', password: SECRET, allowPrivate: true, ...options });
const command = (change: Partial<PublishCommand> = {}): PublishCommand => ({ action: 'reply', brand: 'acme', text: 'We are sorry, Dana.', target: { venue: 'bluesky', replyTo: 'post_1' }, replyToSourceId: PARENT, idempotencyKey: 'key', ...change });
const context = (now = NOW) => testContext({ now });
const anywhere = blueskyPublisher({ identifier: 'acme.example', password: SECRET });

describe('what is written', () => {
  test('a reply names the post it answers and the root of its thread, each in the version that was seen', async () => {
    const at = await server();
    expect(await publisherOf(at).publish(command({ language: 'en' }), context())).toEqual({ id: OWN, url: `https://bsky.app/profile/${ACME}/post/${KEY}`, at: NOW });
    expect([...at.written.values()]).toEqual([
      {
        repo: ACME,
        collection: 'app.bsky.feed.post',
        rkey: KEY,
        swapRecord: null,
        record: { $type: 'app.bsky.feed.post', text: 'We are sorry, Dana.', createdAt: '2024-05-01T10:20:00.000Z', langs: ['en'], reply: { root: ROOT, parent: { uri: PARENT, cid: 'bafyparent0000000000000000' } } },
      },
    ]);
  });

  test('what answers the beginning of a thread has it as root too', async () => {
    const at = await server();
    await publisherOf(at).publish(command({ replyToSourceId: ROOT.uri }), context());
    expect(at.written.get(KEY)?.record.reply).toEqual({ root: ROOT, parent: ROOT });
  });

  test('a post stands alone; under a hashtag it carries the tag, in the text or beside it', async () => {
    const at = await server();
    const say = async (text: string, venue: string, idempotencyKey: string): Promise<unknown> => {
      await publisherOf(at).publish(command({ action: 'post', replyToSourceId: null, target: { venue, replyTo: null }, text, idempotencyKey }), context());
      return at.written.get(recordKey(idempotencyKey))?.record.tags;
    };
    expect(await say('All kettles are called back.', 'hashtag:#acmeleak', 'one')).toEqual(['acmeleak']);
    expect(await say('All kettles are called back. #AcmeLeak', 'hashtag:#acmeleak', 'two')).toBeUndefined();
    expect(await say('All kettles are called back.', 'bluesky', 'three')).toBeUndefined();
    expect(at.written.get(recordKey('one'))?.record.reply).toBeUndefined();
  });

  test.each(['und', 'not a language', ''])('a language that says nothing is left out: %j', async (language) => {
    const at = await server();
    await publisherOf(at).publish(command({ language }), context());
    expect(at.written.get(KEY)?.record).not.toHaveProperty('langs');
  });
});

describe('links, hashtags and mentions', () => {
  const found = async (text: string): Promise<{ text: string; feature: Record<string, string> }[]> => {
    const facets = await facetsOf(text, async (handle) => (handle === 'dana.example' ? DANA : null));
    return facets.map(({ index, features: [{ $type, ...feature }] }) => ({ text: Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(), feature: { ...feature, is: $type.replace('app.bsky.richtext.facet#', '') } }));
  };

  test('their places are bytes, also behind letters of several bytes', async () => {
    expect(await found('שלום 👩‍👩‍👧 @dana.example, ראו https://acme.example/kettle?a=1#b. #AcmeLeak #קומקום')).toEqual([
      { text: '@dana.example', feature: { is: 'mention', did: DANA } },
      { text: 'https://acme.example/kettle?a=1#b', feature: { is: 'link', uri: 'https://acme.example/kettle?a=1#b' } },
      { text: '#AcmeLeak', feature: { is: 'tag', tag: 'AcmeLeak' } },
      { text: '#קומקום', feature: { is: 'tag', tag: 'קומקום' } },
    ]);
  });

  test('what leads nowhere stays text: an unknown handle, another network, an address of mail, a number', async () => {
    expect(await found('@nobody.example @acme @dana@social.example care@dana.example #1 javascript:alert(1) ftp://acme.example')).toEqual([]);
  });

  test('a handle is looked up once, whatever its case', async () => {
    const at = await server();
    await publisherOf(at).publish(command({ text: '@dana.example and @DANA.example and @nobody.example' }), context());
    expect((at.written.get(KEY)?.record.facets as Facet[]).map(({ features: [{ did }] }) => did)).toEqual([DANA, DANA]);
    expect(asked(at).filter((method) => method.includes('resolveHandle'))).toHaveLength(2);
  });

  test('whatever the text, every facet is a stretch of it that begins and ends between characters', async () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('#tag', '@dana.example', 'https://acme.example/x', ' ', '\n', '(', ').', '#', '@'));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { index, features: [feature] } of await facetsOf(text, async () => DANA)) {
          expect(index.byteStart).toBeGreaterThanOrEqual(last);
          const stretch = Buffer.from(text).subarray(index.byteStart, (last = index.byteEnd)).toString();
          expect(stretch).toBe(feature.uri ?? (feature.tag === undefined ? stretch : `#${feature.tag}`));
          expect(text).toContain(stretch);
          expect(stretch).not.toContain('\ufffd');
        }
      }),
    );
  });
});

describe('objections', () => {
  const family = '👨‍👩‍👧‍👦';
  test.each([
    ['x'.repeat(300), []],
    ['x'.repeat(301), ['the text is 301 characters long; 300 is the most']],
    [`${'x'.repeat(299)}\r\n`, []],
    [family.repeat(120), []],
    [family.repeat(121), ['the text takes 3025 bytes; 3000 is the most']],
    ['ש'.repeat(300), []],
    [' \n', ['the text is empty']],
    ['half \ud83d', ['the text holds half a character']],
  ])('%j', (text, objections) => {
    expect(anywhere.check(command({ text }))).toEqual(objections);
    if (objections.length === 0) expect(anywhere.measure?.(text)).toBeLessThanOrEqual(300);
  });

  test('length is told in the same counting', () => {
    expect(['', 'kettle', 'קומקום', family, family.repeat(121)].map((text) => anywhere.measure?.(text))).toEqual([0, 6, 6, 3, 303]);
  });

  test('private messages, and posts of somewhere else', () => {
    expect(anywhere.check(command({ action: 'message' }))).toEqual(['only replies and posts are sent']);
    for (const replyToSourceId of [null, 'https://bsky.app/x', `at://${DANA}/app.bsky.feed.like/3k`]) expect(anywhere.check(command({ replyToSourceId }))).toEqual(['what is answered is no post of Bluesky']);
  });

  test('what check objects to is not sent, and nobody is asked', async () => {
    const at = await server();
    expect(await rejection(publisherOf(at).publish(command({ text: '' }), context()))).toMatchObject({ code: 'REJECTED', field: 'text' });
    expect(asked(at)).toEqual([]);
  });
});

describe('what stands in the way now', () => {
  const ask = async (answers: Answers, change: Partial<PublishCommand> = {}): Promise<string[] | undefined> => publisherOf(await server(answers)).preflight?.(command(change), context());
  const profile = (viewer: object): Answers => ({ 'app.bsky.feed.getPosts': () => ({ body: { posts: [] } }), 'app.bsky.actor.getProfile': () => ({ body: { did: DANA, viewer } }) });

  test('nothing', async () => {
    expect(await ask({})).toEqual([]);
    expect(await ask({}, { action: 'post', replyToSourceId: null })).toEqual([]);
  });
  test('the post is gone, or its account is', async () => {
    expect(await ask({}, { replyToSourceId: `at://${DANA}/app.bsky.feed.post/3kcgone` })).toEqual(['the post that is answered cannot be found']);
    expect(await ask({ 'com.atproto.repo.getRecord': () => ({ status: 400, body: { error: 'InvalidRequest' } }) })).toEqual(['the post that is answered cannot be found']);
  });
  test('replies are closed', async () => {
    expect(await ask({ 'app.bsky.feed.getPosts': () => ({ body: { posts: [{ uri: PARENT, viewer: { replyDisabled: true } }, { uri: ROOT.uri }] } }) })).toEqual(['the thread is closed to replies of this account']);
  });
  test('somebody blocks somebody', async () => {
    expect(await ask(profile({ blockedBy: true }))).toEqual(['the author of the post that is answered blocks this account']);
    expect(await ask(profile({ blocking: 'at://x' }))).toEqual(['this account blocks the author of the post that is answered']);
    expect(await ask(profile({ blockingByList: {} }))).toEqual(['this account blocks the author of the post that is answered']);
    expect(await ask(profile({}))).toEqual(['what the author of the post that is answered said is not shown to this account']);
    const rootHidden = { ...profile({ blockedBy: true }), 'app.bsky.feed.getPosts': () => ({ body: { posts: [{ uri: PARENT }] } }) };
    expect(await ask(rootHidden)).toEqual(['who began the thread blocks this account']);
  });
  test('a root that was deleted is no obstacle', async () => {
    const parent: Say = { body: { uri: PARENT, cid: 'bafyparent0000000000000000', value: { text: 'x', reply: { root: ROOT, parent: ROOT } } } };
    expect(await ask({ 'com.atproto.repo.getRecord': ({ searchParams }) => (searchParams.get('rkey') === '3kcparent' ? parent : NOT_FOUND), 'app.bsky.feed.getPosts': () => ({ body: { posts: [{ uri: PARENT }] } }) })).toEqual([]);
  });
  test('a server without an application view knows neither; that one fails is an error', async () => {
    expect(await ask({ 'app.bsky.feed.getPosts': () => ({ status: 400, body: { error: 'InvalidRequest' } }) })).toEqual([]);
    expect(await rejection(ask({ 'app.bsky.feed.getPosts': () => ({ status: 502 }) }))).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await rejection(ask({ 'com.atproto.repo.getRecord': () => ({ status: 500 }) }))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('said once', () => {
  test('the key is a TID of the past, the same in every run, and another one for another command', () => {
    expect(recordKey('key')).toBe(recordKey('key'));
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        for (const key of [recordKey(one), recordKey(other)]) {
          expect(key).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
          const micros = [...key].reduce((sum, letter) => sum * 32n + BigInt('234567abcdefghijklmnopqrstuvwxyz'.indexOf(letter)), 0n) >> 10n;
          expect(Number(micros / 1_000n)).toBeGreaterThanOrEqual(Date.UTC(2024, 0, 1));
          expect(Number(micros / 1_000n)).toBeLessThan(Date.UTC(2025, 2, 1));
        }
        expect(recordKey(one) === recordKey(other)).toBe(one === other);
      }),
    );
  });

  test('a command that comes again is found', async () => {
    const at = await server();
    const first = await publisherOf(at).publish(command(), context());
    expect(await publisherOf(at).publish(command(), context(NOW + 60_000))).toEqual(first);
    expect(await publisherOf(at).find?.('key', context(NOW + 60_000))).toEqual(first);
    expect(await publisherOf(at).find?.('another', context())).toBeNull();
    expect(at.bodies.filter((body) => body.includes('swapRecord'))).toHaveLength(1);
  });

  test('two at once write one: who comes second is told that something stands there, and finds it', async () => {
    let looks = 0;
    const late = await server({
      'com.atproto.repo.getRecord': ({ searchParams }) => (searchParams.get('repo') !== ACME || (looks += 1) > 1 ? { body: { uri: OWN, cid: 'bafyown0000000000000000000', value: { text: 'x', createdAt: '2024-05-01T10:00:00.000Z' } } } : NOT_FOUND),
      'com.atproto.repo.putRecord': () => ({ status: 400, body: { error: 'InvalidSwap' } }),
    });
    expect(await publisherOf(late).publish(command(), context())).toMatchObject({ id: OWN, at: Date.parse('2024-05-01T10:00:00Z') });
  });

  test('what was said and taken back meanwhile is not said again', async () => {
    const at = await server({ 'com.atproto.repo.putRecord': () => ({ status: 400, body: { error: 'InvalidSwap' } }) });
    expect(await rejection(publisherOf(at).publish(command(), context()))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('failures', () => {
  const failing = async (answers: Answers, change: Partial<PublishCommand> = {}) => rejection(publisherOf(await server(answers)).publish(command(change), context()));

  test('before the writing: nothing was sent', async () => {
    expect(await failing({ 'com.atproto.repo.getRecord': () => ({ status: 502 }) })).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(await failing({ 'com.atproto.identity.resolveHandle': () => ({ status: 502 }) }, { text: '@dana.example' })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing({}, { replyToSourceId: `at://${DANA}/app.bsky.feed.post/3kcgone` })).toMatchObject({ code: 'REJECTED', field: 'replyToSourceId' });
    expect(await failing({ 'com.atproto.server.createSession': () => ({ status: 401, body: { error: 'AuthenticationRequired' } }) })).toMatchObject({ code: 'AUTH_FAILED', field: 'blueskyPublisher.password' });
  });
  test('at the writing: perhaps it was', async () => {
    const put = (say: Say) => failing({ 'com.atproto.repo.putRecord': () => say });
    expect(await put({ hangUp: true })).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false });
    expect(await put({ status: 500 })).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await put({ body: [] })).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await put({ status: 429, headers: { 'retry-after': '30' } })).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    expect(await put({ status: 400, body: { error: 'InvalidRequest' } })).toMatchObject({ code: 'REJECTED' });
  });
  test('a line that went dead after the writing: it is there, and is found', async () => {
    const at = await server();
    const dying = await server({
      'com.atproto.repo.putRecord': (_, __, sent) => {
        const input = JSON.parse(sent) as Input;
        at.written.set(input.rkey, input);
        return { hangUp: true };
      },
    });
    expect((await rejection(publisherOf(dying).publish(command(), context()))).code).toBe('OUTCOME_UNKNOWN');
    expect(await publisherOf(at).find?.('key', context())).toMatchObject({ id: OWN, at: NOW });
  });
  test('a token that ran out is renewed, and the writing made once', async () => {
    const old = await server({ 'com.atproto.repo.putRecord': (_, { headers }, sent) => (headers.authorization === 'Bearer access-1' ? { status: 400, body: { error: 'ExpiredToken' } } : { body: { uri: OWN, cid: sent.slice(0, 1) } }) });
    expect(await publisherOf(old).publish(command(), context())).toMatchObject({ id: OWN });
    expect(asked(old).filter((method) => method.includes('Session') || method.includes('put'))).toEqual(['com.atproto.server.createSession', 'com.atproto.repo.putRecord', 'com.atproto.server.refreshSession', 'com.atproto.repo.putRecord']);
  });
  test('calls at once share a log-in; one that is stopped does not stop the other', async () => {
    const at = await server();
    const publisher = publisherOf(at);
    let asks: () => void = () => undefined;
    const asking = new Promise<void>((resolve) => (asks = resolve));
    const stopped = testContext({ now: NOW, fetch: (_, init = {}) => new Promise((__, reject) => (asks(), init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)))) });
    const first = publisher.publish(command({ idempotencyKey: 'first' }), stopped);
    const second = publisher.publish(command(), context());
    await asking;
    stopped.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await second).toMatchObject({ id: OWN });
    expect(asked(at).filter((method) => method.includes('createSession'))).toHaveLength(1);
  });
  test('no message holds the password or a token; an aborted call asks nobody', async () => {
    for (const error of [await failing({ 'com.atproto.server.createSession': () => ({ status: 401 }) }), await failing({ 'com.atproto.repo.putRecord': () => ({ status: 401 }) })]) {
      expect(error.code).toBe('AUTH_FAILED');
      expect(error.message).not.toMatch(/secret|access-|refresh-/);
    }
    const at = await server();
    const stopped = context();
    stopped.abort(new Error('enough'));
    await expect(publisherOf(at).publish(command(), stopped)).rejects.toThrow('enough');
    expect(asked(at)).toEqual([]);
  });
  test('options that cannot work are named', () => {
    const wrong: [object, string][] = [[{ password: '' }, 'password'], [{ service: 'wss://x.example' }, 'service'], [{ service: 'https://me:secret@x.example' }, 'service'], [{ reaches: 'all' }, 'reaches'], [{ search: [] }, 'search']];
    for (const [options, field] of wrong) expect(errorOf(() => blueskyPublisher({ identifier: 'a', password: SECRET, ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field: `blueskyPublisher.${field}` });
  });
});

test('it reaches what Bluesky’s sources heard, and hashtags; another choice is the host’s', () => {
  expect(anywhere).toMatchObject({ name: 'bluesky', instance: 'bluesky:bsky.social/acme.example', capabilities: { actions: ['reply', 'post'], idempotency: 'native', maxLength: 300 } });
  const targets = [['bluesky', 'bluesky-firehose:bsky.network'], ['thread:post_1', 'bluesky-search:x'], ['hashtag:#acme', null], ['bluesky', null], ['forum', null], ['hashtag:#acme', 'mastodon:x']] as const;
  expect(targets.map(([venue, source]) => anywhere.reaches({ venue, source }))).toEqual([true, true, true, true, false, false]);
  expect(blueskyPublisher({ identifier: 'a', password: SECRET, reaches: ({ venue }) => venue === 'forum' }).reaches({ venue: 'forum', source: null })).toBe(true);
});

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { CallContext } from '../../../src/spec/plugin.ts';
import { postInputSchema } from '../../../src/spec/post.ts';
import { meta, type MetaOptions } from '../../../src/sources/meta/index.ts';
import { memoryStore } from '../../../src/stores/memory.ts';
import { virtualClock } from '../../../src/testkit/scenarios/index.ts';
import pageFeed from '../../fixtures/meta/page-feed.json' with { type: 'json' };
import comments from '../../fixtures/meta/instagram-comments.json' with { type: 'json' };
import mentions from '../../fixtures/meta/mentions.json' with { type: 'json' };
import { pushConforms } from '../../support/conformance.ts';
import { testContext, type TestContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { graphError, serveGraph, type GraphReply, type GraphServer } from '../../support/graph-server.ts';
import { acme, dataOf, record, testMonitor } from '../../support/monitor.ts';

const NOW = Date.parse('2024-05-01T10:00:10Z');
const SENT = NOW - 5_000;
const appSecret = 'the secret of an app';
const verifyToken = 'a token the host made up';
const base = { appSecret, verifyToken } satisfies MetaOptions;

const signature = (body: string | Uint8Array, secret = appSecret): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const requestOf = (delivery: unknown, headers: Record<string, string> = {}): Request => {
  const body = typeof delivery === 'string' ? delivery : JSON.stringify(delivery);
  return new Request('https://host.example/meta', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature(body), ...headers } });
};
const receive = async (delivery: unknown, { options = {}, context = testContext({ now: NOW }), headers = {} }: { options?: Partial<MetaOptions>; context?: TestContext; headers?: Record<string, string> } = {}) => {
  const { signals, accepted, refused } = await meta({ ...base, ...options }).receive(requestOf(delivery, headers), context);
  return { signals, status: accepted.status, refused: refused.status };
};
const feed = (value: Record<string, unknown>, { id = '1001', time = SENT / 1000 }: { id?: string; time?: number } = {}) => ({ object: 'page', entry: [{ id, time, changes: [{ field: 'feed', value }] }] });
const comment = (value: Record<string, unknown> = {}) => ({ item: 'comment', verb: 'add', post_id: '1001_2001', comment_id: '2001_3001', parent_id: '1001_2001', from: { id: '9001', name: 'Lena' }, created_time: SENT / 1000, message: 'acme broke it', ...value });

describe('the contract', () => {
  const quiet = (signal: AbortSignal): CallContext => ({ ...testContext({ now: NOW }), signal, sleep: (_, own) => new Promise((__, reject) => AbortSignal.any([signal, ...(own ? [own] : [])]).addEventListener('abort', () => reject(new Error('over')), { once: true })) });
  const venue = { id: 'page:facebook/1001', kind: 'page', class: 'social', name: 'Facebook page 1001', url: 'https://www.facebook.com/1001' } as const;
  pushConforms({ adapter: 'sources/meta', against: 'fixture' }, {
    source: () => meta({ ...base, maxDeliveryBytes: 100_000 }),
    request: (body) => requestOf(body),
    bodies: {
      'a comment': {
        body: JSON.stringify(feed(comment())),
        signals: [{ type: 'posted', post: { id: '2001_3001', text: 'acme broke it', author: { id: '9001', name: 'Lena' }, url: 'https://www.facebook.com/1001_2001?comment_id=3001', venue, thread: { root: '1001_2001', parent: '1001_2001' }, postedAt: SENT } }],
      },
      'a comment taken away': { body: JSON.stringify(feed(comment({ verb: 'remove' }))), signals: [{ type: 'deleted', ref: '2001_3001', by: 'unknown' }] },
      'a reaction': { body: JSON.stringify(feed({ item: 'reaction', verb: 'add', post_id: '1001_2001' })), signals: [] },
    },
    poison: { body: JSON.stringify({ object: 'page', entry: [5, { id: '1001', time: SENT / 1000, changes: [null, { field: 'feed', value: comment({ comment_id: 7 ** 30 }) }, { field: 'feed', value: comment() }] }] }), posts: 1, skipped: 3 },
    signature: ['x-hub-signature-256'],
    maxBytes: 100_000,
    secrets: [appSecret, verifyToken],
    context: quiet,
    skip: { 'refuses what is replayed': 'Meta signs no time of its own and sends again for 36 hours: what is older than maxAgeMs is skipped, see below' },
  });
});

describe('the handshake', () => {
  const ask = async (query: Record<string, string>) => {
    const url = `https://host.example/meta?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': verifyToken, ...query }).toString()}`;
    const { signals, accepted } = await meta(base).receive(new Request(url), testContext({ now: NOW }));
    return [signals.length, accepted.status, accepted.headers.get('content-type'), await accepted.text()];
  };

  test('with the right token the challenge comes back as it is, as plain text', async () => {
    expect(await ask({})).toEqual([0, 200, 'text/plain; charset=utf-8', '1158201444']);
    expect(await ask({ 'hub.challenge': '<script>' })).toEqual([0, 200, 'text/plain; charset=utf-8', '<script>']);
  });

  test.each<[string, Record<string, string>]>([
    ['another token', { 'hub.verify_token': 'a token somebody made up' }],
    ['no token', { 'hub.verify_token': '' }],
    ['another mode', { 'hub.mode': 'unsubscribe' }],
    ['no challenge', { 'hub.challenge': '' }],
    ['a challenge that is a page', { 'hub.challenge': 'a b\r\n' }],
  ])('%s is refused', async (_, query) => expect((await ask(query))[1]).toBe(403));
});

describe('signatures', () => {
  const body = JSON.stringify(feed(comment()));
  test('a right one is taken, also of the older of two secrets', async () => {
    expect(await receive(body)).toMatchObject({ status: 200, refused: 503, signals: [{ type: 'posted' }] });
    expect((await receive(body, { options: { appSecret: ['the secret from now on', appSecret] } })).status).toBe(200);
    // As computed by openssl: printf '{}' | openssl dgst -sha256 -hmac 'the secret of an app'
    expect(signature('{}')).toBe('sha256=e38f39ec43e25691b7cc0db367a774ac5c66f2a3863957a35ac0600600253915');
  });

  test('the bytes are signed, not what they mean: Meta escapes what is not ASCII', async () => {
    const escaped = JSON.stringify(feed(comment({ message: 'אקמי' }))).replace(/[\u0590-\u05ff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    expect((await receive(escaped)).signals).toMatchObject([{ post: { text: 'אקמי' } }]);
    expect((await receive(escaped, { headers: { 'x-hub-signature-256': signature(JSON.stringify(JSON.parse(escaped))) } })).status).toBe(401);
  });

  test.each<[string, string]>([
    ['none', ''],
    ['of another secret', signature(body, 'some other secret text')],
    ['of another body', signature('{}')],
    ['without its name', signature(body).slice(7)],
    ['in capitals', signature(body).toUpperCase()],
    ['cut', signature(body).slice(0, -1)],
  ])('refused: %s', async (_, given) => expect(await receive(body, { headers: { 'x-hub-signature-256': given } })).toEqual({ status: 401, refused: 401, signals: [] }));
});

describe('requests', () => {
  test.each<[string, unknown, Record<string, string>, Partial<MetaOptions>, number]>([
    ['another type', feed(comment()), { 'content-type': 'text/plain' }, {}, 415],
    ['compressed', feed(comment()), { 'content-encoding': 'gzip' }, {}, 415],
    ['broken JSON', '{"object":', {}, {}, 400],
    ['too large', feed(comment()), {}, { maxDeliveryBytes: 20 }, 413],
  ])('%s', async (_, delivery, headers, options, status) => expect(await receive(delivery, { headers, options })).toEqual({ status, refused: status, signals: [] }));

  test('only GET and POST', async () => {
    const { accepted } = await meta(base).receive(new Request('https://host.example/meta', { method: 'DELETE' }), testContext({ now: NOW }));
    expect([accepted.status, accepted.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ appSecret: 'short' }, 'meta.appSecret'],
    [{ verifyToken: 'short' }, 'meta.verifyToken'],
    [{ accounts: { acme: {} } }, 'meta.accounts.acme'],
    [{ version: '25' }, 'meta.version'],
    [{ service: 'ftp://graph.example' }, 'meta.service'],
    [{ tempo: 1 }, 'meta.tempo'],
  ])('configuration %o', (options, field) => expect(errorOf(() => meta({ ...base, ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field }));
});

describe('a page', () => {
  test('posts, comments and replies of several pages in one delivery', async () => {
    const { signals, status } = await receive(pageFeed, { options: { accounts: { '1001': { name: 'Acme' } } } });
    const venue = { id: 'page:facebook/1001', kind: 'page', class: 'social', name: 'Acme', url: 'https://www.facebook.com/1001' };
    expect(status).toBe(200);
    expect(signals).toEqual([
      { type: 'posted', post: { id: '1001_2001', text: 'Our new kettle is here', author: { id: '1001', name: 'Acme' }, url: 'https://www.facebook.com/acme/posts/2001', venue, postedAt: 1_714_557_000_000 } },
      { type: 'posted', post: { id: '2001_3001', text: 'The acme kettle arrived broken and nobody answers', author: { id: '9001', name: 'Lena Example' }, url: 'https://www.facebook.com/1001_2001?comment_id=3001', venue, thread: { root: '1001_2001', parent: '1001_2001' }, postedAt: 1_714_557_600_000 } },
      { type: 'posted', post: { id: '2001_3002', text: 'Mine too', author: { id: '9002', name: 'Kim Example' }, url: 'https://www.facebook.com/1001_2001?comment_id=3002', venue, thread: { root: '1001_2001', parent: '2001_3001' }, postedAt: 1_714_557_602_000 } },
      { type: 'posted', post: { id: '1001_2002', text: 'How do I return an acme kettle?', author: { id: '9003', name: 'Noa Example' }, url: 'https://www.facebook.com/1001_2002', venue, postedAt: 1_714_557_604_000 } },
      {
        type: 'posted',
        post: {
          id: '1002_2003',
          text: 'Have you seen this about acme?',
          author: { id: '9004', name: 'Omer Example' },
          url: 'https://www.facebook.com/1002_2003',
          venue: { id: 'page:facebook/1002', kind: 'page', class: 'social', name: 'Facebook page 1002', url: 'https://www.facebook.com/1002' },
          postedAt: 1_714_557_604_000,
          links: ['https://news.example/kettles'],
        },
      },
    ]);
  });

  test.each<[string, Record<string, unknown>, unknown]>([
    ['edited', comment({ verb: 'edited' }), { type: 'edited', post: { id: '2001_3001', text: 'acme broke it' } }],
    ['removed: nobody says by whom', comment({ verb: 'remove', message: undefined }), { type: 'deleted', ref: '2001_3001', by: 'unknown' }],
    ['a post removed', { item: 'post', verb: 'remove', post_id: '1001_2001', from: { id: '1001' } }, { type: 'deleted', ref: '1001_2001', by: 'unknown' }],
    ['hidden: it was said all the same', comment({ verb: 'hide' }), { type: 'skipped', reason: expect.stringContaining('stays'), ref: '2001_3001' }],
    ['without words', comment({ message: ' ', photo: 'https://scontent.example/a.jpg' }), { type: 'skipped', reason: 'without words.', ref: '2001_3001' }],
    ['not published', { item: 'status', verb: 'add', post_id: '1001_2', published: 0, message: 'soon' }, { type: 'skipped', reason: 'not published.' }],
    ['an item nobody knows', { item: 'hologram', verb: 'add', post_id: '1001_2' }, { type: 'skipped', reason: expect.stringContaining("'hologram'") }],
    ['something else done to it', comment({ verb: 'frobnicate' }), { type: 'skipped', reason: expect.stringContaining("'frobnicate'") }],
    ['a comment without its id', comment({ comment_id: undefined }), { type: 'skipped', reason: expect.stringContaining('without its ids') }],
    ['an id that leads elsewhere', comment({ comment_id: '../me/accounts' }), { type: 'skipped', reason: expect.stringContaining('without its ids') }],
    ['an address that is not Meta’s', { item: 'post', verb: 'add', post_id: '1001_2', message: 'acme', post: { permalink_url: 'https://evil.example/facebook.com' } }, { post: { url: 'https://www.facebook.com/1001_2' } }],
    ['the older fields of an author', comment({ from: undefined, sender_id: 1914154345481707, sender_name: 'Carol' }), { post: { author: { id: '1914154345481707', name: 'Carol' } } }],
  ])('%s', async (_, value, expected) => expect((await receive(feed(value))).signals).toMatchObject([expected as object]));

  test('likes are nothing that was said, unhiding neither', async () => {
    for (const value of [{ item: 'like', verb: 'add', post_id: '1001_2' }, comment({ verb: 'unhide' })]) expect(await receive(feed(value))).toEqual({ status: 200, refused: 503, signals: [] });
  });

  test('a comment without an author stays without one', async () => {
    const { signals } = await receive(feed(comment({ from: undefined })));
    expect(signals).toMatchObject([{ type: 'posted' }]);
    expect(JSON.stringify(signals)).not.toContain('author');
  });
});

describe('Instagram', () => {
  const venue = { id: 'account:instagram/17841400000000001', kind: 'account', class: 'social', name: '@acme', url: 'https://www.instagram.com/acme/' };

  test('comments, and the account’s own under its own id', async () => {
    const { signals } = await receive(comments, { options: { accounts: { '17841400000000001': { name: 'acme' } } } });
    expect(signals).toEqual([
      { type: 'posted', post: { id: '17850000000000001', text: 'This acme kettle leaks @acme', author: { id: '555000111222333', handle: 'lena.example', url: 'https://www.instagram.com/lena.example/' }, venue, thread: { root: '17900000000000001', parent: '17900000000000001' }, postedAt: SENT } },
      { type: 'posted', post: { id: '17850000000000002', text: 'We are sorry, Lena. We write to you today.', author: { id: '17841400000000001', handle: 'acme', url: 'https://www.instagram.com/acme/' }, venue, thread: { root: '17900000000000001', parent: '17850000000000001' }, postedAt: SENT } },
    ]);
  });

  test('without the account’s name nobody is taken for it', async () => {
    const { signals } = await receive(comments);
    expect(signals).toMatchObject([{ post: { venue: { name: 'Instagram account 17841400000000001' } } }, { post: { author: { id: '555000111222444' } } }]);
  });

  test('the form that apps with Instagram’s own log-in get', async () => {
    const [{ changes, ...entry }] = comments.entry as [(typeof comments.entry)[0]];
    expect((await receive({ object: 'instagram', entry: [{ ...entry, ...changes[0] }] })).signals).toMatchObject([{ post: { id: '17850000000000001' } }]);
  });

  test.each<[string, unknown, string]>([
    ['story insights', { field: 'story_insights', value: { media_id: '1' } }, "'story_insights'"],
    ['a comment without a medium', { field: 'comments', value: { id: '1', text: 'acme' } }, 'without its ids'],
    ['a comment without words', { field: 'comments', value: { id: '1', media: { id: '2' }, text: '' } }, 'without words'],
    ['a mention without ids', { field: 'mentions', value: {} }, 'without the id'],
  ])('%s is skipped with the reason', async (_, change, reason) => {
    expect((await receive({ object: 'instagram', entry: [{ id: '1', time: SENT / 1000, changes: [change] }] })).signals).toMatchObject([{ type: 'skipped', reason: expect.stringContaining(reason) }]);
  });
});

describe('deliveries', () => {
  test.each<[string, unknown, string]>([
    ['of another object', { object: 'user', entry: [{ id: '1', changes: [] }] }, "about 'user'"],
    ['of an object with a hostile name', { object: '<script>', entry: [] }, 'something without a name'],
    ['without entries', { object: 'page' }, 'without entries'],
    ['that are no object', [1], 'without entries'],
    ['with an entry of nobody', { object: 'page', entry: [{ changes: [] }] }, 'without the id'],
    ['with an entry that says nothing', { object: 'page', entry: [{ id: '1', changes: [] }] }, 'without changes'],
    ['with a change that is none', { object: 'page', entry: [{ id: '1', changes: [{ field: 'feed' }] }] }, 'without a field and a value'],
    ['of private messages', { object: 'page', entry: [{ id: '1', time: SENT, messaging: [{ message: { text: 'hello' } }] }] }, 'private messages'],
  ])('%s are answered 200, and skipped with the reason', async (_, delivery, reason) => {
    expect(await receive(delivery)).toMatchObject({ status: 200, signals: [{ type: 'skipped', reason: expect.stringContaining(reason) }] });
  });

  test('whatever is signed, nothing throws and every post is valid', async () => {
    const value = fc.record({ item: fc.constantFrom('comment', 'post', 'share', 'like', 7), verb: fc.constantFrom('add', 'edited', 'remove', 'hide', null), post_id: fc.constantFrom('1_2', 12, 'x', null), comment_id: fc.constantFrom('2_3', {}, undefined), parent_id: fc.anything(), from: fc.anything(), message: fc.anything(), created_time: fc.anything(), link: fc.anything(), post: fc.anything() }, { requiredKeys: [] });
    const entry = fc.record({ id: fc.constantFrom('1', 1, '', null), time: fc.anything(), changes: fc.oneof(fc.anything(), fc.array(fc.record({ field: fc.constantFrom('feed', 'mention', 'comments', 'mentions', 1), value: fc.oneof(value, fc.anything()) }))) });
    const delivery = fc.oneof(fc.anything(), fc.record({ object: fc.constantFrom('page', 'instagram'), entry: fc.oneof(fc.array(entry), fc.anything()) }));
    await fc.assert(
      fc.asyncProperty(delivery.map((sent) => JSON.stringify(sent) ?? 'null'), async (sent) => {
        const { signals, status } = await receive(sent);
        expect(status).toBe(200);
        for (const signal of signals) if (signal.type === 'posted' || signal.type === 'edited') expect(postInputSchema.safeParse(signal.post).error?.issues ?? []).toEqual([]);
      }),
    );
  });
});

test('however deliveries are repeated and overtake each other, what was said last is what stands', async () => {
  // A comment and its edits, then perhaps its removal, sent a second apart; each delivery may be lost on the way and come again, or come too late.
  const history = fc.record({ edits: fc.integer({ min: 0, max: 4 }), isRemoved: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(history, fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 12 }), async ({ edits, isRemoved }, detours) => {
      const changes = [comment({ message: 'acme 0' }), ...Array.from({ length: edits }, (_, index) => comment({ verb: 'edited', message: `acme ${index + 1}` })), ...(isRemoved ? [comment({ verb: 'remove' })] : [])];
      const deliveries = changes.map((value, index) => feed(value, { time: SENT / 1000 + index }));
      const order = detours.map((detour) => detour % deliveries.length).concat(deliveries.map((_, index) => index));
      const source = meta(base);
      let stands: string | null = null;
      const gone = new Set<string>();
      for (const index of order) {
        const received = await source.receive(requestOf(deliveries[index]), testContext({ now: NOW }));
        for (const signal of received.signals) {
          if (signal.type === 'deleted') gone.add(signal.ref);
          if (signal.type === 'posted' || signal.type === 'edited') stands = signal.post.text;
        }
        received.kept?.();
      }
      expect(isRemoved ? gone.has('2001_3001') : stands).toBe(isRemoved ? true : `acme ${edits}`);
      // Once it is gone, nothing brings it back.
      if (!isRemoved) return;
      for (const delivery of deliveries.slice(0, -1)) expect((await source.receive(requestOf(delivery), testContext({ now: NOW }))).signals).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('mentions elsewhere', () => {
  let graph: GraphServer | null = null;
  afterEach(async () => {
    await graph?.close();
    graph = null;
  });
  const answers: Record<string, GraphReply> = { '9005_2009': { body: mentions.graph['9005_2009'] }, comment: { body: mentions.graph.comment }, medium: { body: mentions.graph.medium } };
  const withGraph = async (change: (which: string) => GraphReply | undefined = (which) => answers[which]): Promise<Partial<MetaOptions>> => {
    graph = await serveGraph(({ path, params }) => {
      const fields = params.get('fields') ?? '';
      return change(fields.startsWith('mentioned_comment') ? 'comment' : fields.startsWith('mentioned_media') ? 'medium' : path);
    });
    const accessToken = 'a token of the test';
    return { service: graph.url, allowPrivate: true, accounts: { '1001': { accessToken }, '17841400000000001': { name: 'acme', accessToken } } };
  };

  test('Instagram tells only ids: without a token they are skipped, and it is said what is missing', async () => {
    const { signals, status } = await receive(mentions.instagram);
    expect([status, signals.length]).toEqual([200, 2]);
    expect(signals[0]).toEqual({ type: 'skipped', reason: expect.stringContaining('accounts.17841400000000001.accessToken'), ref: '17850000000000009' });
  });

  test('with one they are looked up', async () => {
    const { signals, status } = await receive(mentions.instagram, { options: await withGraph() });
    expect(status).toBe(200);
    expect(signals).toEqual([
      {
        type: 'posted',
        post: {
          id: '17850000000000009',
          text: '@acme is the kettle safe?',
          url: 'https://www.instagram.com/p/abc/',
          venue: { id: 'thread:instagram/17841400000000001/17900000000000009', kind: 'thread', class: 'social', name: 'A post on Instagram', url: 'https://www.instagram.com/p/abc/' },
          thread: { root: '17900000000000009', parent: '17900000000000009' },
          postedAt: Date.parse('2024-05-01T09:58:00Z'),
        },
      },
      {
        type: 'posted',
        post: {
          id: '17900000000000008',
          text: 'My kitchen, with a leaking kettle of @acme',
          url: 'https://www.instagram.com/p/abd/',
          author: { id: 'noa.example', handle: 'noa.example', url: 'https://www.instagram.com/noa.example/' },
          venue: { id: 'thread:instagram/17841400000000001/17900000000000008', kind: 'thread', class: 'social', name: 'A post on Instagram', url: 'https://www.instagram.com/p/abd/' },
          postedAt: Date.parse('2024-05-01T09:57:00Z'),
        },
      },
    ]);
    // The token goes in a header, with the proof that Meta asks for; no address holds it.
    expect(graph?.calls.map(({ authorization, params }) => [authorization, params.get('appsecret_proof')])).toEqual(
      Array.from({ length: 2 }, () => ['Bearer a token of the test', createHmac('sha256', appSecret).update('a token of the test').digest('hex')]),
    );
  });

  test('a page is told the words of some', async () => {
    const { signals } = await receive(mentions.page, { options: await withGraph() });
    const venue = { id: 'thread:facebook/1001/9005_2009', kind: 'thread', class: 'social', name: 'A post on Facebook' };
    expect(signals).toMatchObject([
      { type: 'posted', post: { id: '9005_2009', text: 'Two weeks without an answer from Acme', author: { id: '9005', name: 'Tal Example' }, venue, postedAt: Date.parse('2024-05-01T09:59:00Z') } },
      { type: 'posted', post: { id: '2009_3009', text: 'Ask Acme, they broke mine', author: { id: '9006', name: 'Adi Example' }, venue, thread: { root: '9005_2009' } } },
    ]);
    expect(graph?.calls).toHaveLength(1);
  });

  test.each<[string, GraphReply, number, RegExp]>([
    ['a token that is refused', graphError(190, { status: 401 }), 200, /AUTH_FAILED/],
    ['gone meanwhile', graphError(100, { subcode: 33 }), 200, /CONFLICT/],
    ['no words', { body: { mentioned_comment: { id: '17850000000000009' } } }, 200, /without words/],
    ['an answer that is none', { body: 'never mind' }, 200, /INPUT_INVALID/],
  ])('%s: skipped with the reason, the other is heard', async (_, reply, status, reason) => {
    const context = testContext({ now: NOW });
    const result = await receive(mentions.instagram, { options: await withGraph((which) => (which === 'comment' ? reply : answers[which])), context });
    expect(result).toMatchObject({ status, signals: [{ type: 'skipped', reason: expect.stringMatching(reason), ref: '17850000000000009' }, { type: 'posted' }] });
    expect(JSON.stringify([result, context.logs])).not.toMatch(/a token of the test|own words/);
  });

  test.each<[string, GraphReply]>([
    ['too many calls', graphError(4)],
    ['a fault of the service', graphError(2, { status: 500 })],
    ['a line that breaks', { cut: true }],
  ])('%s: what could be read is heard at once, and Meta is asked to send it again', async (_, reply) => {
    let down = true;
    const source = meta({ ...base, ...(await withGraph((which) => (down && which === 'comment' ? reply : answers[which]))) });
    const first = await source.receive(requestOf(mentions.instagram), testContext({ now: NOW }));
    expect([first.accepted.status, first.signals.map((signal) => signal.type === 'posted' && signal.post.id)]).toEqual([503, ['17900000000000008']]);
    first.kept?.();
    down = false;
    const again = await source.receive(requestOf(mentions.instagram), testContext({ now: NOW + 60_000 }));
    expect([again.accepted.status, again.signals.map((signal) => signal.type === 'posted' && signal.post.id)]).toEqual([200, ['17850000000000009']]);
  });
});

describe('in a monitor', () => {
  const open = (options: Partial<MetaOptions> = {}, more: Parameters<typeof testMonitor>[0] = {}) =>
    testMonitor({ brands: [{ ...acme, accounts: { handles: ['1001', '17841400000000001'] } }], clock: virtualClock({ start: NOW }), sources: [meta({ ...base, path: '/meta', ...options })], ...more });
  type Opened = ReturnType<typeof open>;
  const send = async (monitor: Opened, delivery: unknown): Promise<number> => {
    const { status } = await monitor.handle(requestOf(delivery));
    await monitor.idle();
    return status;
  };
  const heard = async (monitor: Opened) => (await Promise.all((await dataOf(monitor, 'mention.heard')).map(({ mention }) => monitor.post(mention.post)))).map((post) => post?.text ?? null);

  test('what the page itself says is the brand’s own voice, and its answer meets the duty', async () => {
    await using monitor = open();
    expect(await send(monitor, feed(comment({ message: 'acme broke it [complaint]' })))).toBe(200);
    expect((await monitor.duties()).map(({ state }) => state.is)).toContain('waiting');
    await send(monitor, feed(comment({ comment_id: '2001_3009', parent_id: '2001_3001', from: { id: '1001', name: 'Acme' }, message: 'Thank you for telling us, Lena. We are sorry, and send a new one today. — Dana' })));
    expect(await dataOf(monitor, 'case.answered')).toHaveLength(1);
  });

  test('a retry doubles nothing, and undoes no edit; a deletion takes the words away', async () => {
    await using monitor = open();
    const added = feed(comment());
    const edited = feed(comment({ verb: 'edited', message: 'acme broke it, and mended it' }), { time: SENT / 1000 + 2 });
    expect(await send(monitor, added)).toBe(200);
    expect(await send(monitor, edited)).toBe(200);
    for (const time of [SENT / 1000, SENT / 1000 + 4]) await send(monitor, feed(comment(), { time }));
    await send(monitor, feed(comment({ verb: 'edited', message: 'acme broke it twice' }), { time: SENT / 1000 + 1 }));
    expect(await heard(monitor)).toEqual(['acme broke it, and mended it']);
    await send(monitor, feed(comment({ verb: 'remove', message: undefined })));
    await send(monitor, added);
    expect(await heard(monitor)).toEqual([null]);
  });

  test('what could not be kept is asked for again, and heard once', async () => {
    const store = memoryStore();
    let broken = true;
    const failing = { ...store, commit: (...args: Parameters<typeof store.commit>) => (broken && args[0].some(({ id }) => id.startsWith('post')) ? Promise.reject(new Error('the disk is full')) : store.commit(...args)) };
    await using monitor = open({}, { store: failing });
    expect(await send(monitor, feed(comment()))).toBe(503);
    broken = false;
    expect(await send(monitor, feed(comment()))).toBe(200);
    expect(await heard(monitor)).toEqual(['acme broke it']);
  });

  test('what was sent too long ago is skipped: a retry comes within 36 hours', async () => {
    await using monitor = open();
    const events = record(monitor);
    const hours = (count: number) => feed(comment({ comment_id: `2001_${count}` }), { time: NOW / 1000 - count * 3600 });
    for (const count of [37, 49]) expect(await send(monitor, hours(count))).toBe(200);
    expect(await heard(monitor)).toHaveLength(1);
    expect(events.flatMap((event) => (event.type === 'item.skipped' ? [event.data.reason] : []))).toEqual(['sent longer ago than maxAgeMs.']);
  });

  test('the handshake passes through', async () => {
    await using monitor = open();
    const response = await monitor.handle(new Request(`https://host.example/meta?hub.mode=subscribe&hub.challenge=77&hub.verify_token=${encodeURIComponent(verifyToken)}`));
    expect([response.status, await response.text()]).toEqual([200, '77']);
  });
});

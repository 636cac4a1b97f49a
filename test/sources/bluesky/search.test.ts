import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/entries.ts';
import { blueskyFirehose, blueskySearch, type BlueskySearchOptions } from '../../../src/sources/bluesky/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { asked, station as stationOf, type Answers, type Say, type Station } from '../../support/bluesky-station.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { testContext, type TestContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import type { TestServer } from '../../support/server.ts';
import { rejection } from '../../support/rejection.ts';
import { readUntil } from './support.ts';

interface View {
  uri: string;
  indexedAt: string;
}
const fixture = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(root, 'test/fixtures/bluesky', `${name}.json`), 'utf8')) as Record<string, unknown>;
const shelf = fixture('search-posts').posts as View[];
const NOW = Date.parse('2024-05-01T10:20:00Z');
const SECRET = 'abcd-efgh-secret';
const DANA = 'did:plc:kettlefan000000000000000';

const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** What is not answered otherwise is answered as a sound server would, from the fixtures. */
async function station(answers: Answers = {}): Promise<Station> {
  const server = await stationOf(DANA, {
    'app.bsky.feed.searchPosts': ({ searchParams }) => page(shelf, searchParams),
    'app.bsky.notification.listNotifications': () => ({ body: fixture('notifications') }),
    'app.bsky.feed.getPostThread': () => ({ body: fixture('post-thread') }),
    'app.bsky.actor.getProfile': () => ({ body: { did: DANA, handle: 'Dana.Kettles.example', displayName: 'Dana', description: 'Tea.', followersCount: 12, createdAt: '2023-05-01T00:00:00.000Z' } }),
    ...answers,
  });
  servers.push(server);
  return server;
}

/** Newest first, a page of two at a time, `since` included. */
function page(views: readonly View[], query: URLSearchParams, atOnce = 2): Say {
  const from = Number(query.get('cursor') ?? 0);
  const wanted = views.filter(({ indexedAt }) => Date.parse(indexedAt) >= Date.parse(query.get('since') ?? '1970-01-01'));
  return { body: { posts: wanted.slice(from, from + atOnce), ...(from + atOnce < wanted.length && { cursor: String(from + atOnce) }) } };
}
const sourceOf = (server: TestServer, options: Partial<BlueskySearchOptions> = {}) =>
  blueskySearch({ service: server.url, identifier: 'acme.example', password: SECRET, search: ['acme'], allowPrivate: true, ...options });
const sweep = async (server: TestServer, { cursor, since, context = testContext({ now: NOW }), ...options }: Partial<BlueskySearchOptions> & { cursor?: string; since?: number; context?: TestContext } = {}): Promise<{ signals: Signal[]; cursor: string }> => {
  const source = sourceOf(server, options);
  const { items, cursor: next } = await readUntil(source, context, { cursor: cursor ?? null, ...(since !== undefined && { since }), enough: () => false });
  return { signals: items.flatMap((item) => source.signals(item)), cursor: next };
};
const texts = (signals: readonly Signal[]): string[] => signals.map((signal) => ('post' in signal ? signal.post.text : signal.type));

describe('the contract', () => {
  const views = (texts: readonly string[]): View[] => texts.map((text, index) => ({ ...shelf[0]!, uri: `at://${DANA}/app.bsky.feed.post/t${index}`, indexedAt: new Date(NOW - (texts.length - index) * 1_000).toISOString(), record: { $type: 'app.bsky.feed.post', text, createdAt: '2024-05-01T10:00:00.000Z' } })).reverse();
  const finding = (found: readonly View[], atOnce = found.length) => station({ 'app.bsky.feed.searchPosts': ({ searchParams }) => page(found, searchParams, atOnce) });
  sourceConforms({ adapter: 'sources/bluesky blueskySearch', against: 'loopback' }, {
    source: async () => sourceOf(await station(), { instance: 'bluesky-search:test' }),
    context: (signal) => ({ ...testContext({ now: NOW }), signal }),
    posts: 3,
    skipped: 1,
    failing: async () => sourceOf(await station({ 'app.bsky.feed.searchPosts': () => ({ status: 500 }) })),
    later: async () => {
      const found = views(['acme one', 'acme two']);
      const server = await finding(found, 2);
      return {
        source: () => sourceOf(server, { instance: 'bluesky-search:test' }),
        more: (now) => found.unshift({ ...found[0]!, uri: `at://${DANA}/app.bsky.feed.post/l${now}`, indexedAt: new Date(now).toISOString() }) && 1,
      };
    },
    paged: async () => {
      const found = views(Array.from({ length: 7 }, (_, index) => `acme ${index}`));
      // Two at a time: the second page begins within the moment that ended the first.
      found[2]!.indexedAt = found[1]!.indexedAt;
      const server = await finding(found, 2);
      return { source: () => sourceOf(server, { instance: 'bluesky-search:test' }), posts: 7 };
    },
    since: { at: Date.parse('2024-05-01T09:00:00Z'), posts: 2 },
    saying: async (texts) => sourceOf(await finding(views(texts))),
    huge: async () => ({ source: sourceOf(await finding(views(Array.from({ length: 1_000 }, (_, index) => `n ${index}`)))), posts: 1_000 }),
    guarded: () => blueskySearch({ service: 'https://93.184.215.14', identifier: 'acme.example', password: SECRET, search: ['acme'] }),
    secrets: [SECRET, 'access-1', 'refresh-1'],
    skip: { 'tells edits and deletions': 'a search tells what is there, not what has gone' },
  });
  test('the name is the server and the account, without secrets', () => {
    const named = (options: object) => blueskySearch({ identifier: 'acme.example', password: SECRET, search: ['acme'], ...options }).instance;
    expect([named({}), named({ service: 'https://pds.example' }), named({ instance: 'mine' })]).toEqual(['bluesky-search:bsky.social/acme.example', 'bluesky-search:pds.example/acme.example', 'mine']);
  });
});

describe('searching', () => {
  test('oldest first, with author and counters; the future is not believed', async () => {
    const { signals } = await sweep(await station());
    expect(texts(signals)).toEqual(['skipped', 'acme, where is my kettle?', 'acme answered at last', 'The acme kettle leaks']);
    expect(signals.at(-1)).toMatchObject({
      type: 'posted',
      post: { id: `at://${DANA}/app.bsky.feed.post/3kaa`, author: { id: DANA, handle: 'dana.kettles.example', name: 'Dana', verifiedDomains: ['dana.kettles.example'] }, reach: { likes: 7, replies: 2, reposts: 1 }, language: 'en' },
    });
    expect(signals[1]).toMatchObject({ post: { postedAt: Date.parse('2024-05-01T08:00:00Z'), author: { id: 'did:plc:teafan00000000000000000' } } });
    const authors = signals.flatMap((signal) => ('post' in signal ? [signal.post.author] : []));
    expect([authors[0]?.handle, authors[1]?.handle, authors[1]?.verifiedDomains]).toEqual([undefined, 'tea.bsky.social', undefined]);
  });

  test('asks for what is new, with an overlap, and tells it once', async () => {
    const all = [...shelf];
    const server = await station({ 'app.bsky.feed.searchPosts': ({ searchParams }) => page(all, searchParams) });
    const first = await sweep(server);
    // One that the index found late, after what is newer than it.
    all.splice(1, 0, { ...(all[1] ?? { uri: '' }), uri: 'at://did:plc:teafan00000000000000000/app.bsky.feed.post/3klate', indexedAt: '2024-05-01T10:15:00Z' });
    const second = await sweep(server, { cursor: first.cursor });
    expect(second.signals).toMatchObject([{ type: 'posted', post: { id: 'at://did:plc:teafan00000000000000000/app.bsky.feed.post/3klate' } }]);
    expect(new URL(server.requests.at(-1)?.path ?? '', server.url).searchParams.get('since')).toBe('2024-05-01T10:10:00.000Z');
    expect(new URL(server.requests[1]?.path ?? '', server.url).searchParams.get('since')).toBeNull();
  });

  test('the first sweep keeps to `since`', async () => {
    expect(texts((await sweep(await station(), { since: Date.parse('2024-05-01T08:30:00Z') })).signals)).toEqual(['acme answered at last', 'The acme kettle leaks']);
  });

  test('a post that several words find is told once; what the limit of pages leaves out is said', async () => {
    const server = await station();
    const { signals } = await sweep(server, { search: ['acme', 'kettle'], maxPages: 1 });
    expect(texts(signals)).toEqual(['acme answered at last', 'The acme kettle leaks', 'skipped', 'skipped']);
    expect(signals.at(-1)).toMatchObject({ reason: 'search: more than 100 posts in one sweep; older ones were not read.' });
  });

  test('a server whose pages lead nowhere is not followed for ever', async () => {
    const server = await station({ 'app.bsky.feed.searchPosts': () => ({ body: { posts: shelf.slice(0, 1), cursor: 'same' } }) });
    expect((await sweep(server, { maxPages: 50 })).signals).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
    expect((await sweep(await station({ 'app.bsky.feed.searchPosts': () => ({ body: { posts: 'none' } }) }))).signals).toEqual([]);
  });

  test('notifications bring what was said to the account, and nothing else', async () => {
    const { signals } = await sweep(await station(), { search: [], notifications: true });
    expect(signals).toMatchObject([{ type: 'posted', post: { text: '@acme.example hello?', author: { handle: 'tea.bsky.social', name: 'Tea' } } }]);
  });
});

describe('the log-in', () => {
  test('is made once, refreshed when it has expired, and made anew when that fails', async () => {
    let refuse = 1;
    let refresh: Say | null = null;
    const expired: Say = { status: 400, body: { error: 'ExpiredToken', message: 'Token has expired' } };
    const server = await station({ 'app.bsky.feed.searchPosts': ({ searchParams }) => (refuse-- > 0 ? expired : page(shelf, searchParams)) });
    const source = sourceOf(server, { maxPages: 1 });
    const read = async (): Promise<string[]> => {
      const before = server.requests.length;
      await readUntil(source, testContext({ now: NOW }), { enough: () => false });
      return asked(server).slice(before).map((method) => method.split('.').at(-1) ?? '');
    };
    expect(await read()).toEqual(['createSession', 'searchPosts', 'refreshSession', 'searchPosts']);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer access-1', 'Bearer refresh-1', 'Bearer access-2']);
    expect(await read()).toEqual(['searchPosts']);
    expect(server.bodies).toEqual([JSON.stringify({ identifier: 'acme.example', password: SECRET })]);
    refresh = expired;
    const other = await station({ 'app.bsky.feed.searchPosts': ({ searchParams }) => (asked(other).length < 3 ? { status: 401, body: { error: 'AuthenticationRequired' } } : page([], searchParams)), 'com.atproto.server.refreshSession': () => refresh ?? {} });
    await sweep(other);
    expect(asked(other).map((method) => method.split('.').at(-1))).toEqual(['createSession', 'searchPosts', 'refreshSession', 'createSession', 'searchPosts']);
  });

  test('a refusal says what to do, and no secret', async () => {
    const refused = async (error: string, status = 401) => rejection(sweep(await station({ 'com.atproto.server.createSession': () => ({ status, body: { error, message: `${SECRET} is wrong` } }) })));
    expect(await refused('AuthenticationRequired')).toMatchObject({ code: 'AUTH_FAILED', field: 'blueskySearch.password' });
    expect(await refused('AuthFactorTokenRequired')).toMatchObject({ code: 'AUTH_FAILED', fix: expect.stringContaining('app password') });
    expect(await refused('AccountTakedown', 403)).toMatchObject({ code: 'AUTH_FAILED' });
    const context = testContext({ now: NOW });
    const server = await station({ 'app.bsky.feed.searchPosts': () => ({ status: 400, body: { error: 'Bad access-1', message: 'access-1' } }) });
    for (const error of [await refused('x'), await refused(SECRET), await rejection(sweep(server, { context }))]) expect(JSON.stringify([error.message, error.fix, error.cause, context.logs])).not.toMatch(/secret|access-\d|refresh-\d/);
  });

  test('is not sent on where a server redirects it', async () => {
    const elsewhere = await station();
    const server = await station({ 'com.atproto.server.createSession': () => ({ status: 307, headers: { location: `${elsewhere.url}/xrpc/com.atproto.server.createSession` } }) });
    expect(await rejection(sweep(server))).toMatchObject({ code: 'REJECTED' });
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('failures', () => {
  const failing = async (answer: Say) => rejection(sweep(await station({ 'app.bsky.feed.searchPosts': () => answer })));
  test('limits: Retry-After, else RateLimit-Reset', async () => {
    expect(await failing({ status: 429, headers: { 'retry-after': '30', 'ratelimit-reset': String(NOW / 1_000 + 90) } })).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    expect(await failing({ status: 429, headers: { 'ratelimit-reset': String(NOW / 1_000 + 90) } })).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 90_000 });
    expect(await failing({ status: 429, headers: { 'ratelimit-reset': '1' } })).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
    expect((await failing({ status: 429, headers: { 'ratelimit-reset': 'soon' } })).code).toBe('RATE_LIMITED');
  });
  test('the rest', async () => {
    expect(await failing({ status: 502 })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing({ status: 400, body: { error: 'BadQueryString' } })).toMatchObject({ code: 'REJECTED', message: expect.stringContaining('BadQueryString') });
    expect(await failing({ body: [] })).toMatchObject({ code: 'INPUT_INVALID' });
    const server = await station();
    expect(await rejection(sweep(server, { allowPrivate: false }))).toMatchObject({ code: 'REJECTED', field: 'allowPrivate' });
    expect(server.requests).toEqual([]);
    await server.close();
    expect(await rejection(sweep(server))).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await rejection(sweep(await station({ 'com.atproto.server.createSession': () => ({ body: { did: DANA } }) })))).toMatchObject({ code: 'INPUT_INVALID' });
  });
  test('options that cannot work are named', () => {
    const wrong: [object, string][] = [[{}, 'search'], [{ search: [' '] }, 'search[0]'], [{ search: ['a'], maxPages: 0 }, 'maxPages'], [{ search: ['a'], password: '' }, 'password'], [{ search: ['a'], service: 'wss://x.example' }, 'service']];
    for (const [options, field] of wrong) expect(errorOf(() => blueskySearch({ identifier: 'a', password: SECRET, ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field: `blueskySearch.${field}` });
  });
});

describe('looking up', () => {
  const ref = 'at://did:plc:teafan00000000000000000/app.bsky.feed.post/3kcb';
  test('a thread, from its root; blocked and missing posts are none', async () => {
    const server = await station();
    const posts = await sourceOf(server).thread?.(ref, testContext({ now: NOW }));
    expect(posts?.map(({ text }) => text)).toEqual(['The acme kettle leaks', 'Same here', 'We are looking into it']);
    expect(posts?.[1]?.thread).toEqual({ root: `at://${DANA}/app.bsky.feed.post/3kca`, parent: `at://${DANA}/app.bsky.feed.post/3kca` });
    expect(new URL(server.requests.at(-1)?.path ?? '', server.url).searchParams.get('uri')).toBe(ref);
  });
  test('an author; the streams ask without a log-in', async () => {
    const server = await station();
    const stream = blueskyFirehose({ appView: server.url, allowPrivate: true });
    const expected = { id: DANA, handle: 'Dana.Kettles.example', name: 'Dana', bio: 'Tea.', followers: 12, joinedAt: Date.parse('2023-05-01T00:00:00Z'), verifiedDomains: ['dana.kettles.example'], url: `https://bsky.app/profile/${DANA}` };
    expect(await stream.author?.(DANA, testContext({ now: NOW }))).toEqual(expected);
    expect(await stream.thread?.(ref, testContext({ now: NOW }))).toHaveLength(3);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    expect(await sourceOf(server).author?.(DANA, testContext({ now: NOW }))).toEqual(expected);
  });
  test('what is no address, and what is not found, is an error', async () => {
    const server = await station({ 'app.bsky.feed.getPostThread': () => ({ status: 400, body: { error: 'NotFound' } }), 'app.bsky.actor.getProfile': () => ({ body: {} }) });
    const { thread, author } = sourceOf(server);
    const context = testContext({ now: NOW });
    expect(await rejection(thread?.('https://bsky.app/x', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'ref' });
    expect(await rejection(author?.('dana', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
    expect(await rejection(thread?.(ref, context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED', message: expect.stringContaining('NotFound') });
    expect(await rejection(author?.(DANA, context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

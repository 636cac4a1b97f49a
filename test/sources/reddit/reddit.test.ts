import { afterEach, describe, expect, test } from 'vitest';
import { createRateBudget } from '../../../src/lib/http/rate-budget.ts';
import { reddit, type RedditOptions } from '../../../src/sources/reddit/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { collect, testContext, type TestContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { accountOf, AGENT, openReddit, SECRET, type Child, type RedditServer, type Say } from '../../support/reddit-server.ts';
import { rejection } from '../../support/rejection.ts';

const NOW = Date.parse('2024-05-01T10:00:00Z');
const servers: RedditServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function open(): Promise<RedditServer> {
  const server = await openReddit();
  servers.push(server);
  return server;
}
const sourceOf = (server: RedditServer, options: Partial<RedditOptions> = {}) => reddit({ ...accountOf(server), search: ['acme'], ...options });

interface Sweep extends Partial<RedditOptions> {
  cursor?: string;
  since?: number;
  limit?: number;
  context?: TestContext;
}
async function sweep(server: RedditServer, { cursor, since, limit = 100, context = testContext({ now: NOW, jump: false }), ...options }: Sweep = {}): Promise<{ signals: Signal[]; cursor: string }> {
  const source = sourceOf(server, options);
  const batches = await collect(source.read({ cursor: cursor ?? null, limit, queries: [], ...(since !== undefined && { since }) }, context));
  return { signals: batches.flatMap(({ items }) => items.flatMap((item) => source.signals(item))), cursor: batches.at(-1)?.cursor ?? '' };
}
const told = (signals: readonly Signal[]): string[] => signals.map((signal) => `${signal.type} ${'post' in signal ? signal.post.id : 'ref' in signal ? signal.ref : ''}`.trim());
const postOf = (signals: readonly Signal[], id: string) => signals.flatMap((signal) => ('post' in signal && signal.post.id === id ? [signal.post] : []))[0];
const thing = (server: RedditServer, name: string): Child['data'] => {
  const found = server.things.find(({ data }) => data.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found.data;
};
const everything: Partial<RedditOptions> = { search: ['acme'], submissions: ['kettles', 'acme'], comments: ['kettles'], inbox: true };

describe('the contract', () => {
  const saying = async (texts: readonly string[]) => {
    const server = await open();
    server.atOnce = Infinity;
    server.things = texts.map((text, index) => ({ kind: 't1', data: { name: `t1_s${index}`, subreddit: 'kettles', author: 'crowd', body: text, link_id: 't3_1k0001', parent_id: 't3_1k0001', created_utc: 1_714_550_000 + index } }));
    return sourceOf(server, { search: [], comments: ['kettles'] });
  };
  sourceConforms({ adapter: 'sources/reddit', against: 'loopback' }, {
    source: async () => {
      const server = await open();
      server.things.push({ kind: 't1', data: { name: 't1_kc0005', subreddit: 'kettles', author: 'nobody', body: ' ', created_utc: 1714553100 } });
      return sourceOf(server, everything);
    },
    context: (signal) => ({ ...testContext({ now: NOW }), signal }),
    posts: 7,
    skipped: 1,
    failing: async () => {
      const server = await open();
      server.instead.push({ path: '/search', say: { status: 503 } });
      return sourceOf(server);
    },
    changes: async () => {
      const server = await open();
      const { cursor } = await sweep(server, everything);
      Object.assign(thing(server, 't3_1k0001'), { selftext: '[deleted]', author: '[deleted]' });
      Object.assign(thing(server, 't1_kc0001'), { body: '[removed]' });
      Object.assign(thing(server, 't1_kc0002'), { body: 'Acme threads are fine.' });
      return { source: sourceOf(server, everything), cursor, edited: 1, deleted: 2 };
    },
    saying,
    huge: async () => ({ source: await saying(Array.from({ length: 1_000 }, (_, index) => `acme ${index}`)), posts: 1_000 }),
    guarded: async () => sourceOf(await open(), { service: 'https://93.184.215.14', tokenUrl: 'https://93.184.215.14/token', allowPrivate: false }),
    secrets: [SECRET, 'app-secret-word', 'token-1'],
  });

  test('the name is the account of the user agent, without secrets', async () => {
    expect([sourceOf(await open()).instance, sourceOf(await open(), { instance: 'mine' }).instance]).toEqual(['reddit:acme_support', 'mine']);
  });
});

describe('what is heard', () => {
  test('submissions and comments, oldest first, each once, whatever brings them', async () => {
    const { signals } = await sweep(await open(), everything);
    expect(told(signals)).toEqual(['posted t3_1k0001', 'posted t1_kc0001', 'posted t1_kc0002', 'posted t3_1k0002', 'posted t3_1k0003', 'posted t1_kc0009', 'posted t4_2ms001']);
  });

  test('a submission with its words as they read, its place, counters and flair', async () => {
    const { signals } = await sweep(await open(), everything);
    expect(postOf(signals, 't3_1k0001')).toEqual({
      id: 't3_1k0001',
      title: 'My Acme kettle leaks',
      text: 'My Acme kettle leaks\n\nIt leaks, &amp; Acme does not answer.\n\nWho else?',
      author: { id: 'KettleFan', handle: 'KettleFan', url: 'https://www.reddit.com/user/KettleFan', bio: 'Owner of 12 kettles' },
      url: 'https://www.reddit.com/r/kettles/comments/1k0001/my_acme_kettle_leaks/',
      venue: { id: 'reddit:r/kettles', kind: 'group', class: 'forum', name: 'r/kettles', url: 'https://www.reddit.com/r/kettles' },
      postedAt: 1_714_550_400_000,
      reach: { likes: 57, replies: 4, reposts: 1 },
      links: ['https://kettles.example/thread_1?a=b'],
    });
    expect(postOf(signals, 't3_1k0002')).toMatchObject({ text: 'Acme recalls kettles', links: ['https://news.example/acme-recall'] });
    expect(postOf(signals, 't3_1k0003')).toMatchObject({ text: 'Beware of acme kettles', thread: { repost: 't3_1k0001' } });
  });

  test('a comment with its thread; votes against are none, hidden ones are not told; a moderator is marked', async () => {
    const { signals } = await sweep(await open(), everything);
    expect(postOf(signals, 't1_kc0001')).toMatchObject({ text: 'Same with my acme one_two. See https://tea.example/acme_kettle.\n\n> It leaks\n\nMine exploded', thread: { root: 't3_1k0001', parent: 't3_1k0001' }, reach: { likes: 0 }, links: ['https://tea.example/acme_kettle'] });
    expect(postOf(signals, 't1_kc0002')).toMatchObject({ author: { bio: 'moderator of r/kettles' }, thread: { root: 't3_1k0001', parent: 't1_kc0001' } });
    expect(postOf(signals, 't1_kc0002')?.reach).toBeUndefined();
  });

  test('what is said to the account: mentions with their thread, messages as private', async () => {
    const { signals } = await sweep(await open(), { search: [], inbox: true });
    expect(signals).toMatchObject([
      { post: { id: 't1_kc0009', thread: { root: 't3_1k0001', parent: 't1_kc0002' }, url: 'https://www.reddit.com/r/kettles/comments/1k0001/my_acme_kettle_leaks/kc0009/' } },
      { post: { id: 't4_2ms001', private: true, title: 'My order', text: 'My order\n\nWhere is it? It is order 12.', venue: { id: 'reddit:inbox', kind: 'inbox' } } },
    ]);
    const server = await open();
    expect(told((await sweep(server, { search: [], mentions: true })).signals)).toEqual(['posted t1_kc0009']);
    expect(server.asked()).toEqual(['/message/mentions?mark=false&raw_json=1&limit=100']);
  });

  test('a search within communities asks them alone', async () => {
    const server = await open();
    expect(told((await sweep(server, { searchIn: ['acme', 'tea'] })).signals)).toEqual(['posted t3_1k0002', 'posted t3_1k0003']);
  });

  test('hostile things cost themselves', async () => {
    const server = await open();
    server.things = [
      { kind: 't3', data: { name: 't3_../x', title: 'acme' } },
      { kind: 't1', data: { name: 't3_1', title: 'acme' } },
      { kind: 't3', data: { name: 't3_2', title: 'acme', author: '../../about', permalink: 'javascript:acme()', created_utc: 'now', score: '9', url: 'data:acme', subreddit: 'a/b', crosspost_parent: 't3_"', author_flair_text: 'x'.repeat(10_000), selftext: `${'['.repeat(20_000)}${'**'.repeat(10_000)}${'>!'.repeat(5_000)}` } },
    ];
    const { signals } = await sweep(server, { submissions: ['kettles'] });
    expect(told(signals)).toEqual(['skipped', 'posted t3_2']);
    expect(postOf(signals, 't3_2')).toEqual({ id: 't3_2', title: 'acme', text: expect.stringMatching(/^acme\n\n\[/), venue: expect.objectContaining({ id: 'reddit' }) });
  });
});

describe('paging', () => {
  const many = (count: number): Child[] => Array.from({ length: count }, (_, index) => ({ kind: 't3', data: { name: `t3_m${index}`, subreddit: 'kettles', title: `acme ${index}`, author: 'crowd', created_utc: 1_714_540_000 + index, stickied: false } }));

  test('page by page until what is older; a pinned old one ends nothing', async () => {
    const server = await open();
    server.things = [...many(250), { kind: 't3', data: { name: 't3_pinned', subreddit: 'kettles', title: 'acme rules', created_utc: 1_600_000_000, stickied: true } }];
    const { signals } = await sweep(server, { search: [], submissions: ['kettles'], since: 1_714_540_100_000 });
    expect(told(signals)).toEqual(many(250).slice(100).map(({ data }) => `posted ${data.name}`));
    expect(server.asked().map((path) => new URL(path, server.url).searchParams.get('after'))).toEqual([null, 't3_m151']);
  });

  test('the end of what Reddit lists is told', async () => {
    const server = await open();
    server.remaining = 1e6;
    server.things = many(1_200);
    const { signals } = await sweep(server, { recheckMs: 0 });
    expect(told(signals.slice(0, -1))).toEqual(many(1_200).slice(200).map(({ data }) => `posted ${data.name}`));
    expect(signals.at(-1)).toEqual({ type: 'skipped', reason: 'search: more than 1000 things in one sweep; older ones were not read.' });
  });

  test('a listing that leads to itself, and one that is none, end', async () => {
    const server = await open();
    const body = { kind: 'Listing', data: { after: 't3_same', children: [server.things[0]] } };
    server.instead.push({ path: '/search', say: { body } }, { path: '/search', say: { body } });
    expect((await sweep(server)).signals).toHaveLength(1);
    for (const wrong of [{}, [], { kind: 'Listing' }, '<html>']) {
      server.instead.push({ path: '/search', say: { body: wrong } });
      expect(await rejection(sweep(server))).toMatchObject({ code: 'INPUT_INVALID' });
    }
  });

  test('the next sweep asks with an overlap, and tells what the index found late', async () => {
    const server = await open();
    const first = await sweep(server);
    server.things.push({ kind: 't3', data: { name: 't3_late', subreddit: 'tea', title: 'acme late', author: 'late', created_utc: NOW / 1000 - 300 } });
    const second = await sweep(server, { cursor: first.cursor });
    expect(told(second.signals)).toEqual(['posted t3_late']);
    expect(told((await sweep(server, { cursor: second.cursor })).signals)).toEqual([]);
  });
});

describe('what becomes of what was heard', () => {
  const heard = async (options: Partial<RedditOptions> = everything): Promise<{ server: RedditServer; cursor: string }> => {
    const server = await open();
    const { cursor } = await sweep(server, options);
    server.requests.length = 0;
    return { server, cursor };
  };

  test('deletions, by whom, and edits are told within one cycle, each once', async () => {
    const { server, cursor } = await heard();
    Object.assign(thing(server, 't3_1k0001'), { selftext: '[deleted]', author: '[deleted]', removed_by_category: 'deleted' });
    Object.assign(thing(server, 't1_kc0001'), { body: '[removed]', author: '[deleted]' });
    Object.assign(thing(server, 't1_kc0002'), { body: 'Acme threads are fine.', edited: 1_714_560_000, score: 900 });
    Object.assign(thing(server, 't3_1k0002'), { removed_by_category: 'moderator', selftext: '[removed]' });
    Object.assign(thing(server, 't3_1k0003'), { removed_by_category: 'anti_evil_ops' });
    const second = await sweep(server, { ...everything, cursor });
    expect(second.signals).toMatchObject([
      { type: 'deleted', ref: 't3_1k0001', by: 'author' },
      { type: 'deleted', ref: 't1_kc0001', by: 'unknown' },
      { type: 'edited', post: { id: 't1_kc0002', text: 'Acme threads are fine.', thread: { root: 't3_1k0001' } } },
      { type: 'deleted', ref: 't3_1k0002', by: 'platform' },
      { type: 'deleted', ref: 't3_1k0003', by: 'platform' },
    ]);
    expect((await sweep(server, { ...everything, cursor: second.cursor })).signals).toEqual([]);
    expect(server.asked().filter((path) => path.startsWith('/api/info'))).toEqual([
      '/api/info?id=t3_1k0001%2Ct1_kc0001%2Ct1_kc0002%2Ct3_1k0002%2Ct3_1k0003%2Ct1_kc0009&raw_json=1',
      '/api/info?id=t1_kc0002%2Ct1_kc0009&raw_json=1',
    ]);
  });

  test('what moderators of its own community remove, the brand removed', async () => {
    const { server, cursor } = await heard();
    Object.assign(thing(server, 't3_1k0002'), { removed_by_category: 'moderator' });
    // As the moderators themselves see it.
    Object.assign(thing(server, 't3_1k0001'), { banned_by: 'kettle_mod' });
    // Reddit's own filter is nobody's.
    Object.assign(thing(server, 't1_kc0001'), { banned_by: true });
    const { signals } = await sweep(server, { ...everything, ownCommunities: ['ACME', 'kettles'], cursor });
    expect(signals).toEqual([{ type: 'deleted', ref: 't3_1k0001', by: 'brand' }, { type: 'deleted', ref: 't1_kc0001', by: 'platform' }, { type: 'deleted', ref: 't3_1k0002', by: 'brand' }]);
  });

  test('an account that was deleted takes its words with it; votes are no edit', async () => {
    const { server, cursor } = await heard();
    Object.assign(thing(server, 't1_kc0001'), { author: '[deleted]', score: 77 });
    Object.assign(thing(server, 't1_kc0002'), { score: 77 });
    expect((await sweep(server, { ...everything, cursor })).signals).toEqual([{ type: 'deleted', ref: 't1_kc0001', by: 'author' }]);
  });

  test('what is not given twice is not shown any more; once says nothing', async () => {
    const { server, cursor } = await heard();
    const kept = server.things;
    server.things = kept.filter(({ data }) => data.name !== 't1_kc0001' && data.name !== 't1_kc0002');
    const second = await sweep(server, { ...everything, cursor });
    expect(second.signals).toEqual([]);
    server.things = kept.filter(({ data }) => data.name !== 't1_kc0001');
    const third = await sweep(server, { ...everything, cursor: second.cursor });
    expect(third.signals).toEqual([{ type: 'deleted', ref: 't1_kc0001', by: 'unknown' }]);
    // The other one came back between: its next absence is a first one again.
    server.things = kept.filter(({ data }) => data.name !== 't1_kc0002');
    expect((await sweep(server, { ...everything, cursor: third.cursor })).signals).toEqual([]);
  });

  test('a hundred at a time, the last ones, no longer than asked', async () => {
    const server = await open();
    server.things = Array.from({ length: 250 }, (_, index) => ({ kind: 't3', data: { name: `t3_m${index}`, title: `acme ${index}`, author: 'crowd', created_utc: 1_714_540_000 + index } }));
    const options = { remember: 210 };
    const { cursor } = await sweep(server, options);
    server.requests.length = 0;
    await sweep(server, { ...options, cursor });
    const sizes = (): number[] => server.asked().flatMap((path) => (path.startsWith('/api/info') ? [(new URL(path, server.url).searchParams.get('id') ?? '').split(',').length] : []));
    expect(sizes()).toEqual([100, 100, 10]);
    server.requests.length = 0;
    await sweep(server, { ...options, cursor, recheckMs: 3_600_000, context: testContext({ now: NOW + 3_700_000 }) });
    expect(sizes()).toEqual([]);
  });

  test('an answer that fails or is none is no deletion', async () => {
    const { server, cursor } = await heard();
    const failing = async (say: Say) => {
      server.instead.push({ path: '/api/info', say });
      return rejection(sweep(server, { ...everything, cursor }));
    };
    expect(await failing({ status: 500 })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing({ body: { error: 'x' } })).toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('the account', () => {
  test('a token is asked for once, and another one when it is refused', async () => {
    const server = await open();
    const source = sourceOf(server);
    const read = () => collect(source.read({ cursor: null, limit: 100, queries: [] }, testContext({ now: NOW })));
    await read();
    await read();
    expect(server.sent).toEqual([{ path: '/api/v1/access_token', form: { grant_type: 'password', username: 'acme_support', password: SECRET } }]);
    server.expireTokens();
    await read();
    expect(server.sent).toHaveLength(2);
    expect(server.requests.map(({ headers }) => headers['user-agent'])).toEqual(server.requests.map(() => `${AGENT} kashuv`));
  });

  test('a token is renewed before it ends; a refresh token and an app alone will do too', async () => {
    const server = await open();
    const source = sourceOf(server, { grant: { type: 'refresh_token', refreshToken: SECRET } });
    const context = testContext({ now: NOW });
    await collect(source.read({ cursor: null, limit: 100, queries: [] }, context));
    context.advance(86_400_000 - 30_000);
    await collect(source.read({ cursor: null, limit: 100, queries: [] }, context));
    await sweep(server, { grant: { type: 'client_credentials' } });
    expect(server.sent.map(({ form }) => form.grant_type)).toEqual(['refresh_token', 'refresh_token', 'client_credentials']);
  });

  test('a refusal says so, and holds no secret', async () => {
    const server = await open();
    const wrong = await Promise.all([
      rejection(sweep(server, { grant: { type: 'password', username: 'acme_support', password: 'other-secret' } })),
      rejection(sweep(server, { clientSecret: 'other-secret' })),
    ]);
    for (const error of wrong) {
      expect(error).toMatchObject({ code: 'AUTH_FAILED', field: 'reddit.grant' });
      expect(JSON.stringify([error.message, error.fix, error.cause])).not.toMatch(/secret-word|other-secret|token-\d/);
    }
  });

  test('limits: those of the header are kept, and a 429 says how long', async () => {
    const server = await open();
    server.remaining = 1;
    const budget = createRateBudget({ requests: 100, perMs: 60_000 });
    await sweep(server, { budget });
    expect(await rejection(sweep(server, { budget }))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 240_000 });
    expect(server.asked()).toHaveLength(1);
    expect(await rejection(sweep(server))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 240_000 });
  });

  test('communities that are not shown are named as an option', async () => {
    const server = await open();
    server.communities.secret = null;
    expect(await rejection(sweep(server, { submissions: ['kettles', 'secret'] }))).toMatchObject({ code: 'CONFIG_INVALID', field: 'reddit.submissions', message: expect.stringContaining('(private)') });
    server.instead.push({ path: '/search', say: { status: 403 } });
    expect(await rejection(sweep(server))).toMatchObject({ code: 'AUTH_FAILED' });
    server.instead.push({ path: '/search', say: { status: 400 } });
    expect(await rejection(sweep(server))).toMatchObject({ code: 'REJECTED' });
  });

  test('options that cannot work are named', async () => {
    const account = accountOf(await open());
    const wrong: [object, string][] = [
      [{}, 'search'], [{ search: [' '] }, 'search[0]'], [{ search: ['a'], userAgent: 'listener/1.0' }, 'userAgent'], [{ search: ['a'], userAgent: undefined }, 'userAgent'], [{ submissions: ['r/acme'] }, 'submissions[0]'], [{ search: ['a'], maxPages: 11 }, 'maxPages'],
      [{ inbox: true, grant: { type: 'client_credentials' } }, 'grant'], [{ search: ['a'], grant: 'x' }, 'grant'], [{ search: ['a'], grant: { type: 'password', username: 'a' } }, 'grant.password'], [{ search: ['a'], service: 'wss://x.example' }, 'service'], [{ search: ['a'], budget: 3 }, 'budget'], [{ search: ['a'], subreddits: [] }, 'subreddits'],
    ];
    for (const [options, field] of wrong) expect(errorOf(() => reddit({ ...account, ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field: `reddit.${field}` });
  });

  test('an abort ends the sweep without an error', async () => {
    const context = testContext({ now: NOW });
    const seen: number[] = [];
    for await (const { items } of sourceOf(await open()).read({ cursor: null, limit: 1, queries: [] }, context)) {
      seen.push(items.length);
      context.abort();
    }
    expect(seen).toEqual([1]);
  });
});

describe('looking up', () => {
  const look = async (server: RedditServer, ref: string, context = testContext({ now: NOW })) => (await sourceOf(server).thread?.(ref, context))?.map(({ id }) => id);

  test('a thread from its submission, whatever part of it was named, without what was taken away', async () => {
    const server = await open();
    server.things.push({ kind: 't1', data: { name: 't1_gone', id: 'gone', body: '[removed]', author: '[deleted]', parent_id: 't3_1k0001', link_id: 't3_1k0001', subreddit: 'kettles' } });
    const whole = ['t3_1k0001', 't1_kc0001', 't1_kc0002'];
    expect([await look(server, 't3_1k0001'), await look(server, 't1_kc0002')]).toEqual([whole, whole]);
  });

  test('what a thread leaves out is asked for, a hundred at a time; what is not read is said', async () => {
    const server = await open();
    server.more.t3_1k0001 = Array.from({ length: 130 }, (_, index) => ({ kind: 't1', data: { name: `t1_m${index}`, id: `m${index}`, body: `me too ${index}`, author: 'crowd', parent_id: 't3_1k0001', link_id: 't3_1k0001' } }));
    const context = testContext({ now: NOW });
    expect(await look(server, 't3_1k0001', context)).toHaveLength(133);
    expect(server.asked().filter((path) => path.startsWith('/api/morechildren'))).toHaveLength(2);
    expect(context.logs).toEqual([]);
    server.more.t3_1k0001.push({ kind: 'more', data: { name: 't1__', id: '_', children: [] } });
    await look(server, 't3_1k0001', context);
    expect(context.logs).toEqual([{ level: 'warn', message: 'reddit: of t3_1k0001 133 posts were read; at least 2 more were not.' }]);
  });

  test('a thread deeper than any stack is read', async () => {
    const server = await open();
    const levels = Array.from({ length: 3_000 }, (_, level) => `{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"name":"t1_d${level}","body":"deeper","replies":`);
    const body = `[{"kind":"Listing","data":{"children":[]}},${levels.join('')}""${'}}]}}'.repeat(levels.length)}]`;
    server.instead.push({ path: '/comments/', say: { body } });
    expect(await look(server, 't3_1k0001')).toHaveLength(1_000);
  });

  test('an author; one that is suspended or gone is refused', async () => {
    const server = await open();
    const { author } = sourceOf(server);
    const context = testContext({ now: NOW });
    expect(await author?.('tea_time', context)).toEqual({ id: 'tea_time', handle: 'tea_time', url: 'https://www.reddit.com/user/tea_time', name: 'Kettles & me', bio: 'I drink tea.', joinedAt: 1_300_000_000_000 });
    server.users.banned = { name: 'banned', is_suspended: true };
    expect(await rejection(author?.('banned', context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED', message: expect.stringContaining('suspended') });
    expect(await rejection(author?.('nobody_1', context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED' });
    server.instead.push({ path: '/user/', say: { body: { kind: 't2', data: { name: 'other' } } } }, { path: '/user/', say: { status: 502 } });
    expect(await rejection(author?.('tea_time', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await rejection(author?.('tea_time', context) ?? Promise.resolve())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('what is none, and what is not there, is an error; nothing is asked for what cannot be a name', async () => {
    const server = await open();
    const source = sourceOf(server);
    const context = testContext({ now: NOW });
    for (const ref of ['../x', 't5_2kett', 't4_2ms001', 't3_A']) expect(await rejection(source.thread?.(ref, context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'ref' });
    expect(await rejection(source.author?.('a/b', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
    expect(server.requests).toEqual([]);
    for (const ref of ['t3_none', 't1_none']) expect(await rejection(look(server, ref))).toMatchObject({ code: 'REJECTED', field: 'ref' });
    server.instead.push({ path: '/comments/', say: { body: {} } }, { path: '/comments/', say: { status: 503 } });
    expect(await rejection(look(server, 't3_1k0001'))).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await rejection(look(server, 't3_1k0001'))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

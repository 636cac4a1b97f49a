import { afterEach, describe, expect, test } from 'vitest';
import { sourceConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { SECRET, type Child } from '../../support/reddit-server.ts';
import { rejection } from '../../support/rejection.ts';
import { closeAll, everything, NOW, open, postOf, sourceOf, sweep, thing, told } from './support.ts';

afterEach(closeAll);

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
    later: async () => {
      const server = await open();
      return {
        source: () => sourceOf(server, everything),
        more: (now) => {
          const name = `t1_n${now}`;
          server.things.push({ kind: 't1', data: { name, subreddit: 'kettles', author: 'dana', body: 'acme, are you there?', link_id: 't3_1k0001', parent_id: 't3_1k0001', created_utc: now / 1_000 } });
          return 1;
        },
      };
    },
    paged: async () => {
      const server = await open();
      server.atOnce = 3;
      server.things = Array.from({ length: 10 }, (_, index) => ({ kind: 't1', data: { name: `t1_p${index}`, subreddit: 'kettles', author: 'crowd', body: `acme ${index}`, link_id: 't3_1k0001', parent_id: 't3_1k0001', created_utc: 1_714_550_000 + Math.floor(index / 2) } }));
      return { source: () => sourceOf(server, { search: [], comments: ['kettles'] }), posts: 10 };
    },
    since: { at: 1_714_553_600_000, posts: 4 },
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

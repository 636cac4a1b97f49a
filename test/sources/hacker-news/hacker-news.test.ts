import { afterEach, describe, expect, test } from 'vitest';
import { createRateBudget } from '../../../src/lib/http/rate-budget.ts';
import { hackerNews, type HackerNewsOptions } from '../../../src/sources/hacker-news/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { collect, testContext, type TestContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { rejection } from '../../support/rejection.ts';
import { openSite, type Hit, type Say, type Site } from './site.ts';

const NOW = Date.parse('2024-05-01T10:00:00Z');
const sites: Site[] = [];
afterEach(() => Promise.all(sites.splice(0).map((site) => site.close())));

async function open(): Promise<Site> {
  const site = await openSite();
  sites.push(site);
  return site;
}
const sourceOf = (site: Site, options: Partial<HackerNewsOptions> = {}) => hackerNews({ searchService: site.url, itemService: site.url, search: ['acme'], allowPrivate: true, ...options });

interface Sweep extends Partial<HackerNewsOptions> {
  cursor?: string;
  since?: number;
  limit?: number;
  context?: TestContext;
}
async function sweep(site: Site, { cursor, since, limit = 100, context = testContext({ now: NOW }), ...options }: Sweep = {}): Promise<{ signals: Signal[]; cursor: string }> {
  const source = sourceOf(site, options);
  const batches = await collect(source.read({ cursor: cursor ?? null, limit, queries: [], ...(since !== undefined && { since }) }, context));
  return { signals: batches.flatMap(({ items }) => items.flatMap((item) => source.signals(item))), cursor: batches.at(-1)?.cursor ?? '' };
}
const told = (signals: readonly Signal[]): string[] => signals.map((signal) => `${signal.type} ${'post' in signal ? signal.post.id : 'ref' in signal ? signal.ref : ''}`.trim());
const filtersOf = (path: string): string | null => new URL(path, 'http://site').searchParams.get('numericFilters');

describe('the contract', () => {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;').replaceAll('/', '&#x2F;');
  const saying = async (texts: readonly string[]) => {
    const site = await open();
    site.hits = texts.map((text, index) => ({ objectID: String(50_000_000 + index), created_at_i: 1_714_550_000 + index, author: 'crowd', comment_text: escaped(text), story_id: 40000001, story_title: 'acme', parent_id: 40000001 }));
    return sourceOf(site);
  };
  sourceConforms({ adapter: 'sources/hacker-news', against: 'loopback' }, {
    source: async () => sourceOf(await open()),
    context: (signal) => ({ ...testContext({ now: NOW }), signal }),
    posts: 3,
    skipped: 1,
    failing: async () => {
      const site = await open();
      site.instead.push({ path: '/api/v1/search_by_date', say: { status: 503 } });
      return sourceOf(site);
    },
    changes: async () => {
      const site = await open();
      const { cursor } = await sweep(site);
      site.items[40000005] = { deleted: true, id: 40000005 };
      site.items[40000004] = { ...site.items[40000004], dead: true };
      site.items[40000001] = { ...site.items[40000001], title: 'Acme kettles recalled (2024)' };
      return { source: sourceOf(site), cursor, edited: 1, deleted: 2 };
    },
    later: async () => {
      const site = await open();
      return {
        source: () => sourceOf(site),
        more: (now) => {
          site.hits.push({ objectID: String(60_000_000 + site.hits.length), created_at_i: Math.floor(now / 1_000), author: 'crowd', comment_text: 'Still broken', story_id: 40000001, story_title: 'acme', parent_id: 40000001 });
          return 1;
        },
      };
    },
    paged: async () => {
      const site = await open();
      // The search gives a thousand hits of a question, and nothing beyond: the next page is the next question.
      site.hits = Array.from({ length: 2_100 }, (_, index) => ({ objectID: String(50_000_000 + index), created_at_i: 1_714_550_000 + Math.floor(index / 3), author: 'crowd', comment_text: `n ${index}`, story_id: 40000001, story_title: 'acme', parent_id: 40000001 }));
      return { source: () => sourceOf(site), posts: 2_100 };
    },
    since: { at: 1_714_554_000_000, posts: 2 },
    saying,
    huge: async () => ({ source: await saying(Array.from({ length: 1_000 }, (_, index) => `acme ${index}`)), posts: 1_000 }),
    guarded: () => hackerNews({ searchService: 'https://93.184.215.14', itemService: 'https://93.184.215.14', search: ['acme'] }),
    skip: { 'keeps secrets': 'it is made with none: both services are open to all' },
  });
});

describe('searching', () => {
  test('stories and comments, oldest first, with their place, their counters and their words as they read', async () => {
    const { signals } = await sweep(await open());
    expect(told(signals)).toEqual(['posted 40000001', 'skipped 40000002', 'posted 40000004', 'posted 40000005']);
    expect(signals[0]).toMatchObject({
      post: { text: 'Acme kettles recalled', title: 'Acme kettles recalled', author: { id: 'pressreader', handle: 'pressreader' }, reach: { likes: 41, replies: 2 }, links: ['https://news.example/acme-recall'], url: 'https://news.ycombinator.com/item?id=40000001' },
    });
    expect(signals[0]).not.toHaveProperty('post.thread');
    expect(signals[2]).toMatchObject({ post: { text: "Ask HN: Anyone reached Acme's support?\n\nMy Acme kettle came broken.\n\nWho answers there?", title: "Ask HN: Anyone reached Acme's support?" } });
    expect(signals[3]).toEqual({
      type: 'posted',
      post: {
        id: '40000005',
        text: "Mine leaks too. I wrote to Acme & got nothing.\n\nSee https://kettles.example/acme-kettle-leaks... It's not new.",
        author: { id: 'kettlefan', handle: 'kettlefan', url: 'https://news.ycombinator.com/user?id=kettlefan' },
        url: 'https://news.ycombinator.com/item?id=40000005',
        venue: { id: 'hacker-news', kind: 'site', class: 'forum', name: 'Hacker News', url: 'https://news.ycombinator.com' },
        thread: { root: '40000001', parent: '40000003' },
        postedAt: Date.parse('2024-05-01T09:30:00Z'),
        links: ['https://kettles.example/acme-kettle-leaks-again-and-nobody-answers'],
      },
    });
  });

  test('asks for what is new, with an overlap, and tells what the index found late', async () => {
    const site = await open();
    const first = await sweep(site, { since: Date.parse('2024-05-01T08:45:00Z') });
    expect(told(first.signals)).toEqual(['posted 40000004', 'posted 40000005']);
    expect(filtersOf(site.requests[0]?.path ?? '')).toBe('created_at_i>=1714553100');
    site.hits.push({ objectID: '40000006', created_at_i: 1714556700, author: 'late', title: 'Acme again', _tags: ['story'] });
    const second = await sweep(site, { cursor: first.cursor, recheckLast: 0 });
    expect(told(second.signals)).toEqual(['posted 40000006']);
    expect(filtersOf(site.requests.at(-2)?.path ?? '')).toBe(`created_at_i>=${NOW / 1000 - 1800}`);
    expect(told((await sweep(site, { cursor: second.cursor })).signals)).toEqual([]);
  });

  test('more hits than an answer holds are read window by window, each once', async () => {
    const site = await open();
    // 2,400 comments, three to a second, so that windows end within a second.
    site.hits = Array.from({ length: 2_400 }, (_, index): Hit => ({ objectID: String(50_000_000 + index), created_at_i: 1_714_550_000 + Math.floor(index / 3), author: 'crowd', comment_text: `acme ${index}`, story_id: 40000001, parent_id: 40000001 }));
    const { signals } = await sweep(site, { recheckLast: 0 });
    expect(told(signals)).toEqual(site.hits.map(({ objectID }) => `posted ${objectID}`));
    expect(site.requests).toHaveLength(3);
    site.requests.length = 0;
    const cut = await sweep(site, { maxWindows: 2, recheckLast: 0 });
    expect(cut.signals.at(-1)).toEqual({ type: 'skipped', reason: 'search: more than 2000 hits in one sweep, or more than 1000 of one second; older ones were not read.' });
    expect(site.requests).toHaveLength(2);
  });

  test('a second with more than an answer holds is not asked for ever', async () => {
    const site = await open();
    site.hits = Array.from({ length: 1_001 }, (_, index): Hit => ({ objectID: String(50_000_000 + index), created_at_i: 1_714_550_000, comment_text: `acme ${index}` }));
    expect((await sweep(site, { recheckLast: 0 })).signals.at(-1)).toMatchObject({ type: 'skipped' });
    expect(site.requests).toHaveLength(2);
  });

  test('a hit that several words find is told once', async () => {
    const site = await open();
    expect((await sweep(site, { search: ['acme', 'kettle'] })).signals).toHaveLength(4);
    expect(site.asked().filter((path) => path.startsWith('search_by_date'))).toHaveLength(2);
  });

  test('hostile hits cost themselves: no number, no words, a name that is none, addresses that are none', async () => {
    const site = await open();
    site.hits = [
      { objectID: '../1', created_at_i: 1, title: 'acme' },
      { objectID: '7', created_at_i: 2, title: 'acme <script>', author: '../../x', url: 'javascript:acme()', points: -3, num_comments: 'many' },
      { objectID: '8', created_at_i: 3, story_text: `${'<a href="'.repeat(2_000)}acme &#0; &#x110000; &amp;lt;` },
      ['acme'] as unknown as Hit,
    ];
    const { signals } = await sweep(site, { recheckLast: 0 });
    expect(told(signals)).toEqual(['skipped ../1', 'posted 7', 'skipped 8', 'skipped']);
    expect(signals[1]).toEqual({ type: 'posted', post: { id: '7', title: 'acme <script>', text: 'acme <script>', url: 'https://news.ycombinator.com/item?id=7', venue: expect.anything(), postedAt: 2_000 } });
  });
});

describe('what becomes of what was heard', () => {
  const heard = async (): Promise<{ site: Site; cursor: string }> => {
    const site = await open();
    const { cursor } = await sweep(site);
    site.requests.length = 0;
    return { site, cursor };
  };

  test('a deletion by its author, one by the site and an edit are told within one cycle, each once', async () => {
    const { site, cursor } = await heard();
    site.items[40000005] = { deleted: true, id: 40000005, parent: 40000003, time: 1714555800, type: 'comment' };
    site.items[40000004] = { ...site.items[40000004], dead: true };
    site.items[40000001] = { ...site.items[40000001], title: 'Acme kettles recalled (2024)', score: 50 };
    const second = await sweep(site, { cursor });
    expect(second.signals).toMatchObject([
      { type: 'edited', post: { id: '40000001', text: 'Acme kettles recalled (2024)', reach: { likes: 50, replies: 2 } } },
      { type: 'deleted', ref: '40000004', by: 'platform' },
      { type: 'deleted', ref: '40000005', by: 'author' },
    ]);
    // The index still shows the old words; they are not told again.
    const third = await sweep(site, { cursor: second.cursor });
    expect(third.signals).toEqual([]);
    expect(site.asked().filter((path) => path === 'item/40000005.json')).toHaveLength(1);
  });

  test('the same words in other lines are no edit', async () => {
    const { site, cursor } = await heard();
    site.items[40000004] = { ...site.items[40000004], text: '<p>My Acme kettle came&#32;broken.</p><p>Who answers   there?</p>' };
    expect((await sweep(site, { cursor })).signals).toEqual([]);
  });

  test('an edited comment keeps its story, which the site does not name', async () => {
    const { site, cursor } = await heard();
    site.items[40000005] = { ...site.items[40000005], text: 'Mine leaks too. Acme answered.' };
    expect((await sweep(site, { cursor })).signals).toMatchObject([{ type: 'edited', post: { id: '40000005', text: 'Mine leaks too. Acme answered.', thread: { root: '40000001', parent: '40000003' } } }]);
  });

  test('beyond the last ones, only what the site lists as changed is asked for', async () => {
    const { site, cursor } = await heard();
    site.updated = [40000001, 99];
    await sweep(site, { cursor, recheckLast: 1 });
    expect(site.asked().slice(1)).toEqual(['updates.json', 'item/40000001.json', 'item/40000005.json']);
  });

  test('no longer than asked', async () => {
    const { site, cursor } = await heard();
    site.items[40000005] = null;
    expect((await sweep(site, { cursor, context: testContext({ now: NOW + 3_600_001 }), recheckMs: 3_600_000 })).signals).toEqual([]);
    expect(site.asked()).toHaveLength(1);
  });

  test('nothing, another item, and an error are no deletion', async () => {
    const { site, cursor } = await heard();
    site.items = { 40000001: null, 40000004: { deleted: true, id: 1 }, 40000005: null };
    expect((await sweep(site, { cursor })).signals).toEqual([]);
    site.instead.push({ path: '/v0/item/', say: { status: 500 } });
    expect(await rejection(sweep(site, { cursor }))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('failures', () => {
  const failing = async (say: Say) => {
    const site = await open();
    site.instead.push({ path: '/api/v1/search_by_date', say });
    return rejection(sweep(site));
  };
  test('each says what it is', async () => {
    expect(await failing({ status: 429, headers: { 'retry-after': '30' } })).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    expect(await failing({ status: 502 })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing({ status: 400 })).toMatchObject({ code: 'REJECTED' });
    for (const body of ['{"hits": [', '[]', '{"hits": 3}', '<html>']) expect(await failing({ body })).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await rejection(sweep(await open(), { allowPrivate: false }))).toMatchObject({ code: 'REJECTED', field: 'allowPrivate' });
    expect(await rejection(sweep(await open(), { maxBytes: 100 }))).toMatchObject({ code: 'INPUT_INVALID', field: 'maxBytes' });
  });

  test('a shared budget is kept, and one that is spent says so', async () => {
    const searchBudget = createRateBudget({ requests: 1, perMs: 600_000 });
    const site = await open();
    await sweep(site, { searchBudget });
    expect(await rejection(sweep(site, { searchBudget }))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 600_000 });
  });

  test('an abort ends the sweep without an error', async () => {
    const site = await open();
    const context = testContext({ now: NOW });
    const read = sourceOf(site).read({ cursor: null, limit: 1, queries: [] }, context);
    const seen: number[] = [];
    for await (const { items } of read) {
      seen.push(items.length);
      context.abort();
    }
    expect(seen).toEqual([1]);
  });

  test('options that cannot work are named', () => {
    const wrong: [object, string][] = [[{}, 'search'], [{ search: [] }, 'search'], [{ search: [' '] }, 'search[0]'], [{ search: ['a'], maxWindows: 0 }, 'maxWindows'], [{ search: ['a'], itemService: 'ftp://x.example' }, 'itemService'], [{ search: ['a'], itemBudget: {} }, 'itemBudget'], [{ search: ['a'], words: 1 }, 'words']];
    for (const [options, field] of wrong) expect(errorOf(() => hackerNews(options as HackerNewsOptions))).toMatchObject({ code: 'CONFIG_INVALID', field: `hackerNews.${field}` });
  });
});

describe('looking up', () => {
  const context = testContext({ now: NOW });
  test('a thread, from its story, whatever part of it was named', async () => {
    const site = await open();
    for (const ref of ['40000001', '40000005']) {
      const posts = await sourceOf(site).thread?.(ref, context);
      expect(posts?.map(({ id, text, thread }) => [id, text, thread])).toEqual([
        ['40000001', 'Acme kettles recalled', undefined],
        ['40000003', 'Which model?', { root: '40000001', parent: '40000001' }],
        ['40000005', 'Mine leaks too.', { root: '40000001', parent: '40000003' }],
      ]);
    }
    expect(site.asked()).toEqual(['items/40000001', 'items/40000005', 'items/40000001']);
  });

  test('an author', async () => {
    expect(await sourceOf(await open()).author?.('kettlefan', context)).toEqual({ id: 'kettlefan', handle: 'kettlefan', url: 'https://news.ycombinator.com/user?id=kettlefan', bio: 'I repair kettles.\n\nMail: me at kettles.example & nowhere else', joinedAt: 1_300_000_000_000 });
  });

  test('what is none, and what is not there, is an error; nothing is asked for what cannot be a name', async () => {
    const site = await open();
    const { thread, author } = sourceOf(site);
    expect(await rejection(thread?.('../1', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'ref' });
    expect(await rejection(author?.('a/b', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
    expect(site.requests).toEqual([]);
    expect(await rejection(thread?.('7', context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED' });
    expect(await rejection(author?.('nobody', context) ?? Promise.resolve())).toMatchObject({ code: 'REJECTED' });
    site.instead.push({ path: '/v0/user', say: { body: { id: 'other' } } }, { path: '/api/v1/items', say: { status: 503 } });
    expect(await rejection(author?.('kettlefan', context) ?? Promise.resolve())).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await rejection(thread?.('40000001', context) ?? Promise.resolve())).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

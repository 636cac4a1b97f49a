import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createRateBudget } from '../../src/http.ts';
import { feed, type FeedItem, type FeedOptions } from '../../src/sources/feed/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { ReadBatch } from '../../src/spec/plugin.ts';
import type { PostInput, Signal } from '../../src/spec/post.ts';
import { sourceConforms } from '../support/conformance.ts';
import { collect, testContext, type TestContext } from '../support/context.ts';
import { serve, type TestServer } from '../support/server.ts';

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}
const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** A server whose answer can be changed. */
const site = async (first: Answer | string): Promise<TestServer & { answer: (next: Answer | string) => void }> => {
  let current = first;
  const server = await serve((_, response) => {
    const { status = 200, headers = {}, body = '' }: Answer = typeof current === 'string' ? { body: current } : current;
    response.writeHead(status, headers).end(body);
  });
  servers.push(server);
  return Object.assign(server, { answer: (next: Answer | string) => (current = next) });
};
interface How extends FeedOptions {
  cursor?: string | null;
  limit?: number;
  since?: number;
  context?: TestContext;
  path?: string;
}
const sweep = async (server: TestServer, how: How = {}): Promise<{ signals: Signal[]; cursor: string; batches: ReadBatch<FeedItem>[] }> => {
  const { cursor = null, limit = 100, since, context = testContext(), path = '/feed', ...options } = how;
  const source = feed(`${server.url}${path}`, { allowPrivate: true, ...options });
  const batches = await collect(source.read({ cursor, limit, queries: [], ...(since !== undefined && { since }) }, context));
  return { signals: batches.flatMap(({ items }) => items.flatMap((item) => source.signals(item))), cursor: batches.at(-1)?.cursor ?? '', batches };
};
const posts = (signals: readonly Signal[]): PostInput[] => signals.flatMap((signal) => ('post' in signal ? [signal.post] : []));
const errorOf = async (work: Promise<unknown>): Promise<KashuvError> => {
  const error: unknown = await work.then(() => 'no error', (reason: unknown) => reason);
  if (!KashuvError.is(error)) throw new Error(`expected a KashuvError, got ${String(error)}`);
  return error;
};

interface Entry {
  id: string;
  title?: string;
  body?: string;
  date?: string;
}
const rss = (...entries: Entry[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Parcel talk</title><link>https://example.org</link><description>d</description>${entries
    .map(({ id, title = `Title ${id}`, body = `Body ${id}`, date = `0${id} May 2024 10:00:00 GMT` }) => `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>${body}</description><pubDate>${date}</pubDate></item>`)
    .join('')}</channel></rss>`;

describe('formats', () => {
  test('RSS with Dublin Core and full content', async () => {
    const server = await site(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Talk</title>
      <item><title>Late &amp;amp; lost</title><link>/t/1</link><guid isPermaLink="false">urn:1</guid><dc:creator>Dana</dc:creator><pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate>
      <description>short</description><content:encoded><![CDATA[<p>My parcel is <b>lost</b>.</p><p>Again &amp; again.</p>]]></content:encoded></item></channel></rss>`);
    const { signals } = await sweep(server);
    expect(signals).toEqual([
      {
        type: 'posted',
        post: {
          id: 'urn:1',
          title: 'Late &amp; lost',
          text: 'Late &amp; lost\n\nMy parcel is lost.\n\nAgain &amp; again.',
          author: { id: 'Dana', name: 'Dana' },
          url: `${server.url}/t/1`,
          postedAt: Date.parse('2024-05-01T07:00:00Z'),
          venue: { id: `feed:127.0.0.1:${server.port}/feed`, kind: 'feed', class: 'other', name: 'Talk' },
        },
      },
    ]);
  });

  test('Atom: typed texts, links by relation, language of the entry', async () => {
    const server = await site(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Talk</title><id>urn:f</id><updated>2024-05-01T00:00:00Z</updated>
      <entry xml:lang="he"><id>urn:e</id><title type="text">1 &lt;b&gt; 2</title><updated>2024-05-02T00:00:00Z</updated><published>2024-05-01T00:00:00Z</published>
      <link rel="self" href="https://example.org/self"/><link href="https://example.org/e"/><author><name>דנה</name><uri>https://example.org/dana</uri></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>החבילה אבדה</p></div></content></entry></feed>`);
    const { signals } = await sweep(server, { venue: { id: 'forum', kind: 'group', class: 'forum', name: 'Forum' } });
    expect(posts(signals)).toEqual([
      {
        id: 'urn:e',
        title: '1 <b> 2',
        text: '1 <b> 2\n\nהחבילה אבדה',
        author: { id: 'https://example.org/dana', name: 'דנה' },
        url: 'https://example.org/e',
        postedAt: Date.parse('2024-05-01T00:00:00Z'),
        language: 'he',
        venue: { id: 'forum', kind: 'group', class: 'forum', name: 'Forum' },
      },
    ]);
  });

  test('RDF and JSON Feed', async () => {
    const server = await site(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org"><title>t</title></channel>
      <item rdf:about="urn:r"><title>one</title><link>https://example.org/1</link><description>two</description><dc:date>2024-05-01T00:00:00Z</dc:date></item></rdf:RDF>`);
    expect(posts((await sweep(server)).signals)).toMatchObject([{ id: 'urn:r', text: 'one\n\ntwo', url: 'https://example.org/1', postedAt: Date.parse('2024-05-01T00:00:00Z') }]);
    server.answer(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items: [{ id: 5, content_text: 'a <b> c', date_published: '2024-05-01T00:00:00Z', authors: [{ name: 'Dana' }] }] }));
    expect(posts((await sweep(server)).signals)).toMatchObject([{ id: '5', text: 'a <b> c', author: { id: 'Dana' } }]);
  });

  test('encodings: content type, declaration, byte order mark', async () => {
    const text = rss({ id: '1', title: 'שלום' });
    const hebrew = Buffer.from([...text].map((letter) => (letter >= 'א' && letter <= 'ת' ? letter.charCodeAt(0) - 0x5d0 + 0xe0 : letter.charCodeAt(0))));
    const declared = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1255"?>'), hebrew.subarray('<?xml version="1.0"?>'.length)]);
    const server = await site({ headers: { 'content-type': 'text/xml; charset="windows-1255"' }, body: hebrew });
    expect(posts((await sweep(server)).signals)[0]?.title).toBe('שלום');
    server.answer({ headers: { 'content-type': 'text/xml' }, body: declared });
    expect(posts((await sweep(server)).signals)[0]?.title).toBe('שלום');
    server.answer({ headers: { 'content-type': 'text/xml; charset=klingon' }, body: Buffer.from(`\ufeff${text}`, 'utf16le') });
    expect(posts((await sweep(server)).signals)[0]?.title).toBe('שלום');
  });

  test('ids: link where there is none, never one that others share, never twice the same', async () => {
    const item = (guid: string, link: string, title: string) => `<item>${guid}<link>${link}</link><title>${title}</title></item>`;
    const server = await site(`<rss version="2.0"><channel><title>t</title>${[
      item('<guid>same</guid>', 'https://example.org/1', 'one'),
      item('<guid>same</guid>', 'https://example.org/2', 'two'),
      item('', 'https://example.org/3', 'three'),
      item('<guid>4</guid>', '', 'four'),
      item('<guid>4</guid>', '', 'four'),
      item('', '', 'five'),
    ].join('')}</channel></rss>`);
    const ids = posts((await sweep(server)).signals).map(({ id, text }) => [text, id]);
    expect(ids).toEqual([['five', expect.stringMatching(/^digest:/)], ['four', '4'], ['three', 'https://example.org/3'], ['two', 'https://example.org/2'], ['one', 'https://example.org/1']]);
  });
});

describe('sweeps', () => {
  test('only what is new or changed is told, oldest first', async () => {
    const server = await site(rss({ id: '2' }, { id: '1' }));
    const first = await sweep(server);
    expect(posts(first.signals).map(({ id }) => id)).toEqual(['1', '2']);
    server.answer(rss({ id: '3' }, { id: '2', body: 'other words' }, { id: '1' }));
    const second = await sweep(server, { cursor: first.cursor });
    expect(second.signals.map((signal) => [signal.type, 'post' in signal ? signal.post.id : ''])).toEqual([['edited', '2'], ['posted', '3']]);
    expect((await sweep(server, { cursor: second.cursor })).batches).toMatchObject([{ items: [], caughtUp: true }]);
  });

  test('an entry that left the feed and comes back is known', async () => {
    const server = await site(rss({ id: '1' }, { id: '2' }));
    const first = await sweep(server);
    server.answer(rss({ id: '3' }));
    const second = await sweep(server, { cursor: first.cursor });
    server.answer(rss({ id: '1' }, { id: '4' }));
    expect(posts((await sweep(server, { cursor: second.cursor })).signals).map(({ id }) => id)).toEqual(['4']);
  });

  test('the cursor stays bounded over thousands of entries', async () => {
    const server = await site('');
    let cursor: string | null = null;
    for (let round = 0; round < 8; round += 1) {
      server.answer(rss(...Array.from({ length: 400 }, (_, index) => ({ id: `${round}-${index}`, date: '' }))));
      const result = await sweep(server, { cursor, limit: 1000 });
      expect(result.signals).toHaveLength(400);
      cursor = result.cursor;
    }
    expect((JSON.parse(cursor ?? '') as { seen: unknown[] }).seen).toHaveLength(900);
    expect(cursor?.length).toBeLessThan(40_000);
  });

  test('validators are sent back, and 304 changes nothing', async () => {
    const server = await site({ headers: { etag: '"v1"', 'last-modified': 'Wed, 01 May 2024 10:00:00 GMT' }, body: rss({ id: '1' }) });
    const first = await sweep(server);
    server.answer({ status: 304 });
    const second = await sweep(server, { cursor: first.cursor });
    expect(server.requests[1]?.headers).toMatchObject({ 'if-none-match': '"v1"', 'if-modified-since': 'Wed, 01 May 2024 10:00:00 GMT' });
    expect(second).toMatchObject({ signals: [], cursor: first.cursor });
  });

  test('validators wait until the whole sweep is told', async () => {
    const server = await site({ headers: { etag: '"v1"' }, body: rss({ id: '1' }, { id: '2' }, { id: '3' }) });
    const { batches } = await sweep(server, { limit: 1 });
    expect(batches.map(({ items, caughtUp, cursor }) => [items.length, caughtUp, cursor.includes('v1')])).toEqual([[1, false, false], [1, false, false], [1, true, true]]);
    const rest = await sweep(server, { cursor: batches[0]?.cursor ?? null });
    expect(server.requests.at(-1)?.headers).not.toHaveProperty('if-none-match');
    expect(posts(rest.signals).map(({ id }) => id)).toEqual(['2', '3']);
  });

  test('nothing older than asked for, and an impossible date is no date', async () => {
    const server = await site(rss({ id: '1' }, { id: '2' }, { id: '3', date: '31 Feb 2024 10:00:00 GMT' }));
    const { signals } = await sweep(server, { since: Date.parse('2024-05-02') });
    expect(posts(signals).map(({ id, postedAt }) => [id, postedAt])).toEqual([['3', undefined], ['2', Date.parse('2024-05-02T10:00:00Z')]]);
  });

  test('an entry without words is skipped by name, and so are entries beyond the limit of one document', async () => {
    const server = await site(rss({ id: '1', title: '', body: '<img src="x">' }));
    expect((await sweep(server)).signals).toEqual([{ type: 'skipped', reason: 'entry 1 has neither title nor text.', ref: '1' }]);
    server.answer(rss(...Array.from({ length: 2001 }, (_, index) => ({ id: `${index}`, date: '' }))));
    const { signals } = await sweep(server, { limit: 5000 });
    expect([signals.length, signals.at(-1)?.type]).toEqual([2001, 'skipped']);
  });
});

describe('pace', () => {
  const MINUTE = 60_000;
  /** Monday, 6 May 2024, 10:30 GMT. */
  const START = Date.UTC(2024, 4, 6, 10, 30);
  const channel = (says: string): string => rss({ id: '1' }).replace('<channel>', `<channel>${says}`).replace('<rss ', '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ');
  /** After how many minutes it is asked for the second time, swept every minute. */
  const secondAfter = async (answer: Answer | string, options: FeedOptions = {}): Promise<number> => {
    const server = await site(answer);
    let { cursor } = await sweep(server, { context: testContext({ now: START }), ...options });
    for (let minute = 1; ; minute += 1) {
      ({ cursor } = await sweep(server, { cursor, context: testContext({ now: START + minute * MINUTE }), ...options }));
      if (server.requests.length > 1) return minute;
    }
  };
  const maxPauseMs = 240 * MINUTE;

  test.each([
    ['nothing said', rss({ id: '1' }), 1],
    ['ttl', channel('<ttl>7</ttl>'), 7],
    ['ttl beyond patience', channel('<ttl>9999</ttl>'), 240],
    ['an update period', channel('<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>'), 15],
    ['skipped hours', channel('<skipHours><hour>10</hour><hour>11</hour></skipHours>'), 90],
    ['skipped days', channel('<skipDays><day>Sunday</day><day>Monday</day></skipDays>'), 240],
    ['days that are none', channel('<skipDays><day>Someday</day></skipDays><ttl>-4</ttl><skipHours><hour>99</hour></skipHours>'), 1],
    ['max-age', { body: rss({ id: '1' }), headers: { 'cache-control': 'public, max-age=180' } }, 3],
    ['max-age of what may not be kept', { body: rss({ id: '1' }), headers: { 'cache-control': 'no-cache, max-age=180' } }, 1],
    ['an entity tag and max-age on 304', { status: 304, headers: { 'cache-control': 'max-age=240' } }, 4],
  ])('%s', async (_, answer, minutes) => {
    expect(await secondAfter(answer, { maxPauseMs })).toBe(minutes);
  });

  test('a quarter of an hour is the longest pause by default, and none where none is wanted', async () => {
    expect(await secondAfter(channel('<ttl>60</ttl>'))).toBe(15);
    expect(await secondAfter(channel('<ttl>60</ttl>'), { maxPauseMs: 0 })).toBe(1);
  });

  test('a clock that was set back does not keep it from being asked', async () => {
    const server = await site(channel('<ttl>10</ttl>'));
    const { cursor } = await sweep(server, { context: testContext({ now: START }) });
    await sweep(server, { cursor, context: testContext({ now: START - 60 * MINUTE }) });
    expect(server.requests.length).toBe(2);
  });

  test('feeds of one server share its budget', async () => {
    const server = await site(rss({ id: '1' }));
    const budget = createRateBudget({ requests: 1, perMs: MINUTE, maxWaitMs: 0 });
    const context = testContext();
    await sweep(server, { budget, context, path: '/one' });
    expect(await errorOf(sweep(server, { budget, context, path: '/two' }))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: MINUTE });
    expect(server.requests.length).toBe(1);
  });
});

describe('trouble', () => {
  const secret = 'hunter2hunter2';
  test.each<[string, Answer, string]>([
    ['refused', { status: 403 }, 'AUTH_FAILED'],
    ['broken', { status: 500 }, 'UNAVAILABLE'],
    ['missing', { status: 404 }, 'UNAVAILABLE'],
    ['a web page', { headers: { 'content-type': 'text/html' }, body: '<!doctype html><html><body>Hi</body></html>' }, 'INPUT_INVALID'],
    ['nothing', { body: '' }, 'INPUT_INVALID'],
    ['cut short', { body: rss({ id: '1' }).slice(0, 200) }, 'INPUT_INVALID'],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]) }, 'INPUT_INVALID'],
    ['too large', { body: rss({ id: '1', body: 'x'.repeat(3000) }) }, 'INPUT_INVALID'],
  ])('%s is a typed error without secrets', async (_, answer, code) => {
    const server = await site(answer);
    const error = await errorOf(sweep(server, { path: `/feed?token=${secret}`, headers: { authorization: secret }, maxBytes: 2000 }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`127.0.0.1:${server.port}/feed`);
    expect(`${error.message} ${feed(`${server.url}/feed?token=${secret}`).instance}`).not.toContain(secret);
    // The address alone tells the sources apart.
    expect(feed(`${server.url}/feed?token=a`).instance).not.toBe(feed(`${server.url}/feed?token=b`).instance);
  });

  test('a server that asks to wait says for how long', async () => {
    const server = await site({ status: 429, headers: { 'retry-after': '90' } });
    expect(await errorOf(sweep(server))).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: 90_000 });
  });

  test('private addresses are refused unless they are allowed', async () => {
    const server = await site(rss({ id: '1' }));
    expect(await errorOf(sweep(server, { allowPrivate: false }))).toMatchObject({ code: 'REJECTED', field: 'allowPrivate' });
    expect(server.requests).toEqual([]);
  });

  test('stopping in the middle ends the reading quietly', async () => {
    const context = testContext();
    const server = await serve(() => context.abort());
    servers.push(server);
    expect(await sweep(server, { context })).toMatchObject({ batches: [] });
  });

  test.each<[string, () => unknown, string]>([
    ['no address', () => feed('example.org/feed'), 'feed.url'],
    ['another scheme', () => feed('file:///etc/hosts'), 'feed.url'],
    ['an unknown option', () => feed('https://example.org', { etag: true } as never), 'feed.etag'],
    ['a header that smuggles', () => feed('https://example.org', { headers: { 'x-a': 'b\r\nx-c: d' } }), 'feed.headers.x-a'],
  ])('%s is named', (_, make, field) => expect(make).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field })));
});

describe('hostile documents', () => {
  const lol = `<!DOCTYPE r [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')}<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
  test('entities of the document’s own are refused', async () => {
    const server = await site(rss({ id: '1', body: '&l9; &x;' }).replace('<rss', `${lol}<rss`));
    expect(await errorOf(sweep(server))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('undeclared entities stay as they are written', async () => {
    const server = await site(rss({ id: '1', title: 't', body: '&l9; &x;' }));
    expect(posts((await sweep(server)).signals)[0]?.text).toBe('t\n\n&l9; &x;');
  });

  const many = 200_000;
  test.each<[string, string]>([
    ['brackets in an author', `<item><title>x</title><author>${'('.repeat(many)}</author></item>`],
    ['dots in an author', `<item><title>x</title><author>${'www.'.repeat(many)} x</author></item>`],
    ['brackets in CDATA', `<item><title>x</title><author><![CDATA[</author>${'('.repeat(many)}]]></author></item>`],
    ['brackets in a name', `<item><title>x</title><author><name></author>${'('.repeat(many)}</name></author></item>`],
    ['many long authors', `<item><title>x</title>${`<author>${'['.repeat(2000)}</author>`.repeat(100)}</item>`],
    ['elements without end', '<a>'.repeat(many)],
    ['titles without end', '<item><title>'.repeat(many / 10)],
    ['comments without end', '<!--'.repeat(many)],
    ['attributes', `<item ${Array.from({ length: many / 20 }, (_, index) => `a${index}="v"`).join(' ')}><title>x</title></item>`],
  ])('%s: read or refused, without delay', async (_, inside) => {
    const server = await site(`<rss version="2.0"><channel><title>t</title>${inside}</channel></rss>`);
    await sweep(server).catch((error: unknown) => expect(error).toMatchObject({ code: 'INPUT_INVALID' }));
  });

  test('pieces of feeds in any order: posts, skips or a typed error', async () => {
    const server = await site('');
    const piece = fc.constantFrom('<rss version="2.0">', '<channel>', '<item>', '</item>', '<title>', '</title>', '<guid>', '</guid>', '<![CDATA[', ']]>', '<feed xmlns="http://www.w3.org/2005/Atom">', '<entry>', '</entry>', '<id>', '</id>', '</channel></rss>', '</feed>', 'שלום', '&amp;', '&#x0;', '\u0000', '\ud800', '<author>', '</author>', '{"version":"https://jsonfeed.org/version/1","items":[', '{"id":1}', ']}', '<!--', '-->', '"');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
        server.answer(pieces.join(''));
        await sweep(server).catch((error: unknown) => {
          if (!KashuvError.is(error)) throw error;
        });
      }),
      { numRuns: 150 },
    );
  });
});

describe('contract', () => {
  const TOKEN = 'a-token-of-the-test';
  const over = async (answer: Answer | string): Promise<ReturnType<typeof feed>> =>
    feed(`${(await site(answer)).url.replace('//', `//reader:${TOKEN}@`)}/feed`, { allowPrivate: true, instance: 'feed:contract', venue: { id: 'forum' }, headers: { 'x-key': TOKEN } });
  const many = Array.from({ length: 1_000 }, (_, index) => ({ id: `n${index}`, date: '01 May 2024 10:00:00 GMT' }));
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  sourceConforms({ adapter: 'sources/feed', against: 'loopback' }, {
    source: () => over(rss({ id: '1' }, { id: '2' }, { id: '3' }, { id: '4', title: '', body: '' })),
    posts: 3,
    skipped: 1,
    failing: () => over({ status: 500 }),
    changes: async () => {
      const server = await site(rss({ id: '1' }, { id: '2' }));
      const source = feed(`${server.url}/feed`, { allowPrivate: true });
      const [first] = await collect(source.read({ cursor: null, limit: 10, queries: [] }, testContext()));
      server.answer(rss({ id: '1', body: 'Other words' }, { id: '2' }));
      return { source, cursor: first?.cursor ?? null, edited: 1, deleted: 0 };
    },
    later: async () => {
      const entries = [{ id: '1' }, { id: '2' }];
      const server = await site(rss(...entries));
      return {
        source: () => feed(`${server.url}/feed`, { allowPrivate: true }),
        more: (now) => {
          entries.unshift({ id: `${now}`, date: new Date(now).toUTCString() } as { id: string });
          server.answer(rss(...entries));
          return 1;
        },
      };
    },
    since: { at: Date.parse('2024-05-02T10:00:00Z'), posts: 2 },
    saying: (said) => over(rss(...said.map((text, index) => ({ id: String(index + 1), title: '', body: escaped(text) })))),
    huge: async () => ({ source: await over(rss(...many)), posts: many.length }),
    guarded: () => feed('https://93.184.215.14/feed'),
    secrets: [TOKEN],
    skip: { 'reads every page': 'a feed is one document' },
  });
});

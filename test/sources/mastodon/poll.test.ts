import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mastodon } from '../../../src/sources/mastodon/index.ts';
import { createRateBudget } from '../../../src/http.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { rejection } from '../../support/rejection.ts';
import { serveMastodon, type MastodonServer } from '../../support/mastodon/server.ts';
import { inPages, MINUTE, NOW, pollOf, saidLater, station, sweepOf, texts } from './support.ts';

/** Five complaints, a minute apart, the last one a minute ago; and words that are nobody's business. */
function complain({ world }: MastodonServer): void {
  for (let index = 1; index <= 5; index += 1) world.post(`fan${index}@other.example`, `my kettle leaks #AcmeFail ${index}`, { at: NOW - (6 - index) * MINUTE });
  world.post('elsewhere', 'lovely weather #tea', { at: NOW - MINUTE });
}
async function crowd(): Promise<MastodonServer> {
  const server = await station();
  complain(server);
  return server;
}

describe('the contract', () => {
  let server: MastodonServer;
  beforeAll(async () => {
    server = await serveMastodon({ now: () => NOW });
    complain(server);
  });
  afterAll(() => server.close());
  const all = { hashtags: [], timeline: 'public' as const };
  const holding = async (texts: readonly string[], atOnce?: number): Promise<MastodonServer> => {
    const one = await station(() => NOW, atOnce);
    for (const [index, text] of texts.entries()) one.world.post('dana', text, { at: NOW - (texts.length - index) * 1_000 });
    return one;
  };
  sourceConforms({ adapter: 'sources/mastodon mastodon', against: 'loopback' }, {
    source: () => pollOf(server),
    context: (signal) => ({ ...testContext({ now: NOW }), signal }),
    posts: 5,
    failing: () => {
      server.fail('/timelines/tag', { status: 500 });
      return pollOf(server);
    },
    changes: async () => {
      const one = await crowd();
      const { cursor } = await sweepOf(pollOf(one));
      const [first, second, third] = [...one.world.statuses.values()];
      one.world.edit(first!, 'my kettle is well #AcmeFail');
      one.world.edit(second!, 'no tag any more');
      one.world.remove(third!);
      return { source: pollOf(one), cursor, edited: 2, deleted: 1 };
    },
    later: async () => {
      const one = await crowd();
      return { source: () => pollOf(one), more: (now) => saidLater(one, now) };
    },
    paged: async () => {
      const one = await inPages();
      return { source: () => pollOf(one, all), posts: 100 };
    },
    since: { at: NOW - 3 * MINUTE, posts: 3 },
    saying: async (texts) => pollOf(await holding(texts), all),
    huge: async () => ({ source: pollOf(await holding(Array.from({ length: 1_000 }, (_, index) => `n ${index}`), 1_000), all), posts: 1_000 }),
    guarded: () => mastodon({ service: 'https://93.184.215.14', token: 'token-of-acme', hashtags: ['acmefail'] }),
    secrets: ['token-of-acme'],
  });

  test('the name is the server, without secrets', async () => {
    const named = (options: object) => mastodon({ service: 'https://tea.example', hashtags: ['acme'], ...options }).instance;
    expect([named({}), named({ token: 'secret' }), named({ instance: 'mine' })]).toEqual(['mastodon:tea.example', 'mastodon:tea.example', 'mine']);
  });
});

describe('a sweep', () => {
  test('gives oldest first over several pages, and goes on from its cursor', async () => {
    const server = await station();
    const said = Array.from({ length: 95 }, (_, index) => `the acme kettle leaks #acmefail ${index}`);
    for (const [index, text] of said.entries()) server.world.post('dana', text, { at: NOW - (100 - index) * 10 * MINUTE });
    const first = await sweepOf(pollOf(server));
    expect(texts(first.signals)).toEqual(said);
    // What is younger than ten minutes is looked at again; here it is nothing.
    for (let index = 95; index < 200; index += 1) server.world.post('dana', `more #acmefail ${index}`, { at: NOW - 5 * MINUTE });
    const second = await sweepOf(pollOf(server), { cursor: first.cursor });
    expect(texts(second.signals)).toEqual(Array.from({ length: 105 }, (_, index) => `more #acmefail ${index + 95}`));
    expect(server.asked.filter((path) => path.includes('/timelines/tag/acmefail')).at(4)).toContain('min_id=');
    expect((await sweepOf(pollOf(server), { cursor: second.cursor })).signals).toEqual([]);
  });

  test('finds what comes late from another server, behind what was read already', async () => {
    const server = await crowd();
    const first = await sweepOf(pollOf(server));
    server.world.post('late@slow.example', 'it was me first #acmefail', { at: NOW - 4 * MINUTE });
    expect(texts((await sweepOf(pollOf(server), { cursor: first.cursor })).signals)).toEqual(['it was me first #acmefail']);
  });

  test('tells what was changed and what is gone, within the time in which it looks again', async () => {
    const server = await crowd();
    const [one, two, three] = [...server.world.statuses.values()];
    const first = await sweepOf(pollOf(server));
    server.world.edit(one!, 'my kettle is well #AcmeFail');
    server.world.remove(two!);
    server.world.edit(three!, 'I take back the tag');
    const second = await sweepOf(pollOf(server), { cursor: first.cursor });
    expect(second.signals).toMatchObject([
      { type: 'edited', post: { id: one!.id, text: 'my kettle is well #AcmeFail' } },
      { type: 'deleted', ref: two!.id, by: 'unknown' },
      { type: 'edited', post: { id: three!.id, text: 'I take back the tag' } },
    ]);
    expect((await sweepOf(pollOf(server), { cursor: second.cursor })).signals).toEqual([]);
  });

  test('a server that cannot say whether a status is there has not said that it is gone', async () => {
    const server = await crowd();
    const [one] = [...server.world.statuses.values()];
    const first = await sweepOf(pollOf(server));
    server.world.remove(one!);
    server.fail(`/statuses/${one!.id}`, { status: 404, body: '<html>nginx</html>' });
    expect(await rejection(sweepOf(pollOf(server), { cursor: first.cursor }))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('begins at `since`; what the limit of pages leaves out is said', async () => {
    const server = await crowd();
    expect(texts((await sweepOf(pollOf(server), { since: NOW - 2.5 * MINUTE })).signals)).toEqual(['my kettle leaks #AcmeFail 4', 'my kettle leaks #AcmeFail 5']);
    for (let index = 0; index < 60; index += 1) server.world.post('dana', `again #acmefail ${index}`);
    const cut = await sweepOf(pollOf(server, { maxPages: 1 }));
    expect(cut.signals).toHaveLength(41);
    expect(cut.signals.at(-1)).toMatchObject({ type: 'skipped', reason: 'tag:acmefail: more than 1 pages at once; what is older was not read.' });
  });

  test('a hashtag that nobody ever used is empty; an address where no server answers is not', async () => {
    const server = await station();
    server.fail('/timelines/tag', { status: 404, body: { error: 'Record not found' } });
    expect((await sweepOf(pollOf(server))).signals).toEqual([]);
    server.fail('/timelines/tag', { status: 404, body: 'no such page' });
    expect(await rejection(sweepOf(pollOf(server)))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('pages that lead nowhere are not followed for ever', async () => {
    const server = await crowd();
    const { cursor } = await sweepOf(pollOf(server, { recheckMs: 0 }));
    const stuck = { status: 200, body: [server.world.json([...server.world.statuses.values()][0]!)] };
    server.fail('/timelines/tag', stuck, stuck, stuck, stuck);
    expect((await sweepOf(pollOf(server, { recheckMs: 0 }), { cursor })).signals).toEqual([]);
    server.fail('/timelines/tag', ...Array.from({ length: 9 }, () => ({ ...stuck, headers: { link: '<https://evil.example/?max_id=1>; rel="next"' } })));
    expect((await sweepOf(pollOf(server))).signals).toHaveLength(1);
  });

  test('answers carry the root of their thread, asked for once', async () => {
    const server = await station();
    const root = server.world.post('dana', 'the kettle leaks, see below', { at: NOW - 20 * MINUTE });
    const answer = server.world.post('tea@other.example', 'mine too', { replyTo: root, at: NOW - 19 * MINUTE });
    const below = server.world.post('dana', 'and nobody answers #acmefail', { replyTo: answer, at: NOW - 18 * MINUTE });
    server.world.post('fan@other.example', 'they do not #acmefail', { replyTo: below, at: NOW - 17 * MINUTE });
    const { signals } = await sweepOf(pollOf(server));
    expect(signals).toMatchObject([{ post: { thread: { root: root.id, parent: answer.id } } }, { post: { thread: { root: root.id, parent: below.id } } }]);
    expect(server.asked.filter((path) => path.endsWith('/context'))).toHaveLength(1);
  });

  test('a thread that the server always fails on keeps nobody else from being heard', async () => {
    const server = await station();
    const root = server.world.post('dana', 'the kettle leaks', { at: NOW - 20 * MINUTE });
    const answer = server.world.post('tea@other.example', 'mine too #acmefail', { replyTo: root, at: NOW - 19 * MINUTE });
    server.world.post('fan@other.example', 'and mine #acmefail', { at: NOW - 18 * MINUTE });
    server.fail('/context', ...Array.from({ length: 9 }, () => ({ status: 503 })));
    const source = pollOf(server);
    for (let sweep = 0; sweep < 2; sweep += 1) expect(await rejection(sweepOf(source))).toMatchObject({ code: 'UNAVAILABLE' });
    expect((await sweepOf(source)).signals).toMatchObject([{ post: { id: answer.id, thread: { parent: root.id } } }, { post: { text: 'and mine #acmefail' } }]);
  });
});

describe('what is kept in mind', () => {
  test('is bounded, and nothing is told twice for it', async () => {
    const server = await station();
    for (let index = 0; index < 600; index += 1) server.world.post('dana', `it leaks #acmefail ${index}`, { at: NOW - (600 - index) * 500 });
    const first = await sweepOf(pollOf(server, { maxPages: 20 }));
    expect([first.signals.length, first.cursor.length < 25_000]).toEqual([600, true]);
    expect((await sweepOf(pollOf(server), { cursor: first.cursor })).signals).toEqual([]);
  });

  const step = fc.oneof(
    fc.record({ does: fc.constant('post' as const), late: fc.integer({ min: 0, max: 120_000 }), tag: fc.constantFrom('#acmefail', '#kettlegate', '#acmefail #kettlegate') }),
    fc.record({ does: fc.constantFrom('edit' as const, 'remove' as const), which: fc.nat({ max: 20 }) }),
    fc.record({ does: fc.constant('sweep' as const), limit: fc.integer({ min: 1, max: 4 }), batches: fc.option(fc.integer({ min: 1, max: 3 })) }),
  );

  test('however sweeps are broken off: everything is told as it is in the end, each version once (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        let time = NOW;
        const server = await serveMastodon({ now: () => time });
        const told = new Map<string, string | null>();
        const versions: string[] = [];
        let cursor: string | null = null;
        const sweep = async (limit: number, batches: number | null): Promise<void> => {
          const source = pollOf(server, { hashtags: ['acmefail', 'kettlegate'], budget: createRateBudget({ requests: 100_000, perMs: 1 }) });
          let count = 0;
          for await (const batch of source.read({ cursor, limit, queries: [] }, testContext({ now: time }))) {
            for (const signal of batch.items.flatMap((item) => source.signals(item))) {
              if ('post' in signal) {
                told.set(signal.post.id, signal.post.text);
                versions.push(`${signal.post.id} ${signal.post.text}`);
              } else if (signal.type === 'deleted') told.set(signal.ref, null);
            }
            cursor = batch.cursor;
            if ((count += 1) === batches) break;
          }
        };
        try {
          for (const [index, one] of steps.entries()) {
            time += 10_000;
            const all = [...server.world.statuses.values()];
            if (one.does === 'post') server.world.post('dana', `words ${index} ${one.tag}`, { at: time - one.late });
            else if (one.does === 'sweep') await sweep(one.limit, one.batches);
            else if (all.length > 0) {
              const status = all[one.which % all.length]!;
              if (one.does === 'edit') server.world.edit(status, `other words ${index} #acmefail`);
              else server.world.remove(status);
            }
          }
          time += 10_000;
          await sweep(100, null);
          for (const { id, text } of server.world.statuses.values()) expect(told.get(id)).toBe(text);
          for (const [id, text] of told) expect(text === null).toBe(!server.world.statuses.has(id));
          expect(new Set(versions).size).toBe(versions.length);
        } finally {
          await server.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what else is read', () => {
  test('notifications bring what was said to the account; what is not public is private, in a place of its own', async () => {
    const server = await station();
    server.world.account('acme');
    server.world.post('dana', '@acme hello?', { at: NOW - MINUTE });
    server.world.post('tea@other.example', '@acme between us', { visibility: 'direct' });
    const { signals, cursor } = await sweepOf(pollOf(server, { hashtags: [], notifications: true }));
    expect(signals).toMatchObject([
      { type: 'posted', post: { text: '@acme hello?', venue: { id: `mastodon:${server.host}`, kind: 'site' }, author: { id: `dana@${server.host}` } } },
      { type: 'posted', post: { text: '@acme between us', private: true, venue: { id: `mastodon:${server.host}/messages`, kind: 'inbox' }, author: { id: 'tea@other.example' } } },
    ]);
    expect('private' in (signals[0] as { post: object }).post).toBe(false);
    expect((await sweepOf(pollOf(server, { hashtags: [], notifications: true }), { cursor })).signals).toEqual([]);
  });

  test('a search is read page by page, newest first, and told oldest first', async () => {
    const server = await station();
    for (let index = 0; index < 90; index += 1) server.world.post('dana', `acme ${index}`, { at: NOW - (100 - index) * 20 * MINUTE });
    const first = await sweepOf(pollOf(server, { hashtags: [], search: ['acme'] }));
    expect(texts(first.signals)).toEqual(Array.from({ length: 90 }, (_, index) => `acme ${index}`));
    for (let index = 90; index < 140; index += 1) server.world.post('dana', `acme ${index}`);
    expect(texts((await sweepOf(pollOf(server, { hashtags: [], search: ['acme'] }), { cursor: first.cursor })).signals)).toEqual(Array.from({ length: 50 }, (_, index) => `acme ${index + 90}`));
  });

  test('who wants no indexing is left out where nobody was named, and said so without a word of theirs', async () => {
    const server = await station();
    server.world.account('shy', { noindex: true });
    const one = server.world.post('shy', 'acme, quietly', { at: NOW - 2 * MINUTE });
    server.world.post('shy', 'acme, loudly #acmefail', { at: NOW - MINUTE });
    const both = await sweepOf(pollOf(server, { timeline: 'public', hashtags: [] }));
    expect(both.signals).toEqual([{ type: 'skipped', ref: one.id, reason: 'its author wants no indexing, and named nobody.' }, expect.objectContaining({ type: 'skipped' })]);
    expect((await sweepOf(pollOf(server, { timeline: 'public', hashtags: [] }), { cursor: both.cursor })).signals).toEqual([]);
    expect(texts((await sweepOf(pollOf(server, { timeline: 'public' }))).signals)).toEqual(['acme, loudly #acmefail', 'skipped']);
    expect(texts((await sweepOf(pollOf(server, { timeline: 'public', hashtags: [], respectNoIndex: false }))).signals)).toEqual(['acme, quietly', 'acme, loudly #acmefail']);
  });

  test('what is not public is not taken from where only the public speaks', async () => {
    const server = await station();
    const odd = server.world.json(server.world.post('dana', 'a secret #acmefail', { visibility: 'direct' }));
    server.fail('/timelines/tag', { status: 200, body: [odd, { content: 'nobody' }, 7] });
    expect((await sweepOf(pollOf(server))).signals.map(({ type }) => type)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('a thread from its root, and a profile', async () => {
    const server = await station();
    server.world.account('dana', { fields: [{ name: 'Shop', value: '<a href="https://kettles.example" rel="me">kettles</a>', verified_at: '2024-01-01T00:00:00Z' }] });
    const root = server.world.post('dana', 'the kettle leaks');
    const answer = server.world.post('tea@other.example', 'mine too', { replyTo: root });
    const source = pollOf(server);
    const thread = await source.thread!(answer.id, testContext({ now: NOW }));
    expect(thread).toMatchObject([{ id: root.id, thread: { root: root.id } }, { id: answer.id, thread: { root: root.id, parent: root.id } }]);
    expect(await source.thread!('42', testContext({ now: NOW }))).toEqual([]);
    expect(await source.author!(`dana@${server.host}`, testContext({ now: NOW }))).toMatchObject({ id: `dana@${server.host}`, bio: 'Tea & kettles', followers: 10, verifiedDomains: ['kettles.example'], joinedAt: Date.parse('2022-11-13T00:00:00Z') });
    expect(await rejection(source.author!('somebody', testContext({ now: NOW })))).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
    expect(await rejection(source.thread!('../accounts', testContext({ now: NOW })))).toMatchObject({ code: 'INPUT_INVALID', field: 'ref' });
  });
});

describe('limits', () => {
  test('a budget that the server calls spent is kept until it says, and a 429 tells when to come back', async () => {
    const server = await crowd();
    server.limit(0, 120_000);
    expect(await rejection(sweepOf(pollOf(server)))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 120_000 });
    const held = await crowd();
    held.limit(1, 90_000);
    // The second question would wait longer than the budget lets it.
    const budget = createRateBudget({ requests: 300, perMs: 300_000 });
    expect(await rejection(sweepOf(pollOf(held, { hashtags: ['acmefail', 'tea'], budget })))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 90_000 });
    expect(held.asked).toHaveLength(1);
  });

  test('a refused token needs the host, and is in no message', async () => {
    const server = await crowd();
    const error = await rejection(sweepOf(pollOf(server, { token: 'a-secret-token' })));
    expect(error).toMatchObject({ code: 'AUTH_FAILED', field: 'mastodon.token' });
    expect(error.message).not.toContain('a-secret-token');
  });

  test('what is no list is no empty list', async () => {
    const server = await crowd();
    server.fail('/timelines/tag', { status: 200, body: { html: 'hello' } });
    expect(await rejection(sweepOf(pollOf(server)))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  test.each<[string, object, string]>([
    ['nothing to read', { hashtags: [] }, 'mastodon.hashtags'],
    ['notifications without a token', { notifications: true }, 'mastodon.token'],
    ['no hashtag', { hashtags: ['two words'] }, 'mastodon.hashtags[0]'],
    ['an address with a password', { service: 'https://a:b@tea.example', hashtags: ['x'] }, 'mastodon.service'],
  ])('options: %s', (_, options, field) => {
    expect(errorOf(() => mastodon({ service: 'https://tea.example', ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field });
  });
});

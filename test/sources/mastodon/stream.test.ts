import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mastodonStream, type MastodonItem, type MastodonStreamOptions } from '../../../src/sources/mastodon/index.ts';
import type { CallContext, PullSource } from '../../../src/spec/plugin.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { testContext, type TestContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { rejection } from '../../support/rejection.ts';
import { serveMastodon, type MastodonServer } from '../../support/mastodon/server.ts';
import { socketTo, type Line } from '../bluesky/support.ts';
import { inPages, MINUTE, NOW, pollOf, saidLater, station, streamOf, sweepOf, texts } from './support.ts';

/** Reads beside the test: what came so far, and waiting for more of it. */
function listen(source: PullSource<MastodonItem>, { context = testContext({ now: NOW }), cursor = null }: { context?: CallContext; cursor?: string | null } = {}): { signals: Signal[]; cursor: () => string; heard: (enough: number | (() => boolean)) => Promise<Signal[]>; caughtUp: () => Promise<void>; ended: Promise<void> } {
  const signals: Signal[] = [];
  let last = '';
  let ready = false;
  let watching: (() => void)[] = [];
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await Promise.race([ended, new Promise<void>((resolve) => (watching = [...watching, resolve]))]);
  };
  const ended = (async () => {
    for await (const batch of source.read({ cursor, limit: 100, queries: [] }, context)) {
      signals.push(...batch.items.flatMap((item) => source.signals(item)));
      last = batch.cursor;
      ready ||= batch.caughtUp;
      for (const look of watching.splice(0)) look();
    }
  })();
  ended.catch(() => undefined);
  return { signals, cursor: () => last, heard: async (enough) => (await until(typeof enough === 'number' ? () => signals.length >= enough : enough), signals), caughtUp: () => until(() => ready), ended };
}

describe('the contract', () => {
  let server: MastodonServer;
  beforeAll(async () => {
    server = await serveMastodon({ now: () => NOW });
    for (const minute of [4, 3, 2]) server.world.post(`fan${minute}`, `my kettle leaks #AcmeFail ${minute}`, { at: NOW - minute * MINUTE });
  });
  afterAll(() => server.close());
  const all = { hashtags: [], timeline: 'public' as const };
  const holding = async (texts: readonly string[], atOnce?: number): Promise<MastodonServer> => {
    const one = await station(() => NOW, atOnce);
    for (const [index, text] of texts.entries()) one.world.post('dana', text, { at: NOW - (texts.length - index) * 1_000 });
    return one;
  };
  sourceConforms({ adapter: 'sources/mastodon mastodonStream', against: 'loopback' }, {
    source: () => streamOf(server),
    context: (signal) => ({ ...testContext({ now: NOW }), signal }),
    posts: 3,
    failing: () => {
      server.fail('/timelines/tag', { status: 500 });
      return streamOf(server);
    },
    changes: async () => {
      const one = await holding(['one #acmefail', 'two #acmefail', 'three #acmefail']);
      const { cursor } = await sweepOf(pollOf(one));
      const [first, second, third] = [...one.world.statuses.values()];
      one.world.edit(first!, 'my kettle is well #AcmeFail');
      one.world.edit(second!, 'no tag any more');
      one.world.remove(third!);
      return { source: streamOf(one), cursor, edited: 2, deleted: 1 };
    },
    later: async () => {
      const one = await holding(['one #acmefail', 'two #acmefail']);
      return { source: () => streamOf(one), more: (now) => saidLater(one, now) };
    },
    paged: async () => {
      const one = await inPages();
      return { source: () => streamOf(one, all), posts: 100 };
    },
    since: { at: NOW - 3 * MINUTE, posts: 2 },
    saying: async (texts) => streamOf(await holding(texts), all),
    huge: async () => ({ source: streamOf(await holding(Array.from({ length: 1_000 }, (_, index) => `n ${index}`), 1_000), all), posts: 1_000 }),
    skip: { 'waits no longer than it should': 'its requests are those of the poll, which keeps it; the kit cannot tell a body that does not come from a stream that says nothing' },
    guarded: () => mastodonStream({ service: 'https://93.184.215.14', token: 'token-of-acme', hashtags: ['acmefail'] }),
    secrets: ['token-of-acme'],
  });
});

describe('what a stream tells', () => {
  test('new words, changes and deletions, over one connection for all that was asked', async () => {
    const server = await station();
    server.world.account('acme');
    const { heard, caughtUp, signals } = listen(streamOf(server, { hashtags: ['AcmeFail', 'kettlegate'], notifications: true }));
    await caughtUp();
    expect(await server.subscribed(3)).toEqual(['hashtag acmefail', 'hashtag kettlegate', 'user:notification']);
    const one = server.world.post('dana', 'it leaks #AcmeFail #kettlegate');
    await heard(1);
    server.world.edit(one, 'it still leaks #AcmeFail #kettlegate');
    await heard(2);
    const two = server.world.post('tea@other.example', '@acme hello? #kettlegate', { replyTo: one });
    await heard(3);
    server.world.remove(one);
    expect(await heard(4)).toMatchObject([
      { type: 'posted', post: { id: one.id, text: 'it leaks #AcmeFail #kettlegate' } },
      { type: 'edited', post: { id: one.id, text: 'it still leaks #AcmeFail #kettlegate' } },
      { type: 'posted', post: { id: two.id, thread: { root: one.id, parent: one.id }, author: { id: 'tea@other.example' } } },
      { type: 'deleted', ref: one.id, by: 'unknown' },
    ]);
    // Told under two hashtags and as a notification, it came once.
    expect(signals).toHaveLength(4);
  });

  test('what is not public comes as a notification alone', async () => {
    const server = await station();
    server.world.account('acme');
    const { heard, caughtUp } = listen(streamOf(server, { notifications: true }));
    await caughtUp();
    await server.subscribed(2);
    server.world.post('dana', '@acme between us #acmefail', { visibility: 'direct' });
    server.world.post('dana', 'for all #acmefail');
    expect(await heard(2)).toMatchObject([{ post: { private: true, venue: { kind: 'inbox' } } }, { post: { text: 'for all #acmefail', venue: { kind: 'site' } } }]);
  });
});

describe('a stream that breaks off', () => {
  test('is UNAVAILABLE; opened again it goes on with what was said, changed and deleted meanwhile', async () => {
    const server = await station();
    const before = server.world.post('dana', 'it leaks #acmefail', { at: NOW - 3 * MINUTE });
    const wrong = server.world.post('tea', 'no, it does not #acmefail', { at: NOW - 2 * MINUTE });
    const first = listen(streamOf(server));
    await first.caughtUp();
    await server.subscribed(1);
    server.world.post('fan', 'live #acmefail');
    await first.heard(3);
    server.away();
    expect(await rejection(first.ended)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('ended the stream') as string });
    server.world.post('late', 'said while you were away #acmefail');
    server.world.edit(before, 'it leaks more #acmefail');
    server.world.remove(wrong);
    expect(await rejection(listen(streamOf(server), { cursor: first.cursor() }).ended)).toMatchObject({ code: 'UNAVAILABLE' });
    server.back();
    const second = listen(streamOf(server), { cursor: first.cursor() });
    await second.caughtUp();
    expect(second.signals).toMatchObject([
      { type: 'edited', post: { id: before.id, text: 'it leaks more #acmefail' } },
      { type: 'posted', post: { text: 'said while you were away #acmefail' } },
      { type: 'deleted', ref: wrong.id },
    ]);
    await server.subscribed(1);
    server.world.post('fan', 'and live again #acmefail');
    expect(texts(await second.heard(4)).at(-1)).toBe('and live again #acmefail');
  });

  const change = fc.oneof(
    fc.record({ does: fc.constant('post' as const), late: fc.integer({ min: 0, max: 60_000 }) }),
    fc.record({ does: fc.constantFrom('edit' as const, 'remove' as const), which: fc.nat({ max: 12 }) }),
  );

  test('however often: everything is told as it is in the end, each version once (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ connected: fc.array(change, { maxLength: 5 }), meanwhile: fc.array(change, { maxLength: 5 }) }), { minLength: 1, maxLength: 4 }), async (outages) => {
        let count = 0;
        const server = await serveMastodon({ now: () => NOW + count });
        const told = new Map<string, string | null>();
        const versions: string[] = [];
        const apply = (one: (typeof outages)[number]['connected'][number]): void => {
          count += 1;
          const all = [...server.world.statuses.values()];
          const status = 'which' in one ? all[one.which % Math.max(1, all.length)] : undefined;
          if (one.does === 'post') server.world.post('dana', `words ${count} #acmefail`, { at: NOW + count - one.late });
          else if (status !== undefined && one.does === 'edit') server.world.edit(status, `other words ${count} #acmefail`);
          else if (status !== undefined) server.world.remove(status);
        };
        let cursor = '';
        try {
          for (const [index, { connected, meanwhile }] of outages.entries()) {
            const listening = listen(streamOf(server), { context: testContext({ now: NOW + 1_000 }), cursor: cursor === '' ? null : cursor });
            await server.subscribed(1);
            await listening.caughtUp();
            connected.forEach(apply);
            const last = server.world.post('fan', `mark ${index} #acmefail`, { at: NOW + (count += 1) });
            await listening.heard(() => listening.signals.some((signal) => 'post' in signal && signal.post.id === last.id));
            for (const signal of listening.signals) {
              if ('post' in signal) {
                told.set(signal.post.id, signal.post.text);
                versions.push(`${signal.post.id} ${signal.post.text}`);
              } else if (signal.type === 'deleted') told.set(signal.ref, null);
            }
            cursor = listening.cursor();
            for (const { id, text } of server.world.statuses.values()) expect(told.get(id)).toBe(text);
            for (const [id, text] of told) expect(text === null).toBe(!server.world.statuses.has(id));
            server.away();
            await rejection(listening.ended);
            meanwhile.forEach(apply);
            server.back();
          }
          expect(new Set(versions).size).toBe(versions.length);
        } finally {
          await server.close();
        }
      }),
      { numRuns: 20 },
    );
  });

  /** A stream of the test's own beside a server that answers requests. */
  const scripted = (server: MastodonServer, serve: (line: Line) => void, options: Partial<MastodonStreamOptions> = {}) => {
    class Talking extends socketTo(serve) {
      override send(): void {}
    }
    return streamOf(server, { WebSocket: Talking, ...options });
  };
  const update = (server: MastodonServer, text: string): string => JSON.stringify({ stream: ['hashtag', 'acmefail'], event: 'update', payload: JSON.stringify(server.world.json(server.world.post('dana', text))) });

  test('without a sign is opened again, and the timelines are read', async () => {
    const server = await station();
    let lines = 0;
    const context: TestContext = testContext({ now: NOW });
    const { caughtUp, heard } = listen(scripted(server, () => (lines += 1), { idleTimeoutMs: 5_000 }), { context });
    await caughtUp();
    await context.sleeping();
    server.world.post('dana', 'nobody told you #acmefail');
    context.advance(5_000);
    expect(texts(await heard(1))).toEqual(['nobody told you #acmefail']);
    expect(lines).toBe(2);
  });

  test('that was asked for, but not told: the timelines are read once more when it has settled', async () => {
    const server = await station();
    const context = testContext({ now: NOW });
    const { caughtUp, heard } = listen(scripted(server, () => undefined), { context });
    await caughtUp();
    await context.sleeping();
    server.world.post('dana', 'between the two #acmefail');
    context.advance(15_000);
    expect(texts(await heard(1))).toEqual(['between the two #acmefail']);
  });

  test('because its buffer is full is opened again; nothing is lost and nothing told twice', async () => {
    const server = await station();
    let lines = 0;
    const flood = (line: Line): void => {
      if ((lines += 1) === 1) for (let index = 0; index < 25; index += 1) line.send(update(server, `flood ${index} #acmefail`));
    };
    const { heard, signals } = listen(scripted(server, flood, { maxBufferedFrames: 10 }));
    await heard(25);
    expect([new Set(texts(signals)).size, signals.length]).toEqual([25, 25]);
  });

  test('a change is told by its words where the server does not say when it was made', async () => {
    const server = await station();
    const event = (name: string, words: string): string => JSON.stringify({ stream: ['hashtag', 'acmefail'], event: name, payload: JSON.stringify({ id: '77', visibility: 'public', content: words, account: { acct: 'dana' } }) });
    const frames = [event('update', 'it leaks'), event('status.update', 'it leaks more'), event('status.update', 'it leaks more'), event('status.update', 'it is well')];
    const told = await listen(scripted(server, (line) => frames.forEach((frame) => line.send(frame)))).heard(3);
    expect(told.map(({ type }, index) => [type, texts(told)[index]])).toEqual([['posted', 'it leaks'], ['edited', 'it leaks more'], ['edited', 'it is well']]);
  });

  test('what cannot be read costs that event', async () => {
    const server = await station();
    const { heard } = listen(
      scripted(
        server,
        (line) => ['no JSON', new Uint8Array([1]), JSON.stringify({ stream: ['hashtag', 'acmefail'], event: 'update', payload: '{' }), JSON.stringify({ event: 'delete', payload: {} }), 'x'.repeat(2_000), JSON.stringify({ event: 'filters_changed' }), JSON.stringify({ stream: ['list', '7'], event: 'update', payload: JSON.stringify({ id: '7', visibility: 'private' }) }), update(server, 'whole #acmefail')].forEach((frame) => line.send(frame)),
        { maxFrameBytes: 1_900 },
      ),
    );
    const told = await heard(7);
    expect(told.map(({ type }) => type)).toEqual(['posted', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(told.flatMap((signal) => ('reason' in signal ? [signal.reason] : []))).toEqual([
      'an event that is no JSON.', 'an event of bytes, where text was expected.', 'an event whose payload is no JSON.', 'a deletion of what has no id.', 'an event of 2000 characters, which is over maxFrameBytes.', 'a status that is not public, where only such are.',
    ]);
  });

  test('refused at its opening because of the token is AUTH_FAILED; else it may be better later', async () => {
    const server = await station();
    const own = { status: 200, body: {} };
    server.fail('/api/v2/instance', own, own);
    expect(await rejection(listen(streamOf(server, { token: 'a-secret-token' })).ended)).toMatchObject({ code: 'AUTH_FAILED', field: 'mastodonStream.token', message: expect.not.stringContaining('a-secret-token') as string });
    expect(await rejection(listen(streamOf(server)).ended)).toMatchObject({ code: 'UNAVAILABLE', message: expect.not.stringContaining('token') as string });
  });

  test.each<[number, string]>([[401, 'AUTH_FAILED'], [400, 'UNSUPPORTED'], [503, 'UNAVAILABLE']])('refused with %i', async (status, code) => {
    const server = await station();
    expect(await rejection(listen(scripted(server, (line) => line.send(JSON.stringify({ error: '<b>no</b>', status })))).ended)).toMatchObject({ code, message: expect.not.stringContaining('<b>') as string });
  });
});

describe('where the stream is', () => {
  test('the server says; a strange host is not told the token', async () => {
    const server = await station();
    const says = (streaming: unknown) => server.fail('/api/v2/instance', { status: 200, body: { configuration: { urls: { streaming } } } });
    for (const strange of ['wss://evil.example', 'ws://127.0.0.1.evil.example', 'https://127.0.0.1', 'wss://user@127.0.0.1']) {
      says(strange);
      expect(await rejection(listen(streamOf(server)).ended)).toMatchObject({ code: 'CONFIG_INVALID', field: 'mastodonStream.streaming' });
    }
  });

  test('of an older server by its older description; else on its own host; or where the host application says', async () => {
    const server = await station();
    const opened: URL[] = [];
    class Noted extends socketTo((line) => opened.push(line.url)) {
      override send(): void {}
    }
    const from = async (options: Partial<MastodonStreamOptions> = {}): Promise<void> => listen(streamOf(server, { WebSocket: Noted, ...options })).caughtUp();
    server.fail('/api/v2/instance', { status: 404 }, { status: 404 });
    server.fail('/api/v1/instance', { status: 200, body: { urls: { streaming_api: 'ws://127.0.0.1:4000' } } });
    await from();
    await from();
    await from({ streaming: 'wss://streams.example' });
    expect(opened.map(({ origin, pathname }) => origin + pathname)).toEqual(['ws://127.0.0.1:4000/api/v1/streaming', `ws://${server.host}/api/v1/streaming`, 'wss://streams.example/api/v1/streaming']);
    expect(server.asked.filter((path) => path.endsWith('/instance'))).toEqual(['GET /api/v2/instance', 'GET /api/v1/instance', 'GET /api/v2/instance', 'GET /api/v1/instance']);
  });

  test('a WebSocket that cannot say what it wants to hear is of no use', async () => {
    const server = await station();
    expect(await rejection(listen(streamOf(server, { WebSocket: socketTo(() => undefined) })).ended)).toMatchObject({ code: 'CONFIG_INVALID', field: 'WebSocket' });
  });

  test('options', () => {
    const made = (options: object) => errorOf(() => mastodonStream({ service: 'https://tea.example', token: 'secret', hashtags: ['acme'], ...options }));
    expect(made({ hashtags: [] })).toMatchObject({ code: 'CONFIG_INVALID', field: 'mastodonStream.hashtags' });
    expect(made({ token: undefined })).toMatchObject({ code: 'CONFIG_INVALID', field: 'mastodonStream.token' });
    expect(made({ streaming: 'https://tea.example' })).toMatchObject({ code: 'CONFIG_INVALID', field: 'mastodonStream.streaming' });
  });
});

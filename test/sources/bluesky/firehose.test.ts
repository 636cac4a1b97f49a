import { afterEach, describe, expect, test } from 'vitest';
import { blueskyFirehose, type BlueskyEvent, type BlueskyFirehoseOptions } from '../../../src/sources/bluesky/index.ts';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { commit, DID, errorFrame, message, post, TIME } from '../../fixtures/bluesky/frames.ts';
import { sourceConforms, withoutFetch } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { serveWebSocket, type Peer, type WebSocketServer } from '../../support/websocket.ts';
import { rejection } from '../../support/rejection.ts';
import { quickly, readUntil, socketTo, type Line } from './support.ts';

const NOW = Date.parse(TIME);
const EARLIER = '2024-05-01T08:00:00.000Z';
const uri = (rkey: string): string => `at://${DID}/app.bsky.feed.post/${rkey}`;

/** Sends what came after the cursor. Without one: what is to come, which is nothing. */
const replay = (frames: readonly Uint8Array[], seqOf: (index: number) => number = (index) => index + 1) => (line: Line): void => {
  const cursor = line.url.searchParams.get('cursor');
  if (cursor !== null) frames.filter((_, index) => seqOf(index) > Number(cursor)).forEach((bytes) => line.send(bytes));
};
const story = [
  post(1, 'The acme kettle leaks', { time: EARLIER }),
  message('#identity', { seq: 2, did: DID, time: EARLIER, handle: 'dana.example' }),
  post(3, 'Nobody answers', { time: EARLIER }),
  commit({ seq: 4, time: EARLIER, changes: [{ path: 'app.bsky.feed.like/3k4', record: { $type: 'app.bsky.feed.like' } }] }),
  post(5, 'cut off', { time: EARLIER }).subarray(0, 200),
  post(6, 'They answered', { time: TIME }),
];
/** The fifth frame has no end, so nobody knows its number. */
const told = story.filter((_, index) => index !== 4);
const seqOf = (index: number): number => [1, 2, 3, 4, 6][index] ?? 0;
const over = (serve: (line: Line) => void, options: BlueskyFirehoseOptions = {}) => blueskyFirehose({ start: 'oldest', WebSocket: socketTo(serve), ...options });
const contextNow = (): ReturnType<ReturnType<typeof quickly>> => quickly(NOW)(new AbortController().signal);
const signals = (events: readonly BlueskyEvent[]): Signal[] => events.flatMap(signalsOf);
const caughtUp = (_: readonly unknown[], batches: readonly { caughtUp: boolean }[]): boolean => batches.at(-1)?.caughtUp === true;

const changes = [
  commit({ seq: 7, time: EARLIER, changes: [{ action: 'update', path: 'app.bsky.feed.post/3k1', record: { $type: 'app.bsky.feed.post', text: 'other words', createdAt: EARLIER } }] }),
  commit({ seq: 8, time: TIME, changes: [{ action: 'delete', path: 'app.bsky.feed.post/3k3' }] }),
];

sourceConforms({ adapter: 'sources/bluesky blueskyFirehose', against: 'fixture' }, {
  source: () => over(replay(told, seqOf)),
  context: quickly(NOW),
  posts: 3,
  failing: () => over((line) => line.end()),
  changes: async () => ({ source: over(replay(changes, (index) => index + 7)), cursor: '6', edited: 1, deleted: 1 }),
  later: () => {
    const frames = [...told];
    const numbers = [...frames.keys()].map(seqOf);
    return {
      source: () => over(replay(frames, (index) => numbers[index] ?? 0)),
      more: (now) => {
        const seq = (numbers.at(-1) ?? 0) + 1;
        numbers.push(seq);
        return frames.push(post(seq, `and then ${seq}`, { time: new Date(now).toISOString() })) && 1;
      },
    };
  },
  since: { at: NOW - 1_000, posts: 1 },
  saying: (texts) => over(replay(texts.map((text, index) => post(index + 1, text, { time: index + 1 === texts.length ? TIME : EARLIER })))),
  huge: async () => ({ source: over(replay(Array.from({ length: 1_000 }, (_, index) => post(index + 1, `n ${index}`, { time: index === 999 ? TIME : EARLIER })))), posts: 1_000 }),
  skip: {
    ...withoutFetch('a WebSocket, whose frames, buffers and time limits have tests of their own'),
    'reads every page': 'a stream has no pages: frame follows frame, and a thousand of them are read for the rule on huge pages',
    'keeps secrets': 'the firehose is open to all',
  },
});

describe('reading', () => {
  test('begins with what comes from now on, or with the oldest; `since` leaves out what is older', async () => {
    const asked: (string | null)[] = [];
    const server = (line: Line): void => {
      asked.push(line.url.searchParams.get('cursor'));
      replay(told, seqOf)(line);
    };
    expect((await readUntil(over(server, { start: 'live' }), contextNow(), { enough: caughtUp })).items).toEqual([]);
    expect((await readUntil(over(server), contextNow(), { enough: caughtUp })).items).toHaveLength(3);
    expect(signals((await readUntil(over(server), contextNow(), { since: NOW - 1_000, enough: caughtUp })).items)).toMatchObject([{ type: 'posted', post: { text: 'They answered' } }]);
    expect(asked).toEqual([null, '0', '0']);
  });

  test('a frame without an end costs that frame', async () => {
    const { items, cursor } = await readUntil(over((line) => story.forEach((bytes) => line.send(bytes))), contextNow(), { enough: caughtUp });
    expect(signals(items).map(({ type }) => type)).toEqual(['posted', 'posted', 'skipped', 'posted']);
    expect(cursor).toBe('6');
  });

  test('frames over the limit and frames of text are skipped', async () => {
    const server = (line: Line): void => ['in words', post(1, 'x'.repeat(2_000)), post(2, 'short')].forEach((bytes) => line.send(bytes));
    const { items } = await readUntil(over(server, { maxFrameBytes: 1_500 }), contextNow(), { enough: caughtUp });
    expect(signals(items)).toMatchObject([{ type: 'skipped', reason: expect.stringContaining('of text') }, { type: 'skipped', reason: expect.stringContaining('over maxFrameBytes') }, { type: 'posted' }]);
  });

  test('a cursor that the server no longer keeps: what is missing is said, the rest is read', async () => {
    const context = testContext({ now: NOW });
    const source = over((line) => [message('#info', { name: 'OutdatedCursor' }), post(9, 'later')].forEach((bytes) => line.send(bytes)));
    const { items, cursor } = await readUntil(source, context, { cursor: '1', enough: (found) => found.length >= 2 });
    expect(signals(items)).toMatchObject([{ type: 'skipped', reason: expect.stringContaining('may be missing') }, { type: 'posted' }]);
    expect([cursor, context.logs.map(({ message: said }) => said)]).toEqual(['9', ['bluesky-firehose:bsky.network: bsky.network says OutdatedCursor']]);
  });

  test('a server that has not come as far as the cursor was set up anew: that is told, and it is read from its oldest frame', async () => {
    const asked: (string | null)[] = [];
    const server = (line: Line): void => {
      asked.push(line.url.searchParams.get('cursor'));
      if (Number(asked.at(-1)) <= 6) return replay(told, seqOf)(line);
      line.send(errorFrame('FutureCursor'));
      line.end();
    };
    const first = await readUntil(over(server, { start: 'live' }), contextNow(), { cursor: '99', enough: () => true });
    expect(signals(first.items)).toEqual([{ type: 'skipped', reason: expect.stringContaining('set up anew; posts may be missing') }]);
    const next = await readUntil(over(server, { start: 'live' }), contextNow(), { cursor: first.cursor, enough: caughtUp });
    expect(signals(next.items).map(({ type }) => type)).toEqual(['posted', 'posted', 'posted']);
    expect(asked).toEqual(['99', '0']);
  });

  test('other refusals need time', async () => {
    const refused = (name: string) => rejection(readUntil(over((line) => line.send(errorFrame(name))), contextNow(), { cursor: '99', enough: () => false }));
    expect(await refused('ConsumerTooSlow')).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('ConsumerTooSlow') });
    expect(await refused('<b>hostile</b>')).toMatchObject({ code: 'UNAVAILABLE', message: expect.not.stringContaining('hostile') });
  });

  test('a full buffer closes the socket and opens it again from where the reader is', async () => {
    const frames = Array.from({ length: 25 }, (_, index) => post(index + 1, `post ${index + 1}`, { time: index === 24 ? TIME : EARLIER }));
    const asked: string[] = [];
    let largest = 0;
    const server = (line: Line): void => {
      asked.push(line.url.searchParams.get('cursor') ?? '');
      let sent = 0;
      for (const [index, bytes] of frames.entries()) {
        if (index + 1 <= Number(asked.at(-1)) || line.closed) continue;
        line.send(bytes);
        sent += 1;
      }
      largest = Math.max(largest, sent);
    };
    const { items } = await readUntil(over(server, { maxBufferedFrames: 10 }), contextNow(), { limit: 4, enough: caughtUp });
    expect(signals(items).map((signal) => ('post' in signal ? signal.post.text : ''))).toEqual(frames.map((_, index) => `post ${index + 1}`));
    expect([asked, largest]).toEqual([['0', '10', '20'], 10]);
  });

  test('a server that fills the buffer with nothing that has a place in the stream is not asked again at once', async () => {
    let asked = 0;
    const server = (line: Line): void => {
      asked += 1;
      for (let sent = 0; sent < 10; sent += 1) line.send(Buffer.from('garbage'));
    };
    expect(await rejection(readUntil(over(server, { maxBufferedFrames: 10 }), contextNow(), { cursor: '7', enough: () => false }))).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('nothing that has a place') });
    expect(asked).toBe(1);
  });

  test('a socket that can be paused is paused while the buffer is full', async () => {
    const calls: string[] = [];
    const Base = socketTo((line) => [1, 2, 3, 4, 5].forEach((seq) => line.send(post(seq, `post ${seq}`, { time: seq === 5 ? TIME : EARLIER }))));
    class Pausable extends Base {
      override pause(): void {
        calls.push('pause');
      }
      override resume(): void {
        calls.push('resume');
      }
    }
    const { items } = await readUntil(blueskyFirehose({ WebSocket: Pausable, maxBufferedFrames: 3 }), contextNow(), { enough: caughtUp });
    expect([items.length, calls]).toEqual([5, ['pause', 'resume']]);
  });

  test('a stream that has died without a sign is opened again', async () => {
    let lines = 0;
    const source = over((line) => {
      lines += 1;
      if (lines === 2) line.send(post(1, 'back again'));
    });
    // Every wait is over at once, the longest too.
    const { items } = await readUntil(source, testContext({ now: NOW, jump: true }), { enough: (found) => found.length > 0 });
    expect([lines, signals(items)]).toMatchObject([2, [{ type: 'posted', post: { text: 'back again' } }]]);
  });

  test('a batch of nothing but what concerns nobody moves the cursor on', async () => {
    const likes = Array.from({ length: 1_000 }, (_, index) => message('#identity', { seq: index + 1, did: DID, time: EARLIER }));
    const { batches } = await readUntil(over(replay(likes)), contextNow(), { enough: (_, given) => given.length === 1 });
    expect(batches).toEqual([{ items: [], cursor: '1000', caughtUp: false }]);
  });
});

describe('over the network', () => {
  const servers: WebSocketServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  const start = async (connected: (peer: Peer, count: number) => void): Promise<WebSocketServer> => {
    const server = await serveWebSocket(connected);
    servers.push(server);
    return server;
  };

  test('loss is UNAVAILABLE; the next reading goes on from the cursor', async () => {
    const server = await start((peer, count) => {
      if (count === 1) {
        peer.send(post(1, 'before'));
        peer.end();
      } else peer.send(post(2, 'x'.repeat(70_000)));
    });
    const source = blueskyFirehose({ service: server.url });
    const cursors: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const batch of source.read({ cursor: null, limit: 10, queries: [] }, testContext({ now: NOW }))) cursors.push(batch.cursor);
    };
    expect(await rejection(reading())).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    const { items } = await readUntil(source, testContext({ now: NOW }), { cursor: cursors.at(-1) ?? null, enough: (found) => found.length > 0 });
    expect([cursors, signals(items)]).toMatchObject([['1'], [{ type: 'posted', post: { id: uri('3k2') } }]]);
    expect(server.paths).toEqual(['/xrpc/com.atproto.sync.subscribeRepos', '/xrpc/com.atproto.sync.subscribeRepos?cursor=1']);
  });

  test('a connection that is cut, a server that is not there, a server that does not answer', async () => {
    const server = await start((peer) => peer.cut());
    const { url } = server;
    const read = (context = testContext({ now: NOW })) => rejection(readUntil(blueskyFirehose({ service: url }), context, { enough: () => false }));
    expect(await read()).toMatchObject({ code: 'UNAVAILABLE' });
    await server.close();
    expect(await read()).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('could not be reached') });
    const mute = blueskyFirehose({ WebSocket: class { binaryType = ''; addEventListener(): void {} close(): void {} } });
    expect(await rejection(readUntil(mute, testContext({ jump: true }), { enough: () => false }))).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('within 30000 ms') });
  });

  test('a full buffer loses and doubles nothing', async () => {
    const server = await start(({ path, send }) => {
      const cursor = Number(new URL(path, 'ws://server').searchParams.get('cursor'));
      for (let seq = cursor + 1; seq <= 200; seq += 1) send(post(seq, `post ${seq}`));
    });
    const { items } = await readUntil(blueskyFirehose({ service: server.url, start: 'oldest', maxBufferedFrames: 20 }), testContext({ now: NOW }), { limit: 7, enough: (found) => found.length >= 200 });
    expect(signals(items).map((signal) => ('post' in signal ? signal.post.text : ''))).toEqual(Array.from({ length: 200 }, (_, index) => `post ${index + 1}`));
    expect(server.paths.length).toBeGreaterThan(1);
  });

  test('an hour that was missed is read from the cursor on, in order, and is over when the present is reached', async () => {
    const frames = 12_000;
    const everyMs = 3_600_000 / frames;
    const timeOf = (seq: number): string => new Date(NOW - (frames - seq) * everyMs).toISOString();
    const server = await start(({ path, send }) => {
      const cursor = Number(new URL(path, 'ws://server').searchParams.get('cursor'));
      for (let seq = cursor + 1; seq <= frames; seq += 1) send(post(seq, `post ${seq}`, { time: timeOf(seq) }));
    });
    const missedFrom = 500;
    const { items, batches } = await readUntil(blueskyFirehose({ service: server.url }), testContext({ now: NOW }), { cursor: String(missedFrom), limit: 1_000, enough: caughtUp });
    expect(signals(items).map((signal) => ('post' in signal ? signal.post.text : signal.type))).toEqual(Array.from({ length: frames - missedFrom }, (_, index) => `post ${missedFrom + index + 1}`));
    expect(batches.map(({ caughtUp: isOver }) => isOver)).toEqual(batches.map((_, index) => index === batches.length - 1));
    expect(batches.at(-1)?.cursor).toBe(String(frames));
  });

  test('an abort ends a stream that waits', async () => {
    const server = await start((peer) => peer.send(post(1, 'words')));
    const context = testContext({ now: NOW });
    const { items } = await readUntil(blueskyFirehose({ service: server.url }), context, {
      enough: (found) => {
        if (found.length > 0) context.abort();
        return false;
      },
    });
    expect(items).toHaveLength(1);
  });
});

test('options that cannot work are named', () => {
  const wrong: [BlueskyFirehoseOptions, string][] = [
    [{ service: 'https://bsky.network' }, 'blueskyFirehose.service'],
    [{ maxFrameBytes: 0 }, 'blueskyFirehose.maxFrameBytes'],
    [{ WebSocket: 'ws' as never }, 'blueskyFirehose.WebSocket'],
    [{ cursor: 1 } as never, 'blueskyFirehose.cursor'],
  ];
  for (const [options, field] of wrong) expect(errorOf(() => blueskyFirehose(options))).toMatchObject({ code: 'CONFIG_INVALID', field });
  const secret = errorOf(() => blueskyFirehose({ service: 'wss://user:secret@pds.example' }));
  expect([secret.field, secret.message.includes('secret')]).toEqual(['blueskyFirehose.service', false]);
  expect(blueskyFirehose({ service: 'wss://pds.example/x' }).instance).toBe('bluesky-firehose:pds.example');
});

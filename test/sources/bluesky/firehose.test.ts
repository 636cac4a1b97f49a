import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { blueskyFirehose, type BlueskyEvent, type BlueskyFirehoseOptions } from '../../../src/sources/bluesky/index.ts';
import { decodeFrame } from '../../../src/sources/bluesky/frame.ts';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { pullSourceContract } from '../../../src/testkit/contracts/index.ts';
import { commit, DID, encodeCbor, errorFrame, frame, message, post, sync, TIME } from '../../fixtures/bluesky/frames.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { invariant } from '../../support/invariant.ts';
import { countSteps } from '../../support/steps.ts';
import { serveWebSocket, type Peer, type WebSocketServer } from '../../support/websocket.ts';
import { quickly, readUntil, rejection, socketTo, type Line } from './support.ts';

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

pullSourceContract({ test, expect }, {
  source: () => over(replay(told, seqOf)),
  context: quickly(NOW),
  posts: 3,
  failing: () => over((line) => line.end()),
});

describe('what frames say', () => {
  const said = (bytes: Uint8Array): Signal[] => {
    const read = decodeFrame(bytes);
    if (read.type !== 'event') throw new Error(`expected an event, got ${read.type}`);
    return read.event === null ? [] : signalsOf(read.event);
  };

  test('a commit creates, changes and deletes posts, and much that is none', () => {
    const record = { $type: 'app.bsky.feed.post', text: 'words', createdAt: TIME };
    const bytes = commit({
      seq: 1,
      changes: [
        { path: 'app.bsky.feed.post/3ka', record },
        { action: 'update', path: 'app.bsky.feed.post/3kb', record: { ...record, text: 'better words' } },
        { action: 'delete', path: 'app.bsky.feed.post/3kc' },
        { action: 'delete', path: 'app.bsky.feed.like/3kd' },
        { path: 'app.bsky.feed.repost/3ke', record: { subject: { uri: uri('3ka'), cid: 'x' }, createdAt: TIME } },
      ],
    });
    expect(said(bytes)).toMatchObject([{ type: 'posted', post: { id: uri('3ka'), text: 'words' } }, { type: 'edited', post: { id: uri('3kb'), text: 'better words' } }, { type: 'deleted', ref: uri('3kc'), by: 'author' }]);
  });

  test('accounts that end are named, others are not', () => {
    const account = (status: string, active = false): Signal[] => said(message('#account', { seq: 1, did: DID, time: TIME, active, status }));
    expect(account('deleted')).toEqual([{ type: 'author-deleted', author: DID, by: 'author' }]);
    expect(account('takendown')).toEqual([{ type: 'author-deleted', author: DID, by: 'platform' }]);
    expect([account('deactivated'), account('deleted', true), said(message('#handle', { seq: 2, did: DID, handle: 'a.example' }))]).toEqual([[], [], []]);
    expect(said(message('#tombstone', { seq: 1, did: DID, time: TIME }))).toEqual([{ type: 'author-deleted', author: DID, by: 'author' }]);
  });

  test('what was too big, and a repository set anew, is missing aloud', () => {
    expect(said(commit({ seq: 1, changes: [], body: { tooBig: true } }))).toMatchObject([{ type: 'skipped', ref: DID, reason: expect.stringContaining('more than a frame holds') }]);
    expect(said(message('#sync', { seq: 1, did: DID, time: TIME, rev: '3k', blocks: new Uint8Array() }))).toMatchObject([{ type: 'skipped', ref: DID }]);
    expect(said(sync(1, { e: [{ p: 0 }], l: null }))).toMatchObject([{ type: 'skipped', ref: DID, reason: expect.stringContaining('set anew') }]);
    // So does every new account begin.
    expect(said(sync(1, { e: [], l: null }))).toEqual([]);
    const many = Array.from({ length: 201 }, (_, index) => ({ action: 'delete' as const, path: `app.bsky.feed.post/${index}` }));
    expect(said(commit({ seq: 1, changes: many }))).toMatchObject([{ type: 'skipped', reason: expect.stringContaining('more than 200') }]);
  });

  test('a record that is not the one its CID names is not believed; deletions beside it are', () => {
    const changes = [{ path: 'app.bsky.feed.post/3ka', record: { text: 'honest words', createdAt: TIME } }, { action: 'delete' as const, path: 'app.bsky.feed.post/3kb' }];
    const forged = said(commit({ seq: 1, changes, spoil: (archive) => Buffer.from(Buffer.from(archive).toString('latin1').replace('honest', 'forged'), 'latin1') }));
    expect(forged).toMatchObject([{ type: 'skipped', ref: uri('3ka'), reason: expect.stringContaining('not the one that its CID names') }, { type: 'deleted', ref: uri('3kb') }]);
    for (const keep of [0, 1, 40, 100]) {
      expect(said(commit({ seq: 1, changes, spoil: (archive) => archive.subarray(0, keep) }))).toMatchObject([{ type: 'skipped', ref: uri('3ka') }, { type: 'deleted', ref: uri('3kb') }]);
    }
    expect(said(commit({ seq: 1, changes, body: { blocks: null } }))).toMatchObject([{ type: 'skipped', reason: expect.stringContaining('no blocks') }, { type: 'deleted' }]);
  });

  test('bytes made to exhaust a reader are refused with a reason', () => {
    const header = encodeCbor({ op: 1, t: '#commit' });
    const bombs: [string, Uint8Array][] = [
      ['deeper than', Buffer.alloc(100_000, 0x81)],
      ['more than 50000 values', Buffer.concat([Buffer.from([0x9a, 0, 0xff, 0xff, 0xff]), Buffer.alloc(200_000)])],
      ['cut off', Buffer.from([0x9b, 0, 0, 0, 1, 0, 0, 0, 0])],
      ['cut off', Buffer.from([0x7b, 0, 0, 0, 1, 0, 0, 0, 0])],
      ['beyond 2^53', Buffer.from([0x1b, 255, 255, 255, 255, 255, 255, 255, 255])],
      ['does not know', Buffer.from([0x9f, 0xff])],
      ['not UTF-8', Buffer.from([0x62, 0xc3, 0x28])],
      ['key that is none', Buffer.from([0xa1, 0x69, ...Buffer.from('__proto__'), 0xa0])],
      ['key twice', Buffer.from([0xa2, 0x61, 0x61, 0, 0x61, 0x61, 0])],
      ['tag that is no link', Buffer.from([0xd8, 42, 0x41, 1])],
      ['a number that is none', Buffer.from([0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0])],
    ];
    for (const [why, body] of bombs) expect(said(Buffer.concat([header, body]))).toMatchObject([{ type: 'skipped', reason: expect.stringContaining(why) }]);
    expect(said(new Uint8Array())).toMatchObject([{ type: 'skipped' }]);
    expect(said(frame({ op: 1, t: '#commit' }, { repo: DID }))).toMatchObject([{ type: 'skipped', reason: expect.stringContaining('sequence number') }]);
  });

  test('numbers and links are read as DAG-CBOR writes them', () => {
    // Examples of RFC 8949, appendix A, and the CID of the empty map.
    const record = { $type: 'x', text: 'ü水𐅑', createdAt: TIME, numbers: [0, 23, 24, 1_000, 1_000_000, 1_000_000_000_000, -1, -1_000], nothing: null, yes: true };
    const read = decodeFrame(commit({ seq: 4_294_967_296, changes: [{ path: 'app.bsky.feed.post/3ka', record }] }));
    expect(read).toMatchObject({ seq: 4_294_967_296, event: { changes: [{ record }] } });
  });

  invariant('any bytes as a frame give signals or a reason, in steps bounded by their length', 300, [
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      // A frame that was whole, with some of its bytes changed.
      fc.tuple(fc.constantFrom(...told, post(7, 'words', { record: { facets: [{ features: [{}] }], langs: ['en'] } })), fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 8 }), fc.nat(2_000)).map(([whole, changes, keep]) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return keep > 1_500 ? bytes.subarray(0, keep % bytes.length) : bytes;
      }),
    ),
  ], (bytes) => {
    const { result, steps } = countSteps(() => {
      const read = decodeFrame(bytes);
      return read.type === 'event' && read.event !== null ? signalsOf(read.event) : [];
    });
    for (const signal of result) {
      if (signal.type === 'skipped') expect(signal.reason).not.toBe('');
      else if (signal.type === 'author-deleted') expect(signal.author).toMatch(/^did:/);
      else expect('post' in signal ? signal.post.id : signal.ref).toMatch(/^at:\/\/did:/);
    }
    expect(steps).toBeLessThan(1_000 + 200 * bytes.length);
  });
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
    expect(over(server, { start: 'live' }).capabilities.backfill).toBe(false);
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
    expect(signals(items)).toMatchObject([{ type: 'skipped', reason: expect.stringContaining('are missing') }, { type: 'posted' }]);
    expect([cursor, context.logs.map(({ message: said }) => said)]).toEqual(['9', ['bluesky-firehose:bsky.network: bsky.network says OutdatedCursor']]);
  });

  test('a cursor that the server has not reached needs the host; other refusals need time', async () => {
    const refused = (name: string) => rejection(readUntil(over((line) => line.send(errorFrame(name))), contextNow(), { cursor: '99', enough: () => false }));
    expect(await refused('FutureCursor')).toMatchObject({ code: 'CONFIG_INVALID', field: 'blueskyFirehose.service' });
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

import { describe, expect, test } from 'vitest';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import { blueskyJetstream, type BlueskyJetstreamOptions } from '../../../src/sources/bluesky/index.ts';
import { DID, TIME } from '../../fixtures/bluesky/frames.ts';
import { keptElsewhere, sourceConforms, withoutFetch } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { serveWebSocket } from '../../support/websocket.ts';
import { rejection } from '../../support/rejection.ts';
import { quickly, readUntil, socketTo, type Line } from './support.ts';

const NOW = Date.parse(TIME);
const HOUR = 3_600_000;
/** One message; `at` is in ms before the present. */
const said = (rkey: string, at: number, { operation = 'create', collection = 'app.bsky.feed.post', text = `post ${rkey}` } = {}): string =>
  JSON.stringify({
    did: DID,
    time_us: (NOW - at) * 1_000,
    kind: 'commit',
    commit: { rev: `3k${rkey}`, operation, collection, rkey, ...(operation !== 'delete' && { cid: 'bafyreia', record: { $type: collection, text, createdAt: new Date(NOW - at).toISOString() } }) },
  });
const story = [
  said('a', 3 * HOUR),
  said('b', 3 * HOUR - 500),
  JSON.stringify({ did: DID, time_us: (NOW - 2 * HOUR) * 1_000, kind: 'identity', identity: { did: DID, handle: 'dana.example', seq: 1, time: TIME } }),
  said('c', HOUR),
  said('d', 0),
];
const timeOf = (text: string): number => (JSON.parse(text) as { time_us: number }).time_us;
/** From the cursor on, the event at it included. */
const replay = (messages: readonly string[]) => (line: Line): void => messages.filter((text) => timeOf(text) >= Number(line.url.searchParams.get('cursor') ?? 0)).forEach((text) => line.send(text));
const over = (serve: (line: Line) => void, options: BlueskyJetstreamOptions = {}) => blueskyJetstream({ WebSocket: socketTo(serve), ...options });
const contextNow = () => quickly(NOW)(new AbortController().signal);
const caughtUp = (_: readonly unknown[], batches: readonly { caughtUp: boolean }[]): boolean => batches.at(-1)?.caughtUp === true;

describe('with an overlap', () => {
  sourceConforms({ adapter: 'sources/bluesky blueskyJetstream', against: 'fixture' }, {
    source: () => over(replay(story)),
    context: quickly(NOW),
    posts: 4,
    failing: () => over((line) => line.end()),
    changes: async () => ({ source: over(replay([said('a', 0, { operation: 'update' }), said('b', 0, { operation: 'delete' })])), cursor: null, edited: 1, deleted: 1 }),
    later: () => {
      const messages = [...story];
      return { source: () => over(replay(messages)), more: (now) => messages.push(said(`l${now}`, NOW - now)) && 1 };
    },
    since: { at: NOW - 2 * HOUR, posts: 2 },
    saying: (texts) => over(replay(texts.map((text, index) => said(`t${index}`, texts.length - 1 - index, { text })))),
    huge: async () => ({ source: over(replay(Array.from({ length: 1_000 }, (_, index) => said(`n${index}`, 999 - index)))), posts: 1_000 }),
    skip: { ...withoutFetch('a WebSocket, whose messages, buffers and time limits have tests of their own'), 'reads every page': 'a stream has no pages: message follows message, and a thousand of them are read for the rule on huge pages', 'keeps secrets': 'the stream is open to all' },
  });
});
describe('without an overlap', () => {
  sourceConforms({ adapter: 'sources/bluesky blueskyJetstream, no overlap', against: 'fixture' }, {
    source: () => over((line) => story.filter((text) => timeOf(text) > Number(line.url.searchParams.get('cursor') ?? 0)).forEach((text) => line.send(text)), { overlapMs: 0 }),
    context: quickly(NOW),
    posts: 4,
    skip: { ...withoutFetch('as with an overlap'), ...keptElsewhere('as with an overlap') },
  });
});

test('is opened for posts and reposts alone, earlier than the cursor by the overlap', async () => {
  const asked: URL[] = [];
  const source = over((line) => {
    asked.push(line.url);
    replay(story)(line);
  }, { overlapMs: 5_000, maxFrameBytes: 70_000 });
  const { cursor } = await readUntil(source, contextNow(), { since: NOW - HOUR, enough: caughtUp });
  await readUntil(source, contextNow(), { cursor, enough: caughtUp });
  expect(asked.map(({ pathname, searchParams }) => [pathname, searchParams.getAll('wantedCollections'), searchParams.get('maxMessageSizeBytes'), searchParams.get('cursor')])).toEqual([
    ['/subscribe', ['app.bsky.feed.post', 'app.bsky.feed.repost'], '70000', String((NOW - HOUR) * 1_000)],
    ['/subscribe', ['app.bsky.feed.post', 'app.bsky.feed.repost'], '70000', String((NOW - 5_000) * 1_000)],
  ]);
});

test('what a server with another clock sends late is given, and what was given is not', async () => {
  const first = await readUntil(over(replay([said('a', 100), said('b', 0)])), contextNow(), { enough: caughtUp });
  // The other server heard b half a second earlier, and an event that the first had not yet.
  const other = [said('a', 600), said('b', 500), said('late', 300)];
  const { items } = await readUntil(over(replay(other)), contextNow(), { cursor: first.cursor, enough: caughtUp });
  expect(items.flatMap(signalsOf)).toMatchObject([{ type: 'posted', post: { text: 'post late' } }]);
});

test('changes, deletions, accounts', async () => {
  const account = (status: string, active: boolean): string => JSON.stringify({ did: DID, time_us: NOW * 1_000 - 10, kind: 'account', account: { active, did: DID, seq: 5, status, time: TIME } });
  const messages = [said('a', 3, { operation: 'update' }), said('a', 2, { operation: 'delete' }), said('b', 1, { collection: 'app.bsky.feed.like' }), account('deleted', false), account('suspended', false), account('deleted', true)];
  const { items } = await readUntil(over((line) => messages.forEach((text) => line.send(text))), contextNow(), { enough: caughtUp });
  const ref = `at://${DID}/app.bsky.feed.post/a`;
  expect(items.flatMap(signalsOf)).toMatchObject([{ type: 'edited', post: { id: ref } }, { type: 'deleted', ref, by: 'author' }, { type: 'author-deleted', author: DID, by: 'author' }]);
});

test('messages that cannot be read are skipped, with a reason', async () => {
  const messages = ['{', '[]', '{"did":"did:plc:x"}', JSON.stringify({ did: 'me', time_us: 1 }), new Uint8Array([1]), JSON.stringify({ did: DID, time_us: NOW * 1_000, kind: 'commit', commit: { operation: 'create', collection: 'app.bsky.feed.post', rkey: 'a' } }), `"${'x'.repeat(3_000)}"`, said('z', 0)];
  const { items } = await readUntil(over((line) => messages.forEach((text) => line.send(text)), { maxFrameBytes: 2_000 }), contextNow(), { enough: caughtUp });
  const signals = items.flatMap(signalsOf);
  expect(signals.map(({ type }) => type)).toEqual([...Array.from({ length: 7 }, () => 'skipped'), 'posted']);
  expect(signals.every((signal) => signal.type !== 'skipped' || signal.reason !== '')).toBe(true);
});

test('goes on from the cursor after a loss, over the network', async () => {
  const server = await serveWebSocket((peer, count) => {
    peer.send(said(String(count), 100 - count));
    if (count === 1) peer.end();
  });
  const source = blueskyJetstream({ service: server.url });
  const cursors: string[] = [];
  const lost = await rejection((async () => {
    for await (const batch of source.read({ cursor: null, limit: 10, queries: [] }, testContext({ now: NOW }))) cursors.push(batch.cursor);
  })());
  const { items } = await readUntil(source, testContext({ now: NOW }), { cursor: cursors.at(-1) ?? null, enough: (found) => found.length > 0 });
  await server.close();
  expect([lost.code, items.flatMap(signalsOf)]).toMatchObject(['UNAVAILABLE', [{ type: 'posted', post: { text: 'post 2' } }]]);
  expect(server.paths[1]).toContain(`cursor=${(NOW - 99 - 2_000) * 1_000}`);
});

test('options that cannot work are named', () => {
  expect(errorOf(() => blueskyJetstream({ overlapMs: -1 }))).toMatchObject({ code: 'CONFIG_INVALID', field: 'blueskyJetstream.overlapMs' });
  expect(errorOf(() => blueskyJetstream({ service: 'jetstream' }))).toMatchObject({ code: 'CONFIG_INVALID', field: 'blueskyJetstream.service' });
});

test('a cursor of long ago, after which a minute passes without a post: that some may be missing is told, and all that comes is read', async () => {
  const DAY = 24 * HOUR;
  const from = (age: number): string => String((NOW - age) * 1_000);
  const read = async (cursor: string, messages: readonly string[]) => (await readUntil(over(replay(messages)), contextNow(), { cursor, limit: 1, enough: caughtUp })).items.flatMap(signalsOf).map(({ type }) => type);
  const kept = [said('c', 20 * HOUR), said('d', 0)];
  expect(await read(from(3 * DAY), kept)).toEqual(['skipped', 'posted', 'posted']);
  expect(await read(from(23 * HOUR), kept)).toEqual(['posted', 'posted']);
  expect(await read(from(3 * DAY), [said('b', 3 * DAY - 1_000), ...kept])).toEqual(['posted', 'posted', 'posted']);
  // An event that concerns nobody tells as much.
  const identity = JSON.stringify({ did: DID, time_us: (NOW - 21 * HOUR) * 1_000, kind: 'identity', identity: { did: DID, handle: 'dana.example', seq: 1, time: TIME } });
  expect(await read(from(3 * DAY), [identity, said('d', 0)])).toEqual(['skipped', 'posted']);
});

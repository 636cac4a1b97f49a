import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import { decodeFrame } from '../../../src/sources/bluesky/frame.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { commit, DID, encodeCbor, frame, message, post, sync, TIME } from '../../fixtures/bluesky/frames.ts';
import { invariant } from '../../support/invariant.ts';
import { countSteps } from '../../support/steps.ts';

const uri = (rkey: string): string => `at://${DID}/app.bsky.feed.post/${rkey}`;

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
    expect(said(bytes)).toMatchObject([{ type: 'posted', post: { id: uri('3ka'), text: 'words' } }, { type: 'edited', post: { id: uri('3kb'), text: 'better words' } }, { type: 'deleted', ref: uri('3kc'), by: 'author' }, { type: 'posted', post: { id: `at://${DID}/app.bsky.feed.repost/3ke`, thread: { repost: uri('3ka') } } }]);
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
      fc.tuple(fc.constantFrom(post(1, 'The acme kettle leaks'), message('#account', { seq: 2, did: DID, time: TIME, active: false, status: 'deleted' }), commit({ seq: 3, changes: [{ action: 'delete', path: 'app.bsky.feed.post/3k1' }] }), sync(4, {}), post(7, 'words', { record: { facets: [{ features: [{}] }], langs: ['en'] } })), fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 8 }), fc.nat(2_000)).map(([whole, changes, keep]) => {
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

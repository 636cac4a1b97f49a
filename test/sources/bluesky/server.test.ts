import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/entries.ts';
import { signalsOf } from '../../../src/sources/bluesky/event.ts';
import { blueskyFirehose, blueskySearch } from '../../../src/sources/bluesky/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { testContext } from '../../support/context.ts';
import { readUntil, rejection } from './support.ts';

const home = join(root, 'test/servers/bluesky');
const installed = existsSync(join(home, 'node_modules/@atproto/pds/package.json'));
const PASSWORD = 'a-password-of-the-test';
const POST = 'app.bsky.feed.post';

interface Account {
  did: string;
  accessJwt: string;
}

describe.skipIf(!installed)(`a real server${installed ? '' : ' (skipped; to run it: npm ci --ignore-scripts --prefix test/servers/bluesky)'}`, () => {
  let folder = '';
  let server: ChildProcess | null = null;
  let url = '';
  let alice: Account = { did: '', accessJwt: '' };
  let bob: Account = alice;

  const call = async <Answer = { uri: string; cid: string }>(method: string, input: object, authorization?: string): Promise<Answer> => {
    const response = await fetch(`${url}/xrpc/${method}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) }, body: JSON.stringify(input) });
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return (await response.json().catch(() => ({}))) as Answer;
  };
  const enrol = (name: string): Promise<Account> => call<Account>('com.atproto.server.createAccount', { handle: `${name}.test`, email: `${name}@mail.example`, password: PASSWORD });
  const write = ({ did, accessJwt }: Account, record: object, collection = POST) => call('com.atproto.repo.createRecord', { repo: did, collection, record: { $type: collection, createdAt: '2024-05-01T10:00:00.000Z', ...record } }, `Bearer ${accessJwt}`);
  const source = () => blueskyFirehose({ service: url.replace('http', 'ws'), start: 'oldest' });
  const read = async (enough: number, cursor: string | null = null, limit = 100): Promise<{ signals: Signal[]; cursors: string[] }> => {
    const { items, batches } = await readUntil(source(), testContext({ now: Date.now() }), { cursor, limit, enough: (found) => found.length >= enough });
    return { signals: items.flatMap(signalsOf), cursors: batches.filter((batch) => batch.items.length > 0).map((batch) => batch.cursor) };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kashuv-bluesky-'));
    server = spawn(process.execPath, ['--no-warnings', 'start.js', folder], { cwd: home, env: { ...process.env, LOG_ENABLED: 'false' }, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
      ({ url } = JSON.parse(line) as { url: string });
      break;
    }
    [alice, bob] = [await enrol('alice'), await enrol('bob')];
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  test('posts, replies, likes, changes and deletions, as they were made; from any cursor exactly the rest; an account that ends', async () => {
    const first = await write(alice, { text: 'The acme kettle leaks קומקום', langs: ['en', 'he'], facets: [{ index: { byteStart: 4, byteEnd: 8 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://acme.example/kettle' }] }] });
    await write(alice, { subject: first }, 'app.bsky.feed.like');
    const reply = await write(bob, { text: 'Same here', reply: { root: first, parent: first } });
    const quote = await write(bob, { text: 'Look at this', embed: { $type: 'app.bsky.embed.record', record: first } });
    await call('com.atproto.repo.putRecord', { repo: alice.did, collection: POST, rkey: first.uri.split('/').at(-1), record: { $type: POST, text: 'The acme kettle leaks no more', createdAt: '2024-05-01T10:00:00.000Z' } }, `Bearer ${alice.accessJwt}`);
    await call('com.atproto.repo.deleteRecord', { repo: bob.did, collection: POST, rkey: quote.uri.split('/').at(-1) }, `Bearer ${bob.accessJwt}`);

    const { signals, cursors } = await read(5, null, 1);
    expect(signals).toMatchObject([
      { type: 'posted', post: { id: first.uri, text: 'The acme kettle leaks קומקום', author: { id: alice.did }, links: ['https://acme.example/kettle'], postedAt: Date.parse('2024-05-01T10:00:00Z') } },
      { type: 'posted', post: { id: reply.uri, text: 'Same here', thread: { root: first.uri, parent: first.uri } } },
      { type: 'posted', post: { id: quote.uri, thread: { quote: first.uri } } },
      { type: 'edited', post: { id: first.uri, text: 'The acme kettle leaks no more' } },
      { type: 'deleted', ref: quote.uri, by: 'author' },
    ]);
    for (const [index, cursor] of cursors.slice(0, -1).entries()) expect((await read(4 - index, cursor)).signals).toEqual(signals.slice(index + 1));

    await call('com.atproto.admin.deleteAccount', { did: bob.did }, `Basic ${Buffer.from('admin:test-admin').toString('base64')}`);
    expect((await read(1, cursors.at(-1))).signals).toEqual([{ type: 'author-deleted', author: bob.did, by: 'author' }]);
  });

  test('a cursor that it has not reached is refused', async () => {
    expect(await rejection(read(1, '999999999'))).toMatchObject({ code: 'CONFIG_INVALID', field: 'blueskyFirehose.service' });
  });

  test('a log-in is taken or refused', async () => {
    // Search is an application's work: a personal data server alone has none, and says so after the log-in.
    const search = (password: string) => rejection(readUntil(blueskySearch({ service: url, identifier: 'alice.test', password, search: ['acme'], allowPrivate: true }), testContext({ now: Date.now() }), { enough: () => false }));
    const refused = await search('another-password');
    expect([refused.code, refused.message.includes('another-password')]).toEqual(['AUTH_FAILED', false]);
    const taken = await search(PASSWORD);
    expect([taken.code === 'AUTH_FAILED', taken.message.includes('app.bsky.feed.searchPosts')]).toEqual([false, true]);
  });

  test('a server that goes away while it is read is UNAVAILABLE', async () => {
    await write(alice, { text: 'The last words' });
    const reading = readUntil(source(), testContext({ now: Date.now() }), {
      enough: (found) => {
        if (found.flatMap(signalsOf).some((signal) => 'post' in signal && signal.post.text === 'The last words')) server?.kill('SIGKILL');
        return false;
      },
    });
    expect(await rejection(reading)).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('ended the stream') });
  });
});

import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { facebookPage, instagram } from '../../src/publishers/meta/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import type { Delivered } from '../../src/testkit/contracts/index.ts';
import { publisherConforms } from '../support/conformance.ts';
import { testContext } from '../support/context.ts';
import { errorOf } from '../support/error-of.ts';
import { graphError, serveGraph, type GraphCall, type GraphReply, type GraphServer } from '../support/graph-server.ts';

const PAGE = '1001';
const ACCOUNT = '17841400000000001';
const TOKEN = 'a token of the test';
const SECRET = 'the secret of an app';
/** As the kit's clock. */
const NOW = 1_750_000_000_000;
const OTHERS_MEDIUM = '17900000000000009';

interface Said {
  id: string;
  under: string;
  text: string;
  at: number;
}

/** What Facebook and Instagram have, as far as a publisher sees it. */
class World {
  readonly said: Said[] = [];
  fault: ((call: GraphCall) => GraphReply | undefined) | null = null;
  #next = 5000;

  answer = (call: GraphCall): GraphReply | undefined => {
    const fault = this.fault?.(call);
    if (fault !== undefined) return fault;
    return call.method === 'POST' ? this.#take(call) : this.#show(call);
  };

  #take({ path, form }: GraphCall): GraphReply {
    const [to = '', edge] = path.split('/');
    const under = edge === 'mentions' ? (form.get('comment_id') ?? form.get('media_id') ?? '') : edge === 'feed' ? '' : to;
    return { body: { id: this.say(under, form.get('message') ?? '', to === PAGE || to.includes('_') ? 'facebook' : 'instagram') } };
  }

  say(under: string, text: string, network: 'facebook' | 'instagram', at = NOW): string {
    this.#next += 1;
    const id = network === 'instagram' ? `1785000000000${this.#next}` : under === '' ? `${PAGE}_${this.#next}` : `${under.split('_').at(-1)}_${this.#next}`;
    this.said.push({ id, under, text, at });
    return id;
  }

  #show({ path, params }: GraphCall): GraphReply | undefined {
    const [id = '', edge] = path.split('/');
    const fields = params.get('fields') ?? '';
    if (edge !== undefined) {
      const all = this.said.filter(({ under }) => under === (edge === 'feed' ? '' : id)).reverse();
      const from = Number(params.get('after') ?? 0);
      const limit = Number(params.get('limit'));
      const data = all.slice(from, from + limit).map((one) =>
        edge === 'replies'
          ? { id: one.id, text: one.text, timestamp: new Date(one.at).toISOString(), user: { id: ACCOUNT } }
          : { id: one.id, message: `${one.text}  `, created_time: new Date(one.at).toISOString().replace('.000Z', '+0000'), from: { id: PAGE } },
      );
      const more = from + limit < all.length;
      return { body: { data, paging: { cursors: { after: String(from + limit) }, ...(more && { next: 'https://graph.example/next' }) } } };
    }
    if (id === ACCOUNT) return fields.includes('777') ? graphError(10) : fields.includes('404') ? undefined : { body: { id } };
    if (id.endsWith('404')) return undefined;
    const closed = id.endsWith('403');
    return { body: { id, can_comment: !closed, comments: { summary: { can_comment: !closed } }, hidden: id.endsWith('402'), media: { id: '1', is_comment_enabled: !closed }, ...(id.endsWith('9') && { parent_id: '17850000000000001', parent: { id: '2001_3001' } }) } };
  }
}

const world = new World();
let server: GraphServer;
beforeAll(async () => {
  server = await serveGraph((call) => world.answer(call));
});
afterAll(() => server.close());
beforeEach(() => (server.calls.length = 0));
afterEach(() => (world.fault = null));

const more = () => ({ service: server.url, allowPrivate: true, accessToken: TOKEN, appSecret: SECRET });
const page = () => facebookPage({ ...more(), pageId: PAGE });
const account = () => instagram({ ...more(), accountId: ACCOUNT });
const onPage = (replyToSourceId: string | null) => () => ({ venue: `page:facebook/${PAGE}`, replyTo: replyToSourceId === null ? null : 'post_1', replyToSourceId });
const onAccount = (replyToSourceId: string) => () => ({ venue: `account:instagram/${ACCOUNT}`, replyTo: 'post_1', replyToSourceId });
const delivered = (): Delivered[] => world.said.map(({ id, text, under }) => ({ id, text, replyTo: under === '' ? null : under }));

describe('the contract, as a page', () => {
  publisherConforms({ adapter: 'publishers/meta facebookPage', against: 'loopback' }, {
    publisher: page,
    places: { reply: onPage('2001_3001'), post: onPage(null) },
    delivered,
    closed: { 'a comment that is gone': onPage('2001_3404'), 'a comment that may not be answered': onPage('2001_3403'), 'a post that may not be answered': onPage(`${PAGE}_2403`), 'a post that is gone': onPage(`${PAGE}_2404`) },
    secrets: [TOKEN, SECRET],
  });
});

describe('the contract, as an Instagram account', () => {
  publisherConforms({ adapter: 'publishers/meta instagram', against: 'loopback' }, {
    publisher: account,
    places: { reply: onAccount('17850000000000001') },
    delivered,
    run: 'instagram-',
    closed: { 'a comment that is gone': onAccount('17850000000000404'), 'a hidden comment': onAccount('17850000000000402'), 'closed comments': onAccount('17850000000000403') },
    secrets: [TOKEN, SECRET],
  });
});

const command = (over: Partial<PublishCommand> = {}): PublishCommand => ({ action: 'reply', brand: 'acme', text: 'We are sorry, and look into it.', target: { venue: `page:facebook/${PAGE}`, replyTo: 'post_1' }, replyToSourceId: '2001_3001', idempotencyKey: 'send_1', ...over });
const there = (venue: string) => ({ venue, replyTo: 'post_1' });
const context = () => testContext({ now: NOW });
const thrown = async (work: Promise<unknown>): Promise<KashuvError> => work.then(() => Promise.reject(new Error('nothing was thrown')), (error: unknown) => (KashuvError.is(error) ? error : Promise.reject(error as Error)));

describe('where it speaks', () => {
  test('a page on itself and where it was mentioned, an account likewise, and neither for another', () => {
    const reached = ['page:facebook/1001', 'page:facebook/10011', 'thread:facebook/1001/9_1', 'thread:facebook/1002/9_1', `account:instagram/${ACCOUNT}`, `thread:instagram/${ACCOUNT}/9`, 'thread:instagram/1/9', `thread:instagram/${ACCOUNT}/../me`];
    const by = (publisher: ReturnType<typeof page>) => reached.filter((venue) => publisher.reaches({ venue, source: 'meta' }));
    expect(by(page())).toEqual(['page:facebook/1001', 'thread:facebook/1001/9_1']);
    expect(by(account())).toEqual([`account:instagram/${ACCOUNT}`, `thread:instagram/${ACCOUNT}/9`]);
  });

  test.each<[string, Partial<PublishCommand>, string, Record<string, string>]>([
    ['a comment on the page', {}, '2001_3001/comments', {}],
    ['a post on the page', { replyToSourceId: `${PAGE}_2001` }, `${PAGE}_2001/comments`, {}],
    ['nothing: a post', { action: 'post', replyToSourceId: null, target: { venue: `page:facebook/${PAGE}`, replyTo: null } }, `${PAGE}/feed`, {}],
    ['a comment on Instagram', { target: there(`account:instagram/${ACCOUNT}`), replyToSourceId: '17850000000000001' }, '17850000000000001/replies', {}],
    ['a mention in a comment elsewhere', { target: there(`thread:instagram/${ACCOUNT}/${OTHERS_MEDIUM}`), replyToSourceId: '17850000000000002' }, `${ACCOUNT}/mentions`, { media_id: OTHERS_MEDIUM, comment_id: '17850000000000002' }],
    ['a mention in a caption elsewhere', { target: there(`thread:instagram/${ACCOUNT}/${OTHERS_MEDIUM}`), replyToSourceId: OTHERS_MEDIUM }, `${ACCOUNT}/mentions`, { media_id: OTHERS_MEDIUM }],
  ])('answers %s', async (_, over, path, form) => {
    const said = command(over);
    const publisher = said.target.venue.includes('instagram') ? account() : page();
    const receipt = await publisher.publish(said, context());
    expect(receipt).toMatchObject({ id: world.said.at(-1)?.id, at: NOW });
    expect(server.calls.map((call) => [call.method, call.path, call.authorization, Object.fromEntries(call.form)])).toEqual([['POST', path, `Bearer ${TOKEN}`, { ...form, message: said.text }]]);
  });
});

describe('what stands in the way', () => {
  test.each<[string, Partial<PublishCommand>, RegExp]>([
    ['an id that leads elsewhere', { replyToSourceId: '../me' }, /no id of Facebook/],
    ['no id', { replyToSourceId: null }, /no id of Facebook/],
    ['a post in somebody else’s thread', { action: 'post', target: there('thread:facebook/1001/9_1') }, /on itself alone/],
    ['a private message', { action: 'message' }, /takes no 'message'/],
  ])('%s', (_, over, expected) => expect(page().check(command(over)).join('; ')).toMatch(expected));

  test.each<[string, string, RegExp | null]>([
    ['30 hashtags and 20 names', `${'#a '.repeat(30)}${'@b '.repeat(20)}`, null],
    ['31 hashtags', '#a '.repeat(31), /31 hashtags; 30/],
    ['21 names', '@b '.repeat(21), /21 people are named; 20/],
    ['2,201 letters', 'a'.repeat(2201), /2201 characters long; 2200/],
  ])('on Instagram: %s', (_, text, expected) => {
    const objections = account().check(command({ target: there(`account:instagram/${ACCOUNT}`), replyToSourceId: '17850000000000001', text })).join('; ');
    if (expected === null) expect(objections).toBe('');
    else expect(objections).toMatch(expected);
  });

  test('of a mention that Meta does not show any more', async () => {
    const about = (replyToSourceId: string) => command({ target: there(`thread:instagram/${ACCOUNT}/${OTHERS_MEDIUM}`), replyToSourceId });
    expect(await account().preflight?.(about('17850000000000002'), context())).toEqual([]);
    expect(await account().preflight?.(about('17850000000000404'), context())).toEqual([expect.stringContaining('not there any more')]);
    world.fault = () => graphError(100);
    expect(await account().preflight?.(about('17850000000000002'), context())).toEqual([expect.stringContaining('may be closed')]);
    world.fault = () => graphError(2);
    expect(await thrown(account().preflight?.(about('17850000000000002'), context()) ?? Promise.resolve())).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('what Meta refuses', () => {
  const usage = (minutes: number) => ({ 'x-business-use-case-usage': JSON.stringify({ 1001: [{ type: 'pages', call_count: 100, total_cputime: 25, total_time: 25, estimated_time_to_regain_access: minutes }], 7: 'odd' }) });
  test.each<[string, GraphReply, Record<string, unknown>]>([
    ['190, the token', graphError(190, { status: 401, subcode: 460 }), { code: 'AUTH_FAILED', field: 'accessToken' }],
    ['10, a permission', graphError(10, { status: 403 }), { code: 'AUTH_FAILED' }],
    ['200, a permission', graphError(200, { status: 403 }), { code: 'AUTH_FAILED' }],
    ['4, the app asks too much', graphError(4), { code: 'RATE_LIMITED', retryAfterMs: 300_000 }],
    ['32, a page asks too much', graphError(32, { status: 403, headers: usage(19) }), { code: 'RATE_LIMITED', retryAfterMs: 19 * 60_000 }],
    ['80001, a business asks too much', graphError(80_001, { headers: usage(100_000) }), { code: 'RATE_LIMITED', retryAfterMs: 86_400_000 }],
    ['613, with a header nobody can read', graphError(613, { headers: { 'x-business-use-case-usage': '{' } }), { code: 'RATE_LIMITED', retryAfterMs: 300_000 }],
    ['100/33, gone', graphError(100, { subcode: 33 }), { code: 'CONFLICT' }],
    ['100, not so', graphError(100), { code: 'REJECTED' }],
    ['368, blocked', graphError(368), { code: 'REJECTED' }],
    ['506, said before', graphError(506), { code: 'REJECTED' }],
    ['2, a passing fault: it may have been taken', graphError(2), { code: 'OUTCOME_UNKNOWN' }],
    ['what it calls transient', graphError(999, { transient: true }), { code: 'OUTCOME_UNKNOWN' }],
    ['an answer without an id', { body: { success: true } }, { code: 'OUTCOME_UNKNOWN' }],
    ['an answer that is none', { body: 'thanks' }, { code: 'OUTCOME_UNKNOWN' }],
  ])('%s', async (_, reply, expected) => {
    world.fault = () => reply;
    const error = await thrown(page().publish(command(), context()));
    expect(error).toMatchObject(expected);
    expect(error.message).not.toMatch(/own words/);
  });
});

describe('what was perhaps sent', () => {
  const attempt = (over: Partial<PublishCommand> = {}) => ({ command: command({ text: 'Perhaps this was sent', ...over }), since: NOW });
  const lost = async (publisher: ReturnType<typeof page>, over: Partial<PublishCommand> = {}) => publisher.find?.('send_1', context(), attempt(over)) ?? null;

  test('is found by its words, though white space was folded; not where somebody else said it, nor from before', async () => {
    const under = '2001_3010';
    expect(await lost(page(), { replyToSourceId: under })).toBeNull();
    world.say(under, 'Perhaps this was sent', 'facebook', NOW - 6 * 60_000);
    expect(await lost(page(), { replyToSourceId: under })).toBeNull();
    const id = world.say(under, 'Perhaps\n this was   sent', 'facebook');
    expect(await lost(page(), { replyToSourceId: under })).toMatchObject({ id, at: NOW });
    world.fault = ({ path }) => (path.endsWith('/comments') ? { body: { data: [{ id: '1_2', message: 'Perhaps this was sent', created_time: new Date(NOW).toISOString(), from: { id: '9' } }] } } : undefined);
    expect(await lost(page(), { replyToSourceId: under })).toBeNull();
  });

  test('is found under the comment that began it, where an answer to an answer was put', async () => {
    const onFacebook = world.say('2001_3001', 'Perhaps this was sent', 'facebook');
    expect(await lost(page(), { replyToSourceId: '2001_3009' })).toMatchObject({ id: onFacebook });
    const onInstagram = world.say('17850000000000001', 'Perhaps this was sent', 'instagram');
    expect(await lost(account(), { target: there(`account:instagram/${ACCOUNT}`), replyToSourceId: '17850000000000009' })).toMatchObject({ id: onInstagram });
  });

  test('is found behind what others said since, and as a post', async () => {
    const id = world.say('2001_3020', 'Perhaps this was sent', 'facebook');
    for (let count = 0; count < 250; count += 1) world.say('2001_3020', `another ${count}`, 'facebook');
    expect(await lost(page(), { replyToSourceId: '2001_3020' })).toMatchObject({ id });
    expect(server.calls.filter(({ path }) => path.endsWith('/comments'))).toHaveLength(3);
    const post = world.say('', 'Perhaps this was sent', 'facebook');
    expect(await lost(page(), { action: 'post', replyToSourceId: null })).toMatchObject({ id: post });
  });

  test('is not called absent where nobody can tell', async () => {
    world.fault = ({ path, params }) => (path.endsWith('/comments') ? { body: { data: [{ id: '1_2' }], paging: { next: 'https://graph.example/', cursors: { after: `${params.get('after') ?? ''}x` } } } } : undefined);
    expect(await thrown(lost(page()))).toMatchObject({ code: 'UNAVAILABLE' });
    world.fault = () => graphError(2);
    expect(await thrown(lost(page()))).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await thrown(lost(account(), { target: there(`thread:instagram/${ACCOUNT}/${OTHERS_MEDIUM}`) }))).toMatchObject({ code: 'UNSUPPORTED' });
    for (const publisher of [page(), account()]) expect(await thrown(publisher.find?.('send_1', context()) ?? Promise.resolve())).toMatchObject({ code: 'UNSUPPORTED', field: 'attempt' });
  });
});

test('a shared budget is held while Meta wants nothing', async () => {
  const held: number[] = [];
  const budget = { spend: <T>(_: unknown, work: () => Promise<T>) => work(), holdUntil: (at: number) => void held.push(at) };
  world.fault = () => ({ headers: { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":5}]}' }, body: { id: '2001_9' } });
  await facebookPage({ ...more(), pageId: PAGE, budget }).publish(command(), context());
  expect(held).toEqual([NOW + 5 * 60_000]);
});

test.each<[() => unknown, string]>([
  [() => facebookPage({ pageId: 'acme', accessToken: TOKEN }), 'facebookPage.pageId'],
  [() => facebookPage({ pageId: PAGE, accessToken: '' }), 'facebookPage.accessToken'],
  [() => instagram({ accountId: ACCOUNT, accessToken: TOKEN, service: 'http://user:word@graph.example' }), 'instagram.service'],
])('configuration %#', (make, field) => expect(errorOf(make)).toMatchObject({ code: 'CONFIG_INVALID', field }));

test('whatever is listed, looking it up ends, in null, a receipt or a typed error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (listed) => {
      world.fault = ({ path }) => (path.endsWith('/comments') ? { body: listed } : undefined);
      const found = await page().find?.('send_1', context(), { command: command(), since: NOW }).catch((error: unknown) => KashuvError.is(error));
      expect([null, true]).toContain(found);
    }),
    { numRuns: 30 },
  );
});

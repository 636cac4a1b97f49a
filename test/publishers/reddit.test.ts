import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { redditPublisher, type RedditPublisherOptions } from '../../src/publishers/reddit/index.ts';
import type { PublishAttempt } from '../../src/spec/plugin.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import type { Place } from '../../src/testkit/contracts/index.ts';
import { publisherConforms } from '../support/conformance.ts';
import { testContext } from '../support/context.ts';
import { errorOf } from '../support/error-of.ts';
import { accountOf, openReddit, SECRET, type RedditServer, type Say } from '../support/reddit-server.ts';
import { rejection } from '../support/rejection.ts';
import { readReddit } from './reddit-reader.ts';

const NOW = 1_714_557_600_000;
const servers: RedditServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function open(): Promise<RedditServer> {
  const server = await openReddit();
  servers.push(server);
  return server;
}
const publisherOf = (server: RedditServer, options: Partial<RedditPublisherOptions> = {}) => redditPublisher({ ...accountOf(server), ...options });
const command = (text: string, more: Partial<PublishCommand> = {}): PublishCommand => ({ action: 'reply', brand: 'acme', text, target: { venue: 'reddit:r/kettles', replyTo: 'post_1' }, replyToSourceId: 't1_kc0001', idempotencyKey: 'send_1', ...more });
const attempt = (sent: PublishCommand, since = NOW): PublishAttempt => ({ command: sent, since });
const place = (replyToSourceId: string): Place => ({ venue: 'reddit:r/kettles', replyTo: 'post_1', replyToSourceId, source: 'reddit:acme_support' });
const comments = (server: RedditServer): string[] => server.sent.flatMap(({ path, form }) => (path === '/api/comment' ? [form.text ?? ''] : []));
const thing = (server: RedditServer, name: string): Record<string, unknown> => server.things.find(({ data }) => data.name === name)?.data ?? {};

describe('the contract', async () => {
  const server = await openReddit();
  server.remaining = 1e6;
  afterAll(() => server.close());
  const state = (name: string, data: Record<string, unknown>): (() => Place) => {
    const base = server.things.find(({ data: one }) => one.name === 't1_kc0001');
    server.things.push({ kind: name.slice(0, 2), data: { ...base?.data, ...data, name } });
    return () => place(name);
  };
  server.communities.strict = { user_is_banned: true };
  server.communities.closed = null;
  publisherConforms({ adapter: 'publishers/reddit', against: 'loopback' }, {
    publisher: () => publisherOf(server),
    places: { reply: () => place('t1_kc0001') },
    delivered: () => server.things.filter(({ data }) => data.author === 'acme_support').map(({ data }) => ({ id: data.name, text: readReddit(String(data.body)), replyTo: String(data.parent_id) })),
    longest: `${'a'.repeat(9_996)}**`,
    tooLong: `${'a'.repeat(9_997)}**`,
    closed: {
      'a comment that is not there': () => place('t1_none'),
      'a comment that its author deleted': state('t1_dead', { body: '[deleted]', author: '[deleted]' }),
      'a comment that was removed': state('t1_removed', { body: '[removed]' }),
      'a comment that is locked': state('t1_locked', { locked: true }),
      'a submission that is archived': state('t3_old', { archived: true }),
      'a comment below a submission that is locked': (state('t3_locked', { locked: true }), state('t1_below', { link_id: 't3_locked' })),
      'a community that bans the account': state('t1_banned', { subreddit: 'strict' }),
      'a community that is closed': state('t1_closed', { subreddit: 'closed' }),
      'an author whom the account blocks': state('t1_blocked', { author_is_blocked: true }),
    },
    secrets: [SECRET, 'app-secret-word'],
    context: (signal) => ({ ...testContext({ now: NOW }), signal }),
  });
});

describe('the words', () => {
  /** Lines without blanks around them; of several empty lines one. */
  const shown = (text: string): string => text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/^[ \t]+|[ \t]+$/g, '')).join('\n').replace(/\n{3,}/g, '\n\n').trim();

  test('show as they were approved, whatever they hold', async () => {
    const { check } = publisherOf(await open());
    const server = await open();
    const parts = ['*', '_', '**', '~~', '`', '```', '#', '# ', '> ', '>!', '!<', '- ', '+ ', '1. ', '2) ', '---', '***', '[', '](', ')', '![', '<b>', '&amp;', '& ', '&#35;', '\\', '|', '^', '^(', 'a', 'word', ' ', '    ', '\t', '\n', '\n\n', '\r\n', 'שלום', '👩‍👩‍👧', 'https://x.example/a_b*c_(d)', 'www.x.example/_a_', 'u/some_name', 'r/a', '/r/_x_', 'a_b@x.example', 'http://*b*', '=', '.', ':'];
    const { toMarkdown } = await import('../../src/publishers/reddit/markdown.ts');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 14 }), (picked) => {
        const text = picked.join('');
        fc.pre(check(command(text)).length === 0);
        expect(readReddit(toMarkdown(text))).toBe(shown(text));
      }),
      { numRuns: 3_000 },
    );
    const approved = 'Hi,\nsorry for *that*.\n\n1. We look into it: https://acme.example/case_12_a.\n# not a heading\n- u/tea_time, r/kettles';
    await publisherOf(server).publish(command(approved), testContext({ now: NOW }));
    expect(comments(server)).toEqual(['Hi,  \nsorry for \\*that\\*.\n\n1\\. We look into it: https://acme.example/case_12_a.  \n\\# not a heading  \n\\- u/tea_time, r/kettles']);
  });

  test('are refused where nothing would show them', async () => {
    const { check } = publisherOf(await open());
    expect(check(command('Dear all\n==='))).toEqual(['a line of = would make a heading of the line above it']);
    expect(check(command('See https://x.example/a<b>'))).toEqual(['an address with a < right after it would be another one; put a blank between them']);
    expect(check(command('===\n\na = b\n\n='))).toEqual([]);
    expect(check(command('x', { replyToSourceId: 't4_2ms001' }))).toEqual(['there is no submission and no comment that is answered']);
    expect(check(command('x', { replyToSourceId: null, action: 'post' }))).toHaveLength(2);
    expect(check(command('😀'.repeat(10_000)))).toEqual([]);
    expect(check(command(`${'_'.repeat(5_000)}a`))).toEqual(['the text is 10001 characters long as Reddit counts, with what is escaped; 10000 is the most']);
  });
});

describe('sending', () => {
  const refusal = async (say: Say) => {
    const server = await open();
    server.instead.push({ path: '/api/comment', say });
    return rejection(publisherOf(server).publish(command('Sorry.'), testContext({ now: NOW })));
  };
  const json = (code: string, words = '', more: object = {}): Say => ({ body: { json: { errors: [[code, words, 'parent']], ...more } } });

  test('gives the comment that was made', async () => {
    const server = await open();
    expect(await publisherOf(server).publish(command('Sorry.'), testContext({ now: NOW }))).toEqual({ id: 't1_new5', at: 1_714_557_605_000, url: 'https://www.reddit.com/r/kettles/comments/x/y/new5/' });
    expect(server.sent.at(-1)?.form).toEqual({ api_type: 'json', raw_json: '1', thing_id: 't1_kc0001', text: 'Sorry.' });
  });

  test('a pause that Reddit asks for is told in full', async () => {
    const wait = async (words: string, more?: object) => (await refusal(json('RATELIMIT', words, more))).retryAfterMs;
    expect(await refusal(json('RATELIMIT', "Looks like you've been doing that a lot. Take a break for 9 minutes before trying again."))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 600_000 });
    expect(await wait('Take a break for 1 second before trying again.')).toBe(2_000);
    expect(await wait('you are doing that too much. try again in 2 hours.')).toBe(10_800_000);
    expect(await wait('Take a break for 200 milliseconds before trying again.')).toBe(201);
    expect(await wait('Take a break for 9 minutes', { ratelimit: 512.4 })).toBe(512_400);
    expect(await wait('Later.')).toBe(600_000);
    expect(await wait('Take a break for 999999 hours')).toBe(86_400_000);
  });

  test('a refusal is one for good, in our words', async () => {
    for (const [code, why] of [['THREAD_LOCKED', 'locked'], ['DELETED_COMMENT', 'deleted'], ['TOO_OLD', 'archived'], ['TOO_LONG', 'too long'], ['NO_TEXT', 'empty'], ['NEW_ONE', 'NEW_ONE']]) {
      expect(await refusal(json(code ?? '', `ignore all rules ${SECRET}`))).toMatchObject({ code: 'REJECTED', message: expect.stringMatching(new RegExp(`^(?!.*secret).*${why}`)) });
    }
    expect(await refusal({ body: { json: { errors: ['odd'] } } })).toMatchObject({ code: 'REJECTED' });
    expect(await refusal({ status: 403, body: { message: 'Forbidden', error: 403 } })).toMatchObject({ code: 'REJECTED', message: expect.stringContaining('banned') });
    expect(await refusal({ status: 403, headers: { 'www-authenticate': 'Bearer realm="reddit", error="insufficient_scope"' } })).toMatchObject({ code: 'AUTH_FAILED', field: 'redditPublisher.grant' });
    expect(await refusal(json('USER_REQUIRED'))).toMatchObject({ code: 'AUTH_FAILED' });
  });

  test('what may have been taken is uncertain', async () => {
    for (const say of [json('SOMETHING_IS_BROKEN'), { body: { json: { errors: [], data: { things: [] } } } }, { body: {} }, { body: '<html>' }, { status: 500 }, { status: 502 }]) expect(await refusal(say)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await refusal({ status: 503, headers: { 'retry-after': '5' } })).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 5_000 });
  });

  test('a token that ended costs one more request, and no second comment', async () => {
    const server = await open();
    const publisher = publisherOf(server);
    await publisher.publish(command('One.'), testContext({ now: NOW }));
    server.expireTokens();
    await publisher.publish(command('Two.'), testContext({ now: NOW }));
    // The second was refused before it was taken, then taken.
    expect(comments(server)).toEqual(['One.', 'Two.', 'Two.']);
    expect(server.things.filter(({ data }) => data.author === 'acme_support')).toHaveLength(2);
  });
});

describe('looking it up', () => {
  const context = testContext({ now: NOW });

  test('finds the same words under the same parent, and nothing else', async () => {
    const server = await open();
    const { id } = await publisherOf(server).publish(command('Sorry for *that*.\nDana '), context);
    const publisher = publisherOf(server);
    expect(await publisher.find?.('other', context, attempt(command('Sorry for *that*.\nDana ')))).toMatchObject({ id });
    expect(await publisher.find?.('send_1', context, attempt(command('Sorry for *that*.\nDana ', { replyToSourceId: 't3_1k0001' })))).toBeNull();
    expect(await publisher.find?.('send_1', context, attempt(command('Sorry for that.\nDana')))).toBeNull();
    expect(await publisher.find?.('send_1', context, attempt(command('Sorry for *that*.\nDana '), NOW + 2 * 3_600_000))).toBeNull();
    expect(await rejection(publisher.find?.('send_1', context) ?? Promise.resolve())).toMatchObject({ code: 'UNSUPPORTED' });
  });

  test('goes on to older comments, until they are too old', async () => {
    const server = await open();
    server.remaining = 1e6;
    const { id } = await publisherOf(server).publish(command('Sorry.'), context);
    const busy = (count: number, at: number): void => void server.things.push(...Array.from({ length: count }, (_, index) => ({ kind: 't1', data: { name: `t1_b${at}x${index}`.toLowerCase(), author: 'acme_support', body: 'Thanks.', parent_id: 't3_1k0001', created_utc: at + index } })));
    busy(250, NOW / 1000 + 100);
    expect(await publisherOf(server).find?.('send_1', context, attempt(command('Sorry.')))).toMatchObject({ id });
    busy(200, NOW / 1000 - 4 * 86_400);
    server.requests.length = 0;
    expect(await publisherOf(server).find?.('send_1', context, attempt(command('Never sent.')))).toBeNull();
    expect(server.asked().filter((path) => path.startsWith('/user/'))).toHaveLength(3);
  });

  test('says that it cannot tell where there are too many', async () => {
    const server = await open();
    const children = [{ kind: 't1', data: { name: 't1_b1', body: 'Thanks.', parent_id: 't3_1k0001', created_utc: NOW / 1000 } }];
    for (let page = 0; page < 10; page += 1) server.instead.push({ path: '/user/', say: { body: { kind: 'Listing', data: { after: `t1_b${page}`, children } } } });
    expect(await rejection(publisherOf(server).find?.('send_1', context, attempt(command('Sorry.'))) ?? Promise.resolve())).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  test('a failure is no absence', async () => {
    const failing = async (path: string, say: Say) => {
      const server = await open();
      server.instead.push({ path, say });
      return rejection(publisherOf(server).find?.('send_1', context, attempt(command('Sorry.'))) ?? Promise.resolve());
    };
    expect(await failing('/user/', { status: 500 })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing('/user/', { body: {} })).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await failing('/api/v1/me', { body: { name: '../x' } })).toMatchObject({ code: 'INPUT_INVALID', field: 'redditPublisher.grant' });
  });
});

describe('asking first', () => {
  const context = testContext({ now: NOW });
  const asks = async (change: (server: RedditServer) => void, name = 't1_kc0001') => {
    const server = await open();
    change(server);
    return publisherOf(server).preflight?.(command('Sorry.', { replyToSourceId: name }), context);
  };

  test('what stands in the way, in words that name nobody', async () => {
    expect(await asks(() => undefined)).toEqual([]);
    expect(await asks((server) => Object.assign(thing(server, 't1_kc0001'), { body: '[removed]', locked: true }))).toEqual(['what is answered was removed', 'what is answered is locked']);
    expect(await asks((server) => Object.assign(thing(server, 't3_1k0001'), { archived: true, selftext: '[deleted]' }))).toEqual(['the thread is archived']);
    expect(await asks((server) => (server.communities.kettles = { restrict_commenting: true }))).toEqual(['the community lets only some comment, and this account is not among them']);
    expect(await asks((server) => (server.communities.kettles = { restrict_commenting: true, user_is_contributor: true }))).toEqual([]);
  });

  test('below a submission that its author deleted, comments can still be answered', async () => {
    expect(await asks((server) => Object.assign(thing(server, 't3_1k0001'), { selftext: '[deleted]', author: '[deleted]' }))).toEqual([]);
  });

  test('throws where nobody could say', async () => {
    const failing = (path: string, say: Say) => rejection(asks((server) => server.instead.push({ path, say })));
    expect(await failing('/api/info', { status: 500 })).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failing('/api/info', { body: {} })).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await failing('/r/kettles/about', { status: 500 })).toMatchObject({ code: 'UNAVAILABLE' });
  });
});

test('options that cannot work are named; it reaches what a Reddit source heard', async () => {
  const account = accountOf(await open());
  const wrong: [object, string][] = [[{ grant: { type: 'client_credentials' } }, 'grant'], [{ userAgent: 'x' }, 'userAgent'], [{ reaches: true }, 'reaches'], [{ clientId: '' }, 'clientId'], [{ markdown: true }, 'markdown']];
  for (const [options, field] of wrong) expect(errorOf(() => redditPublisher({ ...account, ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field: `redditPublisher.${field}` });
  const { reaches } = redditPublisher(account);
  expect(['reddit', 'reddit:acme_support', 'redditish', 'bluesky', null].map((source) => reaches({ venue: 'reddit:r/kettles', source }))).toEqual([true, true, false, false, false]);
  expect(redditPublisher({ ...account, reaches: () => true }).reaches({ venue: 'x', source: null })).toBe(true);
});

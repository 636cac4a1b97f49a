import { describe, expect, test } from 'vitest';
import { redditPublisher } from '../../src/publishers/reddit/index.ts';
import { hackerNews } from '../../src/sources/hacker-news/index.ts';
import { mastodon } from '../../src/sources/mastodon/index.ts';
import { reddit } from '../../src/sources/reddit/index.ts';
import { collect, testContext } from '../support/context.ts';

/** More parts than a call of a function takes. */
const MANY = 300_000;
const many = (part: unknown): unknown[] => Array.from({ length: MANY }, () => part);

/** Everything is answered with what `answers` has for a part of the address. */
const answering = (answers: Readonly<Record<string, unknown>>) =>
  testContext({
    fetch: async (url) => {
      const part = Object.keys(answers).find((one) => new Request(url).url.includes(one));
      return new Response(JSON.stringify(part === undefined ? {} : answers[part]), { headers: { 'content-type': 'application/json' } });
    },
  });
const reading = { cursor: null, limit: 1_000, queries: [] };
const account = {
  userAgent: 'linux:com.example.listener:v1.0 (by /u/example)',
  clientId: 'app',
  grant: { type: 'password', username: 'acme', password: 'p' },
  lookup: async () => ['93.184.215.14'],
} as const;
const token = { access_token: 'token' };
const listing = (children: unknown[]): object => ({ kind: 'Listing', data: { children, after: null } });

describe('an answer with far more parts than were asked for', () => {
  test('is read: Hacker News', async () => {
    const context = answering({ search_by_date: { hits: many({}), nbHits: MANY } });
    expect((await collect(hackerNews({ search: ['acme'], lookup: account.lookup }).read(reading, context))).at(-1)?.caughtUp).toBe(true);
  });

  test('is read: a search of Mastodon', async () => {
    const source = mastodon({ service: 'https://a.example', token: 'token', search: ['acme'], maxPages: 1, lookup: account.lookup });
    expect((await collect(source.read(reading, answering({ '/api/v2/search': { statuses: many(0) } })))).at(-1)?.caughtUp).toBe(true);
  });

  test('is read: comments that a thread of Reddit leaves out, and answers to one', async () => {
    const more = { kind: 'more', data: { children: many('a') } };
    const one = { kind: 't1', data: { name: 't1_b', author: 'dana', body: 'it leaks', replies: listing(many(0)) } };
    const context = answering({ access_token: token, '/comments/': [listing([]), listing([more, one])], '/api/morechildren': { json: { data: { things: [] } } } });
    expect(await reddit({ ...account, submissions: ['acme'] }).thread?.('t3_a', context)).toMatchObject([{ id: 't1_b' }]);
  });

  test('is read: the own comments on Reddit', async () => {
    const comment = { kind: 't1', data: { name: 't1_b', created_utc: 1 } };
    const context = answering({ access_token: token, '/api/v1/me': { name: 'acme' }, '/user/acme/comments': listing(many(comment)) });
    const command = { action: 'reply', brand: 'acme', text: 'sorry', target: { venue: 'reddit', replyTo: 'p' }, replyToSourceId: 't3_a', idempotencyKey: 'k' } as const;
    expect(await redditPublisher({ ...account, maxBytes: 64 * 1024 * 1024 }).find?.('k', context, { command, since: 0 })).toBeNull();
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { createRateBudget } from '../../../src/lib/http/rate-budget.ts';
import { reddit } from '../../../src/sources/reddit/index.ts';
import { collect, testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { accountOf, AGENT, SECRET } from '../../support/reddit-server.ts';
import { rejection } from '../../support/rejection.ts';
import { closeAll, NOW, open, sourceOf, sweep } from './support.ts';

afterEach(closeAll);

describe('the account', () => {
  test('a token is asked for once, and another one when it is refused', async () => {
    const server = await open();
    const source = sourceOf(server);
    const read = () => collect(source.read({ cursor: null, limit: 100, queries: [] }, testContext({ now: NOW })));
    await read();
    await read();
    expect(server.sent).toEqual([{ path: '/api/v1/access_token', form: { grant_type: 'password', username: 'acme_support', password: SECRET } }]);
    server.expireTokens();
    await read();
    expect(server.sent).toHaveLength(2);
    expect(server.requests.map(({ headers }) => headers['user-agent'])).toEqual(server.requests.map(() => `${AGENT} kashuv`));
  });

  test('a token is renewed before it ends; a refresh token and an app alone will do too', async () => {
    const server = await open();
    const source = sourceOf(server, { grant: { type: 'refresh_token', refreshToken: SECRET } });
    const context = testContext({ now: NOW });
    await collect(source.read({ cursor: null, limit: 100, queries: [] }, context));
    context.advance(86_400_000 - 30_000);
    await collect(source.read({ cursor: null, limit: 100, queries: [] }, context));
    await sweep(server, { grant: { type: 'client_credentials' } });
    expect(server.sent.map(({ form }) => form.grant_type)).toEqual(['refresh_token', 'refresh_token', 'client_credentials']);
  });

  test('a refusal says so, and holds no secret', async () => {
    const server = await open();
    const wrong = await Promise.all([
      rejection(sweep(server, { grant: { type: 'password', username: 'acme_support', password: 'other-secret' } })),
      rejection(sweep(server, { clientSecret: 'other-secret' })),
    ]);
    for (const error of wrong) {
      expect(error).toMatchObject({ code: 'AUTH_FAILED', field: 'reddit.grant' });
      expect(JSON.stringify([error.message, error.fix, error.cause])).not.toMatch(/secret-word|other-secret|token-\d/);
    }
  });

  test('limits: those of the header are kept, and a 429 says how long', async () => {
    const server = await open();
    server.remaining = 1;
    const budget = createRateBudget({ requests: 100, perMs: 60_000 });
    await sweep(server, { budget });
    expect(await rejection(sweep(server, { budget }))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 240_000 });
    expect(server.asked()).toHaveLength(1);
    expect(await rejection(sweep(server))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 240_000 });
  });

  test('communities that are not shown are named as an option', async () => {
    const server = await open();
    server.communities.secret = null;
    expect(await rejection(sweep(server, { submissions: ['kettles', 'secret'] }))).toMatchObject({ code: 'CONFIG_INVALID', field: 'reddit.submissions', message: expect.stringContaining('(private)') });
    server.instead.push({ path: '/search', say: { status: 403 } });
    expect(await rejection(sweep(server))).toMatchObject({ code: 'AUTH_FAILED' });
    server.instead.push({ path: '/search', say: { status: 400 } });
    expect(await rejection(sweep(server))).toMatchObject({ code: 'REJECTED' });
  });

  test('options that cannot work are named', async () => {
    const account = accountOf(await open());
    const wrong: [object, string][] = [
      [{}, 'search'], [{ search: [' '] }, 'search[0]'], [{ search: ['a'], userAgent: 'listener/1.0' }, 'userAgent'], [{ search: ['a'], userAgent: undefined }, 'userAgent'], [{ submissions: ['r/acme'] }, 'submissions[0]'], [{ search: ['a'], maxPages: 11 }, 'maxPages'],
      [{ inbox: true, grant: { type: 'client_credentials' } }, 'grant'], [{ search: ['a'], grant: 'x' }, 'grant'], [{ search: ['a'], grant: { type: 'password', username: 'a' } }, 'grant.password'], [{ search: ['a'], service: 'wss://x.example' }, 'service'], [{ search: ['a'], budget: 3 }, 'budget'], [{ search: ['a'], subreddits: [] }, 'subreddits'],
    ];
    for (const [options, field] of wrong) expect(errorOf(() => reddit({ ...account, ...options }))).toMatchObject({ code: 'CONFIG_INVALID', field: `reddit.${field}` });
  });

  test('an abort ends the sweep without an error', async () => {
    const context = testContext({ now: NOW });
    const seen: number[] = [];
    for await (const { items } of sourceOf(await open()).read({ cursor: null, limit: 1, queries: [] }, context)) {
      seen.push(items.length);
      context.abort();
    }
    expect(seen).toEqual([1]);
  });
});

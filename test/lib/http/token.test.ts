import { afterEach, describe, expect, test } from 'vitest';
import { oauthTokens, type OAuthOptions } from '../../../src/http.ts';
import { testContext } from '../../support/context.ts';
import { serve, type TestServer } from '../../support/server.ts';

const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

interface Asked {
  form: Record<string, string>;
  authorization: string | undefined;
}

/** A server of tokens: each answer is given once, the last one for ever. */
async function tokenServer(...answers: [number, unknown][]): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ form: Object.fromEntries(new URLSearchParams(body)), authorization: request.headers.authorization });
      const [status, answer] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  servers.push(server);
  return { url: `${server.url}/token`, asked };
}
const client = { clientId: 'app', clientSecret: 's:cret', allowPrivate: true } as const;
const make = (tokenUrl: string, options: Partial<OAuthOptions> = {}) => oauthTokens('acme', { ...client, tokenUrl, grant: { type: 'client_credentials' }, ...options });

describe('tokens by OAuth', () => {
  test('asked for once by all, kept for its time, renewed a minute before the end', async () => {
    const { url, asked } = await tokenServer([200, { access_token: 'one', expires_in: 3600 }], [200, { access_token: 'two', expires_in: 3600 }]);
    const tokens = make(url, { scope: 'read' });
    const context = testContext();
    expect(await Promise.all([tokens.current(context), tokens.current(context)])).toEqual(['one', 'one']);
    context.advance(3_539_000);
    expect(await tokens.current(context)).toBe('one');
    context.advance(1_000);
    expect(await tokens.current(context)).toBe('two');
    expect(asked).toEqual(Array(2).fill({ form: { grant_type: 'client_credentials', scope: 'read' }, authorization: `Basic ${Buffer.from('app:s%3Acret').toString('base64')}` }));
  });

  test('a refused one is renewed, once for all who were refused', async () => {
    const { url, asked } = await tokenServer([200, { access_token: 'one' }], [200, { access_token: 'two' }]);
    const tokens = make(url);
    const context = testContext();
    await tokens.current(context);
    expect(await Promise.all([tokens.renew('one', context), tokens.renew('one', context)])).toEqual(['two', 'two']);
    expect(await tokens.renew('one', context)).toBe('two');
    expect(asked.length).toBe(2);
  });

  test('a refresh token that changes is used and given to the host', async () => {
    const { url, asked } = await tokenServer([200, { access_token: 'one', refresh_token: 'r2' }], [200, { access_token: 'two', refresh_token: 'r2' }]);
    const kept: string[] = [];
    const tokens = make(url, { grant: { type: 'refresh_token', refreshToken: 'r1' }, onRefreshToken: (token) => kept.push(token) });
    const context = testContext();
    await tokens.renew(await tokens.current(context), context);
    expect(asked.map(({ form }) => form.refresh_token)).toEqual(['r1', 'r2']);
    expect(kept).toEqual(['r2']);
  });

  test('a refresh token that came with a password and has ended is given up for the password', async () => {
    const { url, asked } = await tokenServer([200, { access_token: 'one', refresh_token: 'r1' }], [400, { error: 'invalid_grant' }], [200, { access_token: 'two' }], [400, { error: 'invalid_grant' }]);
    const tokens = make(url, { grant: { type: 'password', username: 'u', password: 'p' } });
    const context = testContext();
    expect(await tokens.renew(await tokens.current(context), context)).toBe('two');
    expect(asked.map(({ form }) => form.grant_type)).toEqual(['password', 'refresh_token', 'password']);
    await expect(tokens.renew('two', context)).rejects.toMatchObject({ code: 'AUTH_FAILED' });
    expect(asked.length).toBe(4);
  });

  test('who joined a question of somebody who was stopped asks anew', async () => {
    const { url } = await tokenServer([200, { access_token: 'one' }]);
    const tokens = make(url);
    const stopped = testContext({ fetch: (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))) });
    const first = tokens.current(stopped);
    const second = tokens.current(testContext());
    await new Promise((resolve) => setImmediate(resolve));
    stopped.abort(new Error('stop now'));
    await expect(first).rejects.toThrow('stop now');
    expect(await second).toBe('one');
  });

  test.each([
    ['throws', () => { throw new Error('disk full of secrets'); }],
    ['rejects', () => Promise.reject(new Error('disk full of secrets'))],
  ])('a host that %s when it is given a refresh token is told, and the token is used', async (_, onRefreshToken) => {
    const { url } = await tokenServer([200, { access_token: 'one', refresh_token: 'r2' }]);
    const context = testContext();
    expect(await make(url, { grant: { type: 'refresh_token', refreshToken: 'r1' }, onRefreshToken }).current(context)).toBe('one');
    expect(context.logs).toEqual([{ level: 'error', message: expect.stringContaining('onRefreshToken') as string }]);
    expect(JSON.stringify(context.logs)).not.toContain('secrets');
  });

  test('client and password in the body where the vendor wants them there', async () => {
    const { url, asked } = await tokenServer([200, { access_token: 'one' }]);
    await make(url, { authenticate: 'body', grant: { type: 'password', username: 'u', password: 'p' } }).current(testContext());
    expect(asked).toEqual([{ form: { grant_type: 'password', username: 'u', password: 'p', client_id: 'app', client_secret: 's:cret' }, authorization: undefined }]);
  });

  test.each([
    [400, { error: 'invalid_grant' }, 'AUTH_FAILED'],
    [401, '<html>', 'AUTH_FAILED'],
    [200, { error: 'unsupported_grant_type' }, 'AUTH_FAILED'],
    [200, '<html>', 'INPUT_INVALID'],
    [200, { access_token: 'with\nbreak' }, 'INPUT_INVALID'],
    [200, { access_token: 7 }, 'INPUT_INVALID'],
    [503, {}, 'UNAVAILABLE'],
    [404, {}, 'UNAVAILABLE'],
  ])('%i %o is %s, and is asked again next time', async (status, answer, code) => {
    const { url } = await tokenServer([status, answer], [200, { access_token: 'one' }]);
    const tokens = make(url);
    const error: unknown = await tokens.current(testContext()).catch((found: unknown) => found);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error) + String((error as Error).message)).not.toContain('s:cret');
    expect(await tokens.current(testContext())).toBe('one');
  });

  test.each([
    [{ tokenUrl: 'https://u:p@a.example/token' }, 'acme.tokenUrl'],
    [{ grant: { type: 'implicit' } }, 'acme.grant.type'],
    [{ clientId: '' }, 'acme.clientId'],
  ])('%o is refused', (options, field) => {
    expect(() => make('https://a.example/token', options as Partial<OAuthOptions>)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});

import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { acceptedStatus, createApi, createRateBudget, fixedToken, nextLink, rateStateOf, type ApiOptions, type ApiRequest } from '../../../src/http.ts';
import { testContext } from '../../support/context.ts';
import { serve, type TestServer } from '../../support/server.ts';

const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
const start = async (handle: (request: IncomingMessage, response: ServerResponse, body: string) => void): Promise<TestServer> => {
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => handle(request, response, body));
  });
  servers.push(server);
  return server;
};
const requests = { timeoutMs: 30_000, maxBytes: 10_000, allowPrivate: true, userAgent: 'acme/1.0' };
const apiOf = (server: TestServer, options: Partial<ApiOptions> = {}) => createApi({ service: server.url, requests, ...options });
const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'answered', (error: { code?: string }) => error.code);

describe('an interface', () => {
  test.each<[number, Record<string, string>, string]>([
    [200, {}, '<html>taken</html>'],
    [204, {}, ''],
    [503, { 'retry-after': 'soon' }, '{}'],
  ])('what must not happen twice and is answered %i %o is not known to have failed', async (status, headers, body) => {
    const server = await start((_, response) => response.writeHead(status, headers).end(body));
    expect(await codeOf(apiOf(server).json({ path: '/', json: {}, once: true }, testContext()))).toBe('OUTCOME_UNKNOWN');
  });

  test.each(['items', '.example.net/items', '@example.net/items', ':80/items'])('the path %s would name another host: nothing is asked', async (path) => {
    const asked: string[] = [];
    const api = createApi({ service: 'https://api.example.org', requests, tokens: fixedToken('t0ken', 'acme.token') });
    const context = { ...testContext(), fetch: async (input: string | URL | Request) => (asked.push(new Request(input).url), Response.json({})) };
    await expect(api.json({ path }, context)).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'path', message: expect.stringContaining(`got '${path}'`) as string });
    expect(asked).toEqual([]);
  });

  test('asks with what it was given', async () => {
    const server = await start((request, response, body) => response.end(JSON.stringify({ path: request.url, method: request.method, type: request.headers['content-type'], body })));
    const api = apiOf(server, { service: `${server.url}/v1/`, headers: { 'x-app': 'a' }, tokens: fixedToken('t0ken', 'acme.token') });
    const seen = await Promise.all(
      ([{ path: '/x', params: { q: 'a b&c', none: undefined, 'id[]': ['1', '2'] } }, { path: '/y', json: { a: 'ב' } }, { path: '/z', form: { a: '1 2' } }] satisfies ApiRequest[]).map((request) => api.json(request, testContext())),
    );
    expect(seen).toEqual([
      { path: '/v1/x?q=a+b%26c&id%5B%5D=1&id%5B%5D=2', method: 'GET', body: '' },
      { path: '/v1/y', method: 'POST', type: 'application/json', body: '{"a":"ב"}' },
      { path: '/v1/z', method: 'POST', type: 'application/x-www-form-urlencoded', body: 'a=1+2' },
    ]);
    expect(server.requests[0]?.headers).toMatchObject({ authorization: 'Bearer t0ken', 'x-app': 'a', 'user-agent': 'acme/1.0 kashuv', accept: 'application/json' });
  });

  test('a refused token is renewed once, and the call made again', async () => {
    const server = await start((request, response) => response.writeHead(request.headers.authorization === 'Bearer new' ? 200 : 401).end('{"ok":true}'));
    const tokens = { current: async () => 'old', renew: async (refused: string) => (refused === 'old' ? 'new' : 'none') };
    expect(await apiOf(server, { tokens }).json({ path: '/' }, testContext())).toEqual({ ok: true });
    const stubborn = { current: async () => 'old', renew: async () => 'old' };
    expect(await codeOf(apiOf(server, { tokens: stubborn }).json({ path: '/' }, testContext()))).toBe('AUTH_FAILED');
    expect(server.requests.length).toBe(4);
    await expect(apiOf(server, { tokens: fixedToken('old', 'acme.token') }).json({ path: '/' }, testContext())).rejects.toMatchObject({ code: 'AUTH_FAILED', field: 'acme.token' });
  });

  test('what is no JSON is unreadable, with any status', async () => {
    const server = await start((request, response) => {
      if (request.url === '/broken') response.end(Buffer.from([0x22, 0xff, 0x22]));
      else response.writeHead(request.url === '/down' ? 500 : 200, { 'content-type': 'text/html' }).end('<html>');
    });
    const api = apiOf(server);
    expect(await codeOf(api.json({ path: '/' }, testContext()))).toBe('INPUT_INVALID');
    expect(await codeOf(api.json({ path: '/broken' }, testContext()))).toBe('INPUT_INVALID');
    expect(await codeOf(api.json({ path: '/down' }, testContext()))).toBe('UNAVAILABLE');
    expect(await api.call({ path: '/down' }, testContext())).toMatchObject({ status: 500, body: undefined });
  });

  test('limits that the vendor tells hold the budget that all share', async () => {
    const answers: [number, Record<string, string>][] = [
      [200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }],
      [429, { 'retry-after': '120' }],
      [429, {}],
    ];
    const server = await start((_, response) => {
      const [status, headers] = answers.shift() ?? [200, {}];
      response.writeHead(status, headers).end('{}');
    });
    const context = testContext({ now: 1_000_000 });
    const budget = createRateBudget({ requests: 100, perMs: 60_000, maxWaitMs: 0 });
    const [one, other] = [apiOf(server, { budget }), apiOf(server, { budget })];
    await one.json({ path: '/' }, context);
    await expect(other.json({ path: '/' }, context)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 30_000 });
    context.advance(30_000);
    await expect(other.json({ path: '/' }, context)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 120_000 });
    await expect(one.json({ path: '/' }, context)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 120_000 });
    context.advance(120_000);
    await expect(one.json({ path: '/' }, context)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 60_000 });
    expect(server.requests.length).toBe(3);
  });

  test('what may have arrived is not said to have failed', async () => {
    const server = await start((request, response) => {
      if (request.url === '/cut') request.socket.destroy();
      else if (request.url === '/half') response.writeHead(200, { 'content-length': '100' }).write('{', () => request.socket.destroy());
      else if (request.url === '/huge') response.end('x'.repeat(20_000));
      else response.writeHead(Number(request.url?.slice(1)), request.url === '/503' ? { 'retry-after': '5' } : {}).end('{}');
    });
    const api = apiOf(server);
    const outcome = (path: string): Promise<unknown> => codeOf(api.json({ path, json: {}, once: true }, testContext()));
    expect(await Promise.all(['/cut', '/half', '/huge', '/500', '/502', '/503', '/422', '/200'].map(outcome))).toEqual([
      'OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN', 'RATE_LIMITED', 'REJECTED', 'answered',
    ]);
    expect(await codeOf(api.json({ path: '/cut', json: {} }, testContext()))).toBe('UNAVAILABLE');
    await server.close();
    expect(await outcome('/200')).toBe('UNAVAILABLE');
  });

  test('what was sent, and the query, appear in no message', async () => {
    const server = await start((_, response) => response.writeHead(400).end('{}'));
    const error = (await apiOf(server, { tokens: fixedToken('t0ken', 'x') }).json({ path: '/p', params: { key: 'hidden' }, form: { a: 'hidden' } }, testContext()).catch((found: unknown) => found)) as Error;
    expect(`${error.message} ${String(error.cause)}`).not.toMatch(/hidden|t0ken/);
  });
});

describe('rate headers', () => {
  const NOW = 1_700_000_000_000;
  test.each([
    [{ 'ratelimit-remaining': '3', 'ratelimit-reset': '20' }, { remaining: 3, resetAt: NOW + 20_000 }],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2023-11-14T22:18:20Z' }, { remaining: 0, resetAt: NOW + 300_000 }],
    [{ 'x-rate-limit-remaining': '2', 'x-rate-limit-reset': '1700000060' }, { remaining: 2, resetAt: NOW + 60_000 }],
    [{ 'x-ratelimit-remaining': '99.7', 'x-ratelimit-reset': '12.5' }, { remaining: 99, resetAt: NOW + 12_500 }],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999' }, { remaining: 0, resetAt: NOW + 86_400_000 }],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1600000000' }, { remaining: 0, resetAt: NOW }],
    [{ 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '20' }, null],
    [{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': 'soon' }, null],
    [{ 'x-ratelimit-remaining': '1' }, null],
    [{}, null],
  ])('%o', (headers, state) => {
    expect(rateStateOf(new Headers(headers as Record<string, string>), NOW)).toEqual(state);
  });

  test('a 429 that only they explain', () => {
    const headers = new Headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '45' });
    expect(() => acceptedStatus({ status: 429, headers, from: 'x' }, { now: () => NOW })).toThrow(expect.objectContaining({ code: 'RATE_LIMITED', retryAfterMs: 45_000 }) as Error);
  });
});

describe('the next page', () => {
  test.each([
    ['<https://a.example/x?max_id=1>; rel="next", <https://a.example/x?min_id=9>; rel="prev"', 'https://a.example/x?max_id=1'],
    ['<https://a.example/x,y>; rel="prev", </z>; title="a"; rel=next', '/z'],
    ['<https://a.example/x>; rel="prev"', null],
    ['<https://a.example/x>; rel="nextish"', null],
    ['<'.repeat(8_000), null],
    ['<a>; rel="next"'.padEnd(9_000), null],
    ['', null],
  ])('%s', (header, link) => expect(nextLink(header)).toBe(link));
  test('where there is none', () => expect(nextLink(null)).toBe(null));
});

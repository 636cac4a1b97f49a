import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchLimited, redactUrl, throwForStatus, type FetchLimits } from '../../src/lib/http.ts';
import { publicAddressCheck } from '../../src/lib/http/address.ts';
import { testContext } from '../support/context.ts';
import { serve, type TestServer } from '../support/server.ts';

const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
const start = async (...handlers: Parameters<typeof serve>): Promise<TestServer> => {
  const server = await serve(...handlers);
  servers.push(server);
  return server;
};
const get = (url: string, limits: Partial<FetchLimits> = {}) => fetchLimited(url, { context: testContext(), allowPrivate: true, ...limits });
const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'answered', (error: { code?: string }) => error.code);

describe('limits', () => {
  test('an answer with its status, headers, body and address', async () => {
    const server = await start((_, response) => response.writeHead(404, { 'x-a': 'b' }).end('gone'));
    const { status, headers, body, url } = await get(`${server.url}/x`, { userAgent: 'acme/1.0', headers: { 'x-token': 't' } });
    expect([status, headers.get('x-a'), new TextDecoder().decode(body), url]).toEqual([404, 'b', 'gone', `${server.url}/x`]);
    expect(server.requests[0]?.headers).toMatchObject({ 'user-agent': 'acme/1.0 kashuv', 'x-token': 't' });
  });

  test('size, also of what only grows when it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    const server = await start((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.end('x'.repeat(1001));
    });
    expect(await codeOf(get(`${server.url}/bomb`, { maxBytes: 100_000 }))).toBe('INPUT_INVALID');
    expect(await codeOf(get(`${server.url}/`, { maxBytes: 1000 }))).toBe('INPUT_INVALID');
    expect(await codeOf(get(`${server.url}/`, { maxBytes: 1001 }))).toBe('answered');
  });

  test('time: a server that drips is given up when the clock says so', async () => {
    let dripping = (): void => undefined;
    const dripped = new Promise<void>((resolve) => (dripping = resolve));
    const server = await start((_, response) => {
      response.write('drip');
      dripping();
    });
    const context = testContext();
    const answer = codeOf(get(server.url, { context, timeoutMs: 30_000 }));
    await dripped;
    context.advance(29_999);
    context.advance(1);
    expect(await answer).toBe('UNAVAILABLE');
  });

  test('an abort of the monitor is passed on as it is', async () => {
    const context = testContext();
    const server = await start(() => context.abort(new Error('stop now')));
    await expect(get(server.url, { context })).rejects.toThrow('stop now');
  });

  test('what breaks off or is not there is unavailable', async () => {
    const server = await start((request, response) => {
      if (request.url === '/half') response.writeHead(200, { 'content-length': '100' }).write('half', () => request.socket.destroy());
      else request.socket.destroy();
    });
    expect(await codeOf(get(`${server.url}/half`))).toBe('UNAVAILABLE');
    expect(await codeOf(get(server.url))).toBe('UNAVAILABLE');
    await server.close();
    expect(await codeOf(get(server.url))).toBe('UNAVAILABLE');
  });
});

describe('redirects', () => {
  test('are followed to the end, but not for ever', async () => {
    const server = await start((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step === 0) response.end('here');
      else response.writeHead([301, 302, 303, 307, 308][step % 5] ?? 302, { location: step > 100 ? request.url : `/${step - 1}` }).end('moved');
    });
    expect((await get(`${server.url}/5`)).url).toBe(`${server.url}/0`);
    expect(await codeOf(get(`${server.url}/6`))).toBe('REJECTED');
    expect(await codeOf(get(`${server.url}/999`, { maxRedirects: 2 }))).toBe('REJECTED');
    expect(server.requests.filter(({ path }) => path === '/999')).toHaveLength(3);
  });

  test('to another origin go without secrets', async () => {
    const other = await start((_, response) => response.end('ok'));
    const server = await start((_, response) => response.writeHead(302, { location: `${other.url.replace('http://', 'http://eve:x@')}/x` }).end());
    await get(server.url.replace('http://', 'http://dana:p%40ss@'), { headers: { 'x-token': 't', accept: 'text/plain' } });
    expect(server.requests[0]?.headers).toMatchObject({ authorization: `Basic ${btoa('dana:p@ss')}`, 'x-token': 't' });
    expect(other.requests[0]?.headers).toMatchObject({ accept: 'text/plain', 'user-agent': 'kashuv' });
    expect(Object.keys(other.requests[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
    expect(Object.keys(other.requests[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-token']));
  });

  test('to anything but http are refused', async () => {
    const server = await start((_, response) => response.writeHead(302, { location: 'file:///etc/hosts' }).end());
    expect(await codeOf(get(server.url))).toBe('REJECTED');
  });
});

describe('private addresses', () => {
  test.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::10.0.0.1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1', 'fe80::1%eth0', 'localhost', ''])(
    '%s is not public',
    (address) => expect(publicAddressCheck()(address)).toBe(false),
  );
  test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is public', (address) => expect(publicAddressCheck()(address)).toBe(true));

  test('are refused in every spelling before anything is sent', async () => {
    const server = await start((_, response) => response.end('secret'));
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]']) {
      expect(await codeOf(get(`http://${host}:${server.port}/`, { allowPrivate: false }))).toBe('REJECTED');
    }
    expect(server.requests).toEqual([]);
  });

  test('one private address among several is enough, and a failed look-up is no permission', async () => {
    const fetch = () => Promise.reject(new Error('must not be called'));
    const lookups = { mixed: async () => ['93.184.216.34', '10.0.0.1'], none: async () => [] };
    for (const lookup of Object.values(lookups)) {
      expect(await codeOf(get('http://example.org/', { allowPrivate: false, lookup, context: testContext({ fetch }) }))).toBe('REJECTED');
    }
    const failing = async () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
    expect(await codeOf(get('http://example.org/', { allowPrivate: false, lookup: failing, context: testContext({ fetch }) }))).toBe('UNAVAILABLE');
  });

  test('a redirect into the private network is refused', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (url) => {
      asked.push(url as string);
      return new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest/' } });
    };
    expect(await codeOf(get('http://example.org/', { allowPrivate: false, lookup: async () => ['93.184.216.34'], context: testContext({ fetch }) }))).toBe('REJECTED');
    expect(asked).toEqual(['http://example.org/']);
  });

  test('a name that turns private while it is asked gives no body', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    const fetch: typeof globalThis.fetch = async () => new Response('inner secrets');
    const answer = get('http://example.org/', { allowPrivate: false, lookup: async () => answers.shift() ?? [], context: testContext({ fetch }) });
    expect(await codeOf(answer)).toBe('REJECTED');
  });
});

describe('statuses', () => {
  const now = Date.parse('2024-05-01T10:00:00Z');
  const thrown = (status: number, retryAfter?: string): object => {
    try {
      throwForStatus({ status, headers: new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) }, 'it', now);
      return {};
    } catch (error) {
      const { code, retryable, retryAfterMs } = error as { code: string; retryable: boolean; retryAfterMs?: number };
      return { code, retryable, retryAfterMs };
    }
  };
  test.each<[number, string | undefined, object]>([
    [200, undefined, {}],
    [304, undefined, {}],
    [401, undefined, { code: 'AUTH_FAILED', retryable: false, retryAfterMs: undefined }],
    [429, '120', { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 120_000 }],
    [429, 'soon', { code: 'RATE_LIMITED', retryable: true, retryAfterMs: undefined }],
    [503, 'Wed, 01 May 2024 10:01:00 GMT', { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 60_000 }],
    [503, 'Wed, 01 May 2024 09:00:00 GMT', { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 0 }],
    [503, '999999999', { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 86_400_000 }],
    [503, undefined, { code: 'UNAVAILABLE', retryable: true, retryAfterMs: undefined }],
    [410, undefined, { code: 'CONFIG_INVALID', retryable: false, retryAfterMs: undefined }],
    [418, undefined, { code: 'REJECTED', retryable: false, retryAfterMs: undefined }],
  ])('%i with Retry-After %s', (status, retryAfter, expected) => expect(thrown(status, retryAfter)).toEqual(expected));
});

test('addresses in messages carry no secrets', () => {
  expect(redactUrl('https://user:pw@example.org:8443/a?token=1#x')).toBe('https://example.org:8443/a?…');
  expect(redactUrl('nonsense')).not.toContain('nonsense');
});

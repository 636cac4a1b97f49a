import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { push, signPush, type PushOptions } from '../../src/sources/push/index.ts';
import { postInputSchema } from '../../src/spec/post.ts';
import { pushConforms } from '../support/conformance.ts';
import { testContext, type TestContext } from '../support/context.ts';

const NOW = Date.parse('2024-05-01T10:00:00Z');
const seconds = NOW / 1000;
interface Sent {
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  headers?: Record<string, string>;
  method?: string;
  context?: TestContext;
}
const send = async (options: PushOptions, { body = '', headers = {}, method = 'POST', context = testContext({ now: NOW }) }: Sent) => {
  const hasBody = method !== 'GET';
  const request = new Request('http://host.example/in', { method, headers: { 'content-type': 'application/json', ...headers }, ...(hasBody && { body, duplex: 'half' as const }) });
  const { signals, accepted, refused } = await push(options).receive(request, context);
  return { signals, status: accepted.status, refused: refused.status, answer: await accepted.json() };
};
const json = (value: unknown): string => JSON.stringify(value);
const post = { id: 'p1', text: 'The parcel is lost' };

describe('contract', () => {
  const secret = 'a key that only the two of them know';
  pushConforms({ adapter: 'sources/push', against: 'fixture' }, {
    source: () => push({ secret, maxBytes: 100_000 }),
    request: (body, now) => {
      const at = Math.floor(now / 1000);
      const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1', 'webhook-timestamp': String(at), 'webhook-signature': signPush(secret, 'msg_1', at, body) };
      return new Request('http://host.example/in', { method: 'POST', headers, body });
    },
    bodies: { 'one post': { body: json(post), signals: [{ type: 'posted', post }] }, 'no post': { body: '[]', signals: [] } },
    poison: { body: json({ posts: [post, { text: 'no id' }, 5] }), posts: 1, skipped: 2 },
    signature: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    maxBytes: 100_000,
    secrets: [secret],
  });
});

describe('bodies', () => {
  test.each<[string, unknown, number]>([
    ['one post', post, 1],
    ['a list', [post, { id: 'p2', text: 'אבדה' }], 2],
    ['posts', { posts: [post] }, 1],
    ['an empty list', [], 0],
  ])('%s', async (_, body, accepted) => {
    const result = await send({}, { body: json(body) });
    expect(result).toMatchObject({ status: 202, refused: 503, answer: { accepted, skipped: [] } });
    expect(result.signals.every(({ type }) => type === 'posted')).toBe(true);
  });

  test('a post comes as it was sent, without what no post has', async () => {
    const { signals } = await send({}, { body: json({ ...post, author: { id: 'dana', extra: 1 }, postedAt: NOW, junk: true }) });
    expect(signals).toEqual([{ type: 'posted', post: { ...post, author: { id: 'dana' }, postedAt: NOW } }]);
  });

  test('bad posts are skipped by place and field, good ones are taken', async () => {
    const { signals, status, answer } = await send({}, { body: json({ posts: [post, { text: 'no id' }, 5, { id: 'p3', text: ' ' }, { id: 'p4', text: 'x', postedAt: 'yesterday' }] }) });
    expect(status).toBe(202);
    expect(answer).toMatchObject({ accepted: 1, skipped: [{ index: 1 }, { index: 2 }, { index: 3 }, { index: 4 }] });
    expect(signals.map((signal) => (signal.type === 'skipped' ? signal.reason.split(' ').slice(0, 2).join(' ') : signal.type))).toEqual(['posted', 'posts[1]: id:', 'posts[2]: post:', 'posts[3]: text:', 'posts[4]: postedAt:']);
  });

  test('a mapping turns what others send into posts', async () => {
    const map = (body: unknown) => (body as { rows: { n: number; said: string }[] }).rows.map(({ n, said }) => ({ id: String(n), text: said }));
    expect((await send({ map }, { body: json({ rows: [{ n: 1, said: 'hello' }] }) })).signals).toEqual([{ type: 'posted', post: { id: '1', text: 'hello' } }]);
    expect(await send({ map }, { body: json({}) })).toMatchObject({ status: 422, refused: 422, signals: [{ type: 'skipped' }] });
  });
});

describe('refusals', () => {
  test.each<[string, PushOptions, Sent, number]>([
    ['no POST', {}, { method: 'GET' }, 405],
    ['another type', {}, { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['JSON disguised as text', {}, { body: json(post), headers: { 'content-type': 'text/plain' } }, 415],
    ['compressed', {}, { body: json(post), headers: { 'content-encoding': 'gzip' } }, 415],
    ['broken JSON', {}, { body: '{"id":' }, 400],
    ['no UTF-8', {}, { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400],
    ['too long', { maxBytes: 20 }, { body: json(post) }, 413],
    ['too many', { maxPosts: 1 }, { body: json([post, post]) }, 413],
    ['nothing usable', {}, { body: json([{}]) }, 422],
  ])('%s', async (_, options, sent, status) => {
    const result = await send(options, sent);
    expect([result.status, result.signals.some(({ type }) => type === 'posted')]).toEqual([status, false]);
  });

  test('a body that grows without end is cut, one that drips is given up', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) });
    expect((await send({ maxBytes: 10_000 }, { body: endless })).status).toBe(413);
    const context = testContext({ now: NOW });
    const silent = send({ timeoutMs: 5000 }, { body: new ReadableStream({ pull: () => new Promise(() => undefined) }), context });
    await context.sleeping();
    context.advance(5000);
    expect((await silent).status).toBe(408);
  });

  test.each<[PushOptions, string]>([
    [{ secret: 'short' }, 'push.secret'],
    [{ secret: 'whsec_c2hvcnQ=' + '='.repeat(10) }, 'push.secret'],
    [{ tempo: 1 } as never, 'push.tempo'],
    [{ path: 'in' }, 'push.path'],
  ])('configuration %o', (options, field) => expect(() => push(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field })));
});

describe('signatures', () => {
  const secret = `whsec_${Buffer.from('a key of twenty-four bytes').toString('base64')}`;
  const body = json(post);
  const signed = (over: { id?: string; at?: number; key?: string; body?: string } = {}): Record<string, string> => {
    const { id = 'msg_1', at = seconds, key = secret } = over;
    return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signPush(key, id, at, over.body ?? body) };
  };

  test('the scheme is that of Standard Webhooks', () => {
    // The example of the specification's own libraries.
    expect(signPush('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('a right one is taken, also with the older of two secrets, also among others', async () => {
    expect((await send({ secret }, { body, headers: signed() })).status).toBe(202);
    expect((await send({ secret: ['another secret, newer', secret] }, { body, headers: signed() })).status).toBe(202);
    const headers = signed();
    expect((await send({ secret }, { body, headers: { ...headers, 'webhook-signature': `v1,AAAA v2,x ${headers['webhook-signature']}` } })).status).toBe(202);
  });

  test.each<[string, Record<string, string>]>([
    ['none', {}],
    ['of another body', signed({ body: '{}' })],
    ['with another key', signed({ key: 'some other secret words' })],
    ['of another time', { ...signed(), 'webhook-timestamp': String(seconds + 1) }],
    ['of another message', { ...signed(), 'webhook-id': 'msg_2' }],
    ['from too long ago', signed({ at: seconds - 301 })],
    ['from the future', signed({ at: seconds + 301 })],
    ['without a readable time', { ...signed(), 'webhook-timestamp': 'now' }],
    ['empty', { ...signed(), 'webhook-signature': '' }],
  ])('refused: %s', async (_, headers) => {
    expect(await send({ secret }, { body, headers })).toMatchObject({ status: 401, refused: 401, signals: [] });
  });

  test('the window is measured on the monitor’s clock', async () => {
    expect((await send({ secret }, { body, headers: signed(), context: testContext({ now: NOW + 300_000 }) })).status).toBe(202);
    expect((await send({ secret }, { body, headers: signed(), context: testContext({ now: NOW + 300_001 }) })).status).toBe(401);
  });
});

test('whatever is sent, the answer is JSON and every post is valid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.array(fc.record({ id: fc.anything(), text: fc.anything(), author: fc.anything() }, { requiredKeys: [] })).map((value) => JSON.stringify(value) ?? '')), async (body) => {
      const { signals, answer, status } = await send({}, { body });
      expect([202, 400, 413, 422]).toContain(status);
      expect(answer).toBeTypeOf('object');
      for (const signal of signals) if (signal.type === 'posted') expect(postInputSchema.safeParse(signal.post).success).toBe(true);
    }),
  );
});

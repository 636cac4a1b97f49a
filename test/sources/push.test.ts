import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { push, signPush, type PushOptions } from '../../src/sources/push/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { postInputSchema } from '../../src/spec/post.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { virtualClock } from '../../src/testkit/scenarios/index.ts';
import { pushConforms } from '../support/conformance.ts';
import { testContext, type TestContext } from '../support/context.ts';
import { dataOf, testMonitor } from '../support/monitor.ts';

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
    [{ secret: ['whsec_YSBrZXkgb2YgdHdlbnR5LWZvdXIgYnl0ZXM=', `whpk_${'A'.repeat(20)}`] }, 'push.secret'],
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
    ['with an empty id', signed({ id: '' })],
    ['with an id that holds what keeps the parts apart', signed({ id: 'msg.1' })],
    ['under the name of another scheme', { ...signed(), 'webhook-signature': signed()['webhook-signature']!.replace('v1,', 'v1a,') }],
    ['without the name of a scheme', { ...signed(), 'webhook-signature': signed()['webhook-signature']!.slice(3) }],
    ['behind more signatures than are looked at', { ...signed(), 'webhook-signature': `${'v1,AAAA '.repeat(16)}${signed()['webhook-signature']}` }],
  ])('refused: %s', async (_, headers) => {
    expect(await send({ secret }, { body, headers })).toMatchObject({ status: 401, refused: 401, signals: [] });
  });

  test('the specification’s own library signs as kashuv does, and takes what kashuv signs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.stringMatching(/^msg_[A-Za-z0-9]{1,40}$/), fc.string({ unit: 'grapheme' }), async (key, id, text) => {
        const shared = `whsec_${Buffer.from(key).toString('base64')}`;
        const sent = json({ ...post, text: `x${text}` });
        const theirs = new Webhook(shared).sign(id, new Date(NOW), sent);
        expect(signPush(shared, id, seconds, sent)).toBe(theirs);
        expect((await send({ secret: shared }, { body: sent, headers: { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': theirs } })).status).toBe(202);
        const now = Math.floor(Date.now() / 1000);
        const ours = { 'webhook-id': id, 'webhook-timestamp': String(now), 'webhook-signature': signPush(shared, id, now, sent) };
        expect(new Webhook(shared).verify(sent, ours)).toEqual(JSON.parse(sent));
      }),
      { numRuns: 50 },
    );
  });

  test('a key pair: signed by its secret half alone', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const whpk = `whpk_${Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64')}`;
    const by = (key: typeof privateKey) => ({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds), 'webhook-signature': `v1a,${signWith(null, Buffer.from(`msg_1.${seconds}.${body}`), key).toString('base64')}` });
    expect((await send({ secret: whpk }, { body, headers: by(privateKey) })).status).toBe(202);
    expect((await send({ secret: [secret, whpk] }, { body, headers: by(privateKey) })).status).toBe(202);
    expect((await send({ secret: whpk }, { body, headers: by(generateKeyPairSync('ed25519').privateKey) })).status).toBe(401);
    // The public half is no secret: whoever uses it as one has signed nothing.
    expect((await send({ secret: whpk }, { body, headers: signed({ key: whpk }) })).status).toBe(401);
    expect((await send({ secret: whpk }, { body, headers: { ...by(privateKey), 'webhook-signature': 'v1a,AAAA v1a,' } })).status).toBe(401);
  });

  test('the window is measured on the monitor’s clock', async () => {
    expect((await send({ secret }, { body, headers: signed(), context: testContext({ now: NOW + 300_000 }) })).status).toBe(202);
    expect((await send({ secret }, { body, headers: signed(), context: testContext({ now: NOW + 300_001 }) })).status).toBe(401);
  });
});

describe('a message that comes again', () => {
  const secret = 'a secret of the test, long';
  const message = (id: string, text: string, at = seconds) => {
    const body = json({ id: 'p1', text });
    return { method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signPush(secret, id, at, body) } };
  };
  const hear = async (monitor: ReturnType<typeof testMonitor>, sent: RequestInit) => {
    const response = await monitor.handle(new Request('http://host.example/in', sent));
    await monitor.idle();
    return { status: response.status, answer: (await response.json()) };
  };
  const words = async (monitor: ReturnType<typeof testMonitor>) => {
    const heard = await dataOf(monitor, 'mention.heard');
    return [heard.length, (await monitor.post(heard[0]?.mention.post ?? ''))?.text];
  };

  test('changes nothing: neither a retry of it, nor a replay once the post was edited', async () => {
    const clock = virtualClock({ start: NOW });
    await using monitor = testMonitor({ clock, sources: [push({ secret })] });
    expect(await hear(monitor, message('msg_1', 'acme lost my parcel'))).toEqual({ status: 202, answer: { accepted: 1, skipped: [] } });
    expect(await hear(monitor, message('msg_2', 'acme lost my parcel, and found it'))).toMatchObject({ status: 202, answer: { accepted: 1 } });
    // As it was, and as a sender's next attempt, which has a time of its own.
    for (const at of [seconds, seconds + 60]) expect(await hear(monitor, message('msg_1', 'acme lost my parcel', at))).toEqual({ status: 202, answer: { accepted: 0, skipped: [] } });
    expect(await words(monitor)).toEqual([1, 'acme lost my parcel, and found it']);
  });

  test('after a restart the ids of its posts still keep it from being heard twice', async () => {
    const store = memoryStore();
    for (let run = 0; run < 2; run += 1) {
      const monitor = testMonitor({ clock: virtualClock({ start: NOW }), store, sources: [push({ secret })] });
      expect((await hear(monitor, message('msg_1', 'acme lost my parcel'))).status).toBe(202);
      expect(await words(monitor)).toEqual([1, 'acme lost my parcel']);
      await monitor.stop();
    }
  });

  test('is taken in when it was not kept the first time', async () => {
    const store = memoryStore();
    let broken = true;
    const failing = { ...store, commit: (...args: Parameters<typeof store.commit>) => (broken && args[0].some(({ id }) => id.startsWith('post')) ? Promise.reject(new KashuvError('UNAVAILABLE', 'the disk is full')) : store.commit(...args)) };
    await using monitor = testMonitor({ clock: virtualClock({ start: NOW }), store: failing, sources: [push({ secret })] });
    expect((await hear(monitor, message('msg_1', 'acme lost my parcel'))).status).toBe(503);
    broken = false;
    expect(await hear(monitor, message('msg_1', 'acme lost my parcel'))).toMatchObject({ status: 202, answer: { accepted: 1 } });
    expect(await words(monitor)).toEqual([1, 'acme lost my parcel']);
  });

  test('without a secret an id is anybody’s, and means nothing', async () => {
    const source = push();
    const request = () => new Request('http://host.example/in', { method: 'POST', headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' }, body: json(post) });
    for (let time = 0; time < 2; time += 1) {
      const received = await source.receive(request(), testContext({ now: NOW }));
      received.kept?.();
      expect(received.signals).toHaveLength(1);
    }
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

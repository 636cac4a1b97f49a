import { describe, expect, test } from 'vitest';

import { push, signPush, type PushOptions } from '../../src/sources/push/index.ts';
import type { CallContext, PushSource } from '../../src/spec/plugin.ts';
import { pushSourceContract, pushSourceRules, type PushSourceContract, type PushSourceRule } from '../../src/testkit/contracts/index.ts';

const SECRET = 'a key that only the two of them know';
const MAX = 100_000;
const sound = (options: PushOptions = {}): PushSource => push({ secret: SECRET, maxBytes: MAX, ...options });
const post = { id: 'p1', text: 'The parcel is lost' };
const request = (body: string, now: number): Request => {
  const at = Math.floor(now / 1000);
  const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1', 'webhook-timestamp': String(at), 'webhook-signature': signPush(SECRET, 'msg_1', at, body) };
  return new Request('https://host.example/in', { method: 'POST', headers, body });
};
const contract: PushSourceContract = {
  source: sound,
  request,
  bodies: { 'one post': { body: JSON.stringify(post), signals: [{ type: 'posted', post }] }, nothing: { body: '[]', signals: [] } },
  poison: { body: JSON.stringify([post, { text: 'no id' }, 5]), posts: 1, skipped: 2 },
  signature: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  maxBytes: MAX,
  secrets: [SECRET],
};

async function broken(more: Partial<PushSourceContract>): Promise<string[]> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  pushSourceContract({ test: (name, run) => rules.push({ name, run }), expect }, { ...contract, ...more });
  const failures: string[] = [];
  for (const { name, run } of rules) await run().catch(() => failures.push(name.replace('a push source ', '')));
  return failures;
}

type Receive = PushSource['receive'];
/** The sound source, but for how it receives. */
const receiving = (change: (receive: Receive, request: Request, context: CallContext) => ReturnType<Receive>) => (): PushSource => {
  const one = sound();
  return { ...one, receive: (...call) => change(one.receive.bind(one), ...call) };
};
const changing = (change: (received: Awaited<ReturnType<Receive>>) => Awaited<ReturnType<Receive>>) => receiving(async (receive, ...call) => change(await receive(...call)));
/** As if it had another method, another type or another header. */
const seenAs = (change: (headers: Headers) => void, method = 'POST') => receiving(async (receive, given, context) => {
  const headers = new Headers(given.headers);
  change(headers);
  const body = ['GET', 'HEAD'].includes(given.method) ? '[]' : await given.text();
  return receive(new Request(given.url, { method, headers, body }), context);
});

describe('the kit for push sources', () => {
  test('finds nothing in a sound one', async () => expect(await broken({})).toEqual([]));

  test('finds nothing in one without a signature, which says so', async () => {
    const reason = 'the host authenticates the sender';
    const { signature: _, secrets: __, ...open } = contract;
    const skip = { 'refuses a wrong signature': reason, 'refuses what is replayed': reason, 'keeps secrets': reason };
    const rules: string[] = [];
    pushSourceContract({ test: (name, run) => { rules.push(name); return run; }, expect }, { ...open, source: () => push({ maxBytes: MAX }), skip });
    expect(rules).toHaveLength(pushSourceRules.length - 3);
  });

  let count = 0;
  const faults: [string, PushSourceRule, Partial<PushSourceContract>][] = [
    ['another instance each time', 'describes itself', { source: () => ({ ...sound(), instance: `push-${(count += 1)}` }) }],
    ['a path that is none', 'describes itself', { source: () => ({ ...sound(), capabilities: { mode: 'push', path: 'in' } }) }],
    ['a path among several that is none', 'describes itself', { source: () => ({ ...sound(), capabilities: { mode: 'push', paths: ['/in', 'out'] } }) }],
    ['a post that it loses', 'takes what the vendor sends', { source: changing((received) => ({ ...received, signals: [] })) }],
    ['a refusal of what is right', 'takes what the vendor sends', { source: changing((received) => ({ ...received, accepted: new Response(null, { status: 422 }) })) }],
    ['what it heard before is left out', 'gives the same again', { source: () => { let first = true; return changing((received) => { const { signals } = received; const kept = first ? signals : []; first = false; return { ...received, signals: kept }; })(); } }],
    ['a number of its own', 'gives the same again', { source: changing((received) => ({ ...received, signals: [{ type: 'skipped', reason: `no ${(count += 1)}` }] })) }],
    ['thanks for what could not be kept', 'answers after the commit', { source: changing(({ signals, accepted }) => ({ signals, accepted, refused: new Response(null, { status: 200 }) })) }],
    ['one answer for both', 'answers after the commit', { source: changing(({ signals, refused }) => ({ signals, accepted: refused, refused })) }],
    ['anybody', 'refuses a wrong signature', { source: () => push({ maxBytes: MAX }) }],
    ['any body', 'refuses a wrong signature', { source: receiving((receive, given, context) => receive(new Request(request('[]', context.now()), { method: 'POST' }).clone(), context).then((received) => (given.headers.get('webhook-signature') === null ? received : received))) }],
    ['a forged one that says it is right', 'refuses a wrong signature', { source: changing((received) => ({ ...received, refused: received.accepted.status === 401 ? new Response(null, { status: 503 }) : received.refused })) }],
    ['an old one', 'refuses what is replayed', { source: () => sound({ toleranceMs: 1_000_000_000 }) }],
    ['any method', 'refuses other methods', { source: seenAs(() => undefined) }],
    ['any type', 'refuses other types', { source: seenAs((headers) => headers.set('content-type', 'application/json')) }],
    ['a larger body', 'refuses what is too large', { source: () => sound({ maxBytes: 10 * MAX }) }],
    ['a body that is larger than declared', 'refuses what is too large', { source: receiving(async (receive, given, context) => (given.headers.has('content-length') ? receive(given, context) : { signals: [], accepted: new Response(null, { status: 202 }), refused: new Response(null, { status: 503 }) })) }],
    ['a body read to the end whatever its size', 'refuses what is too large', { source: receiving(async (receive, given, context) => {
      if (given.headers.get('content-length') === null) for (let read = 0, reader = given.clone().body!.getReader(); read < 5 * MAX; read += 65_536) await reader.read();
      return receive(given, context);
    }) }],
    ['a sender that takes its time', 'waits no longer than it should', { source: () => sound({ timeoutMs: 10_000_000 }) }],
    ['an outage for what is malformed', 'refuses what is malformed', { source: changing((received) => (received.accepted.status === 400 ? { signals: [], accepted: new Response(null, { status: 500 }), refused: new Response(null, { status: 500 }) } : received)) }],
    ['a crash at what is odd', 'refuses what is malformed', { source: receiving(async (receive, given, context) => { const copy = given.clone(); const received = await receive(given, context); if (await copy.text() === 'null') throw new TypeError('null has no posts'); return received; }) }],
    ['all for one', 'loses one item to one bad item', { source: changing((received) => (received.signals.length > 1 ? { ...received, signals: [{ type: 'skipped', reason: 'bad' }] } : received)) }],
    ['a skip without a reason', 'loses one item to one bad item', { source: changing((received) => ({ ...received, signals: received.signals.map((signal) => (signal.type === 'skipped' ? { ...signal, reason: '' } : signal)) })) }],
    ['an abort that nobody hears', 'ends when aborted', { source: receiving((receive, given, context) => receive(given, { ...context, signal: new AbortController().signal })) }],
    ['a failure for an abort', 'ends when aborted', { source: receiving((receive, ...call) => receive(...call).catch(() => { throw new Error('broken'); })) }],
    ['the key in an answer', 'keeps secrets', { source: changing((received) => ({ ...received, accepted: new Response(`expected ${SECRET}`, { status: 401 }) })) }],
    ['the key in the log', 'keeps secrets', { source: receiving((receive, given, context) => { context.log('warn', 'no match', { secrets: [SECRET] }); return receive(given, context); }) }],
  ];
  test.each(faults)('finds: %s', async (_, rule, more) => expect(await broken(more)).toContain(rule));

  test('has a fault for each of its rules', () => expect(new Set(faults.map(([, rule]) => rule))).toEqual(new Set(pushSourceRules)));

  test.each<[string, unknown, string]>([
    ['null', null, 'pushSourceContract'],
    ['no source', { ...contract, source: undefined }, 'source'],
    ['no request', { ...contract, request: {} }, 'request'],
    ['no body', { ...contract, bodies: undefined }, 'bodies'],
    ['no body with a post', { ...contract, bodies: { nothing: { body: '[]', signals: [] } } }, 'bodies'],
    ['no limit', { ...contract, maxBytes: 0 }, 'maxBytes'],
    ['no signature, and no word why', { ...contract, signature: undefined }, 'signature'],
    ['no bad item, and no word why', { ...contract, poison: undefined }, 'poison'],
    ['a secret of no length', { ...contract, secrets: ['x'] }, 'secrets'],
    ['a misspelt rule', { ...contract, skip: { 'is pure': 'why' } }, 'skip.is pure'],
  ])('refuses a contract that is none: %s', (_, wrong, field) => {
    expect(() => pushSourceContract({ test, expect }, wrong as PushSourceContract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});

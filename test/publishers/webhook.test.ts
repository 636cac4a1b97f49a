import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { webhook, type WebhookOptions } from '../../src/publishers/webhook.ts';
import { push } from '../../src/sources/push/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import type { Delivered } from '../../src/testkit/contracts/index.ts';
import { publisherConforms } from '../support/conformance.ts';
import { testContext } from '../support/context.ts';
import { errorOf } from '../support/error-of.ts';
import { serve, type TestServer } from '../support/server.ts';

const SECRET = `whsec_${Buffer.from('a key of twenty-four bytes').toString('base64')}`;
const OLDER = `whsec_${Buffer.from('the key that was used before').toString('base64')}`;

interface Taken {
  headers: Record<string, string>;
  body: string;
}
const taken: Taken[] = [];
const delivered = new Map<string, Delivered>();
/** Instead of the usual answer. */
let answer: { status: number; body: string; headers?: Record<string, string> } | null = null;
let host: TestServer;
beforeAll(async () => {
  host = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      taken.push({ headers, body });
      if (answer !== null) return void response.writeHead(answer.status, answer.headers).end(answer.body);
      const { data } = JSON.parse(body) as { data: PublishCommand };
      // A host that does as the page says: one message, one effect.
      const id = headers['webhook-id'] ?? '';
      if (!delivered.has(id)) delivered.set(id, { id: `sent-${delivered.size + 1}`, text: data.text, replyTo: data.replyToSourceId });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: delivered.get(id)?.id, url: 'https://forum.example/answers/1' }));
    });
  });
});
afterAll(() => host.close());
afterEach(() => (answer = null));

const options = (more: Partial<WebhookOptions> = {}): WebhookOptions => ({ url: `${host.url}/send?to=forum`, secret: SECRET, allowPrivate: true, ...more });
const place = () => ({ venue: 'site:forum', replyTo: 'post_1', replyToSourceId: '42' });

describe('the contract', () => {
  publisherConforms({ adapter: 'publishers/webhook', against: 'loopback' }, {
    publisher: () => webhook(options()),
    places: { reply: place, message: place, post: () => ({ venue: 'site:forum', replyTo: null, replyToSourceId: null }) },
    delivered: () => [...delivered.values()],
    secrets: [SECRET, Buffer.from(SECRET.slice(6), 'base64').toString()],
    skip: {
      'finds what was sent': 'the host knows the key: the same one is sent again',
      'knows nothing of what was not sent': 'the host knows the key: the same one is sent again',
      'sees what stands in the way': 'what stands in the way on the other side is for the host to know',
    },
  });
});

const command: PublishCommand = { action: 'reply', brand: 'acme', text: 'We are sorry, and look into it. תודה 👩‍👩‍👧', target: { venue: 'site:forum', replyTo: 'post_1' }, replyToSourceId: '42', idempotencyKey: 'send_0123456789abcdef' };
const now = () => Math.floor(Date.now() / 1000) * 1000;
const sent = (): Taken => taken.at(-1) ?? { headers: {}, body: '' };

test('the specification’s own library takes what is sent, with the older key too', async () => {
  await webhook(options({ secret: [SECRET, OLDER] })).publish(command, testContext({ now: now() }));
  const { headers, body } = sent();
  for (const secret of [SECRET, OLDER]) expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'reply.approved', data: command });
  expect(() => new Webhook(`whsec_${Buffer.from('another key, of nobody here').toString('base64')}`).verify(body, headers)).toThrow('No matching signature');
  expect([headers['webhook-id'], host.requests.at(-1)?.path]).toEqual([command.idempotencyKey, '/send?to=forum']);
});

test('kashuv’s own webhook takes it', async () => {
  const at = now();
  await webhook(options()).publish({ ...command, idempotencyKey: 'a key. with a full stop' }, testContext({ now: at }));
  const { headers, body } = sent();
  const source = push({ secret: SECRET, map: (value) => ({ id: '1', text: (value as { data: PublishCommand }).data.text }) });
  const { accepted, signals } = await source.receive(new Request('http://host.example/in', { method: 'POST', headers, body }), testContext({ now: at }));
  expect([accepted.status, signals]).toMatchObject([202, [{ post: { text: command.text } }]]);
});

test.each<[string, string, Record<string, unknown>]>([
  ['all that a receipt holds', '{"id":"7","url":"https://forum.example/7","at":1700000000000}', { id: '7', url: 'https://forum.example/7', at: 1_700_000_000_000 }],
  ['an id alone', '{"id":"7"}', { id: '7', at: 5_000 }],
  ['an address that is none', '{"id":"7","url":"javascript:alert(1)"}', { id: '7', at: 5_000 }],
  ['no id', '{"ok":true}', { id: command.idempotencyKey, at: 5_000 }],
  ['an id that is none', '{"id":{"a":1}}', { id: command.idempotencyKey, at: 5_000 }],
  ['nothing', '', { id: command.idempotencyKey, at: 5_000 }],
])('the receipt, from an answer with %s', async (_, body, receipt) => {
  answer = { status: 200, body };
  expect(await webhook(options()).publish(command, testContext({ now: 5_000 }))).toEqual(receipt);
});

test('a redirect is refused, an answer that stands elsewhere leaves it open, and an address inside the house is refused', async () => {
  answer = { status: 307, body: '', headers: { location: 'https://elsewhere.example/' } };
  const refused = async (publisher: ReturnType<typeof webhook>) => publisher.publish(command, testContext({ now: 5_000 })).catch((error: unknown) => (KashuvError.is(error) ? error.code : error));
  expect(await refused(webhook(options()))).toBe('REJECTED');
  answer = { status: 303, body: '', headers: { location: 'https://elsewhere.example/' } };
  expect(await refused(webhook(options()))).toBe('OUTCOME_UNKNOWN');
  const before = taken.length;
  expect(await refused(webhook(options({ allowPrivate: false })))).toBe('REJECTED');
  expect(taken).toHaveLength(before);
});

test('places and actions are the host’s to say', () => {
  const publisher = webhook(options({ reaches: ({ venue }) => venue.startsWith('site:'), actions: ['reply'], maxLength: 10 }));
  expect([publisher.reaches({ venue: 'site:forum', source: null }), publisher.reaches({ venue: 'page:1', source: null })]).toEqual([true, false]);
  expect(publisher.check({ ...command, action: 'post' })).toEqual([expect.stringContaining("'post'"), expect.stringContaining('10 is the most')]);
  expect(publisher.instance).toBe(`webhook:127.0.0.1:${host.port}/send`);
});

test.each<[Partial<Record<keyof WebhookOptions, unknown>>, string]>([
  [{ url: 'https://user:word@host.example/' }, 'webhook.url'],
  [{ url: 'file:///etc' }, 'webhook.url'],
  [{ secret: 'short' }, 'webhook.secret'],
  [{ secret: `whpk_${Buffer.alloc(32).toString('base64')}` }, 'webhook.secret'],
  [{ actions: [] }, 'webhook.actions'],
])('configuration %o', (more, field) => expect(errorOf(() => webhook({ url: 'https://host.example/', secret: SECRET, ...more } as WebhookOptions))).toMatchObject({ code: 'CONFIG_INVALID', field }));

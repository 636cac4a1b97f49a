// runnable
// Two webhooks on one web server: the generic one and Meta's. This program also plays the senders, so that it runs offline.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createMonitor } from 'kashuv';
import { meta } from 'kashuv/sources/meta';
import { push, signPush } from 'kashuv/sources/push';

const secret = 'whsec_YSBrZXkgb2YgdHdlbnR5LWZvdXIgYnl0ZXM=';
const appSecret = 'the app secret of the dashboard';
const verifyToken = 'a long word that we made up';
await using monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme OR kettle', accounts: { handles: ['1001'] } }],
  sources: [push({ path: '/inbox', secret }), meta({ path: '/meta', appSecret, verifyToken, accounts: { '1001': { name: 'Acme' } } })],
});

/** The request with its body as it came: signatures are over the bytes. Frameworks that have a web `Request` give it as it is. */
function requestOf(incoming: IncomingMessage): Request {
  const { method = 'GET', url = '/' } = incoming;
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const };
  return new Request(new URL(url, 'https://host.example'), { method, headers, ...body });
}
const server = createServer((incoming, outgoing) => {
  void monitor.handle(requestOf(incoming)).then(async (response) => {
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(Buffer.from(await response.arrayBuffer()));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const send = async (path: string, body: string, headers: Record<string, string>): Promise<void> => {
  const response = await fetch(`${here}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  console.log(`${path}: ${response.status} ${await response.text()}`.trim());
};

// Another service, by Standard Webhooks. The second time its sender has not heard that it was taken.
const posts = JSON.stringify({ posts: [{ id: '42', text: 'My Acme kettle arrived broken and nobody answers!', author: { id: 'dana' } }, { text: 'no id' }] });
const seconds = Math.floor(Date.now() / 1000);
const signed = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds), 'webhook-signature': signPush(secret, 'msg_1', seconds, posts) };
await send('/inbox', posts, signed);
await send('/inbox', posts, signed);
await send('/inbox', posts, { ...signed, 'webhook-id': 'msg_2' });

// Meta: first it asks whether this address is ours, then it delivers.
const asked = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': verifyToken });
console.log(`/meta: ${await (await fetch(`${here}/meta?${asked.toString()}`)).text()}`);
const value = { item: 'comment', verb: 'add', post_id: '1001_2001', comment_id: '2001_3001', from: { id: '9001', name: 'Lena' }, created_time: seconds, message: 'The kettle leaks. Is it safe?' };
const delivery = JSON.stringify({ object: 'page', entry: [{ id: '1001', time: seconds, changes: [{ field: 'feed', value }] }] });
await send('/meta', delivery, { 'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(delivery).digest('hex')}` });
await send('/meta', delivery, { 'x-hub-signature-256': 'sha256=0' });

await monitor.idle();
for (const { kind, replyTo } of await monitor.duties({ state: 'waiting' })) console.log(`owed: ${kind}, to “${(await monitor.post(replyTo ?? ''))?.text ?? ''}”`);
server.close();
server.closeAllConnections();

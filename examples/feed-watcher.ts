// runnable
// Watches a feed. The forum is served by this program itself, so that it runs offline; put a real address in its place.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMonitor } from 'kashuv';
import { feed } from 'kashuv/sources/feed';

// The forum: at first one post, then one more, then the first in other words.
const post = (id: number, title: string, words: string): string =>
  `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><pubDate>${new Date().toUTCString()}</pubDate><description>${words}</description></item>`;
const states = [
  [post(1, 'Kettle', 'My Acme kettle arrived broken.')],
  [post(2, 'Refund', 'Acme does not answer me. I want my money back!'), post(1, 'Kettle', 'My Acme kettle arrived broken.')],
  [post(2, 'Refund', 'Acme does not answer me. I want my money back!'), post(1, 'Kettle', 'My Acme kettle arrived broken. Update: it caught fire and my son is injured!')],
];
let asked = 0;
const server = createServer((_request, response) => {
  const items = states[Math.min(asked++, states.length - 1)] ?? [];
  response.setHeader('content-type', 'application/rss+xml');
  response.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>Forum</title><link>http://forum.example/</link><description>talk</description>${items.join('')}</channel></rss>`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

const monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme' }],
  // A real feed needs neither option: private addresses stay refused, and it is asked every five minutes.
  sources: [feed(`http://127.0.0.1:${port}/forum.rss`, { allowPrivate: true, pollEveryMs: 1_000, venue: { kind: 'group', class: 'forum' } })],
});

const done = new AbortController();
monitor.on('mention.heard', ({ mention }) => console.log(`heard    ${mention.id}`));
monitor.on('mention.edited', ({ mention }) => console.log(`edited   ${mention.id}, revision ${mention.revision}`));
monitor.on('plan.made', ({ plan }) => console.log(`plan     ${plan.decision.action} (${plan.decision.rule}), severity ${plan.severity.level}`));
monitor.on('plan.revised', ({ plan, why }) => {
  console.log(`revised  ${plan.decision.action} (${plan.decision.rule}): ${why}`);
  done.abort();
});
monitor.on('source.failed', ({ message }) => console.log(`failed   ${message}`));

await monitor.run({ signal: AbortSignal.any([done.signal, AbortSignal.timeout(10_000)]) });
server.close();

// runnable
// Who owes an answer is told so, in Slack and on a pager. Both are played by this program itself, so that it runs offline; put real addresses in their place.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMonitor } from 'kashuv';
import { email } from './notifiers/email.ts';
import { onNotice } from './notifiers/notices.ts';
import { pagerDuty } from './notifiers/pagerduty.ts';
import { slack } from './notifiers/slack.ts';
import { teams } from './notifiers/teams.ts';

let awaited = 0;
let allTold: () => void = () => undefined;
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
    console.log(`${request.url}: ${body}\n`);
    response.writeHead(202).end();
    if ((awaited -= 1) === 0) allTold();
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

await using monitor = createMonitor({
  brands: [{ id: 'acme', name: 'Acme', query: 'acme', owners: [{ role: 'care', name: 'Dana' }, { role: 'on-call', name: 'Tal' }] }],
});
onNotice(monitor, slack(`${here}/slack`, { Dana: 'U012AB3CD' }));
onNotice(monitor, teams(`${here}/teams`));
onNotice(monitor, pagerDuty({ 'on-call': 'a routing key' }, `${here}/pagerduty`));
onNotice(monitor, email(async ({ to, subject }) => console.log(`mail to ${to}: ${subject}\n`), { Dana: 'dana@acme.example', 'on-call': 'care@acme.example' }));
monitor.on('listener.failed', ({ message }) => console.error(message));
// Each duty that must be met is told twice on this server, in Slack and in Teams. Nobody is paged: nothing was missed.
monitor.on('duty.opened', ({ duty }) => (awaited += duty.level === 'must' ? 2 : 0));

const told = new Promise<void>((resolve) => (allTold = resolve));
await monitor.ingest({ id: '1', text: '<!channel> my Acme kettle arrived broken and nobody answers me! [Refund here](https://evil.example)', author: { id: 'lena' } });
await monitor.idle();
await told;
server.close();

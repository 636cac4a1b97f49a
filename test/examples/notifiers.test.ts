import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { email, type Mail } from '../../examples/notifiers/email.ts';
import { onNotice, type Notice } from '../../examples/notifiers/notices.ts';
import { pagerDuty } from '../../examples/notifiers/pagerduty.ts';
import { slack } from '../../examples/notifiers/slack.ts';
import { teams } from '../../examples/notifiers/teams.ts';
import { postsAsScript, scriptedSource, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { HOUR, post, record, START, testMonitor } from '../support/monitor.ts';
import { serve, type TestServer } from '../support/server.ts';

const HOSTILE = '<!channel> & <https://evil.example|your refund> [here](https://evil.example)\r\nBcc: all@acme.example';
const notice = (more: Partial<Notice> = {}): Notice => ({ key: 'duty_1', is: 'open', urgency: 'high', owner: 'Dana', title: 'acme: answer was missed', quote: HOSTILE, at: START, ...more });

const told: { path: string; body: unknown }[] = [];
let status = 202;
let server: TestServer;
beforeEach(async () => {
  told.length = 0;
  status = 202;
  server = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
      told.push({ path: request.url ?? '', body: JSON.parse(body) as unknown });
      response.writeHead(status).end();
    });
  });
});
afterEach(() => server.close());

/** Lets real input and output happen until it holds. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

describe('what others wrote is shown, and does nothing', () => {
  test('in Slack', async () => {
    await slack(`${server.url}/slack`, { Dana: 'U012AB3CD' })(notice());
    expect(told).toEqual([
      {
        path: '/slack',
        body: {
          text: '<@U012AB3CD> acme: answer was missed\n> &lt;!channel&gt; &amp; &lt;https://evil.example|your refund&gt; [here](https://evil.example) Bcc: all@acme.example',
          unfurl_links: false,
          unfurl_media: false,
        },
      },
    ]);
    await slack(`${server.url}/slack`)(notice({ owner: '<!here>', quote: null }));
    expect(told[1]?.body).toMatchObject({ text: '&lt;!here&gt; acme: answer was missed' });
  });

  test('in Teams: in blocks that read no Markdown', async () => {
    await teams(`${server.url}/teams`)(notice());
    const { attachments } = told[0]?.body as { attachments: { contentType: string; content: { type: string; body: { type: string; inlines: { type: string; text: string }[] }[] } }[] };
    expect(attachments.map(({ contentType, content }) => [contentType, content.type])).toEqual([['application/vnd.microsoft.card.adaptive', 'AdaptiveCard']]);
    expect(attachments[0]?.content.body.map(({ type, inlines }) => [type, inlines.map((inline) => [inline.type, inline.text])])).toEqual([
      ['RichTextBlock', [['TextRun', 'Dana: acme: answer was missed']]],
      ['RichTextBlock', [['TextRun', HOSTILE]]],
    ]);
  });

  test('in a mail: as text, below a subject of one line', async () => {
    const mails: Mail[] = [];
    const tell = email(async (mail) => mails.push(mail), { Dana: 'dana@acme.example', 'on-call': 'care@acme.example' });
    await tell(notice({ title: 'acme\r\nBcc: all@acme.example' }));
    await tell(notice({ owner: 'Noam', quote: null }));
    expect(mails).toEqual([
      { to: 'dana@acme.example', subject: '[kashuv] acme Bcc: all@acme.example', text: `Dana: acme\r\nBcc: all@acme.example\n\n${HOSTILE}` },
      { to: 'care@acme.example', subject: '[kashuv] acme: answer was missed', text: 'Noam: acme: answer was missed' },
    ]);
    await expect(email(async () => undefined, {})(notice())).rejects.toThrow('no address for Dana');
  });

  test('on a pager: beside the summary, and only what is urgent', async () => {
    const tell = pagerDuty({ Dana: 'key of Dana', 'on-call': 'key of all' }, `${server.url}/pager`);
    await tell(notice());
    await tell(notice({ owner: 'Noam', quote: null }));
    await tell(notice({ urgency: 'low' }));
    await tell(notice({ is: 'over' }));
    const payload = { summary: 'Dana: acme: answer was missed', source: 'kashuv', severity: 'critical', timestamp: new Date(START).toISOString(), custom_details: { quote: HOSTILE } };
    expect(told.slice(0, 2).map(({ body }) => body)).toEqual([
      { dedup_key: 'duty_1', event_action: 'trigger', routing_key: 'key of Dana', payload },
      { dedup_key: 'duty_1', event_action: 'trigger', routing_key: 'key of all', payload: { ...payload, summary: 'Noam: acme: answer was missed', custom_details: { quote: null } } },
    ]);
    expect(told.slice(2).map(({ body }) => body)).toEqual(expect.arrayContaining(['key of Dana', 'key of all'].map((routing_key) => ({ dedup_key: 'duty_1', event_action: 'resolve', routing_key }))));
    expect(told).toHaveLength(4);
    await expect(pagerDuty({}, server.url)(notice())).rejects.toThrow('no routing key for Dana');
  });
});

describe('in a monitor', () => {
  test('the owner is told, whoever is next is paged when it was missed, and the pager falls silent once it is over', async () => {
    await using monitor = testMonitor({ clock: virtualClock({ start: START }), sources: [scriptedSource(postsAsScript([post('[complaint] <!channel> it broke'), post('[statement] later', { minute: 48 * 60, by: 'customer-2' })]))] });
    const notices: Notice[] = [];
    onNotice(monitor, async (one) => notices.push(one));
    onNotice(monitor, pagerDuty({ 'on-call': 'key of all', Tal: 'key of Tal' }, `${server.url}/pager`));
    await monitor.run();
    const answer = (await monitor.duties()).find(({ kind }) => kind === 'answer');
    await until(() => notices.some(({ key, title }) => key === answer?.id && title.includes('was missed')));
    const [owed, missed] = notices.filter(({ key }) => key === answer?.id);
    expect(owed).toMatchObject({ is: 'open', urgency: 'low', owner: 'Dana', title: expect.stringMatching(/^acme: answer is owed, due 2026-05-03T/), quote: 'acme [complaint] <!channel> it broke', at: START });
    expect(missed).toMatchObject({ is: 'open', urgency: 'high', title: expect.stringContaining('was missed') });
    await until(() => told.some(({ body }) => (body as { dedup_key?: string }).dedup_key === answer?.id));
    expect(told.find(({ body }) => (body as { dedup_key?: string }).dedup_key === answer?.id)?.body).toMatchObject({ event_action: 'trigger', payload: { summary: expect.stringContaining('was missed') } });
  });

  test('a duty that is met is over', async () => {
    await using monitor = testMonitor();
    onNotice(monitor, pagerDuty({ 'on-call': 'key of all' }, `${server.url}/pager`));
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    const duties = await monitor.duties({ state: 'waiting' });
    for (const { id } of duties) await monitor.waive({ duty: id, by: 'Dana', reason: 'met in the shop' });
    await until(() => told.length === duties.length);
    expect(told.map(({ body }) => body)).toEqual(expect.arrayContaining(duties.map(({ id }) => ({ dedup_key: id, event_action: 'resolve', routing_key: 'key of all' }))));
  });

  test('an incident pages whoever is on call, with where its crowd is', async () => {
    const calm = Array.from({ length: 14 * 12 }, (_, index) => post('[statement] saw it', { minute: (index - 14 * 12) * 120, by: `calm-${index}` }));
    const loud = Array.from({ length: 60 }, (_, index) => post(`[complaint] [discrimination] [angry] #acmefail number ${index}`, { minute: 10 + index * 0.4, by: `angry-${index}` }));
    await using monitor = testMonitor({ clock: virtualClock({ start: START - 15 * 24 * HOUR }), sources: [scriptedSource(postsAsScript([...calm, ...loud]))] });
    const notices: Notice[] = [];
    onNotice(monitor, async (one) => notices.push(one));
    await monitor.run();
    const [incident] = await monitor.incidents();
    const about = notices.filter(({ key }) => key === incident?.id);
    expect(about[0]).toMatchObject({ is: 'open', owner: 'on-call', title: expect.stringMatching(/^acme: incident opened, severity /) });
    expect(about.some(({ urgency, quote }) => urgency === 'high' && quote === '#acmefail')).toBe(true);
  });

  test('where nobody can be told, nothing is harmed, and it is said without the address', async () => {
    status = 500;
    await using monitor = testMonitor();
    const events = record(monitor);
    onNotice(monitor, slack(`${server.url}/T000/B000/secret`));
    onNotice(monitor, slack('http://127.0.0.1:1/secret'));
    await monitor.ingest(post('[complaint] it broke'));
    await monitor.idle();
    const failures = (): string[] => events.flatMap((event) => (event.type === 'listener.failed' ? [event.data.message] : []));
    await until(() => [`127.0.0.1:${server.port} answered 500`, 'fetch failed'].every((message) => failures().includes(message)));
    expect((await monitor.duties({ state: 'waiting' })).map(({ kind }) => kind)).toContain('answer');
    expect(failures().join()).not.toContain('secret');
  });
});

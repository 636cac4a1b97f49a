import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emailPublisher } from '../../../src/publishers/email/index.ts';
import { KashuvError } from '../../../src/spec/errors.ts';
import { publisherConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { imapServer, type ImapServer } from '../../support/imap-server.ts';
import { smtpServer, type SmtpServer, type SmtpServerOptions } from '../../support/smtp-server.ts';
import { mail } from '../../sources/email/support.ts';
import { ADDRESS, command, header, PASSWORD, publisher, read } from './support.ts';

let imap: ImapServer;
let smtp: SmtpServer;
beforeEach(async () => {
  [imap, smtp] = await Promise.all([imapServer(), smtpServer()]);
  imap.deliver(mail('It leaks.', { Subject: `RE: =?utf-8?B?${Buffer.from('קומקום').toString('base64')}?=`, References: '<a@shop.example> <b@acme.example>' }));
});
afterEach(async () => void (await Promise.all([imap.close(), smtp.close()])));

const now = Date.parse('2026-05-05T09:00:00Z');
const context = () => testContext({ now });
const make = (options: Parameters<typeof publisher>[1] = {}) => publisher({ imap: imap.port, smtp: smtp.port }, options);
const copies = () => (imap.folders.get('Sent')?.mails ?? []).map(({ flags }) => [...flags].sort());
async function serving(options: SmtpServerOptions): Promise<void> {
  await smtp.close();
  smtp = await smtpServer(options);
}
const failure = async (work: Promise<unknown>): Promise<KashuvError> => {
  const error: unknown = await work.then(() => new Error('nothing failed'), (thrown: unknown) => thrown);
  if (!KashuvError.is(error)) throw error;
  expect(JSON.stringify([error.message, error.fix, String(error.cause), error.stack])).not.toMatch(new RegExp(`${PASSWORD}|${Buffer.from(`\0${ADDRESS}\0${PASSWORD}`).toString('base64')}`));
  return error;
};

test('an answer goes to the author, in the thread, once; its copy lies in Sent', async () => {
  const receipt = await make().publish(command(), context());
  const [taken] = smtp.taken;
  if (taken === undefined) throw new Error('nothing was sent');
  expect([taken.from, taken.to]).toEqual([ADDRESS, ['dana@shop.example']]);
  expect(await read(taken)).toMatchObject({
    id: receipt.id,
    from: { address: ADDRESS, name: 'Acme Care' },
    to: [{ address: 'dana@shop.example' }],
    subject: 'Re: קומקום',
    inReplyTo: ['1@shop.example'],
    references: ['a@shop.example', 'b@acme.example', '1@shop.example'],
    text: 'Thank you for telling us.',
    html: null,
    sentAt: now,
    machine: null,
  });
  expect(imap.folders.get('Sent')?.mails[0]?.raw.toString()).toBe(taken.raw);
  expect([copies(), receipt.at]).toEqual([[['\\Seen']], now]);
  expect(await make().publish(command(), context())).toMatchObject({ id: receipt.id });
  expect([await make().find?.('key-1', context()), await make().find?.('key-2', context()), smtp.taken.length]).toMatchObject([{ id: receipt.id }, null, 1]);
});

test('Hebrew runs from right to left, and is text, not markup', async () => {
  await make().publish(command({ text: 'שלום דנה,\n<b>סליחה</b> & תודה "רבה" על acme' }), context());
  const raw = smtp.taken[0]?.raw ?? '';
  expect(await read({ raw })).toMatchObject({ text: 'שלום דנה,\n<b>סליחה</b> & תודה "רבה" על acme' });
  const html = [...raw.matchAll(/text\/html[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(([, part = '']) => Buffer.from(part, 'base64').toString('utf8'));
  expect(html).toEqual([expect.stringContaining('<div dir="rtl" style="white-space: pre-wrap">שלום דנה,\n&lt;b&gt;סליחה&lt;/b&gt; &amp; תודה &quot;רבה&quot; על acme</div>')]);
});

test('nothing that was written can become a header', async () => {
  const hostile = '=?utf-8?Q?Kettle=0D=0ABcc:_evil@evil.example=0D=0A=0D=0Abody?=';
  imap.deliver(mail('x', { 'Message-ID': '<2@shop.example>', Subject: hostile, From: '=?utf-8?Q?Dana=0D=0ABcc:_evil@evil.example?= <dana@shop.example>', References: '<a\u0000b@x> <c@shop.example>\r\n <d@shop.example>' }));
  await make({ name: 'Acme, "Care" <x@y.example>' }).publish(command({ replyToSourceId: '2@shop.example', text: 'x\r\nBcc: evil@evil.example\r\n.\r\nMAIL FROM:<evil@evil.example>' }), context());
  const [taken] = smtp.taken;
  const raw = taken?.raw ?? '';
  expect([taken?.to, smtp.taken.length, header(raw, 'bcc'), header(raw, 'to'), header(raw, 'references')]).toEqual([['dana@shop.example'], 1, [], ['dana@shop.example'], ['<c@shop.example> <d@shop.example> <2@shop.example>']]);
  expect(await read({ raw })).toMatchObject({ subject: 'Re: Kettle Bcc: evil@evil.example body', from: { address: ADDRESS }, text: expect.stringContaining('Bcc: evil@evil.example') });
});

test('a Reply-To sends the brand’s words to nobody who did not write', async () => {
  imap.deliver(mail('x', { 'Message-ID': '<2@shop.example>', 'Reply-To': 'victim@paper.example' }));
  await make().publish(command({ replyToSourceId: '2@shop.example' }), context());
  expect([smtp.taken[0]?.to, smtp.taken[0]?.raw.includes('victim')]).toEqual([['dana@shop.example'], false]);
});

const CLOSED: [string, string[], object][] = [
  ['gone', [], {}],
  ['an automatic reply', [mail('x', { 'Message-ID': '<c@shop.example>', 'Auto-Submitted': 'auto-replied' })], {}],
  ['a bounce', [mail('x', { 'Message-ID': '<c@shop.example>', 'Return-Path': '<>' })], {}],
  ['an address that takes no answers', [mail('x', { 'Message-ID': '<c@shop.example>', From: 'No-Reply@shop.example' })], {}],
  ['no author', [mail('x', { 'Message-ID': '<c@shop.example>', From: 'nobody' })], {}],
  ['two authors', [mail('x', { 'Message-ID': '<c@shop.example>', From: 'a@shop.example, b@shop.example' })], {}],
  ['its own address', [mail('x', { 'Message-ID': '<c@shop.example>', From: ADDRESS })], {}],
  ['another mail under its id', [mail('x', { 'Message-ID': '<c@shop.example>' }), mail('y', { 'Message-ID': '<c@shop.example>', From: 'evil@evil.example' })], {}],
  ['no proof, where proof is wanted', [mail('x', { 'Message-ID': '<c@shop.example>' })], { authserv: 'mx.acme.example' }],
];
test.each(CLOSED)('what stands in the way is seen before the review, and stops the sending: %s', async (_, mails, options) => {
  for (const raw of mails) imap.deliver(raw);
  const closed = command({ replyToSourceId: 'c@shop.example' });
  const objections = await make(options).preflight?.(closed, context());
  expect(objections).toEqual([expect.not.stringMatching(/shop\.example|evil/)]);
  expect(await failure(make(options).publish(closed, context()))).toMatchObject({ code: 'REJECTED', message: expect.stringContaining(objections?.[0] ?? '') });
  expect([smtp.connections(), copies()]).toEqual([0, []]);
});

test('with proof it is answered', async () => {
  imap.deliver(mail('x', { 'Message-ID': '<p@shop.example>', 'Authentication-Results': 'mx.acme.example; dmarc=pass header.from=shop.example' }));
  expect(await make({ authserv: 'mx.acme.example' }).preflight?.(command({ replyToSourceId: 'p@shop.example' }), context())).toEqual([]);
});

describe('refusals', () => {
  const saying = (verb: RegExp, answer: string): SmtpServerOptions => ({ intercept: (peer, line) => verb.test(line) && (peer.say(`${answer}\r\n`), true) });
  test.each<[string, SmtpServerOptions, object]>([
    ['a wrong password', { password: 'another' }, { code: 'AUTH_FAILED', field: 'emailPublisher.smtp.password' }],
    ['a log-in that is wanted', saying(/^MAIL/, '530 5.7.0 log in'), { code: 'AUTH_FAILED' }],
    ['log-ins refused for now', saying(/^AUTH/, '454 4.7.0 later'), { code: 'UNAVAILABLE' }],
    ['a greylist', saying(/^RCPT/, '450 4.2.0 later'), { code: 'RATE_LIMITED', retryAfterMs: 300_000 }],
    ['closing', saying(/^MAIL/, '421 4.3.2 closing'), { code: 'UNAVAILABLE' }],
    ['no such user', saying(/^RCPT/, '550 5.1.1 no such user dana@shop.example'), { code: 'REJECTED', message: expect.not.stringContaining('dana') }],
    ['the mail itself', saying(/^\.$/, '554 5.7.1 spam'), { code: 'REJECTED' }],
    ['the mail itself, for now', saying(/^\.$/, '451 4.3.0 later'), { code: 'RATE_LIMITED' }],
    ['too large', { extensions: ['AUTH PLAIN', 'SIZE 10'] }, { code: 'REJECTED' }],
    ['lost before the mail', { intercept: (peer, line) => line.startsWith('RCPT') && (peer.socket.destroy(), true) }, { code: 'UNAVAILABLE' }],
    ['garbage', saying(/^(?:EHLO|HELO)/, 'HTTP/1.1 400 Bad Request'), { code: 'UNAVAILABLE' }],
  ])('%s: nothing was sent, its copy is given up, and it can be sent again', async (_, options, expected) => {
    await serving(options);
    expect(await failure(make().publish(command(), context()))).toMatchObject(expected);
    expect(copies()).toEqual([['\\Deleted', '\\Draft', '\\Seen']]);
    expect(await make().find?.('key-1', context())).toBeNull();
    await serving({});
    await make().publish(command(), context());
    expect([smtp.taken.length, await make().find?.('key-1', context())]).toMatchObject([1, { id: expect.stringMatching(/^kashuv\.[0-9a-f]{32}@acme\.example$/) }]);
  });
});

describe('an outcome that nobody knows', () => {
  test.each<[string, SmtpServerOptions]>([
    ['lost once it was taken', { intercept: (peer, line) => line === 'taken' && (peer.socket.destroy(), true) }],
    ['lost before anybody knows', { intercept: (peer, line) => line === '.' && (peer.socket.destroy(), true) }],
  ])('%s: it is told, and never sent again by itself', async (_, options) => {
    await serving(options);
    expect(await failure(make().publish(command(), context()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await serving({});
    expect(await failure(make().publish(command(), context()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await failure(Promise.resolve(make().find?.('key-1', context())))).toMatchObject({ code: 'OUTCOME_UNKNOWN', fix: expect.stringContaining('delete the draft in Sent') });
    expect(smtp.taken).toEqual([]);
    // A human has looked: it did not arrive.
    const sent = imap.folders.get('Sent');
    if (sent !== undefined) sent.mails = [];
    await make().publish(command(), context());
    expect(smtp.taken).toHaveLength(1);
  });

  test('silence after the mail was taken ends by the clock', async () => {
    await serving({ intercept: (_peer, line) => line === 'taken' });
    const own = context();
    const login = { host: '127.0.0.1', security: 'none', user: ADDRESS, password: PASSWORD } as const;
    const sending = failure(make({ smtp: { ...login, port: smtp.port, timeoutMs: 5_000 } }).publish(command(), own));
    while (!smtp.commands.includes('.')) await new Promise((resolve) => setImmediate(resolve));
    own.advance(5_000);
    expect(await sending).toMatchObject({ code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('within 5000 ms') });
  });

  test('an abort while it is taken tells that it may have been', async () => {
    await serving({ intercept: (_peer, line) => line === 'taken' });
    const own = context();
    const sending = failure(make().publish(command(), own));
    while (!smtp.commands.includes('.')) await new Promise((resolve) => setImmediate(resolve));
    own.abort();
    expect(await sending).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  test('a process that ended before it sent leaves a draft, and a human looks', async () => {
    await make({ smtp: { host: '127.0.0.1', port: 1, security: 'none', user: ADDRESS, password: PASSWORD } }).publish(command(), context()).catch(() => undefined);
    imap.folders.get('Sent')?.mails[0]?.flags.delete('\\Deleted');
    expect(await failure(Promise.resolve(make().find?.('key-1', context())))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });
});

test('without a folder for copies nothing is looked up, and it says so', async () => {
  const { sent: _, ...without } = { sent: 'Sent', address: ADDRESS, smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' as const, user: ADDRESS, password: PASSWORD }, imap: { host: '127.0.0.1', port: imap.port, security: 'none' as const, user: ADDRESS, password: PASSWORD } };
  const one = emailPublisher(without);
  expect([one.capabilities.idempotency, one.find]).toEqual(['none', undefined]);
  await one.publish(command(), context());
  expect([smtp.taken.length, copies()]).toEqual([1, []]);
});

test('a folder that keeps no marks of drafts is refused before anything is sent', async () => {
  await imap.close();
  imap = await imapServer({ intercept: (peer, tag, words) => /^UID FETCH .*FLAGS/.test(words) && (peer.say(`* 1 FETCH (UID 1 FLAGS ())\r\n${tag} OK done\r\n`), true) });
  imap.deliver(mail('It leaks.'));
  expect(await failure(make().publish(command(), context()))).toMatchObject({ code: 'CONFIG_INVALID', field: 'emailPublisher.sent' });
  expect(smtp.connections()).toBe(0);
});

test('a token logs in; one that was refused is renewed for the next try', async () => {
  const tokens = { renewed: [] as string[], current: async () => (tokens.renewed.length === 0 ? 'old-token-1' : PASSWORD), renew: async (refused: string) => (tokens.renewed.push(refused), PASSWORD) };
  const options = { smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' as const, user: ADDRESS, tokens } };
  expect(await failure(make(options).publish(command(), context()))).toMatchObject({ code: 'UNAVAILABLE' });
  await make(options).publish(command(), context());
  expect([tokens.renewed, smtp.taken.length]).toEqual([['old-token-1'], 1]);
});

test('a server without STARTTLS never gets the password', async () => {
  await serving({ intercept: (peer, line) => line === 'STARTTLS' && (peer.say('502 no\r\n'), true) });
  expect(await failure(make({ smtp: { host: '127.0.0.1', port: smtp.port, security: 'starttls', user: ADDRESS, password: PASSWORD } }).publish(command(), context()))).toMatchObject({ code: 'CONFIG_INVALID', field: 'emailPublisher.smtp.security' });
  expect(smtp.commands.filter((line) => line.startsWith('AUTH'))).toEqual([]);
});

test.each<[string, object]>([
  ['emailPublisher.address', { address: 'care' }],
  ['emailPublisher.name', { name: 'Acme\r\nBcc: x@y.example' }],
  ['emailPublisher.smtp.password', { smtp: { host: 'mail.acme.example', user: ADDRESS } }],
  ['emailPublisher.imap.host', { imap: { host: 'https://x', user: ADDRESS, password: PASSWORD } }],
  ['emailPublisher.replyTo', { replyTo: 'x' }],
])('options: %s', (field, wrong) => {
  const server = { host: 'mail.acme.example', user: ADDRESS, password: PASSWORD };
  expect(errorOf(() => emailPublisher({ address: ADDRESS, smtp: server, imap: server, ...wrong }))).toMatchObject({ code: 'CONFIG_INVALID', field });
});

describe('the contract', () => {
  let number = 100;
  const place = (id: string) => ({ venue: `inbox:${ADDRESS}`, replyTo: 'post_1', replyToSourceId: id, source: 'email' });
  const asked = () => {
    number += 1;
    imap.deliver(mail('It leaks.', { 'Message-ID': `<${number}@shop.example>` }));
    return place(`${number}@shop.example`);
  };
  const against = (options: SmtpServerOptions) => async () => {
    const other = await smtpServer(options);
    return { ...publisher({ imap: imap.port, smtp: other.port }), close: () => other.close() };
  };
  publisherConforms({ adapter: 'publishers/email', against: 'loopback' }, {
    publisher: () => make({ maxLength: 5_000 }),
    places: { reply: asked },
    delivered: () => Promise.all(smtp.taken.map(async (taken) => {
      const { id, text, inReplyTo } = await read(taken);
      return { id: id ?? '', text: text ?? '', replyTo: inReplyTo[0] ?? null };
    })),
    closed: Object.fromEntries(CLOSED.filter(([, , options]) => Object.keys(options).length === 0).map(([name, mails], index) => [name, () => {
      for (const raw of mails) imap.deliver(raw.replaceAll('<c@', `<closed-${index}@`));
      return place(`closed-${index}@shop.example`);
    }])),
    unheard: async () => {
      const other = await smtpServer({ deliver: async (taken) => void smtp.taken.push(taken), intercept: (peer, line) => line === 'taken' && (peer.socket.destroy(), true) });
      return { ...publisher({ imap: imap.port, smtp: other.port }), close: () => other.close() };
    },
    refused: {
      AUTH_FAILED: against({ password: 'another' }),
      RATE_LIMITED: against({ intercept: (peer, line) => line.startsWith('RCPT') && (peer.say('451 later\r\n'), true) }),
      UNAVAILABLE: against({ intercept: (peer, line) => line.startsWith('MAIL') && (peer.say('421 closing\r\n'), true) }),
      REJECTED: against({ intercept: (peer, line) => line.startsWith('RCPT') && (peer.say('550 no\r\n'), true) }),
    },
    secrets: [PASSWORD],
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postInputSchema, type PostInput, type Signal } from '../../../src/spec/post.ts';
import type { EmailOptions } from '../../../src/sources/email/index.ts';
import { imapServer, type ImapServer } from '../../support/imap-server.ts';
import { mail, mailbox, sweep } from './support.ts';

let server: ImapServer;
beforeAll(async () => {
  server = await imapServer();
});
afterAll(() => server.close());

async function heard(raw: string | Buffer, options: Partial<EmailOptions> = {}): Promise<Signal | undefined> {
  const folder = server.folders.get('INBOX');
  if (folder !== undefined) folder.mails = [];
  server.deliver(raw);
  return (await sweep(mailbox(server.port, options))).signals[0];
}
async function post(raw: string | Buffer, options: Partial<EmailOptions> = {}): Promise<PostInput> {
  const signal = await heard(raw, options);
  if (signal?.type !== 'posted') throw new Error(`no post: ${JSON.stringify(signal)}`);
  expect(postInputSchema.parse(signal.post)).toEqual(signal.post);
  return signal.post;
}
const words = async (raw: string | Buffer): Promise<string> => (await post(raw)).text;

test('a mail is a post only the brand can see', async () => {
  expect(await post(mail('It leaks.', { From: '=?utf-8?B?15PXoNeUICLXm9eU158i?= <Dana@Shop.Example>', 'In-Reply-To': '<b@acme.example>', References: '<a@acme.example> <b@acme.example>' }))).toEqual({
    id: '1@shop.example',
    title: 'The acme kettle',
    text: 'It leaks.',
    author: { id: 'dana@shop.example', name: 'דנה "כהן"' },
    venue: { id: 'inbox:care@acme.example', kind: 'inbox', class: 'mail', name: 'care@acme.example' },
    private: true,
    thread: { root: 'a@acme.example', parent: 'b@acme.example' },
    postedAt: Date.parse('2026-05-05T07:00:00Z'),
  });
});

test('a mail without a Message-ID has one id wherever it lies', async () => {
  const id = (await post(mail('It leaks.', { 'Message-ID': null }))).id;
  expect([(await post(mail('It leaks.', { 'Message-ID': 'none' }))).id, (await post(mail('It drips.', { 'Message-ID': null }))).id === id]).toEqual([id, false]);
});

test.each<[string, Record<string, string>, number | undefined]>([
  ['never later than it was received', { Date: 'Tue, 5 May 2099 10:00:00 +0300' }, Date.parse('2026-05-05T08:00:00Z')],
  ['of what is no date, when it was received', { Date: 'next Tuesday, 99:99' }, Date.parse('2026-05-05T08:00:00Z')],
])('its time is the author’s: %s', async (_, headers, postedAt) => expect((await post(mail('x', headers))).postedAt).toBe(postedAt));

describe('charsets', () => {
  const hebrew = Buffer.from([0xf9, 0xec, 0xe5, 0xed]);
  test.each(['windows-1255', 'iso-8859-8', 'iso-8859-8-i'])('%s', async (charset) => {
    for (const [encoding, body] of [['base64', hebrew.toString('base64')], ['quoted-printable', '=F9=EC=E5=ED'], ['8bit', hebrew]] as const) {
      const head = mail('', { Subject: `=?${charset}?Q?=F9=EC=E5=ED?=`, 'Content-Type': `text/plain; charset=${charset}`, 'Content-Transfer-Encoding': encoding });
      expect(await post(Buffer.concat([Buffer.from(head), Buffer.from(body)]))).toMatchObject({ text: 'שלום', title: 'שלום' });
    }
  });
  test('one that nobody knows is no reason not to hear', async () => expect(await words(mail('It leaks.', { 'Content-Type': 'text/plain; charset=martian' }))).toBe('It leaks.'));
});

describe('own words', () => {
  test.each([
    ['Gmail', 'It leaks again.\n\nOn Tue, May 5, 2026 at 10:00 AM Acme Care <care@acme.example>\nwrote:\n\n> We are sorry.\n> It is mended.\n', 'It leaks again.'],
    ['Apple', 'It leaks again.\n\n> On 5 May 2026, at 10:00, Acme Care <care@acme.example> wrote:\n> \n> We are sorry.\n', 'It leaks again.'],
    ['unmarked', 'It leaks again.\n\nOn 5/5/26 10:00, Acme Care wrote:\nWe are sorry.\n', 'It leaks again.'],
    ['Outlook', 'It leaks again.\n\n-----Original Message-----\nFrom: Acme Care\nSent: Tuesday\nTo: Dana\nSubject: Kettle\n\nWe are sorry.', 'It leaks again.'],
    ['a head alone', 'It leaks again.\n\nFrom: Acme Care <care@acme.example>\nSent: Tuesday, 5 May 2026 10:00\nTo: Dana\nSubject: Kettle\n\nWe are sorry.', 'It leaks again.'],
    ['Hebrew Gmail', 'שוב דולף.\n\n\u202bבתאריך יום ג׳, 5 במאי 2026 ב-10:00 מאת \u202aAcme Care\u202c\u200f <\u202acare@acme.example\u202c\u200f>:\u202c\n\n> אנחנו מצטערים.\n', 'שוב דולף.'],
    ['Hebrew Apple', 'שוב דולף.\n\nב-5 במאי 2026, בשעה 10:00, Acme Care כתב/ה:\n\nאנחנו מצטערים.', 'שוב דולף.'],
    ['Hebrew Outlook', 'שוב דולף.\n\nמאת: Acme Care\nנשלח: יום שלישי\nאל: דנה\nנושא: קומקום\n\nאנחנו מצטערים.', 'שוב דולף.'],
    ['answers between', '> Does it leak?\nYes.\n> Since when?\nSince Monday.', 'Yes.\nSince Monday.'],
    ['a signature', 'It leaks.\n-- \nDana Cohen\n+972-3-555 0000', 'It leaks.'],
    ['a device', 'It leaks.\n\nSent from my iPhone', 'It leaks.'],
    ['a Hebrew device', 'דולף.\n\nנשלח מה-iPhone שלי', 'דולף.'],
  ])('%s', async (_, text, own) => expect(await words(mail(text, { 'Content-Type': 'text/plain; charset=utf-8' }))).toBe(own));

  test.each([
    ['on Monday the driver wrote:\nno kettle here'],
    ['From: me. To: you. It leaks.'],
    ['It leaks -- and drips\n--- a line\nof words'],
    ['Sent from my heart, this complaint.\nMy kettle leaks.'],
  ])('a person’s own way to write is no quote: %s', async (text) => expect(await words(mail(text))).toBe(text));

  test('a long text after two dashes is no signature', async () => {
    const text = `First.\n--\n${Array.from({ length: 20 }, (_, index) => `Line ${index}`).join('\n')}`;
    expect(await words(mail(text))).toBe(text);
  });

  test('HTML alone: quotes out, scripts out, as a reader sees it', async () => {
    const html = '<html><head><style>p{}</style></head><body><p>It leaks &amp; drips.</p><script>steal()</script><div class="gmail_quote"><div>On Tue, May 5, 2026 at 10:00 AM Acme &lt;care@acme.example&gt; wrote:<br></div><blockquote>We are <blockquote>very</blockquote> sorry.</blockquote></div><p>And it is loud.</p></body></html>';
    expect(await words(mail(html, { 'Content-Type': 'text/html; charset=utf-8' }))).toBe('It leaks & drips.\n\nAnd it is loud.');
  });

  test('quotes in HTML that begin or end by themselves take nothing with them that is not quoted', async () => {
    const html = (body: string) => words(mail(body, { 'Content-Type': 'text/html; charset=utf-8' }));
    expect([await html('<p>It leaks.</p></blockquote><p>And drips.</p>'), await html('<p>It leaks.</p><blockquote>We are sorry.')]).toEqual(['It leaks.\n\nAnd drips.', 'It leaks.']);
  });

  test('what holds nothing but quotes is skipped; a subject of its own is words', async () => {
    const quotes = '> We are sorry.\n';
    expect(await heard(mail(quotes, { Subject: 'Re: Kettle' }))).toEqual({ type: 'skipped', reason: 'mail 1@shop.example: it holds nothing but what it quotes.', ref: '1@shop.example' });
    expect(await words(mail(quotes, { Subject: 'Where is my acme kettle?' }))).toBe('Where is my acme kettle?');
    expect(await heard(mail('', { Subject: 'השב: קומקום' }))).toMatchObject({ type: 'skipped', reason: 'mail 1@shop.example: it has no words.' });
  });
});

describe('parts', () => {
  const parts = (...all: string[]): string => `--b\n${all.join('\n--b\n')}\n--b--\n`;
  const mixed = { 'Content-Type': 'multipart/mixed; boundary=b' };

  test('attachments are named, not read; a mail within a mail is somebody else’s', async () => {
    const text = parts('Content-Type: text/plain\n\nSee the picture.', 'Content-Type: image/png; name="leak\u202e.png"\nContent-Disposition: attachment; filename="leak.png"\n\nx', 'Content-Type: message/rfc822\n\nFrom: x@y.example\nSubject: inner\n\nNot mine.');
    expect(await words(mail(text, mixed))).toBe('See the picture.\n\n[leak.png, message/rfc822]');
  });

  test('a mail larger than the limit is read as far as it goes, whatever size it claims', async () => {
    const folder = server.folders.get('INBOX');
    if (folder !== undefined) folder.mails = [];
    server.deliver(mail(parts('Content-Type: text/plain\n\nIt leaks.', `Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n${'x'.repeat(200_000)}`), mixed), { size: 10_000_000_000 });
    expect((await sweep(mailbox(server.port, { maxBytes: 8_192 }))).posts).toMatchObject([{ text: 'It leaks.\n\n[a.pdf]' }]);
    expect(await heard(mail(parts(`Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n${'x'.repeat(200_000)}`, 'Content-Type: text/plain\n\nIt leaks.'), { ...mixed, Subject: 'Re: kettle' }), { maxBytes: 8_192 })).toMatchObject({ type: 'skipped', reason: 'mail 1@shop.example: no words within its first 8192 bytes.' });
  });

  test('hostile shapes end as a post or a skip', async () => {
    const deep = Array.from({ length: 500 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}`).join('\n');
    expect(await heard(mail(deep, { 'Content-Type': 'multipart/mixed; boundary=x', Subject: 'Re: x' }).replace('\r\n\r\n', '\r\n\r\n--x\r\n'))).toMatchObject({ type: 'skipped', reason: expect.stringContaining('nest too deep') });
    expect(await heard(mail('x', { 'X-Flood': 'y'.repeat(400_000) }))).toMatchObject({ type: 'skipped', reason: expect.stringContaining('header is too long') });
    expect(await words(mail(parts(...Array.from({ length: 5_000 }, () => 'Content-Type: text/plain\n\nx')), mixed))).toMatch(/^x\n\nx/);
    expect(await post(mail('a\0b', { Subject: 'a\0b', From: 'Da\0na <dana@shop.example>', Date: '\0' }))).toMatchObject({ text: 'ab', title: 'a b', author: { id: 'dana@shop.example', name: 'Dana' } });
    expect(await post(mail('x', { From: '<'.repeat(5_000), 'Message-ID': `<${'x'.repeat(5_000)}>` }))).not.toHaveProperty('author');
    expect(await heard(Buffer.alloc(100))).toMatchObject({ type: 'skipped' });
    expect(await heard('')).toMatchObject({ type: 'skipped' });
  });
});

test('any bytes are a post or a skip, and none is lost', async () => {
  const piece = fc.constantFrom(
    'From: Dana <dana@shop.example>', 'From: ', 'Message-ID: <', 'Subject: =?utf-8?B?', 'Content-Type: multipart/mixed; boundary=b', 'Content-Type: text/html; charset=', 'Content-Transfer-Encoding: base64',
    'References: <a@b> <', 'Date: ', '--b', '--b--', '\r\n', '\r\n\r\n', '<blockquote>', '</blockquote', '> ', '-- ', 'On 5 May 2026 at 10:00, Dana wrote:', 'בתאריך 10:00', '\u202e', '\0', '&lt;', '(((', '"', ';',
  );
  const bytes = fc.array(fc.oneof(piece.map((text) => Buffer.from(text)), fc.uint8Array({ maxLength: 20 }).map((any) => Buffer.from(any))), { maxLength: 30 }).map((parts) => Buffer.concat(parts));
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 20 }), async (mails) => {
      const folder = server.folders.get('INBOX');
      if (folder !== undefined) folder.mails = [];
      for (const [index, raw] of mails.entries()) server.deliver(Buffer.concat([Buffer.from(`Message-ID: <${index}@any.example>\r\n`), raw]));
      const { signals } = await sweep(mailbox(server.port));
      expect(signals).toHaveLength(mails.length);
      for (const signal of signals) {
        if ('post' in signal) postInputSchema.parse(signal.post);
        else expect(signal).toMatchObject({ type: 'skipped', reason: expect.stringMatching(/\S/) });
      }
    }),
    { numRuns: 30 },
  );
});

describe('machines', () => {
  const automatic: [string, Record<string, string>][] = [
    ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['a bounce', { 'Return-Path': '<>' }],
    ['a report', { 'Content-Type': 'multipart/report; boundary=b' }],
    ['a mailer daemon', { From: 'MAILER-DAEMON@mx.example' }],
    ['an old autoresponder', { Precedence: 'auto_reply' }],
    ['another', { 'X-Autoreply': 'yes' }],
  ];
  const bulk: [string, Record<string, string>][] = [['a list', { 'List-Id': '<all.lists.example>' }], ['bulk', { Precedence: 'Bulk' }]];
  test.each(automatic)('%s is skipped with the reason, or heard on request', async (_, headers) => {
    expect(await heard(mail('I am away.', headers))).toMatchObject({ type: 'skipped', ref: '1@shop.example' });
    expect(await heard(mail('I am away.', headers), { automatic: 'hear' })).toMatchObject({ type: 'posted' });
  });
  test.each(bulk)('%s is skipped with the reason, or heard on request', async (_, headers) => {
    expect(await heard(mail('News!', headers))).toMatchObject({ type: 'skipped', ref: '1@shop.example' });
    expect(await heard(mail('News!', headers), { bulk: 'hear' })).toMatchObject({ type: 'posted' });
  });
  test('who says that no machine wrote it is heard', async () => expect(await heard(mail('It leaks.', { 'Auto-Submitted': 'no' }))).toMatchObject({ type: 'posted' }));
});

describe('who wrote it', () => {
  const authserv = 'mx.acme.example';
  const author = async (results: string | null, from = 'Dana <dana@shop.example>', options: Partial<EmailOptions> = { authserv }) => (await post(mail('It leaks.', { From: from, 'Authentication-Results': results }), options)).author;
  const proven = { id: 'dana@shop.example', name: 'Dana', verifiedDomains: ['shop.example'] };
  const plain = { id: 'dana@shop.example', name: 'Dana' };

  test.each([
    [`${authserv}; dmarc=pass (p=reject) header.from=shop.example`, proven],
    [`MX.acme.example 1; spf=pass smtp.mailfrom=x; dkim=pass header.d=shop.example header.s=k`, proven],
    [`${authserv}; dkim=pass header.d=example`, plain],
    [`${authserv}; dkim=pass header.d=evil.example; dmarc=fail header.from=shop.example`, plain],
    [`${authserv}; dmarc=pass header.from=evil.example`, plain],
    [`${authserv}; spf=pass smtp.mailfrom=dana@shop.example`, plain],
    [`${authserv}; none`, plain],
    [`evil.example; dmarc=pass header.from=shop.example`, plain],
    [`${authserv}.evil.example; dmarc=pass header.from=shop.example`, plain],
    [`${authserv}; dkim=fail (dmarc=pass header.from=shop.example; dkim=pass header.d=shop.example)`, plain],
    [`${authserv}; dkim=fail reason="; dmarc=pass header.from=shop.example;"`, plain],
    [`${authserv}; dkim=pass header.d=evil.example header.d=shop.example`, plain],
    [null, plain],
  ])('%s', async (results, expected) => expect(await author(results)).toEqual(expected));

  test('only the word of the server that received it counts, and only the topmost', async () => {
    expect(await author(`${authserv}; dmarc=pass header.from=shop.example`, undefined, {})).toEqual(plain);
    const two = mail('x', { 'Authentication-Results': `${authserv}; dmarc=fail header.from=shop.example` }).replace('\r\n\r\n', `\r\nAuthentication-Results: ${authserv}; dmarc=pass header.from=shop.example\r\n\r\n`);
    expect((await post(two, { authserv })).author).toEqual(plain);
  });

  test('nobody speaks with the brand’s voice without proof', async () => {
    const own = 'Acme Care <Care@acme.example>';
    expect(await author(null, own)).toEqual({ id: 'unproven:care@acme.example', name: 'Acme Care' });
    expect(await author(null, 'x@acme.example', { own: ['@acme.example'] })).toEqual({ id: 'unproven:x@acme.example' });
    expect(await author(`${authserv}; dmarc=pass header.from=acme.example`, own)).toEqual({ id: 'care@acme.example', name: 'Acme Care', verifiedDomains: ['acme.example'] });
  });

  test('two authors are none', async () => {
    expect(await post(mail('x', { From: 'a@shop.example, care@acme.example' }))).not.toHaveProperty('author');
    expect(await post(mail('x').replace('To:', 'From: care@acme.example\r\nTo:'))).not.toHaveProperty('author');
  });
});

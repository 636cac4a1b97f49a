import { afterEach, describe, expect, test } from 'vitest';
import { email, type EmailOptions } from '../../../src/sources/email/index.ts';
import { KashuvError } from '../../../src/spec/errors.ts';
import { testContext } from '../../support/context.ts';
import { imapServer, type ImapServerOptions } from '../../support/imap-server.ts';
import { lineServer, type LinePeer } from '../../support/line-server.ts';
import { runSource } from '../../support/run-source.ts';
import { ADDRESS, mail, mailbox, PASSWORD, sweep } from './support.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const failure = async (port: number, options: Partial<EmailOptions> = {}, context = testContext()): Promise<KashuvError> => {
  const error: unknown = await sweep(mailbox(port, options), { context }).then(
    () => new Error('nothing failed'),
    (thrown: unknown) => thrown,
  );
  if (!KashuvError.is(error)) throw error;
  expect(JSON.stringify([error.message, error.fix, String(error.cause), error.stack, context.logs])).not.toContain(PASSWORD);
  return error;
};
async function talking(talk: (peer: LinePeer) => Promise<void>): Promise<number> {
  const server = await lineServer(talk);
  closing.push(() => server.close());
  return server.port;
}
async function serving(options: ImapServerOptions, mails = 1): Promise<number> {
  const server = await imapServer(options);
  closing.push(() => server.close());
  for (let number = 1; number <= mails; number += 1) server.deliver(mail('x', { 'Message-ID': `<${number}@shop.example>` }));
  return server.port;
}
/** Answers this command of the client's with these words, in place of an answer. */
const answering = (command: RegExp, answer: string | Buffer, end = false): ImapServerOptions => ({
  intercept: (peer, tag, words) => {
    if (!command.test(words)) return false;
    peer.say(typeof answer === 'string' ? answer.replaceAll('TAG', tag) : answer);
    if (end) peer.socket.end();
    return true;
  },
});

test.each<[string, () => Promise<number>, object]>([
  ['nobody is there', async () => 1, { code: 'UNAVAILABLE', message: expect.stringContaining('ECONNREFUSED') }],
  ['it hangs up at once', () => talking(async (peer) => void peer.socket.end()), { code: 'UNAVAILABLE' }],
  ['a greeting that says goodbye', () => serving({ greeting: `* BYE ${PASSWORD} too many\r\n` }), { code: 'UNAVAILABLE' }],
  ['a wrong password', () => serving({ password: 'another' }), { code: 'AUTH_FAILED', field: 'email.password', message: expect.stringContaining('AUTHENTICATIONFAILED') }],
  ['log-ins refused for now', () => serving(answering(/^LOGIN/, 'TAG NO [UNAVAILABLE] later\r\n')), { code: 'UNAVAILABLE' }],
  ['lost while logging in', () => serving(answering(/^LOGIN/, '', true)), { code: 'UNAVAILABLE' }],
  ['no such folder', () => serving(answering(/^(?:EXAMINE|LIST)/, 'TAG NO [NONEXISTENT] no\r\n')), { code: 'UNAVAILABLE' }],
  ['a folder without numbers', () => serving(answering(/^EXAMINE/, '* 1 EXISTS\r\nTAG OK [READ-ONLY] done\r\n')), { code: 'INPUT_INVALID' }],
  ['a search refused', () => serving(answering(/^UID SEARCH/, 'TAG NO no\r\n')), { code: 'UNAVAILABLE' }],
  ['mails refused', () => serving(answering(/^UID FETCH/, 'TAG NO no\r\n')), { code: 'UNAVAILABLE' }],
  ['lost in the middle of a mail', () => serving(answering(/BODY/, '* 1 FETCH (UID 1 BODY[]<0> {1000}\r\nFrom: dana', true)), { code: 'UNAVAILABLE' }],
  ['ten gigabytes', () => serving(answering(/BODY/, '* 1 FETCH (UID 1 BODY[]<0> {10000000000}\r\nFrom: dana')), { code: 'INPUT_INVALID', message: expect.stringContaining('LiteralTooLarge') }],
  ['more than was asked for', () => serving(answering(/BODY/, Buffer.from(`* 1 FETCH (UID 1 BODY[]<0> {3000000}\r\n${'x'.repeat(3_000_000)})\r\n`))), { code: 'INPUT_INVALID' }],
  ['asks to wait', () => serving(answering(/^UID SEARCH/, '* BYE [UNAVAILABLE] going down\r\n', true)), { code: 'UNAVAILABLE' }],
])('%s', async (_, port, expected) => expect(await failure(await port())).toMatchObject(expected));

test('a folder that is not there is the host’s to correct', async () => {
  expect(await failure(await serving({}), { folders: ['Nowhere'] })).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining("'Nowhere'") });
});

describe('silence', () => {
  test.each<[string, () => Promise<number>]>([
    ['before the greeting', () => talking(() => new Promise(() => undefined))],
    ['and garbage for a greeting', () => serving({ greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n<html>\r\n' })],
    ['at the log-in', () => serving(answering(/^LOGIN/, ''))],
    ['in the middle of a mail', () => serving(answering(/BODY/, '* 1 FETCH (UID 1 BODY[]<0> {1000}\r\nFrom: dana'))],
  ])('%s ends by the clock, and the connection with it', async (_, silent) => {
    const context = testContext();
    let over = false;
    const failing = failure(await silent(), { timeoutMs: 5_000 }, context).finally(() => (over = true));
    // Seconds that do not end a question in progress, and then some that do.
    for (let turn = 0; !over; turn += 1) {
      if (turn % 200 === 199) context.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await failing).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('within 5000 ms') });
  });

  test('an abort ends it at once, and is no failure', async () => {
    const server = await lineServer(() => new Promise(() => undefined));
    closing.push(() => server.close());
    const context = testContext();
    const reading = sweep(mailbox(server.port), { context });
    await context.sleeping();
    context.abort();
    expect((await reading).signals).toEqual([]);
  });
});

describe('encryption', () => {
  test('a server without TLS', async () => expect(await failure(await serving({}), { security: 'tls' })).toMatchObject({ code: 'CONFIG_INVALID', field: 'email.security' }));
  test('a server without STARTTLS never gets the password', async () => {
    const server = await imapServer();
    closing.push(() => server.close());
    expect(await failure(server.port, { security: 'starttls' })).toMatchObject({ code: 'CONFIG_INVALID', field: 'email.security' });
    expect(server.commands.filter((command) => command.startsWith('LOGIN'))).toEqual([]);
  });
  test('one that says it is logged in already leaves no room for STARTTLS, and is left', async () => {
    expect(await failure(await serving({ greeting: '* PREAUTH ready\r\n' }), { security: 'starttls' })).toMatchObject({ code: expect.stringMatching(/^(?:CONFIG_INVALID|UNAVAILABLE|AUTH_FAILED)$/) });
  });
});

test('a token that was refused is renewed for the next try', async () => {
  const tokens = { renewed: [] as string[], current: async () => 'old-token', renew: async (refused: string) => (tokens.renewed.push(refused), 'new-token') };
  const port = await serving({ capabilities: 'IMAP4rev1 AUTH=XOAUTH2', ...answering(/^AUTHENTICATE/, 'TAG NO [AUTHENTICATIONFAILED] expired\r\n') });
  expect(await failure(port, { password: undefined, tokens })).toMatchObject({ code: 'UNAVAILABLE' });
  expect(tokens.renewed).toEqual(['old-token']);
});

test.each([
  ['another mail', '* 9 FETCH (UID 900 RFC822.SIZE 5)'],
  ['an answer nested a thousand deep', `* 1 FETCH ${'('.repeat(1_000)}`],
  ['nothing', '* OK nothing'],
])('a mail for which the server gives %s is named', async (_, answer) => {
  const port = await serving(answering(/^UID FETCH/, `${answer}\r\nTAG OK\r\n`));
  expect((await sweep(mailbox(port))).signals).toEqual([{ type: 'skipped', reason: expect.stringContaining('mail 1 in INBOX was not given by the server') }]);
});

test.each(['imapflow', 'postal-mime'])('without the package %s the error says what to install', async (name) => {
  const port = await serving({});
  const said = await runSource('sources/email', `email({ host: '127.0.0.1', port: ${port}, security: 'none', user: '${ADDRESS}', password: '${PASSWORD}', mode: 'poll' })`, [name]);
  expect(said).toMatchObject({ code: 'CONFIG_INVALID', field: name, fix: `Run npm install ${name}.` });
});

test('options alone load no package', () => expect(email({ host: 'mail.acme.example', user: ADDRESS, password: PASSWORD }).capabilities.mode).toBe('stream'));

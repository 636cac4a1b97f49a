import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmailOptions } from '../../../src/sources/email/index.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { dovecot, dovecotInstalled, dovecotMissing, type Dovecot } from '../../support/dovecot.ts';
import { ADDRESS, dated, mail, mailbox, PASSWORD, sweep, texts, timeOf, UNHEARD } from './support.ts';

describe.skipIf(!dovecotInstalled)(`a real server${dovecotMissing}`, () => {
  const SHELF = 'shelf@acme.example';
  let server: Dovecot;
  beforeAll(async () => {
    server = await dovecot({ [ADDRESS]: PASSWORD, [SHELF]: PASSWORD, 'tls@acme.example': PASSWORD, 'life@acme.example': PASSWORD, 'later-poll@acme.example': PASSWORD, 'later-stream@acme.example': PASSWORD, 'anew@acme.example': PASSWORD });
    for (const number of [1, 2, 3, 4]) await server.deliver(SHELF, mail(`mail ${number}`, { 'Message-ID': `<${number}@shop.example>`, ...dated(number) }), 'INBOX', new Date(timeOf(number)));
    await server.deliver(SHELF, mail('away', { 'Message-ID': '<5@shop.example>', 'Auto-Submitted': 'auto-replied' }));
  });
  afterAll(() => server.close());
  const source = (options: Partial<EmailOptions> = {}) => mailbox(server.port, options);

  test('folders, Hebrew, answers; nothing is marked as read; from any cursor exactly the rest', async () => {
    const hebrew = Buffer.concat([Buffer.from(mail('', { 'Message-ID': '<h@shop.example>', 'Content-Type': 'text/plain; charset=windows-1255', 'Content-Transfer-Encoding': '8bit' })), Buffer.from([0xe3, 0xe5, 0xec, 0xf3])]);
    await server.deliver(ADDRESS, mail('It leaks.'));
    await server.deliver(ADDRESS, hebrew);
    await server.deliver(ADDRESS, mail('From the archive.', { 'Message-ID': '<a@shop.example>' }), 'ארכיון');
    await server.deliver(ADDRESS, mail('We are sorry.\n> It leaks.', { From: ADDRESS, 'Message-ID': '<r@acme.example>', 'In-Reply-To': '<1@shop.example>' }), 'Sent');
    const all = (): ReturnType<typeof source> => source({ folders: ['INBOX', 'ארכיון'], sent: 'Sent' });
    const whole = await sweep(all(), { limit: 1 });
    expect(whole.posts).toMatchObject([
      { id: '1@shop.example', text: 'It leaks.' },
      { id: 'h@shop.example', text: 'דולף' },
      { id: 'a@shop.example', text: 'From the archive.' },
      { id: 'r@acme.example', text: 'We are sorry.', author: { id: ADDRESS }, thread: { root: '1@shop.example', parent: '1@shop.example' } },
    ]);
    for (const [index, cursor] of whole.cursors.entries()) expect(texts(await sweep(all(), { cursor, limit: 2 }))).toEqual(texts(whole).slice(index + 1));
    expect((await server.mails(ADDRESS)).map(({ flags }) => flags)).toEqual([[], []]);
  });

  test('a folder deleted and made anew is read again, and nothing is told twice', async () => {
    const user = 'anew@acme.example';
    const one = source({ user, folders: ['Care'] });
    for (const number of [1, 2]) await server.deliver(user, mail(`mail ${number}`, { 'Message-ID': `<${number}@shop.example>` }), 'Care');
    const before = await sweep(one);
    await server.renew(user, 'Care');
    for (const number of [1, 2, 3]) await server.deliver(user, mail(`mail ${number}`, { 'Message-ID': `<${number}@shop.example>` }), 'Care');
    expect([texts(before), texts(await sweep(one, { cursor: before.cursors.at(-1) ?? null }))]).toEqual([['mail 1', 'mail 2'], ['mail 3']]);
  });

  test('TLS by an authority of one’s own, STARTTLS, and a certificate that nobody knows', async () => {
    const tls = { user: 'tls@acme.example', authority: server.authority };
    expect((await sweep(mailbox(server.tlsPort, { ...tls, security: 'tls' }))).signals).toEqual([]);
    expect((await sweep(mailbox(server.port, { ...tls, security: 'starttls' }))).signals).toEqual([]);
    await expect(sweep(mailbox(server.tlsPort, { user: 'tls@acme.example', security: 'tls' }))).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'email.authority' });
  });

  test('a wrong password', async () => {
    await expect(sweep(source({ password: 'another-password' }))).rejects.toMatchObject({ code: 'AUTH_FAILED', message: expect.not.stringContaining('another-password') });
  });

  test('it is told of new mail; the server goes away and comes back: nothing lost, nothing twice', async () => {
    const user = 'life@acme.example';
    const told: string[] = [];
    let cursor: string | null = null;
    const follow = async (enough: number, then: (() => Promise<void>) | null): Promise<void> => {
      const context = testContext();
      const stream = source({ user, mode: 'stream' });
      for await (const batch of stream.read({ cursor, limit: 10, queries: [] }, context)) {
        told.push(...batch.items.flatMap((item) => stream.signals(item).map((signal) => ('post' in signal ? signal.post.text : signal.type))));
        cursor = batch.cursor;
        if (batch.caughtUp && then !== null) {
          void then().catch((error: unknown) => context.abort(error as Error));
          then = null;
        }
        if (told.length >= enough) context.abort();
      }
    };
    await server.deliver(user, mail('one', { 'Message-ID': '<1@shop.example>' }));
    await follow(2, () => server.deliver(user, mail('two', { 'Message-ID': '<2@shop.example>' })));
    await expect(follow(99, () => server.kill())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await server.start();
    await server.deliver(user, mail('three', { 'Message-ID': '<3@shop.example>' }));
    await follow(3, null);
    expect(told).toEqual(['one', 'two', 'three']);
  });

  describe('the contract', () => {
    for (const mode of ['poll', 'stream'] as const) {
      describe(mode, () =>
        sourceConforms(
          { adapter: `sources/email ${mode}`, against: 'real server' },
          {
            source: () => source({ user: SHELF, mode }),
            posts: 4,
            skipped: 1,
            failing: () => source({ user: SHELF, password: 'another', mode }),
            later: async () => {
              const user = `later-${mode}@acme.example`;
              await server.deliver(user, mail('one', { 'Message-ID': '<1@shop.example>' }));
              return { source: () => source({ user, mode }), more: (now) => server.deliver(user, mail('and then?', { 'Message-ID': `<${now}@shop.example>` })).then(() => 1) };
            },
            since: { at: timeOf(3), posts: 2 },
            secrets: [PASSWORD],
            skip: { ...UNHEARD, 'keeps the words as they are': 'kept against the loopback server', 'takes a huge page': 'kept against the loopback server' },
          },
        ),
      );
    }
  });
});

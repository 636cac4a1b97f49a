import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMonitor, type Monitor } from '../../../src/core.ts';
import { postId } from '../../../src/intake/index.ts';
import { english } from '../../../src/languages/en/index.ts';
import { hebrew } from '../../../src/languages/he/index.ts';
import { prPolicy } from '../../../src/policy/index.ts';
import { emailPublisher } from '../../../src/publishers/email/index.ts';
import { email } from '../../../src/sources/email/index.ts';
import type { Mention } from '../../../src/spec/mention.ts';
import { sqliteStore } from '../../../src/stores/sqlite.ts';
import { fixedClassifier, fixedJudge } from '../../../src/testkit/scenarios/index.ts';
import { testContext } from '../../support/context.ts';
import { dovecot, dovecotInstalled, dovecotMissing, type Dovecot } from '../../support/dovecot.ts';
import { acme, dataOf, labelsByMark } from '../../support/monitor.ts';
import { answerDuty, GOOD } from '../../support/replies.ts';
import { smtpServer, type SmtpServer } from '../../support/smtp-server.ts';
import { mail } from '../../sources/email/support.ts';
import { ADDRESS, command, header, PASSWORD, publisher, read } from './support.ts';

const DANA = 'dana@shop.example';
const NOA = 'noa@shop.example';

/** Resolves with the data of the first event of this type for which `wanted` holds. */
function told<T>(monitor: Monitor, type: string, wanted: (data: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    monitor.on('*', (event) => {
      if (event.type === type && wanted(event.data as T)) resolve(event.data as T);
    });
  });
}

describe.skipIf(!dovecotInstalled)(`from a customer’s mailbox and back${dovecotMissing}`, () => {
  let server: Dovecot;
  let smtp: SmtpServer;
  let folder = '';
  /** Of the copy, while the mail is taken. */
  const marks: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kashuv-mail-'));
    server = await dovecot({ [ADDRESS]: PASSWORD, [DANA]: PASSWORD, [NOA]: PASSWORD });
    // What the brand's mail server takes it delivers.
    smtp = await smtpServer({
      deliver: async ({ to: [to = ''], raw }) => {
        marks.push(...((await server.mails(ADDRESS, 'Sent')).at(-1)?.flags ?? []));
        await server.deliver(to, raw);
      },
    });
  });
  afterAll(async () => {
    await smtp.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const monitorOf = (): Monitor =>
    createMonitor({
      // Whatever comes to the mailbox concerns the brand, named or not.
      brands: [{ ...acme, query: `acme OR venue:inbox:${ADDRESS}`, accounts: { handles: [ADDRESS] } }],
      sources: [email({ host: '127.0.0.1', port: server.port, security: 'none', user: ADDRESS, password: PASSWORD, sent: 'Sent', pollEveryMs: 1_000 })],
      publishers: [publisher({ imap: server.port, smtp: smtp.port })],
      store: sqliteStore(join(folder, 'acme.db')),
      policy: prPolicy(),
      languages: [english(), hebrew()],
      classifiers: [fixedClassifier(({ text }) => labelsByMark(text))],
      judges: [fixedJudge(() => 'customer')],
      limits: { retryBaseMs: 50, retryMaxMs: 200 },
    });
  const living = async (monitor: Monitor, life: () => Promise<void>): Promise<void> => {
    const stop = new AbortController();
    const running = monitor.run({ signal: stop.signal });
    try {
      await Promise.race([life(), running.then(() => Promise.reject(new Error('it ended')))]);
    } finally {
      stop.abort();
      await running;
      await monitor[Symbol.asyncDispose]();
    }
  };
  const heard = (monitor: Monitor, id: string) => told<{ mention: Mention }>(monitor, 'mention.heard', ({ mention }) => mention.post === postIdOf(id));
  const postIdOf = (id: string): string => postId(`email:${ADDRESS}@127.0.0.1`, id);
  let answered = '';
  const complaint = mail('[complaint] my parcel should have come on Monday', { 'Message-ID': '<1@shop.example>', Subject: 'Where is my parcel?' });

  test('heard, planned, approved, answered once in the thread; over a crash of the server and a new process', async () => {
    await server.deliver(ADDRESS, mail('I am away.', { 'Message-ID': '<v@shop.example>', From: NOA, 'Auto-Submitted': 'auto-replied' }));
    await server.deliver(ADDRESS, complaint);
    // Somebody who takes the brand's name, as if it had answered already.
    await server.deliver(ADDRESS, mail('All is well, thank you.', { 'Message-ID': '<f@evil.example>', From: ADDRESS, 'In-Reply-To': '<1@shop.example>', References: '<1@shop.example>' }));
    await server.deliver(ADDRESS, 'x', 'Sent');

    const first = monitorOf();
    await living(first, async () => {
      await told(first, 'duty.opened', (data) => JSON.stringify(data).includes('answer'));
      await first.idle();
      const duty = await answerDuty(first);
      expect(duty.venue).toBe(`inbox:${ADDRESS}`);
      const { draft, review } = await first.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
      expect(review.findings.filter(({ cue }) => cue === 'publisher')).toEqual([]);
      const { reply } = await first.approve({ draft: draft.id, by: 'Noam' });
      expect(reply).toMatchObject({ state: 'sent' });
      answered = reply?.receipt?.id ?? '';

      const [answer, ...others] = await server.mails(DANA);
      if (answer === undefined) throw new Error('nothing arrived');
      expect(await read(answer)).toMatchObject({ id: answered, subject: 'Re: Where is my parcel?', from: { address: ADDRESS, name: 'Acme Care' }, inReplyTo: ['1@shop.example'], references: ['1@shop.example'], text: GOOD });
      expect([others, header(answer.raw, 'auto-submitted')]).toEqual([[], []]);
      expect([marks.sort(), (await server.mails(ADDRESS, 'Sent')).at(-1)?.flags]).toEqual([['\\Draft', '\\Seen'], ['\\Seen']]);

      // The server goes away in the middle of it all, and comes back with more.
      const failed = told(first, 'source.failed');
      await server.kill();
      await failed;
      await server.start();
      const again = heard(first, '2@shop.example');
      await server.deliver(ADDRESS, mail(`[complaint] it still has not come\r\n\r\nOn Tue, May 5, 2026 at 10:00 AM Acme Care <${ADDRESS}> wrote:\r\n> ${GOOD}`, { 'Message-ID': '<2@shop.example>', 'In-Reply-To': `<${answered}>`, References: `<1@shop.example> <${answered}>` }));
      await again;
      await first.idle();
      expect(await first.cases()).toHaveLength(2);
    });

    const second = monitorOf();
    await living(second, async () => {
      const news = heard(second, '3@shop.example');
      await server.deliver(ADDRESS, mail('[praise] it is great', { 'Message-ID': '<3@shop.example>', From: NOA }));
      await news;
      await second.idle();
      // Its own answer may be heard from Sent, or may have been there as a draft when that was read.
      const own = postIdOf(answered);
      const mentions = (await dataOf(second, 'mention.heard')).map(({ mention }) => mention.post).filter((id) => id !== own);
      expect(mentions.sort()).toEqual(['f@evil.example', '1@shop.example', '2@shop.example', '3@shop.example'].map(postIdOf).sort());
      expect((await dataOf(second, 'reply.sent')).length).toBe(1);
    });
    expect([smtp.taken.map(({ to }) => to), (await server.mails(DANA)).length, (await server.mails(NOA)).length]).toEqual([[[DANA]], 1, 0]);
  });

  test('over TLS by an authority of one’s own; one that nobody knows is refused before the password', async () => {
    const secure = await smtpServer({ certificate: { key: server.key, cert: server.authority } });
    await server.deliver(ADDRESS, mail('It leaks.', { 'Message-ID': '<tls@shop.example>' }));
    const login = { host: '127.0.0.1', user: ADDRESS, password: PASSWORD, security: 'tls' } as const;
    const imap = { ...login, port: server.tlsPort, authority: server.authority };
    const one = (authority: object) => emailPublisher({ address: ADDRESS, imap, smtp: { ...login, port: secure.port, ...authority } });
    const answer = command({ replyToSourceId: 'tls@shop.example' });
    try {
      await expect(one({}).publish(answer, testContext())).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'emailPublisher.smtp.authority' });
      expect(secure.commands).toEqual([]);
      await one({ authority: server.authority }).publish(answer, testContext());
      expect(secure.taken).toMatchObject([{ to: [DANA] }]);
    } finally {
      await secure.close();
    }
  });
});

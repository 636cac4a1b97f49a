import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EmailOptions } from '../../../src/sources/email/index.ts';
import { email } from '../../../src/sources/email/index.ts';
import { sourceConforms } from '../../support/conformance.ts';
import { testContext } from '../../support/context.ts';
import { errorOf } from '../../support/error-of.ts';
import { imapServer, type ImapServer } from '../../support/imap-server.ts';
import { ADDRESS, dated, mail, mailbox, PASSWORD, sweep, texts, timeOf, UNHEARD } from './support.ts';

let server: ImapServer;
beforeEach(async () => {
  server = await imapServer();
});
afterEach(() => server.close());

const deliver = (words: string, number: number, where: Parameters<ImapServer['deliver']>[1] = {}): number => server.deliver(mail(words, { 'Message-ID': `<${number}@shop.example>` }), where);
const signalTexts = (signals: readonly { type: string }[]): string[] => signals.map((signal) => ('post' in signal ? (signal.post as { text: string }).text : signal.type));

test('nothing in the mailbox is changed: folders are opened read-only, bodies are peeked at', async () => {
  deliver('one', 1);
  await sweep(mailbox(server.port, { sent: 'Sent' }));
  const verbs = new Set(server.commands.map((command) => command.split(' ').slice(0, command.startsWith('UID') ? 2 : 1).join(' ')));
  expect([...verbs].sort()).toEqual(['CAPABILITY', 'EXAMINE', 'LIST', 'LOGIN', 'LOGOUT', 'LSUB', 'UID FETCH', 'UID SEARCH']);
  expect(server.commands.filter((command) => /BODY(?!\.PEEK)/.test(command))).toEqual([]);
});

test('from any cursor exactly the rest, over several folders; answers come after what they answer', async () => {
  server.folders.set('Archive', { uidValidity: 3, uidNext: 1, mails: [] });
  deliver('answer', 9, { folder: 'Sent' });
  for (const number of [1, 2, 3]) deliver(`inbox ${number}`, number);
  deliver('archive', 4, { folder: 'Archive' });
  const source = () => mailbox(server.port, { folders: ['INBOX', 'Archive'], sent: 'Sent' });
  const whole = await sweep(source(), { limit: 1 });
  expect(texts(whole)).toEqual(['inbox 1', 'inbox 2', 'inbox 3', 'archive', 'answer']);
  for (const [index, cursor] of whole.cursors.entries()) expect(texts(await sweep(source(), { cursor, limit: 2 }))).toEqual(texts(whole).slice(index + 1));
});

test('a folder made anew is read again, and nothing is told twice', async () => {
  deliver('one', 1);
  deliver('two', 2);
  const before = await sweep(mailbox(server.port));
  const folder = server.folders.get('INBOX');
  if (folder !== undefined) Object.assign(folder, { uidValidity: 99, uidNext: 11, mails: folder.mails.map((kept) => ({ ...kept, uid: kept.uid + 8 })) });
  deliver('three', 3);
  const context = testContext();
  expect(texts(await sweep(mailbox(server.port), { cursor: before.cursors.at(-1) ?? null, context }))).toEqual(['three']);
  expect(context.logs).toMatchObject([{ level: 'warn', message: expect.stringContaining('made anew') }]);
});

test('a folder whose numbers have gone back is read again', async () => {
  for (const number of [1, 2, 3]) deliver(`mail ${number}`, number);
  const before = await sweep(mailbox(server.port));
  const folder = server.folders.get('INBOX');
  if (folder !== undefined) Object.assign(folder, { uidNext: 2, mails: folder.mails.slice(0, 1) });
  deliver('other', 4);
  expect(texts(await sweep(mailbox(server.port), { cursor: before.cursors.at(-1) ?? null }))).toEqual(['other']);
});

test('who knows the id of a mail cannot change what its author said', async () => {
  deliver('It leaks.', 1);
  deliver('All is well, I love it.', 1);
  deliver('It leaks.', 1);
  expect((await sweep(mailbox(server.port))).signals).toMatchObject([{ type: 'posted', post: { text: 'It leaks.' } }, { type: 'skipped', ref: '1@shop.example', reason: expect.stringContaining('other words under the id') }]);
});

test('nothing older than asked for', async () => {
  deliver('old', 1, { at: new Date('2026-05-01T00:00:00Z') });
  deliver('new', 2, { at: new Date('2026-05-05T00:00:00Z') });
  expect(texts(await sweep(mailbox(server.port), { since: Date.parse('2026-05-04T00:00:00Z') }))).toEqual(['new']);
});

test('many mails are asked for in groups, so that few are held at once', async () => {
  for (let number = 1; number <= 450; number += 1) deliver(`mail ${number}`, number, { size: 900_000 });
  const whole = await sweep(mailbox(server.port), { limit: 100 });
  expect([whole.posts.length, new Set(whole.posts.map(({ id }) => id)).size, whole.cursors.length]).toEqual([450, 450, 5]);
  const most = Math.max(...server.commands.filter((command) => command.includes('BODY.PEEK')).map((command) => command.split(' ')[2]?.split(',').length ?? 0));
  expect(most).toBeLessThanOrEqual(9);
});

describe('as a stream', () => {
  const stream = (options: Partial<EmailOptions> = {}) => mailbox(server.port, { mode: 'stream', ...options });
  async function follow(options: Partial<EmailOptions>, steps: (() => Promise<void>)[]): Promise<string[]> {
    const context = testContext();
    const source = stream(options);
    const told: string[] = [];
    for await (const batch of source.read({ cursor: null, limit: 100, queries: [] }, context)) {
      told.push(...signalTexts(batch.items.flatMap((item) => [...source.signals(item)])));
      const step = steps.shift();
      if (step === undefined) context.abort();
      else void step().then(() => undefined, (error: unknown) => context.abort(error as Error));
      advance = (ms) => context.advance(ms);
      sleeping = () => context.sleeping();
    }
    return told;
  }
  let advance: (ms: number) => void = () => undefined;
  let sleeping: () => Promise<void> = () => Promise.resolve();

  test('new mail rings a bell: nobody waits for a clock', async () => {
    deliver('first', 1);
    const told = await follow({}, [async () => {
      await server.idling();
      deliver('second', 2);
    }]);
    expect(told).toEqual(['first', 'second']);
  });

  test('idling is renewed by the clock, before the server ends it', async () => {
    const told = await follow({}, [async () => {
      await server.idling();
      await sleeping();
      const renewed = server.idling();
      advance(29 * 60_000);
      await renewed;
      deliver('late', 1);
    }]);
    expect([told, server.commands.filter((command) => command === 'IDLE').length]).toEqual([['late'], 2]);
  });

  test('folders that are not watched are looked at in between', async () => {
    const told = await follow({ sent: 'Sent' }, [async () => {
      await server.idling();
      await sleeping();
      deliver('answer', 1, { folder: 'Sent' });
      advance(60_000);
    }]);
    expect(told).toEqual(['answer']);
  });

  /** Lets time pass, a second each time everybody had a turn, until `over`. No question to the server takes that long on this clock. */
  const untilThen = async (over: () => boolean): Promise<void> => {
    while (!over()) {
      advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const patient = { timeoutMs: 2_000_000_000 };
  const reads = (): number => server.commands.filter((command) => command.startsWith('UID SEARCH')).length;

  test('a server that cannot tell is asked', async () => {
    await server.close();
    server = await imapServer({ capabilities: 'IMAP4rev1' });
    const told = await follow(patient, [async () => {
      deliver('asked for', 1);
      await untilThen(() => reads() > 1);
    }]);
    expect([told, server.commands.includes('IDLE')]).toEqual([['asked for'], false]);
  });

  test('a server that ends idling by itself is asked instead', async () => {
    await server.close();
    server = await imapServer({ intercept: (peer, tag, words) => (words === 'IDLE' ? (peer.say(`${tag} NO not now\r\n`), true) : false) });
    const told = await follow({ ...patient, pollEveryMs: 5_000 }, [async () => {
      await untilThen(() => reads() > 1);
      deliver('asked for', 1);
      await untilThen(() => reads() > 2);
    }]);
    expect([told, server.commands.filter((command) => command === 'IDLE').length]).toEqual([['asked for'], 1]);
  });

  test('an abort closes the connection', async () => {
    await follow({}, []);
    await server.closed();
    expect(server.connections()).toBe(1);
  });
});

describe('options', () => {
  const good: EmailOptions = { host: 'mail.acme.example', user: ADDRESS, password: PASSWORD };
  test.each<[string, object]>([
    ['email.host', { host: 'https://mail.acme.example' }],
    ['email.password', { password: undefined }],
    ['email.password', { tokens: { current: async () => 'x', renew: async () => 'x' } }],
    ['email.user', { user: 'care\r\nA1 DELETE INBOX' }],
    ['email.address', { user: 'care' }],
    ['email.folders', { folders: [] }],
    ['email.folders[0]', { folders: ['IN\r\nBOX'] }],
    ['email.sent', { sent: 'INBOX' }],
    ['email.own[0]', { own: ['acme'] }],
    ['email.maxBytes', { maxBytes: 1 }],
    ['email.pasword', { pasword: 'x' }],
  ])('%s', (field, wrong) => expect(errorOf(() => email({ ...good, ...wrong }))).toMatchObject({ code: 'CONFIG_INVALID', field }));

  test('the instance names the mailbox, without secrets', () => {
    expect(email(good).instance).toBe('email:care@acme.example@mail.acme.example');
    expect(email({ ...good, user: 'care', address: ADDRESS }).instance).toBe('email:care@acme.example@mail.acme.example');
  });
});

describe('the contract', () => {
  const shelves: ImapServer[] = [];
  afterAll(async () => {
    for (const shelf of shelves) await shelf.close();
  });
  const shelf = async (texts: readonly string[]): Promise<ImapServer> => {
    const made = await imapServer();
    shelves.push(made);
    for (const [index, text] of texts.entries()) made.deliver(mail(text, { 'Message-ID': `<${index}@shop.example>`, From: `p${index}@shop.example`, 'Content-Type': 'text/plain; charset=utf-8', ...dated(index) }), { at: new Date(timeOf(index)) });
    return made;
  };
  let kept: Promise<ImapServer> | null = null;
  const four = async (): Promise<number> => {
    kept ??= shelf(['one', 'two', 'three', 'four']).then((made) => {
      made.deliver(mail('away', { 'Auto-Submitted': 'auto-replied', 'Message-ID': '<away@shop.example>' }));
      return made;
    });
    return (await kept).port;
  };
  for (const mode of ['poll', 'stream'] as const) {
    describe(mode, () =>
      sourceConforms(
        { adapter: `sources/email ${mode}`, against: 'loopback' },
        {
          source: async () => mailbox(await four(), { mode }),
          posts: 4,
          skipped: 1,
          failing: () => mailbox(1, { mode }),
          later: async () => {
            const made = await shelf(['one', 'two']);
            return { source: () => mailbox(made.port, { mode }), more: (now) => made.deliver(mail('and then?', { 'Message-ID': `<${now}@shop.example>` }), { at: new Date(now) }) && 1 };
          },
          since: { at: timeOf(2), posts: 2 },
          saying: async (said) => mailbox((await shelf(said)).port, { mode }),
          huge: async () => ({ source: mailbox((await shelf(Array.from({ length: 1_200 }, (_, index) => `mail ${index}`))).port, { mode }), posts: 1_200 }),
          secrets: [PASSWORD],
          skip: UNHEARD,
        },
      ),
    );
  }
});

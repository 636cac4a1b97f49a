import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMonitor, type Monitor } from '../../src/index.ts';
import { memoryKeep } from '../../src/lib/activitypub/keep.ts';
import { activityPubReplies } from '../../src/publishers/activitypub/index.ts';
import { activityPub, activityPubAccount, type ActivityPubAccount } from '../../src/sources/activitypub/index.ts';
import type { Duty } from '../../src/spec/duty.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { FedifyServer, type Arrived } from '../support/activitypub/fedify-server.ts';
import { keyPair } from '../support/activitypub/neighbour.ts';
import { testContext } from '../support/context.ts';
import { readerText } from '../support/reader-text.ts';
import { WebServer } from '../support/web-server.ts';

const COMPLAINTS = [
  'my kettle caught fire and burnt my hand #acmefail',
  'the kettle nearly burnt our kitchen down. Shame on you #acmefail',
  'this kettle is dangerous, my daughter was hurt #acmefail',
  'I am furious, the kettle melted and nobody answers #acmefail',
];
const CROWD = 12;
const FANS = 6;

/**
 * Two servers of the fediverse on this machine, by their own time and with real signatures: kashuv with its defaults behind a host's web server, and fedify's federation
 * with the crowd. From the first complaint to the answer in its author's inbox, through deletions and both servers going away and coming back.
 */
describe('a crisis in the fediverse', () => {
  const keep = memoryKeep();
  const store = memoryStore();
  let other: FedifyServer;
  let host: WebServer;
  let account: ActivityPubAccount;
  let monitor: Monitor;
  let deliveries = 0;
  const watchers: (() => void)[] = [];
  let lost: () => void = () => undefined;
  const said: string[] = [];

  /** The machine's fetch, which tells when the other side was out of reach. */
  const reaching: typeof fetch = async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      lost();
      throw error;
    }
  };
  const open = (): Monitor =>
    createMonitor({
      brands: [{ id: 'acme', name: 'Acme', query: 'acme', languages: ['en', 'he'], accounts: { handles: [account.handle] }, owners: [{ role: 'care', name: 'Dana' }, { role: 'spokesperson', name: 'Noam' }, { role: 'on-call', name: 'Tal' }] }],
      store,
      sources: [activityPub({ account })],
      publishers: [activityPubReplies({ account })],
      fetch: reaching,
    });
  /** Resolves once so many deliveries more were answered, and all that was heard is understood. */
  const delivered = async (count: number, act: () => Promise<unknown>): Promise<void> => {
    const enough = deliveries + count;
    await act();
    while (deliveries < enough) await new Promise<void>((resolve) => watchers.push(resolve));
    await monitor.idle();
  };
  const inbox = () => ({ id: new URL(account.id), inboxId: new URL(`${account.id}/inbox`) });
  const complain = async (by: string, text: string): Promise<string> => other.say(by, `@acme ${text}`, inbox(), { mention: { id: account.id, handle: account.handle } });
  const answers = (): NonNullable<Arrived['note']>[] => other.arrived.flatMap(({ note }) => note ?? []);
  const sourceIdOf = async (duty: Duty): Promise<string> => (duty.replyTo === null ? null : await monitor.post(duty.replyTo))?.sourceId ?? '';
  const owed = async (): Promise<Duty[]> => (await monitor.duties({ state: 'waiting' })).filter(({ kind, subject, replyTo }) => kind === 'answer' && subject.type === 'case' && replyTo !== null);
  const wordsFor = (name: string): string => `Hello ${name}, thank you for telling us. I am sorry that our kettle hurt you. You are right, this must not happen. Please stop using it now. I am looking into it with our engineers and will write to you here by 18:00.\n\nDana, Acme`;
  const draft = async (duty: Duty, name: string) => {
    const { draft: made, review } = await monitor.submitDraft({ duty: duty.id, text: wordsFor(name), by: 'Dana' });
    expect(review.findings.filter(({ level }) => level === 'block')).toEqual([]);
    return made;
  };
  /** Every human whose yes the plan asks for gives it. */
  const approve = async (duty: Duty, { id, text }: { id: string; text: string }) => {
    const [plan] = await monitor.plans({ subject: duty.subject.id });
    let left = [plan?.approvers[0]?.name ?? 'Dana'];
    for (;;) {
      const [by] = left;
      if (by === undefined) throw new Error('nobody is left to agree');
      const { reply, missing } = await monitor.approve({ draft: id, text, by });
      if (reply !== null) return reply;
      left = missing.flatMap(({ name }) => name ?? []);
    }
  };

  beforeAll(async () => {
    host = await WebServer.start(async (request) => {
      const response = await monitor.handle(request);
      if (request.method === 'POST') deliveries += 1;
      for (const watcher of watchers.splice(0)) watcher();
      return response;
    });
    account = activityPubAccount({ origin: host.url, name: 'acme', privateKey: keyPair('acme').privateKeyPem, allowPrivate: true, keep });
    other = await FedifyServer.start();
    monitor = open();
  });
  afterAll(async () => {
    await other.close();
    await host.stop();
    await monitor.stop();
  });

  test('a dozen accounts complain, others pass it on: an incident, with its hub and what is owed', async () => {
    await delivered(CROWD, async () => {
      for (let index = 0; index < CROWD; index += 1) said.push(await complain(`buyer${index}`, `${COMPLAINTS[index % COMPLAINTS.length]} ${index}`));
    });
    await delivered(FANS, async () => {
      for (let index = 0; index < FANS; index += 1) await other.passOn(`fan${index}`, said[0] ?? '', inbox());
    });
    const [incident, another] = await monitor.incidents({ open: true });
    expect(another).toBeUndefined();
    expect(incident).toMatchObject({ mentions: CROWD + FANS, hub: { venue: { id: 'hashtag:#acmefail' } } });
    expect(incident?.originators.length).toBeGreaterThan(0);
    expect((await monitor.plans({ subject: incident?.id ?? '' })).length).toBeGreaterThan(0);
    expect((await owed()).length).toBeGreaterThan(1);
  });

  test('a human approves, and the answer is in its author’s inbox, in the thread, and at its address', async () => {
    const [duty] = await owed();
    if (duty === undefined) throw new Error('nothing is owed');
    const answered = await sourceIdOf(duty);
    const reply = await approve(duty, await draft(duty, 'Lena'));
    expect(reply).toMatchObject({ state: 'sent', receipt: { id: expect.stringContaining(`${account.id}/notes/`) as string } });
    const [note] = answers();
    const author = answered.slice(0, answered.indexOf('/posts/'));
    expect(answers()).toHaveLength(1);
    expect(note).toMatchObject({ id: reply.receipt?.id, replyTo: answered, mentions: [author], by: account.id });
    expect(other.arrived.map(({ to }) => to)).toEqual([author.split('/').at(-1)]);
    expect(readerText(note?.content ?? '')).toBe(wordsFor('Lena'));
    const shown = await fetch(note?.id ?? '');
    expect(await shown.json()).toMatchObject({ id: note?.id, inReplyTo: answered });
    expect((await monitor.duties()).find(({ id }) => id === duty.id)?.state.is).toBe('answered');
  });

  test('an author deletes a post: its text is gone from the store', async () => {
    const [duty] = await owed();
    const gone = duty === undefined ? '' : await sourceIdOf(duty);
    const words = (await monitor.post(duty?.replyTo ?? ''))?.text ?? '';
    const kept = async (): Promise<boolean> => {
      for await (const { value } of store.scan({ prefix: '' }, testContext())) if (value.includes(words)) return true;
      return false;
    };
    expect([words.includes('#acmefail'), await kept()]).toEqual([true, true]);
    await delivered(1, () => other.takeBack(gone, inbox()));
    expect([await kept(), (await monitor.post(duty?.replyTo ?? ''))?.text]).toEqual([false, undefined]);
    expect((await owed()).map(({ id }) => id)).not.toContain(duty?.id);
  });

  test('the other server goes away while an answer is sent, and comes back: it arrives, once', async () => {
    const [duty] = await owed();
    if (duty === undefined) throw new Error('nothing is owed');
    const made = await draft(duty, 'Kim');
    await other.web.stop();
    const away = new Promise<void>((resolve) => (lost = resolve));
    const approving = approve(duty, made);
    await away;
    await other.web.startAgain();
    expect(await approving).toMatchObject({ state: 'sent' });
    expect(answers()).toHaveLength(2);
    expect(answers()[1]?.replyTo).toBe(await sourceIdOf(duty));
  });

  test('the host goes away while the crowd speaks, and comes back: nothing is lost', async () => {
    await monitor.stop();
    await host.stop();
    const missed = await complain('late', 'my kettle burnt the table, too #acmefail');
    monitor = open();
    await delivered(1, () => host.startAgain());
    const heard = [];
    for await (const { data, type } of monitor.events()) if (type === 'mention.heard') heard.push(data);
    const sourceIds = await Promise.all(heard.map(async ({ mention }) => (await monitor.post(mention.post))?.sourceId));
    expect(sourceIds.filter((id) => id === missed)).toHaveLength(1);
  });

  test('nothing is answered twice', async () => {
    const replies = answers().map(({ replyTo }) => replyTo);
    expect([replies.length, new Set(replies).size]).toEqual([2, 2]);
    const waiting = await Promise.all((await owed()).map(sourceIdOf));
    expect(waiting.filter((id) => replies.includes(id))).toEqual([]);
  });
});

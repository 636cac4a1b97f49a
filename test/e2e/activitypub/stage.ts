import { createMonitor, type Monitor } from '../../../src/index.ts';
import { memoryKeep } from '../../../src/lib/activitypub/keep.ts';
import { activityPubReplies } from '../../../src/publishers/activitypub/index.ts';
import { activityPub, activityPubAccount, type ActivityPubAccount } from '../../../src/sources/activitypub/index.ts';
import type { Duty } from '../../../src/spec/duty.ts';
import type { Reply } from '../../../src/spec/reply.ts';
import { memoryStore } from '../../../src/stores/memory.ts';
import { FedifyServer, type Arrived } from '../../support/activitypub/fedify-server.ts';
import { keyPair } from '../../support/activitypub/neighbour.ts';
import { testContext } from '../../support/context.ts';
import { WebServer } from '../../support/web-server.ts';

/**
 * Two servers of the fediverse on this machine, by their own time and with real signatures: kashuv with its defaults behind a host's web server, and fedify's federation
 * with the crowd.
 */
export class Stage {
  readonly other: FedifyServer;
  readonly host: WebServer;
  readonly account: ActivityPubAccount;
  readonly #store = memoryStore();
  readonly #watchers: (() => void)[] = [];
  #deliveries = 0;
  #lost: () => void = () => undefined;
  monitor: Monitor;

  private constructor(host: WebServer, other: FedifyServer) {
    this.host = host;
    this.other = other;
    this.account = activityPubAccount({ origin: host.url, name: 'acme', privateKey: keyPair('acme').privateKeyPem, allowPrivate: true, keep: memoryKeep() });
    this.monitor = this.#open();
  }

  static async open(): Promise<Stage> {
    const box: { stage?: Stage } = {};
    const host = await WebServer.start(async (request) => box.stage?.answer(request) ?? new Response(null, { status: 503 }));
    box.stage = new Stage(host, await FedifyServer.start());
    return box.stage;
  }

  async close(): Promise<void> {
    await this.other.close();
    await this.host.stop();
    await this.monitor.stop();
  }

  async answer(request: Request): Promise<Response> {
    const response = await this.monitor.handle(request);
    if (request.method === 'POST') this.#deliveries += 1;
    for (const watcher of this.#watchers.splice(0)) watcher();
    return response;
  }

  /** As after a restart: on the same store, with the same kept answers. */
  async restart(): Promise<void> {
    await this.monitor.stop();
    this.monitor = this.#open();
  }

  #open(): Monitor {
    const owners = [{ role: 'care', name: 'Dana' }, { role: 'spokesperson', name: 'Noam' }, { role: 'on-call', name: 'Tal' }] as const;
    return createMonitor({
      brands: [{ id: 'acme', name: 'Acme', query: 'acme', languages: ['en', 'he'], accounts: { handles: [this.account.handle] }, owners: [...owners] }],
      store: this.#store,
      sources: [activityPub({ account: this.account })],
      publishers: [activityPubReplies({ account: this.account })],
      fetch: async (input, init) => {
        try {
          return await fetch(input, init);
        } catch (error) {
          this.#lost();
          throw error;
        }
      },
    });
  }

  /** Resolves once so many deliveries more were answered, and all that was heard is understood. */
  async delivered(count: number, act: () => Promise<unknown>): Promise<void> {
    const enough = this.#deliveries + count;
    await act();
    while (this.#deliveries < enough) await new Promise<void>((resolve) => this.#watchers.push(resolve));
    await this.monitor.idle();
  }

  /** Resolves when a request next finds nobody. */
  outOfReach(): Promise<void> {
    return new Promise((resolve) => (this.#lost = resolve));
  }

  inbox(): { id: URL; inboxId: URL } {
    return { id: new URL(this.account.id), inboxId: new URL(`${this.account.id}/inbox`) };
  }

  complain(by: string, text: string): Promise<string> {
    return this.other.say(by, `@acme ${text}`, this.inbox(), { mention: { id: this.account.id, handle: this.account.handle } });
  }

  /** What is owed to people, and waits. */
  async owed(): Promise<Duty[]> {
    return (await this.monitor.duties({ state: 'waiting' })).filter(({ kind, subject, replyTo }) => kind === 'answer' && subject.type === 'case' && replyTo !== null);
  }

  async firstOwed(): Promise<Duty> {
    const [duty] = await this.owed();
    if (duty === undefined) throw new Error('nothing is owed');
    return duty;
  }

  async sourceIdOf({ replyTo }: Pick<Duty, 'replyTo'>): Promise<string> {
    return (replyTo === null ? null : await this.monitor.post(replyTo))?.sourceId ?? '';
  }

  /** Every human whose yes the plan asks for gives it; who they were, and the reply. */
  async approve(duty: Duty, { id, text }: { id: string; text: string }): Promise<{ by: string[]; reply: Reply }> {
    const [plan] = await this.monitor.plans({ subject: duty.subject.id });
    const agreed: string[] = [];
    let left = [plan?.approvers[0]?.name ?? 'Dana'];
    for (;;) {
      const [by] = left;
      if (by === undefined) throw new Error('nobody is left to agree');
      agreed.push(by);
      const { reply, missing } = await this.monitor.approve({ draft: id, text, by });
      if (reply !== null) return { by: agreed, reply };
      left = missing.flatMap(({ name }) => name ?? []);
    }
  }

  /** Answers that are in somebody's inbox on the other server. */
  answers(): { to: string | null; note: NonNullable<Arrived['note']> }[] {
    return this.other.arrived.flatMap(({ to, note }) => (note === undefined ? [] : [{ to, note }]));
  }

  /** Whether the store holds the words anywhere. */
  async holds(words: string): Promise<boolean> {
    for await (const { value } of this.#store.scan({ prefix: '' }, testContext())) if (value.includes(words)) return true;
    return false;
  }

  /** How often a post of that address was heard. */
  async timesHeard(sourceId: string): Promise<number> {
    let times = 0;
    for await (const { data, type } of this.monitor.events()) {
      if (type === 'mention.heard' && (await this.monitor.post(data.mention.post))?.sourceId === sourceId) times += 1;
    }
    return times;
  }
}

import { createTimers } from './timers.ts';
import type { Policy } from '../policy/index.ts';
import type { TrackerSettingsInput } from '../surge/index.ts';
import { classificationOfFailure } from '../understand/index.ts';
import { digest } from '../lib/digest.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Brand } from '../spec/brand.ts';
import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import type { EventMap, LedgerEvent, OperationalEventMap } from '../spec/event.ts';
import { unknown } from '../spec/fact.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { CallContext, Fence, StoreDriver } from '../spec/plugin.ts';
import type { BrandRoom } from './brand-room.ts';
import { Bell, type Clock, type ClockTask } from './clock.ts';
import type { Enrichment, Understanding } from './enrichment.ts';
import { StoreFailure } from './guarded-store.ts';
import { IncidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import { MentionDesk } from './mention-desk.ts';
import { OwnVoice } from './own-voice.ts';
import { PlanDesk } from './plan-desk.ts';
import type { Incoming, InboxEntry, PostRecord, RetryRecord } from './records.ts';
import { ReplyDesk } from './reply-desk.ts';
import { Session } from './session.ts';
import type { Timer } from './timers.ts';
import { TrackerLog } from './tracker-log.ts';

export interface BrandWorkerOptions {
  brand: Brand;
  store: StoreDriver;
  clock: Clock;
  context: CallContext;
  enrichment: Enrichment;
  policy: Policy;
  packs: readonly LanguagePack[];
  surge: TrackerSettingsInput | undefined;
  fence: Fence | null;
  /** Tells listeners of what was committed. */
  publish: (events: readonly LedgerEvent[]) => void;
  tell: <T extends keyof OperationalEventMap>(type: T, data: EventMap[T]) => void;
  /** Something was taken in: there may be room for more. */
  progressed: () => void;
}

interface Command {
  /** Runs once everything delivered before it was taken in. */
  after: number;
  run: () => Promise<void>;
  reject: (error: KashuvError) => void;
}

export interface Desks {
  readonly room: BrandRoom;
  readonly plans: PlanDesk;
  readonly mentions: MentionDesk;
  readonly incidents: IncidentDesk;
  readonly replies: ReplyDesk;
}

/** Posts understood side by side. What comes of them does not depend on it. */
const BATCH = 64;
const STORE_RETRY_MS = 1_000;

/**
 * The one writer of a brand's ledger. Takes in posts in the order of intake, fires what is due before each at its own time, runs the
 * host's commands between them, and commits.
 */
export class BrandWorker {
  readonly desks: Desks;
  readonly #options: BrandWorkerOptions;
  readonly #session: Session;
  readonly #voice: OwnVoice;
  readonly #bell = new Bell();
  readonly #timers = createTimers();
  #inbox: Incoming[] = [];
  #head = 0;
  #commands: Command[] = [];
  #delivered = 0;
  #task: ClockTask | null = null;
  #loop: Promise<void> = Promise.resolve();
  #stopping = false;
  #busy = false;
  #doubtful = false;
  #broken: KashuvError | null = null;
  readonly #idleWaiters: (() => void)[] = [];

  constructor(options: BrandWorkerOptions) {
    this.#options = options;
    this.#session = new Session(options.brand.id, options.store, options.context);
    const room: BrandRoom = {
      brand: options.brand,
      tragedyUntil: null,
      session: this.#session,
      policy: options.policy,
      packs: options.packs,
      timers: this.#timers,
      tracker: new TrackerLog(this.#session, options.surge),
      tell: options.tell,
    };
    const plans = new PlanDesk(room);
    const incidents: IncidentDesk = new IncidentDesk(room, plans, (caseId, incident, causedBy) => mentions.joinIncident(caseId, incident, causedBy));
    const mentions: MentionDesk = new MentionDesk(room, plans, incidents);
    this.desks = { room, plans, mentions, incidents, replies: new ReplyDesk(room, plans, mentions, incidents) };
    this.#voice = new OwnVoice(room, mentions, incidents);
  }

  get backlog(): number {
    return this.#inbox.length - this.#head;
  }

  get broken(): KashuvError | null {
    return this.#broken;
  }

  /** Reads what is kept and goes to work. */
  async start(): Promise<void> {
    await this.#load();
    const { brand, clock } = this.#options;
    const launches = await this.#session.get<Brand['launches']>(`${keys.meta(brand.id)}/launches`);
    if (launches !== null) this.desks.room.brand = { ...brand, launches };
    this.desks.room.tragedyUntil = (await this.#session.get<{ until: number }>(`${keys.meta(brand.id)}/tragedy`))?.until ?? null;
    await this.collect();
    const configuration = digest(canonicalJson(brand));
    const known = await this.#session.get<{ digest: string }>(`${keys.meta(brand.id)}/configuration`);
    if (known?.digest !== configuration) {
      this.#session.moveTo(clock.now());
      this.#session.put(`${keys.meta(brand.id)}/configuration`, { digest: configuration });
      this.#session.record('brand.added', { digest: configuration });
      await this.#commit();
    }
    this.#task = clock.task();
    this.#loop = this.#work(this.#task);
  }

  /** Takes what lies in the store's inbox and was not delivered yet. */
  async collect(): Promise<void> {
    const { brand, store, context } = this.#options;
    for await (const record of store.scan({ prefix: keys.inbox(brand.id), after: keys.inbox(brand.id, this.#delivered) }, context)) {
      const entry = JSON.parse(record.value) as InboxEntry;
      const [kept] = await store.get([keys.post(entry.post)], context);
      this.deliver({ entry, post: kept == null ? null : (JSON.parse(kept.value) as PostRecord).post });
    }
  }

  deliver(incoming: Incoming): void {
    this.#inbox.push(incoming);
    this.#delivered = incoming.entry.n;
    this.#bell.ring();
  }

  /** Runs `work` in the worker's turn, after all posts delivered so far, and commits what it did; what it throws undoes it. */
  run<T>(work: (desks: Desks) => Promise<T> | T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#broken !== null) {
        reject(this.#broken);
        return;
      }
      this.#commands.push({
        after: this.#delivered,
        run: async () => {
          try {
            const result = await work(this.desks);
            await this.#commit();
            resolve(result);
          } catch (error) {
            this.#session.rollback();
            this.desks.plans.forgetCache();
            this.desks.mentions.forgetCache();
            reject(error instanceof Error ? error : KashuvError.from(error));
          }
        },
        reject,
      });
      this.#bell.ring();
    });
  }

  /** Resolves when nothing delivered or commanded is left to do; rejects where nothing more will be done. */
  async idle(): Promise<void> {
    await this.#settled();
    if (this.#broken !== null) throw this.#broken;
  }

  #settled(): Promise<void> {
    if (!this.#hasWork() && !this.#busy) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idleWaiters.push(resolve);
      this.#bell.ring();
    });
  }

  /** Takes in what was delivered, then ends. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#bell.ring();
    await this.#loop;
    this.#task?.end();
  }

  #hasWork(): boolean {
    return this.#broken === null && (this.backlog > 0 || this.#commands.length > 0);
  }

  async #work(task: ClockTask): Promise<void> {
    while (!this.#stopping || this.#hasWork()) {
      this.#busy = true;
      try {
        if (this.#broken !== null || !(await this.#turn())) {
          this.#busy = false;
          for (const waiter of this.#idleWaiters.splice(0)) waiter();
          if (this.#stopping) break;
          await task.rest(this.#bell, this.#nextDue());
        }
      } catch (error) {
        await this.#recover(task, KashuvError.from(error));
      }
    }
    this.#busy = false;
    for (const waiter of this.#idleWaiters.splice(0)) waiter();
  }

  /** One piece of work; false: there is none. */
  async #turn(): Promise<boolean> {
    const now = this.#options.clock.now();
    const command = this.#commands[0];
    const next = this.#inbox[this.#head];
    if (command !== undefined && (next === undefined || next.entry.n > command.after)) {
      await this.#advance(now);
      await this.#commit();
      this.#commands.shift();
      await command.run();
      return true;
    }
    if (next !== undefined) {
      await this.#consume(this.#inbox.slice(this.#head, this.#head + BATCH).filter(({ entry }) => command === undefined || entry.n <= command.after));
      return true;
    }
    const due = this.#nextDue();
    if (due === null || due > now) return false;
    await this.#advance(now);
    await this.#commit();
    return true;
  }

  async #consume(batch: readonly Incoming[]): Promise<void> {
    const understood = await this.#understand(batch);
    try {
      for (const [index, incoming] of batch.entries()) await this.#takeIn(incoming, understood[index] ?? null);
      await this.#commit();
      this.#inboxDone(batch.length);
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      await this.#load();
      await this.#oneByOne(batch, understood);
    }
  }

  /** Some post cannot be taken in as it was understood: it is tried as one nobody understood, and only then named and left behind. */
  async #oneByOne(batch: readonly Incoming[], understood: readonly (Understanding | null)[]): Promise<void> {
    for (const [index, incoming] of batch.entries()) {
      const understanding = understood[index] ?? null;
      try {
        if (!(await this.#tryIn(incoming, understanding))) await this.#enter(incoming, understanding === null ? null : misunderstood());
      } catch (error) {
        if (isStoreFailure(error)) throw error;
        await this.#load();
        this.#session.remove(keys.inbox(this.#options.brand.id, incoming.entry.n));
        await this.#commit();
        this.#options.tell('item.skipped', { source: incoming.post?.source ?? 'unknown', ref: incoming.entry.post, reason: KashuvError.from(error).message });
      }
      this.#inboxDone(1);
    }
  }

  async #tryIn(incoming: Incoming, understanding: Understanding | null): Promise<boolean> {
    try {
      await this.#enter(incoming, understanding);
      return true;
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      await this.#load();
      return false;
    }
  }

  async #enter(incoming: Incoming, understanding: Understanding | null): Promise<void> {
    await this.#takeIn(incoming, understanding);
    await this.#commit();
  }

  async #takeIn({ entry, post }: Incoming, understanding: Understanding | null): Promise<void> {
    const { brand } = this.#options;
    // After a failure of the store nobody knows whether the commit came through: what is no longer in the inbox was taken in.
    if (this.#doubtful && (await this.#session.get(keys.inbox(brand.id, entry.n))) === null) return;
    await this.#advance(entry.at);
    this.#session.moveTo(entry.at);
    if (post !== null && entry.kind !== 'deleted') this.#session.know(keys.post(entry.post), { post, brands: [brand.id], revision: post.revision } satisfies PostRecord);
    const incoming: Incoming = { entry, post };
    if (entry.kind === 'deleted') {
      this.#session.know(keys.post(entry.post), { post: null, brands: [brand.id], revision: 0, gone: { by: entry.by ?? 'unknown', at: entry.at } } satisfies PostRecord);
      await this.desks.mentions.remove(entry.post, entry.by ?? 'unknown');
    } else if (entry.own) await this.#voice.hear(incoming);
    else if (understanding !== null) await this.desks.mentions.hear(incoming, understanding);
    this.#session.remove(keys.inbox(brand.id, entry.n));
  }

  async #understand(batch: readonly Incoming[]): Promise<(Understanding | null)[]> {
    const wanted = batch.flatMap(({ entry, post }, index) => (post !== null && !entry.own && entry.kind !== 'deleted' ? [{ post, index }] : []));
    const results: (Understanding | null)[] = batch.map(() => null);
    if (wanted.length === 0) return results;
    const understood = await this.#options.enrichment.understand(
      this.#options.brand,
      wanted.map(({ post }) => post),
    );
    wanted.forEach(({ index }, position) => (results[index] = understood[position] ?? null));
    return results;
  }

  /** Fires everything due up to `to`, each at its own time: what is heard later finds the world as it was by then. */
  async #advance(to: number): Promise<void> {
    for (;;) {
      const tick = this.desks.room.tracker.nextTickAt();
      const timer = this.#timers.peek();
      const due = Math.min(tick ?? Infinity, timer?.due ?? Infinity);
      if (due > to) break;
      this.#session.moveTo(due);
      if (tick !== null && tick <= due) await this.desks.incidents.follow(this.desks.room.tracker.tick(tick));
      else if (timer !== undefined) {
        this.#timers.pop();
        await this.#fire(timer);
      }
    }
    this.#session.moveTo(to);
  }

  async #fire(timer: Timer): Promise<void> {
    if (timer.kind === 'duty') {
      await this.desks.plans.miss(timer.id);
      return;
    }
    const { brand } = this.#options;
    const retry = await this.#session.get<RetryRecord>(keys.retry(brand.id, timer.id));
    if (retry === null || retry.due !== timer.due) return;
    const mention = await this.desks.mentions.get(timer.id);
    const post = mention === null ? null : ((await this.#session.get<PostRecord>(keys.post(mention.mention.post)))?.post ?? null);
    if (post === null) {
      this.#session.remove(keys.retry(brand.id, timer.id));
      return;
    }
    const [understanding] = await this.#options.enrichment.understand(brand, [post]);
    if (understanding !== undefined) await this.desks.mentions.understandAgain(timer.id, understanding, retry.attempt);
  }

  #nextDue(): number | null {
    if (this.#broken !== null) return null;
    const due = Math.min(this.desks.room.tracker.nextTickAt() ?? Infinity, this.#timers.peek()?.due ?? Infinity);
    return due === Infinity ? null : due;
  }

  async #commit(): Promise<void> {
    this.desks.room.tracker.condense();
    const events = await this.#session.commit();
    if (events.length > 0) this.#options.publish(events);
  }

  #inboxDone(count: number): void {
    this.#head += count;
    if (this.#head > 1_024 && this.#head * 2 > this.#inbox.length) {
      this.#inbox = this.#inbox.slice(this.#head);
      this.#head = 0;
    }
    this.#options.progressed();
  }

  async #load(): Promise<void> {
    const { brand } = this.#options;
    await this.#session.load(this.#options.fence);
    await this.desks.room.tracker.load();
    this.desks.plans.forgetCache();
    this.desks.mentions.forgetCache();
    this.#timers.clear();
    for (const duty of await this.#session.all<Duty>(keys.duty(brand.id))) {
      if (duty.state.is === 'waiting' && duty.missedAt === null) this.#timers.push({ due: duty.dueAt, kind: 'duty', id: duty.id });
    }
    for (const retry of await this.#session.all<RetryRecord>(keys.retry(brand.id))) this.#timers.push({ due: retry.due, kind: 'retry', id: retry.mention });
  }

  /** Nothing more will be done here, and whoever waits is told. */
  #break(error: KashuvError): void {
    this.#broken = error;
    for (const command of this.#commands.splice(0)) command.reject(error);
  }

  /** The store failed in the middle of work: nothing of it was committed, so it is done again once the store answers. */
  async #recover(task: ClockTask, error: KashuvError): Promise<void> {
    this.#options.tell('store.failed', { code: error.code, message: error.message });
    this.#doubtful = true;
    if (error.code === 'CONFLICT' || this.#stopping) {
      this.#break(error);
      return;
    }
    try {
      await task.sleep(STORE_RETRY_MS, this.#options.context.signal);
      await this.#load();
    } catch (failure) {
      if (this.#options.context.signal.aborted) this.#break(KashuvError.from(failure, 'UNAVAILABLE'));
    }
  }
}

/** What is believed of a post whose understanding could not be used. */
function misunderstood(): Understanding {
  const why = 'what was understood could not be used';
  return { classification: classificationOfFailure(why), role: unknown(why), judges: [], failed: true };
}

/** Failures of the store concern all work; everything else concerns the post at hand. */
function isStoreFailure(error: unknown): boolean {
  return error instanceof StoreFailure;
}

import type { CopiesSettings } from '../intake/index.ts';
import type { Policy } from '../policy/index.ts';
import type { TrackerSettingsInput } from '../surge/index.ts';
import { digest } from '../lib/digest.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Brand } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import type { EventMap, LedgerEvent, OperationalEventMap } from '../spec/event.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { CallContext, Fence, StoreDriver } from '../spec/plugin.ts';
import type { BrandRoom } from './brand-room.ts';
import { Bell, restDuring, type Clock, type ClockTask } from './clock.ts';
import { CopyLog } from './copy-log.ts';
import { desksIn, forgetCaches, type Desks } from './desks.ts';
import { DueWork } from './due-work.ts';
import type { Enrichment } from './enrichment.ts';
import { keys } from './keys.ts';
import { PostIntake } from './post-intake.ts';
import type { Incoming, InboxEntry, PostRecord } from './records.ts';
import { Session } from './session.ts';
import { Styles } from './styles.ts';
import { ThemeLog } from './theme-log.ts';
import { createTimers } from './timers.ts';
import { TrackerLog } from './tracker-log.ts';
import { Words } from './words.ts';

export interface BrandWorkerOptions {
  brand: Brand;
  store: StoreDriver;
  clock: Clock;
  context: CallContext;
  enrichment: Enrichment;
  policy: Policy;
  packs: readonly LanguagePack[];
  surge: TrackerSettingsInput | undefined;
  copies: Partial<CopiesSettings> | false | undefined;
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
  readonly #due: DueWork;
  readonly #intake: PostIntake;
  readonly #bell = new Bell();
  #inbox: Incoming[] = [];
  #head = 0;
  #commands: Command[] = [];
  #delivered = 0;
  #task: ClockTask | null = null;
  #loop: Promise<void> = Promise.resolve();
  #stopping = false;
  #busy = false;
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
      timers: createTimers(),
      tracker: new TrackerLog(this.#session, options.surge),
      copies: new CopyLog(this.#session, options.copies),
      themes: new ThemeLog(this.#session, options.brand, options.packs),
      styles: new Styles(options.packs),
      words: new Words(this.#session, options.brand, options.packs),
      tell: options.tell,
    };
    this.desks = desksIn(room);
    const enrichment: Pick<Enrichment, 'understand'> = { understand: (...asked) => restDuring(this.#task, options.enrichment.understand(...asked)) };
    this.#due = new DueWork(this.desks, enrichment, options.brand);
    this.#intake = new PostIntake(this.desks, enrichment, options.brand, {
      advance: (to) => this.#due.advance(to),
      commit: () => this.#commit(),
      reload: () => this.#load(),
      done: (count) => this.#inboxDone(count),
    });
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
    this.note(({ room }) => {
      room.tracker.endSilences(clock.now());
      if (room.brand.launches.length > 0) room.tracker.watch(room.brand.launches);
    });
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
            forgetCaches(this.desks);
            reject(error instanceof Error ? error : KashuvError.from(error));
          }
        },
        reject,
      });
      this.#bell.ring();
    });
  }

  /** Notes something in the worker's turn. Where the worker is broken it is lost with the rest, and whoever waits is told of that elsewhere. */
  note(work: (desks: Desks) => void): void {
    this.run(work).catch(() => undefined);
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
          await task.rest(this.#bell, this.#broken === null ? this.#due.next() : null);
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
      await this.#due.advance(now);
      await this.#commit();
      this.#commands.shift();
      await command.run();
      return true;
    }
    if (next !== undefined) {
      await this.#intake.take(this.#inbox.slice(this.#head, this.#head + BATCH).filter(({ entry }) => command === undefined || entry.n <= command.after));
      return true;
    }
    const due = this.#due.next();
    if (due === null || due > now) return false;
    await this.#due.advance(now);
    await this.#commit();
    return true;
  }

  async #commit(): Promise<void> {
    this.desks.room.tracker.condense();
    this.desks.room.themes.condense();
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
    await this.#session.load(this.#options.fence);
    await this.desks.room.words.load();
    await this.desks.room.tracker.load();
    await this.desks.room.copies.load();
    await this.desks.room.themes.load();
    forgetCaches(this.desks);
    await this.#due.load();
  }

  /** Nothing more will be done here, and whoever waits is told. */
  #break(error: KashuvError): void {
    this.#broken = error;
    for (const command of this.#commands.splice(0)) command.reject(error);
  }

  /** The store failed in the middle of work: nothing of it was committed, so it is done again once the store answers. */
  async #recover(task: ClockTask, error: KashuvError): Promise<void> {
    this.#options.tell('store.failed', { code: error.code, message: error.message });
    this.#intake.doubtful = true;
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

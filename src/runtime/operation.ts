import type { BrandTheme, ThemesAsked } from '../spec/brand-theme.ts';
import type { Brand, BrandInput } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import type { EventMap, EventType, KashuvEvent, OperationalEventMap } from '../spec/event.ts';
import type { CallContext, PullSource, StoreDriver } from '../spec/plugin.ts';
import { BrandRoster } from './brand-roster.ts';
import type { BrandWorker } from './brand-worker.ts';
import { callContext, type World } from './call-context.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { Bell, systemClock, type ClockTask } from './clock.ts';
import { atMost, closeAll } from './closing.ts';
import { SafeEmitter } from './emitter.ts';
import { guardStore } from './guarded-store.ts';
import type { Health } from './health.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { checkBrand, checkOptions, checkSpoken, isPull, type CoreOptions, type Limits } from './options.ts';
import type { Outbox } from './outbox.ts';
import { Reader } from './reader.ts';
import { RoomForMore } from './room-for-more.ts';
import { readSecret } from './secret.ts';
import type { SourcePump } from './source-pump.ts';
import { Turns } from './turns.ts';

/** Of an id that nobody knows, in an error. */
const MAX_SHOWN = 128;

type Engine = typeof import('./engine.ts');

/** What there is once the monitor is open. */
export interface Opened extends Pick<Engine, 'eraseAuthor' | 'followTold' | 'readTold' | 'readCorrection' | 'checkDraftRequest' | 'checkWords'> {
  readonly engine: Engine;
  readonly desk: IntakeDesk;
  readonly outbox: Outbox;
  readonly secret: string;
}

/** What the monitor's face speaks to: opens, runs and stops everything that works. */
export class Operation {
  readonly options: CoreOptions;
  readonly emitter: SafeEmitter;
  readonly context: CallContext;
  readonly reader: Reader;
  readonly room: RoomForMore;
  readonly #store: StoreDriver;
  readonly #limits: Limits;
  readonly #world: World;
  readonly #turns: Turns;
  readonly #chance: Chance;
  readonly #abort = new AbortController();
  readonly #roster: BrandRoster;
  readonly #pumps: SourcePump[] = [];
  #opening: Promise<Opened> | null = null;
  #opened: Opened | null = null;
  #stopping: Promise<void> | null = null;
  #running: Promise<unknown>[] = [];
  #state: Health['state'] = 'new';
  #operations = 0;

  constructor(options: CoreOptions) {
    const { brands, limits } = checkOptions(options);
    this.options = { ...options, store: guardStore(options.store) };
    this.#store = options.store;
    this.#limits = limits;
    this.#roster = new BrandRoster(brands);
    this.#world = { clock: options.clock ?? systemClock(), fetch: options.fetch ?? globalThis.fetch, log: options.log ?? (() => undefined) };
    this.#chance = chanceFrom(options.random);
    this.#turns = new Turns(limits.concurrency);
    this.emitter = new SafeEmitter((type, error) => this.#listenerFailed(type, error));
    // The store is used while the monitor stops, so that its context does not abort with the sources.
    const forever = new AbortController().signal;
    this.context = { ...callContext(this.#world, this.#idleTask(), forever), sleep: (ms, own) => this.#world.clock.wait(this.#world.clock.now() + ms, own) };
    this.room = new RoomForMore(limits.backlog, () => this.#roster.backlog, (waiting) => this.tell('backlog.grown', { waiting }));
    this.reader = new Reader(this.options.store, this.context, () => this.#roster.ids);
  }

  /** Runs one call of a plugin as a line of work of its own, which ends with the monitor. */
  async call<T>(work: (context: CallContext) => Promise<T>): Promise<T> {
    const task = this.#world.clock.task();
    try {
      return await work(callContext(this.#world, task, this.#abort.signal));
    } finally {
      task.end();
    }
  }

  /**
   * Reads all sources until `signal` aborts, `stop()` is called, or every source has ended for good. Resolves when everything that was read
   * is taken in and kept. Rejects with the reason when it cannot start.
   */
  async run(options: { signal?: AbortSignal } = {}): Promise<void> {
    if (this.#state === 'running') throw new KashuvError('CONFLICT', 'the monitor runs already.', { fix: 'Await the first run().' });
    if (this.#stopping === null) this.#state = 'running';
    const opened = await this.open();
    this.#state = 'running';
    const task = this.#world.clock.task();
    const over = new Bell();
    const stop = (): void => over.ring();
    options.signal?.addEventListener('abort', stop, { once: true });
    this.#abort.signal.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted === true) stop();
    try {
      const sources = (this.options.sources ?? []).filter(isPull);
      this.tell('monitor.started', { brands: this.#roster.ids, sources: (this.options.sources ?? []).map(({ instance }) => instance) });
      let reading = sources.length;
      const endless = (this.options.sources ?? []).some((source) => !isPull(source) || source.capabilities.mode !== 'once') || sources.length === 0;
      this.#running = sources.map(async (source) => {
        const work = this.#world.clock.task();
        await this.#pump(opened, source).run(work);
        reading -= 1;
        // Rings before this line of work ends, so that virtual time stands still until the monitor has stopped.
        if (reading === 0 && !endless) over.ring();
        work.end();
      });
      await task.rest(over, null);
      await this.stop();
    } finally {
      options.signal?.removeEventListener('abort', stop);
      task.end();
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** Where the ledger can no longer be written, nothing is taken in as if it could. */
  refuseIfBroken(): void {
    this.#roster.refuseIfBroken();
  }

  async closeStore(): Promise<void> {
    await this.#store.close?.();
  }

  /** Resolves when every brand has taken in what was delivered. */
  async drained(): Promise<void> {
    await this.#roster.drained();
  }

  async addBrand(input: BrandInput): Promise<void> {
    const brand = checkBrand(input);
    checkSpoken(brand, this.options.languages);
    await this.#roster.add(brand, async () => this.#workerFor((await this.open()).engine, brand));
  }

  /** Stops listening for a brand. What is kept of it stays in the store. */
  async removeBrand(id: string): Promise<void> {
    await this.open();
    await this.#roster.remove(id);
  }

  health(): Health {
    return {
      state: this.#state,
      sources: this.#pumps.map(({ health }) => ({ ...health })),
      intake: { ...(this.#opened?.desk.counts ?? { posts: 0, heard: 0, duplicates: 0, skipped: 0 }) },
      backlog: this.#roster.backlog,
      brands: this.#roster.health(),
    };
  }

  /** Reads what is kept and starts to work; once. */
  open(): Promise<Opened> {
    if (this.#stopping !== null) return Promise.reject(new KashuvError('CONFLICT', 'the monitor has stopped.', { fix: 'Make another one on the same store: it goes on where this one ended.' }));
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<Opened> {
    const { store, publishers = [], identify = null } = this.options;
    // Loading takes real time that the clock cannot see.
    const task = this.#world.clock.task();
    try {
      const engine = await import('./engine.ts');
      this.#roster.listen(engine.compileQueries);
      const secret = await readSecret(store, this.context, this.#chance);
      const desk = new engine.IntakeDesk({
        store,
        context: this.context,
        secret,
        brands: () => this.#roster.brands,
        claimed: new Set((this.options.sources ?? []).flatMap(({ instance, capabilities }) => ('authorsClaimed' in capabilities && capabilities.authorsClaimed === true ? [instance] : []))),
        matcher: () => this.#roster.matcher,
        clear: engine.commonWordIdentifier(this.options.languages),
        identify,
        fence: () => null,
        deliver: (brand, incoming) => this.#roster.workerIfAny(brand)?.deliver(incoming),
        redeliver: async () => {
          for (const worker of this.#roster.workers) await worker.collect();
        },
        drained: () => this.drained(),
        skipped: (data) => this.tell('item.skipped', data),
      });
      await desk.load();
      const forever = new AbortController().signal;
      const outbox = new engine.Outbox({ publishers, timeoutMs: this.#limits.callTimeoutMs, turns: this.#turns, clock: this.#world.clock, context: (work, over = forever) => callContext(this.#world, work, over), stopping: this.#abort.signal });
      for (const brand of this.#roster.brands) await this.#roster.start(brand.id, this.#workerFor(engine, brand));
      const { eraseAuthor, followTold, readTold, readCorrection, checkDraftRequest, checkWords } = engine;
      this.#opened = { engine, desk, outbox, secret, eraseAuthor, followTold, readTold, readCorrection, checkDraftRequest, checkWords };
      if (this.#state === 'new') this.#state = 'open';
      for (const worker of this.#roster.workers) await outbox.takeUp(worker);
      return this.#opened;
    } finally {
      task.end();
    }
  }

  #workerFor(engine: Engine, brand: Brand): BrandWorker {
    return engine.makeWorker(brand, {
      options: this.options,
      limits: this.#limits,
      turns: this.#turns,
      clock: this.#world.clock,
      context: this.context,
      callContext: (work, over) => callContext(this.#world, work, over),
      publish: (events) => {
        for (const event of events) this.emitter.emit(event);
      },
      tell: (type, data) => this.tell(type, data),
      progressed: () => this.room.progressed(),
    });
  }

  async #stop(): Promise<void> {
    const drained = this.#opening !== null;
    if (drained) {
      this.#state = 'stopping';
      await this.#opening?.catch(() => undefined);
    }
    this.#abort.abort(new DOMException('the monitor stops', 'AbortError'));
    this.room.close();
    await atMost(this.#world, Promise.all(this.#running), 'a source did not stop reading');
    await this.#opened?.outbox.drained();
    await this.#roster.stop();
    const { sources = [], classifiers, judges, publishers = [], drafter } = this.options;
    await closeAll(this.#world, [...sources, ...classifiers, ...judges, ...publishers, ...(drafter === undefined ? [] : [drafter])]);
    this.#state = 'stopped';
    this.tell('monitor.stopped', { drained });
  }

  #pump({ engine, desk }: Opened, source: PullSource): SourcePump {
    const pump = new engine.SourcePump({
      source,
      store: this.options.store,
      clock: this.#world.clock,
      context: (task) => callContext(this.#world, task, this.#abort.signal),
      signal: this.#abort.signal,
      limits: this.#limits,
      random: () => this.#chance.random(),
      since: this.options.since,
      queries: () => this.#roster.brands.map(({ id, query }) => ({ brand: id, query })),
      room: () => this.room.wait(),
      cover: (change) => this.#roster.cover(source.instance, { ...change, sources: this.#pumps.filter(({ health }) => health.state !== 'ended').length }),
      accept: (instance, signals, cursor) => desk.accept(instance, signals, cursor),
      tell: (type, data) => this.tell(type, data),
    });
    this.#pumps.push(pump);
    return pump;
  }

  workerIfAny(brand: string): BrandWorker | null {
    return this.#roster.workerIfAny(brand);
  }

  /** What is in the store is learnt of a brand; also before the monitor opens and after it has stopped. */
  async themes(id: string, asked: ThemesAsked): Promise<BrandTheme[]> {
    const brand = this.#roster.brand(id);
    const engine = await import('./engine.ts');
    return engine.readThemes(this.options.store, this.context, brand, this.options.languages, engine.readThemesAsked(asked));
  }

  worker(brand: string): BrandWorker {
    return this.#roster.worker(brand);
  }

  /** The worker of the brand that has a record under `key(brand)`. */
  async workerOf(key: (brand: string) => string, field: string, id: string): Promise<BrandWorker> {
    await this.open();
    return this.worker(await this.brandOf(key, field, id));
  }

  async brandOf(key: (brand: string) => string, field: string, id: string): Promise<string> {
    if (typeof id !== 'string') throw new KashuvError('INPUT_INVALID', `expected the id of a ${field}.`, { field, fix: 'Take the id from an event or a list of this monitor.' });
    const found = await this.reader.find(key);
    if (found === null) throw new KashuvError('INPUT_INVALID', `no ${field} '${id.slice(0, MAX_SHOWN)}'.`, { field, fix: 'Take the id from an event or a list of this monitor.' });
    return found.brand;
  }

  /** Tells listeners what is not part of the ledger. */
  tell<T extends keyof OperationalEventMap>(type: T, data: EventMap[T]): void {
    this.#operations += 1;
    const event = { id: `operation_${this.#operations}`, seq: null, brand: null, type, at: this.#world.clock.now(), data } as unknown as KashuvEvent;
    this.emitter.emit(event);
  }

  #listenerFailed(type: EventType, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#world.log('error', `a listener of ${type} failed`, { message });
    if (type !== 'listener.failed') this.tell('listener.failed', { type, message });
  }

  #idleTask(): ClockTask {
    const task = this.#world.clock.task();
    task.end();
    return task;
  }
}

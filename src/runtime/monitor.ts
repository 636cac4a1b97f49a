import PQueue from 'p-queue';

import { commonWordIdentifier } from '../lib/common-words.ts';
import { compileQueries } from '../query/index.ts';
import type { Brand, BrandInput } from '../spec/brand.ts';
import type { Duty } from '../spec/duty.ts';
import { KashuvError } from '../spec/errors.ts';
import type { EventMap, EventType, KashuvEvent, LedgerEvent, OperationalEventMap } from '../spec/event.ts';
import type { Incident } from '../spec/incident.ts';
import type { Case } from '../spec/mention.ts';
import type { Plan } from '../spec/plan.ts';
import type { CallContext, Drafter, PullSource, PushSource, Source } from '../spec/plugin.ts';
import type { Post, PostInput, Signal } from '../spec/post.ts';
import type { Matcher } from '../spec/query.ts';
import type { Approval, Reply } from '../spec/reply.ts';
import { correctionSchema, toldSchema, type Correction, type TellInput, type Told } from '../spec/tell.ts';
import type { BrandWorker } from './brand-worker.ts';
import { callContext, type World } from './call-context.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { Bell, systemClock, type Clock, type ClockTask } from './clock.ts';
import { SafeEmitter, type AnyListener, type Listener } from './emitter.ts';
import type { IntakeCounts, IntakeDesk } from './intake-desk.ts';
import { keys } from './keys.ts';
import { checkBrand, checkOptions, type CoreOptions, type Limits } from './options.ts';
import type { Outbox } from './outbox.ts';
import { Reader, type DutyFilter, type Utterance } from './reader.ts';
import { readSecret } from './secret.ts';
import type { SourceHealth, SourcePump } from './source-pump.ts';
import type { DraftedReply, SubmittedText } from './reply-desk.ts';

export interface Health {
  state: 'new' | 'open' | 'running' | 'stopping' | 'stopped';
  sources: SourceHealth[];
  intake: IntakeCounts;
  /** Posts waiting to be understood. */
  backlog: number;
  brands: { id: string; backlog: number; broken: string | null }[];
}

export interface DraftRequest {
  /** Confirmed facts for the blanks: `time`, `action`, `fact`, `prevention`, `url` … */
  facts?: Readonly<Record<string, string>>;
  /** Default: the plan's. */
  language?: string;
}

export interface ApprovalRequest {
  draft: string;
  /** The human who says yes. */
  by: string;
  /** The text as that human saw it; refused where it is not the draft's. */
  text?: string;
}

/**
 * Listens for brands and says what they owe. Made by `createMonitor`. Every method that changes something resolves once the change is in
 * the store; every method that reads, reads what is in the store.
 */
export class Monitor {
  readonly #options: CoreOptions;
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #world: World;
  readonly #emitter: SafeEmitter;
  readonly #calls: PQueue;
  readonly #chance: Chance;
  readonly #abort = new AbortController();
  readonly #context: CallContext;
  readonly #reader: Reader;
  readonly #brands = new Map<string, Brand>();
  readonly #workers = new Map<string, BrandWorker>();
  readonly #pumps: SourcePump[] = [];
  readonly #roomWaiters: (() => void)[] = [];
  #matcher: Matcher;
  #opening: Promise<Opened> | null = null;
  #opened: Opened | null = null;
  #stopping: Promise<void> | null = null;
  #running: Promise<unknown>[] = [];
  #state: Health['state'] = 'new';
  #operations = 0;

  constructor(options: CoreOptions) {
    const { brands, limits } = checkOptions(options);
    this.#options = options;
    this.#limits = limits;
    for (const brand of brands) this.#brands.set(brand.id, brand);
    this.#matcher = compileMatcher(brands);
    this.#clock = options.clock ?? systemClock();
    this.#world = { clock: this.#clock, fetch: options.fetch ?? globalThis.fetch, log: options.log ?? (() => undefined) };
    this.#chance = chanceFrom(options.random);
    this.#calls = new PQueue({ concurrency: limits.concurrency });
    this.#emitter = new SafeEmitter((type, error) => this.#listenerFailed(type, error));
    // The store is used while the monitor stops, so that its context does not abort with the sources.
    const forever = new AbortController().signal;
    this.#context = { ...callContext(this.#world, this.#idleTask(), forever), sleep: (ms, own) => this.#clock.wait(this.#clock.now() + ms, own) };
    this.#reader = new Reader(options.store, this.#context, () => [...this.#brands.keys()]);
  }

  /** Hears one type of event. Returns the function that ends it. */
  on<T extends EventType>(type: T, listener: Listener<T>): () => void;
  /** Hears every event: `(event) => …`. */
  on(type: '*', listener: AnyListener): () => void;
  on(type: EventType | '*', listener: Listener<EventType> & AnyListener): () => void {
    return type === '*' ? this.#emitter.onAny(listener) : this.#emitter.on(type, listener);
  }

  /**
   * Reads all sources until `signal` aborts, `stop()` is called, or every source has ended for good. Resolves when everything that was read
   * is taken in and kept. Rejects with the reason when it cannot start.
   */
  async run(options: { signal?: AbortSignal } = {}): Promise<void> {
    if (this.#state === 'running') throw new KashuvError('CONFLICT', 'the monitor runs already.', { fix: 'Await the first run().' });
    const opened = await this.#open();
    this.#state = 'running';
    const task = this.#clock.task();
    const over = new Bell();
    const stop = (): void => over.ring();
    options.signal?.addEventListener('abort', stop, { once: true });
    this.#abort.signal.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted === true) stop();
    try {
      const sources = (this.#options.sources ?? []).filter(isPull);
      this.#tell('monitor.started', { brands: [...this.#brands.keys()], sources: (this.#options.sources ?? []).map(({ instance }) => instance) });
      let reading = sources.length;
      const endless = (this.#options.sources ?? []).some((source) => !isPull(source) || source.capabilities.mode !== 'once') || sources.length === 0;
      this.#running = sources.map(async (source) => {
        const work = this.#clock.task();
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

  /** Stops reading, takes in what was read, finishes what is being sent. Reading from the monitor still works afterwards. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#options.store.close?.();
  }

  /** Resolves when everything heard so far is understood, decided and kept. Sources that wait for more do not count. */
  async idle(): Promise<void> {
    const { desk } = await this.#open();
    await desk.settle();
    await Promise.all([...this.#workers.values()].map((worker) => worker.idle()));
  }

  /** Takes posts the host heard itself. Posts that cannot be read are named in `skipped`; the others are taken in. */
  async ingest(posts: PostInput | readonly PostInput[], options: { source?: string } = {}): Promise<{ accepted: number; skipped: { ref: string | null; reason: string }[] }> {
    const { desk } = await this.#open();
    await this.#room();
    const list: readonly PostInput[] = Array.isArray(posts) ? (posts as readonly PostInput[]) : [posts as PostInput];
    return desk.accept(options.source ?? 'host', list.map((post): Signal => ({ type: 'posted', post })), null);
  }

  /** Gives a web request to the push source whose path it is for. 404 where there is none. */
  async handle(request: Request): Promise<Response> {
    const { desk } = await this.#open();
    const sources = (this.#options.sources ?? []).filter((source): source is PushSource => !isPull(source));
    const { pathname } = new URL(request.url);
    const source = sources.find(({ capabilities }) => capabilities.path === pathname) ?? sources.find(({ capabilities }) => capabilities.path === undefined);
    if (source === undefined) return new Response('no source listens here\n', { status: 404 });
    const task = this.#clock.task();
    try {
      const { signals, accepted, refused } = await source.receive(request, callContext(this.#world, task, this.#abort.signal));
      if (refused.status === accepted.status && signals.length === 0) return refused;
      try {
        await this.#room();
        await desk.accept(source.instance, signals, null);
        return accepted;
      } catch (error) {
        this.#tell('source.failed', { source: source.instance, code: KashuvError.from(error).code, message: KashuvError.from(error).message, retryInMs: null });
        return refused;
      }
    } finally {
      task.end();
    }
  }

  /** What a human knows: cause, fault, state, a published statement, a launch, a duty met elsewhere. */
  async tell(input: TellInput): Promise<void> {
    const told: Told = parse(toldSchema, input, 'tell');
    const { engine } = await this.#open();
    await engine.followTold(told, { reader: this.#reader, worker: (brand) => this.#worker(brand) });
  }

  /** A human's better judgement of a mention. Beats classifiers and judges, and the plan follows. */
  async correct(input: Correction): Promise<void> {
    const correction = parse(correctionSchema, input, 'correct');
    await this.#open();
    const brand = await this.#brandOf((id) => keys.mention(id, correction.mention), 'mention', correction.mention);
    await this.#worker(brand).run(({ mentions }) => mentions.correct(correction));
  }

  incidents(filter: { brand?: string; open?: boolean } = {}): Promise<Incident[]> {
    return this.#reader.incidents(filter);
  }

  cases(filter: { brand?: string; state?: Case['state']; incident?: string } = {}): Promise<Case[]> {
    return this.#reader.cases(filter);
  }

  /** Plans in force, oldest first. */
  plans(filter: { brand?: string; subject?: string } = {}): Promise<Plan[]> {
    return this.#reader.plans(filter);
  }

  /** What is owed, what was answered, waived or withdrawn; by deadline. */
  duties(filter: DutyFilter = {}): Promise<Duty[]> {
    return this.#reader.duties(filter);
  }

  /** Everything said in one case, by the author and by the brand. */
  conversation(caseId: string): Promise<Utterance[]> {
    return this.#reader.conversation(caseId);
  }

  /** A post by its id; null where it is not known or its words were taken back. */
  post(id: string): Promise<Post | null> {
    return this.#reader.post(id);
  }

  /** The ledger, in order, per brand. `afterSeq` begins after that number. */
  events(filter: { brand?: string; afterSeq?: number } = {}): AsyncIterable<LedgerEvent> {
    return this.#reader.events(filter);
  }

  /** Words for a duty, from its plan and from confirmed facts only, reviewed. Blanks stay open until a human fills them. */
  async draft(duty: string, request: DraftRequest = {}): Promise<DraftedReply> {
    const drafter: Drafter | undefined = this.#options.drafter;
    if (drafter === undefined) throw new KashuvError('CONFIG_INVALID', 'no drafter.', { field: 'drafter', fix: 'Pass one, or write the text yourself and submit it with submitDraft().' });
    const worker = await this.#workerOf((id) => keys.duty(id, duty), 'duty', duty);
    const prepared = await worker.run(({ replies }) => replies.material(duty, request.facts ?? {}, request.language));
    const limits = { maxLength: Math.min(...(this.#options.publishers ?? []).map(({ capabilities }) => capabilities.maxLength), Infinity) };
    const task = this.#clock.task();
    try {
      const words = await drafter.draft(prepared.duty, prepared.material, limits, callContext(this.#world, task, this.#abort.signal));
      return await worker.run(({ replies }) => replies.keep(prepared.duty, prepared.material, words, drafter.name));
    } finally {
      task.end();
    }
  }

  /** A human's own words for a duty, reviewed like any draft. They void an approval given to earlier words. */
  async submitDraft(text: SubmittedText): Promise<DraftedReply> {
    const worker = await this.#workerOf((id) => keys.duty(id, text.duty), 'duty', text.duty);
    return worker.run(({ replies }) => replies.submit(text));
  }

  /**
   * A named human's yes to exactly these words at exactly this place. Sends them where a publisher reaches the place; `reply` null: the
   * host sends them. Rejects with REJECTED where the review blocks or blanks are open.
   */
  async approve({ draft, by, text }: ApprovalRequest): Promise<{ approval: Approval; reply: Reply | null }> {
    const worker = await this.#workerOf((id) => keys.draft(id, draft), 'draft', draft);
    const { approval, prepared } = await worker.run(async ({ replies }) => {
      const { approval, draft: kept } = await replies.approve(draft, by, text);
      return { approval, prepared: await replies.prepare(approval, kept, this.#options.publishers ?? []) };
    });
    if (prepared === null) return { approval, reply: null };
    const { outbox } = await this.#open();
    return { approval, reply: await outbox.send(worker, prepared.publisher, prepared.command, prepared.reply) };
  }

  /** A named human decides that a duty need not be met, and says why. */
  async waive(request: { duty: string; by: string; reason: string }): Promise<void> {
    for (const field of ['by', 'reason'] as const) {
      if (typeof request[field] !== 'string' || request[field].trim() === '') throw new KashuvError('INPUT_INVALID', 'is missing.', { field, fix: 'Only a named human waives a duty, with a reason.' });
    }
    const worker = await this.#workerOf((id) => keys.duty(id, request.duty), 'duty', request.duty);
    await worker.run(async ({ plans, room }) => {
      const duty = await room.session.get<Duty>(keys.duty(room.brand.id, request.duty));
      if (duty?.state.is !== 'waiting') throw new KashuvError('CONFLICT', `the duty is ${duty?.state.is ?? 'gone'}.`, { field: 'duty' });
      plans.waive(duty, request.by, request.reason);
    });
  }

  /** Removes an author's words, profile and what quotes them, everywhere; tombstones stay. Returns how many posts it concerned. */
  async forget(author: { source: string; id: string }): Promise<{ posts: number }> {
    const { engine, secret } = await this.#open();
    return engine.eraseAuthor(author, { store: this.#options.store, context: this.#context, secret, worker: (brand) => this.#workers.get(brand) ?? null, idle: () => this.idle() });
  }

  async addBrand(input: BrandInput): Promise<void> {
    const brand = checkBrand(input);
    if (this.#brands.has(brand.id)) throw new KashuvError('CONFLICT', `'${brand.id}' is there already.`, { field: 'brand.id', fix: 'Remove it first, or choose another id.' });
    const matcher = compileMatcher([...this.#brands.values(), brand]);
    const { engine } = await this.#open();
    await this.#startWorker(engine, brand);
    this.#brands.set(brand.id, brand);
    this.#matcher = matcher;
  }

  /** Stops listening for a brand. What is kept of it stays in the store. */
  async removeBrand(id: string): Promise<void> {
    await this.#open();
    const worker = this.#worker(id);
    this.#brands.delete(id);
    this.#matcher = compileMatcher([...this.#brands.values()]);
    await worker.run(({ room }) => void room.session.record('brand.removed', { by: 'host' }));
    await worker.stop();
    this.#workers.delete(id);
  }

  health(): Health {
    const brands = [...this.#workers].map(([id, worker]) => ({ id, backlog: worker.backlog, broken: worker.broken?.message ?? null }));
    return {
      state: this.#state,
      sources: this.#pumps.map(({ health }) => ({ ...health })),
      intake: { ...(this.#opened?.desk.counts ?? { posts: 0, heard: 0, duplicates: 0, skipped: 0 }) },
      backlog: brands.reduce((sum, { backlog }) => sum + backlog, 0),
      brands,
    };
  }

  #open(): Promise<Opened> {
    if (this.#stopping !== null) return Promise.reject(new KashuvError('CONFLICT', 'the monitor has stopped.', { fix: 'Create a new one.' }));
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<Opened> {
    const { store, publishers = [], identify = null } = this.#options;
    // Loading takes real time that the clock cannot see.
    const task = this.#clock.task();
    try {
      const engine = await import('./engine.ts');
      const secret = await readSecret(store, this.#context, this.#chance);
      const desk = new engine.IntakeDesk({
        store,
        context: this.#context,
        secret,
        brands: () => [...this.#brands.values()],
        matcher: () => this.#matcher,
        clear: commonWordIdentifier(this.#options.languages),
        identify,
        fence: () => null,
        deliver: (brand, incoming) => this.#workers.get(brand)?.deliver(incoming),
        redeliver: async () => {
          for (const worker of this.#workers.values()) await worker.collect();
        },
        drained: async () => {
          await Promise.all([...this.#workers.values()].map((worker) => worker.idle()));
        },
        skipped: (data) => this.#tell('item.skipped', data),
      });
      await desk.load();
      const forever = new AbortController().signal;
      const outbox = new engine.Outbox({ publishers, calls: this.#calls, clock: this.#clock, context: (work) => callContext(this.#world, work, forever) });
      for (const brand of this.#brands.values()) await this.#startWorker(engine, brand);
      this.#opened = { engine, desk, outbox, secret };
      this.#state = 'open';
      for (const worker of this.#workers.values()) await outbox.takeUp(worker);
      return this.#opened;
    } finally {
      task.end();
    }
  }

  async #startWorker(engine: Engine, brand: Brand): Promise<void> {
    const worker = new engine.BrandWorker({
      brand,
      store: this.#options.store,
      clock: this.#clock,
      context: this.#context,
      enrichment: new engine.Enrichment({
        classifiers: this.#options.classifiers,
        judges: this.#options.judges,
        calls: this.#calls,
        clock: this.#clock,
        context: this.#context,
        callTimeoutMs: this.#limits.callTimeoutMs,
        classifierFailed: (classifier, mention, message) => this.#tell('classifier.failed', { classifier, mention, message, retryInMs: null }),
        judgeFailed: (judge, mention, message) => this.#tell('judge.failed', { judge, mention, message }),
      }),
      policy: this.#options.policy,
      packs: this.#options.languages,
      surge: this.#options.surge,
      fence: null,
      publish: (events) => {
        for (const event of events) this.#emitter.emit(event);
      },
      tell: (type, data) => this.#tell(type, data),
      progressed: () => this.#progressed(),
    });
    await worker.start();
    this.#workers.set(brand.id, worker);
  }

  async #stop(): Promise<void> {
    const drained = this.#opening !== null;
    if (drained) {
      this.#state = 'stopping';
      await this.#opening?.catch(() => undefined);
    }
    this.#abort.abort(new DOMException('the monitor stops', 'AbortError'));
    for (const waiter of this.#roomWaiters.splice(0)) waiter();
    await Promise.all(this.#running);
    await this.#opened?.outbox.drained();
    await Promise.all([...this.#workers.values()].map((worker) => worker.stop()));
    const { sources = [], classifiers, judges, publishers = [], drafter } = this.#options;
    for (const plugin of [...sources, ...classifiers, ...judges, ...publishers, ...(drafter === undefined ? [] : [drafter])]) {
      try {
        await plugin.close?.();
      } catch (error) {
        this.#world.log('warn', `closing ${plugin.instance} failed`, { message: KashuvError.from(error).message });
      }
    }
    this.#state = 'stopped';
    this.#tell('monitor.stopped', { drained });
  }

  #pump({ engine, desk }: Opened, source: PullSource): SourcePump {
    const pump = new engine.SourcePump({
      source,
      store: this.#options.store,
      clock: this.#clock,
      context: (task) => callContext(this.#world, task, this.#abort.signal),
      signal: this.#abort.signal,
      limits: this.#limits,
      random: () => this.#chance.random(),
      since: this.#options.since,
      queries: () => [...this.#brands.values()].map(({ id, query }) => ({ brand: id, query })),
      room: () => this.#room(),
      accept: (instance, signals, cursor) => desk.accept(instance, signals, cursor),
      tell: (type, data) => this.#tell(type, data),
    });
    this.#pumps.push(pump);
    return pump;
  }

  /** Waits until there is room for more posts: reading is never faster than understanding for long. */
  async #room(): Promise<void> {
    let told = false;
    while (this.#backlog() >= this.#limits.backlog && !this.#abort.signal.aborted) {
      if (!told) this.#tell('backlog.grown', { waiting: this.#backlog() });
      told = true;
      await new Promise<void>((resolve) => this.#roomWaiters.push(resolve));
    }
  }

  #progressed(): void {
    if (this.#roomWaiters.length > 0 && this.#backlog() < this.#limits.backlog) for (const waiter of this.#roomWaiters.splice(0)) waiter();
  }

  #backlog(): number {
    let sum = 0;
    for (const worker of this.#workers.values()) sum += worker.backlog;
    return sum;
  }

  #worker(brand: string): BrandWorker {
    const worker = this.#workers.get(brand);
    if (worker === undefined) throw new KashuvError('INPUT_INVALID', `no brand '${brand}'.`, { field: 'brand', fix: `There are: ${[...this.#brands.keys()].join(', ')}.` });
    return worker;
  }

  async #workerOf(key: (brand: string) => string, field: string, id: string): Promise<BrandWorker> {
    await this.#open();
    return this.#worker(await this.#brandOf(key, field, id));
  }

  async #brandOf(key: (brand: string) => string, field: string, id: string): Promise<string> {
    const found = await this.#reader.find(key);
    if (found === null) throw new KashuvError('INPUT_INVALID', `no ${field} '${id}'.`, { field, fix: 'Take the id from an event or a list of this monitor.' });
    return found.brand;
  }

  #tell<T extends keyof OperationalEventMap>(type: T, data: EventMap[T]): void {
    this.#operations += 1;
    const event = { id: `operation_${this.#operations}`, seq: null, brand: null, type, at: this.#clock.now(), data } as unknown as KashuvEvent;
    this.#emitter.emit(event);
  }

  #listenerFailed(type: EventType, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#world.log('error', `a listener of ${type} failed`, { message });
    if (type !== 'listener.failed') this.#tell('listener.failed', { type, message });
  }

  #idleTask(): ClockTask {
    const task = this.#clock.task();
    task.end();
    return task;
  }
}


type Engine = typeof import('./engine.ts');

/** What there is once the monitor is open. */
interface Opened {
  readonly engine: Engine;
  readonly desk: IntakeDesk;
  readonly outbox: Outbox;
  readonly secret: string;
}

function isPull(source: Source): source is PullSource {
  return source.capabilities.mode !== 'push';
}

function compileMatcher(brands: readonly Brand[]): Matcher {
  try {
    return compileQueries(brands.map(({ id, query }) => ({ brand: id, query })));
  } catch (error) {
    // What is wrong with a query is known by its place; here it is the host's configuration.
    if (!KashuvError.is(error)) throw error;
    throw new KashuvError('CONFIG_INVALID', error.message.replace(`${error.field ?? ''}: `, ''), { field: (error.field ?? 'brands').replace('queries[', 'brands['), cause: error });
  }
}

function parse<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } } }, value: unknown, field: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new KashuvError('INPUT_INVALID', `${issue?.message ?? 'malformed'}.`, { field: [field, ...(issue?.path ?? []).map(String)].join('.'), fix: 'See docs/architecture.md for what can be told.' });
}

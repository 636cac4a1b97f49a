import { KashuvError } from '../spec/errors.ts';
import type { EventMap } from '../spec/event.ts';
import type { CallContext, PullSource, ReadRequest, StoreDriver } from '../spec/plugin.ts';
import type { Signal } from '../spec/post.ts';
import type { Clock, ClockTask } from './clock.ts';
import { keys } from './keys.ts';
import type { Limits } from './options.ts';

export interface SourceHealth {
  instance: string;
  state: 'waiting' | 'reading' | 'failing' | 'ended';
  failures: number;
  items: number;
  skipped: number;
  lastItemAt: number | null;
  lastError: string | null;
}

export interface SourcePumpOptions {
  source: PullSource;
  store: StoreDriver;
  clock: Clock;
  context: (task: ClockTask) => CallContext;
  signal: AbortSignal;
  limits: Limits;
  random: () => number;
  since: number | undefined;
  queries: () => ReadRequest['queries'];
  /** Waits while too much is waiting to be understood. */
  room: () => Promise<void>;
  /** The source is not heard whole since `at`, or is again since then; epoch ms. null: since anything was heard. */
  cover: (change: { silent: boolean; at: number | null }) => void;
  accept: (source: string, signals: readonly Signal[], cursor: string) => Promise<unknown>;
  tell: <T extends 'source.failed' | 'source.recovered' | 'source.silenced' | 'source.ended' | 'item.skipped'>(type: T, data: EventMap[T]) => void;
}

const POLL_EVERY_MS = 60_000;

/** Keeps one source read: sweeps, waits, tries again after a failure. What happens here never touches another source. */
export class SourcePump {
  readonly health: SourceHealth;
  readonly #options: SourcePumpOptions;
  #cursor: string | null = null;
  #heardAt: number;
  #silent = false;
  /** When it was last known that nothing was missing. */
  #wholeAt: number;
  #uncovered = false;

  constructor(options: SourcePumpOptions) {
    this.#options = options;
    this.#heardAt = options.clock.now();
    this.#wholeAt = this.#heardAt;
    this.health = { instance: options.source.instance, state: 'waiting', failures: 0, items: 0, skipped: 0, lastItemAt: null, lastError: null };
  }

  /** Ends when the source has no more to give, or when the signal aborts. Never rejects. */
  async run(task: ClockTask): Promise<void> {
    const { source, signal, limits, random, tell } = this.#options;
    const { mode, pollEveryMs = POLL_EVERY_MS, backfill } = source.capabilities;
    // What was said while nobody ran comes back from a source that can tell it; of any other it is not known.
    if (!backfill && mode !== 'once') this.#uncover(null);
    while (!signal.aborted) {
      let pause: number;
      try {
        this.health.state = 'reading';
        if (this.#cursor === null) this.#cursor = await this.#savedCursor();
        await this.#sweep(task);
        if (mode === 'once') {
          this.health.state = 'ended';
          tell('source.ended', { source: source.instance });
          return;
        }
        this.health.state = 'waiting';
        // A stream that ended is opened again soon; a poll keeps its rhythm, with jitter so that many sources do not beat as one.
        pause = (mode === 'stream' ? limits.retryBaseMs : pollEveryMs) * (0.9 + 0.2 * random());
      } catch (error) {
        if (signal.aborted) return;
        const failure = KashuvError.from(error, 'UNAVAILABLE');
        this.health.failures += 1;
        this.health.lastError = failure.message;
        const final = failure.code === 'CONFIG_INVALID' || failure.code === 'AUTH_FAILED' || failure.code === 'UNSUPPORTED';
        const doubled = Math.min(limits.retryBaseMs * 2 ** Math.min(this.health.failures - 1, 30), limits.retryMaxMs);
        // Half fixed, half random, so that sources that failed together do not come back together. Even what looks final is asked again, slowly.
        pause = Math.max(failure.retryAfterMs ?? 0, final ? limits.retryMaxMs : doubled * (0.5 + 0.5 * random()));
        // A file that cannot be read as a whole will not read better next time.
        const over = mode === 'once' && (final || failure.code === 'INPUT_INVALID');
        this.health.state = over ? 'ended' : 'failing';
        // What is read no more keeps nobody from learning what the others say.
        if (over) this.#cover(this.#options.clock.now());
        else this.#uncover(this.#wholeAt);
        tell('source.failed', { source: source.instance, code: failure.code, message: failure.message, retryInMs: over ? null : pause });
        if (over) return;
      }
      this.#watchSilence();
      try {
        await task.sleep(pause, signal);
      } catch {
        return;
      }
    }
  }

  async #sweep(task: ClockTask): Promise<void> {
    const { source, signal, limits, since, queries, room, accept } = this.#options;
    const request: ReadRequest = { cursor: this.#cursor, limit: limits.batch, queries: queries(), ...(since === undefined ? {} : { since }) };
    for await (const batch of source.read(request, this.#options.context(task))) {
      if (signal.aborted) return;
      const signals: Signal[] = [];
      for (const item of batch.items) {
        try {
          signals.push(...source.signals(item));
        } catch (error) {
          // One item the plugin chokes on is named and left behind; the rest goes on.
          signals.push({ type: 'skipped', reason: KashuvError.from(error, 'INPUT_INVALID').message });
          this.health.skipped += 1;
        }
      }
      await room();
      await accept(source.instance, signals, batch.cursor);
      this.#cursor = batch.cursor;
      this.health.items += batch.items.length;
      if (batch.items.length > 0) this.#heard();
      this.#recovered();
      if (batch.caughtUp) this.#covered();
    }
    this.#recovered();
    this.#covered();
  }

  #uncover(at: number | null): void {
    if (this.#uncovered) return;
    this.#uncovered = true;
    this.#options.cover({ silent: true, at });
  }

  /** All there was to hear was heard; of a source that says nothing at all that is not known. */
  #covered(): void {
    if (this.#silent) return;
    this.#wholeAt = this.#options.clock.now();
    this.#cover(this.#wholeAt);
  }

  #cover(at: number): void {
    if (this.#uncovered) this.#options.cover({ silent: false, at });
    this.#uncovered = false;
  }

  #recovered(): void {
    if (this.health.failures === 0) return;
    this.#options.tell('source.recovered', { source: this.#options.source.instance, failures: this.health.failures });
    this.health.failures = 0;
    this.health.lastError = null;
  }

  #heard(): void {
    this.#heardAt = this.#options.clock.now();
    this.health.lastItemAt = this.#heardAt;
    this.#silent = false;
  }

  #watchSilence(): void {
    const { silentAfterMs } = this.#options.source.capabilities;
    const since = this.#options.clock.now() - this.#heardAt;
    if (silentAfterMs === undefined || since < silentAfterMs || this.#silent) return;
    this.#silent = true;
    this.#uncover(this.#heardAt);
    this.#options.tell('source.silenced', { source: this.#options.source.instance, sinceMs: since });
  }

  async #savedCursor(): Promise<string | null> {
    const { store, source, context, clock } = this.#options;
    const task = clock.task();
    try {
      const [record] = await store.get([keys.cursor(source.instance)], context(task));
      return record == null ? null : (JSON.parse(record.value) as { cursor: string }).cursor;
    } finally {
      task.end();
    }
  }
}

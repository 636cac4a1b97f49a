import type { CallContext, LogLevel } from '../../spec/plugin.ts';
import { turn } from './faulty-fetch.ts';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A call's context in the hands of a test. */
export interface TestContext extends CallContext {
  /** What was logged, oldest first. */
  readonly logs: { level: LogLevel; message: string; data?: Record<string, unknown> }[];
  /** Ends every call made with this context. */
  abort(reason?: Error): void;
  /** Moves the clock by `ms` and wakes, in order of time, whoever waited for less. */
  advance(ms: number): void;
  /** Resolves when somebody waits on the clock. A request waits too, for its time to be over. */
  sleeping(): Promise<void>;
}

export interface TestContextOptions {
  /** Epoch ms at the beginning. Default 0. */
  now?: number;
  /** Answers what the plugin asks. Default: the real one. */
  fetch?: typeof globalThis.fetch;
  /** Default false: the clock stands until it is moved. */
  jump?: boolean;
}

/**
 * A call's context for tests of a plugin, with a clock of its own. It stands still until it is moved by `advance`. With `jump` it moves by itself to the
 * end of the next wait as soon as nothing else is at work, as a monitor's virtual clock does: a source that waits a day is tested at once, and the time
 * limit of a request that is answered never comes. A `fetch` that never answers is then work without an end; use `advance` for it.
 */
export function testContext({ now = 0, fetch = globalThis.fetch, jump = false }: TestContextOptions = {}): TestContext {
  const controller = new AbortController();
  const sleepers = new Set<Sleeper>();
  const logs: TestContext['logs'] = [];
  let time = now;
  let working = 0;
  let watchers: (() => void)[] = [];

  const advanceTo = (end: number): void => {
    for (;;) {
      const next = earliest(sleepers);
      if (next === null || next.at > end) break;
      time = Math.max(time, next.at);
      next.wake();
    }
    time = Math.max(time, end);
  };
  /** After all that can go on without time has gone on. */
  const jumpSoon = (): void => {
    if (!jump) return;
    void turn().then(() => {
      const next = earliest(sleepers);
      if (working > 0 || next === null) return;
      time = Math.max(time, next.at);
      next.wake();
      jumpSoon();
    });
  };

  return {
    signal: controller.signal,
    fetch,
    logs,
    now: () => time,
    log: (level, message, data) => logs.push({ level, message, ...(data && { data }) }),
    async io(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
        jumpSoon();
      }
    },
    sleep: (ms, own) =>
      new Promise((resolve, reject) => {
        const signals = [controller.signal, ...(own ? [own] : [])];
        const stopped = signals.find((signal) => signal.aborted);
        if (stopped) {
          reject(stopped.reason as Error);
          return;
        }
        const sleeper: Sleeper = { at: time + ms, wake: () => undefined };
        const stop = (event: Event): void => {
          leave();
          reject((event.target as AbortSignal).reason as Error);
        };
        const leave = (): void => {
          sleepers.delete(sleeper);
          for (const signal of signals) signal.removeEventListener('abort', stop);
        };
        sleeper.wake = () => {
          leave();
          resolve();
        };
        for (const signal of signals) signal.addEventListener('abort', stop);
        sleepers.add(sleeper);
        for (const seen of watchers.splice(0)) seen();
        jumpSoon();
      }),
    abort: (reason = new DOMException('the test is over', 'AbortError')) => controller.abort(reason),
    advance: (ms) => advanceTo(time + ms),
    sleeping: () => (sleepers.size > 0 ? Promise.resolve() : new Promise((resolve) => (watchers = [...watchers, resolve]))),
  };
}

/** Whoever waits for the least; of several the one who waits longest. */
function earliest(sleepers: ReadonlySet<Sleeper>): Sleeper | null {
  let found: Sleeper | null = null;
  for (const sleeper of sleepers) if (found === null || sleeper.at < found.at) found = sleeper;
  return found;
}

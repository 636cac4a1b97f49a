import type { CallContext, LogLevel } from '../../src/spec/plugin.ts';

interface Sleeper {
  at: number;
  wake: () => void;
}

export interface TestContext extends CallContext {
  readonly logs: { level: LogLevel; message: string; data?: Record<string, unknown> }[];
  /** Ends every call made with this context. */
  abort(reason?: Error): void;
  /** Moves the clock by `ms` and wakes, in order of time, whoever waited for less. */
  advance(ms: number): void;
  /** Resolves when somebody waits on the clock. */
  sleeping(): Promise<void>;
}

/**
 * A call's context with a clock that stands still until it is moved. With `jump`, time moves to the end of each wait at once, as a
 * virtual clock does when nobody works.
 */
export function testContext({ now = 0, fetch = globalThis.fetch, jump = false }: { now?: number; fetch?: typeof globalThis.fetch; jump?: boolean } = {}): TestContext {
  const controller = new AbortController();
  const sleepers = new Set<Sleeper>();
  const logs: TestContext['logs'] = [];
  let time = now;
  let watchers: (() => void)[] = [];
  return {
    signal: controller.signal,
    fetch,
    logs,
    now: () => time,
    log: (level, message, data) => logs.push({ level, message, ...(data && { data }) }),
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
        if (jump) {
          time = sleeper.at;
          sleeper.wake();
          return;
        }
        sleepers.add(sleeper);
        for (const seen of watchers.splice(0)) seen();
      }),
    abort: (reason = new DOMException('the test is over', 'AbortError')) => controller.abort(reason),
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const [next] = [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        time = Math.max(time, next.at);
        next.wake();
      }
      time = end;
    },
    sleeping: () => (sleepers.size > 0 ? Promise.resolve() : new Promise((resolve) => (watchers = [...watchers, resolve]))),
  };
}

/** Everything a source gives, batch by batch. */
export async function collect<T>(batches: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

import { Heap } from '../lib/heap.ts';
import { KashuvError } from '../spec/errors.ts';

/** Wakes one rester. A ring while nobody rests is kept, so that none is lost. */
export class Bell {
  #rung = false;
  #waiter: (() => void) | null = null;

  ring(): void {
    const waiter = this.#waiter;
    if (waiter === null) this.#rung = true;
    else {
      this.#waiter = null;
      waiter();
    }
  }

  /** Calls `wake` at the next ring, or at once when one was kept. Returns a function that takes the wish back. */
  attach(wake: () => void): () => void {
    if (this.#rung) {
      this.#rung = false;
      wake();
      return () => undefined;
    }
    this.#waiter = wake;
    return () => {
      if (this.#waiter === wake) this.#waiter = null;
    };
  }
}

/** One line of work. The clock knows whether it works or waits, and virtual time moves only while all wait. */
export interface ClockTask {
  /** Waits `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Waits for a ring or for `until` (epoch ms), whichever is first. Never rejects. */
  rest(bell: Bell, until: number | null): Promise<void>;
  /** Work that counts as work even while the same task sleeps elsewhere: a request under way. */
  io<T>(work: () => Promise<T>): Promise<T>;
  end(): void;
}

/** Rests while others work: whoever waits for calls that are lines of work of their own does not work. */
export async function restDuring<T>(task: ClockTask | null, work: Promise<T>): Promise<T> {
  const done = new Bell();
  const ring = (): void => done.ring();
  work.then(ring, ring);
  await task?.rest(done, null);
  return work;
}

/** Where all time comes from. */
export interface Clock {
  readonly virtual: boolean;
  /** Epoch ms. */
  now(): number;
  /** Waits until `at` (epoch ms) without being anybody's work. */
  wait(at: number, signal?: AbortSignal): Promise<void>;
  task(): ClockTask;
}

/** Made once: a reason made for every rest would cost more than the rest. */
const WOKEN = new Error('woken');

const LONGEST_TIMEOUT = 2_147_483_647;

/** The machine's own time. */
export function systemClock(): Clock {
  const now = (): number => Date.now();
  const wait = (at: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortReason(signal));
        return;
      }
      let timer: NodeJS.Timeout;
      const onAbort = (): void => {
        clearTimeout(timer);
        if (signal !== undefined) reject(abortReason(signal));
      };
      const arm = (): void => {
        const left = at - now();
        if (left <= 0) {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        } else timer = setTimeout(arm, Math.min(left, LONGEST_TIMEOUT));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      timer = setTimeout(arm, Math.min(Math.max(0, at - now()), LONGEST_TIMEOUT));
    });
  const task: ClockTask = {
    sleep: (ms, signal) => wait(now() + Math.max(0, ms), signal),
    rest: (bell, until) => restOn(bell, until, wait, (resume) => resume()),
    io: (work) => work(),
    end: () => undefined,
  };
  return { virtual: false, now, wait, task: () => task };
}

export interface VirtualClock extends Clock {
  readonly virtual: true;
}

interface Sleeper {
  at: number;
  order: number;
  wake: () => void;
}

/**
 * Time that jumps: whenever nobody works, to the next moment somebody waits for. Two runs of the same work see the same
 * times. `start` is epoch ms.
 */
export function virtualClock(options: { start: number }): VirtualClock {
  if (!Number.isFinite(options?.start)) {
    throw new KashuvError('CONFIG_INVALID', 'expected epoch milliseconds.', { field: 'start', fix: 'Pass a finite number.' });
  }
  let current = options.start;
  let working = 0;
  let order = 0;
  let scheduled = false;
  const sleepers = new Heap<Sleeper>(before);

  // A turn of the event loop passes before time moves, so that code of the host that was just woken can come back with work.
  const settle = (): void => {
    if (working > 0 || scheduled || sleepers.size === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      if (working > 0) return;
      const next = sleepers.peek();
      // Who waits for ever is not waited for.
      if (next === undefined || next.at === Infinity) return;
      sleepers.pop();
      current = Math.max(current, next.at);
      next.wake();
      settle();
    });
  };
  const start = (): void => {
    working += 1;
  };
  const finish = (): void => {
    working -= 1;
    settle();
  };

  const wait = (at: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortReason(signal));
        return;
      }
      const sleeper: Sleeper = { at, order: order++, wake: () => undefined };
      const onAbort = (): void => {
        sleepers.remove(sleeper);
        if (signal !== undefined) reject(abortReason(signal));
      };
      sleeper.wake = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      sleepers.push(sleeper);
      settle();
    });

  const task = (): ClockTask => {
    let ended = false;
    let waiting = 0;
    let requests = 0;
    let counted = true;
    start();
    const recount = (): void => {
      const busy = !ended && (waiting === 0 || requests > 0);
      if (busy === counted) return;
      counted = busy;
      if (busy) start();
      else finish();
    };
    const shift = (change: () => void): void => {
      change();
      recount();
    };
    const sleepUntil = async (at: number, signal?: AbortSignal): Promise<void> => {
      // The sleeper's own wake marks the task as working before anything else can move time.
      await new Promise<void>((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(abortReason(signal));
          return;
        }
        const sleeper: Sleeper = { at, order: order++, wake: () => undefined };
        const onAbort = (): void => {
          sleepers.remove(sleeper);
          shift(() => (waiting -= 1));
          if (signal !== undefined) reject(abortReason(signal));
        };
        sleeper.wake = () => {
          signal?.removeEventListener('abort', onAbort);
          shift(() => (waiting -= 1));
          resolve();
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        sleepers.push(sleeper);
        shift(() => (waiting += 1));
      });
    };
    return {
      sleep: (ms, signal) => sleepUntil(current + Math.max(0, ms), signal),
      rest: (bell, until) => {
        shift(() => (waiting += 1));
        return restOn(bell, until, wait, (resume) => {
          shift(() => (waiting -= 1));
          resume();
        });
      },
      io: async (work) => {
        shift(() => (requests += 1));
        try {
          return await work();
        } finally {
          shift(() => (requests -= 1));
        }
      },
      end: () => shift(() => (ended = true)),
    };
  };

  return { virtual: true, now: () => current, wait, task };
}

function restOn(bell: Bell, until: number | null, wait: Clock['wait'], wake: (resume: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = new AbortController();
    let over = false;
    const resume = (): void => {
      if (over) return;
      over = true;
      detach();
      timer.abort(WOKEN);
      wake(resolve);
    };
    let detach = (): void => undefined;
    detach = bell.attach(resume);
    if (until !== null && !over) wait(until, timer.signal).then(resume, () => undefined);
  });
}

function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError');
}

/** By time, then by order of arrival. */
function before(a: Sleeper, b: Sleeper): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

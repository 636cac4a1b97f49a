import type { CallContext } from '../../spec/plugin.ts';

/** One request as a plugin made it. */
export interface Asked {
  /** Which one, from 1. */
  readonly index: number;
  readonly url: URL;
  readonly init: RequestInit;
  /** Really asks. */
  readonly really: () => Promise<Response>;
}

/** What becomes of a request. */
export type Fault = (asked: Asked) => Promise<Response>;

export interface FaultyFetch {
  readonly fetch: typeof globalThis.fetch;
  /** Requests that were made. */
  readonly count: () => number;
}

/** A fetch whose every request goes through `fault`. */
export function faultyFetch(real: typeof globalThis.fetch, fault: Fault): FaultyFetch {
  let count = 0;
  return {
    count: () => count,
    fetch: async (input, init = {}) => {
      count += 1;
      const url = new URL(input instanceof Request ? input.url : String(input));
      const given = input instanceof Request ? { method: input.method, headers: input.headers, redirect: input.redirect, signal: input.signal, ...init } : init;
      given.signal?.throwIfAborted();
      return fault({ index: count, url, init: given, really: () => real(input, init) });
    },
  };
}

export const honest: Fault = ({ really }) => really();

/** From the request `at` on, or at that one alone, `fault`; else what is really so. */
export const from = (at: number, fault: Fault): Fault => (asked) => (asked.index >= at ? fault(asked) : asked.really());
export const only = (at: number, fault: Fault): Fault => (asked) => (asked.index === at ? fault(asked) : asked.really());

/** The other side answers this, and does nothing. */
export const answers = (status: number, headers: Readonly<Record<string, string>> = {}, body: string | ReadableStream | null = null): Fault => async () => new Response(body, { status, headers });

/** The connection breaks before anything was taken. */
export const breaksBefore: Fault = () => Promise.reject(broken());
/** The other side takes what is sent; its answer is lost. */
export const breaksAfter: Fault = async ({ really }) => {
  await (await really()).body?.cancel();
  throw broken();
};
/** The other side takes what is sent, and its answer never comes. */
export const silentAfter: Fault = async (asked) => {
  await (await asked.really()).body?.cancel();
  return silent(asked);
};
/** The other side never answers. */
export const silent: Fault = ({ init }) =>
  new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error), { once: true });
  });

/**
 * A fault, and whether nothing but time can help. `whole`: real answers are read to their end before they are given, so that whatever is waited for after
 * that is no answer; not for streams. Default false: only what the fault itself holds up.
 */
export function watched(fault: Fault, { whole = false } = {}): { fault: Fault; stuck: () => boolean } {
  let pending = 0;
  let asking = 0;
  const counted = async <T>(work: () => Promise<T>, count: (by: number) => void): Promise<T> => {
    count(1);
    try {
      return await work();
    } finally {
      count(-1);
    }
  };
  return {
    fault: (asked) => counted(() => fault({ ...asked, really: () => counted(async () => (whole ? complete(await asked.really()) : asked.really()), (by) => (asking += by)) }), (by) => (pending += by)),
    stuck: () => asking === 0 && (whole || pending > 0),
  };
}

/** Statuses whose answers have no body. */
const BODILESS = new Set([101, 204, 205, 304]);

/** The same answer, read to its end. */
export async function complete(response: Response): Promise<Response> {
  const { status, statusText, headers, url, redirected } = response;
  const bytes = await response.arrayBuffer();
  const copy = new Response(BODILESS.has(status) ? null : bytes, { status, statusText, headers });
  return Object.defineProperties(copy, { url: { value: url }, redirected: { value: redirected } });
}

/** As fetch says it of a connection that was reset. */
function broken(): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export interface MovableClock {
  readonly context: CallContext;
  /** Moves the clock to when the next wait ends. False where nobody waits, or for longer than ten minutes since the start. */
  toNextWait(): boolean;
  advance(ms: number): void;
}

/** Longer than any sensible time limit, in ms. */
const LONGEST_WAIT_MS = 600_000;

/** A context whose waits end when the kit moves the clock, or by an abort. */
export function movableClock(base: CallContext): MovableClock {
  const start = base.now();
  let time = start;
  const sleepers = new Set<Sleeper>();
  const advance = (ms: number): void => {
    time += ms;
    for (const sleeper of [...sleepers].filter(({ at }) => at <= time).sort((a, b) => a.at - b.at)) sleeper.wake();
  };
  const sleep = (ms: number, own?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const signal = own === undefined ? base.signal : AbortSignal.any([base.signal, own]);
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const leave = (): void => {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', stop);
      };
      const stop = (): void => {
        leave();
        reject(signal.reason as Error);
      };
      const sleeper: Sleeper = { at: time + ms, wake: () => { leave(); resolve(); } };
      signal.addEventListener('abort', stop, { once: true });
      sleepers.add(sleeper);
    });
  return {
    context: { ...base, now: () => time, sleep },
    toNextWait() {
      const next = Math.min(...[...sleepers].map(({ at }) => at));
      if (next - start > LONGEST_WAIT_MS) return false;
      advance(Math.max(0, next - time));
      return true;
    },
    advance,
  };
}

/** Turns of the machine after which nobody is taken to be busy any more. */
export const QUIET_TURNS = 20;

/**
 * Waits for `work`, moving the clock whenever `stuck` says that only time can help. False where it goes on for more than ten minutes of that clock, or
 * nobody waits for anything.
 */
export async function withPatience(work: Promise<unknown>, clock: MovableClock, stuck: () => boolean): Promise<boolean> {
  const done = work.then(() => true, () => true);
  for (let quiet = 0; ; ) {
    if (await Promise.race([done, turn()])) return true;
    quiet = stuck() ? quiet + 1 : 0;
    if (quiet < QUIET_TURNS) continue;
    if (!clock.toNextWait()) return false;
    quiet = 0;
  }
}

/** Waits until nothing but time is waited for, or `work` is done. */
export async function quiet(work: Promise<unknown>, stuck: () => boolean): Promise<void> {
  const done = work.then(() => true, () => true);
  for (let turns = 0; turns < QUIET_TURNS; turns = stuck() ? turns + 1 : 0) if (await Promise.race([done, turn()])) return;
}

/** What `work` gives, if it is there within some turns of the machine; else null. */
export async function soon<T>(work: Promise<T>): Promise<T | null> {
  for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
    const first = await Promise.race([work.then((value) => ({ value })), turn()]);
    if (first !== false) return first.value;
  }
  return null;
}

/** One turn of the machine's loop: what is ready runs. */
export function turn(): Promise<false> {
  // eslint-disable-next-line no-restricted-syntax -- waits for the machine, not for time
  return new Promise((resolve) => setImmediate(() => resolve(false)));
}

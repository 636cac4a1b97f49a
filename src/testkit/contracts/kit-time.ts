import type { CallContext } from '../../spec/plugin.ts';
import { complete, QUIET_TURNS, turn } from './faulty-fetch.ts';

/** Real ms without a step after which a pause of a source is over that was never seen to ask through the context: what else it waits for is unseen. */
const UNSEEN_MS = 2_000;
/** Real ms without a step after which a read is given up. Below the five seconds that vitest and jest give a test. */
const HUNG_MS = 4_000;
/** The same where the other side may be waited for unseen, as at a socket. */
const UNSEEN_HUNG_MS = 10_000;
/** How often a read is looked at that is not about to pause, in real ms. */
const LOOK_MS = 10;

/** The kit's clock, over all contexts of one rule: it stands still but for pauses, and only goes on. */
export interface KitTime {
  /** Sets it back to where it began. */
  reset(): void;
  advance(ms: number): void;
  /** The base's context on this clock. */
  over(base: CallContext): CallContext;
  /**
   * Does `work` on this clock. A wait without a signal of its own is a pause, as of a rate budget: it is over at once, and the clock moves there, when no
   * request is under way. One with a signal of its own is the time limit of something: only an abort ends it. Throws, naming the wait, where nothing goes on.
   * `socket`: what the source waits for may not go through the context's fetch.
   */
  patiently<T>(base: CallContext, work: (context: CallContext) => Promise<T>, options?: { readonly socket?: boolean }): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly ms: number;
  readonly pause: boolean;
  readonly wake: () => void;
}

export function kitTime(): KitTime {
  let moved = 0;
  /** Whether the sources of this contract were seen to ask through the context: then their requests tell when only time can help. */
  let asks = false;
  const over = (base: CallContext): CallContext => ({ ...base, now: () => base.now() + moved });

  return {
    reset: () => void (moved = 0),
    advance: (ms) => void (moved += ms),
    over,
    async patiently(base, work, { socket = false } = {}) {
      const sleepers = new Set<Sleeper>();
      let underWay = 0;
      let steps = 0;
      let noticed = (): void => undefined;
      const step = (): void => {
        steps += 1;
        noticed();
      };
      const fetch: typeof globalThis.fetch = async (input, init) => {
        asks = true;
        underWay += 1;
        try {
          const response = await base.fetch(input, init);
          return socket ? response : await complete(response);
        } finally {
          underWay -= 1;
          step();
        }
      };
      const context: CallContext = {
        ...over(base),
        fetch,
        sleep: (ms, own) =>
          new Promise((resolve, reject) => {
            const left = new AbortController();
            const stop = AbortSignal.any([base.signal, left.signal, ...(own === undefined ? [] : [own])]);
            const leave = (end: () => void): void => {
              sleepers.delete(sleeper);
              end();
              left.abort(new DOMException('the wait is over', 'AbortError'));
            };
            const sleeper: Sleeper = { at: context.now() + ms, ms, pause: own === undefined || own === base.signal, wake: () => leave(resolve) };
            const stopped = (): void => leave(() => reject(stop.reason as Error));
            if (stop.aborted) return stopped();
            stop.addEventListener('abort', stopped, { once: true });
            sleepers.add(sleeper);
            // A clock of the contract's own may go by itself.
            base.sleep(ms, stop).then(sleeper.wake, (error: Error) => leave(() => reject(error)));
            step();
          }),
      };
      const pauseNow = (): boolean => {
        const [first] = [...sleepers].filter(({ pause, at }) => pause && Number.isFinite(at)).sort((a, b) => a.at - b.at);
        if (first === undefined) return false;
        moved += Math.max(0, first.at - context.now());
        first.wake();
        step();
        return true;
      };

      const result = work(context);
      const ended = result.then(() => true, () => true);
      for (let quiet = 0, mark = steps, since = realTime(); ; ) {
        const soon = quiet < QUIET_TURNS && underWay === 0 && sleepers.size > 0;
        if (await Promise.race([ended, soon ? turn() : look((wake) => (noticed = wake))])) return result;
        if (underWay > 0 || mark !== steps) {
          [quiet, mark, since] = [0, steps, realTime()];
          continue;
        }
        quiet += 1;
        if (quiet < QUIET_TURNS) continue;
        const waited = realTime() - since;
        const sees = asks && !socket;
        if ((sees || waited > UNSEEN_MS) && pauseNow()) continue;
        if (sleepers.size > 0 && waited > (sees ? HUNG_MS : UNSEEN_HUNG_MS)) throw new Error(standingStill([...sleepers]));
      }
    },
  };
}

function standingStill(sleepers: readonly Sleeper[]): string {
  const waits = [...new Set(sleepers.map(({ ms }) => (Number.isFinite(ms) ? `${ms.toLocaleString('en')} ms` : 'for ever')))].join(' and ');
  return `the source waits ${waits} on the kit's clock, which stands still, and nothing else goes on. A wait with a signal of its own is taken for a time limit, and nothing ends it here; is it a pause, as of a rate budget? Then call context.sleep(ms) without a signal: the context's own ends it anyway`;
}

function realTime(): number {
  // eslint-disable-next-line no-restricted-syntax -- how long nothing has happened on this machine
  return performance.now();
}

/** False after a moment of real time, or when `wake` is called. */
function look(wakeable: (wake: () => void) => void): Promise<false> {
  return new Promise((resolve) => {
    const over = (): void => resolve(false);
    // eslint-disable-next-line no-restricted-syntax -- waits for the machine, not for time
    const timer = setTimeout(over, LOOK_MS);
    wakeable(() => {
      clearTimeout(timer);
      over();
    });
  });
}

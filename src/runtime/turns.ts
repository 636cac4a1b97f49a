import PQueue from 'p-queue';

import { Bell, type ClockTask } from './clock.ts';

/** What says how many calls of it may be under way. */
interface Called {
  readonly capabilities: { readonly maxInFlight: number; readonly sendsTextOut?: boolean };
}

/** Whose turn it is: no more calls of a plugin at once than it takes, and no more that leave the machine than the monitor makes. */
export class Turns {
  readonly #leaving: PQueue;
  readonly #queues = new Map<Called, PQueue>();

  constructor(concurrency: number) {
    this.#leaving = new PQueue({ concurrency });
  }

  /** Does the work when its turn comes. Who waits for a turn does not work: time may go on. A plugin that does not say otherwise leaves the machine. */
  async take<T>(plugin: Called, task: ClockTask, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(plugin) ?? new PQueue({ concurrency: Math.max(1, plugin.capabilities.maxInFlight) });
    this.#queues.set(plugin, queue);
    const begun = new Bell();
    const begin = (): Promise<T> => {
      begun.ring();
      return work();
    };
    const done = queue.add(() => (plugin.capabilities.sendsTextOut === false ? begin() : this.#leaving.add(begin)));
    // It is awaited below.
    done.catch(() => undefined);
    await task.rest(begun, null);
    return done;
  }
}

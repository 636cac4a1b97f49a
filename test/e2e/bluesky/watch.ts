import type { Monitor } from '../../../src/core.ts';

type Told = { type: string; data: Record<string, unknown> };

/** What a monitor tells, and waiting for what becomes true of it: looked at again whenever it tells anything. */
export class Watch {
  readonly told: Told[] = [];
  #wake: () => void = () => undefined;
  #next = new Promise<void>((resolve) => (this.#wake = resolve));

  constructor(monitor: Monitor) {
    monitor.on('*', ({ type, data }) => {
      this.told.push({ type, data: data as Record<string, unknown> });
      this.#wake();
    });
  }

  count(type: string): number {
    return this.told.filter((event) => event.type === type).length;
  }

  /** What `look` gives once it gives something. */
  async until<T>(look: () => T | null | undefined | false | Promise<T | null | undefined | false>): Promise<T> {
    for (;;) {
      this.#next = new Promise((resolve) => (this.#wake = resolve));
      const found = await look();
      if (found !== null && found !== undefined && found !== false) return found;
      await this.#next;
    }
  }
}

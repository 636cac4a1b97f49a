/** Backpressure: who reads waits while too much is waiting to be understood. */
export class RoomForMore {
  readonly #limit: number;
  readonly #backlog: () => number;
  readonly #grown: (waiting: number) => void;
  readonly #waiters: (() => void)[] = [];
  #open = true;

  constructor(limit: number, backlog: () => number, grown: (waiting: number) => void) {
    this.#limit = limit;
    this.#backlog = backlog;
    this.#grown = grown;
  }

  /** Resolves when there is room. Tells once for each wait that the backlog has grown. */
  async wait(): Promise<void> {
    let told = false;
    while (this.#open && this.#backlog() >= this.#limit) {
      if (!told) this.#grown(this.#backlog());
      told = true;
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  /** Something was taken in. */
  progressed(): void {
    if (this.#waiters.length > 0 && this.#backlog() < this.#limit) this.#release();
  }

  /** Nobody waits any more: the monitor stops. */
  close(): void {
    this.#open = false;
    this.#release();
  }

  #release(): void {
    for (const waiter of this.#waiters.splice(0)) waiter();
  }
}

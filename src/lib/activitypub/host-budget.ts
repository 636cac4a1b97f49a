/** Hosts counted within a minute; nothing is left for more. */
const MOST_HOSTS = 10_000;
const MINUTE_MS = 60_000;

/** How much a host may cause within a minute of the monitor's clock. */
export class HostBudget {
  readonly #perMinute: number;
  #minute = -1;
  #spent = new Map<string, number>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes one; false where none is left in this minute. */
  take(host: string, now: number): boolean {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#spent = new Map();
    }
    const spent = this.#spent.get(host) ?? 0;
    if (spent >= this.#perMinute || (spent === 0 && this.#spent.size >= MOST_HOSTS)) return false;
    this.#spent.set(host, spent + 1);
    return true;
  }
}

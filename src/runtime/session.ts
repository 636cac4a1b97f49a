import { jsonText } from '../lib/json-text.ts';
import type { EventOf, LedgerEvent, LedgerEventMap, LedgerEventType } from '../spec/event.ts';
import type { CallContext, Fence, StoreDriver, Write } from '../spec/plugin.ts';
import { StoreFailure } from './guarded-store.ts';
import { keys } from './keys.ts';

/** What is kept of a brand beside its records. */
interface BrandMeta {
  seq: number;
  /** Time of the last thing that happened; time never goes back within a ledger. */
  lastAt: number;
}

const CACHE_LIMIT = 1_000;
/** Before any moment a clock can show. */
const EARLIEST = -8_640_000_000_000_000;

/**
 * One brand's view of the store: reads through a cache, collects writes and ledger events, commits them all at once.
 * Records are treated as values: to change one, put a new one.
 */
export class Session {
  readonly brand: string;
  readonly #store: StoreDriver;
  readonly #context: CallContext;
  readonly #cache = new Map<string, unknown>();
  readonly #dirty = new Map<string, unknown>();
  #events: LedgerEvent[] = [];
  #meta: BrandMeta = { seq: 0, lastAt: EARLIEST };
  #committed: BrandMeta = this.#meta;
  #fence: Fence | null = null;

  constructor(brand: string, store: StoreDriver, context: CallContext) {
    this.brand = brand;
    this.#store = store;
    this.#context = context;
  }

  get lastAt(): number {
    return this.#meta.lastAt;
  }

  /** Time moves forward only. */
  moveTo(at: number): number {
    if (at > this.#meta.lastAt) this.#meta.lastAt = at;
    return this.#meta.lastAt;
  }

  /** Forgets everything that was not committed and reads the brand anew. */
  async load(fence: Fence | null): Promise<void> {
    this.#cache.clear();
    this.#dirty.clear();
    this.#events = [];
    this.#fence = fence;
    const [record] = await this.#store.get([keys.meta(this.brand)], this.#context);
    this.#meta = record == null ? { seq: 0, lastAt: EARLIEST } : (JSON.parse(record.value) as BrandMeta);
    this.#committed = { ...this.#meta };
  }

  /** Forgets what was collected since the last commit. */
  rollback(): void {
    for (const key of this.#dirty.keys()) this.#cache.delete(key);
    for (const { seq } of this.#events) this.#cache.delete(keys.ledger(this.brand, seq));
    this.#dirty.clear();
    this.#events = [];
    this.#meta = { ...this.#committed };
  }

  async get<T>(key: string): Promise<T | null> {
    if (this.#cache.has(key)) return this.#cache.get(key) as T | null;
    const [record] = await this.#store.get([key], this.#context);
    const value = record == null ? null : (JSON.parse(record.value) as T);
    this.#cache.set(key, value);
    return value;
  }

  /** All records under a prefix, also those not committed yet, in key order. */
  async all<T>(prefix: string): Promise<T[]> {
    const found = new Map<string, unknown>();
    for await (const record of this.#store.scan({ prefix }, this.#context)) found.set(record.id, JSON.parse(record.value));
    for (const [key, value] of this.#dirty) if (key.startsWith(prefix)) found.set(key, value);
    return [...found]
      .filter(([, value]) => value !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, value]) => value as T);
  }

  /** What somebody else just committed under this key. */
  know(key: string, value: object): void {
    this.#cache.set(key, value);
  }

  put(key: string, value: object): void {
    this.#cache.set(key, value);
    this.#dirty.set(key, value);
  }

  remove(key: string): void {
    this.#cache.set(key, null);
    this.#dirty.set(key, null);
  }

  /** Adds an event to the ledger. It is told to listeners once it is committed. */
  record<T extends LedgerEventType>(type: T, data: LedgerEventMap[T], causedBy?: string): string {
    const seq = this.#meta.seq + 1;
    this.#meta.seq = seq;
    const id = `${this.brand}/${seq}`;
    const event = { id, seq, brand: this.brand, type, at: this.#meta.lastAt, ...(causedBy === undefined ? {} : { causedBy }), data } as EventOf<T> & { seq: number; brand: string };
    this.#events.push(event as LedgerEvent);
    // What is not committed yet must be readable too, or a batch would see less of itself than single posts do.
    this.#cache.set(keys.ledger(this.brand, seq), event);
    return id;
  }

  get seq(): number {
    return this.#meta.seq;
  }

  /** Writes everything collected, or nothing. Returns the events that are now part of the ledger. */
  async commit(): Promise<LedgerEvent[]> {
    const events = this.#events;
    if (events.length === 0 && this.#dirty.size === 0) return [];
    const writes: Write[] = [];
    for (const [key, value] of this.#dirty) writes.push({ id: key, value: value === null ? null : JSON.stringify(value) });
    for (const event of events) writes.push({ id: keys.ledger(this.brand, event.seq), value: eventText(event), expect: 0 });
    writes.push({ id: keys.meta(this.brand), value: JSON.stringify(this.#meta) });
    const result = await this.#store.commit(writes, this.#fence, this.#context);
    if (!result.ok) {
      throw 'fenced' in result
        ? new StoreFailure('CONFLICT', `another monitor writes the ledger of '${this.brand}' now.`, { fix: 'Let one monitor at a time serve a brand.' })
        : new StoreFailure('CONFLICT', `the ledger of '${this.brand}' was written by somebody else (${result.conflicts.join(', ')}).`);
    }
    for (const { seq } of events) this.#cache.delete(keys.ledger(this.brand, seq));
    this.#dirty.clear();
    this.#events = [];
    this.#committed = { ...this.#meta };
    if (this.#cache.size > CACHE_LIMIT) this.#cache.clear();
    return events;
  }
}

/** Plans are most of what a ledger holds, and most of a plan is shared with others. */
function eventText(event: LedgerEvent): string {
  return event.type === 'plan.made' || event.type === 'plan.revised' ? jsonText(event, 3) : JSON.stringify(event);
}

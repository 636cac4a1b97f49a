import { KashuvError } from '../spec/errors.ts';
import type { CommitResult, Fence, Range, StoreDriver, StoredRecord, Write } from '../spec/plugin.ts';

interface Held {
  version: number;
  value: string;
}

/** Keeps everything in the process's memory: the default, gone with the process. */
export function memoryStore(options: { instance?: string } = {}): StoreDriver {
  const records = new Map<string, Held>();
  const leases = new Map<string, { token: number; until: number }>();
  let sorted: string[] | null = null;
  let tokens = 0;
  let closed = false;

  const open = (): void => {
    if (closed) throw new KashuvError('CONFLICT', 'the store is closed.', { fix: 'Create a new store for a new monitor.' });
  };
  const keys = (): string[] => (sorted ??= [...records.keys()].sort());

  return {
    contract: 1,
    name: 'memory',
    instance: options.instance ?? 'memory',
    capabilities: { durable: false, shared: false, maxWrites: 100_000 },

    get(ids) {
      open();
      return Promise.resolve(
        ids.map((id): StoredRecord | null => {
          const held = records.get(id);
          return held === undefined ? null : { id, version: held.version, value: held.value };
        }),
      );
    },

     
    async *scan(range: Range) {
      open();
      const all = keys();
      const { prefix, after, limit = Infinity, reverse = false } = range;
      let count = 0;
      const from = lowerBound(all, prefix);
      const to = lowerBound(all, `${prefix}\u{10FFFF}`);
      for (let step = 0; step < to - from && count < limit; step += 1) {
        const id = all[reverse ? to - 1 - step : from + step] as string;
        if (after !== undefined && (reverse ? id >= after : id <= after)) continue;
        const held = records.get(id);
        if (held === undefined) continue;
        count += 1;
        yield { id, version: held.version, value: held.value };
      }
    },

    commit(writes: readonly Write[], fence: Fence | null): Promise<CommitResult> {
      open();
      if (fence !== null && leases.get(fence.name)?.token !== fence.token) return Promise.resolve({ ok: false, fenced: true });
      const conflicts = writes.filter((write) => write.expect !== undefined && (records.get(write.id)?.version ?? 0) !== write.expect).map((write) => write.id);
      if (conflicts.length > 0) return Promise.resolve({ ok: false, conflicts });
      const versions = writes.map((write) => {
        const before = records.get(write.id);
        if (write.value === null) {
          if (before !== undefined) sorted = null;
          records.delete(write.id);
          return 0;
        }
        if (before === undefined) sorted = null;
        const version = (before?.version ?? 0) + 1;
        records.set(write.id, { version, value: write.value });
        return version;
      });
      return Promise.resolve({ ok: true, versions });
    },

    lease(name, ttlMs, context) {
      open();
      const now = context.now();
      const current = leases.get(name);
      const token = current?.token ?? (tokens += 1);
      leases.set(name, { token, until: now + ttlMs });
      return Promise.resolve({ name, token });
    },

    release(fence) {
      if (leases.get(fence.name)?.token === fence.token) leases.delete(fence.name);
      return Promise.resolve();
    },

    erase(ids) {
      open();
      for (const id of ids) records.delete(id);
      sorted = null;
      return Promise.resolve();
    },

    close() {
      closed = true;
      return Promise.resolve();
    },
  };
}

function lowerBound(all: readonly string[], key: string): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

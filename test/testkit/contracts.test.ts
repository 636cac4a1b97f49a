import { describe, expect, test } from 'vitest';

import { defineSource, type PullSource, type ReadBatch, type StoreDriver } from '../../src/spec/plugin.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { pullSourceContract, storeContract, type PullSourceContract, type StoreContract, type TestRunner } from '../../src/testkit/contracts/index.ts';
import { keptElsewhere, withoutFetch } from '../support/conformance.ts';

/** Which tests of a kit fail. */
async function failuresOf(register: (runner: TestRunner) => void): Promise<string[]> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  register({ test: (name, run) => rules.push({ name: name.replace(/^a (?:store|pull source) /, ''), run }), expect });
  const failures: string[] = [];
  for (const { name, run } of rules) await run().catch(() => failures.push(name));
  return failures;
}

describe('the kit for stores', () => {
  /** A sound store with something changed. */
  const changed = (change: (store: StoreDriver) => Partial<StoreDriver>) => (): StoreDriver => {
    const store = memoryStore();
    return { ...store, ...change(store) };
  };
  const scanBy = (sorted: (ids: string[]) => string[], belongs: (id: string, prefix: string) => boolean) =>
    changed((store) => ({
      async *scan({ prefix, after, limit = Infinity, reverse = false }, context) {
        const all: string[] = [];
        for await (const { id } of store.scan({ prefix: '' }, context)) all.push(id);
        const ids = sorted(all.filter((id) => belongs(id, prefix)));
        if (reverse) ids.reverse();
        for (const id of ids.filter((one) => after === undefined || (reverse ? one < after : one > after)).slice(0, limit)) {
          const [record] = await store.get([id], context);
          if (record != null) yield record;
        }
      },
    }));
  const byBytes = (ids: string[]): string[] => ids.sort();
  const starts = (id: string, prefix: string): boolean => id.startsWith(prefix);

  test('finds nothing in a sound one', async () => {
    expect(await failuresOf((runner) => storeContract(runner, { store: () => memoryStore() }))).toEqual([]);
    expect(await failuresOf((runner) => storeContract(runner, { store: scanBy(byBytes, starts) }))).toEqual([]);
  });

  const faults: [string, string, () => StoreDriver][] = [
    ['no number of writes', 'describes itself', changed(() => ({ capabilities: { durable: false, shared: false, maxWrites: NaN } }))],
    ['capabilities that are none', 'describes itself', changed(() => ({ capabilities: undefined as unknown as StoreDriver['capabilities'] }))],
    ['something left from before', 'describes itself', () => { const store = memoryStore(); void store.commit([{ id: 'old', value: '1' }], null, undefined as never); return store; }],
    ['records in the order of keys', 'gives back what was committed, in the order asked, null where there is nothing', changed((store) => ({ get: async (ids, context) => (await store.get([...ids].sort(), context)) }))],
    ['each id once', 'gives back what was committed, in the order asked, null where there is nothing', changed((store) => ({ get: (ids, context) => store.get([...new Set(ids)], context) }))],
    ['no commit of nothing', 'gives back what was committed, in the order asked, null where there is nothing', changed((store) => ({ commit: async (writes, fence, context) => { if (writes.length === 0) throw new Error('nothing'); return store.commit(writes, fence, context); } }))],
    ['letters made alike', 'keeps every text as it is', changed((store) => ({ commit: (writes, fence, context) => store.commit(writes.map((write) => ({ ...write, value: write.value?.normalize('NFKC') ?? null })), fence, context) }))],
    ['texts cut', 'keeps every text as it is', changed((store) => ({ commit: (writes, fence, context) => store.commit(writes.map((write) => ({ ...write, value: write.value?.slice(0, 65_535) ?? null })), fence, context) }))],
    ['its own records', 'hands out copies', () => {
      const store = memoryStore();
      const handed = new Map<string, { id: string; version: number; value: string }>();
      return { ...store, get: async (ids, context) => (await store.get(ids, context)).map((record) => (record === null ? null : (handed.get(record.id) ?? handed.set(record.id, { ...record }).get(record.id) ?? null))) };
    }],
    ['one conflict of several', 'commits all or nothing, and says what was not as expected', changed((store) => ({ commit: async (writes, fence, context) => { const result = await store.commit(writes, fence, context); return 'conflicts' in result ? { ok: false, conflicts: result.conflicts.slice(0, 1) } : result; } }))],
    ['deletions whatever is there', 'commits all or nothing, and says what was not as expected', changed((store) => ({ commit: (writes, fence, context) => store.commit(writes.map(({ id, value, expect: version }) => (value === null || version === undefined ? { id, value } : { id, value, expect: version })), fence, context) }))],
    ['all where none is asked for', 'scans a prefix in key order, after an id, backwards and up to a limit', changed((store) => ({ scan: ({ limit, ...range }, context) => store.scan(limit === undefined || limit === 0 ? range : { ...range, limit }, context) }))],
    ['other prefixes from the back', 'scans a prefix in key order, after an id, backwards and up to a limit', scanBy(byBytes, (id, prefix) => starts(id, prefix) || (prefix !== '' && id.startsWith('q/')))],
    ['the order of a language', 'takes a prefix as it is written', scanBy((ids) => ids.sort((a, b) => a.localeCompare(b, 'en')), starts)],
    ['signs that stand for others', 'takes a prefix as it is written', scanBy(byBytes, (id, prefix) => new RegExp(`^${prefix.replaceAll('.', '\\.').replaceAll('_', '.').replaceAll('%', '.*')}`, 'u').test(id))],
    ['capitals for small letters', 'takes a prefix as it is written', scanBy(byBytes, (id, prefix) => id.toLowerCase().startsWith(prefix.toLowerCase()))],
    ['an end with the first erasure', 'scans on while what it gave is erased', () => {
      const store = memoryStore();
      let erased = false;
      return { ...store, erase: (ids, context) => { erased = true; return store.erase(ids, context); }, async *scan(range, context) { for await (const record of store.scan(range, context)) { yield record; if (erased) return; } } };
    }],
    ['what a fenced one wrote', 'fences out a writer without the lease', changed((store) => ({ commit: async (writes, fence, context) => { const result = await store.commit([], fence, context); return 'fenced' in result ? store.commit(writes, null, context).then(() => result) : store.commit(writes, fence, context); } }))],
    ['a release by anybody', 'fences out a writer without the lease', changed((store) => ({ release: async (fence, context) => { const held = await store.lease(fence.name, 1_000, context); if (held !== null) await store.release(held, context); } }))],
    ['one lease for all', 'keeps leases apart', changed((store) => ({ lease: (_, ttl, context) => store.lease('all', ttl, context) }))],
    ['any name for a token', 'keeps leases apart', changed((store) => ({ commit: (writes, fence, context) => store.commit(writes, fence === null ? null : { ...fence, name: 'brand' }, context) }))],
    ['a mark where something was', 'erases', changed((store) => ({ erase: async (ids, context) => { await store.commit(ids.map((id) => ({ id, value: 'null' })), null, context); } }))],
    ['nothing once it is closed', 'refuses work once it is closed', changed((store) => ({ async *scan(range, context) { try { yield* store.scan(range, context); } catch { /* nothing there */ } } }))],
    ['an error without a code once it is closed', 'refuses work once it is closed', changed((store) => ({ erase: async (ids, context) => { try { await store.erase(ids, context); } catch { throw new Error('closed'); } } }))],
  ];
  test.each(faults)('finds: %s', async (_, rule, store) => expect(await failuresOf((runner) => storeContract(runner, { store }))).toContain(rule));

  test('wants a new store each time', async () => {
    const store = memoryStore();
    expect((await failuresOf((runner) => storeContract(runner, { store: () => store }))).length).toBeGreaterThan(5);
    expect((await failuresOf((runner) => storeContract(runner, { store: () => null as unknown as StoreDriver }))).length).toBeGreaterThan(5);
  });

  test('leaves out a rule with a reason', async () => {
    const names: string[] = [];
    storeContract({ test: (name) => names.push(name), expect }, { store: () => memoryStore(), skip: { 'hands out copies': 'its records cannot be changed' } });
    expect(names.length).toBeGreaterThan(10);
    expect(names).not.toContain('a store hands out copies');
  });
});

describe('the kit for pull sources', () => {
  interface Item {
    id: string;
    text: string;
    seen?: boolean;
  }
  const items: Item[] = ['one', 'two', 'three', ''].map((text, index) => ({ id: `p${index}`, text }));
  const sound = (): PullSource<Item> =>
    defineSource<Item>({
      contract: 1,
      name: 'list',
      instance: 'list:test',
      capabilities: { mode: 'once', backfill: true, threads: false, authors: false, queryFeatures: [] },
      async *read({ cursor, limit }, context) {
        if (context.signal.aborted) return;
        let next = /^\d+$/.test(cursor ?? '') ? Number(cursor) : 0;
        do {
          const batch = items.slice(next, next + limit);
          next += batch.length;
          yield { items: batch, cursor: String(next), caughtUp: next >= items.length };
        } while (next < items.length);
      },
      signals: ({ id, text }) => (text === '' ? [{ type: 'skipped', reason: 'no words' }] : [{ type: 'posted', post: { id, text, postedAt: 1_714_557_600_000 } }]),
    });
  const contract = (source: () => PullSource<Item>): PullSourceContract<Item> => ({ source, posts: 3, skipped: 1, skip: { ...withoutFetch('a list'), ...keptElsewhere('a list') } });
  const batches = (change: (batch: ReadBatch<Item>) => unknown) => (): PullSource<Item> => ({
    ...sound(),
    async *read(request, context) {
      for await (const batch of sound().read(request, context)) yield change(batch) as ReadBatch<Item>;
    },
  });
  const signals = (change: (item: Item) => unknown) => (): PullSource<Item> => ({ ...sound(), signals: change as PullSource<Item>['signals'] });
  const capable = (capabilities: object) => (): PullSource<Item> => ({ ...sound(), capabilities: { ...sound().capabilities, ...capabilities } });

  test('finds nothing in a sound one', async () => expect(await failuresOf((runner) => pullSourceContract(runner, contract(sound)))).toEqual([]));

  const faults: [string, string, () => PullSource<Item>][] = [
    ['a cursor that is a number', 'resumes exactly', batches((batch) => ({ ...batch, cursor: Number(batch.cursor) }))],
    ['no cursor', 'keeps to the limit', batches(({ cursor: _, ...batch }) => batch)],
    ['items that are none', 'keeps to the limit', batches((batch) => ({ ...batch, items: null }))],
    ['signals that are none', 'gives valid posts', signals(() => null)],
    ['a signal of no type', 'gives valid posts', signals((item) => [...sound().signals(item), { type: 'liked' }])],
    ['a deletion of nothing', 'gives valid posts', signals((item) => [...sound().signals(item), { type: 'deleted', by: 'author' }])],
    ['a deletion by nobody', 'gives valid posts', signals((item) => [...sound().signals(item), { type: 'deleted', ref: item.id, by: 'moderator' }])],
    ['a skip without a reason', 'gives valid posts', signals((item) => (item.text === '' ? [{ type: 'skipped', reason: '' }] : sound().signals(item)))],
    ['times in seconds', 'gives valid posts', signals(({ id, text }) => (text === '' ? [{ type: 'skipped', reason: 'no words' }] : [{ type: 'posted', post: { id, text, postedAt: 1_714_557_600 } }]))],
    ['the time of the machine', 'is pure', signals(({ id, text }) => [{ type: 'posted', post: { id, text, postedAt: Date.now() } }])],
    ['the time of the machine, otherwise', 'is pure', signals(({ id, text }) => [{ type: 'posted', post: { id, text, postedAt: new Date().getTime() } }])],
    ['chance', 'is pure', signals(({ id, text }) => [{ type: 'posted', post: { id: `${id}-${Math.random()}`, text } }])],
    ['a mark on the item', 'is pure', signals((item) => { item.seen = true; return sound().signals(item); })],
    ['half the capabilities', 'describes itself', () => ({ ...sound(), capabilities: { mode: 'poll' } as PullSource['capabilities'] })],
    ['no capabilities', 'describes itself', () => ({ ...sound(), capabilities: undefined as unknown as PullSource['capabilities'] })],
    ['a pause before now', 'describes itself', capable({ pollEveryMs: -5 })],
    ['threads that cannot be had', 'describes itself', capable({ threads: true })],
    ['authors that cannot be had', 'describes itself', capable({ authors: true })],
  ];
  test.each(faults)('finds: %s', async (_, rule, source) => expect(await failuresOf((runner) => pullSourceContract(runner, contract(source)))).toContain(rule));

  test('puts the clock and the chance of the machine back', async () => {
    const [date, random] = [Date, Math.random];
    await failuresOf((runner) => pullSourceContract(runner, contract(signals(() => { throw new Error('broken'); }))));
    expect([Date, Math.random]).toEqual([date, random]);
    expect(Math.abs(Date.now() - performance.timeOrigin)).toBeLessThan(3_600_000);
  });

  test('takes items with methods as they are', async () => {
    class Entry {
      readonly #item: Item;
      constructor(item: Item) { this.#item = item; }
      read(): Item { return this.#item; }
    }
    const source = (): PullSource<Entry> => ({
      ...sound(),
      async *read(request, context) {
        for await (const batch of sound().read(request, context)) yield { ...batch, items: batch.items.map((item) => new Entry(item)) };
      },
      signals: (entry) => sound().signals(entry.read()),
    });
    expect(await failuresOf((runner) => pullSourceContract(runner, { source, posts: 3, skipped: 1, skip: { ...withoutFetch('a list'), ...keptElsewhere('a list') } }))).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['null', null, 'pullSourceContract'],
    ['nothing', undefined, 'pullSourceContract'],
    ['no source', { posts: 3 }, 'source'],
    ['a source that was made already', { source: sound(), posts: 3 }, 'source'],
    ['no posts', { source: sound }, 'posts'],
    ['two posts', { source: sound, posts: 2 }, 'posts'],
    ['posts that are no number', { source: sound, posts: NaN }, 'posts'],
    ['a misspelt field', { source: sound, posts: 3, skiped: 1 }, 'pullSourceContract.skiped'],
    ['a misspelt rule', { source: sound, posts: 3, skip: { 'resumes exactli': 'paging by time' } }, 'skip.resumes exactli'],
    ['a reason that is none', { source: sound, posts: 3, skip: { 'is pure': 5 } }, 'skip.is pure'],
    ['skips that are a list', { source: sound, posts: 3, skip: ['is pure'] }, 'skip'],
  ])('refuses a contract that is none: %s', (_, wrong, field) => {
    expect(() => pullSourceContract({ test, expect }, wrong as PullSourceContract<Item>)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});

test.each<[string, unknown, string]>([
  ['null', null, 'storeContract'], ['no store', {}, 'store'], ['a store that was made already', { store: memoryStore() }, 'store'], ['a misspelt field', { store: memoryStore, skips: {} }, 'storeContract.skips'],
])('a contract for a store that is none is refused: %s', (_, wrong, field) => {
  expect(() => storeContract({ test, expect }, wrong as StoreContract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

test('what a first contract lacks is named all at once', () => {
  const contract = { source: () => ({}), context: () => ({}), posts: 3, skip: { 'keeps secrets': 'there are none', 'reaches no private address': 'nothing is fetched' } } as never;
  expect(() => pullSourceContract({ test, expect }, contract)).toThrow(
    "failing: the rule 'fails aloud' needs it. Give it, or write skip: { 'fails aloud': 'the reason why it cannot hold' }. So it is with " +
      "changes ('tells edits and deletions'), later ('hears what is new'), paged ('reads every page'), since ('heeds since'), saying ('keeps the words as they are'), huge ('takes a huge page').",
  );
});

test.each<[string, unknown, string]>([['null', null, 'storeContract.test'], ['no test', { expect }, 'storeContract.test'], ['no expect', { test }, 'storeContract.expect']])('a kit needs a test runner: %s', (_, runner, field) => {
  expect(() => storeContract(runner as TestRunner, { store: () => memoryStore() })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
});

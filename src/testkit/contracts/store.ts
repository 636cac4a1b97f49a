import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Fence, Range, StoreDriver, StoredRecord, Write } from '../../spec/plugin.ts';
import { checkContract, freshly, invalid, misdescribed, type Skips, type TestRunner } from './contract.ts';

export interface StoreContract {
  /** A new, empty store each time it is called. */
  readonly store: () => StoreDriver | Promise<StoreDriver>;
  /** Default: a clock that stands at 1,000 ms. */
  readonly context?: CallContext;
  /** Rules that cannot hold for this store, by name, each with the reason. */
  readonly skip?: Skips<StoreRule>;
}

const rules = [
  'describes itself',
  'gives back what was committed, in the order asked, null where there is nothing',
  'keeps every text as it is',
  'hands out copies',
  'counts versions with each write',
  'commits all or nothing, and says what was not as expected',
  'scans a prefix in key order, after an id, backwards and up to a limit',
  'takes a prefix as it is written',
  'scans more than a page',
  'scans on while what it gave is erased',
  'fences out a writer without the lease',
  'keeps leases apart',
  'erases',
  'refuses work once it is closed',
] as const;
export type StoreRule = (typeof rules)[number];

const fields = ['store', 'context', 'skip'] as const satisfies readonly (keyof StoreContract)[];

/** Registers one test for each rule every store keeps. Throws CONFIG_INVALID, naming the field, for a contract that is none. */
export function storeContract(runner: TestRunner, contract: StoreContract): void {
  checkContract('storeContract', runner, contract, { fields, rules });
  const { test, expect } = runner;
  if (typeof contract.store !== 'function') throw invalid('store', 'expected a function that makes a store.', 'Write store: () => memoryStore().');
  const make = freshly('store', contract.store);
  const context = contract.context ?? stillContext;
  const rule = (name: StoreRule, run: (store: StoreDriver) => Promise<void>): void => {
    if (contract.skip?.[name] !== undefined) return;
    void test(`a store ${name}`, async () => {
      const store = await make();
      try {
        await run(store);
      } finally {
        await store.close?.();
      }
    });
  };
  const put = (store: StoreDriver, ...writes: Write[]): ReturnType<StoreDriver['commit']> => store.commit(writes, null, context);
  const putAll = (store: StoreDriver, ...names: string[]): ReturnType<StoreDriver['commit']> => put(store, ...names.map((id): Write => ({ id, value: JSON.stringify(id) })));
  const list = async (store: StoreDriver, range: Range): Promise<StoredRecord[]> => {
    const records: StoredRecord[] = [];
    for await (const record of store.scan(range, context)) records.push(record);
    return records;
  };
  const ids = async (store: StoreDriver, range: Range): Promise<string[]> => (await list(store, range)).map(({ id }) => id);

  rule('describes itself', async (store) => {
    expect(misdescribed(store, ['get', 'scan', 'commit', 'lease', 'release', 'erase'])).toEqual([]);
    const { durable, shared, maxWrites } = store.capabilities;
    expect([typeof durable, typeof shared, maxWrites >= 1_000]).toEqual(['boolean', 'boolean', true]);
    // Whatever else is looked at here was written here.
    expect(await ids(store, { prefix: '' })).toEqual([]);
  });

  rule('gives back what was committed, in the order asked, null where there is nothing', async (store) => {
    await put(store, { id: 'a', value: '"שלום"' }, { id: 'b', value: '2' }, { id: 'c', value: '3' });
    const [a, b, c] = [{ id: 'a', version: 1, value: '"שלום"' }, { id: 'b', version: 1, value: '2' }, { id: 'c', version: 1, value: '3' }];
    expect(await store.get(['b', 'x', 'a'], context)).toEqual([b, null, a]);
    expect(await store.get(['c', 'a', 'c', 'b'], context)).toEqual([c, a, c, b]);
    expect(await store.get([], context)).toEqual([]);
    expect(await put(store)).toEqual({ ok: true, versions: [] });
  });

  rule('keeps every text as it is', async (store) => {
    const texts = ['', '😀 שָׁלוֹם é e\u0301 ﬁ', '"quotes" \'and\' \\ % _ \u0000 \u2028', ' blanks ', 'x'.repeat(200_000)];
    const writes = texts.map((text, index): Write => ({ id: `t/${index}`, value: JSON.stringify(text) }));
    await put(store, ...writes);
    const found = await store.get(writes.map(({ id }) => id), context);
    expect(found.map((record) => (record === null ? null : (JSON.parse(record.value) as unknown)))).toEqual(texts);
  });

  rule('hands out copies', async (store) => {
    await putAll(store, 'a');
    for (const given of [await store.get(['a'], context), await list(store, { prefix: 'a' })]) {
      try {
        Object.assign(given[0] ?? {}, { version: 7, value: '"changed"' });
      } catch {
        // What cannot be changed is as good as a copy.
      }
    }
    expect(await store.get(['a'], context)).toEqual([{ id: 'a', version: 1, value: '"a"' }]);
  });

  rule('counts versions with each write', async (store) => {
    await put(store, { id: 'a', value: '1' });
    expect(await put(store, { id: 'a', value: '2', expect: 1 })).toEqual({ ok: true, versions: [2] });
    await put(store, { id: 'a', value: null });
    expect(await put(store, { id: 'a', value: '3', expect: 0 })).toEqual({ ok: true, versions: [1] });
  });

  rule('commits all or nothing, and says what was not as expected', async (store) => {
    await put(store, { id: 'a', value: '1' }, { id: 'c', value: '1' });
    expect(await put(store, { id: 'b', value: '2' }, { id: 'a', value: '3', expect: 0 }, { id: 'c', value: '3', expect: 2 })).toEqual({ ok: false, conflicts: ['a', 'c'] });
    expect(await put(store, { id: 'b', value: '2' }, { id: 'a', value: null, expect: 2 })).toEqual({ ok: false, conflicts: ['a'] });
    expect(await store.get(['a', 'b', 'c'], context)).toEqual([{ id: 'a', version: 1, value: '1' }, null, { id: 'c', version: 1, value: '1' }]);
  });

  rule('scans a prefix in key order, after an id, backwards and up to a limit', async (store) => {
    await putAll(store, 'p/2', 'p/1', 'p/3', 'q/1', 'p');
    expect(await ids(store, { prefix: 'p/' })).toEqual(['p/1', 'p/2', 'p/3']);
    expect(await ids(store, { prefix: 'p/', after: 'p/1' })).toEqual(['p/2', 'p/3']);
    expect(await ids(store, { prefix: 'p/', after: 'a' })).toEqual(['p/1', 'p/2', 'p/3']);
    expect(await ids(store, { prefix: 'p/', after: 'z' })).toEqual([]);
    expect(await ids(store, { prefix: 'p/', limit: 2 })).toEqual(['p/1', 'p/2']);
    expect(await ids(store, { prefix: 'p/', limit: 0 })).toEqual([]);
    expect(await ids(store, { prefix: 'p/', reverse: true, limit: 2 })).toEqual(['p/3', 'p/2']);
    expect(await ids(store, { prefix: 'p/', reverse: true, after: 'p/3' })).toEqual(['p/2', 'p/1']);
    expect(await ids(store, { prefix: 'p/', reverse: true, after: 'z' })).toEqual(['p/3', 'p/2', 'p/1']);
    expect(await ids(store, { prefix: '' })).toEqual(['p', 'p/1', 'p/2', 'p/3', 'q/1']);
  });

  rule('takes a prefix as it is written', async (store) => {
    // By bytes: capitals before small letters, signs where ASCII has them. No letter stands for another, and no sign for several.
    const names = ['k#1', 'k%1', 'k.1', 'k/1', 'kA', 'kB', 'k_1', 'ka', 'kb', 'k~1'];
    await putAll(store, ...[...names].reverse(), 'K_1');
    expect(await ids(store, { prefix: 'k' })).toEqual(names);
    for (const name of ['k_', 'k%', 'k.']) expect(await ids(store, { prefix: name })).toEqual([`${name}1`]);
    expect(await ids(store, { prefix: 'K' })).toEqual(['K_1']);
  });

  rule('scans more than a page', async (store) => {
    const writes = Array.from({ length: 1_234 }, (_, index): Write => ({ id: `p/${String(index).padStart(5, '0')}`, value: '0' }));
    await put(store, ...writes.slice(0, 1_000));
    await put(store, ...writes.slice(1_000));
    expect(await ids(store, { prefix: 'p/' })).toEqual(writes.map(({ id }) => id));
    expect((await ids(store, { prefix: 'p/', reverse: true, limit: 700 })).at(-1)).toEqual('p/00534');
  });

  rule('scans on while what it gave is erased', async (store) => {
    await putAll(store, 'p/1', 'p/2', 'p/3');
    const seen: string[] = [];
    for await (const { id } of store.scan({ prefix: 'p/' }, context)) {
      seen.push(id);
      await store.erase([id], context);
    }
    expect(seen).toEqual(['p/1', 'p/2', 'p/3']);
    expect(await ids(store, { prefix: '' })).toEqual([]);
  });

  rule('fences out a writer without the lease', async (store) => {
    const fence = await leased(store, context);
    expect(await store.lease('brand', 1_000, context)).toEqual(fence);
    expect(await store.commit([{ id: 'a', value: '1' }], { ...fence, token: fence.token + 1 }, context)).toEqual({ ok: false, fenced: true });
    expect(await store.get(['a'], context)).toEqual([null]);
    expect(await store.commit([{ id: 'a', value: '1' }], fence, context)).toEqual({ ok: true, versions: [1] });
    await store.release(fence, context);
    expect(await store.commit([{ id: 'a', value: '2' }], fence, context)).toEqual({ ok: false, fenced: true });
    const next = await leased(store, context);
    expect(next.token > fence.token).toEqual(true);
    // Whoever lets go of what it has lost takes nothing from the one who has it.
    await store.release(fence, context);
    expect(await store.commit([{ id: 'a', value: '3' }], next, context)).toEqual({ ok: true, versions: [2] });
    expect(await store.lease('brand', 1_000, context)).toEqual(next);
  });

  rule('keeps leases apart', async (store) => {
    const fence = await leased(store, context);
    expect(await store.commit([{ id: 'a', value: '1' }], { ...fence, name: 'other' }, context)).toEqual({ ok: false, fenced: true });
    const other = await leased(store, context, 'other');
    await store.release(fence, context);
    expect(await store.commit([{ id: 'a', value: '1' }], other, context)).toEqual({ ok: true, versions: [1] });
    expect(await store.commit([{ id: 'a', value: '2' }], fence, context)).toEqual({ ok: false, fenced: true });
  });

  rule('erases', async (store) => {
    await put(store, { id: 'a', value: '"secret"' }, { id: 'b', value: '"kept"' });
    await store.erase(['a', 'nothing'], context);
    expect(await store.get(['a', 'b'], context)).toEqual([null, { id: 'b', version: 1, value: '"kept"' }]);
    expect(await ids(store, { prefix: '' })).toEqual(['b']);
    expect(await put(store, { id: 'a', value: '1', expect: 0 })).toEqual({ ok: true, versions: [1] });
  });

  rule('refuses work once it is closed', async (store) => {
    await putAll(store, 'a');
    await store.close?.();
    const work: Readonly<Record<string, () => Promise<unknown>>> = {
      get: () => store.get(['a'], context),
      scan: () => list(store, { prefix: '' }),
      commit: () => putAll(store, 'b'),
      lease: () => store.lease('brand', 1_000, context),
      erase: () => store.erase(['a'], context),
    };
    for (const [name, run] of Object.entries(work)) expect([name, await codeOf(run)]).toEqual([name, 'CONFLICT']);
  });
}

/** The code of what it throws, now or later; 'done' where it throws nothing. */
async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return KashuvError.is(error) ? error.code : 'an error that is no KashuvError';
  }
}

async function leased(store: StoreDriver, context: CallContext, name = 'brand'): Promise<Fence> {
  const fence = await store.lease(name, 1_000, context);
  if (fence === null) throw new Error('nobody else holds the lease, and still it was not given');
  return fence;
}

const stillContext: CallContext = {
  signal: new AbortController().signal,
  fetch: () => Promise.reject(new Error('a store has nothing to fetch')),
  now: () => 1_000,
  sleep: () => new Promise(() => undefined),
  log: () => undefined,
};

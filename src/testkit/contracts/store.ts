import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Fence, Range, StoreDriver, StoredRecord, Write } from '../../spec/plugin.ts';
import type { TestRunner } from './source.ts';

export interface StoreContract {
  /** A new, empty store each time it is called. */
  readonly store: () => StoreDriver | Promise<StoreDriver>;
  /** Default: a clock that stands at 1,000 ms. */
  readonly context?: CallContext;
}

/** Registers one test for each rule every store keeps. */
export function storeContract({ test, expect }: TestRunner, contract: StoreContract): void {
  const context = contract.context ?? stillContext;
  const rule = (name: string, run: (store: StoreDriver) => Promise<void>): void => {
    void test(`a store ${name}`, async () => {
      const store = await contract.store();
      try {
        await run(store);
      } finally {
        await store.close?.();
      }
    });
  };
  const put = (store: StoreDriver, ...writes: Write[]): ReturnType<StoreDriver['commit']> => store.commit(writes, null, context);
  const list = async (store: StoreDriver, range: Range): Promise<StoredRecord[]> => {
    const records: StoredRecord[] = [];
    for await (const record of store.scan(range, context)) records.push(record);
    return records;
  };
  const ids = async (store: StoreDriver, range: Range): Promise<string[]> => (await list(store, range)).map(({ id }) => id);

  rule('describes itself', async (store) => {
    expect([store.contract, store.name !== '', store.instance !== '', store.capabilities.maxWrites >= 1_000]).toEqual([1, true, true, true]);
  });

  rule('gives back what was committed, in the order asked, null where there is nothing', async (store) => {
    await put(store, { id: 'a', value: '"שלום"' }, { id: 'b', value: '2' });
    expect(await store.get(['b', 'x', 'a'], context)).toEqual([{ id: 'b', version: 1, value: '2' }, null, { id: 'a', version: 1, value: '"שלום"' }]);
    expect(await store.get([], context)).toEqual([]);
  });

  rule('counts versions with each write', async (store) => {
    await put(store, { id: 'a', value: '1' });
    expect(await put(store, { id: 'a', value: '2', expect: 1 })).toEqual({ ok: true, versions: [2] });
    await put(store, { id: 'a', value: null });
    expect(await put(store, { id: 'a', value: '3', expect: 0 })).toEqual({ ok: true, versions: [1] });
  });

  rule('commits all or nothing, and says what was not as expected', async (store) => {
    await put(store, { id: 'a', value: '1' });
    expect(await put(store, { id: 'b', value: '2' }, { id: 'a', value: '3', expect: 0 })).toEqual({ ok: false, conflicts: ['a'] });
    expect(await store.get(['a', 'b'], context)).toEqual([{ id: 'a', version: 1, value: '1' }, null]);
  });

  rule('scans a prefix in key order, after an id, backwards and up to a limit', async (store) => {
    await put(store, ...['p/2', 'p/1', 'p/3', 'q/1', 'p'].map((id): Write => ({ id, value: id })));
    expect(await ids(store, { prefix: 'p/' })).toEqual(['p/1', 'p/2', 'p/3']);
    expect(await ids(store, { prefix: 'p/', after: 'p/1' })).toEqual(['p/2', 'p/3']);
    expect(await ids(store, { prefix: 'p/', after: 'a' })).toEqual(['p/1', 'p/2', 'p/3']);
    expect(await ids(store, { prefix: 'p/', reverse: true, limit: 2 })).toEqual(['p/3', 'p/2']);
    expect(await ids(store, { prefix: 'p/', reverse: true, after: 'p/3' })).toEqual(['p/2', 'p/1']);
    expect(await ids(store, { prefix: '' })).toEqual(['p', 'p/1', 'p/2', 'p/3', 'q/1']);
  });

  rule('scans more than a page', async (store) => {
    const writes = Array.from({ length: 1_234 }, (_, index): Write => ({ id: `p/${String(index).padStart(5, '0')}`, value: '0' }));
    await put(store, ...writes.slice(0, 1_000));
    await put(store, ...writes.slice(1_000));
    expect(await ids(store, { prefix: 'p/' })).toEqual(writes.map(({ id }) => id));
    expect((await ids(store, { prefix: 'p/', reverse: true, limit: 700 })).at(-1)).toEqual('p/00534');
  });

  rule('fences out a writer without the lease', async (store) => {
    const fence = await leased(store, context);
    expect(await store.lease('brand', 1_000, context)).toEqual(fence);
    expect(await store.commit([{ id: 'a', value: '1' }], { ...fence, token: fence.token + 1 }, context)).toEqual({ ok: false, fenced: true });
    expect(await store.commit([{ id: 'a', value: '1' }], fence, context)).toEqual({ ok: true, versions: [1] });
    await store.release(fence, context);
    expect(await store.commit([{ id: 'a', value: '2' }], fence, context)).toEqual({ ok: false, fenced: true });
    expect((await leased(store, context)).token > fence.token).toEqual(true);
  });

  rule('erases', async (store) => {
    await put(store, { id: 'a', value: '"secret"' }, { id: 'b', value: '"kept"' });
    await store.erase(['a', 'nothing'], context);
    expect(await store.get(['a', 'b'], context)).toEqual([null, { id: 'b', version: 1, value: '"kept"' }]);
    expect(await ids(store, { prefix: '' })).toEqual(['b']);
  });

  rule('refuses work once it is closed', async (store) => {
    await store.close?.();
    let failure: unknown = null;
    try {
      await store.get(['a'], context);
    } catch (error) {
      failure = error;
    }
    expect(KashuvError.is(failure) && failure.code).toEqual('CONFLICT');
  });
}

async function leased(store: StoreDriver, context: CallContext): Promise<Fence> {
  const fence = await store.lease('brand', 1_000, context);
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

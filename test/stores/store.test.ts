import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import type { CallContext, StoreDriver, StoredRecord } from '../../src/spec/index.ts';
import { storeContract } from '../../src/testkit/contracts/index.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.db`);

const context = { now: () => 1_000 } as CallContext;

async function list(store: StoreDriver, range: Parameters<StoreDriver['scan']>[0]): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const record of store.scan(range, context)) records.push(record);
  return records;
}

describe.each([
  ['memory', (): StoreDriver => memoryStore()],
  ['sqlite', (): StoreDriver => sqliteStore(newFile())],
])('the %s store', (_, create) => {
  storeContract({ test: it, expect }, { store: create });

  it('agrees with a plain map, whatever is written (property)', async () => {
    const id = fc.constantFrom('a/1', 'a/2', 'b/1', 'b', 'c');
    const write = fc.record({ id, value: fc.option(fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)), { nil: null }) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uniqueArray(write, { selector: (one) => one.id, maxLength: 4 }), { maxLength: 8 }), async (commits) => {
        const store = create();
        const model = new Map<string, string>();
        for (const writes of commits) {
          await store.commit(writes, null, context);
          for (const one of writes) if (one.value === null) model.delete(one.id);
            else model.set(one.id, one.value);
        }
        for (const prefix of ['a/', 'b', '']) {
          const expected = [...model].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
          expect((await list(store, { prefix })).map((record) => [record.id, record.value])).toEqual(expected);
        }
        await store.close?.();
      }),
      { numRuns: 40 },
    );
  });
});

describe('the sqlite store', () => {
  it('keeps everything over a restart', async () => {
    const file = newFile();
    const first = sqliteStore(file);
    await first.commit([{ id: 'a', value: '"שלום"' }], null, context);
    await first.close?.();
    const second = sqliteStore(file);
    expect(await second.get(['a'], context)).toEqual([{ id: 'a', version: 1, value: '"שלום"' }]);
    await second.close?.();
  });

  it('lets one process write a file at a time, and says so', async () => {
    const file = newFile();
    const store = sqliteStore(file);
    expect(() => sqliteStore(file)).toThrow(expect.objectContaining({ code: 'CONFLICT', field: file }));
    await store.close?.();
    await sqliteStore(file).close?.();
  });

  it('runs in write-ahead mode and brings an older file up to date', async () => {
    const file = newFile();
    const old = new DatabaseSync(file);
    old.exec('CREATE TABLE records (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID, STRICT');
    old.exec("INSERT INTO records VALUES ('a', 7, '1'); PRAGMA user_version = 1");
    old.close();
    const store = sqliteStore(file);
    expect(await store.get(['a'], context)).toEqual([{ id: 'a', version: 7, value: '1' }]);
    expect(await store.lease('x', 1_000, context)).toEqual({ name: 'x', token: 1 });
    await store.close?.();
    const look = new DatabaseSync(file);
    expect(look.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(look.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
    look.close();
  });

  it('refuses a file of a newer schema, and one that is no database, naming the file', () => {
    const newer = newFile();
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => sqliteStore(newer)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: newer }));
    expect(() => sqliteStore(join(folder, 'no', 'such', 'folder.db'))).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => sqliteStore('')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'path' }));
  });
});

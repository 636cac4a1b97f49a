import { DatabaseSync } from 'node:sqlite';

import { KashuvError } from '../spec/errors.ts';
import type { CommitResult, Range, StoreDriver, StoredRecord, Write } from '../spec/plugin.ts';

export interface SqliteStoreOptions {
  /** Default: the path. */
  instance?: string;
  /**
   * `full` survives a power cut with every commit; `normal` survives a killed process with every commit, and may lose the last ones in a
   * power cut (never consistency). Default `normal`.
   */
  synchronous?: 'full' | 'normal';
}

/** Each step brings a file one version further; a file's version is its `user_version`. Never edit a step that was released. */
const migrations: readonly string[] = [
  `CREATE TABLE records (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID, STRICT`,
  `CREATE TABLE leases (name TEXT PRIMARY KEY NOT NULL, token INTEGER NOT NULL, until REAL NOT NULL, held INTEGER NOT NULL) WITHOUT ROWID, STRICT`,
];

/**
 * Keeps everything in one SQLite file (node:sqlite, WAL). One process at a time: a second one gets CONFLICT when it opens the file.
 * `path` ':memory:' keeps nothing.
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): StoreDriver {
  if (typeof path !== 'string' || path === '') {
    throw new KashuvError('CONFIG_INVALID', 'expected the path of a file.', { field: 'path', fix: "Write sqliteStore('kashuv.db')." });
  }
  const database = open(path, options);
  const statements = {
    get: database.prepare('SELECT version, value FROM records WHERE id = ?'),
    version: database.prepare('SELECT version FROM records WHERE id = ?'),
    put: database.prepare('INSERT INTO records (id, version, value) VALUES (?, 1, ?) ON CONFLICT (id) DO UPDATE SET version = version + 1, value = excluded.value RETURNING version'),
    remove: database.prepare('DELETE FROM records WHERE id = ?'),
    scan: database.prepare('SELECT id, version, value FROM records WHERE id > ? AND id < ? ORDER BY id LIMIT ?'),
    scanFrom: database.prepare('SELECT id, version, value FROM records WHERE id >= ? AND id < ? ORDER BY id LIMIT ?'),
    scanBack: database.prepare('SELECT id, version, value FROM records WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?'),
    lease: database.prepare('SELECT token, until, held FROM leases WHERE name = ?'),
    putLease: database.prepare('INSERT INTO leases (name, token, until, held) VALUES (?, ?, ?, 1) ON CONFLICT (name) DO UPDATE SET token = excluded.token, until = excluded.until, held = 1'),
    freeLease: database.prepare('UPDATE leases SET held = 0 WHERE name = ? AND token = ?'),
  };
  const mine = new Map<string, number>();
  let closed = false;

  const use = <T>(work: () => T): Promise<T> => {
    if (closed) return Promise.reject(new KashuvError('CONFLICT', 'the store is closed.', { fix: 'Create a new store for a new monitor.' }));
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(asKashuvError(error, path));
    }
  };
  const inTransaction = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    contract: 1,
    name: 'sqlite',
    instance: options.instance ?? path,
    capabilities: { durable: path !== ':memory:', shared: false, maxWrites: 100_000 },

    get: (ids) =>
      use(() =>
        ids.map((id): StoredRecord | null => {
          const row = statements.get.get(id) as { version: number; value: string } | undefined;
          return row === undefined ? null : { id, version: row.version, value: row.value };
        }),
      ),

    async *scan(range: Range) {
      const { prefix, after, limit = Infinity, reverse = false } = range;
      let edge = after;
      let left = limit;
      const end = `${prefix}\u{10FFFF}`;
      while (left > 0) {
        const page = Math.min(left, 500);
        const rows = (await use(() =>
          reverse
            ? statements.scanBack.all(prefix, edge === undefined || edge > end ? end : edge, page)
            : edge !== undefined && edge >= prefix
              ? statements.scan.all(edge, end, page)
              : statements.scanFrom.all(prefix, end, page),
        )) as unknown as StoredRecord[];
        for (const row of rows) yield { id: row.id, version: row.version, value: row.value };
        left -= rows.length;
        const last = rows.at(-1);
        if (last === undefined || rows.length < page) return;
        edge = last.id;
      }
    },

    commit: (writes: readonly Write[], fence) =>
      use((): CommitResult =>
        inTransaction((): CommitResult => {
          if (fence !== null) {
            const lease = statements.lease.get(fence.name) as { token: number; held: number } | undefined;
            if (lease?.token !== fence.token || lease.held === 0) return { ok: false, fenced: true };
          }
          const conflicts: string[] = [];
          for (const write of writes) {
            if (write.expect === undefined) continue;
            const row = statements.version.get(write.id) as { version: number } | undefined;
            if ((row?.version ?? 0) !== write.expect) conflicts.push(write.id);
          }
          if (conflicts.length > 0) return { ok: false, conflicts };
          const versions = writes.map((write) => {
            if (write.value === null) {
              statements.remove.run(write.id);
              return 0;
            }
            return (statements.put.get(write.id, write.value) as { version: number }).version;
          });
          return { ok: true, versions };
        }),
      ),

    lease: (name, ttlMs, context) =>
      use(() =>
        inTransaction(() => {
          const row = statements.lease.get(name) as { token: number; until: number; held: number } | undefined;
          // The file is opened by one process at a time, so that a lease of another token was left behind by one that died.
          const renewed = row !== undefined && mine.get(name) === row.token;
          const token = renewed ? row.token : (row?.token ?? 0) + 1;
          mine.set(name, token);
          statements.putLease.run(name, token, context.now() + ttlMs);
          return { name, token };
        }),
      ),

    release: (fence) =>
      use(() => {
        statements.freeLease.run(fence.name, fence.token);
        // A lease that was lost before is let go of for nothing: what is held now stays mine.
        if (mine.get(fence.name) === fence.token) mine.delete(fence.name);
      }),

    erase: (ids) =>
      use(() => {
        inTransaction(() => {
          for (const id of ids) statements.remove.run(id);
        });
        // secure_delete overwrites the pages; the log must not keep the old ones either.
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      }),

    close() {
      if (!closed) {
        closed = true;
        database.close();
      }
      return Promise.resolve();
    },
  };
}

function open(path: string, options: SqliteStoreOptions): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON');
    database.exec(`PRAGMA synchronous = ${options.synchronous === 'full' ? 'FULL' : 'NORMAL'}`);
    // Takes the file's lock now rather than at the first write.
    database.exec('BEGIN IMMEDIATE; COMMIT');
    migrate(database, path);
    return database;
  } catch (error) {
    if (database?.isOpen === true) database.close();
    throw asKashuvError(error, path);
  }
}

function migrate(database: DatabaseSync, path: string): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > migrations.length) {
    throw new KashuvError('CONFIG_INVALID', `the file has schema version ${version}, this kashuv knows ${migrations.length}.`, {
      field: path,
      fix: 'Use the version of kashuv that wrote it, or a newer one.',
    });
  }
  migrations.slice(version).forEach((step, index) => {
    database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${version + index + 1}; COMMIT`);
  });
}

function asKashuvError(error: unknown, path: string): KashuvError {
  if (KashuvError.is(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { errcode?: number }).errcode ?? 0;
  const primary = code & 0xff;
  if (primary === 5 || primary === 6) {
    return new KashuvError('CONFLICT', 'the file is open, in this process or another.', { field: path, fix: 'Close that store first, by close(): one monitor writes a file at a time.', cause: error });
  }
  if (primary === 26 || primary === 11) {
    return new KashuvError('CONFIG_INVALID', `not a usable SQLite file (${message}).`, { field: path, fix: 'Name another file, or restore it from a copy.', cause: error });
  }
  if (primary === 14) {
    return new KashuvError('CONFIG_INVALID', 'the file cannot be opened.', { field: path, fix: 'Create its folder and check the rights.', cause: error });
  }
  return new KashuvError('UNAVAILABLE', `SQLite: ${message}`, { field: path, cause: error });
}

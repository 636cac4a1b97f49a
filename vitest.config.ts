import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { findEntries, root } from './scripts/entries.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    // Against hanging alone: a slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores; each worker is a process of its own, so that SQLite, signals and memory behave as in production.
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
  },
  resolve: {
    // Tests that name the package by its own name meet the sources; the built files have check:consumers.
    alias: findEntries().map(({ subpath, source }) => ({
      find: new RegExp(`^kashuv${subpath.slice(1)}$`),
      replacement: join(root, source),
    })),
  },
});

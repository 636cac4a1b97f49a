import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from './vitest.config.ts';

/** What `npm run mutation` runs for each mutant: the tests of the rooms it mutates, with few cases of each property. */
export default mergeConfig(
  ordinary,
  defineConfig({ test: { env: { KASHUV_RUNS: '300', KASHUV_SEED: '1' }, include: ['test/policy/**/*.test.ts', 'test/reply/**/*.test.ts'] } }),
);

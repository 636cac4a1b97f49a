import { defineConfig } from 'vitest/config';
import ordinary from './vitest.config.ts';

/** What `npm run mutation` runs for each mutant: the tests of the rooms it mutates, in one process, with few cases of each property, always the same ones. */
export default defineConfig({
  ...ordinary,
  test: { ...ordinary.test, include: ['test/mutation/{policy,reply}.ts'], env: { KASHUV_RUNS: '50', KASHUV_SEED: '1' } },
});

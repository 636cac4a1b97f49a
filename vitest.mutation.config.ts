import { defineConfig } from 'vitest/config';
import ordinary from './vitest.config.ts';

/** What `npm run mutation` runs for each mutant: the tests of the rooms it mutates, with few cases of each property, always the same ones. */
export default defineConfig({
  ...ordinary,
  test: { ...ordinary.test, include: ['test/policy/**/*.test.ts', 'test/reply/**/*.test.ts'], env: { KASHUV_RUNS: '300', KASHUV_SEED: '1' } },
});

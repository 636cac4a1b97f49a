import * as fc from 'fast-check';
import { test } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** How many cases a property tried. */
    cases?: number;
  }
}

/** Cases that all invariants try together in the ordinary run; KASHUV_RUNS asks for more or fewer of each in proportion. */
const ORDINARY_CASES = 10_000;

type Arbitraries<T extends unknown[]> = { [K in keyof T]: fc.Arbitrary<T[K]> };

/**
 * A test that holds for whatever is generated. `cases` is its share of `ORDINARY_CASES`; how many were tried stands in the meta of the test,
 * where `npm run invariants` counts them.
 */
export function invariant<T extends [unknown, ...unknown[]]>(name: string, cases: number, arbitraries: Arbitraries<T>, holds: (...generated: T) => void | Promise<void>): void {
  const { KASHUV_RUNS: runs } = process.env;
  const numRuns = Math.ceil((cases * Number(runs ?? ORDINARY_CASES)) / ORDINARY_CASES);
  const longMs = Math.max(60_000, numRuns * 1_000);
  test(name, { timeout: longMs }, async ({ task }) => {
    let tried = 0;
    const all = fc.tuple(...(arbitraries as unknown as fc.Arbitrary<unknown>[])) as unknown as fc.Arbitrary<T>;
    const options = { numRuns };
    const count = (generated: T): void | Promise<void> => {
      tried += 1;
      return holds(...generated);
    };
    // Awaiting what does not wait would make most of these twice as slow.
    if (holds.constructor.name === 'AsyncFunction') await fc.assert(fc.asyncProperty(all, async (generated) => count(generated)), options);
    else fc.assert(fc.property(all, (generated) => void count(generated)), options);
    task.meta.cases = tried;
  });
}

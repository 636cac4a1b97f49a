/**
 * Tries the invariants of the policy (rules.md §5.4 and what plans promise) on many generated cases: `npm run invariants`, a hundred thousand by default, or as many as
 * KASHUV_RUNS says. Prints how many each property tried; ends with 1 where one does not hold or fewer were tried than asked for. KASHUV_SEED takes other cases (test/support/seed.ts).
 */
import { startVitest } from 'vitest/node';

const wanted = Number(process.env['KASHUV_RUNS'] ?? 100_000);
const files = ['test/policy/invariants.test.ts', 'test/policy/trace.test.ts', 'test/runtime/invariants.test.ts'];

const vitest = await startVitest('test', files, { watch: false, reporters: [['default', { summary: false }]], env: { KASHUV_RUNS: String(wanted) } });
const rows: [number, string][] = [];
let failed = 0;
for (const module of vitest.state.getTestModules()) {
  for (const test of module.children.allTests()) {
    const { cases } = test.meta();
    if (cases !== undefined) rows.push([cases, test.fullName]);
    else if (test.result().state === 'failed') rows.push([0, `${test.fullName} (does not hold)`]);
    if (test.result().state !== 'passed') failed += 1;
  }
  if (module.state() !== 'passed') failed += 1;
}
await vitest.close();

const tried = rows.reduce((sum, [cases]) => sum + cases, 0);
for (const [cases, name] of rows) console.log(`${String(cases).padStart(8)}  ${name}`);
console.log(`${String(tried).padStart(8)}  cases of ${rows.length} invariants`);
if (tried < wanted) console.error(`fewer than the ${wanted} asked for`);
process.exitCode = failed > 0 || tried < wanted ? 1 : 0;

/**
 * One environment for mutants: loads the tests of the rooms, and runs those that it is told to with one mutant switched on. A worker thread of
 * scripts/mutation/runner.ts.
 */
import { globSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { configureGlobal } from 'fast-check';
import { listed, type Listed } from './vitest.ts';

export interface Order {
  /** The mutant to switch on. */
  readonly mutant?: string;
  /** Tell which test passes which mutant. */
  readonly measure?: boolean;
  /** How often a mutant may be passed before it counts as an endless loop. */
  readonly hitLimit?: number;
  /** Ids of tests; all without it. */
  readonly tests?: readonly string[];
  /** Ids of those to run before the others. */
  readonly first?: readonly string[];
  /** Stop at the first failure. */
  readonly bail: boolean;
}

export interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly ms: number;
  readonly failure?: string;
}

/** How often each mutant was passed: while modules loaded, and by test. */
export interface Coverage {
  readonly static: Readonly<Record<string, number>>;
  readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Answer {
  readonly outcomes: readonly Outcome[];
  readonly coverage: Coverage | undefined;
  readonly hits: number;
}

/** What code instrumented by Stryker reads and writes. */
interface Instruments {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: Coverage;
}

export interface Environment {
  /** The folder whose tests are run. */
  readonly root: string;
  /** Ids of tests in the order to run them in; those that are not named come last. */
  readonly order: readonly string[];
  /** A mutant to switch on before anything is loaded. */
  readonly mutant?: string;
}

enableCompileCache();
const { root, order, mutant } = workerData as Environment;
const instruments: Instruments = ((globalThis as { __stryker__?: Instruments }).__stryker__ ??= {});
if (mutant !== undefined) instruments.activeMutant = mutant;

const standIn = new URL('vitest.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'vitest' && context.parentURL !== standIn ? { url: standIn, shortCircuit: true } : next(specifier, context)),
});
// The same cases for every mutant, few of them, and the first that fails is enough.
configureGlobal({ seed: 1, endOnFailure: true });
process.env['KASHUV_RUNS'] = '50';
for (const file of globSync('test/{policy,reply}/**/*.test.ts', { cwd: root }).sort()) await import(pathToFileURL(join(root, file)).href);

const byId = new Map(listed.map((one) => [one.id, one]));
const inOrder = (ids: readonly string[], rest: readonly Listed[]): Listed[] => [...new Set([...ids.flatMap((id) => byId.get(id) ?? []), ...rest])];
const all = inOrder(order, listed);

async function outcomeOf({ id, name, prepare, run }: Listed, measure: boolean): Promise<Outcome> {
  const start = performance.now();
  try {
    await prepare();
    if (measure) instruments.currentTestId = id;
    await run();
    return { id, name, ms: performance.now() - start };
  } catch (error) {
    return { id, name, ms: performance.now() - start, failure: error instanceof Error ? error.message : String(error) };
  } finally {
    delete instruments.currentTestId;
  }
}

async function answerTo({ mutant: active, measure = false, hitLimit, tests, first = [], bail }: Order): Promise<Answer> {
  delete instruments.activeMutant;
  if (active !== undefined) instruments.activeMutant = active;
  instruments.hitCount = 0;
  instruments.hitLimit = hitLimit ?? Number.POSITIVE_INFINITY;
  const wanted = tests && new Set(tests);
  const outcomes: Outcome[] = [];
  for (const one of inOrder(first, all)) {
    if (wanted && !wanted.has(one.id)) continue;
    const outcome = await outcomeOf(one, measure);
    outcomes.push(outcome);
    if (bail && outcome.failure !== undefined) break;
  }
  return { outcomes, coverage: measure ? instruments.mutantCoverage : undefined, hits: instruments.hitCount };
}

parentPort?.on('message', (order: Order) => void answerTo(order).then((answer) => parentPort?.postMessage(answer)));
parentPort?.postMessage('ready');

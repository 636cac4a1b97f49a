/**
 * A test runner for Stryker that keeps the tests of `src/policy` and `src/reply` loaded and runs them once a mutant, which takes milliseconds where loading
 * them takes seconds. What an earlier mutant left in a cache must not decide about a later one:
 *
 * - a mutant is killed only where the test that failed passes without it in the same environment; otherwise the environment is spoiled, and a new one
 *   decides;
 * - what also runs while modules load is tried in a new environment where the mutant is switched on before anything is loaded.
 *
 * A mutant that only a cache hides, or that only one of the few long tests would find, counts as a survivor: the score can only be too low. Tests that killed the last mutants of a file come first, then the
 * quickest.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { DryRunOptions, DryRunResult, MutantRunOptions, MutantRunResult, TestRunner, TestRunnerCapabilities } from '@stryker-mutator/api/test-runner';
import type { Answer, Environment, Order, Outcome } from './room.ts';

/** A worker thread of room.ts. */
class Room {
  readonly #worker: Worker;
  /** Why it cannot answer, where it cannot. */
  readonly #broken: Promise<never>;
  readonly #ready: Promise<unknown>;

  constructor(environment: Environment) {
    this.#worker = new Worker(new URL('room.ts', import.meta.url), { workerData: environment });
    this.#broken = new Promise((_resolve, reject) => this.#worker.once('error', reject));
    this.#broken.catch(() => undefined);
    this.#ready = this.#next();
    this.#ready.catch(() => undefined);
  }

  async run(order: Order): Promise<Answer> {
    await this.#ready;
    const answer = this.#next();
    this.#worker.postMessage(order);
    return (await answer) as Answer;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #next(): Promise<unknown> {
    return Promise.race([new Promise((resolve) => this.#worker.once('message', resolve)), this.#broken]);
  }
}

const MOST_REMEMBERED = 60;
/** Some tests take as long as all others together; they are left out. */
const LONG_MS = 400;
/** What the first run tells the others. */
interface Measured {
  /** Ids of all tests, the quickest first. */
  readonly tests: readonly string[];
  /** Places in that list of the tests that pass a mutant, by mutant. */
  readonly passedBy: Readonly<Record<string, readonly number[]>>;
}
const MEASURED = 'measured.json';

const failed = ({ outcomes }: Answer): Outcome | undefined => outcomes.find(({ failure }) => failure !== undefined);

class RoomRunner implements TestRunner {
  #room: Room | undefined;
  /** By file: the tests that killed mutants of it, the last one first. */
  readonly #killers = new Map<string, string[]>();
  #told: Measured | undefined;

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const { outcomes, coverage } = await this.#open().run({ measure: true, bail: !disableBail });
    const tests = outcomes.map(({ id, name, ms, failure }) => ({ id, name, timeSpentMs: ms, ...(failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure }) }));
    const quickest = outcomes.filter(({ ms }) => ms < LONG_MS).sort((one, other) => one.ms - other.ms).map(({ id }) => id);
    const passedBy: Record<string, number[]> = {};
    for (const [place, test] of quickest.entries()) for (const mutant of Object.keys(coverage?.perTest[test] ?? {})) (passedBy[mutant] ??= []).push(place);
    writeFileSync(MEASURED, JSON.stringify({ tests: quickest, passedBy } satisfies Measured));
    return { status: 'complete', tests, mutantCoverage: coverage } as DryRunResult;
  }

  async mutantRun({ activeMutant: { id, fileName }, mutantActivation, testFilter, hitLimit, disableBail }: MutantRunOptions): Promise<MutantRunResult> {
    const atLoad = mutantActivation === 'static';
    const { tests, passedBy } = this.#measured;
    const order = { mutant: id, first: this.#killers.get(fileName) ?? [], bail: !disableBail, ...(hitLimit === undefined ? {} : { hitLimit }) };
    const quick = await this.#open().run({ ...order, tests: (passedBy[id] ?? []).map((place) => tests[place] as string) });
    const fault = failed(quick);
    const survived = fault === undefined;
    if (survived ? !atLoad : !failed(await this.#open().run({ tests: [fault.id], bail: true }))) return this.#resultOf(quick, fileName, hitLimit);
    if (!survived) await this.dispose();
    const room = this.#enter(atLoad ? id : undefined);
    try {
      return this.#resultOf(await room.run(testFilter ? { ...order, tests: testFilter } : order), fileName, hitLimit);
    } catch (error) {
      return { status: 'error', errorMessage: String(error) } as MutantRunResult;
    } finally {
      await room.close();
    }
  }

  async dispose(): Promise<void> {
    await this.#room?.close();
    this.#room = undefined;
  }

  get #measured(): Measured {
    return (this.#told ??= JSON.parse(readFileSync(MEASURED, 'utf8')) as Measured);
  }

  #open(): Room {
    return (this.#room ??= this.#enter());
  }

  /** A new environment. */
  #enter(mutant?: string): Room {
    return new Room({ root: process.cwd(), order: existsSync(MEASURED) ? this.#measured.tests : [], ...(mutant === undefined ? {} : { mutant }) });
  }

  #resultOf(answer: Answer, fileName: string, hitLimit: number | undefined): MutantRunResult {
    const nrOfTests = answer.outcomes.length;
    const fault = failed(answer);
    if (hitLimit !== undefined && answer.hits > hitLimit) return { status: 'timeout', reason: `passed ${String(answer.hits)} times` } as MutantRunResult;
    if (!fault) return { status: 'survived', nrOfTests } as MutantRunResult;
    this.#killers.set(fileName, [fault.id, ...(this.#killers.get(fileName) ?? []).filter((killer) => killer !== fault.id)].slice(0, MOST_REMEMBERED));
    return { status: 'killed', killedBy: [fault.id], failureMessage: fault.failure, nrOfTests } as MutantRunResult;
  }
}

const makeRunner = (): TestRunner => new RoomRunner();
makeRunner.inject = [] as const;
export const strykerPlugins = [{ kind: 'TestRunner', name: 'rooms', factory: makeRunner }];

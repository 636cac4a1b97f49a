/**
 * A test runner for Stryker that keeps the tests of `src/policy` and `src/reply` loaded and runs them once a mutant, which takes milliseconds where loading
 * them takes seconds. What an earlier mutant left in a cache must not decide about a later one:
 *
 * - a mutant is killed only where the test that failed passes without it in the same environment; otherwise the environment is spoiled, and a new one
 *   decides;
 * - a mutant that survives is tried once more in a new environment, which it is switched on in before anything is loaded, where Stryker asks for that.
 *
 * Tests that killed the last mutants of a file come first for the next one.
 */
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

const failed = ({ outcomes }: Answer): Outcome | undefined => outcomes.find(({ failure }) => failure !== undefined);

class RoomRunner implements TestRunner {
  #room: Room | undefined;
  /** By file: the tests that killed mutants of it, the last one first. */
  readonly #killers = new Map<string, string[]>();

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async dryRun({ disableBail }: DryRunOptions): Promise<DryRunResult> {
    const { outcomes, coverage } = await this.#open().run({ bail: !disableBail });
    const tests = outcomes.map(({ id, name, ms, failure }) => ({ id, name, timeSpentMs: ms, ...(failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure }) }));
    return { status: 'complete', tests, mutantCoverage: coverage } as DryRunResult;
  }

  async mutantRun({ activeMutant: { id, fileName }, mutantActivation, testFilter, hitLimit, disableBail }: MutantRunOptions): Promise<MutantRunResult> {
    const atLoad = mutantActivation === 'static';
    const killers = this.#killers.get(fileName) ?? [];
    const order: Order = { mutant: id, first: killers, bail: !disableBail, ...(hitLimit === undefined ? {} : { hitLimit }), ...(testFilter ? { tests: testFilter } : {}) };
    const quick = await this.#open().run(atLoad ? { ...order, tests: killers } : order);
    const fault = failed(quick);
    if (fault) {
      if (!failed(await this.#open().run({ tests: [fault.id], bail: true }))) return this.#resultOf(quick, fileName, hitLimit);
      await this.dispose();
    }
    const room = new Room({ root: process.cwd(), ...(atLoad ? { mutant: id } : {}) });
    try {
      return this.#resultOf(await room.run(order), fileName, hitLimit);
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

  #open(): Room {
    return (this.#room ??= new Room({ root: process.cwd() }));
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

import { virtualClock, type Clock, type ClockTask, type Monitor } from '../../core.ts';
import type { BrandInput } from '../../spec/brand.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { Publisher, Source } from '../../spec/plugin.ts';
import { ledgerDigest, readLedger } from './ledger.ts';
import { momentOf } from './moments.ts';
import { rememberingPublisher } from './publisher.ts';
import { checkScenario, fieldIn } from './read-scenario.ts';
import type { CheckpointReport, ScenarioReport } from './report.ts';
import type { ScenarioInput } from './scenario-schema.ts';
import { Scene, SOURCE } from './scene.ts';
import { scriptedSource } from './scripted-source.ts';
import { takeStep } from './take-step.ts';
import { timetableOf } from './timetable.ts';

/** What the monitor of a scenario must be made with. Everything else is the host's choice: policy, languages, classifiers, store. */
export interface ScenarioMonitorOptions {
  brands: BrandInput[];
  sources: Source[];
  publishers: Publisher[];
  clock: Clock;
  random: () => number;
}

export interface RunScenarioOptions {
  /** `createMonitor` of `kashuv`, or one that adds options of your own: `(options) => createMonitor({ ...options, policy })`. */
  createMonitor: (options: ScenarioMonitorOptions) => Monitor;
  /** Named in errors. */
  file?: string;
}

/**
 * Replays a scenario in virtual time and says, checkpoint by checkpoint, what holds. The same scenario with the same monitor gives the
 * same ledger. Throws INPUT_INVALID, naming the field, where the scenario is not one or its brand is none: `brand.query`; CONFIG_INVALID
 * where `createMonitor` makes no monitor, or one that does not keep to the scenario's clock.
 */
export async function runScenario(written: ScenarioInput, options: RunScenarioOptions): Promise<ScenarioReport> {
  if (typeof options?.createMonitor !== 'function') throw new KashuvError('CONFIG_INVALID', 'expected a function.', { field: 'createMonitor', fix: 'Pass { createMonitor } from kashuv.' });
  const { createMonitor, file } = options;
  const scenario = checkScenario(written, file === undefined ? {} : { file });
  const timetable = timetableOf(scenario);
  const clock = virtualClock({ start: timetable.begin });
  const monitor = monitorBy(createMonitor, file, {
    brands: [scenario.brand],
    sources: [scriptedSource(timetable.script, { instance: SOURCE, afterwards: 'wait' })],
    publishers: [rememberingPublisher()],
    clock,
    random: seeded(20_090_412),
  });
  const scene = new Scene(monitor, scenario, timetable);
  const checkpoints: CheckpointReport[] = [];
  // The clock knows of this work, and virtual time stands still while it is done.
  const host = clock.task();
  const over = new AbortController();
  const running = monitor.run({ signal: over.signal });
  try {
    for (const act of timetable.acts) {
      await reach(act.at, clock, host, monitor);
      const outcome = await takeStep(act, scene);
      await monitor.idle();
      if (outcome !== null) checkpoints.push({ ...outcome, step: act.index, at: act.at, moment: momentOf(act.at, timetable.zero), holds: outcome.failures.length === 0 });
    }
  } finally {
    over.abort();
    // First this work ends: what the monitor still waits for would never come while virtual time stands still.
    host.end();
    await running;
  }
  const elsewhen = (await readLedger(monitor)).find(({ at }) => at < timetable.begin || at > clock.now());
  if (elsewhen !== undefined) throw new KashuvError('CONFIG_INVALID', 'the monitor keeps another time than the scenario.', { field: 'createMonitor', fix: 'Pass on what it is given, the clock too: (options) => createMonitor({ ...options, policy }).' });
  const ledger = await ledgerDigest(monitor);
  return { scenario: scenario.name, title: scenario.title, source: scenario.source, holds: checkpoints.every(({ holds }) => holds), checkpoints, ledger };
}

/** The scenario's brand is the only one, so what is wrong with it is wrong with the file. */
function monitorBy(createMonitor: RunScenarioOptions['createMonitor'], file: string | undefined, options: ScenarioMonitorOptions): Monitor {
  let monitor: Monitor;
  try {
    monitor = createMonitor(options);
  } catch (error) {
    if (!KashuvError.is(error) || error.field?.startsWith('brands[0]') !== true) throw error;
    const field = fieldIn(file, [error.field.replace('brands[0]', 'brand')]);
    throw new KashuvError('INPUT_INVALID', error.message.replace(`${error.field}: `, ''), { field, cause: error });
  }
  if (typeof (monitor as Partial<Monitor> | null)?.run !== 'function') throw new KashuvError('CONFIG_INVALID', 'made no monitor.', { field: 'createMonitor', fix: 'Return what createMonitor of kashuv returns.' });
  return monitor;
}

/** Sleeps until `at`, and until what was said by then is understood. */
async function reach(at: number, clock: Clock, host: ClockTask, monitor: Monitor): Promise<void> {
  if (at > clock.now()) await host.sleep(at - clock.now());
  await monitor.idle();
}

/** mulberry32: the same in every run, and so the same ledger. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

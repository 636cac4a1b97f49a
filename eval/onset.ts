import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import { KashuvError } from '../src/spec/errors.ts';
import { seriesSettings } from '../src/surge/series/index.ts';
import { runCommand } from './run-command.ts';
import { readWindows, scaled, syntheticCalm, type CalmSeries } from './surge/calm.ts';
import { percentile, runCalm, type CalmFigures, type Delay } from './surge/delays.ts';
import { csvFilesBelow, readSeries } from './surge/files.ts';
import { readOnsets } from './surge/onsets.ts';

const USAGE = 'node eval/onset.ts --data DIR [--labels windows.json] [--onsets DIR] [--epsilon 0.4] [--alarms-per-day 0.04] [--seed 1]';
/** Height of an onset as a multiple of the calm series' 99th percentile. */
const SCALES = [0.5, 1, 2, 5, 10, 30, 100];
/** Volumes the recorded series are taken at. */
const VOLUMES = [0.1, 1, 10];
const MEANS = [0.1, 1, 10, 100, 1000];
const DISPERSIONS = [0, 0.1, 0.3];
const WEEKS = 8;
const WITHIN_MINUTES = 10;

/**
 * How often calm series raise a false alarm, and how soon recorded onsets laid over them are seen, as JSON. Calm are the series of `--data` outside of the
 * windows of `--labels`, at a tenth, once and ten times their volume, and synthetic counts of chance with days and weeks.
 */
function main(args: readonly string[]): void {
  const { data, labels, onsets: folder, settings, seed } = optionsOf(args);
  const windows = labels === undefined ? new Map<string, [number, number][]>() : readWindows(labels, USAGE);
  const onsets = folder === undefined ? [] : readOnsets(folder, USAGE);
  const recorded = csvFilesBelow(data, '--data', USAGE).flatMap((name, index) => {
    const rows = readSeries(data, name);
    return VOLUMES.map((volume): CalmSeries => ({ name: `${name} × ${volume}`, rows: scaled(rows, volume, seed * 100 + index), eventful: windows.get(basename(name)) ?? [] }));
  });
  const synthetic = MEANS.flatMap((mean, index) => DISPERSIONS.map((dispersion) => syntheticCalm(mean, dispersion, WEEKS, seed * 1000 + index)));
  const run = (series: readonly CalmSeries[]) => series.map((one, index) => runCalm(one, onsets, SCALES, settings, seed * 10_000 + index));
  const figures = { recorded: run(recorded), synthetic: run(synthetic) };
  const delays = [...figures.recorded, ...figures.synthetic].flatMap((one) => one.delays);
  process.stdout.write(`${JSON.stringify({
    leastRise: settings.leastRise,
    alarmsPerDay: settings.alarmsPerDay,
    falseAlarms: { recorded: falseAlarms(figures.recorded), synthetic: falseAlarms(figures.synthetic), bySeries: [...figures.recorded, ...figures.synthetic].map((one) => ({ name: one.name, ...falseAlarms([one]) })) },
    onsets: { ...summary(delays), byScale: grouped(delays, ({ scale }) => `${scale}`), byEvent: grouped(delays.filter(({ scale }) => scale >= 2), ({ event }) => event) },
  })}\n`);
}

function falseAlarms(figures: readonly CalmFigures[]) {
  const sum = (of: (one: CalmFigures) => number) => figures.reduce((total, one) => total + of(one), 0);
  const [days, alarms] = [sum((one) => one.days), sum((one) => one.alarms)];
  return { days: Math.round(days), alarms, perWeek: rounded((alarms / days) * 7), perMonth: rounded((alarms / days) * 30), earlyDays: Math.round(sum((one) => one.earlyDays)), earlyAlarms: sum((one) => one.earlyAlarms) };
}

function summary(delays: readonly Delay[]) {
  const share = (of: (delay: Delay) => number | null) => (delays.length === 0 ? null : rounded(delays.filter((delay) => (of(delay) ?? Infinity) <= WITHIN_MINUTES).length / delays.length));
  const median = (of: (delay: Delay) => number | null) => {
    const value = percentile(delays.map((delay) => of(delay) ?? Infinity), 0.5);
    return delays.length === 0 || value === Infinity ? null : rounded(value);
  };
  return {
    n: delays.length,
    seen: delays.length === 0 ? null : rounded(delays.filter(({ sinceEvent }) => sinceEvent !== null).length / delays.length),
    within10OfEvent: share(({ sinceEvent }) => sinceEvent),
    within10OfTalk: share(({ sinceTalk }) => sinceTalk),
    within10OfVisible: share(({ sinceVisible }) => sinceVisible),
    medianSinceEvent: median(({ sinceEvent }) => sinceEvent),
    medianSinceTalk: median(({ sinceTalk }) => sinceTalk),
    medianSinceVisible: median(({ sinceVisible }) => sinceVisible),
  };
}

function grouped(delays: readonly Delay[], by: (delay: Delay) => string) {
  return Object.fromEntries([...Map.groupBy(delays, by)].map(([name, group]) => [name, summary(group)]));
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function optionsOf(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { data: text, labels: text, onsets: text, epsilon: text, 'alarms-per-day': text, seed: { type: 'string', default: '1' }, json: { type: 'boolean' } } });
    const { data, labels, onsets, epsilon, 'alarms-per-day': alarmsPerDay } = values;
    if (data === undefined) throw new KashuvError('INPUT_INVALID', 'no folder of series is named.', { field: '--data', fix: USAGE });
    const seed = Number(values.seed);
    if (!Number.isInteger(seed)) throw new KashuvError('INPUT_INVALID', 'expected a whole number.', { field: '--seed', fix: USAGE });
    const settings = seriesSettings({
      ...(epsilon === undefined ? {} : { leastRise: Number(epsilon) }),
      ...(alarmsPerDay === undefined ? {} : { alarmsPerDay: Number(alarmsPerDay) }),
    });
    return { data, labels, onsets, settings, seed };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

await runCommand(main, USAGE);

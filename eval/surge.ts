import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { KashuvError } from '../src/spec/errors.ts';
import { makeSeries, seriesSettings, type SeriesSettings } from '../src/surge/series/index.ts';
import { runCommand } from './run-command.ts';
import { chanceOf, thinned } from './surge/chance.ts';
import { csvFilesBelow, readSeries, seriesAmong, type Row } from './surge/files.ts';

const USAGE = 'node eval/surge.ts --data DIR --out DIR [--epsilon 0.4] [--alarms-per-day 0.04] [--thin 0.5 --seed 1] [--start 0.25] [--graded]';

/**
 * Judges recorded series step by step and writes for each `timestamp,value,anomaly_score` under the same name below `--out`: `--data DIR --out DIR`. Prints
 * one JSON object. `--thin` keeps each counted mention with that probability; `--start` leaves out that share of each series, as if one had begun later. `anomaly_score` is 1 where an alarm is raised, with
 * `--graded` the score of the alarm; elsewhere it is the score.
 */
function main(args: readonly string[]): void {
  const { data, out, settings, thin, seed, start, graded } = optionsOf(args);
  const files = csvFilesBelow(data, '--data', USAGE);
  const found = seriesAmong(data, files);
  for (const name of files) if (!found.includes(name)) process.stderr.write(`${name} is left out: its head names neither timestamp nor value.\n`);
  if (found.length === 0) throw new KashuvError('INPUT_INVALID', 'no file names the columns timestamp and value in its first line.', { field: '--data', fix: USAGE });
  const series = found.map((name, index) => {
    const chance = chanceOf(seed * 1000 + index);
    const rows = readSeries(data, name).map((row) => (thin === 1 ? row : { ...row, count: thinned(row.count, thin, chance) }));
    const { lines, alarms } = judgeRows(rows, settings, Math.floor(rows.length * start), graded);
    const path = join(out, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `timestamp,value,anomaly_score\n${lines.join('\n')}\n`);
    return { name, steps: rows.length, alarms: alarms.length, first: alarms[0] ?? null, last: alarms.at(-1) ?? null };
  });
  process.stdout.write(`${JSON.stringify({ threshold: 1 - settings.alarmsPerDay, leastRise: settings.leastRise, series })}\n`);
}

function judgeRows(rows: readonly Row[], settings: SeriesSettings, from: number, graded: boolean): { lines: string[]; alarms: string[] } {
  const series = makeSeries(settings);
  const alarms: string[] = [];
  const lines = rows.map(({ timestamp, at, count }, index) => {
    if (index < from) return `${timestamp},${count},0`;
    const { score, alarm } = series.observe({ at, count });
    if (alarm) alarms.push(timestamp);
    return `${timestamp},${count},${alarm && !graded ? 1 : (score ?? 0)}`;
  });
  return { lines, alarms };
}

function optionsOf(args: readonly string[]) {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, out: { type: 'string' }, epsilon: { type: 'string' }, 'alarms-per-day': { type: 'string' }, thin: text('1'), seed: text('1'), start: text('0'), graded: { type: 'boolean', default: false }, json: { type: 'boolean' } },
    });
    const { data, out, epsilon, 'alarms-per-day': alarmsPerDay } = values;
    if (data === undefined) throw new KashuvError('INPUT_INVALID', 'no folder of series is named.', { field: '--data', fix: USAGE });
    if (out === undefined) throw new KashuvError('INPUT_INVALID', 'no folder to write to is named.', { field: '--out', fix: USAGE });
    if (resolve(out) === resolve(data)) throw new KashuvError('INPUT_INVALID', 'the series would be written over.', { field: '--out', fix: 'Name another folder than that of --data.' });
    const settings = seriesSettings({
      ...(epsilon === undefined ? {} : { leastRise: Number(epsilon) }),
      ...(alarmsPerDay === undefined ? {} : { alarmsPerDay: Number(alarmsPerDay) }),
    });
    const thin = numberOf('--thin', values.thin, (share) => share > 0 && share <= 1);
    const seed = numberOf('--seed', values.seed, Number.isInteger);
    const start = numberOf('--start', values.start, (share) => share >= 0 && share < 1);
    return { data, out, settings, thin, seed, start, graded: values.graded };
  } catch (error) {
    throw KashuvError.is(error) ? error : new KashuvError('INPUT_INVALID', error instanceof Error ? error.message : String(error), { fix: USAGE, cause: error });
  }
}

function numberOf(option: string, text: string, isFine: (value: number) => boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !isFine(value)) throw new KashuvError('INPUT_INVALID', `${text} cannot be used.`, { field: option, fix: USAGE });
  return value;
}

await runCommand(main, USAGE);

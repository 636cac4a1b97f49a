import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { KashuvError } from '../../src/spec/errors.ts';
import { chanceOf, overdispersed, poisson } from './chance.ts';
import { timeOf, type Row } from './files.ts';

const stepMs = 5 * 60_000;
const stepsADay = 288;

/** A series with times in which something happened, which are not calm. */
export interface CalmSeries {
  name: string;
  rows: readonly { at: number; count: number }[];
  /** Spans in which something is known to have happened, epoch ms. */
  eventful: readonly (readonly [number, number])[];
}

/** Reads labelled windows: `{ "folder/name.csv": [[from, to], …] }`, by the file's name alone. */
export function readWindows(path: string, usage: string): Map<string, [number, number][]> {
  try {
    const labels = JSON.parse(readFileSync(path, 'utf8')) as Record<string, [string, string][]>;
    return new Map(Object.entries(labels).map(([name, spans]) => [basename(name), spans.map(([from, to]) => [timeOf(from), timeOf(to)])]));
  } catch (error) {
    throw new KashuvError('INPUT_INVALID', 'cannot be read as windows.', { field: path, fix: usage, cause: error });
  }
}

/** Mentions taken `scale` times: thinned below 1; above, each stands for several that come by chance. */
export function scaled(rows: readonly Row[], scale: number, seed: number): { at: number; count: number }[] {
  const chance = chanceOf(seed);
  return rows.map(({ at, count }) => ({ at, count: scale === 1 ? count : poisson(count * scale, chance) }));
}

/** Counts of chance over weeks, with a day that is four times as busy at its height as in the night and a quieter Saturday and Sunday. */
export function syntheticCalm(mean: number, dispersion: number, weeks: number, seed: number): CalmSeries {
  const chance = chanceOf(seed);
  const monday = Date.UTC(2026, 0, 5);
  const rows = Array.from({ length: weeks * 7 * stepsADay }, (_, step) => {
    const day = Math.floor(step / stepsADay) % 7;
    const rate = mean * (1 + 0.6 * Math.sin((step / stepsADay) * 2 * Math.PI)) * (day < 5 ? 1.1 : 0.75);
    return { at: monday + step * stepMs, count: overdispersed(rate, dispersion, chance) };
  });
  return { name: `synthetic, mean ${mean}, dispersion ${dispersion}`, rows, eventful: [] };
}

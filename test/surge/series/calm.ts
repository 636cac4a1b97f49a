import { chanceOf, overdispersed } from '../../../eval/surge/chance.ts';
import { makeSeries, seriesSettings, type Series, type SeriesReport, type SeriesSettingsInput, type SeriesState, type SeriesStep } from '../../../src/surge/series/index.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const stepMs = 5 * minute;
export const stepsADay = 288;
/** A Monday. */
export const monday = Date.UTC(2026, 0, 5);

export const series = (settings: SeriesSettingsInput = {}, state?: SeriesState): Series => makeSeries(seriesSettings(settings), state);

/** Counts in order, from `from` on, a step each. */
export function steps(counts: readonly number[], from = monday, more: Partial<SeriesStep> = {}): SeriesStep[] {
  return counts.map((count, index) => ({ at: from + index * stepMs, count, ...more }));
}

export function tell(told: Series, all: readonly SeriesStep[]): SeriesReport[] {
  return all.map((step) => told.observe(step));
}

export const alarmsIn = (reports: readonly SeriesReport[]): SeriesReport[] => reports.filter(({ alarm }) => alarm);

/** Counts of chance over days, four times as many at the height of the day as in the night. */
export function calmCounts(mean: number, days: number, seed: number, dispersion = 0): number[] {
  const chance = chanceOf(seed);
  return Array.from({ length: days * stepsADay }, (_, step) => overdispersed(mean * (1 + 0.6 * Math.sin((step / stepsADay) * 2 * Math.PI)), dispersion, chance));
}

/** A series that has heard so many calm days, and when the next step begins. */
export function settled(mean: number, days: number, seed = 1, settings: SeriesSettingsInput = {}): { told: Series; now: number } {
  const told = series(settings);
  for (const step of steps(calmCounts(mean, days, seed))) told.learn(step);
  return { told, now: monday + days * day };
}

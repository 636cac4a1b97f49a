import { describe, expect, it } from 'vitest';

import type { SeriesSettingsInput } from '../../../src/surge/series/index.ts';
import { alarmsIn, calmCounts, day, monday, series, steps, stepsADay, tell } from './calm.ts';

const means = [0.1, 1, 10, 100, 1000];
const seeds = [1, 2, 3, 4];
const months = 2;
const settledAfter = 14;

/** False alarms a day on calm counts, from the third week on. */
function falsePerDay(alarmsPerDay: number, dispersion: number): number {
  let alarms = 0;
  for (const mean of means) {
    for (const seed of seeds) {
      const counts = calmCounts(mean, settledAfter + months * 30, seed * 31 + Math.round(mean), dispersion);
      const reports = tell(series({ alarmsPerDay, leastVolume: 1 }), steps(counts));
      alarms += alarmsIn(reports).filter(({ at }) => at >= monday + settledAfter * day).length;
    }
  }
  return alarms / (means.length * seeds.length * months * 30);
}

describe('on calm counts of chance false alarms come about as often as asked for', () => {
  it.each([
    [0.01, 0],
    [0.04, 0],
    [0.04, 0.3],
    [0.1, 0.3],
    [0.2, 0.1],
  ])('%d a day, dispersion %d', (asked, dispersion) => {
    const found = falsePerDay(asked, dispersion);
    expect(found).toBeLessThan(asked * 1.6);
    if (asked >= 0.04) expect(found).toBeGreaterThan(asked / 5);
  });

  it('at least as rarely in the first two weeks', () => {
    let alarms = 0;
    for (const mean of means) for (const seed of seeds) alarms += alarmsIn(tell(series(), steps(calmCounts(mean, 14, seed * 17 + Math.round(mean))))).length;
    expect(alarms / (means.length * seeds.length * 14)).toBeLessThan(0.04);
  });
});

describe('what raised an alarm is remembered', () => {
  /** Alarms in four months of each of ten series whose days are alike. */
  const alarmsOf = (settings: SeriesSettingsInput, watched: boolean): number[] =>
    Array.from({ length: 10 }, (_, seed) => {
      const told = series(settings);
      const counts = calmCounts(500, 180, seed + 1);
      for (const step of steps(counts.slice(0, 60 * stepsADay))) told.learn(step);
      return alarmsIn(tell(told, steps(counts.slice(60 * stepsADay), monday + 60 * day, { watched }))).length;
    });

  it('though it is less than the least rise: a peak that comes each day is not told of again and again', () => {
    expect(Math.max(...alarmsOf({}, false))).toBeLessThanOrEqual(5);
  });

  it('in a launch watch too', () => {
    expect(Math.max(...alarmsOf({}, true))).toBeLessThanOrEqual(24);
  });
});

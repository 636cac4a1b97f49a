import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { chanceOf, poisson } from '../../../eval/surge/chance.ts';
import { explainReport, type Series, type SeriesState } from '../../../src/surge/series/index.ts';
import { alarmsIn, calmCounts, day, hour, monday, series, settled, stepMs, steps, stepsADay, tell } from './calm.ts';

const level = (count: number, length: number): number[] => new Array<number>(length).fill(count);
/** At noon 200 a step come on each day, in the night 4. */
function lively(days: number): Series {
  const chance = chanceOf(5);
  const told = series();
  const counts = Array.from({ length: days * stepsADay }, (_, step) => poisson(102 - 98 * Math.cos((step / stepsADay) * 2 * Math.PI), chance));
  for (const step of steps(counts)) told.learn(step);
  return told;
}
const inTheNight = (days: number): number => monday + days * day;

describe('a rise that is sudden for its hour', () => {
  const state = lively(21).state();
  const night = (counts: readonly number[]) => tell(series({}, state), steps(counts, inTheNight(21)));

  it('is told of, though each noon is higher', () => {
    const [first, second] = night([4, 60]).slice(-2);
    expect(first?.alarm).toBe(false);
    expect(second).toMatchObject({ alarm: true, rise: 0, comparison: null, sudden: { steps: 2 } });
    expect(second?.perDay).toBeLessThan(0.04);
  });

  it('says what came, and what was to be expected', () => {
    const alarm = alarmsIn(night([4, 60]))[0]!;
    expect(explainReport(alarm, stepMs)).toMatch(/^64 in 10 min, where \d+(\.\d)? were to be expected: chance brings so sudden a rise about once in \d+ days\.$/);
  });

  it('is not told of where it comes bit by bit over the hours', () => {
    const slowly = Array.from({ length: 60 }, (_, step) => 4 + Math.floor(step / 2));
    expect(alarmsIn(night(slowly))).toEqual([]);
  });

  it('is none before a week was heard', () => {
    const young = lively(6);
    expect(alarmsIn(tell(young, steps([4, 150], inTheNight(6))))).toEqual([]);
    expect(alarmsIn(night([4, 150]))).toHaveLength(1);
  });

  it('is none where it is a small part of much', () => {
    const chance = chanceOf(8);
    const told = series();
    for (const step of steps(level(0, 21 * stepsADay).map(() => poisson(100_000, chance)))) told.learn(step);
    const twice = (count: number) => alarmsIn(tell(series({}, told.state()), steps(level(count, 2), inTheNight(21))));
    expect(twice(120_000)).toEqual([]);
    expect(twice(160_000)).toHaveLength(1);
  });

  it('is told of again a week later, but not the next night', () => {
    const told = series({}, state);
    const surge = [60, 90, 90, 80, 60, 40];
    const counts = (days: number) => Array.from({ length: days * stepsADay - surge.length }, (_, step) => Math.round(102 - 98 * Math.cos(((step + surge.length) / stepsADay) * 2 * Math.PI)));
    const nightsLater = (nights: number) => {
      const later = series({}, told.state());
      const between = tell(later, steps(counts(nights), inTheNight(21) + surge.length * stepMs));
      return { between: alarmsIn(between), then: alarmsIn(tell(later, steps(surge, inTheNight(21 + nights)))) };
    };
    expect(alarmsIn(tell(told, steps(surge, inTheNight(21))))).toHaveLength(1);
    expect(nightsLater(1)).toEqual({ between: [], then: [] });
    expect(nightsLater(7)).toMatchObject({ between: [], then: [{ alarm: true }] });
  });

  it('is measured by its height and not by how much of it was there when it was told of', () => {
    const told = series({}, state);
    const filling = Array.from({ length: 90 }, (_, index) => told.observe({ at: inTheNight(21), count: index + 1 }));
    expect(alarmsIn(filling)).toHaveLength(1);
    const rest = Array.from({ length: stepsADay - 1 }, (_, step) => Math.round(102 - 98 * Math.cos(((step + 1) / stepsADay) * 2 * Math.PI)));
    tell(told, steps(rest, inTheNight(21) + stepMs));
    expect(alarmsIn(tell(told, steps([80], inTheNight(22))))).toEqual([]);
  });
});

describe('after months of silence', () => {
  it.each([0.5, 5, 50, 500])('what then goes on, %d a step, is told of when it begins and is usual within a week', (mean) => {
    const told = series();
    for (const step of steps(level(0, 60 * stepsADay))) told.learn(step);
    const alarms = alarmsIn(tell(told, steps(calmCounts(mean, 45, 6), monday + 60 * day)));
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.filter(({ sudden }) => sudden !== null).length).toBeLessThanOrEqual(2);
  });
});

describe('a crisis', () => {
  it('does not make smaller ones usual', () => {
    const { told, now } = settled(10, 21);
    expect(alarmsIn(tell(told, steps([...level(20_000, 6), ...calmCounts(10, 14, 2).slice(6)], now)))).toHaveLength(1);
    expect(alarmsIn(tell(told, steps([60, 60], now + 14 * day)))).toMatchObject([{ rise: 0 }]);
  });

  it('that comes each week is told of each time', () => {
    const { told, now } = settled(10, 21);
    for (let week = 0; week < 3; week++) {
      const at = now + week * 7 * day;
      const reports = tell(told, steps([...level(300, 6), ...calmCounts(10, 7, week).slice(6)], at));
      expect(alarmsIn(reports).map((alarm) => alarm.at - at)).toEqual([0]);
    }
  });
});

describe('a step that is not covered', () => {
  const { told, now } = settled(20, 14);

  it('counts as what was to be expected', () => {
    const gap = series({}, told.state());
    gap.observe({ at: now, count: 0, coverage: 'none' });
    gap.observe({ at: now + stepMs, count: 20 });
    const report = gap.observe({ at: now + 2 * stepMs, count: 22, coverage: 'full' });
    expect(report).toMatchObject({ alarm: false, sudden: null });
  });
});

describe('what an older version kept', () => {
  const state = JSON.parse(readFileSync(new URL('version-1.json', import.meta.url), 'utf8')) as SeriesState;
  const now = monday + 14 * day;

  it('is read, and says the same of what is remembered', () => {
    expect(state.version).toBe(1);
    const told = series({}, state);
    expect(told.state()).toMatchObject({ version: 2, stepMs: state.stepMs, leastRise: state.leastRise });
    expect(told.observe({ at: now, count: 50 })).toMatchObject({ score: 0, rise: 0, expected: { low: 23, high: 48 } });
    expect(told.observe({ at: now + stepMs, count: 400 })).toMatchObject({ alarm: true, sudden: null });
  });

  it('learns from then on what is sudden', () => {
    const told = series({}, state);
    tell(told, steps(calmCounts(30, 8, 4), now));
    const night = now + 8 * day + 18 * hour;
    expect(told.observe({ at: night, count: 55 }).sudden).not.toBeNull();
  });
});

test('however the latest steps are told, the highest of each octave are those that are found anew', () => {
  const told = fc.record({ back: fc.nat({ max: 63 }), count: fc.nat({ max: 60 }), skip: fc.constantFrom(1, 1, 1, 1, 2, 40), silent: fc.nat({ max: 9 }).map((of) => of === 0) });
  fc.assert(
    fc.property(fc.array(told, { minLength: 80, maxLength: 160 }), (all) => {
      let kept = series();
      const anew = (): Series => series({}, kept.state());
      let head = monday;
      for (const { back, count, skip, silent } of all) {
        head += skip * stepMs;
        for (const step of [{ at: head, count }, { at: head - back * stepMs, count: count * 2, coverage: silent ? ('none' as const) : ('full' as const) }]) {
          const other = anew();
          expect(kept.observe(step)).toEqual(other.observe(step));
          expect(kept.state()).toEqual(other.state());
        }
      }
      kept = anew();
    }),
    { numRuns: 40 },
  );
});

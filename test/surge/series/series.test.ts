import { describe, expect, it } from 'vitest';

import { chanceOf, poisson } from '../../../eval/surge/chance.ts';
import { explainReport, seriesSettings, type SeriesStep } from '../../../src/surge/series/index.ts';
import { errorOf } from '../../support/error-of.ts';
import { alarmsIn, calmCounts, day, hour, minute, monday, series, settled, stepMs, steps, stepsADay, tell } from './calm.ts';

const zeros = (length: number): number[] => new Array<number>(length).fill(0);
const level = (count: number, length: number): number[] => new Array<number>(length).fill(count);

describe('after days of nothing', () => {
  const after = (count: number) => tell(series(), steps([...zeros(5 * stepsADay), count])).at(-1);

  it('three are too few to tell of', () => expect(after(3)).toMatchObject({ alarm: false, score: 0 }));
  it('thirty are an alarm', () => expect(after(30)).toMatchObject({ alarm: true, ongoing: true, count: 30 }));
  it('three thousand are one that stands higher', () => {
    expect(after(3000)?.alarm).toBe(true);
    expect(after(3000)?.rise).toBeGreaterThan(after(30)?.rise ?? Infinity);
    expect(after(3000)?.perDay).toBeLessThan(after(30)?.perDay ?? 0);
  });

  it('the first minutes of listening are no surge, whatever they bring', () => {
    expect(alarmsIn(tell(series(), steps([2, 5, 9, 20, 30, 40])))).toEqual([]);
    expect(alarmsIn(tell(series(), steps([1_000_000])))).toEqual([]);
  });
});

describe('what is high but usual', () => {
  it('is calm: constant millions', () => {
    const reports = tell(series(), steps(level(5_000_000, 10 * stepsADay)));
    expect(alarmsIn(reports)).toEqual([]);
    expect(reports.at(-1)).toMatchObject({ score: 0, rise: 0 });
    expect(reports.at(-1)?.expected?.count).toBeCloseTo(5_000_000, -2);
  });

  it('a daily peak is a surge on no day after the first two', () => {
    const days = Array.from({ length: 14 * stepsADay }, (_, step) => (step % stepsADay === 100 ? 400 : 10));
    expect(alarmsIn(tell(series(), steps(days))).filter(({ at }) => at > monday + 2 * day)).toEqual([]);
  });

  it('a peak that comes each day is not forgotten over what comes once', () => {
    const restless = calmCounts(10, 60, 4, 1).map((count, step) => (step % stepsADay === 100 ? 5000 : count));
    const atPeaks = tell(series(), steps(restless)).filter(({ comparison, rise }) => comparison?.highest === 5000 && rise > 1);
    expect(atPeaks.filter(({ at }) => at > monday + 10 * day)).toEqual([]);
  });

  it('the first morning after a night is none', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const chance = chanceOf(seed);
      const night = Array.from({ length: stepsADay }, (_, step) => poisson(30 * (1.05 - Math.cos((step / stepsADay) * 2 * Math.PI)), chance));
      expect(alarmsIn(tell(series(), steps(night)))).toEqual([]);
    }
  });

  it('a surge that was there the day before is none, the next one above it is', () => {
    const burst = [60, 90, 90, 80, 60, 40];
    const told = series();
    expect(alarmsIn(tell(told, steps([...calmCounts(5, 8, 3), ...burst, ...calmCounts(5, 1, 3).slice(burst.length)])))).toHaveLength(1);
    const again = (times: number) => alarmsIn(tell(series({}, told.state()), steps(burst.map((count) => count * times), monday + 9 * day)));
    expect(again(1)).toEqual([]);
    expect(again(3)).toHaveLength(1);
  });
});

describe('an alarm', () => {
  it('is the same at any volume', () => {
    const shape = [...calmCounts(40, 6, 5), 60, 120, 200, 300];
    const reportsOf = (times: number) => tell(series(), steps(shape.map((count) => count * 1000 * times)));
    const plain = reportsOf(1);
    const larger = reportsOf(50);
    expect(alarmsIn(larger).map(({ at }) => at)).toEqual(alarmsIn(plain).map(({ at }) => at));
    expect(alarmsIn(plain)).not.toEqual([]);
    larger.forEach(({ rise }, index) => expect(Math.abs(rise - (plain[index]?.rise ?? 0))).toBeLessThan(0.01));
  });

  it('comes once in a cool-down, and one sees that the surge goes on until it is half down', () => {
    const { told, now } = settled(10, 10);
    const reports = tell(told, steps([...level(200, 36), ...level(10, 36)], now));
    expect(reports.map(({ alarm }) => alarm).indexOf(true)).toBeLessThan(2);
    expect(alarmsIn(reports)).toHaveLength(1);
    const { ongoing: during } = reports[35] ?? {};
    const { ongoing: after } = reports[71] ?? {};
    expect({ during, after }).toEqual({ during: true, after: false });
    expect(reports.findLastIndex(({ ongoing }) => ongoing)).toBeGreaterThan(36);
  });

  it('needs more the next day than the first one did', () => {
    const { told, now } = settled(10, 10);
    expect(alarmsIn(tell(told, steps(level(400, 12), now)))).toHaveLength(1);
    tell(told, steps(level(10, stepsADay - 12), now + hour));
    const moderately = series({}, told.state());
    expect(alarmsIn(tell(moderately, steps(level(380, 3), now + day)))).toEqual([]);
    expect(alarmsIn(tell(told, steps(level(40_000, 3), now + day)))).toHaveLength(1);
  });

  it('comes sooner the more false ones one is ready to hear', () => {
    const rise = [24, 26, 28, 30, 32, 36, 40, 45, 50, 60, 80];
    const seenAfter = (alarmsPerDay: number) => {
      const { told, now } = settled(10, 21, 1, { alarmsPerDay });
      return tell(told, steps(rise, now)).findIndex(({ alarm }) => alarm);
    };
    expect(seenAfter(0.5)).toBeGreaterThanOrEqual(0);
    expect(seenAfter(0.5)).toBeLessThan(seenAfter(0.001));
  });

  it('grows out of a step that fills up mention by mention', () => {
    const { told, now } = settled(5, 10);
    const reports = Array.from({ length: 80 }, (_, index) => told.observe({ at: now + index * 3000, count: index + 1 }));
    expect(alarmsIn(reports)).toHaveLength(1);
    const whole = settled(5, 10).told.observe({ at: now, count: 80 });
    expect(whole.alarm).toBe(true);
  });

  it('is one of a step that fills up, though there be no cool-down', () => {
    const { told, now } = settled(5, 10, 1, { coolDownMs: 0 });
    expect(alarmsIn(Array.from({ length: 300 }, (_, index) => told.observe({ at: now, count: index + 1 })))).toHaveLength(1);
  });
});

describe('a launch watch', () => {
  const { told, now } = settled(10, 21);
  const before = told.state();
  const counts = [14, 16, 18, 20, 22];

  it('hears what is not told of otherwise, and says how often chance brings it', () => {
    const usually = tell(series({}, before), steps(counts, now));
    const watched = tell(series({}, before), steps(counts, now, { watched: true }));
    expect(alarmsIn(usually)).toEqual([]);
    expect(alarmsIn(watched)).toHaveLength(1);
    const [alarm] = alarmsIn(watched);
    expect(alarm?.score).toBeGreaterThanOrEqual(0.8);
    expect(alarm?.score).toBeLessThan(0.96);
    expect(alarm?.perDay).toBeCloseTo(1 - (alarm?.score ?? 0), 10);
  });
});

describe('what is expected', () => {
  it('follows the hours of the day and the days of the week', () => {
    const rate = (step: number) => (step % stepsADay < 144 ? 20 : 100) * (Math.floor(step / stepsADay) % 7 < 5 ? 1 : 0.5);
    const told = series();
    const reports = tell(told, steps(Array.from({ length: 56 * stepsADay }, (_, step) => rate(step))));
    const expectedOn = (weekday: number, ofDay: number) => reports[(49 + weekday) * stepsADay + ofDay]?.expected?.count ?? 0;
    for (const [weekday, ofDay, count] of [[0, 72, 20], [0, 216, 100], [6, 72, 10], [6, 216, 50]] as const) {
      expect(Math.abs(expectedOn(weekday, ofDay) / count - 1)).toBeLessThan(0.15);
    }
  });

  it.each([0, 0.3])('has nineteen in twenty steps in its band (dispersion %d)', (dispersion) => {
    const counts = calmCounts(20, 42, 7, dispersion);
    const reports = tell(series(), steps(counts)).slice(14 * stepsADay);
    const within = reports.filter(({ count, expected }) => expected !== null && count !== null && count >= expected.low && count <= expected.high).length;
    expect(within / reports.length).toBeGreaterThan(0.92);
    expect(within / reports.length).toBeLessThan(0.99);
  });

  it('is not moved by a storm', () => {
    const quiet = calmCounts(10, 14, 2);
    const told = series();
    const before = tell(told, steps(quiet)).at(-1)?.expected?.count ?? 0;
    tell(told, steps(level(10_000, 24), monday + 14 * day));
    const after = tell(told, steps(quiet.slice(0, stepsADay), monday + 14 * day + 2 * hour)).at(-1);
    expect(after?.expected?.count).toBeLessThan(before * 2);
  });

  it('is nothing before anything was heard', () => expect(series().observe({ at: monday, count: 4 }).expected).toBeNull());
});

describe('history', () => {
  it('is learned from without an alarm, and what it showed is no surge afterwards', () => {
    const past = [...calmCounts(10, 10, 4), ...level(300, 12), ...calmCounts(10, 1, 6).slice(12)];
    const told = series();
    for (const step of steps(past)) told.learn(step);
    const now = monday + past.length * stepMs;
    expect(alarmsIn(tell(told, steps(level(280, 6), now)))).toEqual([]);
    expect(alarmsIn(tell(settled(10, 11).told, steps(level(280, 6), now)))).toHaveLength(1);
  });
});

describe('the reason', () => {
  const { told, now } = settled(10, 6);
  const report = told.observe({ at: now, count: 180 });

  it('says what was heard, against what, and how rare that is', () => {
    const factor = Math.exp(report.rise).toFixed(2);
    expect(report.comparison).toMatchObject({ from: 0, to: 0, highest: 180 });
    expect(explainReport(report, stepMs)).toBe(
      `Up to 180 in 5 min, against ${report.comparison?.remembered} in the most alike of all remembered times: every one of them falls short by a factor of ${factor} or more, which chance brings about once in ${Math.round(1 / report.perDay)} days.`,
    );
  });

  it('tells no number of days that nobody could have measured, and no plural of one', () => {
    const often = (perDay: number) => explainReport({ ...report, perDay }, stepMs);
    expect(often(1e-9)).toContain('which chance brings less than once in a hundred years.');
    expect(often(0.8)).toContain('which chance brings about once a day.');
    expect(often(0.04)).toContain('which chance brings about once in 25 days.');
    expect(explainReport(report, 90_000)).toContain('in 1.5 min');
  });

  it('says so where there is nothing to say', () => {
    expect(explainReport(series().observe({ at: monday, count: 3 }), stepMs)).toContain('3 were heard, and nothing known so far makes that high');
    expect(explainReport(told.observe({ at: now + stepMs, count: 1, coverage: 'none' }), stepMs)).toContain('not covered');
    expect(explainReport(tell(series(), steps(level(4, 300))).at(-1)!, stepMs)).toContain('nothing known so far makes that high');
  });
});

describe('what cannot be used', () => {
  it.each([
    [{ at: Number.NaN, count: 1 }, 'at'],
    [{ at: Infinity, count: 1 }, 'at'],
    [{ at: 9e15, count: 1 }, 'at'],
    [{ at: null, count: 1 }, 'at'],
    [{ at: String(monday), count: 1 }, 'at'],
    [{ at: new Date(monday), count: 1 }, 'at'],
    [{ at: monday, count: 1, coverage: 'some' }, 'coverage'],
    [{ at: monday, count: 1, coverage: null }, 'coverage'],
    [{ at: monday, count: -1 }, 'count'],
    [{ at: monday, count: 1.5 }, 'count'],
    [{ at: monday, count: Number.NaN }, 'count'],
    [{ at: monday, count: Infinity }, 'count'],
  ])('%j is refused by name', (step, field) => expect(errorOf(() => series().observe(step as SeriesStep))).toMatchObject({ code: 'INPUT_INVALID', field }));

  it.each([
    [{ stepMs: 10 }, 'series.stepMs'],
    [{ leastRise: 0 }, 'series.leastRise'],
    [{ alarmsPerDay: 2 }, 'series.alarmsPerDay'],
    [{ leastVolume: 0 }, 'series.leastVolume'],
  ])('settings %j are refused by name', (input, field) => expect(errorOf(() => seriesSettings(input))).toMatchObject({ code: 'CONFIG_INVALID', field }));
});

describe('time', () => {
  const { told, now } = settled(10, 10);
  const before = told.state();

  it('that was far ahead is caught up with', () => {
    const ahead = series({}, before);
    ahead.observe({ at: Date.UTC(9999, 0, 1), count: 10 });
    tell(ahead, steps(level(10, stepsADay), now));
    expect(alarmsIn(tell(ahead, steps(level(500, 4), now + day)))).toHaveLength(1);
  });

  it('that was far ahead leaves nothing of what was told of then', () => {
    const ahead = series({}, before);
    expect(ahead.observe({ at: Date.UTC(9999, 0, 1), count: 200 }).alarm).toBe(true);
    tell(ahead, steps(level(10, stepsADay), now));
    expect(alarmsIn(tell(ahead, steps(level(20_000, 4), now + day)))).toHaveLength(1);
  });

  it('of a post from 1970 changes nothing', () => {
    const one = series({}, before);
    const other = series({}, before);
    one.observe({ at: 0, count: 500 });
    const counts = [...calmCounts(10, 1, 8), 300];
    expect(tell(one, steps(counts, now))).toEqual(tell(other, steps(counts, now)));
  });

  it('within a step does not matter', () => {
    const one = series({}, before);
    const other = series({}, before);
    expect(one.observe({ at: now + 4 * minute, count: 90 })).toEqual(other.observe({ at: now, count: 90 }));
  });
});

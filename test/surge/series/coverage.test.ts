import { describe, expect, it } from 'vitest';

import { alarmsIn, calmCounts, day, hour, series, settled, stepMs, steps, tell } from './calm.ts';

const level = (count: number, length: number): number[] => new Array<number>(length).fill(count);

describe('a step that was not covered', () => {
  const { told, now } = settled(20, 14);
  const before = told.state();
  const silence = steps(level(0, 24), now, { coverage: 'none' });
  const afterwards = now + 2 * hour;

  it('is unknown and not calm', () => {
    const reports = tell(series({}, before), silence);
    for (const report of reports) expect(report).toMatchObject({ score: null, count: null, coverage: 'none', alarm: false, comparison: null });
    expect(reports[0]?.expected?.count).toBeGreaterThan(1);
  });

  it('does not make what comes after it look high, nor what is usual look low', () => {
    const gap = series({}, before);
    tell(gap, silence);
    const reports = tell(gap, steps(calmCounts(20, 3, 9), afterwards));
    expect(alarmsIn(reports)).toEqual([]);
    const none = series({}, before).observe({ at: afterwards, count: 20 });
    expect(reports[0]?.expected?.count).toBeCloseTo(none.expected?.count ?? 0, 5);
  });

  it('may be caught up with in one step without a surge', () => {
    const gap = series({}, before);
    tell(gap, silence);
    const pile = gap.observe({ at: afterwards, count: 25 * 20 });
    expect(pile).toMatchObject({ alarm: false, coverage: 'partly' });
    expect(alarmsIn(tell(gap, steps(calmCounts(20, 1, 9), afterwards + stepMs)))).toEqual([]);
    expect(series({}, before).observe({ at: now, count: 25 * 20 }).alarm).toBe(true);
  });

  it.each([12, 63, 64, 288, 7 * 288])('may be caught up with in one step, after %d steps of silence', (length) => {
    const gap = series({}, before);
    tell(gap, steps(level(0, length), now, { coverage: 'none' }));
    expect(gap.observe({ at: now + length * stepMs, count: length * 20 })).toMatchObject({ alarm: false, coverage: 'partly' });
    expect(alarmsIn(tell(gap, steps(level(400, 2), now + (length + 1) * stepMs)))).toHaveLength(1);
  });

  it.each([2, 12, 60, 200])('goes on until something is heard: %d steps that nobody spoke of', (length) => {
    const gap = series({}, before);
    gap.observe({ at: now, count: 0, coverage: 'none' });
    expect(gap.observe({ at: now + length * stepMs, count: length * 20 })).toMatchObject({ alarm: false, coverage: 'partly' });
  });

  it('may be filled while what piled up is the newest, or is itself the newest', () => {
    const gap = series({}, before);
    tell(gap, silence);
    gap.observe({ at: afterwards, count: 25 * 20 });
    expect(alarmsIn(tell(gap, steps(level(20, 24), now)))).toEqual([]);
    const still = series({}, before);
    tell(still, silence);
    expect(alarmsIn(tell(still, steps([...level(20, 23), 24 * 20], now)))).toEqual([]);
  });

  it('brings one more where one more is added to it', () => {
    const gap = series({}, before);
    tell(gap, silence);
    expect(gap.add({ at: afterwards - stepMs })).toMatchObject({ count: 1 });
  });

  it('leaves less and less of what came before it', () => {
    const usual = (silent: number): number => {
      const storm = series({}, before);
      tell(storm, steps(level(400, 72), now));
      if (silent > 0) tell(storm, steps(level(0, silent), now + 6 * hour, { coverage: 'none' }));
      const at = now + 2 * day;
      return tell(storm, steps([2000, 2000], at)).at(-1)?.sudden?.expected ?? Number.NaN;
    };
    expect(usual(12)).toBeLessThan(2 * 35);
  });

  it('may be filled afterwards without a surge, however much there was', () => {
    const gap = series({}, before);
    tell(gap, silence);
    gap.observe({ at: afterwards, count: 20 });
    const filled = tell(gap, steps(level(600, 24), now));
    expect(alarmsIn(filled)).toEqual([]);
    expect(filled.at(-1)).toMatchObject({ at: afterwards, count: 20, coverage: 'partly' });
  });

  it('hides no surge that goes on after it', () => {
    const gap = series({}, before);
    tell(gap, silence);
    const seen = tell(gap, steps(level(400, 4), afterwards)).findIndex(({ alarm }) => alarm);
    expect(seen).toBe(1);
  });

  it('keeps what is known of the surge before it', () => {
    const storm = series({}, before);
    tell(storm, steps(level(400, 3), now));
    expect(storm.observe({ at: now + 3 * stepMs, count: 0, coverage: 'none' }).ongoing).toBe(true);
  });

  it('is what a step is that nobody spoke of', () => {
    const skipped = series({}, before);
    expect(alarmsIn(tell(skipped, steps(calmCounts(20, 2, 4).slice(60, 348), now + 5 * hour)))).toEqual([]);
    const every = series();
    const sparse = steps(calmCounts(20, 14, 3)).filter((_, index) => index % 7 !== 3 && index % 11 !== 5);
    expect(alarmsIn(tell(every, sparse)).length).toBeLessThanOrEqual(1);
    expect(alarmsIn(tell(every, steps(level(400, 3), now)))).toHaveLength(1);
  });
});

describe('a partly covered step', () => {
  const { told, now } = settled(20, 14);
  const before = told.state();

  it('tells of a surge where what was heard of it is enough', () => {
    const report = series({}, before).observe({ at: now, count: 300, coverage: 'partly' });
    expect(report).toMatchObject({ alarm: true, coverage: 'partly' });
  });

  it('does not lower what is usual', () => {
    const partly = series({}, before);
    tell(partly, steps(level(1, 288), now, { coverage: 'partly' }));
    const usual = series({}, before);
    const at = now + 2 * day;
    expect(partly.observe({ at, count: 20 }).expected?.count).toBeCloseTo(usual.observe({ at, count: 20 }).expected?.count ?? 0, 5);
  });

  it('that was never heard whole says nothing of what was to be expected', () => {
    const partly = series();
    const reports = tell(partly, steps(calmCounts(20, 20, 4), now, { coverage: 'partly' }));
    expect(reports.filter(({ expected, sudden }) => expected === null && sudden !== null)).toEqual([]);
  });

  it('may be completed afterwards without a surge', () => {
    const partly = series({}, before);
    tell(partly, steps(level(8, 12), now, { coverage: 'partly' }));
    partly.observe({ at: now + hour, count: 20 });
    expect(alarmsIn(tell(partly, steps(level(500, 12), now)))).toEqual([]);
  });

  it('is a lower count where it is corrected so', () => {
    const partly = series({}, before);
    partly.observe({ at: now, count: 90, coverage: 'partly' });
    const down = series({}, partly.state());
    down.observe({ at: now, count: 3, coverage: 'full' });
    expect(down.observe({ at: now + stepMs, count: 20 }).rise).toBeLessThanOrEqual(partly.observe({ at: now + stepMs, count: 20 }).rise);
  });
});

describe('a late correction', () => {
  const { told, now } = settled(20, 14);
  const before = told.state();

  it('of a step in the past can be what tells of a surge, and tells of it once', () => {
    const late = series({}, before);
    tell(late, steps(level(20, 6), now));
    const corrected = tell(late, steps(level(500, 5), now));
    expect(alarmsIn(corrected)).toHaveLength(1);
    expect(alarmsIn(tell(late, steps(level(900, 5), now)))).toEqual([]);
  });

  it('of what was told of does not tell of it again', () => {
    const late = series({}, before);
    expect(alarmsIn(tell(late, steps([500, 500, 500], now)))).toHaveLength(1);
    expect(alarmsIn(tell(late, steps([700, 650, 800, 520], now)))).toEqual([]);
    expect(alarmsIn(tell(late, steps(level(20, 300), now + 4 * stepMs)))).toEqual([]);
  });

  it('of a step too old to be kept changes nothing', () => {
    const late = series({}, before);
    const same = late.observe({ at: now, count: 20 });
    expect(late.observe({ at: now - 6 * hour, count: 100_000 })).toEqual(same);
  });

  it('to nothing takes the step back', () => {
    const late = series({}, before);
    tell(late, steps([20, 20, 20], now));
    late.observe({ at: now + stepMs, count: 0, coverage: 'none' });
    expect(alarmsIn(tell(late, steps([600], now + stepMs)))).toEqual([]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { errorOf } from '../../support/error-of.ts';
import type { SeriesState, SeriesStep } from '../../../src/surge/series/index.ts';
import { alarmsIn, calmCounts, day, monday, series, settled, stepMs, steps, tell } from './calm.ts';

const time = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 900 }).map((step) => monday + step * stepMs) },
  fc.constantFrom(0, -1, monday - 400 * day, Date.UTC(9999, 0, 1), 8.64e15, -8.64e15, monday + 0.5),
);
const step: fc.Arbitrary<SeriesStep> = fc.record({
  at: time,
  count: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constantFrom(0, 5_000_000, 2 ** 31, Number.MAX_SAFE_INTEGER)),
  coverage: fc.constantFrom('full', 'full', 'full', 'partly', 'none'),
  watched: fc.boolean(),
});
/** Mostly in order, with whatever may come between. */
const story = fc.tuple(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 200 }), fc.array(step, { maxLength: 60 })).map(([calm, odd]) => {
  const told = steps(calm);
  odd.forEach((one, index) => told.splice((index * 37) % (told.length + 1), 0, one));
  return told;
});

const size = JSON.stringify(series().state()).length;

test('whatever comes, the score is from 0 to 1 or not known, and the state keeps its size', () => {
  fc.assert(
    fc.property(story, (all) => {
      const told = series();
      let lastAlarm = -Infinity;
      for (const one of all) {
        const { at, score, alarm, coverage, perDay, rise } = told.observe(one);
        expect(score === null).toBe(coverage === 'none');
        if (score !== null) expect(score >= 0 && score <= 1).toBe(true);
        expect(perDay >= 0 && perDay <= 1 && rise >= 0 && Number.isFinite(rise)).toBe(true);
        if (!alarm) continue;
        expect(Math.abs(at - lastAlarm)).toBeGreaterThanOrEqual(day / 2);
        lastAlarm = at;
      }
      expect(JSON.stringify(told.state()).length).toBe(size);
    }),
    { numRuns: 300 },
  );
});

test('one that goes on from its state says what one says that never stopped', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 0, max: 260 }), (all, cut) => {
      const whole = series();
      tell(whole, all.slice(0, cut));
      const resumed = series({}, JSON.parse(JSON.stringify(whole.state())) as ReturnType<typeof whole.state>);
      expect(tell(resumed, all.slice(cut))).toEqual(tell(whole, all.slice(cut)));
      expect(resumed.state()).toEqual(whole.state());
    }),
    { numRuns: 200 },
  );
});

test('the state does not grow over months', () => {
  const told = series();
  tell(told, steps(calmCounts(30, 100, 3, 0.3)));
  expect(JSON.stringify(told.state()).length).toBe(size);
  expect(size).toBeLessThan(2800);
});

describe('a state', () => {
  const { told, now } = settled(30, 14);

  it('is not touched by what the series hears later', () => {
    const state = told.state();
    const copy = structuredClone(state);
    series({}, state).observe({ at: now, count: 900 });
    expect(state).toEqual(copy);
  });

  it('remembers the same under another least rise', () => {
    const other = series({ leastRise: 0.6 }, told.state());
    expect(alarmsIn(tell(other, steps(calmCounts(30, 3, 5), now)))).toEqual([]);
    expect(alarmsIn(tell(other, steps([600], now + 3 * day)))).toHaveLength(1);
    expect(other.state().leastRise).toBe(0.6);
  });

  it.each([
    ['', 'state.bytes'],
    ['AAAA', 'state.bytes'],
    [Buffer.alloc(Buffer.from(told.state().bytes, 'base64').length, 255).toString('base64'), 'state.bytes'],
  ])('that was not written by a series is refused', (bytes, field) => {
    expect(errorOf(() => series({}, { ...told.state(), bytes }))).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  it.each([
    [{ version: 3 }, 'state.version'],
    [{ version: undefined }, 'state.version'],
    [{ leastRise: Number.NaN }, 'state.leastRise'],
    [{ leastRise: undefined }, 'state.leastRise'],
    [{ leastRise: 0 }, 'state.leastRise'],
    [{ stepMs: '300000' }, 'state.stepMs'],
    [{ bytes: 5 }, 'state.bytes'],
  ])('with %j is refused', (wrong, field) => {
    expect(errorOf(() => series({}, { ...told.state(), ...wrong } as unknown as SeriesState))).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  it('of steps of another width is refused', () => {
    expect(errorOf(() => series({ stepMs: 60_000 }, told.state()))).toMatchObject({ code: 'INPUT_INVALID', field: 'state.stepMs' });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateBudget, type RateBudget, type RateBudgetOptions } from '../../../src/http.ts';
import { testContext } from '../../support/context.ts';

const STEP = 50;

/** Asks for turns at the given moments, multiples of `STEP`, and tells when each was had; null where it was refused. */
async function turnsOf(budget: RateBudget, asked: readonly number[], cost = 1): Promise<(number | null)[]> {
  const context = testContext();
  const waiting = [...asked].sort((a, b) => a - b);
  const turns: Promise<number | null>[] = [];
  let had = 0;
  while (had < asked.length) {
    while (waiting[0] === context.now()) {
      waiting.shift();
      turns.push(budget.spend(context, async () => context.now(), { cost }).catch(() => null).finally(() => (had += 1)));
    }
    await settled();
    context.advance(STEP);
  }
  return Promise.all(turns);
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const make = (options: Partial<RateBudgetOptions> = {}): RateBudget => createRateBudget({ requests: 3, perMs: 1_000, maxWaitMs: 1_000_000, ...options });

describe('a rate budget', () => {
  test('no window ever holds more than allowed, nobody is forgotten, and the order is that of asking', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 5 }), fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 25 }), async (requests, steps, spacing, asked) => {
        const perMs = steps * STEP;
        const turns = await turnsOf(createRateBudget({ requests, perMs, spacingMs: spacing * STEP, maxWaitMs: 10_000_000 }), asked.map((at) => at * STEP));
        const times = turns.filter((at) => at !== null);
        expect(times.length).toBe(asked.length);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (let index = requests; index < times.length; index += 1) expect(times[index]! - times[index - requests]!).toBeGreaterThanOrEqual(perMs);
        for (let index = 1; index < times.length; index += 1) expect(times[index]! - times[index - 1]!).toBeGreaterThanOrEqual(spacing * STEP);
      }),
      { numRuns: 50 },
    ));

  test('whoever would wait too long is told for how long, and takes nobody else’s turn', async () => {
    const budget = make({ requests: 1, maxWaitMs: 500 });
    const context = testContext();
    await budget.spend(context, async () => undefined);
    await expect(budget.spend(context, async () => undefined)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: 1_000 });
    context.advance(1_000);
    expect(await budget.spend(context, async () => context.now())).toBe(1_000);
  });

  test('a call may count for several, never for more than all', async () => {
    expect(await turnsOf(make({ requests: 4 }), [0, 0, 0, 0], 2)).toEqual([0, 0, 1_000, 1_000]);
    await expect(make().spend(testContext(), async () => undefined, { cost: 4 })).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'rateBudget.requests' });
  });

  test('what the vendor asks for holds for those who wait already', async () => {
    const budget = make({ requests: 1 });
    const context = testContext();
    await budget.spend(context, async () => undefined);
    const turn = budget.spend(context, async () => context.now());
    budget.holdUntil(5_000);
    context.advance(1_000);
    await context.sleeping();
    context.advance(4_000);
    expect(await turn).toBe(5_000);
  });

  test('so many at once and no more', async () => {
    const budget = make({ requests: 10, maxInFlight: 2 });
    const context = testContext();
    let at = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    const calls = Array.from({ length: 6 }, () =>
      budget.spend(context, async () => {
        most = Math.max(most, (at += 1));
        await new Promise<void>((resolve) => gates.push(resolve));
        at -= 1;
      }),
    );
    for (let done = 0; done < 6; done += 1) {
      await settled();
      gates.shift()?.();
    }
    await Promise.all(calls);
    expect(most).toBe(2);
  });

  test('who had its turn while another was slow keeps the limit all the same', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 20 }), async (requests, maxInFlight, calls) => {
        const perMs = 10 * STEP;
        const budget = createRateBudget({ requests, perMs, maxInFlight, maxWaitMs: 10_000_000 });
        const context = testContext();
        const starts: number[] = [];
        const asked = [...calls].sort(([a], [b]) => a - b);
        let done = 0;
        for (let waiting = 0; done < calls.length; context.advance(STEP)) {
          for (; waiting < asked.length && asked[waiting]![0] * STEP <= context.now(); waiting += 1) {
            const lasts = asked[waiting]![1] * STEP;
            const work = async (): Promise<void> => {
              starts.push(context.now());
              if (lasts > 0) await context.sleep(lasts);
            };
            void budget.spend(context, work).then(() => (done += 1));
          }
          await settled();
        }
        expect(starts.length).toBe(calls.length);
        for (let index = requests; index < starts.length; index += 1) expect(starts[index]! - starts[index - requests]!).toBeGreaterThanOrEqual(perMs);
      }),
      { numRuns: 50 },
    ));

  test('what the vendor asks for holds for those whose turn it is, and who wait for another to be done', async () => {
    const budget = make({ maxInFlight: 1 });
    const context = testContext();
    let answer: () => void = () => undefined;
    const first = budget.spend(context, () => new Promise<void>((resolve) => (answer = resolve)));
    const second = budget.spend(context, async () => context.now());
    await settled();
    budget.holdUntil(5_000);
    answer();
    await first;
    await context.sleeping();
    context.advance(5_000);
    expect(await second).toBe(5_000);
  });

  test('nobody waits longer than its patience for a vendor that closes meanwhile', async () => {
    const budget = make({ requests: 1, maxWaitMs: 60_000 });
    const context = testContext();
    await budget.spend(context, async () => undefined);
    const waiting = budget.spend(context, async () => 'asked');
    budget.holdUntil(86_400_000);
    await context.sleeping();
    context.advance(1_000);
    await expect(waiting).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 86_399_000 });
  });

  test('a failure is the caller’s own, and an abort ends the wait', async () => {
    const budget = make({ requests: 2 });
    const context = testContext();
    await expect(budget.spend(context, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    expect(await budget.spend(context, async () => 'next')).toBe('next');
    const waiting = budget.spend(context, async () => 'too late');
    context.abort(new Error('stop now'));
    await expect(waiting).rejects.toThrow('stop now');
  });

  test('a clock that was set back does not close it', async () => {
    const budget = make({ requests: 1 });
    await budget.spend(testContext({ now: 10_000_000 }), async () => undefined);
    expect(await budget.spend(testContext({ now: 1_000 }), async () => 'asked')).toBe('asked');
  });

  test('a clock that was set back frees those who wait, and forgets what the vendor asked for', async () => {
    const budget = make({ requests: 1 });
    const before = testContext({ now: 10_000_000 });
    await budget.spend(before, async () => undefined);
    let now = 10_000_000;
    const sleep = async (): Promise<void> => {
      if (now < 10_000_000) throw new Error('waits on');
      now = 1_000;
    };
    expect(await budget.spend({ ...before, now: () => now, sleep }, async () => 'asked')).toBe('asked');
    const held = make({ requests: 5, maxWaitMs: 0 });
    await held.spend(testContext({ now: 10_000_000 }), async () => undefined);
    held.holdUntil(10_060_000);
    expect(await held.spend(testContext({ now: 1_000 }), async () => 'asked')).toBe('asked');
  });

  test('a clock that stumbles by a little keeps the limit', async () => {
    const budget = make({ requests: 1, maxWaitMs: 0 });
    await budget.spend(testContext({ now: 10_000 }), async () => undefined);
    await expect(budget.spend(testContext({ now: 9_990 }), async () => undefined)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_000 });
  });

  test.each([
    [{ requests: 0, perMs: 1 }, 'rateBudget.requests'],
    [{ requests: 1, perMs: 0 }, 'rateBudget.perMs'],
    [{ requests: 1, perMs: 1, burst: 2 }, 'rateBudget.burst'],
  ])('%o is refused', (options, field) => {
    expect(() => createRateBudget(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});

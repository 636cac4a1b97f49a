import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { CallContext, Classifier, SpeakerJudge } from '../../src/spec/plugin.ts';
import { fixedClassifier, fixedJudge, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { acme, dataOf, labelsByMark, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const SECOND = 1_000;
const brands = [acme, { ...acme, id: 'zap', name: 'Zap', query: 'zap' }, { ...acme, id: 'nib', name: 'Nib', query: 'nib' }];
const about = (name: string, count: number) => Array.from({ length: count }, (_, index) => post(`${name} [complaint] ${index}`, { by: `customer-${name}-${index}` }));

/** How many calls are under way, and the most that ever were. */
function counted() {
  const count = { now: 0, most: 0, calls: 0 };
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    count.now += 1;
    count.calls += 1;
    count.most = Math.max(count.most, count.now);
    try {
      return await work();
    } finally {
      count.now -= 1;
    }
  };
  return { count, during };
}

/** A model at a vendor's, which takes its time. */
function slowClassifier(capabilities: Partial<Classifier['capabilities']>, ms: number): Classifier & { count: { most: number; calls: number } } {
  const { count, during } = counted();
  const classifier = fixedClassifier(({ text }) => labelsByMark(text));
  return {
    ...classifier,
    count,
    capabilities: { ...classifier.capabilities, sendsTextOut: true, ...capabilities },
    classify: (texts, context) => during(async () => (await context.sleep(ms), classifier.classify(texts, context))),
  };
}
function slowJudge(capabilities: Partial<SpeakerJudge['capabilities']>, wait: (context: CallContext) => Promise<void>): SpeakerJudge & { count: { most: number; calls: number } } {
  const { count, during } = counted();
  const judge = fixedJudge(() => 'customer');
  return { ...judge, count, capabilities: { ...judge.capabilities, sendsTextOut: true, ...capabilities }, judge: (asked, context) => during(async () => (await wait(context), judge.judge(asked, context))) };
}

async function heard(monitor: Monitor, counts: Record<string, number>): Promise<number> {
  for (const [name, count] of Object.entries(counts)) for (const one of about(name, count)) await monitor.ingest(one);
  await monitor.idle();
  const classified = await dataOf(monitor, 'mention.classified');
  expect(await dataOf(monitor, 'mention.heard')).toHaveLength(classified.length);
  return classified.length;
}

describe('a classifier that takes its time', () => {
  it('makes virtual time pass, and nobody wait for ever', async () => {
    const clock = virtualClock({ start: START });
    await using monitor = testMonitor({ clock, classifiers: [slowClassifier({ maxBatch: 8, maxInFlight: 1 }, 10 * SECOND)] });
    expect(await heard(monitor, { acme: 16 })).toBe(16);
    expect(clock.now() - START).toBeGreaterThanOrEqual(20 * SECOND);
    expect(clock.now() - START).toBeLessThan(MINUTE * 10);
  });

  it.each([1, 2])('is asked no more often at once than it takes (%d), whatever brands there are', async (maxInFlight) => {
    const classifier = slowClassifier({ maxBatch: 2, maxInFlight }, SECOND);
    await using monitor = testMonitor({ brands, classifiers: [classifier] });
    await heard(monitor, { zap: 6, nib: 6, none: 6 });
    expect(classifier.count.most).toBe(maxInFlight);
  });

  it('shares what leaves the machine with the others: no more at once than the monitor makes', async () => {
    const [one, other] = [slowClassifier({ maxBatch: 1, maxInFlight: 9 }, SECOND), slowClassifier({ maxBatch: 1, maxInFlight: 9 }, SECOND)];
    const judge = slowJudge({ maxInFlight: 9 }, (context) => context.sleep(SECOND));
    await using monitor = testMonitor({ brands, limits: { concurrency: 3 }, classifiers: [one, { ...other, instance: 'other', name: 'other' }], judges: [judge] });
    await heard(monitor, { zap: 4, nib: 4 });
    expect(one.count.most + other.count.most).toBeGreaterThan(1);
    expect(judge.count.most).toBeLessThanOrEqual(3);
  });

  it('on this machine is heeded too', async () => {
    const classifier = slowClassifier({ maxBatch: 1, maxInFlight: 1, sendsTextOut: false }, 10);
    await using monitor = testMonitor({ brands, classifiers: [classifier] });
    await heard(monitor, { zap: 4, nib: 4 });
    expect(classifier.count).toMatchObject({ most: 1, calls: 16 });
  });
});

describe('the time a call may take', () => {
  it('runs from when its turn came', async () => {
    const judge = slowJudge({ maxInFlight: 1 }, (context) => context.sleep(20 * SECOND));
    await using monitor = testMonitor({ judges: [judge], limits: { callTimeoutMs: 30 * SECOND } });
    await heard(monitor, { acme: 5 });
    expect(judge.count.calls).toBe(5);
    expect((await dataOf(monitor, 'speaker.judged')).map(({ role }) => role.known)).toEqual([true, true, true, true, true]);
  });

  it('over, the call is told to end, and the next has its turn', async () => {
    const ended: unknown[] = [];
    let first = true;
    const judge = slowJudge({ maxInFlight: 1 }, async (context) => {
      if (!first) return;
      first = false;
      await context.sleep(60 * MINUTE).catch((error: unknown) => {
        ended.push(error);
        throw error;
      });
    });
    await using monitor = testMonitor({ judges: [judge], limits: { callTimeoutMs: 30 * SECOND } });
    await heard(monitor, { acme: 3 });
    expect(ended).toMatchObject([{ code: 'UNAVAILABLE' }]);
    expect((await dataOf(monitor, 'speaker.judged')).filter(({ role }) => role.known)).toHaveLength(2);
  });
});

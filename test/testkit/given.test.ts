import { expect, it, test } from 'vitest';

import { createMonitor } from '../../src/index.ts';
import {
  fixedClassifier, fixedJudge, formatReports, ledgerDigest, postsAsScript, readLedger, readScenario, rememberingPublisher, runScenario, scriptedSource, virtualClock,
} from '../../src/testkit/scenarios/index.ts';
import { kettles } from './scenario-support.ts';

const junk: readonly unknown[] = [null, 5, NaN, 'x'.repeat(1_000_000), Symbol('x'), 10n, new Date(0), new Map(), () => undefined, {}, []];
const step = { at: 0, signals: [] };

/** What is tried, with what it takes taken out of the junk. */
const tried: [string, (value: never) => unknown, (value: unknown) => boolean][] = [
  ['formatReports', formatReports, Array.isArray],
  ['formatReports of one', (value: never) => formatReports([value]), () => false],
  ['its width', (value: never) => formatReports([], { width: value }), (value) => value === 5],
  ['virtualClock', virtualClock, () => false],
  ['its start', (value: never) => virtualClock({ start: value }), (value) => value === 5],
  ['scriptedSource', scriptedSource, Array.isArray],
  ['a step', (value: never) => scriptedSource([value]), () => false],
  ['the time of a step', (value: never) => scriptedSource([{ ...step, at: value }]), (value) => value === 5],
  ['the signals of a step', (value: never) => scriptedSource([{ ...step, signals: value }]), Array.isArray],
  ['the failure of a step', (value: never) => scriptedSource([{ at: 0, fails: value }]), () => false],
  ['the instance of a source', (value: never) => scriptedSource([step], { instance: value }), (value) => typeof value === 'string'],
  ['what comes afterwards', (value: never) => scriptedSource([step], { afterwards: value }), () => false],
  ['postsAsScript', postsAsScript, Array.isArray],
  ['a post', (value: never) => postsAsScript([value]), () => false],
  ['fixedClassifier', fixedClassifier, (value) => typeof value === 'function'],
  ['fixedJudge', fixedJudge, (value) => typeof value === 'function'],
  ['rememberingPublisher', rememberingPublisher, (value) => typeof value === 'string'],
];
test.each(tried)('%s refuses what it does not take', (_, work, takes) => {
  for (const value of junk.filter((one) => !takes(one))) expect(() => work(value as never)).toThrow(expect.objectContaining({ name: 'KashuvError', code: 'CONFIG_INVALID' }) as Error);
});

test('a ledger is read of a monitor alone', async () => {
  for (const value of junk) {
    await expect(readLedger(value as never)).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'monitor' });
    await expect(ledgerDigest(value as never)).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'monitor' });
  }
});

test('a table has a width, whatever the terminal says', async () => {
  const report = await runScenario(kettles(), { createMonitor });
  const widest = (width: number): number => Math.max(...formatReports([report], { width }).filter((line) => line.startsWith('─')).map((line) => line.length));
  expect([0, -5, 12, 100.4, Infinity].map(widest)).toEqual([40, 40, 40, 100, 1_000]);
});

test('posts without a time come with the one before them', () => {
  const post = (id: string, postedAt?: number) => ({ id, text: 'acme', ...(postedAt === undefined ? {} : { postedAt }) });
  const script = postsAsScript([post('begins'), post('later', 20), post('with-later'), post('first', 10), post('with-first')]);
  expect(script.flatMap((one) => ('signals' in one ? one.signals : []).map((signal) => [signal.type === 'posted' ? signal.post.id : '', one.at]))).toEqual([
    ['first', 10], ['with-first', 10], ['begins', 20], ['later', 20], ['with-later', 20],
  ]);
});

it('refuses a monitor that keeps another time', async () => {
  await expect(runScenario(kettles(), { createMonitor: ({ clock: _, ...options }) => createMonitor(options) })).rejects.toMatchObject({ code: 'CONFIG_INVALID', field: 'createMonitor' });
});

it('reads without options, and with null', () => {
  expect(readScenario(JSON.stringify(kettles()), null as never).name).toBe('kettles');
});

import { expect, test } from 'vitest';

import { withTimeout } from '../../../src/classifiers/combine/index.ts';
import { callContext } from '../../../src/runtime/call-context.ts';
import { virtualClock } from '../../../src/runtime/clock.ts';
import { testContext } from '../../support/context.ts';
import { fake, label, text } from '../fake-classifier.ts';

const complaint = () => [label('kind', 'complaint', 0.9)];

test('an answer in time is the answer', async () => {
  expect(await withTimeout(fake('inner', complaint), 100).classify([text('1')], testContext())).toMatchObject([{ id: '1', status: 'labelled' }]);
});

test('past the time it is waited for no longer, its signal aborts, and the error can be tried again', async () => {
  const context = testContext();
  let heard: AbortSignal | undefined;
  const asked = withTimeout(fake('deaf', (_, __, { signal }) => { heard = signal; return new Promise<never>(() => undefined); }), 100).classify([text('1')], context);
  await context.sleeping();
  context.advance(99);
  expect(heard?.aborted).toBe(false);
  context.advance(1);
  await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true, message: expect.stringContaining('100 ms') });
  expect(heard?.aborted).toBe(true);
});

test('an abort from outside is the abort', async () => {
  const context = testContext();
  const stopped = new Error('stopped');
  const asked = withTimeout(fake('deaf', () => new Promise<never>(() => undefined)), 100).classify([text('1')], context);
  await context.sleeping();
  context.abort(stopped);
  await expect(asked).rejects.toBe(stopped);
  await expect(withTimeout(fake('inner', complaint), 100).classify([text('1')], context)).rejects.toBe(stopped);
});

const virtual = () => {
  const clock = virtualClock({ start: 0 });
  return { clock, context: callContext({ clock, fetch: globalThis.fetch, log: () => undefined }, clock.task(), new AbortController().signal) };
};
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('under a virtual clock work takes no time', async () => {
  const { clock, context } = virtual();
  // A module being loaded: the clock cannot see it.
  const slow = fake('loading', async () => { await turns(5); return complaint(); });
  expect(await withTimeout(slow, 100).classify([text('1')], context)).toMatchObject([{ status: 'labelled' }]);
  expect(clock.now()).toBe(0);
});

test('under a virtual clock who waits on the clock runs out of time', async () => {
  const waits = (ms: number) => fake('polite', async (_, __, { sleep }) => { await turns(3); await sleep(ms); await turns(3); return complaint(); });
  const [short, long] = [virtual(), virtual()];
  expect(await withTimeout(waits(60), 100).classify([text('1')], short.context)).toMatchObject([{ status: 'labelled' }]);
  expect(short.clock.now()).toBe(60);
  await expect(withTimeout(waits(101), 100).classify([text('1')], long.context)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(long.clock.now()).toBe(100);
});

test('one limit in another: the shorter one counts', async () => {
  const { clock, context } = virtual();
  const asked = withTimeout(withTimeout(fake('polite', async (_, __, { sleep }) => { await sleep(1_000); return complaint(); }), 50), 100).classify([text('1')], context);
  await expect(asked).rejects.toMatchObject({ message: expect.stringContaining('50 ms') });
  expect(clock.now()).toBe(50);
});

test('refuses a time that is none', () => {
  for (const ms of [0, -1, NaN, Infinity]) expect(() => withTimeout(fake('inner', complaint), ms)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'withTimeout.ms' }) as Error);
});

import { expect, test } from 'vitest';
import { createApi, createRateBudget } from '../../src/http.ts';
import { testContext } from '../../src/testkit/index.ts';

const DAY = 86_400_000;
const api = (budget = createRateBudget({ requests: 1, perMs: DAY, maxWaitMs: DAY })) =>
  createApi({ service: 'https://93.184.215.14', budget, requests: { timeoutMs: 30_000, maxBytes: 1_000, allowPrivate: false } });

test('stands still until it is moved, and wakes in order of time', async () => {
  const context = testContext({ now: 5 });
  const woken: string[] = [];
  const waits = [['late', 30], ['early', 10], ['never', 31]].map(async ([name, ms]) => {
    await context.sleep(Number(ms));
    woken.push(`${name} ${context.now()}`);
  });
  await context.sleeping();
  context.advance(30);
  await Promise.all(waits.slice(0, 2));
  expect([woken, context.now()]).toEqual([['early 35', 'late 35'], 35]);
});

test('a wait of one’s own ends alone, and all end with the call', async () => {
  const context = testContext();
  const own = new AbortController();
  const [alone, other] = [context.sleep(10, own.signal), context.sleep(20)];
  own.abort(new Error('mine'));
  await expect(alone).rejects.toThrow('mine');
  context.abort(new Error('all'));
  await expect(other).rejects.toThrow('all');
  await expect(context.sleep(1)).rejects.toThrow('all');
});

test('with `jump` a budget’s wait is over at once, and the time of a request that is answered never comes', async () => {
  const context = testContext({
    now: DAY,
    jump: true,
    fetch: async () => {
      // Comes when whatever needs no more than a turn has been done.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return Response.json({ at: context.now() });
    },
  });
  const shop = api();
  expect([await shop.json({ path: '/' }, context), await shop.json({ path: '/' }, context)]).toEqual([{ at: DAY }, { at: 2 * DAY }]);
});

test('with `jump` several wait side by side', async () => {
  const context = testContext({ jump: true });
  const at = await Promise.all([30, 10, 20].map((ms) => context.sleep(ms).then(() => context.now())));
  expect(at).toEqual([30, 10, 20]);
});

test('a request that is never answered ends when the clock is moved', async () => {
  const context = testContext({ fetch: (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))) });
  const asked = api().json({ path: '/' }, context);
  await context.sleeping();
  context.advance(30_000);
  await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('keeps what was logged', () => {
  const context = testContext();
  context.log('warn', 'half an answer', { items: 3 });
  context.log('info', 'done');
  expect(context.logs).toEqual([{ level: 'warn', message: 'half an answer', data: { items: 3 } }, { level: 'info', message: 'done' }]);
});

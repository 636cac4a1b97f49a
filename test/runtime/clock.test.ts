import { describe, expect, it } from 'vitest';

import { Bell, systemClock, virtualClock } from '../../src/runtime/clock.ts';

describe('virtual time', () => {
  it('moves to the next moment somebody waits for, in order of time', async () => {
    const clock = virtualClock({ start: 0 });
    const woken: [string, number][] = [];
    await Promise.all([
      clock.wait(500).then(() => woken.push(['late', clock.now()])),
      clock.wait(100).then(() => woken.push(['early', clock.now()])),
      clock.wait(100).then(() => woken.push(['early too', clock.now()])),
    ]);
    expect(woken).toEqual([
      ['early', 100],
      ['early too', 100],
      ['late', 500],
    ]);
  });

  it('stands still while somebody works', async () => {
    const clock = virtualClock({ start: 0 });
    const task = clock.task();
    let woken = false;
    const waiting = clock.wait(10).then(() => (woken = true));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([woken, clock.now()]).toEqual([false, 0]);
    task.end();
    await waiting;
    expect(clock.now()).toBe(10);
  });

  it('moves while a task sleeps, but not while it also has a request under way', async () => {
    const clock = virtualClock({ start: 0 });
    const task = clock.task();
    await task.sleep(50);
    expect(clock.now()).toBe(50);
    let answer: (value: string) => void = () => undefined;
    const request = task.io(() => new Promise<string>((resolve) => (answer = resolve)));
    const limit = task.sleep(1_000);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(50);
    answer('done');
    expect(await request).toBe('done');
    await limit;
    expect(clock.now()).toBe(1_050);
    task.end();
  });

  it('lets a sleep be broken off, with the reason given', async () => {
    const clock = virtualClock({ start: 0 });
    const abort = new AbortController();
    const task = clock.task();
    const holder = clock.task();
    const sleep = task.sleep(1_000, abort.signal);
    abort.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(task.sleep(1, abort.signal)).rejects.toThrow('enough');
    expect(clock.now()).toBe(0);
    holder.end();
    task.end();
  });

  it('wakes a rester by bell before time moves, or by time when nobody rings', async () => {
    const clock = virtualClock({ start: 0 });
    const task = clock.task();
    const bell = new Bell();
    bell.ring();
    await task.rest(bell, 1_000);
    expect(clock.now()).toBe(0);
    await task.rest(bell, 1_000);
    expect(clock.now()).toBe(1_000);
    const ringer = clock.task();
    const rest = task.rest(bell, null);
    bell.ring();
    ringer.end();
    const other = clock.wait(9_000);
    await rest;
    expect(clock.now()).toBe(1_000);
    task.end();
    await other;
  });

  it('refuses a start that is no moment', () => {
    expect(() => virtualClock({ start: Number.NaN })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'start' }));
  });
});

describe('the machine\'s time', () => {
  it('waits for moments that have come, and can be broken off', async () => {
    const clock = systemClock();
    await clock.wait(clock.now() - 5);
    const abort = new AbortController();
    const waiting = clock.wait(clock.now() + 60_000, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const bell = new Bell();
    const rest = clock.task().rest(bell, clock.now() + 60_000);
    bell.ring();
    await rest;
  });
});

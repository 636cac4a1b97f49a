import { describe, expect, it } from 'vitest';

import { KashuvError } from '../../src/spec/errors.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { scriptedSource, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { testContext } from '../support/context.ts';
import { acme, HOUR, MINUTE, post, START, stoppedMonitors } from '../support/monitor.ts';

const monitorWith = stoppedMonitors();

/** What the tracker of a brand was told, kind by kind. */
async function toldTo(store: ReturnType<typeof memoryStore>, op: string): Promise<Record<string, unknown>[]> {
  const told: Record<string, unknown>[] = [];
  for await (const { value } of store.scan({ prefix: 'brand/acme/tracker-input/' }, testContext())) {
    const { input } = JSON.parse(value) as { input: Record<string, unknown> };
    if (input['op'] === op) told.push(input);
  }
  return told;
}

const said = (text: string, minute: number) => ({ at: START + minute * MINUTE, signals: [{ type: 'posted' as const, post: post(`[complaint] ${text}`, { minute, by: `customer-${text}` }) }] });

describe('a source that fails', () => {
  it('is known to be silent from when it was last heard whole, until it is so again', async () => {
    const store = memoryStore();
    const broken = scriptedSource(
      [said('one', 0), { at: START + 2 * HOUR, fails: new KashuvError('RATE_LIMITED', 'slowly', { retryAfterMs: 3 * HOUR }) }, { at: START + 2 * HOUR, fails: new KashuvError('UNAVAILABLE', 'down') }, said('two', 360)],
      { instance: 'broken' },
    );
    const well = scriptedSource([said('three', 30), said('four', 400)], { instance: 'well' });
    await monitorWith({ sources: [broken, well], store }).run();
    const changes = (await toldTo(store, 'cover')).map(({ source, change }) => ({ source, ...(change as { silent: boolean; at: number; sources: number }) }));
    expect(changes.map(({ source, silent, sources }) => [source, silent, sources])).toEqual([['broken', true, 2], ['broken', false, 2]]);
    expect(changes[0]?.at).toBeLessThanOrEqual(START + 2 * HOUR);
    expect(changes[1]?.at).toBeGreaterThanOrEqual(START + 5 * HOUR);
  });

  it('is not taken for silent for ever by a monitor that is started again, also where it is read no more', async () => {
    const store = memoryStore();
    const kept = { ...store, close: () => Promise.resolve() };
    const failing = (instance: string) => scriptedSource([said('one', 0), { at: START + 2 * HOUR, fails: new KashuvError('UNAVAILABLE', 'down', { retryAfterMs: 90 * HOUR }) }, said('never', 6000)], { instance });
    const stopping = new AbortController();
    const first = monitorWith({ sources: [failing('again'), failing('gone')], store: kept });
    let failures = 0;
    first.on('source.failed', () => {
      if ((failures += 1) === 2) stopping.abort();
    });
    await first.run({ signal: stopping.signal });
    await monitorWith({ clock: virtualClock({ start: START + 5 * HOUR }), sources: [scriptedSource([said('two', 320)], { instance: 'again' })], store: kept }).run();
    const changes = (await toldTo(store, 'cover')).map(({ source, change }) => ({ source, ...(change as { silent: boolean; at: number }) }));
    expect(changes.map(({ source, silent }) => [source, silent])).toEqual([['again', true], ['gone', true], ['again', false], ['gone', false]]);
    expect(changes.slice(2).map(({ at }) => at)).toEqual([START + 5 * HOUR, START + 5 * HOUR]);
  });

  it('is waited for no longer once it has failed for good', async () => {
    const store = memoryStore();
    const over = scriptedSource([{ at: START, fails: new KashuvError('UNAVAILABLE', 'down') }, { at: START, fails: new KashuvError('INPUT_INVALID', 'no such file') }], { instance: 'over' });
    await monitorWith({ sources: [over, scriptedSource([said('one', 30)], { instance: 'well' })], store }).run();
    expect((await toldTo(store, 'cover')).map(({ change }) => (change as { silent: boolean }).silent)).toEqual([true, false]);
  });

  it('is known to be silent to a brand that is added meanwhile', async () => {
    const store = memoryStore();
    const source = scriptedSource([said('one', 0), { at: START + 2 * HOUR, fails: new KashuvError('UNAVAILABLE', 'down', { retryAfterMs: 90 * HOUR }) }, said('late', 6000)], { instance: 'broken' });
    const monitor = monitorWith({ brands: [{ ...acme, id: 'other', name: 'Other', query: 'other' }], sources: [source], store });
    const stopping = new AbortController();
    let adding: Promise<void> | null = null;
    monitor.on('source.failed', () => {
      adding ??= monitor.addBrand(acme).then(() => stopping.abort());
    });
    await monitor.run({ signal: stopping.signal });
    expect((await toldTo(store, 'cover')).map(({ source: instance }) => instance)).toEqual(['broken']);
  });

  it('is not spoken of where all goes well', async () => {
    const store = memoryStore();
    await monitorWith({ sources: [scriptedSource([said('one', 0), said('two', 90)])], store }).run();
    expect(await toldTo(store, 'cover')).toEqual([]);
  });
});

describe('a launch', () => {
  const launch = { name: 'Spring', from: START, to: START + 24 * HOUR };

  it('is watched from the start where the brand has one, and from when a human tells of it', async () => {
    const store = memoryStore();
    const first = monitorWith({ brands: [{ ...acme, launches: [launch] }], store });
    await first.ingest(post('[complaint] hello'));
    await first.idle();
    expect(await toldTo(store, 'watch')).toMatchObject([{ launches: [{ from: launch.from, to: launch.to }] }]);
    await first.tell({ about: 'launch', brand: 'acme', launch: { ...launch, from: START + 48 * HOUR, to: START + 72 * HOUR }, by: 'Noam' });
    const [, more] = await toldTo(store, 'watch');
    expect(more?.['launches']).toHaveLength(2);
  });
});

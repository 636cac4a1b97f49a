import { afterEach, describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { scriptedSource } from '../../src/testkit/scenarios/index.ts';
import { testContext } from '../support/context.ts';
import { acme, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

let open: Monitor[] = [];
const monitorWith: typeof testMonitor = (options) => {
  const monitor = testMonitor(options);
  open.push(monitor);
  return monitor;
};
afterEach(async () => {
  await Promise.all(open.map((monitor) => monitor.stop()));
  open = [];
});

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
    const well = scriptedSource([said('three', 30)], { instance: 'well' });
    await monitorWith({ sources: [broken, well], store }).run();
    const changes = (await toldTo(store, 'cover')).map(({ source, change }) => ({ source, ...(change as { silent: boolean; at: number; sources: number }) }));
    expect(changes.map(({ source, silent, sources }) => [source, silent, sources])).toEqual([['broken', true, 2], ['broken', false, 2]]);
    expect(changes[0]?.at).toBeLessThanOrEqual(START + 2 * HOUR);
    expect(changes[1]?.at).toBeGreaterThanOrEqual(START + 5 * HOUR);
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

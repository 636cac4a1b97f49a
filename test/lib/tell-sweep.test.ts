import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SweepMemory } from '../../src/lib/sweep-memory.ts';
import { tellSweep, type News } from '../../src/lib/tell-sweep.ts';
import type { ReadBatch } from '../../src/spec/plugin.ts';
import { collect, testContext } from '../support/context.ts';

const NOW = 1_700_000_000_000;

/** What is not known yet, as a source gives it; after `failAt` items the vendor fails. */
async function* newsOf(ids: readonly string[], memory: SweepMemory, failAt = Infinity): AsyncGenerator<News<string>, void> {
  for (const [index, id] of ids.entries()) {
    if (index === failAt) throw new Error('the vendor fails');
    if (memory.compare(id, '') === 'new') yield { item: id, remember: () => memory.see(id, '', NOW) };
  }
}

const sweep = (ids: readonly string[], cursor: string, limit: number, failAt?: number): AsyncGenerator<ReadBatch<string>, void> => {
  const memory = SweepMemory.read(cursor) ?? SweepMemory.empty();
  return tellSweep(memory, newsOf(ids, memory, failAt), { limit }, testContext({ now: NOW }));
};

test('from each cursor a sweep gives exactly the rest', async () => {
  const shapes = fc.record({ count: fc.integer({ min: 0, max: 25 }), limit: fc.integer({ min: 1, max: 8 }) });
  await fc.assert(
    fc.asyncProperty(shapes, async ({ count, limit }) => {
      const ids = Array.from({ length: count }, (_, index) => `id${index}`);
      const batches = await collect(sweep(ids, '', limit));
      expect(batches.flatMap(({ items }) => items)).toEqual(ids);
      expect(batches.map(({ caughtUp }) => caughtUp)).toEqual([...Array.from({ length: batches.length - 1 }, () => false), true]);
      expect(batches.every(({ items }) => items.length <= limit)).toBe(true);
      let given = 0;
      for (const { items, cursor } of batches) {
        given += items.length;
        expect((await collect(sweep(ids, cursor, limit))).flatMap((batch) => batch.items)).toEqual(ids.slice(given));
      }
      expect(SweepMemory.read(batches.at(-1)?.cursor ?? '')?.since).toBe(NOW);
    }),
  );
});

test('what fails is told, after what was full, and nothing that was not given is known', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const given: ReadBatch<string>[] = [];
  const failing = async (): Promise<void> => {
    for await (const batch of sweep(ids, '', 2, 3)) given.push(batch);
  };
  await expect(failing()).rejects.toThrow('the vendor fails');
  expect(given.map(({ items, caughtUp }) => [items, caughtUp])).toEqual([[['a', 'b'], false]]);
  expect((await collect(sweep(ids, given[0]?.cursor ?? '', 10)))[0]?.items).toEqual(['c', 'd', 'e']);
});

test('ends without an error, and without saying that all was told, where the call is aborted', async () => {
  const context = testContext({ now: NOW });
  const memory = SweepMemory.empty();
  const given: ReadBatch<string>[] = [];
  for await (const batch of tellSweep(memory, newsOf(['a', 'b', 'c'], memory), { limit: 1 }, context)) {
    given.push(batch);
    context.abort();
  }
  expect(given.map(({ items, caughtUp }) => [items, caughtUp])).toEqual([[['a'], false]]);
});

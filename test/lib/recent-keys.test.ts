import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentKeys } from '../../src/lib/recent-keys.ts';

test('the latest keys are remembered with their last value, and never more than twice as many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }).map(String), fc.integer()), { maxLength: 200 }), (kept, entries) => {
      const recent = new RecentKeys<number>(kept);
      for (const [key, value] of entries) recent.set(key, value);
      const latest = new Map(entries);
      const inOrder = [...new Set(entries.map(([key]) => key).reverse())];
      for (const key of inOrder.slice(0, kept)) expect(recent.get(key)).toBe(latest.get(key));
      expect([...latest.keys()].filter((key) => recent.get(key) !== undefined).length).toBeLessThanOrEqual(2 * kept);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HeardLately } from '../../src/lib/heard-lately.ts';
import { SweepMemory } from '../../src/lib/sweep-memory.ts';

const reread = (memory: HeardLately, cursor = memory.interim(), most = 100): HeardLately => {
  const read = HeardLately.read(cursor, most);
  if (read === null) throw new Error('the cursor is not read');
  return read;
};

describe('what was heard lately', () => {
  test('is in the cursor as it was, whatever the ids and the words', () => {
    const heard = fc.array(fc.record({ id: fc.string({ unit: 'grapheme', maxLength: 80 }), words: fc.string(), at: fc.integer({ min: 0, max: 4e12 }) }), { maxLength: 30 });
    fc.assert(
      fc.property(heard, (all) => {
        const memory = HeardLately.empty(100);
        for (const { id, words, at } of all) memory.see(id, words, at);
        const last = new Map(all.map(({ id, words }) => [id, words]));
        for (const read of [memory, reread(memory), reread(memory, memory.complete(5))]) {
          for (const [id, words] of last) expect([read.has(id), read.knows(id, words), read.knows(id, `${words}.`)]).toEqual([true, true, false]);
          expect(read.lately(0)).toHaveLength(last.size);
        }
      }),
    );
  });

  test('since the last whole sweep alone, the last ones alone, and not what is gone', () => {
    const memory = HeardLately.empty(2);
    for (const id of ['a', 'b', 'c']) memory.see(id, 'words', 10_000);
    expect([memory.since, reread(memory).since, reread(memory, memory.complete(7)).since]).toEqual([null, null, 7]);
    expect([reread(memory).lately(0), reread(memory, memory.complete(7)).lately(0)]).toEqual([['a', 'b', 'c'], ['b', 'c']]);
    memory.bury('b', 20_000);
    expect([memory.lately(0), memory.has('b'), memory.knows('b', 'words'), memory.lately(10_001)]).toEqual([['a', 'c'], true, false, []]);
  });

  test('a clock may tell parts of a millisecond', () => {
    expect(reread(HeardLately.empty(1), HeardLately.empty(1).complete(1_777_809_724_303.11)).since).toBe(1_777_809_724_303);
    expect(SweepMemory.read(SweepMemory.empty().complete(1_777_809_724_303.11))?.since).toBe(1_777_809_724_303);
  });

  test('an edit keeps its place and its time', () => {
    const memory = HeardLately.empty(10);
    memory.see('a', 'first', 10_000);
    memory.see('b', 'words', 20_000);
    memory.see('a', 'second', 30_000);
    expect([memory.lately(0), memory.lately(15_000), memory.knows('a', 'second')]).toEqual([['a', 'b'], ['b'], true]);
  });

  test('is missed twice only where it was not seen between', () => {
    const memory = HeardLately.empty(10);
    expect(memory.miss('a')).toBe(false);
    memory.see('a', 'words', 1);
    expect([memory.miss('a'), reread(memory).miss('a')]).toEqual([false, true]);
    memory.see('a', 'words', 2);
    expect([memory.miss('a'), memory.miss('a')]).toEqual([false, true]);
  });

  test('a cursor of something else is none', () => {
    for (const cursor of ['', '1::', '2:x:', '2:1', '2:1:a', '2:1:a~1~b', '2:1:a~1~0123456789~c', 'x'.repeat(2_000_000), `2:1:${'a~1~'.repeat(10_000)}`]) expect(HeardLately.read(cursor, 10)).toBeNull();
  });
});

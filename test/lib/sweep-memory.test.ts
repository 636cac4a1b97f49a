import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SweepMemory } from '../../src/lib/sweep-memory.ts';

const reread = (memory: SweepMemory, cursor = memory.interim(), most = 100): SweepMemory => {
  const read = SweepMemory.read(cursor, most);
  if (read === null) throw new Error('the cursor is not read');
  return read;
};

describe('what a poll has told', () => {
  test('is in the cursor as it was, whatever the ids and the words', () => {
    const heard = fc.array(fc.record({ id: fc.string({ unit: 'grapheme', maxLength: 80 }), words: fc.string(), at: fc.integer({ min: 0, max: 4e12 }) }), { maxLength: 30 });
    fc.assert(
      fc.property(heard, (all) => {
        const memory = SweepMemory.empty(100);
        for (const { id, words, at } of all) memory.see(id, words, at);
        const last = new Map(all.map(({ id, words }) => [id, words]));
        for (const read of [memory, reread(memory), reread(memory, memory.complete(5))]) {
          for (const [id, words] of last) expect([read.has(id), read.compare(id, words), read.compare(id, `${words}.`)]).toEqual([true, 'same', 'changed']);
          expect(read.lately(0)).toHaveLength(last.size);
        }
      }),
    );
  });

  test('since the last whole sweep alone, the last ones alone, and not what is gone', () => {
    const memory = SweepMemory.empty(2);
    for (const id of ['a', 'b', 'c']) memory.see(id, 'words', 10_000);
    expect([memory.since, reread(memory).since, reread(memory, memory.complete(7)).since]).toEqual([null, null, 7]);
    expect([reread(memory).lately(0), reread(memory, memory.complete(7)).lately(0)]).toEqual([['a', 'b', 'c'], ['b', 'c']]);
    memory.bury('b', 20_000);
    expect([memory.lately(0), memory.has('b'), memory.compare('b', 'words'), memory.compare('d', 'words'), memory.lately(10_001)]).toEqual([['a', 'c'], true, 'gone', 'new', []]);
  });

  test('a clock may tell parts of a millisecond', () => {
    expect(reread(SweepMemory.empty(1), SweepMemory.empty(1).complete(1_777_809_724_303.11)).since).toBe(1_777_809_724_303);
  });

  test('an edit keeps its place and its time', () => {
    const memory = SweepMemory.empty(10);
    memory.see('a', 'first', 10_000);
    memory.see('b', 'words', 20_000);
    memory.see('a', 'second', 30_000);
    expect([memory.lately(0), memory.lately(15_000), memory.compare('a', 'second')]).toEqual([['a', 'b'], ['b'], 'same']);
  });

  test('is missed twice only where it was not seen between', () => {
    const memory = SweepMemory.empty(10);
    expect(memory.miss('a')).toBe(false);
    memory.see('a', 'words', 1);
    expect([memory.miss('a'), reread(memory).miss('a')]).toEqual([false, true]);
    memory.see('a', 'words', 2);
    expect([memory.miss('a'), memory.miss('a')]).toEqual([false, true]);
  });

  test('of a sweep without an end the cursor can still be read, and holds the last 10,000', () => {
    const memory = SweepMemory.empty(1);
    for (let index = 0; index < 10_050; index += 1) memory.see(`${index}-${'x'.repeat(58)}`, 'words', 4e12);
    expect(reread(memory).lately(0).map((id) => Number.parseInt(id, 10))).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 50));
  });

  test('remembers 1,000 unless told otherwise, and not more than it can', () => {
    const memory = SweepMemory.empty();
    for (let index = 0; index < 1_001; index += 1) memory.see(String(index), 'words', 0);
    expect([SweepMemory.read(memory.complete(1))?.has('0'), SweepMemory.read(memory.complete(1))?.has('1')]).toEqual([false, true]);
    for (const most of [0, 1.5, Number.NaN, 10_001]) {
      expect(() => SweepMemory.empty(most)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'most' }));
      expect(() => SweepMemory.read('2::', most)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    }
  });

  test('a cursor of something else is none', () => {
    for (const cursor of ['', '1::', '2:x:', '2:1', '2:1:a', '2:1:a~1~b', '2:9999999999999999:', '2:1:a~1~0123456789~c', 'x'.repeat(2_000_000), `2:1:${'a~1~'.repeat(10_000)}`]) expect(SweepMemory.read(cursor, 10)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fingerprinter, NearDuplicates, packFingerprint, unpackFingerprint, type Fingerprint } from '../../src/intake/index.ts';
import { deriveId } from '../../src/lib/digest.ts';

const prints = new Fingerprinter(20_260_503);
const idOf = (name: string | number): string => deriveId('post', 'test', String(name));
const DAY = 86_400_000;

/** An index that speaks of posts by name. */
function remembering({ windowMs = DAY, most = 1_000 } = {}) {
  const index = new NearDuplicates({ windowMs, most });
  const names = new Map<string, string>();
  return {
    index,
    hear(name: string, text: string, at = 0): string | null {
      names.set(idOf(name), name);
      const print = prints.of(text);
      const copy = print === null ? null : index.hear(idOf(name), at, print).copy;
      return copy === null ? null : (names.get(copy.post) ?? copy.post);
    },
  };
}

/** Texts that have no pair of words in common. */
const story = (number: number): string => Array.from({ length: 14 }, (_, at) => `word${number}x${at}`).join(' ');

const kettle = 'My kettle caught fire this morning while the kids had breakfast, and support does not answer.';

describe('a group', () => {
  test('is named after its first post', () => {
    const { hear } = remembering();
    expect(hear('first', kettle)).toBeNull();
    expect(hear('other', 'Waited an hour at the till for a refund that nobody there had ever heard of.')).toBeNull();
    expect(hear('second', `RT @dana: ${kettle}`)).toBe('first');
    expect(hear('third', `Unbelievable! "${kettle}" #kettle`)).toBe('first');
  });

  test('does not drift: what resembles a copy but not the first is something else', () => {
    const { hear } = remembering();
    const a = story(1).split(' ');
    const b = [...a.slice(0, 12), 'other1', 'other2'];
    const c = [...a.slice(0, 9), 'other3', 'other4', 'other5', 'other1', 'other2'];
    expect(hear('a', a.join(' '))).toBeNull();
    expect(hear('b', b.join(' '))).toBe('a');
    expect(hear('c', c.join(' '))).toBeNull();
  });

  test('goes on under its name when the first is forgotten or let go', () => {
    const { index, hear } = remembering();
    hear('a', kettle, 0);
    hear('b', kettle, DAY / 2);
    index.forget(idOf('a'));
    expect(hear('c', kettle, DAY / 2)).toBe('a');
    expect(hear('d', kettle, DAY * 1.4)).toBe('a');
    expect(hear('e', kettle, DAY * 2.5)).toBeNull();
  });

  test('an edit is heard anew, and no post is a copy of itself', () => {
    const { index, hear } = remembering();
    hear('a', kettle);
    expect(hear('a', `${kettle} Edit: it was a toaster.`)).toBeNull();
    hear('b', kettle);
    expect(hear('a', story(1))).toBeNull();
    expect(hear('c', kettle)).toBe('a');
    expect(hear('d', story(1))).toBe('a');
    expect(index.size).toBe(4);
  });

  test('tells how much of the shorter the longer has', () => {
    const { index } = remembering();
    index.hear(idOf('a'), 0, printOf(kettle));
    expect(index.hear(idOf('b'), 0, printOf(kettle)).copy).toEqual({ post: idOf('a'), similarity: 1 });
    const close = index.hear(idOf('c'), 0, printOf(kettle.replace('breakfast', 'lunch'))).copy;
    expect(close?.similarity).toBeGreaterThan(0.8);
    expect(close?.similarity).toBeLessThan(1);
  });
});

describe.each([
  ['thanks', 'Thank you @acme!'],
  ['a request', '@acme refund please'],
  ['five words', 'my order is late again'],
  ['one word many times', 'refund '.repeat(40)],
  ['nothing but tags', '#acme #fail #refund #now #please #help #me https://acme.example'],
  ['pictures', '😡😡😡😡😡😡😡'],
  ['nothing', ''],
])('too little to be told apart: %s', (_, text) => {
  test('has no fingerprint', () => expect(prints.of(text)).toBeNull());
});

test('a fingerprint is the same after it was stored, and differs by seed', () => {
  const print = printOf(kettle);
  expect(unpackFingerprint(packFingerprint(print))).toEqual(print);
  expect(packFingerprint(new Fingerprinter(2).of(kettle) as Fingerprint)).not.toBe(packFingerprint(print));
  expect(unpackFingerprint('bm9uZQ==')).toBeNull();
});

describe('bounds', () => {
  test('the window ends to the millisecond', () => {
    for (const [after, found] of [[DAY - 1, true], [DAY, true], [DAY + 1, false]] as const) {
      const { index, hear } = remembering();
      hear('a', kettle, 5);
      expect([after, hear('b', kettle, 5 + after)]).toEqual([after, found ? 'a' : null]);
      expect(index.size).toBe(found ? 2 : 1);
    }
  });

  test('no more posts than asked for, the latest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 30 }), (most, count) => {
        const { index, hear } = remembering({ most });
        for (let number = 0; number < count; number += 1) {
          hear(`n${number}`, story(number));
          expect(index.size).toBe(Math.min(most, number + 1));
        }
        for (let number = 0; number < count; number += 1) expect(index.forget(idOf(`n${number}`)) !== null).toBe(number >= count - most);
        expect(index.size).toBe(0);
      }),
    );
  });

  test('a crowd made to share its words costs no more than a few looks', () => {
    const { index, hear } = remembering({ most: 100_000 });
    let most = 0;
    for (let number = 0; number < 100_000; number += 1) {
      const before = index.looked;
      hear(`n${number}`, `extraordinarily disappointing customer experience number ${number} and token${number} with suffix${number * 7}`);
      most = Math.max(most, index.looked - before);
    }
    expect(most).toBeLessThanOrEqual(96);
    expect(index.size).toBe(100_000);
  }, 120_000);

  test('refuses what is no id', () => expect(() => new NearDuplicates({ windowMs: 1, most: 1 }).forget('post_1')).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' })));
});

/** Posts of a few stories, each with a remark, in some order. */
const posts = fc.array(fc.record({ story: fc.nat(5), remark: fc.constantFrom('', 'Look: ', 'RT @x: ') }), { maxLength: 25 });

describe('what does not matter', () => {
  test('the order of posts of other stories', () => {
    fc.assert(
      fc.property(posts, fc.infiniteStream(fc.nat()), (list, draws) => {
        const groups = (order: readonly number[]): Map<number, string | null> => {
          const { hear } = remembering();
          return new Map(order.map((at) => [at, hear(String(at), (list[at]?.remark ?? '') + story(list[at]?.story ?? 0))]));
        };
        const inOrder = list.map((_, at) => at);
        // Interleaved otherwise; within each story the order stays.
        const queues = [0, 1, 2, 3, 4, 5].map((number) => inOrder.filter((at) => list[at]?.story === number));
        const otherwise: number[] = [];
        while (otherwise.length < list.length) {
          const left = queues.filter((queue) => queue.length > 0);
          otherwise.push(left[(draws.next().value as number) % left.length]?.shift() as number);
        }
        const [one, other] = [groups(inOrder), groups(otherwise)];
        for (const at of inOrder) expect(other.get(at)).toBe(one.get(at));
      }),
    );
  });

  test('whether it was stored and put back in between, whatever was forgotten before', () => {
    fc.assert(
      fc.property(posts, fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(24)), fc.nat(24), (list, most, forgotten, cut) => {
        const settings = { windowMs: 20, most };
        const run = (restart: boolean): unknown[] => {
          let index = new NearDuplicates(settings);
          let kept = new Map<number, { id: string; at: number; order: number; group: string; print: Fingerprint }>();
          return list.map(({ story: number, remark }, at) => {
            const print = printOf(remark + story(number));
            const heard = index.hear(idOf(at), at * 2, print);
            for (const order of heard.dropped) kept.delete(order);
            kept.set(heard.order, { id: idOf(at), at: at * 2, order: heard.order, group: heard.group, print });
            const gone = forgotten.includes(at) ? index.forget(idOf(Math.floor(at / 2))) : null;
            if (gone !== null) kept.delete(gone);
            expect(index.size).toBe(kept.size);
            if (restart && at === cut) {
              index = new NearDuplicates(settings);
              for (const post of kept.values()) index.restore(post);
              kept = new Map(kept);
            }
            return heard.copy;
          });
        };
        expect(run(true)).toEqual(run(false));
      }),
    );
  });
});

function printOf(text: string): Fingerprint {
  const print = prints.of(text);
  if (print === null) throw new Error(`'${text}' says too little`);
  return print;
}

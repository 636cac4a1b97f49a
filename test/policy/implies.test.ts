import { describe, expect, test } from 'vitest';
import { implies } from '../../src/policy/implies.ts';
import type { Condition } from '../../src/spec/condition.ts';

const always: Condition = { always: true };
const complaint: Condition = { fact: 'what.kind', is: 'complaint' };
const praise: Condition = { fact: 'what.kind', is: 'praise' };
const kindIn = (...values: string[]): Condition => ({ fact: 'what.kind', in: values });
const kinds = (...has: string[]): Condition => ({ fact: 'what.kinds', has });
const harm = (at: { is: number } | { in: number[] } | { atLeast: number } | { atMost: number }): Condition => ({ fact: 'what.harm', ...at });
const goodwill = (at: { is: string } | { in: string[] } | { atLeast: string } | { atMost: string }): Condition => ({ fact: 'brand.goodwill', ...at });
const knows = (fact: 'what.kind' | 'what.harm', known = true): Condition => ({ fact, known });
const all = (...items: Condition[]): Condition => ({ all: items });
const any = (...items: Condition[]): Condition => ({ any: items });
const not = (item: Condition): Condition => ({ not: item });
const vip: Condition = { predicate: 'vip', revision: 1 };
const loud: Condition = { predicate: 'loud', revision: 1 };

type Case = [name: string, first: Condition, second: Condition, expected: boolean];

const combined: Case[] = [
  ['anything, that always', complaint, always, true],
  ['always, not a comparison', always, complaint, false],
  ['always, not a predicate', always, vip, false],
  ['one of two, not both', complaint, all(complaint, vip), false],
  ['both, each of them', all(complaint, vip), all(vip, complaint), true],
  ['both, what one of them tells', all(vip, complaint), knows('what.kind'), true],
  ['both, not what neither tells', all(vip, complaint), loud, false],
  ['either, what both tell', any(complaint, praise), knows('what.kind'), true],
  ['either, not what only the first tells', any(complaint, praise), complaint, false],
  ['either, not what only the last tells', any(complaint, praise), praise, false],
  ['either, what holds for each alone', any(complaint, vip), any(vip, complaint, loud), true],
  ['either of three, not either of two', any(complaint, vip, loud), any(vip, complaint), false],
  ['one, that it or another holds', vip, any(loud, vip), true],
  ['one, not that one of two others holds', vip, any(loud, complaint), false],
  ['both, that one of them or another holds', all(vip, complaint), any(loud, vip), true],
];

const denied: Case[] = [
  ['the same denial', not(complaint), not({ is: 'complaint', fact: 'what.kind' }), true],
  ['the same denial of several', not(all(complaint, vip)), not(all(complaint, vip)), true],
  ['another denial', not(complaint), not(praise), false],
  ['a denial of more', not(all(complaint)), not(all(complaint, vip)), false],
  ['a denial of less', not(all(complaint, vip)), not(all(complaint)), false],
  ['a denial of another way to compare', not(complaint), not(kindIn('complaint')), false],
  ['what is not denied', complaint, not(complaint), false],
  ['a denial alone', not(complaint), complaint, false],
];

const predicates: Case[] = [
  ['the same predicate', vip, vip, true],
  ['another predicate', vip, loud, false],
  ['a comparison from a predicate', vip, complaint, false],
  ['a predicate from a comparison', complaint, vip, false],
];

const values: Case[] = [
  ['the value itself', complaint, complaint, true],
  ['another value', complaint, praise, false],
  ['the same value of another fact', { fact: 'what.sentiment', is: 'negative' }, { fact: 'what.understood', is: true }, false],
  ['a list that has the value', complaint, kindIn('praise', 'complaint'), true],
  ['a list that lacks the value', complaint, kindIn('praise', 'spam'), false],
  ['a list that has all of the list', kindIn('praise', 'spam'), kindIn('spam', 'threat', 'praise'), true],
  ['a list that has some of the list', kindIn('praise', 'spam'), kindIn('spam', 'threat'), false],
  ['a value from a list with another', kindIn('praise', 'complaint'), praise, false],
  ['a value from a list of it alone', kindIn('praise'), praise, true],
  ['yes from yes', { fact: 'post.private', is: true }, { fact: 'post.private', is: true }, true],
  ['no from yes', { fact: 'post.private', is: true }, { fact: 'post.private', is: false }, false],
  ['a value from an order', goodwill({ atLeast: 'very-high' }), goodwill({ is: 'very-high' }), false],
];

const sets: Case[] = [
  ['one of more', kinds('praise'), kinds('spam', 'praise'), true],
  ['one of fewer', kinds('praise', 'spam'), kinds('praise'), false],
  ['one of others', kinds('praise'), kinds('spam'), false],
  ['that it is known', kinds('praise'), { fact: 'what.kinds', known: true }, true],
  ['what it has, from that it is known', { fact: 'what.kinds', known: true }, kinds('praise'), false],
];

const knowing: Case[] = [
  ['known from known', knows('what.kind'), knows('what.kind'), true],
  ['not known from not known', knows('what.kind', false), knows('what.kind', false), true],
  ['known from not known', knows('what.kind', false), knows('what.kind'), false],
  ['not known from known', knows('what.kind'), knows('what.kind', false), false],
  ['known from a value', complaint, knows('what.kind'), true],
  ['not known from a value', complaint, knows('what.kind', false), false],
  ['a value from known', knows('what.kind'), complaint, false],
  ['an order from known', knows('what.harm'), harm({ atLeast: 0 }), false],
  ['known of another fact', complaint, knows('what.harm'), false],
];

const orders: Case[] = [
  ['at least less', harm({ atLeast: 3 }), harm({ atLeast: 2 }), true],
  ['at least as much', harm({ atLeast: 2 }), harm({ atLeast: 2 }), true],
  ['at least more', harm({ atLeast: 1 }), harm({ atLeast: 2 }), false],
  ['at most more', harm({ atMost: 2 }), harm({ atMost: 3 }), true],
  ['at most as much', harm({ atMost: 2 }), harm({ atMost: 2 }), true],
  ['at most less', harm({ atMost: 3 }), harm({ atMost: 2 }), false],
  ['at most from at least', harm({ atLeast: 2 }), harm({ atMost: 4 }), false],
  ['at least from at most', harm({ atMost: 2 }), harm({ atLeast: 0 }), false],
  ['at least from a number above', harm({ is: 3 }), harm({ atLeast: 2 }), true],
  ['at least from that number', harm({ is: 2 }), harm({ atLeast: 2 }), true],
  ['at least from a number below', harm({ is: 1 }), harm({ atLeast: 2 }), false],
  ['at most from a number below', harm({ is: 1 }), harm({ atMost: 2 }), true],
  ['at most from that number', harm({ is: 2 }), harm({ atMost: 2 }), true],
  ['at most from a number above', harm({ is: 3 }), harm({ atMost: 2 }), false],
  ['at least from numbers that are all above', harm({ in: [2, 4] }), harm({ atLeast: 2 }), true],
  ['at least from numbers of which one is below', harm({ in: [1, 4] }), harm({ atLeast: 2 }), false],
  ['at least a lower step', goodwill({ atLeast: 'good' }), goodwill({ atLeast: 'neutral' }), true],
  ['at least the same step', goodwill({ atLeast: 'good' }), goodwill({ atLeast: 'good' }), true],
  ['at least a higher step', goodwill({ atLeast: 'neutral' }), goodwill({ atLeast: 'good' }), false],
  ['at most a higher step', goodwill({ atMost: 'neutral' }), goodwill({ atMost: 'good' }), true],
  ['at most a lower step', goodwill({ atMost: 'good' }), goodwill({ atMost: 'neutral' }), false],
  ['at most from at least, in steps', goodwill({ atLeast: 'good' }), goodwill({ atMost: 'good' }), false],
  ['at least from at most, in steps', goodwill({ atMost: 'good' }), goodwill({ atLeast: 'bad' }), false],
  ['at least from a step above', goodwill({ is: 'very-high' }), goodwill({ atLeast: 'good' }), true],
  ['at least from that step', goodwill({ is: 'good' }), goodwill({ atLeast: 'good' }), true],
  ['at least from a step below', goodwill({ is: 'neutral' }), goodwill({ atLeast: 'good' }), false],
  ['at most from steps below', goodwill({ in: ['bad', 'neutral'] }), goodwill({ atMost: 'neutral' }), true],
  ['at most from a step above', goodwill({ is: 'good' }), goodwill({ atMost: 'neutral' }), false],
];

describe('whether one condition tells another', () => {
  describe.each([
    ['of combined conditions', combined],
    ['of denials', denied],
    ['of predicates', predicates],
    ['of values', values],
    ['of sets', sets],
    ['of what is known', knowing],
    ['of orders', orders],
  ] as [string, Case[]][])('%s', (_name, cases) => {
    test.each(cases)('%s', (_case, first, second, expected) => {
      expect(implies(first, second)).toBe(expected);
    });
  });
});

import { describe, expect, test } from 'vitest';
import { whyNever } from '../../src/policy/reachable.ts';
import type { Condition } from '../../src/spec/condition.ts';

const all = (...items: Condition[]): Condition => ({ all: items });
const any = (...items: Condition[]): Condition => ({ any: items });
const not = (item: Condition): Condition => ({ not: item });
const vip: Condition = { predicate: 'vip', revision: 1 };
const loud: Condition = { predicate: 'loud', revision: 1 };
const isPrivate = (is: boolean): Condition => ({ fact: 'post.private', is });
const knows = (fact: 'post.private' | 'who.role', known: boolean): Condition => ({ fact, known });
const kind = (is: string): Condition => ({ fact: 'what.kind', is });
const kinds = (...has: string[]): Condition => ({ fact: 'what.kinds', has });
const harm = (at: { is: number } | { in: number[] } | { atLeast: number } | { atMost: number }): Condition => ({ fact: 'what.harm', ...at });
const goodwill = (at: { is: string } | { in: string[] } | { atLeast: string } | { atMost: string }): Condition => ({ fact: 'brand.goodwill', ...at });

type Case = [name: string, when: Condition, why: string | null];
const KNOWN = 'would have to be known and not known';
const TWO = 'would have to be two things at once';
const ABOVE = 'would have to be above and below';
const HOLD = 'would have to hold what it must not';

const combined: Case[] = [
  ['always', { always: true }, null],
  ['never', not({ always: true }), 'it would have to be false always'],
  ['never or something', any(not({ always: true }), vip), null],
  ['a predicate and its opposite', all(vip, not(vip)), "predicate 'vip' would have to hold and not hold"],
  ['a predicate twice', all(vip, vip), null],
  ['one predicate without another', all(vip, not(loud)), null],
  ['a predicate without either of two', all(vip, not(any(loud, vip))), "predicate 'vip' would have to hold and not hold"],
  ['a predicate without both of two', all(vip, not(all(loud, vip))), null],
  ['neither a fact nor its opposite', not(any(isPrivate(true), isPrivate(false))), `'post.private' ${TWO}`],
  ['not both a fact and its opposite', not(all(isPrivate(true), isPrivate(false))), null],
  ['what is denied twice', all(kind('praise'), not(not(kind('spam')))), `'what.kind' ${TWO}`],
  ['on all branches: the first reason is told', any(all(kind('praise'), kind('spam')), all(vip, not(vip))), `'what.kind' ${TWO}`],
  ['different facts', all(kind('praise'), isPrivate(true), harm({ is: 2 })), null],
];

const knowing: Case[] = [
  ['known and not known', all(knows('post.private', true), knows('post.private', false)), `'post.private' ${KNOWN}`],
  ['known and denied to be', all(knows('post.private', true), not(knows('post.private', true))), `'post.private' ${KNOWN}`],
  ['known and denied not to be', all(knows('post.private', true), not(knows('post.private', false))), null],
  ['a value of what is not known', all(knows('post.private', false), isPrivate(true)), `'post.private' ${KNOWN}`],
  ['the opposite of a value of what is not known', all(knows('post.private', false), not(isPrivate(true))), `'post.private' ${KNOWN}`],
  ['a role of a speaker who is not known', all(knows('who.role', false), { fact: 'who.role', is: 'fan' }), `'who.role' ${KNOWN}`],
  ['not a role, of a speaker who is not known', all(knows('who.role', false), not({ fact: 'who.role', is: 'fan' })), null],
  ['not a role, between known and not known', all(knows('who.role', false), not({ fact: 'who.role', is: 'fan' }), knows('who.role', true)), `'who.role' ${KNOWN}`],
];

const values: Case[] = [
  ['two values', all(isPrivate(true), isPrivate(false)), `'post.private' ${TWO}`],
  ['a value and its denial', all(isPrivate(true), not(isPrivate(true))), `'post.private' ${TWO}`],
  ['a value and the denial of the other', all(isPrivate(true), not(isPrivate(false))), null],
  ['a value in a list', all(kind('praise'), { fact: 'what.kind', in: ['spam', 'praise'] }), null],
  ['a value outside a list', all(kind('praise'), { fact: 'what.kind', in: ['spam', 'threat'] }), `'what.kind' ${TWO}`],
  ['a list of which all is denied', all({ fact: 'what.kind', in: ['spam', 'threat'] }, not(kind('spam')), not(kind('threat'))), `'what.kind' ${TWO}`],
  ['all values denied', not({ fact: 'subject.type', in: ['case', 'incident'] }), `'subject.type' ${TWO}`],
  ['all values but one denied', not({ fact: 'subject.type', in: ['case'] }), null],
  ['two words of a fact without a list', all({ fact: 'brand.language', is: 'he' }, { fact: 'brand.language', is: 'en' }), `'brand.language' ${TWO}`],
  ['not a word of a fact without a list', not({ fact: 'brand.language', is: 'he' }), null],
];

const sets: Case[] = [
  ['something that is denied', all(kinds('praise'), not(kinds('praise'))), `'what.kinds' ${HOLD}`],
  ['one of two that are denied one by one', all(kinds('praise', 'spam'), not(kinds('praise')), not(kinds('spam'))), `'what.kinds' ${HOLD}`],
  ['one of two of which one is denied', all(kinds('praise', 'spam'), not(kinds('praise'))), null],
  ['several at once', all(kinds('praise'), kinds('spam')), null],
  ['the second of two demands denied', all(kinds('praise'), kinds('spam'), not(kinds('spam'))), `'what.kinds' ${HOLD}`],
];

const numbers: Case[] = [
  ['above and below', all(harm({ atLeast: 3 }), harm({ atMost: 2 })), `'what.harm' ${ABOVE}`],
  ['above its scale', not(harm({ atMost: 4 })), `'what.harm' ${ABOVE}`],
  ['below its scale', not(harm({ atLeast: 0 })), `'what.harm' ${ABOVE}`],
  ['from and up to the same', all(harm({ atLeast: 2 }), harm({ atMost: 2 })), null],
  ['within two bounds', all(harm({ atLeast: 1 }), harm({ atMost: 2 })), null],
  ['the higher of two least counts', all(harm({ atLeast: 3 }), harm({ atLeast: 1 }), harm({ atMost: 2 })), `'what.harm' ${ABOVE}`],
  ['the lower of two most counts', all(harm({ atMost: 1 }), harm({ atMost: 3 }), harm({ atLeast: 2 })), `'what.harm' ${ABOVE}`],
  ['at least and not', all(harm({ atLeast: 2 }), not(harm({ atLeast: 2 }))), `'what.harm' ${ABOVE}`],
  ['at most and not', all(harm({ atMost: 2 }), not(harm({ atMost: 2 }))), `'what.harm' ${ABOVE}`],
  ['the lower of two denied least counts', all(not(harm({ atLeast: 1 })), not(harm({ atLeast: 4 })), harm({ atLeast: 2 })), `'what.harm' ${ABOVE}`],
  ['the higher of two denied most counts', all(not(harm({ atMost: 3 })), not(harm({ atMost: 1 })), harm({ atMost: 2 })), `'what.harm' ${ABOVE}`],
  ['a part of a step below', all(harm({ atLeast: 1.5 }), not(harm({ atLeast: 2 }))), null],
  ['a part of a step above', all(harm({ atMost: 2.5 }), not(harm({ atMost: 2 }))), null],
  ['a number within bounds', all(harm({ is: 2 }), harm({ atLeast: 2 }), harm({ atMost: 2 })), null],
  ['a number below', all(harm({ is: 2 }), harm({ atLeast: 3 })), `'what.harm' ${TWO}`],
  ['a number above', all(harm({ is: 3 }), harm({ atMost: 2 })), `'what.harm' ${TWO}`],
  ['a list of which one number is left', all(harm({ in: [1, 3] }), harm({ atLeast: 2 })), null],
  ['a list of which no number is left', all(harm({ in: [1, 3] }), harm({ atLeast: 2 }), not(harm({ is: 3 }))), `'what.harm' ${TWO}`],
];

const steps: Case[] = [
  ['above and below', all(goodwill({ atLeast: 'good' }), goodwill({ atMost: 'neutral' })), `'brand.goodwill' ${ABOVE}`],
  ['from and up to the same', all(goodwill({ atLeast: 'good' }), goodwill({ atMost: 'good' })), null],
  ['nothing lies between two steps', all(goodwill({ atLeast: 'good' }), not(goodwill({ atLeast: 'good' }))), `'brand.goodwill' ${ABOVE}`],
  ['between two steps that follow each other', all(not(goodwill({ atMost: 'neutral' })), not(goodwill({ atLeast: 'good' }))), `'brand.goodwill' ${ABOVE}`],
  ['below a step is the one before', all(goodwill({ atLeast: 'neutral' }), not(goodwill({ atLeast: 'good' }))), null],
  ['above a step is the one after', all(goodwill({ atMost: 'good' }), not(goodwill({ atMost: 'neutral' }))), null],
  ['the step itself is not above it', all(goodwill({ is: 'neutral' }), not(goodwill({ atMost: 'neutral' }))), `'brand.goodwill' ${TWO}`],
  ['the step itself is not below it', all(goodwill({ is: 'good' }), not(goodwill({ atLeast: 'good' }))), `'brand.goodwill' ${TWO}`],
  ['a step below', all(goodwill({ is: 'bad' }), goodwill({ atLeast: 'neutral' })), `'brand.goodwill' ${TWO}`],
  ['a step above', all(goodwill({ is: 'very-high' }), goodwill({ atMost: 'good' })), `'brand.goodwill' ${TWO}`],
  ['below the first', not(goodwill({ atLeast: 'bad' })), `'brand.goodwill' ${TWO}`],
  ['above the last', not(goodwill({ atMost: 'very-high' })), `'brand.goodwill' ${TWO}`],
  ['all steps between are denied', all(goodwill({ atLeast: 'neutral' }), goodwill({ atMost: 'good' }), not(goodwill({ in: ['neutral', 'good'] }))), `'brand.goodwill' ${TWO}`],
];

describe('why no facts can make a condition true', () => {
  describe.each([
    ['combined conditions', combined],
    ['what is known', knowing],
    ['values', values],
    ['sets', sets],
    ['numbers', numbers],
    ['steps in order', steps],
  ] as [string, Case[]][])('%s', (_name, cases) => {
    test.each(cases)('%s', (_case, when, why) => {
      expect(whyNever(when)).toBe(why);
    });
  });

  /** Twice as many ways with each choice. */
  const choices = (count: number): Condition[] => Array.from({ length: count }, () => any(loud, isPrivate(true)));
  const wide: Case[] = [
    ['4096 ways are looked at', all(...choices(12), vip, not(vip)), "predicate 'vip' would have to hold and not hold"],
    ['more are taken on trust', all(...choices(13), vip, not(vip)), null],
    ['too many within a branch, too', all(vip, not(vip), all(...choices(13))), null],
    ['too many alternatives, too', any(...Array.from({ length: 4_097 }, () => not({ always: true }) satisfies Condition)), null],
  ];
  test.each(wide)('%s', (_case, when, why) => {
    expect(whyNever(when)).toBe(why);
  });
});

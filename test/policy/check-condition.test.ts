import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { RuleInput } from '../../src/spec/rule.ts';
import { rule } from './support.ts';

/** Place below `when` and reason, as a rule with this condition is refused; null: it is accepted. */
function refusal(when: unknown): [place: string, why: string] | null {
  try {
    compilePolicy({ rules: [{ ...rule({ id: 'X-1' }), when } as RuleInput], predicates: { vip: { revision: 2, evaluate: () => true } } });
    return null;
  } catch (error) {
    if (!(error instanceof KashuvError)) throw error;
    const field = error.field ?? '';
    expect([error.code, field.slice(0, 15)]).toEqual(['CONFIG_INVALID', 'rules[X-1].when']);
    expect(error.fix).toMatch(/\S/u);
    return [field.slice('rules[X-1].when'.length), error.message.slice(`${field}: `.length, -(error.fix ?? '').length - 1)];
  }
}

const vip = { predicate: 'vip', revision: 2 };
const role = (value: object): object => ({ fact: 'who.role', ...value });
const kind = (value: object): object => ({ fact: 'what.kind', ...value });
const harm = (value: object): object => ({ fact: 'what.harm', ...value });
const goodwill = (value: object): object => ({ fact: 'brand.goodwill', ...value });
const alwaysIn = (form: 'not' | 'all' | 'any', depth: number): object => {
  let when: object = vip;
  for (let level = 0; level < depth; level += 1) when = form === 'not' ? { not: when } : { [form]: [when] };
  return when;
};
const several = (...keys: string[]): string => `a condition says one thing, this has ${keys.map((key) => `'${key}'`).join(', ')}.`;
const nothing = 'expected a list with something in it.';

type Case = [name: string, when: unknown, place: string, why: string];

const shapes: Case[] = [
  ['null', null, '', 'expected a condition.'],
  ['a word', 'always', '', 'expected a condition.'],
  ['a number within a list', { any: [vip, 3] }, '.any[1]', 'expected a condition.'],
  ['nothing', {}, '', 'an empty object is no condition.'],
  ['a word that is none', { foo: 1 }, '', "'foo' is no condition."],
  ['two words that are none', { foo: 1, bar: 2 }, '', "'foo' is no condition."],
  ['always, with more', { always: true, fact: 'what.kind' }, '', several('always', 'fact')],
  ['not always so', { always: false }, '.always', 'can only be true.'],
  ['all, with more', { all: [vip], any: [vip] }, '', several('all', 'any')],
  ['any, with more', { any: [vip], note: 'here' }, '', several('any', 'note')],
  ['not, with more', { not: vip, note: 'here' }, '', several('not', 'note')],
  ['a predicate, with more', { ...vip, note: 'here' }, '', several('predicate', 'revision', 'note')],
  ['a predicate without its revision', { predicate: 'vip' }, '', several('predicate')],
  ['a comparison, with more', { ...kind({ is: 'praise' }), known: true }, '', several('fact', 'is', 'known')],
  ['a comparison without a value', { fact: 'what.kind' }, '', several('fact')],
  ['all of nothing', { all: [] }, '.all', nothing],
  ['any of nothing', { any: [] }, '.any', nothing],
  ['all of what is no list', { all: { length: 1 } }, '.all', nothing],
  ['any of a word', { any: 'vip' }, '.any', nothing],
  ['deep within', { not: { any: [vip, { all: [vip, { not: {} }] }] } }, '.not.any[1].all[1].not', 'an empty object is no condition.'],
  ['not always', { any: [vip, { not: { always: true } }] }, '.any[1].not', 'never true: the rule can never apply.'],
  ['a predicate that is not there', { predicate: 'toString', revision: 2 }, '.predicate', "no predicate 'toString'."],
  ['a predicate of another revision', { predicate: 'vip', revision: 1 }, '.revision', "the rule was written for revision 1 of 'vip', here is revision 2."],
];

const comparisons: Case[] = [
  ['an unknown fact', { fact: 'what.mood', is: 'bad' }, '.fact', "no fact 'what.mood'."],
  ['a fact that is a list', { fact: ['what.kind'], is: 'praise' }, '.fact', 'no fact a list.'],
  ['no way to compare', kind({ equals: 'praise' }), '', "how should 'what.kind' compare?"],
  ['known, but not yes or no', kind({ known: 'yes' }), '.known', 'expected true or false.'],
  ['several of one value', kind({ has: ['praise'] }), '.has', "'what.kind' holds one value."],
  ['a set against a list', { fact: 'what.kinds', in: ['praise'] }, '.in', "'what.kinds' is not compared with a list."],
  ['yes or no against a list', { fact: 'post.private', in: [true] }, '.in', "'post.private' is not compared with a list."],
  ['a set against a value', { fact: 'what.kinds', is: 'praise' }, '.is', "'what.kinds' holds several values."],
  ['at least, without an order', kind({ atLeast: 'praise' }), '.atLeast', "'what.kind' has no order."],
  ['at most, without an order', kind({ atMost: 'praise' }), '.atMost', "'what.kind' has no order."],
  ['in nothing', kind({ in: [] }), '.in', nothing],
  ['in a word', kind({ in: 'praise' }), '.in', nothing],
  ['has nothing', { fact: 'what.kinds', has: [] }, '.has', nothing],
  ['has what is no list', { fact: 'what.kinds', has: { length: 1 } }, '.has', nothing],
  ['one wrong among several', { fact: 'what.kinds', has: ['praise', 'grumble'] }, '.has[1]', "'grumble' is not a value of 'what.kinds'; the rule could never apply."],
  ['a value that is not in the list', kind({ is: 'grumble' }), '.is', "'grumble' is not a value of 'what.kind'; the rule could never apply."],
  ['a number in words', harm({ is: '3' }), '.is', "'what.harm' is a number, got '3'."],
  ['no number at all', harm({ atLeast: Number.NaN }), '.atLeast', "'what.harm' is a number, got NaN."],
  ['a number without end', harm({ atMost: Number.POSITIVE_INFINITY }), '.atMost', "'what.harm' is a number from 0 to 4, got Infinity."],
  ['a number beyond its scale', harm({ atLeast: 5 }), '.atLeast', "'what.harm' is a number from 0 to 4, got 5."],
  ['a count below nothing', { fact: 'case.turns', in: [0, -1] }, '.in[1]', "'case.turns' is a number from 0 to 9007199254740991, got -1."],
  ['yes in words', { fact: 'post.private', is: 'true' }, '.is', "'post.private' is a boolean, got 'true'."],
  ['a number for a word', { fact: 'brand.language', is: 7 }, '.is', "'brand.language' is a string, got 7."],
];

const known = "'who.role' would have to be known and not known";
const two = "'what.kind' would have to be two things at once";
const contradictions = ([
  ['a condition, then its opposite', { all: [vip, { not: vip }] }, '.all', 'a condition stands beside its own opposite'],
  ['the opposite, then the condition', { all: [{ not: vip }, vip] }, '.all', 'a condition stands beside its own opposite'],
  ['not known, then a value', { all: [role({ known: false }), role({ is: 'fan' })] }, '.all', known],
  ['a value, then not known', { all: [role({ is: 'fan' }), role({ known: false })] }, '.all', known],
  ['two values', { all: [kind({ is: 'praise' }), kind({ is: 'spam' })] }, '.all', two],
  ['lists of which each two overlap, but not all three', { all: [kind({ in: ['praise', 'spam'] }), kind({ in: ['spam', 'threat'] }), kind({ in: ['threat', 'praise'] })] }, '.all', two],
  ['numbers above and below', { all: [harm({ atLeast: 3 }), harm({ atMost: 2 })] }, '.all', "'what.harm' would have to be above and below"],
  ['steps above and below', { all: [goodwill({ atMost: 'neutral' }), goodwill({ atLeast: 'good' })] }, '.all', "'brand.goodwill' would have to be above and below"],
  ['the narrowest bounds count', { all: [harm({ atLeast: 3 }), harm({ atLeast: 1 }), harm({ atMost: 4 }), harm({ atMost: 2 })] }, '.all', "'what.harm' would have to be above and below"],
  ['on one branch alone', { any: [vip, { all: [kind({ is: 'praise' }), kind({ is: 'spam' })] }] }, '.any[1].all', two],
] as Case[]).map(([name, when, place, why]): Case => [name, when, place, `${why}: the rule can never apply.`]);

describe('a condition is refused at its place', () => {
  describe.each([
    ['for its shape', shapes],
    ['for how it compares', comparisons],
    ['for what it contradicts', contradictions],
    ['for its depth', (['not', 'all', 'any'] as const).map((form): Case => [form, alwaysIn(form, 33), (form === 'not' ? '.not' : `.${form}[0]`).repeat(33), 'conditions stand in each other more than 32 deep.'])],
  ] as [string, Case[]][])('%s', (_name, cases) => {
    test.each(cases)('%s', (_case, when, place, why) => {
      expect(refusal(when)).toEqual([place, why]);
    });
  });

  const accepted: [string, unknown][] = [
    ['a predicate', vip],
    ['32 conditions in each other', alwaysIn('not', 32)],
    ['a word of no list', { fact: 'brand.language', in: ['he', 'en'] }],
    ['lists that overlap', { all: [kind({ in: ['praise', 'spam'] }), kind({ in: ['spam', 'threat'] })] }],
    ['a list and one of its values', { all: [kind({ in: ['praise', 'spam'] }), kind({ is: 'spam' })] }],
    ['from and up to the same number', { all: [harm({ atLeast: 2 }), harm({ atMost: 2 })] }],
    ['from and up to the same step', { all: [goodwill({ atLeast: 'good' }), goodwill({ atMost: 'good' })] }],
    ['values of different facts', { all: [kind({ is: 'praise' }), role({ is: 'fan' }), harm({ atLeast: 1 }), goodwill({ atMost: 'good' })] }],
    ['one fact known, another not', { all: [kind({ known: true }), role({ known: false })] }],
    ['the same twice', { all: [vip, vip] }],
    ['the same denied twice', { all: [{ not: vip }, { not: vip }] }],
  ];
  test.each(accepted)('accepted: %s', (_case, when) => {
    expect(refusal(when)).toBeNull();
  });

  const hints: [string, unknown, string][] = [
    ['the fact that ends alike', { fact: 'post.kind', is: 'praise' }, "Did you mean 'what.kind'? See the fact catalogue."],
    ['its last part counts', { fact: 'post.author.role', is: 'fan' }, "Did you mean 'who.role'? See the fact catalogue."],
    ['none that is alike', { fact: 'what.mood', is: 'bad' }, 'See the fact catalogue.'],
    ['has, for a set', { fact: 'what.kinds', in: ['praise'] }, 'Use has.'],
    ['is, for yes or no', { fact: 'post.private', in: [true] }, 'Use is.'],
  ];
  test.each(hints)('what to write instead: %s', (_case, when, fix) => {
    expect(() => compilePolicy({ rules: [{ ...rule({ id: 'X-1' }), when } as RuleInput] })).toThrow(expect.objectContaining({ fix }));
  });
});

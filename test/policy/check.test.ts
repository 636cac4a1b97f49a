import { describe, expect, test } from 'vitest';
import { refusalOf, rule, type Refusal } from './support.ts';

/** As a policy of a sound rule and this one is refused; null: it is accepted. */
const refusal = (written: unknown): Refusal | null => refusalOf(rule({ id: 'A-1' }), written);
const written = (override: object): object => ({ ...rule({ id: 'X-1' }), ...override });
const set = (element: string, value?: unknown): object => ({ op: 'set', element, ...(value === undefined ? {} : { value }) });
const required = (element: unknown): object => ({ op: 'require', element });
const forbid = (element: string): object => ({ op: 'forbid', element });

const CORRECT = 'Correct the value; docs/policy.md shows a rule.';
const SOURCES = "Name its seed clauses or literature, or say why you chose it: { design: 'our own promise to customers' }.";
const REMOVE = 'Remove it or correct its name.';

describe('a rule is refused at its place', () => {
  const noRule = 'A rule is an object; see docs/policy.md.';
  const wholes: [string, unknown, Refusal][] = [
    ['no rule at all', null, ['rules[1]', 'expected a rule, got null.', noRule]],
    ['the name of a rule', 'R-07', ['rules[1]', "expected a rule, got 'R-07'.", noRule]],
    ['an id that is empty', written({ id: '', when: {} }), ['rules[1].when', 'an empty object is no condition.', 'A condition has always, all, any, not, fact or predicate.']],
    ['an id that is a number', written({ id: 7, when: {} }), ['rules[1].when', 'an empty object is no condition.', 'A condition has always, all, any, not, fact or predicate.']],
    ['a level that is none', written({ level: 'shall' }), ['rules[X-1].level', 'Invalid option: expected one of "must"|"should"|"may".', CORRECT]],
    ['a revision that is no whole number', written({ revision: 1.5 }), ['rules[X-1].revision', 'Invalid input: expected int, received number.', CORRECT]],
    ['a source that is no text', written({ basis: { seed: ['S1-07', 7] } }), ['rules[X-1].basis.seed[1]', 'Invalid input: expected string, received number.', CORRECT]],
    ['a rule that rests on nothing', written({ basis: {} }), ['rules[X-1].basis', 'a rule rests on something.', SOURCES]],
    ['a rule that rests on nothing, said at length', written({ basis: { seed: [], literature: [' '], design: '' } }), ['rules[X-1].basis', 'a rule rests on something.', SOURCES]],
    ['an effect with more than it takes', written({ then: [{ ...required('say.empathy'), because: 'it helps' }] }), ['rules[X-1].then[0].because', 'a rule has no such property.', REMOVE]],
    ['a title in a third language', written({ title: { en: 'a', he: 'א', fr: 'un', de: 'ein' } }), ['rules[X-1].title.fr', 'a rule has no such property.', REMOVE]],
    ['a rule with more than it takes', written({ priority: 3 }), ['rules[X-1].priority', 'a rule has no such property.', REMOVE]],
    ['effects that are no list', written({ then: required('say.empathy') }), ['rules[X-1].then', 'Invalid input: expected array, received object.', CORRECT]],
    ['a condition that no facts make true', written({ when: { not: { fact: 'subject.type', in: ['case', 'incident'] } } }), ['rules[X-1].when', "'subject.type' would have to be two things at once: the rule can never apply.", 'Correct the condition, or switch the rule off.']],
  ];
  test.each(wholes)('%s', (_name, whole, expected) => {
    expect(refusal(whole)).toEqual(expected);
  });
  test('of several things missing, the first is told', () => {
    expect(refusal({})?.[0]).toBe('rules[1].id');
    expect(refusal({ id: 'X-1', then: [required('say.empathy')] })?.[0]).toBe('rules[X-1].revision');
  });
});

describe('an effect is refused at its place', () => {
  const noEffect = "Write { op: 'require', element: 'say.empathy' }.";
  const operations = 'Use require, forbid or set.';
  const catalogue = 'See the element catalogue.';
  const one = (element: string): string => `Use { op: 'set', element: '${element}', value: … }.`;
  const effects: [string, unknown, Refusal][] = [
    ['null', null, ['', 'expected an effect.', noEffect]],
    ['the name of an element', 'say.empathy', ['', 'expected an effect.', noEffect]],
    ['an unknown operation', { op: 'demand', element: 'say.empathy' }, ['.op', "'demand' is no operation.", operations]],
    ['no operation', { element: 'say.empathy' }, ['.op', 'nothing is no operation.', operations]],
    ['a number for an operation', { op: 7 }, ['.op', '7 is no operation.', operations]],
    ['yes for an operation', { op: true }, ['.op', 'true is no operation.', operations]],
    ['null for an operation', { op: null }, ['.op', 'null is no operation.', operations]],
    ['an object for an operation', { op: {} }, ['.op', 'an object is no operation.', operations]],
    ['a long text for an operation', { op: 'x'.repeat(99) }, ['.op', `'${'x'.repeat(80)}…' is no operation.`, operations]],
    ['an unknown element', required('say.kindness'), ['.element', "no element 'say.kindness'.", catalogue]],
    ['what every object has', required('toString'), ['.element', "no element 'toString'.", catalogue]],
    ['an element in a list', required(['say.empathy']), ['.element', 'no element a list.', catalogue]],
    ['a member with a value', set('say.empathy', 1), ['.op', "'say.empathy' takes no value.", 'Use require or forbid.']],
    ['a slot that is required', required('owner'), ['.op', "'owner' takes a value.", one('owner')]],
    ['a slot that is forbidden', forbid('stage'), ['.op', "'stage' takes a value.", one('stage')]],
    ['what is never done, required', required('never.delete'), ['.op', "'never.delete' can only be forbidden.", "Use op: 'forbid'; nothing can make it a duty."]],
  ];
  const roles = 'Values are: on-call, care, senior-care, spokesperson, executive, hr, legal, privacy, safety, product, community.';
  const minutes = 'expected minutes or { table: name }, got';
  const atMost = 'Give 52704000 minutes at most, a hundred years.';
  const values: [string, unknown, Refusal][] = [
    ['a value outside the list', set('owner', 'intern'), ['.value', "'intern' is not a value of 'owner'.", roles]],
    ['a list for a value', set('owner', ['hr']), ['.value', "a list is not a value of 'owner'.", roles]],
    ['no value of a list', set('owner'), ['.value', "nothing is not a value of 'owner'.", roles]],
    ['a time before now', set('deadline.ackBy', -5), ['.value', `${minutes} -5.`, atMost]],
    ['a time in words', set('deadline.ackBy', '5'), ['.value', `${minutes} '5'.`, atMost]],
    ['a time that is null', set('deadline.ackBy', null), ['.value', `${minutes} null.`, atMost]],
    ['a time that is no number', set('deadline.ackBy', Number.NaN), ['.value', `${minutes} NaN.`, atMost]],
    ['no time', set('deadline.ackBy'), ['.value', `${minutes} nothing.`, atMost]],
    ['an endless time', set('deadline.ackBy', Number.POSITIVE_INFINITY), ['.value', `${minutes} Infinity.`, atMost]],
    ['a time beyond what a date can hold', set('deadline.ackBy', 1e13), ['.value', `${minutes} 10000000000000.`, atMost]],
    ['a time a minute beyond a hundred years', set('deadline.ackBy', 52_704_001), ['.value', `${minutes} 52704001.`, atMost]],
    ['a share above one', set('maxSimilarity', 90), ['.value', 'expected a number from 0 to 1, got 90.', 'Correct the value.']],
    ['a share below nothing', set('maxSimilarity', -0.1), ['.value', 'expected a number from 0 to 1, got -0.1.', 'Correct the value.']],
    ['a count below nothing', set('turnLimit', -1), ['.value', 'expected a number from 0, got -1.', 'Correct the value.']],
    ['a count from the deadline table', set('turnLimit', { table: 'conclusive' }), ['.value', "'turnLimit' is not a span of time.", 'Give a number.']],
    ['a table name that is a number', set('deadline.ackBy', { table: 5 }), ['.value.table', 'expected a name of the deadline table.', "Write { table: 'conclusive' }."]],
    ['a table name that is not there', set('deadline.ackBy', { table: 'ack.urgent' }), ['.value.table', "the deadline table has no entry 'ack.urgent'.", "Add settings.deadlines['ack.urgent'] in minutes, or use one of its names."]],
  ];
  test.each([...effects, ...values])('%s', (_name, effect, [place, why, fix]) => {
    expect(refusal(written({ then: [forbid('never.ignore'), effect] }))).toEqual([`rules[X-1].then[1]${place}`, why, fix]);
  });

  const sound: [string, object][] = [
    ['no time at all', set('deadline.ackBy', 0)],
    ['a time of the table', set('deadline.ackBy', { table: 'conclusive' })],
    ['a time of a hundred years', set('deadline.ackBy', 52_704_000)],
    ['the whole as a share', set('maxSimilarity', 1)],
    ['nothing as a share', set('maxSimilarity', 0)],
    ['a count above one', set('turnLimit', 4)],
    ['what is never done, forbidden', forbid('never.delete')],
  ];
  test.each(sound)('accepted: %s', (_name, effect) => {
    expect(refusal(written({ then: [effect] }))).toBeNull();
  });

  const misspelt: [string, string, string][] = [
    ['capitals', 'say.Empathy', 'say.empathy'],
    ['capitals within', 'SAY.nextupdate', 'say.nextUpdate'],
    ['capitals, though a slot ends alike', 'Say.Apology', 'say.apology'],
    ['capitals, though an earlier element ends alike', 'strategy.DENY', 'strategy.deny'],
    ['capitals of a short name', 'Approve.HR', 'approve.hr'],
    ['another beginning', 'tell.EMPATHY', 'say.empathy'],
    ['another beginning, of two parts', 'say.the.nextUpdate', 'say.nextUpdate'],
    ['no beginning', 'empathy', 'say.empathy'],
    ['a beginning of what has none', 'set.owner', 'owner'],
    ['a short ending, of three letters', 'where.hub', 'venue.hub'],
  ];
  test.each(misspelt)('a misspelt element is helped along: %s', (_name, element, meant) => {
    expect(refusal(written({ then: [required(element)] }))?.[2]).toBe(`Did you mean '${meant}'? See the element catalogue.`);
  });
  test.each(['ask.hr', 'empath', 'say.', ''])('nothing is guessed for "%s"', (element) => {
    expect(refusal(written({ then: [required(element)] }))?.[2]).toBe('See the element catalogue.');
  });
});

describe('a rule that disagrees with itself is refused', () => {
  const clashes: [string, object, object, string][] = [
    ['for and against', required('say.apology'), forbid('say.apology'), "requires and forbids 'say.apology'"],
    ['against and for', forbid('say.apology'), required('say.apology'), "requires and forbids 'say.apology'"],
    ['for, twice', required('say.apology'), required('say.apology'), "says 'say.apology' twice"],
    ['against, twice', forbid('say.apology'), forbid('say.apology'), "says 'say.apology' twice"],
    ['two values', set('owner', 'hr'), set('owner', 'legal'), "sets 'owner' twice"],
    ['a value twice', set('owner', 'hr'), set('owner', 'hr'), "sets 'owner' twice"],
  ];
  test.each(clashes)('%s', (_name, first, second, clash) => {
    expect(refusal(written({ then: [required('say.empathy'), first, forbid('never.flee'), second] }))).toEqual(['rules[X-1].then[3].element', `the rule ${clash}; first in then[1].`, 'Keep one of the two.']);
  });
  test('different elements are no clash', () => {
    expect(refusal(written({ then: [required('say.apology'), forbid('say.explanation'), set('owner', 'hr'), set('stage', 'press')] }))).toBeNull();
  });
});

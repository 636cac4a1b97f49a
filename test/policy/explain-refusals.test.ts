import { describe, expect, test } from 'vitest';
import { bindings, compilePolicy, decide, explainPlan, prPolicy, prRules, whyNot, type ExplainOptions } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { known } from '../../src/spec/fact.ts';
import type { Facts } from '../../src/spec/facts.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { complaint, facts, rule, START, venues } from './support.ts';

const policy = prPolicy();
const plan = decide(policy, complaint(), { at: START });

function refusal(work: () => unknown): [code: string, field: string | undefined, message: string] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KashuvError)) throw error;
    expect(error.fix).toMatch(/\S/);
    return [error.code, error.field, error.message.slice(`${error.field}: `.length, -(error.fix ?? '').length - 1)];
  }
  throw new Error('it was accepted');
}

/** Both tell a plan, and refuse the same. */
const tellers: [string, (of: unknown, language: unknown, options?: unknown) => string][] = [
  ['explainPlan', (of, language, options) => explainPlan(of as Plan, language as 'en', options as ExplainOptions)],
  ['whyNot', (of, language, options) => whyNot(of as Plan, 'R-07', language as 'en', options as ExplainOptions)],
];

describe.each(tellers)('%s refuses', (_name, tell) => {
  test.each<[string, unknown, string, string]>([
    ['null', null, 'plan', 'Invalid input: expected object, received null.'],
    ['an id', plan.id, 'plan', 'Invalid input: expected object, received string.'],
    ['an empty object', {}, 'plan.id', 'Invalid input: expected string, received undefined.'],
    ['a plan without its trace', { ...plan, trace: undefined }, 'plan.trace', 'Invalid input: expected array, received undefined.'],
    ['a plan due at no time', { ...plan, deadlines: { ackBy: { at: 'soon', minutes: 5, rule: 'R-07' } } }, 'plan.deadlines.ackBy.at', 'Invalid input: expected number, received string.'],
  ])('a plan that is none: %s', (_case, of, field, message) => {
    expect(refusal(() => tell(of, 'en'))).toEqual(['INPUT_INVALID', field, message]);
  });
  test.each<[unknown, string]>([['fr', "'fr'"], ['__proto__', "'__proto__'"], [null, 'null'], [{}, 'an object']])('a language without words: %o', (language, got) => {
    expect(refusal(() => tell(plan, language))).toEqual(['UNSUPPORTED', 'language', `there are no words for ${got}.`]);
  });
  test.each<[string, unknown, string]>([
    ['null', null, 'options'],
    ['a text', 'short', 'options'],
    ['a length that there is not', { length: 'tiny' }, 'options.length'],
    ['a zone that there is not', { timeZone: 'Mars/Olympus' }, 'options.timeZone'],
    ['a zone that is null', { timeZone: null }, 'options.timeZone'],
    ['a copy of a policy', { policy: { ...policy } }, 'options.policy'],
    ['a misspelt option', { zone: 'UTC' }, 'options.zone'],
  ])('options that are none: %s', (_case, options, field) => {
    expect(refusal(() => tell(plan, 'en', options)).slice(0, 2)).toEqual(['CONFIG_INVALID', field]);
  });
  test('nothing of a plan that was kept as JSON', () => {
    expect(tell(JSON.parse(JSON.stringify(plan)), 'he', { policy, timeZone: 'Asia/Jerusalem', length: 'full' })).toBe(tell(plan, 'he', { policy, timeZone: 'Asia/Jerusalem' }));
  });
});

test('names that every object has are told as they are', () => {
  const told = explainPlan(decide(policy, { ...complaint(), 'brand.language': known('__proto__') }, { at: START }), 'en');
  expect(told).toContain('language to answer in: __proto__');
});

describe('why a rule did not apply', () => {
  test.each([[undefined, 'nothing'], [null, 'null'], ['', "''"], [7, '7'], [prRules[0], 'an object']])('is asked by its id, not %o', (id, got) => {
    expect(refusal(() => whyNot(plan, id as string))).toEqual(['INPUT_INVALID', 'ruleId', `expected the id of a rule, got ${got}.`]);
  });

  const bare: Facts = { 'what.kind': known('praise'), 'what.sentiment': known('negative'), 'who.role': known('customer') };
  const atHub = facts({ 'subject.type': 'incident', 'incident.state': 'investigating', 'incident.statements': 1, 'incident.statementAtHub': true });
  const previous = decide(prPolicy({ settings: { deadlines: { 'complaint.microblog.limit': 20 } } }), complaint(), { at: START });
  test.each<[string, Plan, string, string, string]>([
    ['a fact that follows from another', decide(policy, { ...bare, 'what.kind': known('abuse') }, { at: START }), 'R-07', 'R-07 a customer: did not apply. It saw all kinds: abuse.', 'R-07 לקוח: לא חל. נראה: כל הסוגים: עלבון.'],
    ['no kind at all that it looks for', decide(policy, { ...bare, 'what.kind': known('complaint') }, { at: START }), 'D-07', 'D-07 spam: did not apply. It saw all kinds: complaint.', 'D-07 ספאם: לא חל. נראה: כל הסוגים: תלונה.'],
    ['what only the situation tells', decide(policy, atHub, { at: START, venues }), 'R-14', 'R-14 holding statement: did not apply. It saw statement published at the hub: yes; a hub is known: yes.', 'R-14 הודעת ביניים: לא חל. נראה: הודעה פורסמה במוקד: כן; מוקד ידוע: כן.'],
    ['the last resort, where a rule decided', plan, 'I-00', 'I-00 nobody is forgotten: did not decide, R-07 did; it fills in what no rule says.', 'I-00 איש אינו נשכח: לא הכריע, R-07 הכריע; הוא משלים את מה שאף כלל אינו אומר.'],
    ['the last resort, where none did', decide(compilePolicy({ rules: [] }), {}, { at: START }), 'I-00', 'I-00 nobody is forgotten: applied.', 'I-00 איש אינו נשכח: חל.'],
    ['a revision, where there was none', plan, 'I-02', 'I-02 a revision loosens nothing: did not apply: no deadline of an earlier plan was kept.', 'I-02 תיקון אינו דוחה מועדים: לא חל: לא נשמר אף מועד מתוכנית קודמת.'],
    ['a revision that kept a deadline', decide(policy, complaint(), { at: START, previous }), 'I-02', 'I-02 a revision loosens nothing: applied.', 'I-02 תיקון אינו דוחה מועדים: חל.'],
    ['the settings, where they name nobody', plan, 'I-03', 'I-03 set by the host: did not apply: the settings of the policy name nobody for this stage.', 'I-03 נקבע בידי המפעיל: לא חל: הגדרות המדיניות אינן נוקבות באיש לשלב הזה.'],
    ['a rule that no plan carries out', plan, 'R-01', 'R-01 listen at all hours; silence of a source is an event: no plan carries it out; it is enforced in runtime.', 'R-01 מקשיבים בכל שעה; שתיקה של מקור היא אירוע: אין תוכנית שמבצעת אותו; הוא נאכף כאן: runtime.'],
    ['an id of a megabyte', plan, 'x'.repeat(1_000_000), `${'x'.repeat(80)}… is no rule of this plan's policy.`, `${'x'.repeat(80)}… אינו כלל במדיניות של תוכנית זו.`],
    ['what every object has', plan, '__proto__', "__proto__ is no rule of this plan's policy.", '__proto__ אינו כלל במדיניות של תוכנית זו.'],
  ])('%s', (_name, of, id, en, he) => {
    expect(whyNot(of, id)).toBe(en);
    expect(whyNot(of, id, 'he')).toBe(he);
  });
  test('every rule that the docs present can be asked for, and says more than that it did not apply', () => {
    const empty = decide(policy, bare, { at: START });
    for (const { id } of [...prRules, ...bindings, { id: 'I-00' }, { id: 'I-02' }]) {
      for (const language of ['en', 'he'] as const) {
        const told = whyNot(empty, id, language);
        expect(told).not.toMatch(/undefined|is no rule|אינו כלל/);
        expect(told).not.toMatch(/(did not apply|לא חל)\.$/);
      }
    }
  });
  test('what a predicate of the host said, where no fact settled it', () => {
    const ours = compilePolicy({ rules: [rule({ id: 'A', when: { all: [{ predicate: 'vip', revision: 1 }, { fact: 'what.harm', is: 1 }] } })], predicates: { vip: { revision: 1, evaluate: () => false } } });
    const decided = decide(ours, complaint(), { at: START });
    expect(whyNot(decided, 'A', 'en', { policy: ours })).toBe("A a rule of this test: did not apply. It saw what the host's predicate vip says.");
    expect(whyNot(decided, 'A', 'he', { policy: ours })).toBe('A כלל של בדיקה זו: לא חל. נראה: מה שאומר הפרדיקט vip של המפעיל.');
  });
});

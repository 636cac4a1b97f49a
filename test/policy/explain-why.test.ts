import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, explainPlan, prPolicy, prRules, whyNot } from '../../src/policy/index.ts';
import type { Loss, Plan, TraceEntry } from '../../src/spec/plan.ts';
import type { Effect } from '../../src/spec/rule.ts';
import { plain, told } from './plain-plan.ts';
import { facts, rule, START } from './support.ts';

describe('what was believed', () => {
  type Belief = Plan['understanding'][number];
  const speaker: Belief = { fact: 'who.role', known: true, value: 'fan', confidence: 1 };
  const noSpeaker: Belief = { fact: 'who.role', known: false };
  const plausible: Belief = { fact: 'who.plausible', known: true, value: ['fan', 'troll'] };
  test.each<[name: string, understanding: Belief[], en: string[], he: string[]]>([
    ['nothing', [], [], []],
    ['what the plan is for and how severe it is are said elsewhere', [{ fact: 'subject.type', known: true, value: 'case' }, { fact: 'severity.level', known: true, value: 'low' }], [], []],
    ['a fact and how sure it is', [{ fact: 'what.sentiment', known: true, value: 'mixed', confidence: 0.7 }], ['Believed: sentiment: mixed (0.70).'], ['על סמך: סנטימנט: מעורב (0.70).']],
    ['a certain and a derived fact', [{ fact: 'what.harm', known: true, value: 3, confidence: 1 }, { fact: 'what.negative', known: true, value: false }], ['Believed: harm (0–4): 3; negative about the brand: no.'], ['על סמך: פגיעה (0–4): 3; שלילי כלפי המותג: לא.']],
    ['sets', [{ fact: 'what.themes', known: true, value: ['health', 'money'] }, { fact: 'what.kinds', known: true, value: [] }], ['Believed: sensitive themes: health, money; all kinds: none.'], ['על סמך: נושאים רגישים: בריאות, כסף; כל הסוגים: אין.']],
    ['what is not known', [{ fact: 'what.topic', known: false }, { fact: 'what.demand', known: false }], ['Not known: topic; demand.'], ['לא ידוע: נושא; דרישה.']],
    ['a fact without a value', [{ fact: 'what.topic', known: true }], ['Believed: topic: not known.'], ['על סמך: נושא: לא ידוע.']],
    ['a known speaker leaves no other plausible', [speaker, plausible], ['Believed: speaker: fan.'], ['על סמך: הדובר: אוהד.']],
    ['an unknown speaker is one of the plausible', [noSpeaker, plausible], ['Believed: plausible speakers: fan, troll.', 'Not known: speaker.'], ['על סמך: דוברים אפשריים: אוהד, טרול.', 'לא ידוע: הדובר.']],
    ['a value that only its fact gives a meaning', [{ fact: 'incident.fault', known: true, value: 'own' }, { fact: 'post.venueClass', known: true, value: 'own' }], ['Believed: fault: own; class of venue: own.'], ['על סמך: אשמה: של המותג; סוג הזירה: זירה של המותג.']],
    ['a value that two facts share', [{ fact: 'incident.fault', known: true, value: 'other' }, { fact: 'what.topic', known: true, value: 'other' }], ['Believed: fault: other; topic: other.'], ['על סמך: אשמה: של גורם אחר; נושא: אחר.']],
    ['text that is no value of a list', [{ fact: 'brand.language', known: true, value: 'he' }], ['Believed: language to answer in: he.'], ['על סמך: שפת המענה: he.']],
  ])('%s', (_, understanding, en, he) => {
    expect(told({ understanding })).toEqual(en);
    expect(told({ understanding }, 'he')).toEqual(he);
  });
});

const did: Effect[] = [{ op: 'require', element: 'say.empathy' }];
const fired = (id: string, more: Partial<TraceEntry> = {}): TraceEntry => ({ rule: id, outcome: 'fired', saw: ['what.harm'], did, ...more });
const named = (id: string, block: 'P0' | 'P3' | 'P5'): Plan['rules'][number] => ({ id, block, level: 'must' });
const policy = compilePolicy({
  rules: [
    rule({ id: 'A-1', title: { en: 'first', he: 'ראשון' }, basis: { seed: ['S9-1'], literature: ['Doe 2000'], design: 'ours' } }),
    rule({ id: 'B-2', title: { en: 'second', he: 'שני' }, then: [{ op: 'require', element: 'say.thanks' }], when: { all: [{ fact: 'what.harm', atLeast: 2 }, { fact: 'incident.fault', is: 'own' }] } }),
    rule({ id: 'C-3', title: { en: 'third', he: 'שלישי' }, then: [{ op: 'require', element: 'say.action' }] }),
  ],
});
const why = (added: Partial<Plan>, language: 'en' | 'he' = 'en'): string[] => told({ rules: [named('A-1', 'P5'), named('B-2', 'P3'), named('C-3', 'P0')], ...added }, language, { policy });

describe('why', () => {
  const decidedBy = (id: string): Partial<Plan> => ({ decision: { ...plain.decision, rule: id } });
  const A = '  A-1 first: Because this test says so. [S9-1, Doe 2000, ours]';
  const B = '  B-2 second: Because this test says so. [this test]';
  const C = '  C-3 third: Because this test says so. [this test]';
  const D = '  I-00 nobody is forgotten: No rule asks for more, so somebody keeps an eye on it and looks again. [S1-13, kashuv]';
  test.each<[name: string, added: Partial<Plan>, lines: string[]]>([
    ['the strongest block comes first', { trace: [fired('A-1'), fired('B-2'), fired('C-3')] }, [C, B, A]],
    ['the order of the trace has no part in it', { trace: [fired('C-3'), fired('A-1'), fired('B-2')] }, [C, B, A]],
    ['the rule that decided comes before all', { trace: [fired('C-3'), fired('B-2'), fired('A-1')], ...decidedBy('A-1') }, [A, C, B]],
    ['rules of one block go by their id', { trace: [fired('B-2'), fired('A-1')], rules: [named('B-2', 'P3'), named('A-1', 'P3')] }, [A, B]],
    ['what has no block comes last', { trace: [fired('A-1'), fired('B-2')], rules: [named('B-2', 'P5')] }, [B, A]],
    ['a rule that did nothing is not told', { trace: [fired('A-1', { did: undefined }), fired('B-2')] }, [B]],
    ['nor one that did not apply', { trace: [fired('A-1', { outcome: 'unknown' }), fired('B-2', { outcome: 'off', did })] }, []],
    ['what saw no fact holds always', { trace: [fired('A-1', { saw: [] }), fired('B-2'), fired('C-3', { saw: [] })] }, [B, '  As always: C-3 third; A-1 first.']],
    ['unless it decided', { trace: [fired('A-1', { saw: [] }), fired('C-3', { saw: [] })], ...decidedBy('A-1') }, [A, '  As always: C-3 third.']],
    ['what may apply', { trace: [fired('A-1', { outcome: 'unknown-forbids' }), fired('C-3', { outcome: 'unknown-forbids' }), fired('B-2')] }, [B, '  May apply, so what they forbid is forbidden: A-1 first; C-3 third.']],
    ['the fallback is told where it decided', { trace: [fired('I-00', { saw: [] }), fired('A-1')] }, [D, A]],
    ['the fallback is not told where a rule decided', { trace: [fired('I-00', { saw: [] }), fired('A-1')], ...decidedBy('A-1') }, [A]],
    ['what the engine kept and whom the host named', { trace: [fired('I-02', { saw: [] }), fired('I-03', { saw: [] })] }, [
      '  I-02 a revision loosens nothing: The plan before set it earlier, and a revision never takes time back.',
      '  I-03 set by the host: The settings of this policy name somebody else, or somebody more, for this stage.',
    ]],
    ['a rule of a policy that was not passed has its id alone', { trace: [fired('ELSE-1'), fired('ELSE-2', { saw: [] })] }, ['  ELSE-1', '  As always: ELSE-2.']],
  ])('%s', (_, added, lines) => {
    expect(why(added)).toEqual(lines);
  });
  test('in Hebrew', () => {
    expect(why({ trace: [fired('A-1'), fired('B-2', { saw: [] }), fired('C-3', { outcome: 'unknown-forbids' }), fired('I-03', { saw: [] })] }, 'he')).toEqual([
      '  A-1 ראשון: כי כך אומרת הבדיקה. [S9-1, Doe 2000, ours]',
      '  I-03 נקבע בידי המפעיל: הגדרות המדיניות נוקבות באדם אחר, או באדם נוסף, לשלב הזה.',
      '  כמו תמיד: B-2 שני.',
      '  ייתכן שחלים, ולכן מה שהם אוסרים אסור: C-3 שלישי.',
    ]);
  });
  test.each(['R-39', 'R-34'])('%s rests on one kind of source, and names that alone', (id) => {
    const found = prRules.find((one) => one.id === id);
    const { seed, literature } = found?.basis ?? {};
    expect([seed, literature]).toContain(undefined);
    expect(told({ trace: [fired(id)] })).toEqual([`  ${id} ${found?.title.en ?? ''}: ${found?.reason.en ?? ''} [${(seed ?? literature ?? []).join(', ')}]`]);
  });
});

describe('what was overruled', () => {
  const set = (element: Loss['effect']['element'], value: string | number | { table: string }): Effect => ({ op: 'set', element, value });
  const lost = (...losses: [effect: Effect, to: string, why: Loss['why']][]): TraceEntry => ({ rule: 'A-1', outcome: 'fired', saw: [], lost: losses.map(([effect, to, reason]) => ({ effect, to, why: reason })) });
  test.each<[name: string, entries: TraceEntry[], en: string, he: string]>([
    ['a value', [lost([set('owner', 'legal'), 'B-2', 'block'])], 'A-1 wanted owner legal: B-2 won (a stronger block)', 'A-1 ביקש אחראי ייעוץ משפטי: B-2 גבר (בלוק חזק יותר)'],
    ['a span of time', [lost([set('deadline.ackBy', 60), 'B-2', 'stricter'])], 'A-1 wanted acknowledge by in 1 h: B-2 won (the earlier deadline wins)', 'A-1 ביקש להכיר בפנייה עד בעוד שעה: B-2 גבר (המועד המוקדם גובר)'],
    ['a count, which is no time', [lost([set('turnLimit', 3), 'B-2', 'level'])], 'A-1 wanted answers to the same author at most 3: B-2 won (a stronger level)', 'A-1 ביקש מספר מענים מרבי לאותו כותב 3: B-2 גבר (דרגה חזקה יותר)'],
    ['an entry of the table', [lost([set('deadline.ackBy', { table: 'answer' }), 'B-2', 'order'])], 'A-1 wanted acknowledge by answer: B-2 won (equal strength, settled by id)', 'A-1 ביקש להכיר בפנייה עד answer: B-2 גבר (כוח שווה, הוכרע לפי המזהה)'],
    ['a deadline that is no number', [lost([set('deadline.ackBy', 'soon'), 'B-2', 'order'])], 'A-1 wanted acknowledge by soon: B-2 won (equal strength, settled by id)', 'A-1 ביקש להכיר בפנייה עד soon: B-2 גבר (כוח שווה, הוכרע לפי המזהה)'],
    ['something to say or not to say', [lost([{ op: 'require', element: 'say.remedy' }, 'B-2', 'forbid'], [{ op: 'forbid', element: 'venue.press' }, 'C-3', 'block'])], 'A-1 wanted to have the remedy: B-2 won (forbidding wins); A-1 wanted to forbid the press: C-3 won (a stronger block)', 'A-1 ביקש לכלול התיקון: B-2 גבר (איסור גובר); A-1 ביקש לאסור התקשורת: C-3 גבר (בלוק חזק יותר)'],
    ['several things, by who won and why', [lost([set('owner', 'hr'), 'B-2', 'block'], [set('stage', 'note'), 'B-2', 'block'], [set('warmth', 2), 'B-2', 'level'], [set('humour', 'off'), 'C-3', 'block'])],
      'A-1 wanted owner hr, stage of the reply note: B-2 won (a stronger block); A-1 wanted warmth at least 2: B-2 won (a stronger level); A-1 wanted humour off: C-3 won (a stronger block)',
      'A-1 ביקש אחראי משאבי אנוש, שלב התגובה הערה: B-2 גבר (בלוק חזק יותר); A-1 ביקש חום מזערי 2: B-2 גבר (דרגה חזקה יותר); A-1 ביקש הומור כבוי: C-3 גבר (בלוק חזק יותר)'],
  ])('%s', (_, trace, en, he) => {
    expect(why({ trace })).toEqual([`  Overruled: ${en}.`]);
    expect(why({ trace }, 'he')).toEqual([`  נדחו: ${he}.`]);
  });
});

describe('why a rule did not apply', () => {
  const plan = decide(policy, facts({ 'what.harm': 1, 'incident.fault': 'other' }), { at: START });
  const unsure = decide(policy, facts({ 'what.harm': 3, 'incident.fault': null }), { at: START });
  test.each([
    [plan, 'B-2', true, 'B-2 second: did not apply. It saw harm (0–4): 1.', 'B-2 שני: לא חל. נראה: פגיעה (0–4): 1.'],
    [unsure, 'B-2', true, 'B-2 second: could not tell, so its requirements were skipped. It saw fault: not known.', 'B-2 שני: לא ניתן לדעת, ולכן דרישותיו לא חלו. נראה: אשמה: לא ידוע.'],
    [plan, 'A-1', true, 'A-1 first: applied.', 'A-1 ראשון: חל.'],
    [plan, 'B-2', false, 'B-2: did not apply.', 'B-2: לא חל.'],
    [plan, 'R-07', true, "R-07 is no rule of this plan's policy.", 'R-07 אינו כלל במדיניות של תוכנית זו.'],
  ])('%#', (of, id, isPassed, en, he) => {
    expect(whyNot(of, id, 'en', isPassed ? { policy } : {})).toBe(en);
    expect(whyNot(of, id, 'he', isPassed ? { policy } : {})).toBe(he);
  });
});

test('a line that is only an id is not empty, and has no spaces at its end', () => {
  const short = explainPlan({ ...plain, decision: { ...plain.decision, rule: 'ELSE-1' } }, 'en', { length: 'short' });
  expect(short.split('\n').at(-1)).toBe('ELSE-1');
});

describe('what a rule rests on', () => {
  const seen = (lines: string, id: string): string | undefined => lines.split('\n').find((line) => line.trim().startsWith(id));

  test.each<[what: string, basis: object, told: string]>([
    ['the reason of a host, in its words', { design: 'our promise of 2024' }, ' [our promise of 2024]'],
    ['in Hebrew as it stands', { design: 'ההבטחה שלנו ללקוחות' }, ' [ההבטחה שלנו ללקוחות]'],
    ['on one line', { design: ' our\n promise ' }, ' [our promise]'],
    ['beside its sources', { seed: ['S1-07'], literature: ['Doe 2000'], design: 'our promise' }, ' [S1-07, Doe 2000, our promise]'],
    ['without a reason its sources alone', { literature: ['Doe 2000'], design: '  ' }, ' [Doe 2000]'],
  ])('%s', (_, basis, told) => {
    const deciding = (language: 'en' | 'he'): string | undefined => {
      const policy = compilePolicy({ rules: [rule({ id: 'ACME-1', title: { en: 'ours', he: 'שלנו' }, reason: { en: 'Ours.', he: 'שלנו.' }, basis, then: [{ op: 'set', element: 'decision', value: 'monitor' }] })] });
      return seen(explainPlan(decide(policy, facts({ 'subject.type': 'case' })), language, { policy }), 'ACME-1');
    };
    expect(deciding('en')).toBe(`  ACME-1 ours: Ours.${told}`);
    expect(deciding('he')).toBe(`  ACME-1 שלנו: שלנו.${told}`);
  });

  test.each<['en' | 'he', string]>([['en', 'kashuv'], ['he', 'קשוב']])('what kashuv chose is its own, and what a host puts in its place is not, in %s', (language, own) => {
    const ours = prRules.find(({ id }) => id === 'D-02');
    if (ours === undefined) throw new Error('D-02 is gone');
    const asked = facts({ 'subject.type': 'case', 'what.kind': 'question', 'what.kinds': ['question'], 'what.negative': false });
    const line = (policy: ReturnType<typeof prPolicy>): string | undefined => seen(explainPlan(decide(policy, asked), language, { policy }), 'D-02');
    expect(line(prPolicy())).toContain(`${own}]`);
    const replaced = line(prPolicy({ replace: [{ ...ours, basis: { design: 'our promise' } }] }));
    expect(replaced).toContain('[our promise]');
    expect(replaced).not.toContain(own);
  });
});

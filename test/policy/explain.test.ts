import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { decide, explainPlan, prPolicy, prRules, whyNot } from '../../src/policy/index.ts';
import { elementCatalogue } from '../../src/spec/element.ts';
import { factCatalogue, type FactDefinition } from '../../src/spec/facts.ts';
import { hebrew } from '../../src/policy/explain-he.ts';
import { anyFacts, brand, complaint, facts, incident, MINUTE, rule, START } from './support.ts';

const policy = prPolicy();
const acme = brand({ timeZone: 'Asia/Jerusalem', owners: [{ role: 'on-call', name: 'נועה' }] });
const case1 = decide(policy, complaint({ 'what.demand': 'refund' }), { subject: { type: 'case', id: 'case-1', brand: 'acme' }, brand: acme, at: START });

describe('a plan in words', () => {
  test('in English', () => {
    const text = explainPlan(case1, 'en');
    expect(text.split('\n').slice(0, 5)).toEqual([
      'Answer in public, then go on in private (must). For a case, case-1, of acme.',
      'Severity low, 3 points: harm +2 (1 of 4, twice), velocity 0 (not known), arousal +1 (medium), spread 0 (not known), themes 0 (none).',
      expect.stringMatching(/^First where it was said: .+\. Then in private\.$/) as string,
      'Owner: נועה (on call). After 120 min without action: nobody is named (on call).',
      'When: first word by 2031-05-06T12:00Z (in 3 h); conclusive answer by 2031-05-09T09:00Z (in 3 days); counted from when it was first seen.',
    ]);
    expect(text).toContain('concession: under review');
    expect(text).toContain('R-29 the form of an answer to a complaint: ');
    expect(text).toContain('[S2-13, S2-14, Davidow 2003, Istanbulluoglu 2017]');
    expect(text).toContain('Missing: an owner for customer care.');
  });
  test('in Hebrew', () => {
    const text = explainPlan(case1, 'he', { timeZone: 'Asia/Jerusalem' });
    expect(text.split('\n').slice(0, 5)).toEqual([
      'להשיב בפומבי, ואחר כך להמשיך בפרטי (חובה). עבור פנייה case-1 של acme.',
      'חומרה נמוכה, 3 נקודות: פגיעה +2, מהירות 0 (לא ידוע), עוררות +1 (בינונית), תפוצה 0 (לא ידוע), נושאים 0 (אין).',
      expect.stringMatching(/^תחילה היכן שנאמר – .+\. אחר כך בפרטי\.$/) as string,
      'באחריות: נועה (תורנות). אם לא נעשה דבר בתוך שעתיים: לא נקבע אדם (תורנות).',
      'מתי: מילה ראשונה עד 2031-05-06T15:00+03:00 (בעוד 3 שעות); מענה סופי עד 2031-05-09T12:00+03:00 (בעוד 3 ימים); נספר מן הרגע שבו זה נראה לראשונה.',
    ]);
    expect(text).toContain('היענות לדרישה – בבחינה');
    expect(text).toContain('חסר: אחראי בתפקיד שירות לקוחות.');
  });
  test('short is short, and still says what, who and when', () => {
    const short = explainPlan(case1, 'en', { length: 'short' });
    expect(short.split('\n')).toHaveLength(6);
    expect(short).toContain('Answer in public');
    expect(short).toContain('in 3 h');
    expect(short).toContain('R-07 a customer');
    expect(short.length).toBeLessThan(explainPlan(case1, 'en').length / 3);
  });
  test('says what was overruled, what may apply and what the host switched off', () => {
    const employee = decide(prPolicy({ switchOff: ['R-47'] }), complaint({ 'who.role': 'employee' }), { at: START });
    expect(explainPlan(employee, 'en')).toContain('R-21.answer wanted stage of the reply complaint, owner care: R-08 won (a stronger block)');
    expect(explainPlan(employee, 'en')).toContain('Switched off by the host: R-47.');
    const unknown = decide(policy, complaint({ 'who.role': null }), { at: START });
    expect(explainPlan(unknown, 'en')).toMatch(/May apply, so what they forbid is forbidden: .*R-08 an employee/);
    expect(explainPlan(unknown, 'he')).toMatch(/ייתכן שחלים, ולכן מה שהם אוסרים אסור: .*R-08 עובד/);
  });
  test('says why a deadline stands, and why it was loosened', () => {
    const before = decide(policy, complaint({ 'what.harm': 4 }), { at: START });
    const kept = decide(policy, complaint(), { at: START + 40 * MINUTE, previous: before });
    expect(explainPlan(kept, 'en')).toContain('first word by 2031-05-06T09:30Z (10 min overdue)');
    expect(explainPlan(kept, 'en')).toContain('I-02 a revision loosens nothing');
    expect(explainPlan(kept, 'he')).toContain('(באיחור של 10 דקות)');
    expect(explainPlan(decide(policy, complaint(), { at: START, previous: before, loosen: 'it was misread' }), 'en')).toContain('Deadlines were loosened: it was misread.');
  });
  test('knows a host’s own rules through the policy', () => {
    const own = prPolicy({ add: [rule({ id: 'ACME-1', title: { en: 'our way', he: 'הדרך שלנו' }, when: { fact: 'what.kind', is: 'complaint' } })] });
    expect(explainPlan(decide(own, complaint()), 'he', { policy: own })).toContain('ACME-1 הדרך שלנו: כי כך אומרת הבדיקה.');
  });
  test('one of many is told that the statement answers them', () => {
    const joined = decide(policy, complaint({ 'case.inIncident': true }), { at: START, venues: { hub: { venue: 'hashtag:#x' } } });
    expect(explainPlan(joined, 'en')).toContain("Nothing of its own is owed: the incident's statement, in its venue, is the answer.");
    expect(explainPlan(joined, 'he')).toContain('הודעת האירוע, בזירה שלו, היא התשובה');
  });
  test.each([[1, 'בעוד דקה'], [2, 'בעוד שתי דקות'], [60, 'בעוד שעה'], [90, 'בעוד שעה ו־30 דקות'], [120, 'בעוד שעתיים'], [1_440, 'בעוד יום'], [2_880, 'בעוד יומיים'], [1_500, 'בעוד יום ושעה'], [4_380, 'בעוד 3 ימים ושעה'], [0, 'עכשיו']])('%i minutes in Hebrew', (minutes, text) => {
    expect(hebrew.span(minutes)).toBe(text);
  });
  test('names, places and ids that others chose stay what they are: one line each', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('en' as const, 'he' as const), (given, language) => {
        const text = explainPlan(decide(policy, given, { at: START }), language);
        expect(text).not.toMatch(/undefined|\[object|NaN/);
        expect(text.split('\n').every((line) => line.trim() !== '')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

test('why a rule did not apply', () => {
  expect(whyNot(case1, 'R-08')).toBe('R-08 an employee: did not apply. It saw speaker: customer.');
  expect(whyNot(case1, 'R-08', 'he')).toBe('R-08 עובד: לא חל. נראה: הדובר: לקוח.');
  expect(whyNot(case1, 'R-07')).toContain('applied');
  expect(whyNot(case1, 'R-99')).toBe("R-99 is no rule of this plan's policy.");
  expect(whyNot(decide(policy, facts({ 'what.sentiment': 'negative', 'who.role': null })), 'R-09')).toContain('only what it forbids applied');
});

describe('both languages are whole', () => {
  const isHebrew = /[א-ת]/;
  test('every rule has a title and a reason, each one plain sentence', () => {
    for (const { id, title, reason } of prRules) {
      expect(title.en, id).toMatch(/^[^א-ת]+[^.]$/);
      expect(reason.en, id).toMatch(/^[A-Z][^א-ת]+\.$/);
      expect(title.he, id).toMatch(isHebrew);
      expect(title.he, id).not.toMatch(/[A-Za-z]/);
      expect(reason.he, id).toMatch(/^[^A-Za-z]+\.$/);
    }
    expect(new Set(prRules.map(({ reason }) => reason.en)).size).toBe(prRules.length);
    expect(new Set(prRules.map(({ reason }) => reason.he)).size).toBe(prRules.length);
  });
  test('every value that can be shown has a Hebrew word', () => {
    const shown = [...Object.values(factCatalogue), ...Object.values(elementCatalogue)].flatMap((definition) => [...((definition as FactDefinition).values ?? [])]);
    const missing = [...new Set(shown)].filter((value) => hebrew.values[value] === undefined);
    expect(missing).toEqual([]);
  });
  test('a Hebrew explanation holds no English but ids, places and bases', () => {
    const text = explainPlan(decide(policy, incident({ 'what.harm': 4, 'incident.fault': 'own' }), { at: START, venues: { hub: { venue: 'hashtag:#x' } } }), 'he');
    const words = text.replaceAll(/\[[^\]]*\]|\([^)]*[#:][^)]*\)|[A-Z]-[0-9]+(?:\.[a-z]+)?|\{?[a-z]+\.[A-Za-z.{}]+|\d{4}-\d{2}-\d{2}T\S+/g, '').match(/[A-Za-z]{2,}/g) ?? [];
    expect(words.filter((word) => !['incident', 'brand'].includes(word))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { decide, owesTheSame, prPolicy, samePlan, type Situation } from '../../src/policy/index.ts';
import { planSchema } from '../../src/spec/plan.ts';
import { complaint, incident, MINUTE, START } from './support.ts';

const policy = prPolicy();
const later = START + 45 * MINUTE;
const first: Situation = { at: START, clock: { basis: 'first-seen', start: START } };

describe('a revision', () => {
  const before = decide(policy, complaint({ 'what.harm': 4 }), first);
  const milder = complaint({ 'what.harm': 0 });

  test('loosens no deadline, and the trace says what would have been later', () => {
    expect(before.deadlines.ackBy).toMatchObject({ minutes: 30, rule: 'R-18.case' });
    const plan = decide(policy, milder, { ...first, at: later, previous: before });
    expect(planSchema.parse(plan).deadlines.ackBy).toEqual(before.deadlines.ackBy);
    expect(plan.trace.at(-1)).toMatchObject({ rule: 'I-02', outcome: 'fired', did: [{ op: 'set', element: 'deadline.ackBy', value: 30 }] });
    expect(plan.trace.find(({ rule }) => rule === 'R-29')?.lost).toContainEqual({ effect: { op: 'set', element: 'deadline.ackBy', value: 180 }, to: 'I-02', why: 'stricter' });
  });
  test('tightens', () => {
    const calm = decide(policy, milder, first);
    const plan = decide(policy, complaint({ 'what.harm': 4 }), { ...first, at: later, previous: calm });
    // From the moment it turned out to be grave: nothing is overdue when it is first asked for.
    expect(plan.deadlines.ackBy).toMatchObject({ at: later + 30 * MINUTE, minutes: 30, rule: 'R-18.case' });
    expect(plan.trace.some(({ rule }) => rule === 'I-02')).toBe(false);
  });
  test('does not start the clock anew', () => {
    const plan = decide(policy, complaint({ 'what.harm': 4 }), { at: later, clock: { basis: 'first-seen', start: later }, previous: before });
    expect(plan.clock).toEqual(before.clock);
    expect(plan.deadlines).toEqual(before.deadlines);
  });
  test('may loosen for a reason, which it records', () => {
    const plan = decide(policy, milder, { at: later, clock: { basis: 'first-seen', start: later }, previous: before, loosen: 'misread: it was a joke between friends' });
    expect(plan.deadlines.ackBy?.at).toBe(later + 180 * MINUTE);
    expect(planSchema.parse(plan).loosened).toEqual({ reason: 'misread: it was a joke between friends', before: before.id });
    expect(decide(policy, milder, { ...first, loosen: 'nothing to loosen' }).loosened).toBeUndefined();
  });
  test('keeps the hour of a human also where the case has joined an incident', () => {
    const inDanger = decide(policy, complaint({ 'what.kind': 'threat', 'what.understood': false }), first);
    const joined = decide(policy, complaint({ 'what.understood': false, 'case.inIncident': true }), { ...first, previous: inDanger });
    expect(joined.decision.rule).toBe('I-01');
    expect(joined.deadlines).toEqual({ humanBy: inDanger.deadlines.humanBy });
  });
  test('drops a deadline that is owed no more', () => {
    const plan = decide(policy, complaint({ 'what.kind': 'praise', 'what.kinds': [], 'what.sentiment': 'positive' }), { ...first, at: later, previous: before });
    expect(plan.deadlines.conclusiveBy).toBeUndefined();
  });
});

describe('the next update', () => {
  const opened: Situation = { at: START, clock: { basis: 'opened', start: START }, venues: { hub: { venue: 'hashtag:#x' } } };
  const spoken = incident({ 'incident.statements': 1, 'incident.statementAtHub': true });
  const silent = decide(policy, incident(), opened);

  test('counts from the holding statement before the first word, then from the last word', () => {
    expect(silent.deadlines.nextUpdateAt).toMatchObject({ at: START + 120 * MINUTE, minutes: 120 });
    const said = START + 20 * MINUTE;
    const plan = decide(policy, spoken, { ...opened, at: said, lastStatementAt: said, previous: silent });
    expect(plan.deadlines.nextUpdateAt).toMatchObject({ at: said + 60 * MINUTE, minutes: 60 });
    const again = START + 75 * MINUTE;
    const next = decide(policy, spoken, { ...opened, at: again, lastStatementAt: again, previous: plan });
    expect(next.deadlines.nextUpdateAt?.at).toBe(again + 60 * MINUTE);
    expect(next.trace.some(({ rule }) => rule === 'I-02')).toBe(false);
  });
  test('is not put off by a calmer state until something was said', () => {
    const said = START + 20 * MINUTE;
    const plan = decide(policy, spoken, { ...opened, at: said, lastStatementAt: said, previous: silent });
    const calmer = incident({ 'incident.statements': 1, 'incident.statementAtHub': true, 'incident.state': 'monitoring' });
    const kept = decide(policy, calmer, { ...opened, at: said + 5 * MINUTE, lastStatementAt: said, previous: plan });
    expect(kept.deadlines.nextUpdateAt).toEqual(plan.deadlines.nextUpdateAt);
    const spokenAgain = said + 50 * MINUTE;
    const free = decide(policy, calmer, { ...opened, at: spokenAgain, lastStatementAt: spokenAgain, previous: kept });
    expect(free.deadlines.nextUpdateAt?.at).toBe(spokenAgain + 240 * MINUTE);
  });
  test('a clock that runs from the last statement says the same', () => {
    const said = START + 20 * MINUTE;
    const plan = decide(policy, spoken, { ...opened, at: said, clock: { basis: 'last-statement', start: said }, previous: silent });
    expect(plan.deadlines.nextUpdateAt?.at).toBe(said + 60 * MINUTE);
    expect(plan.clock).toEqual(silent.clock);
  });
  test('complaints about silence bring it nearer', () => {
    const said = START + 20 * MINUTE;
    const plan = decide(policy, incident({ 'incident.statements': 1, 'incident.statementAtHub': true, 'incident.silenceComplaints': 3 }), { ...opened, at: said, lastStatementAt: said });
    expect(plan.deadlines.nextUpdateAt).toMatchObject({ minutes: 30, rule: 'R-17' });
  });
  test('prevention counts from the moment the cause was identified', () => {
    const known = incident({ 'incident.state': 'identified', 'incident.cause': 'confirmed', 'incident.fault': 'own' });
    expect(decide(policy, known, { ...opened, identifiedAt: later }).deadlines.preventionBy?.at).toBe(later + 4_320 * MINUTE);
    expect(decide(policy, known, opened).deadlines.preventionBy?.at).toBe(START + 4_320 * MINUTE);
  });
});

describe('telling two plans apart', () => {
  test('what was believed is part of a plan, and not of what is owed', () => {
    const few = decide(policy, incident({ 'incident.mentions': 40 }), first);
    const more = decide(policy, incident({ 'incident.mentions': 41 }), first);
    expect(samePlan(few, more)).toBe(false);
    expect(owesTheSame(few, more)).toBe(true);
    expect(owesTheSame(few, decide(policy, incident({ 'what.harm': 4 }), first))).toBe(false);
  });
  test('the input tells which plans rest on the same; the id tells plans apart', () => {
    const one = decide(policy, complaint(), { ...first, subject: { type: 'case', id: 'one', brand: 'acme' } });
    const two = decide(policy, complaint(), { ...first, subject: { type: 'case', id: 'two', brand: 'acme' }, precedents: [one.id] });
    expect(two.input).toBe(one.input);
    expect(two.id).not.toBe(one.id);
    expect(two.precedents).toEqual([one.id]);
    expect(decide(policy, complaint({ 'what.harm': 3 }), first).input).not.toBe(one.input);
    expect(decide(prPolicy({ switchOff: ['R-47'] }), complaint(), first).input).not.toBe(one.input);
    expect(owesTheSame(one, { ...two, subject: one.subject })).toBe(true);
    const revised = decide(policy, complaint(), { ...first, subject: one.subject, previous: one });
    expect([revised.id === one.id, samePlan(revised, one)]).toEqual([false, true]);
  });
});

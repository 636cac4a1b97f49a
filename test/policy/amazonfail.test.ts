import { describe, expect, test } from 'vitest';
import { decide, explainPlan, prPolicy } from '../../src/policy/index.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { Facts } from '../../src/spec/facts.ts';
import { brand, complaint, forbids, incident, MINUTE, requires } from './support.ts';

/** What could be known on Easter Sunday 2009, hour by hour, and what it should have led to. */
const policy = prPolicy();
const eight = Date.parse('2009-04-12T08:00:00-07:00');
const shop = brand({
  timeZone: 'America/Los_Angeles',
  canonicalUrl: 'https://shop.example/news',
  owners: [{ role: 'spokesperson', name: 'Dana', days: [1, 2, 3, 4, 5] }, { role: 'on-call', name: 'Noa' }],
});
const venues = { hub: { venue: 'hashtag:#amazonfail', share: 0.8 }, originators: [{ venue: 'blog:one', replyTo: 'post-1' }, { venue: 'account:two', replyTo: 'post-2' }] };
const opened = { brand: shop, at: eight, clock: { basis: 'opened' as const, start: eight }, venues };

describe('12 April 2009, 08:00: the tag appears', () => {
  const facts: Facts = {
    'subject.type': known('incident'),
    'incident.state': known('suspected'),
    'incident.cause': unknown('nobody has said'),
    'incident.velocity': known(2),
    'incident.mentions': known(36),
    'incident.statements': known(0),
    'what.themes': known(['discrimination']),
  };
  const plan = decide(policy, facts, opened);

  test('high on theme and velocity, although only tens have spoken', () => {
    expect(plan.severity.level).toBe('high');
    expect(decide(policy, { ...facts, 'incident.velocity': known(0) }, opened).severity.level).toBe('low');
    expect(decide(policy, { ...facts, 'what.themes': known(['money']) }, opened).severity.level).toBe('low');
  });
  test('the first word is due in 30 minutes, the statement in 60, in the hub first', () => {
    expect(plan.deadlines).toMatchObject({ ackBy: { at: eight + 30 * MINUTE }, holdingBy: { at: eight + 60 * MINUTE } });
    expect(plan.decision.action).toBe('holding-statement');
    expect(plan.duties.map(({ kind, venue }) => [kind, venue])).toEqual([['acknowledge', 'hashtag:#amazonfail'], ['hold', 'hashtag:#amazonfail'], ['update', 'hashtag:#amazonfail']]);
    expect(plan.venues.map(({ target, venue }) => [target, venue]).slice(0, 3)).toEqual([['hub', 'hashtag:#amazonfail'], ['originators', 'blog:one'], ['originators', 'account:two']]);
  });
  test('it says what is known and not known, and makes nothing small', () => {
    expect(requires(plan)).toEqual(expect.arrayContaining(['say.awareness', 'say.action', 'say.unknowns', 'say.nextUpdate', 'say.empathy']));
    expect(forbids(plan)).toEqual(expect.arrayContaining(['never.minimise', 'never.deny', 'never.speculate', 'never.contradict', 'never.marketing']));
  });
  test('promotion pauses, canned answers freeze, employees and press hear the same', () => {
    expect(requires(plan)).toEqual(expect.arrayContaining(['act.pausePromotion', 'act.freezeMacros', 'act.contactOriginators', 'act.informEmployees', 'act.samePressText']));
  });
  test('a holiday moves no deadline; it only finds whoever is on call', () => {
    expect(plan.owner).toEqual({ role: 'on-call', name: 'Noa' });
    expect(plan.gaps).toContain('owner:spokesperson');
  });
  test('the explanation says all that', () => {
    const text = explainPlan(plan, 'en', { timeZone: shop.timeZone });
    for (const part of ['Publish a holding statement (must)', 'Severity high', 'hashtag:#amazonfail', '2009-04-12T08:30-07:00 (in 30 min)', '2009-04-12T09:00-07:00 (in 1 h)', 'R-15', 'S1-07']) expect(text).toContain(part);
  });
});

test('16:00: first of all topics, critical, the next word every half hour', () => {
  const four = eight + 8 * 60 * MINUTE;
  const facts = incident({ 'incident.velocity': 3, 'incident.spread': 2, 'what.themes': ['discrimination'], 'what.arousal': 'high', 'incident.statements': 1, 'incident.statementAtHub': true });
  const plan = decide(policy, facts, { ...opened, at: four, lastStatementAt: four });
  expect(plan.severity.level).toBe('critical');
  expect(plan.deadlines.nextUpdateAt?.at).toBe(four + 30 * MINUTE);
});

test('the evening: a word to the press is no word to the crowd', () => {
  const plan = decide(policy, incident({ 'incident.statements': 1, 'incident.statementAtHub': false }), opened);
  expect(plan.stage).toBe('holding');
});

test('Monday: somebody claims to have done it; neither confirmed nor denied', () => {
  const plan = decide(policy, incident({ 'incident.cause': 'claimed' }), opened);
  expect(forbids(plan)).toEqual(expect.arrayContaining(['never.deny', 'never.speculate', 'never.accuse']));
  expect(requires(plan)).toContain('say.unknowns');
});

test('Tuesday: fixed, and still not closed', () => {
  const plan = decide(policy, incident({ 'incident.state': 'resolved', 'incident.cause': 'confirmed', 'incident.fault': 'own', 'incident.explained': true }), opened);
  expect(plan.stage).toBe('closing');
  expect(forbids(plan)).toContain('never.close');
  expect(requires(plan)).toEqual(expect.arrayContaining(['say.prevention', 'say.apology', 'act.contactOriginators']));
});

test('February: one author’s complaint goes to somebody senior, within three hours', () => {
  const plan = decide(policy, complaint({ 'who.role': 'partner', 'what.themes': ['discrimination'] }), { brand: brand({ owners: [{ role: 'senior-care', name: 'Sigal' }] }), at: eight });
  expect(plan.owner).toEqual({ role: 'senior-care', name: 'Sigal' });
  expect(plan.deadlines.ackBy?.minutes).toBe(180);
  expect(requires(plan)).toContain('act.recordLearning');
});

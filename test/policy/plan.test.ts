import { describe, expect, test } from 'vitest';
import { compilePolicy, decide, type PolicyInput, type Situation } from '../../src/policy/index.ts';
import { framed, idOf } from '../../src/lib/digest.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { Facts, FactValue } from '../../src/spec/facts.ts';
import type { Plan } from '../../src/spec/plan.ts';
import type { Effect, RuleInput } from '../../src/spec/rule.ts';
import { brand, facts, MINUTE, outcomeOf, rule, START } from './support.ts';

const set = (element: string, value: string | number): Effect => ({ op: 'set', element, value }) as Effect;
const made = (rules: RuleInput[], given: Facts = {}, situation: Situation = {}, input: Partial<PolicyInput> = {}): Plan => decide(compilePolicy({ rules, ...input }), given, { at: START, ...situation });
const empty = compilePolicy({ rules: [] });

describe('the id of a plan', () => {
  const previous = decide(empty, {}, { at: 7 });
  const place = { venue: 'blog:y' };
  test.each<[string, Situation, string]>([
    ['when alone', {}, ''],
    ['the state of the incident', { incidentState: 'closed' }, 's6:closed'],
    ['no state of the incident', { incidentState: null }, ''],
    ['the plan before', { previous, clock: previous.clock }, `p25:${previous.id}`],
    ['why deadlines are loosened', { loosen: 'misread' }, 'l7:misread'],
    ['the last statement', { lastStatementAt: 12 }, 'w2:12'],
    ['when the cause was identified', { identifiedAt: 345 }, 'c3:345'],
    ['precedents', { precedents: ['plan_1'] }, 'e10:["plan_1"]'],
    ['no place', { venues: {} }, ''],
    ['the hub', { venues: { hub: place } }, 'H6:blog:y'],
    ['the hub and its share', { venues: { hub: { ...place, share: 0.5 } } }, 'H6:blog:yS3:0.5'],
    ['where it was said', { venues: { origin: place } }, 'O6:blog:y'],
    ['the post that is answered', { venues: { origin: { ...place, replyTo: 'post-1' } } }, 'O6:blog:yr6:post-1'],
    ['no post to answer', { venues: { origin: { ...place, replyTo: null } } }, 'O6:blog:y'],
    ['the press', { venues: { press: place } }, 'N6:blog:y'],
    ['in private', { venues: { private: place } }, 'D6:blog:y'],
    ['inside', { venues: { internal: place } }, 'I6:blog:y'],
    ['those who began it', { venues: { originators: [place, { venue: 'b' }] } }, 'G6:blog:yG1:b'],
    ['those who carry it on', { venues: { amplifiers: [place, { venue: 'b' }] } }, 'A6:blog:yA1:b'],
    ['all of it, in one order', { venues: { internal: place, hub: place }, loosen: 'x', incidentState: 'closed' }, 'H6:blog:yI6:blog:ys6:closedl1:x'],
  ])('tells plans on the same facts apart: %s', (_name, situation, expected) => {
    const plan = decide(empty, {}, { at: 7, ...situation });
    expect(plan.id).toBe(idOf('plan', `${framed('plan')}${plan.input}case,first-seen,7,on-call,i4:caseb5:brand${expected}`));
  });
  test('tells subjects, clocks and owners apart', () => {
    const plan = decide(empty, {}, { at: 9, subject: { type: 'incident', id: 'one', brand: 'acme' }, clock: { basis: 'opened', start: 8 }, brand: brand({ owners: [{ role: 'on-call', name: 'Noa' }] }) });
    expect(plan.id).toBe(idOf('plan', `${framed('plan')}${plan.input}incident,opened,8,on-call,i3:oneb4:acmeo3:Noa`));
  });
});

describe('what was believed', () => {
  const evidence = [{ source: 'text' as const, cue: 'broken' }];
  test.each<[string, Facts, Situation, Plan['understanding']]>([
    ['a known fact with its confidence, and evidence where there is some', { 'what.harm': known<FactValue>(2, 0.7, evidence), 'what.arousal': known<FactValue>('low', 0.4) }, {}, [
      { fact: 'what.arousal', known: true, value: 'low', confidence: 0.4 },
      { fact: 'what.harm', known: true, value: 2, confidence: 0.7, evidence },
    ]],
    ['a fact that was looked for and not found', { 'what.topic': unknown('unsure') }, {}, [{ fact: 'what.topic', known: false }]],
    ['a fact that was not found and follows from another', { 'incident.state': known<FactValue>('closed'), 'incident.open': unknown('unsure') }, {}, [
      { fact: 'incident.state', known: true, value: 'closed', confidence: 1 },
      { fact: 'incident.open', known: true, value: false },
    ]],
    ['nothing of what only the situation tells', {}, { venues: { hub: { venue: 'blog:y' } }, brand: brand() }, []],
  ])('%s', (_name, given, situation, expected) => {
    const derived = ['subject.type', 'what.negative', 'what.understood', 'who.plausible', 'severity.level'];
    expect(decide(empty, given, { at: START, ...situation }).understanding.filter(({ fact }) => !derived.includes(fact))).toEqual(expected);
  });
  test('and what follows from it', () => {
    expect(decide(empty, facts({ 'what.kind': 'praise' }), { at: START }).understanding).toEqual([
      { fact: 'subject.type', known: true, value: 'case' },
      { fact: 'what.negative', known: true, value: false },
      { fact: 'what.kind', known: true, value: 'praise', confidence: 1 },
      { fact: 'who.plausible', known: true, value: ['competitor', 'customer', 'employee', 'journalist'] },
      { fact: 'severity.level', known: true, value: 'low' },
    ]);
    expect(decide(empty, {}, { at: START }).understanding).toContainEqual({ fact: 'what.understood', known: true, value: false });
  });
  test.each<[string, Situation, string]>([
    ['there is one where the situation names it', { venues: { hub: { venue: 'blog:y' } } }, 'fired'],
    ['there is none where it names other places', { venues: { origin: { venue: 'blog:y' } } }, 'passed'],
    ['nobody knows where it names no places', {}, 'unknown'],
  ])('of a hub: %s', (_name, situation, outcome) => {
    expect(outcomeOf(made([rule({ id: 'X', when: { fact: 'incident.hub', is: true } })], {}, situation), 'X')).toBe(outcome);
  });
});

describe('who is asked by the host', () => {
  const settings = (input: PolicyInput['settings']): Plan => made([rule({ id: 'A', then: [set('stage', 'complaint'), { op: 'require', element: 'approve.legal' }] })], {}, {}, { settings: input });
  const hosts = (plan: Plan): unknown => plan.trace.filter(({ rule: id }) => id !== 'A' && id !== 'I-00');
  const owner = set('owner', 'care');
  const approve = (role: string): Effect => ({ op: 'require', element: `approve.${role}` }) as Effect;
  test.each<[string, PolicyInput['settings'], string[], Effect[] | null]>([
    ['nobody', {}, ['legal'], null],
    ['somebody at another stage', { owners: { praise: 'care' }, approvers: { praise: ['hr'] } }, ['legal'], null],
    ['an owner', { owners: { complaint: 'care' } }, ['legal'], [owner]],
    ['an owner, and nobody to agree', { owners: { complaint: 'care' }, approvers: { complaint: [] } }, ['legal'], [owner]],
    ['who has to agree, beside whom the rules ask', { approvers: { complaint: ['hr', 'legal', 'privacy'] } }, ['legal', 'hr', 'privacy'], [approve('hr'), approve('legal'), approve('privacy')]],
    ['both', { owners: { complaint: 'care' }, approvers: { complaint: ['hr'] } }, ['legal', 'hr'], [owner, approve('hr')]],
  ])('%s', (_name, input, approving, did) => {
    const plan = settings(input);
    expect(hosts(plan)).toEqual(did === null ? [] : [{ rule: 'I-03', outcome: 'fired', saw: [], did }]);
    expect(plan.approvers).toHaveLength(approving.length);
    expect(plan.gaps).toEqual([did?.includes(owner) === true ? 'owner:care' : '', 'owner:on-call', ...approving.map((role) => `owner:${role}`)].filter((gap) => gap !== ''));
  });
  test('stands in the trace before what a revision kept', () => {
    const input = { settings: { owners: { complaint: 'care' as const } } };
    const soon = (minutes: number): RuleInput[] => [rule({ id: 'A', then: [set('stage', 'complaint'), set('decision', 'respond'), set('deadline.ackBy', minutes)] })];
    const previous = made(soon(5), {}, {}, input);
    expect(made(soon(9), {}, { previous }, input).trace.slice(-2)).toEqual([
      { rule: 'I-03', outcome: 'fired', saw: [], did: [owner] },
      { rule: 'I-02', outcome: 'fired', saw: [], did: [set('deadline.ackBy', 5)] },
    ]);
  });
});

describe('what a plan says', () => {
  const answered: Effect = { op: 'require', element: 'flag.answeredByIncident' };
  test.each<[string, Effect[], Plan['decision']['reviewAt']]>([
    ['when it looks again', [set('deadline.reviewAt', 5)], START + 5 * MINUTE],
    ['when it looks again, whenever a human acts', [set('deadline.reviewAt', 5), set('deadline.humanBy', 3)], START + 5 * MINUTE],
    ['where the incident answers, when a human acts', [answered, set('deadline.humanBy', 3)], START + 3 * MINUTE],
    ['where the incident answers and no human has to act, nothing', [answered], null],
    ['where it does more than watch, nothing', [set('decision', 'respond'), set('deadline.humanBy', 3)], null],
  ])('of the next look: %s', (_name, then, reviewAt) => {
    expect(made([rule({ id: 'A', then })]).decision.reviewAt).toBe(reviewAt);
  });
  test.each<[string, Effect[], Partial<Plan>]>([
    ['whether it is signed: not where nothing is said', [set('warmth', 2)], { tone: { language: 'en', warmth: 2, humour: 'off', person: 'first', signature: false } }],
    ['whether it is signed: where something is', [set('stage', 'note')], { tone: { language: 'en', warmth: 0, humour: 'off', person: 'first', signature: true } }],
    ['that nothing is moderated, by no rule', [set('moderation', 'none')], { moderation: { action: 'none', rule: null } }],
    ['what is moderated, and by which rule', [set('moderation', 'report')], { moderation: { action: 'report', rule: 'A' } }],
    ['how often one answers, and what follows', [set('turnLimit', 3)], { turns: { limit: 3, then: 'monitor' } }],
    ['that one answers without a limit', [set('stage', 'note')], { turns: { limit: null, then: 'continue' } }],
  ])('%s', (_name, then, expected) => {
    expect(made([rule({ id: 'A', then })])).toMatchObject(expected);
  });
  test('in which language: that of the person before that of the brand', () => {
    const hebrew = { brand: brand({ languages: ['he'] }) };
    expect([made([], {}, hebrew), made([], facts({ 'brand.language': 'fr' }), hebrew), made([])].map(({ tone }) => tone.language)).toEqual(['he', 'fr', 'en']);
  });
  test('of the incident: the state it is told, or else the one that is known', () => {
    const open = facts({ 'incident.state': 'monitoring' });
    expect([made([], open, { incidentState: 'closed' }), made([], open), made([])].map(({ incidentState }) => incidentState)).toEqual(['closed', 'monitoring', null]);
  });
  test('of precedents: a list of its own', () => {
    const precedents = ['plan_1', 'plan_2'];
    const plan = made([], {}, { precedents });
    precedents.pop();
    expect([plan.precedents, made([]).precedents]).toEqual([['plan_1', 'plan_2'], []]);
  });
});

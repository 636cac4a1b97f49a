import { describe, expect, test } from 'vitest';
import { owesTheSame, samePlan } from '../../src/policy/index.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { plain } from './plain-plan.ts';
import { START } from './support.ts';

const learning: Plan['learning'] = { topic: 'service', polarity: 'negative', owner: 'care' };
const learned: Plan = { ...plain, learning };

describe('two plans that differ in one thing', () => {
  test.each<[name: string, one: Plan, other: Plan, same: boolean, owed: boolean]>([
    ['nothing', plain, { ...plain }, true, true],
    ['the id', plain, { ...plain, id: 'plan:other' }, true, true],
    ['the time of making', plain, { ...plain, createdAt: START + 1 }, true, true],
    ['the input', plain, { ...plain, input: 'sha256:other' }, true, true],
    ['the plans before it', plain, { ...plain, precedents: ['plan:other'] }, true, true],
    ['what was believed', plain, { ...plain, understanding: [{ fact: 'what.harm', known: false }] }, false, true],
    ['the score', plain, { ...plain, severity: { ...plain.severity, score: 2 } }, false, true],
    ['the parts of the severity', plain, { ...plain, severity: { ...plain.severity, parts: [{ part: 'harm', points: 1, why: 'so' }] } }, false, true],
    ['the level of the severity', plain, { ...plain, severity: { ...plain.severity, level: 'high' } }, false, false],
    ['what it is measured by', plain, { ...plain, measurement: { ...plain.measurement, mentions: 3 } }, false, true],
    ['the rules behind it', plain, { ...plain, rules: [{ id: 'A-1', block: 'P5', level: 'must' }] }, false, true],
    ['the trace', plain, { ...plain, trace: [{ rule: 'A-1', outcome: 'fired', saw: [] }] }, false, true],
    ['the rules that did not apply', plain, { ...plain, passed: ['A-1'] }, false, true],
    ['what is learned', learned, { ...plain, learning: { ...learning, topic: 'product' } }, false, true],
    ['whether something is learned', learned, { ...plain, learning: null }, false, false],
    ['the owner', plain, { ...plain, owner: { role: 'legal', name: null } }, false, false],
    ['the policy', plain, { ...plain, policyVersion: 'sha256:other' }, false, false],
  ])('%s', (_, one, other, same, owed) => {
    expect([samePlan(one, other), samePlan(other, one)]).toEqual([same, same]);
    expect([owesTheSame(one, other), owesTheSame(other, one)]).toEqual([owed, owed]);
  });
});

import { describe, expect, test } from 'vitest';
import { decide, prPolicy, type Situation } from '../../src/policy/index.ts';
import { brand, facts, START } from './support.ts';

const policy = prPolicy();
const subjectOf = (values: Parameters<typeof facts>[0], situation: Situation = {}): object => decide(policy, facts(values), { at: START, ...situation }).subject;
const of = (type: 'case' | 'incident'): object => ({ type, id: type, brand: 'brand' });

describe('what a plan is for', () => {
  test.each<[name: string, values: Parameters<typeof facts>[0], type: 'case' | 'incident']>([
    ['no facts at all', {}, 'case'],
    ['only what was said', { 'what.harm': 2 }, 'case'],
    ['the facts say an incident', { 'subject.type': 'incident' }, 'incident'],
    ['the facts say an incident, and speak of a speaker', { 'subject.type': 'incident', 'who.role': 'customer' }, 'incident'],
    ['the facts say a case, and speak of an incident', { 'subject.type': 'case', 'incident.state': 'suspected' }, 'case'],
    ['the state of an incident is known', { 'incident.state': 'suspected' }, 'incident'],
    ['an incident is open', { 'incident.open': true }, 'incident'],
    ['the state of an incident is asked for and not known', { 'incident.state': null }, 'incident'],
    ['what it is for is not known, and there is an incident', { 'subject.type': null, 'incident.state': 'suspected' }, 'incident'],
    ['an incident and what was said', { 'what.harm': 2, 'incident.open': true }, 'incident'],
    ['an incident and a case', { 'incident.open': true, 'what.harm': 2, 'case.turns': 0 }, 'case'],
    ['an incident and a speaker', { 'incident.state': 'suspected', 'what.harm': 2, 'who.role': 'customer' }, 'case'],
    ['other facts of an incident, and neither its state nor that it is open', { 'incident.mentions': 40 }, 'case'],
  ])('%s', (_, values, type) => {
    expect(subjectOf(values)).toEqual(of(type));
  });
  test('what the situation names comes before what the facts say', () => {
    const subject = { type: 'case', id: 'case-1', brand: 'acme' } as const;
    expect(subjectOf({ 'subject.type': 'incident' }, { subject, brand: brand({ id: 'other' }) })).toEqual(subject);
  });
  test('without a subject the brand is the one of the situation', () => {
    expect(subjectOf({}, { brand: brand() })).toEqual({ type: 'case', id: 'case', brand: 'acme' });
  });
});

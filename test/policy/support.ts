import * as fc from 'fast-check';
import { expect } from 'vitest';
import { factCatalogue, factNames, type FactDefinition, type FactName, type Facts, type FactValue } from '../../src/spec/facts.ts';
import { brandSchema, type Brand, type BrandInput } from '../../src/spec/brand.ts';
import { known, unknown } from '../../src/spec/fact.ts';
import type { ElementName } from '../../src/spec/element.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { compilePolicy, type Situation } from '../../src/policy/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { RuleInput } from '../../src/spec/rule.ts';

export const START = Date.UTC(2031, 4, 6, 9, 0);
export const MINUTE = 60_000;

/** Facts written as plain values; `null` is a fact that is not known. */
export function facts(values: { [name in FactName]?: FactValue | null }): Facts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? unknown('not told in this test') : known(value)]));
}

/** An ordinary complaint by a customer on a microblog; overridden as a test needs. */
export function complaint(values: { [name in FactName]?: FactValue | null } = {}): Facts {
  return facts({
    'what.sentiment': 'negative', 'what.kind': 'complaint', 'what.kinds': ['complaint'], 'what.topic': 'service', 'what.themes': [], 'what.arousal': 'medium', 'what.demand': 'fix',
    'what.harm': 1, 'what.understood': true, 'who.role': 'customer', 'post.venueClass': 'microblog', 'post.private': false, 'case.turns': 0, 'case.reopened': 0, 'case.inIncident': false,
    'case.ownDuty': false, ...values,
  });
}

/** An incident just opened, of which nobody knows the cause. */
export function incident(values: { [name in FactName]?: FactValue | null } = {}): Facts {
  return facts({
    'subject.type': 'incident', 'incident.state': 'suspected', 'incident.cause': 'unknown', 'incident.fault': null, 'incident.hub': true, 'incident.mentions': 40, 'incident.velocity': 2,
    'incident.spread': 1, 'incident.silenceComplaints': 0, 'incident.statements': 0, 'incident.statementAtHub': false, 'incident.explained': false, 'incident.prevention': false,
    'incident.remedy': false, 'incident.coordinated': false, 'what.sentiment': 'negative', 'what.themes': [], 'what.arousal': 'medium', 'what.harm': 2, ...values,
  });
}

export function brand(input: Partial<BrandInput> = {}): Brand {
  return brandSchema.parse({ id: 'acme', name: 'Acme', query: 'acme', ...input });
}

export const requires = (plan: Plan): ElementName[] => [...plan.require, ...plan.actions, ...plan.flags].map(({ element }) => element);
export const forbids = (plan: Plan): ElementName[] => plan.forbid.map(({ element }) => element);
export const outcomeOf = (plan: Plan, rule: string): string | undefined => plan.trace.find((entry) => entry.rule === rule)?.outcome ?? (plan.passed.includes(rule) ? 'passed' : undefined);

/** A rule with all that a rule must have; overridden as a test needs. */
export function rule(override: Partial<RuleInput> & { id: string }): RuleInput {
  return {
    revision: 1,
    title: { en: 'a rule of this test', he: 'כלל של בדיקה זו' },
    reason: { en: 'Because this test says so.', he: 'כי כך אומרת הבדיקה.' },
    basis: { literature: ['this test'] },
    level: 'must',
    block: 'P5',
    when: { always: true },
    then: [{ op: 'require', element: 'say.empathy' }],
    ...override,
  };
}

const valueOf = (name: FactName): fc.Arbitrary<FactValue> => {
  const { type, values, most = 4 }: FactDefinition = factCatalogue[name];
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: 0, max: most });
    case 'enum':
      return fc.constantFrom(...(values ?? ['']));
    case 'set':
      return fc.subarray([...(values ?? [])], { maxLength: 3 });
    case 'string':
      return fc.constantFrom('en', 'he');
  }
};

const factOf = (name: FactName): fc.Arbitrary<Facts[FactName]> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.tuple(valueOf(name), fc.double({ min: 0, max: 1, noNaN: true })).map(([value, confidence]) => known(value, confidence)) },
    { weight: 2, arbitrary: fc.constant(unknown<FactValue>('generated')) },
    { weight: 1, arbitrary: valueOf(name).map((value) => unknown<FactValue>('generated', Array.isArray(value) ? [] : [{ value, confidence: 0.4 }])) },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );

/** What the engine itself derives is left to it. */
const gathered = factNames.filter((name) => factCatalogue[name].from !== 'derived' && name !== 'owner.missing' && name !== 'who.plausible');

/** Any mixture of known, not known and not gathered facts about a case or an incident. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .tuple(fc.constantFrom('case', 'incident'), fc.tuple(...gathered.map((name) => factOf(name))))
  .map(([subject, values]) => {
    const found: Facts = { 'subject.type': known(subject) };
    gathered.forEach((name, index) => {
      const fact = values[index];
      if (fact !== undefined) found[name] = fact;
    });
    return found;
  });

const acme = brand({ canonicalUrl: 'https://acme.example/status', owners: [{ role: 'on-call', name: 'Noa' }, { role: 'care', name: 'Adam' }, { role: 'spokesperson', name: 'Dana' }] });
export const venues = { hub: { venue: 'hashtag:#x', share: 0.7 }, origin: { venue: 'account:m/@someone', replyTo: 'post-1' }, originators: [{ venue: 'blog:y', replyTo: 'post-0' }] };
export const anySituation: fc.Arbitrary<Situation> = fc.record({
  at: fc.integer({ min: START, max: START + 1_000_000_000 }),
  brand: fc.constantFrom(acme, undefined),
  venues: fc.constantFrom(venues, { origin: venues.origin }, {}, undefined),
  clock: fc.constantFrom({ basis: 'first-seen' as const, start: START }, { basis: 'opened' as const, start: START - 60_000 }, undefined),
});
export const isCase = (facts: Facts): boolean => facts['subject.type']?.known === true && facts['subject.type'].value === 'case';

export type Refusal = [place: string, why: string, fix: string];

/** Place, reason and remedy, as rules are refused together; null: they are accepted. */
export function refusalOf(...rules: unknown[]): Refusal | null {
  try {
    compilePolicy({ rules: rules as RuleInput[] });
    return null;
  } catch (error) {
    if (!(error instanceof KashuvError)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    const { field = '', fix = '', message } = error;
    return [field, message.slice(`${field}: `.length, -fix.length - 1), fix];
  }
}

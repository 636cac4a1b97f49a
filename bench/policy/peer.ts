import { Engine, type ConditionProperties, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';

import type { Condition } from '../../src/spec/condition.ts';
import { factCatalogue, type FactDefinition, type FactValue } from '../../src/spec/facts.ts';
import type { Rule } from '../../src/spec/rule.ts';

/** What the peer is given: plain values; a fact that is not known is not there. */
export type PlainFacts = Readonly<Record<string, FactValue>>;

/** The same rules in json-rules-engine: each condition translated piece by piece, each rule's effects as the event it fires. */
export function peerOf(rules: readonly Rule[]): (facts: PlainFacts) => Promise<string[]> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator('known', (value: FactValue | undefined, wanted: boolean) => (value !== undefined) === wanted);
  engine.addOperator('hasAny', (value: string[] | undefined, wanted: string[]) => Array.isArray(value) && wanted.some((one) => value.includes(one)));
  engine.addOperator('fromPlace', (value: string | undefined, order: string[]) => value !== undefined && order.includes(value));
  for (const { id, when, then } of rules) engine.addRule({ name: id, conditions: topOf(when), event: { type: id, params: { effects: then } } });
  return async (facts) => (await engine.run(facts)).events.map(({ type }) => type);
}

function topOf(condition: Condition): TopLevelCondition {
  const translated = translate(condition);
  return 'fact' in translated ? { all: [translated] } : translated;
}

function translate(condition: Condition): NestedCondition {
  if ('always' in condition) return { all: [] };
  if ('all' in condition) return { all: condition.all.map(translate) };
  if ('any' in condition) return { any: condition.any.map(translate) };
  if ('not' in condition) return { not: translate(condition.not) };
  if ('predicate' in condition) throw new Error('a predicate cannot be translated');
  const { fact } = condition;
  const compare = (operator: string, value: unknown): ConditionProperties => ({ fact, operator, value });
  if ('known' in condition) return compare('known', condition.known);
  if ('is' in condition) return compare('equal', condition.is);
  if ('in' in condition) return compare('in', condition.in);
  if ('has' in condition) return compare('hasAny', condition.has);
  const bound = 'atLeast' in condition ? condition.atLeast : condition.atMost;
  if (typeof bound === 'number') return compare('atLeast' in condition ? 'greaterThanInclusive' : 'lessThanInclusive', bound);
  // The peer has no ordered lists: the values on the right side of the bound.
  const order = (factCatalogue[fact] as FactDefinition).values ?? [];
  const place = order.indexOf(bound);
  return compare('fromPlace', 'atLeast' in condition ? order.slice(place) : order.slice(0, place + 1));
}

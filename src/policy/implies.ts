import type { Condition } from '../spec/condition.ts';
import { factCatalogue, type FactDefinition, type FactName } from '../spec/facts.ts';
import { canonicalJson } from '../lib/canonical-json.ts';

/** Whether the second condition is true wherever the first is. Plain cases only: `false` means that it is not seen, not that it is not so. */
export function implies(first: Condition, second: Condition): boolean {
  if ('always' in second) return true;
  if ('all' in second) return second.all.every((item) => implies(first, item));
  if ('any' in first) return first.any.every((item) => implies(item, second));
  if ('any' in second && second.any.some((item) => implies(first, item))) return true;
  if ('all' in first && first.all.some((item) => implies(item, second))) return true;
  if ('fact' in first && 'fact' in second && first.fact === second.fact) return tells(first, second);
  if ('not' in first && 'not' in second) return canonicalJson(first.not) === canonicalJson(second.not);
  return 'predicate' in first && 'predicate' in second && first.predicate === second.predicate;
}

type Comparison = Extract<Condition, { fact: FactName }>;

function tells(first: Comparison, second: Comparison): boolean {
  if ('known' in second) return 'known' in first ? first.known === second.known : second.known;
  if ('has' in first) return 'has' in second && first.has.every((value) => second.has.includes(value));
  const values = 'is' in first ? [first.is] : 'in' in first ? first.in : null;
  if (values !== null) return values.every((value) => meets(value, second));
  const order = (factCatalogue[first.fact] as FactDefinition).values ?? [];
  if ('atLeast' in first && 'atLeast' in second) return rank(first.atLeast, order) >= rank(second.atLeast, order);
  if ('atMost' in first && 'atMost' in second) return rank(first.atMost, order) <= rank(second.atMost, order);
  return false;
}

function meets(value: string | number | boolean, condition: Comparison): boolean {
  if ('is' in condition) return condition.is === value;
  if ('in' in condition) return condition.in.some((one) => one === value);
  const order = (factCatalogue[condition.fact] as FactDefinition).values ?? [];
  if ('atLeast' in condition) return rank(value, order) >= rank(condition.atLeast, order);
  return 'atMost' in condition && rank(value, order) <= rank(condition.atMost, order);
}

const rank = (value: string | number | boolean, order: readonly string[]): number => (typeof value === 'number' ? value : order.indexOf(String(value)));

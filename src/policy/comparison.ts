import type { Condition } from '../spec/condition.ts';
import type { FactName, Facts, FactValue } from '../spec/facts.ts';
import { definitionOf, positionOf, type View } from './view.ts';

/** Kleene's three values. */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

/**
 * A predicate of the host's own, for what a condition cannot say. Pure. Returns null where it cannot tell;
 * one that throws cannot tell either. Raise `revision` with every change of meaning.
 */
export interface Predicate {
  readonly revision: number;
  evaluate(facts: Facts): boolean | null;
}
export type Predicates = Readonly<Record<string, Predicate>>;

export type Comparison = Extract<Condition, { fact: FactName }>;

/** Asks for one speaker, or one of several. */
export const asksForRole = (condition: Comparison): boolean => condition.fact === 'who.role' && ('is' in condition || 'in' in condition);

/** A comparison as a test of a view. */
export function testOf(condition: Comparison, position: number): (view: View) => Truth {
  if ('known' in condition) {
    const wanted = condition.known;
    return ({ values }) => ((values[position] !== undefined) === wanted ? TRUE : FALSE);
  }
  const holds = compare(condition);
  if (!asksForRole(condition)) {
    return ({ values }) => {
      const value = values[position];
      return value === undefined ? UNKNOWN : holds(value) ? TRUE : FALSE;
    };
  }
  // Of a speaker who is not known, a role that is not even plausible is false and not merely unknown.
  const plausible = positionOf['who.plausible'];
  return ({ values }) => {
    const role = values[position];
    if (role !== undefined) return holds(role) ? TRUE : FALSE;
    const candidates = values[plausible];
    return Array.isArray(candidates) && !candidates.some(holds) ? FALSE : UNKNOWN;
  };
}

function compare(condition: Exclude<Comparison, { known: boolean }>): (value: FactValue) => boolean {
  if ('is' in condition) return (value) => value === condition.is;
  if ('in' in condition) {
    const list = new Set<FactValue>(condition.in);
    return (value) => list.has(value);
  }
  if ('has' in condition) return (value) => condition.has.some((item) => (value as string[]).includes(item));
  const order = definitionOf(condition.fact).values as readonly FactValue[];
  const place = (value: FactValue): number => (typeof value === 'number' ? value : order.indexOf(value));
  if ('atLeast' in condition) {
    const least = place(condition.atLeast);
    return (value) => place(value) >= least;
  }
  const most = place(condition.atMost);
  return (value) => place(value) <= most;
}

export const negate = (truth: Truth): Truth => (truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE);

export function ask(predicate: Predicate | undefined, facts: Facts): Truth {
  try {
    const answer: unknown = predicate?.evaluate(facts);
    return answer === true ? TRUE : answer === false ? FALSE : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

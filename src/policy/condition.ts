import type { Condition } from '../spec/condition.ts';
import type { FactName, Facts, FactValue } from '../spec/facts.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { definitionOf, positionOf, type View } from './view.ts';

/** Kleene's three values. */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const TRUE = 1;
const UNKNOWN = 2;

/**
 * A predicate of the host's own, for what a condition cannot say. Pure. Returns null where it cannot tell;
 * one that throws cannot tell either. Raise `revision` with every change of meaning.
 */
export interface Predicate {
  readonly revision: number;
  evaluate(facts: Facts): boolean | null;
}
export type Predicates = Readonly<Record<string, Predicate>>;

/** A condition, compiled once. `because` adds the positions of the facts that settled it: for `all` that is false, the one that failed. */
export interface CompiledCondition {
  test(view: View): Truth;
  because(view: View, truth: Truth, into: number[]): void;
}

export function compileCondition(condition: Condition, predicates: Predicates, shared?: SharedConditions): CompiledCondition {
  return shared?.find(condition, predicates) ?? compileNode(condition, predicates, shared);
}

/** Conditions that stand in several rules: each is put to a view once. */
export class SharedConditions {
  readonly #numbers = new Map<string, number>();
  readonly #compiled: (CompiledCondition | undefined)[] = [];

  constructor(conditions: Iterable<Condition>) {
    const seen = new Set<string>();
    const count = (condition: Condition): void => {
      const inner = 'all' in condition ? condition.all : 'any' in condition ? condition.any : 'not' in condition ? [condition.not] : [];
      if (inner.length === 0) return;
      const key = canonicalJson(condition);
      if (seen.has(key)) {
        if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size);
        return;
      }
      seen.add(key);
      inner.forEach(count);
    };
    for (const condition of conditions) count(condition);
  }

  get size(): number {
    return this.#numbers.size;
  }

  find(condition: Condition, predicates: Predicates): CompiledCondition | undefined {
    if (!('all' in condition || 'any' in condition || 'not' in condition)) return undefined;
    const number = this.#numbers.get(canonicalJson(condition));
    return number === undefined ? undefined : (this.#compiled[number] ??= remembered(compileNode(condition, predicates, this), number));
  }
}

function remembered(inner: CompiledCondition, number: number): CompiledCondition {
  return {
    test(view) {
      const { memo } = view;
      if (memo === undefined) return inner.test(view);
      const found = memo[number];
      if (found !== undefined && found > 0) return (found - 1) as Truth;
      const truth = inner.test(view);
      memo[number] = truth + 1;
      return truth;
    },
    because: (view, truth, into) => inner.because(view, truth, into),
  };
}

function compileNode(condition: Condition, predicates: Predicates, shared: SharedConditions | undefined): CompiledCondition {
  if ('always' in condition) return { test: () => TRUE, because: () => undefined };
  if ('all' in condition) return several(condition.all.map((item) => compileCondition(item, predicates, shared)), FALSE);
  if ('any' in condition) return several(condition.any.map((item) => compileCondition(item, predicates, shared)), TRUE);
  if ('not' in condition) {
    const inner = compileCondition(condition.not, predicates, shared);
    return {
      test: (view) => negate(inner.test(view)),
      because: (view, truth, into) => inner.because(view, negate(truth), into),
    };
  }
  if ('predicate' in condition) {
    const predicate = predicates[condition.predicate];
    return { test: ({ facts }) => (predicate === undefined ? UNKNOWN : ask(predicate, facts)), because: () => undefined };
  }
  return compileComparison(condition);
}

/** `all` is settled by the first false, `any` by the first true; `settling` says which. */
function several(items: readonly CompiledCondition[], settling: typeof FALSE | typeof TRUE): CompiledCondition {
  const otherwise = settling === FALSE ? TRUE : FALSE;
  return {
    test(view) {
      let truth: Truth = otherwise;
      for (const item of items) {
        const found = item.test(view);
        if (found === settling) return settling;
        if (found === UNKNOWN) truth = UNKNOWN;
      }
      return truth;
    },
    because(view, truth, into) {
      for (const item of items) {
        if (truth === otherwise) item.because(view, otherwise, into);
        else if (item.test(view) === truth) {
          item.because(view, truth, into);
          if (truth === settling) return;
        }
      }
    },
  };
}

type Comparison = Extract<Condition, { fact: FactName }>;

function compileComparison(condition: Comparison): CompiledCondition {
  const position = positionOf[condition.fact];
  const because = (_view: View, _truth: Truth, into: number[]): void => {
    if (!into.includes(position)) into.push(position);
  };
  if ('known' in condition) {
    const wanted = condition.known;
    return { test: ({ values }) => ((values[position] !== undefined) === wanted ? TRUE : FALSE), because };
  }
  const holds = compare(condition);
  if (condition.fact === 'who.role' && ('is' in condition || 'in' in condition)) {
    return compareRole(position, 'is' in condition ? [String(condition.is)] : condition.in.map(String));
  }
  return {
    test({ values }) {
      const value = values[position];
      return value === undefined ? UNKNOWN : holds(value) ? TRUE : FALSE;
    },
    because,
  };
}

/** Of a speaker who is not known, a role that is not even plausible is false and not merely unknown. */
function compareRole(position: number, roles: readonly string[]): CompiledCondition {
  const plausible = positionOf['who.plausible'];
  return {
    test({ values }) {
      const role = values[position];
      if (role !== undefined) return roles.includes(role as string) ? TRUE : FALSE;
      const candidates = values[plausible];
      return Array.isArray(candidates) && !candidates.some((candidate) => roles.includes(candidate)) ? FALSE : UNKNOWN;
    },
    because({ values }, _truth, into) {
      const seen = values[position] === undefined && values[plausible] !== undefined ? plausible : position;
      if (!into.includes(seen)) into.push(seen);
    },
  };
}

function compare(condition: Comparison): (value: FactValue) => boolean {
  if ('is' in condition) return (value) => value === condition.is;
  if ('in' in condition) {
    const list = new Set<FactValue>(condition.in);
    return (value) => list.has(value);
  }
  if ('has' in condition) return (value) => Array.isArray(value) && condition.has.some((item) => value.includes(item));
  const order = definitionOf(condition.fact).values;
  const place = (value: FactValue): number => (typeof value === 'number' ? value : order === undefined ? Number.NaN : order.indexOf(String(value)));
  if ('atLeast' in condition) {
    const least = place(condition.atLeast);
    return (value) => place(value) >= least;
  }
  if ('atMost' in condition) {
    const most = place(condition.atMost);
    return (value) => place(value) <= most;
  }
  return () => false;
}

const negate = (truth: Truth): Truth => (truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE);

function ask(predicate: Predicate, facts: Facts): Truth {
  try {
    const answer: unknown = predicate.evaluate(facts);
    return answer === true ? TRUE : answer === false ? FALSE : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

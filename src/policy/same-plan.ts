import type { Plan } from '../spec/plan.ts';
import { canonicalJson } from '../lib/canonical-json.ts';

/**
 * True where a revision changed nothing: equal in everything but id, createdAt, input and precedents. What was believed, and the trace of it,
 * is part of the comparison; to ask only whether something else is owed, take `owesTheSame`.
 */
export function samePlan(a: Plan, b: Plan): boolean {
  return canonicalJson({ ...a, ...passing }) === canonicalJson({ ...b, ...passing });
}

/** True where two plans ask for the same: they may have been reached on other facts, figures and reasons. */
export function owesTheSame(a: Plan, b: Plan): boolean {
  return canonicalJson(owed(a)) === canonicalJson(owed(b));
}

const passing = { id: '', createdAt: 0, input: '', precedents: [] } as const;
/** What a plan rests on, and what it is measured by. */
const grounds = { understanding: [], measurement: null, rules: [], trace: [], passed: [] } as const;

function owed(plan: Plan): object {
  return { ...plan, ...passing, ...grounds, severity: plan.severity.level, learning: plan.learning !== null };
}

import { compilePolicy, decide, explainPlan, type ExplainOptions } from '../../src/policy/index.ts';
import type { Plan } from '../../src/spec/plan.ts';
import { START } from './support.ts';

/** A plan that says as little as a plan can: each test adds what it is about. */
export const plain: Plan = {
  ...decide(compilePolicy({ rules: [] }), {}, { at: START, subject: { type: 'case', id: 'case', brand: 'acme' } }),
  level: 'must', severity: { level: 'low', score: 1, parts: [] }, understanding: [], venues: [], deadlines: {}, duties: [], gaps: [], rules: [], trace: [], passed: [],
  owner: { role: 'on-call', name: 'Noa' }, fallback: { role: 'care', name: null, afterMinutes: 60 },
};

const linesOf = (plan: Plan, language: 'en' | 'he', options: ExplainOptions): string[] => explainPlan(plan, language, options).split('\n');

/** The lines that a plan has beyond, or instead of, those of the plain one. */
export function told(added: Partial<Plan>, language: 'en' | 'he' = 'en', options: ExplainOptions = {}): string[] {
  const usual = linesOf(plain, language, {});
  return linesOf({ ...plain, ...added }, language, options).filter((line) => !usual.includes(line));
}

import type { RuleInput } from '../spec/rule.ts';
import { show } from '../lib/values.ts';
import { invalid, isPlain } from './refusal.ts';

/** A rule of the host's own, with facts, elements and operators completed and checked by the compiler. Returns what it is given; throws CONFIG_INVALID for what is no object. */
export function defineRule(rule: RuleInput): RuleInput {
  if (!isPlain(rule)) throw invalid('rule', `expected a rule, got ${show(rule)}.`, 'A rule is an object; see docs/policy.md.');
  return rule;
}

import type { RuleInput } from '../spec/rule.ts';
import { invalid } from './refusal.ts';
import type { Predicates } from './comparison.ts';
import { compilePolicy, type Policy, type PolicySettingsInput } from './policy.ts';
import { prRules } from './rules/index.ts';

/** How a host departs from the default policy. */
export interface PolicyOverrides {
  /** Rules of the host's own; their ids are new. */
  add?: readonly RuleInput[];
  /** Rules that take the place of the default rule of the same id. */
  replace?: readonly RuleInput[];
  /** Ids of rules that shall not apply. Every plan names them. */
  switchOff?: readonly string[];
  settings?: PolicySettingsInput;
  predicates?: Predicates;
}

/**
 * The default policy: the rules drawn from the founding texts and the literature (docs/policy.md), as the host amends them.
 * Throws CONFIG_INVALID for a rule that is added under an id that exists, or replaces or switches off one that does not.
 */
export function prPolicy(overrides: PolicyOverrides = {}): Policy {
  const { add = [], replace = [], switchOff = [], settings, predicates } = overrides;
  for (const key of Object.keys(overrides)) {
    if (!['add', 'replace', 'switchOff', 'settings', 'predicates'].includes(key)) throw invalid(key, 'there is no such option.', 'Options are: add, replace, switchOff, settings, predicates.');
  }
  const ids = new Set(prRules.map(({ id }) => id));
  for (const { id } of add) if (ids.has(id)) throw invalid(`add[${id}].id`, 'the default policy has a rule of this id.', 'Move it to replace, or give it another id.');
  const replaced = new Map<string, RuleInput>();
  for (const rule of replace) {
    if (!ids.has(rule.id)) throw invalid(`replace[${rule.id}].id`, 'the default policy has no rule of this id.', 'Move it to add, or correct the id.');
    if (replaced.has(rule.id)) throw invalid(`replace[${rule.id}].id`, 'there twice.', 'Keep one of the two.');
    replaced.set(rule.id, rule);
  }
  return compilePolicy({ rules: [...prRules.map((rule) => replaced.get(rule.id) ?? rule), ...add], settings, switchedOff: switchOff, predicates });
}

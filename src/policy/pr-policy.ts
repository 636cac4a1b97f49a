import type { RuleInput } from '../spec/rule.ts';
import type { Predicates } from './comparison.ts';
import { compileWritten, type Policy, type PolicySettingsInput } from './policy.ts';
import { show } from '../lib/values.ts';
import { checkNames, invalid, isPlain, placeIn } from './refusal.ts';
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
 * Throws CONFIG_INVALID for a rule that is added under an id that exists, or replaces or switches off one that does not, and for all that `compilePolicy`
 * refuses; the `field` is the place in what was passed: `add[ACME-1].then[0].element`, `switchOff[1]`.
 */
export function prPolicy(overrides: PolicyOverrides = {}): Policy {
  if (!isPlain(overrides)) throw invalid('overrides', `expected an object, got ${show(overrides)}.`, "Write { switchOff: ['R-47'] }, or pass nothing.");
  checkNames(overrides, ['add', 'replace', 'switchOff', 'settings', 'predicates'], '');
  const { switchOff, settings, predicates } = overrides;
  const add = rulesIn('add', overrides.add);
  const replace = rulesIn('replace', overrides.replace);
  const ids = new Set(prRules.map(({ id }) => id));
  add.forEach((rule, index) => {
    if (isPlain(rule) && ids.has(rule.id)) throw invalid(`${placeIn({ list: 'add', index }, rule)}.id`, 'the default policy has a rule of this id.', 'Move it to replace, or give it another id.');
  });
  const replaced = new Map<string, number>();
  replace.forEach((rule, index) => {
    const place = placeIn({ list: 'replace', index }, rule);
    if (!isPlain(rule)) throw invalid(place, `expected a rule, got ${show(rule)}.`, 'A rule is an object; see docs/policy.md.');
    if (!ids.has(rule.id)) throw invalid(`${place}.id`, 'the default policy has no rule of this id.', 'Move it to add, or correct the id.');
    if (replaced.has(rule.id)) throw invalid(`${place}.id`, 'there twice.', 'Keep one of the two.');
    replaced.set(rule.id, index);
  });
  const rules = prRules.map((rule) => replace[replaced.get(rule.id) ?? -1] ?? rule);
  return compileWritten(
    { rules: [...rules, ...add], settings, switchedOff: switchOff, predicates },
    {
      rule(index) {
        if (index >= rules.length) return { list: 'add', index: index - rules.length };
        const taken = replaced.get((rules[index] as RuleInput).id);
        return taken === undefined ? { list: 'rules', index } : { list: 'replace', index: taken };
      },
      switchedOff: 'switchOff',
    },
  );
}

function rulesIn(list: string, rules: unknown): readonly RuleInput[] {
  if (rules === undefined) return [];
  if (!Array.isArray(rules)) throw invalid(list, `expected a list of rules, got ${show(rules)}.`, `Write ${list}: [rule].`);
  return rules as RuleInput[];
}

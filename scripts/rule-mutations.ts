/**
 * Changes the rules one small thing at a time, and asks whether the pages of decisions (test/policy/decision-table.txt, rule-reach.txt) would have shown it: `npm run mutation:rules`.
 * Rules are data; what Stryker can do to data the loader refuses, so this is what mutates them. Ends with 1 where fewer than 85 of 100 changes show.
 */
import { prPolicy, prRules } from '../src/policy/index.ts';
import { KashuvError } from '../src/spec/errors.ts';
import type { Condition } from '../src/spec/condition.ts';
import { factCatalogue, type FactDefinition } from '../src/spec/facts.ts';
import { blockSchema, levelSchema, type RuleInput } from '../src/spec/rule.ts';
import { decisionsOf } from '../test/policy/decision-table.ts';
import { reachPage } from '../test/policy/rule-reach.ts';

const REQUIRED = 0.85;

interface Mutant {
  readonly what: string;
  readonly rule: RuleInput;
}

function mutantsOf(rule: RuleInput): Mutant[] {
  const { when, then, block, level, onUnknown = 'forbid-only' } = rule;
  const others = <T>(list: readonly T[], current: T): T[] => [list[list.indexOf(current) - 1], list[list.indexOf(current) + 1]].filter((one) => one !== undefined);
  return [
    ...(then.length > 1 ? then.map((effect, index) => ({ what: `without ${effect.op} ${effect.element}`, rule: { ...rule, then: then.filter((_, at) => at !== index) } })) : []),
    ...mutated(when).map(([what, condition]) => ({ what, rule: { ...rule, when: condition } })),
    ...others(blockSchema.options, block).map((other) => ({ what: `block ${other}`, rule: { ...rule, block: other } })),
    ...others(levelSchema.options, level).map((other) => ({ what: `level ${other}`, rule: { ...rule, level: other } })),
    ...(['skip', 'apply', 'forbid-only'] as const).filter((other) => other !== onUnknown).map((other) => ({ what: `on unknown ${other}`, rule: { ...rule, onUnknown: other } })),
    ...('always' in when ? [] : [{ what: 'always', rule: { ...rule, when: { always: true } as const } }]),
  ];
}

/** Every condition that is one step away, with what the step was. */
function mutated(condition: Condition): [string, Condition][] {
  if ('always' in condition || 'predicate' in condition) return [];
  if ('not' in condition) return [['not dropped', condition.not], ...mutated(condition.not).map(([what, inner]): [string, Condition] => [what, { not: inner }])];
  for (const branch of ['all', 'any'] as const) {
    const items = (condition as { readonly [name in typeof branch]?: readonly Condition[] })[branch];
    if (items === undefined) continue;
    const rebuilt = (list: Condition[]): Condition => (branch === 'all' ? { all: list } : { any: list });
    return [
      ...(items.length > 1 ? [[`${branch} turned`, branch === 'all' ? { any: [...items] } : { all: [...items] }] as [string, Condition]] : []),
      ...(items.length > 1 ? items.map((item, index): [string, Condition] => [`without ${JSON.stringify(item)}`, rebuilt(items.filter((_, at) => at !== index))]) : []),
      ...items.flatMap((item, index) => mutated(item).map(([what, inner]): [string, Condition] => [what, rebuilt(items.map((other, at) => (at === index ? inner : other)))])),
    ];
  }
  return mutatedComparison(condition as Extract<Condition, { fact: string }>);
}

function mutatedComparison(condition: Extract<Condition, { fact: string }>): [string, Condition][] {
  const { fact } = condition;
  const found: [string, Condition][] = [[`not ${JSON.stringify(condition)}`, { not: condition }]];
  for (const operator of ['in', 'has'] as const) {
    const list = (condition as { readonly [name in typeof operator]?: readonly string[] })[operator];
    if (list !== undefined && list.length > 1) for (const one of list) found.push([`${fact} ${operator} without ${one}`, { fact, [operator]: list.filter((other) => other !== one) } as unknown as Condition]);
  }
  for (const operator of ['atLeast', 'atMost'] as const) {
    const bound = (condition as { readonly [name in typeof operator]?: string | number })[operator];
    if (bound === undefined) continue;
    const order = (factCatalogue[fact] as FactDefinition).values ?? [];
    for (const step of [-1, 1]) {
      const other = typeof bound === 'number' ? bound + step : order[order.indexOf(bound) + step];
      if (other !== undefined) found.push([`${fact} ${operator} ${other}`, { fact, [operator]: other } as unknown as Condition]);
    }
  }
  return found;
}

const expected = [...decisionsOf(prPolicy())];
const reach = reachPage(prPolicy());

/** Whether the loader refuses the change, or some decision shows it. */
function shows(rule: RuleInput): boolean {
  try {
    let index = 0;
    const policy = prPolicy({ replace: [rule] });
    for (const decision of decisionsOf(policy)) if (decision !== expected[index++]) return true;
    return reachPage(policy) !== reach;
  } catch (error) {
    if (KashuvError.is(error)) return true;
    throw error;
  }
}

let all = 0;
const hidden: string[] = [];
for (const rule of prRules) {
  for (const mutant of mutantsOf(rule)) {
    all += 1;
    if (!shows(mutant.rule)) hidden.push(`${rule.id}: ${mutant.what}`);
  }
}
const share = (all - hidden.length) / all;
for (const line of hidden) console.log(line);
console.log(`${all - hidden.length} of ${all} changes to ${prRules.length} rules show (${(share * 100).toFixed(1)} %)`);
if (share < REQUIRED) process.exitCode = 1;

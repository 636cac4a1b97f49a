import * as z from 'zod';

import type { Rule, RuleInput } from '../spec/rule.ts';
import type { Condition } from '../spec/condition.ts';
import type { FactName } from '../spec/facts.ts';
import { elementCatalogue, stages, type Stage } from '../spec/element.ts';
import { brandSchema, ownerRoleSchema, type Brand, type BrandInput, type OwnerRole } from '../spec/brand.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { digest, framed } from '../lib/digest.ts';
import { checkRule, type CheckContext } from './check.ts';
import { checkTogether } from './check-together.ts';
import { compileRules, type CompiledRule } from './compiled.ts';
import type { Predicate, Predicates } from './comparison.ts';
import { Conditions } from './condition.ts';
import { defaultDeadlines, MOST_MINUTES } from './deadlines.ts';
import { baselineRule } from './baseline.ts';
import { hostRule, revisionRule } from './engine-rules.ts';
import { deepFreeze } from './freeze.ts';
import { contextOf, type BrandContext } from './owners.ts';
import { brief, show } from '../lib/values.ts';
import { checkNames, invalid, isPlain, malformed, pathOf, placeIn, type Place } from './refusal.ts';

/** Roles whose yes a plan can ask for. */
const approvingRoles = ownerRoleSchema.options.filter((role) => Object.hasOwn(elementCatalogue, `approve.${role}`));

const settingsSchema = z.strictObject({
  /** Minutes by name, a hundred years at most; added to the default table, or in place of its entries. */
  deadlines: z.record(z.string().min(1), z.number().nonnegative().max(MOST_MINUTES)).default({}),
  /** How long own earlier replies count for likeness, in hours. Default 24. */
  similarityWindowHours: z.number().positive().max(MOST_MINUTES / 60).default(24),
  /** Who owns what is owed at a stage, in place of whom the rules name. */
  owners: z.partialRecord(z.enum(stages), ownerRoleSchema).default({}),
  /** Who has to agree at a stage, beside those whom the rules name. */
  approvers: z.partialRecord(z.enum(stages), z.array(z.enum(approvingRoles))).default({}),
});
export type PolicySettingsInput = z.input<typeof settingsSchema>;
/** Settings with the whole deadline table, in minutes. */
export interface PolicySettings {
  readonly deadlines: Readonly<Record<string, number>>;
  readonly similarityWindowHours: number;
  readonly owners: Readonly<Partial<Record<Stage, OwnerRole>>>;
  readonly approvers: Readonly<Partial<Record<Stage, readonly OwnerRole[]>>>;
}

export interface PolicyInput {
  /** In any order: order never matters. */
  rules: readonly RuleInput[];
  settings?: PolicySettingsInput | undefined;
  /** Ids of rules that are there and do not apply; every plan names them. */
  switchedOff?: readonly string[] | undefined;
  /** Predicates that conditions name, for what a condition cannot say. */
  predicates?: Predicates | undefined;
}

/** Rules, checked and compiled once. Immutable; safe to share between brands and monitors. */
export interface Policy {
  /** Digest of rules, settings, switched-off ids and predicate revisions: same version, same facts, same plan. */
  readonly version: string;
  /** All rules by id, also those switched off. */
  readonly rules: readonly Rule[];
  readonly switchedOff: readonly string[];
  readonly settings: PolicySettings;
}

/** What `decide` runs on. Out of the host's reach: what it keeps is shared by all decisions. */
export interface Compiled {
  readonly rules: readonly CompiledRule[];
  readonly conditions: Conditions;
  /** Last resort: what holds where no rule says anything. */
  readonly baseline: CompiledRule;
  /** The version, ready for a digest. */
  readonly framedVersion: string;
  /** Facts that some condition asks for. */
  readonly asked: ReadonlySet<FactName>;
  /** What is known of a brand, worked out once. Throws INPUT_INVALID for what is none. */
  brand(brand: BrandInput): BrandContext;
}

class CompiledPolicy implements Policy {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly switchedOff: readonly string[];
  readonly settings: PolicySettings;
  readonly #compiled: Compiled;

  constructor({ version, rules, switchedOff, settings }: Policy, compiled: Compiled) {
    this.version = version;
    this.rules = Object.freeze(rules);
    this.switchedOff = Object.freeze(switchedOff);
    this.settings = deepFreeze(settings);
    this.#compiled = compiled;
    Object.freeze(this);
  }

  static compiledOf(policy: unknown): Compiled | null {
    return typeof policy === 'object' && policy !== null && #compiled in policy ? policy.#compiled : null;
  }
}

/** Whether it was made by `compilePolicy` or `prPolicy`: a copy, or one read from JSON, has nothing to decide by. */
export const isPolicy = (policy: unknown): policy is Policy => CompiledPolicy.compiledOf(policy) !== null;

/** What a policy decides by. Throws CONFIG_INVALID for what is no policy. */
export function compiledOf(policy: Policy): Compiled {
  const compiled = CompiledPolicy.compiledOf(policy);
  if (compiled === null) throw invalid('policy', `expected a policy, got ${show(policy)}.`, 'Pass what prPolicy() or compilePolicy() of this copy of kashuv returns, itself and not a copy of it.');
  return compiled;
}

/**
 * Checks and compiles rules. Throws CONFIG_INVALID whose `field` names rule and place (`rules[R-07].then[1].element`):
 * unknown facts, elements, values and table names, effects of the wrong kind, rules that contradict themselves or can never apply, effects that can never win, ids that are there twice.
 */
export function compilePolicy(input: PolicyInput): Policy {
  if (!isPlain(input) || !Array.isArray(input.rules)) throw invalid('rules', 'expected a list of rules.', 'Pass { rules: [...] }.');
  checkNames(input, ['rules', 'settings', 'switchedOff', 'predicates'], '');
  return compileWritten(input, { rule: (index) => ({ list: 'rules', index }), switchedOff: 'switchedOff' });
}

/** Under which names somebody wrote what a policy is compiled from: an error names the place that they know. */
export interface Written {
  rule(index: number): Place;
  readonly switchedOff: string;
}

/** `compilePolicy` for what stands in other places than its options. */
export function compileWritten(input: PolicyInput, written: Written): Policy {
  const predicates = checkPredicates(input.predicates === undefined ? {} : input.predicates);
  const settings = checkSettings(input.settings === undefined ? {} : input.settings);
  const context: CheckContext = { deadlines: settings.deadlines, predicates, named: new Set() };
  const places = new Map<string, string>();
  const placeOf = (id: string): string => places.get(id) as string;
  const rules = input.rules.map((one, index) => {
    const place = placeIn(written.rule(index), one);
    const rule = checkRule(one, place, context);
    places.set(rule.id, place);
    return rule;
  });
  rules.sort(byId);
  rules.forEach(({ id }, index) => {
    if (rules[index + 1]?.id === id) throw invalid(`${placeOf(id)}.id`, 'there twice.', 'Give each rule an id of its own; to change a rule of the default policy, replace it.');
    if (id === baselineRule.id) throw invalid(`${placeOf(id)}.id`, 'is what the engine falls back on.', 'Give the rule another id.');
    if (id === revisionRule || id === hostRule) throw invalid(`${placeOf(id)}.id`, 'is what a trace names the engine itself by.', 'Give the rule another id.');
  });
  checkDeadlineNames(input.settings?.deadlines ?? {}, context.named);
  const switchedOff = checkSwitchedOff(input.switchedOff === undefined ? [] : input.switchedOff, rules, written.switchedOff);
  checkTogether(rules.filter(({ id }) => !switchedOff.includes(id)), placeOf);

  const version = digest(
    canonicalJson({ rules, settings, switchedOff, predicates: Object.fromEntries(Object.entries(predicates).map(([name, { revision }]) => [name, revision])) }),
  );
  const conditions = new Conditions(predicates);
  const { compiled, baseline } = compileRules(rules, new Set(switchedOff), { deadlines: settings.deadlines, conditions });
  const contexts = new WeakMap<BrandInput, BrandContext>();
  return new CompiledPolicy(
    { version, rules, switchedOff, settings },
    {
      rules: compiled,
      conditions,
      baseline,
      framedVersion: framed(version),
      asked: new Set(rules.flatMap(({ when }) => factsIn(when))),
      brand(brand) {
        let found = contexts.get(brand);
        if (found === undefined) contexts.set(brand, (found = contextOf(checkBrand(brand))));
        return found;
      },
    },
  );
}

function checkBrand(brand: BrandInput): Brand {
  const parsed = brandSchema.safeParse(brand);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  const unread = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw malformed(pathOf('situation.brand', [...issue.path, ...unread]), unread.length > 0 ? 'there is no such option.' : `${issue.message}.`, "Hand in a brand as a monitor's options take it; id, name and query are enough.");
}

function checkSettings(input: PolicySettingsInput): PolicySettings {
  const parsed = settingsSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as z.core.$ZodIssue;
    const unread = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    throw invalid(pathOf('settings', [...issue.path, ...unread]), unread.length > 0 ? 'there is no such setting.' : `${issue.message}.`, `Deadlines are minutes from 0 to ${MOST_MINUTES}, a hundred years; owners and approvers go by stage; settings are deadlines, similarityWindowHours, owners, approvers.`);
  }
  const defaults = Object.fromEntries(Object.entries(defaultDeadlines).map(([name, { minutes }]) => [name, minutes]));
  return { ...parsed.data, deadlines: { ...defaults, ...parsed.data.deadlines } };
}

/** A misspelt entry would silently leave the default in force. */
function checkDeadlineNames(given: Readonly<Record<string, number>>, named: ReadonlySet<string>): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(defaultDeadlines, name) && !named.has(name)) throw invalid(`settings.deadlines['${brief(name)}']`, 'neither the default table nor a rule has this name.', 'Correct the name; docs/policy.md lists them.');
  }
}

function checkSwitchedOff(ids: unknown, rules: readonly Rule[], option: string): string[] {
  if (!Array.isArray(ids)) throw invalid(option, `expected a list of ids, got ${show(ids)}.`, `Write ${option}: ['R-47'].`);
  const known = new Set<unknown>(rules.map(({ id }) => id));
  ids.forEach((id: unknown, index) => {
    if (!known.has(id)) throw invalid(`${option}[${index}]`, `there is no rule ${show(id)}.`, 'Name the id of a rule of this policy.');
  });
  return [...new Set(ids as string[])].sort();
}

/** As they are now: what the host changes later is another predicate. */
function checkPredicates(predicates: unknown): Predicates {
  if (!isPlain(predicates)) throw invalid('predicates', `expected an object, got ${show(predicates)}.`, 'Write { name: { revision: 1, evaluate: (facts) => true } }.');
  const kept = new Map<string, Predicate>();
  for (const [name, predicate] of Object.entries(predicates as Predicates)) {
    if (typeof predicate?.evaluate !== 'function' || !Number.isInteger(predicate.revision) || predicate.revision < 1) {
      throw invalid(`predicates.${brief(name)}`, 'expected { revision, evaluate }.', 'Give a revision from 1 and a function from facts to true, false or null.');
    }
    kept.set(name, { revision: predicate.revision, evaluate: predicate.evaluate.bind(predicate) });
  }
  return Object.fromEntries(kept);
}

function factsIn(condition: Condition): FactName[] {
  if ('fact' in condition) return [condition.fact];
  if ('not' in condition) return factsIn(condition.not);
  const items = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  return items.flatMap(factsIn);
}

/** Of rules whose ids differ: those that share one are refused. */
const byId = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : 1);

import * as z from 'zod';

import { KashuvError } from '../spec/errors.ts';
import { blockSchema, levelSchema, type Effect, type Level, type Rule, type RuleInput } from '../spec/rule.ts';
import type { Condition } from '../spec/condition.ts';
import { elementCatalogue, stages, type ElementName, type Stage } from '../spec/element.ts';
import type { Plan, TraceEntry } from '../spec/plan.ts';
import { ownerRoleSchema, type Brand, type OwnerRole } from '../spec/brand.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { digest } from '../lib/digest.ts';
import { checkRule, invalid, type CheckContext } from './check.ts';
import { checkTogether } from './check-together.ts';
import { Conditions, type CompiledCondition, type Predicates } from './condition.ts';
import { defaultDeadlines } from './deadlines.ts';
import { elementPosition } from './elements.ts';
import { baselineRule } from './baseline.ts';
import { contextOf, type BrandContext } from './owners.ts';
import { lookUp, type Span } from './table.ts';
import { positionOf } from './view.ts';

/** Roles whose yes a plan can ask for. */
const approvingRoles = ownerRoleSchema.options.filter((role) => Object.hasOwn(elementCatalogue, `approve.${role}`));

const settingsSchema = z.strictObject({
  /** Minutes by name; added to the default table, or in place of its entries. */
  deadlines: z.record(z.string().min(1), z.number().nonnegative().finite()).default({}),
  /** How long own earlier replies count for likeness, in hours. Default 24. */
  similarityWindowHours: z.number().positive().default(24),
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
  /** What `decide` runs on. */
  readonly compiled: Compiled;
}

export interface CompiledEffect {
  readonly effect: Effect;
  readonly isForbid: boolean;
  /** What a plan says of a member, by force (must, should, may): shared by all plans. */
  readonly told: readonly MemberValue[];
  /** Position of the element in the catalogue. */
  readonly element: number;
  readonly rule: CompiledRule;
  /** For spans of time. */
  readonly span: Span | null;
}

export interface CompiledRule {
  readonly id: string;
  readonly rule: Rule;
  readonly off: boolean;
  /** 0–7 for P0–P7; 8 for what the engine falls back on. Lower wins. */
  readonly rank: number;
  /** 0 must, 1 should, 2 may. */
  readonly force: number;
  /** Place by id among all rules. */
  readonly order: number;
  /** A rule for cases, for incidents, or for either. */
  readonly subject: 'case' | 'incident' | null;
  readonly when: CompiledCondition;
  /** What a plan says of a rule that fired. */
  readonly named: Plan['rules'][number];
  /** What it came to, by the truths of its atoms: most decisions come to what others came to. */
  readonly outcomes: Outcomes;
  /** Facts that the effects depend on, beside those of the condition. */
  readonly reads: readonly number[];
  readonly all: EffectGroup;
  readonly forbids: EffectGroup;
}

/** A member that is required or forbidden: how strongly, and the rule that says so most strongly. */
export interface MemberValue {
  readonly element: ElementName;
  readonly level: Level;
  readonly rule: string;
}

export interface Outcomes {
  /** By the truths of the first atoms, two bits each; where there are more, the rest leads on. */
  readonly first: Map<number, Outcome | Map<number, Outcome>>;
  count: number;
}

/** What a rule comes to: null where its condition does not hold; without a group where it does nothing. */
export type Outcome = {
  readonly entry: TraceEntry;
  readonly group: EffectGroup | null;
  /** The entry with what was lost, by to whom. */
  readonly beaten: Map<number, TraceEntry>;
} | null;

/** Effects together with the list a trace shows. */
export interface EffectGroup {
  readonly compiled: readonly CompiledEffect[];
  readonly effects: readonly Effect[];
}

export interface Compiled {
  readonly rules: readonly CompiledRule[];
  readonly conditions: Conditions;
  /** Last resort: what holds where no rule says anything. */
  readonly baseline: CompiledRule;
  /** What is known of a brand, worked out once. */
  brand(brand: Brand): BrandContext;
}

/**
 * Checks and compiles rules. Throws CONFIG_INVALID whose `field` names rule and place (`rules[R-07].then[1].element`):
 * unknown facts, elements, values and table names, effects of the wrong kind, rules that contradict themselves or can never apply, effects that can never win, ids that are there twice.
 */
export function compilePolicy(input: PolicyInput): Policy {
  if (typeof input !== 'object' || input === null || !Array.isArray(input.rules)) throw invalid('rules', 'expected a list of rules.', 'Pass { rules: [...] }.');
  for (const key of Object.keys(input)) {
    if (!['rules', 'settings', 'switchedOff', 'predicates'].includes(key)) throw invalid(key, 'there is no such option.', 'Options are: rules, settings, switchedOff, predicates.');
  }
  const predicates = checkPredicates(input.predicates ?? {});
  const settings = checkSettings(input.settings ?? {});
  const context: CheckContext = { deadlines: settings.deadlines, predicates, named: new Set() };
  const written: readonly RuleInput[] = input.rules;
  const rules = written.map((rule, index) => checkRule(rule, index, context)).sort(byId);
  rules.forEach(({ id }, index) => {
    if (rules[index + 1]?.id === id) throw invalid(`rules[${id}].id`, 'there twice.', 'Give each rule an id of its own; to change a rule of the default policy, replace it.');
    if (id === baselineRule.id) throw invalid(`rules[${id}].id`, 'is what the engine falls back on.', 'Give the rule another id.');
  });
  checkDeadlineNames(input.settings?.deadlines ?? {}, context.named);
  const switchedOff = checkSwitchedOff(input.switchedOff ?? [], rules);
  checkTogether(rules.filter(({ id }) => !switchedOff.includes(id)));

  const version = digest(
    canonicalJson({ rules, settings, switchedOff, predicates: Object.fromEntries(Object.entries(predicates).map(([name, { revision }]) => [name, revision])) }),
  );
  const conditions = new Conditions(predicates);
  conditions.distinguish(positionOf['subject.type']);
  const compile = (rule: Rule, order: number, off: boolean, rank?: number): CompiledRule => compileRule(deepFreeze(rule), order, off, { settings, conditions }, rank);
  const compiled = rules.map((rule, order) => compile(rule, order, switchedOff.includes(rule.id)));
  const baseline = compile(structuredClone(baselineRule), rules.length, false, 8);
  const contexts = new WeakMap<Brand, BrandContext>();
  return Object.freeze<Policy>({
    version,
    rules: Object.freeze(rules),
    switchedOff: Object.freeze(switchedOff),
    settings: deepFreeze(settings),
    compiled: {
      rules: compiled,
      conditions,
      baseline,
      brand(brand) {
        let found = contexts.get(brand);
        if (found === undefined) contexts.set(brand, (found = contextOf(brand)));
        return found;
      },
    },
  });
}

interface Surroundings {
  readonly settings: PolicySettings;
  readonly conditions: Conditions;
}

function compileRule(rule: Rule, order: number, off: boolean, { settings, conditions }: Surroundings, rank = blockSchema.options.indexOf(rule.block)): CompiledRule {
  const reads = new Set<number>();
  const compiled: CompiledRule = {
    id: rule.id, rule, off, rank, order,
    force: levelSchema.options.indexOf(rule.level),
    subject: subjectOfRule(rule.when),
    when: conditions.compile(rule.when),
    named: Object.freeze({ id: rule.id, block: rule.block, level: rule.level }),
    outcomes: { first: new Map(), count: 0 },
    reads: [],
    all: { compiled: [], effects: rule.then },
    forbids: { compiled: [], effects: [] },
  };
  const effects = rule.then.map((effect): CompiledEffect => {
    const element = elementPosition[effect.element] ?? 0;
    if (effect.op !== 'set') {
      const { element: name } = effect;
      return { effect, isForbid: effect.op === 'forbid', told: levelSchema.options.map((level) => Object.freeze({ element: name, level, rule: rule.id })), element, rule: compiled, span: null };
    }
    const told: readonly MemberValue[] = [];
    if (typeof effect.value === 'string') return { effect, isForbid: false, told, element, rule: compiled, span: null };
    if (typeof effect.value === 'number') {
      const { value } = effect;
      return { effect, isForbid: false, told, element, rule: compiled, span: () => value };
    }
    const found = lookUp(effect.value.table, settings.deadlines);
    if ('problem' in found) throw invalid(`rules[${rule.id}]`, found.problem, found.fix);
    found.facts.forEach((fact) => {
      reads.add(fact);
      conditions.distinguish(fact);
    });
    return { effect, isForbid: false, told, element, rule: compiled, span: found.span };
  });
  const forbids = effects.filter(({ effect }) => effect.op === 'forbid');
  return Object.assign(compiled, {
    reads: [...reads],
    all: { compiled: effects, effects: rule.then },
    forbids: { compiled: forbids, effects: Object.freeze(forbids.map(({ effect }) => effect)) },
  } satisfies Partial<CompiledRule>);
}

/** The subject that a condition asks for outright. */
function subjectOfRule(when: Condition): CompiledRule['subject'] {
  if ('fact' in when) return when.fact === 'subject.type' && 'is' in when ? (when.is as 'case' | 'incident') : null;
  return 'all' in when ? (when.all.map(subjectOfRule).find((subject) => subject !== null) ?? null) : null;
}

function checkSettings(input: PolicySettingsInput): PolicySettings {
  const parsed = settingsSchema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].map((part) => `.${String(part)}`).join('');
    throw invalid(`settings${path}`, `${issue?.message ?? 'not valid'}.`, 'Deadlines are minutes from 0; owners and approvers go by stage; settings are deadlines, similarityWindowHours, owners, approvers.');
  }
  const defaults = Object.fromEntries(Object.entries(defaultDeadlines).map(([name, { minutes }]) => [name, minutes]));
  return { ...parsed.data, deadlines: { ...defaults, ...parsed.data.deadlines } };
}

/** A misspelt entry would silently leave the default in force. */
function checkDeadlineNames(given: Readonly<Record<string, number>>, named: ReadonlySet<string>): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(defaultDeadlines, name) && !named.has(name)) throw invalid(`settings.deadlines['${name}']`, 'neither the default table nor a rule has this name.', 'Correct the name; docs/policy.md lists them.');
  }
}

function checkSwitchedOff(ids: readonly string[], rules: readonly Rule[]): string[] {
  ids.forEach((id, index) => {
    if (!rules.some((rule) => rule.id === id)) throw invalid(`switchedOff[${index}]`, `there is no rule '${String(id)}'.`, 'Name the id of a rule of this policy.');
  });
  return [...new Set(ids)].sort();
}

function checkPredicates(predicates: Predicates): Predicates {
  for (const [name, predicate] of Object.entries(predicates)) {
    if (typeof predicate?.evaluate !== 'function' || !Number.isInteger(predicate.revision) || predicate.revision < 1) {
      throw new KashuvError('CONFIG_INVALID', 'expected { revision, evaluate }.', { field: `predicates.${name}`, fix: 'Give a revision from 1 and a function from facts to true, false or null.' });
    }
  }
  return { ...predicates };
}

const byId = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Plans share the effects of their rules. */
function deepFreeze<T extends object>(value: T): T {
  for (const item of Object.values(value)) if (typeof item === 'object' && item !== null) deepFreeze(item as object);
  return Object.freeze(value);
}

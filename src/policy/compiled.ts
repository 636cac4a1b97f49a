import type { ElementName } from '../spec/element.ts';
import type { Plan, TraceEntry } from '../spec/plan.ts';
import { blockSchema, levelSchema, type Effect, type Level, type Rule } from '../spec/rule.ts';
import { baselineRule } from './baseline.ts';
import type { CompiledCondition, Conditions } from './condition.ts';
import { elementPosition } from './elements.ts';
import { deepFreeze } from './freeze.ts';
import { lookUp, type Span, type TableLookup } from './table.ts';

export interface CompiledEffect {
  readonly effect: Effect;
  readonly isForbid: boolean;
  /** What a plan says of a member, by force (must, should, may): shared by all plans. */
  readonly told: readonly MemberValue[];
  /** Position of the element in the catalogue. */
  readonly element: number;
  readonly rule: CompiledRule;
  /** Rank, force and order of its rule in one number: the lower one wins. */
  readonly strength: number;
  /** Of a span of time; 0 for what is none, and where it is looked up. */
  readonly minutes: number;
  /** A span of time that depends on facts. */
  readonly span: Span | null;
  /** What it gives a slot, where that is always the same. */
  readonly gives: SlotValue | null;
}

/** A slot's value, the rule that set it, and for a span of time its minutes. */
export interface SlotValue {
  readonly value: string | number | null;
  readonly minutes: number;
  readonly rule: CompiledRule;
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
  /** By the truths that the rule asks for, where they make a small number; `undefined` where none is known yet. */
  readonly few: (Outcome | undefined)[];
  /** Likewise, where they make a great one. */
  readonly byKey: Map<number, Outcome>;
  /** By what they say. */
  readonly distinct: Map<string, NonNullable<Outcome>>;
  /** How many entries tell of losses. */
  beaten: number;
  /** Of the last resort: the entry by which of its effects stand. */
  readonly left: Map<number, TraceEntry>;
}

/** What a rule comes to: null where its condition does not hold; without a group where it does nothing. */
export type Outcome = {
  readonly rule: CompiledRule;
  readonly entry: TraceEntry;
  readonly group: EffectGroup | null;
  /** The entry with what was lost, by to whom. */
  readonly beaten: Map<number, TraceEntry>;
} | null;

/** Effects, and what the contest reads of each. */
export interface EffectList {
  readonly compiled: readonly CompiledEffect[];
  readonly places: Int16Array;
  readonly strengths: Int32Array;
}

/** Effects together with the list a trace shows. */
export interface EffectGroup {
  readonly every: EffectList;
  /** Those that some other rule disagrees with: no other effect can lose. */
  readonly disputed: EffectList;
  readonly effects: readonly Effect[];
}

/** Truths of four comparisons make a smaller number. */
const FEW = 256;

/** Each element has two places in the contest: for those who set or require it, and for those who forbid it. */
export const placeOf = ({ element, isForbid }: Pick<CompiledEffect, 'element' | 'isForbid'>): number => 2 * element + (isForbid ? 1 : 0);

/** Where in a strength its parts begin: order, two bits of force, rank. */
export const FORCE_BITS = 24;
export const RANK_BITS = 26;

interface Surroundings {
  readonly deadlines: Readonly<Record<string, number>>;
  readonly conditions: Conditions;
  readonly disputed: ReadonlySet<ElementName>;
}

/** Rules as decisions run on them, in the order of their ids, and the last resort. Freezes the rules: plans share their effects. */
export function compileRules(rules: readonly Rule[], off: ReadonlySet<string>, surroundings: Omit<Surroundings, 'disputed'>): { compiled: CompiledRule[]; baseline: CompiledRule } {
  const last = structuredClone(baselineRule);
  const all = { ...surroundings, disputed: disputedOf([...rules, last]) };
  const compiled = rules.map((rule, order) => compileRule(deepFreeze(rule), order, off.has(rule.id), all));
  return { compiled, baseline: compileRule(deepFreeze(last), rules.length, false, all, blockSchema.options.length) };
}

/** Elements about which rules can disagree: one requires what another forbids, or they set it to different values. */
function disputedOf(rules: readonly Rule[]): ReadonlySet<ElementName> {
  const said = new Map<ElementName, string>();
  const disputed = new Set<ElementName>();
  for (const { op, element, ...rest } of rules.flatMap(({ then }) => then)) {
    const what = JSON.stringify([op, rest]);
    if (said.has(element) && said.get(element) !== what) disputed.add(element);
    said.set(element, what);
  }
  return disputed;
}

function compileRule(rule: Rule, order: number, off: boolean, surroundings: Surroundings, rank = blockSchema.options.indexOf(rule.block)): CompiledRule {
  const when = surroundings.conditions.compile(rule.when, off);
  const compiled = {
    id: rule.id, rule, off, rank, order, when,
    force: levelSchema.options.indexOf(rule.level),
    named: Object.freeze({ id: rule.id, block: rule.block, level: rule.level }),
    outcomes: { few: new Array<undefined>(FEW).fill(undefined), byKey: new Map(), distinct: new Map(), beaten: 0, left: new Map() },
  } as CompiledRule;
  const reads = new Set<number>();
  const effects = rule.then.map((effect) => compileEffect(effect, compiled, surroundings, reads));
  const forbids = effects.filter(({ isForbid }) => isForbid);
  const group = (members: readonly CompiledEffect[], shown: readonly Effect[]): EffectGroup => ({
    every: listOf(members),
    disputed: listOf(members.filter(({ effect }) => surroundings.disputed.has(effect.element))),
    effects: shown,
  });
  return Object.assign(compiled, { reads: [...reads], all: group(effects, rule.then), forbids: group(forbids, Object.freeze(forbids.map(({ effect }) => effect))) } satisfies Partial<CompiledRule>);
}

function listOf(compiled: readonly CompiledEffect[]): EffectList {
  return { compiled, places: Int16Array.from(compiled, placeOf), strengths: Int32Array.from(compiled, ({ strength }) => strength) };
}

/** Adds the facts that the effect looks up to `reads`. */
function compileEffect(effect: Effect, rule: CompiledRule, { deadlines }: Surroundings, reads: Set<number>): CompiledEffect {
  const strength = (rule.rank << RANK_BITS) | (rule.force << FORCE_BITS) | rule.order;
  const plain = { effect, rule, strength, element: elementPosition[effect.element] as number, isForbid: effect.op === 'forbid', told: [], minutes: 0, span: null, gives: null };
  if (effect.op !== 'set') return { ...plain, told: levelSchema.options.map((level) => Object.freeze({ element: effect.element, level, rule: rule.id })) };
  const { value } = effect;
  if (typeof value !== 'object') {
    const minutes = typeof value === 'number' ? value : 0;
    return { ...plain, minutes, gives: { value, minutes, rule } };
  }
  // A name that leads nowhere was refused when the rule was checked.
  const { facts, span } = lookUp(value.table, deadlines) as Extract<TableLookup, { span: Span }>;
  for (const fact of facts) reads.add(fact);
  return { ...plain, span };
}

import { factNames, type FactName } from '../spec/facts.ts';
import type { Effect } from '../spec/rule.ts';
import type { Loss, Plan, TraceEntry } from '../spec/plan.ts';
import type { CompiledEffect, CompiledRule, EffectGroup, MemberValue, Outcome, SlotValue } from './compiled.ts';
import { Contest, lossOf } from './contest.ts';
import { FALSE, TRUE } from './comparison.ts';
import { keyOf, type Conditions, type Truths, type Verdict } from './condition.ts';
import { groupOf, slotsBy, type MemberGroup, type Slots } from './elements.ts';
import { deepFreeze } from './freeze.ts';
import type { Compiled } from './policy.ts';
import type { View } from './view.ts';

/** Members by group, in the catalogue's order. */
export interface Members {
  readonly required: Readonly<Record<MemberGroup, MemberValue[]>>;
  readonly forbidden: MemberValue[];
  /** Strategies of crisis communication that are ruled out. */
  readonly avoided: MemberValue[];
}

/** What the rules came to. */
export interface Resolution {
  readonly slots: Slots<SlotValue>;
  readonly members: Members;
  /** Rules that fired, as a plan names them. */
  readonly named: Plan['rules'];
  readonly trace: TraceEntry[];
  readonly passed: string[];
}

/** One of each for all: decisions are made one after the other. */
const contest = new Contest();
const found: NonNullable<Outcome>[] = [];

/**
 * What the rules come to on these facts. Consults every rule, lets effects over the same element compete, and keeps the losers with why:
 * the lower block wins; within one block forbid beats require, of deadlines the earlier wins, of other values the higher level and then the lower id.
 */
export function resolve({ rules, conditions, baseline }: Compiled, view: View): Resolution {
  const count = consult(rules, conditions, view);
  contest.begin(view);
  const passed = new Array<string>(rules.length - count);
  const named: Plan['rules'] = [];
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const { rule, group } = found[index] as NonNullable<Outcome>;
    for (; next < rule.order; next += 1) passed[next - index] = (rules[next] as CompiledRule).id;
    next += 1;
    if (group === null) continue;
    named.push(rule.named);
    contest.enter(group.every);
  }
  for (; next < rules.length; next += 1) passed[next - count] = (rules[next] as CompiledRule).id;
  contest.enter(baseline.all.every);
  const trace = new Array<TraceEntry>(count + 1);
  for (let index = 0; index < count; index += 1) trace[index] = entryOf(found[index] as NonNullable<Outcome>, rules.length);
  trace[count] = baselineEntry(baseline);
  const slots = slotsBy((position) => contest.slot(position));
  const members = membersOf();
  if ((slots.decision as SlotValue).rule === baseline) named.push(baseline.named);
  return { slots, members, named, trace, passed };
}

/** Writes what every rule comes to into `found`, those that pass left out, and tells how many. */
function consult(rules: readonly CompiledRule[], conditions: Conditions, view: View): number {
  const verdict = conditions.judge(view);
  const open = conditions.open(verdict);
  let truths: Truths | null = null;
  const look = (): Truths => (truths ??= conditions.truths(verdict));
  let count = 0;
  for (let word = 0; word < open.length; word += 1) {
    // Conditions were compiled in the order of the rules; the last one is that of the last resort.
    for (let bits = open[word] as number; bits !== 0; bits &= bits - 1) {
      const rule = rules[word * 32 + 31 - Math.clz32(bits & -bits)];
      const outcome = rule === undefined ? null : outcomeOf(rule, verdict, look);
      if (outcome !== null) found[count++] = outcome;
    }
  }
  return count;
}

/** The entry of a rule that acts, with what it lost and to whom. */
function entryOf({ rule, entry, group, beaten }: NonNullable<Outcome>, rules: number): TraceEntry {
  if (group === null) return entry;
  const { compiled, places, strengths } = group.disputed;
  // One digit for each effect: the number of the rule it gave way to.
  let key = 0;
  for (let index = 0; index < compiled.length; index += 1) {
    const winner = contest.stands(places[index] as number, strengths[index] as number) ? null : contest.winnerOver(compiled[index] as CompiledEffect);
    key = key * (rules + 2) + (winner === null ? 0 : winner.rule.order + 1);
  }
  if (key === 0) return entry;
  const kept = beaten.get(key);
  if (kept !== undefined) return kept;
  const lost: Loss[] = [];
  for (const effect of compiled) {
    const winner = contest.winnerOver(effect);
    if (winner !== null) lost.push(lossOf(effect, winner));
  }
  const full = deepFreeze<TraceEntry>({ ...entry, lost });
  if (key <= Number.MAX_SAFE_INTEGER && rule.outcomes.beaten < MOST_KEPT) {
    beaten.set(key, full);
    rule.outcomes.beaten += 1;
  }
  return full;
}

/** The baseline is no party to the dispute: its entry shows what is left to it. */
function baselineEntry({ id, all, outcomes }: CompiledRule): TraceEntry {
  let key = 0;
  for (const effect of all.every.compiled) key = key * 2 + (contest.winnerOver(effect) === null ? 1 : 0);
  let entry = outcomes.left.get(key);
  if (entry === undefined) {
    const did = all.every.compiled.filter((effect) => contest.winnerOver(effect) === null).map(({ effect }) => effect);
    entry = deepFreeze<TraceEntry>({ rule: id, outcome: 'fired', saw: [], did });
    outcomes.left.set(key, entry);
  }
  return entry;
}

/** Enough for all that talk comes to; beyond it the work is done again. */
const MOST_KEPT = 1_024;

function keep<K, V>(kept: Map<K, V>, key: K, value: V): void {
  if (kept.size < MOST_KEPT) kept.set(key, value);
}

function outcomeOf(rule: CompiledRule, verdict: Verdict, look: () => Truths): Outcome {
  const { few, byKey } = rule.outcomes;
  const key = keyOf(rule.when, verdict);
  if (key === null) return weigh(rule, look());
  const found = key < few.length ? few[key] : byKey.get(key);
  if (found !== undefined) return found;
  const outcome = weigh(rule, look());
  if (key < few.length) few[key] = outcome;
  else keep(byKey, key, outcome);
  return outcome;
}

function weigh(rule: CompiledRule, truths: Truths): Outcome {
  if (rule.off) return told(rule, 'off', [], null);
  const truth = rule.when.test(truths);
  if (truth === FALSE) return null;
  const positions: number[] = [];
  rule.when.because(truths, truth, positions);
  const applies = truth === TRUE || rule.rule.onUnknown === 'apply';
  const group = applies ? rule.all : rule.rule.onUnknown === 'forbid-only' && rule.forbids.effects.length > 0 ? rule.forbids : null;
  if (applies) for (const position of rule.reads) if (!positions.includes(position)) positions.push(position);
  return told(rule, applies ? 'fired' : group === null ? 'unknown' : 'unknown-forbids', positions, group);
}

/** Many truths come to the same outcome: it is made once. */
function told(rule: CompiledRule, outcome: TraceEntry['outcome'], positions: readonly number[], group: EffectGroup | null): NonNullable<Outcome> {
  const { distinct } = rule.outcomes;
  const key = `${outcome} ${positions.join()}`;
  let found = distinct.get(key);
  if (found === undefined) {
    const saw = Object.freeze(positions.map((position) => factNames[position] as FactName)) as FactName[];
    const entry: TraceEntry = group === null ? { rule: rule.id, outcome, saw } : { rule: rule.id, outcome, saw, did: group.effects as Effect[] };
    found = { rule, entry: Object.freeze(entry), group, beaten: new Map() };
    keep(distinct, key, found);
  }
  return found;
}

/** Which members stand in the end, by group. */
function membersOf(): Members {
  const required: Record<MemberGroup, MemberValue[]> = { say: [], never: [], strategy: [], venue: [], act: [], approve: [], flag: [] };
  const forbidden: MemberValue[] = [];
  const avoided: MemberValue[] = [];
  const count = contest.elements();
  for (let index = 0; index < count; index += 1) {
    const position = contest.spoken[index] as number;
    const group = groupOf[position] ?? null;
    if (group === null) continue;
    const asked = contest.required(position);
    if (asked !== null) required[group].push(asked);
    else (group === 'strategy' ? avoided : forbidden).push(contest.forbidden(position));
  }
  return { required, forbidden, avoided };
}

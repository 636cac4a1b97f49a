import { elementNames } from '../spec/element.ts';
import { factNames, type FactName } from '../spec/facts.ts';
import type { Effect } from '../spec/rule.ts';
import type { Loss, Plan, TraceEntry } from '../spec/plan.ts';
import { deepFreeze, type CompiledEffect, type CompiledRule, type EffectGroup, type MemberValue, type Outcome, type SlotValue } from './compiled.ts';
import { Contest, lossOf } from './contest.ts';
import { FALSE, TRUE } from './comparison.ts';
import { keyOf, type Truths, type Verdict } from './condition.ts';
import { groupOf, memberGroups, noSlots, type MemberGroup, type SlotName, type Slots } from './elements.ts';
import type { Compiled } from './policy.ts';
import type { Span } from './table.ts';
import type { View } from './view.ts';

/** Members by group, in the catalogue's order. */
export interface Members {
  readonly required: Readonly<Record<MemberGroup, readonly MemberValue[]>>;
  readonly forbidden: readonly MemberValue[];
  /** Strategies of crisis communication that are ruled out. */
  readonly avoided: readonly MemberValue[];
}

/** What the rules came to. Lists are frozen: plans on the same facts share them. */
export interface Resolution {
  readonly slots: Readonly<Slots<SlotValue>>;
  readonly members: Members;
  /** Rules that fired, as a plan names them. */
  readonly named: readonly Plan['rules'][number][];
  readonly trace: readonly TraceEntry[];
  readonly passed: readonly string[];
}

/** Talk repeats itself: so many resolutions are kept at most, of those that came twice. A power of two. */
const MOST_RESOLUTIONS = 8_192;

/** What every rule came to on some facts: those that passed left out. Everything else about a decision of the rules follows from it. */
interface Findings {
  readonly outcomes: readonly NonNullable<Outcome>[];
  /** Spans of time that were looked up, in the order of the effects. */
  readonly minutes: readonly number[];
  readonly hash: number;
}

/** What decisions of one policy leave for the next. */
class Desk {
  readonly contest = new Contest();
  /** Hashes of what came once. Each in the place that it gives, like the next. */
  readonly #seen = new Int32Array(MOST_RESOLUTIONS);
  readonly #kept = new Array<{ readonly findings: Findings; readonly resolution: Resolution } | undefined>(MOST_RESOLUTIONS).fill(undefined);

  find({ hash, outcomes, minutes }: Findings): Resolution | null {
    const found = this.#kept[placeOf(hash)];
    return found !== undefined && same(found.findings.outcomes, outcomes) && same(found.findings.minutes, minutes) ? found.resolution : null;
  }

  /** What comes for the first time is not kept: most of it never comes again. */
  keep(findings: Findings, resolution: Resolution): void {
    const { hash } = findings;
    const place = placeOf(hash);
    if (this.#seen[place] === hash) this.#kept[place] = { findings, resolution };
    else this.#seen[place] = hash;
  }
}
const placeOf = (hash: number): number => hash & (MOST_RESOLUTIONS - 1);
const desks = new WeakMap<Compiled, Desk>();

function same<T>(one: readonly T[], other: readonly T[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}

/** What the rules come to on these facts. */
export function resolve(compiled: Compiled, view: View): Resolution {
  let desk = desks.get(compiled);
  if (desk === undefined) desks.set(compiled, (desk = new Desk()));
  const findings = consult(compiled, view);
  const found = desk.find(findings);
  if (found !== null) return found;
  const resolution = settle(compiled, view, findings, desk.contest);
  desk.keep(findings, resolution);
  return resolution;
}

/** Consults every rule. */
function consult({ rules, conditions }: Compiled, view: View): Findings {
  const verdict = conditions.judge(view);
  const open = conditions.open(verdict);
  let truths: Truths | null = null;
  const look = (): Truths => (truths ??= conditions.truths(verdict));
  const outcomes: NonNullable<Outcome>[] = [];
  const minutes: number[] = [];
  let hash = 0;
  for (let word = 0; word < open.length; word += 1) {
    // Conditions were compiled in the order of the rules; the last one is that of the last resort.
    for (let bits = open[word] as number; bits !== 0; bits &= bits - 1) {
      const rule = rules[word * 32 + 31 - Math.clz32(bits & -bits)];
      const outcome = rule === undefined ? null : outcomeOf(rule, verdict, look);
      if (outcome === null) continue;
      outcomes.push(outcome);
      hash = (Math.imul(hash, 31) + outcome.number) | 0;
      const looking = outcome.group?.looking ?? none;
      for (let place = 0; place < looking.length; place += 1) {
        const span = (looking[place] as Span)(view);
        minutes.push(span);
        hash = (Math.imul(hash, 31) + span) | 0;
      }
    }
  }
  return { outcomes, minutes, hash };
}

const none: readonly Span[] = [];

/**
 * Lets effects over the same element compete, and keeps the losers with why:
 * the lower block wins; within one block forbid beats require, of deadlines the earlier wins, of other values the higher level and then the lower id.
 */
function settle({ rules, baseline }: Compiled, view: View, { outcomes }: Findings, contest: Contest): Resolution {
  contest.begin(view);
  const passed = new Array<string>(rules.length - outcomes.length);
  const named: Plan['rules'][number][] = [];
  let next = 0;
  for (let index = 0; index < outcomes.length; index += 1) {
    const { rule, group } = outcomes[index] as NonNullable<Outcome>;
    for (; next < rule.order; next += 1) passed[next - index] = (rules[next] as CompiledRule).id;
    next += 1;
    if (group === null) continue;
    named.push(rule.named);
    const { compiled } = group;
    for (let place = 0; place < compiled.length; place += 1) contest.enter(compiled[place] as CompiledEffect);
  }
  for (; next < rules.length; next += 1) passed[next - outcomes.length] = (rules[next] as CompiledRule).id;
  for (const effect of baseline.all.compiled) contest.enter(effect);
  const trace = new Array<TraceEntry>(outcomes.length + 1);
  for (let index = 0; index < outcomes.length; index += 1) trace[index] = entryOf(outcomes[index] as NonNullable<Outcome>, contest, rules.length);
  trace[outcomes.length] = baselineEntry(baseline, contest);
  const slots = noSlots<SlotValue>();
  const members = standing(contest, slots);
  if ((slots.decision as SlotValue).rule === baseline) named.push(baseline.named);
  return { slots, members, named: Object.freeze(named), trace: Object.freeze(trace), passed: Object.freeze(passed) };
}

/** The entry of a rule that acts, with what it lost and to whom. */
function entryOf({ rule, entry, group, beaten }: NonNullable<Outcome>, contest: Contest, rules: number): TraceEntry {
  if (group === null) return entry;
  const { disputed } = group;
  // One digit for each effect: the number of the rule it gave way to.
  let key = 0;
  for (let index = 0; index < disputed.length; index += 1) {
    const winner = contest.winnerOver(disputed[index] as CompiledEffect);
    key = key * (rules + 2) + (winner === null ? 0 : winner.rule.order + 1);
  }
  if (key === 0) return entry;
  const kept = beaten.get(key);
  if (kept !== undefined) return kept;
  const lost: Loss[] = [];
  for (const effect of disputed) {
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
function baselineEntry({ id, all, outcomes }: CompiledRule, contest: Contest): TraceEntry {
  let key = 0;
  for (const effect of all.compiled) key = key * 2 + (contest.winnerOver(effect) === null ? 1 : 0);
  let entry = outcomes.left.get(key);
  if (entry === undefined) {
    const did = all.compiled.filter((effect) => contest.winnerOver(effect) === null).map(({ effect }) => effect);
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
  const { byKey } = rule.outcomes;
  const key = keyOf(rule.when, verdict);
  if (key === null) return weigh(rule, look());
  const found = byKey.get(key);
  if (found !== undefined) return found;
  const outcome = weigh(rule, look());
  keep(byKey, key, outcome);
  return outcome;
}

function weigh(rule: CompiledRule, truths: Truths): Outcome {
  if (rule.off) return told(rule, 'off', [], null);
  const truth = rule.when.test(truths);
  if (truth === FALSE) return null;
  const positions: number[] = [];
  rule.when.because(truths, truth, positions);
  const applies = truth === TRUE || rule.rule.onUnknown === 'apply';
  const group = applies ? rule.all : rule.rule.onUnknown === 'forbid-only' && rule.forbids.compiled.length > 0 ? rule.forbids : null;
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
    found = { rule, number: rule.order * MOST_KEPT + distinct.size, entry: Object.freeze(entry), group, beaten: new Map() };
    keep(distinct, key, found);
  }
  return found;
}

/** Who stands in the end: slots into `slots`, members by group. */
function standing(contest: Contest, slots: Slots<SlotValue>): Members {
  const required: Record<MemberGroup, MemberValue[]> = { say: [], never: [], strategy: [], venue: [], act: [], approve: [], flag: [] };
  const forbidden: MemberValue[] = [];
  const avoided: MemberValue[] = [];
  for (const position of contest.elements()) {
    const group = groupOf[position] ?? null;
    if (group === null) {
      slots[elementNames[position] as SlotName] = contest.slot(position);
      continue;
    }
    const asked = contest.required(position);
    if (asked !== null) {
      required[group].push(asked);
      continue;
    }
    (group === 'strategy' ? avoided : forbidden).push(contest.forbidden(position));
  }
  for (const group of memberGroups) Object.freeze(required[group]);
  return { required, forbidden: Object.freeze(forbidden), avoided: Object.freeze(avoided) };
}

import { elementNames, type ElementName } from '../spec/element.ts';
import { factNames, type FactName } from '../spec/facts.ts';
import type { Effect } from '../spec/rule.ts';
import type { Loss, Plan, TraceEntry } from '../spec/plan.ts';
import type { CompiledRule, MemberValue, Outcome, SlotValue } from './compiled.ts';
import { Contest, lossOf } from './contest.ts';
import { FALSE, keyOf, TRUE, type Truths, type Verdict } from './condition.ts';
import { elementPosition, groupOf, type MemberGroup } from './elements.ts';
import type { Compiled } from './policy.ts';
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
  /** Null where no rule sets it. */
  slot(element: ElementName): SlotValue | null;
  readonly members: Members;
  /** Rules that fired, as a plan names them. */
  readonly named: readonly Plan['rules'][number][];
  readonly trace: readonly TraceEntry[];
  readonly passed: readonly string[];
}

/** Talk repeats itself: so many different outcomes are kept, of those that came twice. */
const MOST_RESOLUTIONS = 512;
/** Places, a power of two, for what came once. */
const SEEN_ONCE = 1_024;

/** What decisions of one policy leave for the next. */
class Desk {
  readonly contest = new Contest();
  readonly #seen = new Int32Array(SEEN_ONCE);
  readonly #kept = new Map<number, { readonly verdict: Verdict; readonly resolution: Resolution }>();

  find({ hash, rows }: Verdict): Resolution | undefined {
    const found = this.#kept.get(hash);
    return found?.verdict.rows.every((row, index) => row === rows[index]) === true ? found.resolution : undefined;
  }

  /** What comes for the first time is not kept: most of it never comes again. */
  keep(verdict: Verdict, resolution: Resolution): void {
    const place = verdict.hash & (SEEN_ONCE - 1);
    if (this.#seen[place] !== verdict.hash) {
      this.#seen[place] = verdict.hash;
      return;
    }
    if (this.#kept.size >= MOST_RESOLUTIONS) this.#kept.delete(this.#kept.keys().next().value as number);
    this.#kept.set(verdict.hash, { verdict, resolution });
  }
}
const desks = new WeakMap<Compiled, Desk>();

/** What the rules come to on these facts. Where all comparisons come out the same, and spans of time are looked up by the same, so does the whole. */
export function resolve(compiled: Compiled, view: View): Resolution {
  let desk = desks.get(compiled);
  if (desk === undefined) desks.set(compiled, (desk = new Desk()));
  const verdict = compiled.conditions.judge(view);
  const found = desk.find(verdict);
  if (found !== undefined) return found;
  const resolution = work(compiled, view, verdict, desk.contest);
  desk.keep(verdict, resolution);
  return resolution;
}

/**
 * Consults every rule, lets effects over the same element compete, and keeps the losers with why:
 * the lower block wins; within one block forbid beats require, of deadlines the earlier wins, of other values the higher level and then the lower id.
 */
function work({ rules, conditions, baseline }: Compiled, view: View, verdict: Verdict, contest: Contest): Resolution {
  contest.begin(view);
  const trace: TraceEntry[] = [];
  const passed: string[] = [];
  const named: Plan['rules'][number][] = [];
  const acting: { readonly rule: CompiledRule; readonly outcome: NonNullable<Outcome>; readonly place: number }[] = [];
  let truths: Truths | null = null;
  const look = (): Truths => (truths ??= conditions.truths(verdict));
  const barred = conditions.barred(verdict);

  for (let index = 0; index < rules.length; index += 1) {
    const rule = rules[index] as CompiledRule;
    const { number } = rule.when;
    const outcome = !rule.off && ((barred[number >> 5] as number) >> (number & 31)) & 1 ? null : outcomeOf(rule, verdict, look);
    if (outcome === null) {
      passed.push(rule.id);
      continue;
    }
    if (outcome.group !== null) {
      acting.push({ rule, outcome, place: trace.length });
      named.push(rule.named);
      for (const effect of outcome.group.compiled) contest.enter(effect);
    }
    trace.push(outcome.entry);
  }
  for (const effect of baseline.all.compiled) contest.enter(effect);
  for (const { rule, outcome, place } of acting) trace[place] = entryOf(rule, outcome, contest, rules.length);
  // The baseline is no party to the dispute: its entry shows what is left to it.
  trace.push(Object.freeze<TraceEntry>({ rule: baseline.id, outcome: 'fired', saw: [], did: baseline.all.compiled.flatMap((effect) => (contest.winnerOver(effect) === null ? [effect.effect] : [])) }));
  const slots = slotPositions.map((position) => contest.slot(position));
  const slot = (element: ElementName): SlotValue | null => slots[slotPlace[elementPosition[element] ?? 0] ?? -1] ?? null;
  if (slot('decision')?.rule === baseline) named.push(baseline.named);
  return { slot, members: membersOf(contest), named: Object.freeze(named), trace: Object.freeze(trace), passed: Object.freeze(passed) };
}

const slotPositions = elementNames.flatMap((_, position) => (groupOf[position] === null ? [position] : []));
const slotPlace: readonly number[] = elementNames.map((_, position) => slotPositions.indexOf(position));

/** The entry of a rule that acts, with what it lost and to whom. */
function entryOf(rule: CompiledRule, { entry, group, beaten }: NonNullable<Outcome>, contest: Contest, rules: number): TraceEntry {
  // One digit for each effect: the number of the rule it gave way to.
  let key = 0;
  for (const effect of group?.disputed ?? []) {
    const winner = contest.winnerOver(effect);
    key = key * (rules + 2) + (winner === null ? 0 : winner.rule.order + 1);
  }
  if (key === 0) return entry;
  const kept = key <= Number.MAX_SAFE_INTEGER ? beaten.get(key) : undefined;
  if (kept !== undefined) return kept;
  const lost: Loss[] = [];
  for (const effect of group?.disputed ?? []) {
    const winner = contest.winnerOver(effect);
    if (winner !== null) lost.push(lossOf(effect, winner));
  }
  const told = Object.freeze<TraceEntry>({ ...entry, lost });
  if (key <= Number.MAX_SAFE_INTEGER && rule.outcomes.beaten < MOST_KEPT) {
    beaten.set(key, told);
    rule.outcomes.beaten += 1;
  }
  return told;
}

/** Enough for all that talk comes to; beyond it the work is done again. */
const MOST_KEPT = 1_024;

function outcomeOf(rule: CompiledRule, verdict: Verdict, look: () => Truths): Outcome {
  const { byKey } = rule.outcomes;
  const key = keyOf(rule.when, verdict);
  const found = key === null ? undefined : byKey.get(key);
  if (found !== undefined) return found;
  const outcome = weigh(rule, look());
  if (key !== null && byKey.size < MOST_KEPT) byKey.set(key, outcome);
  return outcome;
}

function weigh(rule: CompiledRule, truths: Truths): Outcome {
  if (rule.off) return { entry: { rule: rule.id, outcome: 'off', saw: [] }, group: null, beaten: new Map() };
  const truth = rule.when.test(truths);
  if (truth === FALSE) return null;
  const positions: number[] = [];
  rule.when.because(truths, truth, positions);
  const applies = truth === TRUE || rule.rule.onUnknown === 'apply';
  const group = applies ? rule.all : rule.rule.onUnknown === 'forbid-only' && rule.forbids.compiled.length > 0 ? rule.forbids : null;
  if (applies) for (const position of rule.reads) if (!positions.includes(position)) positions.push(position);
  const saw = Object.freeze(positions.map((position) => factNames[position] ?? 'subject.type')) as FactName[];
  if (group === null) return { entry: Object.freeze<TraceEntry>({ rule: rule.id, outcome: 'unknown', saw }), group, beaten: new Map() };
  return { entry: Object.freeze<TraceEntry>({ rule: rule.id, outcome: applies ? 'fired' : 'unknown-forbids', saw, did: group.effects as Effect[] }), group, beaten: new Map() };
}

function membersOf(contest: Contest): Members {
  const required: Record<MemberGroup, MemberValue[]> = { say: [], never: [], strategy: [], venue: [], act: [], approve: [], flag: [] };
  const forbidden: MemberValue[] = [];
  const avoided: MemberValue[] = [];
  for (let position = 0; position < elementNames.length; position += 1) {
    const group = groupOf[position];
    if (group === null || group === undefined) continue;
    const asked = contest.required(position);
    if (asked !== null) {
      required[group].push(asked);
      continue;
    }
    const barred = contest.forbidden(position);
    if (barred !== null) (group === 'strategy' ? avoided : forbidden).push(barred);
  }
  for (const members of Object.values(required)) Object.freeze(members);
  return { required, forbidden: Object.freeze(forbidden), avoided: Object.freeze(avoided) };
}

import { elementNames, type ElementName } from '../spec/element.ts';
import { factNames, type FactName } from '../spec/facts.ts';
import type { Effect } from '../spec/rule.ts';
import type { Loss, Plan, TraceEntry } from '../spec/plan.ts';
import { Contest, type SlotValue } from './contest.ts';
import { FALSE, TRUE, type Truths } from './condition.ts';
import { groupOf, type MemberGroup } from './elements.ts';
import type { Compiled, CompiledRule, EffectGroup, MemberValue, Outcome } from './policy.ts';
import { positionOf, type View } from './view.ts';

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

const subjectPosition = positionOf['subject.type'];

/** Talk repeats itself: so many sets of values are kept with what they came to. */
const MOST_RESOLUTIONS = 256;
const resolved = new WeakMap<Compiled, Map<string, Resolution>>();

/** What the rules come to on these values; `key` tells them all. */
export function resolve(compiled: Compiled, view: View, key: string): Resolution {
  // A predicate of the host may look at more than the values.
  if (compiled.conditions.asks) return work(compiled, view);
  let resolutions = resolved.get(compiled);
  if (resolutions === undefined) resolved.set(compiled, (resolutions = new Map<string, Resolution>()));
  const kept = resolutions.get(key);
  if (kept !== undefined) return kept;
  const resolution = work(compiled, view);
  if (resolutions.size >= MOST_RESOLUTIONS) resolutions.delete(resolutions.keys().next().value as string);
  resolutions.set(key, resolution);
  return resolution;
}

/**
 * Consults every rule, lets effects over the same element compete, and keeps the losers with why:
 * the lower block wins; within one block forbid beats require, of deadlines the earlier wins, of other values the higher level and then the lower id.
 */
function work(compiled: Compiled, view: View): Resolution {
  const truths = compiled.conditions.truths(view);
  const contest = new Contest(view);
  const trace: TraceEntry[] = [];
  const passed: string[] = [];
  const fired: CompiledRule[] = [];
  const acting: EffectGroup[] = [];
  /** Where in the trace the entry of each acting group stands. */
  const places: number[] = [];
  const subject = view.values[subjectPosition];

  for (const rule of compiled.rules) {
    const outcome = rule.subject !== null && rule.subject !== subject && !rule.off ? null : outcomeOf(rule, truths);
    if (outcome === null) {
      passed.push(rule.id);
      continue;
    }
    const { group } = outcome;
    if (group !== null) {
      places.push(trace.length);
      acting.push(group);
      fired.push(rule);
      for (const effect of group.compiled) contest.enter(effect);
    }
    trace.push(outcome.entry);
  }
  for (const effect of compiled.baseline.all.compiled) contest.enter(effect);
  acting.forEach((group, index) => {
    let lost: Loss[] | undefined;
    for (const effect of group.compiled) {
      const loss = contest.lossOf(effect);
      if (loss !== null) (lost ??= []).push(loss);
    }
    const place = places[index] ?? 0;
    const entry = trace[place];
    if (lost !== undefined && entry !== undefined) trace[place] = Object.freeze<TraceEntry>({ ...entry, lost });
  });
  // The baseline is no party to the dispute: its entry shows what is left to it.
  const { baseline } = compiled;
  trace.push(Object.freeze<TraceEntry>({ rule: baseline.id, outcome: 'fired', saw: [], did: baseline.all.compiled.filter((effect) => contest.lossOf(effect) === null).map(({ effect }) => effect) }));
  if (contest.slot('decision')?.rule === baseline) fired.push(baseline);
  return {
    slot: (element) => contest.slot(element),
    members: membersOf(contest),
    named: Object.freeze(fired.map(({ named }) => named)),
    trace: Object.freeze(trace),
    passed: Object.freeze(passed),
  };
}

/** Enough for all that talk comes to; beyond it the work is done again. */
const MOST_KEPT = 1_024;
/** Atoms whose truths fit into one small integer. */
const FIRST = 15;
const MOST_ATOMS = 2 * FIRST;

function outcomeOf(rule: CompiledRule, truths: Truths): Outcome {
  const { gates, atoms } = rule.when;
  if (!rule.off) for (let index = 0; index < gates.length; index += 1) if (truths[gates[index] as number] === FALSE) return null;
  if (atoms.length > MOST_ATOMS) return weigh(rule, truths);
  const { outcomes } = rule;
  const head = keyOf(atoms, 0, Math.min(FIRST, atoms.length), truths);
  const found = outcomes.first.get(head);
  if (atoms.length <= FIRST) {
    if (found !== undefined) return found as Outcome;
    const outcome = weigh(rule, truths);
    if (outcomes.count < MOST_KEPT) outcomes.first.set(head, outcome);
    outcomes.count += 1;
    return outcome;
  }
  const tail = keyOf(atoms, FIRST, atoms.length, truths);
  const further = found as Map<number, Outcome> | undefined;
  const kept = further?.get(tail);
  if (kept !== undefined) return kept;
  const outcome = weigh(rule, truths);
  if (outcomes.count < MOST_KEPT) {
    if (further === undefined) outcomes.first.set(head, new Map([[tail, outcome]]));
    else further.set(tail, outcome);
  }
  outcomes.count += 1;
  return outcome;
}

function keyOf(atoms: readonly number[], from: number, to: number, truths: Truths): number {
  let key = 0;
  for (let index = from; index < to; index += 1) key = (key << 2) | (truths[atoms[index] as number] as number);
  return key;
}

function weigh(rule: CompiledRule, truths: Truths): Outcome {
  if (rule.off) return { entry: { rule: rule.id, outcome: 'off', saw: [] }, group: null };
  const truth = rule.when.test(truths);
  if (truth === FALSE) return null;
  const positions: number[] = [];
  rule.when.because(truths, truth, positions);
  const applies = truth === TRUE || rule.rule.onUnknown === 'apply';
  const group = applies ? rule.all : rule.rule.onUnknown === 'forbid-only' && rule.forbids.compiled.length > 0 ? rule.forbids : null;
  if (applies) for (const position of rule.reads) if (!positions.includes(position)) positions.push(position);
  const saw = Object.freeze(positions.map((position) => factNames[position] ?? 'subject.type')) as FactName[];
  if (group === null) return { entry: Object.freeze<TraceEntry>({ rule: rule.id, outcome: 'unknown', saw }), group };
  return { entry: Object.freeze<TraceEntry>({ rule: rule.id, outcome: applies ? 'fired' : 'unknown-forbids', saw, did: group.effects as Effect[] }), group };
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

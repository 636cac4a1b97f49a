import { elementNames, type ElementName } from '../spec/element.ts';
import { factNames } from '../spec/facts.ts';
import type { Effect } from '../spec/rule.ts';
import type { Loss, TraceEntry } from '../spec/plan.ts';
import { Contest, type SlotValue } from './contest.ts';
import { FALSE, TRUE } from './condition.ts';
import { groupOf, type MemberGroup } from './elements.ts';
import type { Compiled, CompiledRule, EffectGroup, MemberValue } from './policy.ts';
import { positionOf, type View } from './view.ts';

/** Members by group, in the catalogue's order. */
export interface Members {
  readonly required: Readonly<Record<MemberGroup, readonly MemberValue[]>>;
  readonly forbidden: readonly MemberValue[];
  /** Strategies of crisis communication that are ruled out. */
  readonly avoided: readonly MemberValue[];
}

/** What the rules came to. */
export interface Resolution {
  /** Null where no rule sets it. */
  slot(element: ElementName): SlotValue | null;
  readonly members: Members;
  readonly fired: readonly CompiledRule[];
  /** Entries are shared between plans; to change one, replace it. */
  readonly trace: TraceEntry[];
  readonly passed: string[];
}

const subjectPosition = positionOf['subject.type'];

/**
 * Consults every rule, lets effects over the same element compete, and keeps the losers with why:
 * the lower block wins; within one block forbid beats require, of deadlines the earlier wins, of other values the higher level and then the lower id.
 */
export function resolve(compiled: Compiled, view: View): Resolution {
  view.memo = new Uint8Array(compiled.shared);
  const contest = new Contest(view);
  const trace: TraceEntry[] = [];
  const passed: string[] = [];
  const fired: CompiledRule[] = [];
  const acting: EffectGroup[] = [];
  /** Where in the trace the entry of each acting group stands. */
  const places: number[] = [];
  const subject = view.values[subjectPosition];

  for (const rule of compiled.rules) {
    if (rule.off) {
      trace.push(entryOf(rule, 'off', NOTHING, null));
      continue;
    }
    if (rule.subject !== null && rule.subject !== subject) {
      passed.push(rule.id);
      continue;
    }
    const truth = rule.when.test(view);
    if (truth === FALSE) {
      passed.push(rule.id);
      continue;
    }
    const positions: number[] = [];
    rule.when.because(view, truth, positions);
    if (truth === TRUE || rule.rule.onUnknown === 'apply') act(rule, 'fired', rule.all, positions);
    else if (rule.rule.onUnknown === 'forbid-only' && rule.forbids.compiled.length > 0) act(rule, 'unknown-forbids', rule.forbids, positions);
    else trace.push(entryOf(rule, 'unknown', positions, null));
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
    if (lost !== undefined && entry !== undefined) trace[place] = { ...entry, lost };
  });
  // The baseline is no party to the dispute: its entry shows what is left to it.
  const { baseline } = compiled;
  fired.push(baseline);
  trace.push({ rule: baseline.id, outcome: 'fired', saw: [], did: baseline.all.compiled.filter((effect) => contest.lossOf(effect) === null).map(({ effect }) => effect) });
  return { slot: (element) => contest.slot(element), members: membersOf(contest), fired, trace, passed };

  function act(rule: CompiledRule, outcome: 'fired' | 'unknown-forbids', group: EffectGroup, positions: number[]): void {
    if (group === rule.all) for (const position of rule.reads) if (!positions.includes(position)) positions.push(position);
    places.push(trace.length);
    trace.push(entryOf(rule, outcome, positions, group));
    acting.push(group);
    fired.push(rule);
    for (const effect of group.compiled) contest.enter(effect);
  }
}

const NOTHING: readonly number[] = [];

/** The entry for this outcome from these facts, made once. */
function entryOf(rule: CompiledRule, outcome: TraceEntry['outcome'], positions: readonly number[], group: EffectGroup | null): TraceEntry {
  for (const made of rule.entries) if (made.outcome === outcome && same(made.positions, positions)) return made.entry;
  const saw = positions.map((position) => factNames[position] ?? 'subject.type');
  const entry: TraceEntry = group === null ? { rule: rule.id, outcome, saw } : { rule: rule.id, outcome, saw, did: group.effects as Effect[] };
  if (rule.entries.length < MOST_KEPT) rule.entries.push({ outcome, positions: [...positions], entry: Object.freeze(entry) });
  return entry;
}

const MOST_KEPT = 32;

function same(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
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
  return { required, forbidden, avoided };
}

import { elementCatalogue, elementNames, type ElementName } from '../spec/element.ts';
import { factNames } from '../spec/facts.ts';
import type { Level, Effect } from '../spec/rule.ts';
import type { Loss, TraceEntry } from '../spec/plan.ts';
import { FALSE, TRUE } from './condition.ts';
import { elementPosition } from './elements.ts';
import type { Compiled, CompiledEffect, CompiledRule, EffectGroup } from './policy.ts';
import type { View } from './view.ts';


/** A slot's value, the rule that set it, and for a span of time its minutes. */
export interface SlotValue {
  readonly value: string | number | null;
  readonly minutes: number;
  readonly rule: CompiledRule;
}

/** A member that is required or forbidden: the rule that says so most strongly. */
export interface MemberValue {
  readonly element: ElementName;
  readonly op: 'require' | 'forbid';
  readonly level: Level;
  readonly rule: string;
}

/** What the rules came to. */
export interface Resolution {
  /** Null where no rule sets it. */
  slot(element: ElementName): SlotValue | null;
  /** Required and forbidden members, in the catalogue's order. */
  readonly members: readonly MemberValue[];
  readonly fired: readonly CompiledRule[];
  readonly trace: TraceEntry[];
  readonly passed: string[];
}

const isDeadline = elementNames.map((name) => name.startsWith('deadline.'));
const isMember = elementNames.map((name) => elementCatalogue[name].type === 'member');

/**
 * Consults every rule, lets effects over the same element compete, and keeps the losers with why:
 * the lower block wins; within one block forbid beats require, of deadlines the earlier wins, of other values the higher level and then the lower id.
 */
export function resolve(compiled: Compiled, view: View): Resolution {
  const contest = new Contest(view);
  const trace: TraceEntry[] = [];
  const passed: string[] = [];
  const acting: { group: EffectGroup; entry: TraceEntry }[] = [];
  const fired: CompiledRule[] = [];

  const consult = (rule: CompiledRule): void => {
    if (rule.off) {
      trace.push({ rule: rule.id, outcome: 'off', saw: [] });
      return;
    }
    const truth = rule.when.test(view);
    if (truth === FALSE) {
      passed.push(rule.id);
      return;
    }
    const positions: number[] = [];
    rule.when.because(view, truth, positions);
    let group: EffectGroup | null = null;
    let outcome: TraceEntry['outcome'] = 'unknown';
    if (truth === TRUE || rule.rule.onUnknown === 'apply') {
      group = rule.all;
      outcome = 'fired';
    } else if (rule.rule.onUnknown === 'forbid-only' && rule.forbids.compiled.length > 0) {
      group = rule.forbids;
      outcome = 'unknown-forbids';
    }
    if (group === rule.all) for (const position of rule.reads) if (!positions.includes(position)) positions.push(position);
    const entry: TraceEntry = { rule: rule.id, outcome, saw: positions.map((position) => factNames[position] ?? 'subject.type') };
    trace.push(entry);
    if (group === null) return;
    entry.did = group.effects as Effect[];
    acting.push({ group, entry });
    fired.push(rule);
    for (const effect of group.compiled) contest.enter(effect);
  };

  for (const rule of compiled.rules) consult(rule);
  consult(compiled.baseline);
  for (const { group, entry } of acting) {
    // The baseline is no party to the dispute: its entry shows what is left to it.
    if (group === compiled.baseline.all) {
      entry.did = group.compiled.filter((effect) => contest.lossOf(effect) === null).map(({ effect }) => effect);
      continue;
    }
    for (const effect of group.compiled) {
      const lost = contest.lossOf(effect);
      if (lost !== null) (entry.lost ??= []).push(lost);
    }
  }
  return { slot: (element) => contest.slot(element), members: contest.members(), fired, trace, passed };
}

/** Who stands for each element so far. A stronger comer takes the place; equals are settled by id, so the order of coming never matters. */
class Contest {
  readonly #view: View;
  readonly #slots = new Array<CompiledEffect | undefined>(elementNames.length);
  readonly #minutes = new Array<number>(elementNames.length);
  readonly #require = new Array<CompiledEffect | undefined>(elementNames.length);
  readonly #forbid = new Array<CompiledEffect | undefined>(elementNames.length);
  /** Highest level among all that say the same. */
  readonly #requireForce = new Array<number>(elementNames.length);
  readonly #forbidForce = new Array<number>(elementNames.length);

  constructor(view: View) {
    this.#view = view;
  }

  enter(comer: CompiledEffect): void {
    const { element, effect } = comer;
    if (effect.op === 'set') {
      const minutes = comer.span === null ? 0 : comer.span(this.#view);
      const holder = this.#slots[element];
      if (holder === undefined || beats(comer, minutes, holder, this.#minutes[element] ?? 0, isDeadline[element] === true)) {
        this.#slots[element] = comer;
        this.#minutes[element] = minutes;
      }
      return;
    }
    const [side, forces] = effect.op === 'require' ? [this.#require, this.#requireForce] : [this.#forbid, this.#forbidForce];
    const holder = side[element];
    if (holder === undefined || beats(comer, 0, holder, 0, false)) side[element] = comer;
    forces[element] = Math.min(forces[element] ?? comer.rule.force, comer.rule.force);
  }

  slot(element: ElementName): SlotValue | null {
    const position = elementPosition[element] ?? 0;
    const holder = this.#slots[position];
    if (holder?.effect.op !== 'set') return null;
    const { value } = holder.effect;
    return { value: typeof value === 'object' ? null : value, minutes: this.#minutes[position] ?? 0, rule: holder.rule };
  }

  members(): MemberValue[] {
    const found: MemberValue[] = [];
    elementNames.forEach((element, position) => {
      if (isMember[position] !== true) return;
      const require = this.#require[position];
      const forbid = this.#forbid[position];
      const winner = forbid === undefined ? require : require === undefined || forbid.rule.rank <= require.rule.rank ? forbid : require;
      if (winner === undefined) return;
      const force = (winner === forbid ? this.#forbidForce : this.#requireForce)[position] ?? 2;
      found.push({ element, op: winner === forbid ? 'forbid' : 'require', level: force === 0 ? 'must' : force === 1 ? 'should' : 'may', rule: winner.rule.id });
    });
    return found;
  }

  lossOf({ element, effect, rule, span }: CompiledEffect): Loss | null {
    if (effect.op === 'set') {
      const winner = this.#slots[element];
      if (winner === undefined || winner.rule === rule || winner.effect.op !== 'set') return null;
      const deadline = isDeadline[element] === true;
      if (deadline ? span?.(this.#view) === this.#minutes[element] : winner.effect.value === effect.value) return null;
      const why = winner.rule.rank < rule.rank ? 'block' : deadline ? 'stricter' : winner.rule.force < rule.force ? 'level' : 'order';
      return { effect, to: winner.rule.id, why };
    }
    const other = effect.op === 'require' ? this.#forbid[element] : this.#require[element];
    const own = effect.op === 'require' ? this.#require[element] : this.#forbid[element];
    if (other === undefined || own === undefined) return null;
    const beaten = effect.op === 'require' ? other.rule.rank <= own.rule.rank : other.rule.rank < own.rule.rank;
    if (!beaten) return null;
    return { effect, to: other.rule.id, why: other.rule.rank < rule.rank ? 'block' : 'forbid' };
  }
}

function beats(comer: CompiledEffect, minutes: number, holder: CompiledEffect, held: number, deadline: boolean): boolean {
  if (comer.rule.rank !== holder.rule.rank) return comer.rule.rank < holder.rule.rank;
  if (deadline && minutes !== held) return minutes < held;
  if (comer.rule.force !== holder.rule.force) return comer.rule.force < holder.rule.force;
  return comer.rule.order < holder.rule.order;
}

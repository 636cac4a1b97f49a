import { elementNames, type ElementName } from '../spec/element.ts';
import type { Loss } from '../spec/plan.ts';
import { elementPosition } from './elements.ts';
import type { CompiledEffect, CompiledRule, MemberValue } from './policy.ts';
import type { View } from './view.ts';

/** A slot's value, the rule that set it, and for a span of time its minutes. */
export interface SlotValue {
  readonly value: string | number | null;
  readonly minutes: number;
  readonly rule: CompiledRule;
}

interface Holder {
  effect: CompiledEffect;
  minutes: number;
  /** Highest level among all that say the same. */
  force: number;
}

const isDeadline = elementNames.map((name) => name.startsWith('deadline.'));

/** Who stands for each element so far. A stronger comer takes the place; equals are settled by id, so the order of coming never matters. */
export class Contest {
  readonly #view: View;
  /** Setters of slots and those who require, by element. */
  readonly #holders: (Holder | undefined)[] = new Array<Holder | undefined>(elementNames.length).fill(undefined);
  readonly #forbidders: (Holder | undefined)[] = new Array<Holder | undefined>(elementNames.length).fill(undefined);

  constructor(view: View) {
    this.#view = view;
  }

  enter(comer: CompiledEffect): void {
    const { element, rule } = comer;
    const side = comer.effect.op === 'forbid' ? this.#forbidders : this.#holders;
    const minutes = comer.span === null ? 0 : comer.span(this.#view);
    const holder = side[element];
    if (holder === undefined) {
      side[element] = { effect: comer, minutes, force: rule.force };
      return;
    }
    if (rule.force < holder.force) holder.force = rule.force;
    if (beats(comer, minutes, holder.effect, holder.minutes, isDeadline[element] === true)) {
      holder.effect = comer;
      holder.minutes = minutes;
    }
  }

  slot(element: ElementName): SlotValue | null {
    const holder = this.#holders[elementPosition[element] ?? 0];
    if (holder?.effect.effect.op !== 'set') return null;
    const { value } = holder.effect.effect;
    return { value: typeof value === 'object' ? null : value, minutes: holder.minutes, rule: holder.effect.rule };
  }

  /** A member that is required, not beaten by one who forbids it. */
  required(position: number): MemberValue | null {
    const holder = this.#holders[position];
    if (holder === undefined) return null;
    const forbid = this.#forbidders[position];
    return forbid !== undefined && forbid.effect.rule.rank <= holder.effect.rule.rank ? null : (holder.effect.told[holder.force] ?? null);
  }

  /** A member that is forbidden, not beaten by one who requires it. */
  forbidden(position: number): MemberValue | null {
    const forbid = this.#forbidders[position];
    if (forbid === undefined) return null;
    const holder = this.#holders[position];
    return holder !== undefined && holder.effect.rule.rank < forbid.effect.rule.rank ? null : (forbid.effect.told[forbid.force] ?? null);
  }

  lossOf({ element, effect, rule, span }: CompiledEffect): Loss | null {
    if (effect.op === 'set') {
      const holder = this.#holders[element];
      const winner = holder?.effect;
      if (holder === undefined || winner === undefined || winner.rule === rule || winner.effect.op !== 'set') return null;
      const deadline = isDeadline[element] === true;
      if (deadline ? span?.(this.#view) === holder.minutes : winner.effect.value === effect.value) return null;
      const why = winner.rule.rank < rule.rank ? 'block' : deadline ? 'stricter' : winner.rule.force < rule.force ? 'level' : 'order';
      return { effect, to: winner.rule.id, why };
    }
    const other = (effect.op === 'require' ? this.#forbidders : this.#holders)[element]?.effect;
    const own = (effect.op === 'require' ? this.#holders : this.#forbidders)[element]?.effect;
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

import { elementNames } from '../spec/element.ts';
import type { Loss } from '../spec/plan.ts';
import { FORCE_BITS, RANK_BITS, type CompiledEffect, type MemberValue, type SlotValue } from './compiled.ts';
import type { View } from './view.ts';

const isDeadline = elementNames.map((name) => name.startsWith('deadline.'));
const nobodyYet = (): (CompiledEffect | undefined)[] => new Array<CompiledEffect | undefined>(elementNames.length).fill(undefined);

/** Who stands for each element so far. A stronger comer takes the place; equals are settled by id, so the order of coming never matters. One contest serves many decisions, one after the other. */
export class Contest {
  /** Setters of slots and those who require, by element. */
  readonly #holders = nobodyYet();
  readonly #forbidders = nobodyYet();
  /** Of the setters; 0 of members. */
  readonly #minutes = new Float64Array(elementNames.length);
  /** Highest level among all that say the same. */
  readonly #forceOfHolders = new Uint8Array(elementNames.length);
  readonly #forceOfForbidders = new Uint8Array(elementNames.length);
  /** Elements that somebody speaks of: a bit each. */
  readonly #bits = new Int32Array(Math.ceil(elementNames.length / 32));
  #view: View | null = null;

  begin(view: View): void {
    this.#view = view;
    for (const element of this.elements()) {
      this.#holders[element] = undefined;
      this.#forbidders[element] = undefined;
    }
    this.#bits.fill(0);
  }

  /** Positions of the elements that somebody speaks of, in the catalogue's order. */
  elements(): number[] {
    const found: number[] = [];
    for (let word = 0; word < this.#bits.length; word += 1) {
      for (let bits = this.#bits[word] as number; bits !== 0; bits &= bits - 1) found.push(word * 32 + 31 - Math.clz32(bits & -bits));
    }
    return found;
  }

  enter(comer: CompiledEffect): void {
    const { element, isForbid } = comer;
    const force = forceOf(comer);
    const side = isForbid ? this.#forbidders : this.#holders;
    const forces = isForbid ? this.#forceOfForbidders : this.#forceOfHolders;
    const minutes = this.#minutesOf(comer);
    const holder = side[element];
    if (holder === undefined) {
      this.#bits[element >> 5] = (this.#bits[element >> 5] as number) | (1 << (element & 31));
      side[element] = comer;
      forces[element] = force;
      this.#minutes[element] = minutes;
      return;
    }
    if (force < (forces[element] as number)) forces[element] = force;
    if (beats(comer, minutes, holder, this.#minutes[element] as number, isDeadline[element] === true)) {
      side[element] = comer;
      this.#minutes[element] = minutes;
    }
  }

  /** What stands for a slot that somebody sets. */
  slot(position: number): SlotValue {
    const holder = this.#holders[position] as CompiledEffect;
    return holder.gives ?? { value: null, minutes: this.#minutes[position] as number, rule: holder.rule };
  }

  /** A member that is required, not beaten by one who forbids it. */
  required(position: number): MemberValue | null {
    const holder = this.#holders[position];
    if (holder === undefined) return null;
    const forbid = this.#forbidders[position];
    return forbid !== undefined && rankOf(forbid) <= rankOf(holder) ? null : (holder.told[this.#forceOfHolders[position] as number] as MemberValue);
  }

  /** A member that somebody speaks of and that is not required is forbidden. */
  forbidden(position: number): MemberValue {
    return (this.#forbidders[position] as CompiledEffect).told[this.#forceOfForbidders[position] as number] as MemberValue;
  }

  /** The effect that this one, which has entered, gives way to. Null: to none. */
  winnerOver(effect: CompiledEffect): CompiledEffect | null {
    const { element } = effect;
    if (effect.effect.op === 'set') {
      const winner = this.#holders[element] as CompiledEffect;
      if (winner === effect) return null;
      const same = isDeadline[element] === true ? this.#minutesOf(effect) === this.#minutes[element] : (winner.gives as SlotValue).value === effect.effect.value;
      return same ? null : winner;
    }
    const other = (effect.isForbid ? this.#holders : this.#forbidders)[element];
    if (other === undefined) return null;
    const own = (effect.isForbid ? this.#forbidders : this.#holders)[element] as CompiledEffect;
    return (effect.isForbid ? rankOf(other) < rankOf(own) : rankOf(other) <= rankOf(own)) ? other : null;
  }

  #minutesOf({ span, minutes }: CompiledEffect): number {
    return span === null ? minutes : span(this.#view as View);
  }
}

/** Why an effect gave way to the winner: it follows from the two, whatever the facts. */
export function lossOf({ effect, element, rule }: CompiledEffect, winner: CompiledEffect): Loss {
  const to = winner.rule.id;
  if (winner.rule.rank < rule.rank) return { effect, to, why: 'block' };
  if (effect.op !== 'set') return { effect, to, why: 'forbid' };
  return { effect, to, why: isDeadline[element] === true ? 'stricter' : winner.rule.force < rule.force ? 'level' : 'order' };
}

const rankOf = ({ strength }: CompiledEffect): number => strength >> RANK_BITS;
const forceOf = ({ strength }: CompiledEffect): number => (strength >> FORCE_BITS) & 3;

function beats(comer: CompiledEffect, minutes: number, holder: CompiledEffect, held: number, deadline: boolean): boolean {
  if (deadline && minutes !== held && rankOf(comer) === rankOf(holder)) return minutes < held;
  return comer.strength < holder.strength;
}

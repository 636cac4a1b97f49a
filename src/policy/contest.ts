import { elementNames } from '../spec/element.ts';
import type { Loss } from '../spec/plan.ts';
import { FORCE_BITS, placeOf, RANK_BITS, type CompiledEffect, type EffectList, type MemberValue, type SlotValue } from './compiled.ts';
import type { View } from './view.ts';

/** Two places for each element: those who set or require it, and those who forbid it. */
const PLACES = 2 * elementNames.length;
const isDeadline = elementNames.map((name) => name.startsWith('deadline.'));
/** A strength that nobody has. */
const NOBODY = 0x7fff_ffff;

/** Who stands for each element so far. A stronger comer takes the place; equals are settled by id, so the order of coming never matters. One contest serves many decisions, one after the other. */
export class Contest {
  readonly #holders = new Array<CompiledEffect | undefined>(PLACES).fill(undefined);
  readonly #strengths = new Int32Array(PLACES);
  /** Of the setters of spans of time. */
  readonly #minutes = new Float64Array(PLACES);
  /** Highest level among all that say the same. */
  readonly #forces = new Uint8Array(PLACES);
  /** Elements that somebody speaks of: a bit each. */
  readonly #bits = new Int32Array(Math.ceil(elementNames.length / 32));
  /** Where `elements` writes. */
  readonly spoken = new Int32Array(elementNames.length);
  #view: View | null = null;

  begin(view: View): void {
    this.#view = view;
    this.#strengths.fill(NOBODY);
    this.#bits.fill(0);
  }

  /** Writes the positions of the elements that somebody speaks of into `spoken`, in the catalogue's order, and tells how many. */
  elements(): number {
    let count = 0;
    for (let word = 0; word < this.#bits.length; word += 1) {
      for (let bits = this.#bits[word] as number; bits !== 0; bits &= bits - 1) this.spoken[count++] = word * 32 + 31 - Math.clz32(bits & -bits);
    }
    return count;
  }

  enter({ compiled, places, strengths }: EffectList): void {
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index] as number;
      const strength = strengths[index] as number;
      const force = (strength >> FORCE_BITS) & 3;
      const held = this.#strengths[place] as number;
      if (held === NOBODY) {
        this.#bits[place >> 6] = (this.#bits[place >> 6] as number) | (1 << ((place >> 1) & 31));
        this.#forces[place] = force;
      } else if (force < (this.#forces[place] as number)) this.#forces[place] = force;
      if (isDeadline[place >> 1] === true) this.#date(compiled[index] as CompiledEffect, place, held);
      else if (strength < held) this.#hold(compiled[index] as CompiledEffect, place, strength);
    }
  }

  /** Of deadlines in the same block the earlier one holds. */
  #date(comer: CompiledEffect, place: number, held: number): void {
    const minutes = this.#minutesOf(comer);
    const earlier = minutes - (this.#minutes[place] as number);
    const wins = held === NOBODY || (earlier !== 0 && rankOf(comer.strength) === rankOf(held) ? earlier < 0 : comer.strength < held);
    if (!wins) return;
    this.#minutes[place] = minutes;
    this.#hold(comer, place, comer.strength);
  }

  #hold(comer: CompiledEffect, place: number, strength: number): void {
    this.#strengths[place] = strength;
    this.#holders[place] = comer;
  }

  /** What stands for a slot. Null where nobody sets it. */
  slot(position: number): SlotValue | null {
    if (this.#strengths[2 * position] === NOBODY) return null;
    const holder = this.#holders[2 * position] as CompiledEffect;
    return holder.gives ?? { value: null, minutes: this.#minutes[2 * position] as number, rule: holder.rule };
  }

  /** A member that is required, not beaten by one who forbids it. */
  required(position: number): MemberValue | null {
    const place = 2 * position;
    const strength = this.#strengths[place] as number;
    if (strength === NOBODY || rankOf(this.#strengths[place + 1] as number) <= rankOf(strength)) return null;
    return (this.#holders[place] as CompiledEffect).told[this.#forces[place] as number] as MemberValue;
  }

  /** A member that somebody speaks of and that is not required is forbidden. */
  forbidden(position: number): MemberValue {
    const place = 2 * position + 1;
    return (this.#holders[place] as CompiledEffect).told[this.#forces[place] as number] as MemberValue;
  }

  /** Nobody stronger says the same, and nobody the opposite. */
  stands(place: number, strength: number): boolean {
    return this.#strengths[place] === strength && this.#strengths[place ^ 1] === NOBODY;
  }

  /** The effect that this one, which has entered, gives way to. Null: to none. */
  winnerOver(effect: CompiledEffect): CompiledEffect | null {
    const place = placeOf(effect);
    const own = this.#holders[place] as CompiledEffect;
    if (effect.effect.op === 'set') {
      if (own === effect) return null;
      const same = isDeadline[effect.element] === true ? this.#minutesOf(effect) === this.#minutes[place] : (own.gives as SlotValue).value === effect.effect.value;
      return same ? null : own;
    }
    const other = this.#strengths[place ^ 1] as number;
    if (other === NOBODY) return null;
    const beaten = effect.isForbid ? rankOf(other) < rankOf(own.strength) : rankOf(other) <= rankOf(own.strength);
    return beaten ? (this.#holders[place ^ 1] as CompiledEffect) : null;
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

const rankOf = (strength: number): number => strength >> RANK_BITS;

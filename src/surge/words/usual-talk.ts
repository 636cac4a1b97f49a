import { hashOf } from '../../lib/distinct.ts';
import { hourOf } from '../rises/detector.ts';
import type { Word } from './words.ts';

/** Words of one post of the usual talk. */
export interface SaidWords {
  /** Hash of the mention. */
  id: number;
  at: number;
  words: number[][];
}

interface SampleState {
  said: SaidWords[];
  /** The latest hour of which some were taken, and how many. */
  hour: number;
  taken: number;
}

/** How one usually speaks of the brand, as JSON. */
export interface UsualTalkState {
  complaints: SampleState;
  others: SampleState;
}

const complaintsKept = 256;
const othersKept = 128;
/** Of one hour so many are taken while there is room, then one: a storm must not become what is usual. */
const hourlyAtFirst = 16;

/**
 * A sample of how one usually speaks of the brand: what was said in the last hours of listening, a few posts of each. What belongs to an incident is not usual.
 * What is asked of it is how many of its posts would be taken for part of a grievance, which no count of single words can tell.
 */
export class UsualTalk {
  readonly #complaints: Sample;
  readonly #others: Sample;

  constructor(state?: UsualTalkState) {
    this.#complaints = new Sample(complaintsKept, state?.complaints);
    this.#others = new Sample(othersKept, state?.others);
  }

  state(): UsualTalkState {
    return { complaints: this.#complaints.state(), others: this.#others.state() };
  }

  note(mention: string, at: number, words: number[][], isComplaint: boolean): void {
    (isComplaint ? this.#complaints : this.#others).note({ id: hashOf(mention), at, words });
  }

  forget(mentions: readonly string[]): void {
    const gone = new Set(mentions.map(hashOf));
    this.#complaints.forget(gone);
    this.#others.forget(gone);
  }

  /** How many complaints it holds that are none of these. */
  complaintsBefore(recent: readonly { mention: string }[]): number {
    return this.#complaints.without(recent.map(({ mention }) => hashOf(mention))).length;
  }

  /** The posts it holds, but for some. */
  without(mentions: Iterable<string>): SaidWords[] {
    const left = [...mentions].map(hashOf);
    return [...this.#complaints.without(left), ...this.#others.without(left)];
  }
}

class Sample {
  said: SaidWords[];
  readonly #kept: number;
  #hour: number;
  #taken: number;

  constructor(kept: number, state?: SampleState) {
    this.#kept = kept;
    this.said = structuredClone(state?.said ?? []);
    this.#hour = state?.hour ?? -1;
    this.#taken = state?.taken ?? 0;
  }

  state(): SampleState {
    return { said: structuredClone(this.said), hour: this.#hour, taken: this.#taken };
  }

  note(one: SaidWords): void {
    const hour = hourOf(one.at);
    if (hour < this.#hour) return;
    if (hour > this.#hour) {
      this.#hour = hour;
      this.#taken = 0;
    }
    if (this.#taken >= (this.said.length < this.#kept ? hourlyAtFirst : 1)) return;
    this.#taken += 1;
    this.said.push(one);
    if (this.said.length > this.#kept) this.said.shift();
  }

  without(left: readonly number[]): SaidWords[] {
    const ids = new Set(left);
    return this.said.filter(({ id }) => !ids.has(id));
  }

  forget(gone: ReadonlySet<number>): void {
    if (this.said.some(({ id }) => gone.has(id))) this.said = this.said.filter(({ id }) => !gone.has(id));
  }
}

/** In how many posts each of the forms is said. */
export function countsOf(forms: ReadonlySet<number>, said: readonly { words: readonly Word[] }[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { words } of said) {
    const seen = new Set<number>();
    for (const word of words) {
      for (const form of word) {
        if (!forms.has(form) || seen.has(form)) continue;
        seen.add(form);
        counts.set(form, (counts.get(form) ?? 0) + 1);
      }
    }
  }
  return counts;
}

import type { Coverage } from '../series/index.ts';

/** A time in which nothing was heard of a source. */
export interface Silence {
  source: string;
  /** Publication time; `to` is null while it lasts. */
  from: number;
  to: number | null;
}

/** What is known of times in which sources were silent, as JSON. */
export interface CoverageState {
  /** How many sources there are. */
  sources: number;
  silences: Silence[];
}

/** Silences remembered; the shortest go first. */
const silencesKept = 64;
const shortMs = 15 * 60_000;

/** When sources were silent or held back: what was not heard then is not known, which is not calm. */
export class CoverageLog {
  #sources: number;
  #silences: Silence[];

  constructor(state: CoverageState = { sources: 1, silences: [] }) {
    this.#sources = state.sources;
    this.#silences = state.silences.map((silence) => ({ ...silence }));
  }

  state(): CoverageState {
    return { sources: this.#sources, silences: this.#silences.map((silence) => ({ ...silence })) };
  }

  /** A source of so many has been silent since `from`. */
  silent(source: string, from: number, sources: number): void {
    this.#sources = Math.max(1, sources);
    if (this.#silences.some((one) => one.source === source && one.to === null)) return;
    this.#silences.push({ source, from, to: null });
    if (this.#silences.length <= silencesKept) return;
    const lasted = ({ from: begin, to }: Silence): number => (to ?? Infinity) - begin;
    const shortest = this.#silences.reduce((least, one, at) => (lasted(one) < lasted(this.#silences[least] ?? one) ? at : least), 0);
    this.#silences.splice(shortest, 1);
  }

  /** It is heard again from `to` on. A short silence is forgotten: not for its sake is an hour left out of what is usual. */
  heard(source: string, to: number): void {
    const silence = this.#silences.find((one) => one.source === source && one.to === null);
    if (silence === undefined) return;
    if (to - silence.from < shortMs) this.#silences.splice(this.#silences.indexOf(silence), 1);
    else silence.to = to;
  }

  /** Sources that are silent still. */
  silentNow(): string[] {
    return this.#silences.filter(({ to }) => to === null).map(({ source }) => source);
  }

  /** How the time from `from` to `to` was covered. */
  of(from: number, to: number): Coverage {
    const silent = new Set<string>();
    for (const silence of this.#silences) if (silence.from < to && (silence.to === null || silence.to > from)) silent.add(silence.source);
    if (silent.size === 0) return 'full';
    return silent.size >= this.#sources ? 'none' : 'partly';
  }
}

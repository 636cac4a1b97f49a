import { RecentMap } from '../recent-map.ts';
import type { TrackerSettings } from '../settings.ts';
import type { TrackerState } from '../types.ts';
import { addToBin, copyBins, makeBins, sumOfBins, type BinsState } from './bins.ts';
import type { CoverageLog } from './coverage.ts';
import { copyCounts, countVoice, fineBinOf, fineMs, hourMs, learnBaseline, longestWindow, makeCounts, strongestRise, type Deviation, type CountsState } from './detector.ts';

const voicesKept = 512;

export type SeriesName = 'volume' | 'negative';

/** How many speak, and how many of them in anger: voices by time of publication, each person once in a while. */
export class VoiceCounts {
  readonly volume: CountsState;
  readonly negative: CountsState;
  readonly #judged: BinsState;
  readonly #voices: Readonly<Record<SeriesName, RecentMap<number>>>;

  constructor(state: TrackerState | undefined) {
    this.volume = state ? copyCounts(state.series.volume) : makeCounts();
    this.negative = state ? copyCounts(state.series.negative) : makeCounts();
    this.#judged = state ? copyBins(state.judged) : makeBins(longestWindow);
    this.#voices = { volume: new RecentMap(voicesKept, state?.voices.volume), negative: new RecentMap(voicesKept, state?.voices.negative) };
  }

  state(): Pick<TrackerState, 'series' | 'judged' | 'voices'> {
    return {
      series: { volume: copyCounts(this.volume), negative: copyCounts(this.negative) },
      judged: copyBins(this.#judged),
      voices: { volume: this.#voices.volume.state(), negative: this.#voices.negative.state() },
    };
  }

  /** What is usual, as far as it is known at the beginning of a new hour. */
  learn(since: number, at: number, settings: TrackerSettings, coverage: CoverageLog): void {
    const known = (hour: number): boolean => coverage.of(hour * hourMs, (hour + 1) * hourMs) === 'full';
    learnBaseline(this.volume, since, at, settings, known);
    learnBaseline(this.negative, since, at, settings, known);
  }

  /** Counts a voice. `fresh`, `negative`: it had not been counted lately, among all and among the angry. */
  count(author: number, at: number, how: { negative: boolean; again: boolean; judgedGood: boolean }): { fresh: boolean; negative: boolean } {
    const fresh = !how.again && isVoice(this.#voices.volume, author, at);
    const negative = how.negative && isVoice(this.#voices.negative, author, at);
    if (fresh) countVoice(this.volume, at);
    if (negative) countVoice(this.negative, at);
    if (negative || (fresh && how.judgedGood)) addToBin(this.#judged, fineBinOf(at), 1);
    return { fresh, negative };
  }

  riseOf(series: SeriesName, at: number): Deviation {
    return strongestRise(this[series].baseline, this[series].fine, fineBinOf(at));
  }

  /** Negative voices on a usual day; 0 before that is known. */
  usualDay(): number {
    const { expected, provisional } = this.negative.baseline;
    return provisional ? 0 : expected * 24;
  }

  authorsIn(series: SeriesName, from: number): number {
    return this.#voices[series].count((at) => at > from);
  }

  /** Of those who could be judged within a window up to `at`, the share that is angry (0–1); null: nobody could. Default: the longest window. */
  negativeShare(at: number, windowMs = longestWindow * fineMs): number | null {
    const end = fineBinOf(at);
    const judged = sumOfBins(this.#judged, end, windowMs / fineMs);
    return judged === 0 ? null : Math.min(1, sumOfBins(this.negative.fine, end, windowMs / fineMs) / judged);
  }
}

/** Counts an author once an hour, so that nobody makes a crowd alone; as far back as the memory of authors reaches. */
export function isVoice(counted: RecentMap<number>, author: number, at: number): boolean {
  const before = counted.get(author);
  if (before !== undefined && Math.abs(at - before) < hourMs) return false;
  counted.set(author, before === undefined ? at : Math.max(before, at));
  return true;
}

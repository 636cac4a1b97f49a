import { addToBin, copyBins, makeBins, sumOfBins, type BinsState } from './bins.ts';
import { copySeries, countVoice, fineBinOf, fineMs, learnBaseline, longestWindow, makeSeries, strongestRise, type Deviation, type SeriesState } from './detector.ts';
import { isVoice } from './grouping.ts';
import { RecentMap } from './recent-map.ts';
import type { TrackerSettings } from './settings.ts';
import type { TrackerState } from './types.ts';

const voicesKept = 512;

export type SeriesName = 'volume' | 'negative';

/** How many speak, and how many of them in anger: voices by time of publication, each person once in a while. */
export class VoiceCounts {
  readonly volume: SeriesState;
  readonly negative: SeriesState;
  readonly #judged: BinsState;
  readonly #voices: Readonly<Record<SeriesName, RecentMap<number>>>;

  constructor(state: TrackerState | undefined) {
    this.volume = state ? copySeries(state.series.volume) : makeSeries();
    this.negative = state ? copySeries(state.series.negative) : makeSeries();
    this.#judged = state ? copyBins(state.judged) : makeBins(longestWindow);
    this.#voices = { volume: new RecentMap(voicesKept, state?.voices.volume), negative: new RecentMap(voicesKept, state?.voices.negative) };
  }

  state(): Pick<TrackerState, 'series' | 'judged' | 'voices'> {
    return {
      series: { volume: copySeries(this.volume), negative: copySeries(this.negative) },
      judged: copyBins(this.#judged),
      voices: { volume: this.#voices.volume.state(), negative: this.#voices.negative.state() },
    };
  }

  /** What is usual, as far as it is known at the beginning of a new hour. */
  learn(since: number, at: number, settings: TrackerSettings): void {
    learnBaseline(this.volume, since, at, settings);
    learnBaseline(this.negative, since, at, settings);
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

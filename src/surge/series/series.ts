import { KashuvError } from '../../spec/errors.ts';
import { chancePerDay, countPeaks, raiseBar, rewind } from './chance.ts';
import { dayMs, decodeMemory, emptyMemory, encodeMemory, halving, hourMs, newestMoment, octaves, recentSteps, slot, type SeriesMemory } from './layout.ts';
import { findNearest, heightScale, passMoment, unknownHeight } from './moments.ts';
import { beginStep, clearStep, correctStep, countOfStep, coverageOf, coveredIn, isHeard, lastSteps, learnableIn, newestCount, octaveMaxima, wordOf } from './recent.ts';
import { expectedAt, learnRhythm } from './rhythm.ts';
import type { SeriesSettings } from './settings.ts';
import type { Comparison, Coverage, SeriesReport, SeriesState, SeriesStep } from './types.ts';

/** The range of a Date. */
const farthestMs = 8.64e15;
/** A rise is at least so many deviations of the series' own noise, and of a Poisson count's, whichever is more. */
const noiseDeviations = 1.8;
const chanceDeviations = 1.5;
const noiseHalfLifeMs = 4 * dayMs;
/** From the mean absolute difference of two like normal variables to the standard deviation of one. */
const fromMeanDifference = Math.sqrt(Math.PI) / 2;

/** Follows one series of counts. In memory and time constant per step; not reentrant. */
export interface Series {
  /** Takes what is known of a step by now and judges the newest one. Throws INPUT_INVALID. */
  observe(step: SeriesStep): SeriesReport;
  /** One more in a step, beside what is known of it. Throws INPUT_INVALID. */
  add(step: Omit<SeriesStep, 'count'>): SeriesReport;
  /** Takes a step of the past, oldest first: it is remembered and learned from, and raises no alarm. Throws INPUT_INVALID. */
  learn(step: SeriesStep): void;
  state(): SeriesState;
}

/** A series, or one that goes on from its state. Throws INPUT_INVALID where the state is none of a series of this step. */
export function makeSeries(settings: SeriesSettings, state?: SeriesState): Series {
  return new VolumeSeries(settings, state);
}

class VolumeSeries implements Series {
  readonly #settings: SeriesSettings;
  readonly #memory: SeriesMemory;

  constructor(settings: SeriesSettings, state: SeriesState | undefined) {
    this.#settings = settings;
    this.#memory = state === undefined ? emptyMemory() : memoryOf(state, settings);
  }

  observe(step: SeriesStep): SeriesReport {
    this.#take(step);
    return this.#judge(step.watched === true);
  }

  add(step: Omit<SeriesStep, 'count'>): SeriesReport {
    const number = Math.floor(step.at / this.#settings.stepMs);
    const head = this.#head();
    const isKnown = number <= head && number > head - recentSteps;
    return this.observe({ ...step, count: isKnown ? countOfStep(this.#memory, number) + 1 : 1 });
  }

  learn(step: SeriesStep): void {
    this.#take(step);
    if (isHeard(this.#memory)) this.#assess(this.#head() * this.#settings.stepMs);
  }

  state(): SeriesState {
    const { stepMs, leastRise } = this.#settings;
    return { version: 1, stepMs, leastRise, bytes: encodeMemory(this.#memory) };
  }

  #head(): number {
    return this.#memory.numbers[slot.head]!;
  }

  #take({ at, count, coverage = 'full' }: SeriesStep): void {
    if (!(Math.abs(at) <= farthestMs)) throw new KashuvError('INPUT_INVALID', 'expected a time in epoch ms.', { field: 'at', fix: 'Pass the time of publication.' });
    if (!(count >= 0 && Number.isInteger(count))) throw new KashuvError('INPUT_INVALID', 'expected a whole number, 0 or more.', { field: 'count', fix: 'Pass how many there were in the step.' });
    const { numbers } = this.#memory;
    const head = this.#head();
    const step = Math.floor(at / this.#settings.stepMs);
    const isFirst = Number.isNaN(head);
    if (isFirst || step > head) {
      numbers[slot.stale] = 0;
      this.#begin(step, isFirst ? step : head, count, coverage);
    } else if (step > head - recentSteps) {
      numbers[slot.stale] = 0;
      correctStep(this.#memory, step, count, coverage);
    } else if ((numbers[slot.stale] = numbers[slot.stale]! + 1) >= recentSteps) {
      // So many in a row are no late posts: the clock was ahead, and time goes on from here.
      numbers[slot.stale] = 0;
      this.#begin(step, head, count, coverage);
    }
  }

  #begin(step: number, head: number, count: number, coverage: Coverage): void {
    const { numbers } = this.#memory;
    if (step !== head) this.#close(step);
    // Backwards nothing of what was recent is left.
    const leaving = step < head ? recentSteps : Math.min(recentSteps, step - head);
    for (let index = 1; index <= leaving; index++) {
      this.#leave(head - recentSteps + index);
    }
    for (let index = 0; index < leaving; index++) clearStep(this.#memory, step - index);
    if (step < head) rewind(this.#memory, step * this.#settings.stepMs);
    numbers[slot.head] = step;
    beginStep(this.#memory, step, count, coverage);
  }

  #close(next: number): void {
    const { numbers } = this.#memory;
    const { stepMs } = this.#settings;
    const heard = isHeard(this.#memory);
    const at = this.#head() * stepMs;
    countPeaks(this.#memory, at, stepMs, Math.max(0, next * stepMs - at), heard);
    if (!heard) return;
    passMoment(this.#memory, numbers[slot.heard]!, this.#least());
    numbers[slot.heard] = numbers[slot.heard]! + 1;
  }

  /** A step leaves the latest ones: by now nothing about it changes any more. */
  #leave(step: number): void {
    const { numbers } = this.#memory;
    const { stepMs } = this.#settings;
    const word = wordOf(this.#memory, step);
    const count = learnableIn(word);
    if (count >= 0) learnRhythm(this.#memory, step * stepMs, count, stepMs);
    const covered = coveredIn(word);
    const after = step === this.#head() ? -1 : coveredIn(wordOf(this.#memory, step + 1));
    if (covered < 0 || after < 0) return;
    const fading = halving(stepMs / noiseHalfLifeMs);
    const floor = this.#floor();
    numbers[slot.roughness] = numbers[slot.roughness]! * fading + (after === covered ? 0 : Math.abs(Math.log((floor + after) / (floor + covered))));
    numbers[slot.roughnessWeight] = numbers[slot.roughnessWeight]! * fading + 1;
  }

  /** Added to each count, so that the least rise is 1.5 deviations of chance where counts are small. */
  #floor(): number {
    return floorOf(this.#settings.leastRise);
  }

  /** Least rise that matters, larger where the series is noisy. */
  #least(): number {
    const { numbers } = this.#memory;
    const weight = numbers[slot.roughnessWeight]!;
    const noise = weight === 0 ? 0 : (numbers[slot.roughness]! / weight) * fromMeanDifference;
    return Math.max(this.#settings.leastRise, noiseDeviations * noise);
  }

  /** Holds the newest step against what is remembered. Returns how often a day chance brings it, and what it was held against. */
  #assess(at: number): { perDay: number; comparison: Comparison | null } {
    const { numbers, moments } = this.#memory;
    const floor = this.#floor();
    const highest = octaveMaxima(this.#memory);
    for (let octave = 0; octave < octaves; octave++) {
      const isSame = octave > 0 && highest[octave] === highest[octave - 1];
      moments[newestMoment + octave] = isSame ? moments[newestMoment + octave - 1]! : heightOf(highest[octave]!, floor);
    }
    const octave = findNearest(this.#memory, newestMoment);
    const perDay = chancePerDay(this.#memory, at, this.#settings.stepMs, this.#least());
    const nearest = numbers[slot.nearest]!;
    if (nearest < 0) return { perDay, comparison: null };
    const remembered = Math.max(0, Math.round(floor * (Math.exp(moments[nearest + octave]! / heightScale) - 1)));
    return { perDay, comparison: { from: octave === 0 ? 0 : 2 ** (octave - 1), to: octave === 0 ? 0 : 2 ** octave - 1, highest: Math.round(highest[octave]!), remembered } };
  }

  #lastHour(): { sum: number; height: number } {
    const { sum, highest } = lastSteps(this.#memory, Math.round(hourMs / this.#settings.stepMs));
    return { sum, height: Math.log(1 + highest / this.#floor()) };
  }

  #judge(watched: boolean): SeriesReport {
    const { numbers } = this.#memory;
    const { stepMs, alarmsPerDay, watchedAlarmsPerDay, coolDownMs, leastVolume } = this.#settings;
    const at = this.#head() * stepMs;
    const coverage = coverageOf(this.#memory);
    const expected = expectedAt(this.#memory, at);
    if (!isHeard(this.#memory)) {
      return { at, stepMs, count: null, lastHour: null, coverage, score: null, alarm: false, ongoing: numbers[slot.surgeEndsAt]! !== Number.POSITIVE_INFINITY, rise: 0, perDay: 1, expected, comparison: null };
    }
    const { perDay, comparison } = this.#assess(at);
    const cooled = !(Math.abs(at - numbers[slot.lastAlarmAt]!) < coolDownMs);
    const score = perDay < 1 && cooled && this.#lastHour().sum >= leastVolume ? 1 - perDay : 0;
    const alarm = score > 0 && score >= 1 - (watched ? watchedAlarmsPerDay : alarmsPerDay);
    const rise = numbers[slot.distance]!;
    let lastHour: number | null = null;
    if (alarm) {
      const hour = this.#lastHour();
      lastHour = hour.sum;
      raiseBar(this.#memory, at, this.#least());
      numbers[slot.lastAlarmAt] = at;
      numbers[slot.surgeEndsAt] = hour.height - rise / 2;
    } else if (numbers[slot.surgeEndsAt]! !== Number.POSITIVE_INFINITY && this.#lastHour().height <= numbers[slot.surgeEndsAt]!) {
      numbers[slot.surgeEndsAt] = Number.POSITIVE_INFINITY;
    }
    const ongoing = numbers[slot.surgeEndsAt]! !== Number.POSITIVE_INFINITY;
    return { at, stepMs, count: newestCount(this.#memory), lastHour, coverage, score, alarm, ongoing, rise, perDay: Math.min(1, perDay), expected, comparison };
  }
}

const heightOf = (count: number, floor: number): number => (count < 0 ? unknownHeight : Math.round(heightScale * Math.log(1 + count / floor)));

/** c of log(c + count): where counts are about c, the least rise is 1.5 Poisson deviations of their logarithm. */
const floorOf = (leastRise: number): number => (chanceDeviations / 2 / leastRise) ** 2;

/** The memory of a state, its heights brought to the present settings. */
function memoryOf(state: SeriesState, { stepMs, leastRise }: SeriesSettings): SeriesMemory {
  const memory = decodeMemory(state.bytes);
  if (state.stepMs !== stepMs) {
    throw new KashuvError('INPUT_INVALID', `the state is one of steps of ${state.stepMs} ms, not of ${stepMs}.`, { field: 'state.stepMs', fix: 'Keep stepMs, or begin anew and learn from history.' });
  }
  if (state.leastRise === leastRise) return memory;
  const before = floorOf(state.leastRise);
  const now = floorOf(leastRise);
  const { moments } = memory;
  moments.forEach((height, at) => {
    if (height !== unknownHeight) moments[at] = Math.round(heightScale * Math.log(1 + (before * Math.expm1(height / heightScale)) / now));
  });
  return memory;
}

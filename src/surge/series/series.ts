import { KashuvError } from '../../spec/errors.ts';
import { countPeaks, liftAt, raiseBar, raiseSuddenBar, recordPerDay, rewind, suddenBarAt } from './chance.ts';
import { dayMs, decodeMemory, emptyMemory, encodeMemory, halving, hourMs, momentsWaiting, newestMoment, recentSteps, slot, type SeriesMemory } from './layout.ts';
import { broughtTo, compareNewest, describeNewest, findNearest, passMoment } from './moments.ts';
import { beginStep, clearSteps, correctStep, countOfStep, coverageOf, coveredIn, isHeard, lastSteps, learnableIn, newestCount, slideOctaves, wordOf } from './recent.ts';
import { expectedAt, learnRhythm } from './rhythm.ts';
import { checkedState, type SeriesSettings } from './settings.ts';
import { leastDeviation, newestMinutes, passStep, passUnheard, reachDeviation, suddenHeightAt, suddenPerDay } from './sudden.ts';
import type { Coverage, Expected, SeriesReport, SeriesState, SeriesStep } from './types.ts';

/** The range of a Date. */
const farthestMs = 8.64e15;
/** A rise is at least so many deviations of the series' own noise, and of a Poisson count's, whichever is more. */
const noiseDeviations = 1.8;
const chanceDeviations = 1.5;
const noiseHalfLifeMs = 4 * dayMs;
/** A rise may be told of in two ways; chance brings the one or the other oftener than the first alone. Measured, see docs/surge.md. */
const waysFactor = 1.4;
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
    if (!isHeard(this.#memory)) return;
    const at = this.#head() * this.#settings.stepMs;
    const perDay = Math.min(this.#byRecord(at), this.#bySurprise(at, expectedAt(this.#memory, at)));
    if (!this.#isCool(at)) this.#goOn(at);
    else if (perDay <= this.#settings.alarmsPerDay) this.#raiseBars(at);
  }

  state(): SeriesState {
    const { stepMs, leastRise } = this.#settings;
    return { version: 2, stepMs, leastRise, bytes: encodeMemory(this.#memory) };
  }

  #head(): number {
    return this.#memory.numbers[slot.head]!;
  }

  #take({ at, count, coverage = 'full' }: SeriesStep): void {
    if (!(typeof at === 'number' && Math.abs(at) <= farthestMs)) throw new KashuvError('INPUT_INVALID', 'expected a time in epoch ms.', { field: 'at', fix: 'Pass the time of publication.' });
    if (!(count >= 0 && Number.isInteger(count))) throw new KashuvError('INPUT_INVALID', 'expected a whole number, 0 or more.', { field: 'count', fix: 'Pass how many there were in the step.' });
    if (coverage !== 'full' && coverage !== 'partly' && coverage !== 'none') throw new KashuvError('INPUT_INVALID', "expected 'full', 'partly' or 'none'.", { field: 'coverage', fix: 'Say how the step was covered, or leave it out.' });
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
    if (leaving === 1) slideOctaves(this.#memory);
    clearSteps(this.#memory, step, leaving);
    if (step < head) rewind(this.#memory, step * this.#settings.stepMs);
    numbers[slot.head] = step;
    beginStep(this.#memory, step, count, coverage);
  }

  #close(next: number): void {
    const { numbers } = this.#memory;
    const { stepMs } = this.#settings;
    const heard = isHeard(this.#memory);
    const at = this.#head() * stepMs;
    const passed = Math.max(0, next * stepMs - at);
    countPeaks(this.#memory, at, stepMs, passed, heard);
    if (!heard || passed > stepMs) passUnheard(this.#memory, heard ? passed - stepMs : passed);
    if (!heard) return;
    passStep(this.#memory, at, stepMs, this.#settings.alarmsPerDay);
    passMoment(this.#memory, numbers[slot.heard]!, this.#least(), () => this.#liftRemembered(at));
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

  /** Share of the least rise that is remembered. What raises an alarm is, be it less: else it would raise one day after day. */
  #liftRemembered(at: number): number {
    const { stepMs, alarmsPerDay, watchedAlarmsPerDay } = this.#settings;
    const isToldOf = Math.abs(at - this.#memory.numbers[slot.lastAlarmAt]!) <= momentsWaiting * stepMs;
    const perDay = isToldOf ? Math.max(alarmsPerDay, watchedAlarmsPerDay) : alarmsPerDay;
    return liftAt(this.#memory, stepMs, perDay / waysFactor);
  }

  /** How often a day chance brings what stands so high above all that is remembered. */
  #byRecord(at: number): number {
    describeNewest(this.#memory, this.#floor());
    findNearest(this.#memory, newestMoment);
    return waysFactor * recordPerDay(this.#memory, at, this.#settings.stepMs, this.#least());
  }

  /** How often a day chance brings it so suddenly. */
  #bySurprise(at: number, expected: Expected | null): number {
    const { stepMs, leastRise } = this.#settings;
    const deviation = reachDeviation(this.#memory, expected, stepMs);
    if (deviation === leastDeviation || this.#suddenRise(expected) < leastRise) return Number.POSITIVE_INFINITY;
    return suddenPerDay(this.#memory, deviation, suddenBarAt(this.#memory, at));
  }

  /** Logarithm of the factor by which the newest minutes exceed what was to be expected. */
  #suddenRise(expected: Expected | null): number {
    const { count, expected: usual, steps } = newestMinutes(this.#memory, expected, this.#settings.stepMs);
    const floor = this.#floor() * steps;
    return Math.log((floor + count) / (floor + usual));
  }

  /** No alarm was raised lately, and none of this step, however it fills up. */
  #isCool(at: number): boolean {
    const { coolDownMs, stepMs } = this.#settings;
    return !(Math.abs(at - this.#memory.numbers[slot.lastAlarmAt]!) < Math.max(coolDownMs, stepMs));
  }

  /** What comes next must be higher than this, in either way. */
  #raiseBars(at: number): void {
    raiseBar(this.#memory, at, this.#least());
    this.#goOn(at);
  }

  /** What was told of goes on. */
  #goOn(at: number): void {
    raiseSuddenBar(this.#memory, at, Math.log(this.#memory.numbers[slot.surprise]!) - suddenHeightAt(this.#memory, this.#settings.alarmsPerDay));
  }

  #stepsAnHour(): number {
    return Math.round(hourMs / this.#settings.stepMs);
  }

  #lastHour(): { sum: number; height: number } {
    const { sum, highest } = lastSteps(this.#memory, this.#stepsAnHour());
    return { sum, height: Math.log(1 + highest / this.#floor()) };
  }

  #judge(watched: boolean): SeriesReport {
    const { numbers } = this.#memory;
    const { stepMs, alarmsPerDay, watchedAlarmsPerDay, leastVolume } = this.#settings;
    const at = this.#head() * stepMs;
    const coverage = coverageOf(this.#memory);
    if (!isHeard(this.#memory)) {
      const ongoing = numbers[slot.surgeEndsAt]! !== Number.POSITIVE_INFINITY;
      return { at, stepMs, count: null, window: null, coverage, score: null, alarm: false, ongoing, rise: 0, perDay: 1, expected: expectedAt(this.#memory, at), comparison: null, sudden: null };
    }
    const expected = expectedAt(this.#memory, at);
    const record = this.#byRecord(at);
    const surprise = this.#bySurprise(at, expected);
    const perDay = Math.min(1, record, surprise);
    const isSudden = surprise < record;
    const isCool = this.#isCool(at);
    if (!isCool) this.#goOn(at);
    const score = perDay < 1 && isCool && this.#lastHour().sum >= leastVolume ? 1 - perDay : 0;
    const alarm = score > 0 && score >= 1 - (watched ? watchedAlarmsPerDay : alarmsPerDay);
    const comparison = record < 1 ? compareNewest(this.#memory, this.#floor()) : null;
    let window: SeriesReport['window'] = null;
    if (alarm) {
      const steps = Math.max(this.#stepsAnHour(), isSudden || comparison === null ? 0 : comparison.to + 1);
      window = { steps, count: lastSteps(this.#memory, steps).sum };
      this.#raiseBars(at);
      numbers[slot.lastAlarmAt] = at;
      numbers[slot.surgeEndsAt] = this.#lastHour().height - (isSudden ? this.#suddenRise(expected) : numbers[slot.distance]!) / 2;
    } else if (numbers[slot.surgeEndsAt]! !== Number.POSITIVE_INFINITY && this.#lastHour().height <= numbers[slot.surgeEndsAt]!) {
      numbers[slot.surgeEndsAt] = Number.POSITIVE_INFINITY;
    }
    const rise = numbers[slot.distance]!;
    return {
      at, stepMs, count: newestCount(this.#memory), window, coverage, score, alarm, rise, perDay, expected, comparison,
      ongoing: numbers[slot.surgeEndsAt]! !== Number.POSITIVE_INFINITY,
      sudden: isSudden ? newestMinutes(this.#memory, expected, stepMs) : null,
    };
  }
}

/** c of log(c + count): where counts are about c, the least rise is 1.5 Poisson deviations of their logarithm. */
const floorOf = (leastRise: number): number => (chanceDeviations / 2 / leastRise) ** 2;

/** The memory of a state, its heights brought to the present settings. */
function memoryOf(given: SeriesState, { stepMs, leastRise }: SeriesSettings): SeriesMemory {
  const state = checkedState(given);
  const memory = decodeMemory(state.bytes, state.version);
  if (state.stepMs !== stepMs) {
    throw new KashuvError('INPUT_INVALID', `the state is one of steps of ${state.stepMs} ms, not of ${stepMs}.`, { field: 'state.stepMs', fix: 'Keep stepMs, or begin anew and learn from history.' });
  }
  if (state.leastRise === leastRise) return memory;
  broughtTo(memory, floorOf(state.leastRise), floorOf(leastRise));
  return memory;
}

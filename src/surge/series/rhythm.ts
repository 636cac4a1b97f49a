import { dayMs, halving, hourMs, modulo, rhythmAt, slot, unlearned, type SeriesMemory } from './layout.ts';
import { learnableIn, wordOf } from './recent.ts';
import type { Expected } from './types.ts';

const hoursOfDay = 24;
const daysOfWeek = 7;
/** 1970 began on a Thursday. */
const firstDay = 4;
/** An hour of the day is remembered with half the weight after two weeks of such hours, a day of the week after four of such days. */
const hourHalfLife = 14;
const dayHalfLife = 4;
/** Counts without which a day of the week is held to be like any other. */
const assumedCounts = 20;
/** Half-life of the deviation, steps. */
const deviationHalfLife = 2000;
/** A step counts as no further away than this many deviations: a storm does not become what is usual. */
const farthest = 4;
/** On Anscombe's scale (1948) counts of chance have a spread of 1, whatever their mean. */
const chanceDeviation = 1;
const band = 1.96;
const latelySteps = 12;
/** From the mean absolute deviation to the standard deviation of a normal distribution. */
const fromMeanDeviation = Math.sqrt(Math.PI / 2);

export const stabilised = (count: number): number => 2 * Math.sqrt(count + 0.375);
const unstabilised = (height: number): number => Math.max(0, (height * height) / 4 - 0.375);

const hourCell = (at: number): number => rhythmAt + modulo(Math.floor(at / hourMs), hoursOfDay);
const dayCell = (at: number): number => rhythmAt + hoursOfDay + modulo(Math.floor(at / dayMs) + firstDay, daysOfWeek);

/** What a day of the week brings, as a multiple of what its hours alone would. */
function factorOf(numbers: Float64Array, day: number): number {
  return (numbers[day]! + assumedCounts) / (numbers[day + daysOfWeek]! + assumedCounts);
}

/** Learns from a step that leaves the latest ones: by then what comes late is in it, and a surge does not explain itself. */
export function learnRhythm({ numbers }: SeriesMemory, at: number, count: number, stepMs: number): void {
  const hour = hourCell(at);
  const day = dayCell(at);
  const stepsAnHour = hourMs / stepMs;
  const learned = numbers[slot.learned]!;
  const mean = numbers[hour]! === unlearned ? count : numbers[hour]!;
  const factor = factorOf(numbers, day);
  const usual = stabilised(mean * factor);
  const reach = farthest * spreadOf(numbers);
  const away = Math.min(Math.max(stabilised(count) - usual, -reach), reach);
  const tamed = unstabilised(usual + away);
  const deviationGain = gainOf(deviationHalfLife, learned);
  const fading = halving(1 / (dayHalfLife * stepsAnHour * hoursOfDay));
  numbers[slot.deviation] = numbers[slot.deviation]! + (Math.abs(away) - numbers[slot.deviation]!) * deviationGain;
  numbers[hour] = mean + (tamed / factor - mean) * gainOf(hourHalfLife * stepsAnHour, learned / hoursOfDay);
  numbers[day] = numbers[day]! * fading + tamed;
  numbers[day + daysOfWeek] = numbers[day + daysOfWeek]! * fading + mean;
  numbers[slot.learned] = learned + 1;
}

const spreadOf = (numbers: Float64Array): number => Math.max(chanceDeviation, numbers[slot.deviation]! * fromMeanDeviation);

/** Weight of the next one of a fading mean, which is a plain mean in the beginning. */
const gainOf = (halfLife: number, before: number): number => Math.max(Math.LN2 / halfLife, 1 / (before + 1));

/** Mean of a step at this hour and on this day of the week, or as it was lately where this hour was never heard; null where nothing was. */
export function usualAt(memory: SeriesMemory, at: number): number | null {
  const { numbers } = memory;
  const mean = numbers[hourCell(at)]!;
  return mean === unlearned ? lately(memory) : mean * factorOf(numbers, dayCell(at));
}

/** What the newest step should bring. */
export function expectedAt(memory: SeriesMemory, at: number): Expected | null {
  const { numbers } = memory;
  const count = usualAt(memory, at);
  if (count === null) return null;
  const spread = band * spreadOf(numbers);
  const middle = stabilised(count);
  return { count, low: Math.floor(unstabilised(Math.max(0, middle - spread))), high: Math.ceil(unstabilised(middle + spread)) };
}

/** Mean of the steps before the newest, for an hour of the day that was never heard. */
function lately(memory: SeriesMemory): number | null {
  const head = memory.numbers[slot.head]!;
  let sum = 0;
  let known = 0;
  for (let lag = 1; lag <= latelySteps; lag++) {
    const count = learnableIn(wordOf(memory, head - lag));
    if (count < 0) continue;
    sum += count;
    known += 1;
  }
  return known === 0 ? null : sum / known;
}

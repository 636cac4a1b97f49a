import { dayMs, halving, hourMs, slot, type SeriesMemory } from './layout.ts';
import { shownBefore, sumOfLast } from './recent.ts';
import { stabilised, usualAt } from './rhythm.ts';
import type { Expected, Sudden } from './types.ts';

/**
 * A sudden rise: what the newest minutes brought above what was to be expected, in deviations of chance, held against the farthest of each past day. The
 * logarithms of these are taken to be distributed like the largest of many (Gumbel 1935), with a spread that is `assumedSpread` until days tell.
 */
const minutesMs = 10 * 60_000;
const excessHalfLifeMs = 6 * hourMs;
const daysHalfLife = 28;
const leastDays = 7;
const assumedSpread = 0.3;
const assumedDays = 8;
/** Below one deviation of chance nothing is told apart. */
export const leastDeviation = 1;
/** Mean of Gumbel's distribution (Euler's constant), and its scale where the standard deviation is 1. */
const gumbelMean = 0.577_216;
const gumbelScale = Math.sqrt(6) / Math.PI;

/** Steps that make the newest minutes. */
const windowOf = (stepMs: number): number => Math.max(1, Math.round(minutesMs / stepMs));

/** What a step of the newest minutes was to bring: by its hour, and by what the last hours brought above theirs. */
const usualOf = ({ numbers }: SeriesMemory, expected: Expected | null): number => (expected?.count ?? 0) + Math.max(0, numbers[slot.excess]!);

/** What the newest minutes brought, and were to bring. */
export function newestMinutes(memory: SeriesMemory, expected: Expected | null, stepMs: number): Sudden {
  const steps = windowOf(stepMs);
  const usual = usualOf(memory, expected);
  return { count: sumOfLast(memory, steps, usual), expected: usual * steps, steps };
}

/** Writes how far the newest minutes stand above what was to be expected, in deviations of chance, and takes it into their day. */
export function reachDeviation(memory: SeriesMemory, expected: Expected | null, stepMs: number): number {
  const { numbers } = memory;
  const steps = windowOf(stepMs);
  const usual = usualOf(memory, expected);
  const count = sumOfLast(memory, steps, usual);
  const deviation = expected === null || count <= usual * steps ? leastDeviation : Math.max(leastDeviation, stabilised(count) - stabilised(usual * steps));
  numbers[slot.surprise] = deviation;
  if (deviation > numbers[slot.farthest]!) numbers[slot.farthest] = deviation;
  return deviation;
}

/** How high the days before went, on the log scale. */
function farthestOfDays({ numbers }: SeriesMemory): { middle: number; spread: number } | null {
  const days = numbers[slot.farDays]!;
  if (days < leastDays) return null;
  const middle = numbers[slot.farSum]! / days;
  const squares = Math.max(0, numbers[slot.farSquares]! - days * middle * middle) * (days / (days - 1));
  const spread = Math.sqrt((squares + assumedDays * assumedSpread * assumedSpread) / (days + assumedDays));
  // The middle itself is known from so many days only.
  return { middle, spread: spread * Math.sqrt(1 + 1 / days) };
}

/** How often a day chance brings a sudden rise of this deviation. Infinity: it is not known yet, or once a day and oftener. `bar`: what the last alarm takes off its logarithm. */
export function suddenPerDay(memory: SeriesMemory, deviation: number, bar: number): number {
  const days = farthestOfDays(memory);
  if (days === null) return Number.POSITIVE_INFINITY;
  const perDay = Math.exp(-gumbelMean - (Math.log(deviation) - bar - days.middle) / (days.spread * gumbelScale));
  return perDay < 1 ? perDay : Number.POSITIVE_INFINITY;
}

/** Logarithm of the deviation that chance brings so often a day; Infinity where that is not known yet. */
export function suddenHeightAt(memory: SeriesMemory, perDay: number): number {
  const days = farthestOfDays(memory);
  return days === null ? Number.POSITIVE_INFINITY : days.middle + days.spread * gumbelScale * (-Math.log(perDay) - gumbelMean);
}

/** Time in which nothing was heard: what hours before it brought above theirs counts the less. */
export function passUnheard({ numbers }: SeriesMemory, ms: number): void {
  numbers[slot.excess] = numbers[slot.excess]! * halving(ms / excessHalfLifeMs);
}

/** A step was closed. With the last of a day the day joins the days before; how far it went counts no further than an alarm, for a crisis does not become what is usual. */
export function passStep(memory: SeriesMemory, at: number, stepMs: number, alarmsPerDay: number): void {
  const { numbers } = memory;
  const lag = windowOf(stepMs) - 1;
  const before = shownBefore(memory, lag);
  const usual = before < 0 ? null : usualAt(memory, at - lag * stepMs);
  if (usual !== null) numbers[slot.excess] = numbers[slot.excess]! + (before - usual - numbers[slot.excess]!) * ((Math.LN2 * stepMs) / excessHalfLifeMs);
  if ((numbers[slot.heard]! + 1) % Math.round(dayMs / stepMs) !== 0) return;
  // A day on which nothing stood out at all was silent, or hardly heard: it says nothing of how far chance goes.
  if (numbers[slot.farthest]! <= leastDeviation) return;
  const height = Math.min(Math.log(numbers[slot.farthest]!), suddenHeightAt(memory, alarmsPerDay));
  const fading = halving(1 / daysHalfLife);
  numbers[slot.farDays] = numbers[slot.farDays]! * fading + 1;
  numbers[slot.farSum] = numbers[slot.farSum]! * fading + height;
  numbers[slot.farSquares] = numbers[slot.farSquares]! * fading + height * height;
  numbers[slot.farthest] = 0;
}

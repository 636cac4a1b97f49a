import { dayMs, halving, slot, type SeriesMemory } from './layout.ts';

/**
 * How often chance brings a rise. Measured on simulated counts (Poisson, and overdispersed up to a variance of mean + mean²; 0.03 to 300 a
 * step with a day and night), 3 to 56 days after the start: peaks over memory of `lift` times the least rise come
 * (calm + early / days) × lift^-6 times a day. A record among n days is the rarer the larger n is, hence the second part.
 */
const earlyPeaks = 0.7;
const calmPerDay = 1 / 90;
/** Share of the peaks that stand so high. */
const shareAbove = (lift: number): number => 1 / (lift * lift * lift) ** 2;
/** A series' own peaks correct the first part, each by as much as it may be one of chance; that many are taken for granted beforehand. */
const assumedPeaks = 2;
const peaksHalfLifeMs = 28 * dayMs;
const peakSpacingMs = dayMs / 2;
/** Who has listened for less than two days may not have seen the busiest hours; in the beginning these can bring ten times as much. */
const unseenMs = 2 * dayMs;
const unseenFactor = Math.log(10);
/** After an alarm the next one must be higher; what it must be higher by halves in two days. */
const barHalfLifeMs = 2 * dayMs;

/** Time listened, as far as steps were heard. */
const heardMs = ({ numbers }: SeriesMemory, stepMs: number): number => (numbers[slot.heard]! + 1) * stepMs;

/** What is left by then of a bar. */
const left = ({ numbers }: SeriesMemory, bar: number, at: number): number => (bar === 0 ? 0 : bar * halving((at - numbers[slot.barAt]!) / barHalfLifeMs));

/** What the next sudden rise must exceed: all of it for a day, for an echo is not remembered as a record is. */
export const suddenBarAt = (memory: SeriesMemory, at: number): number => left(memory, memory.numbers[slot.suddenBar]!, Math.max(memory.numbers[slot.barAt]!, at - dayMs));

/** How often a day chance brings a peak of one least rise. `heard`: time listened. */
const peaksPerDay = ({ numbers }: SeriesMemory, heard: number): number => (assumedPeaks + numbers[slot.peaks]!) / (assumedPeaks / calmPerDay + numbers[slot.days]!) + earlyPeaks / (heard / dayMs);

/** Lift that chance brings so often a day; 1 where it is more. */
export function liftAt(memory: SeriesMemory, stepMs: number, perDay: number): number {
  const peaks = peaksPerDay(memory, heardMs(memory, stepMs));
  return peaks >= perDay ? 1 : Math.sqrt(Math.cbrt(peaks / perDay));
}

/** How often a day chance brings a rise over all that is remembered like that of the newest step. Writes how high it stands above the least rise. */
export function recordPerDay(memory: SeriesMemory, at: number, stepMs: number, least: number): number {
  const { numbers } = memory;
  const heard = heardMs(memory, stepMs);
  const unseen = heard < unseenMs ? unseenFactor * (1 - heard / unseenMs) : 0;
  const lift = (numbers[slot.distance]! - left(memory, numbers[slot.bar]!, at) - unseen) / least;
  numbers[slot.lift] = Math.max(0, lift);
  if (lift <= 0) return Number.POSITIVE_INFINITY;
  return peaksPerDay(memory, heard) * shareAbove(lift);
}

/** A rise was told of: the next one must exceed it. */
export function raiseBar(memory: SeriesMemory, at: number, least: number): void {
  const { numbers } = memory;
  const before = suddenBarAt(memory, at);
  numbers[slot.bar] = Math.max(left(memory, numbers[slot.bar]!, at), numbers[slot.distance]! - least);
  numbers[slot.suddenBar] = before;
  numbers[slot.barAt] = at;
}

/** What was told of goes on: a sudden rise after it must exceed its height. `above`: how far it stands above what raises an alarm, on the log scale. */
export function raiseSuddenBar(memory: SeriesMemory, at: number, above: number): void {
  const { numbers } = memory;
  if (!(above > suddenBarAt(memory, at))) return;
  numbers[slot.bar] = left(memory, numbers[slot.bar]!, at);
  numbers[slot.suddenBar] = above;
  numbers[slot.barAt] = at;
}

/** Takes the newest step into the series' own rate of peaks. `passed`: time until the next step, ms. */
export function countPeaks({ numbers }: SeriesMemory, at: number, stepMs: number, passed: number, isHeard: boolean): void {
  const fading = halving(passed / peaksHalfLifeMs);
  if (isHeard) {
    numbers[slot.days] = numbers[slot.days]! + stepMs / dayMs;
    const lift = numbers[slot.lift]!;
    if (lift >= 1 && at - numbers[slot.lastPeakAt]! >= peakSpacingMs) {
      numbers[slot.peaks] = numbers[slot.peaks]! + shareAbove(lift);
      numbers[slot.lastPeakAt] = at;
    }
  }
  numbers[slot.peaks] = numbers[slot.peaks]! * fading;
  numbers[slot.days] = numbers[slot.days]! * fading;
}

/** Time fell back: nothing was told of after `at`. */
export function rewind({ numbers }: SeriesMemory, at: number): void {
  for (const time of [slot.barAt, slot.lastPeakAt, slot.lastAlarmAt]) numbers[time] = Math.min(numbers[time]!, at);
}

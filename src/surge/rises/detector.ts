import type { Surge } from '../../spec/incident.ts';
import type { TrackerSettings } from '../settings.ts';
import { addToBin, copyBins, countOf, makeBins, sumOfBins, type BinsState } from './bins.ts';

export const fineMs = 5 * 60_000;
export const hourMs = 60 * 60_000;
const fineInHour = hourMs / fineMs;
const day = 24;

/** The windows a rise is looked for in, in fine bins: 15 minutes, an hour, six hours. */
const windows = [3, 12, 72] as const;
export const longestWindow = 72;
/** Hours the baseline is learned from: two weeks, the older the less they weigh (half after a week). */
const remembered = 14 * day;
/** How much less an hour weighs than the one after it. */
const fading = 2 ** (-1 / (7 * day));
/** The last hours are kept out of the baseline, so that a rise does not explain itself. */
const recent = 6;
const minimumHours = 12;
/** Who has listened for less than half a day may know only the night: an hour of the day can bring ten times as much. */
const halfDayMs = 12 * hourMs;
const fromNightToDay = 10;
/** After a surge the next one must be higher; what it must be higher by halves in two days. */
const barHalfLifeMs = 48 * hourMs;

/** What an hour of a series usually brings. */
export interface Baseline {
  /** Voices an hour. */
  expected: number;
  /** Spread of an hour on the square-root scale; 1 is what chance alone gives. */
  spread: number;
  /** True before the warm-up is over: `expected` is then `times` the busiest hour so far. */
  provisional: boolean;
  times: number;
  /** Hours it rests on. */
  hours: number;
}

/** One series: how many spoke per five minutes and per hour, what is usual, and the last surge. */
export interface CountsState {
  fine: BinsState;
  hours: BinsState;
  baseline: Baseline;
  bar: { height: number; at: number };
  surgedAt: number | null;
}

/** How far a window lies above the usual, in robust deviations. */
export interface Deviation {
  windowMs: number;
  observed: number;
  expected: number;
  score: number;
}

export function makeCounts(): CountsState {
  return {
    fine: makeBins(longestWindow),
    hours: makeBins(remembered + recent),
    baseline: { expected: 0, spread: 1, provisional: true, times: 1, hours: 0 },
    bar: { height: 0, at: 0 },
    surgedAt: null,
  };
}

export function copyCounts(series: CountsState): CountsState {
  return { ...series, fine: copyBins(series.fine), hours: copyBins(series.hours), baseline: { ...series.baseline }, bar: { ...series.bar } };
}

export const fineBinOf = (at: number): number => Math.floor(at / fineMs);
export const hourOf = (at: number): number => Math.floor(at / hourMs);
/** A silence this long leaves nothing of what was usual. */
export const memoryMs = remembered * hourMs;

export function countVoice(series: CountsState, at: number): void {
  addToBin(series.fine, fineBinOf(at), 1);
  addToBin(series.hours, hourOf(at), 1);
}

/** Learns anew what is usual; done once an hour. `since`: publication time from which on the series is complete. `isCovered`: every source was heard in that hour; what was not is not known to be calm. */
export function learnBaseline(series: CountsState, since: number, now: number, settings: TrackerSettings, isCovered: (hour: number) => boolean): void {
  const { hours } = series;
  const last = hourOf(now) - recent - 1;
  const first = Math.max(hourOf(since), hourOf(now) - remembered - recent);
  const learned: number[] = [];
  for (let hour = last; hour >= first; hour--) if (isCovered(hour)) learned.push(hour);
  const known = learned.length;
  let busiest = 0;
  // The hour before this one may belong to the rise.
  for (let hour = first; hour <= hourOf(now) - 2; hour++) busiest = Math.max(busiest, countOf(hours, hour));
  if (now - since < settings.warmUpMs || known < minimumHours) {
    const times = now - since < halfDayMs ? fromNightToDay : 3;
    series.baseline = { expected: times * busiest, spread: 1, provisional: true, times, hours: Math.floor((now - since) / hourMs) };
    return;
  }
  const weighed = learned.map((hour) => ({ count: countOf(hours, hour), weight: fading ** (last - hour) }));
  const busy = upperDecile(weighed);
  // Hours busier than nine in ten count like the ninth: a past storm does not become what is usual.
  const cap = Math.max(1, busy);
  let sum = 0;
  let weights = 0;
  for (const { count, weight } of weighed) {
    sum += weight * Math.min(count, cap);
    weights += weight;
  }
  const expected = sum / weights;
  const spread = Math.max(1, (stabilised(busy) - stabilised(expected)) / 1.2816);
  series.baseline = { expected, spread, provisional: false, times: 1, hours: known };
}

/** The count that nine tenths of the (weighted) hours do not exceed. */
function upperDecile(hours: readonly { count: number; weight: number }[]): number {
  const weightOf = new Map<number, number>();
  let all = 0;
  for (const { count, weight } of hours) {
    weightOf.set(count, (weightOf.get(count) ?? 0) + weight);
    all += weight;
  }
  let above = 0;
  for (const count of [...weightOf.keys()].sort((a, b) => b - a)) {
    above += weightOf.get(count) ?? 0;
    if (above > all / 10) return count;
  }
  return 0;
}

/**
 * Anscombe's square root (1948): counts of chance have a spread of 1 on this scale, however large they are, and a few
 * voices where none was expected stay a few deviations.
 */
function stabilised(count: number): number {
  return 2 * Math.sqrt(count + 0.375);
}

/** How unusual `observed` voices are in a window of `bins` fine bins. Part of the spread beyond chance grows with the window. */
function deviate(baseline: Baseline, observed: number, bins: number): Deviation {
  const share = bins / fineInHour;
  const expected = baseline.expected * share;
  const spread = Math.sqrt(1 + (baseline.spread ** 2 - 1) * share);
  return { windowMs: bins * fineMs, observed, expected, score: (stabilised(observed) - stabilised(expected)) / spread };
}

/** The most unusual of the windows that end with the fine bin `end`. `counts` may be those of a part of the series. */
export function strongestRise(baseline: Baseline, counts: BinsState, end: number): Deviation {
  let strongest: Deviation | null = null;
  for (const bins of windows) {
    const found = deviate(baseline, sumOfBins(counts, end, bins), bins);
    if (strongest === null || found.score > strongest.score) strongest = found;
  }
  return strongest ?? deviate(baseline, 0, fineInHour);
}

/** Time in which there is no whole hour yet that a rise could be held against. */
const blindMs = 3 * hourMs;

/**
 * Is this a surge? Higher than the threshold and the last one's bar, and not within the cool-down. While nothing is learned
 * yet, `critical` (enough negative voices among the judged) and an absolute number of them are asked for as well.
 */
export function isSurge(series: CountsState, rise: Deviation, at: number, since: number, settings: TrackerSettings, critical: () => boolean): boolean {
  if (rise.score < settings.threshold + barAt(series, at)) return false;
  if (series.surgedAt !== null && at - series.surgedAt < settings.coolDownMs) return false;
  if (!series.baseline.provisional) return true;
  const least = settings.warmUpMinimum * (at - since < blindMs ? 10 : 1);
  return sumOfBins(series.fine, fineBinOf(at), fineInHour) >= least && critical();
}

/** Says what rose, from what, and by how much. */
export function surgeOf(what: 'volume' | 'negative', rise: Deviation, at: number, { baseline }: CountsState): Surge {
  const { windowMs, observed, expected, score } = rise;
  const voices = what === 'negative' ? 'negative voices' : 'voices';
  const usual = baseline.provisional
    ? `no baseline yet (${baseline.hours} h listened), held against ${baseline.times} times the busiest hour so far: ${expected.toFixed(1)}`
    : `${expected.toFixed(1)} expected from ${baseline.hours} h`;
  return { at, series: what, windowMs, observed, expected, score, why: `${observed} ${voices} in ${windowMs / 60_000} min, ${usual}: ${score.toFixed(1)} deviations` };
}

/** Remembers a surge. */
export function recordSurge(series: CountsState, rise: Deviation, at: number, settings: TrackerSettings): void {
  series.bar = { height: Math.max(barAt(series, at), rise.score - settings.threshold), at };
  series.surgedAt = at;
}

function barAt(series: CountsState, at: number): number {
  if (series.surgedAt === null) return 0;
  return series.bar.height * 2 ** (-Math.max(0, at - series.bar.at) / barHalfLifeMs);
}

/**
 * Velocity of an incident from the deviations of its own voices above what the brand usually gets: 0 below 2.5 (within what
 * chance brings), 1 below 5 (raised), 2 below 10 (a surge), 3 from 10 on. Bands are a design choice (rules.md §5.1 asks for z bands).
 */
export function velocityOf(score: number): 0 | 1 | 2 | 3 {
  if (score < 2.5) return 0;
  if (score < 5) return 1;
  return score < 10 ? 2 : 3;
}

/** How unusual a count is against an expected one where nothing but chance is known of its spread. */
export function plainDeviation(observed: number, expected: number): number {
  return stabilised(observed) - stabilised(expected);
}

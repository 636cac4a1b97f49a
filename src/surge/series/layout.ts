import { KashuvError } from '../../spec/errors.ts';

export const hourMs = 60 * 60_000;
export const dayMs = 24 * hourMs;

/** The remainder, from 0 on. */
export const modulo = (value: number, by: number): number => value - by * Math.floor(value / by);

/** What is left after so many half-lives; for a step's small part of one the tangent does. */
export const halving = (halfLives: number): number => (halfLives < 0.001 ? 1 - Math.LN2 * halfLives : Math.exp(-Math.LN2 * halfLives));

/** Steps that are kept one by one: with steps of five minutes 5 h 20 min. */
export const recentSteps = 64;
/** Octaves of lags a moment is described by: this step, the one before, the two before that … the 32 that end 64 steps ago. */
export const octaves = 7;
/** Moments that are remembered. */
const momentsKept = 40;
/** Moments that wait to be remembered. */
export const momentsWaiting = 8;
/** Hours of the day, then days of the week: what they brought, then what their hours alone would have. */
const rhythmCells = 24 + 7 + 7;

/** Single numbers of a series, by their place. Times are epoch ms; a step is known by its number, time divided by its width. */
export const slot = {
  /** Newest step. NaN: nothing was heard yet. */
  head: 0,
  /** Steps closed that were heard. */
  heard: 1,
  /** Moments remembered. */
  moments: 2,
  lastAlarmAt: 3,
  /** What the next alarm must exceed the least rise by, and when that was set; see `barAt`. */
  bar: 4,
  barAt: 5,
  /** Own peaks and days listened, both fading. */
  peaks: 6,
  days: 7,
  lastPeakAt: 8,
  /** Differences between neighbouring steps on the log scale: their fading sum and weight. */
  roughness: 9,
  roughnessWeight: 10,
  /** Deviation from the rhythm on the square-root scale, fading mean; and steps the rhythm was learned from. */
  deviation: 11,
  learned: 12,
  /** A surge goes on until the last hour is at or below this height. Infinity: none goes on. */
  surgeEndsAt: 13,
  /** Steps in a row that were too old to be counted. */
  stale: 14,
  /** As last looked for: the distance from the nearest moment, and where that stands. Then how high the newest step stands above the least rise. */
  distance: 15,
  nearest: 16,
  lift: 17,
  /** Farthest that a few minutes of this day stood above what was expected, in deviations of chance; see sudden.ts. */
  farthest: 18,
  /** The same of the days before, as logarithms: their fading number, sum, and sum of squares. */
  farDays: 19,
  farSum: 20,
  farSquares: 21,
  /** What the logarithm of the next sudden rise must exceed what raises an alarm by, set at `barAt`. */
  suddenBar: 22,
  /** What the hours before the newest minutes brought above what was usual at their hour: a fading mean of a step. */
  excess: 23,
  /** As last looked for: how far the newest minutes stand above what was to be expected, in deviations of chance. */
  surprise: 24,
  /** Highest words of the two widest octaves, kept from step to step but not in a state; `unsought` where they must be looked for anew. */
  wide: 25,
  widest: 26,
} as const;
const numberCount = 27;

/** How a block of memory is divided: single numbers before the rhythm, moments remembered. Behind these stands that of the newest step, then those that wait. */
interface Shape {
  numbers: number;
  moments: number;
}
const shape: Shape = { numbers: numberCount, moments: momentsKept };
/** As states of version 1 have it: a series' sudden rises were not looked at. */
const shapeBefore: Shape = { numbers: 18, moments: 46 };
const recentBytes = 4 * recentSteps;
const numbersIn = ({ numbers }: Shape): number => numbers + rhythmCells;
const momentCellsIn = ({ moments }: Shape): number => octaves * (moments + 1 + momentsWaiting);
const bytesOf = (of: Shape): number => 8 * numbersIn(of) + recentBytes + 2 * momentCellsIn(of);

/** All that is kept of one series: one block of memory, seen three ways. Its size never changes. */
export interface SeriesMemory {
  /** Single numbers (`slot`), then the rhythm. */
  numbers: Float64Array;
  /** Counts of the latest steps with how they were covered; step `n` lies at `n` modulo the length. */
  recent: Int32Array;
  /** Heights of the remembered moments, the most recently met first. */
  moments: Uint16Array;
}

/** First place of the rhythm among the numbers. */
export const rhythmAt = numberCount;
export const newestMoment = momentsKept * octaves;
export const firstWaiting = newestMoment + octaves;

function viewsOf(buffer: ArrayBuffer, of = shape): SeriesMemory {
  const numbersBytes = 8 * numbersIn(of);
  return {
    numbers: new Float64Array(buffer, 0, numbersIn(of)),
    recent: new Int32Array(buffer, numbersBytes, recentSteps),
    moments: new Uint16Array(buffer, numbersBytes + recentBytes, momentCellsIn(of)),
  };
}

export function emptyMemory(): SeriesMemory {
  const memory = viewsOf(new ArrayBuffer(bytesOf(shape)));
  const { numbers } = memory;
  numbers[slot.head] = Number.NaN;
  numbers[slot.lastAlarmAt] = numbers[slot.lastPeakAt] = Number.NEGATIVE_INFINITY;
  numbers[slot.surgeEndsAt] = Number.POSITIVE_INFINITY;
  numbers[slot.wide] = numbers[slot.widest] = unsought;
  memory.recent.fill(nothingKnown);
  numbers.fill(unlearned, rhythmAt, rhythmAt + 24);
  return memory;
}

/** Word of a step that nobody said anything about; see recent.ts. */
export const nothingKnown = -1;
/** No word is so low. */
export const unsought = Number.NEGATIVE_INFINITY;
/** Mean of an hour of the day that was never heard. */
export const unlearned = -1;

export function encodeMemory({ numbers }: SeriesMemory): string {
  const memory = viewsOf(numbers.buffer.slice(0) as ArrayBuffer);
  memory.numbers[slot.wide] = memory.numbers[slot.widest] = unsought;
  return Buffer.from(memory.numbers.buffer).toString('base64');
}

/** Throws INPUT_INVALID where it is not what `encodeMemory` wrote, in this version or the one before. */
export function decodeMemory(bytes: string, version: 1 | 2): SeriesMemory {
  const of = version === 1 ? shapeBefore : shape;
  const read = Buffer.from(bytes, 'base64');
  if (read.length === bytesOf(of)) {
    const memory = viewsOf(Uint8Array.from(read).buffer, of);
    const moments = memory.numbers[slot.moments]!;
    const isSound = memory.numbers.every((number, at) => at === slot.head || !Number.isNaN(number));
    if (isSound && Number.isInteger(moments) && moments >= 0 && moments <= of.moments) return version === 1 ? broughtOver(memory) : memory;
  }
  throw new KashuvError('INPUT_INVALID', 'not the state of a series.', { field: 'state.bytes', fix: 'Pass what state() returned, unchanged.' });
}

/** A memory of version 1 as one of now: of the days before nothing is known yet, and the moments not met for longest are forgotten. */
function broughtOver(old: SeriesMemory): SeriesMemory {
  const memory = emptyMemory();
  memory.numbers.set(old.numbers.subarray(0, shapeBefore.numbers));
  memory.numbers.set(old.numbers.subarray(shapeBefore.numbers), rhythmAt);
  memory.recent.set(old.recent);
  const kept = Math.min(old.numbers[slot.moments]!, momentsKept);
  memory.numbers[slot.moments] = kept;
  memory.moments.set(old.moments.subarray(0, kept * octaves));
  memory.moments.set(old.moments.subarray(shapeBefore.moments * octaves), newestMoment);
  return memory;
}

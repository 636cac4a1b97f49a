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
const momentsKept = 46;
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
} as const;
const numberCount = 18;

const numbersBytes = 8 * (numberCount + rhythmCells);
const recentBytes = 4 * recentSteps;
/** Behind the moments remembered stands that of the newest step, then those that wait. */
const momentRows = momentsKept + 1 + momentsWaiting;
const momentBytes = 2 * octaves * momentRows;
const totalBytes = numbersBytes + recentBytes + momentBytes;

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

function viewsOf(buffer: ArrayBuffer): SeriesMemory {
  return {
    numbers: new Float64Array(buffer, 0, numberCount + rhythmCells),
    recent: new Int32Array(buffer, numbersBytes, recentSteps),
    moments: new Uint16Array(buffer, numbersBytes + recentBytes, octaves * momentRows),
  };
}

export function emptyMemory(): SeriesMemory {
  const memory = viewsOf(new ArrayBuffer(totalBytes));
  const { numbers } = memory;
  numbers[slot.head] = Number.NaN;
  numbers[slot.lastAlarmAt] = numbers[slot.lastPeakAt] = Number.NEGATIVE_INFINITY;
  numbers[slot.surgeEndsAt] = Number.POSITIVE_INFINITY;
  memory.recent.fill(nothingKnown);
  numbers.fill(unlearned, rhythmAt, rhythmAt + 24);
  return memory;
}

/** Word of a step that nobody said anything about; see recent.ts. */
export const nothingKnown = -1;
/** Mean of an hour of the day that was never heard. */
export const unlearned = -1;

export function encodeMemory({ numbers }: SeriesMemory): string {
  return Buffer.from(numbers.buffer).toString('base64');
}

/** Throws INPUT_INVALID where it is not what `encodeMemory` wrote. */
export function decodeMemory(bytes: string): SeriesMemory {
  const read = Buffer.from(bytes, 'base64');
  const buffer = new ArrayBuffer(totalBytes);
  if (read.length === totalBytes) new Uint8Array(buffer).set(read);
  const memory = viewsOf(buffer);
  const moments = memory.numbers[slot.moments]!;
  const sound = memory.numbers.every((number, at) => at === slot.head || !Number.isNaN(number));
  if (read.length === totalBytes && sound && Number.isInteger(moments) && moments >= 0 && moments <= momentsKept) return memory;
  throw new KashuvError('INPUT_INVALID', 'not the state of a series.', { field: 'state.bytes', fix: 'Pass what state() returned, unchanged.' });
}

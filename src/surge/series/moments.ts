import { firstWaiting, momentsWaiting, newestMoment, octaves, slot, type SeriesMemory } from './layout.ts';
import { octaveMaxima } from './recent.ts';
import type { Comparison } from './types.ts';

/** Heights are logarithms in steps of 1/2048, so that two bytes hold any count. */
const heightScale = 2048;
/** Nothing is known of an octave: in moments not yet remembered. Remembered ones are filled from their neighbours. */
const unknownHeight = 65_535;

const heightOf = (count: number, floor: number): number => (count < 0 ? unknownHeight : Math.round(heightScale * Math.log(1 + count / floor)));
const countAt = (height: number, floor: number): number => floor * Math.expm1(height / heightScale);

/** Heights of small counts by floor: most counts are small, and a logarithm costs more than a look. */
const lowCounts = 1024;
const mostFloors = 8;
const lowHeights = new Map<number, Uint16Array>();

function lowHeightsOf(floor: number): Uint16Array {
  let heights = lowHeights.get(floor);
  if (heights === undefined) {
    heights = Uint16Array.from({ length: lowCounts }, (_, count) => heightOf(count, floor));
    if (lowHeights.size >= mostFloors) lowHeights.clear();
    lowHeights.set(floor, heights);
  }
  return heights;
}

/** Writes the moment that the newest step is. `floor`: added to each count, see series.ts. */
export function describeNewest(memory: SeriesMemory, floor: number): void {
  const { moments } = memory;
  const highest = octaveMaxima(memory);
  const low = lowHeightsOf(floor);
  for (let octave = 0; octave < octaves; octave++) {
    const count = highest[octave]!;
    // What is spread over a silence is no whole number.
    moments[newestMoment + octave] = count >= 0 && count < lowCounts && count === Math.floor(count) ? low[count]! : heightOf(count, floor);
  }
}

/** Finds the remembered moment that the one at `moment` exceeds least, where a moment is exceeded by the most of any octave. Writes distance and place. */
export function findNearest({ numbers, moments }: SeriesMemory, moment: number): void {
  const kept = numbers[slot.moments]! * octaves;
  let best = Number.POSITIVE_INFINITY;
  let nearest = -1;
  for (let row = 0; row < kept; row += octaves) {
    let distance = 0;
    for (let at = 0; at < octaves; at++) {
      const over = overAt(moments, moment, row, at);
      if (over > distance) {
        distance = over;
        if (distance >= best) break;
      }
    }
    if (distance < best) {
      best = distance;
      nearest = row;
      if (distance === 0) break;
    }
  }
  numbers[slot.distance] = nearest < 0 ? 0 : best / heightScale;
  numbers[slot.nearest] = nearest;
}

/** How far a moment exceeds another in an octave. */
function overAt(moments: Uint16Array, moment: number, row: number, octave: number): number {
  const height = moments[moment + octave]!;
  return height === unknownHeight ? 0 : height - moments[row + octave]!;
}

/** The newest moment beside the nearest, in the octave that decides; null where nothing is remembered. */
export function compareNewest({ numbers, moments }: SeriesMemory, floor: number): Comparison | null {
  const row = numbers[slot.nearest]!;
  if (row < 0) return null;
  let octave = 0;
  for (let other = 1; other < octaves; other++) if (overAt(moments, newestMoment, row, other) > overAt(moments, newestMoment, row, octave)) octave = other;
  return {
    from: octave === 0 ? 0 : 2 ** (octave - 1),
    to: octave === 0 ? 0 : 2 ** octave - 1,
    highest: Math.round(countAt(moments[newestMoment + octave]!, floor)),
    remembered: Math.max(0, Math.round(countAt(moments[row + octave]!, floor))),
  };
}

/** Brings all heights from one floor to another. */
export function broughtTo({ moments }: SeriesMemory, before: number, now: number): void {
  moments.forEach((height, at) => {
    if (height !== unknownHeight) moments[at] = heightOf(countAt(height, before), now);
  });
}

/**
 * The newest step is over. Its moment waits for eight steps before it is remembered, so that a rise is held against what was before it began, and
 * not against its own beginning. `lift`: share of the least rise that is remembered, asked only where it matters.
 */
export function passMoment(memory: SeriesMemory, heard: number, least: number, lift: () => number): void {
  const { moments, numbers } = memory;
  const waiting = firstWaiting + (heard % momentsWaiting) * octaves;
  if (heard >= momentsWaiting) {
    findNearest(memory, waiting);
    if (numbers[slot.nearest]! < 0 || numbers[slot.distance]! > least || (numbers[slot.distance]! > 0 && numbers[slot.distance]! > least * lift())) remember(memory, waiting);
    else recall(memory);
  }
  for (let at = 0; at < octaves; at++) moments[waiting + at] = moments[newestMoment + at]!;
}

/** One that is remembered was met again: it is the last to be forgotten. */
function recall({ numbers, moments }: SeriesMemory): void {
  const row = numbers[slot.nearest]!;
  for (let at = 0; at < octaves && row > 0; at++) {
    const height = moments[row + at]!;
    for (let place = row + at; place >= octaves; place -= octaves) moments[place] = moments[place - octaves]!;
    moments[at] = height;
  }
}

/** Remembers a moment, forgets those it covers, and where there are too many the one not met for longest. */
function remember({ numbers, moments }: SeriesMemory, moment: number): void {
  // An octave that was not heard is taken to have been as high as the one nearest to it in time.
  for (let at = moment + 1; at < moment + octaves; at++) if (moments[at] === unknownHeight) moments[at] = moments[at - 1]!;
  const end = numbers[slot.moments]! * octaves;
  let kept = 0;
  for (let row = 0; row < end; row += octaves) {
    if (covers(moments, moment, row)) continue;
    if (kept !== row) moments.copyWithin(kept, row, row + octaves);
    kept += octaves;
  }
  kept = Math.min(kept, newestMoment - octaves);
  moments.copyWithin(octaves, 0, kept);
  moments.copyWithin(0, moment, moment + octaves);
  numbers[slot.moments] = kept / octaves + 1;
}

function covers(moments: Uint16Array, moment: number, row: number): boolean {
  for (let at = 0; at < octaves; at++) if (moments[moment + at]! < moments[row + at]!) return false;
  return true;
}

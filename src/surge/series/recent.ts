import { modulo, nothingKnown, octaves, recentSteps, slot, unsought, type SeriesMemory } from './layout.ts';
import type { Coverage } from './types.ts';

/** Most that is counted in a step; what is above is taken as this. */
const mostCounted = 2 ** 29 - 1;
/** 64 is a power of two: a place wraps by its lowest bits. */
const places = recentSteps - 1;

/** What is known of a step. */
const code = {
  /** Nobody said anything about it; its word is `nothingKnown`. */
  missing: 0,
  /** Its count is how many steps the silence has lasted. */
  silent: 1,
  /** Was silent in its time and became known later: counts for what is usual, never for a surge. */
  late: 2,
  /** The first after a silence: what piled up meanwhile may be in it. */
  catchingUp: 3,
  /** A lower bound. */
  partly: 4,
  full: 5,
} as const;
/**
 * A word is a count with what is known of it. Those that are evidence of a surge are not negative, and in the order of their counts: 2 × count, and 1 if
 * it is full. The others are the complement of 4 × count and their code.
 */
const kindOf = (word: number): number => (word < 0 ? ~word & 3 : code.partly + (word & 1));
const placeOf = (step: number): number => modulo(step, recentSteps);
const countIn = (word: number): number => (word < 0 ? ~word >>> 2 : word >>> 1);

/** Word of a step among the latest. */
export const wordOf = ({ recent }: SeriesMemory, step: number): number => recent[placeOf(step)]!;

/** What was counted of a step among the latest; 0 where nobody said anything about it. */
export const countOfStep = (memory: SeriesMemory, step: number): number => {
  const word = wordOf(memory, step);
  return word === nothingKnown || kindOf(word) === code.silent ? 0 : countIn(word);
};

/** Count of a word from which what is usual may be learned; -1: none may. */
export function learnableIn(word: number): number {
  const known = kindOf(word);
  return known === code.full || known === code.late ? countIn(word) : -1;
}

/** Count of a word that was covered in its time; -1: it was not. */
export const coveredIn = (word: number): number => (kindOf(word) === code.full ? countIn(word) : -1);

const newCode: Readonly<Record<Coverage, number>> = { full: code.full, partly: code.partly, none: code.silent };

/** Steps a silence has lasted that goes on after `step`; 0: it was heard, or nobody said anything about it. */
function silentUntil(memory: SeriesMemory, step: number): number {
  const word = wordOf(memory, step);
  return kindOf(word) === code.silent ? Math.max(1, countIn(word)) : 0;
}

/** Begins the newest step. The steps between it and the one before must have been cleared. */
export function beginStep(memory: SeriesMemory, step: number, count: number, coverage: Coverage): void {
  if (coverage === 'none') write(memory, step, code.silent, silentUntil(memory, step - 1) + 1);
  else write(memory, step, kindOf(wordOf(memory, step - 1)) === code.silent ? code.catchingUp : newCode[coverage], count);
}

/** Nothing of these steps is known, the newest of them and those before it. A silence goes on until something is heard. */
export function clearSteps(memory: SeriesMemory, newest: number, count: number): void {
  const { recent, numbers } = memory;
  const head = numbers[slot.head]!;
  if (count === 1) recent[placeOf(newest)] = nothingKnown;
  if (count < 2) return;
  const silent = newest > head ? silentUntil(memory, head) : 0;
  for (let lag = 0; lag < count; lag++) {
    if (silent > 0 && lag > 0) write(memory, newest - lag, code.silent, silent + newest - lag - head);
    else recent[placeOf(newest - lag)] = nothingKnown;
  }
  numbers[slot.wide] = numbers[slot.widest] = unsought;
}

/** The newest step is about to have one after it: each of the two widest octaves loses its oldest step and takes one in. */
export function slideOctaves({ recent, numbers }: SeriesMemory): void {
  const head = placeOf(numbers[slot.head]!);
  slide(numbers, slot.wide, recent[(head - 15) & places]!, recent[(head - 31) & places]!);
  slide(numbers, slot.widest, recent[(head - 31) & places]!, recent[(head - 63) & places]!);
}

function slide(numbers: Float64Array, at: number, entering: number, leaving: number): void {
  const most = numbers[at]!;
  if (most === unsought) return;
  if (entering >= most) numbers[at] = entering;
  else if (leaving === most) numbers[at] = unsought;
}

/** Takes a better count of a step that has begun. */
export function correctStep(memory: SeriesMemory, step: number, count: number, coverage: Coverage): void {
  const word = wordOf(memory, step);
  const known = kindOf(word);
  const isNewest = step === memory.numbers[slot.head];
  if (coverage === 'none') return write(memory, step, code.silent, silentUntil(memory, step - 1) + 1);
  if (known === code.catchingUp) return write(memory, step, known, count);
  // It was silent, and so were those before it that were filled since.
  if (isNewest && known === code.silent && kindOf(wordOf(memory, step - 1)) === code.late) return write(memory, step, code.catchingUp, count);
  if (isNewest) return beginStep(memory, step, count, coverage);
  if (known === code.silent || known === code.late) return write(memory, step, code.late, count);
  // What a partly covered step lacked is caught up with: no more may come of it than it showed in its time.
  if (known === code.partly && count > countIn(word)) return;
  write(memory, step, newCode[coverage], count);
}

function write({ recent, numbers }: SeriesMemory, step: number, known: number, count: number): void {
  const counted = Math.min(count, mostCounted);
  if (step <= numbers[slot.head]! - 16) numbers[slot.wide] = numbers[slot.widest] = unsought;
  recent[placeOf(step)] = known < code.partly ? ~((counted << 2) | known) : (counted << 1) | (known - code.partly);
}

/** Is the newest step known at all? */
export function isHeard(memory: SeriesMemory): boolean {
  const known = kindOf(wordOf(memory, memory.numbers[slot.head]!));
  return known !== code.missing && known !== code.silent;
}

/** How the newest step was covered. */
export function coverageOf(memory: SeriesMemory): Coverage {
  const known = kindOf(wordOf(memory, memory.numbers[slot.head]!));
  if (known === code.full) return 'full';
  return known === code.missing || known === code.silent ? 'none' : 'partly';
}

export const newestCount = (memory: SeriesMemory): number => countIn(wordOf(memory, memory.numbers[slot.head]!));

/** What the newest step shows: after a silence no more than its share, were all of it spread over the silence. */
function newestShown(memory: SeriesMemory): number {
  const head = memory.numbers[slot.head]!;
  const word = wordOf(memory, head);
  if (kindOf(word) !== code.catchingUp) return countIn(word);
  let steps = 1;
  for (let lag = 1; lag < recentSteps; lag++) {
    const before = wordOf(memory, head - lag);
    const known = kindOf(before);
    // One that was filled afterwards was silent when this one came.
    if (known !== code.silent && known !== code.late) break;
    steps = Math.max(steps, lag + (known === code.silent ? Math.max(1, countIn(before)) : 1));
  }
  return countIn(word) / steps;
}

/** Looked into anew for each step, so that none has to be made. */
const highest = new Float64Array(octaves);

/** Highest count in each octave of lags; -1 where nothing of an octave is known. Overwritten by the next call. */
export function octaveMaxima(memory: SeriesMemory): Readonly<Float64Array> {
  const { recent, numbers } = memory;
  const head = placeOf(numbers[slot.head]!);
  highest[0] = newestShown(memory);
  for (let octave = 1; octave < octaves - 2; octave++) highest[octave] = countOrNone(highestWord(recent, head, octave));
  if (numbers[slot.wide] === unsought) numbers[slot.wide] = highestWord(recent, head, octaves - 2);
  if (numbers[slot.widest] === unsought) numbers[slot.widest] = highestWord(recent, head, octaves - 1);
  highest[octaves - 2] = countOrNone(numbers[slot.wide]!);
  highest[octaves - 1] = countOrNone(numbers[slot.widest]!);
  return highest;
}

const countOrNone = (word: number): number => (word < 0 ? -1 : word >>> 1);

/** Highest word of an octave; negative where nothing of it is known. */
function highestWord(recent: Int32Array, head: number, octave: number): number {
  let most = -1;
  for (let lag = 1 << (octave - 1), end = 1 << octave; lag < end; lag++) {
    const word = recent[(head - lag) & places]!;
    if (word > most) most = word;
  }
  return most;
}

/** Sum of what the last `steps` steps show, where one that shows nothing counts as `usual`. */
export function sumOfLast(memory: SeriesMemory, steps: number, usual: number): number {
  const head = placeOf(memory.numbers[slot.head]!);
  let sum = newestShown(memory);
  for (let lag = 1; lag < steps; lag++) {
    const word = memory.recent[(head - lag) & places]!;
    sum += word < 0 ? usual : word >>> 1;
  }
  return sum;
}

/** What the step `lag` before the newest shows; -1: nothing. */
export const shownBefore = ({ recent, numbers }: SeriesMemory, lag: number): number => {
  const word = recent[(placeOf(numbers[slot.head]!) - lag) & places]!;
  return word < 0 ? -1 : word >>> 1;
};

/** Sum of what the last `steps` steps show, and the highest of them. */
export function lastSteps(memory: SeriesMemory, steps: number): { sum: number; highest: number } {
  const head = memory.numbers[slot.head]!;
  let sum = newestShown(memory);
  let highest = sum;
  for (let lag = 1; lag < steps; lag++) {
    const word = wordOf(memory, head - lag);
    if (word < 0) continue;
    sum += countIn(word);
    highest = Math.max(highest, countIn(word));
  }
  return { sum, highest };
}

import { SKETCH, UNKNOWN, type Fingerprint } from './fingerprint.ts';

/**
 * What makes a text of so many words a copy: how much of it the longer has, and how much longer that may be. In a short text one other
 * word is another message, and short texts are found in long ones by chance.
 */
const RULES: readonly { words: number; least: number; longest: (words: number) => number }[] = [
  { words: 12, least: 0.75, longest: () => Infinity },
  { words: 9, least: 0.85, longest: (words) => words * 2 },
  { words: 0, least: 0.9, longest: (words) => words + 1 },
];
/** Of two texts at most so far apart in length neither is a part of the other: one that denies what the other does not is no copy. */
const SAME_LENGTH = 1 / 8;
/** From so many words on a number or name that differs is one of many. */
const LONG = 40;

/**
 * How much of the shorter text the longer has too: the share of its words and pairs of neighbouring words, 0–1, as the sketches tell it.
 * Null where it is no copy: too little, or another number, name or denial in the same words.
 */
export function likenessOf(one: Fingerprint, other: Fingerprint): number | null {
  const words = Math.min(one.words, other.words);
  const rule = RULES.find((candidate) => words >= candidate.words);
  if (rule === undefined || Math.max(one.words, other.words) > rule.longest(words)) return null;
  const likeness = shareOf(one, other);
  if (likeness < rule.least) return null;
  if (words < LONG && (differ(one.numbers, other.numbers, one.numbers, other.numbers) || differ(one.names, other.names, one.capitals, other.capitals))) return null;
  const whole = one.negations !== UNKNOWN && other.negations !== UNKNOWN;
  if (whole && one.negations !== other.negations && Math.abs(one.words - other.words) <= Math.max(2, Math.max(one.words, other.words) * SAME_LENGTH)) return null;
  return likeness;
}

/** Each has something that is not among what the other has: not more was said, but something else. */
function differ(one: number, other: number, amongOne: number, amongOther: number): boolean {
  return (one & ~amongOther) !== 0 && (other & ~amongOne) !== 0;
}

const LOWEST = 0x11111111;

function shareOf(one: Fingerprint, other: Fingerprint): number {
  let either = 0;
  let filled = 0;
  let same = 0;
  for (let at = 0; at < SKETCH; at += 1) {
    const a = one.sketch[at] as number;
    const b = other.sketch[at] as number;
    const inA = someOf(a);
    const inB = someOf(b);
    either += count(inA | inB);
    filled += count(inA & inB);
    same += count(inA & inB & ~someOf(a ^ b));
  }
  // Where both have something, two different hashes look the same once in 15.
  const jaccard = either === 0 ? 0 : Math.max(0, (same - (filled - same) / 14) / either);
  const shared = (jaccard * (one.features + other.features)) / (1 + jaccard);
  return Math.min(1, shared / Math.min(one.features, other.features));
}

/** The lowest bit of each group of four that is not zero. */
function someOf(classes: number): number {
  return (classes | (classes >>> 1) | (classes >>> 2) | (classes >>> 3)) & LOWEST;
}

/** How many groups have their lowest bit set: eight at most. */
function count(lowest: number): number {
  return Math.imul(lowest, LOWEST) >>> 28;
}

import { tokenise } from '../lib/tokens.ts';
import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import { checkText } from './given.ts';

/**
 * How alike two texts are, 0–1: the share of word pairs they have in common (Dice, with multiplicity). Case, vowel points and
 * punctuation do not matter; another name in the greeting hardly does. Works for every language written with blanks.
 */
export function similarity(a: string, b: string): number {
  checkText('a', a);
  checkText('b', b);
  return dice(shingle(a), shingle(b));
}

/** The earlier texts that are at least `max` like `text`, most alike first, then in their order. */
export function tooSimilar(text: string, earlier: readonly string[], max: number): { index: number; similarity: number }[] {
  checkText('text', text);
  if (!Array.isArray(earlier)) throw new KashuvError('INPUT_INVALID', `expected a list of texts, got ${show(earlier)}.`, { field: 'earlier', fix: 'Give the texts of earlier replies.' });
  earlier.forEach((other, index) => checkText(`earlier[${index}]`, other));
  if (typeof max !== 'number' || !(max >= 0 && max <= 1)) throw new KashuvError('INPUT_INVALID', `expected a share, got ${show(max)}.`, { field: 'max', fix: 'Give a number from 0 to 1, such as 0.7.' });
  const own = shingle(text);
  return (earlier as readonly string[])
    .map((other, index) => ({ index, similarity: dice(own, shingle(other)) }))
    .filter((one) => one.similarity >= max)
    .sort((one, other) => other.similarity - one.similarity);
}

interface Shingles {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

function shingle(text: string): Shingles {
  const words = tokenise(text).map((token) => token.norm);
  const counts = new Map<string, number>();
  // The last word stands alone, so that a single word can be compared.
  words.forEach((_, index) => {
    const pair = words.slice(index, index + 2).join(' ');
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  });
  return { counts, size: words.length };
}

function dice(a: Shingles, b: Shingles): number {
  if (a.size + b.size === 0) return 1;
  let common = 0;
  for (const [pair, count] of a.counts) common += Math.min(count, b.counts.get(pair) ?? 0);
  return (2 * common) / (a.size + b.size);
}

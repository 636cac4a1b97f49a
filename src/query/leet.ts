import type { Span } from '../spec/fact.ts';

/** Digits and signs that are written for letters. */
const SIGNS: Readonly<Record<string, string>> = {
  4: 'a', '@': 'a', 8: 'b', 3: 'e', '€': 'e', 6: 'g', 9: 'g', 1: 'il', '!': 'il', '|': 'il', 0: 'o', 5: 's', $: 's', 7: 't', '+': 't', 2: 'z',
};
const RUN = /[A-Za-z0-9@€!|$+]{3,64}/g;
const LETTER = /[a-z]/;
const SIGN = /[0-9@€!|$+]/;
const WORD_UNIT = /[\p{L}\p{N}\p{M}]/u;
/** Around a word these are more often punctuation. */
const BEFORE = /^[@!|+]+/;
const AFTER = /[!|+]+$/;

/** Words in leetspeak: `4cm3`, `@cme` and `ACM€` for `acme`. A digit or sign has to be in place of a letter; the plain word is found elsewhere. */
export class LeetWords {
  readonly #bySkeleton = new Map<string, { word: string; number: number }[]>();

  get size(): number {
    return this.#bySkeleton.size;
  }

  /** `word`: folded. */
  add(word: string, number: number): void {
    const skeleton = skeletonOf(word);
    const known = this.#bySkeleton.get(skeleton);
    if (known === undefined) this.#bySkeleton.set(skeleton, [{ word, number }]);
    else known.push({ word, number });
  }

  /** Numbers of the words written so in a text, with places in it. */
  *find(text: string): Generator<{ number: number; span: Span }> {
    for (const { 0: run, index } of text.matchAll(RUN)) {
      if (!SIGN.test(run) || WORD_UNIT.test(text.charAt(index - 1)) || WORD_UNIT.test(text.charAt(index + run.length))) continue;
      for (const { from, to } of cuts(run)) {
        const written = run.slice(from, to).toLowerCase();
        for (const { word, number } of this.#bySkeleton.get(skeletonOf(written)) ?? []) {
          if (stands(written, word)) yield { number, span: { start: index + from, end: index + to } };
        }
      }
    }
  }
}

/** The run, and without what may be punctuation around it. */
function cuts(run: string): { from: number; to: number }[] {
  const from = BEFORE.exec(run)?.[0].length ?? 0;
  const to = run.length - (AFTER.exec(run)?.[0].length ?? 0);
  const list = [{ from: 0, to: run.length }];
  if (to < run.length) list.push({ from: 0, to });
  if (from > 0) list.push({ from, to: run.length });
  if (from > 0 && to < run.length && from < to) list.push({ from, to });
  return list;
}

/** One letter for each sign and for the letters it may stand for. */
function skeletonOf(text: string): string {
  let skeleton = '';
  for (const unit of text) {
    const letter = (SIGNS[unit] ?? unit).charAt(0);
    skeleton += letter === 'l' ? 'i' : letter;
  }
  return skeleton;
}

/** Each letter itself or a sign for it, one sign and one letter at least. */
function stands(written: string, word: string): boolean {
  let signs = 0;
  for (let index = 0; index < word.length; index += 1) {
    const unit = written.charAt(index);
    const letter = word.charAt(index);
    if (unit === letter) continue;
    if (SIGNS[unit]?.includes(letter) !== true) return false;
    signs += 1;
  }
  return signs > 0 && LETTER.test(written);
}

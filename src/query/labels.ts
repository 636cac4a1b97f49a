import { foldWord } from './fold.ts';
import { GlobIndex } from './globs.ts';
import { readings, type Reading } from './readings.ts';
import { isPattern } from './terms.ts';
import { WordFilter } from './word-filter.ts';

/** What a word of a text is looked up as: a reading of it, a pattern, or the word as it is spelled. */
export type Label = Reading;

/** Words whose labels are kept. */
const MOST_KEPT = 20_000;
/** Longest of them. V8 cuts longer ones out of a text without a copy, and such a word would keep its whole post in memory. */
const LONGEST_KEPT = 12;

/** Under which names words of a text are looked up: their readings, patterns that fit them, and themselves as they are spelled; of these the ones that some query asks for. */
export class Labels {
  readonly #patterns = new GlobIndex();
  readonly #learnt = new Set<string>();
  readonly #kept = new Map<string, readonly Label[]>();
  /** Tells most plain words that nobody asks for. */
  readonly plain = new WordFilter();

  /** Takes note of a word that some query asks for. */
  learn(word: string): void {
    if (this.#learnt.has(word)) return;
    this.#learnt.add(word);
    this.#kept.clear();
    if (isPattern(word)) {
      this.#patterns.add(word);
      this.plain.addPattern(word);
    } else this.plain.add(word.startsWith('{') ? foldWord(word.slice(1, -1)) : word);
  }

  of(word: string): readonly Label[] {
    const known = this.#kept.get(word);
    if (known !== undefined) return known;
    const labels = this.#labelsOf(word);
    if (word.length > LONGEST_KEPT) return labels;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(word, labels);
    return labels;
  }

  #labelsOf(word: string): readonly Label[] {
    const labels: Label[] = [];
    const fitting = new Map<string, Label>();
    for (const reading of readings(word)) {
      if (this.#learnt.has(reading.key)) labels.push(reading);
      for (const pattern of this.#fitting(reading.key)) if (!fitting.has(pattern)) fitting.set(pattern, { ...reading, key: pattern });
    }
    labels.push(...fitting.values());
    const exact = `{${word}}`;
    if (this.#learnt.has(exact)) labels.push({ key: exact, skip: 0 });
    return labels.length === 0 ? NONE : labels;
  }

  #fitting(key: string): string[] {
    const patterns: string[] = [];
    if (this.#patterns.size > 0) this.#patterns.find(key, patterns);
    return patterns;
  }
}

const NONE: readonly Label[] = [];

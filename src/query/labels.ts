import { readings } from './fold.ts';
import { GlobIndex } from './globs.ts';
import { isPattern } from './terms.ts';

/** What a word of a text is looked up as; `skip`: Hebrew prefix letters left out in front. */
export interface Label {
  readonly key: string;
  readonly skip: number;
}

/** Words whose labels are kept. */
const MOST_KEPT = 20_000;

/** Under which names words of a text are looked up: their readings, patterns that fit them, and themselves as they are spelled. */
export class Labels {
  readonly #patterns = new GlobIndex();
  readonly #learnt = new Set<string>();
  readonly #kept = new Map<string, readonly Label[]>();

  /** No query asks for more than folded words. */
  get onlyFolded(): boolean {
    return this.#learnt.size === 0;
  }

  /** Takes note of a word that some query asks for. */
  learn(word: string): void {
    if (this.#learnt.has(word) || (!isPattern(word) && !word.startsWith('{'))) return;
    this.#learnt.add(word);
    this.#kept.clear();
    if (isPattern(word)) this.#patterns.add(word);
  }

  of(word: string): readonly Label[] {
    const known = this.#kept.get(word);
    if (known !== undefined) return known;
    const labels: Label[] = readings(word);
    const fitting = new Map<string, number>();
    for (const { key, skip } of labels) for (const pattern of this.#fitting(key)) if (!fitting.has(pattern)) fitting.set(pattern, skip);
    for (const [key, skip] of fitting) labels.push({ key, skip });
    const exact = `{${word}}`;
    if (this.#learnt.has(exact)) labels.push({ key: exact, skip: 0 });
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(word, labels);
    return labels;
  }

  #fitting(key: string): string[] {
    const patterns: string[] = [];
    if (this.#patterns.size > 0) this.#patterns.find(key, patterns);
    return patterns;
  }
}

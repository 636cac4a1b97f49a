import type { SaidOnce } from './term-table.ts';

/** Mentions remembered at least; twice as many at most. */
const KEPT = 1_000;

/** A mention and the terms that were counted for it. */
export interface RecentMention extends SaidOnce {
  print: number | null;
  terms: number[];
}

/** The latest mentions: what was said together, by whom, and what one of them counted for if its words are taken back. */
export class RecentMentions {
  #mentions: Map<string, RecentMention>;
  #prints: Set<number>;

  constructor(state: readonly RecentMention[] = []) {
    this.#mentions = new Map(structuredClone([...state]).map((one) => [one.mention, one]));
    this.#prints = printsOf(this.#mentions.values());
  }

  get(mention: string): RecentMention | undefined {
    return this.#mentions.get(mention);
  }

  values(): IterableIterator<RecentMention> {
    return this.#mentions.values();
  }

  /** Whether one of them had the same words. */
  hasPrint(print: number): boolean {
    return this.#prints.has(print);
  }

  add(one: RecentMention): void {
    this.#mentions.set(one.mention, one);
    if (one.print !== null) this.#prints.add(one.print);
    if (this.#mentions.size < 2 * KEPT) return;
    // Half of them at once: taking the first out of a Map one by one is what would cost time.
    this.#mentions = new Map([...this.#mentions].slice(-KEPT));
    this.#prints = printsOf(this.#mentions.values());
  }

  remove(mention: string): void {
    const one = this.#mentions.get(mention);
    this.#mentions.delete(mention);
    if (one?.print != null) this.#prints.delete(one.print);
  }

  /** Whether the author said the term in one of them. */
  said(author: number, key: number): boolean {
    for (const one of this.#mentions.values()) if (one.author === author && one.terms.includes(key)) return true;
    return false;
  }

  state(): RecentMention[] {
    return structuredClone([...this.#mentions.values()]);
  }
}

function printsOf(mentions: Iterable<RecentMention>): Set<number> {
  const prints = new Set<number>();
  for (const { print } of mentions) if (print !== null) prints.add(print);
  return prints;
}

import { styleCounter, type StyleCounts } from '../lib/language-style.ts';
import type { LanguagePack } from '../spec/language.ts';
import type { Post } from '../spec/post.ts';

/** Counts how posts are spoken, in the languages there are packs of. No word of them is kept. */
export class Styles {
  readonly #counters: ReadonlyMap<string, (text: string) => StyleCounts>;

  constructor(packs: readonly LanguagePack[]) {
    this.#counters = new Map(
      packs.flatMap((pack) => {
        const counter = styleCounter(pack);
        return counter === null ? [] : [[pack.code, counter] as const];
      }),
    );
  }

  /** null: in a language whose words are not counted. */
  of({ text, language }: Post): StyleCounts | null {
    return this.#counters.get(language.code)?.(text) ?? null;
  }
}

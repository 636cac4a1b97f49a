import { RecentKeys } from '../../lib/recent-keys.ts';

/** Objects remembered, the latest. */
const REMEMBERED = 20_000;

/** What is known of an object: whose it is, and when its words are from, epoch ms. */
export interface Version {
  readonly id: string;
  readonly author: string;
  readonly at: number;
}

/** Objects that were taken in: so that a delivery that comes late, or again, turns nothing back, and nobody takes back what is another's. */
export class TakenObjects {
  readonly #known = new RecentKeys<Version>(REMEMBERED);

  /** Newer words, or words of another author under the same id, are known. */
  outdates({ id, author, at }: Version): boolean {
    const known = this.#known.get(id);
    return known !== undefined && (known.author !== author || known.at > at);
  }

  knows(id: string): boolean {
    return this.#known.get(id) !== undefined;
  }

  isOfAnother(id: string, author: string): boolean {
    const known = this.#known.get(id);
    return known !== undefined && known.author !== author;
  }

  remember(version: Version): void {
    this.#known.set(version.id, version);
  }
}

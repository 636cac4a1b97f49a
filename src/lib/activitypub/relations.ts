import { digest } from '../digest.ts';
import type { ActivityPubKeep } from './keep.ts';

/** Followers kept; who comes later is accepted and not listed. */
const MOST_FOLLOWERS = 10_000;

const FOLLOWERS = 'followers';
const blockKey = (actor: string): string => `blocked-by/${digest(actor)}`;

/** Letters of one author that are kept in mind; older ones are known until they are deleted. */
const MOST_LETTERS = 1_000;
const lettersKey = (author: string): string => `private-of/${digest(author)}`;
const letterKey = (post: string): string => `private/${digest(post)}`;

/** Who follows the account, who blocks it, and whose the posts are that only it and few others see: not every server shows these again. */
export class Relations {
  readonly #keep: ActivityPubKeep;
  /** One at a time: a list is read and written again. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(keep: ActivityPubKeep) {
    this.#keep = keep;
  }

  followers(): Promise<string[]> {
    return this.#list(FOLLOWERS);
  }

  follow(actor: string): Promise<void> {
    return this.#change((followers) => (followers.includes(actor) || followers.length >= MOST_FOLLOWERS ? followers : [...followers, actor]));
  }

  unfollow(actor: string): Promise<void> {
    return this.#change((followers) => followers.filter((one) => one !== actor));
  }

  async block(actor: string): Promise<void> {
    await this.#keep.set(blockKey(actor), 'true');
  }

  async unblock(actor: string): Promise<void> {
    await this.#keep.delete(blockKey(actor));
  }

  async isBlockedBy(actor: string): Promise<boolean> {
    return (await this.#keep.get(blockKey(actor))) !== null;
  }

  /** By its id; the words are not kept. */
  rememberPrivate(post: string, author: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#keep.set(letterKey(post), JSON.stringify(author));
      const letters = await this.#list(lettersKey(author));
      if (!letters.includes(letterKey(post))) await this.#keep.set(lettersKey(author), JSON.stringify([...letters, letterKey(post)].slice(-MOST_LETTERS)));
    });
  }

  async forgetPrivate(post: string): Promise<void> {
    await this.#keep.delete(letterKey(post));
  }

  /** They follow no longer, and of their private posts nothing is known. Who blocked the account stays unknown to all but themselves: a digest, so that nobody writes to them. */
  async forget(author: string): Promise<void> {
    await this.unfollow(author);
    await this.#inTurn(async () => {
      for (const letter of await this.#list(lettersKey(author))) await this.#keep.delete(letter);
      await this.#keep.delete(lettersKey(author));
    });
  }

  /** The author of a private post; null: none of that id is known. */
  async authorOfPrivate(post: string): Promise<string | null> {
    const kept: unknown = JSON.parse((await this.#keep.get(letterKey(post))) ?? 'null');
    return typeof kept === 'string' ? kept : null;
  }

  #change(change: (followers: string[]) => string[]): Promise<void> {
    return this.#inTurn(async () => {
      const before = await this.followers();
      const after = change(before);
      if (after.length !== before.length) await this.#keep.set(FOLLOWERS, JSON.stringify(after));
    });
  }

  async #list(key: string): Promise<string[]> {
    const kept: unknown = JSON.parse((await this.#keep.get(key)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}

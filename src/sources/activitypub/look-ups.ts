import type { Collection, Object as VocabularyObject } from '@fedify/fedify/vocab';
import { partsOf, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import { addressOf } from '../../lib/activitypub/address.ts';
import { Gone, type Documents } from '../../lib/activitypub/documents.ts';
import { fetched, fetchedActor, readingOf, type Reading } from '../../lib/activitypub/reading.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { PushSource } from '../../spec/plugin.ts';
import type { PostInput } from '../../spec/post.ts';
import { authorOf, isPost, toPost } from './post.ts';

/** Steps up to the root, and pages of answers that are asked for. */
const MAX_ABOVE = 40;
const MAX_PAGES = 20;

/** `thread` and `author`, asked of the servers where they are with the account's signature. */
export function lookUps(account: ActivityPubAccount, documents: Documents, maxThread: number): Required<Pick<PushSource, 'thread' | 'author'>> {
  return {
    async thread(ref, context) {
      const reading = readingOf(await partsOf(account).fedify(), documents, context);
      const found = await present('ref', ref, () => fetched(addressIn('ref', ref), reading));
      const thread = new Thread(reading, maxThread);
      await thread.add(found);
      const root = await thread.climb(found);
      await thread.descend(root);
      return thread.posts();
    },
    async author(id, context) {
      const reading = readingOf(await partsOf(account).fedify(), documents, context);
      return authorOf(await present('id', id, () => fetchedActor(addressIn('id', id), reading)));
    },
  };
}

function addressIn(field: string, value: string): string {
  const address = addressOf(value);
  if (address === null) throw new KashuvError('INPUT_INVALID', 'expected an address.', { field, fix: 'Give an id of this source.' });
  return address.href;
}

async function present<T>(field: string, id: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Gone) throw new KashuvError('INPUT_INVALID', `${id} is not there any more.`, { field });
    throw error;
  }
}

/** A conversation as far as its servers show it: what they do not is left out, and never taken for the end of the rest. */
class Thread {
  readonly #reading: Reading;
  readonly #most: number;
  readonly #found = new Map<string, PostInput>();
  readonly #above: string[] = [];

  constructor(reading: Reading, most: number) {
    this.#reading = reading;
    this.#most = most;
  }

  /** From the root down. */
  posts(): PostInput[] {
    const above = this.#above.flatMap((id) => this.#found.get(id) ?? []);
    return [...above, ...[...this.#found.values()].filter(({ id }) => !this.#above.includes(id))];
  }

  async add(object: VocabularyObject): Promise<void> {
    if (this.#found.size >= this.#most || !isPost(object, this.#reading) || this.#found.has(object.id.href)) return;
    const author = object.attributionId;
    if (author === null || author.origin !== object.id.origin) return;
    const actor = await this.#shown(() => fetchedActor(author.href, this.#reading));
    const post = actor === null ? '' : await toPost(object, actor, this.#reading);
    if (typeof post !== 'string') this.#found.set(post.id, post);
  }

  /** To the root, or as far up as is shown. */
  async climb(object: VocabularyObject): Promise<VocabularyObject> {
    let top = object;
    const seen = new Set<string>();
    while (top.replyTargetId !== null && seen.size < MAX_ABOVE && !seen.has(top.replyTargetId.href)) {
      const { href } = top.replyTargetId;
      seen.add(href);
      const parent = await this.#shown(() => fetched(href, this.#reading));
      if (parent === null) break;
      await this.add(parent);
      top = parent;
      this.#above.unshift(href);
    }
    return top;
  }

  /** Through the collections of answers, level by level. */
  async descend(root: VocabularyObject): Promise<void> {
    let level = [root];
    const asked = new Set<string>();
    for (let pages = 0; level.length > 0 && pages < MAX_PAGES && this.#found.size < this.#most; ) {
      const next: VocabularyObject[] = [];
      for (const object of level) {
        if (object.repliesId === null && (await object.getReplies(this.#reading.within)) === null) continue;
        pages += 1;
        if (pages > MAX_PAGES) break;
        for (const id of await this.#answersTo(object)) {
          if (asked.has(id) || asked.size >= this.#most) continue;
          asked.add(id);
          const answer = await this.#shown(() => fetched(id, this.#reading));
          if (answer === null) continue;
          await this.add(answer);
          next.push(answer);
        }
      }
      level = next;
    }
  }

  /** Ids on the first page of a collection of answers; they are asked for where they lie. */
  async #answersTo(object: VocabularyObject): Promise<string[]> {
    const { vocab } = this.#reading.fedify;
    const isCollection = (value: VocabularyObject | null): value is Collection => value instanceof vocab.Collection;
    const id = object.repliesId?.href;
    const replies = (await object.getReplies(this.#reading.within)) ?? (id === undefined ? null : await this.#shown(() => fetched(id, this.#reading)));
    if (!isCollection(replies)) return [];
    const first = (await replies.getFirst(this.#reading.within)) ?? (await this.#firstOf(replies));
    const ids = [...replies.itemIds, ...(first instanceof vocab.CollectionPage ? first.itemIds : [])];
    return ids.map(({ href }) => href);
  }

  async #firstOf({ firstId }: Collection): Promise<VocabularyObject | null> {
    return firstId === null ? null : this.#shown(() => fetched(firstId.href, this.#reading));
  }

  async #shown<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      this.#reading.context.signal.throwIfAborted();
      if (error instanceof Gone) return null;
      const failure = KashuvError.from(error);
      // A server that is down, or asks to wait, is no server that shows nothing.
      if (failure.retryable) throw failure;
      return null;
    }
  }
}

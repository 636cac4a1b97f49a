import { classificationOfFailure } from '../understand/index.ts';
import type { Brand } from '../spec/brand.ts';
import { KashuvError } from '../spec/errors.ts';
import { unknown } from '../spec/fact.ts';
import { authorOf } from './author-memory.ts';
import type { Desks } from './desks.ts';
import type { Enrichment, Understanding } from './enrichment.ts';
import { StoreFailure } from './guarded-store.ts';
import { keys } from './keys.ts';
import type { AuthorRecord, Incoming, PostRecord } from './records.ts';

/** What the worker does around it. */
export interface IntakeWork {
  /** Fires what is due before a post was heard. */
  readonly advance: (to: number) => Promise<void>;
  readonly commit: () => Promise<void>;
  /** Undoes what was not committed. */
  readonly reload: () => Promise<void>;
  /** So many posts are taken in, or left behind. */
  readonly done: (count: number) => void;
}

/** What was delivered is understood and taken in: heard as a mention, as the brand's own voice, or as words taken back. */
export class PostIntake {
  readonly #desks: Desks;
  readonly #enrichment: Pick<Enrichment, 'understand'>;
  readonly #brand: Brand;
  readonly #work: IntakeWork;
  /** After a failure of the store nobody knows whether the commit came through. */
  doubtful = false;

  constructor(desks: Desks, enrichment: Pick<Enrichment, 'understand'>, brand: Brand, work: IntakeWork) {
    this.#desks = desks;
    this.#enrichment = enrichment;
    this.#brand = brand;
    this.#work = work;
  }

  async take(batch: readonly Incoming[]): Promise<void> {
    const understood = await this.#understand(batch);
    try {
      for (const [index, incoming] of batch.entries()) await this.#takeIn(incoming, understood[index] ?? null);
      await this.#work.commit();
      this.#work.done(batch.length);
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      await this.#work.reload();
      await this.#oneByOne(batch, understood);
    }
  }

  /** Some post cannot be taken in as it was understood: it is tried as one nobody understood, and only then named and left behind. */
  async #oneByOne(batch: readonly Incoming[], understood: readonly (Understanding | null)[]): Promise<void> {
    for (const [index, incoming] of batch.entries()) {
      const understanding = understood[index] ?? null;
      try {
        if (!(await this.#tryIn(incoming, understanding))) await this.#enter(incoming, understanding === null ? null : misunderstood());
      } catch (error) {
        if (isStoreFailure(error)) throw error;
        await this.#work.reload();
        this.#desks.room.session.remove(keys.inbox(this.#brand.id, incoming.entry.n));
        await this.#work.commit();
        this.#desks.room.tell('item.skipped', { source: incoming.post?.source ?? 'unknown', ref: incoming.entry.post, reason: KashuvError.from(error).message });
      }
      this.#work.done(1);
    }
  }

  async #tryIn(incoming: Incoming, understanding: Understanding | null): Promise<boolean> {
    try {
      await this.#enter(incoming, understanding);
      return true;
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      await this.#work.reload();
      return false;
    }
  }

  async #enter(incoming: Incoming, understanding: Understanding | null): Promise<void> {
    await this.#takeIn(incoming, understanding);
    await this.#work.commit();
  }

  async #understand(batch: readonly Incoming[]): Promise<(Understanding | null)[]> {
    const wanted = batch.flatMap(({ entry, post }, index) => (post !== null && !entry.own && entry.kind !== 'deleted' ? [{ post, index }] : []));
    const results: (Understanding | null)[] = batch.map(() => null);
    if (wanted.length === 0) return results;
    const authors = new Map<string, AuthorRecord>();
    for (const { post } of wanted) if (!authors.has(post.authorKey)) authors.set(post.authorKey, await authorOf(this.#desks.room, post.authorKey));
    const understood = await this.#enrichment.understand(
      this.#brand,
      wanted.map(({ post }) => post),
      authors,
    );
    wanted.forEach(({ index }, position) => (results[index] = understood[position] ?? null));
    return results;
  }

  async #takeIn({ entry, post }: Incoming, understanding: Understanding | null): Promise<void> {
    const { session } = this.#desks.room;
    const brand = this.#brand;
    // What is no longer in the inbox was taken in.
    if (this.doubtful && (await session.get(keys.inbox(brand.id, entry.n))) === null) return;
    await this.#work.advance(entry.at);
    session.moveTo(entry.at);
    if (post !== null && entry.kind !== 'deleted') session.know(keys.post(entry.post), { post, brands: [brand.id], revision: post.revision } satisfies PostRecord);
    const incoming: Incoming = { entry, post };
    if (entry.kind === 'deleted') {
      session.know(keys.post(entry.post), { post: null, brands: [brand.id], revision: 0, gone: { by: entry.by ?? 'unknown', at: entry.at } } satisfies PostRecord);
      await this.#desks.mentions.remove(entry.post, entry.by ?? 'unknown');
    } else if (entry.own) await this.#desks.voice.hear(incoming);
    else if (understanding !== null) await this.#desks.mentions.hear(incoming, understanding);
    session.remove(keys.inbox(brand.id, entry.n));
  }
}

/** What is believed of a post whose understanding could not be used. */
function misunderstood(): Understanding {
  const why = 'what was understood could not be used';
  return { classification: classificationOfFailure(why), role: unknown(why), findings: {}, judges: [], failed: true };
}

/** Failures of the store concern all work; everything else concerns the post at hand. */
function isStoreFailure(error: unknown): boolean {
  return error instanceof StoreFailure;
}

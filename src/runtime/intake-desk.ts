import PQueue from 'p-queue';

import { languageOf } from '../intake/index.ts';
import { KashuvError } from '../spec/errors.ts';
import type { EventMap } from '../spec/event.ts';
import type { Brand } from '../spec/brand.ts';
import type { LanguageIdentifier } from '../spec/language.ts';
import type { Match } from '../spec/mention.ts';
import type { CallContext, Fence, StoreDriver, Write } from '../spec/plugin.ts';
import type { LanguageGuess, Post, Signal } from '../spec/post.ts';
import type { Matcher, QueryDocument } from '../spec/query.ts';
import { keys } from './keys.ts';
import { isOwnAccount } from './parties.ts';
import { prepareSignals, type Prepared } from './prepare-signals.ts';
import type { Incoming, InboxEntry, PostRecord } from './records.ts';

export interface IntakeDeskOptions {
  store: StoreDriver;
  context: CallContext;
  secret: string;
  brands: () => readonly Brand[];
  /** Instances of the sources whose authors only say who they are. */
  claimed: ReadonlySet<string>;
  matcher: () => Matcher;
  /** Tells the clear cases cheaply. */
  clear: LanguageIdentifier;
  /** Asked where `clear` is silent; loaded then. */
  identify: (() => Promise<LanguageIdentifier>) | null;
  fence: () => Fence | null;
  deliver: (brand: string, incoming: Incoming) => void;
  /** Hands over what lies in the store's inboxes and was not handed over yet. */
  redeliver: () => Promise<void>;
  /** Resolves when every brand has taken in what was delivered. */
  drained: () => Promise<void>;
  skipped: (data: EventMap['item.skipped']) => void;
}

/** From here on a language needs no second opinion. */
const CLEAR = 0.8;
/** Likewise where the script told it: less is a few words among Latin ones. */
const BY_SCRIPT = 0.5;

/** An author may have said more than one commit holds. */
const MOST_WRITES = 500;

export interface IntakeCounts {
  posts: number;
  heard: number;
  duplicates: number;
  skipped: number;
}

/**
 * Signals become posts and inbox entries, in one order for all sources: the order of arrival. A batch is committed with the cursor
 * that covers it, so that a crash repeats work and never loses or doubles any.
 */
export class IntakeDesk {
  readonly counts: IntakeCounts = { posts: 0, heard: 0, duplicates: 0, skipped: 0 };
  readonly #options: IntakeDeskOptions;
  readonly #line = new PQueue({ concurrency: 1 });
  #next = 0;
  #doubtful = false;
  #identifier: LanguageIdentifier | null = null;

  constructor(options: IntakeDeskOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const [record] = await this.#options.store.get([keys.intake], this.#options.context);
    this.#next = record == null ? 0 : (JSON.parse(record.value) as { next: number }).next;
  }

  /** After a failed commit nobody knows whether it came through: what did is handed over before anything else is taken in. */
  async settle(): Promise<void> {
    if (!this.#doubtful) return;
    await this.load();
    await this.#options.redeliver();
    this.#doubtful = false;
  }

  /** Takes a batch in. Resolves once it, and `cursor`, are committed. */
  accept(source: string, signals: readonly Signal[], cursor: string | null): Promise<{ accepted: number; skipped: { ref: string | null; reason: string }[] }> {
    return this.#line.add(() => this.#accept(source, signals, cursor));
  }

  async #accept(source: string, signals: readonly Signal[], cursor: string | null): Promise<{ accepted: number; skipped: { ref: string | null; reason: string }[] }> {
    await this.settle();
    const seenAt = this.#options.context.now();
    const skipped: { ref: string | null; reason: string }[] = [];
    const { secret, context } = this.#options;
    const prepared = prepareSignals(source, signals, { seenAt, secret, context, skipped });
    const known = await this.#known(prepared);
    const batch = new Batch(source, cursor);
    let accepted = prepared.length;
    for (const item of prepared) {
      if (item.signal.type === 'author-deleted') {
        await this.#deleteAll(batch, item.id, item.signal.by, seenAt);
        continue;
      }
      const before = batch.posts.get(item.id) ?? known.posts.get(item.id) ?? null;
      // A network deletes by the thousand what was never heard here: nothing waits for that.
      if (item.signal.type === 'deleted' && before === null) continue;
      if ((item.signal.type === 'posted' || item.signal.type === 'edited') && this.#isAnothers(before?.post ?? null, item.post)) {
        skipped.push({ ref: String(item.signal.post.id), reason: 'somebody else than who wrote it first would change it; it stays as it was.' });
        accepted -= 1;
        continue;
      }
      if (item.signal.type === 'deleted' || (before !== null && item.post !== null && before.post !== null && before.post.digest !== item.post.digest)) {
        // A change of what was said waits until the first words are taken in: what a brand hears must not depend on its speed.
        await this.#flush(batch, false);
        await this.#options.drained();
      }
      if (item.signal.type === 'deleted' && before !== null) this.#delete(batch, item.id, before, item.signal.by, seenAt);
      else if (item.post !== null && item.document !== null) {
        const { thread } = item.post;
        const passedOn = carriedBy(thread).flatMap((carried) => {
          const found = batch.posts.get(carried) ?? known.posts.get(carried);
          return found?.post == null ? [] : found.brands;
        });
        const inThread = batch.threads.get(thread.root) ?? known.threads.get(thread.root) ?? [];
        await this.#post(batch, item.post, item.document, item.hint, before, { inThread, passedOn });
      }
    }
    await this.#flush(batch, true);
    for (const skip of skipped) this.#options.skipped({ source, ...skip });
    this.counts.skipped += skipped.length;
    return { accepted, skipped };
  }

  /** Words that come under the id of another author's post are no edit. Where authors only say who they are, a name proves nothing either way. */
  #isAnothers(before: Post | null, now: Post | null): boolean {
    if (before?.author == null || now?.author == null || this.#options.claimed.has(now.source)) return false;
    return before.authorKey !== now.authorKey;
  }

  async #known(prepared: readonly Prepared[]): Promise<{ posts: Map<string, PostRecord>; threads: Map<string, string[]> }> {
    // What is passed on is looked up too: whom it concerned, its repost or quote concerns.
    const ids = [...new Set(prepared.flatMap(({ id, post }) => (post === null ? [id] : [id, ...carriedBy(post.thread)])))];
    const roots = [...new Set(prepared.flatMap(({ post }) => (post === null || post.thread.root === post.id ? [] : [post.thread.root])))];
    const records = await this.#options.store.get([...ids.map(keys.post), ...roots.map(keys.thread)], this.#options.context);
    const posts = new Map<string, PostRecord>();
    const threads = new Map<string, string[]>();
    records.forEach((record, index) => {
      if (record === null) return;
      if (index < ids.length) posts.set(ids[index] as string, JSON.parse(record.value) as PostRecord);
      else threads.set(roots[index - ids.length] as string, JSON.parse(record.value) as string[]);
    });
    return { posts, threads };
  }

  async #post(batch: Batch, post: Post, document: QueryDocument, hint: string | undefined, before: PostRecord | null, { inThread, passedOn }: { inThread: readonly string[]; passedOn: readonly string[] }): Promise<void> {
    this.counts.posts += 1;
    if (before !== null && (before.post === null || before.post.digest === post.digest)) {
      this.counts.duplicates += 1;
      return;
    }
    // Otherwise asked later: telling languages apart costs more than finding out that a post concerns nobody.
    const told = this.#options.matcher().asksLanguage ? await this.#language(document, hint) : null;
    if (told !== null) document.language = told.code;
    const concerned = this.#concerned(post, document, [...inThread, ...passedOn, ...(before?.brands ?? [])]);
    if (concerned.size === 0) return;
    this.counts.heard += 1;
    const revision = before === null ? 0 : before.revision + 1;
    const language = told ?? (await this.#language(document, hint));
    const kept: Post = { ...post, language, revision, seenAt: before?.post?.seenAt ?? post.seenAt };
    const brands = [...concerned.keys()];
    batch.put(keys.post(post.id), { post: kept, brands, revision } satisfies PostRecord);
    batch.posts.set(post.id, { post: kept, brands, revision });
    batch.put(keys.byAuthor(post.authorKey, post.id), { source: post.source });
    const heardIn = new Set([...inThread, ...brands]);
    batch.threads.set(post.thread.root, [...heardIn]);
    batch.put(keys.thread(post.thread.root), [...heardIn]);
    for (const [brand, { matches, own }] of concerned) {
      this.#deliver(batch, brand, { kind: before === null ? 'posted' : 'edited', post: post.id, at: post.seenAt, matches, own }, kept);
    }
  }

  async #language(document: QueryDocument, hint: string | undefined): Promise<LanguageGuess> {
    const { clear, identify } = this.#options;
    const guess = languageOf(document, hint, clear);
    if (identify === null || guess.confidence >= (guess.by === 'script' ? BY_SCRIPT : CLEAR)) return guess;
    this.#identifier ??= await identify();
    return languageOf(document, hint, this.#identifier);
  }

  /** Brands the post concerns: by query, because they wrote it, or because it goes on in a thread they were heard in or passes on what concerned them. */
  #concerned(post: Post, document: QueryDocument, tied: readonly string[]): Map<string, { matches: Match[]; own: boolean }> {
    const concerned = new Map<string, { matches: Match[]; own: boolean }>();
    for (const { brand, matches } of this.#options.matcher().match(document)) concerned.set(brand, { matches, own: false });
    for (const brand of this.#options.brands()) {
      const found = concerned.get(brand.id);
      if (isOwnAccount(brand, post, !this.#options.claimed.has(post.source))) concerned.set(brand.id, { matches: found?.matches ?? [], own: true });
      else if (found === undefined && tied.includes(brand.id)) concerned.set(brand.id, { matches: [], own: false });
    }
    return concerned;
  }

  /** Everything that an author said is gone. */
  async #deleteAll(batch: Batch, author: string, by: 'author' | 'brand' | 'platform' | 'unknown', at: number): Promise<void> {
    const { store, context, drained } = this.#options;
    // What was said in this batch is found with the rest.
    await this.#flush(batch, false);
    const prefix = keys.byAuthor(author);
    const ids: string[] = [];
    for await (const { id } of store.scan({ prefix }, context)) ids.push(id.slice(prefix.length));
    if (ids.length === 0) return;
    await drained();
    const records = await store.get(ids.map(keys.post), context);
    for (const [index, record] of records.entries()) {
      if (record !== null) this.#delete(batch, ids[index] as string, JSON.parse(record.value) as PostRecord, by, at);
      if (batch.writes.size >= MOST_WRITES) await this.#flush(batch, false);
    }
  }

  #delete(batch: Batch, id: string, before: PostRecord, by: 'author' | 'brand' | 'platform' | 'unknown', at: number): void {
    if (before.post === null) return;
    const { post, brands, revision } = before;
    const tombstone: PostRecord = { post: null, brands, revision, gone: { by, at } };
    batch.put(keys.post(id), tombstone);
    batch.posts.set(id, tombstone);
    for (const brand of brands) this.#deliver(batch, brand, { kind: 'deleted', post: id, at, matches: [], own: false, by }, { ...post, text: '' });
  }

  #deliver(batch: Batch, brand: string, entry: Omit<InboxEntry, 'n'>, post: Post | null): void {
    const numbered: InboxEntry = { n: (this.#next += 1), ...entry };
    batch.put(keys.inbox(brand, numbered.n), numbered);
    batch.deliveries.push({ brand, incoming: { entry: numbered, post } });
  }

  async #flush(batch: Batch, last: boolean): Promise<void> {
    const writes: Write[] = [...batch.writes.values()];
    if (writes.length > 0) writes.push({ id: keys.intake, value: JSON.stringify({ next: this.#next }) });
    if (last && batch.cursor !== null) writes.push({ id: keys.cursor(batch.source), value: JSON.stringify({ cursor: batch.cursor }) });
    if (writes.length > 0) {
      this.#doubtful = true;
      const result = await this.#options.store.commit(writes, this.#options.fence(), this.#options.context);
      this.#doubtful = false;
      if (!result.ok) throw new KashuvError('CONFLICT', 'another monitor takes posts in on this store.', { fix: 'Let one monitor at a time read a source.' });
    }
    const deliveries = batch.deliveries;
    batch.deliveries = [];
    batch.writes.clear();
    for (const { brand, incoming } of deliveries) this.#options.deliver(brand, incoming);
  }
}

/** The posts that a post passes on: with words of its own beside them, or none. */
const carriedBy = ({ repost, quote }: Post['thread']): string[] => [repost, quote].filter((one) => one !== undefined);

/** What one batch will write. */
class Batch {
  readonly source: string;
  readonly cursor: string | null;
  readonly posts = new Map<string, PostRecord>();
  readonly threads = new Map<string, string[]>();
  readonly writes = new Map<string, Write>();
  deliveries: { brand: string; incoming: Incoming }[] = [];

  constructor(source: string, cursor: string | null) {
    this.source = source;
    this.cursor = cursor;
  }

  put(id: string, value: unknown): void {
    this.writes.set(id, { id, value: JSON.stringify(value) });
  }
}

import type { Brand } from './brand.ts';
import type { ClassificationTask, ClassifierResult } from './classification.ts';
import type { Duty } from './duty.ts';
import type { LanguagePack } from './language.ts';
import type { Plan } from './plan.ts';
import type { AuthorProfile, Post, PostInput, Signal } from './post.ts';
import type { QueryFeature } from './query.ts';
import type { Draft, PublishCommand, Receipt } from './reply.ts';
import type { PastRole, SpeakerJudgement } from './speaker.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Everything a plugin may touch of the world. The runtime retries and waits; plugins do not. */
export interface CallContext {
  /** Aborts when the monitor stops or the call's time is over. Abort is not a failure. */
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
  /** Epoch ms by the monitor's clock, which may be virtual. */
  now(): number;
  /** Waits on the monitor's clock; rejects with the signal's reason when aborted. A `signal` of its own ends this wait alone. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Work the clock cannot see, such as a look-up or a body being read: virtual time stands still meanwhile. Absent: it need not know. */
  io?<T>(work: () => Promise<T>): Promise<T>;
  log(level: LogLevel, message: string, data?: Record<string, unknown>): void;
}

/** What all plugins share. A plugin is a plain object from a factory function; the core reads capabilities, never names. */
export interface Plugin<C> {
  readonly contract: 1;
  /** What it is: `feed`, `sqlite`. */
  readonly name: string;
  /** Which one it is: unique within a monitor, stable over restarts, without secrets. */
  readonly instance: string;
  readonly capabilities: C;
  close?(): Promise<void>;
}

export interface PullCapabilities {
  /** `poll`: `read` ends when the sweep is done and is called again. `stream`: `read` stays. `once`: after `read` ended there is no more. */
  readonly mode: 'poll' | 'stream' | 'once';
  /** Tells, from its cursor on, what was said while nobody read. False: what it did not hear when it was said it never tells. */
  readonly backfill: boolean;
  readonly threads: boolean;
  readonly authors: boolean;
  readonly queryFeatures: readonly QueryFeature[];
  /** Authors only say who they are, as under a blog: none is the brand itself unless it named that author with this source. Default: false. */
  readonly authorsClaimed?: boolean;
  /** How long between two sweeps, in ms; the runtime adds jitter. Default 60,000. */
  readonly pollEveryMs?: number;
  /** Silence longer than this is an event, in ms. Default: never. */
  readonly silentAfterMs?: number;
}

export interface ReadRequest {
  /** The last cursor whose items are safely kept; null at the very first. */
  readonly cursor: string | null;
  /** Epoch ms: nothing older is wanted. */
  readonly since?: number;
  /** Items per batch at most. */
  readonly limit: number;
  readonly queries: readonly { brand: string; query: string }[];
}

export interface ReadBatch<Item> {
  readonly items: readonly Item[];
  /** Covers all items up to and with this batch. */
  readonly cursor: string;
  readonly caughtUp: boolean;
}

/**
 * Reads posts on demand. `signals` is pure, so that a vendor's shapes can be tested without a network. `forget`: what the source itself keeps of an author is
 * removed; the monitor calls it when it forgets them.
 */
export interface PullSource<Item = unknown> extends Plugin<PullCapabilities> {
  read(request: ReadRequest, context: CallContext): AsyncIterable<ReadBatch<Item>>;
  signals(item: Item): readonly Signal[];
  thread?(ref: string, context: CallContext): Promise<PostInput[]>;
  author?(id: string, context: CallContext): Promise<AuthorProfile>;
  forget?(author: string, context: CallContext): Promise<void>;
}

/** What a request said, and how it is answered. */
export interface PushReceived {
  readonly signals: readonly Signal[];
  /** Sent once the signals are committed. */
  readonly accepted: Response;
  /** Sent where they could not be. */
  readonly refused: Response;
  /** Called once the signals are committed, before `accepted` is sent: from here on the request may be known as one that was taken in. */
  kept?(): void;
}

export interface PushCapabilities {
  readonly mode: 'push';
  /** Where the monitor takes requests for it. With neither `path` nor `paths`: wherever no other source listens. */
  readonly path?: string;
  /** More of them; one that ends in `/` stands for all below it. Of several sources at one path the first that does not answer 404 to a GET is heard. */
  readonly paths?: readonly string[];
}

/** Receives posts: webhooks, or a host that hears them itself. */
export interface PushSource extends Plugin<PushCapabilities> {
  receive(request: Request, context: CallContext): Promise<PushReceived>;
  thread?(ref: string, context: CallContext): Promise<PostInput[]>;
  author?(id: string, context: CallContext): Promise<AuthorProfile>;
  forget?(author: string, context: CallContext): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a monitor holds sources of many item types; each only ever sees its own items
export type Source = PullSource<any> | PushSource;

export interface ClassifierCapabilities {
  readonly tasks: readonly ClassificationTask[];
  readonly maxBatch: number;
  readonly maxInFlight: number;
  readonly languages: 'any' | readonly string[];
  /** True where the text leaves the machine. */
  readonly sendsTextOut: boolean;
}

export interface ClassifyInput {
  readonly id: string;
  /** As it was said; evidence offsets are into this. */
  readonly text: string;
  readonly language: string;
  /** Name of the brand, for sentiment towards it. */
  readonly target?: string;
  /** What else `target` is called: aliases, products, handles (`@acme_help`) and tags (`#acme`). Means nothing without `target`. */
  readonly targetNames?: readonly string[];
}

/** Judges *what* is said. Gets no author data. Results: same length, same order. */
export interface Classifier extends Plugin<ClassifierCapabilities> {
  /** Changes whenever results may. */
  readonly version: string;
  classify(texts: readonly ClassifyInput[], context: CallContext): Promise<ClassifierResult[]>;
}

export interface JudgeInput {
  /** With its author, where the source names one: `post.author`. */
  readonly post: Post;
  readonly brand: Brand;
  /** Roles that this author was known in before, towards this brand: each once, eight at most and, but for a human's word, none older than a year. What was known from history alone is not among them. */
  readonly history: readonly PastRole[];
}

/**
 * Judges *who* speaks. A look-up in a customer database is one of these. What it cannot tell is `unknown(why, candidates)`; what it could not do it
 * throws, and the runtime asks again later. Never by a name or looks alone: anybody can take a name.
 */
export interface SpeakerJudge extends Plugin<{ readonly maxInFlight: number; readonly sendsTextOut: boolean }> {
  readonly version: string;
  judge(input: JudgeInput, context: CallContext): Promise<SpeakerJudgement>;
}

/** What a drafter may use. Nothing else is to be said: a drafter never invents. */
export interface Material {
  readonly brand: Brand;
  readonly plan: Plan;
  readonly language: string;
  readonly pack: LanguagePack;
  /** The post that is answered. Data, never instructions. */
  readonly mention: Post | null;
  /** Confirmed facts by slot name (see `Wording`): `time`, `url`, `fact`, `action`, `prevention`, `topic`, `name`, `signature` …; `approved`: a text approved as it stands. */
  readonly facts: Readonly<Record<string, string>>;
  /** Variants used of late, newest first. */
  readonly recentVariants: readonly string[];
}

export interface PublisherLimits {
  /** In the vendor's own counting. */
  readonly maxLength: number;
  /** A text's length in that counting. Absent: UTF-16 units. */
  readonly measure?: (text: string) => number;
}

export interface Drafter extends Plugin<{ readonly languages: 'any' | readonly string[]; readonly sendsTextOut: boolean }> {
  draft(duty: Duty, material: Material, limits: PublisherLimits, context: CallContext): Promise<Pick<Draft, 'text' | 'elements' | 'slots' | 'variant'>>;
}

export interface PublisherCapabilities {
  readonly actions: readonly ('reply' | 'post' | 'message' | 'report' | 'retract-own')[];
  readonly idempotency: 'native' | 'lookup' | 'none';
  readonly maxLength: number;
  readonly maxInFlight: number;
}

/** What was perhaps sent, and when at the earliest: epoch ms by the monitor's clock. */
export interface PublishAttempt {
  readonly command: PublishCommand;
  readonly since: number;
}

export interface Publisher extends Plugin<PublisherCapabilities> {
  /** True for targets this publisher can reach. */
  reaches(target: { venue: string; source: string | null }): boolean;
  /** What stands in the way of any such command; empty: nothing. Pure. */
  check(command: PublishCommand): string[];
  /** Length by the vendor's own counting, in the units of `maxLength`. Pure. Absent: UTF-16 units. */
  measure?(text: string): number;
  /**
   * What stands in the way on the other side now: the post is gone, its replies are closed, its author blocks the brand, the account has no right to
   * answer; in words that name nobody. Empty: nothing. Asked where words are reviewed and again just before they are sent. Throws where it cannot be asked.
   */
  preflight?(command: PublishCommand, context: CallContext): Promise<string[]>;
  publish(command: PublishCommand, context: CallContext): Promise<Receipt>;
  /** Was it sent after all? Needed for `lookup`. Who keeps no keys on the other side looks for the words, at the place, from then on. Throws where it cannot be told. */
  find?(idempotencyKey: string, context: CallContext, attempt?: PublishAttempt): Promise<Receipt | null>;
}

/** A record: `id` is ASCII and sorts byte-wise; `value` is JSON text; `version` starts at 1 and grows with each write. */
export interface StoredRecord {
  readonly id: string;
  readonly version: number;
  readonly value: string;
}

export interface Write {
  readonly id: string;
  /** Null deletes. */
  readonly value: string | null;
  /** Commit only if the record has this version now; 0: must not exist. Absent: whatever is there. */
  readonly expect?: number;
}

export interface Range {
  /** All ids that begin with this. */
  readonly prefix: string;
  /** Only ids greater than this. */
  readonly after?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** A right to write, held for a time. A newer holder's token is greater, and fences the older one out. */
export interface Fence {
  readonly name: string;
  readonly token: number;
}

export type CommitResult =
  | { ok: true; versions: number[] }
  | { ok: false; conflicts: string[] }
  | { ok: false; fenced: true };

export interface StoreCapabilities {
  readonly durable: boolean;
  /** Several processes may use it at once. */
  readonly shared: boolean;
  readonly maxWrites: number;
}

/** Keeps records. Ordered keys, all-or-nothing commits with compare-and-set, leases. */
export interface StoreDriver extends Plugin<StoreCapabilities> {
  /** Same length and order as `ids`; null where there is none. */
  get(ids: readonly string[], context: CallContext): Promise<(StoredRecord | null)[]>;
  /** In key order, a consistent view not required across batches. */
  scan(range: Range, context: CallContext): AsyncIterable<StoredRecord>;
  /** All writes or none. */
  commit(writes: readonly Write[], fence: Fence | null, context: CallContext): Promise<CommitResult>;
  /** Null while somebody else holds it. Asking again with the same driver instance renews. */
  lease(name: string, ttlMs: number, context: CallContext): Promise<Fence | null>;
  release(fence: Fence, context: CallContext): Promise<void>;
  /** Removes records beyond recovery as far as the medium allows. */
  erase(ids: readonly string[], context: CallContext): Promise<void>;
}

/** Infers the types of a source written as a literal. */
export const defineSource = <Item>(source: PullSource<Item>): PullSource<Item> => source;
export const definePushSource = (source: PushSource): PushSource => source;
export const defineClassifier = (classifier: Classifier): Classifier => classifier;
export const defineSpeakerJudge = (judge: SpeakerJudge): SpeakerJudge => judge;
export const defineDrafter = (drafter: Drafter): Drafter => drafter;
export const definePublisher = (publisher: Publisher): Publisher => publisher;
export const defineStore = (store: StoreDriver): StoreDriver => store;

import type { BrandTheme, ThemesAsked } from '../spec/brand-theme.ts';
import type { BrandInput } from '../spec/brand.ts';
import type { Duty } from '../spec/duty.ts';
import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import type { EventType, LedgerEvent } from '../spec/event.ts';
import type { Incident } from '../spec/incident.ts';
import type { Case } from '../spec/mention.ts';
import type { Plan } from '../spec/plan.ts';
import type { Drafter, Publisher, PublisherLimits, PushCapabilities, PushSource } from '../spec/plugin.ts';
import type { Post, PostInput, Signal } from '../spec/post.ts';
import type { Approval, Finding, Reply } from '../spec/reply.ts';
import type { Correction, TellInput } from '../spec/tell.ts';
import { asked, checkEventType } from './asked.ts';
import type { BrandWorker } from './brand-worker.ts';
import type { MissingConsent } from './consents.ts';
import type { DraftRequest } from './drafting.ts';
import type { AnyListener, Listener } from './emitter.ts';
import type { Health } from './health.ts';
import { keys } from './keys.ts';
import { Operation } from './operation.ts';
import type { CoreOptions } from './options.ts';
import type { DutyFilter, Utterance } from './reader.ts';
import type { DraftedReply, SubmittedText } from './reply-desk.ts';

export interface Approved {
  /** Null: the yes of others is still missing. */
  approval: Approval | null;
  missing: MissingConsent[];
  /** Null: not complete, or the host sends it. */
  reply: Reply | null;
}

export interface ApprovalRequest {
  draft: string;
  /** The human who says yes. */
  by: string;
  /** The text as that human saw it; refused where it is not the draft's. */
  text?: string;
}

/**
 * Listens for brands and says what they owe. Made by `createMonitor`. Every method that changes something resolves once the change is in
 * the store; every method that reads, reads what is in the store.
 */
export class Monitor {
  readonly #operation: Operation;

  constructor(options: CoreOptions) {
    this.#operation = new Operation(options);
  }

  /** Hears one type of event. Returns the function that ends it. */
  on<T extends EventType>(type: T, listener: Listener<T>): () => void;
  /** Hears every event: `(event) => …`. */
  on(type: '*', listener: AnyListener): () => void;
  on(type: EventType | '*', listener: Listener<EventType> & AnyListener): () => void {
    if (typeof listener !== 'function') throw new KashuvError('INPUT_INVALID', 'expected a function.', { field: 'listener', fix: "Write on('plan.made', ({ plan }) => …)." });
    checkEventType(type);
    return type === '*' ? this.#operation.emitter.onAny(listener) : this.#operation.emitter.on(type, listener);
  }

  /**
   * Reads all sources until `signal` aborts, `stop()` is called, or every source has ended for good. Resolves when everything that was read
   * is taken in and kept. Rejects with the reason when it cannot start. The monitor has ended then: act on its events while it runs, or make another
   * one on the same store, which goes on where this one ended.
   */
  async run(options: { signal?: AbortSignal } = {}): Promise<void> {
    return this.#operation.run(asked('run', options));
  }

  /** Stops reading, takes in what was read, finishes what is being sent; what waits to be sent once more waits for the next start. Reading from the monitor still works afterwards. */
  stop(): Promise<void> {
    return this.#operation.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#operation.closeStore();
  }

  /** Resolves when everything heard so far is understood, decided and kept. Sources that wait for more do not count. */
  async idle(): Promise<void> {
    const { desk, outbox } = await this.#operation.open();
    await outbox.takenUp();
    await desk.settle();
    await this.#operation.drained();
  }

  /** Takes posts the host heard itself. Posts that cannot be read are named in `skipped`; the others are taken in. */
  async ingest(posts: PostInput | readonly PostInput[], options: { source?: string } = {}): Promise<{ accepted: number; skipped: { ref: string | null; reason: string }[] }> {
    const { source = 'host' } = asked('ingest', options);
    const { desk } = await this.#operation.open();
    await this.#operation.room.wait();
    this.#operation.refuseIfBroken();
    const list: readonly PostInput[] = Array.isArray(posts) ? (posts as readonly PostInput[]) : [posts as PostInput];
    return desk.accept(source, list.map((post): Signal => ({ type: 'posted', post })), null);
  }

  /** Gives a web request to the push source whose path it is for. 404 where there is none. */
  async handle(request: Request): Promise<Response> {
    await this.#operation.open();
    const sources = (this.#operation.options.sources ?? []).filter((source): source is PushSource => source.capabilities.mode === 'push');
    const { pathname } = new URL(request.url);
    const here = sources.filter(({ capabilities }) => listensAt(capabilities, pathname));
    const asked = here.length > 0 ? here : sources.filter(({ capabilities: { path, paths } }) => path === undefined && paths === undefined).slice(0, 1);
    // A body can be read once: what is sent belongs to the first.
    for (const source of request.method === 'GET' ? asked : asked.slice(0, 1)) {
      const response = await this.#give(source, request);
      if (response.status !== 404) return response;
    }
    return new Response('no source listens here\n', { status: 404 });
  }

  async #give(source: PushSource, request: Request): Promise<Response> {
    const { desk } = await this.#operation.open();
    return this.#operation.call(async (context) => {
      const received = await source.receive(request, context);
      const { signals, accepted, refused } = received;
      if (refused.status === accepted.status && signals.length === 0) return refused;
      try {
        await this.#operation.room.wait();
        await desk.accept(source.instance, signals, null);
        received.kept?.();
        return accepted;
      } catch (error) {
        const { code, message } = KashuvError.from(error);
        this.#operation.tell('source.failed', { source: source.instance, code, message, retryInMs: null });
        return refused;
      }
    });
  }

  /** What a human knows: cause, fault, state, a published statement, a launch, a duty met elsewhere. */
  async tell(input: TellInput): Promise<void> {
    const { readTold, followTold } = await this.#operation.open();
    await followTold(readTold(input), { reader: this.#operation.reader, worker: (brand) => this.#operation.worker(brand) });
  }

  /** A human's better judgement of a mention. Beats classifiers and judges, and the plan follows. */
  async correct(input: Correction): Promise<void> {
    const { readCorrection } = await this.#operation.open();
    const correction = readCorrection(input);
    const brand = await this.#operation.brandOf((id) => keys.mention(id, correction.mention), 'mention', correction.mention);
    await this.#operation.worker(brand).run(({ mentions }) => mentions.correct(correction));
  }

  async incidents(filter: { brand?: string; open?: boolean } = {}): Promise<Incident[]> {
    return this.#operation.reader.incidents(asked('incidents', filter));
  }

  async cases(filter: { brand?: string; state?: Case['state']; incident?: string } = {}): Promise<Case[]> {
    return this.#operation.reader.cases(asked('cases', filter));
  }

  /** Plans in force, oldest first. */
  async plans(filter: { brand?: string; subject?: string } = {}): Promise<Plan[]> {
    return this.#operation.reader.plans(asked('plans', filter));
  }

  /** What is owed, what was answered, waived or withdrawn; by deadline. */
  async duties(filter: DutyFilter = {}): Promise<Duty[]> {
    return this.#operation.reader.duties(asked('duties', filter));
  }

  /** Everything said in one case, by the author and by the brand. */
  conversation(caseId: string): Promise<Utterance[]> {
    return this.#operation.reader.conversation(caseId);
  }

  /** A post by its id; null where it is not known or its words were taken back. */
  post(id: string): Promise<Post | null> {
    return this.#operation.reader.post(id);
  }

  /**
   * What a brand's crowd talks of, in its own words, as far as it was said by three authors or more; the most said first, counted over the last 35 days.
   * `about` keeps those that a text is about. docs/themes.md says what counts. Rejects with INPUT_INVALID for a brand that is not there, or for what cannot be asked.
   */
  themes(brand: string, asked: ThemesAsked = {}): Promise<BrandTheme[]> {
    return this.#operation.themes(brand, asked);
  }

  /** The ledger, in order, per brand. `afterSeq` begins after that number. */
  events(filter: { brand?: string; afterSeq?: number } = {}): AsyncIterable<LedgerEvent> {
    return this.#operation.reader.events(asked('events', filter));
  }

  /**
   * Words for a duty, from its plan and from confirmed facts only, reviewed. Blanks stay open until a human fills them. Rejects with INPUT_INVALID
   * for what is no request, UNSUPPORTED where no text is made for this duty, and with what the drafter rejects with.
   */
  async draft(duty: string, request: DraftRequest = {}): Promise<DraftedReply> {
    const drafter: Drafter | undefined = this.#operation.options.drafter;
    if (drafter === undefined) throw new KashuvError('CONFIG_INVALID', 'no drafter.', { field: 'drafter', fix: 'Pass one, or write the text yourself and submit it with submitDraft().' });
    const { publishers = [] } = this.#operation.options;
    const { checkDraftRequest, checkWords } = await this.#operation.open();
    const { facts, language } = checkDraftRequest(request);
    const worker = await this.#operation.workerOf((id) => keys.duty(id, duty), 'duty', duty);
    const prepared = await worker.run(({ replies }) => replies.material(duty, facts, language));
    const limits = limitsOf((await worker.run(({ replies }) => replies.addressed(duty, '', publishers)))?.publisher, publishers);
    const words = checkWords(await this.#operation.call((context) => drafter.draft(prepared.duty, prepared.material, limits, context)), drafter);
    const objections = await this.#objections(worker, duty, words.text);
    return worker.run(({ replies }) => replies.keep(prepared.duty, prepared.material, words, drafter.name, objections));
  }

  /** A human's own words for a duty, reviewed like any draft. They void an approval given to earlier words. */
  async submitDraft(text: SubmittedText): Promise<DraftedReply> {
    asked('submitDraft', text);
    const worker = await this.#operation.workerOf((id) => keys.duty(id, text.duty), 'duty', text.duty);
    const objections = await this.#objections(worker, text.duty, text.text);
    return worker.run(({ replies }) => replies.submit(text, objections));
  }

  /** What whoever would send these words says of them now. Asked beside the brand's work, which goes on meanwhile. */
  async #objections(worker: BrandWorker, duty: string, text: string): Promise<Finding[]> {
    if (typeof text !== 'string' || text.trim() === '') return [];
    const addressed = await worker.run(({ replies }) => replies.addressed(duty, text, this.#operation.options.publishers ?? []));
    return addressed === null ? [] : (await this.#operation.open()).outbox.review(addressed);
  }

  /**
   * A named human's yes to exactly these words at exactly this place. `approval` null: the plan asks for the yes of others too, who are
   * named in `missing`. Once it is complete it sends the words where a publisher reaches the place; `reply` null: the host sends them.
   * Rejects with REJECTED where the review blocks, blanks are open, or the plan asks for the yes of others than `by`.
   */
  async approve(request: ApprovalRequest): Promise<Approved> {
    const { draft, by, text } = asked('approve', request);
    const worker = await this.#operation.workerOf((id) => keys.draft(id, draft), 'draft', draft);
    const { approval, missing, prepared } = await worker.run(async ({ replies }) => {
      const { approval, missing, draft: kept } = await replies.approve(draft, by, text);
      return { approval, missing, prepared: approval === null ? null : await replies.prepare(approval, kept, this.#operation.options.publishers ?? []) };
    });
    if (prepared === null) return { approval, missing, reply: null };
    const { outbox } = await this.#operation.open();
    return { approval, missing, reply: await outbox.send(worker, prepared.publisher, prepared.command, prepared.reply) };
  }

  /** A named human decides that a duty need not be met, and says why. */
  async waive(request: { duty: string; by: string; reason: string }): Promise<void> {
    asked('waive', request);
    for (const field of ['by', 'reason'] as const) {
      if (typeof request[field] !== 'string' || request[field].trim() === '') throw new KashuvError('INPUT_INVALID', 'is missing.', { field, fix: 'Only a named human waives a duty, with a reason.' });
    }
    const worker = await this.#operation.workerOf((id) => keys.duty(id, request.duty), 'duty', request.duty);
    await worker.run(async ({ plans, room }) => {
      const duty = await room.session.get<Duty>(keys.duty(room.brand.id, request.duty));
      if (duty?.state.is !== 'waiting') throw new KashuvError('CONFLICT', `the duty is ${duty?.state.is ?? 'gone'}.`, { field: 'duty' });
      await plans.waive(duty, request.by, request.reason);
    });
  }

  /**
   * Removes an author's words, profile and the brand's drafts in answer to them, everywhere; tombstones stay. What others wrote stays theirs, also where it
   * repeats those words. The source forgets what it keeps of them; where it cannot, its error is thrown once all else is done, and one may ask again. Returns how
   * many posts it concerned.
   */
  async forget(author: { source: string; id: string }): Promise<{ posts: number }> {
    asked('forget', author);
    for (const field of ['source', 'id'] as const) {
      if (typeof author[field] !== 'string' || author[field] === '') throw new KashuvError('INPUT_INVALID', `expected a text, got ${show(author[field])}.`, { field, fix: "Name the author as the source does: { source: 'host', id: '…' }." });
    }
    const { eraseAuthor, secret } = await this.#operation.open();
    const { options, context } = this.#operation;
    const erased = await eraseAuthor(author, { store: options.store, context, secret, worker: (brand) => this.#operation.workerIfAny(brand), idle: () => this.idle() });
    const source = (options.sources ?? []).find(({ instance }) => instance === author.source);
    await this.#operation.call(async (asked) => source?.forget?.(author.id, asked));
    return erased;
  }

  /** Begins to listen for one more brand. */
  addBrand(brand: BrandInput): Promise<void> {
    return this.#operation.addBrand(brand);
  }

  /** Stops listening for a brand. What is kept of it stays in the store. */
  removeBrand(id: string): Promise<void> {
    return this.#operation.removeBrand(id);
  }

  /** How sources, intake and brands are doing at this moment. */
  health(): Health {
    return this.#operation.health();
  }
}

function listensAt({ path, paths = [] }: PushCapabilities, pathname: string): boolean {
  return path === pathname || paths.some((one) => (one.endsWith('/') ? pathname.startsWith(one) : pathname === one));
}

/** Of whoever reaches the place; where nobody here does, of all, so that the words fit wherever the host sends them. */
function limitsOf(reached: Publisher | undefined, all: readonly Publisher[]): PublisherLimits {
  if (reached === undefined) return { maxLength: Math.min(...all.map(({ capabilities }) => capabilities.maxLength), Infinity) };
  const { maxLength } = reached.capabilities;
  return reached.measure === undefined ? { maxLength } : { maxLength, measure: (text) => reached.measure?.(text) ?? text.length };
}

import type { Activity, Actor } from '@fedify/fedify/vocab';
import { partsOf, type ActivityPubAccount } from '../../lib/activitypub/account.ts';
import { addressOf, idOf } from '../../lib/activitypub/address.ts';
import { unboundedness } from '../../lib/activitypub/bounds.ts';
import { Gone, type Documents } from '../../lib/activitypub/documents.ts';
import { HostBudget } from '../../lib/activitypub/host-budget.ts';
import { parsed, readingOf, type Reading } from '../../lib/activitypub/reading.ts';
import type { Relations } from '../../lib/activitypub/relations.ts';
import { isRecord, parseJson, type JsonRecord } from '../../lib/http/json.ts';
import { jsonResponse, receiveJson, refuse } from '../../lib/http/receive.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PushReceived } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import { confirmedOf, heardOf, type Heard } from './activity.ts';
import { claimsOf } from './claims.ts';
import type { CheckedOptions } from './options.ts';
import { relate } from './relate.ts';
import { TakenObjects } from './taken.ts';
import { signerOf, type Delivery } from './verify.ts';

/** Activities that can change what is known. All else is answered unread: nobody pays for a like. */
const READ = new Set(['Create', 'Update', 'Delete', 'Announce', 'Undo', 'Follow', 'Block']);
const WAIT_S = 60;

/** Takes what other servers deliver. */
export class Inbox {
  readonly #account: ActivityPubAccount;
  readonly #options: CheckedOptions;
  readonly #documents: Documents;
  readonly #relations: Relations;
  readonly #taken = new TakenObjects();
  readonly #deliveries: HostBudget;
  #inFlight = 0;

  constructor(options: CheckedOptions, documents: Documents, relations: Relations) {
    this.#account = options.account;
    this.#options = options;
    this.#documents = documents;
    this.#relations = relations;
    this.#deliveries = new HostBudget(options.deliveriesPerMinute);
  }

  /** Answers 202 after the commit. Refused: 400, 401, 403, 405, 408, 413, 415, 429, 503; see docs/sources/activitypub.md. */
  async take(request: Request, context: CallContext): Promise<PushReceived> {
    if (this.#inFlight >= this.#options.maxInFlight) return busy('Too many deliveries at once.');
    this.#inFlight += 1;
    try {
      return await this.#take(request, context);
    } catch (error) {
      context.signal.throwIfAborted();
      const failure = KashuvError.from(error);
      if (failure.code === 'RATE_LIMITED') return refuse(429, 'Later, please.', { 'retry-after': String(WAIT_S) });
      if (failure.retryable) return busy('The signer cannot be reached now.');
      if (failure.code === 'CONFIG_INVALID' || failure.code === 'INTERNAL') throw failure;
      return skipped(400, 'The activity cannot be read.', failure.message);
    } finally {
      this.#inFlight -= 1;
    }
  }

  async #take(request: Request, context: CallContext): Promise<PushReceived> {
    const { toleranceMs, confirmForwarded } = this.#options;
    const claims = claimsOf(request.headers);
    if (typeof claims === 'string') return refuse(401, `${claims}.`);
    if (Math.abs(context.now() - claims.signedAt) > toleranceMs) return refuse(401, 'The signature is too far from now.');
    const body = await receiveJson(request, this.#options, context);
    if ('status' in body) return refuse(body.status, body.error);
    const document = parseJson(body.bytes);
    const problem = unboundedness(document);
    if (problem !== null || !isRecord(document)) return refuse(400, `The body is no activity: ${problem ?? 'it is no object'}.`);
    if (typeof document.type !== 'string' || !READ.has(document.type)) return nothing();
    const [id, actor] = [addressOf(document.id), addressOf(idOf(document.actor))];
    if (id === null || actor === null) return refuse(400, 'The activity needs an id and an actor.');
    const own = actor.origin === claims.keyId.origin && id.origin === actor.origin;
    if (!own && !confirmForwarded) return refuse(401, 'The activity is not signed by its actor.');
    const reading = readingOf(await partsOf(this.#account).fedify(), this.#documents, context);
    const delivery: Delivery = { pathname: new URL(request.url).pathname, headers: request.headers, bytes: body.bytes };
    const work = (): Promise<PushReceived> => (own ? this.#read(document, actor.href, delivery, reading) : this.#forwarded(document, delivery, reading));
    return context.io === undefined ? work() : context.io(work);
  }

  async #read(document: JsonRecord, actorId: string, delivery: Delivery, reading: Reading): Promise<PushReceived> {
    const signer = await signerOf(delivery, actorId, partsOf(this.#account), reading);
    if (signer.is === 'refused') return refuse(401, `${signer.why}.`);
    if (signer.is === 'gone') {
      // An account that is gone can sign nothing any more; that it is gone its own server has said.
      const own = document.type === 'Delete' && idOf(document.object) === actorId;
      return own ? took({ signals: [{ type: 'author-deleted', author: actorId, by: 'author' }], versions: [] }, this.#taken) : refuse(401, 'The account is not there any more.');
    }
    const flood = this.#flood(signer.actor, reading.context);
    if (flood !== null) return flood;
    const activity = await parsed(document, reading);
    if (!(activity instanceof reading.fedify.vocab.Activity) || activity.actorId?.href !== actorId || activity.actorIds.length !== 1) return refuse(400, 'The activity has another actor than it seems.');
    return this.#heard(activity, signer.actor, reading);
  }

  /** Counted once it is certain who sends: else anybody could spend the share of another. */
  #flood({ id }: Actor, context: CallContext): PushReceived | null {
    const { deliveriesPerMinute } = this.#options;
    const left = id !== null && this.#deliveries.take(id.host, context.now());
    return left ? null : refuse(429, `Send ${deliveriesPerMinute} a minute at most.`, { 'retry-after': String(WAIT_S) });
  }

  async #forwarded(document: JsonRecord, delivery: Delivery, reading: Reading): Promise<PushReceived> {
    const signer = await signerOf(delivery, null, partsOf(this.#account), reading);
    if (signer.is === 'refused') return refuse(401, `${signer.why}.`);
    if (signer.is === 'gone') return refuse(401, 'The account is not there any more.');
    const flood = this.#flood(signer.actor, reading.context);
    if (flood !== null) return flood;
    const activity = await parsed(document, reading);
    return activity instanceof reading.fedify.vocab.Activity ? this.#tell(await confirmedOf(activity, this.#taken, reading)) : refuse(400, 'The body is no activity.');
  }

  async #heard(activity: Activity, actor: Actor, reading: Reading): Promise<PushReceived> {
    await relate(activity, actor, { account: this.#account, relations: this.#relations, acceptFollows: this.#options.acceptFollows }, reading);
    let heard: Heard;
    try {
      heard = await heardOf(activity, actor, this.#taken, reading);
    } catch (error) {
      // Named alone, and gone before it was asked for.
      if (error instanceof Gone) return nothing();
      throw error;
    }
    return 'forged' in heard ? refuse(403, `${heard.forged}.`) : this.#tell(heard);
  }

  async #tell(heard: Exclude<Heard, { forged: string }>): Promise<PushReceived> {
    for (const signal of heard.signals) {
      if (signal.type === 'deleted') await this.#relations.forgetPrivate(signal.ref);
      else if ('post' in signal && signal.post.private === true && signal.post.author !== undefined) await this.#relations.rememberPrivate(signal.post.id, signal.post.author.id);
    }
    return took(heard, this.#taken);
  }
}

const done = (): Response => new Response(null, { status: 202 });

/** There is nothing to commit: both answers say the same. */
const nothing = (): PushReceived => ({ signals: [], accepted: done(), refused: done() });

const busy = (error: string): PushReceived => refuse(503, error, { 'retry-after': String(WAIT_S) });

function skipped(status: number, error: string, reason: string): PushReceived {
  const signal: Signal = { type: 'skipped', reason };
  return { ...refuse(status, error), signals: [signal] };
}

function took({ signals, versions }: Exclude<Heard, { forged: string }>, taken: TakenObjects): PushReceived {
  if (signals.length === 0) return nothing();
  return {
    signals,
    accepted: done(),
    refused: jsonResponse(503, { error: 'Not kept; send it again.' }, { 'retry-after': '5' }),
    kept: () => versions.forEach((version) => taken.remember(version)),
  };
}

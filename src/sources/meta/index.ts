import { createHmac } from 'node:crypto';

import { parseJson } from '../../lib/http/json.ts';
import { receiveJson, refuse } from '../../lib/http/receive.ts';
import { createGraph, type Graph } from '../../lib/meta-graph.ts';
import { RecentKeys } from '../../lib/recent-keys.ts';
import { equalInConstantTime } from '../../lib/webhook-signature.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PushReceived, PushSource } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import { changesOf, type Change } from './delivery.ts';
import { readInstagram } from './instagram.ts';
import { lookUp } from './look-up.ts';
import { checkMeta, type CheckedOptions, type MetaOptions } from './options.ts';
import { readPage } from './page.ts';
import { skipped, type Mention, type Reading } from './reading.ts';

export type { MetaOptions } from './options.ts';

/** Posts and comments whose latest change is remembered, at least. */
const REMEMBERED = 10_000;
/** Mentions of one delivery that are looked up at once. */
const LOOK_UPS = 4;
/** Mentions of one delivery that are looked up at all: Meta waits meanwhile. */
const MOST_LOOK_UPS = 100;
/** How long Meta may wait before it sends a delivery again that was not kept, in s. Meta decides by itself. */
const RETRY_AFTER = { 'retry-after': '5' };
const CHALLENGE = /^[\x21-\x7e]{1,512}$/;
const AFTER_ALL = Infinity;

/** What was told of a post or comment last, in epoch ms of Meta's sending; `AFTER_ALL` once it was deleted. */
type Latest = Pick<RecentKeys<number>, 'get'>;

/**
 * Webhooks of Meta: a Facebook page's feed (posts, comments) and mentions, comments and mentions of an Instagram account. Answers the verification
 * handshake; a delivery has to be signed with the app's secret (`X-Hub-Signature-256`). See docs/sources/meta.md.
 *
 * Answers: 200 after the commit; 400 no JSON, 401 signature, 403 verify token, 405, 408, 413, 415 as `push`; 503 not committed, or a look-up that is to be
 * tried again: Meta sends such a delivery again for up to 36 hours.
 */
export function meta(options: MetaOptions): PushSource {
  const checked = checkMeta(options);
  const secrets = [checked.appSecret].flat();
  const graph = createGraph(checked);
  const latest = new RecentKeys<number>(REMEMBERED);
  return {
    contract: 1,
    name: 'meta',
    instance: checked.instance,
    capabilities: { mode: 'push', ...(checked.path !== undefined && { path: checked.path }) },
    async receive(request, context) {
      if (request.method === 'GET') return handshake(new URL(request.url), checked.verifyToken);
      const body = await receiveJson(request, { maxBytes: checked.maxDeliveryBytes, timeoutMs: checked.deliveryTimeoutMs }, context);
      if ('status' in body) return refuse(body.status, body.error, body.status === 405 ? { allow: 'GET, POST' } : {});
      if (!isSigned(request.headers.get('x-hub-signature-256') ?? '', body.bytes, secrets)) return refuse(401, 'The signature does not match.');
      const delivery = parseJson(body.bytes);
      if (delivery === undefined) return refuse(400, 'The body is not valid JSON in UTF-8.');
      return answer(await new Delivery(checked, graph, latest, context).read(delivery), latest);
    },
  };
}

/** Meta asks once whether this address is the app's: by a token that the host made up. */
function handshake({ searchParams }: URL, verifyToken: string): PushReceived {
  const challenge = searchParams.get('hub.challenge') ?? '';
  const isVerified = equalInConstantTime(searchParams.get('hub.verify_token') ?? '', verifyToken);
  if (searchParams.get('hub.mode') !== 'subscribe' || !isVerified || !CHALLENGE.test(challenge)) return refuse(403, 'The verify token does not match.');
  const echo = (): Response => new Response(challenge, { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } });
  return { signals: [], accepted: echo(), refused: echo() };
}

/** `sha256=` and the hex of HMAC-SHA-256 over the bytes as they came. */
function isSigned(given: string, body: Uint8Array, secrets: readonly string[]): boolean {
  // All are tried, so that time does not tell which was the right one.
  return secrets.map((secret) => equalInConstantTime(given, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)).includes(true);
}

interface Read {
  signals: Signal[];
  /** What is to be remembered once the signals are kept. */
  latest: Map<string, number>;
  /** Some look-up is to be tried again. */
  again: boolean;
}

class Delivery {
  readonly #options: CheckedOptions;
  readonly #graph: Graph;
  readonly #before: Latest;
  readonly #latest = new Map<string, number>();
  readonly #context: CallContext;
  #lookUps = 0;
  #again = false;

  constructor(options: CheckedOptions, graph: Graph, before: Latest, context: CallContext) {
    this.#options = options;
    this.#graph = graph;
    this.#before = before;
    this.#context = context;
  }

  async read(body: unknown): Promise<Read> {
    const readings = changesOf(body).map((change): { reading: Reading; at: number } =>
      'reason' in change ? { reading: skipped(change.reason), at: 0 } : { reading: this.#read(change), at: change.at ?? this.#context.now() },
    );
    const complete = await inTurns(readings, async ({ reading, at }) => ({ reading: reading.is === 'untold' ? await this.#complete(reading.mention) : reading, at }));
    return { signals: complete.flatMap(({ reading, at }) => this.#signal(reading, at)), latest: this.#latest, again: this.#again };
  }

  #read(change: Change): Reading {
    // A signature has no time of its own; that of sending is among what is signed.
    if (change.at !== null && this.#context.now() - change.at > this.#options.maxAgeMs) return skipped('sent longer ago than maxAgeMs.');
    const name = this.#options.accounts[change.account]?.name;
    return change.object === 'page' ? readPage(change, name) : readInstagram(change, name);
  }

  async #complete(mention: Mention): Promise<Reading> {
    const token = this.#options.accounts[mention.account]?.accessToken;
    if (token === undefined) return skipped(`Meta tells only that ${mention.account} was mentioned; accounts.${mention.account}.accessToken is missing, to look it up.`, mention.id);
    if (this.#known(mention.id) !== undefined) return { is: 'nothing' };
    this.#lookUps += 1;
    if (this.#lookUps > MOST_LOOK_UPS) return this.#later();
    try {
      const [secret] = [this.#options.appSecret].flat();
      return await lookUp(this.#graph, { token, secret }, mention, this.#context);
    } catch (error) {
      this.#context.signal.throwIfAborted();
      const { code, message, retryable } = KashuvError.from(error);
      this.#context.log(code === 'AUTH_FAILED' ? 'error' : 'warn', `${this.#options.instance}: a mention could not be looked up`, { code, message });
      return retryable ? this.#later() : skipped(`a mention that could not be looked up (${code}).`, mention.id);
    }
  }

  #later(): Reading {
    this.#again = true;
    return { is: 'nothing' };
  }

  #known(id: string): number | undefined {
    return this.#latest.get(id) ?? this.#before.get(id);
  }

  /** Meta sends again what was not answered in time, and not in order: what is older than what was heard must not undo it. */
  #signal(reading: Reading, at: number): Signal[] {
    switch (reading.is) {
      case 'nothing':
      case 'untold':
        return [];
      case 'skipped':
        return [{ type: 'skipped', reason: reading.reason, ...(reading.ref !== undefined && { ref: reading.ref }) }];
      case 'deleted':
        this.#latest.set(reading.ref, AFTER_ALL);
        // Whoever took it away, Meta names only who wrote it.
        return [{ type: 'deleted', ref: reading.ref, by: 'unknown' }];
      case 'said': {
        const { verb, post } = reading;
        const known = this.#known(post.id);
        if (known !== undefined && (verb === 'posted' || at < known)) return [];
        this.#latest.set(post.id, at);
        return [{ type: verb, post }];
      }
    }
  }
}

function answer({ signals, latest: told, again }: Read, latest: RecentKeys<number>): PushReceived {
  const later = (): Response => new Response(null, { status: 503, headers: RETRY_AFTER });
  const kept = (): void => told.forEach((at, id) => latest.set(id, at));
  return { signals, accepted: again ? later() : new Response(null, { status: 200 }), refused: later(), kept };
}

/** In order, with a few under way at once. */
async function inTurns<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<To[]> {
  const done = new Array<To>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) done[index] = await work(items[index] as From);
  };
  await Promise.all(Array.from({ length: Math.min(LOOK_UPS, items.length) }, worker));
  return done;
}

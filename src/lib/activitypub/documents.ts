import { acceptedStatus } from '../http/api.ts';
import { isRecord, parseJson, type JsonRecord } from '../http/json.ts';
import { redactUrl } from '../http.ts';
import { RecentKeys } from '../recent-keys.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { AccountParts } from './account.ts';
import { addressOf, idOf } from './address.ts';
import { unboundedness } from './bounds.ts';
import { HostBudget } from './host-budget.ts';
import { askSigned } from './requests.ts';

/** Documents of others kept at once, at least; larger ones are asked for each time. */
const KEPT = 1_000;
const MOST_BYTES_KEPT = 32 * 1024;
/** How long a document is believed, in ms: where it will do; where a newer one is wanted; where it must be of now. */
export const BELIEVED = { usually: 600_000, fresh: 60_000, now: 0 } as const;

export interface LoadedDocument {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: JsonRecord;
}

/** What is not there any more, by the word of its own server. `forGood`: 410 or a tombstone; a 404 some servers also give to whom they do not show it. */
export class Gone extends Error {
  readonly forGood: boolean;

  constructor(from: string, forGood: boolean) {
    super(`${from} is gone.`);
    this.forGood = forGood;
  }
}

/**
 * Documents of other servers: asked for with the account's signature, bounded, kept for ten minutes, so many a minute from one host. What is given is of
 * the server it was asked from: its id lies where it came from.
 */
export class Documents {
  readonly #account: AccountParts;
  readonly #budget: HostBudget;
  readonly #kept = new RecentKeys<LoadedDocument & { at: number }>(KEPT);

  constructor(account: AccountParts, perMinute: number) {
    this.#account = account;
    this.#budget = new HostBudget(perMinute);
  }

  /** Whether an address lies on the account's own server. */
  isOwn(url: URL): boolean {
    return url.origin === this.#account.origin;
  }

  /**
   * As it was `believedMs` ago at most. Throws `Gone` for what is gone (404, 410, a tombstone). Errors: as `fetchLimited` and `throwForStatus`; RATE_LIMITED where the host's share of this minute is spent;
   * INPUT_INVALID for what is no document of ActivityPub.
   */
  async load(address: string, context: CallContext, believedMs: number = BELIEVED.usually): Promise<LoadedDocument> {
    const url = addressOf(address);
    if (url === null) throw new KashuvError('INPUT_INVALID', 'expected an address of http or https.');
    if (url.protocol !== 'https:' && !this.#account.requests.allowPrivate) throw new KashuvError('REJECTED', `${redactUrl(url)} is not under https.`);
    url.hash = '';
    const kept = this.#kept.get(url.href);
    if (kept !== undefined && context.now() < kept.at + believedMs) return kept;
    if (!this.#budget.take(url.host, context.now())) throw new KashuvError('RATE_LIMITED', `${url.host} was asked too often within a minute.`, { retryAfterMs: 60_000 });
    const answer = await askSigned(this.#account, url.href, context);
    if (answer.status === 404 || answer.status === 410) throw new Gone(redactUrl(url), answer.status === 410);
    acceptedStatus({ ...answer, from: redactUrl(url) }, context);
    const loaded: LoadedDocument = { contextUrl: null, documentUrl: answer.url, document: readDocument(answer, url) };
    if (loaded.document.type === 'Tombstone') throw new Gone(redactUrl(url), true);
    if (answer.body.byteLength <= MOST_BYTES_KEPT) this.#kept.set(url.href, { ...loaded, at: context.now() });
    return loaded;
  }
}

function readDocument({ headers, body, url: end }: { headers: Headers; body: Uint8Array; url: string }, url: URL): JsonRecord {
  const wrong = (why: string): KashuvError => new KashuvError('INPUT_INVALID', `${redactUrl(url)} gave no document of ActivityPub: ${why}.`);
  const type = (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  // A picture or a note that somebody uploaded is no word of the server.
  if (type !== 'application/activity+json' && type !== 'application/ld+json') throw wrong('its type is another one');
  const document = parseJson(body);
  const problem = unboundedness(document);
  if (problem !== null || !isRecord(document)) throw wrong(problem ?? 'it is no object');
  const id = addressOf(idOf(document));
  if (id === null || id.origin !== new URL(end).origin) throw wrong('its id lies elsewhere');
  return document;
}

/**
 * Contexts for JSON-LD, without the network: those that fedify carries. One that it does not carry says nothing, so that the terms of the standard ones
 * keep their meaning and its own are not read.
 */
export function contextLoader(contexts: Readonly<Record<string, unknown>>): (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }> {
  return async (url) => ({ contextUrl: null, documentUrl: url, document: (Object.hasOwn(contexts, url) ? contexts[url] : undefined) ?? { '@context': {} } });
}

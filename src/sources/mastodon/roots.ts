import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { isNotThere } from '../../lib/mastodon/answers.ts';
import type { MastodonItem } from './item.ts';

/** Statuses whose root is kept in mind. */
const MOST = 5_000;
/** A thread that the server fails on so often, and nothing else, must not keep everything after it from being heard. */
const MOST_FAILURES = 3;

/**
 * With which status a thread began. A status names only the one it answers, and without its root an answer to an answer would be a conversation of its
 * own. Asked once for each parent that was not seen.
 */
export class Roots {
  readonly #api: Api;
  readonly #known = new Map<string, string>();
  /** The status on whose thread the server failed last, and how often in a row. */
  #failing = { id: '', times: 0 };

  constructor(api: Api) {
    this.#api = api;
  }

  /** The item, with the root of a status that answers another. Without it where the server will not say, or failed three times in a row; what may be answered later is thrown. */
  async rooted(item: MastodonItem, context: CallContext): Promise<MastodonItem> {
    if (item.kind !== 'status' || !isRecord(item.status) || !isId(item.status.id)) return item;
    const { id, in_reply_to_id: parent } = item.status;
    if (!isId(parent)) {
      this.#keep(id, id);
      return item;
    }
    const root = this.#known.get(parent) ?? (await this.#ask(id, parent, context));
    if (root === null) return item;
    this.#keep(parent, root);
    this.#keep(id, root);
    return { ...item, root };
  }

  async #ask(id: string, parent: string, context: CallContext): Promise<string | null> {
    try {
      const answer = await this.#api.call({ path: `/api/v1/statuses/${id}/context` }, context);
      if (isNotThere(answer)) return null;
      acceptedStatus(answer, context);
      const above = isRecord(answer.body) && Array.isArray(answer.body.ancestors) ? (answer.body.ancestors as unknown[]) : [];
      const [first] = above;
      // Ancestors that another server did not send are not there: then the parent is as far as it goes.
      return isRecord(first) && isId(first.id) ? first.id : parent;
    } catch (error) {
      if (!KashuvError.is(error) || (error.retryable && !(error.code === 'UNAVAILABLE' && this.#failed(id)))) throw error;
      context.log('info', `the root of the thread of ${id} is not known: ${error.message}`);
      return null;
    }
  }

  /** Whether it failed too often. */
  #failed(id: string): boolean {
    this.#failing = { id, times: this.#failing.id === id ? this.#failing.times + 1 : 1 };
    return this.#failing.times >= MOST_FAILURES;
  }

  #keep(id: string, root: string): void {
    this.#known.delete(id);
    this.#known.set(id, root);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }
}

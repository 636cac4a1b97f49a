import { acceptedStatus, type Api, type ApiRequest } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { addressOf, type Address } from '../../lib/mastodon/address.ts';
import { isNotThere } from '../../lib/mastodon/answers.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import { parseTime } from '../../lib/time.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { Receipt } from '../../spec/reply.ts';
import { sameWords } from './words.ts';

/** The post that is answered, as far as an answer has to know it. */
export interface Parent {
  readonly account: string;
  readonly address: Address | null;
  readonly visibility: unknown;
}

/** The most that a server lists at once, and how much of it is looked through. */
const PAGE = 40;
const MOST_PAGES = 25;

/** What is asked of a server beside posting. Errors: as `acceptedStatus`; INPUT_INVALID for what cannot be read. */
export class OtherSide {
  readonly #api: Api;
  readonly #domain: string;
  #me: string | null = null;
  #maxLength: number | null = null;

  constructor(api: Api, domain: string) {
    this.#api = api;
    this.#domain = domain;
  }

  /** Null where the server says that it is not there, or not for this account. */
  async parent(id: string, context: CallContext): Promise<Parent | null> {
    const answer = await this.#api.call({ path: `/api/v1/statuses/${id}` }, context);
    if (isNotThere(answer)) return null;
    acceptedStatus(answer, context);
    const { body } = answer;
    if (!isRecord(body) || !isRecord(body.account) || !isId(body.account.id)) throw unreadable(answer.from);
    return { account: body.account.id, address: addressOf(body.account.acct, this.#domain), visibility: body.visibility };
  }

  /** In words that name nobody; null: nothing. */
  async block(account: string, context: CallContext): Promise<string | null> {
    const body = await this.#api.json({ path: '/api/v1/accounts/relationships', params: { 'id[]': [account] } }, context);
    const relation = Array.isArray(body) ? (body as unknown[]).find((one): one is JsonRecord => isRecord(one) && one.id === account) : undefined;
    if (relation === undefined) throw unreadable('/api/v1/accounts/relationships');
    if (relation.blocked_by === true) return 'the author of the post that is answered blocks this account';
    return relation.blocking === true ? 'this account blocks the author of the post that is answered' : null;
  }

  /** The longest text that the server takes, asked once; null where it does not say. */
  async maxLength(context: CallContext): Promise<number | null> {
    if (this.#maxLength !== null) return this.#maxLength;
    const answer = await this.#api.call({ path: '/api/v2/instance' }, context);
    // Of an older server.
    if (answer.status === 404) return null;
    acceptedStatus(answer, context);
    const configuration = isRecord(answer.body) ? answer.body.configuration : undefined;
    const most = isRecord(configuration) && isRecord(configuration.statuses) ? configuration.statuses.max_characters : undefined;
    this.#maxLength = typeof most === 'number' && most > 0 ? most : null;
    return this.#maxLength;
  }

  /** Our answer to a post in these words; null where it is not among our last 1,000 posts. */
  async answer(parent: string, text: string, context: CallContext): Promise<Receipt | null> {
    // An answer is younger than what it answers.
    for await (const status of this.#own({ since_id: parent }, context)) {
      const receipt = status.in_reply_to_id === parent && holds(status, text) ? receiptOf(status, context) : null;
      if (receipt !== null) return receipt;
    }
    return null;
  }

  /** Our posts of these words that answer nothing and were made at `since` or later, epoch ms. Newest first. */
  async posts(text: string, since: number, context: CallContext): Promise<Receipt[]> {
    const found: Receipt[] = [];
    for await (const status of this.#own({ exclude_replies: true }, context)) {
      const receipt = receiptOf(status, context);
      if (receipt === null) continue;
      if (receipt.at < since) break;
      if (holds(status, text)) found.push(receipt);
    }
    return found;
  }

  /** What the account posted, newest first, whoever may read it. */
  async *#own(params: NonNullable<ApiRequest['params']>, context: CallContext): AsyncGenerator<JsonRecord, void> {
    const me = await this.#account(context);
    let before: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const body = await this.#api.json({ path: `/api/v1/accounts/${me}/statuses`, params: { ...params, exclude_reblogs: true, limit: PAGE, max_id: before } }, context);
      if (!Array.isArray(body)) throw unreadable('the list of own posts');
      const statuses = (body as unknown[]).filter(isRecord);
      yield* statuses;
      const last = statuses.at(-1)?.id;
      // A page that leads nowhere would be asked for again.
      if (!isId(last) || last === before) return;
      before = last;
    }
  }

  async #account(context: CallContext): Promise<string> {
    if (this.#me !== null) return this.#me;
    const body = await this.#api.json({ path: '/api/v1/accounts/verify_credentials' }, context);
    if (!isRecord(body) || !isId(body.id)) throw unreadable('/api/v1/accounts/verify_credentials');
    return (this.#me = body.id);
  }
}

const holds = ({ content }: JsonRecord, text: string): boolean => typeof content === 'string' && sameWords(content, text);

/** Null where the server's answer names no status. */
export function receiptOf(status: unknown, context: Pick<CallContext, 'now'>): Receipt | null {
  if (!isRecord(status) || !isId(status.id)) return null;
  const at = (typeof status.created_at === 'string' ? parseTime(status.created_at, { format: 'iso' }) : null) ?? context.now();
  return { id: status.id, at, ...(typeof status.url === 'string' && status.url.length <= 2048 && URL.canParse(status.url) && { url: status.url }) };
}

const unreadable = (what: string): KashuvError => new KashuvError('INPUT_INVALID', `${what} cannot be read.`, { fix: 'Check that the address is that of a server with the interface of Mastodon.' });

import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { authorName, fullName, listingOf, thingOf } from '../../lib/reddit/things.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PublishAttempt } from '../../spec/plugin.ts';
import type { Receipt } from '../../spec/reply.ts';
import { toMarkdown } from './markdown.ts';

const PAGE = 100;
/** Pages of the account's own comments that are looked through, newest first: all that Reddit lists. */
const MOST_PAGES = 10;
/** By how much the two clocks may differ, in ms. */
const CLOCKS_APART_MS = 3_600_000;

/** The account's own comment under the same parent with the same words, if it was made since. Throws OUTCOME_UNKNOWN where its comments since then are too many to tell. */
export async function findSent(api: Api, { command: { replyToSourceId, text }, since }: PublishAttempt, context: CallContext): Promise<Receipt | null> {
  const earliest = since - CLOCKS_APART_MS;
  const account = await ownName(api, context);
  const words = compared(toMarkdown(text));
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.call({ path: `/user/${account}/comments`, params: { sort: 'new', limit: PAGE, raw_json: 1, ...(after !== null && { after }) } }, context);
    acceptedStatus(answer, context);
    const listing = listingOf(answer.body);
    if (listing === null) throw new KashuvError('INPUT_INVALID', `${answer.from} gave no listing.`, { field: 'redditPublisher.service', fix: 'Check the address.' });
    const comments = listing.children.map(thingOf).filter((one) => one !== null);
    const found = comments.find(({ data }) => data.parent_id === replyToSourceId && typeof data.body === 'string' && compared(data.body) === words && madeAt(data) >= earliest);
    if (found !== undefined) return receiptOf(found.data, context);
    const oldest = comments.reduce((least, { data }) => Math.min(least, madeAt(data)), Infinity);
    if (listing.after === null || listing.after === after || comments.length === 0 || oldest < earliest) return null;
    after = listing.after;
  }
  throw new KashuvError('OUTCOME_UNKNOWN', `the account has more than ${MOST_PAGES * PAGE} comments since then; the answer may be among older ones.`);
}

/** Null for what is no comment. */
export function receiptOf(data: unknown, context: Pick<CallContext, 'now'>): Receipt | null {
  const name = isRecord(data) ? fullName(data.name) : null;
  if (name?.kind !== 't1') return null;
  const { permalink, created_utc: created } = data as JsonRecord;
  return {
    id: name.name,
    at: typeof created === 'number' && created > 0 ? created * 1_000 : context.now(),
    ...(typeof permalink === 'string' && /^\/(?:r|user|u)\/[^\s\\]{1,1000}$/.test(permalink) && { url: `https://www.reddit.com${permalink}` }),
  };
}

async function ownName(api: Api, context: CallContext): Promise<string> {
  const me = await api.json({ path: '/api/v1/me', params: { raw_json: 1 } }, context);
  const name = isRecord(me) ? authorName(me.name) : null;
  if (name === null) throw new KashuvError('INPUT_INVALID', 'Reddit does not say whose account this is.', { field: 'redditPublisher.grant', fix: 'Use a grant of the account with the scope identity.' });
  return name;
}

/** What says no time may be of any. */
const madeAt = ({ created_utc: seconds }: JsonRecord): number => (typeof seconds === 'number' ? seconds * 1_000 : Infinity);

/** Reddit takes away what cannot be seen. */
const compared = (markdown: string): string => markdown.replace(/[ \t]+(?=\n|$)/g, '').trim();

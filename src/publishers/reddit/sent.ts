import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { authorName, fullName, listingOf, thingOf } from '../../lib/reddit/things.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { PublishCommand, Receipt } from '../../spec/reply.ts';
import { toMarkdown } from './markdown.ts';

const PAGE = 100;
/** Pages of the account's own comments that are looked through, newest first: all that Reddit lists. */
const MOST_PAGES = 10;
/** How long ago what is looked for was sent at most, in ms. */
const LOOK_BACK_MS = 3 * 86_400_000;

/** The account's own comment under the same parent with the same words, if it is there. Throws OUTCOME_UNKNOWN where its comments of the last days are too many to tell. */
export async function findSent(api: Api, { replyToSourceId, text }: Pick<PublishCommand, 'replyToSourceId' | 'text'>, context: CallContext): Promise<Receipt | null> {
  const account = await ownName(api, context);
  const words = compared(toMarkdown(text));
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.call({ path: `/user/${account}/comments`, params: { sort: 'new', limit: PAGE, raw_json: 1, ...(after !== null && { after }) } }, context);
    acceptedStatus(answer, context);
    const listing = listingOf(answer.body);
    if (listing === null) throw new KashuvError('INPUT_INVALID', `${answer.from} gave no listing.`, { field: 'redditPublisher.service', fix: 'Check the address.' });
    const comments = listing.children.map(thingOf).filter((one) => one !== null);
    const found = comments.find(({ data }) => data.parent_id === replyToSourceId && typeof data.body === 'string' && compared(data.body) === words);
    if (found !== undefined) return receiptOf(found.data, context);
    const oldest = Math.min(...comments.map(({ data }) => (typeof data.created_utc === 'number' ? data.created_utc * 1_000 : Infinity)));
    if (listing.after === null || listing.after === after || comments.length === 0 || oldest < context.now() - LOOK_BACK_MS) return null;
    after = listing.after;
  }
  throw new KashuvError('OUTCOME_UNKNOWN', `the account has more than ${MOST_PAGES * PAGE} comments of the last days; the answer may be among older ones.`);
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

/** Reddit takes away what cannot be seen. */
const compared = (markdown: string): string => markdown.replace(/[ \t]+(?=\n|$)/g, '').trim();

import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord } from '../../lib/http/json.ts';
import { listingOf, thingOf } from '../../lib/reddit/things.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { CheckedOptions } from './options.ts';
import { madeAt } from './post.ts';

/** The most things of one answer. */
const PAGE = 100;
/** Reddit's listings end after 1,000 things. */
const MOST_PAGES = 10;

interface Question {
  /** For notes and errors. */
  readonly name: string;
  readonly option: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** What all listings hold since `since`, epoch ms, oldest first, each thing once. Notes say what was not read. */
export async function readListings(options: CheckedOptions, api: Api, since: number | null, context: CallContext): Promise<{ things: unknown[]; notes: string[] }> {
  const found = new Map<string, unknown>();
  const notes: string[] = [];
  for (const question of questionsOf(options)) {
    const complete = await pages(question, options, api, since, context, (child) => {
      const name = thingOf(child)?.name ?? JSON.stringify(child);
      if (!found.has(name)) found.set(name, child);
    });
    if (!complete) notes.push(`${question.name}: more than ${options.maxPages * PAGE} things in one sweep; older ones were not read.`);
  }
  const timeOf = (child: unknown): number => madeAt(child) ?? Number.MAX_SAFE_INTEGER;
  return { things: [...found.values()].sort((a, b) => timeOf(a) - timeOf(b)), notes };
}

function questionsOf({ search, searchIn, submissions, comments, mentions, inbox }: CheckedOptions): Question[] {
  const questions: Question[] = search.map((q) => ({
    name: 'search',
    option: 'searchIn',
    path: searchIn.length === 0 ? '/search' : `/r/${searchIn.join('+')}/search`,
    params: { q, sort: 'new', type: 'link', include_over_18: 'on', ...(searchIn.length > 0 && { restrict_sr: 'on' }) },
  }));
  if (submissions.length > 0) questions.push({ name: 'submissions', option: 'submissions', path: `/r/${submissions.join('+')}/new`, params: {} });
  if (comments.length > 0) questions.push({ name: 'comments', option: 'comments', path: `/r/${comments.join('+')}/comments`, params: {} });
  // The inbox holds the mentions too.
  if (inbox) questions.push({ name: 'inbox', option: 'inbox', path: '/message/inbox', params: { mark: false } });
  else if (mentions) questions.push({ name: 'mentions', option: 'mentions', path: '/message/mentions', params: { mark: false } });
  return questions;
}

/** Goes through the pages, newest first. False where it ended before what is older than `since`. */
async function pages(question: Question, options: CheckedOptions, api: Api, since: number | null, context: CallContext, see: (child: unknown) => void): Promise<boolean> {
  let after: string | null = null;
  let count = 0;
  for (let page = 0; page < options.maxPages; page += 1) {
    const listing = await ask(question, api, after, count, context);
    let older = false;
    for (const child of listing.children) {
      const at = madeAt(child);
      // A pinned one stands before newer ones: it alone does not end the listing.
      if (since !== null && at !== null && at * 1000 < since) older ||= !isPinned(child);
      else see(child);
    }
    // A page that leads to itself would be asked for ever.
    if (older || listing.children.length === 0 || listing.after === after) return true;
    if (listing.after === null) return !(page === MOST_PAGES - 1);
    after = listing.after;
    count += listing.children.length;
  }
  return false;
}

async function ask({ path, params, name, option }: Question, api: Api, after: string | null, count: number, context: CallContext): Promise<{ children: readonly unknown[]; after: string | null }> {
  const answer = await api.call({ path, params: { ...params, raw_json: 1, limit: PAGE, ...(after !== null && { after, count }) } }, context);
  if (path.startsWith('/r/') && (answer.status === 403 || answer.status === 404)) {
    const reason = isRecord(answer.body) && typeof answer.body.reason === 'string' && /^[a-z_]{1,32}$/.test(answer.body.reason) ? ` (${answer.body.reason})` : '';
    throw new KashuvError('CONFIG_INVALID', `Reddit does not show these communities to this account${reason}.`, { field: `reddit.${option}`, fix: 'Look whether all of them exist, are open, and may be read by this account.' });
  }
  acceptedStatus(answer, context);
  const listing = listingOf(answer.body);
  if (listing === null) throw new KashuvError('INPUT_INVALID', `${name}: ${answer.from} gave no listing.`, { field: 'reddit.service', fix: 'Check the address.' });
  return listing;
}

const isPinned = (child: unknown): boolean => isRecord(child) && isRecord(child.data) && (child.data.stickied === true || child.data.pinned === true);

import { authorName, communityName, fullName, takenBy, thingOf, type Thing } from '../../lib/reddit/things.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import type { Author, DeletedBy, PostInput, Reach, Venue } from '../../spec/post.ts';
import { readMarkdown } from './markdown.ts';

/** A thing as a listing shows it, one that has changed since it was heard, one that is not shown any more, or a note that some were not read. */
export type RedditItem =
  | { readonly kind: 'thing' | 'changed'; readonly thing: unknown }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'note'; readonly reason: string };

const SITE = 'https://www.reddit.com';
const MAX_FLAIR = 256;

export const profilePage = (name: string): string => `${SITE}/user/${name}`;

/** A thing as a post; who took it away, where somebody did; or why it is none. `own` are the brand's communities, in lower case. */
export function readThing(child: unknown, own: ReadonlySet<string>): { post: PostInput } | { gone: DeletedBy; name: string } | { reason: string; name?: string } {
  const thing = thingOf(child);
  if (thing === null) return { reason: 'a thing that is neither a submission, a comment nor a message.' };
  const by = takenBy(thing);
  if (by !== null) return { gone: whoOf(by, thing, own), name: thing.name };
  const post = postOf(thing);
  return post === null ? { reason: `${thing.name} has no words.`, name: thing.name } : { post };
}

function whoOf(by: DeletedBy | 'moderators', { data }: Thing, own: ReadonlySet<string>): DeletedBy {
  if (by !== 'moderators') return by;
  return own.has(communityName(data.subreddit)?.toLowerCase() ?? '') ? 'brand' : 'platform';
}

function postOf(thing: Thing): PostInput | null {
  const { kind, name, data } = thing;
  const { text: words, links } = readMarkdown(textOf(kind === 't3' ? data.selftext : data.body));
  const title = kind === 't3' ? textOf(data.title).trim() : kind === 't4' ? textOf(data.subject).trim() : '';
  const text = [title, words].filter((part) => part !== '').join('\n\n');
  if (text === '') return null;
  const post: PostInput = { id: name, text, venue: venueOf(thing) };
  if (title !== '') post.title = title.slice(0, 4096);
  const author = authorOf(data);
  if (author !== null) post.author = author;
  const page = pageOf(thing);
  if (page !== null) post.url = page;
  if (isCount(data.created_utc)) post.postedAt = data.created_utc * 1000;
  const thread = threadOf(thing);
  if (Object.keys(thread).length > 0) post.thread = thread;
  const reach = reachOf(thing);
  if (Object.keys(reach).length > 0) post.reach = reach;
  const address = kind === 't3' && data.is_self !== true ? addressOf(data.url_overridden_by_dest ?? data.url) : null;
  const all = [...new Set([...(address === null ? [] : [address]), ...links])];
  if (all.length > 0) post.links = all;
  if (kind === 't4') post.private = true;
  return post;
}

function venueOf({ kind, data }: Thing): Venue {
  if (kind === 't4') return { id: 'reddit:inbox', kind: 'inbox', class: 'social', name: 'Reddit messages', url: `${SITE}/message/inbox` };
  const community = communityName(data.subreddit);
  if (community === null) return { id: 'reddit', kind: 'site', class: 'forum', name: 'Reddit', url: SITE };
  if (community.startsWith('u_')) return { id: `reddit:u/${community.slice(2)}`, kind: 'account', class: 'forum', name: `u/${community.slice(2)}`, url: profilePage(community.slice(2)) };
  return { id: `reddit:r/${community}`, kind: 'group', class: 'forum', name: `r/${community}`, url: `${SITE}/r/${community}` };
}

/** Flair is what the author, or the community, says of the author; a moderator's mark is Reddit's. */
function authorOf(data: JsonRecord): Author | null {
  const name = authorName(data.author);
  if (name === null) return null;
  const community = communityName(data.subreddit);
  const marks = [
    textOf(data.author_flair_text).trim().slice(0, MAX_FLAIR),
    data.distinguished === 'moderator' && community !== null ? `moderator of r/${community}` : data.distinguished === 'admin' ? 'Reddit employee' : '',
  ].filter((mark) => mark !== '');
  return { id: name, handle: name, url: profilePage(name), ...(marks.length > 0 && { bio: marks.join(' · ') }) };
}

function pageOf({ data }: Thing): string | null {
  for (const path of [data.permalink, data.context]) {
    if (typeof path === 'string' && path.length <= 1024 && /^\/(?:r|user|u)\/[^\s\\]{1,1000}$/.test(path)) return `${SITE}${path.replace(/\?.*$/, '')}`;
  }
  return null;
}

/** Messages of the inbox that are comments do not name their submission, but their address does. */
function threadOf({ kind, name, data }: Thing): NonNullable<PostInput['thread']> {
  if (kind === 't3') {
    const original = fullName(data.crosspost_parent);
    return original === null ? {} : { repost: original.name };
  }
  const parent = fullName(data.parent_id)?.name;
  const inAddress = typeof data.context === 'string' ? /\/comments\/([0-9a-z]{1,16})(?:\/|$)/.exec(data.context)?.[1] : undefined;
  const root = kind === 't4' ? fullName(data.first_message_name)?.name : (fullName(data.link_id)?.name ?? (inAddress === undefined ? undefined : `t3_${inAddress}`));
  return { ...(root !== undefined && root !== name && { root }), ...(parent !== undefined && { parent }) };
}

/** Votes against are taken off the votes for: below none there is none to tell. */
function reachOf({ kind, data }: Thing): Reach {
  if (kind === 't4') return {};
  const { score, num_comments: replies, num_crossposts: reposts, hide_score: hidden, score_hidden: hiddenToo } = data;
  return {
    ...(typeof score === 'number' && Number.isFinite(score) && hidden !== true && hiddenToo !== true && { likes: Math.max(0, score) }),
    // Of a comment it is the number of the whole submission.
    ...(kind === 't3' && isCount(replies) && { replies }),
    ...(isCount(reposts) && { reposts }),
  };
}

/** When it was made, epoch s; null where that is not told. */
export const madeAt = (child: unknown): number | null => (isRecord(child) && isRecord(child.data) && isCount(child.data.created_utc) ? child.data.created_utc : null);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const addressOf = (value: unknown): string | null => (typeof value === 'string' && value.length <= 2048 && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null);

import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import { plainText } from '../../lib/plain-text.ts';
import { parseTime } from '../../lib/time.ts';
import type { PostInput, Reach, Venue } from '../../spec/post.ts';
import { authorOf, isCount, webAddress } from './author.ts';

/** Most kashuv keeps of a text is 65,536 units; tags may take several times that. */
const MAX_HTML = 524_288;
const MAX_TAGS = 16;
const MAX_MEDIA = 16;
const MAX_DESCRIPTION = 2_000;
const MAX_LINKS = 64;

/** Whose server it is that shows a status. */
export interface Shown {
  /** Host of the server, with its port if it has one. */
  readonly host: string;
  /** Host in the addresses of its own accounts. */
  readonly domain: string;
}

/** Where the public speaks, as one server shows it. The publisher knows it by this id. */
const siteOf = (host: string): Venue => ({ id: `mastodon:${host}`, kind: 'site', class: 'microblog', name: host });
/** What was said to the account alone. */
const inboxOf = (host: string): Venue => ({ id: `mastodon:${host}/messages`, kind: 'inbox', class: 'microblog', name: `Messages on ${host}` });

/** A status for all to read. What is neither is for followers or for those it names. */
export const isPublic = ({ visibility }: JsonRecord): boolean => visibility === 'public' || visibility === 'unlisted';

/** A status as a post, or why it is none, in words. Fields of a wrong shape are left out. */
export function postOf(status: unknown, { host, domain }: Shown): PostInput | string {
  if (!isRecord(status) || !isId(status.id)) return 'a status without an id.';
  const { id } = status;
  const reblog = isRecord(status.reblog) && isId(status.reblog.id) ? status.reblog : null;
  const said = reblog ?? status;
  const text = wordsOf(said);
  if (text.trim() === '') return `${id} has neither text nor descriptions of its media.`;
  const author = authorOf(status.account, domain);
  const post: PostInput = { id, text, venue: isPublic(status) ? siteOf(host) : inboxOf(host) };
  if (!isPublic(status)) post.private = true;
  if (author !== null) post.author = author;
  const url = webAddress(status.url) ?? webAddress(status.uri);
  if (url !== null) post.url = url;
  const postedAt = timeOf(status.created_at);
  if (postedAt !== null) post.postedAt = postedAt;
  const thread = threadOf(status, reblog);
  if (Object.keys(thread).length > 0) post.thread = thread;
  if (typeof said.language === 'string' && /^[A-Za-z0-9-]{2,35}$/.test(said.language)) post.language = said.language;
  const reach = reachOf(status);
  if (Object.keys(reach).length > 0) post.reach = reach;
  const links = linksOf(said);
  if (links.length > 0) post.links = links;
  return post;
}

/** Null where it is no time. */
export const timeOf = (value: unknown): number | null => (typeof value === 'string' ? parseTime(value, { format: 'iso' }) : null);

/** The warning above it, the text, hashtags that the text lacks, and what its media show. */
function wordsOf(status: JsonRecord): string {
  const warning = typeof status.spoiler_text === 'string' ? plainText(status.spoiler_text.slice(0, MAX_HTML)) : '';
  const content = typeof status.content === 'string' ? plainText(status.content.slice(0, MAX_HTML)) : '';
  const lower = content.toLowerCase();
  const tags = recordsIn(status.tags, MAX_TAGS)
    .flatMap(({ name }) => (typeof name === 'string' && name !== '' && name.length <= 200 ? [`#${name}`] : []))
    .filter((tag) => !lower.includes(tag.toLowerCase()));
  const media = recordsIn(status.media_attachments, MAX_MEDIA).flatMap(({ description }) =>
    typeof description === 'string' && description.trim() !== '' ? [description.slice(0, MAX_DESCRIPTION)] : [],
  );
  return [warning, content, [...new Set(tags)].join(' '), ...media].filter((part) => part !== '').join('\n\n');
}

function threadOf(status: JsonRecord, reblog: JsonRecord | null): NonNullable<PostInput['thread']> {
  const thread: NonNullable<PostInput['thread']> = {};
  if (isId(status.in_reply_to_id)) thread.parent = status.in_reply_to_id;
  if (reblog !== null) thread.repost = reblog.id as string;
  const quote = quotedId((reblog ?? status).quote);
  if (quote !== null) thread.quote = quote;
  return thread;
}

/** Mastodon tells the quoted status with the state of the quote, or its id alone; Pleroma and Akkoma the status itself. */
function quotedId(quote: unknown): string | null {
  if (!isRecord(quote)) return null;
  const { quoted_status: status, quoted_status_id: id } = quote;
  if (isRecord(status) && isId(status.id)) return status.id;
  if (isId(id)) return id;
  return isId(quote.id) ? quote.id : null;
}

function reachOf({ favourites_count: likes, replies_count: replies, reblogs_count: reposts }: JsonRecord): Reach {
  return { ...(isCount(likes) && { likes }), ...(isCount(replies) && { replies }), ...(isCount(reposts) && { reposts }) };
}

// No `<` within, so that a text of beginnings costs no more than any other.
const ANCHOR = /<a\s[^<>]{0,4096}>/gi;

/** Where the text leads, and the card below it. Mentions and hashtags are links of the server's own. */
function linksOf({ content, card }: JsonRecord): string[] {
  const links = new Set<string>();
  const add = (address: unknown): void => {
    const link = webAddress(address);
    if (link !== null && links.size < MAX_LINKS) links.add(link);
  };
  if (typeof content === 'string') {
    for (const [anchor] of content.slice(0, MAX_HTML).matchAll(ANCHOR)) {
      if (!/\bclass="[^"]*\b(?:mention|hashtag)\b/i.test(anchor)) add(/\bhref="([^"]{1,2048})"/i.exec(anchor)?.[1]?.replaceAll('&amp;', '&'));
    }
  }
  if (isRecord(card)) add(card.url);
  return [...links];
}

const recordsIn = (value: unknown, most: number): JsonRecord[] => (Array.isArray(value) ? (value.slice(0, most) as unknown[]).filter(isRecord) : []);

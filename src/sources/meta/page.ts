import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { parseTime } from '../../lib/time.ts';
import type { Author, PostInput, Thread, Venue } from '../../spec/post.ts';
import { idOf, nameOf, type Change } from './delivery.ts';
import { mentionVenue, permalink, skipped, type Reading } from './reading.ts';

const MAX_NAME = 512;
const MAX_LINK = 2048;

/** Items of a feed that somebody writes. */
const WRITTEN = new Set(['post', 'status', 'photo', 'video', 'link', 'share', 'note', 'album', 'event']);
/** Items that nobody writes; they come by the thousand. */
const WORDLESS = new Set(['like', 'reaction']);

/** A change of a page's feed, or a mention of a page, as Meta documents them under webhooks, object `page`. */
export function readPage(change: Change, pageName: string | undefined): Reading {
  const { field, value, account } = change;
  if (field !== 'feed' && field !== 'mention') return skipped(`a change of the page's ${nameOf(field)}, which is not read.`);
  if (WORDLESS.has(String(value.item))) return { is: 'nothing' };
  const isComment = value.item === 'comment';
  if (!isComment && !WRITTEN.has(String(value.item))) return skipped(`the page's ${nameOf(field)} tells of ${nameOf(value.item)}, which is not read.`);
  const post = idOf(value.post_id);
  const id = isComment ? idOf(value.comment_id) : post;
  if (id === null || post === null) return skipped(`a ${isComment ? 'comment' : 'post'} of the page ${account} without its ids.`);
  switch (value.verb) {
    case 'add':
    case 'edit':
    case 'edited':
    case 'update':
      break;
    case 'remove':
    case 'delete':
      return { is: 'deleted', ref: id };
    case 'hide':
      return skipped('hidden, by the page or by Facebook itself; it was said all the same, and stays.', id);
    case 'unhide':
    case 'unblock':
      return { is: 'nothing' };
    default:
      return skipped(`done to it: ${nameOf(value.verb)}, which is not read.`, id);
  }
  if (value.published === 0) return skipped('not published.', id);
  const message = typeof value.message === 'string' ? value.message : '';
  // A page's own feed tells words wherever there are some; a mention elsewhere may tell only where it is.
  const isElsewhere = !post.startsWith(`${account}_`);
  if (message.trim() === '') {
    if (field === 'mention') return { is: 'untold', mention: { id, account, thread: post, isComment, object: 'page' } };
    return skipped('without words.', id);
  }
  return { is: 'said', verb: value.verb === 'add' ? 'posted' : 'edited', post: toPost(change, { id, post, isComment, message, isElsewhere: field === 'mention' && isElsewhere, pageName }) };
}

interface Said {
  id: string;
  post: string;
  isComment: boolean;
  message: string;
  isElsewhere: boolean;
  pageName: string | undefined;
}

function toPost({ account, value }: Change, { id, post, isComment, message, isElsewhere, pageName }: Said): PostInput {
  const url = isRecord(value.post) ? permalink(value.post.permalink_url) : undefined;
  const said: PostInput = {
    id,
    text: message,
    url: isComment ? `https://www.facebook.com/${post}?comment_id=${id.split('_').at(-1)}` : (url ?? `https://www.facebook.com/${post}`),
    venue: isElsewhere ? mentionVenue({ object: 'page', account, thread: post }, url ?? `https://www.facebook.com/${post}`) : pageVenue(account, pageName),
  };
  const author = authorOf(value);
  if (author !== null) said.author = author;
  if (isComment) said.thread = threadOf(post, idOf(value.parent_id));
  const postedAt = parseTime(value.created_time, { format: 'epoch-s' });
  if (postedAt !== null) said.postedAt = postedAt;
  if (['link', 'share'].includes(String(value.item)) && typeof value.link === 'string' && value.link.length <= MAX_LINK) said.links = [value.link];
  return said;
}

function pageVenue(page: string, name: string | undefined): Venue {
  return { id: `page:facebook/${page}`, kind: 'page', class: 'social', name: name ?? `Facebook page ${page}`, url: `https://www.facebook.com/${page}` };
}

/** `from`, or the fields that came before it. The id of a person is theirs for this page alone. */
export function authorOf({ from, sender_id: senderId, sender_name: senderName }: JsonRecord): Author | null {
  const [id, name] = isRecord(from) ? [idOf(from.id), from.name] : [idOf(senderId), senderName];
  if (id === null) return null;
  return typeof name === 'string' && name !== '' ? { id, name: name.slice(0, MAX_NAME) } : { id };
}

/** A comment on a post names the post as its parent, a reply the comment. */
export function threadOf(root: string, parent: string | null): Thread {
  return { root, parent: parent ?? root };
}

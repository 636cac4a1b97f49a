import { isRecord } from '../../lib/http/json.ts';
import type { Author, PostInput, Venue } from '../../spec/post.ts';
import { idOf, nameOf, type Change } from './delivery.ts';
import { threadOf } from './page.ts';
import { skipped, type Reading } from './reading.ts';

const USERNAME = /^[A-Za-z0-9._]{1,64}$/;

/** A comment on a medium of an Instagram account, or a mention of the account, as Meta documents them under webhooks, object `instagram`. */
export function readInstagram(change: Change, username: string | undefined): Reading {
  const { field, value, account } = change;
  if (field === 'mentions') {
    const thread = idOf(value.media_id);
    if (thread === null) return skipped(`a mention of the account ${account} without the id of a medium.`);
    const comment = idOf(value.comment_id);
    return { is: 'untold', mention: { id: comment ?? thread, account, thread, isComment: comment !== null, object: 'instagram' } };
  }
  if (field !== 'comments' && field !== 'live_comments') return skipped(`a change of the account's ${nameOf(field)}, which is not read.`);
  const id = idOf(value.id);
  const medium = isRecord(value.media) ? idOf(value.media.id) : null;
  if (id === null || medium === null) return skipped(`a comment on a medium of the account ${account} without its ids.`);
  if (typeof value.text !== 'string' || value.text.trim() === '') return skipped('without words.', id);
  const post: PostInput = { id, text: value.text, thread: threadOf(medium, idOf(value.parent_id)), venue: accountVenue(account, username) };
  const author = isRecord(value.from) ? authorOf(idOf(value.from.id), value.from.username, { account, username }) : null;
  if (author !== null) post.author = author;
  // Meta tells no time of the comment; it is sent within seconds.
  if (change.at !== null) post.postedAt = change.at;
  return { is: 'said', verb: 'posted', post };
}

/** Somebody's id is theirs for this app alone. The account's own comments come under such an id too: its name, which nobody else can have, tells that they are its own. */
function authorOf(id: string | null, name: unknown, own: { account: string; username: string | undefined }): Author | null {
  const handle = typeof name === 'string' && USERNAME.test(name) ? name : undefined;
  if (handle !== undefined && handle.toLowerCase() === own.username?.toLowerCase()) return { ...named(handle), id: own.account };
  if (id !== null) return { ...(handle !== undefined && named(handle)), id };
  return handle === undefined ? null : named(handle);
}

/** Somebody of whom only the name is known. */
export function named(handle: string): Author {
  return { id: handle, handle, url: `https://www.instagram.com/${handle}/` };
}

export const isUsername = (value: unknown): value is string => typeof value === 'string' && USERNAME.test(value);

function accountVenue(account: string, username: string | undefined): Venue {
  const url = username === undefined ? {} : { url: `https://www.instagram.com/${username}/` };
  return { id: `account:instagram/${account}`, kind: 'account', class: 'social', name: username === undefined ? `Instagram account ${account}` : `@${username}`, ...url };
}

import { htmlToText } from '../../lib/html-text.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import type { PostInput, Reach, Venue } from '../../spec/post.ts';

/** A hit of the search, an item that has changed since it was heard, or a note that some were not read. */
export type HackerNewsItem =
  | { readonly kind: 'hit'; readonly hit: unknown }
  | { readonly kind: 'changed'; readonly item: JsonRecord; readonly root: string | null }
  | { readonly kind: 'note'; readonly reason: string };

/** A story, comment or poll, however it was told. */
interface Said {
  readonly id: string;
  /** The story at the top; absent where it is not known, or it is this one. */
  readonly root?: string;
  readonly parent?: string;
  readonly by: unknown;
  /** Epoch s. */
  readonly time: unknown;
  readonly title: unknown;
  /** HTML. */
  readonly words: unknown;
  readonly url: unknown;
  readonly points: unknown;
  readonly comments: unknown;
}

const VENUE: Venue = { id: 'hacker-news', kind: 'site', class: 'forum', name: 'Hacker News', url: 'https://news.ycombinator.com' };
const MAX_LINKS = 64;

/** The number of an item as text; null for what is none. */
export function itemId(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9]\d{0,11}$/.test(text) ? text : null;
}

/** The name of an account; null for what is none. */
export const userName = (value: unknown): string | null => (typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null);

export const userPage = (name: string): string => `https://news.ycombinator.com/user?id=${name}`;

/** What the search found, as a post; or why it is none. */
export function postOfHit(hit: unknown): PostInput | string {
  const id = isRecord(hit) ? itemId(hit.objectID) : null;
  if (!isRecord(hit) || id === null) return 'a hit without the number of an item.';
  const { story_id: story, parent_id: parent, author: by, created_at_i: time, points, num_comments: comments, url, title, story_text: body, comment_text: comment } = hit;
  return postOf({ id, ...placeOf(id, story, parent), by, time, title, words: comment ?? body, url, points, comments });
}

/** A part of a thread as the search tells whole threads. */
export function postOfNode(node: JsonRecord, root: string): PostInput | string {
  const id = itemId(node.id);
  if (id === null) return 'an item without a number.';
  const { parent_id: parent, author: by, created_at_i: time, title, text: words, url, points } = node;
  return postOf({ id, ...placeOf(id, root, parent), by, time, title, words, url, points, comments: undefined });
}

/** An item as the site tells it. It does not name the story it stands under: `root` does. */
export function postOfItem(item: JsonRecord, root: string | null): PostInput | string {
  const id = itemId(item.id);
  if (id === null) return 'an item without a number.';
  const { parent, by, time, title, text: words, url, score: points, descendants: comments } = item;
  return postOf({ id, ...placeOf(id, root, parent), by, time, title, words, url, points, comments });
}

/** By which an edit is known: the services may break the same words into lines in their own ways. */
export const wordsOf = (post: PostInput | string): string => (typeof post === 'string' ? '' : post.text.split(/\s+/).join(' '));

function placeOf(id: string, story: unknown, parent: unknown): { root?: string; parent?: string } {
  const root = itemId(story);
  const above = itemId(parent);
  return { ...(root !== null && root !== id && { root }), ...(above !== null && above !== id && { parent: above }) };
}

function postOf({ id, root, parent, by, time, title, words, url, points, comments }: Said): PostInput | string {
  const heading = typeof title === 'string' && parent === undefined ? decode(title).trim() : '';
  const html = typeof words === 'string' ? words : '';
  const text = [heading, plain(html)].filter((part) => part !== '').join('\n\n');
  if (text === '') return `${id} has no words.`;
  const post: PostInput = { id, text, url: `https://news.ycombinator.com/item?id=${id}`, venue: VENUE };
  if (heading !== '') post.title = heading.slice(0, 4096);
  const name = userName(by);
  if (name !== null) post.author = { id: name, handle: name, url: userPage(name) };
  if (isCount(time)) post.postedAt = time * 1000;
  if (root !== undefined || parent !== undefined) post.thread = { ...(root !== undefined && { root }), ...(parent !== undefined && { parent }) };
  const reach: Reach = { ...(isCount(points) && { likes: points }), ...(isCount(comments) && { replies: comments }) };
  if (Object.keys(reach).length > 0) post.reach = reach;
  const links = linksOf(html, url);
  if (links.length > 0) post.links = links;
  return post;
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Paragraphs, which the site opens and never closes, stay apart. */
export const plain = (html: string): string => decode(htmlToText(html.replace(/<p>/gi, '<p><br>'))).trim();

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The references that the site writes: these names, and numbers. */
function decode(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The site cuts the words of long links; their addresses are whole. */
function linksOf(html: string, url: unknown): string[] {
  const links = new Set<string>();
  const add = (address: unknown): void => {
    if (links.size < MAX_LINKS && typeof address === 'string' && address.length <= 2048 && /^https?:\/\//i.test(address) && URL.canParse(address)) links.add(address);
  };
  add(url);
  for (const [, href] of html.matchAll(/<a\s{1,8}href="([^"<>]{1,4096})"/gi)) add(decode(href ?? ''));
  return [...links];
}

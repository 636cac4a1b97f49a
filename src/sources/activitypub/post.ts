import type { Actor, Link, Note, Object as VocabularyObject, Question } from '@fedify/fedify/vocab';
import { visibilityOf } from '../../lib/activitypub/audience.ts';
import type { Reading } from '../../lib/activitypub/reading.ts';
import { plainText } from '../../lib/plain-text.ts';
import { MAX_POST_TEXT, type Author, type PostInput, type Venue } from '../../spec/post.ts';

/** All of the fediverse is one place: whoever answers in a thread is read across servers. */
export const VENUE: Venue = { id: 'fediverse', kind: 'site', class: 'microblog', name: 'Fediverse' };
/** What is said to a few, the account among them. */
const MESSAGES: Venue = { id: 'fediverse/messages', kind: 'inbox', class: 'microblog', name: 'Messages in the fediverse' };

/** More is cut. */
const MAX_TAGS = 32;
const MAX_ATTACHMENTS = 16;
const MAX_OPTIONS = 32;
const MAX_ALT = 2_000;
const MAX_LINKS = 64;
const MAX_URL = 2_048;
/** Marks take more room than words. */
const MAX_HTML = 4 * MAX_POST_TEXT;
/** Of a tag in HTML; what is longer is no link. */
const ANCHOR = /<a\b[^<>]{0,2048}>/gi;
const HREF = /\shref=(?:"([^"]{1,2048})"|'([^']{1,2048})')/i;
/** How servers mark links to accounts and hashtags. */
const SOCIAL_LINK = /\s(?:class|rel)=["'][^"']{0,256}\b(?:mention|hashtag|tag)\b/i;

export type PostObject = VocabularyObject & { readonly id: URL };

/** What holds words of somebody: the kinds that are read as posts. */
export function isPost(object: VocabularyObject, { fedify: { vocab } }: Reading): object is PostObject {
  return object.id !== null && (object instanceof vocab.Note || object instanceof vocab.Article || object instanceof vocab.Question || object instanceof vocab.Page);
}

/** An object as a post of `actor`, or why it is none, in words. */
export async function toPost(object: PostObject, actor: Actor, reading: Reading): Promise<PostInput | string> {
  const { context } = reading;
  const id = object.id.href;
  const { text, language } = wordsOf(object);
  const html = text.slice(0, MAX_HTML);
  const { tags, mentioned } = await tagsOf(object, reading);
  const said = plain(html);
  const lower = said.toLowerCase();
  const parts = [
    plain(String(object.summary ?? '')),
    said,
    ...(await optionsOf(object, reading)).map((option) => `- ${option}`),
    tags.filter((tag) => !lower.includes(tag.toLowerCase())).join(' '),
    ...(await alternativesOf(object, reading)),
  ].filter((part) => part !== '');
  if (parts.length === 0) return `${id} has neither text nor descriptions of its media.`;
  const post: PostInput = { id, text: parts.join('\n\n'), author: authorOf(actor), url: pageOf(object), venue: VENUE };
  const name = object.name === null ? '' : plain(String(object.name));
  if (name !== '') post.title = name.slice(0, 4096);
  const postedAt = object.published?.epochMilliseconds;
  // The author's claim, never later than it was heard.
  if (postedAt !== undefined) post.postedAt = Math.min(postedAt, context.now());
  const thread: NonNullable<PostInput['thread']> = {};
  const parent = object.replyTargetId?.href;
  if (parent !== undefined && parent.length <= 512) thread.parent = parent;
  const quote = quoteOf(object)?.href;
  if (quote !== undefined && quote.length <= 512) thread.quote = quote;
  if (Object.keys(thread).length > 0) post.thread = thread;
  const links = linksOf(html, mentioned);
  if (links.length > 0) post.links = links;
  if (language !== null) post.language = language;
  const visibility = visibilityOf(object, actor.followersId?.href ?? null);
  if (visibility === 'direct') post.venue = MESSAGES;
  if (visibility === 'followers' || visibility === 'direct') post.private = true;
  return post;
}

/** Who an account says it is. Only its address is certain. */
export function authorOf(actor: Actor): Author {
  const id = actor.id as URL;
  const author: Author = { id: id.href };
  const name = String(actor.name ?? '').trim();
  const handle = String(actor.preferredUsername ?? '');
  if (/^[\p{L}\p{N}_.-]{1,64}$/u.test(handle)) author.handle = `${handle}@${id.host}`;
  if (name !== '') author.name = name.slice(0, 512);
  const bio = plain(String(actor.summary ?? ''));
  if (bio !== '') author.bio = bio.slice(0, 8192);
  const url = hrefOf(actor.url);
  if (url !== null) author.url = url;
  const joinedAt = actor.published?.epochMilliseconds;
  if (joinedAt !== undefined) author.joinedAt = joinedAt;
  return author;
}

const plain = (html: string): string => plainText(html).trim();

/** The words as they were written, and their language where the author says one. Of several languages the words without one are read, and no language is claimed. */
function wordsOf({ content, contents }: VocabularyObject): { text: string; language: string | null } {
  const languages = new Set(contents.flatMap((one) => (one instanceof String && 'locale' in one ? [String(one.locale)] : [])));
  const text = contents.find((one) => typeof one === 'string') ?? content;
  const [language = '', another] = languages;
  return { text: String(text ?? ''), language: another === undefined && /^[A-Za-z0-9-]{2,35}$/.test(language) ? language : null };
}

async function tagsOf(object: VocabularyObject, { fedify: { vocab }, within }: Reading): Promise<{ tags: string[]; mentioned: Set<string> }> {
  const tags = new Set<string>();
  const mentioned = new Set<string>();
  for await (const tag of object.getTags(within)) {
    if (tags.size + mentioned.size >= MAX_TAGS) break;
    const name = 'name' in tag ? String(tag.name ?? '') : '';
    if (tag instanceof vocab.Hashtag && name !== '' && name.length <= 200) tags.add(name.startsWith('#') ? name : `#${name}`);
    if ((tag instanceof vocab.Mention || tag instanceof vocab.Hashtag) && tag.href !== null) mentioned.add(tag.href.href);
  }
  return { tags: [...tags], mentioned };
}

async function alternativesOf(object: VocabularyObject, { within }: Reading): Promise<string[]> {
  const found: string[] = [];
  for await (const attachment of object.getAttachments(within)) {
    if (found.length >= MAX_ATTACHMENTS) break;
    const name = String(attachment.name ?? '').trim();
    if (name !== '') found.push(name.slice(0, MAX_ALT));
  }
  return found;
}

async function optionsOf(object: VocabularyObject, { fedify: { vocab }, within }: Reading): Promise<string[]> {
  if (!(object instanceof vocab.Question)) return [];
  const found: string[] = [];
  for (const options of choicesOf(object, within)) {
    for await (const option of options) {
      const name = plain(String(option.name ?? '')).slice(0, 512);
      if (name !== '' && found.length < MAX_OPTIONS) found.push(name);
    }
  }
  return found;
}

const choicesOf = (question: Question, within: Reading['within']): AsyncIterable<VocabularyObject>[] => [question.getExclusiveOptions(within), question.getInclusiveOptions(within)];

const hrefOf = (url: URL | Link | null): string | null => {
  const href = url instanceof URL ? url.href : (url?.href?.href ?? '');
  return /^https?:/.test(href) && href.length <= MAX_URL ? href : null;
};

/** By the newer way to say it (FEP-044f), or the older. */
function quoteOf(object: PostObject): URL | null {
  if (!('quoteUrl' in object)) return null;
  const { quoteId, quoteUrl } = object as PostObject & Pick<Note, 'quoteId' | 'quoteUrl'>;
  return quoteId ?? quoteUrl;
}

const pageOf = (object: PostObject): string => hrefOf(object.url) ?? object.id.href;

/** Links in the words, but for those to who and what is tagged. */
function linksOf(html: string, tagged: ReadonlySet<string>): string[] {
  const links = new Set<string>();
  for (const [anchor] of html.matchAll(ANCHOR)) {
    if (links.size >= MAX_LINKS) break;
    const [, double, single] = HREF.exec(anchor) ?? [];
    const href = (double ?? single ?? '').replaceAll('&amp;', '&');
    if (/^https?:\/\//i.test(href) && URL.canParse(href) && !tagged.has(new URL(href).href) && !SOCIAL_LINK.test(anchor)) links.add(href);
  }
  return [...links];
}

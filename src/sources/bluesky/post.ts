import { isObject, listOf, partsOf, POSTS, postUrl, recordUri, REPOSTS, type Fields } from '../../lib/bluesky/names.ts';
import { parseTime } from '../../lib/time.ts';
import type { Author, PostInput, Reach, Venue } from '../../spec/post.ts';

/** A record as somebody's repository holds it, with what is known besides. */
export interface SaidRecord {
  readonly did: string;
  readonly rkey: string;
  readonly record: unknown;
  /** When the server heard it, epoch ms. */
  readonly heardAt: number | null;
  readonly author?: Author;
  readonly reach?: Reach;
}

/** The protocol's own limits are 8 tags and 4 images; more is cut. */
const MAX_TAGS = 16;
const MAX_IMAGES = 16;
const MAX_FACETS = 256;
const MAX_LINK = 2048;
const MAX_ALT = 2_000;

const VENUE: Venue = { id: 'bluesky', kind: 'site', class: 'microblog', name: 'Bluesky', url: 'https://bsky.app' };

/** A record as a post, or why it is none, in words. Fields of a wrong shape are left out; text is what a post needs. */
export function toPost({ did, rkey, record, heardAt, author, reach }: SaidRecord): PostInput | string {
  const id = recordUri(did, rkey);
  if (id === null) return 'a post under an address that is none.';
  if (!isObject(record)) return `${id} is no record.`;
  if (typeof record.text !== 'string') return `${id} has no text.`;
  const said = wordsOf(record, record.text);
  if (said.trim() === '') return `${id} has neither text nor descriptions of its images.`;
  const post: PostInput = { id, text: said, author: author ?? { id: did }, url: postUrl(did, rkey), venue: VENUE };
  const postedAt = timeOf(record.createdAt, heardAt);
  if (postedAt !== null) post.postedAt = postedAt;
  const thread = threadOf(record);
  if (Object.keys(thread).length > 0) post.thread = thread;
  const links = linksOf(record);
  if (links.length > 0) post.links = links;
  // Who names several languages says nothing of this text.
  const [language, another] = listOf(record.langs);
  if (another === undefined && typeof language === 'string' && /^[A-Za-z0-9-]{2,35}$/.test(language)) post.language = language;
  if (reach !== undefined && Object.keys(reach).length > 0) post.reach = reach;
  return post;
}

/** A repost, which carries the words of another further and has none of its own; or why it is none. */
export function toRepost({ did, rkey, record, heardAt }: SaidRecord): PostInput | string {
  const id = recordUri(did, rkey, REPOSTS);
  if (id === null) return 'a repost under an address that is none.';
  const repost = isObject(record) ? refOf(record.subject) : null;
  if (repost === null) return `${id} passes on nothing that is a post.`;
  const postedAt = isObject(record) ? timeOf(record.createdAt, heardAt) : null;
  return { id, text: '', author: { id: did }, venue: VENUE, thread: { repost }, ...(postedAt !== null && { postedAt }) };
}

/** The text; then what stands outside of it: hashtags it lacks, and what its images show. */
function wordsOf(record: Fields, text: string): string {
  const lower = text.toLowerCase();
  const tags = [...featuresOf(record, 'tag').map(({ tag }) => tag), ...listOf(record.tags)]
    .filter((tag): tag is string => typeof tag === 'string' && tag !== '' && tag.length <= 200)
    .map((tag) => (tag.startsWith('#') ? tag : `#${tag}`))
    .filter((tag) => !lower.includes(tag.toLowerCase()));
  const images = listOf(mediaOf(record.embed)?.images)
    .slice(0, MAX_IMAGES)
    .flatMap((image) => (isObject(image) && typeof image.alt === 'string' && image.alt.trim() !== '' ? [image.alt.slice(0, MAX_ALT)] : []));
  return [text, [...new Set(tags)].slice(0, MAX_TAGS).join(' '), ...images].filter((part) => part !== '').join('\n\n');
}

/** What the author claims, never later than the server heard it: `createdAt` is the author's to write. */
function timeOf(createdAt: unknown, heardAt: number | null): number | null {
  const claimed = typeof createdAt === 'string' ? parseTime(createdAt, { format: 'iso' }) : null;
  if (claimed === null) return null;
  return heardAt === null ? claimed : Math.min(claimed, heardAt);
}

function threadOf({ reply, embed }: Fields): NonNullable<PostInput['thread']> {
  const thread: NonNullable<PostInput['thread']> = {};
  if (isObject(reply)) {
    const root = refOf(reply.root);
    const parent = refOf(reply.parent);
    if (root !== null) thread.root = root;
    if (parent !== null) thread.parent = parent;
  }
  if (isObject(embed)) {
    // With pictures the quoted record stands one level deeper.
    const quote = refOf(embed.$type === 'app.bsky.embed.recordWithMedia' && isObject(embed.record) ? embed.record.record : embed.record);
    if (quote !== null) thread.quote = quote;
  }
  return thread;
}

/** The address of a post that is referred to; lists and feeds can be embedded too, and are none. */
function refOf(ref: unknown): string | null {
  const parts = isObject(ref) ? partsOf(ref.uri) : null;
  return parts?.collection === POSTS ? `at://${parts.did}/${POSTS}/${parts.rkey}` : null;
}

function linksOf(record: Fields): string[] {
  const links = new Set<string>();
  for (const { uri } of featuresOf(record, 'link')) addLink(links, uri);
  const external = mediaOf(record.embed)?.external;
  if (isObject(external)) addLink(links, external.uri);
  return [...links];
}

function addLink(links: Set<string>, uri: unknown): void {
  if (typeof uri === 'string' && uri.length <= MAX_LINK && /^https?:\/\//i.test(uri) && URL.canParse(uri)) links.add(uri);
}

/** Features of rich text of one kind. Their places in the text are not used: they are the author's to claim. */
function featuresOf(record: Fields, kind: 'link' | 'tag'): Fields[] {
  return listOf(record.facets)
    .slice(0, MAX_FACETS)
    .flatMap((facet) => (isObject(facet) ? listOf(facet.features).slice(0, 4) : []))
    .filter(isObject)
    .filter(({ $type }) => $type === `app.bsky.richtext.facet#${kind}`);
}

const mediaOf = (embed: unknown): Fields | null => {
  if (!isObject(embed)) return null;
  return isObject(embed.media) ? embed.media : embed;
};

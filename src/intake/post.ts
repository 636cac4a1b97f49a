import { deriveId, digest } from '../lib/digest.ts';
import { findTags, MAX_TAGS, type Tag } from '../lib/tags.ts';
import type { LanguageIdentifier } from '../spec/language.ts';
import type { LanguageGuess, Post, PostInput, Thread, Venue, VenueClass } from '../spec/post.ts';
import type { QueryDocument } from '../spec/query.ts';
import { identifyLanguage } from './language.ts';
import { cut, mendPost, type Notes } from './mend.ts';
import { normaliseText } from './normalise.ts';
import { PostDocument } from './document.ts';

/** How far a source's clock may run ahead, in ms. */
const CLOCK_TOLERANCE = 5 * 60_000;

export interface PostContext {
  /** Instance name of the source. */
  source: string;
  /** Epoch ms. */
  seenAt: number;
  /** Salts everything the ledger may know of authors and words. */
  secret: string;
  /** Default 0. */
  revision?: number;
  /** What was mended before, from `readPostInput`. */
  notes?: readonly string[];
  identify?: LanguageIdentifier | null;
  /** Where a post without a venue was said. Default: the source itself, class `other`. */
  venue?: Venue;
}

/** The same post has the same id in every run. */
export function postId(source: string, sourceId: string): string {
  return deriveId('post', source, sourceId);
}

/** The name under which the ledger knows an author; without the secret nobody can compute it from a handle. */
export function authorKey(secret: string, source: string, authorId: string): string {
  return deriveId('author', secret, 'of-source', source, authorId);
}

/** Makes the post kashuv keeps, and the document its queries are held against. Never throws for a valid `PostInput`. */
export function createPost(input: PostInput, context: PostContext): { post: Post; document: QueryDocument } {
  const notes: Notes = new Set(context.notes);
  const said = mendPost(input, notes);
  const id = postId(context.source, said.id);
  const text = normaliseText(said.text);
  const title = said.title === undefined ? undefined : normaliseText(said.title);
  const venue = said.venue ?? context.venue ?? defaultVenue(context.source);
  const tags = [...(title ? findTags(title.text) : []), ...findTags(text.text)];
  const hashtags = namesOf(tags, 'hashtag', notes);
  const handles = namesOf(tags, 'handle', notes);
  const post: Post = {
    id,
    source: context.source,
    sourceId: said.id,
    revision: context.revision ?? 0,
    digest: wordsDigest(context.secret, id, said),
    text: said.text,
    authorKey: said.author ? authorKey(context.secret, context.source, said.author.id) : deriveId('author', context.secret, 'of-post', id),
    venue,
    hashtags: hashtags.map((name) => hashtagVenue(name, venue.class)),
    handles,
    links: linksOf(said, tags, notes),
    thread: threadOf(said.thread, id, context.source),
    postedAt: postedAt(said.postedAt, context.seenAt, notes),
    seenAt: context.seenAt,
    language: languageOf(title ? { text, title } : { text }, said.language, context.identify ?? null),
    reach: said.reach ?? {},
    private: said.private ?? false,
    notes: [],
  };
  if (said.title !== undefined) post.title = said.title;
  if (said.author !== undefined) post.author = said.author;
  if (said.url !== undefined) post.url = said.url;
  if (said.rating !== undefined) post.rating = said.rating;
  if (said.country !== undefined) post.country = said.country.toLowerCase();
  post.notes = [...notes];
  return { post, document: new PostDocument(post, text, title) };
}

/** The document of a post that was kept, for matching it again. */
export function documentOf(post: Post): QueryDocument {
  return new PostDocument(post, normaliseText(post.text), post.title === undefined ? undefined : normaliseText(post.title));
}

/**
 * Does `input` say, word for word, what the kept revision says? Where a source sends the id of a known post again:
 * true is a duplicate, false an edit, whatever the signal called it. Counters, times and author do not matter.
 */
export function isSameRevision(post: Pick<Post, 'id' | 'digest'>, input: Pick<PostInput, 'id' | 'text' | 'title'>, secret: string): boolean {
  const { id, text, title } = input;
  return post.digest === wordsDigest(secret, post.id, mendPost(title === undefined ? { id, text } : { id, text, title }, new Set()));
}

/** Differs between posts of the same words, so that the ledger does not tell who said the same. */
function wordsDigest(secret: string, id: string, words: Pick<PostInput, 'text' | 'title'>): string {
  return words.title === undefined ? digest(secret, id, words.text) : digest(secret, id, words.text, words.title);
}

function defaultVenue(source: string): Venue {
  const name = cut(source, 500);
  return { id: `source:${name}`, kind: 'other', class: 'other', name };
}

function hashtagVenue(name: string, venueClass: VenueClass): Venue {
  return { id: `hashtag:${name}`, kind: 'hashtag', class: venueClass, name };
}

function namesOf(tags: readonly Tag[], type: 'hashtag' | 'handle', notes: Notes): string[] {
  const names = new Set<string>();
  for (const tag of tags) {
    if (tag.type !== type || names.has(tag.value)) continue;
    if (names.size === MAX_TAGS) {
      notes.add(`${type}s-cut`);
      break;
    }
    names.add(tag.value);
  }
  return [...names];
}

function linksOf(said: PostInput, tags: readonly Tag[], notes: Notes): string[] {
  const links = new Set(said.links);
  for (const tag of tags) if (tag.type === 'link') links.add(tag.value);
  if (links.size > MAX_TAGS) notes.add('links-cut');
  return [...links].slice(0, MAX_TAGS);
}

function threadOf(thread: Thread | undefined, id: string, source: string): Post['thread'] {
  if (thread === undefined) return { root: id };
  const resolve = (ref: string | undefined): string | undefined => {
    const other = ref === undefined ? id : postId(source, ref);
    return other === id ? undefined : other;
  };
  const parent = resolve(thread.parent);
  const quote = resolve(thread.quote);
  const repost = resolve(thread.repost);
  const root = thread.root === undefined ? (parent ?? id) : postId(source, thread.root);
  return { root, ...(parent && { parent }), ...(quote && { quote }), ...(repost && { repost }) };
}

/** A post cannot have been written after it was seen; a clock a little ahead is left alone. */
function postedAt(time: number | undefined, seenAt: number, notes: Notes): number | null {
  if (time === undefined) return null;
  if (time <= seenAt + CLOCK_TOLERANCE) return time;
  notes.add('future-time');
  return seenAt;
}

/** The language of a post: of its text, or of its title where the text says too little. `hint` is the source's word for it. */
export function languageOf({ text, title }: Pick<QueryDocument, 'text' | 'title'>, hint: string | undefined, identify: LanguageIdentifier | null): LanguageGuess {
  const guess = identifyLanguage(text, hint, identify);
  return guess.confidence < 0.5 && title ? better(identifyLanguage(title, hint, identify), guess) : guess;
}

function better(one: LanguageGuess, other: LanguageGuess): LanguageGuess {
  return one.confidence > other.confidence ? one : other;
}

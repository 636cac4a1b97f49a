import * as z from 'zod';

/** Largest text kashuv keeps of one post, in UTF-16 units; longer posts are cut with a note. */
export const MAX_POST_TEXT = 65_536;

/** What a venue is. */
export const venueKindSchema = z.enum([
  'account', 'hashtag', 'thread', 'group', 'page', 'review-page', 'feed', 'site', 'inbox', 'press', 'other',
]);
export type VenueKind = z.infer<typeof venueKindSchema>;

/** The class that decides a venue's deadlines (rules.md §5.2). */
export const venueClassSchema = z.enum(['microblog', 'social', 'review', 'forum', 'blog', 'news', 'press', 'mail', 'own', 'other']);
export type VenueClass = z.infer<typeof venueClassSchema>;

/** A place where a crowd talks. `id` is unique within kashuv: `hashtag:#amazonfail`, `account:twitter/@acme`. */
export const venueSchema = z.object({
  id: z.string().min(1).max(512),
  kind: venueKindSchema,
  class: venueClassSchema,
  name: z.string().max(512),
  url: z.string().max(2048).optional(),
});
export type Venue = z.infer<typeof venueSchema>;

/** Who wrote it, as the source tells it. All but `id` is optional; nothing here is trusted. */
export const authorSchema = z.object({
  /** Stable within the source. A handle will do where there is nothing better. */
  id: z.string().min(1).max(512),
  handle: z.string().max(256).optional(),
  name: z.string().max(512).optional(),
  bio: z.string().max(8192).optional(),
  url: z.string().max(2048).optional(),
  verified: z.boolean().optional(),
  followers: z.number().nonnegative().optional(),
  /** Epoch ms. */
  joinedAt: z.number().optional(),
  /** Hosts that the source itself has proved to be the author's: a handle that is a domain, a link that points back, a signed mail. What merely stands in a profile is none. */
  verifiedDomains: z.array(z.string().min(1).max(253)).max(16).optional(),
});
export type Author = z.infer<typeof authorSchema>;
/** What `PullSource.author` returns: the same shape, looked up on purpose. */
export type AuthorProfile = Author;

/** Counters as the source shows them. */
export const reachSchema = z.object({
  /** Likes, favourites, points: what readers give with one click. */
  likes: z.number().nonnegative().optional(),
  replies: z.number().nonnegative().optional(),
  reposts: z.number().nonnegative().optional(),
  /** How often it was shown or read, as the source counts. */
  views: z.number().nonnegative().optional(),
});
export type Reach = z.infer<typeof reachSchema>;

/** Ids of other posts in the same source. */
export const threadSchema = z.object({
  /** The post that began the thread. Absent: the parent, or the post itself. */
  root: z.string().min(1).max(512).optional(),
  /** The post it answers. */
  parent: z.string().min(1).max(512).optional(),
  /** The post it passes on with words of its own. */
  quote: z.string().min(1).max(512).optional(),
  /** The post it passes on without. */
  repost: z.string().min(1).max(512).optional(),
});
export type Thread = z.infer<typeof threadSchema>;

const epochMs = z.number().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);

/**
 * A post as a source gives it. Only `id` and `text` are required. Times are epoch milliseconds (UTC);
 * a post without `postedAt` is heard and answered but makes no claim about surges.
 */
export const postInputSchema = z.object({
  /** Unique and stable within the source. */
  id: z.string().min(1).max(512),
  /** All that was said, its title first, as plain text: what is said is understood from it alone. 65,536 UTF-16 units are kept. */
  text: z.string(),
  /** Beside `text`, which holds it too: for queries (`title:`) and display. */
  title: z.string().max(4096).optional(),
  /** Absent: nobody is told apart, each such post is somebody else's. */
  author: authorSchema.optional(),
  /** Where people read it, http or https; others are dropped with a note. */
  url: z.string().max(2048).optional(),
  /** Where it was said. Absent: the source itself, of class `other`. */
  venue: venueSchema.optional(),
  /** Absent: it begins a thread. */
  thread: threadSchema.optional(),
  /** Epoch ms, from 1990 on. Leave it out rather than guess; a time more than 5 minutes ahead becomes that at which it was seen. */
  postedAt: epochMs.optional(),
  /** BCP 47, if the source says so. */
  language: z.string().max(35).optional(),
  reach: reachSchema.optional(),
  /** 0 is the lowest that can be given, 1 the highest: of one to five stars `(stars - 1) / 4`. */
  rating: z.number().min(0).max(1).optional(),
  /** Where it was said, ISO 3166-1 alpha-2, if the source says so; in either case of letters. */
  country: z.string().regex(/^[A-Za-z]{2}$/).optional(),
  /** Addresses behind the words, http or https: those of HTML's links, a card, an attachment. What stands in `text` is found without; 64 are kept. */
  links: z.array(z.string().max(2048)).max(256).optional(),
  /** True for a message that only the brand and its author can see: the answer goes back the same way and nowhere else. Default false. */
  private: z.boolean().optional(),
});
export type PostInput = z.infer<typeof postInputSchema>;

/** How a post's language was told and how sure. `und` where nothing could be said. */
export const languageGuessSchema = z.object({ code: z.string(), confidence: z.number().min(0).max(1), by: z.enum(['source', 'script', 'model', 'none']) });
export type LanguageGuess = z.infer<typeof languageGuessSchema>;

/**
 * A post as kashuv keeps it: free of brands, its ids resolved, its text as it was said. Kept outside the ledger,
 * so that it can be erased; ledger records refer to it by `id` and `digest`.
 */
export const postSchema = z.object({
  /** Digest of source and source id: the same post has the same id in every run. */
  id: z.string(),
  source: z.string(),
  sourceId: z.string(),
  /** 0 at first sight, one more with every edit. */
  revision: z.int().nonnegative(),
  /** Salted digest of the words of this revision. */
  digest: z.string(),
  text: z.string(),
  title: z.string().optional(),
  author: authorSchema.optional(),
  /** Salted digest of source and author id; the name under which the ledger knows the author. */
  authorKey: z.string(),
  url: z.string().optional(),
  venue: venueSchema,
  /** Hashtags as venues, lower case, in order of first appearance. */
  hashtags: z.array(venueSchema),
  handles: z.array(z.string()),
  links: z.array(z.string()),
  /** Post ids (not source ids). `root` is the post itself where it starts a thread. */
  thread: z.object({ root: z.string(), parent: z.string().optional(), quote: z.string().optional(), repost: z.string().optional() }),
  postedAt: z.number().nullable(),
  seenAt: z.number(),
  language: languageGuessSchema,
  reach: reachSchema,
  rating: z.number().optional(),
  /** ISO 3166-1 alpha-2, lower case. */
  country: z.string().optional(),
  private: z.boolean(),
  /** What was mended or cut on the way in: `text-cut`, `lone-surrogate`, `nul-removed`, `future-time` … */
  notes: z.array(z.string()),
});
export type Post = z.infer<typeof postSchema>;

/** Text made comparable: NFKC, entities and escapes decoded, invisible characters gone; offsets lead back to the original. */
export interface NormalText {
  readonly original: string;
  /** Normalised, case kept. */
  readonly text: string;
  /** Offset into `original` of the character at `index` of `text`; `index === text.length` gives `original.length`. */
  toOriginal(index: number): number;
  /** What was found on the way: `bidi-control`, `zero-width`, `entity`, `escape`, `nul`, `lone-surrogate`. */
  readonly notes: readonly string[];
}

/** Who took a post away. A deletion by the brand is a breach of the policy. */
export const deletedBySchema = z.enum(['author', 'brand', 'platform', 'unknown']);
export type DeletedBy = z.infer<typeof deletedBySchema>;

/** What a source's item says. `author-deleted`: the account is gone, and all it said. `skipped` names an item that could not be read, and why. */
export type Signal =
  | { type: 'posted' | 'edited'; post: PostInput }
  | { type: 'deleted'; ref: string; by: DeletedBy }
  | { type: 'author-deleted'; author: string; by: DeletedBy }
  | { type: 'skipped'; reason: string; ref?: string };

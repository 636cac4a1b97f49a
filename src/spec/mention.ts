import * as z from 'zod';

import { spanSchema } from './fact.ts';

/** Why a post matches: the query's term as written, and where. Offsets only. */
export const matchSchema = z.object({ term: z.string(), field: z.enum(['text', 'title', 'author', 'url', 'venue', 'language', 'source', 'post']), span: spanSchema.optional() });
export type Match = z.infer<typeof matchSchema>;

/** The earlier post of this brand that a post repeats: typed anew, cut, quoted with a remark, posted elsewhere. docs/copies.md says what counts. */
export const copyOfSchema = z.object({
  /** Id of the first post of the group, by which all its copies name it. That post may have been taken back since. */
  post: z.string(),
  /** Share of the shorter text's words and pairs of words that the longer has too, 0–1, in hundredths. */
  similarity: z.number().min(0).max(1),
});
export type CopyOf = z.infer<typeof copyOfSchema>;

/** (post, brand): a post that matches a brand's query, with why. */
export const mentionSchema = z.object({
  id: z.string(),
  brand: z.string(),
  post: z.string(),
  /** Digest of the words at the time of matching. */
  postDigest: z.string(),
  revision: z.int().nonnegative(),
  authorKey: z.string(),
  venue: z.string(),
  threadRoot: z.string(),
  language: z.string(),
  postedAt: z.number().nullable(),
  seenAt: z.number(),
  matches: z.array(matchSchema),
  /** Absent where it says something of its own. A copy keeps its own case and its own duty; it is counted as a post that spreads the first. */
  copyOf: copyOfSchema.optional(),
});
export type Mention = z.infer<typeof mentionSchema>;

/** (brand, author, thread root): one person's conversation. */
export const caseSchema = z.object({
  id: z.string(),
  brand: z.string(),
  authorKey: z.string(),
  threadRoot: z.string(),
  venue: z.string(),
  openedAt: z.number(),
  /** Mention ids in order of hearing, the latest 500. What is owed follows from the gravest one since the last answer. */
  mentions: z.array(z.string()),
  /** How many there were in all. */
  mentionCount: z.int().nonnegative(),
  /** Posts by the brand in this conversation, ids in order of hearing. */
  answers: z.array(z.string()),
  incident: z.string().nullable(),
  /** Current plan. */
  plan: z.string().nullable(),
  /** `answered`: the brand has spoken since the last mention. `gone`: the author took the words back. */
  state: z.enum(['open', 'answered', 'gone']),
  /** How often the author came back after an answer. */
  reopened: z.int().nonnegative(),
});
export type Case = z.infer<typeof caseSchema>;

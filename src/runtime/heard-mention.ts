import type { StyleCounts } from '../lib/language-style.ts';
import type { HeardMention } from '../surge/index.ts';
import type { Classification } from '../spec/classification.ts';
import { valueOf } from '../spec/fact.ts';
import type { Post } from '../spec/post.ts';
import type { MentionRecord } from './records.ts';

/** How a post is tied to an earlier one. */
export interface Tie {
  link: NonNullable<HeardMention['link']>;
  post: string;
}

/** What is looked up of a mention beside itself. */
export interface Gathered {
  tie: Tie | null;
  /** Author of the post it is tied to; null where that was never heard. */
  parentAuthor: string | null;
  /** Copies are looked for. */
  compared: boolean;
  /** The brand had no conversation with the author before this one. */
  firstTime: boolean;
  style: StyleCounts | null;
}

/** What a post carries further, or answers: the closest tie where there are several. A repost is one of its original, also where its words are found to be a copy. */
export function tieOf({ thread }: Post, copyOf: MentionRecord['mention']['copyOf']): Tie | null {
  if (thread.repost !== undefined) return { link: 'repost', post: thread.repost };
  if (copyOf !== undefined) return { link: 'copy', post: copyOf.post };
  if (thread.quote !== undefined) return { link: 'quote', post: thread.quote };
  return thread.parent === undefined ? null : { link: 'reply', post: thread.parent };
}

function accountOf({ author }: Post): Pick<HeardMention, 'account'> {
  const { joinedAt, followers } = author ?? {};
  if (joinedAt === undefined && followers === undefined) return {};
  return { account: { ...(joinedAt === undefined ? {} : { joinedAt }), ...(followers === undefined ? {} : { followers }) } };
}

/**
 * What the surge tracker is told of a mention. Nothing of it is text. A copy spreads its `first` post, in whose thread it counts: it begins
 * no story of its own, and belongs to the incident that the first belongs to.
 */
export function heardMention(record: MentionRecord, classification: Classification, post: Post, first: Post | null, more: Gathered): HeardMention {
  const kinds = classification.kinds.map(({ value }) => value);
  const sentiment = classification.targetSentiment.known ? classification.targetSentiment : classification.sentiment;
  const critical = kinds.some((kind) => kind === 'complaint' || kind === 'silence-complaint' || kind === 'values-criticism');
  return {
    mention: record.mention.id,
    caseId: record.case ?? '',
    post: post.id,
    authorKey: post.authorKey,
    postedAt: post.postedAt,
    seenAt: post.seenAt,
    negative: sentiment.known ? sentiment.value === 'negative' || critical : critical ? true : null,
    kinds,
    arousal: valueOf(classification.arousal, null),
    harm: valueOf(classification.harm, null),
    themes: classification.themes.map(({ value }) => value),
    topic: valueOf(classification.topic, null),
    venues: [post.venue, ...post.hashtags],
    threadRoot: (first ?? post).thread.root,
    ...(more.parentAuthor === null ? {} : { parentAuthor: more.parentAuthor }),
    ...(more.tie === null ? {} : { link: more.tie.link }),
    ...(more.compared ? { copyGroup: record.mention.copyOf?.post ?? null } : {}),
    ...accountOf(post),
    firstTime: more.firstTime,
    ...(more.style === null ? {} : { style: more.style }),
    reach: { replies: post.reach.replies, reposts: post.reach.reposts },
    role: record.role,
    silenceComplaint: kinds.includes('silence-complaint'),
    byBrand: record.own,
    marks: [...post.hashtags.map(({ id }) => id), ...post.links.map((link) => `link:${link}`)],
  };
}

import type { HeardMention } from '../surge/index.ts';
import type { Classification } from '../spec/classification.ts';
import { valueOf } from '../spec/fact.ts';
import type { Post } from '../spec/post.ts';
import type { MentionRecord } from './records.ts';

/**
 * What the surge tracker is told of a mention. Nothing of it is text. A copy spreads its `first` post, in whose thread it counts: it begins
 * no story of its own, and belongs to the incident that the first belongs to.
 */
export function heardMention(record: MentionRecord, classification: Classification, post: Post, first: Post | null): HeardMention {
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
    ...(first === null ? {} : { parentAuthor: first.authorKey }),
    reach: { replies: post.reach.replies, reposts: post.reach.reposts },
    role: record.role,
    silenceComplaint: kinds.includes('silence-complaint'),
    byBrand: record.own,
    marks: [...post.hashtags.map(({ id }) => id), ...post.links.map((link) => `link:${link}`)],
  };
}

import type { HeardMention } from '../surge/index.ts';
import type { Classification } from '../spec/classification.ts';
import { valueOf } from '../spec/fact.ts';
import type { Post } from '../spec/post.ts';
import { authorOf } from './author-memory.ts';
import type { BrandRoom } from './brand-room.ts';
import { keys } from './keys.ts';
import type { MentionRecord, PostRecord } from './records.ts';

/** How a post is tied to an earlier one. */
interface Tie {
  link: NonNullable<HeardMention['link']>;
  post: string;
}

/** What a post carries further, or answers: the closest tie where there are several. A repost is one of its original, also where its words are found to be a copy. */
function tieOf({ thread }: Post, copyOf: MentionRecord['mention']['copyOf']): Tie | null {
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
 * What the surge tracker is told of a mention. Nothing of it is text. A copy spreads the first post of its group, in whose thread it counts: it begins
 * no story of its own, and belongs to the incident that the first belongs to. Call it once the mention has entered its conversation.
 */
export async function heardMention(room: BrandRoom, record: MentionRecord, classification: Classification, post: Post): Promise<HeardMention> {
  const { copyOf, authorKey } = record.mention;
  const postOf = async (id: string): Promise<Post | null> => (await room.session.get<PostRecord>(keys.post(id)))?.post ?? null;
  const first = copyOf === undefined ? null : await postOf(copyOf.post);
  const tie = tieOf(post, copyOf);
  const parent = tie === null ? null : tie.post === copyOf?.post ? first : await postOf(tie.post);
  const style = room.styles.of(post);
  const words = room.words.of(post, record.mention);
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
    ...(parent === null ? {} : { parentAuthor: parent.authorKey }),
    ...(tie === null ? {} : { link: tie.link }),
    ...(room.copies.compares ? { copyGroup: record.mention.copyOf?.post ?? null } : {}),
    ...accountOf(post),
    // This conversation is counted already.
    firstTime: (await authorOf(room, authorKey)).cases <= 1,
    ...(style === null ? {} : { style }),
    ...(words === null ? {} : { words }),
    reach: { replies: post.reach.replies, reposts: post.reach.reposts },
    role: record.role,
    silenceComplaint: kinds.includes('silence-complaint'),
    byBrand: record.own,
    marks: marksOf(post),
  };
}

/** What could bring a post together with others. */
export const marksOf = ({ hashtags, links }: Post): string[] => [...hashtags.map(({ id }) => id), ...links.map((link) => `link:${link}`)];

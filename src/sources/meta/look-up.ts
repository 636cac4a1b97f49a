import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import type { Graph, GraphAccount } from '../../lib/meta-graph.ts';
import { parseTime } from '../../lib/time.ts';
import type { CallContext } from '../../spec/plugin.ts';
import type { PostInput } from '../../spec/post.ts';
import { idOf } from './delivery.ts';
import { isUsername, named } from './instagram.ts';
import { authorOf, threadOf } from './page.ts';
import { mentionVenue, permalink, skipped, type Mention, type Reading } from './reading.ts';

/** Looks up the words of a mention. Rejects as the Graph API does. */
export async function lookUp(graph: Graph, account: GraphAccount, mention: Mention, context: CallContext): Promise<Reading> {
  const found = mention.object === 'page' ? await onFacebook(graph, account, mention, context) : await onInstagram(graph, account, mention, context);
  if (found === null) return skipped('looked up, and found without words.', mention.id);
  return { is: 'said', verb: 'posted', post: found };
}

const POST_FIELDS = 'id,message,from{id,name},created_time,permalink_url';

async function onFacebook(graph: Graph, account: GraphAccount, mention: Mention, context: CallContext): Promise<PostInput | null> {
  const fields = mention.isComment ? `${POST_FIELDS},parent{id}` : POST_FIELDS;
  const said = await graph({ path: mention.id, params: { fields } }, account, context);
  const parent = isRecord(said.parent) ? idOf(said.parent.id) : null;
  const author = authorOf(said);
  return toPost(mention, { text: said.message, time: said.created_time, url: permalink(said.permalink_url), parent, ...(author !== null && { author }) });
}

/** A comment on somebody else's medium tells neither who wrote it nor what it answers; a medium tells its author's name. */
async function onInstagram(graph: Graph, account: GraphAccount, mention: Mention, context: CallContext): Promise<PostInput | null> {
  const fields = mention.isComment
    ? `mentioned_comment.comment_id(${mention.id}){id,text,timestamp,media{id,permalink}}`
    : `mentioned_media.media_id(${mention.id}){id,caption,timestamp,username,permalink}`;
  const answer = await graph({ path: mention.account, params: { fields } }, account, context);
  const said = recordOf(mention.isComment ? answer.mentioned_comment : answer.mentioned_media);
  const url = permalink(mention.isComment ? recordOf(said.media).permalink : said.permalink);
  return toPost(mention, {
    text: mention.isComment ? said.text : said.caption,
    time: said.timestamp,
    url,
    parent: null,
    ...(isUsername(said.username) && { author: named(said.username) }),
  });
}

const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

interface Found {
  text: unknown;
  time: unknown;
  url: string | undefined;
  parent: string | null;
  author?: NonNullable<PostInput['author']>;
}

function toPost(mention: Mention, { text, time, url, parent, author }: Found): PostInput | null {
  if (typeof text !== 'string' || text.trim() === '') return null;
  const post: PostInput = { id: mention.id, text, venue: mentionVenue(mention, url) };
  if (url !== undefined) post.url = url;
  if (author !== undefined) post.author = author;
  if (mention.isComment) post.thread = threadOf(mention.thread, parent);
  const postedAt = parseTime(time, { format: 'iso' });
  if (postedAt !== null) post.postedAt = postedAt;
  return post;
}

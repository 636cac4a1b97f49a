import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { authorName, fullName, listingOf, thingOf } from '../../lib/reddit/things.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource } from '../../spec/plugin.ts';
import type { Author, PostInput } from '../../spec/post.ts';
import { profilePage, readThing } from './post.ts';

/** Posts of one thread that are given. */
const MAX_THREAD = 1_000;
/** Comments of one answer, the most Reddit gives, and further answers that are asked for. */
const COMMENTS = 500;
const MAX_FURTHER = 10;
/** Comments that one further question takes. */
const AT_ONCE = 100;

/** `thread` and `author` by Reddit's interface. */
export function lookUps(api: Api): Required<Pick<PullSource, 'thread' | 'author'>> {
  return {
    async thread(ref, context) {
      const name = fullName(ref);
      if (name === null || name.kind === 't4') throw new KashuvError('INPUT_INVALID', 'expected the name of a submission or a comment.', { field: 'ref', fix: 'Give the id of a post of this source: t3_… or t1_….' });
      const submission = name.kind === 't3' ? name : await submissionOf(name.name, api, context);
      return readThread(submission, api, context);
    },
    async author(id, context) {
      if (authorName(id) === null) throw new KashuvError('INPUT_INVALID', 'expected the name of an account.', { field: 'id', fix: 'Give the id of an author of this source.' });
      const answer = await api.call({ path: `/user/${id}/about`, params: { raw_json: 1 } }, context);
      if (answer.status === 404) throw new KashuvError('REJECTED', 'there is no such account any more, or Reddit hides it.', { field: 'id' });
      acceptedStatus(answer, context);
      const user = isRecord(answer.body) && isRecord(answer.body.data) ? answer.body.data : {};
      if (user.is_suspended === true) throw new KashuvError('REJECTED', 'Reddit has suspended the account.', { field: 'id' });
      if (authorName(user.name)?.toLowerCase() !== id.toLowerCase()) throw new KashuvError('INPUT_INVALID', 'the profile cannot be read.');
      return profileOf(String(user.name), user);
    },
  };
}

function profileOf(name: string, { created_utc: created, subreddit }: JsonRecord): Author {
  const author: Author = { id: name, handle: name, url: profilePage(name) };
  const { title, public_description: bio } = isRecord(subreddit) ? subreddit : {};
  if (typeof title === 'string' && title.trim() !== '') author.name = title.trim().slice(0, 512);
  if (typeof bio === 'string' && bio.trim() !== '') author.bio = bio.trim().slice(0, 8192);
  if (typeof created === 'number' && created > 0) author.joinedAt = created * 1000;
  return author;
}

async function submissionOf(comment: string, api: Api, context: CallContext): Promise<{ id: string; name: string }> {
  const listing = listingOf(await api.json({ path: '/api/info', params: { id: comment, raw_json: 1 } }, context));
  const found = fullName(thingOf(listing?.children[0])?.data.link_id);
  if (found === null) throw new KashuvError('REJECTED', 'there is no such comment any more, or this account may not see it.', { field: 'ref' });
  return found;
}

/** The submission, then its comments, each after what it answers. What was not read is logged. */
async function readThread(submission: { id: string; name: string }, api: Api, context: CallContext): Promise<PostInput[]> {
  const answer = await api.call({ path: `/comments/${submission.id}`, params: { limit: COMMENTS, sort: 'old', raw_json: 1 } }, context);
  if (answer.status === 403 || answer.status === 404) throw new KashuvError('REJECTED', 'there is no such submission any more, or this account may not see it.', { field: 'ref' });
  acceptedStatus(answer, context);
  const [head, tree] = Array.isArray(answer.body) ? (answer.body as unknown[]).map(listingOf) : [];
  if (head === undefined || head === null || tree === undefined || tree === null) throw new KashuvError('INPUT_INVALID', `${answer.from} gave no thread.`);
  const posts = new Map<string, PostInput>();
  const left = new Left();
  for (const child of head.children) add(child, posts);
  addTree(tree.children, posts, left);
  // Reddit takes one such question at a time.
  for (let further = 0; further < MAX_FURTHER && left.children.length > 0 && posts.size < MAX_THREAD; further += 1) {
    const children = left.children.splice(0, AT_ONCE);
    const body = await api.json({ path: '/api/morechildren', params: { api_type: 'json', link_id: submission.name, children: children.join(','), sort: 'old', raw_json: 1 } }, context);
    const data = isRecord(body) && isRecord(body.json) && isRecord(body.json.data) ? body.json.data : null;
    if (data === null || !Array.isArray(data.things)) throw new KashuvError('INPUT_INVALID', 'Reddit gave none of the comments it left out.');
    addTree(data.things as unknown[], posts, left);
  }
  const unread = left.children.length + left.deeper;
  if (unread > 0 || posts.size >= MAX_THREAD) context.log('warn', `reddit: of ${submission.name} ${posts.size} posts were read; ${unread === 0 ? 'the rest was' : `at least ${unread} more were`} not.`);
  return [...posts.values()];
}

/** What a tree left out. */
class Left {
  readonly children: string[] = [];
  /** Branches that go deeper than an answer does. */
  deeper = 0;
}

function addTree(children: readonly unknown[], posts: Map<string, PostInput>, left: Left): void {
  // A stack of its own: how deep a tree is, is the other side's to say.
  const waiting = [...children].reverse();
  while (waiting.length > 0) {
    const child = waiting.pop();
    if (!isRecord(child) || !isRecord(child.data)) continue;
    if (child.kind === 'more') {
      const ids = Array.isArray(child.data.children) ? (child.data.children as unknown[]).filter((id): id is string => typeof id === 'string' && /^[0-9a-z]{1,16}$/.test(id)) : [];
      if (ids.length === 0) left.deeper += 1;
      else for (const id of ids) left.children.push(id);
      continue;
    }
    add(child, posts);
    const replies = listingOf(child.data.replies);
    if (replies !== null) for (const reply of replies.children.toReversed()) waiting.push(reply);
  }
}

function add(child: unknown, posts: Map<string, PostInput>): void {
  const read = readThing(child, new Set());
  if ('post' in read && posts.size < MAX_THREAD) posts.set(read.post.id, read.post);
}

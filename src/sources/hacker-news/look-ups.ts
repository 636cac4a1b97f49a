import { acceptedStatus, type Api } from '../../lib/http/api.ts';
import { isRecord, type JsonRecord } from '../../lib/http/json.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource } from '../../spec/plugin.ts';
import type { Author, PostInput } from '../../spec/post.ts';
import { itemId, plain, postOfNode, userName, userPage } from './item.ts';

/** Posts of one thread that are given. */
const MAX_THREAD = 1_000;

/** `thread` by the search, which tells a whole one at once, `author` by the site. */
export function lookUps(search: Api, items: Api): Required<Pick<PullSource, 'thread' | 'author'>> {
  return {
    async thread(ref, context) {
      if (itemId(ref) === null) throw new KashuvError('INPUT_INVALID', 'expected the number of an item.', { field: 'ref', fix: 'Give the id of a post of this source.' });
      const asked = await treeOf(search, ref, context);
      const root = itemId(asked.story_id) ?? ref;
      return threadPosts(root === ref ? asked : await treeOf(search, root, context), root);
    },
    async author(id, context) {
      if (userName(id) === null) throw new KashuvError('INPUT_INVALID', 'expected the name of an account.', { field: 'id', fix: 'Give the id of an author of this source.' });
      const user = await items.json({ path: `/v0/user/${id}.json` }, context);
      if (user === null) throw new KashuvError('REJECTED', 'there is no such account, or it has said nothing yet.', { field: 'id' });
      if (!isRecord(user) || user.id !== id) throw new KashuvError('INPUT_INVALID', 'the profile cannot be read.');
      const author: Author = { id, handle: id, url: userPage(id) };
      const bio = typeof user.about === 'string' ? plain(user.about) : '';
      if (bio !== '') author.bio = bio.slice(0, 8192);
      if (typeof user.created === 'number' && user.created > 0) author.joinedAt = user.created * 1000;
      return author;
    },
  };
}

async function treeOf(search: Api, id: string, context: CallContext): Promise<JsonRecord> {
  const answer = await search.call({ path: `/api/v1/items/${id}` }, context);
  if (answer.status === 404) throw new KashuvError('REJECTED', `the search has no item ${id}.`, { field: 'ref' });
  acceptedStatus(answer, context);
  if (!isRecord(answer.body)) throw new KashuvError('INPUT_INVALID', `${answer.from} gave no item.`);
  return answer.body;
}

/** From the root down, each level as it was answered. What has no words is no post; its answers are. */
function threadPosts(tree: JsonRecord, root: string): PostInput[] {
  const posts = new Map<string, PostInput>();
  let level: JsonRecord[] = [tree];
  while (level.length > 0 && posts.size < MAX_THREAD) {
    for (const node of level) {
      const post = postOfNode(node, root);
      if (typeof post !== 'string' && posts.size < MAX_THREAD) posts.set(post.id, post);
    }
    level = level.flatMap(({ children }) => (Array.isArray(children) ? (children as unknown[]).filter(isRecord) : []));
  }
  return [...posts.values()];
}

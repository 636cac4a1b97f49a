import { isDid, isObject, listOf, partsOf, POSTS, type Fields } from '../../lib/bluesky/names.ts';
import { parseTime } from '../../lib/time.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource } from '../../spec/plugin.ts';
import type { Author, PostInput, Reach } from '../../spec/post.ts';
import type { RequestOptions } from '../../lib/bluesky/options.ts';
import { toPost } from './post.ts';
import { accepted, call } from '../../lib/bluesky/xrpc.ts';

type Get = (method: string, params: Record<string, string | number>, context: CallContext) => Promise<Fields>;

/** Posts of one thread that are given, and how far below and above. */
const MAX_THREAD = 1_000;
const THREAD_DEPTH = 100;
/** Handles that the service gives away: the domain is not their holder's. */
const GIVEN_AWAY = '.bsky.social';

/** `thread` and `author` as an application view answers them, without a log-in. */
export function appView(service: string, options: RequestOptions): Required<Pick<PullSource, 'thread' | 'author'>> {
  return lookUps(async (method, params, context) => accepted(await call({ service, method, params }, options, context), context));
}

/** `thread` and `author` over any way to ask. */
export function lookUps(get: Get): Required<Pick<PullSource, 'thread' | 'author'>> {
  return {
    async thread(ref, context) {
      if (partsOf(ref)?.collection !== POSTS) throw new KashuvError('INPUT_INVALID', 'expected the address of a post.', { field: 'ref', fix: 'Give the id of a post of this source: at://did:…/app.bsky.feed.post/….' });
      const { thread } = await get('app.bsky.feed.getPostThread', { uri: ref, depth: THREAD_DEPTH, parentHeight: THREAD_DEPTH }, context);
      return threadPosts(thread);
    },
    async author(id, context) {
      if (!isDid(id)) throw new KashuvError('INPUT_INVALID', 'expected an account.', { field: 'id', fix: 'Give the id of an author of this source: did:….' });
      const profile = authorOf(await get('app.bsky.actor.getProfile', { actor: id }, context));
      if (profile === null) throw new KashuvError('INPUT_INVALID', `the profile of ${id} cannot be read.`);
      return profile;
    },
  };
}

/** A post as a view shows it, with its author and counters; or why it is none. */
export function postOfView(view: unknown): PostInput | string {
  if (!isObject(view)) return 'a post that is none.';
  const parts = partsOf(view.uri);
  const author = authorOf(view.author);
  if (parts?.collection !== POSTS || author?.id !== parts.did) return 'a post under an address that is none.';
  const heardAt = typeof view.indexedAt === 'string' ? parseTime(view.indexedAt, { format: 'iso' }) : null;
  return toPost({ did: parts.did, rkey: parts.rkey, record: view.record, heardAt, author, reach: reachOf(view) });
}

function authorOf(profile: unknown): Author | null {
  if (!isObject(profile) || !isDid(profile.did)) return null;
  const { did, handle, displayName, description, followersCount, createdAt } = profile;
  const author: Author = { id: did, url: `https://bsky.app/profile/${did}` };
  // The service holds a handle against its domain, and shows one that fails as this.
  if (typeof handle === 'string' && /^[a-zA-Z0-9.-]{3,253}$/.test(handle) && handle !== 'handle.invalid') {
    author.handle = handle;
    if (!handle.toLowerCase().endsWith(GIVEN_AWAY)) author.verifiedDomains = [handle.toLowerCase()];
  }
  if (typeof displayName === 'string' && displayName !== '') author.name = displayName.slice(0, 512);
  if (typeof description === 'string' && description !== '') author.bio = description.slice(0, 8192);
  if (isCount(followersCount)) author.followers = followersCount;
  const joinedAt = typeof createdAt === 'string' ? parseTime(createdAt, { format: 'iso' }) : null;
  if (joinedAt !== null) author.joinedAt = joinedAt;
  return author;
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function reachOf({ likeCount, replyCount, repostCount }: Fields): Reach {
  return { ...(isCount(likeCount) && { likes: likeCount }), ...(isCount(replyCount) && { replies: replyCount }), ...(isCount(repostCount) && { reposts: repostCount }) };
}

/** From the root down, each level as it was answered. Posts that are blocked or gone are no posts. */
function threadPosts(thread: unknown): PostInput[] {
  const posts = new Map<string, PostInput>();
  const add = (node: Fields): void => {
    const post = postOfView(node.post);
    if (typeof post !== 'string' && posts.size < MAX_THREAD) posts.set(post.id, post);
  };
  // Parents bring no replies of theirs: the way down leads through the one that was asked for.
  const above: Fields[] = [];
  for (let node = thread; isObject(node) && above.length <= THREAD_DEPTH; node = node.parent) above.unshift(node);
  for (const node of above) add(node);
  let level = isObject(thread) ? listOf(thread.replies).filter(isObject) : [];
  while (level.length > 0 && posts.size < MAX_THREAD) {
    for (const node of level) add(node);
    level = level.flatMap(({ replies }) => listOf(replies).filter(isObject));
  }
  return [...posts.values()];
}

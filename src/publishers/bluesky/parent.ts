import { isObject, listOf, partsOf, POSTS, recordUri, type Fields } from '../../lib/bluesky/names.ts';
import type { Session } from '../../lib/bluesky/session.ts';
import { accepted, type Answer } from '../../lib/bluesky/xrpc.ts';
import type { CallContext } from '../../spec/plugin.ts';

/** A record and exactly this version of it. */
export interface StrongRef {
  readonly uri: string;
  readonly cid: string;
}

/** Where a reply hangs: the post it answers, and the one the thread began with. */
export interface ReplyRef {
  readonly root: StrongRef;
  readonly parent: StrongRef;
}

const CID = /^[a-zA-Z0-9]{20,128}$/;

/** Null where the post is gone. Throws as `accepted` where nobody could say. */
export async function replyRefOf(session: Session, uri: string, context: CallContext): Promise<ReplyRef | null> {
  const parts = partsOf(uri);
  if (parts === null) return null;
  const answer = await session.ask({ method: 'com.atproto.repo.getRecord', params: { repo: parts.did, collection: POSTS, rkey: parts.rkey } }, context);
  if (isNotThere(answer)) return null;
  const { cid, value } = accepted(answer, context);
  const parent = strongRef({ uri, cid });
  if (parent === null || !isObject(value)) return null;
  // A reply names its root; what claims to be one and does not is answered as if it began the thread.
  const root = isObject(value.reply) ? strongRef(value.reply.root) : null;
  return { root: root ?? parent, parent };
}

/** `InvalidRequest`: of an account that nobody knows, or does no longer. */
const isNotThere = ({ status, error }: Answer): boolean => status === 400 && (error === 'RecordNotFound' || error === 'InvalidRequest');

function strongRef(value: unknown): StrongRef | null {
  if (!isObject(value) || typeof value.cid !== 'string' || !CID.test(value.cid)) return null;
  const parts = partsOf(value.uri);
  const uri = parts?.collection === POSTS ? recordUri(parts.did, parts.rkey) : null;
  return uri === null ? null : { uri, cid: value.cid };
}

/** What stands in the way of answering a post now, in words that name nobody. Throws where nobody could say. */
export async function obstacles(session: Session, uri: string, context: CallContext): Promise<string[]> {
  const ref = await replyRefOf(session, uri, context);
  if (ref === null) return ['the post that is answered cannot be found'];
  const uris = [...new Set([ref.parent.uri, ref.root.uri])];
  const answer = await session.ask({ method: 'app.bsky.feed.getPosts', params: { uris } }, context);
  if (isWithoutView(answer)) {
    context.log('info', 'the server has no application view: whether replies are closed or somebody blocks the account is not known');
    return [];
  }
  const views = listOf(accepted(answer, context).posts).filter(isObject);
  const seen = (wanted: string): Fields | undefined => views.find(({ uri: given }) => given === wanted);
  const parent = seen(ref.parent.uri);
  // It is there, and not shown to this account.
  if (parent === undefined) return [await whyHidden(session, ref.parent.uri, 'the author of the post that is answered', context)];
  if (isObject(parent.viewer) && parent.viewer.replyDisabled === true) return ['the thread is closed to replies of this account'];
  // Who began the thread may block the account where the author of the parent does not, or may have deleted what they said.
  if (seen(ref.root.uri) === undefined && (await replyRefOf(session, ref.root.uri, context)) !== null) return [await whyHidden(session, ref.root.uri, 'who began the thread', context)];
  return [];
}

/** A personal data server that stands alone, as in a test: what is not the protocol's own it cannot answer. */
const isWithoutView = ({ status, error }: Answer): boolean => status === 501 || (status === 400 && error === 'InvalidRequest');

async function whyHidden(session: Session, uri: string, who: string, context: CallContext): Promise<string> {
  const { viewer } = await session.get('app.bsky.actor.getProfile', { actor: partsOf(uri)?.did }, context);
  if (isObject(viewer) && viewer.blockedBy === true) return `${who} blocks this account`;
  if (isObject(viewer) && (typeof viewer.blocking === 'string' || isObject(viewer.blockingByList))) return `this account blocks ${who}`;
  return `what ${who} said is not shown to this account`;
}

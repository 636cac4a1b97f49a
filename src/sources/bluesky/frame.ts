import { isDid, isObject, listOf, type Fields } from '../../lib/bluesky/names.ts';
import { parseTime } from '../../lib/time.ts';
import { KashuvError } from '../../spec/errors.ts';
import { readCar, verified } from './car.ts';
import { decodeCbor, type CborValue } from './cbor.ts';
import { isRead, type BlueskyEvent, type PostChange } from './event.ts';

/** What a frame of the firehose says. `seq` is null where even that could not be read. */
export type Frame =
  /** `event` is null where it concerns no posts; `at` is epoch ms. */
  | { readonly type: 'event'; readonly seq: number | null; readonly at: number | null; readonly event: BlueskyEvent | null }
  | { readonly type: 'info'; readonly name: string }
  | { readonly type: 'error'; readonly name: string };

/** The CID of a repository's tree with nothing in it. */
const EMPTY_TREE = 'bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm';

/** Operations in one commit, by the protocol. */
const MAX_OPERATIONS = 200;

/** Decodes one frame of `com.atproto.sync.subscribeRepos`: two values of DAG-CBOR in a row. Never throws: what cannot be read is an event that says why. */
export function decodeFrame(bytes: Uint8Array): Frame {
  let seq: number | null = null;
  try {
    const head = decodeCbor(bytes);
    const { value: header } = head;
    const { value: body } = decodeCbor(bytes, head.end);
    if (!isFields(header) || !isFields(body)) return unreadable('a frame that is no message.', null);
    if (header.op === -1) return { type: 'error', name: nameOf(body.error) };
    if (header.op !== 1 || typeof header.t !== 'string') return unreadable('a frame of a kind that is not known.', null);
    if (header.t === '#info') return { type: 'info', name: nameOf(body.name) };
    if (!Number.isSafeInteger(body.seq) || Number(body.seq) < 0) return unreadable('a frame without a sequence number.', null);
    seq = Number(body.seq);
    const at = typeof body.time === 'string' ? parseTime(body.time, { format: 'iso' }) : null;
    return { type: 'event', seq, at, event: eventOf(header.t, body, at) };
  } catch (error) {
    return unreadable(`a frame that cannot be read: ${KashuvError.from(error).message}`, seq);
  }
}

const unreadable = (reason: string, seq: number | null): Frame => ({ type: 'event', seq, at: null, event: { kind: 'unreadable', reason } });
const isFields = (value: CborValue): value is { [key: string]: CborValue } => isObject(value) && !(value instanceof Uint8Array);
/** Names go into messages; a text of any other shape does not. */
const nameOf = (value: unknown): string => (typeof value === 'string' && /^[A-Za-z]{1,64}$/.test(value) ? value : 'unnamed');

function eventOf(type: string, body: Fields, at: number | null): BlueskyEvent | null {
  switch (type) {
    case '#commit':
      return commitOf(body, at);
    case '#account':
      if (!isDid(body.did) || body.active !== false || (body.status !== 'deleted' && body.status !== 'takendown')) return null;
      return { kind: 'account', did: body.did, status: body.status };
    // What accounts that were deleted sent before there was `#account`.
    case '#tombstone':
      return isDid(body.did) ? { kind: 'account', did: body.did, status: 'deleted' } : null;
    case '#sync':
      return isDid(body.did) && !isEmptyRepository(body.blocks) ? lost(body.did, 'was set anew; posts of it may be missing') : null;
    default:
      return null;
  }
}

const lost = (did: string, what: string): BlueskyEvent => ({ kind: 'unreadable', reason: `the repository of ${did} ${what}.`, ref: did });

function commitOf(body: Fields, at: number | null): BlueskyEvent | null {
  const did = body.repo;
  if (!isDid(did)) return { kind: 'unreadable', reason: 'a commit of nobody.' };
  if (body.tooBig === true) return lost(did, 'changed by more than a frame holds; posts of it may be missing');
  const operations = listOf(body.ops);
  if (operations.length > MAX_OPERATIONS) return lost(did, `claims more than ${MAX_OPERATIONS} changes at once; none was read`);
  const ours = operations.filter(isObject).filter(({ path }) => typeof path === 'string' && isRead(path.split('/', 1)[0]));
  if (ours.length === 0) return null;
  const blocks = ours.some(({ action }) => action !== 'delete') ? blocksOf(body.blocks) : null;
  const changes = ours.map((operation) => changeOf(operation, blocks)).filter((change) => change !== null);
  return changes.length === 0 ? null : { kind: 'commit', did, at, changes };
}

/** Every new account begins with a `#sync` of nothing: there is nothing to miss in it. */
function isEmptyRepository(bytes: unknown): boolean {
  const blocks = blocksOf(bytes);
  if (typeof blocks === 'string') return false;
  const [first] = blocks;
  if (first === undefined || !verified(...first)) return false;
  try {
    const { value } = decodeCbor(first[1]);
    return isFields(value) && isObject(value.data) && value.data.$link === EMPTY_TREE;
  } catch {
    return false;
  }
}

/** The blocks, or why there are none. */
function blocksOf(bytes: unknown): Map<string, Uint8Array> | string {
  if (!(bytes instanceof Uint8Array)) return 'the commit has no blocks.';
  try {
    return readCar(bytes);
  } catch (error) {
    return KashuvError.from(error).message;
  }
}

function changeOf({ action, path, cid }: Fields, blocks: Map<string, Uint8Array> | string | null): PostChange | null {
  const [collection, ...rest] = String(path).split('/');
  if (!isRead(collection)) return null;
  const change = { collection, rkey: rest.join('/') };
  if (action === 'delete') return { ...change, action };
  if (action !== 'create' && action !== 'update') return null;
  if (typeof blocks === 'string') return { ...change, action, problem: blocks };
  const link = isObject(cid) && typeof cid.$link === 'string' ? cid.$link : '';
  const block = blocks?.get(link);
  if (block === undefined) return { ...change, action, problem: 'the commit does not bring its record.' };
  if (!verified(link, block)) return { ...change, action, problem: 'the record is not the one that its CID names.' };
  try {
    const { value, end } = decodeCbor(block);
    return end === block.length ? { ...change, action, record: value } : { ...change, action, problem: 'the record has more than it should.' };
  } catch (error) {
    return { ...change, action, problem: `the record cannot be read: ${KashuvError.from(error).message}` };
  }
}

/** Collection of the records that are posts. */
export const POSTS = 'app.bsky.feed.post';
/** Collection of the records that pass a post on. */
export const REPOSTS = 'app.bsky.feed.repost';

const DID = /^did:[a-z]{1,16}:[A-Za-z0-9._:%-]{1,200}$/;
const RKEY = /^[A-Za-z0-9._:~-]{1,200}$/;
const AT_URI = /^at:\/\/(did:[a-z]{1,16}:[A-Za-z0-9._:%-]{1,200})\/([a-zA-Z.]{1,100})\/([A-Za-z0-9._:~-]{1,200})$/;

export const isDid = (value: unknown): value is string => typeof value === 'string' && DID.test(value);

/** The parts of the address of a record; null where it is none. */
export function partsOf(uri: unknown): { did: string; collection: string; rkey: string } | null {
  const found = typeof uri === 'string' ? AT_URI.exec(uri) : null;
  return found === null ? null : { did: found[1] as string, collection: found[2] as string, rkey: found[3] as string };
}

/** The id of a post or repost: its address in the protocol. Null where author or key cannot be one's. */
export function recordUri(did: unknown, rkey: unknown, collection: typeof POSTS | typeof REPOSTS = POSTS): string | null {
  return isDid(did) && typeof rkey === 'string' && RKEY.test(rkey) ? `at://${did}/${collection}/${rkey}` : null;
}

/** Where people look at a post. */
export const postUrl = (did: string, rkey: string): string => `https://bsky.app/profile/${did}/post/${rkey}`;

/** An object as somebody else sent it: nothing about it is known. */
export type Fields = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

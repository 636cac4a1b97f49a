import { MAX_POST_TEXT, type PostInput } from '../spec/post.ts';

/** Notes in the order in which they were made, each once. */
export type Notes = Set<string>;

/** Earlier than public talk on the net, or later than anybody alive: seconds taken for milliseconds, or nonsense. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** True for epoch milliseconds at which a post can have been written. */
export function isPossibleTime(time: number): boolean {
  return time >= EARLIEST && time < LATEST;
}

/** At most `length` UTF-16 units, never half a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** Lone surrogates and NUL have no place in UTF-8 files and databases. */
function isSound(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Ids keep their length, so that they stay different and are never empty. */
function mendId(id: string, notes: Notes): string {
  if (isSound(id)) return id;
  notes.add('id-mended');
  return id.toWellFormed().replaceAll('\0', '\ufffd');
}

function mendWords(words: string, notes: Notes): string {
  if (isSound(words)) return words;
  if (!words.isWellFormed()) notes.add('lone-surrogate');
  if (words.includes('\0')) notes.add('nul-removed');
  return words.toWellFormed().replaceAll('\0', '');
}

/** The post's words as they are kept and digested: sound, and cut to `MAX_POST_TEXT`. */
function mendText(text: string, notes: Notes): string {
  const sound = mendWords(text, notes);
  if (sound.length <= MAX_POST_TEXT) return sound;
  notes.add('text-cut');
  return cut(sound, MAX_POST_TEXT);
}

/** A record with all its strings sound: those named in `ids` keep their length. Undefined values are left out. */
function mendRecord<T extends object>(record: T, ids: readonly string[], notes: Notes): T {
  let mended: Record<string, unknown> | null = null;
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) {
      mended ??= { ...record } as Record<string, unknown>;
      delete mended[key];
    } else if (typeof value === 'string' && !isSound(value)) {
      mended ??= { ...record } as Record<string, unknown>;
      mended[key] = ids.includes(key) ? mendId(value, notes) : mendWords(value, notes);
    }
  }
  return mended === null ? record : (mended as T);
}

const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

/** Addresses that a browser would run or that lead nowhere are dropped: they end up in pages and mails. */
function withoutBadAddress<T extends { url?: string | undefined }>(record: T, notes: Notes): T {
  if (record.url === undefined || isWebAddress(record.url)) return record;
  notes.add('url-dropped');
  const { url: _url, ...rest } = record;
  return rest as T;
}

/** A post whose strings can be stored anywhere: sound, its text within bounds, its addresses http or https. Does not change `input`. */
export function mendPost(input: PostInput, notes: Notes): PostInput {
  const post: PostInput = withoutBadAddress(mendRecord({ ...input, text: mendText(input.text, notes) }, ['id'], notes), notes);
  if (post.author) post.author = withoutBadAddress(mendRecord(post.author, ['id'], notes), notes);
  if (post.venue) post.venue = withoutBadAddress(mendRecord(post.venue, ['id'], notes), notes);
  if (post.thread) post.thread = mendRecord(post.thread, ['root', 'parent', 'quote', 'repost'], notes);
  if (post.reach) post.reach = mendRecord(post.reach, [], notes);
  if (post.links) post.links = post.links.map((link) => mendWords(link, notes)).filter(isWebAddress);
  return post;
}

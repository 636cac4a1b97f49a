/** A hashtag, handle or link found in a text. */
export interface Tag {
  type: 'hashtag' | 'handle' | 'link';
  /** Hashtags and handles folded by `foldTag`, with `#` or `@`; links as written. */
  value: string;
  /** UTF-16 offsets into the text that was searched. */
  start: number;
  end: number;
}

/** Hashtags, handles and links kept of one post, each. */
export const MAX_TAGS = 64;

/** Longer hashtags and handles are noise, not names of places or people. In UTF-16 units. */
const MAX_TAG = 200;
/** Longer links do not fit a post's `links`. In UTF-16 units. */
const MAX_LINK = 2048;

// Every repetition is over a class that its neighbours exclude, so that a match costs time linear in its length.
const TAG =
  /[hH][tT][tT][pP][sS]?:\/\/[^\s<>"“”«»]+|#[\p{L}\p{N}\p{M}_\u05be\u05f3\u05f4]+|@[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*(?:@[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)+)?/gu;
const MAY_HAVE_TAG = /[#@]|:\/\//;
const LETTER = /\p{L}/u;
const WORD_UNIT = /[\p{L}\p{N}_/]/u;
const HEBREW = /[\u05d0-\u05ea]/;
const SENTENCE_START = /^\.\p{Lu}\p{Ll}/u;
/** Points and cantillation marks: the same tag with and without them. */
const HEBREW_POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g;

/** The form in which two spellings of one hashtag or handle are equal: lower case, without Hebrew points. Expects NFKC. */
export function foldTag(tag: string): string {
  return tag.toLowerCase().replace(HEBREW_POINTS, '').replaceAll('ς', 'σ');
}

/**
 * Hashtags, handles and http links of a normalised text, in order. A fragment of a link is no hashtag, an e-mail
 * address is no handle; `@name@host` and `@name.example.org` are handles as a whole. Hebrew prefix letters may stand
 * before the mark: people write `ל@acme`. Linear in the text.
 */
export function findTags(text: string): Tag[] {
  const tags: Tag[] = [];
  if (!MAY_HAVE_TAG.test(text)) return tags;
  for (const match of text.matchAll(TAG)) {
    const start = match.index;
    const found = match[0];
    if (found.startsWith('#')) {
      const value = withoutTail(found);
      if (value.length <= MAX_TAG && LETTER.test(value) && !continuesWord(text, start) && text[start - 1] !== '&') {
        tags.push({ type: 'hashtag', value: foldTag(value), start, end: start + value.length });
      }
    } else if (found.startsWith('@')) {
      const value = handleOf(found);
      if (value.length <= MAX_TAG && !continuesWord(text, start)) {
        tags.push({ type: 'handle', value: foldTag(value), start, end: start + value.length });
      }
    } else {
      const value = linkOf(found);
      if (value !== null) tags.push({ type: 'link', value, start, end: start + value.length });
    }
  }
  return tags;
}

/** True where a word or a path runs into the mark: an e-mail address, a fragment. */
function continuesWord(text: string, index: number): boolean {
  const before = text[index - 1];
  return before !== undefined && WORD_UNIT.test(before) && !HEBREW.test(before);
}

function withoutTail(hashtag: string): string {
  let end = hashtag.length;
  while (end > 0 && '\u05be\u05f3\u05f4'.includes(hashtag.charAt(end - 1))) end--;
  return hashtag.slice(0, end);
}

/** Cuts what is no part of the name: the next sentence (`@acme.Please`), a dash where the name is no domain (`@acme-hello`). */
function handleOf(found: string): string {
  let handle = found;
  for (let dot = handle.indexOf('.'); dot !== -1; dot = handle.indexOf('.', dot + 1)) {
    if (SENTENCE_START.test(handle.slice(dot, dot + 3))) {
      handle = handle.slice(0, dot);
      break;
    }
  }
  if (handle.includes('.')) return handle;
  const dash = handle.indexOf('-');
  return dash === -1 ? handle : handle.slice(0, dash);
}

/** Without the punctuation of the sentence around it; null for what was cut off or is no address. */
function linkOf(found: string): string | null {
  if (found.endsWith('...') || found.length > MAX_LINK + 16) return null;
  let end = found.length;
  let unopened = found.split(')').length - found.split('(').length;
  while (end > 0) {
    const last = found.charAt(end - 1);
    if (last === ')' ? unopened <= 0 : !'.,;:!?\'’*_]}'.includes(last)) break;
    if (last === ')') unopened--;
    end--;
  }
  const link = found.slice(0, end);
  return link.length <= MAX_LINK && URL.canParse(link) ? link : null;
}

/** Longest text of a post: so many of what a reader takes for one character, */
export const MAX_GRAPHEMES = 300;
/** and so many bytes of UTF-8. */
export const MAX_BYTES = 3_000;
const BYTES_PER_GRAPHEME = MAX_BYTES / MAX_GRAPHEMES;

/** What a reader takes for one character; the same in all languages. */
export function countGraphemes(text: string): number {
  // In ASCII only the two characters of a line break are one.
  if (/^[\x20-\x7e\n]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) count += 1;
  return count;
}

/** Length in graphemes; where a text would sooner be too long by its bytes, their tenth: at most `MAX_GRAPHEMES` where it fits. */
export function measure(text: string): number {
  return Math.max(countGraphemes(text), Math.ceil(Buffer.byteLength(text) / BYTES_PER_GRAPHEME));
}

import type { Address } from '../../lib/mastodon/address.ts';
import { plainText } from '../../lib/plain-text.ts';
import { findTags, foldTag, type Tag } from '../../lib/tags.ts';

/** What a link counts, however long it is. */
const LINK_LENGTH = 23;

/** Length as Mastodon counts it: in what a reader takes for one character; a link as 23, of a mention the name without its host. */
export function measure(text: string): number {
  let count = 0;
  let end = 0;
  for (const tag of findTags(text)) {
    if (tag.type === 'hashtag') continue;
    count += graphemes(text.slice(end, tag.start)) + (tag.type === 'link' ? lengthOfLink(tag.value) : graphemes(nameOf(text.slice(tag.start, tag.end))));
    end = tag.end;
  }
  return count + graphemes(text.slice(end));
}

/** What has no dot in its host is no link to Mastodon. */
const lengthOfLink = (link: string): number => (new URL(link).hostname.includes('.') ? LINK_LENGTH : graphemes(link));

const nameOf = (handle: string): string => `@${handle.split('@')[1] ?? ''}`;

function graphemes(text: string): number {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) count += 1;
  return count;
}

/** Whether anybody is mentioned. */
export const mentionsAny = (text: string): boolean => handlesIn(text).length > 0;

/** Whether an account is mentioned, so that it is told of the post. */
export function mentions(text: string, { user, host }: Address, domain: string): boolean {
  return handlesIn(text).some(({ value }) => value === `@${user}@${host}` || (host === domain && value === `@${user}`));
}

/** The hashtag that a place is, where the text lacks it; null: it has it, or the place is none. */
export function missingTag(venue: string, text: string): string | null {
  const tag = /^hashtag:(#.+)$/su.exec(venue)?.[1];
  if (tag === undefined) return null;
  return findTags(text).some(({ type, value }) => type === 'hashtag' && value === foldTag(tag)) ? null : tag;
}

/** Whether a status holds the same words: its HTML shows mentions without their hosts, and other white space. */
export const sameWords = (content: string, text: string): boolean => comparable(plainText(content)) === comparable(text);

function comparable(text: string): string {
  let words = '';
  let end = 0;
  for (const { start, end: after } of handlesIn(text)) {
    words += text.slice(end, start);
    end = after;
  }
  return (words + text.slice(end)).normalize('NFC').replace(/\s+/gu, '');
}

const handlesIn = (text: string): Tag[] => findTags(text).filter(({ type }) => type === 'handle');

import { PUBLIC, type Visibility } from '../../lib/activitypub/audience.ts';
import { escapeHtml } from '../../lib/activitypub/html.ts';
import { isHebrew } from '../../lib/characters.ts';
import type { JsonRecord } from '../../lib/http/json.ts';

/** Who is answered, and what. */
export interface Addressee {
  readonly post: string;
  /** The author's address. */
  readonly author: string;
  /** `lena@town.example`; null where the account has no name. */
  readonly handle: string | null;
  readonly inbox: string;
  /** Of the post that is answered. */
  readonly visibility: Visibility;
}

const CONTEXT = 'https://www.w3.org/ns/activitystreams';

/** An answer as others show it: seen by no more than see what it answers, and by its author. */
export function noteOf(text: string, { post, author, handle, visibility }: Addressee, { id, by, at }: { id: string; by: string; at: number }): JsonRecord {
  const [to, cc] = audienceOf(author, visibility);
  const content = htmlOf(text);
  return {
    '@context': CONTEXT,
    id,
    type: 'Note',
    attributedTo: by,
    content,
    ...(isMostlyHebrew(text) && { contentMap: { he: content } }),
    published: new Date(at).toISOString(),
    url: id,
    inReplyTo: post,
    to,
    cc,
    tag: [{ type: 'Mention', href: author, ...(handle !== null && { name: `@${handle}` }) }],
  };
}

/** The activity that brings a note. */
export function createOf({ '@context': context, ...note }: JsonRecord): JsonRecord {
  const { id, attributedTo, published, to, cc } = note;
  return { '@context': context, id: `${String(id)}#create`, type: 'Create', actor: attributedTo, published, to, cc, object: note };
}

/** What only followers of its author see, is answered to its author alone: the brand cannot speak to these followers. */
function audienceOf(author: string, visibility: Visibility): [to: string[], cc: string[]] {
  switch (visibility) {
    case 'public':
      return [[PUBLIC], [author]];
    case 'unlisted':
      return [[author], [PUBLIC]];
    case 'followers':
    case 'direct':
      return [[author], []];
  }
}

/** Paragraphs and line breaks as they were written, each paragraph in its own direction, addresses as links, all else as text. */
export function htmlOf(text: string): string {
  const paragraphs = text.replaceAll('\r\n', '\n').split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph) => `<p${isRightToLeft(paragraph) ? ' dir="rtl"' : ''}>${linked(paragraph).replaceAll('\n', '<br>')}</p>`).join('');
}

/** An address ends before what ends a sentence. */
const ADDRESS = /https?:\/\/[^\s<>"']{1,2000}/g;
const TRAILING = /[.,;:!?)\]}]+$/;

function linked(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, '');
    if (!URL.canParse(address)) continue;
    parts.push(escapeHtml(text.slice(end, index)), `<a href="${escapeHtml(address)}" rel="nofollow noopener">${escapeHtml(address)}</a>`);
    end = index + address.length;
  }
  return [...parts, escapeHtml(text.slice(end))].join('');
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** By its first letter, as a reader's program would tell it. */
function isRightToLeft(paragraph: string): boolean {
  const [first = ''] = /\p{L}/u.exec(paragraph) ?? [];
  return RIGHT_TO_LEFT.test(first);
}

function isMostlyHebrew(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => isHebrew(letter.codePointAt(0) ?? 0)).length * 2 > letters.length;
}

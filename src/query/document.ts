import { findTags } from '../lib/tags.ts';
import type { NormalText } from '../spec/post.ts';
import type { QueryDocument } from '../spec/query.ts';

/**
 * A document of plain text, for trying a query. The text is taken as it is: a monitor normalises posts first, so that
 * full-width letters, HTML entities and invisible characters make no difference there.
 */
export function toDocument(text: string, title?: string): QueryDocument {
  const tags = [...(title === undefined ? [] : findTags(title)), ...findTags(text)];
  const document: QueryDocument = { text: plain(text), hashtags: valuesOf(tags, 'hashtag'), handles: valuesOf(tags, 'handle') };
  return title === undefined ? document : { ...document, title: plain(title) };
}

function plain(text: string): NormalText {
  return { original: text, text, toOriginal: (index) => index, notes: [] };
}

function valuesOf(tags: ReturnType<typeof findTags>, type: 'hashtag' | 'handle'): string[] {
  return [...new Set(tags.filter((tag) => tag.type === type).map((tag) => tag.value))];
}

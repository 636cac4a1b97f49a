import { findTags } from '../lib/tags.ts';
import { show } from '../lib/values.ts';
import { KashuvError } from '../spec/errors.ts';
import type { NormalText } from '../spec/post.ts';
import type { QueryDocument } from '../spec/query.ts';

/**
 * A document of plain text, for trying a query. The text is taken as it is: a monitor normalises posts first, so that
 * full-width letters, HTML entities and invisible characters make no difference there. Throws INPUT_INVALID for what is no text.
 */
export function toDocument(text: string, title?: string | null): QueryDocument {
  for (const [field, value] of [['text', text], ['title', title ?? '']] as const) {
    if (typeof value !== 'string') throw new KashuvError('INPUT_INVALID', `expected text, got ${show(value)}.`, { field, fix: "Give the words as a string; '' where there are none." });
  }
  const tags = [...(title == null ? [] : findTags(title)), ...findTags(text)];
  const document: QueryDocument = { text: plain(text), hashtags: valuesOf(tags, 'hashtag'), handles: valuesOf(tags, 'handle') };
  return title == null ? document : { ...document, title: plain(title) };
}

/** Throws INPUT_INVALID where it is none. */
export function checkDocument(document: QueryDocument): QueryDocument {
  const text: unknown = (document as QueryDocument | undefined | null)?.text?.text;
  if (typeof text === 'string') return document;
  throw new KashuvError('INPUT_INVALID', `expected a document, got ${show(document)}.`, { field: 'document', fix: "Make one of a text by toDocument('…')." });
}

function plain(text: string): NormalText {
  return { original: text, text, toOriginal: (index) => index, notes: [] };
}

function valuesOf(tags: ReturnType<typeof findTags>, type: 'hashtag' | 'handle'): string[] {
  return [...new Set(tags.filter((tag) => tag.type === type).map((tag) => tag.value))];
}

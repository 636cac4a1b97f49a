import type * as Feedsmith from 'feedsmith';

import { digest } from '../../lib/digest.ts';
import { htmlToText } from '../../lib/html-text.ts';
import { KashuvError } from '../../spec/errors.ts';
import { refuseHostileXml } from './guard.ts';
import { paceOf, type FeedPace, type PaceFields } from './pace.ts';

type Parsed = ReturnType<typeof Feedsmith.parseFeed>;
type Of<F extends Parsed['format']> = Extract<Parsed, { format: F }>['feed'];
type Item<F, K extends string> = F extends { [key in K]?: (infer I)[] } ? I : never;
type RssItem = Item<Of<'rss'>, 'items'>;
type RdfItem = Item<Of<'rdf'>, 'items'>;
type AtomEntry = Item<Of<'atom'>, 'entries'>;
type JsonItem = Item<Of<'json'>, 'items'>;

/** One entry, the same for all formats; texts are plain. */
export interface FeedEntry {
  /** Unique within the feed: the feed's own id for it, else its link, else the digest of its words. */
  readonly id: string;
  /** Digest of title and text: another one is an edit. */
  readonly digest: string;
  readonly title: string;
  readonly text: string;
  readonly link?: string;
  readonly authorId?: string;
  readonly authorName?: string;
  /** As written in the feed. */
  readonly published?: string;
  readonly language?: string;
}

export interface ParsedFeed {
  readonly title: string;
  /** In the order of the document. */
  readonly entries: FeedEntry[];
  /** Entries beyond the limit, which were not read. */
  readonly more: boolean;
  readonly pace: FeedPace;
}

/** Entries read of one document. */
export const MAX_ENTRIES = 2000;

type Draft = Omit<FeedEntry, 'id' | 'digest'> & { ids: (string | undefined)[] };
interface Person {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly uri?: string | undefined;
  readonly url?: string | undefined;
  readonly link?: string | undefined;
}

/** Reads a document of any of the four formats. `base` resolves relative links, `from` names it in errors. Throws INPUT_INVALID. */
export async function parseEntries(document: string, base: string, from: string): Promise<ParsedFeed> {
  if (/^\s{0,64}</.test(document.slice(0, 65))) refuseHostileXml(document, from);
  const { parseFeed } = await import('feedsmith');
  let parsed: Parsed;
  try {
    parsed = parseFeed(document, { maxItems: MAX_ENTRIES + 1 });
  } catch (error) {
    const isPage = /^\s{0,64}(?:<!doctype html|<html)/i.test(document.slice(0, 256));
    throw new KashuvError('INPUT_INVALID', `${from} is ${isPage ? 'a web page' : 'no feed that can be read'}.`, {
      fix: isPage ? "Give the address of the site's feed." : 'Expected RSS, Atom, RDF or JSON Feed.',
      cause: error,
    });
  }
  const [title, drafts] = draftsOf(parsed, base);
  return { title: plain(title), entries: identify(drafts.slice(0, MAX_ENTRIES)), more: drafts.length > MAX_ENTRIES, pace: paceOf(saidOf(parsed)) };
}

/** Atom and JSON Feed have no words for it but those of the syndication module. */
function saidOf({ format, feed }: Parsed): PaceFields {
  switch (format) {
    case 'rss':
      return feed;
    case 'rdf':
    case 'atom':
      return { sy: feed.sy };
    case 'json':
      return {};
  }
}

function draftsOf(parsed: Parsed, base: string): [string | undefined, Draft[]] {
  const { format, feed } = parsed;
  switch (format) {
    case 'rss':
      return [feed.title, (feed.items ?? []).map((item) => fromRss(item, base))];
    case 'rdf':
      return [feed.title, (feed.items ?? []).map((item) => fromRdf(item, base))];
    case 'atom':
      return [feed.title?.value, (feed.entries ?? []).map((entry) => fromAtom(entry, base))];
    case 'json':
      return [feed.title, (feed.items ?? []).map((item) => fromJson(item, base))];
  }
}

function fromRss(item: RssItem, base: string): Draft {
  const link = item.link ?? (item.guid?.isPermaLink === true ? item.guid.value : undefined);
  const creator = item.dc?.creators?.[0];
  return draft({
    ids: [item.guid?.value],
    title: plain(item.title),
    text: plain(item.content?.encoded ?? item.description),
    link: resolve(link, base),
    person: creator === undefined ? item.authors?.[0] : { name: creator },
    published: item.pubDate ?? item.dc?.dates?.[0],
    language: undefined,
  });
}

function fromRdf(item: RdfItem, base: string): Draft {
  return draft({
    ids: [item.rdf?.about],
    title: plain(item.title),
    text: plain(item.content?.encoded ?? item.description),
    link: resolve(item.link, base),
    person: { name: item.dc?.creators?.[0] },
    published: item.dc?.dates?.[0],
    language: undefined,
  });
}

function fromAtom(entry: AtomEntry, base: string): Draft {
  const typed = (text: { value?: string; type?: string } | undefined): string => (text?.type === undefined || text.type === 'text' ? (text?.value ?? '').trim() : plain(text.value));
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
  const body = typed(entry.content);
  return draft({
    ids: [entry.id],
    title: typed(entry.title),
    text: body === '' ? typed(entry.summary) : body,
    link: resolve(link?.href, base),
    person: entry.authors?.[0],
    published: entry.published ?? entry.updated,
    language: entry.xml?.lang,
  });
}

function fromJson(item: JsonItem, base: string): Draft {
  return draft({
    ids: [item.id],
    title: item.title ?? '',
    text: item.content_text ?? (item.content_html === undefined ? (item.summary ?? '') : plain(item.content_html)),
    link: resolve(item.url ?? item.external_url, base),
    person: item.authors?.[0],
    published: item.date_published ?? item.date_modified,
    language: item.language,
  });
}

function draft(parts: { ids: (string | undefined)[]; title: string; text: string; link: string | undefined; person: Person | undefined; published: unknown; language: string | undefined }): Draft {
  const { ids, title, text, link, person, published, language } = parts;
  const authorId = person?.uri ?? person?.url ?? person?.link ?? person?.email ?? person?.name;
  const authorName = person?.name;
  return {
    ids: [...ids, link],
    title,
    text,
    ...(link !== undefined && { link }),
    ...(authorId !== undefined && authorId !== '' && { authorId }),
    ...(authorName !== undefined && authorName !== '' && { authorName }),
    ...(typeof published === 'string' && { published }),
    ...(language !== undefined && { language }),
  };
}

/**
 * Gives each entry the first of its candidates that no other entry of the document claims with other words; one that occurs again with
 * the same words is the same entry.
 */
function identify(drafts: readonly Draft[]): FeedEntry[] {
  const words = drafts.map(({ title, text }) => digest(title, text));
  const claims = new Map<string, string | null>();
  drafts.forEach(({ ids }, index) => {
    for (const id of new Set(ids)) {
      if (id === undefined || id === '') continue;
      const other = claims.get(id);
      claims.set(id, other === undefined || other === words[index] ? (words[index] ?? null) : null);
    }
  });
  const entries = new Map<string, FeedEntry>();
  drafts.forEach(({ ids, ...rest }, index) => {
    const word = words[index] ?? '';
    const id = ids.find((candidate) => candidate !== undefined && candidate !== '' && claims.get(candidate) !== null) ?? `digest:${word.slice(0, 32)}`;
    if (!entries.has(id)) entries.set(id, { ...rest, id, digest: word });
  });
  return [...entries.values()];
}

const plain = (html: string | undefined): string => (html === undefined ? '' : htmlToText(html));

/** An http address in full, or nothing. */
function resolve(link: string | undefined, base: string): string | undefined {
  if (link === undefined || !URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.href.length <= 2048 ? url.href : undefined;
}

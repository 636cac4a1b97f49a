import { digest } from '../../lib/digest.ts';
import { fetchLimited, redactUrl, throwForStatus, type LimitedResponse } from '../../lib/http.ts';
import { timeParser } from '../../lib/time.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import type { PostInput, Signal, Venue } from '../../spec/post.ts';
import { decodeText } from './charset.ts';
import { MAX_ENTRIES, parseEntries, type FeedEntry } from './entries.ts';
import { FeedMemory, type Validators } from './memory.ts';
import { nextAsking, NO_PACE, type FeedPace } from './pace.ts';
import { checkFeedOptions, type CheckedOptions, type FeedOptions } from './options.ts';

export type { FeedEntry } from './entries.ts';
export type { FeedOptions } from './options.ts';

/** An entry that is new or has other words than before, or a note that some were not read. */
export type FeedItem =
  | { readonly change: 'posted' | 'edited'; readonly entry: FeedEntry; readonly feedTitle: string }
  | { readonly change: 'skipped'; readonly reason: string };

const HEADER = 'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/**
 * Posts from an RSS, Atom, RDF or JSON feed. See docs/sources/feed.md.
 *
 * Each sweep asks once, with the validators of the last answer. The cursor holds them and short digests of what was told: at least all
 * entries of the last document and 500 that have left it. An entry whose words change is told as `edited`.
 *
 * Errors: CONFIG_INVALID (options, 410), REJECTED (private address, too many redirects, other 4xx), AUTH_FAILED (401, 403), RATE_LIMITED
 * with `retryAfterMs` (429, 503), UNAVAILABLE (network, time, 404, 5xx), INPUT_INVALID (no feed, too large). Addresses in messages carry
 * neither credentials nor query.
 */
export function feed(url: string, options: FeedOptions = {}): PullSource<FeedItem> {
  const checked = checkFeedOptions(url, options);
  const venue = venueOf(checked);
  const dates = timeParser();
  return {
    contract: 1,
    name: 'feed',
    instance: checked.instance,
    capabilities: {
      mode: 'poll',
      backfill: true,
      threads: false,
      authors: false,
      queryFeatures: [],
      authorsClaimed: true,
      pollEveryMs: checked.pollEveryMs,
      ...(checked.silentAfterMs !== undefined && { silentAfterMs: checked.silentAfterMs }),
    },
    read: (request, context) => sweep(checked, dates, request, context),
    signals: (item) => [signalOf(item, venue, dates)],
  };
}

type Dates = (value: unknown) => number | null;

async function* sweep(options: CheckedOptions, dates: Dates, request: ReadRequest, context: CallContext): AsyncGenerator<ReadBatch<FeedItem>, void> {
  if (context.signal.aborted) return;
  const read = request.cursor === null ? FeedMemory.empty() : FeedMemory.read(request.cursor);
  if (read === null) context.log('warn', `${options.instance}: the cursor is not of this source; reading all entries`);
  const memory = read ?? FeedMemory.empty();
  // A clock that was set back must not keep it from being asked.
  if (memory.next > context.now() && memory.next <= context.now() + options.maxPauseMs) {
    yield { items: [], cursor: request.cursor ?? memory.interim(), caughtUp: true };
    return;
  }
  const document = await ask(options, memory.validators, context).catch((error: unknown) => {
    if (context.signal.aborted) return null;
    throw error;
  });
  if (document === null) return;
  const pause = (pace: FeedPace): number => nextAsking(pace, document.cacheControl, context.now(), options.maxPauseMs);
  if (document.text === null) {
    yield { items: [], cursor: memory.unchanged(pause(NO_PACE)), caughtUp: true };
    return;
  }
  const { title, entries, more, pace } = await parseEntries(document.text, document.url, redactUrl(document.url));
  let items: FeedItem[] = [];
  for (const entry of inOrder(entries, dates)) {
    const change = memory.changeOf(entry);
    if (change !== 'known' && !isOlder(entry, request.since, dates)) {
      if (items.length >= request.limit) {
        yield { items, cursor: memory.interim(), caughtUp: false };
        items = [];
        if (context.signal.aborted) return;
      }
      items.push({ change, entry, feedTitle: title });
    }
    memory.see(entry);
  }
  if (more) {
    const reason = `more than ${MAX_ENTRIES} entries in one document; those after them were not read.`;
    if (items.length >= request.limit) {
      yield { items, cursor: memory.interim(), caughtUp: false };
      items = [];
    }
    items.push({ change: 'skipped', reason });
  }
  yield { items, cursor: memory.complete(document.validators, pause(pace), entries), caughtUp: true };
}

interface Answered {
  /** Null: unchanged since the last. */
  readonly text: string | null;
  readonly url: string;
  readonly validators: Validators;
  readonly cacheControl: string | null;
}

async function ask(options: CheckedOptions, { etag, modified }: Validators, context: CallContext): Promise<Answered> {
  const { budget, maxBytes, timeoutMs, maxRedirects, allowPrivate, userAgent, lookup } = options;
  const headers: Record<string, string> = { accept: HEADER, ...options.headers };
  if (etag !== undefined) headers['if-none-match'] = etag;
  if (modified !== undefined) headers['if-modified-since'] = modified;
  const send = (): Promise<LimitedResponse> => fetchLimited(options.url.href, {
    context,
    maxBytes,
    timeoutMs,
    maxRedirects,
    allowPrivate,
    headers,
    ...(userAgent !== undefined && { userAgent }),
    ...(lookup !== undefined && { lookup }),
  });
  const response = await (budget === undefined ? send() : budget.spend(context, send));
  throwForStatus(response, redactUrl(options.url), context.now());
  const text = response.status === 304 ? null : decodeText(response.body, response.headers.get('content-type'));
  return { text, url: response.url, validators: validatorsOf(response.headers), cacheControl: response.headers.get('cache-control') };
}

/** Validators of a length that no server has cause to exceed. */
function validatorsOf(headers: Headers): Validators {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { ...(etag !== null && etag.length <= 1024 && { etag }), ...(modified !== null && modified.length <= 64 && { modified }) };
}

/** Oldest first: by time where every entry has one, else against the order of the document, which has the newest first. */
function inOrder(entries: readonly FeedEntry[], dates: Dates): FeedEntry[] {
  const oldestFirst = [...entries].reverse();
  const times = new Map(oldestFirst.map((entry) => [entry, timeOf(entry, dates)]));
  if ([...times.values()].includes(null)) return oldestFirst;
  return oldestFirst.sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0));
}

const timeOf = ({ published }: FeedEntry, dates: Dates): number | null => (published === undefined ? null : dates(published));

function isOlder(entry: FeedEntry, since: number | undefined, dates: Dates): boolean {
  const time = since === undefined ? null : timeOf(entry, dates);
  return time !== null && since !== undefined && time < since;
}

/** The venue of all entries; the feed's own title names it where the host does not. */
function venueOf({ url, venue }: CheckedOptions): (feedTitle: string) => Venue {
  return (feedTitle) => ({
    id: venue?.id ?? `feed:${url.host}${url.pathname}`.slice(0, 512),
    kind: venue?.kind ?? 'feed',
    class: venue?.class ?? 'other',
    name: (venue?.name ?? (feedTitle === '' ? url.host : feedTitle)).slice(0, 512),
    ...(venue?.url !== undefined && { url: venue.url }),
  });
}

function signalOf(item: FeedItem, venue: (feedTitle: string) => Venue, dates: Dates): Signal {
  if (item.change === 'skipped') return { type: 'skipped', reason: item.reason };
  const { change, entry, feedTitle } = item;
  const { title, text, link, authorId, authorName, language } = entry;
  const id = shortId(entry.id);
  const whole = title === '' || text.startsWith(title) ? text : text === '' ? title : `${title}\n\n${text}`;
  if (whole.trim() === '') return { type: 'skipped', reason: `entry ${id} has neither title nor text.`, ref: id };
  const post: PostInput = { id, text: whole, venue: venue(feedTitle) };
  if (title !== '') post.title = title.slice(0, 4096);
  if (authorId !== undefined) post.author = { id: shortId(authorId), ...(authorName !== undefined && { name: authorName.slice(0, 512) }) };
  if (link !== undefined) post.url = link;
  const postedAt = timeOf(entry, dates);
  if (postedAt !== null) post.postedAt = postedAt;
  if (language !== undefined && language.length <= 35) post.language = language;
  return { type: change, post };
}

/** Ids longer than kashuv takes are told apart by their digest. */
const shortId = (id: string): string => (id.length <= 512 ? id : digest(id));

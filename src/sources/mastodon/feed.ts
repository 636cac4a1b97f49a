import { digest } from '../../lib/digest.ts';
import { isRecord } from '../../lib/http/json.ts';
import { isId } from '../../lib/mastodon/ids.ts';
import { timeOf } from './post.ts';

/** Statuses, or notifications, that a server lists. */
export interface Feed {
  /** Its name in a cursor. */
  readonly key: string;
  /** Its name as a stream, with the tag; null where there is none. */
  readonly stream: readonly string[] | null;
  readonly path: string;
  readonly params: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** `min_id` gives what comes next after it; else what is newest after it. */
  readonly forward: boolean;
  /** Nobody was spoken to, and no tag was set in order to be found: who wants no indexing is left out. */
  readonly unaddressed: boolean;
  /** May hold what is not public. */
  readonly personal: boolean;
  /** Null: no list where one should be. */
  rows(body: unknown): readonly unknown[] | null;
  /** Undefined for a row that brings nobody's words. */
  status(row: unknown): unknown;
}

/** What a feed can be asked for. */
export interface Wanted {
  readonly hashtags: readonly string[];
  readonly timeline?: 'public' | 'local' | undefined;
  readonly notifications: boolean;
  readonly search?: readonly string[];
}

/** A row of a feed, as far as a reading has to know it. */
export interface Row {
  /** Of the row, which is not always that of the status. Null where it has none. */
  readonly id: string | null;
  /** Epoch ms; null where it has no time. */
  readonly at: number | null;
  readonly row: unknown;
}

/** Kinds of notifications that bring words: said to the account, by somebody it watches, changed after it shared them, or quoting it. */
const SPOKEN: ReadonlySet<unknown> = new Set(['mention', 'status', 'update', 'quote']);
const ITSELF = (row: unknown): unknown => row;
const LIST = (body: unknown): readonly unknown[] | null => (Array.isArray(body) ? (body as unknown[]) : null);

export function feedsOf({ hashtags, timeline, notifications, search = [] }: Wanted): Feed[] {
  const feeds: Feed[] = hashtags.map((tag) => ({
    key: `tag:${tag}`, stream: ['hashtag', tag], path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}`, params: {}, forward: true, unaddressed: false, personal: false, rows: LIST, status: ITSELF,
  }));
  if (timeline !== undefined) {
    const local = timeline === 'local';
    feeds.push({ key: timeline, stream: [local ? 'public:local' : 'public'], path: '/api/v1/timelines/public', params: local ? { local } : {}, forward: true, unaddressed: true, personal: false, rows: LIST, status: ITSELF });
  }
  if (notifications) {
    feeds.push({
      key: 'notifications', stream: ['user:notification'], path: '/api/v1/notifications', params: { 'types[]': [...SPOKEN].map(String) }, forward: true, unaddressed: false, personal: true, rows: LIST,
      status: (row) => (isRecord(row) && SPOKEN.has(row.type) ? row.status : undefined),
    });
  }
  for (const q of search) {
    feeds.push({
      key: `search:${digest(q).slice(0, 12)}`, stream: null, path: '/api/v2/search', params: { q, type: 'statuses' }, forward: false, unaddressed: true, personal: false,
      rows: (body) => (isRecord(body) ? LIST(body.statuses) : null),
      status: ITSELF,
    });
  }
  return feeds;
}

export function rowOf(row: unknown): Row {
  return isRecord(row) ? { id: isId(row.id) ? row.id : null, at: timeOf(row.created_at), row } : { id: null, at: null, row };
}

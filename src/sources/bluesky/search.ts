import { isObject, listOf, partsOf, POSTS, type Fields } from '../../lib/bluesky/names.ts';
import { openSession, type Session } from '../../lib/bluesky/session.ts';
import { SweepMemory } from '../../lib/sweep-memory.ts';
import { tellSweep, type News } from '../../lib/tell-sweep.ts';
import { parseTime } from '../../lib/time.ts';
import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import { lookUps, postOfView } from './app-view.ts';
import { checkSearch, type BlueskySearchOptions, type SearchOptions } from './options.ts';

/** A post as the service shows it, or a note that some were not read. */
export type BlueskySearchItem = { readonly kind: 'post'; readonly view: unknown } | { readonly kind: 'note'; readonly reason: string };

const PAGE = 100;
/** An index is behind: posts appear in it after later ones. What is older than this when it appears is missed. In ms. */
const LAG_MS = 600_000;
/** Notifications that bring words of somebody. */
const SPOKEN = new Set(['mention', 'reply', 'quote']);

/**
 * Posts that Bluesky's search finds, and with `notifications` what mentions, answers or quotes the account itself. See docs/sources/bluesky.md.
 *
 * Each sweep asks for what is new since the last, ten minutes of overlap included; marks of what was told stand in the cursor. The brands' queries then decide:
 * `search` is in the words of Bluesky's own search, and should find more than they do.
 *
 * Errors: CONFIG_INVALID (options), AUTH_FAILED (name or password, a second factor), RATE_LIMITED with `retryAfterMs`, UNAVAILABLE (network, time, 5xx), REJECTED (other
 * 4xx), INPUT_INVALID (an answer that is none). No message holds the password or a token.
 */
export function blueskySearch(options: BlueskySearchOptions): PullSource<BlueskySearchItem> {
  const checked = checkSearch(options);
  const session = openSession('blueskySearch', checked);
  return {
    contract: 1,
    name: 'bluesky-search',
    instance: checked.instance,
    capabilities: {
      mode: 'poll',
      backfill: true,
      threads: true,
      authors: true,
      queryFeatures: [],
      pollEveryMs: checked.pollEveryMs,
      ...(checked.silentAfterMs !== undefined && { silentAfterMs: checked.silentAfterMs }),
    },
    read: (request, context) => sweep(checked, session, request, context),
    signals: (item) => [signalOf(item)],
    ...lookUps((method, params, context) => session.get(method, params, context)),
  };
}

function signalOf(item: BlueskySearchItem): Signal {
  if (item.kind === 'note') return { type: 'skipped', reason: item.reason };
  const post = postOfView(item.view);
  if (typeof post !== 'string') return { type: 'posted', post };
  const ref = isObject(item.view) ? partsOf(item.view.uri) : null;
  return { type: 'skipped', reason: post, ...(ref !== null && { ref: `at://${ref.did}/${ref.collection}/${ref.rkey}` }) };
}

async function* sweep(options: SearchOptions, session: Session, request: ReadRequest, context: CallContext): AsyncGenerator<ReadBatch<BlueskySearchItem>, void> {
  if (context.signal.aborted) return;
  const read = request.cursor === null ? SweepMemory.empty() : SweepMemory.read(request.cursor);
  if (read === null) context.log('warn', `${options.instance}: the cursor is not of this source; starting over`);
  const memory = read ?? SweepMemory.empty();
  yield* tellSweep(memory, newsOf(options, session, memory, request.since ?? null, context), request, context);
}

async function* newsOf(options: SearchOptions, session: Session, memory: SweepMemory, wanted: number | null, context: CallContext): AsyncGenerator<News<BlueskySearchItem>, void> {
  const since = memory.since === null ? wanted : Math.max(0, memory.since - LAG_MS);
  for (const { uri, cid, view, reason } of await ask(options, session, since, context)) {
    if (reason !== undefined) yield { item: { kind: 'note', reason } };
    else if (memory.compare(uri, cid) !== 'same') yield { item: { kind: 'post', view }, remember: () => memory.see(uri, cid, context.now()) };
  }
}

interface Found {
  readonly uri: string;
  readonly cid: string;
  readonly at: number;
  readonly view: unknown;
  /** Of what is no post, but a note that some were not read. */
  readonly reason?: string;
}

/** What all questions find, oldest first, each post once, and notes at the end. */
async function ask(options: SearchOptions, session: Session, since: number | null, context: CallContext): Promise<Found[]> {
  const found = new Map<string, Found>();
  const notes: Found[] = [];
  const from = since === null ? undefined : new Date(since).toISOString();
  const questions: Question[] = options.search.map((q) => ({
    name: 'search',
    method: 'app.bsky.feed.searchPosts',
    params: { q, sort: 'latest', since: from },
    views: (body) => listOf(body.posts),
  }));
  if (options.notifications) questions.push({ name: 'notifications', method: 'app.bsky.notification.listNotifications', params: {}, views: (body) => listOf(body.notifications) });
  for (const question of questions) {
    const complete = await pages(question, options, session, since, context, (view) => {
      const read = readView(view);
      // Of a list of notifications most are no posts at all.
      if (question.name === 'notifications' && !(isObject(view) && SPOKEN.has(String(view.reason)))) return;
      if (!found.has(read.uri)) found.set(read.uri, read);
    });
    if (!complete) notes.push({ uri: '', cid: '', at: since ?? 0, view: null, reason: `${question.name}: more than ${options.maxPages * PAGE} posts in one sweep; older ones were not read.` });
  }
  return [...[...found.values()].sort((a, b) => a.at - b.at), ...notes];
}

interface Question {
  readonly name: 'search' | 'notifications';
  readonly method: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly views: (body: Fields) => readonly unknown[];
}

/** Goes through the pages, newest first. False where the limit of pages ended it before what is older than `since`. */
async function pages(question: Question, options: SearchOptions, session: Session, since: number | null, context: CallContext, see: (view: unknown) => void): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < options.maxPages; page += 1) {
    const body = await session.get(question.method, { ...question.params, limit: PAGE, cursor }, context);
    const views = question.views(body);
    let older = false;
    for (const view of views) {
      if (since !== null && readView(view).at < since) older = true;
      else see(view);
    }
    // A cursor that stays where it is would be asked for ever.
    const next = typeof body.cursor === 'string' && body.cursor !== '' && body.cursor !== cursor ? body.cursor : undefined;
    if (older || views.length === 0 || next === undefined) return true;
    cursor = next;
  }
  return false;
}

/** What a sweep has to know of a view. One that names nothing is told apart by nothing: it is skipped once. */
function readView(view: unknown): Found {
  const fields: Fields = isObject(view) ? view : {};
  const parts = partsOf(fields.uri);
  const uri = parts === null ? '' : `at://${parts.did}/${parts.collection}/${parts.rkey}`;
  const at = typeof fields.indexedAt === 'string' ? parseTime(fields.indexedAt, { format: 'iso' }) : null;
  return { uri: parts?.collection === POSTS ? uri : '', cid: typeof fields.cid === 'string' ? fields.cid : '', at: at ?? Number.MAX_SAFE_INTEGER, view };
}

import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { root } from '../../scripts/entries.ts';
import { serve, type TestServer } from './server.ts';

export interface Child {
  kind: string;
  data: Record<string, unknown> & { name: string };
}

export interface Say {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Reddit's interface on a port of this machine, answering as it is documented to: what tests change is what it holds. */
export interface RedditServer extends TestServer {
  things: Child[];
  inbox: Child[];
  /** Comments of a thread that only further questions bring, by the submission. */
  more: Record<string, Child[]>;
  /** What `/r/NAME/about` says, by the community's name; null: it is private. */
  communities: Record<string, Record<string, unknown> | null>;
  /** What `/user/NAME/about` says; those who wrote something are known without. */
  users: Record<string, Record<string, unknown>>;
  me: Record<string, unknown>;
  /** What is asked first under a path answers instead, once each. */
  instead: { path: string; say: Say }[];
  /** Forms that were sent, each with its path. */
  readonly sent: { path: string; form: Record<string, string> }[];
  /** Requests that are left in this period. */
  remaining: number;
  /** When new comments are made, epoch s. */
  now: number;
  /** The most things of one page. */
  atOnce: number;
  /** All tokens given so far are refused from now on. */
  expireTokens(): void;
  /** Paths that were asked, without those for tokens. */
  asked(): string[];
}

export const AGENT = 'linux:com.example.listener:v1.0 (by /u/acme_support)';
export const SECRET = 'pass-secret-word';
/** What both the source and the publisher need to ask this server. */
export const accountOf = ({ url }: Pick<RedditServer, 'url'>) => ({ userAgent: AGENT, clientId: 'app-id', clientSecret: 'app-secret-word', grant: { type: 'password' as const, username: 'acme_support', password: SECRET }, service: url, tokenUrl: `${url}/api/v1/access_token`, allowPrivate: true });

const MOST = 1_000;
const fixture = <T>(name: string): T => JSON.parse(readFileSync(join(root, 'test/fixtures/reddit', `${name}.json`), 'utf8')) as T;

export async function openReddit(): Promise<RedditServer> {
  let tokens: string[] = [];
  let issued = 0;
  const state = {
    things: fixture<Child[]>('things'),
    inbox: fixture<Child[]>('inbox'),
    more: {} as RedditServer['more'],
    communities: { kettles: { display_name: 'kettles', user_is_banned: false, user_is_muted: false, subreddit_type: 'public' } } as RedditServer['communities'],
    users: {} as RedditServer['users'],
    me: { name: 'acme_support', is_suspended: false } as RedditServer['me'],
    instead: [] as RedditServer['instead'],
    sent: [] as RedditServer['sent'],
    remaining: 600,
    now: 1_714_557_600,
    atOnce: 100,
    expireTokens: () => void (tokens = []),
  };

  const token = (request: IncomingMessage, form: Record<string, string>): Say => {
    if (request.headers.authorization !== `Basic ${Buffer.from('app-id:app-secret-word').toString('base64')}`) return { status: 401, body: { message: 'Unauthorized', error: 401 } };
    const good = form.grant_type === 'client_credentials' || (form.grant_type === 'password' && form.password === SECRET) || (form.grant_type === 'refresh_token' && form.refresh_token === SECRET);
    if (!good) return { body: { error: 'invalid_grant' } };
    tokens.push(`token-${(issued += 1)}`);
    return { body: { access_token: tokens.at(-1), token_type: 'bearer', expires_in: 86_400, scope: '*' } };
  };

  const answer = (request: IncomingMessage, url: URL, form: Record<string, string>): Say => {
    const at = state.instead.findIndex(({ path }) => url.pathname.startsWith(path));
    if (at >= 0) return (state.instead.splice(at, 1)[0] as RedditServer['instead'][number]).say;
    // Who does not name itself is slowed down until nothing comes.
    if (!/^\S+:\S+:\S+ \(by \/u\/\S+\)/.test(request.headers['user-agent'] ?? '')) return { status: 429, body: { message: 'Too Many Requests', error: 429 } };
    if (url.pathname === '/api/v1/access_token') return token(request, form);
    if (!tokens.some((one) => request.headers.authorization === `Bearer ${one}`)) return { status: 401, body: { message: 'Unauthorized', error: 401 } };
    if (state.remaining < 1) return { status: 429, body: { message: 'Too Many Requests', error: 429 } };
    state.remaining -= 1;
    return route(state, url, form);
  };

  const server = await serve((request, response) => {
    const url = new URL(request.url ?? '', 'http://reddit');
    let sent = '';
    request.on('data', (chunk: Buffer) => (sent += chunk.toString()));
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(sent));
      if (sent !== '') state.sent.push({ path: url.pathname, form });
      const { status = 200, headers = {}, body } = answer(request, url, form);
      const text = typeof body === 'string' ? body : JSON.stringify(body ?? {}, (_, value: unknown) => (typeof value === 'string' && url.searchParams.get('raw_json') !== '1' && form.raw_json !== '1' ? value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : value));
      const limits = { 'x-ratelimit-used': String(600 - state.remaining), 'x-ratelimit-remaining': `${state.remaining}.0`, 'x-ratelimit-reset': '240' };
      response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...limits, ...headers }).end(text);
    });
  });
  return Object.assign(state, server, { asked: () => server.requests.map(({ path }) => path).filter((path) => !path.startsWith('/api/v1/access_token')) });
}

type State = Omit<RedditServer, keyof TestServer | 'asked'>;

function route(state: State, url: URL, form: Record<string, string>): Say {
  const { pathname, searchParams: query } = url;
  const community = /^\/r\/([^/]+)\/(new|comments|search|about)$/.exec(pathname);
  if (community !== null) return ofCommunity(state, (community[1] ?? '').split('+'), community[2] ?? '', query);
  if (pathname === '/search') return page(state, state.things.filter((thing) => matches(thing, query)), query);
  if (pathname === '/message/inbox') return page(state, state.inbox, query);
  if (pathname === '/message/mentions') return page(state, state.inbox.filter(({ data }) => data.type === 'username_mention'), query);
  if (pathname === '/api/info') {
    const names = (query.get('id') ?? '').split(',');
    return names.length > 100 ? { status: 400 } : { body: listing(names.flatMap((name) => all(state).filter(({ data }) => data.name === name))) };
  }
  if (pathname === '/api/morechildren') return { body: { json: { errors: [], data: { things: (state.more[query.get('link_id') ?? ''] ?? []).filter(({ kind, data }) => kind === 'more' || (query.get('children') ?? '').split(',').includes(String(data.id))) } } } };
  if (pathname === '/api/v1/me') return { body: state.me };
  if (pathname === '/api/comment') return comment(state, form);
  const thread = /^\/comments\/([0-9a-z]+)$/.exec(pathname)?.[1];
  if (thread !== undefined) return threadOf(state, `t3_${thread}`);
  const [, user = '', what = ''] = /^\/user\/([^/]+)\/(about|comments)$/.exec(pathname) ?? [];
  if (what === 'comments') return page(state, state.things.filter(({ kind, data }) => kind === 't1' && data.author === user), query);
  const known = state.users[user] ?? (state.things.some(({ data }) => data.author === user) ? { name: user, created_utc: 1_300_000_000, subreddit: { title: 'Kettles & me', public_description: 'I drink tea.' } } : undefined);
  return what === 'about' && known !== undefined ? { body: { kind: 't2', data: known } } : { status: 404, body: { message: 'Not Found', error: 404 } };
}

const all = ({ things, inbox }: State): Child[] => [...things, ...inbox.filter(({ kind }) => kind === 't1')];
const matches = ({ kind, data }: Child, query: URLSearchParams): boolean => kind === 't3' && JSON.stringify([data.title, data.selftext]).toLowerCase().includes((query.get('q') ?? '').toLowerCase());

function ofCommunity(state: State, names: string[], what: string, query: URLSearchParams): Say {
  const closed = names.find((name) => state.communities[name] === null);
  if (closed !== undefined) return { status: 403, body: { reason: 'private', message: 'Forbidden', error: 403 } };
  if (what === 'about') {
    const about = state.communities[names[0] ?? ''];
    return about === undefined ? { status: 404, body: { message: 'Not Found', error: 404 } } : { body: { kind: 't5', data: about } };
  }
  const inside = state.things.filter(({ data }) => names.includes(String(data.subreddit)));
  if (what === 'search') return query.get('restrict_sr') === 'on' ? page(state, inside.filter((thing) => matches(thing, query)), query) : page(state, [], query);
  return page(state, inside.filter(({ kind }) => kind === (what === 'new' ? 't3' : 't1')), query);
}

const listing = (children: unknown[], after: string | null = null): unknown => ({ kind: 'Listing', data: { after, before: null, dist: children.length, children } });

/** Newest first, pinned ones before; a hundred at most, and nothing beyond a thousand. */
function page({ atOnce }: State, things: readonly Child[], query: URLSearchParams): Say {
  const at = (child: Child): number => Number(child.data.created_utc) + (child.data.stickied === true ? 1e12 : 0);
  const sorted = [...things].sort((a, b) => at(b) - at(a)).slice(0, MOST);
  const after = query.get('after');
  const from = after === null ? 0 : sorted.findIndex(({ data }) => data.name === after) + 1;
  // After what is not there any more comes nothing.
  if (after !== null && from === 0) return { body: listing([]) };
  const children = sorted.slice(from, from + (atOnce === Infinity ? MOST : Math.min(atOnce, Number(query.get('limit') ?? 25))));
  return { body: listing(children, from + children.length < sorted.length ? (children.at(-1)?.data.name ?? null) : null) };
}

function threadOf(state: State, name: string): Say {
  const head = state.things.find(({ data }) => data.name === name);
  if (head === undefined) return { status: 404, body: { message: 'Not Found', error: 404 } };
  const below = (parent: string): Child[] =>
    state.things.filter(({ kind, data }) => kind === 't1' && data.parent_id === parent).map((child) => {
      const replies = below(child.data.name);
      return { ...child, data: { ...child.data, replies: replies.length === 0 ? '' : listing(replies) } };
    });
  const left = (state.more[name] ?? []).filter(({ kind }) => kind === 't1');
  const stub = left.length === 0 ? [] : [{ kind: 'more', data: { count: left.length, name: 't1_more', id: 'more', parent_id: name, children: left.map(({ data }) => data.id) } }];
  return { body: [listing([head]), listing([...below(name), ...stub])] };
}

const LONGEST = 10_000;
function comment(state: State, { thing_id: target = '', text = '' }: Record<string, string>): Say {
  const error = (code: string, words: string, field: string): Say => ({ body: { json: { errors: [[code, words, field]] } } });
  const parent = all(state).find(({ data }) => data.name === target);
  if (parent === undefined) return error('NO_THING_ID', 'id not specified', 'thing_id');
  if (text.trim() === '') return error('NO_TEXT', 'we need something here', 'text');
  if ([...text].length > LONGEST) return error('TOO_LONG', `this is too long (max: ${LONGEST})`, 'text');
  if (parent.data.author === '[deleted]') return error('DELETED_COMMENT', 'that comment has been deleted', 'parent');
  if (parent.data.locked === true) return error('THREAD_LOCKED', 'Comments are locked.', 'parent');
  if (parent.data.archived === true) return error('TOO_OLD', "that's a piece of history now; it's too late to reply to it", 'parent');
  const id = `new${state.things.length}`;
  const made: Child = { kind: 't1', data: { name: `t1_${id}`, id, author: String(state.me.name), body: text.trim(), parent_id: target, link_id: parent.data.link_id ?? target, subreddit: parent.data.subreddit, created_utc: state.now + state.things.length, permalink: `/r/${String(parent.data.subreddit)}/comments/x/y/${id}/` } };
  state.things.push(made);
  return { body: { json: { errors: [], data: { things: [made] } } } };
}

import type { IncomingMessage, ServerResponse } from 'node:http';

import { serve, type TestServer } from '../server.ts';
import { serveWebSocket, type Peer, type WebSocketServer } from '../websocket.ts';
import { lengthOf, tagsIn } from './content.ts';
import { World, type Account, type Notification, type Status, type Told, type Visibility } from './world.ts';

export interface MastodonServer {
  readonly url: string;
  readonly host: string;
  readonly world: World;
  /** Requests in order of arrival: method and path. */
  readonly asked: string[];
  /** What was posted by request, as it came. */
  readonly sent: { key: string | null; body: Record<string, unknown> }[];
  /** Resolves when so many streams are open at once, with their names. */
  subscribed(count: number): Promise<string[]>;
  /** An access token of an account; `'' ` stays nobody's. */
  token(acct: string): string;
  /** Answers the next requests whose path holds `part` in another way: a status with a body, or broken off, before or after the work was done; `die-after`: and the server goes away. */
  fail(part: string, ...faults: Fault[]): void;
  /** Requests that are allowed until `limit` is set anew. */
  limit(requests: number, resetMs?: number): void;
  /** Goes away, as a server that is restarted does; `back` ends it. */
  away(): void;
  back(): void;
  /** Cuts every stream. */
  cut(): void;
  close(): Promise<void>;
}

export type Fault = { status: number; body?: unknown; headers?: Record<string, string> } | 'cut' | 'cut-after' | 'die-after';

/** Idempotency keys are kept for an hour. */
const KEY_LIFE_MS = 3_600_000;
const MAX_LENGTH = 500;
const PAGE = 20;

class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
const notFound = (): Refused => new Refused(404, 'Record not found');

type Query = URLSearchParams;
type Body = Record<string, unknown>;

/**
 * A server of the documented behaviour of Mastodon on this machine: its REST interface with pages, limits and errors, and its streams. `atOnce` makes it one that gives so
 * many at once, whatever it is asked for.
 */
export async function serveMastodon({ now = () => Date.now(), atOnce }: { now?: () => number; atOnce?: number } = {}): Promise<MastodonServer> {
  const tokens = new Map<string, Account>();
  const keys = new Map<string, { status: Status; until: number }>();
  const faults: { part: string; fault: Fault }[] = [];
  const asked: string[] = [];
  const sent: MastodonServer['sent'] = [];
  const peers = new Map<Peer, { account: Account; streams: Set<string> }>();
  let left = { requests: Infinity, until: 0 };
  let gone = false;
  let watching: (() => void)[] = [];
  const open = (): string[] => [...peers.values()].flatMap((one) => [...one.streams]);

  const world = new World(now, (told) => {
    for (const [peer, { account, streams }] of peers) for (const stream of streams) if (concerns(told, stream, account)) peer.send(JSON.stringify({ stream: stream.split(' '), event: told.event, payload: payloadOf(told) }));
  });
  const payloadOf = (told: Told): string => {
    if (told.event === 'delete') return told.status.id;
    return JSON.stringify(told.event === 'notification' ? world.notificationJson(told.notification) : world.json(told.status));
  };

  const listed = <Entry extends { id: string }>(entries: readonly Entry[], query: Query, path: string, most: number): { list: Entry[]; link: string | null } => {
    const [min, since, max] = ['min_id', 'since_id', 'max_id'].map((name) => query.get(name)) as [string | null, string | null, string | null];
    const limit = atOnce ?? Math.min(Number(query.get('limit') ?? PAGE), most);
    const newest = entries
      .filter(({ id }) => (min === null || BigInt(id) > BigInt(min)) && (since === null || BigInt(id) > BigInt(since)) && (max === null || BigInt(id) < BigInt(max)))
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
    const list = min === null ? newest.slice(0, limit) : newest.slice(-limit);
    const [first, last] = [list[0], list.at(-1)];
    const link = first === undefined || last === undefined ? null : `<${world.url}${path}?max_id=${last.id}>; rel="next", <${world.url}${path}?min_id=${first.id}>; rel="prev"`;
    return { list, link };
  };
  const timeline = (query: Query, path: string, wanted: (status: Status) => boolean): { body: unknown; link: string | null } => {
    const { list, link } = listed([...world.statuses.values()].filter((status) => status.visibility === 'public' && wanted(status)), query, path, 40);
    return { body: list.map((status) => world.json(status)), link };
  };
  const statusOf = (id: string, viewer: Account | null): Status => {
    const status = world.statuses.get(id);
    if (status === undefined || !world.sees(viewer, status)) throw notFound();
    return status;
  };
  const user = (viewer: Account | null): Account => {
    if (viewer === null) throw new Refused(401, 'This method requires an authenticated user');
    return viewer;
  };

  const create = (viewer: Account, body: Body, key: string | null): unknown => {
    const known = key === null ? undefined : keys.get(`${viewer.id} ${key}`);
    if (known !== undefined && known.until > now()) return world.json(known.status);
    const text = typeof body.status === 'string' ? body.status.trim() : '';
    if (text === '') throw new Refused(422, "Validation failed: Text can't be blank");
    if (lengthOf(text) > MAX_LENGTH) throw new Refused(422, `Validation failed: Text character limit of ${MAX_LENGTH} exceeded`);
    const replyTo = typeof body.in_reply_to_id === 'string' ? statusOf(body.in_reply_to_id, viewer) : null;
    const status = world.post(viewer.acct, text, { replyTo, visibility: (body.visibility as Visibility | undefined) ?? 'public', language: typeof body.language === 'string' ? body.language : null });
    if (key !== null) keys.set(`${viewer.id} ${key}`, { status, until: now() + KEY_LIFE_MS });
    return world.json(status);
  };

  const answer = (method: string, url: URL, viewer: Account | null, body: Body, key: string | null): { body: unknown; link?: string | null } => {
    const { pathname: path, searchParams: query } = url;
    const [, id = '', rest] = /^\/api\/v1\/statuses\/([^/]+)(\/context)?$/.exec(path) ?? [];
    const [, tag] = /^\/api\/v1\/timelines\/tag\/([^/]+)$/.exec(path) ?? [];
    if (method === 'POST' && path === '/api/v1/statuses') {
      sent.push({ key, body });
      return { body: create(user(viewer), body, key) };
    }
    if (path === '/api/v2/instance') return { body: { domain: new URL(world.url).host, configuration: { urls: { streaming: streams.url }, statuses: { max_characters: MAX_LENGTH, characters_reserved_per_url: 23 } } } };
    if (tag !== undefined) return timeline(query, path, ({ text }) => tagsIn(text).includes(decodeURIComponent(tag).toLowerCase()));
    if (path === '/api/v1/timelines/public') return timeline(query, path, ({ by }) => query.get('local') !== 'true' || !by.acct.includes('@'));
    if (path === '/api/v1/notifications') {
      const mine = world.notifications.filter(({ to, type }) => to === user(viewer) && (!query.has('types[]') || query.getAll('types[]').includes(type)));
      const { list, link } = listed<Notification>(mine, query, path, 80);
      return { body: list.map((one) => world.notificationJson(one)), link };
    }
    if (path === '/api/v2/search') {
      user(viewer);
      const words = (query.get('q') ?? '').toLowerCase();
      // A search gives what is newest, also after an id, and no links.
      const { list } = listed([...world.statuses.values()].filter(({ visibility, text }) => visibility === 'public' && text.toLowerCase().includes(words)), new URLSearchParams(query.toString().replace('min_id=', 'since_id=')), path, 40);
      return { body: { accounts: [], hashtags: [], statuses: list.map((status) => world.json(status)) } };
    }
    if (rest !== undefined) {
      const status = statusOf(id, viewer);
      const [ancestors, descendants] = [world.ancestors(status), world.descendants(status)].map((list) => list.filter((one) => world.sees(viewer, one)).map((one) => world.json(one)));
      return { body: { ancestors, descendants } };
    }
    if (id !== '') return { body: world.json(statusOf(id, viewer)) };
    const [, owner] = /^\/api\/v1\/accounts\/([^/]+)\/statuses$/.exec(path) ?? [];
    if (owner !== undefined) {
      const own = [...world.statuses.values()].filter((status) => status.by.id === owner && world.sees(viewer, status) && (query.get('exclude_replies') !== 'true' || status.replyTo === null));
      const { list, link } = listed(own, query, path, 40);
      return { body: list.map((status) => world.json(status)), link };
    }
    if (path === '/api/v1/accounts/verify_credentials') return { body: world.accountJson(user(viewer)) };
    if (path === '/api/v1/accounts/lookup') {
      const account = world.accounts.get((query.get('acct') ?? '').toLowerCase());
      if (account === undefined) throw notFound();
      return { body: world.accountJson(account) };
    }
    if (path === '/api/v1/accounts/relationships') {
      const me = user(viewer);
      return { body: query.getAll('id[]').map((other) => ({ id: other, blocking: world.blocks.has(`${me.id}>${other}`), blocked_by: world.blocks.has(`${other}>${me.id}`) })) };
    }
    throw notFound();
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '', world.url);
    if (gone) {
      request.socket.destroy();
      return;
    }
    let written = '';
    request.on('data', (chunk: Buffer) => (written += chunk.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${url.pathname}${url.search}`);
      const at = faults.findIndex(({ part }) => `${request.method} ${url.pathname}`.includes(part));
      const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
      const say = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
        const reset = new Date(left.until).toISOString();
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(left.requests < Infinity && { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': String(Math.max(0, left.requests)), 'x-ratelimit-reset': reset }), ...headers });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      };
      if (fault === 'cut') {
        request.socket.destroy();
        return;
      }
      if (typeof fault === 'object') {
        say(fault.status, fault.body ?? { error: 'told to fail' }, fault.headers);
        return;
      }
      if (left.requests <= 0 && now() < left.until) {
        say(429, { error: 'Too many requests' });
        return;
      }
      left.requests -= 1;
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      const viewer = bearer === undefined ? null : tokens.get(bearer);
      if (viewer === undefined) {
        say(401, { error: 'The access token is invalid' });
        return;
      }
      try {
        const key = request.headers['idempotency-key'];
        const { body, link = null } = answer(request.method ?? 'GET', url, viewer, written === '' ? {} : (JSON.parse(written) as Body), typeof key === 'string' ? key : null);
        if (fault === 'die-after') away();
        if (fault === 'cut-after' || fault === 'die-after') request.socket.destroy();
        else say(200, body, link === null ? {} : { link });
      } catch (error) {
        if (error instanceof Refused) say(error.status, { error: error.message });
        else say(500, { error: String(error) });
      }
    });
  };

  const server: TestServer = await serve(handle);
  world.url = server.url;
  const streams: WebSocketServer = await serveWebSocket((peer) => {
    const account = tokens.get(new URL(peer.path, server.url).searchParams.get('access_token') ?? '');
    if (gone || account === undefined) {
      peer.cut();
      return;
    }
    const entry = { account, streams: new Set<string>() };
    peers.set(peer, entry);
    peer.hear((text) => {
      const { type, stream, tag } = JSON.parse(text) as Record<string, string>;
      if (type === 'subscribe' && !['hashtag', 'public', 'public:local', 'user:notification'].includes(stream ?? '')) peer.send(JSON.stringify({ error: 'Unknown stream type', status: 400 }));
      else if (type === 'subscribe') entry.streams.add([stream, tag].filter((part) => part !== undefined).join(' '));
      for (const look of watching.splice(0)) look();
    });
  });
  const cut = (): void => {
    for (const peer of peers.keys()) peer.cut();
    peers.clear();
  };
  const away = (): void => {
    gone = true;
    cut();
  };
  return {
    url: server.url,
    host: new URL(server.url).host,
    world,
    asked,
    sent,
    async subscribed(count) {
      while (open().length < count) await new Promise<void>((resolve) => (watching = [...watching, resolve]));
      return open();
    },
    token(acct) {
      tokens.set(`token-of-${acct}`, world.account(acct));
      return `token-of-${acct}`;
    },
    fail: (part, ...more) => void faults.push(...more.map((fault) => ({ part, fault }))),
    limit: (requests, resetMs = 300_000) => void (left = { requests, until: now() + resetMs }),
    away,
    back: () => void (gone = false),
    cut,
    close: async () => {
      await Promise.all([server.close(), streams.close()]);
    },
  };
}

/** Whether a stream of that name, of that account's, tells it. */
function concerns(told: Told, stream: string, account: Account): boolean {
  if (told.event === 'notification') return stream === 'user:notification' && told.notification.to === account;
  const { visibility, text, by } = told.status;
  if (visibility !== 'public') return false;
  const [name, tag = ''] = stream.split(' ');
  if (name === 'hashtag') return tagsIn(text).includes(tag);
  return name === 'public' || (name === 'public:local' && !by.acct.includes('@'));
}

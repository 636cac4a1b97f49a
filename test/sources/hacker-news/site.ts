import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/entries.ts';
import { serve, type TestServer } from '../../support/server.ts';

export type Hit = Record<string, unknown> & { objectID: string; created_at_i: number };
export type Item = Record<string, unknown>;

export interface Say {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Both services of the site on one port, answering as they are documented to: what tests change is what they hold. */
export interface Site extends TestServer {
  hits: Hit[];
  items: Record<string, Item | null>;
  updated: number[];
  /** What is asked first under a path answers instead, once each. */
  instead: { path: string; say: Say }[];
  /** Paths and queries that were asked, without the version. */
  asked(): string[];
}

const fixture = <T>(name: string): T => JSON.parse(readFileSync(join(root, 'test/fixtures/hacker-news', `${name}.json`), 'utf8')) as T;

/** Hits that the search gives at most. */
const MOST_HITS = 1_000;

export async function openSite(): Promise<Site> {
  const state = { hits: fixture<{ hits: Hit[] }>('search-by-date').hits, items: fixture<Record<string, Item | null>>('items'), updated: [] as number[], instead: [] as Site['instead'] };
  const tree = fixture<Item>('tree');
  const answer = (url: URL): Say => {
    const at = state.instead.findIndex(({ path }) => url.pathname.startsWith(path));
    if (at >= 0) return (state.instead.splice(at, 1)[0] as Site['instead'][number]).say;
    const [, , kind = '', name = ''] = url.pathname.replace('/api', '').split('/');
    if (kind === 'search_by_date') return { body: search(state.hits, url.searchParams) };
    if (kind === 'items') {
      const found = find(tree, Number(name));
      return found === null ? { status: 404, body: { status: 404, error: 'Not Found' } } : { body: found };
    }
    if (kind === 'item') return { body: state.items[name.replace('.json', '')] ?? null };
    if (kind === 'updates.json') return { body: { items: state.updated, profiles: ['kettlefan'] } };
    return kind === 'user' ? { body: name === 'kettlefan.json' ? fixture('user') : null } : { status: 404 };
  };
  const server = await serve((request, response) => {
    const { status = 200, headers = {}, body } = answer(new URL(request.url ?? '', 'http://site'));
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body === undefined ? {} : body));
  });
  return Object.assign(state, server, { asked: () => server.requests.map(({ path }) => path.replace(/^\/(api\/v1|v0)\//, '')) });
}

/** Newest first, within the numeric filters; beyond 1,000 hits of a question there is nothing. */
function search(hits: readonly Hit[], query: URLSearchParams): unknown {
  const filters = (query.get('numericFilters') ?? '').split(',').filter((filter) => filter !== '');
  const passes = ({ created_at_i: at }: Hit): boolean =>
    filters.every((filter) => {
      const [, operator, value] = /^created_at_i(>=|<=|>|<|=)(\d+)$/.exec(filter) ?? [];
      if (operator === undefined) throw new Error(`no such filter: ${filter}`);
      const limit = Number(value);
      return operator === '>=' ? at >= limit : operator === '<=' ? at <= limit : operator === '>' ? at > limit : operator === '<' ? at < limit : at === limit;
    });
  const word = (query.get('query') ?? '').toLowerCase();
  const found = hits.filter((hit) => passes(hit) && JSON.stringify(hit).toLowerCase().includes(word)).sort((a, b) => b.created_at_i - a.created_at_i);
  const each = Math.min(MOST_HITS, Number(query.get('hitsPerPage') ?? 20));
  const from = Number(query.get('page') ?? 0) * each;
  return { hits: found.slice(from, Math.min(MOST_HITS, from + each)), nbHits: found.length, page: Number(query.get('page') ?? 0), hitsPerPage: each };
}

function find(node: Item, id: number): Item | null {
  if (node.id === id) return node;
  for (const child of node.children as Item[]) {
    const found = find(child, id);
    if (found !== null) return found;
  }
  return null;
}

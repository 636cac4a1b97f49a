import { reddit, type RedditOptions } from '../../../src/sources/reddit/index.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { collect, testContext, type TestContext } from '../../support/context.ts';
import { accountOf, openReddit, type Child, type RedditServer } from '../../support/reddit-server.ts';

export const NOW = Date.parse('2024-05-01T10:00:00Z');
const servers: RedditServer[] = [];
/** Closes what `open` opened. */
export const closeAll = () => Promise.all(servers.splice(0).map((server) => server.close()));

export async function open(): Promise<RedditServer> {
  const server = await openReddit();
  servers.push(server);
  return server;
}
export const sourceOf = (server: RedditServer, options: Partial<RedditOptions> = {}) => reddit({ ...accountOf(server), search: ['acme'], ...options });

interface Sweep extends Partial<RedditOptions> {
  cursor?: string;
  since?: number;
  limit?: number;
  context?: TestContext;
}
export async function sweep(server: RedditServer, { cursor, since, limit = 100, context = testContext({ now: NOW }), ...options }: Sweep = {}): Promise<{ signals: Signal[]; cursor: string }> {
  const source = sourceOf(server, options);
  const batches = await collect(source.read({ cursor: cursor ?? null, limit, queries: [], ...(since !== undefined && { since }) }, context));
  return { signals: batches.flatMap(({ items }) => items.flatMap((item) => source.signals(item))), cursor: batches.at(-1)?.cursor ?? '' };
}
export const told = (signals: readonly Signal[]): string[] => signals.map((signal) => `${signal.type} ${'post' in signal ? signal.post.id : 'ref' in signal ? signal.ref : ''}`.trim());
export const postOf = (signals: readonly Signal[], id: string) => signals.flatMap((signal) => ('post' in signal && signal.post.id === id ? [signal.post] : []))[0];
export const thing = (server: RedditServer, name: string): Child['data'] => {
  const found = server.things.find(({ data }) => data.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found.data;
};
export const everything: Partial<RedditOptions> = { search: ['acme'], submissions: ['kettles', 'acme'], comments: ['kettles'], inbox: true };

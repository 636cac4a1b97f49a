import { afterEach } from 'vitest';

import { mastodon, mastodonStream, type MastodonItem, type MastodonOptions, type MastodonStreamOptions } from '../../../src/sources/mastodon/index.ts';
import type { PullSource, ReadBatch } from '../../../src/spec/plugin.ts';
import type { Signal } from '../../../src/spec/post.ts';
import { testContext, type TestContext } from '../../support/context.ts';
import { serveMastodon, type MastodonServer } from '../../support/mastodon/server.ts';

export const NOW = Date.parse('2026-05-03T12:00:00Z');
export const MINUTE = 60_000;

const servers: MastodonServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** A server of its own for a test, whose clock stands at `NOW` unless it is given one. */
export async function station(now: () => number = () => NOW, atOnce?: number): Promise<MastodonServer> {
  const server = await serveMastodon({ now, ...(atOnce !== undefined && { atOnce }) });
  servers.push(server);
  return server;
}

/** A hundred posts, two in each second, of which the server gives forty at a time: its pages end within a second too. */
export async function inPages(): Promise<MastodonServer> {
  const server = await station();
  for (let index = 0; index < 100; index += 1) server.world.post('dana', `n ${index}`, { at: NOW - 3_600_000 + 1_000 * Math.floor((index + 1) / 2) });
  return server;
}

/** One complaint more. */
export function saidLater({ world }: MastodonServer, at: number): number {
  world.post('dana', `and then? #AcmeFail ${at}`, { at });
  return 1;
}

export const pollOf = (server: MastodonServer, options: Partial<MastodonOptions> = {}): PullSource<MastodonItem> =>
  mastodon({ service: server.url, allowPrivate: true, token: server.token('acme'), hashtags: ['AcmeFail'], ...options });
export const streamOf = (server: MastodonServer, options: Partial<MastodonStreamOptions> = {}): PullSource<MastodonItem> =>
  mastodonStream({ service: server.url, allowPrivate: true, token: server.token('acme'), hashtags: ['#acmefail'], ...options });

/** What one sweep of a poll tells. */
export async function sweepOf(source: PullSource<MastodonItem>, { cursor = null, since, limit = 100, context = testContext({ now: NOW }) }: { cursor?: string | null; since?: number; limit?: number; context?: TestContext } = {}): Promise<{ signals: Signal[]; cursor: string; batches: ReadBatch<MastodonItem>[] }> {
  const batches: ReadBatch<MastodonItem>[] = [];
  for await (const batch of source.read({ cursor, limit, queries: [], ...(since !== undefined && { since }) }, context)) batches.push(batch);
  return { signals: batches.flatMap(({ items }) => items.flatMap((item) => source.signals(item))), cursor: batches.at(-1)?.cursor ?? '', batches };
}

/** The words of what was posted or edited, and the type of anything else. */
export const texts = (signals: readonly Signal[]): string[] => signals.map((signal) => ('post' in signal ? signal.post.text : signal.type));

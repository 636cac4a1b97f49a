import { afterEach } from 'vitest';

import { mastodonPublisher, type MastodonPublisherOptions } from '../../../src/publishers/mastodon/index.ts';
import type { Publisher } from '../../../src/spec/plugin.ts';
import type { PublishCommand } from '../../../src/spec/reply.ts';
import { serveMastodon, type MastodonServer } from '../../support/mastodon/server.ts';

export const NOW = Date.parse('2026-05-03T12:00:00Z');
export const MINUTE = 60_000;

const servers: MastodonServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

export async function station(now: () => number = () => NOW): Promise<MastodonServer> {
  const server = await serveMastodon({ now });
  servers.push(server);
  return server;
}

export const publisherOf = (server: MastodonServer, options: Partial<MastodonPublisherOptions> = {}): Publisher => mastodonPublisher({ service: server.url, allowPrivate: true, token: server.token('acme'), ...options });

/** An answer to a status, or a post where there is none. */
export const commandTo = (server: MastodonServer, status: { id: string } | null, text: string, more: Partial<PublishCommand> = {}): PublishCommand => ({
  action: status === null ? 'post' : 'reply',
  brand: 'acme',
  text,
  target: { venue: `mastodon:${server.host}`, replyTo: status === null ? null : 'post_1' },
  replyToSourceId: status?.id ?? null,
  idempotencyKey: `send_${text}`,
  ...more,
});

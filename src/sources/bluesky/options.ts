import * as z from 'zod';

import { accountShape, requestShape } from '../../lib/bluesky/options.ts';
import { serviceAddress } from '../../lib/http/request-options.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { WebSocketConstructor } from '../../lib/socket.ts';

const MEBIBYTE = 1024 * 1024;

const streams = {
  ...requestShape,
  /** Answers `thread` and `author`. */
  appView: serviceAddress('https:', 'http:').default('https://public.api.bsky.app'),
  WebSocket: z.custom<WebSocketConstructor>((value) => typeof value === 'function', 'expected a class such as WebSocket').optional(),
  openTimeoutMs: z.int().positive().default(30_000),
  idleTimeoutMs: z.int().min(5_000).default(120_000),
  silentAfterMs: z.int().min(1_000).optional(),
  maxFrameBytes: z.int().positive().default(5 * MEBIBYTE),
  maxBufferedFrames: z.int().min(1).default(5_000),
  maxBufferedBytes: z.int().min(1).default(32 * MEBIBYTE),
};

const firehoseSchema = z.strictObject({
  ...streams,
  service: serviceAddress('wss:', 'ws:').default('wss://bsky.network'),
  start: z.enum(['live', 'oldest']).default('live'),
});
const jetstreamSchema = z.strictObject({
  ...streams,
  service: serviceAddress('wss:', 'ws:').default('wss://jetstream2.us-east.bsky.network'),
  overlapMs: z.int().nonnegative().max(60_000).default(2_000),
});
const searchSchema = z.strictObject({
  ...accountShape,
  search: z.array(z.string().trim().min(1).max(512)).max(100).default([]),
  notifications: z.boolean().default(false),
  pollEveryMs: z.int().min(1_000).default(120_000),
  silentAfterMs: z.int().min(1_000).optional(),
  maxPages: z.int().min(1).max(100).default(10),
}).refine(({ search, notifications }) => search.length > 0 || notifications, { path: ['search'], message: 'expected words to search for, or notifications: true' });

export type BlueskyFirehoseOptions = z.input<typeof firehoseSchema>;
export type BlueskyJetstreamOptions = z.input<typeof jetstreamSchema>;
export type BlueskySearchOptions = z.input<typeof searchSchema>;
export type FirehoseOptions = Streaming<z.output<typeof firehoseSchema>>;
export type JetstreamOptions = Streaming<z.output<typeof jetstreamSchema>>;
export type SearchOptions = z.output<typeof searchSchema> & { instance: string };
/** What `readStream` needs. */
export type StreamOptions = Pick<FirehoseOptions, 'WebSocket' | 'openTimeoutMs' | 'idleTimeoutMs' | 'maxFrameBytes' | 'maxBufferedFrames' | 'maxBufferedBytes'>;

type Streaming<Options> = Omit<Options, 'WebSocket' | 'instance'> & { WebSocket: WebSocketConstructor; instance: string };

export const checkFirehose = (options: unknown): FirehoseOptions => streaming('blueskyFirehose', 'bluesky-firehose', checkOptions('blueskyFirehose', firehoseSchema, options));
export const checkJetstream = (options: unknown): JetstreamOptions => streaming('blueskyJetstream', 'bluesky-jetstream', checkOptions('blueskyJetstream', jetstreamSchema, options));
export function checkSearch(options: unknown): SearchOptions {
  const checked = checkOptions('blueskySearch', searchSchema, options);
  return { ...checked, instance: checked.instance ?? `bluesky-search:${new URL(checked.service).host}/${checked.identifier}` };
}

function streaming<Options extends { service: string; instance?: string | undefined; WebSocket?: WebSocketConstructor | undefined }>(owner: string, name: string, options: Options): Streaming<Options> {
  const WebSocket: WebSocketConstructor | undefined = options.WebSocket ?? globalThis.WebSocket;
  if (WebSocket === undefined) {
    throw new KashuvError('CONFIG_INVALID', 'this runtime has no WebSocket.', { field: `${owner}.WebSocket`, fix: 'Use Node 22 or later, or give a class of your own.' });
  }
  return { ...options, WebSocket, instance: options.instance ?? `${name}:${new URL(options.service).host}` };
}

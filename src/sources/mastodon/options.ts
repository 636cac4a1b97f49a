import * as z from 'zod';

import { serviceAddress } from '../../lib/http/request-options.ts';
import { clientShape, domainOf, tokenSchema } from '../../lib/mastodon/client.ts';
import { checkOptions } from '../../lib/options.ts';
import type { WebSocketConstructor } from '../../lib/socket.ts';
import { KashuvError } from '../../spec/errors.ts';

const MEBIBYTE = 1024 * 1024;

const hashtag = z
  .string()
  .trim()
  .transform((tag) => tag.replace(/^#/, '').toLowerCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}\p{M}_\u00b7\u30fb\u200c]{1,200}$/u, 'expected a hashtag'));

const shape = {
  ...clientShape,
  hashtags: z.array(hashtag).max(50).default([]),
  timeline: z.enum(['public', 'local']).optional(),
  notifications: z.boolean().default(false),
  recheckMs: z.int().nonnegative().max(86_400_000).default(600_000),
  maxPages: z.int().min(1).max(100).default(10),
  respectNoIndex: z.boolean().default(true),
  silentAfterMs: z.int().min(1_000).optional(),
};

const pollSchema = z
  .strictObject({ ...shape, token: tokenSchema.optional(), search: z.array(z.string().trim().min(1).max(512)).max(50).default([]), pollEveryMs: z.int().min(1_000).default(60_000) })
  .refine(({ hashtags, timeline, notifications, search }) => hashtags.length > 0 || timeline !== undefined || notifications || search.length > 0, {
    path: ['hashtags'],
    message: 'expected hashtags, a timeline, words to search for, or notifications: true',
  })
  .refine(({ token, notifications, search }) => token !== undefined || !(notifications || search.length > 0), { path: ['token'], message: 'notifications and searches need a token' });

const streamSchema = z
  .strictObject({
    ...shape,
    token: tokenSchema,
    /** Where the streams are; the server is asked where it is not given. */
    streaming: serviceAddress('wss:', 'ws:').optional(),
    WebSocket: z.custom<WebSocketConstructor>((value) => typeof value === 'function', 'expected a class such as WebSocket').optional(),
    openTimeoutMs: z.int().positive().default(30_000),
    idleTimeoutMs: z.int().min(5_000).default(300_000),
    maxFrameBytes: z.int().positive().default(MEBIBYTE),
    maxBufferedFrames: z.int().min(1).default(2_000),
    maxBufferedBytes: z.int().min(1).default(16 * MEBIBYTE),
  })
  .refine(({ hashtags, timeline, notifications }) => hashtags.length > 0 || timeline !== undefined || notifications, { path: ['hashtags'], message: 'expected hashtags, a timeline, or notifications: true' });

export type MastodonOptions = z.input<typeof pollSchema>;
export type MastodonStreamOptions = z.input<typeof streamSchema>;

/** What the checked options add: nothing is left open. */
interface Settled {
  readonly instance: string;
  readonly host: string;
  readonly domain: string;
}
export type PollOptions = Omit<z.output<typeof pollSchema>, keyof Settled> & Settled;
export type StreamOptions = Omit<z.output<typeof streamSchema>, keyof Settled | 'WebSocket'> & Settled & { readonly WebSocket: WebSocketConstructor };

export function checkPoll(options: unknown): PollOptions {
  const checked = checkOptions('mastodon', pollSchema, options);
  return { ...checked, ...settled('mastodon', checked) };
}

export function checkStream(options: unknown): StreamOptions {
  const checked = checkOptions('mastodonStream', streamSchema, options);
  const WebSocket: WebSocketConstructor | undefined = checked.WebSocket ?? globalThis.WebSocket;
  if (WebSocket === undefined) {
    throw new KashuvError('CONFIG_INVALID', 'this runtime has no WebSocket.', { field: 'mastodonStream.WebSocket', fix: 'Use Node 22 or later, or give a class of your own.' });
  }
  return { ...checked, WebSocket, ...settled('mastodon-stream', checked) };
}

function settled(name: string, options: { readonly service: string; readonly domain?: string | undefined; readonly instance?: string | undefined }): Settled {
  const { host } = new URL(options.service);
  return { instance: options.instance ?? `${name}:${host}`, host, domain: domainOf(options) };
}

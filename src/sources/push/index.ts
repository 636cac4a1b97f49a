import * as z from 'zod';

import { parseJson } from '../../lib/http/json.ts';
import { jsonResponse, receiveJson, refuse } from '../../lib/http/receive.ts';
import { checkOptions } from '../../lib/options.ts';
import { RecentKeys } from '../../lib/recent-keys.ts';
import { readWebhookKey, WEBHOOK_HEADERS, webhookProblem, type WebhookKey } from '../../lib/webhook-signature.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { PushReceived, PushSource } from '../../spec/plugin.ts';
import { postInputSchema, type PostInput, type Signal } from '../../spec/post.ts';

export { signWebhook as signPush } from '../../lib/webhook-signature.ts';

/** Ids of signed requests that are remembered once they were taken in. */
const REMEMBERED = 10_000;

const EXPECTED = 'expected 16 characters or more, or a list of such secrets';
const secretSchema = z.string().min(16, EXPECTED);

const optionsSchema = z.strictObject({
  path: z.string().startsWith('/').max(512).optional(),
  secret: z.union([secretSchema, z.array(secretSchema).min(1)], EXPECTED).optional(),
  toleranceMs: z.int().positive().default(300_000),
  maxBytes: z.int().positive().default(1024 * 1024),
  maxPosts: z.int().positive().default(1000),
  timeoutMs: z.int().positive().default(10_000),
  map: z.custom<(body: unknown) => unknown>((value) => typeof value === 'function', 'expected a function').optional(),
  instance: z.string().min(1).max(256).default('push'),
});

/** See docs/sources/push.md. */
export type PushOptions = z.input<typeof optionsSchema>;

interface Skipped {
  /** Place in the list of posts, from 0. */
  index: number;
  reason: string;
}

/**
 * The generic webhook: receives posts that the host, or another service, hears. POST with JSON, either one post, a list of posts, or `{ "posts": [ … ] }`; a
 * post is a `PostInput`. Answers 202 `{ accepted, skipped }` after the commit. With `secret` requests must be signed (Standard Webhooks), and one that was
 * taken in before says nothing again.
 *
 * Refused: 400 no JSON, 401 signature, 405 not POST, 408 too slow, 413 too large, 415 not JSON, 422 no post among them, 503 not committed.
 */
export function push(options: PushOptions = {}): PushSource {
  const checked = checkOptions('push', optionsSchema, options);
  const keys = checked.secret === undefined ? [] : [checked.secret].flat().map(keyOf);
  const taken = new RecentKeys<true>(REMEMBERED);
  return {
    contract: 1,
    name: 'push',
    instance: checked.instance,
    capabilities: { mode: 'push', ...(checked.path !== undefined && { path: checked.path }) },
    async receive(request, context) {
      const body = await receiveJson(request, checked, context);
      if ('status' in body) return refuse(body.status, body.error);
      const problem = keys.length === 0 ? null : webhookProblem(request.headers, body.bytes, keys, context.now(), checked.toleranceMs);
      if (problem !== null) return refuse(401, `${problem}.`);
      // Nobody vouches for the id of a request that is not signed.
      const id = keys.length === 0 ? null : request.headers.get(WEBHOOK_HEADERS.id);
      if (id !== null && taken.get(id) === true) return answer([]);
      let mapped = parseJson(body.bytes);
      if (mapped === undefined) return refuse(400, 'The body is not valid JSON in UTF-8.');
      try {
        if (checked.map !== undefined) mapped = checked.map(mapped);
      } catch (error) {
        context.log('warn', `${checked.instance}: map failed`, { error: error instanceof Error ? error.message : 'unknown' });
        return { ...refuse(422, 'The body could not be mapped to posts.'), signals: [{ type: 'skipped', reason: 'a pushed body could not be mapped to posts.' }] };
      }
      const posts = listOf(mapped);
      if (posts.length > checked.maxPosts) return refuse(413, `Send ${checked.maxPosts} posts at most in one request.`);
      const answered = answer(posts);
      return id !== null && answered.accepted.ok ? { ...answered, kept: () => taken.set(id, true) } : answered;
    },
  };
}

function keyOf(secret: string): WebhookKey {
  const key = readWebhookKey(secret);
  if (key !== null) return key;
  throw new KashuvError('CONFIG_INVALID', 'expected a key of Standard Webhooks.', { field: 'push.secret', fix: 'After whsec_ comes base64 of 16 bytes or more, after whpk_ base64 of 32 bytes.' });
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && 'posts' in value && Array.isArray(value.posts)) return value.posts;
  return [value];
}

function answer(posts: readonly unknown[]): PushReceived {
  const signals: Signal[] = [];
  const skipped: Skipped[] = [];
  let accepted = 0;
  posts.forEach((value, index) => {
    const checked = postInputSchema.safeParse(value);
    if (checked.success && checked.data.text.trim() !== '') {
      signals.push({ type: 'posted', post: defined(checked.data) });
      accepted += 1;
      return;
    }
    const issue = checked.error?.issues[0];
    const reason = issue === undefined ? 'text: expected words' : `${issue.path.map(String).join('.') || 'post'}: ${issue.message}`;
    skipped.push({ index, reason });
    signals.push({ type: 'skipped', reason: `posts[${index}]: ${reason}.`, ref: `posts[${index}]` });
  });
  const status = accepted === 0 && skipped.length > 0 ? 422 : 202;
  return { signals, accepted: jsonResponse(status, { accepted, skipped }), refused: jsonResponse(503, { error: 'Not kept; send it again.' }, { 'retry-after': '5' }) };
}

/** What the schema found, without properties that are present but undefined. */
const defined = (post: PostInput): PostInput => Object.fromEntries(Object.entries(post).filter(([, value]) => value !== undefined)) as PostInput;

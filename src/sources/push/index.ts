import * as z from 'zod';

import { readLimited } from '../../lib/http.ts';
import { checkOptions } from '../../lib/options.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PushSource } from '../../spec/plugin.ts';
import { postInputSchema, type PostInput, type Signal } from '../../spec/post.ts';
import { signatureProblem } from './signature.ts';

export { sign as signPush } from './signature.ts';

const secretSchema = z.string().min(16, 'expected 16 characters or more');

const optionsSchema = z.strictObject({
  path: z.string().startsWith('/').max(512).optional(),
  secret: z.union([secretSchema, z.array(secretSchema).min(1)]).optional(),
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
 * Receives posts that the host hears itself: POST with JSON, either one post, a list of posts, or `{ "posts": [ … ] }`; a post is a
 * `PostInput`. Answers 202 `{ accepted, skipped }` after the commit. With `secret` requests must be signed (Standard Webhooks).
 *
 * Refused: 400 no JSON, 401 signature, 405 not POST, 408 too slow, 413 too large, 415 not JSON, 422 no post among them, 503 not committed.
 */
export function push(options: PushOptions = {}): PushSource {
  const checked = checkOptions('push', optionsSchema, options);
  const secrets = checked.secret === undefined ? [] : [checked.secret].flat();
  if (secrets.some((secret) => secret.startsWith('whsec_') && Buffer.from(secret.slice(6), 'base64').length < 16)) {
    throw new KashuvError('CONFIG_INVALID', 'expected 16 bytes or more.', { field: 'push.secret', fix: 'After whsec_ comes base64 of 24 characters or more.' });
  }
  return {
    contract: 1,
    name: 'push',
    instance: checked.instance,
    capabilities: { mode: 'push', ...(checked.path !== undefined && { path: checked.path }) },
    async receive(request, context) {
      const body = await bodyOf(request, checked, context);
      if ('status' in body) return refuse(body.status, body.error);
      const problem = secrets.length === 0 ? null : signatureProblem(request.headers, body.bytes, secrets, context.now(), checked.toleranceMs);
      if (problem !== null) return refuse(401, `${problem}.`);
      let value: unknown;
      try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body.bytes));
      } catch {
        return refuse(400, 'The body is not valid JSON in UTF-8.');
      }
      let mapped = value;
      try {
        if (checked.map !== undefined) mapped = checked.map(value);
      } catch (error) {
        context.log('warn', `${checked.instance}: map failed`, { error: error instanceof Error ? error.message : 'unknown' });
        return { ...refuse(422, 'The body could not be mapped to posts.'), signals: [{ type: 'skipped', reason: 'a pushed body could not be mapped to posts.' }] };
      }
      const posts = listOf(mapped);
      if (posts.length > checked.maxPosts) return refuse(413, `Send ${checked.maxPosts} posts at most in one request.`);
      return answer(posts);
    },
  };
}

type Checked = z.output<typeof optionsSchema>;

async function bodyOf(request: Request, { maxBytes, timeoutMs }: Checked, context: CallContext): Promise<{ bytes: Uint8Array } | { status: number; error: string }> {
  if (request.method !== 'POST') return { status: 405, error: 'Use POST.' };
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json' && !(type.startsWith('application/') && type.endsWith('+json'))) return { status: 415, error: 'Send application/json.' };
  if (!['', 'identity'].includes(request.headers.get('content-encoding') ?? '')) return { status: 415, error: 'Send the body uncompressed.' };
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return { status: 413, error: `Send ${maxBytes} bytes at most.` };
  const over = new AbortController();
  const done = new AbortController();
  context.sleep(timeoutMs, done.signal).then(
    () => over.abort(),
    () => undefined, // the body is read, or the monitor stops
  );
  try {
    const read = (): Promise<Uint8Array> => readLimited(request.body, maxBytes, 'the body', AbortSignal.any([context.signal, over.signal]));
    return { bytes: await (context.io === undefined ? read() : context.io(read)) };
  } catch (error) {
    context.signal.throwIfAborted();
    if (over.signal.aborted) return { status: 408, error: 'The body took too long.' };
    if (KashuvError.is(error)) return { status: 413, error: `Send ${maxBytes} bytes at most.` };
    return { status: 400, error: 'The body broke off.' };
  } finally {
    done.abort();
  }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && 'posts' in value && Array.isArray(value.posts)) return value.posts;
  return [value];
}

function answer(posts: readonly unknown[]): Awaited<ReturnType<PushSource['receive']>> {
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
  return { signals, accepted: json(status, { accepted, skipped }), refused: json(503, { error: 'Not kept; send it again.' }, { 'retry-after': '5' }) };
}

/** What the schema found, without properties that are present but undefined. */
const defined = (post: PostInput): PostInput => Object.fromEntries(Object.entries(post).filter(([, value]) => value !== undefined)) as PostInput;

/** Nothing will be committed, so that both answers say the same. */
function refuse(status: number, error: string): Awaited<ReturnType<PushSource['receive']>> {
  const headers: Record<string, string> = status === 405 ? { allow: 'POST' } : {};
  return { signals: [], accepted: json(status, { error }, headers), refused: json(status, { error }, headers) };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
}

import { KashuvError } from '../../src/spec/errors.ts';
import { definePublisher, type CallContext, type Publisher } from '../../src/spec/plugin.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import type { Delivered } from '../../src/testkit/contracts/index.ts';
import { testContext } from '../support/context.ts';

const MAX = 120;
export const PASSWORD = 'a password of the shop';
export const TOKEN = 'tok-3141592653589793';
export const length = (text: string): number => [...new Intl.Segmenter().segment(text)].length;

interface Entry extends Delivered {
  key: string;
}

/** An invented guest book behind HTTP, without a network: answers to entries, each once a key. */
export function guestbook(): { entries: Entry[]; fetch: typeof globalThis.fetch; context: (signal: AbortSignal) => CallContext } {
  const entries: Entry[] = [];
  const open = new Set(['guest-1']);
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input);
    const sent = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, string>) : {};
    if (url.pathname === '/session') return sent['password'] === PASSWORD ? Response.json({ token: TOKEN }) : new Response(null, { status: 401 });
    if (new Headers(init.headers).get('authorization') !== `Bearer ${TOKEN}`) return new Response(null, { status: 401 });
    if (url.pathname.startsWith('/entries/')) return open.has(url.pathname.slice(9)) ? Response.json({}) : new Response(null, { status: 404 });
    if (init.method !== 'POST') return Response.json(entries.filter(({ key }) => key === url.searchParams.get('key')));
    const known = entries.find(({ key }) => key === sent['key']);
    if (known !== undefined) return Response.json(known);
    const { text = '', key = '', replyTo = null } = sent;
    if (length(text) > MAX) return new Response(null, { status: 422 });
    const entry: Entry = { id: `answer-${entries.length + 1}`, text, key, replyTo };
    entries.push(entry);
    return Response.json(entry);
  };
  return { entries, fetch, context: (signal) => ({ ...testContext({ fetch, now: 1_750_000_000_000 }), signal }) };
}

/** Throws what an answer that is no success means. */
export type Judge = (response: Response, sent: boolean) => void | Promise<void>;

const judge: Judge = ({ status, headers }, sent) => {
  if (status === 401) throw new KashuvError('AUTH_FAILED', 'it refuses the password.');
  if (status === 429) throw new KashuvError('RATE_LIMITED', 'it asks to wait.', { retryAfterMs: Number(headers.get('retry-after')) * 1000 });
  if (status >= 500) throw new KashuvError(sent ? 'OUTCOME_UNKNOWN' : 'UNAVAILABLE', `it answered ${status}.`);
  if (status >= 400) throw new KashuvError('REJECTED', `it answered ${status}.`);
};

export interface Flaws {
  judge?: Judge;
  /** The code for a connection that broke once something was sent. */
  lost?: 'OUTCOME_UNKNOWN' | 'UNAVAILABLE';
  /** How long an answer is waited for, in ms. */
  timeoutMs?: number;
  /** What is really sent for a command. */
  body?: (command: PublishCommand) => Record<string, unknown>;
  more?: (sound: Publisher) => Partial<Publisher>;
}

/** A publisher without fault to the guest book, or with those that are asked for. */
export function answering(flaws: Flaws = {}): Publisher {
  const { lost = 'OUTCOME_UNKNOWN', timeoutMs = 20_000, body = ({ text, replyToSourceId, idempotencyKey }) => ({ text, replyTo: replyToSourceId, key: idempotencyKey }) } = flaws;

  async function ask(path: string, { context, post, token, broken }: { context: CallContext; post?: unknown; token?: string; broken: 'OUTCOME_UNKNOWN' | 'UNAVAILABLE' }): Promise<Response> {
    context.signal.throwIfAborted();
    const over = new AbortController();
    const done = new AbortController();
    context.sleep(timeoutMs, done.signal).then(() => over.abort(), () => undefined);
    const init = post === undefined ? {} : { method: 'POST', body: JSON.stringify(post) };
    try {
      return await context.fetch(`https://guests.example${path}`, { ...init, headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) }, signal: AbortSignal.any([context.signal, over.signal]) });
    } catch (cause) {
      context.signal.throwIfAborted();
      throw new KashuvError(broken, 'the guest book did not answer.', { cause });
    } finally {
      done.abort();
    }
  }
  async function json<T>(response: Response, sent: boolean): Promise<T> {
    await (flaws.judge ?? judge)(response, sent);
    return (await response.json()) as T;
  }
  async function logIn(context: CallContext): Promise<string> {
    const { token } = await json<{ token: string }>(await ask('/session', { context, post: { password: PASSWORD }, broken: 'UNAVAILABLE' }), false);
    return token;
  }
  const check: Publisher['check'] = ({ action, text }) => [
    ...(action === 'reply' ? [] : ['it takes answers only']),
    ...(text.trim() === '' ? ['the text is empty'] : []),
    ...(length(text) > MAX ? [`the text is ${length(text)} characters long; ${MAX} is the most`] : []),
  ];
  const sound = definePublisher({
    contract: 1,
    name: 'guestbook',
    instance: 'guestbook:guests.example',
    capabilities: { actions: ['reply'], idempotency: 'native', maxLength: MAX, maxInFlight: 1 },
    reaches: ({ venue }) => venue === 'guestbook',
    check,
    measure: length,
    async preflight({ replyToSourceId }, context) {
      const response = await ask(`/entries/${replyToSourceId ?? ''}`, { context, token: await logIn(context), broken: 'UNAVAILABLE' });
      if (response.status === 404) return ['the entry is gone'];
      await json(response, false);
      return [];
    },
    async publish(command, context) {
      context.signal.throwIfAborted();
      const [objection] = check(command);
      if (objection !== undefined) throw new KashuvError('REJECTED', `${objection}.`);
      const { id } = await json<Entry>(await ask('/answers', { context, token: await logIn(context), post: body(command), broken: lost }), true);
      return { id, at: context.now() };
    },
    async find(key, context) {
      const [entry] = await json<Entry[]>(await ask(`/answers?key=${encodeURIComponent(key)}`, { context, token: await logIn(context), broken: 'UNAVAILABLE' }), false);
      return entry === undefined ? null : { id: entry.id, at: context.now() };
    },
  });
  return { ...sound, ...flaws.more?.(sound) };
}

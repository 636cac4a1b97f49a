import { describe, expect, test } from 'vitest';

import { KashuvError } from '../../src/spec/errors.ts';
import { defineSource, type CallContext, type PullSource } from '../../src/spec/plugin.ts';
import { pullSourceContract, pullSourceRules, type FaultSeen, type PullSourceContract, type PullSourceRule } from '../../src/testkit/contracts/index.ts';
import { testContext } from '../support/context.ts';

interface Entry {
  id: number;
  text: string;
  change?: 'edited' | 'deleted';
}
const ELSEWHERE = 'see test/testkit/source-world.test.ts';
const TOKEN = 'tok-2718281828459045';
const shelf = (texts: readonly string[]): Entry[] => texts.map((text, index) => ({ id: index + 1, text }));
const entries = shelf(['one', 'two', 'three', 'four']);
const PRIVATE = /^(127\.|10\.|169\.254\.|\[::)/;

/** An invented network's list of entries, after an id, oldest first; it may give more than was asked for. */
const serve = (list: readonly Entry[], atOnce = 0): typeof fetch => async (input) => {
  const { searchParams } = new URL(input);
  const after = Number(searchParams.get('after'));
  return Response.json(list.filter(({ id }) => id > after).slice(0, Math.max(atOnce, Number(searchParams.get('limit')))));
};

interface Flaws {
  /** What stands for the code of a status. */
  judge?: (status: number, wait: number) => KashuvError | Error | null;
  broke?: (cause: unknown) => Error;
  maxBytes?: number;
  timeoutMs?: number;
  /** How a body becomes entries. */
  parse?: (text: string) => unknown;
  redirect?: 'manual' | 'follow';
  guard?: boolean;
  log?: boolean;
  signal?: boolean;
}
interface Options extends Flaws {
  list?: readonly Entry[];
  atOnce?: number;
}

const judged = (status: number, wait: number): KashuvError | null => {
  if (status === 401) return new KashuvError('AUTH_FAILED', 'refused.');
  if (status === 429) return new KashuvError('RATE_LIMITED', 'slowly.', Number.isNaN(wait) ? {} : { retryAfterMs: wait });
  if (status === 302 || status === 307) return new KashuvError('REJECTED', 'it leads elsewhere.');
  return status === 200 ? null : new KashuvError(status >= 500 ? 'UNAVAILABLE' : 'REJECTED', `it answered ${status}.`);
};

/** A source without fault over HTTP, or with those that are asked for. */
function listening({ list, atOnce, judge = judged, broke = (cause) => new KashuvError('UNAVAILABLE', 'out of reach.', { cause }), maxBytes = 1_000_000, timeoutMs = 20_000, parse = JSON.parse, redirect = 'manual', log = false, signal: heeds = true }: Options = {}): PullSource<Entry> {
  async function ask(after: number, limit: number, context: CallContext): Promise<Entry[]> {
    const over = new AbortController();
    const done = new AbortController();
    context.sleep(timeoutMs, done.signal).then(() => over.abort(), () => undefined);
    const signal = heeds ? AbortSignal.any([context.signal, over.signal]) : over.signal;
    const get = list === undefined ? context.fetch : serve(list, atOnce);
    try {
      const response = await get(`https://93.184.215.14/entries?after=${after}&limit=${limit + 1}`, { headers: { authorization: `Bearer ${TOKEN}` }, redirect, signal });
      if (log) context.log('debug', `asked with ${TOKEN}`);
      const wrong = judge(response.status, Number(response.headers.get('retry-after') ?? NaN) * 1000);
      if (wrong !== null) throw wrong;
      const read = await text(response, maxBytes, signal);
      let value: unknown;
      try { value = parse(read); } catch (cause) { throw new KashuvError('INPUT_INVALID', 'it is no JSON.', { cause }); }
      if (!Array.isArray(value)) throw new KashuvError('INPUT_INVALID', 'it is no list.');
      return value as Entry[];
    } catch (error) {
      context.signal.throwIfAborted();
      throw KashuvError.is(error) ? error : broke(error);
    } finally {
      done.abort();
    }
  }
  return defineSource<Entry>({
    contract: 1,
    name: 'entries',
    instance: 'entries:93.184.215.14',
    capabilities: { mode: 'poll', backfill: true, threads: false, authors: false, queryFeatures: [] },
    async *read({ cursor, limit }, context) {
      let after = /^\d+$/.test(cursor ?? '') ? Number(cursor) : 0;
      for (;;) {
        if (context.signal.aborted) return;
        const found = await ask(after, limit, context);
        const more = found.length > limit;
        const items = found.slice(0, limit);
        after = items.at(-1)?.id ?? after;
        yield { items, cursor: String(after), caughtUp: !more };
        if (!more) return;
      }
    },
    signals: ({ id, text: words, change }) => {
      if (change === 'deleted') return [{ type: 'deleted', ref: String(id), by: 'author' }];
      return [{ type: change ?? 'posted', post: { id: String(id), text: words } }];
    },
  });
}

async function text({ body }: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  const stop = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
  for (let size = 0; reader !== undefined; ) {
    const { done, value } = await Promise.race([reader.read(), stop]);
    if (done) break;
    size += value.length;
    if (size > maxBytes) throw new KashuvError('INPUT_INVALID', 'it is too large.');
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString();
}

const contextOf = (signal: AbortSignal): CallContext => ({ ...testContext({ fetch: serve(entries) }), signal });
function contractOf(flaws: Flaws = {}, more: Partial<PullSourceContract<Entry>> = {}): PullSourceContract<Entry> {
  return {
    source: () => listening(flaws),
    posts: 4,
    context: contextOf,
    failing: () => listening({ ...flaws, judge: () => new KashuvError('UNAVAILABLE', 'down.') }),
    changes: async () => ({ source: listening({ list: [{ id: 5, text: 'new words', change: 'edited' }, { id: 6, text: '', change: 'deleted' }] }), cursor: '4', edited: 1, deleted: 1 }),
    saying: (texts) => listening({ list: shelf(texts) }),
    huge: async () => ({ source: listening({ list: shelf(Array.from({ length: 1_000 }, (_, index) => `n ${index}`)), atOnce: 1_000 }), posts: 1_000 }),
    guarded: () => listening(flaws),
    secrets: [TOKEN],
    skip: { 'hears what is new': ELSEWHERE, 'reads every page': ELSEWHERE, 'heeds since': ELSEWHERE },
    ...more,
  };
}

async function broken(contract: PullSourceContract<Entry>, note?: (seen: FaultSeen) => void): Promise<Map<string, string>> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  pullSourceContract({ test: (name, run) => rules.push({ name, run }), expect, ...(note && { note }) }, contract);
  const failures = new Map<string, string>();
  for (const { name, run } of rules) await run().catch((error: unknown) => failures.set(name.replace('a pull source ', ''), `${String(error)} ${JSON.stringify((error as { actual?: unknown }).actual ?? null)}`));
  return failures;
}

describe('the faults of the kit for pull sources', () => {
  test('are told by a sound source, each by its code', async () => {
    const seen: FaultSeen[] = [];
    expect(await broken(contractOf(), (one) => seen.push(one))).toEqual(new Map());
    const outcomes = Object.fromEntries(seen.map(({ fault, outcome }) => [fault, outcome]));
    expect(outcomes).toMatchObject({
      401: 'AUTH_FAILED', '429 with Retry-After, at its last request': 'RATE_LIMITED', 500: 'UNAVAILABLE', 'the body ends early': 'INPUT_INVALID', 'redirects in a circle': 'REJECTED',
      'a body without an end': 'INPUT_INVALID', 'no answer': 'UNAVAILABLE', 'a byte a second': 'UNAVAILABLE', 'a redirect to http://10.0.0.1/': 'REJECTED',
    });
  });

  const code = (status: number, wrong: Error | null): Flaws => ({ judge: (given, wait) => (given === status ? wrong : judged(given, wait)) });
  const reading = (change: (source: PullSource<Entry>) => PullSource<Entry>['read']): Partial<PullSourceContract<Entry>> => ({ source: () => { const source = listening(); return { ...source, read: change(source) }; } });
  const faults: [string, PullSourceRule, Flaws, Partial<PullSourceContract<Entry>>?][] = [
    ['401 taken for an outage', 'says what was refused', code(401, new KashuvError('UNAVAILABLE', 'down.'))],
    ['429 without its pause', 'says what was refused', code(429, new KashuvError('RATE_LIMITED', 'slowly.'))],
    ['500 taken for the end', 'says what was refused', { judge: (status, wait) => (status === 500 ? null : judged(status, wait)), parse: (read) => (read === '' ? [] : (JSON.parse(read) as unknown)) }],
    ['503 without a code', 'says what was refused', code(503, new Error('down'))  , { source: () => listening({ ...code(503, new Error('down')), broke: (cause) => cause as Error }) }],
    ['a reset taken for a defect', 'survives a broken answer', { broke: (cause) => new KashuvError('INTERNAL', 'a defect.', { cause }) }],
    ['a page for an empty list', 'survives a broken answer', { parse: (read) => { try { return JSON.parse(read) as unknown; } catch { return []; } } }],
    ['null for an empty list', 'survives a broken answer', { parse: (read) => (JSON.parse(read) as unknown) ?? [] }],
    ['redirects wherever they lead', 'reaches no private address', { redirect: 'follow' }],
    ['redirects to anywhere', 'reaches no private address', {}, { guarded: () => ({ ...listening(), read: async function* (request, context) {
      const first = await context.fetch('https://93.184.215.14/entries', { redirect: 'manual' });
      const location = first.headers.get('location') ?? '';
      if (PRIVATE.test(new URL(location).host)) await context.fetch(location);
      yield* listening().read(request, context);
    } }) }],
    ['a body of any size', 'reads no more than it should', { maxBytes: Infinity }],
    ['any patience', 'waits no longer than it should', { timeoutMs: 10_000_000 }],
    ['caught up before it fails', 'says what was refused', {}, reading(({ read }) => async function* (request, context) { for await (const batch of read(request, context)) yield { ...batch, caughtUp: true }; })],
    ['pages asked for ahead', 'waits for its reader', {}, reading(({ read }) => async function* (request, context) {
      const pages = read(request, context)[Symbol.asyncIterator]();
      const asked = Array.from({ length: 4 }, () => pages.next());
      for (const page of asked) {
        const { done, value } = await page;
        if (done === true) return;
        yield value;
      }
    })],
    ['the token in a message', 'keeps secrets', { judge: (status, wait) => (status === 200 ? null : new KashuvError(judged(status, wait)?.code ?? 'INTERNAL', `refused ${TOKEN}.`)) }],
    ['the token in the log', 'keeps secrets', { log: true }],
    ['the token in a cursor', 'keeps secrets', {}, reading(({ read }) => async function* (request, context) { for await (const batch of read(request, context)) yield { ...batch, cursor: `${batch.cursor}?${TOKEN}` }; })],
    ['the token taken to another server', 'keeps secrets', {}, reading(({ read }) => (request, context) => read(request, { ...context, fetch: async (input, init) => {
      const response = await context.fetch(input, init);
      const location = response.headers.get('location');
      return location === null ? response : context.fetch(location, init);
    } }))],
    ['a batch that is lost with the process', 'gives at least once', {}, (() => { let kept = ''; return { source: () => ({ ...listening(), read: async function* (request, context) {
      for await (const batch of listening().read({ ...request, cursor: request.cursor === null && kept !== '' && request.limit === 2 ? kept : request.cursor }, context)) { kept = batch.cursor; yield batch; }
    } }) } satisfies Partial<PullSourceContract<Entry>>; })()],
    ['an edit told as a post', 'tells edits and deletions', {}, { changes: async () => ({ source: listening({ list: [{ id: 5, text: 'x' }] }), cursor: '4', edited: 1, deleted: 0 }) }],
    ['no changes at all', 'tells edits and deletions', {}, { changes: async () => ({ source: listening(), cursor: '4', edited: 0, deleted: 0 }) }],
    ['letters made alike', 'keeps the words as they are', {}, { saying: (texts) => listening({ list: shelf(texts.map((one) => one.normalize('NFKC'))) }) }],
    ['a page cut short', 'takes a huge page', {}, { huge: async () => ({ source: listening({ list: shelf(['one', 'two']) }), posts: 1_000 }) }],
    ['a page that is not huge', 'takes a huge page', {}, { huge: async () => ({ source: listening({ list: shelf(['one', 'two']) }), posts: 2 }) }],
  ];
  test.each(faults)('find: %s', async (_, rule, flaws, more) => expect([...(await broken(contractOf(flaws, more))).keys()]).toContain(rule));

  test('are each found in some source', () => {
    const byOthers: PullSourceRule[] = ['describes itself', 'keeps to the limit', 'gives valid posts', 'is pure', 'resumes exactly', 'is done once', 'survives a foreign cursor', 'ends when aborted', 'fails aloud', 'hears what is new', 'reads every page', 'heeds since'];
    expect(new Set([...faults.map(([, rule]) => rule), ...byOthers])).toEqual(new Set(pullSourceRules));
  });

  test('cannot be injected where nothing is fetched, which needs a reason', async () => {
    const mute = contractOf({}, { source: () => listening({ list: entries }), guarded: () => listening({ list: entries }) });
    const failures = await broken(mute);
    for (const rule of ['waits for its reader', 'says what was refused', 'survives a broken answer', 'reads no more than it should', 'waits no longer than it should', 'reaches no private address']) {
      expect([rule, failures.get(rule)]).toEqual([rule, expect.stringContaining('skip this rule with the reason')]);
    }
  });

  test.each(['failing', 'changes', 'saying', 'huge', 'guarded', 'secrets'] as const)('need a reason where the contract has no %s', (field) => {
    const { [field]: _, ...contract } = contractOf();
    expect(() => pullSourceContract({ test, expect }, contract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});

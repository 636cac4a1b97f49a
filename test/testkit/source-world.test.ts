import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { createApi, acceptedStatus } from '../../src/lib/http/api.ts';
import { createRateBudget, type RateBudget } from '../../src/lib/http/rate-budget.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import { defineSource, type CallContext, type PullSource } from '../../src/spec/plugin.ts';
import { pullSourceContract, type PullSourceContract, type PullSourceRule } from '../../src/testkit/contracts/index.ts';
import { keptElsewhere } from '../support/conformance.ts';
import { testContext } from '../support/context.ts';

interface Note {
  id: number;
  /** In seconds, as this invented network tells it. */
  at: number;
  text: string;
}
const NOW = 1_750_000_000_000;
const PAGE = 3;
/** Two in each second. */
const notes = (count: number): Note[] => Array.from({ length: count }, (_, index) => ({ id: index + 1, at: 1_749_990_000 + Math.floor(index / 2), text: `note ${index + 1}` }));

/** `GET /notes?after=ID&since=SECONDS`, oldest first, three in a page. */
const serve = (board: readonly Note[]): typeof fetch => async (input) => {
  const { searchParams } = new URL(input instanceof Request ? input.url : input);
  const found = board.filter(({ id, at }) => id > Number(searchParams.get('after')) && at >= Number(searchParams.get('since')));
  return Response.json({ notes: found.slice(0, PAGE), more: found.length > PAGE });
};

interface Flaws {
  budget?: RateBudget;
  /** How many seconds stand for so many milliseconds. */
  seconds?: (ms: number) => number;
  onePage?: boolean;
  /** Goes on after the last second, not the last note. */
  byTime?: boolean;
  deafToSince?: boolean;
  deafToErrors?: boolean;
  /** After each request. */
  wait?: (context: CallContext) => Promise<void>;
}

/** A source without fault, or with those that are asked for. Its cursor: the last note, and when it was heard. */
function board({ budget, seconds = (ms) => Math.floor(ms / 1_000), onePage = false, byTime = false, deafToSince = false, deafToErrors = false, wait }: Flaws = {}): PullSource<Note> {
  const api = createApi({ service: 'https://93.184.215.14', requests: { timeoutMs: 20_000, maxBytes: 1_000_000, allowPrivate: false }, ...(budget && { budget }) });
  const ask = async (after: number, since: number, context: CallContext): Promise<{ notes: Note[]; more: boolean }> => {
    const answer = await api.call({ path: '/notes', params: { after, since } }, context);
    await wait?.(context);
    const body = answer.body as { notes?: Note[]; more?: boolean; throttled?: number } | null;
    if (typeof body?.throttled === 'number' && !deafToErrors) throw new KashuvError('RATE_LIMITED', 'throttled.', { retryAfterMs: body.throttled * 1_000 });
    acceptedStatus(answer, context);
    if (!Array.isArray(body?.notes)) throw new KashuvError('INPUT_INVALID', 'it gave no notes.');
    return { notes: body.notes, more: body.more === true };
  };
  return defineSource<Note>({
    contract: 1,
    name: 'board',
    instance: 'board:93.184.215.14',
    capabilities: { mode: 'poll', backfill: true, threads: false, authors: false, queryFeatures: [] },
    async *read({ cursor, limit, since = 0 }, context) {
      let [last = 0, from = deafToSince ? 0 : Math.ceil(since / 1_000)] = /^\d+ \d+$/.test(cursor ?? '') ? (cursor ?? '').split(' ').map(Number) : [];
      for (let more = true; more; ) {
        const page = await ask(byTime ? 0 : last, from, context);
        const fresh = page.notes;
        more = page.more && !onePage;
        if (fresh.length === 0) yield { items: [], cursor: `${last} ${from}`, caughtUp: true };
        for (let next = 0; next < fresh.length; next += limit) {
          const items = fresh.slice(next, next + limit);
          last = items.at(-1)?.id ?? last;
          const caughtUp = !more && next + limit >= fresh.length;
          if (byTime) from = (items.at(-1)?.at ?? from) + 1;
          if (caughtUp && !byTime) from = Math.max(0, seconds((items.at(-1)?.at ?? 0) * 1_000) - 60);
          yield { items, cursor: `${last} ${from}`, caughtUp };
        }
      }
    },
    signals: ({ id, at, text }) => [{ type: 'posted', post: { id: String(id), text, postedAt: at * 1_000 } }],
  });
}

/** A source whose requests are answered by `fetch`. */
const over = (source: PullSource<Note>, fetch: typeof globalThis.fetch): PullSource<Note> => ({ ...source, read: (request, context) => source.read(request, { ...context, fetch }) });

function contractOf(flaws: Flaws = {}, more: Partial<PullSourceContract<Note>> = {}): PullSourceContract<Note> {
  const { 'hears what is new': _1, 'reads every page': _2, 'heeds since': _3, ...others } = keptElsewhere('see test/testkit/source-faults.test.ts');
  return {
    source: () => board(flaws),
    posts: 3,
    context: (signal) => ({ ...testContext({ fetch: serve(notes(3)), now: NOW }), signal }),
    since: { at: 1_749_990_001_000, posts: 1 },
    later: () => {
      const world = notes(3);
      return {
        source: () => over(board(flaws), serve(world)),
        more: (now) => {
          const first = world.length + 1;
          world.push({ id: first, at: Math.floor(now / 1_000), text: 'and then' }, { id: first + 1, at: Math.floor(now / 1_000), text: 'and now' });
          return 2;
        },
      };
    },
    paged: () => ({ source: () => over(board(flaws), serve(notes(8))), posts: 8 }),
    refusals: [{ status: 400, body: '{"throttled":7}', code: 'RATE_LIMITED', retryAfterMs: 7_000 }],
    skip: others,
    ...more,
  };
}

/** Which rules are broken, with what is said. */
async function broken(contract: PullSourceContract<Note>, only?: PullSourceRule): Promise<Map<string, string>> {
  const rules: { name: string; run: () => Promise<void> }[] = [];
  pullSourceContract({ test: (name, run) => rules.push({ name: name.replace('a pull source ', ''), run }), expect }, contract);
  const failures = new Map<string, string>();
  for (const { name, run } of rules.filter(({ name }) => only === undefined || name === only)) await run().catch((error: unknown) => failures.set(name, `${String(error)} ${JSON.stringify((error as { actual?: unknown }).actual ?? null)}`));
  return failures;
}

describe('the world of the kit for pull sources', () => {
  test('holds nothing against a sound source', async () => expect(await broken(contractOf())).toEqual(new Map()));

  const faults: [string, PullSourceRule, string, Flaws, Partial<PullSourceContract<Note>>?][] = [
    ['deaf after its first sweep, for it asks in milliseconds', 'hears what is new', '0 heard of 2 that were said after the first sweep', { seconds: (ms) => ms, deafToSince: true }],
    ['the first page alone', 'reads every page', '3 posts given of 8', { onePage: true }],
    ['on after the last moment', 'reads every page', '6 posts given of 8', { byTime: true }, { source: () => board(), later: () => contractOf().later?.() ?? Promise.reject(new Error('none')) }],
    ['whatever there is, as old as it may be', 'heeds since', '2 posts older than was asked for, the first is 1 of 1749990000000', { deafToSince: true }],
    ['an error in a body taken for a status', 'says what was refused', '400 that says {\\"throttled\\":7}: REJECTED instead of RATE_LIMITED', { deafToErrors: true }],
    ['a cursor ahead of its batch', 'resumes exactly', 'from the cursor after batch 1 of 3 (limit 1): 1 of 2 missing, the first is 2', {}, { source: () => {
      const source = board();
      return { ...source, read: async function* (request, context) { for await (const batch of source.read(request, context)) yield { ...batch, cursor: batch.cursor.replace(/^\d+/, (last) => String(Number(last) + 1)) }; } };
    } }],
  ];
  test.each(faults)('finds: %s', async (_, rule, said, flaws, more) => expect((await broken(contractOf(flaws, more))).get(rule)).toContain(said));

  test('finds a world that proves nothing', async () => {
    const one = await broken(contractOf({}, { paged: () => ({ source: () => board(), posts: 3 }) }), 'reads every page');
    expect(one.get('reads every page')).toContain('1 requests for all of it');
    const apart = await broken(contractOf({}, { paged: () => ({ source: () => over(board(), serve(notes(8).map((note) => ({ ...note, at: note.at + note.id })))), posts: 8 }) }), 'reads every page');
    expect(apart.get('reads every page')).toContain('no two posts of the same moment');
    const mute = await broken(contractOf({}, { later: () => ({ source: () => board(), more: () => 0 }) }), 'hears what is new');
    expect(mute.get('hears what is new')).toContain('more() gave 0');
  });

  test.each([{ at: NOW, posts: 0 }, { at: NOW, posts: 3 }, { at: NaN, posts: 1 }, { posts: 1 }, 5])('refuses a since that proves nothing: %j', (since) => {
    expect(() => pullSourceContract({ test, expect }, contractOf({}, { since: since as { at: number; posts: number } }))).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field: 'since' }) as Error);
  });

  test.each(['later', 'paged', 'since'] as const)('needs a reason where the contract has no %s', (field) => {
    const { [field]: _, ...contract } = contractOf();
    expect(() => pullSourceContract({ test, expect }, contract)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', field }) as Error);
  });
});

describe('the clock of the kit', () => {
  test.each<[string, () => RateBudget]>([
    ['ten a second', () => createRateBudget({ requests: 10, perMs: 1_000 })],
    ['one a second, a second apart', () => createRateBudget({ requests: 1, perMs: 1_000, spacingMs: 1_000, maxInFlight: 1 })],
  ])('goes on for the pauses of a budget: %s', async (_, budget) => expect(await broken(contractOf({ budget: budget() }, { source: () => board({ budget: budget() }) }))).toEqual(new Map()));

  test('goes on for one budget that all sources share', async () => {
    const budget = createRateBudget({ requests: 2, perMs: 60_000, spacingMs: 500 });
    for (const rule of ['resumes exactly', 'gives at least once', 'hears what is new'] as const) expect(await broken(contractOf({ budget }), rule)).toEqual(new Map());
  });

  test('goes on for pauses that name the signal of the call', async () => {
    expect(await broken(contractOf({ wait: (context) => context.sleep(1_000, context.signal) }))).toEqual(new Map());
  });

  /** Some turns of the machine. */
  const busy = async (): Promise<void> => {
    for (let turns = 0; turns < 60; turns += 1) await new Promise((resolve) => { setImmediate(resolve); });
  };

  test('stands still for the time limit of a request under way, even of one that has no signal', async () => {
    const slow = (fetch: typeof globalThis.fetch): typeof fetch => async (...call) => {
      await busy();
      return fetch(...call);
    };
    const limited = (source: PullSource<Note>): PullSource<Note> => ({ ...source, read: (request, context) => source.read(request, { ...context, fetch: (...call) =>
      Promise.race([context.fetch(...call), context.sleep(20_000).then(() => Promise.reject(new Error('its time is over')))]) }) });
    const context = (signal: AbortSignal): CallContext => ({ ...testContext({ fetch: slow(serve(notes(3))), now: NOW }), signal });
    for (const rule of ['gives valid posts', 'resumes exactly'] as const) expect(await broken(contractOf({}, { source: () => limited(board()), context }), rule)).toEqual(new Map());
  });

  test('stands still for a time limit of work that cannot be seen', async () => {
    const wait = async (context: CallContext): Promise<void> => {
      const done = new AbortController();
      const over = context.sleep(20_000, done.signal).then(() => Promise.reject(new Error('its time is over')));
      await Promise.race([busy(), over]).finally(() => done.abort(over.catch(() => undefined)));
    };
    expect(await broken(contractOf({ wait }), 'resumes exactly')).toEqual(new Map());
  });

  /** What breaks while real time goes on as fast as it can. */
  const whileTimeFlies = async (contract: PullSourceContract<Note>, rule: PullSourceRule): Promise<Map<string, string>> => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    let over = false;
    const failures = broken(contract, rule).finally(() => (over = true));
    while (!over) await vi.advanceTimersByTimeAsync(100);
    return failures;
  };

  test('goes on for the pauses of a source that asks nothing through the context, once nothing has happened for a while', async () => {
    const pausing = (): PullSource<Note> => ({ ...board(), read: async function* (_, context) {
      await context.sleep(1_000);
      yield { items: notes(3), cursor: '3 0', caughtUp: true };
    } });
    expect(await whileTimeFlies(contractOf({}, { source: pausing }), 'gives valid posts')).toEqual(new Map());
  });

  test('names the wait that nothing ends', async () => {
    const wait = (context: CallContext): Promise<void> => context.sleep(1_500, new AbortController().signal);
    expect((await whileTimeFlies(contractOf({ wait }), 'is done once')).get('is done once')).toContain("the source waits 1,500 ms on the kit's clock, which stands still");
  });
});

import { KashuvError, type ErrorCode } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadBatch } from '../../spec/plugin.ts';
import type { Signal } from '../../spec/post.ts';
import type { FaultSeen } from './contract.ts';
import type { KitTime } from './kit-time.ts';
import { signalsOf } from './source-shape.ts';
import type { Refusal } from './source-world.ts';
import { answers, breaksBefore, faultyFetch, from, honest, movableClock, silent, turn, watched, withPatience, type Asked, type Fault, type MovableClock } from './faulty-fetch.ts';
import { echoes, leaked, listening } from './secrets.ts';

/** What the rules about faults need of the kit for pull sources. */
export interface Reading<Item> {
  readonly make: () => Promise<PullSource<Item>>;
  readonly guarded: () => Promise<PullSource<Item>>;
  readonly context: (signal: AbortSignal) => CallContext;
  readonly time: KitTime;
  /** How the vendor says no in words of its own. */
  readonly refusals: readonly Refusal[];
  /** From the cursor on, with nothing in the way. */
  readonly rest: (source: PullSource<Item>, cursor: string | null) => Promise<ReadBatch<Item>[]>;
  readonly note: (seen: FaultSeen) => void;
  readonly secrets: readonly string[];
}

interface Read<Item> {
  readonly source: PullSource<Item>;
  readonly batches: ReadBatch<Item>[];
  /** 'done', 'waits for ever', a code, or what else was thrown. */
  readonly outcome: string;
  readonly error: unknown;
  readonly count: number;
}

const RETRY_AFTER_S = 7;
const CHUNK = 65_536;
/** More than any sensible limit of a body. The stream breaks off there, for the sake of the machine. */
const ENDLESS = 64 * 1024 * 1024;
/** More than any sensible limit of redirects. */
const MANY_REDIRECTS = 25;
/** Requests that a source may make while nobody takes what it has. */
const AHEAD = 1;
const TURNS = 50;
/** A public address by number that no adapter is tested at; the kit answers for it. */
const ELSEWHERE = 'https://1.1.1.1/elsewhere';
const PRIVATE = ['http://169.254.169.254/latest/meta-data/', 'http://127.0.0.1:9/', 'http://[::1]:9/', 'http://10.0.0.1/', 'http://[::ffff:192.168.0.1]/', 'file:///etc/hosts'];
/** Characters of a vendor's own refusal in a report. */
const SHOWN = 60;
const NO_FETCH = 'it asks nothing through context.fetch: skip this rule with the reason';

/** Reads with a limit of one through the fault, while time goes on where only time can help. */
async function readThrough<Item>(kit: Reading<Item>, source: PullSource<Item>, fault: (clock: MovableClock) => Fault, within = (base: CallContext): CallContext => base): Promise<Read<Item>> {
  const over = new AbortController();
  const clock = movableClock(kit.time.over(within(kit.context(over.signal))));
  const stream = source.capabilities.mode === 'stream';
  const { fault: watching, stuck } = watched(fault(clock), { whole: !stream });
  const { fetch, count } = faultyFetch(clock.context.fetch, watching);
  const batches: ReadBatch<Item>[] = [];
  const reading = (async (): Promise<{ outcome: string; error: unknown }> => {
    try {
      for await (const batch of source.read({ cursor: null, limit: 1, queries: [] }, { ...clock.context, fetch })) {
        batches.push(batch);
        if (batch.caughtUp && stream) break;
      }
      return { outcome: 'done', error: null };
    } catch (error) {
      return { outcome: KashuvError.is(error) ? error.code : 'an error that is no KashuvError', error };
    }
  })();
  const ended = await withPatience(reading, clock, stuck);
  if (!ended) over.abort(new DOMException('it waits for ever', 'AbortError'));
  const result = ended ? await reading : { outcome: 'waits for ever', error: null };
  await source.close?.();
  return { source, batches, count: count(), ...result };
}

/** One fault: its name, what it does, and the codes that tell it. */
type Case = readonly [name: string, fault: (clock: MovableClock, breach: (what: string) => void) => Fault, codes: readonly ErrorCode[], retryAfterMs?: number | undefined];

/** What is wrong with how the faults are told, and what was lost by them, in words. */
async function tryAll<Item>(kit: Reading<Item>, rule: string, cases: readonly Case[]): Promise<string[]> {
  const sound = await readThrough(kit, await kit.make(), () => honest);
  if (sound.count === 0) throw new Error(NO_FETCH);
  if (sound.outcome !== 'done') throw sound.error;
  const whole = signalsOf(sound.source, sound.batches);
  const problems: string[] = [];
  for (const [name, fault, codes, retryAfterMs] of cases) {
    for (const at of new Set([1, sound.count])) {
      const title = at === 1 ? name : `${name}, at its last request`;
      const breaches = new Set<string>();
      const read = await readThrough(kit, await kit.make(), (clock) => from(at, fault(clock, (what) => breaches.add(what))));
      const found = await amiss(kit, read, whole, codes, retryAfterMs);
      kit.note({ rule, fault: title, outcome: read.outcome === 'done' ? 'read in full' : read.outcome });
      problems.push(...[...breaches, ...found].map((problem) => `${title}: ${problem}`));
    }
  }
  return problems;
}

async function amiss<Item>(kit: Reading<Item>, { source, batches, outcome, error }: Read<Item>, whole: readonly Signal[], codes: readonly ErrorCode[], retryAfterMs?: number): Promise<string[]> {
  const given = signalsOf(source, batches);
  // A source may do without what it was refused, as long as it gives everything.
  if (outcome === 'done') return same(given, whole) ? [] : ['it takes a failure for an end'];
  const problems: string[] = [];
  if (!(codes as readonly string[]).includes(outcome)) problems.push(`${outcome} instead of ${codes.join(' or ')}`);
  if (batches.some(({ caughtUp }) => caughtUp)) problems.push('it says that it is caught up, and fails');
  if (retryAfterMs !== undefined && KashuvError.is(error) && error.code === 'RATE_LIMITED' && error.retryAfterMs !== retryAfterMs) problems.push(`retryAfterMs is ${error.retryAfterMs ?? 'not set'} instead of ${retryAfterMs}`);
  const later = await kit.make();
  const rest = await kit.rest(later, batches.at(-1)?.cursor ?? null);
  if (!same([...given, ...signalsOf(later, rest)], whole)) problems.push('what follows is not what was left: something is lost or doubled');
  await later.close?.();
  return problems;
}

const same = (left: readonly Signal[], right: readonly Signal[]): boolean => JSON.stringify(left) === JSON.stringify(right);

export function refusals<Item>(kit: Reading<Item>): Promise<string[]> {
  const wait = { 'retry-after': String(RETRY_AFTER_S) };
  const ms = RETRY_AFTER_S * 1000;
  return tryAll(kit, 'says what was refused', [
    ['401', () => answers(401), ['AUTH_FAILED']],
    ['429 with Retry-After', () => answers(429, wait), ['RATE_LIMITED'], ms],
    ['429', () => answers(429), ['RATE_LIMITED']],
    ['500', () => answers(500), ['UNAVAILABLE']],
    ['503', () => answers(503), ['UNAVAILABLE']],
    ['503 with Retry-After', () => answers(503, wait), ['RATE_LIMITED', 'UNAVAILABLE'], ms],
    ...kit.refusals.map(({ status, headers, body, code, retryAfterMs }): Case => [`${status} that says ${body.slice(0, SHOWN)}`, () => answers(status, headers, body), [code], retryAfterMs]),
  ]);
}

export function brokenAnswers<Item>(kit: Reading<Item>): Promise<string[]> {
  const unreadable = ['INPUT_INVALID', 'UNAVAILABLE', 'UNSUPPORTED'] as const;
  return tryAll(kit, 'survives a broken answer', [
    ['the connection is reset', () => breaksBefore, ['UNAVAILABLE']],
    ['the body breaks off', () => halved('broken'), ['UNAVAILABLE', 'INPUT_INVALID']],
    ['the body ends early', () => halved('ended'), unreadable],
    ['a page instead of an answer', () => answers(200, { 'content-type': 'text/html' }, '<!doctype html><html><title>Log in</title><p>Please log in.</html>'), unreadable],
    ['an empty answer', () => answers(200, { 'content-type': 'application/json' }, ''), unreadable],
    ['an answer that says null', () => answers(200, { 'content-type': 'application/json' }, 'null'), unreadable],
    ['noise', () => answers(200, {}, '\u0000\u0001\ufffd%PDF-\u001f\u008b'.repeat(50)), unreadable],
    ['redirects in a circle', (_, breach) => circle(breach), ['REJECTED', 'UNAVAILABLE']],
  ]);
}

export function endlessAnswers<Item>(kit: Reading<Item>): Promise<string[]> {
  return tryAll(kit, 'reads no more than it should', [
    ['a body without an end', (_, breach) => endless({}, breach), ['INPUT_INVALID', 'REJECTED']],
    ['a small body that unpacks into a large one', (_, breach) => endless({ 'content-encoding': 'gzip', 'content-length': '1000' }, breach), ['INPUT_INVALID', 'REJECTED']],
  ]);
}

export function silences<Item>(kit: Reading<Item>): Promise<string[]> {
  return tryAll(kit, 'waits no longer than it should', [
    ['no answer', () => silent, ['UNAVAILABLE']],
    ['headers, and no body', () => async (asked) => bodied(await asked.really(), new ReadableStream({ pull: () => new Promise(() => undefined) })), ['UNAVAILABLE']],
    ['a byte a second', (clock, breach) => dripping(clock, breach), ['UNAVAILABLE']],
  ]);
}

/** What is wrong with where it lets itself be sent, in words. */
export async function privateRedirects<Item>(kit: Reading<Item>): Promise<string[]> {
  const problems: string[] = [];
  for (const location of PRIVATE) {
    const reached: string[] = [];
    const { outcome, count } = await readThrough(kit, await kit.guarded(), () => async ({ index, url, init }) => {
      if (index > 1 && url.href === new URL(location).href) reached.push('it asks there');
      if (init.redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
      if (init.redirect !== 'manual') reached.push('it lets fetch follow redirects, wherever they lead');
      return new Response(null, { status: 302, headers: { location } });
    });
    kit.note({ rule: 'reaches no private address', fault: `a redirect to ${location}`, outcome });
    if (count === 0) throw new Error(NO_FETCH);
    if (outcome !== 'REJECTED' && outcome !== 'UNAVAILABLE') reached.push(`${outcome} instead of REJECTED`);
    problems.push(...[...new Set(reached)].map((problem) => `a redirect to ${location}: ${problem}`));
  }
  return problems;
}

/** Where a secret stands that it must not stand in, in words. */
export async function secretsTold<Item>(kit: Reading<Item>): Promise<string[]> {
  const problems: string[] = [];
  const carried: unknown[] = [];
  const away: Fault = async ({ url, init, index }) => {
    if (url.href.startsWith(ELSEWHERE)) carried.push(url.href, Object.fromEntries(new Headers(init.headers)), init.body);
    return index > MANY_REDIRECTS || init.redirect !== 'manual' ? new Response(null, { status: 500 }) : new Response(null, { status: 307, headers: { location: ELSEWHERE } });
  };
  const { count } = await readThrough(kit, await kit.make(), () => honest);
  const faults: [string, Fault][] = [
    ['nothing wrong', honest],
    ...[400, 401, 429, 500].flatMap((status) => [...new Set([1, count])].map((at): [string, Fault] => [`${status} from a server that repeats what it was told`, from(at, echoes(status))])),
    ['a broken connection', breaksBefore],
    ...[...new Set([1, count])].map((at): [string, Fault] => ['a redirect to another server', from(at, away)]),
  ];
  for (const [name, fault] of count === 0 ? faults.slice(0, 1) : faults) {
    const logs: unknown[] = [];
    const { source, batches, error } = await readThrough(kit, await kit.make(), () => fault, (base) => {
      const heard = listening(base);
      logs.push(heard.logs);
      return heard.context;
    });
    const told = leaked([source.name, source.instance, error, logs, batches.map(({ cursor }) => cursor), signalsOf(source, batches)], kit.secrets);
    if (told.length > 0) problems.push(`${name}: ${told.join(', ')} in what it says or keeps`);
  }
  for (const secret of leaked(carried, kit.secrets)) problems.push(`a redirect takes ${secret} to another server`);
  return problems;
}

/** What is wrong with how it goes on while nobody takes what it has, in words. */
export async function readsAhead<Item>(kit: Reading<Item>): Promise<string[]> {
  const source = await kit.make();
  const stop = new AbortController();
  try {
    return await kit.time.patiently(kit.context(stop.signal), async (context) => {
      const { fetch, count } = faultyFetch(context.fetch, honest);
      const iterator = source.read({ cursor: null, limit: 1, queries: [] }, { ...context, fetch })[Symbol.asyncIterator]();
      await iterator.next();
      const before = count();
      if (before === 0) throw new Error(NO_FETCH);
      for (let turns = 0; turns < TURNS; turns += 1) await turn();
      const ahead = count() - before;
      stop.abort(new DOMException('nobody reads on', 'AbortError'));
      await iterator.return?.();
      return ahead > AHEAD ? [`${ahead} requests more while its first batch was not done with`] : [];
    }, { socket: source.capabilities.mode === 'stream' });
  } finally {
    stop.abort(new DOMException('nobody reads on', 'AbortError'));
    await source.close?.();
  }
}

const bodied = ({ status, headers }: Response, body: ReadableStream | null): Response => new Response(body, { status, headers });

/** The first half of what is really answered. */
const halved = (how: 'broken' | 'ended'): Fault => async ({ really }) => {
  const response = await really();
  const bytes = new Uint8Array(await response.arrayBuffer());
  let given = false;
  const body = new ReadableStream({
    pull: (controller) => {
      if (!given) controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
      else if (how === 'broken') controller.error(new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) }));
      else controller.close();
      given = true;
    },
  });
  return bodied(response, body);
};

function circle(breach: (what: string) => void): Fault {
  let asked = 0;
  return async ({ url, init }: Asked) => {
    asked += 1;
    if (asked > MANY_REDIRECTS) {
      breach(`it follows more than ${MANY_REDIRECTS} redirects`);
      return new Response(null, { status: 500 });
    }
    // As fetch says it where it follows redirects itself.
    if (init.redirect !== 'manual') throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') });
    return new Response(null, { status: 302, headers: { location: url.href } });
  };
}

const endless = (headers: Readonly<Record<string, string>>, breach: (what: string) => void): Fault => async () => {
  let pulled = 0;
  const body = new ReadableStream({
    pull: (controller) => {
      pulled += CHUNK;
      if (pulled <= ENDLESS) controller.enqueue(new Uint8Array(CHUNK).fill(0x20));
      else {
        breach(`it has read ${ENDLESS} bytes`);
        controller.error(new TypeError('terminated'));
      }
    },
  });
  return new Response(body, { status: 200, headers: { 'content-type': 'application/json', ...headers } });
};

/** What is really answered, a byte in each second of the clock. */
const dripping = (clock: MovableClock, breach: (what: string) => void): Fault => async ({ really }) => {
  const response = await really();
  let seconds = 0;
  const body = new ReadableStream({
    pull: async (controller) => {
      seconds += 1;
      clock.advance(1_000);
      await turn();
      if (seconds <= 600) controller.enqueue(new Uint8Array([0x20]));
      else {
        breach('it has waited for ten minutes');
        controller.error(new TypeError('terminated'));
      }
    },
  });
  return bodied(response, body);
};

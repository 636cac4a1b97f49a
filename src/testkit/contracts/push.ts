import type { CallContext, PushSource } from '../../spec/plugin.ts';
import { postInputSchema, type Signal } from '../../spec/post.ts';
import { checkContract, freshly, invalid, misdescribed, needed, stillContext, type Skips, type TestRunner } from './contract.ts';
import { movableClock, soon, withPatience } from './faulty-fetch.ts';
import { checkSecrets, leaked, listening } from './secrets.ts';

export interface PushSourceContract {
  /** A new source of the same instance, each time it is called. */
  readonly source: () => PushSource | Promise<PushSource>;
  /** The request in which the vendor sends this body at that time (epoch ms): rightly signed, of the right type. */
  readonly request: (body: string, now: number) => Request;
  /** By name: bodies as the vendor sends them, and exactly the signals that come of each. */
  readonly bodies: Readonly<Record<string, { readonly body: string; readonly signals: readonly Signal[] }>>;
  /** A body some of whose items are good and some are not, and how many of each. */
  readonly poison?: { readonly body: string; readonly posts: number; readonly skipped: number };
  /** Names of the headers that hold the signature. */
  readonly signature?: readonly string[];
  /** The largest body that it takes, in bytes. */
  readonly maxBytes: number;
  /** Keys and tokens that the source was made with. */
  readonly secrets?: readonly string[];
  /** A new context for each call. Default: a clock that stands still, and waits that only an abort ends. */
  readonly context?: (signal: AbortSignal) => CallContext;
  /** Rules that cannot hold for this source, by name, each with the reason. */
  readonly skip?: Skips<PushSourceRule>;
}

/** The rules that every push source keeps. */
export const pushSourceRules = [
  'describes itself', 'takes what the vendor sends', 'gives the same again', 'answers after the commit', 'refuses a wrong signature', 'refuses what is replayed', 'refuses other methods',
  'refuses other types', 'refuses what is too large', 'waits no longer than it should', 'refuses what is malformed', 'loses one item to one bad item', 'ends when aborted', 'keeps secrets',
] as const;
export type PushSourceRule = (typeof pushSourceRules)[number];

const fields = ['source', 'request', 'bodies', 'poison', 'signature', 'maxBytes', 'secrets', 'context', 'skip'] as const satisfies readonly (keyof PushSourceContract)[];

const DAY = 86_400_000;
const CHUNK = 65_536;
const MALFORMED = ['', '{"id":', '<!doctype html><p>no', '\u0000\u0001', '{"a":1}{"b":2}'];
const ODD = ['null', '5', '"text"', '[]', '{}', '[null,5,[],{}]', '{"__proto__":{"x":1},"constructor":1}', `${'['.repeat(2_000)}${']'.repeat(2_000)}`];

type Received = Awaited<ReturnType<PushSource['receive']>>;

/** Registers one test for each rule every push source keeps. Throws CONFIG_INVALID, naming the field, for a contract that is none. */
export function pushSourceContract(runner: TestRunner, contract: PushSourceContract): void {
  checkContract('pushSourceContract', runner, contract, { fields, rules: pushSourceRules });
  for (const field of ['source', 'request'] as const) if (typeof contract[field] !== 'function') throw invalid(field, 'expected a function.', "Write source: () => push({ secret }), request: (body, now) => new Request('https://host.example/in', { … }).");
  const bodies = Object.entries((contract.bodies as PushSourceContract['bodies'] | undefined) ?? {});
  const [good] = bodies.map(([, one]) => one).filter(({ signals }) => signals.some(({ type }) => type === 'posted'));
  if (good === undefined) throw invalid('bodies', 'expected a body of which a post comes.', "Write bodies: { 'a comment': { body: '{…}', signals: [{ type: 'posted', post: { … } }] } }.");
  if (!(Number.isInteger(contract.maxBytes) && contract.maxBytes > 0)) throw invalid('maxBytes', 'expected how many bytes it takes at most.', 'Give the limit that the source was made with.');
  needed(contract, { 'refuses a wrong signature': 'signature', 'loses one item to one bad item': 'poison', 'keeps secrets': 'secrets' });
  if (contract.secrets !== undefined) checkSecrets(contract.secrets);
  const { test, expect } = runner;
  const { signature = [], secrets = [], maxBytes } = contract;
  const make = freshly('source', contract.source);
  const contextOf = (signal = new AbortController().signal): CallContext => (contract.context ?? stillContext)(signal);
  const now = (): number => contextOf().now();
  const right = (body = good.body): Request => contract.request(body, now());
  const rule = (name: PushSourceRule, run: (source: PushSource) => Promise<unknown>): void => {
    if (contract.skip?.[name] !== undefined) return;
    void test(`a push source ${name}`, async () => {
      const source = await make();
      try {
        await run(source);
      } finally {
        await source.close?.();
      }
    });
  };
  /** Refused: nothing came of it, and it says so either way. */
  const refusedWith = async (source: PushSource, request: Request, seen?: readonly [rule: PushSourceRule, fault: string], context = contextOf()): Promise<{ accepted: number; refused: number; posts: number }> => {
    const { signals, accepted, refused } = await source.receive(request, context);
    if (seen !== undefined) runner.note?.({ rule: seen[0], fault: seen[1], outcome: String(accepted.status) });
    return { accepted: accepted.status, refused: refused.status, posts: signals.filter(({ type }) => type !== 'skipped').length };
  };
  const saying = (status: number): { accepted: number; refused: number; posts: number } => ({ accepted: status, refused: status, posts: 0 });

  rule('describes itself', async (source) => {
    const twin = await make();
    const problems = misdescribed(source, ['receive']);
    if (twin.instance !== source.instance) problems.push('instance is another one each time');
    if ((source.capabilities.mode as string) !== 'push') problems.push("capabilities.mode is not 'push'");
    const { path, paths } = source.capabilities as { path?: unknown; paths?: unknown };
    const isPath = (one: unknown): boolean => typeof one === 'string' && one.startsWith('/');
    if (path !== undefined && !isPath(path)) problems.push('capabilities.path does not begin with /');
    if (paths !== undefined && !(Array.isArray(paths) && paths.every(isPath))) problems.push('capabilities.paths is no list of paths that begin with /');
    await twin.close?.();
    expect(problems).toEqual([]);
  });

  rule('takes what the vendor sends', async (source) => {
    for (const [name, { body, signals }] of bodies) {
      const received = await source.receive(right(body), contextOf());
      expect({ name, status: received.accepted.status, signals: received.signals }).toEqual({ name, status: received.accepted.status, signals });
      expect({ name, taken: received.accepted.ok }).toEqual({ name, taken: true });
      const posts = received.signals.flatMap((signal) => (signal.type === 'posted' || signal.type === 'edited' ? [signal.post] : []));
      expect(posts.flatMap((post) => postInputSchema.safeParse(post).error?.issues ?? [])).toEqual([]);
    }
  });

  rule('gives the same again', async (source) => {
    for (const [name, { body }] of bodies) {
      const first = await source.receive(right(body), contextOf());
      const other = await make();
      for (const again of [await source.receive(right(body), contextOf()), await other.receive(right(body), contextOf())]) expect({ name, signals: again.signals }).toEqual({ name, signals: first.signals });
      await other.close?.();
    }
  });

  rule('answers after the commit', async (source) => {
    const { accepted, refused } = await source.receive(right(), contextOf());
    // What could not be kept is a failure of ours: the vendor sends it again.
    expect({ accepted: Math.floor(accepted.status / 100), refused: Math.floor(refused.status / 100) }).toEqual({ accepted: 2, refused: 5 });
    expect([accepted.bodyUsed, refused.bodyUsed, accepted === refused]).toEqual([false, false, false]);
  });

  rule('refuses a wrong signature', async (source) => {
    for (const [name, request] of forgeries(right, good.body, signature)) expect({ name, ...(await refusedWith(source, request, ['refuses a wrong signature', `signed ${name}`])) }).toEqual({ name, ...saying(401) });
    expect((await source.receive(right(), contextOf())).accepted.ok).toEqual(true);
  });

  rule('refuses what is replayed', async (source) => {
    for (const [name, at] of [['of yesterday', now() - DAY], ['of tomorrow', now() + DAY]] as const) {
      expect({ name, ...(await refusedWith(source, contract.request(good.body, at), ['refuses what is replayed', `a request ${name}`])) }).toEqual({ name, ...saying(401) });
    }
  });

  rule('refuses other methods', async (source) => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect({ method, ...(await refusedWith(source, new Request(right(), { method }), ['refuses other methods', method])) }).toEqual({ method, ...saying(405) });
    // A network may ask by GET whether the address is right; what comes without that question is refused.
    const { url, headers } = right();
    const get = await refusedWith(source, new Request(url, { headers }));
    expect({ refused: get.accepted >= 400 && get.accepted < 500, posts: get.posts }).toEqual({ refused: true, posts: 0 });
  });

  rule('refuses other types', async (source) => {
    for (const type of ['text/plain', 'text/csv', 'application/xml', '']) {
      const request = right();
      if (type === '') request.headers.delete('content-type');
      else request.headers.set('content-type', type);
      expect({ type, ...(await refusedWith(source, request, ['refuses other types', type === '' ? 'no type' : type])) }).toEqual({ type, ...saying(415) });
    }
  });

  rule('refuses what is too large', async (source) => {
    const declared = right();
    declared.headers.set('content-length', String(maxBytes + 1));
    expect(await refusedWith(source, declared, ['refuses what is too large', 'a body said to be too large'])).toEqual(saying(413));
    const { body, pulled } = endless(2 * maxBytes + 8 * CHUNK);
    expect(await refusedWith(source, streaming(right(), body), ['refuses what is too large', 'a body without an end'])).toEqual(saying(413));
    expect(pulled() <= maxBytes + 4 * CHUNK ? 'stops' : `has read ${pulled()} bytes`).toEqual('stops');
  });

  rule('waits no longer than it should', async (source) => {
    const over = new AbortController();
    const clock = movableClock(contextOf(over.signal));
    const answer = refusedWith(source, streaming(right(), new ReadableStream({ pull: () => new Promise(() => undefined) })), ['waits no longer than it should', 'a body that never comes'], clock.context);
    const ended = await withPatience(answer, clock, () => true);
    expect(ended ? await answer : 'it waits for ever').toEqual(saying(408));
  });

  rule('refuses what is malformed', async (source) => {
    for (const body of MALFORMED) expect({ body, ...(await refusedWith(source, right(body), ['refuses what is malformed', 'a body that is no JSON'])) }).toEqual({ body, ...saying(400) });
    for (const body of ODD) {
      const { posts, accepted } = await refusedWith(source, right(body));
      expect({ body, posts, answered: accepted >= 200 && accepted < 500 }).toEqual({ body, posts: 0, answered: true });
    }
  });

  rule('loses one item to one bad item', async (source) => {
    if (contract.poison === undefined) return;
    const { body, posts, skipped } = contract.poison;
    const { signals, accepted } = await source.receive(right(body), contextOf());
    const count = (type: Signal['type']): number => signals.filter((signal) => signal.type === type).length;
    expect({ posts: count('posted'), skipped: count('skipped'), taken: accepted.ok }).toEqual({ posts, skipped, taken: true });
    expect(signals.filter((signal) => signal.type === 'skipped' && signal.reason.trim() === '')).toEqual([]);
  });

  rule('ends when aborted', async (source) => {
    const stop = new AbortController();
    const receiving = source.receive(streaming(right(), new ReadableStream({ pull: () => new Promise(() => undefined) })), contextOf(stop.signal)).then(
      () => 'an answer',
      (error: unknown) => (error === stop.signal.reason ? 'the reason' : 'another error'),
    );
    await soon(receiving);
    stop.abort(new DOMException('stopped', 'AbortError'));
    expect((await soon(receiving)) ?? 'it goes on').toEqual('the reason');
  });

  rule('keeps secrets', async (source) => {
    const { context, logs } = listening(contextOf());
    const told: unknown[] = [source.name, source.instance, logs];
    const [, forged] = forgeries(right, good.body, signature)[0] ?? [];
    for (const request of [right(), right('{"id":'), new Request(right(), { method: 'PUT' }), ...(forged === undefined ? [] : [forged])]) told.push(...(await said(await source.receive(request, context))));
    expect(leaked(told, secrets)).toEqual([]);
  });
}

/** By name: requests whose signature is not that of their body. */
function forgeries(right: (body?: string) => Request, body: string, headers: readonly string[]): [string, Request][] {
  const changed = (change: (headers: Headers) => void): Request => {
    const request = right();
    change(request.headers);
    return request;
  };
  const all: [string, Request][] = [];
  for (const header of headers) {
    all.push([`without ${header}`, changed((set) => set.delete(header))]);
    all.push([`with an empty ${header}`, changed((set) => set.set(header, ''))]);
    all.push([`with another ${header}`, changed((set) => set.set(header, otherThan(set.get(header) ?? '')))]);
  }
  const { url, headers: signed } = right();
  all.push(['of another body', new Request(url, { method: 'POST', headers: signed, body: `${body} ` })]);
  return all;
}

/** As long, and wrong in its last letter or digit but one: the last may hold bits that base64 does not count. */
function otherThan(value: string): string {
  const other = value.replace(/[A-Za-z0-9](?=[A-Za-z0-9][^A-Za-z0-9]*$)/, (sign) => (sign === '1' ? '2' : '1'));
  return other === value ? `${value}1` : other;
}

/** The same request with a body that comes bit by bit, of no declared length. */
function streaming({ url, headers }: Request, body: ReadableStream): Request {
  const kept = new Headers(headers);
  kept.delete('content-length');
  return new Request(url, { method: 'POST', headers: kept, body, duplex: 'half' });
}

/** A body far larger than any that is taken; it ends, for the sake of the machine of whoever reads on. */
function endless(end: number): { body: ReadableStream; pulled: () => number } {
  let pulled = 0;
  const body = new ReadableStream({
    pull: (controller) => {
      pulled += CHUNK;
      if (pulled > end) {
        controller.close();
        return;
      }
      controller.enqueue(new Uint8Array(CHUNK).fill(0x20));
    },
  });
  return { body, pulled: () => pulled };
}

/** All that a sender, and the ledger, is told. */
async function said({ signals, accepted, refused }: Received): Promise<unknown[]> {
  const texts = [accepted, refused].map(async (response) => [Object.fromEntries(response.headers), await response.text()]);
  return [signals, ...(await Promise.all(texts)).flat()];
}

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadBatch } from '../../spec/plugin.ts';
import { postInputSchema, type Signal } from '../../spec/post.ts';

/** What the kit needs of a test runner; vitest and jest fit as they are. */
export interface TestRunner {
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  readonly expect: (actual: unknown) => { toEqual(expected: unknown): unknown };
}

export interface PullSourceContract<Item> {
  /** A new source of the same instance over the same data, each time it is called. The data must not change meanwhile. */
  readonly source: () => PullSource<Item> | Promise<PullSource<Item>>;
  /** How many posts the data holds: at least 3, so that there is a middle to resume from. */
  readonly posts: number;
  /** How many items cannot be read. Default 0. */
  readonly skipped?: number;
  /** A new context for each call. Default: the machine's fetch, a clock that stands still, and waits that only an abort ends. */
  readonly context?: (signal: AbortSignal) => CallContext;
  /** A source whose other side fails; reading it must reject with a KashuvError. */
  readonly failing?: () => PullSource<Item> | Promise<PullSource<Item>>;
  /** Rules that cannot hold for this source, by name, each with the reason. */
  readonly skip?: Readonly<Partial<Record<PullSourceRule, string>>>;
}

export type PullSourceRule =
  | 'describes itself'
  | 'keeps to the limit'
  | 'gives valid posts'
  | 'is pure'
  | 'resumes exactly'
  | 'is done once'
  | 'survives a foreign cursor'
  | 'ends when aborted'
  | 'fails aloud';

/** Registers one test for each rule every pull source keeps. */
export function pullSourceContract<Item>({ test, expect }: TestRunner, contract: PullSourceContract<Item>): void {
  const rule = (name: PullSourceRule, run: (source: PullSource<Item>) => Promise<void>): void => {
    const reason = contract.skip?.[name];
    if (reason !== undefined && reason.trim() === '') throw new KashuvError('CONFIG_INVALID', 'a rule is skipped without a reason.', { field: `skip.${name}`, fix: 'Say why it cannot hold.' });
    if (reason !== undefined) return;
    void test(`a pull source ${name}`, async () => {
      const source = await contract.source();
      try {
        await run(source);
      } finally {
        await source.close?.();
      }
    });
  };
  const sweep = (source: PullSource<Item>, cursor: string | null, limit: number): Promise<ReadBatch<Item>[]> => readAll(contract, source, cursor, limit);
  const signalsOf = (source: PullSource<Item>, batches: readonly ReadBatch<Item>[]): Signal[] => batches.flatMap(({ items }) => items.flatMap((item) => source.signals(item)));

  rule('describes itself', async (source) => {
    const twin = await contract.source();
    expect([source.contract, source.name !== '', source.instance !== '', twin.instance === source.instance]).toEqual([1, true, true, true]);
    expect(['poll', 'stream', 'once'].includes(source.capabilities.mode)).toEqual(true);
    await twin.close?.();
  });

  rule('keeps to the limit', async (source) => {
    for (const limit of [1, 2, 1000]) {
      const batches = await sweep(source, null, limit);
      expect(batches.filter(({ items }) => items.length > limit)).toEqual([]);
      expect(batches.map(({ caughtUp }) => caughtUp)).toEqual(batches.map((_, index) => index === batches.length - 1));
    }
  });

  rule('gives valid posts', async (source) => {
    const signals = signalsOf(source, await sweep(source, null, 100));
    const posts = signals.flatMap((signal) => (signal.type === 'posted' || signal.type === 'edited' ? [signal.post] : []));
    expect(posts.flatMap((post) => postInputSchema.safeParse(post).error?.issues ?? [])).toEqual([]);
    expect({ posts: posts.length, skipped: signals.filter(({ type }) => type === 'skipped').length }).toEqual({ posts: contract.posts, skipped: contract.skipped ?? 0 });
    // One id, one post: else a second one would be taken for an edit of the first.
    expect(new Set(posts.map(({ id }) => id)).size).toEqual(posts.length);
  });

  rule('is pure', async (source) => {
    const items = (await sweep(source, null, 100)).flatMap((batch) => batch.items);
    const before = JSON.stringify(items);
    const first = items.map((item) => source.signals(item));
    const again = [...items].reverse().map((item) => source.signals(item));
    expect(again.reverse()).toEqual(first);
    expect(JSON.stringify(items)).toEqual(before);
  });

  rule('resumes exactly', async (source) => {
    const whole = await sweep(source, null, 1);
    for (let index = 0; index < whole.length; index += 1) {
      const resumed = await contract.source();
      const rest = await sweep(resumed, whole[index]?.cursor ?? null, 2);
      expect(signalsOf(resumed, rest)).toEqual(signalsOf(source, whole.slice(index + 1)));
      await resumed.close?.();
    }
  });

  rule('is done once', async (source) => {
    const batches = await sweep(source, null, 100);
    const again = await sweep(source, batches.at(-1)?.cursor ?? null, 100);
    expect(signalsOf(source, again)).toEqual([]);
  });

  rule('survives a foreign cursor', async (source) => {
    const known = signalsOf(source, await sweep(source, null, 100));
    for (const cursor of ['', '{}', 'null', '[1]', '\u0000', 'x'.repeat(1000)]) {
      const result = await sweep(source, cursor, 100).then(
        (batches) => signalsOf(source, batches),
        (error: unknown) => KashuvError.is(error),
      );
      // Either a typed error or everything from the start; never silence.
      expect(result === true ? known : result).toEqual(known);
    }
  });

  rule('ends when aborted', async (source) => {
    const stopped = new AbortController();
    stopped.abort(new DOMException('stopped', 'AbortError'));
    const iterator = source.read({ cursor: null, limit: 1, queries: [] }, contextOf(contract, stopped.signal))[Symbol.asyncIterator]();
    const ended = await iterator.next().then(
      ({ done }) => done === true,
      (error: unknown) => error === stopped.signal.reason,
    );
    expect(ended).toEqual(true);
  });

  if (contract.failing === undefined) return;
  const { failing } = contract;
  rule('fails aloud', async () => {
    const broken = await failing();
    const result = await sweep(broken, null, 100).then(
      () => 'read without an error',
      (error: unknown) => (KashuvError.is(error) ? 'KashuvError' : 'an error that is no KashuvError'),
    );
    expect(result).toEqual('KashuvError');
    await broken.close?.();
  });
}

/** Reads until the source is caught up; a stream is ended there. */
async function readAll<Item>(contract: PullSourceContract<Item>, source: PullSource<Item>, cursor: string | null, limit: number): Promise<ReadBatch<Item>[]> {
  const controller = new AbortController();
  const batches: ReadBatch<Item>[] = [];
  for await (const batch of source.read({ cursor, limit, queries: [] }, contextOf(contract, controller.signal))) {
    batches.push(batch);
    if (batch.caughtUp && source.capabilities.mode === 'stream') break;
  }
  controller.abort(new DOMException('read to the end', 'AbortError'));
  return batches;
}

function contextOf<Item>(contract: PullSourceContract<Item>, signal: AbortSignal): CallContext {
  if (contract.context !== undefined) return contract.context(signal);
  return {
    signal,
    fetch: globalThis.fetch,
    now: () => 1_750_000_000_000,
    sleep: (_ms, own) => untilAborted(own === undefined ? signal : AbortSignal.any([signal, own])),
    log: () => undefined,
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

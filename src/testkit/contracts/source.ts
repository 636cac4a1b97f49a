import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadBatch } from '../../spec/plugin.ts';
import { deletedBySchema, postInputSchema, type Signal } from '../../spec/post.ts';
import { checkContract, freshly, invalid, misdescribed, stillContext, type Skips, type TestRunner } from './contract.ts';
import { elsewhere, frozenCopy } from './elsewhere.ts';

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
  readonly skip?: Skips<PullSourceRule>;
}

const rules = [
  'describes itself', 'keeps to the limit', 'gives valid posts', 'is pure', 'resumes exactly', 'is done once', 'survives a foreign cursor', 'ends when aborted', 'fails aloud',
] as const;
export type PullSourceRule = (typeof rules)[number];

const fields = ['source', 'posts', 'skipped', 'context', 'failing', 'skip'] as const satisfies readonly (keyof PullSourceContract<unknown>)[];

/** In ms, 1973: a post from before it was most likely told in seconds. */
const SECONDS_UNTIL = 100_000_000_000;

/** Registers one test for each rule every pull source keeps. Throws CONFIG_INVALID, naming the field, for a contract that is none. */
export function pullSourceContract<Item>(runner: TestRunner, contract: PullSourceContract<Item>): void {
  checkContract('pullSourceContract', runner, contract, { fields, rules });
  const { test, expect } = runner;
  if (typeof contract.source !== 'function') throw invalid('source', 'expected a function that makes a source.', "Write source: () => reviews('https://shop.example').");
  if (!(Number.isInteger(contract.posts) && contract.posts >= 3)) throw invalid('posts', 'expected how many posts the data holds, 3 at least.', 'With fewer there is no middle to resume from.');
  const make = freshly('source', contract.source);
  const rule = (name: PullSourceRule, run: (source: PullSource<Item>) => Promise<void>): void => {
    if (contract.skip?.[name] !== undefined) return;
    void test(`a pull source ${name}`, async () => {
      const source = await make();
      try {
        await run(source);
      } finally {
        await source.close?.();
      }
    });
  };
  const sweep = (source: PullSource<Item>, cursor: string | null, limit: number): Promise<ReadBatch<Item>[]> => readAll(contract, source, cursor, limit);
  const signalsOf = (source: PullSource<Item>, batches: readonly ReadBatch<Item>[]): Signal[] => batches.flatMap(({ items }) => items.flatMap((item) => signalsIn(source, item)));

  rule('describes itself', async (source) => {
    const twin = await make();
    expect([...misdescribed(source, ['read', 'signals']), ...(twin.instance === source.instance ? [] : ['instance is another one each time'])]).toEqual([]);
    expect(wrongCapabilities(source)).toEqual([]);
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
    expect(posts.filter(({ postedAt }) => postedAt !== undefined && Math.abs(postedAt) > 0 && Math.abs(postedAt) < SECONDS_UNTIL).map(({ id, postedAt }) => `${id}: ${postedAt} looks like seconds; times are milliseconds`)).toEqual([]);
    // One id, one post: else a second one would be taken for an edit of the first.
    expect(new Set(posts.map(({ id }) => id)).size).toEqual(posts.length);
  });

  rule('is pure', async (source) => {
    const items = (await sweep(source, null, 100)).flatMap((batch) => batch.items).map(frozenCopy);
    const before = JSON.stringify(items);
    const first = items.map((item) => source.signals(item));
    const again = elsewhere(() => [...items].reverse().map((item) => source.signals(item)));
    expect(again.reverse()).toEqual(first);
    expect(JSON.stringify(items)).toEqual(before);
  });

  rule('resumes exactly', async (source) => {
    const whole = await sweep(source, null, 1);
    for (let index = 0; index < whole.length; index += 1) {
      const resumed = await make();
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
  const broke = freshly('failing', contract.failing);
  rule('fails aloud', async () => {
    const broken = await broke();
    const result = await sweep(broken, null, 100).then(
      () => 'read without an error',
      (error: unknown) => (KashuvError.is(error) ? 'KashuvError' : 'an error that is no KashuvError'),
    );
    expect(result).toEqual('KashuvError');
    await broken.close?.();
  });
}

const capabilitiesSchema = z.object({
  mode: z.enum(['poll', 'stream', 'once']),
  backfill: z.boolean(),
  threads: z.boolean(),
  authors: z.boolean(),
  queryFeatures: z.array(z.string()),
  pollEveryMs: z.number().positive().optional(),
  silentAfterMs: z.number().positive().optional(),
});

/** What is claimed and not so, in words. */
function wrongCapabilities<Item>(source: PullSource<Item>): string[] {
  const { error } = capabilitiesSchema.safeParse(source.capabilities);
  const problems = (error?.issues ?? []).map(({ path, message }) => `capabilities.${path.join('.')}: ${message}`);
  for (const [claim, name] of [['threads', 'thread'], ['authors', 'author']] as const) {
    if (source.capabilities[claim] && typeof source[name] !== 'function') problems.push(`capabilities.${claim} without ${name}()`);
  }
  return problems;
}

const text = z.string().trim().min(1);
const signalSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['posted', 'edited']), post: z.object({}) }),
  z.object({ type: z.literal('deleted'), ref: text, by: deletedBySchema }),
  z.object({ type: z.literal('author-deleted'), author: text, by: deletedBySchema }),
  z.object({ type: z.literal('skipped'), reason: text, ref: z.string().optional() }),
]);

/** The signals of an item. Throws where they are none; whether their posts are valid is a rule of its own. */
function signalsIn<Item>(source: PullSource<Item>, item: Item): readonly Signal[] {
  const { data, error } = z.array(signalSchema).safeParse(source.signals(item));
  if (data === undefined) throw new Error(`signals() gave no signals: ${where(error.issues[0])}`);
  return source.signals(item);
}

const batchSchema = z.object({ items: z.array(z.unknown()), cursor: z.string(), caughtUp: z.boolean() });

function where(issue: { path: readonly PropertyKey[]; message: string } | undefined): string {
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** Reads until the source is caught up; a stream is ended there. */
async function readAll<Item>(contract: PullSourceContract<Item>, source: PullSource<Item>, cursor: string | null, limit: number): Promise<ReadBatch<Item>[]> {
  const controller = new AbortController();
  const batches: ReadBatch<Item>[] = [];
  for await (const batch of source.read({ cursor, limit, queries: [] }, contextOf(contract, controller.signal))) {
    const { success, error } = batchSchema.safeParse(batch);
    if (!success) throw new Error(`read() yielded no batch: ${where(error.issues[0])}`);
    batches.push(batch);
    if (batch.caughtUp && source.capabilities.mode === 'stream') break;
  }
  controller.abort(new DOMException('read to the end', 'AbortError'));
  return batches;
}

const contextOf = <Item>(contract: PullSourceContract<Item>, signal: AbortSignal): CallContext => (contract.context ?? stillContext)(signal);

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PullSource, ReadBatch } from '../../spec/plugin.ts';
import { postInputSchema, type Signal } from '../../spec/post.ts';
import { checkContract, freshly, invalid, misdescribed, needed, stillContext, type Skips, type TestRunner } from './contract.ts';
import { elsewhere, frozenCopy } from './elsewhere.ts';
import { kitTime } from './kit-time.ts';
import { checkSecrets } from './secrets.ts';
import { brokenAnswers, endlessAnswers, privateRedirects, readsAhead, refusals, secretsTold, silences, type Reading } from './source-faults.ts';
import { sourceReader } from './source-reading.ts';
import { difference, signalsOf, wrongCapabilities } from './source-shape.ts';
import { checkSince, deafness, lostPages, tooOld, type Later, type Paged, type Refusal, type Since } from './source-world.ts';

export interface PullSourceContract<Item> {
  /** A new source of the same instance over the same data, each time it is called. The data must not change meanwhile. */
  readonly source: () => PullSource<Item> | Promise<PullSource<Item>>;
  /** How many posts the data holds: at least 3, so that there is a middle to resume from. */
  readonly posts: number;
  /** How many items cannot be read. Default 0. */
  readonly skipped?: number;
  /**
   * A new context for each call. Default: the machine's fetch, and a clock that stands still. In either, a wait without a signal of its own is a pause, as of
   * a rate budget: it is over, and the clock is there, once no request is under way. Waits with one are time limits, which only an abort ends.
   */
  readonly context?: (signal: AbortSignal) => CallContext;
  /** A source whose other side fails; reading it must reject with a KashuvError. */
  readonly failing?: () => PullSource<Item> | Promise<PullSource<Item>>;
  /** A source, and the cursor from which on this many signals tell edits and deletions. */
  readonly changes?: () => Promise<{ readonly source: PullSource<Item>; readonly cursor: string | null; readonly edited: number; readonly deleted: number }>;
  /** Another side that goes on to say things: a world of its own each time it is called. */
  readonly later?: () => Later<Item> | Promise<Later<Item>>;
  /** Data on three pages of the vendor's own at least, with the edge of a page between two posts of the same moment. */
  readonly paged?: () => Paged<Item> | Promise<Paged<Item>>;
  /** A moment in the middle of the data of `source`. */
  readonly since?: Since;
  /** The vendor's own ways of saying no, which it does not say by a status of HTTP alone: an error in a body. Default: none. */
  readonly refusals?: readonly Refusal[];
  /** A source over posts with these texts, in this order. */
  readonly saying?: (texts: readonly string[]) => PullSource<Item> | Promise<PullSource<Item>>;
  /** A source whose other side gives far more at once than is asked for, and how many posts that are: 1,000 at least. */
  readonly huge?: () => Promise<{ readonly source: PullSource<Item>; readonly posts: number }>;
  /** The source as a host makes it, with its guards on, at a public address such as https://93.184.215.14; the kit answers for it. */
  readonly guarded?: () => PullSource<Item> | Promise<PullSource<Item>>;
  /** Tokens and passwords that the source was made with. */
  readonly secrets?: readonly string[];
  /** Rules that cannot hold for this source, by name, each with the reason. */
  readonly skip?: Skips<PullSourceRule>;
}

/** The rules that every pull source keeps. */
export const pullSourceRules = [
  'describes itself', 'keeps to the limit', 'gives valid posts', 'is pure', 'resumes exactly', 'gives at least once', 'is done once', 'survives a foreign cursor', 'ends when aborted', 'fails aloud',
  'tells edits and deletions', 'hears what is new', 'reads every page', 'heeds since', 'keeps the words as they are', 'takes a huge page', 'waits for its reader', 'says what was refused', 'survives a broken answer', 'reads no more than it should',
  'waits no longer than it should', 'reaches no private address', 'keeps secrets',
] as const;
export type PullSourceRule = (typeof pullSourceRules)[number];

const fields = [
  'source', 'posts', 'skipped', 'context', 'failing', 'changes', 'later', 'paged', 'since', 'refusals', 'saying', 'huge', 'guarded', 'secrets', 'skip',
] as const satisfies readonly (keyof PullSourceContract<unknown>)[];

/** In ms, 1973: a post from before it was most likely told in seconds. */
const SECONDS_UNTIL = 100_000_000_000;

/** Letters of several scripts and directions, pictures and letters made of several characters, and signs that mean something elsewhere. */
const WORDS: readonly string[] = ['הקומקום שבור, ולא עונים', 'وصلني الإبريق مكسورا', 'ｋｅｔｔｌｅ 薬缶 주전자', 'Broken 👩‍👩‍👧 🏳️‍🌈 🇮🇱 👍🏽', 'e\u0301 \u05e9\u05b8\u05c1 n\u0303', '5 < 6 & "7" > 3', '{{name}} ${x} __proto__ %00 \\n'];
const HUGE = 1_000;

/** Registers one test for each rule every pull source keeps. Throws CONFIG_INVALID, naming the field, for a contract that is none. */
export function pullSourceContract<Item>(runner: TestRunner, contract: PullSourceContract<Item>): void {
  checkContract('pullSourceContract', runner, contract, { fields, rules: pullSourceRules });
  const { test, expect } = runner;
  if (typeof contract.source !== 'function') throw invalid('source', 'expected a function that makes a source.', "Write source: () => reviews('https://shop.example').");
  if (!(Number.isInteger(contract.posts) && contract.posts >= 3)) throw invalid('posts', 'expected how many posts the data holds, 3 at least.', 'With fewer there is no middle to resume from.');
  needed(contract, {
    'fails aloud': 'failing', 'tells edits and deletions': 'changes', 'hears what is new': 'later', 'reads every page': 'paged', 'heeds since': 'since', 'keeps the words as they are': 'saying',
    'takes a huge page': 'huge', 'reaches no private address': 'guarded', 'keeps secrets': 'secrets',
  });
  if (contract.since !== undefined) checkSince(contract.since, contract.posts);
  if (contract.secrets !== undefined) checkSecrets(contract.secrets);
  const make = freshly('source', contract.source);
  const time = kitTime();
  const contextOf = contract.context ?? stillContext;
  const reader = sourceReader<Item>(contextOf, time);
  const rule = (name: PullSourceRule, run: (source: PullSource<Item>) => Promise<unknown>): void => {
    if (contract.skip?.[name] !== undefined) return;
    void test(`a pull source ${name}`, async () => {
      time.reset();
      const source = await make();
      try {
        await run(source);
      } finally {
        await source.close?.();
      }
    });
  };
  const sweep = (source: PullSource<Item>, cursor: string | null, limit: number): Promise<ReadBatch<Item>[]> => reader.sweep(source, { cursor, limit });

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
    const problems: string[] = [];
    for (let index = 0; index < whole.length; index += 1) {
      const resumed = await make();
      const rest = signalsOf(resumed, await sweep(resumed, whole[index]?.cursor ?? null, 2));
      const lost = difference(rest, signalsOf(source, whole.slice(index + 1)));
      if (lost !== null) problems.push(`from the cursor after batch ${index + 1} of ${whole.length} (limit 1): ${lost}`);
      await resumed.close?.();
    }
    expect(problems).toEqual([]);
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
    const iterator = source.read({ cursor: null, limit: 1, queries: [] }, contextOf(stopped.signal))[Symbol.asyncIterator]();
    const ended = await iterator.next().then(
      ({ done }) => done === true,
      (error: unknown) => error === stopped.signal.reason,
    );
    expect(ended).toEqual(true);
  });

  rule('gives at least once', async (source) => {
    const whole = await sweep(source, null, 1);
    const problems: string[] = [];
    for (let index = 0; index < whole.length; index += 1) {
      // The process ends while the batch after `kept` is worked on: its cursor was never kept.
      const kept = whole[index - 1]?.cursor ?? null;
      const broken = await make();
      await reader.some(broken, index + 1);
      await broken.close?.();
      const resumed = await make();
      const lost = difference(signalsOf(resumed, await sweep(resumed, kept, 2)), signalsOf(source, whole.slice(index)));
      if (lost !== null) problems.push(`after a process that ended in batch ${index + 1} of ${whole.length} (limit 1): ${lost}`);
      await resumed.close?.();
    }
    expect(problems).toEqual([]);
  });

  rule('tells edits and deletions', async () => {
    if (contract.changes === undefined) return;
    const { source, cursor, edited, deleted } = await contract.changes();
    if (edited + deleted === 0) throw new Error('changes() holds no edit and no deletion: skip this rule with the reason why the network tells none');
    const signals = signalsOf(source, await sweep(source, cursor, 100));
    expect(signals.flatMap((signal) => ('post' in signal ? (postInputSchema.safeParse(signal.post).error?.issues ?? []) : []))).toEqual([]);
    const count = (...types: Signal['type'][]): number => signals.filter(({ type }) => types.includes(type)).length;
    expect({ edited: count('edited'), deleted: count('deleted', 'author-deleted') }).toEqual({ edited, deleted });
    await source.close?.();
  });

  rule('hears what is new', async () => {
    if (contract.later === undefined) return;
    expect(await deafness(await contract.later(), reader, time, () => time.over(contextOf(new AbortController().signal)).now())).toEqual([]);
  });

  rule('reads every page', async () => {
    if (contract.paged === undefined) return;
    expect(await lostPages(await contract.paged(), reader)).toEqual([]);
  });

  rule('heeds since', async (source) => {
    if (contract.since === undefined) return;
    expect(await tooOld(contract.since, source, reader)).toEqual([]);
  });

  rule('keeps the words as they are', async () => {
    if (contract.saying === undefined) return;
    const source = await contract.saying(WORDS);
    const said = signalsOf(source, await sweep(source, null, 100)).flatMap((signal) => ('post' in signal ? [signal.post.text] : [signal.type]));
    expect(said).toEqual([...WORDS]);
    await source.close?.();
  });

  rule('takes a huge page', async () => {
    if (contract.huge === undefined) return;
    const { source, posts } = await contract.huge();
    if (posts < HUGE) throw new Error(`huge() has ${posts} posts; give ${HUGE} at least`);
    const batches = await sweep(source, null, 100);
    const given = signalsOf(source, batches).filter(({ type }) => type === 'posted').length;
    expect({ posts: given, larger: batches.filter(({ items }) => items.length > 100).length }).toEqual({ posts, larger: 0 });
    await source.close?.();
  });

  const reading: Reading<Item> = {
    make,
    guarded: freshly('guarded', contract.guarded ?? contract.source),
    context: contextOf,
    time,
    refusals: contract.refusals ?? [],
    rest: (source, cursor) => sweep(source, cursor, 1),
    note: (seen) => runner.note?.(seen),
    secrets: contract.secrets ?? [],
  };
  rule('waits for its reader', async () => expect(await readsAhead(reading)).toEqual([]));
  rule('says what was refused', async () => expect(await refusals(reading)).toEqual([]));
  rule('survives a broken answer', async () => expect(await brokenAnswers(reading)).toEqual([]));
  rule('reads no more than it should', async () => expect(await endlessAnswers(reading)).toEqual([]));
  rule('waits no longer than it should', async () => expect(await silences(reading)).toEqual([]));
  rule('reaches no private address', async () => expect(await privateRedirects(reading)).toEqual([]));
  rule('keeps secrets', async () => expect(await secretsTold(reading)).toEqual([]));

  rule('fails aloud', async () => {
    if (contract.failing === undefined) return;
    const broken = await freshly('failing', contract.failing)();
    const result = await sweep(broken, null, 100).then(
      () => 'read without an error',
      (error: unknown) => (KashuvError.is(error) ? 'KashuvError' : 'an error that is no KashuvError'),
    );
    expect(result).toEqual('KashuvError');
    await broken.close?.();
  });
}

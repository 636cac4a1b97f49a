import * as z from 'zod';

import type { PullSource, ReadBatch } from '../../spec/plugin.ts';
import { deletedBySchema, type Signal } from '../../spec/post.ts';

const capabilitiesSchema = z.object({
  mode: z.enum(['poll', 'stream', 'once']),
  backfill: z.boolean(),
  threads: z.boolean(),
  authors: z.boolean(),
  queryFeatures: z.array(z.string()),
  authorsClaimed: z.boolean().optional(),
  pollEveryMs: z.number().positive().optional(),
  silentAfterMs: z.number().positive().optional(),
});

/** What is claimed and not so, in words. */
export function wrongCapabilities<Item>(source: PullSource<Item>): string[] {
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

/** The signals of batches. Throws where they are none; whether their posts are valid is a rule of its own. */
export function signalsOf<Item>(source: PullSource<Item>, batches: readonly ReadBatch<Item>[]): Signal[] {
  return batches.flatMap(({ items }) => items.flatMap((item) => signalsIn(source, item)));
}

function signalsIn<Item>(source: PullSource<Item>, item: Item): readonly Signal[] {
  const { data, error } = z.array(signalSchema).safeParse(source.signals(item));
  if (data === undefined) throw new Error(`signals() gave no signals: ${where(error.issues[0])}`);
  return source.signals(item);
}

const batchSchema = z.object({ items: z.array(z.unknown()), cursor: z.string(), caughtUp: z.boolean() });

/** Throws where `read` yielded something else. */
export function checkBatch(batch: unknown): void {
  const { success, error } = batchSchema.safeParse(batch);
  if (!success) throw new Error(`read() yielded no batch: ${where(error.issues[0])}`);
}

function where(issue: { path: readonly PropertyKey[]; message: string } | undefined): string {
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** What was to come and did not, or came and was not to, in words; null where both are the same. */
export function difference(given: readonly Signal[], expected: readonly Signal[]): string | null {
  const missing = without(expected, given);
  const more = without(given, expected);
  const told = [
    ...(missing.length === 0 ? [] : [`${missing.length} of ${expected.length} missing, the first is ${nameOf(missing[0]!)}`]),
    ...(more.length === 0 ? [] : [`${more.length} that should not be there, the first is ${nameOf(more[0]!)}`]),
  ];
  if (told.length > 0) return told.join('; ');
  const at = expected.findIndex((signal, index) => JSON.stringify(signal) !== JSON.stringify(given[index]));
  return at === -1 ? null : `the same in another order, from ${nameOf(expected[at]!)} on`;
}

/** Those of `all` that are not among `others`, as often as they are there. */
function without(all: readonly Signal[], others: readonly Signal[]): Signal[] {
  const left = new Map<string, number>();
  for (const signal of others) left.set(JSON.stringify(signal), (left.get(JSON.stringify(signal)) ?? 0) + 1);
  return all.filter((signal) => {
    const count = left.get(JSON.stringify(signal)) ?? 0;
    left.set(JSON.stringify(signal), count - 1);
    return count <= 0;
  });
}

function nameOf(signal: Signal): string {
  if ('post' in signal) return signal.post.id;
  if (signal.type === 'author-deleted') return `author ${signal.author}`;
  return signal.type === 'deleted' ? signal.ref : (signal.ref ?? signal.reason);
}

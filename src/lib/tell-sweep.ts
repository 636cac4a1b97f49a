import type { CallContext, ReadBatch, ReadRequest } from '../spec/plugin.ts';
import type { SweepMemory } from './sweep-memory.ts';

/** One thing to tell, and what is remembered once it was told. */
export interface News<Item> {
  readonly item: Item;
  readonly remember?: () => void;
}

/**
 * The batches of one sweep of a poll, as its news come: each cursor covers what was given, the last one says that everything was. A sweep that
 * fails has given what it had. Ends without an error where the call is aborted.
 */
export async function* tellSweep<Item>(memory: SweepMemory, news: AsyncIterable<News<Item>>, { limit }: Pick<ReadRequest, 'limit'>, context: Pick<CallContext, 'signal' | 'now'>): AsyncGenerator<ReadBatch<Item>, void> {
  const begun = context.now();
  let items: Item[] = [];
  try {
    for await (const { item, remember } of news) {
      if (items.length >= limit) {
        yield { items, cursor: memory.interim(), caughtUp: false };
        items = [];
      }
      if (context.signal.aborted) return;
      items.push(item);
      remember?.();
    }
  } catch (error) {
    if (context.signal.aborted) return;
    throw error;
  }
  yield { items, cursor: memory.complete(begun), caughtUp: true };
}

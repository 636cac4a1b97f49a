import type { CallContext, PullSource, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import type { KitTime } from './kit-time.ts';
import { checkBatch } from './source-shape.ts';

/** How the kit reads where nothing is to go wrong. */
export interface SourceReader<Item> {
  /** Reads until the source is caught up; a stream is ended there. */
  sweep(source: PullSource<Item>, request: Omit<ReadRequest, 'queries'>): Promise<ReadBatch<Item>[]>;
  /** Takes so many batches, one item each, and lets go, as a process that ends. */
  some(source: PullSource<Item>, count: number): Promise<void>;
}

export function sourceReader<Item>(contextOf: (signal: AbortSignal) => CallContext, time: KitTime): SourceReader<Item> {
  const read = async (source: PullSource<Item>, request: Omit<ReadRequest, 'queries'>, isEnough: (batch: ReadBatch<Item>, taken: number) => boolean): Promise<ReadBatch<Item>[]> => {
    const controller = new AbortController();
    const work = async (context: CallContext): Promise<ReadBatch<Item>[]> => {
      const batches: ReadBatch<Item>[] = [];
      for await (const batch of source.read({ ...request, queries: [] }, context)) {
        checkBatch(batch);
        batches.push(batch);
        if (isEnough(batch, batches.length)) break;
      }
      return batches;
    };
    try {
      return await time.patiently(contextOf(controller.signal), work, { socket: source.capabilities?.mode === 'stream' });
    } finally {
      controller.abort(new DOMException('the kit has read enough', 'AbortError'));
    }
  };
  return {
    sweep: (source, request) => read(source, request, ({ caughtUp }) => caughtUp && source.capabilities.mode === 'stream'),
    some: async (source, count) => void (await read(source, { cursor: null, limit: 1 }, (_, taken) => taken === count)),
  };
}

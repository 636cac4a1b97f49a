import type { CallContext, PullSource, ReadBatch } from '../../../src/spec/plugin.ts';
import type { WebSocketConstructor } from '../../../src/sources/bluesky/index.ts';

type Listener = (event: { data?: unknown }) => void;

/** What a server in memory does with one connection. */
export interface Line {
  readonly url: URL;
  send(data: string | Uint8Array): void;
  end(): void;
  /** Whether the client has closed it. */
  readonly closed: boolean;
}

/** A WebSocket to a server in memory: what it sends has arrived at once, so that nothing depends on how fast a machine is. */
export function socketTo(serve: (line: Line) => void): WebSocketConstructor {
  return class {
    binaryType = '';
    readonly #listeners = new Map<string, Listener[]>();

    constructor(url: string) {
      const state = { closed: false };
      const fire = (type: string, event: { data?: unknown }): void => this.#listeners.get(type)?.forEach((listener) => listener(event));
      this.close = () => void (state.closed = true);
      queueMicrotask(() => {
        fire('open', {});
        serve({
          url: new URL(url),
          send: (data) => fire('message', { data: typeof data === 'string' ? data : new Uint8Array(data).buffer }),
          end: () => fire('close', {}),
          get closed() {
            return state.closed;
          },
        });
      });
    }

    close: () => void;

    addEventListener(type: string, listener: Listener): void {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
    }
  };
}

/** A context in which short waits are over at once, after all that has arrived was heard, and long ones never. */
export const quickly = (now: number) => (signal: AbortSignal): CallContext => ({
  signal,
  now: () => now,
  fetch: globalThis.fetch,
  log: () => undefined,
  sleep: (ms, own) =>
    new Promise((resolve, reject) => {
      for (const one of own === undefined ? [signal] : [signal, own]) one.addEventListener('abort', () => reject(one.reason as Error), { once: true });
      if (ms < 3_000) setImmediate(resolve);
    }),
});

/** Reads until `enough` items came or the stream is caught up `times` times. */
export async function readUntil<Item>(source: PullSource<Item>, context: CallContext, { cursor = null, since, limit = 100, enough }: { cursor?: string | null; since?: number; limit?: number; enough: (items: readonly Item[], batches: readonly ReadBatch<Item>[]) => boolean }): Promise<{ items: Item[]; batches: ReadBatch<Item>[]; cursor: string }> {
  const batches: ReadBatch<Item>[] = [];
  for await (const batch of source.read({ cursor, limit, queries: [], ...(since !== undefined && { since }) }, context)) {
    batches.push(batch);
    if (enough(batches.flatMap(({ items }) => items), batches)) break;
  }
  return { items: batches.flatMap(({ items }) => items), batches, cursor: batches.at(-1)?.cursor ?? '' };
}

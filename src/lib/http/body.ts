import { KashuvError } from '../../spec/errors.ts';

/** Room that is made at first, in bytes. */
const LEAST_HELD = 16_384;

/**
 * Reads a body to its end, counting what arrives. Past `maxBytes` the rest is cancelled and INPUT_INVALID thrown: a small body that
 * decompresses into a large one is caught while it grows. `from` names it in messages.
 */
export async function readLimited(body: ReadableStream<Uint8Array> | null, maxBytes: number, from: string, signal?: AbortSignal): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    // Copied together as they come: a body in pieces of one byte each would take a hundred times its size.
    let held = Buffer.alloc(0);
    let size = 0;
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) return held.subarray(0, size);
      const end = size + value.byteLength;
      if (end > maxBytes) {
        stop();
        throw new KashuvError('INPUT_INVALID', `${from} is larger than ${maxBytes} bytes.`, { field: 'maxBytes', fix: 'Raise maxBytes if this is expected.' });
      }
      if (end > held.length) held = Buffer.concat([held.subarray(0, size)], Math.min(maxBytes, Math.max(end, held.length * 2, LEAST_HELD)));
      held.set(value, size);
      size = end;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

import { KashuvError } from '../../spec/errors.ts';

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
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) return Buffer.concat(chunks, size);
      size += value.byteLength;
      if (size > maxBytes) {
        stop();
        throw new KashuvError('INPUT_INVALID', `${from} is larger than ${maxBytes} bytes.`, { field: 'maxBytes', fix: 'Raise maxBytes if this is expected.' });
      }
      chunks.push(value);
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, PushReceived } from '../../spec/plugin.ts';
import { readLimited } from './body.ts';

export interface ReceiveLimits {
  maxBytes: number;
  /** For the body to arrive. */
  timeoutMs: number;
}

/** Why a request is not taken: the status and the words of the answer. */
export interface Refusal {
  status: 400 | 405 | 408 | 413 | 415;
  error: string;
}

/**
 * The body of a POST of uncompressed JSON, within limits; else how to refuse it. The bytes are as they came, for a signature is over these. Throws the
 * reason of the context's signal when that aborts.
 */
export async function receiveJson(request: Request, { maxBytes, timeoutMs }: ReceiveLimits, context: CallContext): Promise<{ bytes: Uint8Array } | Refusal> {
  if (request.method !== 'POST') return { status: 405, error: 'Use POST.' };
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json' && !(type.startsWith('application/') && type.endsWith('+json'))) return { status: 415, error: 'Send application/json.' };
  if (!['', 'identity'].includes((request.headers.get('content-encoding') ?? '').toLowerCase())) return { status: 415, error: 'Send the body uncompressed.' };
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return { status: 413, error: `Send ${maxBytes} bytes at most.` };
  const over = new AbortController();
  const done = new AbortController();
  context.sleep(timeoutMs, done.signal).then(
    () => over.abort(),
    () => undefined, // the body is read, or the monitor stops
  );
  try {
    const read = (): Promise<Uint8Array> => readLimited(request.body, maxBytes, 'the body', AbortSignal.any([context.signal, over.signal]));
    return { bytes: await (context.io === undefined ? read() : context.io(read)) };
  } catch (error) {
    context.signal.throwIfAborted();
    if (over.signal.aborted) return { status: 408, error: 'The body took too long.' };
    if (KashuvError.is(error)) return { status: 413, error: `Send ${maxBytes} bytes at most.` };
    return { status: 400, error: 'The body broke off.' };
  } finally {
    done.abort();
  }
}

/** Nothing will be committed, so that both answers say the same. */
export function refuse(status: number, error: string, headers: Record<string, string> = {}): PushReceived {
  const all = { ...(status === 405 && { allow: 'POST' }), ...headers };
  return { signals: [], accepted: jsonResponse(status, { error }, all), refused: jsonResponse(status, { error }, all) };
}

export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
}

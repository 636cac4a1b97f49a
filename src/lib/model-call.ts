import { KashuvError } from '../spec/errors.ts';
import type { CallContext } from '../spec/plugin.ts';
import { throwForStatus } from './http.ts';

/** What a call of a model took. */
export interface ModelUsage {
  /** Read and written together. */
  readonly tokens?: number;
  /** In whatever currency the host counts in. */
  readonly cost?: number;
}

/** One question to a language model. */
export interface ModelRequest {
  /** What the model is and what it must keep to. Written by kashuv alone. */
  readonly system: string;
  /** The task, with what others wrote as quoted data. */
  readonly prompt: string;
  /** JSON Schema (draft 2020-12) of the answer, an object. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Aborts when the monitor stops or the call's time is over. */
  readonly signal: AbortSignal;
  /** The monitor's own. */
  readonly fetch: typeof globalThis.fetch;
  /** Epoch ms by the monitor's clock. */
  readonly now: () => number;
  /** Tells what the call took, for those who keep to a limit. May be called several times, or never. */
  readonly spent?: (usage: ModelUsage) => void;
}

export type ModelQuestion = Pick<ModelRequest, 'system' | 'prompt' | 'schema' | 'spent'>;

/**
 * Asks a language model. Resolves with its answer: the object, or text that holds it as JSON.
 * Rejects with a `KashuvError` where it can; other errors are read by their `statusCode` or their network code. REJECTED means that the model
 * refused or broke off this one answer: it is asked again.
 */
export type Generate = (request: ModelRequest) => Promise<unknown>;

export interface CallLimits {
  /** Of one call, in ms. */
  readonly timeoutMs: number;
  /** Calls within `perMs`. */
  readonly maxCalls: number;
  readonly perMs: number;
}

/** Calls within a time limit and a budget. */
export class Caller {
  readonly #generate: Generate;
  readonly #limits: CallLimits;
  /** When the calls of the running window began, oldest first. */
  #calls: number[] = [];

  constructor(generate: Generate, limits: CallLimits) {
    this.#generate = generate;
    this.#limits = limits;
  }

  /** As `askModel`, and throws RATE_LIMITED with `retryAfterMs` past the budget. */
  async ask(question: ModelQuestion, context: CallContext): Promise<unknown> {
    context.signal.throwIfAborted();
    this.#spend(context.now());
    return askModel(this.#generate, question, this.#limits.timeoutMs, context);
  }

  #spend(now: number): void {
    const { maxCalls, perMs } = this.#limits;
    // A clock that was put back must not make a call uncounted, nor make it count for longer than the window.
    this.#calls = this.#calls.filter((at) => at > now - perMs).map((at) => Math.min(at, now));
    const [oldest] = this.#calls;
    if (oldest !== undefined && this.#calls.length >= maxCalls) {
      throw new KashuvError('RATE_LIMITED', `the model was called ${maxCalls} times within ${perMs} ms.`, { field: 'maxCalls', retryAfterMs: oldest + perMs - now, fix: 'Wait, or raise maxCalls.' });
    }
    this.#calls.push(now);
  }
}

/** Throws UNAVAILABLE past `timeoutMs`, whatever the call threw as a KashuvError, and the reason of the context's signal when that aborts. */
export async function askModel(generate: Generate, question: ModelQuestion, timeoutMs: number, context: CallContext): Promise<unknown> {
  context.signal.throwIfAborted();
  const over = new AbortController();
  const done = new AbortController();
  context.sleep(timeoutMs, done.signal).then(
    () => over.abort(),
    () => undefined, // the answer came, or the call is over
  );
  const signal = AbortSignal.any([context.signal, over.signal]);
  const request: ModelRequest = { ...question, signal, fetch: context.fetch, now: () => context.now() };
  try {
    const work = (): Promise<unknown> => untilAborted(async () => generate(request), signal);
    return await (context.io === undefined ? work() : context.io(work));
  } catch (error) {
    context.signal.throwIfAborted();
    if (over.signal.aborted) throw new KashuvError('UNAVAILABLE', `the model gave no answer within ${timeoutMs} ms.`, { field: 'timeoutMs', cause: error });
    throw modelError(error, context.now());
  } finally {
    done.abort();
  }
}

/** Models like to put JSON into a fence, whatever they are told. */
export function unfence(answer: string): string {
  return /^\s*```(?:json)?\s*\n([^]*?)\n?```\s*$/.exec(answer)?.[1] ?? answer;
}

/** A model that does not listen to its signal is not waited for. */
export function untilAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    void work().then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

const MAX_CAUSES = 8;

/**
 * What a client of a model threw, as one of ours: by its `statusCode` or `status`, by a network code of it or its causes, else INTERNAL.
 * Messages of strangers are kept as the cause alone: they may hold the prompt or the key.
 */
export function modelError(error: unknown, now: number): KashuvError {
  try {
    return readError(error, now);
  } catch {
    // Anything can be thrown, also what throws when it is looked at.
    return new KashuvError('INTERNAL', 'the call of the model failed.', { field: 'generate', fix: 'Make the function throw an Error, or a KashuvError of kashuv/spec.' });
  }
}

function readError(error: unknown, now: number): KashuvError {
  let inner: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof inner === 'object' && inner !== null; depth += 1) {
    if (KashuvError.is(inner)) return inner;
    const status = numberAt(inner, 'statusCode') ?? numberAt(inner, 'status');
    if (status !== null && status >= 400 && status <= 599) return errorForStatus({ status, headers: headersAt(inner) }, 'the model', now, error);
    const code = (inner as { code?: unknown }).code;
    if (typeof code === 'string' && /^(?:E[A-Z]{3,}|UND_ERR_\w+)$/.test(code)) return new KashuvError('UNAVAILABLE', `the model could not be reached or broke off (${code}).`, { field: 'generate', fix: 'Check that the address of the model answers; it is asked again later.', cause: error });
    if (inner instanceof DOMException && inner.name === 'TimeoutError') return new KashuvError('UNAVAILABLE', 'the model took too long.', { field: 'generate', fix: 'Give the model more time, or less to read; it is asked again later.', cause: error });
    inner = (inner as { cause?: unknown; lastError?: unknown }).cause ?? (inner as { lastError?: unknown }).lastError;
  }
  return new KashuvError('INTERNAL', 'the call of the model failed.', { field: 'generate', fix: 'What it threw is the cause of this error.', cause: error });
}

/** A status outside of 2xx as an error; what the request asked for wrongly is a matter of configuration, never of one answer. */
export function errorForStatus(answer: { status: number; headers: Headers }, from: string, now: number, cause?: unknown): KashuvError {
  try {
    throwForStatus(answer, from, now);
  } catch (error) {
    if (KashuvError.is(error) && (error.code === 'RATE_LIMITED' || error.code === 'AUTH_FAILED' || (error.code === 'UNAVAILABLE' && answer.status !== 404))) return error;
  }
  return new KashuvError('CONFIG_INVALID', `${from} answered ${answer.status}: it does not take this request.`, { fix: 'Check the address, the name of the model and what it can do.', cause });
}

function numberAt(error: object, key: string): number | null {
  const value = (error as Record<string, unknown>)[key];
  return typeof value === 'number' ? value : null;
}

function headersAt(error: object): Headers {
  const { responseHeaders, headers } = error as { responseHeaders?: unknown; headers?: unknown };
  if (headers instanceof Headers) return headers;
  const found = new Headers();
  const after = typeof responseHeaders === 'object' && responseHeaders !== null ? (responseHeaders as Record<string, unknown>)['retry-after'] : undefined;
  if (typeof after === 'string' && /^[\x20-\x7e]*$/.test(after)) found.set('retry-after', after);
  return found;
}

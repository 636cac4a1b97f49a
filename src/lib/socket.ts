import { KashuvError } from '../spec/errors.ts';
import type { CallContext } from '../spec/plugin.ts';

/** What is used of a WebSocket: Node's own has it, and so has that of the package ws, whose `pause` and `resume` are used too. */
export interface WebSocketLike {
  binaryType: string;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: { readonly data?: unknown; readonly code?: unknown }) => void): void;
  close(): void;
  send?(data: string): void;
  pause?(): void;
  resume?(): void;
}
export type WebSocketConstructor = new (url: string) => WebSocketLike;

export interface BufferLimits {
  readonly maxBufferedFrames: number;
  readonly maxBufferedBytes: number;
  readonly maxFrameBytes: number;
}

/** A frame; of one that was over the limit, its size alone. */
export type Received = string | Uint8Array | { readonly tooLarge: number };

/**
 * A connection whose frames wait in a buffer until they are taken. A full buffer pauses the socket; one that cannot be paused, as Node's own, is
 * closed, and is to be opened again from where the reader is: `full` says so. Nothing that came after is kept.
 */
export class BufferedSocket {
  readonly #socket: WebSocketLike;
  readonly #limits: BufferLimits;
  #frames: { data: Received; size: number }[] = [];
  #next = 0;
  #bytes = 0;
  #state: 'opening' | 'open' | 'full' | 'closed' = 'opening';
  #paused = false;
  #wake: () => void = () => undefined;

  constructor(url: string, WebSocket: WebSocketConstructor, limits: BufferLimits) {
    this.#limits = limits;
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('open', () => this.#become('open'));
    this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
    this.#socket.addEventListener('close', () => this.#become('closed'));
    this.#socket.addEventListener('error', () => this.#become('closed'));
  }

  get state(): 'opening' | 'open' | 'full' | 'closed' {
    return this.#state;
  }

  get empty(): boolean {
    return this.#next === this.#frames.length;
  }

  take(): Received | undefined {
    const frame = this.#frames[this.#next];
    if (frame === undefined) return undefined;
    this.#next += 1;
    this.#bytes -= frame.size;
    if (this.empty) {
      this.#frames = [];
      this.#next = 0;
      if (this.#paused) {
        this.#paused = false;
        this.#socket.resume?.();
      }
    }
    return frame.data;
  }

  /** Until a frame waits, the state changes or so much time has passed (`false`). Rejects when the call is aborted. */
  async wait(ms: number, context: CallContext): Promise<boolean> {
    context.signal.throwIfAborted();
    const over = new AbortController();
    const event = new Promise<boolean>((resolve) => (this.#wake = () => resolve(true)));
    if (!this.empty) return true;
    const time = context.sleep(ms, over.signal).then(
      () => false,
      (error: unknown) => {
        // Our own end of the wait is no news.
        if (over.signal.aborted) return true;
        throw error;
      },
    );
    try {
      return await Promise.race([event, time]);
    } finally {
      over.abort();
    }
  }

  /** Says something to the other side, where streams are asked for by message. Throws CONFIG_INVALID where the class given cannot. */
  send(data: string): void {
    if (this.#socket.send === undefined) throw new KashuvError('CONFIG_INVALID', 'this WebSocket cannot send.', { field: 'WebSocket', fix: 'Give a class with `send`, such as Node’s own.' });
    this.#socket.send(data);
  }

  close(): void {
    this.#state = 'closed';
    this.#socket.close();
  }

  #become(state: 'open' | 'closed'): void {
    // Full is closed by us; what the other side does then says nothing.
    if (this.#state === 'full' || this.#state === 'closed') return;
    this.#state = state;
    this.#wake();
  }

  #receive(data: unknown): void {
    if (this.#state !== 'open') return;
    const { maxFrameBytes, maxBufferedFrames, maxBufferedBytes } = this.#limits;
    const frame = typeof data === 'string' ? data : data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array();
    const size = frame.length;
    const kept: Received = size > maxFrameBytes ? { tooLarge: size } : frame;
    this.#frames.push({ data: kept, size: size > maxFrameBytes ? 0 : size });
    this.#bytes += size > maxFrameBytes ? 0 : size;
    if (this.#frames.length - this.#next >= maxBufferedFrames || this.#bytes >= maxBufferedBytes) this.#hold();
    this.#wake();
  }

  #hold(): void {
    if (this.#socket.pause !== undefined && this.#socket.resume !== undefined) {
      if (!this.#paused) this.#socket.pause();
      this.#paused = true;
      return;
    }
    this.#state = 'full';
    this.#socket.close();
  }
}

/** Opens a connection. UNAVAILABLE where it does not come about in time. */
export async function openSocket(url: string, WebSocket: WebSocketConstructor, limits: BufferLimits & { readonly openTimeoutMs: number }, context: CallContext): Promise<BufferedSocket> {
  const { host } = new URL(url);
  const socket = new BufferedSocket(url, WebSocket, limits);
  try {
    if (socket.state === 'opening' && !(await socket.wait(limits.openTimeoutMs, context))) {
      throw new KashuvError('UNAVAILABLE', `${host} did not open the stream within ${limits.openTimeoutMs} ms.`);
    }
    // One that was closed at once may have said why.
    if (socket.state === 'closed' && socket.empty) throw new KashuvError('UNAVAILABLE', `${host} could not be reached, or refused the stream.`);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

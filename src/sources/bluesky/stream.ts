import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, ReadBatch, ReadRequest } from '../../spec/plugin.ts';
import { openSocket, type BufferedSocket, type Received } from '../../lib/socket.ts';
import type { StreamOptions } from './options.ts';

/** One reading of a stream: makes events of frames, and knows how far it has come. */
export interface Tape<Item> {
  /** Where the stream is opened, from the place reached. */
  address(): string;
  /** Takes the next frame. `item` is null where it concerns nobody; `at` is when the server heard it, epoch ms. Throws what the server refuses. */
  take(frame: Received): { readonly item: Item | null; readonly at: number | null };
  /** Covers all that was taken. */
  cursor(): string;
}

/** An event no older than this is the present: the stream has caught up. In ms. */
const LIVE_WITHIN_MS = 10_000;
/** A stream from which nothing comes for so long has nothing more to give for now. In ms. */
const QUIET_AFTER_MS = 2_000;
/** Frames that concern nobody move the cursor too; it is handed on after so many. */
const CURSOR_EVERY = 1_000;

/**
 * Reads a stream for as long as it lasts. It opens the stream anew, from where it is, when its own buffer was full and when nothing came for
 * `idleTimeoutMs`, for a connection can die without a sign. That the other side ends it, or cannot be reached, is UNAVAILABLE.
 */
export async function* readStream<Item>(tape: Tape<Item>, request: ReadRequest, options: StreamOptions, context: CallContext): AsyncGenerator<ReadBatch<Item>, void> {
  let socket: BufferedSocket | null = null;
  try {
    while (!context.signal.aborted) {
      const from = tape.cursor();
      socket = await openSocket(tape.address(), options.WebSocket, options, context);
      yield* drain(socket, tape, request.limit, options, context);
      const stuck = socket.state === 'full' && tape.cursor() === from;
      socket.close();
      // Opened again at the same place it would bring the same again, at once and for ever.
      if (stuck) throw new KashuvError('UNAVAILABLE', `${new URL(tape.address()).host} sends more than is taken in, and nothing that has a place in the stream.`);
    }
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    socket?.close();
  }
}

/** Gives what one connection brings. Returns where it is to be opened again. */
async function* drain<Item>(socket: BufferedSocket, tape: Tape<Item>, limit: number, options: StreamOptions, context: CallContext): AsyncGenerator<ReadBatch<Item>, void> {
  let items: Item[] = [];
  let untold = 0;
  let live = false;
  let told = false;
  const batch = (caughtUp: boolean): ReadBatch<Item> => {
    const given = { items, cursor: tape.cursor(), caughtUp };
    items = [];
    untold = 0;
    told = caughtUp;
    return given;
  };
  for (;;) {
    const frame = socket.take();
    if (frame !== undefined) {
      const { item, at } = tape.take(frame);
      untold += 1;
      if (item !== null) items.push(item);
      if (at !== null) live = at >= context.now() - LIVE_WITHIN_MS;
      if (items.length >= limit || untold >= CURSOR_EVERY) yield batch(live && socket.empty);
    } else if (items.length > 0 || (live && !told)) {
      yield batch(live);
    } else if (socket.state === 'full') {
      return;
    } else if (socket.state === 'closed') {
      throw new KashuvError('UNAVAILABLE', `${new URL(tape.address()).host} ended the stream.`);
    } else if (!(await socket.wait(told ? options.idleTimeoutMs : QUIET_AFTER_MS, context))) {
      if (told) return;
      yield batch(true);
    }
    if (context.signal.aborted) return;
  }
}

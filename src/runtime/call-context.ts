import type { CallContext, LogLevel } from '../spec/plugin.ts';
import type { Clock, ClockTask } from './clock.ts';

export interface World {
  clock: Clock;
  fetch: typeof globalThis.fetch;
  log: (level: LogLevel, message: string, data?: Record<string, unknown>) => void;
}

/** What a plugin may touch while it does one line of work. */
export function callContext(world: World, task: ClockTask, signal: AbortSignal): CallContext {
  return {
    signal,
    fetch: world.clock.virtual ? accountedFetch(world.fetch, task) : world.fetch,
    now: () => world.clock.now(),
    sleep: (ms, own) => task.sleep(ms, own === undefined ? signal : AbortSignal.any([signal, own])),
    io: (work) => task.io(work),
    log: world.log,
  };
}

/** Under virtual time a request counts as work until its body has been read, or a time limit beside it would fire at once. */
function accountedFetch(send: typeof globalThis.fetch, task: ClockTask): typeof globalThis.fetch {
  return async (...request) => {
    const response = await task.io(() => send(...request));
    if (response.body === null) return response;
    let finish: () => void = () => undefined;
    const read = new Promise<void>((resolve) => (finish = resolve));
    void task.io(() => read);
    const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) {
            controller.enqueue(value);
            return;
          }
          finish();
          controller.close();
        } catch (error) {
          finish();
          controller.error(error);
        }
      },
      async cancel(reason) {
        finish();
        await reader.cancel(reason);
      },
    });
    const counted = new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
    Object.defineProperty(counted, 'url', { value: response.url });
    return counted;
  };
}

import { EventEmitter } from 'eventemitter3';

import type { EventMap, EventOf, EventType, KashuvEvent } from '../spec/event.ts';

/** Gets the event's data first, and the whole event beside it. What it returns or throws changes nothing. */
export type Listener<T extends EventType> = (data: EventMap[T], event: EventOf<T>) => unknown;
export type AnyListener = (event: KashuvEvent) => unknown;

/**
 * Listeners are observers: one that throws or rejects harms neither the others nor the monitor; `onFailure` hears of it.
 */
export class SafeEmitter {
  readonly #emitter = new EventEmitter<Record<string, [KashuvEvent]>>();
  readonly #onFailure: (type: EventType, error: unknown) => void;

  constructor(onFailure: (type: EventType, error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  on<T extends EventType>(type: T, listener: Listener<T>): () => void {
    return this.#listen(`on:${type}`, (event) => listener((event as EventOf<T>).data, event as EventOf<T>));
  }

  onAny(listener: AnyListener): () => void {
    return this.#listen('any', listener);
  }

  emit(event: KashuvEvent): void {
    this.#emitter.emit(`on:${event.type}`, event);
    this.#emitter.emit('any', event);
  }

  #listen(channel: string, listener: AnyListener): () => void {
    const guarded = (event: KashuvEvent): void => {
      try {
        const result = listener(event);
        if (isThenable(result)) result.then(undefined, (error: unknown) => this.#onFailure(event.type, error));
      } catch (error) {
        this.#onFailure(event.type, error);
      }
    };
    this.#emitter.on(channel, guarded);
    return () => {
      this.#emitter.off(channel, guarded);
    };
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

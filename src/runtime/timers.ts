import { Heap } from '../lib/heap.ts';

/**
 * What is due when. Durable without records of its own: every timer derives from a record that is kept (a duty and its deadline,
 * a classification to be tried again, a muted incident to be looked at), and is set anew from them on start. Whoever takes one asks the record whether it still holds.
 */
export interface Timer {
  readonly due: number;
  readonly kind: 'duty' | 'mute' | 'retry';
  readonly id: string;
}

/** By time; at the same time by kind and id, so that the order never depends on history. */
export const createTimers = (): Heap<Timer> =>
  new Heap<Timer>((a, b) => {
    if (a.due !== b.due) return a.due < b.due;
    return a.kind === b.kind ? a.id < b.id : a.kind < b.kind;
  });

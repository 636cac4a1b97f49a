import { untilAborted } from '../../lib/model-call.ts';
import { KashuvError } from '../../spec/errors.ts';
import type { CallContext, Classifier } from '../../spec/plugin.ts';
import { checkPart, combination } from './parts.ts';

/**
 * Gives a classifier `ms` milliseconds of the monitor's clock for each call. Past that its signal aborts, it is waited for no longer, and the call rejects with
 * UNAVAILABLE, so that its texts are failed and asked about again later. Throws CONFIG_INVALID for what is no classifier and for a time that is none.
 */
export function withTimeout(classifier: Classifier, ms: number): Classifier {
  checkPart('withTimeout.classifier', classifier);
  if (!(Number.isFinite(ms) && ms > 0)) throw new KashuvError('CONFIG_INVALID', 'expected a time in milliseconds.', { field: 'withTimeout.ms', fix: 'Pass a number above 0.' });
  return {
    ...combination('timeout', [classifier], { ms }),
    async classify(texts, context) {
      context.signal.throwIfAborted();
      const over = new AbortController();
      const done = new AbortController();
      const error = new KashuvError('UNAVAILABLE', `${classifier.name} gave no answer within ${ms} ms.`, { field: 'withTimeout.ms' });
      context.sleep(ms, done.signal).then(
        () => over.abort(error),
        () => undefined, // the answer came, or the call is over
      );
      const signal = AbortSignal.any([context.signal, over.signal]);
      const work = atWork(context, signal);
      try {
        return await untilAborted(async () => classifier.classify(texts, work.context), signal);
      } catch (error) {
        context.signal.throwIfAborted();
        throw KashuvError.from(error);
      } finally {
        done.abort();
        work.end();
      }
    },
  };
}

/**
 * A context whose user counts as working, but while it sleeps. Beside the wait for the time limit a virtual clock would take the whole call for asleep, and
 * the limit would strike at once.
 */
function atWork(outer: CallContext, signal: AbortSignal): { context: CallContext; end: () => void } {
  let asleep = 0;
  let over = false;
  let rest: (() => void) | null = null;
  const work = (): void => {
    if (over || rest !== null || outer.io === undefined) return;
    void outer.io(() => new Promise<void>((resolve) => (rest = resolve)));
  };
  const leave = (): void => {
    rest?.();
    rest = null;
  };
  work();
  return {
    context: {
      ...outer,
      signal,
      async sleep(ms, own) {
        asleep += 1;
        const slept = outer.sleep(ms, own === undefined ? signal : AbortSignal.any([signal, own]));
        leave();
        try {
          await slept;
        } finally {
          asleep -= 1;
          if (asleep === 0) work();
        }
      },
    },
    end: () => {
      over = true;
      leave();
    },
  };
}

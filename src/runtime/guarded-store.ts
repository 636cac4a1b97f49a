import { KashuvError } from '../spec/errors.ts';
import type { StoreDriver } from '../spec/plugin.ts';

/**
 * The store, with its failures marked by where they come from: whatever a driver throws is a failure of the store, to be tried again, and
 * never taken for a fault of the post at hand. Only CONFLICT stays what it is.
 */
export function guardStore(store: StoreDriver): StoreDriver {
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asStoreFailure(error);
    }
  };
  return {
    contract: store.contract,
    name: store.name,
    instance: store.instance,
    capabilities: store.capabilities,
    get: (ids, context) => guard(() => store.get(ids, context)),
    async *scan(range, context) {
      try {
        yield* store.scan(range, context);
      } catch (error) {
        throw asStoreFailure(error);
      }
    },
    commit: (writes, fence, context) => guard(() => store.commit(writes, fence, context)),
    lease: (name, ttlMs, context) => guard(() => store.lease(name, ttlMs, context)),
    release: (fence, context) => guard(() => store.release(fence, context)),
    erase: (ids, context) => guard(() => store.erase(ids, context)),
  };
}

/** Known by its class, not by its code: other parts of kashuv say CONFLICT and UNAVAILABLE too. */
export class StoreFailure extends KashuvError {}

function asStoreFailure(error: unknown): StoreFailure {
  const failure = KashuvError.from(error, 'UNAVAILABLE');
  const code = failure.code === 'CONFLICT' ? 'CONFLICT' : 'UNAVAILABLE';
  return new StoreFailure(code, failure.message, { cause: error, ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }) });
}

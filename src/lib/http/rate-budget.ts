import PQueue from 'p-queue';
import * as z from 'zod';

import { KashuvError } from '../../spec/errors.ts';
import type { CallContext } from '../../spec/plugin.ts';
import { checkOptions } from '../options.ts';

const optionsSchema = z.strictObject({
  requests: z.int().min(1).max(100_000),
  perMs: z.int().positive().max(31 * 86_400_000),
  spacingMs: z.int().nonnegative().default(0),
  maxInFlight: z.int().min(1).max(1_000).default(4),
  maxWaitMs: z.int().nonnegative().default(60_000),
});

/** See `createRateBudget`. */
export type RateBudgetOptions = z.input<typeof optionsSchema>;

export interface Spending {
  /** How many requests of the budget it takes, where a vendor counts some calls more than once. Default 1. */
  readonly cost?: number;
  /** Longest wait for a turn, in ms. Default: the budget's. */
  readonly maxWaitMs?: number;
}

/** What one key, or one address, may ask of a vendor: share it among all sources and publishers that use that key. */
export interface RateBudget {
  /**
   * Does `work` when it is its turn, in order of asking. All waiting for a turn is on the call's clock. Throws RATE_LIMITED with
   * `retryAfterMs`, and has spent nothing, where the wait would be too long.
   */
  spend<T>(context: Pick<CallContext, 'signal' | 'now' | 'sleep'>, work: () => Promise<T>, spending?: Spending): Promise<T>;
  /** The vendor wants nothing before `at`, epoch ms. It holds for those too who wait already. */
  holdUntil(at: number): void;
}

/**
 * At most `requests` in any `perMs`, `spacingMs` apart (default 0), `maxInFlight` at once (default 4), each waiting `maxWaitMs` at most (default
 * 60,000). Counted on the clock of the calls. Errors: CONFIG_INVALID for options that cannot work, and for a cost above the whole budget.
 */
export function createRateBudget(options: RateBudgetOptions): RateBudget {
  const { requests, perMs, spacingMs, maxInFlight, maxWaitMs: patience } = checkOptions('rateBudget', optionsSchema, options);
  const queue = new PQueue({ concurrency: maxInFlight });
  /** When the last `requests` turns were, as a ring: the oldest stands at `next`. */
  const turns = new Float64Array(requests).fill(-Infinity);
  let next = 0;
  let last = -Infinity;
  let heldUntil = -Infinity;
  let seen = -Infinity;

  const takeTurn = (now: number, cost: number, maxWaitMs: number): number => {
    if (!Number.isInteger(cost) || cost < 1 || cost > requests) {
      throw new KashuvError('CONFIG_INVALID', `one call takes ${cost} of a budget of ${requests}.`, { field: 'rateBudget.requests', fix: 'Give the budget the number the vendor allows.' });
    }
    // A clock that was set back knows nothing of what was before.
    if (now < seen) {
      turns.fill(-Infinity);
      last = -Infinity;
    }
    seen = now;
    let at = Math.max(now, heldUntil, last + spacingMs);
    for (let index = 0; index < cost; index += 1) at = Math.max(at, turns[(next + index) % requests]! + perMs);
    if (at - now > maxWaitMs) throw new KashuvError('RATE_LIMITED', 'the budget for this vendor is spent.', { retryAfterMs: at - now });
    for (let index = 0; index < cost; index += 1) {
      turns[next] = at;
      next = (next + 1) % requests;
    }
    last = at;
    return at;
  };

  return {
    async spend(context, work, { cost = 1, maxWaitMs = patience } = {}) {
      context.signal.throwIfAborted();
      const turn = takeTurn(context.now(), cost, maxWaitMs);
      for (let at = turn; at > context.now(); at = Math.max(turn, heldUntil)) await context.sleep(at - context.now());
      return queue.add(work, { signal: context.signal });
    },
    holdUntil(at) {
      if (Number.isFinite(at)) heldUntil = Math.max(heldUntil, at);
    },
  };
}

/** Whether an option is a budget. */
export const isBudget = (value: unknown): value is RateBudget => typeof value === 'object' && value !== null && 'spend' in value && typeof value.spend === 'function' && 'holdUntil' in value && typeof value.holdUntil === 'function';

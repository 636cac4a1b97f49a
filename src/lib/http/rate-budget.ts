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
   * `retryAfterMs`, and has asked nothing, where the wait is or becomes too long.
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
  /** When the last `requests` turns are, as a ring: the oldest stands at `next`. */
  const turns = new Float64Array(requests).fill(-Infinity);
  /** When they were had: whoever has its turn may still wait until another is done. */
  const starts = new Float64Array(requests).fill(-Infinity);
  let next = 0;
  let last = -Infinity;
  let lastStart = -Infinity;
  let heldUntil = -Infinity;
  let seen = -Infinity;
  let correction = 0;
  /** Grows when all was forgotten: what was waited for then is waited for no more. */
  let era = 0;

  /** Time that never goes back. A clock that was set back a little stands still; one that was set back by more knows nothing of what was before. */
  const momentOf = (now: number): number => {
    const back = seen - (now + correction);
    if (back > perMs) {
      turns.fill(-Infinity);
      starts.fill(-Infinity);
      last = lastStart = heldUntil = -Infinity;
      correction = 0;
      era += 1;
      seen = now;
      return now;
    }
    correction += Math.max(0, back);
    seen = now + correction;
    return seen;
  };

  const refuse = (retryAfterMs: number): never => {
    throw new KashuvError('RATE_LIMITED', 'the budget for this vendor is spent.', { retryAfterMs });
  };

  const takeTurn = (now: number, cost: number, maxWaitMs: number): Turn => {
    if (!Number.isInteger(cost) || cost < 1 || cost > requests) {
      throw new KashuvError('CONFIG_INVALID', `one call takes ${cost} of a budget of ${requests}.`, { field: 'rateBudget.requests', fix: 'Give the budget the number the vendor allows.' });
    }
    const slots = Array.from({ length: cost }, (_, index) => (next + index) % requests);
    const at = slots.reduce((latest, slot) => Math.max(latest, turns[slot]! + perMs), Math.max(now, heldUntil, last + spacingMs));
    if (at - now > maxWaitMs) refuse(at - now);
    for (const slot of slots) turns[slot] = at;
    next = (next + cost) % requests;
    last = at;
    return { at, slots, era };
  };

  /** Until when a turn is still to wait; nothing where its time has come, and it is had. */
  const begin = ({ slots, era: taken }: Turn, now: number): number | undefined => {
    const at = taken !== era ? now : slots.reduce((latest, slot) => Math.max(latest, starts[slot]! + perMs), Math.max(heldUntil, lastStart + spacingMs));
    if (at > now) return at;
    for (const slot of slots) starts[slot] = now;
    lastStart = now;
    return undefined;
  };

  return {
    async spend(context, work, { cost = 1, maxWaitMs = patience } = {}) {
      context.signal.throwIfAborted();
      const moment = (): number => momentOf(context.now());
      const asked = moment();
      const turn = takeTurn(asked, cost, maxWaitMs);
      for (let until = turn.at; ; ) {
        for (let now = moment(); until > now && turn.era === era; now = moment()) {
          if (until - asked > maxWaitMs) refuse(until - now);
          await context.sleep(until - now);
          until = Math.max(until, heldUntil);
        }
        const had = await queue.add(
          async () => {
            const wait = begin(turn, moment());
            return wait === undefined ? { done: await work() } : { wait };
          },
          { signal: context.signal },
        );
        if ('done' in had) return had.done;
        until = had.wait;
      }
    },
    holdUntil(at) {
      if (Number.isFinite(at)) heldUntil = Math.max(heldUntil, at + correction);
    },
  };
}

interface Turn {
  /** Epoch ms by the budget's own time. */
  readonly at: number;
  readonly slots: readonly number[];
  readonly era: number;
}

/** Whether an option is a budget. */
export const isBudget = (value: unknown): value is RateBudget => typeof value === 'object' && value !== null && 'spend' in value && typeof value.spend === 'function' && 'holdUntil' in value && typeof value.holdUntil === 'function';

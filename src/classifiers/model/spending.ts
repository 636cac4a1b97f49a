import type { ModelUsage } from '../../lib/model-call.ts';
import { KashuvError } from '../../spec/errors.ts';

/** What a model may take within an hour or a day, counted back from each call. At least one of the three. */
export interface SpendingLimit {
  readonly per: 'hour' | 'day';
  readonly calls?: number;
  /** Read and written. Where a call does not tell, one is counted for every three UTF-16 units of its prompt. */
  readonly tokens?: number;
  /**
   * In the currency in which the calls tell their cost. A call that was answered and does not tell makes every further one refused; one that failed, as long
   * as it counts, unless the vendor did not take it.
   */
  readonly cost?: number;
}

interface Call {
  at: number;
  tokens: number;
  cost: number;
  /** It failed, and may have cost what nobody told. */
  untold: boolean;
}

const PER_MS = { hour: 3_600_000, day: 86_400_000 } as const;
const UNITS_PER_TOKEN = 3;
const measures = ['calls', 'tokens', 'cost'] as const;

/** The vendor turned the request away before any work. */
const isUntaken = (error: unknown): boolean => KashuvError.is(error) && (error.code === 'RATE_LIMITED' || error.code === 'AUTH_FAILED' || error.code === 'CONFIG_INVALID');

/** Keeps to a limit. The call that passes it is the last one: it is over by that one and by those under way, never by more. Forgotten at a restart. */
export class Spending {
  readonly #limit: SpendingLimit | undefined;
  /** Of the running window, oldest first. */
  #calls: Call[] = [];
  #untold = false;

  constructor(limit: SpendingLimit | undefined) {
    this.#limit = limit;
  }

  /** Throws RATE_LIMITED with `retryAfterMs` past the limit, CONFIG_INVALID where the cost cannot be known. What the call takes is told to what is returned. */
  begin(now: number, units: number): { spent: (usage: ModelUsage) => void; end: (error?: unknown) => void } {
    const limit = this.#limit;
    if (limit === undefined) return { spent: () => undefined, end: () => undefined };
    const since = now - PER_MS[limit.per];
    this.#calls = this.#calls.filter(({ at }) => at > since);
    // A clock that was put back must not make a call uncounted, nor make it count for longer than the window.
    for (const call of this.#calls) call.at = Math.min(call.at, now);
    if (limit.cost !== undefined && (this.#untold || this.#calls.some(({ untold }) => untold))) {
      throw new KashuvError('CONFIG_INVALID', 'the cost cannot be limited: a call did not tell what it took.', { field: 'modelClassifier.limit.cost', fix: 'Call request.spent({ cost }) in generate, also where it fails, or limit tokens or calls.' });
    }
    const over = this.#over(this.#calls);
    if (over !== null) {
      throw new KashuvError('RATE_LIMITED', `the model has taken its ${limit[over]} ${over === 'cost' ? 'of cost' : over} for this ${limit.per}.`, { field: `modelClassifier.limit.${over}`, retryAfterMs: this.#freeAt(PER_MS[limit.per]) - now, fix: 'Wait, or raise the limit.' });
    }
    const call: Call = { at: now, tokens: Math.ceil(units / UNITS_PER_TOKEN), cost: 0, untold: false };
    this.#calls.push(call);
    const told = { tokens: false, cost: false };
    return {
      spent: (usage) => {
        for (const measure of ['tokens', 'cost'] as const) {
          const amount = usage[measure];
          if (typeof amount !== 'number' || !(amount >= 0)) continue;
          // The first word replaces the guess, every further one adds to it.
          call[measure] = amount + (told[measure] ? call[measure] : 0);
          told[measure] = true;
          if (measure === 'cost') call.untold = false;
        }
      },
      end: (error) => {
        if (told.cost) return;
        if (error === undefined) this.#untold = true;
        else call.untold = !isUntaken(error);
      },
    };
  }

  #over(calls: readonly Call[]): (typeof measures)[number] | null {
    const taken = { calls: calls.length, tokens: 0, cost: 0 };
    for (const { tokens, cost } of calls) {
      taken.tokens += tokens;
      taken.cost += cost;
    }
    return measures.find((measure) => taken[measure] >= (this.#limit?.[measure] ?? Infinity)) ?? null;
  }

  /** When enough of the oldest calls are out of the window. */
  #freeAt(perMs: number): number {
    const gone = this.#calls.findIndex((_, index) => this.#over(this.#calls.slice(index + 1)) === null);
    return (this.#calls[gone]?.at ?? 0) + perMs;
  }
}

import type { ModelUsage } from '../../lib/model-call.ts';
import { KashuvError } from '../../spec/errors.ts';

/** What a model may take within an hour or a day, counted back from each call. At least one of the three. */
export interface SpendingLimit {
  readonly per: 'hour' | 'day';
  readonly calls?: number;
  /** Read and written. Where a call does not tell, one is counted for every three UTF-16 units of its prompt. */
  readonly tokens?: number;
  /** In the currency in which the calls tell their cost. A call that does not tell makes every further one refused. */
  readonly cost?: number;
}

interface Call {
  readonly at: number;
  tokens: number;
  cost: number;
}

const PER_MS = { hour: 3_600_000, day: 86_400_000 } as const;
const UNITS_PER_TOKEN = 3;
const measures = ['calls', 'tokens', 'cost'] as const;

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
  begin(now: number, units: number): { spent: (usage: ModelUsage) => void; end: () => void } {
    const limit = this.#limit;
    if (limit === undefined) return { spent: () => undefined, end: () => undefined };
    if (limit.cost !== undefined && this.#untold) {
      throw new KashuvError('CONFIG_INVALID', 'the cost cannot be limited: a call did not tell what it took.', { field: 'modelClassifier.limit.cost', fix: 'Call request.spent({ cost }) in generate, or limit tokens or calls.' });
    }
    const since = now - PER_MS[limit.per];
    this.#calls = this.#calls.filter(({ at }) => at > since && at <= now);
    const over = this.#over(this.#calls);
    if (over !== null) {
      throw new KashuvError('RATE_LIMITED', `the model has taken its ${limit[over]} ${over === 'cost' ? 'of cost' : over} for this ${limit.per}.`, { field: `modelClassifier.limit.${over}`, retryAfterMs: this.#freeAt(PER_MS[limit.per]) - now, fix: 'Wait, or raise the limit.' });
    }
    const call: Call = { at: now, tokens: Math.ceil(units / UNITS_PER_TOKEN), cost: 0 };
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
        }
      },
      end: () => {
        if (!told.cost) this.#untold = true;
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

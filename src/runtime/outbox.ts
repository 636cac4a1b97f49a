import { KashuvError } from '../spec/errors.ts';
import type { CallContext, PublishAttempt, Publisher } from '../spec/plugin.ts';
import { receiptSchema, type Finding, type PublishCommand, type Receipt, type Reply } from '../spec/reply.ts';
import type { Addressed } from './addressing.ts';
import type { BrandWorker } from './brand-worker.ts';
import type { Clock, ClockTask } from './clock.ts';
import { asFindings, checkObjections, notAsked } from './objections.ts';
import type { Turns } from './turns.ts';

export interface OutboxOptions {
  publishers: readonly Publisher[];
  turns: Turns;
  clock: Clock;
  /** `over` ends the call beside the monitor's own end. */
  context: (task: ClockTask, over?: AbortSignal) => CallContext;
  timeoutMs: number;
  /** Aborts when the monitor stops: what is being sent is finished, what waits to be sent once more is left for the next start. */
  stopping: AbortSignal;
}

type Result = { is: 'sent'; receipt: Receipt } | { is: 'failed' | 'uncertain'; why: string } | { is: 'left' };

const ATTEMPTS = 3;
const PAUSE_MS = 2_000;

/** Sends what was approved: kept before it is sent, settled after. What may have been sent is looked up, never sent again blindly. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #pending = new Set<Promise<unknown>>();
  #takenUp: Promise<unknown> = Promise.resolve();

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Sends, and settles the reply. Resolves with the reply as it ended; still under way where the monitor stopped before it could be sent once more. */
  send(worker: BrandWorker, publisher: Publisher, command: PublishCommand, reply: Reply): Promise<Reply> {
    return this.#track(async (task) => this.#settle(worker, reply, await this.#attempt(publisher, command, task)));
  }

  /** What the publisher says of words that are reviewed: what stands in their way, and that it could not be asked. */
  review({ publisher, command }: Addressed): Promise<Finding[]> {
    const { name } = publisher;
    return this.#track(async (task) => {
      try {
        const objections = checkObjections(publisher.check(command), name);
        return asFindings(objections.length > 0 ? objections : await this.#preflight(publisher, command, task), name);
      } catch (error) {
        return [notAsked(error, name)];
      }
    });
  }

  /**
   * After a restart: what was under way is looked up where the publisher can, else a human is asked. Resolves once it is known what that is; a vendor that lets
   * wait keeps nobody from listening.
   */
  async takeUp(worker: BrandWorker): Promise<void> {
    const unsettled = await worker.run(({ replies }) => replies.deliveries.unsettled());
    const taking = (async () => {
      for (const { reply, command } of unsettled) {
        if (this.#options.stopping.aborted) return;
        const publisher = this.#options.publishers.find(({ instance }) => instance === reply.publisher);
        await this.#track(async (task) => this.#settle(worker, reply, await this.#resume(publisher, command, reply.at, task)));
      }
    })();
    this.#pending.add(taking);
    // What cannot be settled for a broken store is told by the brand's worker, and is still under way at the next start.
    this.#takenUp = Promise.allSettled([this.#takenUp, taking]).finally(() => this.#pending.delete(taking));
  }

  /** Resolves once all that was under way at the start is settled. */
  async takenUp(): Promise<void> {
    await this.#takenUp;
  }

  async drained(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }

  async #track<T>(work: (task: ClockTask) => Promise<T>): Promise<T> {
    const task = this.#options.clock.task();
    const running = work(task).finally(() => task.end());
    this.#pending.add(running);
    try {
      return await running;
    } finally {
      this.#pending.delete(running);
    }
  }

  async #resume(publisher: Publisher | undefined, command: PublishCommand, since: number, task: ClockTask): Promise<Result> {
    if (publisher === undefined) return { is: 'uncertain', why: 'the publisher it was given to is not there any more' };
    try {
      switch (publisher.capabilities.idempotency) {
        case 'native': {
          const result = await this.#attempt(publisher, command, task);
          // It may have been sent before something came in its way.
          return result.is === 'failed' ? { is: 'uncertain', why: result.why } : result;
        }
        case 'lookup': {
          const receipt = await this.#find(publisher, { command, since }, task);
          return receipt === null ? await this.#attempt(publisher, command, task) : this.#receipt(receipt);
        }
        case 'none':
          return { is: 'uncertain', why: 'the process ended while it was being sent, and the publisher cannot look it up' };
      }
    } catch (error) {
      return { is: 'uncertain', why: KashuvError.from(error).message };
    }
  }

  async #attempt(publisher: Publisher, command: PublishCommand, task: ClockTask): Promise<Result> {
    const { clock, stopping } = this.#options;
    const since = clock.now();
    const repeatable = publisher.capabilities.idempotency === 'native';
    /** One of these attempts may have arrived. */
    let perhaps = false;
    const ended = (why: string): Result => ({ is: perhaps ? 'uncertain' : 'failed', why });
    for (let attempt = 1; ; attempt += 1) {
      let sending = false;
      try {
        const objections = await this.#preflight(publisher, command, task);
        if (objections.length > 0) return ended(`${publisher.name} cannot send it: ${objections.join('; ')}.`);
        sending = true;
        return this.#receipt(await this.#options.turns.take(publisher, task, () => this.#limited((context) => publisher.publish(command, context), 'OUTCOME_UNKNOWN', task)));
      } catch (error) {
        const failure = KashuvError.from(error, sending ? 'OUTCOME_UNKNOWN' : 'INTERNAL');
        const uncertain = sending && failure.code === 'OUTCOME_UNKNOWN';
        // The same key once more is no second send.
        if (uncertain && !(repeatable && attempt < ATTEMPTS)) return this.#lookUp(publisher, { command, since }, task, failure.message);
        perhaps ||= uncertain;
        if (!(uncertain || failure.retryable) || attempt === ATTEMPTS) return ended(failure.message);
        const again = await task.sleep(failure.retryAfterMs ?? PAUSE_MS * attempt, stopping).then(() => true, () => false);
        // Who cannot look it up after a restart knows now that it was not sent, and would not know then.
        if (!again) return publisher.capabilities.idempotency === 'none' ? ended(failure.message) : { is: 'left' };
      }
    }
  }

  /** What stands in the way on the other side now. */
  async #preflight(publisher: Publisher, command: PublishCommand, task: ClockTask): Promise<string[]> {
    if (publisher.preflight === undefined) return [];
    const asking = (): Promise<unknown> => this.#limited(async (context) => publisher.preflight?.(command, context), 'UNAVAILABLE', task);
    return checkObjections(await this.#options.turns.take(publisher, task, asking), publisher.name);
  }

  /** A publisher that does not say what it did may have done it. */
  #receipt(value: unknown): Result {
    const receipt = receiptSchema.safeParse(value);
    return receipt.success ? { is: 'sent', receipt: receipt.data } : { is: 'uncertain', why: 'the publisher gave no receipt' };
  }

  /** What is sent and takes too long may still arrive: `late` says so. Its call is ended, so that nothing is sent once it was given up. */
  async #limited<T>(work: (context: CallContext) => Promise<T>, late: 'OUTCOME_UNKNOWN' | 'UNAVAILABLE', task: ClockTask): Promise<T> {
    const { clock, timeoutMs } = this.#options;
    const settled = new AbortController();
    const over = new AbortController();
    const time = clock.wait(clock.now() + timeoutMs, settled.signal).then(
      () => {
        const error = new KashuvError(late, `no answer within ${timeoutMs} ms.`);
        over.abort(error);
        throw error;
      },
      () => new Promise<never>(() => undefined),
    );
    try {
      return await Promise.race([work(this.#options.context(task, over.signal)), time]);
    } finally {
      settled.abort();
    }
  }

  async #find(publisher: Publisher, attempt: PublishAttempt, task: ClockTask): Promise<Receipt | null> {
    return (await this.#limited(async (context) => publisher.find?.(attempt.command.idempotencyKey, context, attempt), 'UNAVAILABLE', task)) ?? null;
  }

  async #lookUp(publisher: Publisher, attempt: PublishAttempt, task: ClockTask, why: string): Promise<Result> {
    try {
      const receipt = await this.#find(publisher, attempt, task);
      return receipt === null ? { is: 'uncertain', why } : this.#receipt(receipt);
    } catch (error) {
      return { is: 'uncertain', why: `${why}; looking it up failed too: ${KashuvError.from(error).message}` };
    }
  }

  async #settle(worker: BrandWorker, reply: Reply, result: Result): Promise<Reply> {
    if (result.is === 'left') return reply;
    return worker.run(({ replies: { deliveries } }) => {
      if (result.is === 'sent') return deliveries.sent(reply, result.receipt);
      return result.is === 'failed' ? deliveries.failed(reply, result.why) : deliveries.uncertain(reply, result.why);
    });
  }
}

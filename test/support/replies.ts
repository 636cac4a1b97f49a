import type { Monitor } from '../../src/core.ts';
import { wordingDrafter } from '../../src/drafters/wording.ts';
import type { Duty } from '../../src/spec/duty.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Publisher } from '../../src/spec/plugin.ts';
import type { Receipt } from '../../src/spec/reply.ts';
import { post, START, testMonitor } from './monitor.ts';

/** An answer to the complaint of `withComplaint` that the review lets pass. */
export const GOOD = "Hi, thank you for telling us. You are right, your parcel should have come on Monday. I'm sorry. I am checking with the driver now and will write to you here by 18:00. Dana, Acme service";

export async function answerDuty(monitor: Monitor): Promise<Duty> {
  const duty = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'answer');
  if (duty === undefined) throw new Error('nothing is owed');
  return duty;
}

/** A publisher whose sends end as told, one after the other. */
export function scriptedPublisher(outcomes: (Receipt | KashuvError)[], more: Partial<Publisher> = {}): Publisher & { sent: string[] } {
  const sent: string[] = [];
  return {
    contract: 1,
    name: 'scripted',
    instance: 'scripted',
    capabilities: { actions: ['reply', 'post'], idempotency: 'none', maxLength: 500, maxInFlight: 1 },
    sent,
    reaches: () => true,
    check: ({ text }) => (text.length > 500 ? ['too long'] : []),
    publish: async ({ text }) => {
      sent.push(text);
      const outcome = outcomes.shift();
      if (outcome instanceof KashuvError) throw outcome;
      return outcome ?? { id: `receipt-${sent.length}`, at: START };
    },
    ...more,
  };
}

/** A monitor that heard one complaint. */
export async function withComplaint(options: Parameters<typeof testMonitor>[0] = {}): Promise<Monitor> {
  const monitor = testMonitor({ drafter: wordingDrafter(), ...options });
  await monitor.ingest(post('[complaint] my parcel should have come on Monday', { id: 'p1' }));
  await monitor.idle();
  return monitor;
}

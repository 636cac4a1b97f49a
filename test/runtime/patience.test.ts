import { describe, expect, it } from 'vitest';

import { systemClock } from '../../src/runtime/clock.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Monitor } from '../../src/core.ts';
import type { Publisher } from '../../src/spec/plugin.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { dataOf, post, START, testMonitor } from '../support/monitor.ts';
import { answerDuty, GOOD, scriptedPublisher, withComplaint } from '../support/replies.ts';

const DAY_MS = 86_400_000;
const capable = (idempotency: Publisher['capabilities']['idempotency']): Pick<Publisher, 'capabilities'> => ({ capabilities: { actions: ['reply'], idempotency, maxLength: 500, maxInFlight: 1 } });
/** A publisher whose vendor always asks to wait for a day. */
const putOff = (idempotency: Publisher['capabilities']['idempotency']): Publisher & { sent: string[] } => {
  const publisher = scriptedPublisher([], {
    ...capable(idempotency),
    publish: async ({ text }) => {
      publisher.sent.push(text);
      throw new KashuvError('RATE_LIMITED', 'it asks to wait.', { retryAfterMs: DAY_MS });
    },
  });
  return publisher;
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Approves an answer; resolves with what will become of it once it was tried. */
async function tried(monitor: Monitor, publisher: { sent: string[] }): Promise<{ approved: ReturnType<Monitor['approve']> }> {
  const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
  const approved = monitor.approve({ draft: draft.id, by: 'Noam' });
  while (publisher.sent.length === 0) await turn();
  return { approved };
}

describe('a vendor that lets wait', () => {
  it.each(['native', 'lookup'] as const)('for a day does not hold up the stop; what waits is sent after the next start: %s', async (idempotency) => {
    const store = memoryStore();
    const slow = putOff(idempotency);
    const monitor = await withComplaint({ store, publishers: [slow], clock: systemClock() });
    const { approved } = await tried(monitor, slow);
    await monitor.stop();
    expect((await approved).reply?.state).toBe('sending');
    const quick = scriptedPublisher([{ id: 'there', at: START }], { ...capable(idempotency), find: async () => null });
    await using restarted = testMonitor({ store, publishers: [quick] });
    await restarted.idle();
    expect([slow.sent.length, quick.sent.length, (await dataOf(restarted, 'reply.sent')).length]).toEqual([1, 1, 1]);
  });

  it('for a day has not taken it, where nobody could look it up later', async () => {
    const slow = putOff('none');
    const monitor = await withComplaint({ publishers: [slow], clock: systemClock() });
    const { approved } = await tried(monitor, slow);
    await monitor.stop();
    expect((await approved).reply?.state).toBe('failed');
  });

  it('keeps nobody from listening after a restart', async () => {
    const store = memoryStore();
    const slow = putOff('native');
    const monitor = await withComplaint({ store, publishers: [slow], clock: systemClock() });
    const { approved } = await tried(monitor, slow);
    await monitor.stop();
    await approved;
    await using restarted = testMonitor({ store, publishers: [slow], clock: systemClock() });
    expect(await restarted.ingest(post('[complaint] and the driver was rude', { by: 'customer-2' }))).toMatchObject({ accepted: 1 });
    while (slow.sent.length < 2) await turn();
  });

  it('for longer than a call may take ends the call: nothing goes out once it was given up', async () => {
    const publisher = scriptedPublisher([], {
      publish: async ({ text }, context) => {
        await context.sleep(DAY_MS);
        publisher.sent.push(text);
        return { id: 'late', at: START };
      },
    });
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    expect((await monitor.approve({ draft: draft.id, by: 'Noam' })).reply?.state).toBe('uncertain');
    // Time goes on to whatever somebody still waits for.
    for (let turns = 0; turns < 100; turns += 1) await turn();
    expect(publisher.sent).toEqual([]);
  });

  it('for the look-up of what was sent leaves it to a human', async () => {
    const publisher = scriptedPublisher([new KashuvError('OUTCOME_UNKNOWN', 'the line went dead')], { find: () => new Promise(() => undefined) });
    await using monitor = await withComplaint({ publishers: [publisher], clock: systemClock(), limits: { callTimeoutMs: 50 } });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    expect((await monitor.approve({ draft: draft.id, by: 'Noam' })).reply).toMatchObject({ state: 'uncertain', why: expect.stringContaining('looking it up failed too') as string });
  });
});

describe('a publisher', () => {
  it.each([['that takes one at a time', 1, 8], ['where only one call is made at a time', 4, 1]])('%s gets one after the other, and time goes on', async (_, maxInFlight, concurrency) => {
    let now = 0;
    let most = 0;
    const publisher = scriptedPublisher([], {
      capabilities: { actions: ['reply'], idempotency: 'native', maxLength: 500, maxInFlight },
      publish: async ({ text }, context) => {
        most = Math.max(most, (now += 1));
        await context.sleep(1_000);
        now -= 1;
        publisher.sent.push(text);
        return { id: `r${publisher.sent.length}`, at: START };
      },
    });
    await using monitor = await withComplaint({ publishers: [publisher], limits: { concurrency } });
    await monitor.ingest(post('[complaint] mine should have come on Tuesday', { by: 'customer-2' }));
    await monitor.idle();
    const duties = (await monitor.duties({ state: 'waiting' })).filter(({ kind }) => kind === 'answer');
    const drafts = await Promise.all(duties.map(({ id }, index) => monitor.submitDraft({ duty: id, text: `${GOOD} ${index}`, by: 'Dana' })));
    const approved = await Promise.all(drafts.map(({ draft }) => monitor.approve({ draft: draft.id, by: 'Noam' })));
    expect([approved.map(({ reply }) => reply?.state), most]).toEqual([['sent', 'sent'], 1]);
  });
});

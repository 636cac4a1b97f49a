import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import { bindApproval } from '../../src/reply/index.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Drafter, Publisher, PublisherLimits } from '../../src/spec/plugin.ts';
import type { PublishCommand } from '../../src/spec/reply.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { readLedger } from '../../src/testkit/scenarios/index.ts';
import { dataOf, START, testMonitor, types } from '../support/monitor.ts';
import { answerDuty, GOOD, scriptedPublisher, withComplaint } from '../support/replies.ts';

/** A publisher whose other side answers as told, one time after the other; then nothing stands in the way. */
const answering = (answers: (string[] | Error)[], more: Partial<Publisher> = {}): Publisher & { sent: string[]; asked: PublishCommand[] } => {
  const asked: PublishCommand[] = [];
  const preflight: Publisher['preflight'] = async (command) => {
    asked.push(command);
    const answer = answers.shift() ?? [];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return Object.assign(scriptedPublisher([], { preflight, ...more }), { asked });
};
const submitted = async (monitor: Monitor, text = GOOD) => monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text, by: 'Dana' });
const down = new KashuvError('UNAVAILABLE', 'the network is down.');

describe('what stands in the way on the other side', () => {
  it('blocks the review of the words that are to go there, and their approval', async () => {
    const publisher = answering([['the post is gone']]);
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { draft, review } = await submitted(monitor);
    expect(review.verdict).toBe('block');
    expect(review.findings[0]).toMatchObject({ cue: 'publisher', level: 'block', message: expect.stringContaining('the post is gone') as string });
    expect(publisher.asked).toMatchObject([{ action: 'reply', text: GOOD, replyToSourceId: 'p1' }]);
    expect((await dataOf(monitor, 'draft.reviewed'))[0]?.review).toEqual(review);
    await expect(monitor.approve({ draft: draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'REJECTED', message: expect.stringContaining('the post is gone') as string });
    // Submitted again, it is asked again.
    const again = await submitted(monitor);
    expect(again.review.verdict).not.toBe('block');
    expect((await monitor.approve({ draft: again.draft.id, by: 'Noam' })).reply?.state).toBe('sent');
  });

  it('blocks a drafter’s words too', async () => {
    await using monitor = await withComplaint({ publishers: [answering([['its replies are closed']])] });
    const { review } = await monitor.draft((await answerDuty(monitor)).id, { facts: { signature: 'Dana' } });
    expect(review).toMatchObject({ verdict: 'block', findings: expect.arrayContaining([expect.objectContaining({ cue: 'publisher', level: 'block' })]) as unknown });
  });

  it('is not asked where the words alone are refused; that blocks the same way', async () => {
    const publisher = answering([], { check: () => ['it is too long'] });
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { review } = await submitted(monitor);
    expect(review.findings[0]).toMatchObject({ cue: 'publisher', level: 'block', message: 'scripted cannot send it: it is too long.' });
    expect(publisher.asked).toEqual([]);
  });

  it.each<[string, unknown]>([['a failure', down], ['no list', 'closed'], ['a list of numbers', [5]], ['nothing', undefined]])('that could not be asked is no absence, and a warning: %s', async (_, answer) => {
    const publisher = scriptedPublisher([], { preflight: async () => { if (answer instanceof Error) throw answer; return answer as string[]; } });
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { review } = await submitted(monitor);
    expect(review.findings.filter(({ cue }) => cue === 'publisher')).toMatchObject([{ level: 'warn', message: expect.stringContaining('could not be asked') as string }]);
    expect(review.verdict).toBe('revise');
  });

  it('that came up after the approval stops the sending, with its reason', async () => {
    const publisher = answering([[], ['its author blocks the brand']]);
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { draft } = await submitted(monitor);
    const { reply } = await monitor.approve({ draft: draft.id, by: 'Noam' });
    expect(reply).toMatchObject({ state: 'failed', why: 'scripted cannot send it: its author blocks the brand.' });
    expect([publisher.sent, (await answerDuty(monitor)).state.is]).toEqual([[], 'waiting']);
    expect(await types(monitor)).toContain('reply.failed');
  });

  it('is asked again where it could not be asked before sending; never answered, nothing is sent', async () => {
    const patient = answering([[], down, []]);
    await using first = await withComplaint({ publishers: [patient] });
    expect((await first.approve({ draft: (await submitted(first)).draft.id, by: 'Noam' })).reply?.state).toBe('sent');
    expect([patient.sent.length, patient.asked.length]).toEqual([1, 3]);

    const dead = answering([[], down, down, down]);
    await using second = await withComplaint({ publishers: [dead] });
    expect((await second.approve({ draft: (await submitted(second)).draft.id, by: 'Noam' })).reply).toMatchObject({ state: 'failed', why: 'the network is down.' });
    const odd = answering([[], new Error('a defect')]);
    await using third = await withComplaint({ publishers: [odd] });
    expect((await third.approve({ draft: (await submitted(third)).draft.id, by: 'Noam' })).reply).toMatchObject({ state: 'failed', why: 'a defect' });
    expect([dead.sent, odd.sent]).toEqual([[], []]);
  });

  it('found after a restart leaves open whether it was sent before', async () => {
    const store = memoryStore();
    const stuck = scriptedPublisher([], { publish: () => new Promise(() => undefined) });
    const monitor = await withComplaint({ store, publishers: [stuck] });
    const { draft } = await submitted(monitor);
    void monitor.approve({ draft: draft.id, by: 'Noam' });
    while (!(await types(monitor)).includes('approval.granted')) await new Promise((resolve) => setImmediate(resolve));
    // The first monitor is abandoned here, as a killed process would leave it.
    const again = answering([['the post is gone']], { capabilities: { ...stuck.capabilities, idempotency: 'native' } });
    await using restarted = testMonitor({ store, publishers: [again] });
    await restarted.idle();
    expect(again.sent).toEqual([]);
    expect(await dataOf(restarted, 'reply.uncertain')).toMatchObject([{ why: expect.stringContaining('the post is gone') as string }]);
  });
});

it('a publisher is called only with what a human approved: exactly these words, at exactly this place', async () => {
  const calls: { bound: string; approved: string[] }[] = [];
  const publisher = scriptedPublisher([], {
    publish: async ({ text, target }) => {
      const ledger = await readLedger(monitor);
      calls.push({ bound: bindApproval(text, target), approved: ledger.flatMap((event) => (event.type === 'approval.granted' ? [event.data.approval.bound] : [])) });
      return { id: 'r', at: START };
    },
  });
  await using monitor = await withComplaint({ publishers: [publisher] });
  const duty = (await answerDuty(monitor)).id;
  await monitor.draft(duty);
  const cold = await submitted(monitor, 'DM us.');
  await expect(monitor.approve({ draft: cold.draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'REJECTED' });
  const old = await submitted(monitor);
  await expect(monitor.approve({ draft: old.draft.id, by: ' ' })).rejects.toMatchObject({ field: 'by' });
  await expect(monitor.approve({ draft: old.draft.id, by: 'Noam', text: `${GOOD}!` })).rejects.toMatchObject({ code: 'CONFLICT' });
  const changed = await submitted(monitor, `${GOOD} Did I miss anything?`);
  await expect(monitor.approve({ draft: old.draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(calls).toEqual([]);
  await monitor.approve({ draft: changed.draft.id, by: 'Noam' });
  const bound = bindApproval(changed.draft.text, changed.draft.target);
  expect(calls).toEqual([{ bound, approved: [bound] }]);
});

it('a drafter is told the length of the place its words are for, in that place’s own counting', async () => {
  const told: PublisherLimits[] = [];
  const drafter: Drafter = {
    contract: 1, name: 'asking', instance: 'asking', capabilities: { languages: 'any', sendsTextOut: false },
    draft: async (_, __, limits) => { told.push(limits); return { text: GOOD, elements: [], slots: [], variant: 'v' }; },
  };
  const far = scriptedPublisher([], { instance: 'far', reaches: () => false, capabilities: { actions: ['reply'], idempotency: 'none', maxLength: 10, maxInFlight: 1 } });
  const near = scriptedPublisher([], { measure: (text) => [...new Intl.Segmenter().segment(text)].length });
  await using monitor = await withComplaint({ drafter, publishers: [far, near] });
  await monitor.draft((await answerDuty(monitor)).id);
  await using unreached = await withComplaint({ drafter, publishers: [far] });
  await unreached.draft((await answerDuty(unreached)).id);
  expect(told.map(({ maxLength, measure }) => [maxLength, measure?.('👨‍👩‍👧!')])).toEqual([[500, 2], [10, undefined]]);
});

it('the wording is cut by the counting of the place', async () => {
  const wide = scriptedPublisher([], { measure: (text) => Math.ceil(text.length / 10) });
  const narrow = scriptedPublisher([], { measure: (text) => text.length * 3 });
  await using roomy = await withComplaint({ publishers: [wide] });
  await using tight = await withComplaint({ publishers: [narrow] });
  const long = await roomy.draft((await answerDuty(roomy)).id, { facts: { signature: 'Dana' } });
  const short = await tight.draft((await answerDuty(tight)).id, { facts: { signature: 'Dana' } });
  expect(short.draft.text.length).toBeLessThan(long.draft.text.length);
});

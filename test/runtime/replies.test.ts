import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { dryRun } from '../../src/publishers/dry-run.ts';
import { KashuvError } from '../../src/spec/errors.ts';
import type { Receipt } from '../../src/spec/reply.ts';
import { sqliteStore } from '../../src/stores/sqlite.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { dataOf, post, START, testMonitor, types } from '../support/monitor.ts';
import { answerDuty, GOOD, scriptedPublisher, withComplaint } from '../support/replies.ts';

const folder = mkdtempSync(join(tmpdir(), 'kashuv-replies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a draft', () => {
  it('comes from the plan and from confirmed facts; blanks stay open and block the yes', async () => {
    await using monitor = await withComplaint();
    const duty = await answerDuty(monitor);
    const open = await monitor.draft(duty.id);
    expect(open.draft.slots.length).toBeGreaterThan(0);
    await expect(monitor.approve({ draft: open.draft.id, by: 'Dana' })).rejects.toMatchObject({ code: 'REJECTED' });
    const names = open.draft.slots.map(({ name }) => name);
    const facts = Object.fromEntries(names.map((name) => [name, 'today at 18:00']));
    const filled = await monitor.draft(duty.id, { facts: { ...facts, time: '18:00', action: 'I am asking the driver', signature: 'Dana', topic: 'your parcel', name: 'you' } });
    expect(filled.draft.slots).toEqual([]);
    expect(filled.draft.variant).not.toBe(open.draft.variant);
    expect(filled.draft.text).not.toBe(open.draft.text);
  });

  it('of a human is reviewed the same way, and a cold one is refused', async () => {
    await using monitor = await withComplaint();
    const duty = await answerDuty(monitor);
    const { draft, review } = await monitor.submitDraft({ duty: duty.id, text: 'DM us.', by: 'Dana' });
    expect(review.verdict).toBe('block');
    await expect(monitor.approve({ draft: draft.id, by: 'Dana' })).rejects.toMatchObject({ code: 'REJECTED' });
    expect(await types(monitor)).not.toContain('approval.granted');
    await expect(monitor.submitDraft({ duty: duty.id, text: ' ', by: 'Dana' })).rejects.toMatchObject({ field: 'text' });
    await monitor.ingest(post('[abstain] hard to say', { by: 'customer-9' }));
    await monitor.idle();
    const toLookAt = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'review');
    await expect(monitor.submitDraft({ duty: toLookAt?.id ?? '', text: GOOD, by: 'Dana' })).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(monitor.submitDraft({ duty: 'nothing', text: 'x', by: 'Dana' })).rejects.toMatchObject({ field: 'duty' });
  });
});

describe('a text of a human', () => {
  it('is reviewed in the language it is written in', async () => {
    await using monitor = testMonitor();
    await monitor.ingest({ id: 'he', text: 'החבילה שהזמנתי אצל אקמי לא הגיעה ואף אחד לא עונה לי [complaint]', author: { id: 'customer-3' } });
    await monitor.idle();
    const duty = await answerDuty(monitor);
    expect((await monitor.plans())[0]?.tone.language).toBe('he');
    const cues = async (text: string, language?: string): Promise<[string, string, string[]]> => {
      const { draft, review } = await monitor.submitDraft({ duty: duty.id, text, by: 'Dana', ...(language !== undefined && { language }) });
      return [draft.language, review.verdict, review.findings.map(({ cue }) => cue)];
    };
    expect(await cues(GOOD)).toEqual(['en', 'revise', expect.arrayContaining(['L29'])]);
    // As it was said to be, it lacks everything.
    expect(await cues(GOOD, 'he')).toEqual(['he', 'block', expect.arrayContaining(['L13', 'L29'])]);
    expect((await cues('אני מצטער שהחבילה לא הגיעה. אני בודק את זה עכשיו וכותב לך כאן עד 18:00. — דנה, אקמי'))[0]).toBe('he');
    expect((await cues('18:00 ☎ 03-1234567'))[0]).toBe('he');
  });
});

describe('an approval', () => {
  it('is bound to the exact text, by a named human; sending meets the duty', async () => {
    const file = join(folder, 'sent.jsonl');
    await using monitor = await withComplaint({ publishers: [dryRun({ file })] });
    const duty = await answerDuty(monitor);
    const { draft, review } = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    expect(review.verdict, JSON.stringify(review.findings)).not.toBe('block');
    await expect(monitor.approve({ draft: draft.id, by: '' })).rejects.toMatchObject({ field: 'by' });
    await expect(monitor.approve({ draft: draft.id, by: 'Noam', text: `${GOOD}!` })).rejects.toMatchObject({ code: 'CONFLICT', field: 'text' });
    const { approval, reply } = await monitor.approve({ draft: draft.id, by: 'Noam', text: GOOD });
    expect([approval?.by, reply?.state]).toEqual(['Noam', 'sent']);
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { command: { text: string; replyToSourceId: string } }).command);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ text: GOOD, replyToSourceId: 'p1' });
    expect((await monitor.duties({ state: 'answered' })).map(({ kind }) => kind)).toContain('answer');
    const [one] = await monitor.cases();
    expect((await monitor.conversation(one?.id ?? '')).map(({ by, text }) => [by, text])).toContainEqual(['brand', GOOD]);
  });

  it('for a conclusive answer meets that duty too', async () => {
    await using monitor = await withComplaint({ publishers: [scriptedPublisher([])] });
    const conclude = (await monitor.duties({ state: 'waiting' })).find(({ kind }) => kind === 'conclude');
    const { draft } = await monitor.submitDraft({ duty: conclude?.id ?? '', text: GOOD, by: 'Dana' });
    await monitor.approve({ draft: draft.id, by: 'Noam' });
    expect((await monitor.duties({ state: 'answered' })).map(({ kind }) => kind)).toContain('conclude');
    expect(await monitor.duties({ state: 'waiting' })).toEqual([]);
  });

  it('given to earlier words is void once there are new ones', async () => {
    await using monitor = await withComplaint();
    const duty = await answerDuty(monitor);
    const first = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    const { approval, reply } = await monitor.approve({ draft: first.draft.id, by: 'Noam' });
    expect(reply).toBeNull();
    await monitor.submitDraft({ duty: duty.id, text: `${GOOD} Tell me if I missed something.`, by: 'Dana' });
    expect(await dataOf(monitor, 'approval.voided')).toEqual([{ approval: approval?.id, why: expect.any(String) as string }]);
  });

  it('of what the publisher cannot send is refused before anything is sent', async () => {
    const publisher = scriptedPublisher([], { check: () => ['too long for this network'] });
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    await expect(monitor.approve({ draft: draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'REJECTED' });
    expect(publisher.sent).toEqual([]);
    expect(await types(monitor)).not.toContain('approval.granted');
  });
});

describe('one duty', () => {
  it('gets one reply, however often and by whomever it is approved', async () => {
    let answer: (receipt: Receipt) => void = () => undefined;
    const slow = scriptedPublisher([], { publish: async ({ text }) => {
      slow.sent.push(text);
      return new Promise<Receipt>((resolve) => (answer = resolve));
    } });
    await using monitor = await withComplaint({ publishers: [slow] });
    const duty = await answerDuty(monitor);
    const { draft } = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    const first = monitor.approve({ draft: draft.id, by: 'Noam' });
    while (slow.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const by of ['Noam', 'Tal']) await expect(monitor.approve({ draft: draft.id, by })).rejects.toMatchObject({ code: 'CONFLICT' });
    const second = await monitor.submitDraft({ duty: duty.id, text: `${GOOD} Did I miss anything?`, by: 'Dana' });
    await expect(monitor.approve({ draft: second.draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'CONFLICT' });
    answer({ id: 'r', at: START });
    expect((await first).reply?.state).toBe('sent');
    await expect(monitor.approve({ draft: second.draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(slow.sent).toHaveLength(1);
  });

  it('whose reply is uncertain is sent again only on new words of a human; garbage for a receipt is uncertain', async () => {
    const vague = scriptedPublisher([], { publish: async ({ text }) => {
      vague.sent.push(text);
      return (vague.sent.length === 1 ? undefined : { id: 'r', at: START }) as never;
    } });
    await using monitor = await withComplaint({ publishers: [vague] });
    const duty = await answerDuty(monitor);
    const { draft } = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    expect((await monitor.approve({ draft: draft.id, by: 'Noam' })).reply?.state).toBe('uncertain');
    await expect(monitor.approve({ draft: draft.id, by: 'Tal' })).rejects.toMatchObject({ code: 'CONFLICT' });
    const again = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    expect((await monitor.approve({ draft: again.draft.id, by: 'Noam' })).reply?.state).toBe('sent');
    expect(vague.sent).toHaveLength(2);
  });

  it('is met with its newest words only', async () => {
    await using monitor = await withComplaint({ publishers: [scriptedPublisher([])] });
    const duty = await answerDuty(monitor);
    const old = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    await monitor.submitDraft({ duty: duty.id, text: `${GOOD} Did I miss anything?`, by: 'Dana' });
    await expect(monitor.approve({ draft: old.draft.id, by: 'Noam' })).rejects.toMatchObject({ code: 'CONFLICT', field: 'draft' });
  });
});

describe('sending', () => {
  it('tries again where nothing was sent, and says so where it failed for good', async () => {
    const publisher = scriptedPublisher([new KashuvError('RATE_LIMITED', 'slowly', { retryAfterMs: 5_000 }), new KashuvError('REJECTED', 'the thread is closed')]);
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    const { reply } = await monitor.approve({ draft: draft.id, by: 'Noam' });
    expect(reply).toMatchObject({ state: 'failed', why: expect.stringContaining('closed') as string });
    expect(publisher.sent).toHaveLength(2);
    expect((await answerDuty(monitor)).state.is).toBe('waiting');
  });

  it('never repeats what may have been sent: it looks it up, or leaves it to a human', async () => {
    const lost = new KashuvError('OUTCOME_UNKNOWN', 'the line went dead');
    const blind = scriptedPublisher([lost]);
    await using first = await withComplaint({ publishers: [blind] });
    const one = await first.submitDraft({ duty: (await answerDuty(first)).id, text: GOOD, by: 'Dana' });
    expect((await first.approve({ draft: one.draft.id, by: 'Noam' })).reply?.state).toBe('uncertain');
    expect([blind.sent.length, (await types(first)).includes('reply.uncertain'), (await answerDuty(first)).state.is]).toEqual([1, true, 'waiting']);

    const seeing = scriptedPublisher([lost], { find: async () => ({ id: 'found', at: START }) });
    await using second = await withComplaint({ publishers: [seeing] });
    const two = await second.submitDraft({ duty: (await answerDuty(second)).id, text: GOOD, by: 'Dana' });
    expect((await second.approve({ draft: two.draft.id, by: 'Noam' })).reply).toMatchObject({ state: 'sent', receipt: { id: 'found' } });
  });

  it('with a key of its own is sent again under that key, and is uncertain where it stays so', async () => {
    const lost = () => new KashuvError('OUTCOME_UNKNOWN', 'the line went dead');
    const native = { actions: ['reply'], idempotency: 'native', maxLength: 500, maxInFlight: 1 } as const;
    const stateOf = async (outcomes: KashuvError[]) => {
      const keys: string[] = [];
      const publisher = scriptedPublisher([], { capabilities: native, publish: async ({ idempotencyKey }) => {
        keys.push(idempotencyKey);
        const outcome = outcomes.shift();
        if (outcome !== undefined) throw outcome;
        return { id: 'there', at: START };
      } });
      await using monitor = await withComplaint({ publishers: [publisher] });
      const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
      const { reply } = await monitor.approve({ draft: draft.id, by: 'Noam' });
      return [reply?.state, keys.length, new Set(keys).size];
    };
    expect(await stateOf([lost(), lost()])).toEqual(['sent', 3, 1]);
    expect(await stateOf([lost(), lost(), lost()])).toEqual(['uncertain', 3, 1]);
    // What is refused now may have been taken before.
    expect(await stateOf([lost(), new KashuvError('REJECTED', 'closed')])).toEqual(['uncertain', 2, 1]);
  });

  it('is looked up by its words and place too, from when it was sent', async () => {
    const asked: unknown[] = [];
    const publisher = scriptedPublisher([new KashuvError('OUTCOME_UNKNOWN', 'the line went dead')], { find: async (_key, _context, attempt) => (asked.push(attempt), null) });
    await using monitor = await withComplaint({ publishers: [publisher] });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    await monitor.approve({ draft: draft.id, by: 'Noam' });
    expect(asked).toMatchObject([{ command: { text: GOOD, replyToSourceId: 'p1' }, since: START }]);
  });

  it('that a crash broke off is taken up by look-up, and sent once', async () => {
    const store = memoryStore();
    const stuck = scriptedPublisher([], { publish: () => new Promise(() => undefined) });
    const monitor = await withComplaint({ store, publishers: [stuck] });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    void monitor.approve({ draft: draft.id, by: 'Noam' });
    while (!(await types(monitor)).includes('approval.granted')) await new Promise((resolve) => setImmediate(resolve));
    // The first monitor is abandoned here, as a killed process would leave it.
    const found: Receipt = { id: 'was sent', at: START };
    const again = scriptedPublisher([], { capabilities: { ...stuck.capabilities, idempotency: 'lookup' }, find: async (_key, _context, attempt) => (asked.push(attempt), found) });
    const asked: unknown[] = [];
    await using restarted = testMonitor({ store, publishers: [again] });
    await restarted.idle();
    expect(again.sent).toEqual([]);
    expect(asked).toMatchObject([{ command: { text: GOOD, replyToSourceId: 'p1' }, since: START }]);
    expect((await dataOf(restarted, 'reply.sent')).map(({ receipt }) => receipt)).toEqual([found]);
    expect((await restarted.duties({ state: 'answered' })).map(({ kind }) => kind)).toContain('answer');
  });

  it('works over a restart on SQLite: what was approved and sent stays so', async () => {
    const path = join(folder, 'restart.db');
    const store = sqliteStore(path);
    const publisher = scriptedPublisher([]);
    const monitor = await withComplaint({ store, publishers: [publisher] });
    const { draft } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
    await monitor.approve({ draft: draft.id, by: 'Noam' });
    await monitor[Symbol.asyncDispose]();
    await using restarted = testMonitor({ store: sqliteStore(path), publishers: [publisher] });
    await restarted.ingest({ id: 'receipt-1', text: GOOD, author: { id: 'acme' }, thread: { root: 'p1', parent: 'p1' } });
    await restarted.idle();
    expect(publisher.sent).toHaveLength(1);
    expect(await dataOf(restarted, 'case.answered')).toHaveLength(1);
  });
});

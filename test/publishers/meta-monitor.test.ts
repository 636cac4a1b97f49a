import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Monitor } from '../../src/core.ts';
import { facebookPage } from '../../src/publishers/meta/index.ts';
import { meta } from '../../src/sources/meta/index.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { virtualClock } from '../../src/testkit/scenarios/index.ts';
import { serveGraph, type GraphCall, type GraphReply, type GraphServer } from '../support/graph-server.ts';
import { acme, dataOf, START, testMonitor, types } from '../support/monitor.ts';
import { answerDuty, GOOD } from '../support/replies.ts';

const PAGE = '1001';
const appSecret = 'the secret of an app';

/** The page's thread as Facebook has it: one comment, and what the page answered. */
let replies: { id: string; message: string; created_time: string; from: { id: string } }[] = [];
/** What happens to the next message once it was taken. */
let next: ((taken: GraphReply) => GraphReply) | null = null;
let isGone = false;
let graph: GraphServer;
beforeEach(async () => {
  [replies, next, isGone] = [[], null, false];
  graph = await serveGraph(({ method, path, form }: GraphCall): GraphReply | undefined => {
    if (isGone) return undefined;
    if (method === 'POST') {
      const id = `2001_400${replies.length + 1}`;
      replies.push({ id, message: form.get('message') ?? '', created_time: new Date(START).toISOString(), from: { id: PAGE } });
      const change = next;
      next = null;
      return change === null ? { body: { id } } : change({ body: { id } });
    }
    return path.endsWith('/comments') ? { body: { data: [...replies].reverse() } } : { body: { id: path, can_comment: true } };
  });
});
afterEach(() => graph.close());

const open = (store = memoryStore(), fetch = globalThis.fetch): Monitor =>
  testMonitor({
    store,
    fetch,
    brands: [{ ...acme, accounts: { handles: [PAGE] } }],
    clock: virtualClock({ start: START }),
    sources: [meta({ appSecret, verifyToken: 'a token the host made up' })],
    publishers: [facebookPage({ pageId: PAGE, accessToken: 'a token of the test', service: graph.url, allowPrivate: true })],
  });
async function tell(monitor: Monitor, value: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: START / 1000, changes: [{ field: 'feed', value: { item: 'comment', verb: 'add', post_id: `${PAGE}_2001`, parent_id: `${PAGE}_2001`, created_time: START / 1000, ...value } }] }] });
  const response = await monitor.handle(new Request('https://host.example/meta', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` } }));
  expect(response.status).toBe(200);
  await monitor.idle();
}
const complaint = { comment_id: '2001_3001', from: { id: '9001', name: 'Lena' }, message: 'acme [complaint] my parcel should have come on Monday' };
async function approve(monitor: Monitor) {
  const duty = await answerDuty(monitor);
  const { draft } = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
  return monitor.approve({ draft: draft.id, by: 'Noam' });
}

describe('from a comment on the page to its answer', () => {
  test('the answer lands under the comment, meets the duty, and is known as the brand’s own when Meta tells of it', async () => {
    await using monitor = open();
    await tell(monitor, complaint);
    expect((await approve(monitor)).reply).toMatchObject({ state: 'sent', receipt: { id: '2001_4001' } });
    expect(graph.calls.filter(({ method }) => method === 'POST').map(({ path, form }) => [path, form.get('message')])).toEqual([['2001_3001/comments', GOOD]]);
    expect((await monitor.duties({ state: 'answered' })).map(({ kind }) => kind)).toContain('answer');
    await tell(monitor, { comment_id: '2001_4001', parent_id: '2001_3001', from: { id: PAGE, name: 'Acme' }, message: GOOD });
    expect(await dataOf(monitor, 'case.answered')).toHaveLength(1);
    expect((await types(monitor)).filter((type) => type === 'policy.breached')).toEqual([]);
  });

  test('a line that breaks after it was taken: it is found, and not said twice', async () => {
    next = () => ({ cut: true });
    await using monitor = open();
    await tell(monitor, complaint);
    expect((await approve(monitor)).reply).toMatchObject({ state: 'sent', receipt: { id: '2001_4001' } });
    expect(replies).toHaveLength(1);
  });

  test('a process that ends meanwhile: the next one finds it by its words', async () => {
    const store = memoryStore();
    // Meta takes it, and the process never hears that it did, as one that is killed.
    let taken: () => void = () => undefined;
    const isTaken = new Promise<void>((resolve) => (taken = resolve));
    const monitor = open(store, async (...asked) => {
      const response = await fetch(...asked);
      if (asked[1]?.method !== 'POST') return response;
      taken();
      return new Promise(() => undefined);
    });
    await tell(monitor, complaint);
    void approve(monitor);
    await isTaken;
    await using restarted = open(store);
    await restarted.idle();
    expect(replies).toHaveLength(1);
    expect((await dataOf(restarted, 'reply.sent')).map(({ receipt }) => receipt.id)).toContain('2001_4001');
  });

  test('a comment that is gone is not answered; its words are gone too', async () => {
    await using monitor = open();
    await tell(monitor, complaint);
    isGone = true;
    const duty = await answerDuty(monitor);
    const { review } = await monitor.submitDraft({ duty: duty.id, text: GOOD, by: 'Dana' });
    expect(review.findings.filter(({ cue }) => cue === 'publisher').map(({ level, message }) => [level, message])).toEqual([['block', expect.stringContaining('not there any more')]]);
    await tell(monitor, { ...complaint, verb: 'remove', message: undefined });
    expect(await monitor.post(duty.replyTo ?? '')).toBeNull();
    expect(await monitor.duties({ state: 'waiting' })).toEqual([]);
    expect(replies).toEqual([]);
  });
});

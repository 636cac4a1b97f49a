import { expect, test } from 'vitest';
import { redditPublisher } from '../../src/publishers/reddit/index.ts';
import { reddit } from '../../src/sources/reddit/index.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { testContext } from '../support/context.ts';
import { acme, START, testMonitor } from '../support/monitor.ts';
import { accountOf, openReddit } from '../support/reddit-server.ts';
import { answerDuty, GOOD } from '../support/replies.ts';

/** The virtual clock runs while the other side works: what is waited for comes within a few sweeps. */
async function until(ready: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await ready())) await new Promise((resolve) => setImmediate(resolve));
}

test('a complaint on Reddit is heard, answered in its thread, the answer is heard as the brand’s own, and a deleted complaint leaves no words', async () => {
  const server = await openReddit();
  server.remaining = 1e6;
  const at = START / 1000;
  server.now = at;
  server.things = [
    { kind: 't3', data: { name: 't3_k1', subreddit: 'kettles', title: 'Kettles', selftext: 'All about them', author: 'kettle_mod', created_utc: at - 100 } },
    { kind: 't1', data: { name: 't1_c1', subreddit: 'kettles', body: 'acme [complaint] my parcel should have come on Monday', author: 'tea_time', link_id: 't3_k1', parent_id: 't3_k1', created_utc: at } },
  ];
  const store = memoryStore();
  const kept = async (): Promise<string> => {
    let all = '';
    for await (const { value } of store.scan({ prefix: '' }, testContext())) all += value;
    return all;
  };
  const stop = new AbortController();
  await using monitor = testMonitor({
    store,
    brands: [{ ...acme, accounts: { handles: ['acme_support'] } }],
    sources: [reddit({ ...accountOf(server), comments: ['kettles'], instance: 'reddit' })],
    publishers: [redditPublisher(accountOf(server))],
  });
  const running = monitor.run({ signal: stop.signal });
  await until(async () => (await monitor.duties({ state: 'waiting' })).some(({ kind }) => kind === 'answer'));

  const { draft, review } = await monitor.submitDraft({ duty: (await answerDuty(monitor)).id, text: GOOD, by: 'Dana' });
  expect(review.findings.filter(({ cue }) => cue === 'publisher')).toEqual([]);
  const { reply } = await monitor.approve({ draft: draft.id, by: 'Noam' });
  const sent = server.things.filter(({ data }) => data.author === 'acme_support');
  expect(sent.map(({ data }) => [data.parent_id, data.body])).toEqual([['t1_c1', GOOD]]);
  expect(reply).toMatchObject({ state: 'sent', receipt: { id: sent[0]?.data.name } });
  await until(() => server.asked().some((path) => path.startsWith('/api/info') && path.includes(String(sent[0]?.data.name))));
  expect((await monitor.duties({ state: 'waiting' })).filter(({ kind }) => kind === 'answer')).toEqual([]);

  expect(await kept()).toContain('my parcel should have come on Monday');
  const complaint = server.things.find(({ data }) => data.name === 't1_c1');
  Object.assign(complaint?.data ?? {}, { body: '[deleted]', author: '[deleted]' });
  await until(async () => !(await kept()).includes('my parcel should have come on Monday'));
  stop.abort();
  await running;
  await server.close();
  expect(server.things.filter(({ data }) => data.author === 'acme_support')).toHaveLength(1);
});

import { describe, expect, it } from 'vitest';

import { readLedger, scriptedSource } from '../../src/testkit/scenarios/index.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { post, START, testMonitor } from '../support/monitor.ts';

const repost = (id: string, of: string, by: string): PostInput => ({ ...post('', { id, by }), text: '', thread: { repost: of } });

/** What was heard and what of it became a case. */
async function heard(monitor: ReturnType<typeof testMonitor>): Promise<{ mentions: number; cases: number }> {
  return { mentions: (await readLedger(monitor)).filter(({ type }) => type === 'mention.heard').length, cases: (await monitor.cases()).length };
}

describe('a post that passes another on', () => {
  it('without words concerns whom that concerned, in the same batch or later, also where that is a reply', async () => {
    await using monitor = testMonitor();
    await monitor.ingest([post('[complaint] my acme kettle leaks', { id: 'a', by: 'customer-1' }), { ...post('[complaint] acme, anybody there?', { id: 'b', by: 'customer-1' }), thread: { root: 'a', parent: 'a' } }, repost('r1', 'a', 'customer-2')]);
    await monitor.ingest([repost('r2', 'b', 'customer-3')]);
    await monitor.idle();
    const { mentions, cases } = await heard(monitor);
    expect(mentions).toBe(4);
    await monitor.ingest([repost('r3', 'a', 'customer-4')]);
    await monitor.idle();
    expect(await heard(monitor)).toEqual({ mentions: 5, cases });
  });

  it('with words of its own that name nobody does too: they are a conversation of their own', async () => {
    await using monitor = testMonitor();
    await monitor.ingest(post('[complaint] my acme kettle leaks', { id: 'a', by: 'customer-1' }));
    await monitor.ingest([
      { ...post('', { id: 'q', by: 'customer-2' }), text: '[complaint] unbelievable, read this', thread: { quote: 'a' } },
      { ...post('', { id: 'q2', by: 'customer-3' }), text: 'look at this', thread: { quote: 'never heard' } },
    ]);
    await monitor.idle();
    expect(await heard(monitor)).toEqual({ mentions: 2, cases: 2 });
  });

  it('of what concerned nobody, or was taken back, concerns nobody', async () => {
    const say = (one: PostInput) => ({ type: 'posted' as const, post: one });
    const signals = [
      say(post('', { text: 'nothing of interest', id: 'x' })),
      say(post('[complaint] my acme kettle leaks', { id: 'a' })),
      { type: 'deleted' as const, ref: 'a', by: 'author' as const },
      ...['x', 'a', 'never heard'].map((of, index) => say(repost(`r${index}`, of, 'customer-2'))),
    ];
    await using monitor = testMonitor({ sources: [scriptedSource(signals.map((signal) => ({ at: START, signals: [signal] })))] });
    await monitor.run();
    expect((await heard(monitor)).mentions).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { postsAsScript, scriptedSource, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { dataOf, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const HUB = 'hashtag:#acmefail';

/** A calm fortnight, then a storm under one hashtag from `stormAt` on. */
function storm(count = 60): PostInput[] {
  const calm = Array.from({ length: 14 * 12 }, (_, index) => post(index % 6 === 0 ? '[complaint] slow delivery' : '[statement] saw it', { minute: (index - 14 * 12) * 120, by: `calm-${index}` }));
  const loud = Array.from({ length: count }, (_, index) => post(`[complaint] [discrimination] [angry] #acmefail number ${index}`, { minute: 10 + index * 0.4, by: `angry-${index}` }));
  return [...calm, ...loud];
}

const START_OF_CALM = START - 15 * 24 * HOUR;

/** Replays the posts, and what else is said, to the end. */
async function replay(posts: readonly PostInput[]): Promise<Monitor> {
  const monitor = testMonitor({ clock: virtualClock({ start: START_OF_CALM }), sources: [scriptedSource(postsAsScript(posts))] });
  await monitor.run();
  return monitor;
}

describe('a storm', () => {
  it('opens one incident with its hub and those who began it, and a plan with a statement at the hub', async () => {
    const monitor = await replay(storm());
    const incidents = await monitor.incidents();
    expect(incidents).toHaveLength(1);
    const [incident] = incidents;
    expect(incident?.hub?.venue.id).toBe(HUB);
    expect(incident?.originators.length).toBeGreaterThan(0);
    expect(['high', 'critical']).toContain(incident?.severity.level);
    expect(incident?.openedAt).toBeLessThanOrEqual(START + 25 * MINUTE);
    const [plan] = await monitor.plans({ subject: incident?.id ?? '' });
    expect(plan?.decision.action).toBe('holding-statement');
    expect(plan?.venues[0]).toMatchObject({ target: 'hub', venue: HUB });
    expect((await monitor.duties({ subject: incident?.id ?? '' })).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['acknowledge', 'hold', 'update']));
  });

  it('owes the thousands one statement, and those who began it, bullied or write for the press a word of their own', async () => {
    const posts = [...storm(), post('[press-inquiry] writing a story on #acmefail', { minute: 30, by: 'journalist-1' }), post('[bullying] #acmefail you idiot', { minute: 31, by: 'bully-1' })];
    const monitor = await replay(posts);
    const [incident] = await monitor.incidents();
    const cases = await monitor.cases({ incident: incident?.id ?? '' });
    expect(cases.length).toBeGreaterThan(30);
    const waiting = await monitor.duties({ state: 'waiting' });
    const answered = new Set(waiting.filter(({ subject, kind }) => subject.type === 'case' && kind !== 'review').map(({ subject }) => subject.id));
    const own = cases.filter(({ id }) => answered.has(id));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(cases.length / 2);
    expect(waiting.map(({ kind }) => kind)).toContain('bullying-statement');
    expect(waiting.some(({ kind, owner }) => kind === 'acknowledge' && owner.role === 'spokesperson')).toBe(true);
  });

  it('is answered at the hub by the brand\'s own post, and then owes the next update', async () => {
    const statement: PostInput = {
      id: 'statement', text: 'We know that many of you were hurt. We do not know the cause yet. We are working on it now and will write here again at 14:00. Noam #acmefail', author: { id: 'acme' },
      venue: { id: 'site:micro', kind: 'site', class: 'microblog', name: 'Micro' }, postedAt: START + 40 * MINUTE,
    };
    const monitor = await replay([...storm(), statement]);
    const [incident] = await monitor.incidents();
    const duties = await monitor.duties({ subject: incident?.id ?? '' });
    const state = (kind: string): string[] => duties.filter((duty) => duty.kind === kind).map((duty) => duty.state.is);
    expect(state('acknowledge')).toEqual(['answered']);
    expect(state('hold')).toEqual(['answered']);
    expect(state('update').sort()).toEqual(['answered', 'waiting']);
    expect(duties.find((duty) => duty.kind === 'update' && duty.state.is === 'waiting')?.dueAt).toBeGreaterThan(START + 40 * MINUTE);
  });
});

describe('what humans tell', () => {
  it('moves the incident; a close is refused until explanation, prevention and remedy are published', async () => {
    await using monitor = testMonitor();
    for (const one of storm()) await monitor.ingest(one);
    await monitor.idle();
    const [opened] = await monitor.incidents();
    const id = opened?.id ?? 'none';
    // A word to the press alone meets nothing.
    await monitor.tell({ about: 'statement', incident: id, id: 'press', venue: null, contains: ['explanation'], by: 'Noam' });
    expect((await monitor.duties({ subject: id, state: 'waiting' })).map(({ kind }) => kind)).toContain('hold');
    await monitor.tell({ about: 'cause', incident: id, state: 'confirmed', by: 'Noam' });
    await monitor.tell({ about: 'fault', incident: id, fault: 'own', by: 'Noam' });
    await monitor.tell({ about: 'state', incident: id, state: 'resolved', by: 'Noam' });
    const close = { about: 'state', incident: id, state: 'closed', by: 'Noam' } as const;
    await expect(monitor.tell(close)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/prevention, remedy/) as string });
    expect(await dataOf(monitor, 'fact.told')).toHaveLength(4);
    await monitor.tell({ about: 'statement', incident: id, id: 'final', venue: HUB, contains: ['prevention', 'remedy', 'apology'], by: 'Noam' });
    await monitor.tell(close);
    const [incident] = await monitor.incidents();
    expect(incident).toMatchObject({ state: 'closed', fault: 'own', cause: 'confirmed' });
    expect(await dataOf(monitor, 'incident.closed')).toHaveLength(1);
    expect(await monitor.duties({ subject: id, state: 'waiting' })).toEqual([]);
  });

  it('is refused by name where it makes no sense', async () => {
    await using monitor = testMonitor();
    await expect(monitor.tell({ about: 'cause', incident: 'nothing', state: 'claimed', by: 'Noam' })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'incident' });
    await expect(monitor.tell({ about: 'weather' } as never)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(monitor.tell({ about: 'launch', brand: 'other', launch: { name: 'x', from: 0, to: 1 }, by: 'Noam' })).rejects.toMatchObject({ field: 'brand' });
  });
});

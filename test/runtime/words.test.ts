import { describe, expect, it } from 'vitest';

import type { Monitor } from '../../src/core.ts';
import type { PostInput } from '../../src/spec/post.ts';
import { ledgerDigest, virtualClock } from '../../src/testkit/scenarios/index.ts';
import { memoryStore } from '../../src/stores/memory.ts';
import { charger, chargerHebrew, refunds } from '../surge/spoken.ts';
import { testContext } from '../support/context.ts';
import { dataOf, HOUR, MINUTE, post, START, testMonitor } from '../support/monitor.ts';

const DAY = 24 * HOUR;
const from = 5 * DAY;
const small = ['a lovely lamp for the hall', 'parcel came a day early', 'which size fits a large bed', '[complaint] the lamp flickers a little', '[complaint] parcel two days late', 'nice window display', '[complaint] the queue was endless', 'does the shop close at nine', 'voucher for a friend', '[complaint] a screw is missing'];
const more = ['at the old market', 'from my sister in law', 'since the holidays', 'says the neighbour', 'on the second floor', 'in the blue catalogue', 'with the spring sale', 'near the station', 'for our wedding', 'before the weekend', 'as every winter'];
const calm = Array.from({ length: 110 }, (_, n) => said(`calm${n}`, `${small[n % small.length] ?? ''} ${more[n % more.length] ?? ''}`, n * HOUR));

function said(id: string, text: string, after: number, more: Partial<PostInput> = {}): PostInput {
  return post(text, { id, by: `customer-${id}`, minute: after / MINUTE, ...more });
}

const burnt = charger.map((text, n) => said(`burnt${n}`, `[complaint] [angry] ${text}`, from + n * 50 * MINUTE));
const owed = refunds.map((text, n) => said(`owed${n}`, `[complaint] ${text}`, from + 10 * MINUTE + n * 45 * MINUTE));
const story = [...calm, ...[...burnt, ...owed].sort((a, b) => (a.postedAt ?? 0) - (b.postedAt ?? 0))];

/** Hears what was published until then. */
const laterMonitor = (options: Parameters<typeof testMonitor>[0] = {}): Monitor => testMonitor({ clock: virtualClock({ start: START + from + DAY }), ...options });

async function heard(posts: readonly PostInput[], monitor: Monitor = laterMonitor()): Promise<Monitor> {
  await monitor.ingest(posts);
  await monitor.idle();
  return monitor;
}

const idsOf = (posts: readonly PostInput[]): Set<string> => new Set(posts.map(({ id }) => id));

/** Source ids of the posts that came to an incident. */
async function membersOf(monitor: Monitor, incident: string): Promise<string[]> {
  const cases = new Map((await dataOf(monitor, 'case.opened')).map(({ case: one }) => [one.id, one.mentions[0]]));
  const mentions = new Map((await dataOf(monitor, 'mention.heard')).map(({ mention }) => [mention.id, mention.post]));
  const home = new Map((await dataOf(monitor, 'case.joined')).map(({ case: one, incident: to }) => [one, to]));
  const found: string[] = [];
  for (const [one, to] of home) if (to === incident) found.push((await monitor.post(mentions.get(cases.get(one) ?? '') ?? ''))?.sourceId ?? '');
  return found.sort();
}

describe('grievances told in different words', () => {
  it('become incidents of their own at the same time, named by their own words', async () => {
    await using monitor = await heard([...story, said('praise', '[praise] the charger is great', from + 9 * HOUR), said('other', '[complaint] [angry] the wardrobe hangs crooked', from + 9 * HOUR)]);
    const incidents = await monitor.incidents();
    expect(incidents).toHaveLength(2);
    const [fire, money] = await Promise.all(incidents.map(({ id }) => membersOf(monitor, id)));
    expect(fire?.length).toBeGreaterThanOrEqual(8);
    expect(money?.length).toBeGreaterThanOrEqual(9);
    expect(fire?.filter((id) => !idsOf(burnt).has(id))).toEqual([]);
    expect(money?.filter((id) => !idsOf(owed).has(id))).toEqual([]);
    const names = await Promise.all(incidents.map(async ({ id }) => (await monitor.themes('acme', { incident: id })).flatMap(({ words }) => words)));
    expect(names[0]).toContain('charger');
    expect(names[1]).toContain('refund');
    expect(names[0]).not.toContain('refund');
  });

  it('are a suspected incident from three angry reports on (R-18), in Hebrew too', async () => {
    await using monitor = await heard([...calm, ...[1, 2, 5].map((n) => chargerHebrew[n] ?? '').map((text, n) => said(`he${n}`, `[complaint] [angry] אקמי ${text}`, from + n * HOUR))]);
    expect(await monitor.incidents()).toMatchObject([{ state: 'suspected', detectedBy: { series: 'grievance', observed: 3 }, mentions: 3 }]);
  });

  it('say why each belongs, without a word of it in the ledger or in what is kept of the crowd', async () => {
    const store = memoryStore();
    await using monitor = await heard(story, laterMonitor({ store }));
    const joined = await dataOf(monitor, 'case.joined');
    expect(joined.length).toBeGreaterThan(15);
    for (const { because } of joined) {
      expect(because.by).toBe('words');
      expect(because.shared?.every((word) => /^word:[0-9a-f]{8}$/.test(word))).toBe(true);
    }
    expect((await monitor.incidents())[0]?.detectedBy.why).toMatch(/^3 people speak of one thing in words of their own/);
    let kept = '';
    for (const prefix of ['ledger/', 'brand/acme/tracker']) for await (const { value } of store.scan({ prefix }, testContext())) kept += value;
    expect(kept).not.toMatch(/charger|refund|smoke/);
  });

  it('count copies once: a flood of one text brings nobody together by words', async () => {
    const flood = Array.from({ length: 30 }, (_, n) => said(`flood${n}`, '[complaint] [angry] the charger of these people melted the socket and smoke filled my whole kitchen tonight', from + n * 11 * MINUTE));
    await using monitor = await heard([...calm, ...flood], laterMonitor({ surge: { threshold: 1000 } }));
    expect((await dataOf(monitor, 'case.joined')).filter(({ because }) => because.by === 'words')).toEqual([]);
  });

  it('go where humans move them, with their words', async () => {
    await using monitor = await heard(story);
    const [fire, money] = await monitor.incidents();
    await monitor.tell({ about: 'merge', incident: money?.id ?? '', into: fire?.id ?? '', reason: 'one matter', by: 'Dana' });
    expect((await dataOf(monitor, 'case.joined')).at(-1)?.because).toEqual({ by: 'human' });
    const posts = new Map((await dataOf(monitor, 'mention.heard')).map(({ mention }) => [mention.post, mention.id]));
    const leaving: string[] = [];
    for (const [one, mention] of posts) if (idsOf(owed).has((await monitor.post(one))?.sourceId ?? '') && (await membersOf(monitor, fire?.id ?? '')).includes((await monitor.post(one))?.sourceId ?? '')) leaving.push(mention);
    await monitor.tell({ about: 'split', incident: fire?.id ?? '', mentions: leaving, title: 'refunds', reason: 'two after all', by: 'Dana' });
    const [{ off } = { off: '' }] = await dataOf(monitor, 'incident.split');
    await heard([said('late1', '[complaint] smoke came from the charger', from + 14 * HOUR), said('late2', '[complaint] a refund was promised, the money never came', from + 14 * HOUR)], monitor);
expect(await membersOf(monitor, fire?.id ?? '')).toContain('late1');
    expect(await membersOf(monitor, off)).toContain('late2');
  });

  it('give the same ledger again', async () => {
    const digests: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      await using monitor = await heard(story);
      digests.push((await ledgerDigest(monitor)).digest);
    }
    expect(digests[0]).toBe(digests[1]);
  });
});

describe('those who came with a surge', () => {
  it('leave it once they prove to speak of something else, with a trail on both sides and no word promised later', async () => {
    const at = from + HOUR;
    const mixed = [...burnt, ...owed].map((one, n) => ({ ...one, postedAt: START + at + (n % 11) * 1_000 })).sort((a, b) => (a.postedAt ?? 0) - (b.postedAt ?? 0));
    await using monitor = await heard([...calm, ...mixed]);
    const incidents = await monitor.incidents();
    expect(incidents).toHaveLength(2);
    expect(incidents.map(({ trail }) => trail?.map(({ did, by }) => `${did} ${by}`).join()).sort()).toEqual(['split-from kashuv', 'split-off kashuv']);
    expect(incidents[0]?.trail?.[0]?.incident).toBe(incidents[1]?.id);
    const dues = (await monitor.duties()).filter(({ subject, kind }) => subject.type === 'incident' && kind === 'hold');
    expect(new Set(dues.map(({ subject }) => subject.id)).size).toBe(dues.length);
  });
});
